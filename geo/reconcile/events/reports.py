"""What each document tells: its tellings of one event at one place, folded into reports.

Tellings that did not happen, or belong to another incident, are left out here and enter nothing downstream.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from geo.lexicons import pattern, reading
from geo.reconcile.events.chains import lead
from geo.reconcile.events.kinds import deadly_kind_in, deed_in, is_accident, is_cost, kind_in, naming_kind_in
from geo.reconcile.events.places import PlaceKey, fold, inside, key_of, narrowest
from geo.reconcile.passages import passage
from geo.types import Alert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.incident import Evidence
    from geo.reconcile.people import People
    from geo.types import DayKnown, Document, EventType, Extraction, HowKnown, Mention, Quote, Telling

#: Something is said; who says it is part of which event it is.
SAID: frozenset[EventType] = frozenset({"statement", "speech", "call"})

#: Characters behind a verb in which its particle or its object stands: "gave way", "fired tear gas", "went on strike".
PARTICLE = 10
#: What may have cost lives, as far as the type tells.
COSTLY: frozenset[EventType] = frozenset({"killing", "clash", "other"})

#: An attack, with its dead or without.
DEADLY: frozenset[EventType] = frozenset({"killing", "clash"})


@dataclass(frozen=True, slots=True)
class Report:
    """One event at one place, as one document tells it."""

    doc_id: str
    type: EventType
    place: PlaceKey | None
    mentions: tuple[Mention, ...]
    """The mentions that name the place."""
    date_start: str | None
    date_end: str | None
    date_prec: int | None
    date_basis: DayKnown
    time: str | None
    actors: tuple[str, ...]
    """Canonical names."""
    apart: str
    """Keeps events apart that type, place and date do not tell apart: who speaks, or which kind (``kinds``)."""
    evidence: tuple[Evidence, ...]
    words: tuple[str, ...] = ()
    """The words that tell it: "derailed", "the crash"."""
    place_basis: HowKnown = "told"
    """``inferred``: no sentence of the document says that it happened there."""
    cost: bool = False
    """True: it tells only what something cost."""
    called: frozenset[str] = frozenset()
    """Kinds that the words call a killing or a clash: "the shooting", "a second ambush"."""
    fresh: bool = False
    """True: its words tell the deed as a new one: "three explosions killed seven", not "the bomb killed 150"."""


def counts(telling: Telling) -> bool:
    """Whether a telling is one of the incident."""
    return telling.reality == "happened" and not telling.background


def _folded(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings that count, each list one event, in the order of the text."""
    parents = [t.duplicate_of for t in tellings]
    clusters: dict[int, list[Telling]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        if counts(telling):
            clusters[lead(parents, i)].append(telling)
    return list(clusters.values())


def _placed(telling: Telling) -> dict[PlaceKey, list[Mention]]:
    found: dict[PlaceKey, list[Mention]] = defaultdict(list)
    for mention in telling.places:
        if mention.place is not None and not _is_second_end(mention, telling.places):
            found[key_of(mention.place)].append(mention)
    return found


def _is_second_end(mention: Mention, told: Sequence[Mention]) -> bool:
    """The Geneva of "between Lyon and Geneva": one place, told by its two ends."""
    other = mention.other_end
    ends = (m for m in told if other is not None and m.place is not None and m.other_end == mention.place)
    return any(m.place == other and m.start < mention.start for m in ends)


def _told_in_place(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings that are placed by their own words."""
    return [t for t in tellings if t.place_basis == "told" and t.places]


def _spots(cluster: Sequence[Telling]) -> tuple[PlaceKey, ...]:
    """The places of an event: no place around another, and no country or sea beside a town or state.

    Where one telling is placed by its own words, what is inferred for others tells nothing.
    """
    told = _told_in_place(cluster)
    leaves = narrowest(k for t in told or cluster for k in _placed(t))
    return tuple(k for k in leaves if k.kind not in {"country", "region"}) or leaves


def _touches(telling: Telling, place: PlaceKey) -> bool:
    """Whether a telling can be one of the event at ``place``: it names no place, this one, or one around or in it."""
    keys = _placed(telling)
    return not keys or any(k == place or inside(k, place) or inside(place, k) for k in keys)


def _day(cluster: Sequence[Telling]) -> tuple[str | None, str | None, int | None, DayKnown]:
    """The most precise date of the tellings, the first of equals; what the text tells goes before what is inferred.

    It is told where any telling of that day is.
    """
    dated = [t for t in cluster if t.date_start]
    if not dated:
        return None, None, None, "told"
    best = min(dated, key=lambda t: (t.date_basis == "inferred", t.date_prec or 5))
    told = any(t.date_basis == "told" and t.date_start == best.date_start for t in dated)
    return best.date_start, best.date_end or best.date_start, best.date_prec, "told" if told else best.date_basis


def _without_article(name: str) -> str:
    return pattern("speech", "small_words", "opening_article").sub("", name)


def _speakers(telling: Telling, quotes: Sequence[Quote], text: str) -> list[str]:
    """Who is quoted in the sentence of something said: surer than the subject of its verb.

    Of several ("…, the mayor said, the paper reports") those who are the verb's subject too, if any is.  Nobody, where
    another verb tells their words: "the aide confirmed what the ministry had said on Sunday: nobody, she wrote, …".
    """
    told = _quotes_in(telling, quotes) if telling.type in SAID else []
    quoted = [q.speaker for q in told if q.speaker]
    actors = [fold(_without_article(actor)) for actor in telling.actors]
    both = [s for s in quoted if any(actor in fold(s) or fold(s) in actor for actor in actors)]
    elsewhere = _is_named(telling) and not any(_reports(q, text[telling.start : telling.end]) for q in told)
    return both or ([] if elsewhere else quoted)


def _is_named(telling: Telling) -> bool:
    """Whether one who did it has a name, and is no "president" who may be whoever is quoted."""
    return any(word[:1].isupper() for actor in telling.actors for word in _without_article(actor).split())


def _quotes_in(telling: Telling, quotes: Sequence[Quote]) -> list[Quote]:
    """Those of somebody that share its sentence."""
    return [q for q in quotes if q.speaker and q.sent_start < telling.sent_end and telling.sent_start < q.sent_end]


def _reports(quote: Quote, words: str) -> bool:
    """Whether words that tell a statement are those that report a quote, or no verb does."""
    return not quote.cue or bool(set(words.lower().split()) & set(quote.cue.lower().split()))


def _actors(extraction: Extraction, cluster: Sequence[Telling], people: People) -> tuple[str, ...]:
    names: dict[str, str] = {}
    with reading(extraction.document.language):
        for telling in cluster:
            for actor in _speakers(telling, extraction.quotes, extraction.document.text) or telling.actors:
                name = _without_article(people.name(extraction.document.id, actor))
                names.setdefault(fold(name), name)
    return tuple(names.values())


#: Opens the key of a kind that has no name but a report's own word.
UNNAMED = "~"


def alert_of(apart: str) -> str:
    """The kind of alert that opens a key, the government that gave it behind; empty where it opens none."""
    kind, colon, _ = apart.partition(":")
    return kind if colon and kind in get_args(Alert) else ""


def _apart(doc_id: str, first: Telling, actors: tuple[str, ...], people: People, *, dated: bool) -> str:
    """What is said is one event only for one known speaker on one known day; else each stands for itself.

    An alert is one for one place and government, whichever of its bodies is told to have given it.
    """
    if first.type not in SAID:
        return ""
    if first.alert:
        own = next((g.partition("-")[0] for a in actors if (g := people.jurisdiction(a))), None)
        return f"{first.alert}:{own or fold(' '.join(actors[:1])) or doc_id}"
    speaker = fold(actors[0]) if actors else ""
    return speaker if speaker and dated else f"{speaker}|{doc_id}|{first.start}"


def _kind(document: Document, tellings: Sequence[Telling]) -> tuple[str, bool]:
    """The kind of what has no type of its own, and whether the tellings only say what it cost."""
    with reading(document.language):
        return _kind_of(document.text, tellings)


def _kind_of(text: str, tellings: Sequence[Telling]) -> tuple[str, bool]:
    words = [_words_of(text, t) for t in tellings]
    named = _first(map(kind_in, words))
    if not named and not any(map(is_cost, words)):
        longer = (text[t.start : min(t.end + PARTICLE, t.sent_end)] for t in tellings)  # "gave way", "went down"
        named = _first(map(kind_in, longer)) or _first(deed_in(text[t.start : t.sent_end]) for t in tellings)
    if named or not all(map(is_cost, words)):
        return named, False
    return _first(naming_kind_in(text[t.sent_start : t.sent_end]) for t in tellings), True


def _first(kinds: Iterable[str]) -> str:
    return next((kind for kind in kinds if kind), "")


def _words_of(text: str, telling: Telling) -> str:
    """The words that tell it; of "was found dead", "were crushed to death" all of them: the last say what it is."""
    end = pattern("event_kinds", "cost", "end").match(text, telling.end)
    return text[telling.start : end.end() if end else telling.end]


def _of_kind(document: Document, told: EventType, tellings: Sequence[Telling]) -> tuple[EventType, str, bool]:
    """Type and kind of what may have cost lives, and whether the tellings only say what it cost."""
    kind, cost = _kind(document, tellings)
    accident = is_accident(kind)  # "killed when two trains collided", "were crushed to death"
    if accident or told == "other":
        return "other", kind if kind or cost else _in_own_words(document.text, tellings), cost
    return told, "", cost


def _in_own_words(text: str, tellings: Sequence[Telling]) -> str:
    """The verb or noun of what is of no known kind: two such things of one day are one only where it is the same."""
    words = [text[t.start : t.end].lower().split()[-1] for t in tellings]
    return f"{UNNAMED}{fold(words[0])}"


def _report(extraction: Extraction, cluster: Sequence[Telling], place: PlaceKey | None, people: People) -> Report:
    doc_id = extraction.document.id
    own = [t for t in cluster if place is None or _touches(t, place)]
    start, end, prec, basis = _day(own)
    actors = _actors(extraction, own, people)
    event_type, cost = cluster[0].type, False
    apart = _apart(doc_id, cluster[0], actors, people, dated=start is not None)
    if event_type in COSTLY:
        event_type, apart, cost = _of_kind(extraction.document, event_type, own)
    return Report(
        doc_id=doc_id,
        type=event_type,
        place=place,
        mentions=tuple(m for t in own for m in _placed(t).get(place, ())) if place else (),
        date_start=start,
        date_end=end,
        date_prec=prec,
        date_basis=basis,
        time=next((t.time for t in own if t.time), None),
        actors=actors,
        apart=apart,
        evidence=tuple(passage(doc_id, t) for t in own),
        words=tuple(extraction.document.text[t.start : t.end] for t in own),
        place_basis="told" if _told_in_place(own) else "inferred",
        cost=cost,
        called=_called(extraction.document, own) if event_type in DEADLY else frozenset(),
        fresh=event_type in DEADLY and _is_fresh(extraction.document, own),
    )


def _called(document: Document, tellings: Sequence[Telling]) -> frozenset[str]:
    with reading(document.language):
        return frozenset(kind for t in tellings if (kind := deadly_kind_in(document.text[t.start : t.end])))


def _is_fresh(document: Document, tellings: Sequence[Telling]) -> bool:
    with reading(document.language):
        sentences = (document.text[t.sent_start : t.sent_end] for t in tellings)
        return any(pattern("event_kinds", "fresh", "words").search(sentence) for sentence in sentences)


def reports_of(extraction: Extraction, people: People) -> list[Report]:
    """One report for each event and each of its places; what is said is one event, unless it warns of several."""
    result = []
    for cluster in _folded(extraction.events):
        spots = _spots(cluster)
        if cluster[0].type in SAID and len(spots) > 1 and not cluster[0].alert:
            spots = ()
        result += [_report(extraction, cluster, place, people) for place in spots or (None,)]
    return result
