"""Dates and times told in a text, resolved against its day of publication.

A date is a local calendar date and keeps its precision: "Sunday" is a day, "last May" a month, "in 2015" a year.
Nothing is shifted by a time zone.  What can't be resolved (a weekday in a text without a date) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.daybounds import days_between
from geo.language.dates import calendar_days
from geo.language.dates.anchors import FoundDate, day_before_it, day_behind_it, day_so_called, deed_elsewhere, sequel
from geo.language.dates.meanings import AFTER_EVENT, Start, way_of
from geo.language.dates.patterns import Shape, find, group, told
from geo.language.dates.periods import Context, before_it, clock_of, period_of
from geo.language.dates.publication import infer_published
from geo.language.text.annotations import text_of
from geo.language.text.dateline import datelines
from geo.language.text.grammar import VERBAL
from geo.language.text.reality import is_future, is_infinitive
from geo.language.text.spans import starting_in
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, pattern
from geo.types import DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.dates.calendar_days import Period
    from geo.language.text.parsed import Doc, Token

__all__ = ["annotate", "infer_published", "read_dates"]

#: Days between a dateline and the paper that prints the report.
DAYS_ON_THE_WAY = 3
#: Shapes that count from the day of speaking: inside quotation marks that day is the speaker's, and mostly not told.
DEICTIC = frozenset(
    {
        Shape.TODAY,
        Shape.YESTERDAY,
        Shape.BEFORE_YESTERDAY,
        Shape.TOMORROW,
        Shape.AFTER_TOMORROW,
        Shape.HOURS,
        Shape.DISTANCE,
        Shape.UNIT,
        Shape.PAST,
    }
)
#: Shapes whose date may be spelt out behind them, and those that spell it out.
_PLACED = frozenset({Shape.NEXT_DAY, Shape.SAME_DAY, Shape.DAY_BEFORE, Shape.TODAY, Shape.WEEKDAY})
_SPELT_OUT = frozenset({Shape.ISO, Shape.MONTH_DAY, Shape.DAY_MONTH})
#: Shapes of days and months that bear no year of their own.
_WITHOUT_YEAR = frozenset({Shape.MONTH_DAY, Shape.DAY_MONTH, Shape.NAMED_MONTH, Shape.MONTH, Shape.FEAST})
#: Characters of an ISO year.
_YEAR = 4
#: "In recent weeks", "this year": long stretches from which no "next day" goes on.
_NO_DAY_OF_STORY = frozenset({Shape.PAST, Shape.UNIT})
_QUOTED = re.compile(r"“[^”\n]*”?|«[^»\n]*»?|\"[^\"\n]*\"")
#: Characters before a date in which what opens a range stands: "between", "from".
LOOK_BACK = 40
#: "Hours later" takes up a day told so many characters before at most: about two sentences.
SAME_STORY = 300
#: "A day after the king fled, …" counts from the news so near the start of a text: what opens it is the news.
OPENING = 600
#: A day of the week is looked for so many days before and behind another.
HALF_WEEK = 3
#: Dates up to this precision ("in May") are gone on from.
MONTH_PREC = 3
#: "Set on fire", "set them alight": so many words on at most.
_SET_ON = 4
_FLAMES = Words("events", "groups", "flames")
_FREE = Words("events", "groups", "going")
_RANGE_AND = Words("dates", "range_and")
_ON = Words("dates", "on")
_SINCE = Words("events_grammar", "since")
_FUTURE_WORDS = Words("dates", "future", "words")
_FUTURE_AUXILIARIES = Words("dates", "future", "auxiliaries")
_TO_COME = Words("dates", "future", "to_come")


def _is_beginning(doc: Doc, start: int) -> bool:
    """True for "since Friday"."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span is not None and span.start > 0 and doc[span.start - 1].lower_ in _SINCE


def _looks_ahead(doc: Doc, start: int, end: int) -> bool:
    """True where the verb over the date has a "will", or a word such as "scheduled" stands before it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    chain = [span.root, *span.root.ancestors]
    verb = next((t for t in chain if t.pos_ in {"VERB", "AUX"}), None)
    if any(t.lower_ in _FUTURE_WORDS and t.i < span.start and not _does(t) for t in chain if t.pos_ != "NOUN"):
        return True
    if verb is None:
        return False
    return _is_to_come(verb)


def _is_to_come(verb: Token) -> bool:
    """As in "is to visit", "will visit", "visitará", "va a visitar"."""
    if is_infinitive(verb) and verb.dep_ == "xcomp" and verb.head.lower_ in _TO_COME:
        return True
    going = verb.lower_ in _FUTURE_AUXILIARIES and any(map(is_infinitive, verb.children))
    return going or is_future(verb) or any(c.lower_ in _FUTURE_AUXILIARIES and c.dep_ == "aux" for c in verb.children)


def _does(verb: Token) -> bool:
    """As in "set fire to the hall", "was set ablaze", "were set free": it acts on something, and sets no date."""
    done = any(t.lower_ in _FLAMES or t.lower_ in _FREE for t in verb.doc[verb.i + 1 : verb.i + _SET_ON])
    return verb.pos_ == "VERB" and (done or any(c.dep_ == "dobj" for c in verb.children))


def _looks_back(doc: Doc, start: int, end: int) -> bool:
    """True where the date hangs on a verb in the past: "took its first guests on 3 April"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    chain = [span.root, *span.root.ancestors] if span is not None else []
    verb = next((t for t in chain if t.pos_ in VERBAL), None)
    if verb is None:
        return False
    hook = next((t for t in chain if t.dep_ == "prep"), None)
    on = hook is None or (hook.lower_ in _ON and hook.head.i == verb.i)
    return on and verb.tag_ == "VBD" and verb.dep_ in {"ROOT", "conj", "ccomp", "relcl"}


class _Story:
    """The days that a text tells one after another: "the next day" and "hours later" go on from the last of them."""

    def __init__(self) -> None:
        self._day: Period | None = None
        self._past: Period | None = None
        self._past_end = 0

    def base(self, shape: Shape, match: re.Match[str], start: int) -> Period | None:
        """What a date at this character counts from: the day told last, for hours one that is over."""
        if shape != Shape.HOURS:
            return self._day
        return self._past if _takes_up(match, start - self._past_end) else None

    def go_on(self, found: FoundDate, *, ahead: bool, since: bool) -> None:
        """Take up a date; ``ahead``: it lies before those who tell it; ``since``: something began then, and goes on."""
        if found.period is None or found.period.prec > MONTH_PREC or found.shape in _NO_DAY_OF_STORY:
            return
        self._day = found.period
        if not ahead and not (since and self._past):
            self._past, self._past_end = found.period, found.end


def _read(doc: Doc, published: date | None) -> list[FoundDate]:
    """All shapes with their meaning, in text order."""
    found: list[FoundDate] = []
    late: list[tuple[int, re.Match[str]]] = []
    story = _Story()
    for shape, match in _of_the_text(doc):
        start, end = told(match)
        ahead = _looks_ahead(doc, start, end)
        past = not ahead and _looks_back(doc, start, end)
        period = period_of(shape, match, Context(published, story.base(shape, match, start), ahead, past))
        from_event = shape == Shape.DISTANCE and _is_from_event(match)
        counted = _told_at_once(doc, found, start) if from_event else None
        if counted is not None:
            period = before_it(match, counted.first())
        elif shape == Shape.SAME_DAY and (day := day_so_called(doc, end, found)) is not None:
            period = calendar_days.one_day(day)
        elif from_event and period is None:
            late.append((len(found), match))
        found.append(FoundDate(start, end, shape, period, clock_of(shape, match)))
        if counted is None and not _is_beside_story(doc, found, start):
            story.go_on(found[-1], ahead=ahead, since=_is_beginning(doc, start))
    _read_from_events(doc, found, late, published)
    return found


def _is_beside_story(doc: Doc, found: list[FoundDate], start: int) -> bool:
    """As in "Yesterday it buried the ten who died on Sunday", "ten died yesterday, he said today".

    The story goes on at yesterday: the second day only describes, or is that of the telling.
    """
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or len(found) < 2 or found[-2].period is None or found[-2].start < span.sent.start_char:
        return False
    above = next((t for t in (span.root, *span.root.ancestors) if t.pos_ in VERBAL), None)
    hook = next((t for t in span.root.ancestors if t.pos_ != "ADP"), None)
    return above is not None and (above.dep_ == "relcl" or (above is hook and above.lemma_ in saying_verbs()))


def _of_the_text(doc: Doc) -> Iterator[tuple[Shape, re.Match[str]]]:
    """The shapes of a text, without those inside quotation marks that count from the day of speaking."""
    quoted = [match.span() for match in _QUOTED.finditer(text_of(doc))]
    for shape, match in find(text_of(doc)):
        start, _ = told(match)
        at = bisect_left(quoted, (start, 0)) - 1
        if shape not in DEICTIC or at < 0 or start >= quoted[at][1]:
            yield shape, match


def _takes_up(match: re.Match[str], distance: int) -> bool:
    """Whether "hours later" stands close enough behind the day told before; "within hours" takes up any."""
    return group(match, "way") is None or distance <= SAME_STORY


def _told_at_once(doc: Doc, found: list[FoundDate], start: int) -> Period | None:
    """As in "on 6 April, five days before the vote": the day right before the distance is what it counts from."""
    before = found[-1] if found else None
    if before is None or before.period is None or before.period.prec != 1 or before.shape == Shape.DISTANCE:
        return None
    return before.period if text_of(doc)[before.end : start].strip() == "," else None


def _is_from_event(match: re.Match[str]) -> bool:
    way = way_of(group(match, "way"))
    return way is not None and way.start == Start.EVENT


def _read_from_events(
    doc: Doc, found: list[FoundDate], late: list[tuple[int, re.Match[str]]], published: date | None
) -> None:
    """Distances from an event, once the day that the text gives it elsewhere is found: "two days before the vote"."""
    for index, match in late:
        base = sequel(doc, match.end(), found)
        counted_on = base is not None
        period = period_of(Shape.DISTANCE, match, Context(published, None, future=False, sequel=base))
        if counted_on and period is not None and published is not None and period.first() > published:
            period = None  # it takes up something else
        if period is None and way_of(group(match, "way")) == AFTER_EVENT:
            known = _day_counted_back_from(doc, match, found, published)
            if not counted_on or known is not None:
                period, counted_on = _counted_back(match, known, published), False
        found[index] = replace(found[index], period=period, counted_on=counted_on)


def _day_counted_back_from(
    doc: Doc, match: re.Match[str], found: list[FoundDate], published: date | None
) -> date | None:
    """As in "Sunday's blast came two days after …", "Two days after …, she was found on Sunday": both from Sunday."""
    known = day_before_it(doc, match.start(), found) or deed_elsewhere(doc, match.start(), found)
    return known or day_behind_it(doc, match.end(), found, published)


def _counted_back(match: re.Match[str], known: date | None, published: date | None) -> Period | None:
    """From the day known, else from the news ("A day after …, she said"); what further down follows one stays open."""
    news = known or (published if match.start() < OPENING else None)
    context = Context(news, None, future=False, sequel=news, guessed=known is None)
    return period_of(Shape.DISTANCE, match, context)


def _glue(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Put a date and its time, a "next day" and its date, and the two ends of a range together."""
    out: list[FoundDate] = []
    for item in found:
        before = out[-1] if out else None
        gap = text[before.end : item.start] if before else ""
        if before is None or not (joined := _joined(text, before, item, gap)):
            out.append(item)
        else:
            out[-1] = joined
    return out


def _joined(text: str, before: FoundDate, item: FoundDate, gap: str) -> FoundDate | None:
    both = replace(before, end=item.end)
    if pattern("dates", "joins", "one").fullmatch(gap):
        if _is_time_alone(before) and item.period and not item.time:
            return replace(both, period=item.period)
        if before.period and before.period.prec == 1 and not before.time and _is_time_alone(item):
            return replace(both, time=item.time)
        if _is_spelt_out(before, item):
            return replace(both, shape=before.shape, period=item.period)
    if _is_weekday_of_then(text, before, item, gap):
        return replace(both, period=_weekday_near(before.period, item.period))
    whole = _in_year(before, item, gap) or _range(text, before, item, gap) or _night(text, before, item)
    return replace(both, period=whole) if whole else None


def _is_weekday_of_then(text: str, before: FoundDate, item: FoundDate, gap: str) -> bool:
    """As in "on a Monday four weeks before, gunmen had attacked" – not "on Monday two days before the vote"."""
    ends = text[item.end : item.end + 1] in {"", ",", ".", ";"}
    return before.shape == Shape.WEEKDAY and item.shape == Shape.DISTANCE and gap.isspace() and ends


def _weekday_near(weekday: Period | None, then: Period | None) -> Period | None:
    """The day of the week that is nearest to another time; None where that is open."""
    if weekday is None or then is None:
        return None
    middle = then.first() + (then.last() - then.first()) / 2
    off = (weekday.first().weekday() - middle.weekday() + HALF_WEEK) % 7 - HALF_WEEK
    return calendar_days.one_day(middle + timedelta(days=off))


def _in_year(before: FoundDate, item: FoundDate, gap: str) -> Period | None:
    """The day or month of a year told behind it: "in May of last year"."""
    year = item.period if item.shape == Shape.UNIT else None
    if year is None or before.period is None or before.shape not in _WITHOUT_YEAR or year.start != year.end:
        return None
    if len(year.start) != _YEAR or not pattern("dates", "joins", "of_year").fullmatch(gap):
        return None
    told = replace(before.period, start=year.start + before.period.start[_YEAR:])
    return replace(told, end=year.start + before.period.end[_YEAR:])


def _is_time_alone(item: FoundDate) -> bool:
    return bool(item.time) and not item.period


def _is_spelt_out(before: FoundDate, item: FoundDate) -> bool:
    """Whether a day told by its place among others is followed by its date: "the next day, May 5"."""
    return before.shape in _PLACED and item.period is not None and item.period.prec == 1 and item.shape in _SPELT_OUT


def _range(text: str, before: FoundDate, item: FoundDate, gap: str) -> Period | None:
    """The days from one date to the other: "May 1 to May 5", "between Monday and Friday"."""
    opening = text[max(0, before.start - LOOK_BACK) : before.start]
    between = gap.strip().lower() in _RANGE_AND and pattern("dates", "joins", "opens_range").search(opening) is not None
    if (
        (between or pattern("dates", "joins", "range").fullmatch(gap))
        and before.period
        and item.period
        and not (before.time or item.time)
        and before.period.first() <= item.period.last()
    ):
        return calendar_days.join(before.period, item.period)
    return None


def _night(text: str, before: FoundDate, item: FoundDate) -> Period | None:
    """The two days of one night: "late on Friday and early on Saturday" – not "on Friday and on Saturday"."""
    first, second = before.period, item.period
    if first is None or second is None:
        return None
    if not pattern("dates", "joins", "one_night").fullmatch(text, before.start, item.end):
        return None
    one_after = (second.first() - first.last()).days == 1
    return calendar_days.between(first.last(), second.first()) if one_after else None


def read_dates(doc: Doc, published: str | None) -> tuple[DateSpan, ...]:
    """The dates and times of a parsed text, read against an ISO day of publication or None."""
    day = date.fromisoformat(published) if published else None
    spans = []
    for item in _glue(text_of(doc), _read(doc, day)):
        if item.period is not None:
            when = item.period
            told = (when.start, when.end, when.prec, item.time, item.counted_on)
            spans.append(DateSpan(item.start, item.end, *told))
        elif item.time is not None:
            spans.append(DateSpan(item.start, item.end, None, None, 1, item.time))
    return tuple(spans)


def annotate(doc: Doc) -> tuple[DateSpan, ...]:
    """The days that a text tells, in text order; an undated text is read against the day that can be inferred from it.

    A report is written on the day of its dateline: "LIMA, 3 de mayo (Andes).- " of the paper of 4 May tells of "today".
    """
    dates = read_dates(doc, doc._.published or infer_published(doc)[0])
    if (filed := _day_filed(doc, dates)) is None:
        return dates
    doc._.published = filed
    return read_dates(doc, filed)


def _day_filed(doc: Doc, dates: Sequence[DateSpan]) -> str | None:
    """The day in the first dateline, where it lies shortly before that of publication."""
    first = next(iter(datelines(doc)), None)
    told = starting_in(dates, first.places_end, first.end) if first is not None and doc._.published else ()
    days = [d.date_start for d in told if d.date_start and d.date_prec == 1]
    before = days_between(days[0], doc._.published) if len(days) == 1 else 0
    return days[0] if 0 < before <= DAYS_ON_THE_WAY else None
