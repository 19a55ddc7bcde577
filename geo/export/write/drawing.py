"""A sheet as an SVG file: its letters inside, so that it looks the same on any machine, and its words still words."""

from __future__ import annotations

import html
import re
from collections import defaultdict

from geo.export.subset import rule
from geo.export.svg import TEXT, attributes
from geo.present.letters import Face, is_own, own, segments

#: The family of all letters that ``data/fonts`` lacks; each font of it names the characters that it has.
_OTHERS = "Atlas Letters"
_FAMILY = re.compile(r'(<text [^>]*font-family=")([^"]+)"')
_Look = tuple[str, int, bool]


def svg_file(svg: str) -> str:
    """The picture with the fonts of its texts, cut down to the letters in it."""
    rules = "".join(_rules(svg))
    named = _FAMILY.sub(rf'\1\2, {_OTHERS}, sans-serif"', svg)
    head, end, body = named.partition(">")
    return f"{head}{end}<style>{rules}</style>{body}" if rules else named


def _rules(svg: str) -> list[str]:
    """An ``@font-face`` for each look of our own fonts, and for each other font."""
    used: dict[_Look, set[str]] = defaultdict(set)
    others: dict[Face, set[str]] = defaultdict(set)
    for found in TEXT.finditer(svg):
        told, words = attributes(found[1]), html.unescape(found[2])
        look = told["font-family"], int(told.get("font-weight", 400)), told.get("font-style") == "italic"
        ours = Face(own(look[0], look[1], italic=look[2]))
        used[look].update(words)
        for face, letters in segments(words, ours) if not is_own(words) else ():
            if face != ours:
                others[face].update(letters)
    own_rules = [_own_rule(look, letters) for look, letters in sorted(used.items())]
    return own_rules + [
        rule(face, _codes(letters), _OTHERS, "100 900", latin=False)
        for face, letters in sorted(others.items(), key=lambda item: (str(item[0].path), item[0].index))
    ]


def _own_rule(look: _Look, letters: set[str]) -> str:
    family, weight, italic = look
    return rule(Face(own(family, weight, italic=italic)), _codes(letters), family, str(weight), italic=italic)


def _codes(letters: set[str]) -> frozenset[int]:
    return frozenset(map(ord, letters))
