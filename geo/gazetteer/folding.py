"""What places are compared by: spelling, where case, accents, points and hyphens do not count, and distance."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode does not decompose.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ı": "i",
        "ə": "a",
        "Ə": "a",
    }
)
_DROPPED = re.compile(r"[.'’‘ʼʻ`´ʹ]")
_GAP = re.compile(r"[^\w]+|_")
#: Written short before a name; "St" at the end is a street and stays.
_OPENINGS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The name in lower-case ASCII words with single blanks: ``"St. Côme-d'Or"`` is ``"saint come dor"``.

    Letters of other scripts stay as they are.  Points vanish, so that "U.S." and "US" are one; a caller to whom
    the difference matters looks at the text itself.
    """
    plain = name.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _GAP.sub(" ", _DROPPED.sub("", plain)).split()
    if len(words) > 1:
        words = [_OPENINGS.get(word, word) for word in words[:-1]] + words[-1:]
    return " ".join(words)


def opening_word(text: str) -> str:
    """The first word of the folded names that begin with ``text``: "St." opens names in "saint"."""
    word = fold(text).split(" ")[0]
    return _OPENINGS.get(word, word)


#: Articles that Arabic names carry or drop, and spellings of one sound in English transcriptions.
_ARTICLE = re.compile(r"^(?:al|el|as|es|ash|esh|ar|er|an|en|ad|ed|at|et|az|ez|ul) ")
_SOUNDS = (
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("dj", "j"),
    ("dzh", "j"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("e", "a"),
    ("o", "u"),
    ("c", "k"),
)
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=5_000)
def transcript(folded: str) -> str:
    """What is left of a folded name when the habits of transcription are taken off.

    ``"al qatranah"`` and ``"qatraneh"`` both give ``"katrana"``: articles, doubled letters, a silent h at the end and
    vowels that change places count for nothing.
    """
    text = _ARTICLE.sub("", folded)
    for spelt, sound in _SOUNDS:
        text = text.replace(spelt, sound)
    return _TWICE.sub(r"\1", text.replace(" ", "")).removesuffix("h")


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points in degrees, on a sphere."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))
