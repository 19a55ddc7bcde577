"""Finds what stands between quotation marks: “ ”, ‘ ’, « », „ “ and the straight ones.

A region never runs over the end of its line: a mark left open there is either continued by an opening mark on the next
line, as newspapers do, or a slip that must not swallow the rest of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "＂": "＂"}
_MARK = re.compile("[“”«»„\"＂‘’]")
_LINE = re.compile(r"[^\n]+")
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
    for line in _LINE.finditer(text):
        regions.extend(_line_regions(text, line.start(), line.end()))
    return tuple(regions)


def _line_regions(text: str, start: int, end: int) -> list[Region]:
    out: list[Region] = []
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        if opened is None:
            if _opens(text, at, start, end):
                opened = at
        elif _closes(text, opened, at, end):
            out.append(_region(text, opened, at, closed=True))
            opened = None
        elif _restarts(text, opened, at, end):
            out.append(_region(text, opened, at, closed=False))
            opened = at
    if opened is not None and text[opened] != "‘":
        out.append(_region(text, opened, end, closed=False))
    return [region for region in out if region.end > region.start]


def _region(text: str, opened: int, at: int, *, closed: bool) -> Region:
    first, last = opened + 1, at
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Region(first, last, opened, at + 1 if closed else last, closed)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    if mark in "“«„":
        return True
    follows = text[at + 1 : at + 2] if at + 1 < end else ""
    fresh = at == start or text[at - 1] in _BEFORE_OPENING
    if mark in '"＂':
        # 6'2" is a measure, and a mark after a word closes something that was never opened.
        return fresh and bool(follows) and not follows.isspace()
    if mark == "‘":
        # ‘90s and ‘em are apostrophes set the wrong way round: only a pair on the same line opens.
        return fresh and follows.isalpha() and _single_close(text, at, end) is not None
    return False


def _closes(text: str, opened: int, at: int, end: int) -> bool:
    mark = text[opened]
    if mark == "‘":
        return at == _single_close(text, opened, end)
    if mark in '"＂' and _looks_opening(text, at, end):
        return False
    return text[at] in OPENING[mark]


def _looks_opening(text: str, at: int, end: int) -> bool:
    return text[at - 1] in " \t\u00a0" and at + 1 < end and text[at + 1].isalnum()


def _restarts(text: str, opened: int, at: int, end: int) -> bool:
    """Whether an opening mark shows that the one before it was never closed: no closing mark is left for both."""
    mark = text[opened]
    if text[at] != mark:
        return False
    if mark in '"＂':
        return _looks_opening(text, at, end)
    if mark not in "“«":
        return False
    closing = OPENING[mark]
    return sum(text.count(c, at, end) for c in closing) <= text.count(mark, at, end)


def _single_close(text: str, opened: int, end: int) -> int | None:
    """The ’ that closes a ‘: one after a word's end or a stop that no letter follows and that ends no plural's genitive."""
    best = None
    for match in re.finditer("[‘’]", text[opened + 1 : end]):
        at = opened + 1 + match.start()
        if text[at] == "‘":
            break
        after = text[at + 1 : at + 2] if at + 1 < end else ""
        if after.isalnum():
            continue
        if text[at - 1] in ".,!?…;:":
            return at
        if best is None or text[at - 1] != "s":
            best = at
        if text[at - 1] != "s":
            return at
    return best
