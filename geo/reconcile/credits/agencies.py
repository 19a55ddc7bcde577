"""Whose report a text is, where it says that an agency's: by its dateline, its byline, its copyright or its publisher.

An agency that is only named, credited with a picture or said to have helped has not written the text.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from geo.language.text.dateline import datelines_of
from geo.lexicons import general, pattern
from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.types import Document

#: Characters at the head of a text in which its byline and its dateline stand, after a headline.
HEAD = 200
#: Characters of a line that is a credit: "Copyright 2026 The Associated Press. All rights reserved. This material …".
CREDIT = 200
_IN_DATELINE = re.compile(r"\((?P<agency>[^()\n]{2,40})\)\W*\Z")
#: "(Reuters) - ", "AFP — " before the first word.
_ALONE = re.compile(r"(?P<bracket>\()?(?P<agency>[^()\n—–]{2,40}?)(?(bracket)\))\s*(?:\.-|—|–|--| - )\s*(?=\S)")
_AROUND = re.compile(r"^[\s(\[—–/-]+|[\s)\].—–/-]+$")
_STOPPED = re.compile(r"[.!?][\"'”’»]?\s*$", re.MULTILINE)


def agency_called(name: str | None) -> str | None:
    """The agency of that name; None: it is none."""
    return _agencies().get(fold(name)) if name else None


def agency_of(document: Document) -> str | None:
    """The agency whose report a text is."""
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    return (
        _filed_by(document.text)
        or _named(document.author, _byline())
        or _named(document.publisher, _byline())
        or _hosts().get(document.domain or "")
        or next((found for line in _head(document.text) if (found := _signed(line))), None)
        or (_named(lines[-1], _foot()) if len(lines) > 1 else None)
    )


def agencies_told(sentence: str) -> tuple[str, ...]:
    """The agencies to which somebody spoke, or which report that they did: "the prosecutor told Reuters"."""
    told = (
        _agencies()[fold(m[0])]
        for m in _names().finditer(sentence)
        if _is_told(sentence[: m.start()], sentence[m.end() :])
    )
    return tuple(dict.fromkeys(told))


def _is_told(before: str, behind: str) -> bool:
    """The words around an agency's name: "denied what Reuters had reported" passes nothing on."""
    opens = pattern("quotes", "sources", "before_passing").search(before)
    passes = opens and pattern("quotes", "sources", "passing").match(behind)
    return bool(passes or pattern("quotes", "sources", "told_to").search(before))


# ------------------------------------------------------------------ where it stands
def _filed_by(text: str) -> str | None:
    """The agency of a text's dateline; behind an aside in dashes the sentence goes on, and begins with no capital."""
    bare = text.lstrip()
    alone = _ALONE.match(bare)
    if alone and not bare[alone.end()].islower() and (found := _credits().get(fold(alone["agency"]))):
        return found
    first = next(iter(datelines_of(text)), None)
    if first is None or first.start > HEAD or _STOPPED.search(text[: first.start]) or text[first.end].islower():
        return None
    credit = _IN_DATELINE.search(text[first.places_end : first.end])
    return _credits().get(fold(credit["agency"])) if credit else None


def _head(text: str) -> Iterator[str]:
    """The lines before the report itself: those that end without a stop."""
    return takewhile(lambda line: not _STOPPED.search(line), text[:HEAD].splitlines())


def _named(stated: str | None, form: re.Pattern[str]) -> str | None:
    found = form.fullmatch(_AROUND.sub("", stated)) if stated and len(stated) <= CREDIT else None
    return _in_capitals(found["agency"]) if found else None


def _in_capitals(written: str) -> str | None:
    """The agency of that name; "Efe" and "Ria", which are names of people too, are none."""
    in_capitals = any(fold(name) == fold(written) and name.isupper() for name in _written())
    return None if in_capitals and written.istitle() else _agencies().get(fold(written))


def _signed(line: str) -> str | None:
    """The agency of "By Ann Bell, Associated Press" and "Reuters Staff"; a name alone may be a picture's."""
    found = _byline().fullmatch(line.strip())
    return _agencies().get(fold(found["agency"])) if found and (found["by"] or found["staff"]) else None


# ------------------------------------------------------------------ how it is worded
def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _one_of(credit: str) -> str:
    return f"(?:{_any(general('agencies')['credits'][credit])})"


@cache
def _byline() -> re.Pattern[str]:
    """The whole of "By JANE DOE and JOHN ROE, Associated Press", "Jane Doe / Reuters", "AFP correspondent"."""
    people = rf"[^\W\d_][^\d:;()|/]{{2,80}}?\s*[,/|]\s*|[^\W\d_][^\d:;()|/,]{{2,40}}?\s+{_one_of('of')}\s+"
    by, staff = rf"(?P<by>{_one_of('by')}\s+)?", rf"(?P<staff>,?\s+{_one_of('staff')})?"
    return re.compile(rf"{by}(?:{people})?(?P<agency>{_any(_written())}){staff}", re.IGNORECASE)


@cache
def _foot() -> re.Pattern[str]:
    """The whole of "(Reuters)", "© 2026 AFP", "Source: EFE", "Copyright 2026 The Associated Press. All rights …"."""
    sign = rf"(?:©|\(c\)|c\)|{_one_of('rights')})"
    marked = rf"(?:{sign}\s*)+(?:\d{{4}}\s*)?(?:{_one_of('by')}\s+)?|{_one_of('source')}\s*:\s*"
    return re.compile(rf"(?:{marked})?(?P<agency>{_any(_written())})(?:\.\s+[^\n]*)?", re.IGNORECASE)


def _written() -> tuple[str, ...]:
    return tuple(name for agency in general("agencies")["agency"] for name in agency["names"])


@cache
def _agencies() -> dict[str, str]:
    """The name under which an agency is shown, by each of its unmistakable names, folded."""
    return {fold(name): agency["name"] for agency in general("agencies")["agency"] for name in agency["names"]}


@cache
def _credits() -> dict[str, str]:
    """The same with the short names that mean an agency in a dateline alone."""
    short = {fold(name): a["name"] for a in general("agencies")["agency"] for name in a.get("short", ())}
    return short | _agencies()


@cache
def _hosts() -> dict[str, str]:
    """The agency whose own pages lie at a host."""
    return {host: a["name"] for a in general("agencies")["agency"] for host in a.get("hosts", ())}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_written())})(?!\w)")
