"""Counts of what did happen that are still no toll of the incident: sums, years, rumours, other countries.

A count has its sentence and no grammar here; what the words say is looked up as shapes of the language of its text.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.daybounds import days_after
from geo.lexicons import entry, pattern, reading
from geo.reconcile.events.places import PlaceKey, inside, key_of, overlaps
from geo.reconcile.events.set_aside import ANOTHER, EARLIER_DAYS
from geo.reconcile.tolls.distance import is_apart, is_elsewhere, is_far
from geo.reconcile.tolls.other_causes import is_of_other_cause
from geo.reconcile.tolls.other_times import is_of_earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.reconcile.tolls.ledger import Scope
    from geo.types import Casualty, Extraction, Mention, Place

SUM = "It adds up several incidents, one of them elsewhere."
YEARS = "It counts the dead or hurt of a longer time than the incident's."
CAUSE = "It is told of another disaster than the incident."
HEARSAY = "It is a rumour, and nobody answers for it."
UNPROVED = "Its sentence says that no proof of it was shown."
RUMOUR = "The next sentence denies it."
DENIED = "Its own sentence says that it was denied."
ABROAD = "It is told for a place in another country, far from the incident."
OTHERS = "It is told for the place of another incident."
OTHER_YEAR = "Its sentence tells of another year than the incident's."
FEARED = "It is feared or believed, and nobody has counted it."
FOLLOWS = "The sentence before it tells of another incident."

#: The sentence before it may name the places of a sum.
_BEFORE = 300
#: A denial stands at the start of what follows.
_BEHIND = 240
#: Too wide to tell one incident from another.
_WIDE = frozenset({"country", "region"})
#: So long before the place that it is named after a storm or a flood may have struck another.
_STORM_DAYS = 4
#: Roles of a place at which something can have happened.
_PLACED = frozenset({"event", "mention"})
#: Documents that name a spot of the incident: its school, its bridge.
_SHARED = 2
#: Characters behind a spot's name in which it is told where it lies, and what ends that.
_LIES_AT = 40
_ENDS = frozenset(".;:")
#: Events that leave dead or hurt.
_DEADLY = frozenset({"killing", "clash", "raid", "other"})


def reason_of_no_toll(casualty: Casualty, extraction: Extraction, scope: Scope) -> str | None:
    """Why the count is of no toll of the incident; None: it may be."""
    if _is_abroad(casualty, scope):
        return ABROAD
    if _is_of_other_place(casualty, scope):
        return OTHERS
    with reading(extraction.document.language):
        if _is_sum(casualty, extraction, scope):
            return SUM
        if is_of_other_year(casualty, extraction, scope.first_day):
            return OTHER_YEAR
        if is_of_earlier(casualty, extraction, scope.first_day) or _is_told_apart(casualty, extraction, scope):
            return ANOTHER
        if is_of_other_cause(casualty, extraction, scope.kinds):
            return CAUSE
        if _is_of_longer_time(casualty, extraction, scope.first_day):
            return YEARS
        if (reason := _nobody_answers(casualty, extraction)) is not None:
            return reason
        return FOLLOWS if _follows_elsewhere(casualty, extraction, scope) else None


def _is_of_longer_time(casualty: Casualty, extraction: Extraction, first_day: str | None) -> bool:
    """As in "killed this year", "the offensive under way since June, in which 1,600 have been killed"."""
    if _says(casualty, extraction, "not_longer_time"):
        return False
    return _says(casualty, extraction, "longer_time") or _counts_from_before(casualty, extraction, first_day)


def _counts_from_before(casualty: Casualty, extraction: Extraction, first_day: str | None) -> bool:
    """Whether the month or the year since which it counts is one before the incident began."""
    before = extraction.document.text[casualty.sent_start : casualty.start]
    since = pattern("counts_grammar", "shapes", "since_then").search(before)
    published = extraction.document.published or first_day
    if since is None or not first_day or not published:
        return False
    if since["only"]:
        return since["only"] < first_day[:4]
    months = [month.lower() for month in entry("dates", "months") or ()]
    number = f"{months.index(since['month'].lower()) + 1:02}"
    year = since["year"] or str(int(published[:4]) - (number > published[5:7]))
    return f"{year}-{number}" < first_day[:7]


def _is_told_apart(casualty: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "In a separate wave of violence, ten people were killed in Lira", elsewhere than the incident."""
    before = extraction.document.text[casualty.sent_start : casualty.start]
    place = casualty.place.place if casualty.place else None
    if pattern("counts_grammar", "shapes", "separate_incident").search(before) is None:
        return False
    return place is None or scope.place is None or not overlaps(key_of(place), key_of(scope.place))


def _nobody_answers(casualty: Casualty, extraction: Extraction) -> str | None:
    """Why a count is one that nobody answers for: feared, denied; None: somebody does."""
    if casualty.status == "killed" and _is_feared(casualty, extraction):
        return FEARED
    if _is_denied_next(casualty, extraction):
        return RUMOUR
    text = extraction.document.text
    before, after = text[casualty.sent_start : casualty.start], text[casualty.end : casualty.sent_end]
    if pattern("counts_grammar", "shapes", "rumoured").search(before):
        return HEARSAY
    if pattern("counts_grammar", "shapes", "unproved").search(after):
        return UNPROVED
    denied = pattern("counts_grammar", "shapes", "denied_before").search(before) is not None
    denied = denied or pattern("counts_grammar", "shapes", "invented").match(after) is not None
    return DENIED if denied or _is_denied_in_passing(casualty, extraction) else None


def _is_feared(casualty: Casualty, extraction: Extraction) -> bool:
    """As in "40 feared dead", "It is feared that 70 people have drowned"."""
    text = extraction.document.text
    before, after = text[casualty.sent_start : casualty.start], text[casualty.end : casualty.sent_end]
    return bool(
        pattern("counts_grammar", "shapes", "feared_before").search(before)
        or pattern("counts_grammar", "shapes", "feared_behind").match(after)
    )


def places_of_others(extractions: Iterable[Extraction], scope: Scope) -> frozenset[PlaceKey]:
    """The places elsewhere that counts over several incidents name: what is told for them is of another incident."""
    found: set[PlaceKey] = set()
    for extraction in extractions:
        with reading(extraction.document.language):
            for casualty in extraction.casualties:
                if _says(casualty, extraction, "several_incidents"):
                    found |= {
                        key_of(m.place)
                        for m in extraction.places
                        if m.place
                        and casualty.sent_start <= m.start < casualty.sent_end
                        and is_elsewhere(m.place, scope.place)
                    }
    return frozenset(found)


def _is_of_other_place(casualty: Casualty, scope: Scope) -> bool:
    """Told for a place that a sum names, or for one elsewhere that was struck at another time.

    A storm or a flood strikes one place after the other.
    """
    place = casualty.place.place if casualty.place else None
    if place is None or casualty.subset_of is not None or not is_elsewhere(place, scope.place):
        return False  # "369 dead: 228 in the capital … and one in Oaxaca": a part is where its total is
    own = key_of(place)
    if any(own == other or inside(own, other) for other in scope.others):
        return True
    near = scope.is_mishap and _within(casualty.date, scope.first_day, _STORM_DAYS)
    return not near and _is_of_other_time(casualty.date, scope.first_day)


def _within(day: str | None, first_day: str | None, days: int) -> bool:
    apart = days_after(first_day, day)
    return apart is not None and 0 <= apart <= days


def _is_of_other_time(day: str | None, first_day: str | None) -> bool:
    """Before the incident began, or long after."""
    if not day or not first_day or len(day) < len(first_day):
        return False
    late = (date.fromisoformat(first_day) + timedelta(days=EARLIER_DAYS)).isoformat()
    return day < first_day or day > late


def is_of_other_year(casualty: Casualty, extraction: Extraction, first_day: str | None) -> bool:
    """As in "In 1998, a fire killed 20 there" of an incident of another year."""
    if not first_day:
        return False
    text = extraction.document.text
    before, after = text[casualty.sent_start : casualty.start], text[casualty.end : casualty.sent_end]
    told = [_year("opening", before), _year("opening_bare", before), _year("told_of", before)]
    if not pattern("counts_grammar", "other_year", "not_behind").search(after):
        told.append(_year("behind", after))
    if not pattern("counts_grammar", "other_year", "news_behind").search(after):
        told.append(_year("clause_before", before))
    years = [year for year in told if year is not None]
    return bool(years) and all(year < first_day[:4] for year in years)


def _year(shape: str, words: str) -> str | None:
    found = pattern("counts_grammar", "other_year", shape).search(words)
    return None if found is None else found["year"]


def _follows_elsewhere(casualty: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "In Lima gunmen fired on a crowd. Four people died." of an incident elsewhere, in one paragraph."""
    if scope.place is None or casualty.place is not None:
        return False
    text = extraction.document.text
    if text[: casualty.sent_start].endswith("\n") or _names_a_place(extraction, casualty.sent_start, casualty.sent_end):
        return False
    struck = _struck_before(casualty, extraction)
    if not struck or not all(is_elsewhere(place, scope.place) for place in struck):
        return False
    far = all(is_far(place, scope.place) for place in struck)
    return far or _is_of_other_time(casualty.date, scope.first_day)


def _struck_before(casualty: Casualty, extraction: Extraction) -> list[Place]:
    """Where the deadly events of the sentence before it were; of "four died there" all places that one names."""
    before = range(_sentence_before(casualty, extraction.document.text), casualty.sent_start)
    mentions = [m for t in extraction.events if t.start in before and t.type in _DEADLY for m in t.places]
    if _says(casualty, extraction, "at_that_place"):
        mentions = [m for m in extraction.places if m.start in before and m.role in _PLACED]
    return [m.place for m in mentions if m.place is not None]


def _sentence_before(casualty: Casualty, text: str) -> int:
    """Where the sentence before it begins, as near as its stops tell; within the paragraph."""
    stretch = text[max(0, casualty.sent_start - _BEFORE) : casualty.sent_start].rstrip()
    stops = max(stretch.rfind(stop, 0, -1) for stop in (". ", "! ", "? ", "\n"))
    return casualty.sent_start - (min(_BEFORE, casualty.sent_start) - stops - 1)


def _names_a_place(extraction: Extraction, start: int, end: int) -> bool:
    return any(m.place and start <= m.start < end and m.role in _PLACED for m in extraction.places)


def _sentence(casualty: Casualty, extraction: Extraction) -> str:
    return extraction.document.text[casualty.sent_start : casualty.sent_end]


def _says(casualty: Casualty, extraction: Extraction, shape: str) -> bool:
    return pattern("counts_grammar", "shapes", shape).search(_sentence(casualty, extraction)) is not None


def _is_sum(casualty: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "31 people died in the two attacks" of a text that tells of one in another state."""
    if _says(casualty, extraction, "several_apart"):
        return True
    if _says(casualty, extraction, "several_incidents"):
        return any(is_elsewhere(place, scope.place) for place in _places_summed(casualty, extraction, scope))
    return _says(casualty, extraction, "in_two_places") and _is_told_for_another(casualty, extraction, scope)


def _is_told_for_another(casualty: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "killed 16 in Lira and Torla", of which few reports name Torla, far off in another state."""
    here = [m.place for m in extraction.places if m.place and casualty.sent_start <= m.start < casualty.sent_end]
    at_home = any(not is_elsewhere(place, scope.place) or key_of(place) in scope.told for place in here)
    apart = (p for p in here if is_apart(p, scope.place) and key_of(p) not in scope.told)
    return at_home and any(True for _ in apart)


def _places_summed(casualty: Casualty, extraction: Extraction, scope: Scope) -> Iterator[Place]:
    """Where the incidents of a sum were: as its own sentence tells of towns or states, else what stands before it."""
    here = [
        m.place
        for m in extraction.places
        if m.place and casualty.sent_start <= m.start < casualty.sent_end and m.role in _PLACED
    ]
    at_home = [p for p in here if p.level not in _WIDE and not is_elsewhere(p, scope.place)]
    return iter(here) if at_home and casualty.place else _places_near(casualty, extraction)


def _places_near(casualty: Casualty, extraction: Extraction) -> Iterator[Place]:
    for mention in extraction.places:
        if mention.place and casualty.sent_start - _BEFORE <= mention.start < casualty.sent_end:
            yield mention.place


def is_away(casualty: Casualty, scope: Scope) -> bool:
    """Told for a spot that the gazetteer lacks and no other document names, or for one far off in another state."""
    if scope.place is None or casualty.place is None:
        return False
    own, name = casualty.place.place, casualty.place.text
    return is_apart(own, scope.place) if own else name not in scope.spots


def shared_spots(extractions: Iterable[Extraction], main: Place | None = None) -> frozenset[str]:
    """The names of spots which the gazetteer lacks and at which several documents count somebody or tell something.

    None that a document puts at a place far from the ``main`` event's: "in Nyanya, on the edge of Lira".
    """
    told: Counter[str] = Counter()
    away: set[str] = set()
    for extraction in extractions:
        told.update({m.text for m in _mentions(extraction) if m.place is None})
        away |= {m.text for m in _mentions(extraction) if m.place is None and _lies_away(m, extraction, main)}
    return frozenset(name for name, documents in told.items() if documents >= _SHARED and name not in away)


def _lies_away(spot: Mention, extraction: Extraction, main: Place | None) -> bool:
    """Whether a place far from the main one is named right behind a spot, in its sentence."""
    behind = (m for m in extraction.places if m.place and 0 <= m.start - spot.end <= _LIES_AT)
    near = next((m for m in behind if not _ENDS.intersection(extraction.document.text[spot.end : m.start])), None)
    return near is not None and near.place is not None and is_apart(near.place, main)


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    yield from extraction.places
    yield from (c.place for c in extraction.casualties if c.place)


def often_told(extractions: Sequence[Extraction]) -> frozenset[PlaceKey]:
    """The places that more than half of the documents name: what happened there is of the incident."""
    told = Counter(key for x in extractions for key in {key_of(m.place) for m in x.places if m.place})
    return frozenset(key for key, documents in told.items() if 2 * documents > len(extractions))


def _is_denied_next(casualty: Casualty, extraction: Extraction) -> bool:
    """As in "Rumours spoke of 50 dead. The mayor said that this was not true."."""
    behind = extraction.document.text[casualty.sent_end : casualty.sent_end + _BEHIND]
    if pattern("counts_grammar", "shapes", "untrue_behind").match(behind):
        return True
    denied = pattern("counts_grammar", "shapes", "denied_behind").match(behind) is not None
    return denied and _says(casualty, extraction, "hearsay")


def _is_denied_in_passing(casualty: Casualty, extraction: Extraction) -> bool:
    """As in "Inmates claimed that 200 had died, a figure the wardens denied"."""
    behind = extraction.document.text[casualty.end : casualty.sent_end]
    denied = pattern("counts_grammar", "shapes", "denied_in_passing").search(behind) is not None
    return denied and _says(casualty, extraction, "hearsay")


def _is_abroad(casualty: Casualty, scope: Scope) -> bool:
    own, main = casualty.place.place if casualty.place else None, scope.place
    if own is None or main is None or not own.country or own.country == main.country:
        return False
    return is_far(own, main)
