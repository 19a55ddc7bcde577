"""Where the incident's main event happened, where no sentence says so: the place that the reports together speak of.

A report that tells of "the earthquake" names the town elsewhere; what one report infers, or what most of them name more
than any other place, is taken, and stays marked as inferred.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reconcile.events.places import PlaceKey, inside, key_of
from geo.types import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.reconcile.events.reports import Report
    from geo.types import Extraction, Mention

#: Share of the documents that name the scene, and how many times as often as any other place they do.
NAMED_SHARE, OFTENER = 0.6, 1.5
_NARROW = frozenset({"town", "poi"})
_ROLES = frozenset({"event", "mention"})


def at_scene(
    told: Sequence[Report], others: Iterable[Report], extractions: Sequence[Extraction], witness: Mapping[str, str]
) -> list[Report]:
    """The reports ``told`` of the main event, which none of them places, at its scene, if there is one.

    ``others`` are reports of the same kind and day for which a place was inferred.
    """
    found = _inferred(others, witness) or _most_named(extractions, witness)
    if not found:
        return list(told)
    wide = tuple(replace(m, where_prec=max(m.where_prec or NEAR, NEAR)) for m in found)
    place = key_of(wide[0].place) if wide[0].place else None
    return [replace(r, place=place, mentions=wide, place_basis="inferred") for r in told]


def _inferred(reports: Iterable[Report], witness: Mapping[str, str]) -> tuple[Mention, ...]:
    """The place that was inferred for most documents; none where two are as likely."""
    docs: dict[PlaceKey, set[str]] = defaultdict(set)
    mentions: dict[PlaceKey, list[Mention]] = defaultdict(list)
    for report in reports:
        if report.place and report.place.kind in _NARROW | {"admin1"}:
            docs[report.place].add(witness.get(report.doc_id, report.doc_id))
            mentions[report.place] += report.mentions
    tips = [place for place in docs if not any(inside(other, place) for other in docs)]
    ranked = sorted(tips, key=lambda place: (-len(docs[place]), place))
    if not ranked or (len(ranked) > 1 and len(docs[ranked[0]]) == len(docs[ranked[1]])):
        return ()
    return tuple(mentions[ranked[0]][:1])


def _most_named(extractions: Sequence[Extraction], witness: Mapping[str, str]) -> tuple[Mention, ...]:
    """A mention of the place that most documents name, and far oftener than any other."""
    docs: dict[PlaceKey, set[str]] = defaultdict(set)
    first: dict[PlaceKey, Mention] = {}
    times: Counter[PlaceKey] = Counter()
    for doc_id, mention, key in _towns(extractions):
        docs[key].add(witness.get(doc_id, doc_id))
        times[key] += 1
        first.setdefault(key, mention)
    ranked = sorted(times, key=lambda place: (-times[place], place))
    if not ranked or len(docs[ranked[0]]) < NAMED_SHARE * len(set(witness.values()) or extractions):
        return ()
    if len(ranked) > 1 and times[ranked[0]] < OFTENER * times[ranked[1]]:
        return ()
    return (first[ranked[0]],)


def _towns(extractions: Iterable[Extraction]) -> list[tuple[str, Mention, PlaceKey]]:
    """Every mention of a town or site; one of a state that bears its capital's name is one of the capital."""
    named = [
        (x.document.id, mention, key_of(mention.place))
        for x in extractions
        for mention in x.places
        if mention.place and mention.role in _ROLES
    ]
    towns = {(key.country, key.name): (mention, key) for _, mention, key in named if key.kind in _NARROW}
    out = []
    for doc_id, mention, key in named:
        if key.kind in _NARROW:
            out.append((doc_id, mention, key))
        elif key.kind == "admin1" and (key.country, key.name) in towns:
            out.append((doc_id, *towns[key.country, key.name]))
    return out
