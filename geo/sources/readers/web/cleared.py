"""What stands in a page and is no text of its article: marks of notes, what was struck out, posts, other stories."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.lexicons import general
from geo.sources.readers.told import LEFT_OUT, folded, is_note_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

#: Elements whose words an editor has taken back.
_STRUCK = ("del", "s", "strike")
_THROUGH = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
#: A part of a line that is there and not shown; whole parts of a page may be hidden until a script shows them.
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_IN_A_LINE = ("span", "a", "b", "i", "em", "strong", "small", "sub", "sup", "font", "u", "mark")
#: Posts of social networks, as their scripts mark them.
_POSTS = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|fb-post|telegram-post)\b"
)
_LINES = ("p", "div", "li", "h2", "h3", "h4")
#: Characters of a line that leads to another story at most.
LONGEST_LINE = 300


def clear(tree: _Element) -> tuple[str, ...]:
    """Take these out of a page; what is said of it."""
    kinds: tuple[tuple[str, Callable[[_Element], bool]], ...] = (
        ("struck", _is_struck),
        ("notes", _is_note),
        ("posts", lambda e: bool(_POSTS.search(e.get("class") or ""))),
        ("stories", _leads_elsewhere),
    )
    for time in tree.iter("time"):  # which trafilatura leaves out, be it a word of a sentence
        time.tag = "span"
    said = []
    for kind, fits in kinds:
        found = [element for element in tree.iter() if isinstance(element.tag, str) and fits(element)]
        for element in found:
            _drop(element)
        if found:
            said.append(LEFT_OUT[kind].format(len(found)))
    return tuple(said)


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


def _is_struck(element: _Element) -> bool:
    style = element.get("style") or ""
    hidden = element.tag in _IN_A_LINE and bool(_HIDDEN.search(style))
    return element.tag in _STRUCK or hidden or bool(_THROUGH.search(style))


def _is_note(element: _Element) -> bool:
    """A raised sign that leads to a note, as in "25¹"; "1st" and "km²" have none."""
    return element.tag == "sup" and is_note_mark(_words(element), _before(element))


def _before(element: _Element) -> str:
    """The words before an element, in its own line."""
    before, parent = element.getprevious(), element.getparent()
    return (before.tail if before is not None else parent.text if parent is not None else "") or ""


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
