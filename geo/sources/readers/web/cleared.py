"""What stands in a page and is no text of its article: marks of notes, what was struck out, posts, other stories."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.lexicons import general
from geo.sources.readers.told import LEFT_OUT, as_power, folded, hold_blanks, is_note_mark
from geo.sources.readers.web.shown import Shown, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

#: Elements whose words an editor has taken back.
_STRUCK = ("del", "s", "strike")
_IN_A_LINE = ("span", "a", "b", "i", "em", "strong", "small", "sub", "sup", "font", "u", "mark")
#: How pages call marks of notes that they raise by a style which lies elsewhere.
_NOTE = re.compile(r"(?:^|[-_])(?:sup|superscript|footnotes?|endnotes?|note-?ref|fn-?ref|fn)(?:$|[-_])", re.IGNORECASE)
#: Where what is hidden would not be read anyway, and needs no word.
_AROUND = ("nav", "header", "footer", "aside", "form", "head")
#: Posts of social networks, as their scripts mark them.
_POSTS = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|fb-post|telegram-post)\b"
)
_LINES = ("p", "div", "li", "h2", "h3", "h4")
#: Characters of a line that leads to another story at most.
LONGEST_LINE = 300


def clear(tree: _Element) -> tuple[str, ...]:
    """Take these out of a page; what is said of it."""
    shown = Shown(tree)
    hidden = set(shown.hidden())
    kinds: tuple[tuple[str, Callable[[_Element], bool]], ...] = (
        ("struck", lambda e: e in hidden or e.tag in _STRUCK or shown.is_struck(e)),
        ("notes", lambda e: _is_note(e, shown)),
        ("posts", lambda e: bool(_POSTS.search(e.get("class") or ""))),
        ("stories", _leads_elsewhere),
    )
    _keep(tree)
    said = []
    for kind, fits in kinds:
        found = [element for element in tree.iter() if isinstance(element.tag, str) and fits(element)]
        told = sum(map(_is_missed, found))
        for element in found:
            _drop(element)
        if told:
            said.append(LEFT_OUT[kind].format(told))
    _write_powers(tree)
    return tuple(said)


def _keep(tree: _Element) -> None:
    """Let trafilatura leave what everybody sees: blanks within numbers, days and paragraphs that are not read aloud."""
    for element in tree.iter():
        if element.text:
            element.text = hold_blanks(element.text)
        if element.tail:
            element.tail = hold_blanks(element.tail)
        if element.tag == "time":
            element.tag = "span"
        elif element.tag == "p":
            element.attrib.pop("aria-hidden", None)


def _is_missed(element: _Element) -> bool:
    """Whether it has words among those of an article."""
    return bool(_words(element)) and next(element.iterancestors(*_AROUND), None) is None


def _write_powers(tree: _Element) -> None:
    """The "6" of "10<sup>6</sup>" stays raised in a text without elements: 106 is another number."""
    for element in tree.iter("sup"):
        if power := as_power(_words(element), _before(element)):
            element.text = power
            for part in list(element):
                element.remove(part)


def _drop(element: _Element) -> None:
    """Take an element out; what follows it stays."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def _is_note(element: _Element, shown: Shown) -> bool:
    """A raised sign that leads to a note, as in "25¹"; "1st" and "km²" have none.

    What is raised by other means than ``sup`` is one only where it hangs on a word or number.
    """
    before = _before(element)
    marks = element.tag == "sup" or (_marks_note(element, shown) and bool(before) and not before[-1].isspace())
    return marks and is_note_mark(_words(element), before)


def _marks_note(element: _Element, shown: Shown) -> bool:
    """Whether a part of a line is said to be a note's mark, is raised, or is a small or plain link within the page."""
    if element.tag not in _IN_A_LINE:
        return False
    named = element.get("role") == "doc-noteref" or any(_NOTE.search(name) for name in names(element))
    within = element.tag == "a" and (element.get("href") or "").startswith("#")
    return named or within or _is_small_mark(element) or shown.is_raised(element)


def _is_small_mark(element: _Element) -> bool:
    """A small link, or one small digit: cents, which pages set small too, are two."""
    if element.tag != "small":
        return False
    words, links = _words(element), (element.iter("a"), element.iterancestors("a"))
    return any(next(way, None) is not None for way in links) or (len(words) == 1 and words.isdigit())


def _before(element: _Element) -> str:
    """The words before an element, in its own line."""
    for part in (element, *element.iterancestors()):
        before, parent = part.getprevious(), part.getparent()
        told = (before.tail if before is not None else parent.text if parent is not None else "") or ""
        if told or before is not None or parent is None or parent.tag not in _IN_A_LINE:
            return told
    return ""


def _leads_elsewhere(element: _Element) -> bool:
    """A line of its own with a link that begins "Read also:", as pages put them between paragraphs."""
    if element.tag not in _LINES or any(part is not element for part in element.iter(*_LINES)):
        return False
    words = _words(element)
    cue, colon, _ = words.partition(":")
    leads = bool(colon) and len(words) <= LONGEST_LINE and next(element.iter("a"), None) is not None
    return leads and folded(cue).strip() in _cues()


@cache
def _cues() -> frozenset[str]:
    return frozenset(general("other_stories")["cues"])


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
