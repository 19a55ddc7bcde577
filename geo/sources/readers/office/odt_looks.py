"""How the words of an OpenDocument text look: by the styles of its parts, and those on which they are based."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

Look = dict[str, str]
"""The value of each property of letters that is set, as attributes name them without their space."""

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SAID = f"{_STYLE}text-properties"
_OF_BLOCK = f"{_STYLE}paragraph-properties"
_ASKED = {
    f"{_STYLE}text-line-through-style": "line",
    f"{_STYLE}text-line-through-type": "line",
    f"{_TEXT}display": "display",
    f"{_STYLE}text-position": "position",
    f"{_FO}color": "color",
    f"{_FO}background-color": "ground",
}
#: Elements that say of themselves that they are hidden.
_HIDDEN = f"{_TEXT}is-hidden"
_HIDDEN_PARAGRAPH = f"{_TEXT}hidden-paragraph"
#: Styles that are based on each other, at most.
_DEEPEST = 20
_ABOVE = re.compile(r"super|[1-9]\d?%")
_WHITE = re.compile(r"#f[5-9a-f]f[5-9a-f]f[5-9a-f]", re.IGNORECASE)


class Looks:
    """The looks that the styles of these parts, trees of XML, give."""

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - elements, whose types lxml does not give
        styles = [style for part in parts if part is not None for style in part.iter(f"{_STYLE}style")]
        self._styles = {(style.get(f"{_STYLE}family"), style.get(f"{_STYLE}name")): style for style in styles}
        self._by_name = {style.get(f"{_STYLE}name"): style for style in styles}

    def of(self, element: Any, around: Look) -> Look:  # noqa: ANN401 - as above
        """The look of a block or a part of its line that stands in something that looks as ``around``."""
        name = element.get(f"{_TEXT}style-name")
        family = "text" if element.tag in {f"{_TEXT}span", f"{_TEXT}a"} else "paragraph"
        return {**around, **self._of_style(family, name)} if name else around

    def _of_style(self, family: str, name: str, depth: int = 0) -> Look:
        style = self._styles.get((family, name))
        style = self._by_name.get(name) if style is None else style
        if style is None or depth > _DEEPEST:
            return {}
        parent = style.get(f"{_STYLE}parent-style-name")
        look = dict(self._of_style(family, parent, depth + 1)) if parent else {}
        for said in style.iterchildren(_SAID, _OF_BLOCK):
            look |= {name: value for key, name in _ASKED.items() if (value := said.get(key)) is not None}
        return look


def is_unseen(element: etree._Element, look: Look) -> bool:
    """Whether words are hidden or struck out, or white on nothing; tables may have a colour of their own."""
    if element.get(_HIDDEN) == "true" or look.get("display") == "none":
        return True
    ground = look.get("ground", "transparent")
    white = _WHITE.fullmatch(look.get("color", "")) and (ground == "transparent" or _WHITE.fullmatch(ground))
    in_table = next(element.iterancestors(f"{_TABLE}table"), None) is not None
    return look.get("line", "none") != "none" or (bool(white) and not in_table)


def is_raised(look: Look) -> bool:
    """Whether words stand above the line."""
    return bool(_ABOVE.match(look.get("position", "")))


def is_hidden_part(element: etree._Element) -> bool:
    """A section that is not shown, a paragraph that says so of itself, or rows that are folded away."""
    if any(mark.get(_HIDDEN) == "true" for mark in element.iterchildren(_HIDDEN_PARAGRAPH)):
        return True
    return element.get(f"{_TEXT}display") == "none" or element.get(f"{_TABLE}visibility") in {"collapse", "filter"}
