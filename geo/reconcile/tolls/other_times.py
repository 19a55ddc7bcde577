"""Counts of what lies before or after the incident: "two weeks earlier", "in an earlier attempt", days later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.daybounds import days_after, days_between
from geo.language.text.numbers import number_value
from geo.lexicons import pattern, table
from geo.reconcile.events.kinds import is_nobodys, kind_called
from geo.reconcile.events.places import key_of, overlaps
from geo.reconcile.tolls.distance import is_elsewhere

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from geo.incident import IncidentEvent
    from geo.reconcile.tolls.ledger import Scope
    from geo.types import Casualty, Extraction, Place, Telling

#: What a stretch of time may be off by: "two weeks" are told of twelve days and of sixteen.
_ROUND = 0.2
_SLACK_DAYS = 3
#: Fights so many days after the main event, of which fewer tell, are no part of it.
_AFTER = 2
#: So many days before it a fight elsewhere is another one; what is told of a night may be dated a day off.
_BEFORE = 1
#: One side's dead of so many days after it may still be those of its night.
_NIGHT = 1
#: So long after it, they are none wherever they were: no siege or storm of a wave of attacks lasts so long.
MUCH_LATER = 14
#: A season that is called the last one began so long ago at least.
_SEASON_DAYS = 45
#: What is a few days old was not "earlier this month".
_MONTH_DAYS = 7
#: Characters between a sentence and the next at most.
_SENTENCE_GAP = 3
_FIGHTS = frozenset({"killing", "clash", "raid"})


def is_of_earlier(count: Casualty, extraction: Extraction, first_day: str | None) -> bool:
    """As in "An earlier riot left 79 dead", "Two weeks earlier, a raid left 11 dead" of what is younger than that."""
    text = extraction.document.text
    before, after = text[count.sent_start : count.start], text[count.end : count.sent_end]
    if pattern("counts_grammar", "shapes", "earlier_incident").search(before):
        return True
    known = days_after(extraction.document.published, first_day)
    if known is not None and known < _SEASON_DAYS:
        seasons = pattern("counts_grammar", "so_long_before", "season")
        months = pattern("counts_grammar", "so_long_before", "month")
        if _tells(seasons, before, after) or (known < _MONTH_DAYS and _tells(months, before, after)):
            return True
    told = pattern("counts_grammar", "so_long_before", "opening").search(before)
    told = told or pattern("counts_grammar", "so_long_before", "behind").search(after)
    return known is not None and told is not None and _days(told) * (1 - _ROUND) - _SLACK_DAYS > known


def _tells(shape: re.Pattern[str], before: str, after: str) -> bool:
    """As in "29 guards were killed at a border post last autumn"."""
    return shape.search(after) is not None or shape.match(before) is not None


def is_told_long_after(count: Casualty, extraction: Extraction, first_day: str | None, main: Place | None) -> bool:
    """As in "two years after the attack, which killed 39": apart from the news of its text, and the incident itself.

    Not in "eleven were killed in another war earlier this month": the text is of that month itself.
    """
    here = [t for t in extraction.events if t.sent_start == count.sent_start and t.background]
    return any(
        t.reality == "happened"
        and _is_of_day(t, first_day)
        and not _is_of_day(t, extraction.document.published)
        and not any(m.place and is_elsewhere(m.place, main) for m in t.places)
        for t in here
    )


def _is_of_day(telling: Telling, day: str | None) -> bool:
    """Whether its date, as far as it is told, is the day, or a stretch with the day in it."""
    start, end = telling.date_start, telling.date_end or telling.date_start
    if not day or not start or not end:
        return False
    return start[: len(day)] <= day[: len(start)] and day[: len(end)] <= end


def _days(stretch: re.Match[str]) -> int:
    """How long "two weeks", "a year", "months" are, as few as the words allow."""
    units: dict[str, int] = table("counts_grammar", "so_long_before", "units")
    unit = stretch["unit"].lower()
    days = next(days for word, days in units.items() if unit.startswith(word))
    many = number_value(stretch["many"] or "")
    return days * (many or (1 if unit in units else 2))


def fights_after(events: Iterable[IncidentEvent]) -> frozenset[tuple[str, int]]:
    """Where (document, sentence) reports tell fights of other days than the main event's, elsewhere or much later."""
    known = tuple(events)
    main = next((e for e in known if e.main), None)
    if main is None:
        return frozenset()
    return frozenset((told.doc_id, told.sent_start) for e in known if _is_after(e, main) for told in e.evidence)


def _is_after(event: IncidentEvent, main: IncidentEvent) -> bool:
    fewer = not event.main and event.witnesses < main.witnesses
    late = days_after(event.date_start, main.date_end or main.date_start)
    other = event.type == "other" and event.name != main.name and is_nobodys(kind_called(event.name))
    if not (event.type in _FIGHTS or other) or event.date_basis == "inferred" or not fewer or late is None:
        return False
    return late > MUCH_LATER or ((late > _AFTER or late < -_BEFORE) and _is_at_other_spot(event, main))


def _is_at_other_spot(event: IncidentEvent, main: IncidentEvent) -> bool:
    if event.place is None or event.place_basis != "told":
        return False
    if main.place is None:
        return True
    return not _is_at(event.place, main.place)


def is_told_for_later(count: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "Last August, near Tierra, seven soldiers lost their lives" of a raid in January elsewhere."""
    place = count.place.place if count.place else None
    if place is None or not count.date or not scope.last_day or _is_at(place, scope.place):
        return False
    told_again = _gives_toll_again(count, extraction)
    return not told_again and days_between(scope.last_day, count.date) > MUCH_LATER


def _gives_toll_again(count: Casualty, extraction: Extraction) -> bool:
    """Whether its sentence gives the toll again, or tells who died of it later, whatever its own day."""
    sentence = extraction.document.text[count.sent_start : count.sent_end]
    return pattern("counts_grammar", "shapes", "toll_again").search(sentence) is not None


def is_of_side_later(count: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "four demonstrators were shot dead on Friday", of a bombing on Wednesday: a side of another day's dead."""
    if count.party_class == "unknown" or count.date_basis != "told" or not count.date or not scope.last_day:
        return False
    told_again = _gives_toll_again(count, extraction)
    later = days_after(count.date, scope.last_day)
    return not told_again and later is not None and later > _NIGHT


def is_hurt_later(count: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "On Sunday residents blocked a road until police cleared it. Two were hurt", half a year after a flood.

    Who is arrested later is so for the incident.
    """
    if count.status != "injured" or not scope.last_day:
        return False
    if _gives_toll_again(count, extraction):
        return False
    told = _days_told_at(count, extraction)
    late = {day for day in told if (days_after(day, scope.last_day) or 0) > MUCH_LATER}
    return bool(late) and late == told and count.date in {None, *late}


def _days_told_at(count: Casualty, extraction: Extraction) -> set[str | None]:
    """The days that a count's sentence and the one before tell for what happened."""
    before = count.sent_start - _SENTENCE_GAP
    here = (t for t in extraction.events if before <= t.sent_end and t.sent_start <= count.sent_start)
    return {t.date_start for t in here if t.date_basis == "told" and t.date_prec == 1 and not t.background}


def _is_at(place: Place, main: Place | None) -> bool:
    """In the place, around it or inside it."""
    return main is not None and overlaps(key_of(place), key_of(main))


def is_of_fight_after(count: Casualty, extraction: Extraction, later: frozenset[tuple[str, int]]) -> bool:
    """As in "Nine tourists died last week in an ambush"; not of the hurt who died, nor of a toll given again."""
    if (extraction.document.id, count.sent_start) not in later:
        return False
    here = [t for t in extraction.events if t.sent_start == count.sent_start and t.type in {*_FIGHTS, "other"}]
    told_again = _gives_toll_again(count, extraction)
    return bool(here) and not told_again and all(t.date_start and t.date_start == here[0].date_start for t in here)
