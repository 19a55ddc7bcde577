"""What a page does not show of what stands in it, and what it draws raised, by its attributes and its own styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

#: Declarations by which words are there and not seen: taken out, drawn in nothing, or far off the page.
_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0*\.?0+(?![.\d])|color\s*:\s*transparent"
    r"|font-size\s*:\s*0*\.?0+(?:px|pt|r?em|%)?(?![.\w%])|(?:left|top|right|text-indent)\s*:\s*-\d{3,}(?:px|r?em|vw|%))",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"(?<![\w-])(?:display\s*:\s*(?!none)|visibility\s*:\s*visible|opacity\s*:\s*0*1)", re.IGNORECASE)
_RAISES = re.compile(r"(?<![\w-])vertical-align\s*:\s*super", re.IGNORECASE)
_INK = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
#: Names that libraries of styles, which a page only links to, give to words for those who hear it.
_FOR_EARS = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "u-visually-hidden"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
#: A group of rules for paper or a width: what holds in such a group alone is not asked.
_GROUP = re.compile(r"@[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
#: Characters of what one rule declares, at most.
LONGEST_STYLE = 500
_CLASS = re.compile(r"\w*\.([\w-]+)")
#: Of the paragraphs of a page the share that is hidden at most; where it is more, a script shows them.
MOST_HIDDEN = 2 / 3


def unshown(tree: _Element) -> list[_Element]:
    """Elements that no browser shows; none of those that a script will show, since they are most of the page."""
    hiding, _ = _classes(tree)
    found = [element for element in tree.iter() if isinstance(element.tag, str) and _is_hidden(element, hiding)]
    within = set(found)
    outer = [element for element in found if within.isdisjoint(element.iterancestors())]
    hidden, whole = sum(map(_length, outer)), _length(tree)
    return outer if hidden <= MOST_HIDDEN * whole else [element for element in outer if _is_inert(element)]


def raised_classes(tree: _Element) -> frozenset[str]:
    """Classes that the page's own styles raise above the line."""
    return _classes(tree)[1]


def is_raised(element: _Element, raising: frozenset[str]) -> bool:
    """Whether its own style, or one of its classes, raises it above the line."""
    return bool(_RAISES.search(element.get("style") or "")) or not raising.isdisjoint(names(element))


def names(element: _Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def _is_hidden(element: _Element, hiding: frozenset[str]) -> bool:
    told = element.get("hidden")
    by_name = not (_FOR_EARS | hiding).isdisjoint(names(element))
    return _is_inert(element) or (told is not None and told != "until-found") or by_name or _hides(element)


def _is_inert(element: _Element) -> bool:
    """A template, from which scripts make parts of a page; one with a shadow root is shown as it stands."""
    return element.tag == "template" and element.get("shadowrootmode") is None


def _hides(element: _Element) -> bool:
    style = (element.get("style") or "")[:LONGEST_STYLE]
    return bool(_HIDES.search(style)) or _is_white_on_white(style)


def _is_white_on_white(style: str) -> bool:
    told = (found[1].replace(" ", "").lower() if (found := look.search(style)) else "" for look in (_INK, _GROUND))
    return all(colour in _WHITE for colour in told)


def _classes(tree: _Element) -> tuple[frozenset[str], frozenset[str]]:
    """Those that the page's own styles hide, and those that they raise; the last rule holds."""
    hiding, raising = set[str](), set[str]()
    for name, style in _rules(tree):
        if _HIDES.search(style) or _is_white_on_white(style):
            hiding.add(name)
        elif _SHOWS.search(style):
            hiding.discard(name)
        if _RAISES.search(style):
            raising.add(name)
    return frozenset(hiding), frozenset(raising)


def _rules(tree: _Element) -> Iterator[tuple[str, str]]:
    """Each class that a rule names by itself, with what it declares."""
    for sheet in tree.iter("style"):
        plain = _GROUP.sub("", _COMMENT.sub("", sheet.text or ""))
        for rule in plain.split("}"):
            selectors, _, style = rule.partition("{")
            for selector in selectors.split(","):
                if found := _CLASS.fullmatch(selector.strip()):
                    yield found[1], style[:LONGEST_STYLE]


def _length(element: _Element) -> int:
    """Characters of the paragraphs in an element, or of the one that it is or stands in."""
    paragraphs = [element] if next(element.iterancestors("p"), None) is not None else element.iter("p")
    return sum(len("".join(map(str, part.itertext())).strip()) for part in paragraphs)
