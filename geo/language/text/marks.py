"""Finds what stands between quotation marks: “ ”, ‘ ’, « », „ “ and the straight ones.

A region never runs over the end of its paragraph: a mark left open there is either continued by an opening mark in the
next, as newspapers do, or a slip that must not swallow the rest of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from geo.language.text.speech import speech_forms

#: What closes each opening mark.  Writers mix straight and curly ones, and wires send '' for either.
CLOSING = {"“": "”", "”": "”", "«": "»", "„": "“”", "‘": "’", '"': '"”', "＂": "＂", "''": "''", "``": "''", "'": "'"}
_MARK = re.compile("''|``|[“”«»„\"＂‘’]|(?<![\\w'])'(?=\\w)|(?<=[\\w.,!?])'(?!\\w)")
_MARK_OF_ANY_SORT = re.compile("''|``|[“”«»„\"＂‘’']")
#: Blanks before a line break are matched from their first on, so that a row of blanks is read once and not from each.
_BREAK = re.compile(r"(?<![ \t\u00a0\r])[ \t\u00a0\r]*\n[ \t\u00a0\r\n]*")
#: A line this long that ends without a stop was wrapped by a program; headings are shorter.
MIN_WRAPPED = 70
#: Characters that a pair of straight single marks spans at least; fewer are rock 'n' roll.
MIN_SINGLE = 4
#: A dash that joins the word behind it: it opens a line that somebody speaks, and what breaks into that line.
_DASH = re.compile(r"(?<!\S)[—―](?=[^\W\d_]|[¿¡])")
_WORD = re.compile(r"\w+")
#: The dash that ends what breaks into a spoken line, with a stop behind it.
_DASH_BACK = re.compile(r"(?<=\w)[—―][.,;:]?\s+")
#: Characters after which a straight mark opens.
_BEFORE_OPENING = " \t\u00a0([{—–-/“‘"


@dataclass(frozen=True, slots=True)
class Region:
    """What stands between a pair of marks of the outermost level; offsets are code points."""

    start: int
    """First character inside the marks."""
    end: int
    """One past the last character inside the marks."""
    outer_start: int
    outer_end: int
    closed: bool
    """False: the line ended before the closing mark."""


class _Opened(NamedTuple):
    """A mark that opened a quotation; ``close`` is where a single one closes."""

    at: int
    mark: str
    close: int | None


def find_regions(text: str) -> tuple[Region, ...]:
    """The outermost quoted regions of a text, in order; marks inside them are left to the reader."""
    reader = _Marks(text)
    return tuple(region for start, end in paragraphs(text) for region in reader.regions(start, end))


@lru_cache(maxsize=1)
def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of a text: its lines, with those joined that were only wrapped in mid-sentence.

    Kept for the text at hand, of which one step after the other asks.
    """
    out: list[tuple[int, int]] = []
    start = line = 0
    for match in _BREAK.finditer(text):
        if _is_wrap(text, line, match):
            line = match.end()
            continue
        if match.start() > start:
            out.append((start, match.start()))
        start = line = match.end()
    if start < len(text):
        out.append((start, len(text)))
    return tuple(out)


def _is_wrap(text: str, line: int, brk: re.Match[str]) -> bool:
    if brk.group().count("\n") > 1 or brk.start() == line or brk.end() >= len(text):
        return False
    before, after = text[brk.start() - 1], text[brk.end()]
    if after.islower():
        return before not in ".!?:"
    return brk.start() - line >= MIN_WRAPPED and (before.isalnum() or before in ",-–—’'") and after not in "“«-•*"


class _Marks:
    """The marks of one text, found once: how many of a sort lie in a stretch is asked for each of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}
        for match in _MARK_OF_ANY_SORT.finditer(text):
            self._places.setdefault(match.group(), []).append(match.start())
        self._closing = [match.start() for match in re.finditer("'", text) if self._may_close(match.start())]
        self._plain = [at for at in self._closing if text[at - 1] != "s"]

    def regions(self, start: int, end: int) -> list[Region]:
        """The quoted regions of a paragraph."""
        spoken = self._spoken_line(start, end)
        if spoken:
            return spoken
        if self._is_spaced(start, end):
            return self._spaced(start, end)
        out: list[Region] = []
        opened: _Opened | None = None
        for match in _MARK.finditer(self._text, start, end):
            at, mark = match.start(), match.group()
            if opened is None:
                opened = self._open(at, mark, start, end)
            elif self._closes(opened, at, mark, end):
                out.append(self._region(opened, at, len(mark)))
                opened = None
            elif self._restarts(opened.mark, at, mark, end):
                out.append(self._region(opened, at, 0))
                opened = _Opened(at, mark, None)
        if opened is not None and opened.mark not in "‘'":
            out.append(self._region(opened, end, 0))
        return [region for region in out if region.end > region.start]

    def _spoken_line(self, start: int, end: int) -> list[Region]:
        """As in "—No cedió —dijo la alcaldesa—. Lo vimos venir.": between dashes, where a verb of speech stands."""
        if not _DASH.match(self._text, start):
            return []
        out: list[Region] = []
        at = start
        while at < end:
            clause = next((c for c in _DASH.finditer(self._text, at + 1, end) if self._reports(c.end())), None)
            if clause is None and not out:
                return []
            behind = clause.start() if clause else end
            out.append(replace(self._region(_Opened(at, self._text[at], None), behind, 0), closed=True))
            back = _DASH_BACK.search(self._text, clause.end(), end) if clause else None
            at = back.end() - 1 if back else end
        return out

    def _reports(self, at: int) -> bool:
        """Whether a verb of speech stands there."""
        word = _WORD.match(self._text, at)
        return word is not None and word.group() in speech_forms()

    def _is_spaced(self, start: int, end: int) -> bool:
        """Whether straight marks stand apart from all words, as in " We wait , " Doe said: only their order tells."""
        at = self._between('"', start, end)
        if not at or len(at) % 2 or not self._is_blank(at[0] + 1, end) or self._count("“", start, end):
            return False
        return all((i == start or self._text[i - 1].isspace()) and (self._is_blank(i + 1, end)) for i in at)

    def _is_blank(self, at: int, end: int) -> bool:
        return at >= end or self._text[at].isspace() or not self._text[at].isalnum()

    def _spaced(self, start: int, end: int) -> list[Region]:
        at = self._between('"', start, end)
        pairs = zip(at[::2], at[1::2], strict=True)
        made = [self._region(_Opened(first, '"', None), last, 1) for first, last in pairs]
        return [region for region in made if region.end > region.start]

    def _between(self, mark: str, start: int, end: int) -> list[int]:
        places = self._places.get(mark, [])
        return places[bisect_left(places, start) : bisect_left(places, end)]

    def _count(self, mark: str, start: int, end: int) -> int:
        places = self._places.get(mark, ())
        return bisect_left(places, end) - bisect_left(places, start)

    def _region(self, opened: _Opened, at: int, width: int) -> Region:
        """The region between two marks; ``width`` of the closing one, 0 where it is missing."""
        first, last = opened.at + len(opened.mark), at
        while first < last and self._text[first].isspace():
            first += 1
        while last > first and self._text[last - 1].isspace():
            last -= 1
        return Region(first, last, opened.at, at + width if width else last, closed=width > 0)

    def _open(self, at: int, mark: str, start: int, end: int) -> _Opened | None:
        """The mark if it opens a quotation; of a single one it is settled here where it closes."""
        fresh = at == start or self._text[at - 1] in _BEFORE_OPENING
        after = at + len(mark)
        follows = self._text[after : after + 1] if after < end else ""
        close = None
        if mark in "‘'":
            # ‘90s and ‘em are apostrophes set the wrong way round: only a pair on the same line opens.
            close = self._single_close(at, end) if fresh and follows.isalpha() else None
            opens = close is not None
        elif mark == "”":
            # A wrong one, but at the start of a line it can only open.
            opens = at == start and self._count("”", after, end) > 0
        elif mark in ('"', "＂", "''", "``"):
            # 6'2" is a measure, and a mark after a word closes something that was never opened.
            opens = fresh and bool(follows) and not follows.isspace()
        else:
            opens = mark in "“«„"
        return _Opened(at, mark, close) if opens else None

    def _closes(self, opened: _Opened, at: int, mark: str, end: int) -> bool:
        if opened.mark in "‘'":
            return at == opened.close
        if mark == '"' and opened.mark == "“":
            # Curly before and straight behind, if no proper mark follows that would close it.
            return (
                not self._looks_opening(at, mark, end) and not self._count("”", at, end) and (self._text[at - 1] != " ")
            )
        if opened.mark in ('"', "＂", "''") and mark == opened.mark:
            return not self._looks_opening(at, mark, end) or self._slipped(at, mark, end)
        if mark == "”" and opened.mark == '"':
            # “…” inside straight marks: one that was opened inside closes there.
            return self._count("“", opened.at, at) <= self._count("”", opened.at, at)
        return mark in CLOSING[opened.mark]

    def _slipped(self, at: int, mark: str, end: int) -> bool:
        """Whether a mark that looks like an opening one closes: it slid over the space ('late. "Doe left')."""
        stopped = self._text[max(0, at - 4) : at].rstrip().endswith((".", "!", "?"))
        return stopped and self._count(mark, at + len(mark), end) % 2 == 0  # and the marks behind it pair without it

    def _looks_opening(self, at: int, mark: str, end: int) -> bool:
        after = at + len(mark)
        return self._text[at - 1] in " \t\u00a0" and after < end and self._text[after].isalnum()

    def _restarts(self, opened: str, at: int, mark: str, end: int) -> bool:
        """Whether an opening mark shows that the one before it was never closed: no closing mark is left for both."""
        if mark != opened:
            return False
        if opened in ('"', "＂", "''"):
            return self._looks_opening(at, mark, end)
        if opened not in "“«":
            return False
        return self._count(CLOSING[opened], at, end) <= self._count(opened, at, end)

    def _single_close(self, opened: int, end: int) -> int | None:
        """The ’ that closes a ‘: after a word or a stop, with no letter behind it, and no plural's genitive."""
        if self._text[opened] == "'":
            return self._straight_close(opened, end)
        best = None
        for match in re.compile("[‘’]").finditer(self._text, opened + 1, end):
            at = match.start()
            if self._text[at] == "‘":
                break
            after = self._text[at + 1] if at + 1 < end else ""
            if after.isalnum() or self._text[at - 1].isspace():
                continue
            if self._text[at - 1] != "s":
                return at
            best = at if best is None else best
        return best

    def _may_close(self, at: int) -> bool:
        """Whether a straight mark may close: 'n' and the workers' plan are apostrophes as often as marks."""
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        return not after.isalnum() and not before.isspace() and not (before == "s" and after.isspace())

    def _straight_close(self, opened: int, end: int) -> int | None:
        """The first that follows no s, else the first that may close at all."""
        for places in (self._plain, self._closing):
            at = bisect_left(places, opened + MIN_SINGLE)
            if at < len(places) and places[at] < end:
                return places[at]
        last = end - 1  # the workers' at the very end of a line may close after all
        closes = self._text[last] == "'" and last - opened >= MIN_SINGLE and not self._text[last - 1].isspace()
        return last if closes else None


def without_bold(text: str) -> str:
    """``text`` with spaces for the stars of "**40** were hurt", character for character."""
    return text.replace("**", "  ")
