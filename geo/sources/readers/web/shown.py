"""What a page does not show of what stands in it, what it strikes out and what it draws raised, by its own styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycss2.color4 import parse_color

from geo.sources.readers.web.styles import Look, declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

#: Names that libraries of styles, which a page only links to, give to words for those who hear it.
_FOR_EARS = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "u-visually-hidden"})
_NOTHING = re.compile(r"[-+]?0*\.?0+(?:px|pt|r?em|%)?")
#: Letters of two pixels or points, or of a twentieth of those around, that nobody reads.
_TINY = re.compile(r"(?:[012](?:\.\d+)?(?:px|pt)|0?\.0\d*r?em|[0-5](?:\.\d+)?%)")
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|r?em|vw|%|\))")
#: A margin draws a picture over its column too, and is far off the page from here.
_FAR_MARGIN = re.compile(r"-\d{4,}(?:\.\d+)?px|-\d{3,}(?:\.\d+)?(?:r?em|%)")
_AWAY = re.compile(r"scale\w*\(\s*0*\.?0+\s*[,)]|translate\w*\([^)]*-\d{4,}(?:\.\d+)?px")
_CUT = re.compile(r"rect\((?:\s*[01](?:px)?\s*,?){4}\)")
_CUT_AWAY = re.compile(r"inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0")
_PLACES = ("left", "top", "right", "bottom", "text-indent")
#: Of the brightness of a screen how far ink and ground lie apart at most where nobody sees the words.
_ALIKE = 0.04
#: Of the paragraphs of a page the share that is hidden at most; where it is more, a script shows them.
MOST_HIDDEN = 2 / 3

Colour = tuple[float, ...]
"""Red, green and blue, from 0 to 1, and how much of it covers what lies below."""
_PAPER: Colour = (1.0, 1.0, 1.0, 1.0)


class Shown:
    """What a page says by its styles about how its elements look."""

    def __init__(self, tree: _Element) -> None:
        self._tree = tree
        self._looks = declared(tree)
        self._is_styled_elsewhere = any("stylesheet" in (link.get("rel") or "").lower() for link in tree.iter("link"))

    def hidden(self) -> list[_Element]:
        """Elements that no browser shows; none of those that a script will show, since they are most of the page."""
        tree = self._tree
        found = [element for element in tree.iter() if isinstance(element.tag, str) and self._is_hidden(element)]
        within = set(found)
        outer = [element for element in found if within.isdisjoint(element.iterancestors())]
        length, whole = sum(map(_length, outer)), _length(tree)
        return outer if length <= MOST_HIDDEN * whole else [element for element in outer if _is_inert(element)]

    def is_struck(self, element: _Element) -> bool:
        """Whether a line goes through its words."""
        look = self._looks.get(element, {})
        return any("line-through" in look.get(name, "") for name in ("text-decoration", "text-decoration-line"))

    def is_raised(self, element: _Element) -> bool:
        """Whether it stands above the line."""
        return self._looks.get(element, {}).get("vertical-align") == "super"

    def _is_hidden(self, element: _Element) -> bool:
        told = element.get("hidden")
        by_name = not _FOR_EARS.isdisjoint(names(element))
        if _is_inert(element) or (told is not None and told != "until-found") or by_name:
            return True
        look = self._looks.get(element, {})
        return _is_away(look) or self._is_gone(element, look) or self._is_without_ink(element, look)

    def _is_gone(self, element: _Element, look: Look) -> bool:
        """As by what words within may take back for themselves: hidden, or drawn too small."""
        size = look.get("font-size", "")
        tiny = bool(_NOTHING.fullmatch(size) or _TINY.fullmatch(size))
        gone = [("visibility", look.get("visibility") in {"hidden", "collapse"}), ("font-size", tiny)]
        return any(is_so and not self._is_told_within(element, name) for name, is_so in gone)

    def _is_told_within(self, element: _Element, name: str) -> bool:
        return any(part is not element and name in self._looks.get(part, {}) for part in element.iter())

    def _is_without_ink(self, element: _Element, look: Look) -> bool:
        """Whether its words have the colour of what they stand on, as far as the page tells that."""
        ink = _colour(look.get("color"))
        if ink is None:
            return False
        if ink[3] < _ALIKE:
            return True
        ground = self._ground(element)
        return ground is not None and all(abs(a - b) <= _ALIKE for a, b in zip(ink[:3], ground[:3], strict=True))

    def _ground(self, element: _Element) -> Colour | None:
        """The colour on which its words stand; None: a picture, or one of styles that lie elsewhere."""
        for part in (element, *element.iterancestors()):
            look = self._looks.get(part, {})
            for name in ("background-color", "background"):
                if (told := look.get(name)) not in {None, "none", "inherit", "initial", "unset"}:
                    colour = _colour(told)
                    if colour is None or colour[3] >= _ALIKE:
                        return colour
            if part.get("bgcolor"):
                return _colour(part.get("bgcolor"))
        return None if self._is_styled_elsewhere else _PAPER


def names(element: _Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def _is_inert(element: _Element) -> bool:
    """A template, from which scripts make parts of a page; one with a shadow root is shown as it stands."""
    return element.tag == "template" and element.get("shadowrootmode") is None


def _is_away(look: Look) -> bool:
    """Whether it is taken out, seen through, cut to nothing or far off the page."""
    if look.get("display") == "none" or _NOTHING.fullmatch(look.get("opacity", "")):
        return True
    if any(_FAR.search(look.get(name, "")) for name in _PLACES):
        return True
    if any(_FAR_MARGIN.search(look.get(name, "")) for name in ("margin-left", "margin-top")):
        return True
    return bool(_AWAY.search(look.get("transform", ""))) or _is_cut(look)


def _is_cut(look: Look) -> bool:
    cut = _CUT.search(look.get("clip", "")) and look.get("position") in {"absolute", "fixed"}
    flat = any(_NOTHING.fullmatch(look.get(name, "")) for name in ("height", "max-height"))
    return bool(cut or _CUT_AWAY.search(look.get("clip-path", ""))) or (flat and look.get("overflow") in _CLIPS)


_CLIPS = frozenset({"hidden", "clip"})


def _colour(told: str | None) -> Colour | None:
    colour = parse_color(told) if told else None
    if colour is None or isinstance(colour, str):
        return None
    try:
        made = colour.to("srgb")
    except (NotImplementedError, ValueError):
        return None
    return (*(part or 0.0 for part in made.coordinates), colour.alpha)


def _length(element: _Element) -> int:
    """Characters of the paragraphs in an element, or of the one that it is or stands in."""
    return sum(len("".join(map(str, part.itertext())).strip()) for part in _paragraphs(element))


def _paragraphs(element: _Element) -> Iterator[_Element]:
    yield from [element] if next(element.iterancestors("p"), None) is not None else element.iter("p")
