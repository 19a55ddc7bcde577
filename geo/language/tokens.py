"""Cuts a text into words; a row of signs without a blank is cut into pieces first.

spaCy takes the signs off such a row one by one and copies the rest each time: 6,000 brackets would take minutes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

#: Characters without a blank between them that are read in one go: longer than any word, and than addresses in news.
LONGEST_ROW = 500
_ENDLESS = re.compile(rf"\S{{{LONGEST_ROW + 1},}}")


def read_endless_rows(nlp: Language) -> None:
    """Let the tokenizer of ``nlp`` read long rows in pieces; all other texts are cut into words as before."""
    plain = nlp.tokenizer

    def tokenizer(text: str) -> Doc:
        cuts = [at for row in _ENDLESS.finditer(text) for at in range(row.start(), row.end(), LONGEST_ROW)]
        return _in_pieces(plain, text, cuts) if cuts else plain(text)

    nlp.tokenizer = tokenizer


def _in_pieces(plain: Callable[[str], Doc], text: str, cuts: list[int]) -> Doc:
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True) if end > start]
    doc = Doc.from_docs([plain(piece) for piece in pieces], ensure_whitespace=False)
    assert doc is not None  # noqa: S101 - None only for an empty list
    return doc
