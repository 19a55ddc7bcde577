"""Turns a quote found in tokens into the record that the rest of the program reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.text.spans import starting_in
from geo.types import Quote, QuoteKind

if TYPE_CHECKING:
    from geo.language.quotes.cues import Cue
    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.quotes.speakers.bodies import Speaker
    from geo.language.text.parsed import Doc
    from geo.types import DateSpan

Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A quote while its speaker is being looked for; spans are tokens."""

    pieces: list[Span]
    frame: int
    cue: Cue | None
    cue_word: str | None
    speaker: Speaker | None
    source: Span | None
    """The tokens that name the speaker."""
    continues: bool = False
    plain: bool = False
    """True: a speaker's own words without marks around them, as in a transcript."""


class Recorder:
    """Makes the records of one text."""

    def __init__(self, doc: Doc, layout: Layout) -> None:
        self._doc, self._layout = doc, layout
        self.told: dict[int, list[Span]] = {}
        """For each frame what its reporting clauses report, in code points: dates in it are not the clause's own."""

    def finish(self, draft: Draft) -> Quote | None:
        """The record of a quote; None where nothing but punctuation is left of it."""
        parts = tuple(p for piece in draft.pieces if (p := self.chars(piece)) is not None)
        if not parts:
            return None
        text = self._layout.text
        frame = self._layout.frames[draft.frame]
        speaker, source = draft.speaker, draft.source
        begin = self._doc[source[0]].idx if source else None
        end = self._doc[source[1] - 1].idx + len(self._doc[source[1] - 1]) if source else None
        return Quote(
            start=parts[0][0],
            end=parts[-1][1],
            sent_start=self._doc[frame.start].idx,
            sent_end=self._doc[frame.end - 1].idx + len(self._doc[frame.end - 1]),
            parts=parts,
            text=" ".join(text[s:e] for s, e in parts),
            kind="direct" if draft.plain else self._kind(draft.pieces),
            speaker=speaker.name if speaker else None,
            speaker_start=begin,
            speaker_end=end,
            speaker_text=text[begin:end] if source else None,
            cue=draft.cue_word,
            affiliation=speaker.affiliation if speaker else None,
            jurisdiction=speaker.jurisdiction if speaker else None,
            said_on=self._said_on(draft, frame, parts),
        )

    def chars(self, piece: Span) -> Span | None:
        """Code points of a piece without its outer marks and commas; stops and pairs of marks inside are kept."""
        first, last = piece
        while first < last and self._is_left_out(first):
            first += 1
        while last > first and self._is_left_out(last - 1):
            last -= 1
        if first >= last:
            return None
        a, b = self._layout.owner[first], self._layout.owner[last - 1]
        start, end = self._doc[first].idx, self._doc[last - 1].idx + len(self._doc[last - 1])
        if a >= 0 and (a == b or not self._is_opening(first, a)):
            start = max(start, self._layout.regions[a].start)
        if b >= 0 and (a == b or self._layout.spans[b][0] < first):
            end = min(end, self._layout.regions[b].end)
        return (start, end) if end > start else None

    def _is_left_out(self, i: int) -> bool:
        """Whether a token at an end of a piece is no part of it: white space, and a stop or comma outside the marks."""
        return self._doc[i].is_space or (self._doc[i].text in ",;:—–-." and self._layout.owner[i] < 0)

    def _is_opening(self, i: int, k: int) -> bool:
        """Whether the region's opening mark is at this token, so that it stays with its closing one inside a piece."""
        return self._layout.spans[k][0] == i

    def _kind(self, pieces: list[Span]) -> QuoteKind:
        inside = outside = 0
        for start, end in pieces:
            for i in range(start, end):
                token = self._doc.tokens[i]
                if token.is_punct or token.is_space:
                    continue
                if self._layout.owner[i] >= 0:
                    inside += 1
                else:
                    outside += 1
        if not inside:
            return "indirect"
        return "mixed" if outside or self._is_woven(pieces[0]) else "direct"

    def _is_woven(self, piece: Span) -> bool:
        """Words between marks that go on with the reporter's sentence: he was “not in the mood”."""
        region = self._layout.regions[self._layout.owner[piece[0]]] if self._layout.owner[piece[0]] >= 0 else None
        if region is None or not self._layout.text[region.start].islower():
            return False
        before = self._layout.text[: region.outer_start].rstrip()
        return bool(before) and (before[-1].isalnum() or before[-1] in "’),—")

    def _clause_between(self, a: int, b: int) -> bool:
        """Whether another clause lies between a date and the cue: the date is that one's."""
        between = self._doc.char_span(min(a, b), max(a, b), alignment_mode="contract")
        for token in between or ():
            finite = token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP")
            if self._layout.owner[token.i] < 0 and (finite or token.text in (":", ";")) and token.idx not in (a, b):
                return True
        return False

    def _said_on(self, draft: Draft, frame: Frame, parts: tuple[Span, ...]) -> str | None:
        """The day told beside the reporting clause, in the precision in which it is told."""
        start, end = self._doc[frame.start].idx, self._doc[frame.end - 1].idx + len(self._doc[frame.end - 1])
        anchor = self._doc[draft.cue.verb].idx if draft.cue else parts[0][0]
        taken = [*parts, *(p for p in self.told.get(draft.frame, ()) if not p[0] <= anchor < p[1])]
        if draft.source:
            taken.append((self._doc[draft.source[0]].idx, self._doc[draft.source[1] - 1].idx))
        near = [d for d in starting_in(self._doc._.dates, start, end) if d.date_start and self._may_be_of_saying(d)]
        blocked = {False: False, True: False}  # what lies beyond another clause, before the cue and behind it
        for day in sorted(near, key=lambda d: abs(d.start - anchor)):
            behind = day.start > anchor
            blocked[behind] = blocked[behind] or self._clause_between(day.start, anchor)
            if not blocked[behind] and not any(s <= day.start < e for s, e in taken):
                return _precise(day.date_start, day.date_end)
        return None

    def _may_be_of_saying(self, day: DateSpan) -> bool:
        """Whether something that is printed may have been said then: on no later day, and no "this year"."""
        printed, last = str(self._doc._.published or ""), day.date_end or day.date_start or ""
        return not printed or (last <= printed if len(last) == len(printed) else last < printed[: len(last)])


def _precise(first: str, last: str | None) -> str | None:
    """One day, month or year, cut to what both ends share; None for a span of days."""
    if last is None or first == last:
        return first
    if first[:7] == last[:7] and first.endswith("-01") and last[8:] in ("28", "29", "30", "31"):
        return first[:7]
    return first[:4] if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31") else None
