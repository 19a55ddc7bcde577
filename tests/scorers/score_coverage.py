#!/usr/bin/env python3
"""Score extracted records against hand annotations of incident coverage.  Standard library only.

    score_coverage.py GOLD_DIR PRED_DIR [--language en|es] [--json] [--errors]

GOLD_DIR  NAME.json files as under coverage/gold and seeds/gold.
PRED_DIR  NAME.json files, what `python -m geo extract FILE... --json PRED_DIR` writes for the text of that name:
          {"document": {"text": str, ...},
           "places":     [{"start","end","lat","lon","level","role", ...}],   lat/lon null = found, not resolved
           "events":     [{"start","end","type","date_start","reality","background", ...}],   one per telling
           "casualties": [{"start","end","min","max","status","party_class", "duplicate_of", ...}],
           "quotes":     [{"start","end","speaker","kind", ...}]}
          Offsets are code points into document.text, which must be a verbatim part of the file's text
          (a header such as a dateline may be cut off: the scorer finds the shift itself).

What is counted, over all documents together
  places      gold mentions whose role is not part_of_name; a prediction inside a part_of_name span is spurious
              unless its role is part_of_name too; predictions of role part_of_name or demonym are neutral.  Right = spans overlap,
              and the point lies within 25 km (city, poi, admin2), 150 km (admin1, region) or 400 km (country) of the gold point.
  roles       share of right places whose role (event / mention / metonym) is the gold one.
  casualties  right = number spans overlap, same min and max, same status.  `party`: and same party_class.
              Gold counts with background true (another incident) are neutral, and so is what overlaps them.
  tolls       the distinct tolls per document, (min, max, status, party_class) after duplicates are folded.
  quotes      direct and mixed only, judged on the words between quotation marks, however they are cut into items:
              an annotated quote is found if >= 0.8 of its words are covered by predicted quotes, an extracted one is
              genuine if >= 0.8 of its quoted words are annotated.  `right`: counting only quotes by the same speaker
              (same last name; a body also by a short form or an abbreviation of its name).
  events      right = begins in the annotated sentence, same type (killing and clash are one).  Background events (another incident) are neutral, and
              so are retellings on either side that nothing on the other side answers (duplicate_of is set);
              predictions with background true or reality other than "happened" do not count.
              `date`: share of right events with the gold date.
Each figure is precision, recall, F1.
"""

import argparse, json, math, pathlib, re, sys, unicodedata

from qlib import quoted_regions

KM = {"country": 400, "admin1": 150, "region": 150}


def km(a, b, c, d):
    p, q = math.radians(a), math.radians(c)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def fold(s):
    return unicodedata.normalize("NFKD", s or "").encode("ascii", "ignore").decode().lower()


def last_name(s):
    words = re.findall(r"[a-z]+", fold(s))
    return words[-1] if words else ""


_SMALL = set("the of and for in a an de la el los las del y e da do u s".split())


def same_speaker(gold, pred):
    """The same last name; of names of bodies also a part of the other's words, or its initials."""
    if last_name(gold) == last_name(pred):
        return True
    g, p = ([w for w in re.findall(r"[a-z0-9]+", fold(x)) if w not in _SMALL] for x in (gold, pred))
    if not g or not p:
        return False
    few, many = sorted((g, p), key=len)
    initials = "".join(w[0] for w in many)
    return (
        set(few) <= set(many)
        or len(set(g) & set(p)) >= 2
        or (len(few) == 1 and len(initials) > 1 and few[0] == initials)
    )


def same_type(gold, pred):
    """The same type; killing and clash are one, since the deaths often stand in another sentence."""
    return gold == pred or {gold, pred} == {"killing", "clash"}


def overlap(a, b):
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def words(text, s, e):
    return {m.start() + s for m in re.finditer(r"\w+", text[s:e])}


def pair(gold, pred, right):
    """One-to-one pairs (i, j) for which right(g, p) holds, the longest overlap first."""
    c = sorted(
        (
            (-overlap(g, p), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(pred)
            if overlap(g, p) > 0 and right(g, p)
        )
    )
    used_g, used_p, out = set(), set(), []
    for _, i, j in c:
        if i not in used_g and j not in used_p:
            used_g.add(i), used_p.add(j), out.append((i, j))
    return out


class Tally:
    def __init__(self):
        self.tp = self.n_pred = self.n_gold = 0

    def add(self, tp, n_pred, n_gold):
        self.tp += tp
        self.n_pred += n_pred
        self.n_gold += n_gold

    def row(self):
        p = self.tp / self.n_pred if self.n_pred else 0.0
        r = self.tp / self.n_gold if self.n_gold else 0.0
        return {
            "p": round(p, 3),
            "r": round(r, 3),
            "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0,
            "tp": self.tp,
            "pred": self.n_pred,
            "gold": self.n_gold,
        }


class Cover:
    """Recall over annotated items and precision over extracted ones, counted apart."""

    def __init__(self):
        self.r = self.n_gold = self.p = self.n_pred = 0

    def add(self, found, genuine, n_gold, n_pred):
        self.r += found
        self.p += genuine
        self.n_gold += n_gold
        self.n_pred += n_pred

    def row(self):
        p = self.p / self.n_pred if self.n_pred else 0.0
        r = self.r / self.n_gold if self.n_gold else 0.0
        return {
            "p": round(p, 3),
            "r": round(r, 3),
            "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0,
            "tp": self.r,
            "pred": self.n_pred,
            "gold": self.n_gold,
        }


def shift_of(gold_text, pred_text):
    """Where pred_text begins in gold_text (negative: gold begins inside pred)."""
    probe = pred_text.strip()[:60]
    k = gold_text.find(probe)
    if k >= 0:
        return k - pred_text.find(probe)
    probe = gold_text.strip()[:60]
    k = pred_text.find(probe)
    if k >= 0:
        return gold_text.find(probe) - k
    return None


def moved(items, k):
    return [
        {**x, "start": x["start"] + k, "end": x["end"] + k}
        for x in items
        if isinstance(x.get("start"), int) and isinstance(x.get("end"), int)
    ]


def sentence_span(text, event):
    """The annotated sentence around an event's trigger; the trigger itself where no sentence was kept."""
    sentence, start = event.get("sentence") or "", event["start"]
    at = text.find(sentence, max(0, start - len(sentence))) if sentence else -1
    return (at, at + len(sentence)) if 0 <= at <= start < at + len(sentence) else (start, event["end"])


def fold_duplicates(items, key):
    out = set()
    for i, c in enumerate(items):
        if c.get(key) is None:
            out.add((c.get("min"), c.get("max"), c.get("status"), c.get("party_class")))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("pred")
    ap.add_argument("--language")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    names = [
        "places found",
        "places right",
        "casualties",
        "casualties + party",
        "tolls",
        "quotes found",
        "quotes right",
        "events",
    ]
    T = {n: Cover() if n.startswith("quotes") else Tally() for n in names}
    quotes_found, quotes_right = T["quotes found"], T["quotes right"]
    role = [0, 0]
    date = [0, 0]
    docs = 0
    for gp in sorted(pathlib.Path(a.gold).glob("*.json")):
        gold = json.loads(gp.read_text())
        if a.language and (gold.get("meta") or {}).get("language", "en") != a.language:
            continue
        pp = pathlib.Path(a.pred) / gp.name
        if not pp.exists():
            print(f"{gp.stem}: no prediction", file=sys.stderr)
        pred = json.loads(pp.read_text()) if pp.exists() else {"document": {"text": gold["text"]}}
        docs += 1
        text = gold["text"]
        k = shift_of(text, pred["document"]["text"])
        if k is None:
            print(
                f"{gp.stem}: document.text is not a verbatim part of the file's text; nothing of it counts",
                file=sys.stderr,
            )
            pred, k = {}, 0
        P = {n: moved(pred.get(n) or [], k) for n in ("places", "events", "casualties", "quotes")}
        # places
        g = [x for x in gold["places"] if x["role"] != "part_of_name" and x.get("lat") is not None]
        inside = [x for x in gold["places"] if x["role"] == "part_of_name"]
        unlocated = [x for x in gold["places"] if x["role"] != "part_of_name" and x.get("lat") is None]
        p = [
            x
            for x in P["places"]
            if x.get("role") not in ("part_of_name", "demonym") and not any(overlap(x, y) > 0 for y in unlocated)
        ]
        found = pair(g, p, lambda x, y: True)
        right = pair(
            g,
            p,
            lambda x, y: (
                y.get("lat") is not None and km(x["lat"], x["lon"], y["lat"], y["lon"]) <= KM.get(x["level"], 25)
            ),
        )
        T["places found"].add(len(found), len(p), len(g))
        T["places right"].add(len(right), len(p), len(g))
        role[0] += sum(g[i]["role"] == p[j].get("role") for i, j in right)
        role[1] += len(right)
        if a.errors:
            hit = {i for i, _ in right}
            ok = {j for _, j in right}
            for i, x in enumerate(g):
                if i not in hit:
                    print(f"{gp.stem}: place missed or misplaced: {x['text']!r} at {x['start']} ({x['canonical']})")
            for j, y in enumerate(p):
                if j not in ok:
                    print(f"{gp.stem}: place spurious: {text[y['start'] : y['end']]!r} at {y['start']}")
        # casualties
        others = [x for x in gold["casualties"] if x.get("background")]
        g = [x for x in gold["casualties"] if not x.get("background")]
        p = [y for y in P["casualties"] if not any(overlap(x, y) > 0 for x in others)]
        same = lambda x, y: x["min"] == y.get("min") and x["max"] == y.get("max") and x["status"] == y.get("status")
        r = pair(g, p, same)
        r2 = pair(g, p, lambda x, y: same(x, y) and x["party_class"] == y.get("party_class"))
        T["casualties"].add(len(r), len(p), len(g))
        T["casualties + party"].add(len(r2), len(p), len(g))
        gt, pt = fold_duplicates(g, "is_duplicate_of"), fold_duplicates(p, "duplicate_of")
        T["tolls"].add(len(gt & pt), len(pt), len(gt))
        if a.errors:
            hit = {i for i, _ in r2}
            ok = {j for _, j in r2}
            for i, x in enumerate(g):
                if i not in hit:
                    print(
                        f"{gp.stem}: casualty missed: {x['text']!r} min {x['min']} max {x['max']} {x['status']} {x['party_class']} at {x['start']}"
                    )
            for j, y in enumerate(p):
                if j not in ok:
                    print(
                        f"{gp.stem}: casualty spurious: {text[y['start'] : y['end']]!r} min {y.get('min')} max {y.get('max')} {y.get('status')} {y.get('party_class')} at {y['start']}"
                    )
        # quotes
        g = [x for x in gold["quotes"] if x["kind"] in ("direct", "mixed")]
        p = [x for x in P["quotes"] if x.get("kind") in ("direct", "mixed")]
        inside_marks = [m for s0, e0 in quoted_regions(text) for m in words(text, s0, e0)]
        marked = set(inside_marks)

        def said(q):
            w = set().union(*(words(text, s0 + d0, e0 + d0) for s0, e0, d0 in q_parts(q)))
            return (w & marked) or w

        def q_parts(q):
            d0 = q.get("_shift", 0)
            return [(s0, e0, d0) for s0, e0 in (q.get("parts") or [[q["start"] - d0, q["end"] - d0]])]

        for q in p:
            q["_shift"] = k
        gw = [words(text, x["start"], x["end"]) for x in g]
        pw = [said(y) for y in p]

        def covered(mine, others, same):
            return [
                i
                for i, w in enumerate(mine)
                if w and len(w & set().union(*[o for j, o in enumerate(others) if same(i, j)], set())) >= 0.8 * len(w)
            ]

        anyone = lambda i, j: True
        same_gp = lambda i, j: same_speaker(g[i].get("speaker"), p[j].get("speaker"))
        same_pg = lambda i, j: same_gp(j, i)
        quotes_found.add(len(covered(gw, pw, anyone)), len(covered(pw, gw, anyone)), len(g), len(p))
        hit = covered(gw, pw, same_gp)
        quotes_right.add(len(hit), len(covered(pw, gw, same_pg)), len(g), len(p))
        if a.errors:
            for i, x in enumerate(g):
                if i not in hit:
                    print(
                        f"{gp.stem}: quote missed or wrong speaker: {x['text'][:60]!r} by {x.get('speaker')} at {x['start']}"
                    )
        # events: background ones (another incident) are neutral, denied and hypothetical ones are not events
        g = [x for x in gold["events"] if isinstance(x.get("start"), int)]
        inside = lambda x, y: sentence_span(text, x)[0] <= y["start"] < sentence_span(text, x)[1]
        main_g = [x for x in g if not x.get("background")]
        other = [x for x in g if x.get("background")]
        p = [y for y in P["events"] if y.get("reality", "happened") == "happened" and not y.get("background")]
        taken, tp, retold = set(), 0, 0
        for x in main_g:
            for j, y in enumerate(p):
                if j not in taken and same_type(x["type"], y.get("type")) and inside(x, y):
                    taken.add(j)
                    tp += 1
                    if x.get("date"):
                        date[1] += 1
                        date[0] += (y.get("date_start") or "")[:10] == x["date"][:10]
                    break
            else:
                retold += x.get("duplicate_of") is not None
                if a.errors and x.get("duplicate_of") is None:
                    print(f"{gp.stem}: event missed: {x['type']} {x.get('trigger')!r} at {x['start']}")
        told = {x["type"] for x in main_g}
        spare = lambda y: (
            any(inside(x, y) for x in other) or (y.get("duplicate_of") is not None and y.get("type") in told)
        )
        neutral = sum(1 for j, y in enumerate(p) if j not in taken and spare(y))
        if a.errors:
            for j, y in enumerate(p):
                if j not in taken and not spare(y):
                    print(f"{gp.stem}: event spurious: {y.get('type')} {text[y['start'] : y['end']]!r} at {y['start']}")
        T["events"].add(tp, len(p) - neutral, len(main_g) - retold)
    out = {n: t.row() for n, t in T.items()}
    out["roles"] = round(role[0] / role[1], 3) if role[1] else 0.0
    out["event dates"] = round(date[0] / date[1], 3) if date[1] else 0.0
    out["documents"] = docs
    if a.json:
        print(json.dumps(out))
    else:
        print(f"{docs} documents")
        for n in names:
            x = out[n]
            print(
                f"{n:20} P {x['p']:.3f}  R {x['r']:.3f}  F1 {x['f1']:.3f}   ({x['tp']} right of {x['pred']} extracted, {x['gold']} annotated)"
            )
        print(
            f"{'roles':20} {out['roles']:.3f} of the right places\n{'event dates':20} {out['event dates']:.3f} of the right events"
        )


if __name__ == "__main__":
    main()
