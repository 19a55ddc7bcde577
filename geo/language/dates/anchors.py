"""What "two days before the vote" and "a day after" count from: a day that the text tells elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.text.annotations import once
from geo.language.text.grammar import clause_verb, in_group, is_definite, patients, subjects
from geo.language.text.spans import starting_in
from geo.lexicons import Words

if TYPE_CHECKING:
    from datetime import date

    from geo.language.dates.calendar_days import Period
    from geo.language.dates.patterns import Shape
    from geo.language.text.parsed import Doc, Token

#: "Two days before the long-planned vote": the noun stands within so many tokens.
SEQUEL_TOKENS = 6
#: … and is looked for so many times before it and behind it.
MOST_SEQUELS = 20
#: Many say something in a text: the day of one saying is not that of another.
_SAYING = Words("dates", "saying")
#: ", la " stands between a day and what it is called.
_APPOSED = 8
#: What was told before: "a day after it".
_TAKEN_UP = Words("dates", "taken_up")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Words that tell a date or a time."""

    start: int
    """Code points into the text."""
    end: int
    shape: Shape
    """Which of the shapes of ``patterns`` it is."""
    period: Period | None
    """What it means; None where that is open."""
    time: str | None = None
    """Local time of day, "09:30"."""
    counted_on: bool = False
    """See DateSpan."""


def day_before_it(doc: Doc, start: int, found: list[FoundDate]) -> date | None:
    """The last day told earlier in the same sentence."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    first = span.sent.start_char if span is not None else start
    told = [f.period.first() for f in starting_in(found, first, start) if f.period and f.period.prec == 1]
    return told[-1] if told else None


def day_behind_it(doc: Doc, end: int, found: list[FoundDate], published: date | None) -> date | None:
    """The day of the main clause behind it: "Exactly ten years after the flood, a dam was opened on 4 June"."""
    span = doc.char_span(end - 1, end, alignment_mode="expand")
    if span is None:
        return None
    behind = starting_in(found, end, span.sent.end_char)
    told = (f for f in behind if f.period and f.period.prec == 1 and _dates_main_clause(doc, f))
    first = next(told, None)
    day = first.period.first() if first is not None and first.period is not None else None
    return day if day is not None and (published is None or day <= published) else None


def _dates_main_clause(doc: Doc, day: FoundDate) -> bool:
    span = doc.char_span(day.start, day.end, alignment_mode="expand")
    verb = clause_verb(span.root) if span is not None else None
    return verb is not None and verb.dep_ == "ROOT" and verb.lemma_ not in _SAYING


def sequel(doc: Doc, end: int, found: list[FoundDate]) -> date | None:
    """The day of what stands after "two days before": the nearest day the text gives the same word elsewhere.

    Of "a day after it" the day told last.
    """
    following = doc[min(_behind(doc, end), len(doc)) :][:SEQUEL_TOKENS]
    if following and following[0].lower_ in _TAKEN_UP and following[0].dep_ != "det":
        told = [f.period.first() for f in found if f.end < end and f.period and f.period.prec == 1]
        return told[-1] if told else None
    noun = next((t for t in following if t.pos_ in {"NOUN", "VERB", "PROPN"}), None)
    if noun is None:
        return None
    return _nearest_day(_same_words(doc, noun), found) or _first_day(doc, noun, found)


def _first_day(doc: Doc, noun: Token, found: list[FoundDate]) -> date | None:
    """The first day that the other sentences tell, for what "the shooting" takes up under another name.

    None where none is over: the shooting is then the news.
    """
    deeds = (in_group(noun, "assaults"), in_group(noun, "fights"), in_group(noun, "mishaps"))
    shaken = in_group(noun, "grounds")  # "two days after the ground shook"
    if not is_definite(noun) or not (shaken or any(deeds)):
        return None
    first, end = noun.sent.start_char, noun.sent.end_char
    told = (f.period.first() for f in found if f.period and f.period.prec == 1 and not first <= f.start < end)
    return next((day for day in told if doc._.published is None or day.isoformat() < doc._.published), None)


def day_so_called(doc: Doc, end: int, found: list[FoundDate]) -> date | None:
    """As in "on 22 February, the day that …" and later "on the same day": the one that was called so."""
    span = doc.char_span(max(end - 1, 0), end, alignment_mode="expand")
    if span is None:
        return None
    called = [
        (t.idx, f.period.first())
        for t in _same_words(doc, span[-1])
        for f in found
        if f.period and f.period.prec == 1 and 0 < t.idx - f.end <= _APPOSED and doc.text[f.end] == ","
    ]
    return max(called)[1] if called else None


def deed_elsewhere(doc: Doc, start: int, found: list[FoundDate]) -> date | None:
    """The day told elsewhere of what was done "the day after …": "The two met the day after. They met on Friday."."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    verb = clause_verb(span.root) if span is not None else None
    if verb is not None and any(c.dep_ == "mark" and c.i > verb.left_edge.i for c in verb.children):
        verb = verb.head  # "A day after they met, the king spoke": the date is parsed as the meeting's
    if verb is None or verb.pos_ != "VERB" or verb.lemma_ in _SAYING:
        return None
    doers = {n.lemma_.lower() for n in (*subjects(verb), *patients(verb))}
    same = [t for t in _same_words(doc, verb) if t.pos_ == "VERB" and _done_by(t, doers)]
    return _nearest_day(same, found)


def _done_by(verb: Token, doers: set[str]) -> bool:
    """Whether those do it, or a pronoun that may be theirs."""
    return any(n.pos_ == "PRON" or n.lemma_.lower() in doers for n in subjects(verb))


def _same_words(doc: Doc, word: Token) -> list[Token]:
    """The same word elsewhere in a text; one on every line of a long text is no name of an event: the nearest tell."""
    places = once(doc, "atlas_lemmas", lambda: _places(doc))[word.lemma_]
    at = bisect_left(places, word.i)
    return [doc[i] for i in places[max(0, at - MOST_SEQUELS) : at + MOST_SEQUELS] if i != word.i]


def _nearest_day(same: list[Token], found: list[FoundDate]) -> date | None:
    """The day nearest to one of these words in its sentence."""
    near = [
        (abs(f.start - t.idx), f.period.first())
        for t in same
        for f in starting_in(found, t.sent.start_char, t.sent.end_char)
        if f.period and f.period.prec == 1
    ]
    return min(near)[1] if near else None


def _behind(doc: Doc, end: int) -> int:
    """The first token that starts at the character or behind it."""
    span = doc.char_span(max(end - 1, 0), end, alignment_mode="expand")
    return int(span.end) if span is not None else len(doc)


def _places(doc: Doc) -> dict[str, list[int]]:
    """Each lemma of a text with its tokens."""
    places: dict[str, list[int]] = {}
    for token in doc:
        places.setdefault(token.lemma_, []).append(token.i)
    return places
