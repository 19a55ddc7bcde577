"""Letters without accents and case, one for each, so that what is found in the folded text stands there in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters and digits, as the index divides a text.
WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text without accents and case, as long as it was."""
    return text.lower() if text.isascii() else "".join(map(_letter, text))


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character
