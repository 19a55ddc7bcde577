"""On which day a page says that it was published, and on which it was changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.sources.published import (
    days_it_may_be,
    is_of_change,
    may_be_a_day,
    names_several_days,
    read_published,
    without_labels,
)
from geo.sources.readers.web.own import is_aside, is_foreign, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    Said = Iterator[tuple[str, str]]
    """A value and where it stands."""

TIME = "the time that the page marks"
ADDRESS = "the page's address"

#: Characters before a time in which it is told of what it is.
LABEL = 40
#: Characters of a paragraph at least; lines of the author and the day are shorter.
LEAST_PARAGRAPH = 80
#: A day in an address; that of a calendar is when something takes place.
_IN_ADDRESS = re.compile(r"(?<!events)(?<!event)(?<!eventos)/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")


def best_day(options: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Of days and where they stand the first, the surest.

    One that may be several is decided by another that is one of them, else stays open.
    """
    readable = [option for option in options if may_be_a_day(option[0]) and not names_several_days(option[0])]
    if not readable:
        return next((option for option in options if not names_several_days(option[0])), None)
    first = readable[0]
    may_be = days_it_may_be(first[0])
    return next((option for option in readable if read_published(option[0])[0] in may_be), first)


def days_of(tree: _Element, stated: list[tuple[str, str]], address: tuple[str, str] | None) -> Said:
    """Days of publication, those that are ``stated`` for machines before those of readers, and where each stands.

    The address of a page tells its day, if any.
    """
    yield from ((day, where) for day, where in stated if may_be_a_day(day))
    yield from ((day, TIME) for day in _marked_days(tree))
    if match := _IN_ADDRESS.search(address[0] if address else ""):
        yield "-".join(part.zfill(2) for part in match.groups()), ADDRESS
    times = [time for time in _times_at_head(tree) if not _is_of_change(time)]
    yield from ((day, TIME) for day in _earliest_first(one_line(time.get("datetime")) for time in times))
    yield from ((day, TIME) for day in _earliest_first(one_line(time.text_content()) for time in times))


def _earliest_first(told: Iterable[str]) -> list[str]:
    """Those that are days; nothing is updated before it is published.  As they stand where one stays open."""
    days = [day for day in told if may_be_a_day(day)]
    read = {day: read_published(day)[0] for day in days}
    return sorted(days, key=lambda day: read[day] or "") if all(read.values()) else days


def _times_at_head(tree: _Element) -> Iterator[_Element]:
    """The times between the page's one heading and the first paragraph: others are of comments, stories, the site."""
    headings = list(tree.iter("h1"))
    at_head = False
    for element in tree.iter("h1", "p", "time") if len(headings) == 1 else ():
        if element.tag == "h1":
            at_head = True
        elif element.tag == "p" and at_head and len(one_line(element.text_content())) >= LEAST_PARAGRAPH:
            return
        elif element.tag == "time" and at_head and not _is_in_a_sentence(element):
            yield element


def changed_at_head(tree: _Element) -> Iterator[str]:
    """The days on which a page says, above its text, that it was changed."""
    for time in _times_at_head(tree):
        if _is_of_change(time):
            yield one_line(time.get("datetime")) or without_labels(one_line(time.text_content()))


def _is_of_change(time: _Element) -> bool:
    """Whether a time is called that of a change, in its own words or those right before it."""
    named = " ".join(time.get(key) or "" for key in ("itemprop", "class", "id")).lower()
    if "modified" in named or "updated" in named:
        return True
    return is_of_change(one_line(time.text_content())) or is_of_change(_before(time)[-LABEL:])


def _before(time: _Element) -> str:
    """The words right before a time."""
    parent, before = time.getparent(), time.getprevious()
    if before is not None:
        return one_line(before.tail) or ("" if before.tag == "time" else one_line(before.text_content()))
    return one_line(parent.text) if parent is not None else ""


def _is_in_a_sentence(time: _Element) -> bool:
    """Whether a time is told of something ("the attack of August 3"), or stands beside the article."""
    if is_aside(time):
        return True
    line = next(time.iterancestors("p"), None)
    return line is not None and one_line(line.text_content()).endswith((".", "!", "?"))


def _marked_days(tree: _Element) -> Iterator[str]:
    for element in tree.iter():
        named = element.tag == "time" and "publish" in (element.get("id") or "").lower()
        marked = named or element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if marked and not is_foreign(element):
            words = one_line(element.get("content") or element.get("datetime") or element.text_content())
            if may_be_a_day(words):
                yield words
