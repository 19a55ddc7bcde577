"""Finds what stands between quotation marks: “ ”, ‘ ’, « », „ “ and the straight ones.

A region never runs over the end of its paragraph: a mark left open there is either continued by an opening mark in the
next, as newspapers do, or a slip that must not swallow the rest of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What closes each opening mark.  Writers mix straight and curly ones, and wires send '' for either.
CLOSING = {"“": "”", "”": "”", "«": "»", "„": "“”", "‘": "’", '"': '"”', "＂": "＂", "''": "''", "``": "''", "'": "'"}
_MARK = re.compile("''|``|[“”«»„\"＂‘’]|(?<![\\w'])'(?=\\w)|(?<=[\\w.,!?])'(?!\\w)")
#: Blanks before a line break are matched from their first on, so that a row of blanks is read once and not from each.
_BREAK = re.compile(r"(?<![ \t\u00a0\r])[ \t\u00a0\r]*\n[ \t\u00a0\r\n]*")
#: A line this long that ends without a stop was wrapped by a program; headings are shorter.
MIN_WRAPPED = 70
#: Characters that a pair of straight single marks spans at least; fewer are rock 'n' roll.
MIN_SINGLE = 4
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


def find_regions(text: str) -> tuple[Region, ...]:
    """The outermost quoted regions of a text, in order; marks inside them are left to the reader."""
    regions: list[Region] = []
    for start, end in paragraphs(text):
        regions.extend(_line_regions(text, start, end))
    return tuple(regions)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text: its lines, with those joined that were only wrapped in mid-sentence."""
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
    return out


def _is_wrap(text: str, line: int, brk: re.Match[str]) -> bool:
    if brk.group().count("\n") > 1 or brk.start() == line or brk.end() >= len(text):
        return False
    before, after = text[brk.start() - 1], text[brk.end()]
    if after.islower():
        return before not in ".!?:"
    return brk.start() - line >= MIN_WRAPPED and (before.isalnum() or before in ",-–—’'") and after not in "“«-•*"


def _line_regions(text: str, start: int, end: int) -> list[Region]:
    out: list[Region] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if opened is None:
            if _opens(text, at, mark, start, end):
                opened = at, mark
        elif _closes(text, opened, at, mark, end):
            out.append(_region(text, opened, at, len(mark)))
            opened = None
        elif _restarts(text, opened[1], at, mark, end):
            out.append(_region(text, opened, at, 0))
            opened = at, mark
    if opened is not None and opened[1] not in "‘'":
        out.append(_region(text, opened, end, 0))
    return [region for region in out if region.end > region.start]


def _region(text: str, opened: tuple[int, str], at: int, width: int) -> Region:
    """The region between two marks; ``width`` of the closing one, 0 where it is missing."""
    first, last = opened[0] + len(opened[1]), at
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Region(first, last, opened[0], at + width if width else last, closed=width > 0)


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    if mark in "“«„":
        return True
    fresh = at == start or text[at - 1] in _BEFORE_OPENING
    after = at + len(mark)
    follows = text[after : after + 1] if after < end else ""
    if mark == "”":
        # A wrong one, but at the start of a line it can only open.
        return at == start and text.find("”", after, end) >= 0
    if mark in ('"', "＂", "''", "``"):
        # 6'2" is a measure, and a mark after a word closes something that was never opened.
        return fresh and bool(follows) and not follows.isspace()
    if mark in "‘'":
        # ‘90s and ‘em are apostrophes set the wrong way round: only a pair on the same line opens.
        return fresh and follows.isalpha() and _single_close(text, at, end) is not None
    return False


def _closes(text: str, opened: tuple[int, str], at: int, mark: str, end: int) -> bool:
    if opened[1] in "‘'":
        return at == _single_close(text, opened[0], end)
    if mark == '"' and opened[1] == "“":
        # Curly before and straight behind, if no proper mark follows that would close it.
        return not _looks_opening(text, at, mark, end) and not text.find("”", at, end) >= 0 and text[at - 1] != " "
    if mark in CLOSING[opened[1]] and opened[1] in ('"', "＂", "''") and mark == opened[1]:
        return not _looks_opening(text, at, mark, end) or _slipped(text, at, mark, end)
    if mark == "”" and opened[1] == '"':
        # “…” inside straight marks: one that was opened inside closes there.
        return text.count("“", opened[0], at) <= text.count("”", opened[0], at)
    return mark in CLOSING[opened[1]]


def _slipped(text: str, at: int, mark: str, end: int) -> bool:
    """Whether a mark that looks like an opening one closes: it slid over the space ('late. "Doe left')."""
    stopped = text[max(0, at - 4) : at].rstrip().endswith((".", "!", "?"))
    return stopped and text.count(mark, at + len(mark), end) % 2 == 0  # and the marks behind it pair without it


def _looks_opening(text: str, at: int, mark: str, end: int) -> bool:
    after = at + len(mark)
    return text[at - 1] in " \t\u00a0" and after < end and text[after].isalnum()


def _restarts(text: str, opened: str, at: int, mark: str, end: int) -> bool:
    """Whether an opening mark shows that the one before it was never closed: no closing mark is left for both."""
    if mark != opened:
        return False
    if opened in ('"', "＂", "''"):
        return _looks_opening(text, at, mark, end)
    if opened not in "“«":
        return False
    return text.count(CLOSING[opened], at, end) <= text.count(opened, at, end)


def _single_close(text: str, opened: int, end: int) -> int | None:
    """The ’ that closes a ‘: after a word or a stop, with no letter behind it, and no plural's genitive."""
    best = None
    straight = text[opened] == "'"
    for match in re.compile("'" if straight else "[‘’]").finditer(text, opened + 1, end):
        at = match.start()
        if text[at] == "‘":
            break
        after = text[at + 1 : at + 2] if at + 1 < end else ""
        if after.isalnum() or text[at - 1].isspace():
            continue
        if straight and (at - opened < MIN_SINGLE or (text[at - 1] == "s" and after.isspace())):
            continue  # 'n' and the workers' plan: a straight one is an apostrophe as often as a mark
        if text[at - 1] in ".,!?…;:":
            return at
        if best is None or text[at - 1] != "s":
            best = at
        if text[at - 1] != "s":
            return at
    return best
