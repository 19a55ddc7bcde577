"""What a reader typed, read as a question: words, phrases between quotation marks, and numbers.

It is outside text.  Only letters and digits of it reach the index, each word between our own quotation marks, so that
nothing in it is taken for the index's language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.escape import visible
from geo.selection.search.folding import WORD, folded
from geo.selection.search.meanings import meanings
from geo.selection.search.numbers import numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Characters and terms of a question that are read; a longer one is a text and no question.
LONGEST, MOST_TERMS = 200, 12
#: Letters from which a word stands for longer ones too: "guard" for "guards".
LONG_ENOUGH = 3
#: The most words of one number: "two hundred and five".
_MOST_WORDS = 5
_QUOTATION = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a sentence must have."""

    words: tuple[str, ...]
    """Words that follow each other; empty: any words will do that tell the number."""
    numbers: tuple[int, ...] = ()
    """Values, of which one will do instead of the words; several where languages read it differently."""
    meanings: frozenset[str] = frozenset()
    """What its words ask of the records (``meanings``), in whichever words they are told."""
    exact: bool = False
    """True: no longer word will do."""

    def match(self, *, longer: bool) -> str:
        """The term in the language of the index; ``longer``: the last word may be the beginning of one."""
        asked = [f'numbers : "{n}"' for n in self.numbers]
        if self.words:
            opens = longer and self.may_be_longer
            asked.append(f'text : "{" ".join(self.words)}"{" *" if opens else ""}')
        return asked[0] if len(asked) == 1 else f"({' OR '.join(asked)})"

    @property
    def may_be_longer(self) -> bool:
        """Whether its last word may be the beginning of a longer one."""
        return bool(self.words) and not self.exact and len(self.words[-1]) >= LONG_ENOUGH


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that a sentence must have."""

    text: str
    """As typed, on one line and cut."""
    terms: tuple[Term, ...]
    """Empty: there is no letter and no digit in it."""

    @classmethod
    def read(cls, typed: str, languages: Sequence[str]) -> Question:
        """What was typed; numbers in words are those of these languages.  Raises nothing."""
        text = plain(typed)
        terms: list[Term] = []
        run: list[str] = []
        for phrase, word in _PIECE.findall(text.translate(_QUOTATION)):
            if word:
                run.append(word)
                continue
            terms += [*_of_words(run, languages), *_term(phrase, exact=True)]
            run = []
        terms += _of_words(run, languages)
        meant = (t if t.exact else replace(t, meanings=meanings(t.words, languages)) for t in terms[:MOST_TERMS])
        return cls(text, tuple(dict.fromkeys(meant)))

    def match(self, *, longer: bool) -> str:
        """The question in the language of the index."""
        return " AND ".join(term.match(longer=longer) for term in self.terms)

    @property
    def name(self) -> str:
        """All its words as they would stand in a name."""
        return " ".join(folded(word) for term in self.terms for word in term.words)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that are asked for."""
        return tuple(n for term in self.terms for n in term.numbers)


def plain(typed: str) -> str:
    """What was typed on one line, without what cannot be seen, and cut."""
    return " ".join(unicodedata.normalize("NFC", visible(typed[: 4 * LONGEST])).split())[:LONGEST].strip()


def _of_words(run: Sequence[str], languages: Sequence[str]) -> list[Term]:
    """The terms of words outside quotation marks; those that tell one number together are one."""
    found: list[Term] = []
    at = 0
    while at < len(run):
        many, term = _number(run[at : at + _MOST_WORDS], languages)
        found += [term] if term else _term(run[at])
        at += many
    return found


def _number(run: Sequence[str], languages: Sequence[str]) -> tuple[int, Term | None]:
    """How many words the first term takes, and the term where they tell a number."""
    for many in range(len(run), 0, -1):
        words = " ".join(run[:many]).strip(".,;:!?()[]%$€£#")
        if values := _values(words, languages):
            return many, Term(() if words[0].isdigit() and words[-1].isdigit() else _tokens(words), values)
    return 1, None


def _values(words: str, languages: Iterable[str]) -> tuple[int, ...]:
    told = (found for language in languages for found in numbers_in(words, language))
    return tuple(sorted({value for start, end, value in told if (start, end) == (0, len(words))}))


def _term(words: str, *, exact: bool = False) -> list[Term]:
    return [Term(tokens, exact=exact)] if (tokens := _tokens(words)) else []


def _tokens(words: str) -> tuple[str, ...]:
    return tuple(WORD.findall(words))
