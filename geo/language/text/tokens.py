"""Cuts a text into words; a long row of signs without a blank is cut into pieces first.

spaCy takes the signs off such a row one by one and copies the rest each time: 6,000 brackets would take minutes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.symbols import ORTH
from spacy.tokens import Doc

from geo.language.text.speech import titles
from geo.lexicons import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

#: Characters without a blank between them that are read in one go: longer than any word, and than addresses in news.
LONGEST_ROW = 500
_ENDLESS = re.compile(rf"\S{{{LONGEST_ROW + 1},}}")
#: One sign over and over is one word there: 8,000 brackets say no more than one, and each costs as much as a word.
_SAME = r"([^\w\s])\{}{{15}}"
#: An address is one word however long it is: what spaCy cuts off it depends on where a piece happens to begin.
_ADDRESS = re.compile(r"\w+://")
#: What ends a dateline right behind its last word: "LIMA.- Nueve personas", "(EFE).- Nueve personas".
_DATELINE_END = re.compile(r"(?<=\.)-$")
_PIECE = re.compile(rf"{_SAME.format(1)}\1*|(?:(?!{_SAME.format(2)})\S){{1,{LONGEST_ROW}}}")


def read_endless_rows(nlp: Language) -> None:
    """Let the tokenizer of ``nlp`` read long rows in pieces; all other texts are cut into words as before."""
    plain = nlp.tokenizer

    def one_word(text: str) -> Doc:
        return Doc(nlp.vocab, [text], [False])

    def pieces(text: str) -> Iterator[Doc]:
        end = 0
        for row in _ENDLESS.finditer(text):
            yield plain(text[end : row.start()])
            address = _ADDRESS.match(row[0]) is not None
            for piece in _PIECE.finditer(row[0]):
                yield (one_word if address or piece[1] else plain)(piece[0])
            end = row.end()
        yield plain(text[end:])

    def tokenizer(text: str) -> Doc:
        endless = any(len(row) > LONGEST_ROW for row in text.split())
        return _joined(list(pieces(text))) if endless else plain(text)

    nlp.tokenizer = tokenizer


def keep_titles_whole(nlp: Language) -> None:
    """Let the tokenizer of ``nlp`` leave the stop on a short title: "Capt. Doe" has no sentence that ends with Capt."""
    with reading(str(nlp.lang)):
        short = [word.capitalize() for word in titles() if word.endswith(".")]
    for title in short:
        nlp.tokenizer.add_special_case(title, [{ORTH: title}])  # type: ignore[union-attr]


def cut_off_datelines(nlp: Language) -> None:
    """Let the tokenizer of ``nlp`` take the sign that ends a dateline for a word of its own, and not for the town's."""
    tokenizer = nlp.tokenizer
    plain: Callable[[str], re.Match[str] | None] = tokenizer.suffix_search  # type: ignore[union-attr]
    tokenizer.suffix_search = lambda word: _DATELINE_END.search(word) or plain(word)  # type: ignore[union-attr]


def _joined(pieces: list[Doc]) -> Doc:
    doc = Doc.from_docs([piece for piece in pieces if len(piece)], ensure_whitespace=False)
    assert doc is not None  # noqa: S101 - None only for an empty list
    return doc
