"""What "two days before the vote" and "a day after" count from: a day that the text tells elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.text.annotations import once
from geo.language.text.spans import starting_in

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc

    from geo.language.dates.calendar_days import Period
    from geo.language.dates.patterns import Shape

#: "Two days before the long-planned vote": the noun stands within so many tokens.
SEQUEL_TOKENS = 6
#: … and is looked for so many times before it and behind it.
MOST_SEQUELS = 20


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


def day_before_it(doc: Doc, start: int, found: list[FoundDate]) -> date | None:
    """The last day told earlier in the same sentence."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    first = span.sent.start_char if span is not None else start
    told = [f.period.first() for f in starting_in(found, first, start) if f.period and f.period.prec == 1]
    return told[-1] if told else None


def sequel(doc: Doc, end: int, found: list[FoundDate]) -> date | None:
    """The day of what stands after "two days before": the nearest day the text gives the same word elsewhere."""
    following = doc[min(_behind(doc, end), len(doc)) :][:SEQUEL_TOKENS]
    noun = next((t for t in following if t.pos_ in {"NOUN", "VERB", "PROPN"}), None)
    if noun is None:
        return None
    places = once(doc, "atlas_lemmas", lambda: _places(doc))[noun.lemma_]
    at = bisect_left(places, noun.i)
    # The nearest words of it tell; a word on every line of a long text is no name of an event.
    same = [doc[i] for i in places[max(0, at - MOST_SEQUELS) : at + MOST_SEQUELS] if i != noun.i]
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
