"""Which file of letters draws a character: ours for Latin, else one of the Noto fonts, as HarfBuzz opens them.

``data/fonts`` is what the pages look like; names and words in other scripts stand in Noto Sans beside it, emoji in Noto
Emoji.  What no file has is drawn as ``LOST``, and whoever draws says so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import manimgx_fonts
import manimgx_fonts_cjk
import uharfbuzz as hb

from geo.present.design import CONDENSED, SANS, SERIF
from geo.settings import DATA

FOLDER = DATA / "fonts"
#: Stands for a character that no font holds.
LOST = "\ufffd"
_FILES = {SANS: "fira-sans", CONDENSED: "fira-sans-condensed", SERIF: "atlas-serif"}
_NOTO, _CJK = (Path(package.__file__ or "").parent for package in (manimgx_fonts, manimgx_fonts_cjk))
#: Faces of the collection: signs that China and Japan share are drawn as in Japan beside kana, else as in China.
_JAPAN, _CHINA = 0, 2
_KANA = range(0x3040, 0x3100)
#: What joins or varies the character before it and has no look of its own: joiners, selectors, skin tones.
_JOINS = frozenset([0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)])


@dataclass(frozen=True, slots=True)
class Face:
    """A file of letters; of a collection the ``index``-th."""

    path: Path
    index: int = 0


def own(family: str, weight: int, *, italic: bool = False) -> Path:
    """The file of ``data/fonts`` for a look; where it has no such weight or slope, the plain one of the family."""
    names = [
        f"{_FILES[family]}-{w}-{s}.ttf" for w in (weight, 400) for s in (["italic"] if italic else []) + ["normal"]
    ]
    return next(path for name in names if (path := FOLDER / name).is_file())


@cache
def opened(face: Face) -> hb.Face:
    """The file as HarfBuzz reads it, which leaves on the disk what is not asked for."""
    return hb.Face(hb.Blob.from_file_path(str(face.path)), face.index)


@cache
def _holds(face: Face) -> frozenset[int]:
    return frozenset(opened(face).unicodes)


@cache
def _ours() -> frozenset[int]:
    """What every font of ``data/fonts`` draws."""
    return frozenset.intersection(*(_holds(Face(path)) for path in FOLDER.glob("*.ttf")))


@cache
def _others() -> tuple[Face, ...]:
    """Noto Sans, then its scripts by name; emoji and symbols before those that also hold some."""
    files = [path for path in _NOTO.glob("*.ttf") if "Italic" not in path.name]
    files.sort(key=lambda path: (path.name != "NotoSans[wght].ttf", "Sans" in path.name, path.name))
    return tuple(map(Face, files))


def is_own(text: str) -> bool:
    """Whether ``data/fonts`` draws all of it, so that nothing needs a second font or another direction."""
    return text.isascii() or all(ord(c) in _ours() or c.isspace() for c in text)


def face_of(character: str, *, kana: bool = False) -> Face | None:
    """The font beside ours that draws a character; None: none does.  ``kana``: it stands in a Japanese text."""
    asked = ord(character)
    cjk = Face(_CJK / "NotoSansCJK-VF.otf.ttc", _JAPAN if kana else _CHINA)
    return next((face for face in (*_others(), cjk) if asked in _holds(face)), None)


def is_drawn(character: str) -> bool:
    """Whether any font draws it; a joiner is drawn with what it joins."""
    return (
        character.isspace() or ord(character) in _JOINS or ord(character) in _ours() or face_of(character) is not None
    )


def segments(text: str, ours: Face) -> list[tuple[Face, str]]:
    """The text in pieces of one font each, in the order in which it is read; ``ours`` draws what it can."""
    kana = any(ord(c) in _KANA for c in text)
    out: list[tuple[Face, str]] = []
    for character in text:
        face = _next_face(character, ours, out[-1][0] if out else ours, kana=kana)
        if out and out[-1][0] == face:
            out[-1] = face, out[-1][1] + character
        else:
            out.append((face, character))
    return out


def _next_face(character: str, ours: Face, before: Face, *, kana: bool) -> Face:
    """Marks and joiners stay with the letter before them: a shape is made of both."""
    code = ord(character)
    leans = code in _JOINS or unicodedata.category(character).startswith("M")
    if leans and (code in _JOINS or code in _holds(before)):
        return before
    return ours if code in _ours() or character.isspace() else face_of(character, kana=kana) or ours


#: Characters of scripts that run from right to left, for a class of a pattern.
_BACKWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
#: What stands between quotation marks, with the marks outside it.
_QUOTED = re.compile(r"(?<=[“«])([^”»]*)(?=[”»])")
#: Where a day goes on behind a name, or behind the end of a title: "…, 2 Mar".
_DAY_BEHIND = re.compile(rf"(?<=[{_BACKWARDS}])(?=[”»…)]*(?:, ?| · | \()\d+ [^\W\d_{_BACKWARDS}])")
#: Unseen, and read as a letter that runs from left to right.
LEFT_TO_RIGHT = "\u200e"


def set_apart(text: str) -> list[str]:
    """The text in pieces that stand for themselves: else the "2" of "שלום, 2 Mar" would be drawn in the name."""
    if not re.search(f"[{_BACKWARDS}]", text):
        return [text]
    quoted = [text] if begins_right_to_left(text) else _QUOTED.split(text)
    return [piece for part in quoted for piece in _DAY_BEHIND.split(part)]


def marked_apart(text: str) -> str:
    """The text for programs that set lines themselves, with a mark between such pieces."""
    return LEFT_TO_RIGHT.join(set_apart(text))


def begins_right_to_left(text: str) -> bool:
    """Whether the first character that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(c) for c in text)
    return next((d != "L" for d in directions if d in {"L", "R", "AL"}), False)
