#!/usr/bin/env python3
"""Score the incident that a program puts together from many reports.  Standard library only.

    score_incident.py TRUTH PRED [--english] [--json] [--errors] [--only NAME]

TRUTH  truth/NAME.json, or a folder of them (several folders: separate with commas).
PRED   NAME.json, or a folder of them (likewise), each
       {"title", "main_event": {"type","date_start","date_end","place"}|null,
        "events": [{"type","date_start","date_end","place": {"name","lat","lon","level","admin1","country"}|null, "sources": [doc names],
                    "background": false}],
        "tolls": [{"status","party_class" (or "all"),"low","best","high","open_high","reach": "incident"|place name,
                   "reach_places": [place…] (optional, preferred)}],
        "quotes": [{"speaker","text","government"}], "jurisdictions": [{"name","level","country"}], "stories": [[doc names]]}
--english  leave out what only Spanish reports tell (spanish_only) and take best_if_english_only for best_acceptable: what a
           program can reach that reads no Spanish.

One row per incident, and a total (sums; shares of sums).
  main      y/n: type, date and place of the main event right (t d p says which).  Type is one of types_ok, the date lies within a
            day of date…date_end, the place within 25 km of the place or of one of also_at (a town is not right by a state's centre).
  split     further shown events that tell the main event again: same type, within a day of it or undated, at its place, in a wider
            area around it or (dated) nowhere, and no other event of the truth (one that only lost its place included).
  merged    real events that are not shown and that the shown main event also fits, told by documents that it cites.
  ev P R F1 shown events against must_events, one to one: same type (types_ok), date within a day (an undated truth matches any
            date, an undated shown event only an undated truth), place: both null; same country; same state; else within 25 km; alt_places are other
            places that a reader would take.  may_events and neutral_types (statements) count neither for nor against precision,
            once each (`many`: any number).  Shown events with background true do not count.
  R*        recall where the place is not asked: what is told and only misplaced.
  placed    share of the shown events that have a place.
  tolls     right / all of the truth: shown for the same status, party and reach with best in best_acceptable.
  range     right tolls whose low and high lie in low_high_acceptable (null passes).
  bad       shown tolls of the incident whose best is not acceptable or that the truth does not know at all (may_tolls are let be);
            place-limited ones count only where the truth has a toll for that place, status and party.
  must_not  wrong statements shown, of those listed.
  quotes    found / all: 80 % of the fragment's words stand in one shown quote in their order; by: and the speaker is right;
            gov: and the government is right (of those by the right speaker).
  juris     recall by name, level and country.
  stories   pairs of documents shown as one story: right / all (+wrong).
"""

import argparse, json, math, pathlib, re, sys, unicodedata
from datetime import date, timedelta

KM = 25
AREA = {"country", "admin1", "region"}


def km(a, b, c, d):
    p, q = math.radians(a), math.radians(c)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def fold(s):
    return re.sub(
        r"\s+", " ", unicodedata.normalize("NFKD", s or "").encode("ascii", "ignore").decode().lower()
    ).strip()


def words(s):
    return re.findall(r"[a-z0-9]+", fold(s))


def days(iso, last=False):
    """First (or last) day of a date of any precision."""
    if not iso:
        return None
    y, *rest = iso.split("-")
    m = int(rest[0]) if rest else (12 if last else 1)
    if len(rest) > 1:
        return date(int(y), m, int(rest[1]))
    if not last:
        return date(int(y), m, 1)
    return date(int(y) + m // 12, m % 12 + 1, 1) - timedelta(days=1)


# ------------------------------------------------------------------ matching events
def type_ok(t, e):
    return e.get("type") in t.get("types_ok", [t.get("type")])


def date_ok(t, e):
    if not t.get("date"):
        return True
    if not e.get("date_start"):
        return False
    one = timedelta(days=1)
    a, b = days(t["date"]) - one, days(t.get("date_end") or t["date"], True) + one
    c, d = days(e["date_start"]), days(e.get("date_end") or e["date_start"], True)
    if (d - c).days > 4 and (b - a).days < (d - c).days:  # "in February" is not a day of February
        return False
    return c <= b and d >= a


def same_state(a, b):
    x, y = fold(a.get("admin1")), fold(b.get("admin1"))
    return a.get("country") == b.get("country") and bool(x) and (x == y or x in y or y in x)


def spot_ok(spot, p):
    """Whether a shown place is the one of the truth."""
    level, name = spot.get("level"), spot.get("place")
    if name is None:
        return p is None
    if p is None:
        return False
    if level == "country":
        return p.get("level") == "country" and p.get("country") == spot["country"]
    if level == "admin1":
        near = p.get("lat") is not None and km(spot["lat"], spot["lon"], p["lat"], p["lon"]) <= 150
        return p.get("level") == "admin1" and p.get("country") == spot["country"] and (same_state(spot, p) or near)
    if level == "region":
        return p.get("level") == "region" or (
            p.get("lat") is not None
            and km(spot["lat"], spot["lon"], p["lat"], p["lon"]) <= 300
            and p.get("level") in AREA
        )
    if p.get("lat") is None:
        return False
    if p.get("level") in AREA:  # a capital that is a state of its own
        return (
            p["level"] == "admin1"
            and fold(spot.get("admin1")) == fold(name)
            and km(spot["lat"], spot["lon"], p["lat"], p["lon"]) <= 60
        )
    return km(spot["lat"], spot["lon"], p["lat"], p["lon"]) <= KM


def spots(t):
    return [t, *t.get("also_at", []), *t.get("alt_places", [])]


def place_ok(t, e):
    return any(spot_ok(s, e.get("place")) for s in spots(t))


def fits(t, e, place=True):
    return type_ok(t, e) and date_ok(t, e) and (not place or place_ok(t, e))


def assign(truth, shown, ok, weight):
    """Maximum one-to-one matching, the best weight first: [(i, j)]."""
    edges = {
        i: sorted((j for j, e in enumerate(shown) if ok(t, e)), key=lambda j: weight(t, shown[j]), reverse=True)
        for i, t in enumerate(truth)
    }
    owner = {}

    def place(i, seen):
        for j in edges[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    for i in sorted(edges, key=lambda i: (not truth[i].get("main"), len(edges[i]))):
        place(i, set())
    return [(i, j) for j, i in owner.items()]


def weight(t, e):
    shared = len(set(t.get("told_by", [])) & set(e.get("sources", [])))
    exact = (
        (e.get("type") == t.get("type")) + (bool(t.get("place")) == bool(e.get("place"))) + spot_ok(t, e.get("place"))
    )
    return (
        exact,
        bool(t.get("date") and e.get("date_start") == t["date"]),
        shared / max(1, len(e.get("sources", []))),
        shared,
    )


def around(main, p):
    """Whether a shown place is the main event's, or an area around it."""
    if p is None:
        return True
    if p.get("level") == "country":
        return p.get("country") == main["country"]
    if p.get("level") == "admin1":
        return p.get("country") == main["country"] and any(same_state(s, p) for s in spots(main))
    return any(
        s.get("lat") is not None and p.get("lat") is not None and km(s["lat"], s["lon"], p["lat"], p["lon"]) <= KM
        for s in spots(main)
    )


def score_events(T, P, out, errors):
    shown = [e for e in P.get("events", []) if not e.get("background")]
    must, may = T["must_events"], T["may_events"]
    hits = assign(must, shown, fits, weight)
    got, used = {i for i, _ in hits}, {j for _, j in hits}
    main_i = next(i for i, t in enumerate(must) if t.get("main"))
    rest = [j for j in range(len(shown)) if j not in used]
    neutral = {
        j
        for _, j in [
            (i, rest[k])
            for i, k in assign([m for m in may if not m.get("many")], [shown[j] for j in rest], fits, weight)
        ]
    }
    neutral |= {j for j in rest if any(m.get("many") and fits(m, shown[j]) for m in may)}
    neutral |= {j for j in rest if shown[j].get("type") in T.get("neutral_types", [])}
    main_t, best = must[main_i], P.get("main_event")
    t, d, p = (
        bool(best) and type_ok(T["main_event"], best),
        bool(best) and date_ok(T["main_event"], best),
        bool(best) and place_ok(T["main_event"], best),
    )
    out["main"] = t and d and p
    out["main_parts"] = "".join(x if y else "-" for x, y in zip("tdp", (t, d, p)))
    spare = [j for j in rest if j not in neutral]

    def again(e):
        if not type_ok(main_t, e) or not around(main_t, e.get("place")):
            return False
        return date_ok(main_t, e) if e.get("date_start") else e.get("place") is not None

    others = [
        m for i, m in enumerate(must) if i not in got and i != main_i
    ]  # told without its place, yet another event
    elsewhere = {
        spare[k]
        for _, k in assign(
            others,
            [shown[j] for j in spare],
            lambda m, e: fits(m, e, place=False) and bool(set(m["told_by"]) & set(e.get("sources", []))),
            weight,
        )
    }
    splits = [j for j in spare if j not in elsewhere and again(shown[j])]
    if main_i not in got:  # none is right: the nearest one is the main event, the others are splits of it
        splits = splits[1:]
    merged = [
        i
        for i, m in enumerate(must)
        if i not in got and i != main_i and best and fits(m, best) and set(m["told_by"]) & set(best.get("sources", []))
    ]
    told = assign(must, shown, lambda a, b: fits(a, b, place=False), weight)
    out.update(
        must=len(must),
        shown=len(shown),
        hit=len(hits),
        counted=len(shown) - len(neutral),
        told=len(told),
        split=len(splits),
        merged=len(merged),
        placed=sum(e.get("place") is not None for e in shown),
    )
    if errors:
        where = lambda e: (e.get("place") or {}).get("name") or "nowhere"
        for i, m in enumerate(must):
            if i not in got:
                print(
                    f"  event missed: {m['type']} {m['date']} {m['place']}"
                    + (" [Spanish only]" if m.get("spanish_only") else "")
                    + (f" ({m['note']})" if m.get("note") else "")
                )
        for j in spare:
            e = shown[j]
            print(
                f"  event {'split of the main one' if j in splits else 'not of the truth'}: {e['type']} {e.get('date_start')} {where(e)} {e.get('sources')}"
            )
        for i in merged:
            print(f"  merged into the main event: {must[i]['type']} {must[i]['date']} {must[i]['place']}")
    return shown


# ------------------------------------------------------------------ tolls
def reach_ok(reach, toll):
    if reach == "any":
        return True
    mine = toll.get("reach", "incident")
    if reach == "incident":
        return mine in ("incident", None)
    if mine in ("incident", None):
        return False
    ps = toll.get("reach_places")
    if ps is None and isinstance(mine, dict):
        ps = [mine]
    if ps:
        return len(ps) == 1 and spot_ok(reach, ps[0])
    return fold(str(mine)) == fold(reach.get("place"))


def key_ok(t, p):
    return p.get("status") == t["status"] and p.get("party_class") in t["party_ok"] and reach_ok(t["reach"], p)


def label(t):
    reach = t["reach"] if isinstance(t["reach"], str) else t["reach"].get("place")
    return f"{t['status']}/{t['party_class']}" + ("" if reach == "incident" else f" in {reach}")


def score_tolls(T, P, out, errors, english):
    shown = P.get("tolls", [])
    acceptable = lambda t: t["best_if_english_only"] if english else t["best_acceptable"]
    right = ranged = 0
    for t in T["tolls"]:
        mine = [p for p in shown if key_ok(t, p)]
        good = [p for p in mine if p.get("best") in acceptable(t)]
        right += bool(good)
        inside = lambda v, ab: v is None or ab[0] <= v <= ab[1]
        ranged += any(
            inside(p.get("low"), t["low_high_acceptable"]["low"])
            and inside(p.get("high"), t["low_high_acceptable"]["high"])
            for p in good
        )
        if errors and not good:
            told = ", ".join(f"{p.get('low')}/{p.get('best')}/{p.get('high')}" for p in mine) or "not shown"
            print(
                f"  toll wrong: {label(t)} should be {acceptable(t)}, is {told}"
                + (" [Spanish only]" if t.get("spanish_only") else "")
            )
    bad = []
    for p in shown:
        if p.get("best") is None:
            continue
        known = [t for t in T["tolls"] + T["may_tolls"] if key_ok(t, p)]
        if any(p["best"] in t["best_acceptable"] + t["best_if_english_only"] for t in known):
            continue
        if known or p.get("reach", "incident") in ("incident", None):
            bad.append(p)
            if errors:
                say = p.get("best_said") or {}
                print(
                    f"  toll shown and wrong: {p['status']}/{p['party_class']} {p['best']} ({p.get('reach')}): {say.get('text')} {say.get('party') or ''}; {say.get('asserted_by')}"
                )
    out.update(tolls=len(T["tolls"]), tolls_right=right, ranges=ranged, bad=len(bad))


# ------------------------------------------------------------------ quotes
def in_order(part, whole):
    """Share of the words of ``part`` that stand in ``whole`` in their order, in a window."""
    if not part:
        return 0.0
    best = 0
    for start in range(len(whole)):
        if whole[start] not in part:
            continue
        k, at = 0, 0
        for w in whole[start : start + 2 * len(part) + 4]:
            if w in part[at:]:
                at = at + part[at:].index(w) + 1
                k += 1
        best = max(best, k)
    return best / len(part)


def last_name(s):
    w = words(s)
    return w[-1] if w else ""


def speaker_ok(q, name):
    if not name:
        return False
    mine = fold(re.sub(r"\(.*?\)", "", name))
    for want in (q["speaker"], *q.get("aliases", [])):
        w = fold(want)
        if w == mine or (w in mine and len(w) > 3) or (mine in w and len(mine) > 3) or last_name(w) == last_name(mine):
            return True
    return False


def quoted(q, shown):
    w = words(q["words"])
    return [p for p in shown if in_order(w, words(p.get("text"))) >= 0.8]


def gov_ok(want, got):
    got = None if fold(got) in ("", "others") else fold(got)
    if want is None or got is None:
        return want is None and got is None
    a, b = [x.strip() for x in fold(want).split(",")], [x.strip() for x in got.split(",")]
    same = lambda x, y: x == y or x in y or y in x or set(words(x)) & set(words(y)) - {"of", "the"}
    return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))


def score_quotes(T, P, out, errors):
    shown = P.get("quotes", [])
    found = by = gov = 0
    for q in T["quotes"]:
        mine = quoted(q, shown)
        good = [p for p in mine if speaker_ok(q, p.get("speaker"))]
        found += bool(mine)
        by += bool(good)
        gov += any(gov_ok(q["government"], p.get("government")) for p in good)
        if errors and not good:
            print(
                f"  quote {'by the wrong speaker' if mine else 'missed'}: {q['words'][:60]!r} by {q['speaker']}"
                + (f", shown for {mine[0].get('speaker')}" if mine else "")
                + (" [Spanish only]" if q.get("spanish_only") else "")
            )
        elif errors and good and not any(gov_ok(q["government"], p.get("government")) for p in good):
            print(f"  government wrong: {q['speaker']} is {q['government']}, shown {good[0].get('government')}")
    out.update(quotes=len(T["quotes"]), quotes_found=found, quotes_by=by, quotes_gov=gov)


# ------------------------------------------------------------------ jurisdictions, stories, wrong statements
def score_rest(T, P, out, errors, shown_events):
    js = P.get("jurisdictions", [])
    hit = 0
    for j in T["jurisdictions"]:
        names = {fold(n) for n in (j["name"], *j.get("aliases", []))}
        ok = any(
            x.get("level") == j["level"]
            and x.get("country") == j["country"]
            and (
                j["level"] == "federal"
                or any(
                    n == fold(x.get("name")) or (len(n) > 4 and (n in fold(x.get("name")) or fold(x.get("name")) in n))
                    for n in names
                )
            )
            for x in js
        )
        hit += ok
        if errors and not ok:
            print(
                f"  jurisdiction missed: {j['name']} ({j['level']})"
                + (" [Spanish only]" if j.get("spanish_only") else "")
            )
    pairs = lambda groups: {frozenset((a, b)) for g in groups for a in g for b in g if a < b}
    want, got = pairs(T["one_story"]), pairs(P.get("stories", []))
    out.update(
        juris=len(T["jurisdictions"]),
        juris_hit=hit,
        juris_shown=len(js),
        stories=len(want),
        stories_hit=len(want & got),
        stories_wrong=len(got - want),
    )
    if errors:
        for x in sorted(map(sorted, want - got)):
            print(f"  one story not seen: {x}")
        for x in sorted(map(sorted, got - want)):
            print(f"  not one story: {x}")
    wrong = []
    for n in T["must_not"]:
        if n["kind"] == "toll":
            status, party = n["toll"].split("/")
            for p in P.get("tolls", []):
                if (
                    p.get("status") != status
                    or p.get("party_class") != party
                    or not reach_ok(n["reach"], p)
                    or p.get("best") is None
                ):
                    continue
                if n["best"] is None or p["best"] in n["best"]:
                    reach = "" if p.get("reach", "incident") == "incident" else f" in {p['reach']}"
                    wrong.append((n, f"{p['best']} {status}, {party}{reach}"))
        elif n["kind"] == "range":
            status, party = n["toll"].split("/")
            for p in P.get("tolls", []):
                if (
                    p.get("status") == status
                    and p.get("party_class") == party
                    and reach_ok(n["reach"], p)
                    and {p.get("low"), p.get("high")} & set(n["value"])
                ):
                    wrong.append((n, f"{status}, {party}: from {p.get('low')} to {p.get('high')}"))
        elif n["kind"] == "jurisdiction":
            if any(
                fold(j.get("name")) == fold(n["name"])
                and j.get("level") == n["level"]
                and j.get("country") == n["country"]
                for j in js
            ):
                wrong.append((n, f"jurisdiction {n['name']} ({n['level']}, {n['country']})"))
        elif n["kind"] == "event":
            for e in shown_events:
                if n.get("types") and e.get("type") not in n["types"]:
                    continue
                if n.get("date") and not (e.get("date_start") or "").startswith(n["date"]):
                    continue
                if n.get("place"):
                    p = e.get("place")
                    if p is None or p.get("lat") is None:
                        continue
                    if n["level"] in AREA:
                        if n["level"] == "country" and p.get("country") != n["country"]:
                            continue
                        if n["level"] == "admin1" and not (p.get("country") == n["country"] and same_state(n, p)):
                            continue
                        if n["level"] == "region" and km(n["lat"], n["lon"], p["lat"], p["lon"]) > n["km"]:
                            continue
                    elif p.get("level") in AREA or km(n["lat"], n["lon"], p["lat"], p["lon"]) > n["km"]:
                        continue
                wrong.append(
                    (
                        n,
                        f"{e['type']} at {(e.get('place') or {}).get('name') or 'no place'}, {e.get('date_start') or 'undated'}"
                        + (" as the MAIN event" if e.get("main") else ""),
                    )
                )
                break
        elif n["kind"] == "quote":
            for p in quoted(n, P.get("quotes", [])):
                if speaker_ok({"speaker": n["speaker"]}, p.get("speaker")):
                    wrong.append((n, f"{p['text'][:50]!r} by {p['speaker']}"))
                    break
        elif n["kind"] == "story" and pairs([n["docs"]]) & got:
            wrong.append((n, "one story: " + ", ".join(n["docs"])))
    out.update(
        must_not=len(T["must_not"]),
        must_not_hit=len({id(n) for n, _ in wrong}),
        wrong=[{"shown": s, "why": n["why"]} for n, s in wrong],
    )
    if errors:
        for n, s in wrong:
            print(f"  WRONG STATEMENT: {s} ({n['why']})")


def prf(hit, shown, must):
    p, r = hit / shown if shown else 0.0, hit / must if must else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def score(T, P, errors=False, english=False):
    if english:
        T = {
            **T,
            **{
                k: [x for x in T[k] if not x.get("spanish_only") or x.get("main")]
                for k in ("must_events", "tolls", "quotes", "jurisdictions")
            },
        }
    out = {"incident": T["incident"], "title": P.get("title")}
    shown = score_events(T, P, out, errors)
    score_tolls(T, P, out, errors, english)
    score_quotes(T, P, out, errors)
    score_rest(T, P, out, errors, shown)
    return out


SUMS = (
    "must shown hit counted told split merged placed tolls tolls_right ranges bad quotes quotes_found quotes_by quotes_gov juris juris_hit juris_shown "
    "stories stories_hit stories_wrong must_not must_not_hit"
).split()


def finish(r):
    p, q, f = prf(r["hit"], r["counted"], r["must"])
    return {
        **r,
        "ev_p": round(p, 3),
        "ev_r": round(q, 3),
        "ev_f1": round(f, 3),
        "ev_r_told": round(r["told"] / r["must"], 3) if r["must"] else None,
        "placed_share": round(r["placed"] / r["shown"], 3) if r["shown"] else None,
    }


def row(r):
    main = r["main"] if isinstance(r["main"], str) else ("yes " if r["main"] else "no  ") + r["main_parts"]
    return [
        r["incident"],
        main,
        f"{r['split']}/{r['merged']}",
        f"{r['ev_p']:.2f} {r['ev_r']:.2f} {r['ev_f1']:.2f}",
        f"{r['ev_r_told']:.2f}",
        f"{r['placed']}/{r['shown']}",
        f"{r['tolls_right']}/{r['tolls']}",
        str(r["ranges"]),
        str(r["bad"]),
        f"{r['must_not_hit']}/{r['must_not']}",
        f"{r['quotes_found']}>{r['quotes_by']}/{r['quotes']}",
        str(r["quotes_gov"]),
        f"{r['juris_hit']}/{r['juris']}",
        f"{r['stories_hit']}/{r['stories']}+{r['stories_wrong']}",
    ]


HEAD = [
    "incident",
    "main tdp",
    "split/merged",
    "ev P R F1",
    "R*",
    "placed",
    "tolls",
    "range",
    "bad",
    "must_not",
    "quotes found>by",
    "gov",
    "juris",
    "stories",
]


def files(arg):
    out = {}
    for part in str(arg).split(","):
        p = pathlib.Path(part)
        for f in sorted(p.glob("*.json")) if p.is_dir() else [p]:
            out[f.stem] = f
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("truth")
    ap.add_argument("pred")
    ap.add_argument("--english", action="store_true")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--only")
    a = ap.parse_args()
    truths, preds, rows = files(a.truth), files(a.pred), []
    for name, f in truths.items():
        if a.only and name != a.only:
            continue
        if name not in preds:
            print(f"{name}: no prediction, counted as empty", file=sys.stderr)
        if a.errors:
            print(f"== {name}")
        P = json.loads(preds[name].read_text(encoding="utf-8")) if name in preds else {}
        rows.append(finish(score(json.loads(f.read_text(encoding="utf-8")), P, a.errors, a.english)))
    total = {k: sum(r[k] for r in rows) for k in SUMS}
    total = finish(
        {"incident": "total", "main": f"{sum(r['main'] for r in rows)} of {len(rows)}", "main_parts": "", **total}
    )
    if a.json:
        print(json.dumps({"incidents": rows, "total": total}, ensure_ascii=False, indent=1))
        return
    table = [HEAD, *map(row, [*rows, total])]
    wide = [max(len(r[i]) for r in table) for i in range(len(HEAD))]
    for r in table:
        print("  ".join(x.ljust(w) for x, w in zip(r, wide)).rstrip())


if __name__ == "__main__":
    main()
