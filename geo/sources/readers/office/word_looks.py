"""How the words of a Word document look: by what is set at them, and by the styles of characters and paragraphs."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

Look = dict[str, str]
"""The value of each property of letters that is set, by the last part of its name: "strike", "sz", "color" …"""

_P, _TABLE, _LOOK, _VALUE, _FILL = map(qn, ("w:p", "w:tbl", "w:rPr", "w:val", "w:fill"))
_STYLE, _BASE, _DEFAULTS, _SHADE = map(qn, ("w:style", "w:basedOn", "w:docDefaults", "w:shd"))
_ID, _KIND, _IS_DEFAULT, _THEME = map(qn, ("w:styleId", "w:type", "w:default", "w:themeColor"))
_OF_PARAGRAPH, _OF_RUN = f"{qn('w:pPr')}/{qn('w:pStyle')}", f"{_LOOK}/{qn('w:rStyle')}"
_UNSEEN = ("vanish", "strike", "dstrike")
#: What is asked for of the properties of letters.
_ASKED = frozenset({*_UNSEEN, "vertAlign", "position", "sz", "color", "shd", "highlight"})
#: Half points of letters that nobody reads, at most.
TOO_SMALL = 4
#: Half points above the line from which a sign is raised.
_RAISED = 3
#: From here on each of red, green and blue is white to the eye.
_WHITE = 0xF5
#: Values by which a mark is taken back.
_OFF = frozenset({"0", "false", "off", "none"})
_WHITE_OF_THEME = "white of the theme"
_LIGHT = frozenset({"background1", "light1"})
#: Styles that are based on each other, at most.
_DEEPEST = 20


class Looks:
    """The looks of a document's runs; ``styles``: its part of styles."""

    def __init__(self, styles: Any) -> None:  # noqa: ANN401 - an element, whose types lxml does not give
        self._styles = {style.get(_ID): style for style in styles.iterfind(_STYLE)}
        self._known: dict[str, Look] = {}
        defaults = styles.find(_DEFAULTS)
        self._all = {} if defaults is None else _set_in(next(defaults.iter(_LOOK), None))
        standard = (s for s in self._styles.values() if s.get(_KIND) == "paragraph" and s.get(_IS_DEFAULT) == "1")
        self._standard = next((style.get(_ID) for style in standard), None)

    def is_unseen(self, run: Any) -> bool:  # noqa: ANN401 - as above
        """Whether its words are hidden or struck out, too small to be read, or white on nothing."""
        look = self._of(run)
        size = look.get("sz", "")
        tiny = size.isdecimal() and int(size[:4]) <= TOO_SMALL
        white = _is_white(look.get("color", "")) and not self._has_ground(run, look)
        return tiny or white or any(look.get(mark, "off") not in _OFF for mark in _UNSEEN)

    def is_raised(self, run: Any) -> bool:  # noqa: ANN401 - as above
        """Whether its words stand above the line."""
        look = self._of(run)
        above = look.get("position", "")
        return look.get("vertAlign") == "superscript" or (above.isdecimal() and int(above[:4]) >= _RAISED)

    def _of(self, run: Any) -> Look:  # noqa: ANN401 - as above
        """What holds for a run: what is set nearest to it."""
        around = next(run.iterancestors(_P), None)
        by_paragraph = None if around is None else around.find(_OF_PARAGRAPH)
        by_run = run.find(_OF_RUN)
        named = (
            self._standard if by_paragraph is None else by_paragraph.get(_VALUE),
            None if by_run is None else by_run.get(_VALUE),
        )
        looks = [self._of_style(name) for name in named if name]
        return {k: v for look in (self._all, *looks, _set_in(run.find(_LOOK))) for k, v in look.items()}

    def _of_style(self, name: str, depth: int = 0) -> Look:
        """What a style sets, with what those set on which it is based."""
        if name not in self._known:
            style = self._styles.get(name)
            if style is None or depth > _DEEPEST:
                return {}
            base = style.find(_BASE)
            below = {} if base is None else self._of_style(base.get(_VALUE) or "", depth + 1)
            shade = style.find(f"{qn('w:pPr')}/{_SHADE}")
            ground = {} if shade is None else {"shd": shade.get(_FILL) or "auto"}
            self._known[name] = {**below, **ground, **_set_in(style.find(_LOOK))}
        return self._known[name]

    def _has_ground(self, run: Any, look: Look) -> bool:  # noqa: ANN401 - as above
        """Whether a colour may lie behind it: its own, its paragraph's, or one that the style of a table gives."""
        around = next(run.iterancestors(_P), None)
        shade = None if around is None else around.find(f"{qn('w:pPr')}/{_SHADE}")
        fills = [look.get("shd", "auto"), "auto" if shade is None else shade.get(_FILL) or "auto"]
        shaded = any(fill.lower() != "auto" and not _is_white(fill) for fill in fills)
        return shaded or look.get("highlight", "none") != "none" or next(run.iterancestors(_TABLE), None) is not None


def _set_in(properties: Any) -> Look:  # noqa: ANN401 - as above
    """What one element of properties sets; a mark without a value is on."""
    look = {}
    for mark in () if properties is None else properties:
        name = mark.tag.rpartition("}")[2] if isinstance(mark.tag, str) else ""
        if name in _ASKED:
            look[name] = (mark.get(_FILL) if name == "shd" else mark.get(_VALUE)) or "on"
            if name == "color" and mark.get(_THEME) in _LIGHT:
                look[name] = _WHITE_OF_THEME
    return look


def _is_white(colour: str) -> bool:
    if colour == _WHITE_OF_THEME:
        return True
    try:
        return len(colour) == 6 and all(part >= _WHITE for part in bytes.fromhex(colour))
    except ValueError:
        return False
