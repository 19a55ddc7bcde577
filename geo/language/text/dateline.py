"""Where a report was filed: "MEXICO CITY (AP) — ", "Madrid, 3 ene (EFE).- ", "Brus (Honduras), 3 ene (EFE).- ".

A dateline is no part of the sentence that it stands before.  ``layout`` begins the sentence behind it, so that no rule
and no parser takes its town for somebody who speaks or counts, or for a scene.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.language.text.annotations import text_of
from geo.language.text.marks import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc

#: Characters up to the end of the dash: "PORT-AU-PRINCE, Haiti, Jan. 12, 2010 (Reuters) -- " has 50.
LONGEST = 80
#: Letters of a town in capitals that is no abbreviation: "US - the".
SHORTEST = 3
_WORD = r"[^\W\d_][\w.'’-]*"
_NAME = rf"{_WORD}(?:[ /](?:\w{{2,3}} )?{_WORD}){{0,5}}"
_DAY = r"(?:[^\W\d_][\w.]+ \d{1,2}|\d{1,2} (?:\w{2} )?[^\W\d_][\w.]+)(?:(?:,| \w{2,3})? \d{4})?"
_DATELINE = re.compile(
    rf"\s*(?P<town>{_NAME})(?P<area>(?:, {_NAME}){{0,2}}?(?: \({_NAME}(?:, {_NAME})?\))??)(?P<day>,? {_DAY})?"
    r"(?P<agency>\s*\([^\W\d_][^()\n]{0,30}\))?(?P<dash>\.?\s*(?:—|–|--)\s*| - |\.-\s*|\. )(?=\S)"
)
#: What ends each of them: the longer pattern is tried only where one follows.
_DASH = re.compile(r"[—–-]|\. ")
_STOP = re.compile(r"[.!?] (?=[^\W\d_])")
#: Characters of the longest headline.
LONGEST_TITLE = 200
_QUOTES = "\"'“‘«"


class Dateline(NamedTuple):
    """Offsets in the text."""

    start: int
    places_end: int
    """Where its places end and the day, the agency or the dash begins."""
    end: int
    """Behind the dash."""


def datelines(doc: Doc) -> tuple[Dateline, ...]:
    """Every dateline of a text in text order."""
    return datelines_of(text_of(doc))


def in_dateline(doc: Doc, start: int, end: int) -> bool:
    """True for what stands in a dateline; ``start`` and ``end`` are offsets in the text."""
    line = _last_before(doc, start)
    return line is not None and end <= line.end


def is_where_filed(doc: Doc, start: int, end: int) -> bool:
    """True for a place of a dateline: not for its agency or day, nor for a word of a heading in capitals."""
    line = _last_before(doc, start)
    if line is None or end > line.places_end:
        return False
    text = text_of(doc)
    between = (text[line.start : start].rstrip()[-1:], text[end : line.places_end].lstrip()[:1])
    return between[0] in {"", ",", "/", "("} and between[1] in {"", ",", "/", "(", ")"}


def opens_dateline(doc: Doc, start: int) -> bool:
    """True for the first place of a dateline, which is a town: states and countries stand behind it."""
    line = _last_before(doc, start)
    return line is not None and start == line.start


def _last_before(doc: Doc, offset: int) -> Dateline | None:
    found = datelines(doc)
    i = bisect_right(found, offset, key=lambda line: line.start) - 1
    return found[i] if i >= 0 else None


@lru_cache(maxsize=1)
def datelines_of(text: str) -> tuple[Dateline, ...]:
    """As ``datelines``, of a text that has not been read yet; kept for the text at hand."""
    found = []
    head = True
    for start, end in paragraphs(text):
        for at in (start, *_behind_title(text, start, end)) if head else (start,):
            reach = min(end, at + LONGEST)
            match = _DATELINE.match(text, at, reach) if _DASH.search(text, at, reach) else None
            if match and _is_dateline(match, text[match.end() : match.end() + 2], head=head and at == start):
                found.append(Dateline(match.start("town"), match.end("area"), match.end()))
                break
        head = head and not _is_prose(text[start:end])
    return tuple(found)


def _behind_title(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence may begin behind a headline that stands in the line of the text."""
    return (stop.end() for stop in _STOP.finditer(text, start, min(end, start + LONGEST_TITLE)))


def _is_dateline(match: re.Match[str], behind: str, *, head: bool) -> bool:
    """Capitals, an agency or a day settle it; "Kampala — At least 31 …" is one at the head of a text only.

    Further down it may stand in a list, where the town is the scene.  "London — the city that never sleeps —" goes on.
    """
    begins = behind.lstrip(_QUOTES)[:1]
    settled = bool(match["agency"] or match["day"])
    if begins.islower() and not settled:
        return False
    if match["dash"] == ". " and not settled:
        return False
    if match["town"].isupper():
        return len(match["town"]) >= SHORTEST
    words = re.findall(_WORD, match["town"] + match["area"])
    if not words[0][0].isupper() or not all(word[0].isupper() for word in words if len(word) > SHORTEST):
        return False
    if settled:
        return True
    return head and match["dash"] != " - "


def _is_prose(paragraph: str) -> bool:
    """Whether the report itself has begun: titles, names of writers and captions end without a stop."""
    return paragraph.rstrip().rstrip("\"'”’»")[-1:] in {".", "!", "?"}
