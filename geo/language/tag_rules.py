"""What a model's rules say of words by their tag ("MD" is an auxiliary), looked up where spaCy would match patterns.

Nearly all such rules look at one word alone, and what they say of it depends on nothing but the few attributes that
they ask for.  So each combination of these is matched once and remembered; rules for two words are matched as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from spacy.attrs import IDS
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens._retokenize import set_token_attrs  # as AttributeRuler does

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "atlas_tag_rules"
MODEL_HAS = "attribute_ruler"
#: Combinations that are remembered; the words of a thousand news texts.
MOST = 50_000


class TagRules:
    """The rules of a model's ``attribute_ruler``, with the same results."""

    def __init__(self, nlp: Language, name: str) -> None:
        ruler = nlp.get_pipe(MODEL_HAS)
        assert isinstance(ruler, AttributeRuler), name  # noqa: S101 - what spaCy calls by that name
        self._ruler, self._strings = ruler, nlp.vocab.strings
        asked: set[int] = set()
        self._rows = Matcher(nlp.vocab)
        self._alone: dict[tuple[int, ...], tuple[list[int], dict[int, Any]]] = {}
        for number, rule in enumerate(ruler.patterns):
            patterns = cast("list[list[dict[str, Any]]]", rule["patterns"])
            asked |= {IDS[key] for pattern in patterns for word in pattern for key in word}
            rows = [pattern for pattern in patterns if len(pattern) > 1]
            if rows:
                self._rows.add(str(number), rows)
        self._asked: list[int | str] = [*sorted(asked)]

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say; where several speak of one word and attribute, the last one holds."""
        told = [self._of_word(doc, i, tuple(row)) for i, row in enumerate(doc.to_array(self._asked).tolist())]
        for i, numbers in self._of_rows(doc).items():
            told[i] = self._together([*told[i][0], *numbers])
        for i, (_, attributes) in enumerate(told):
            if attributes:
                set_token_attrs(doc[i], attributes)
        return doc

    def _of_word(self, doc: Doc, i: int, row: tuple[int, ...]) -> tuple[list[int], dict[int, Any]]:
        """The numbers of the rules that speak of a word, and what they say together."""
        found = self._alone.get(row)
        if found is None:
            if len(self._alone) >= MOST:
                self._alone.clear()
            matches = self._ruler.match(doc[i : i + 1])  # type: ignore[arg-type]  # a matcher takes a Span as well
            found = self._alone[row] = self._together([number for number, *_ in matches])
        return found

    def _of_rows(self, doc: Doc) -> dict[int, list[int]]:
        """For words the numbers of the rules that speak of them by what stands beside them."""
        found: dict[int, list[int]] = {}
        for name, start, end in self._rows(doc, allow_missing=True):
            number = int(self._strings[name])
            index = self._ruler.indices[number]
            found.setdefault(start + index if index >= 0 else end + index, []).append(number)
        return found

    def _together(self, numbers: list[int]) -> tuple[list[int], dict[int, Any]]:
        attributes: dict[int, Any] = {}
        for number in sorted(numbers):
            attributes |= self._ruler.attrs[number]
        return numbers, attributes


def remember_rules(nlp: Language) -> None:
    """Let ``nlp`` look its rules up, if it has any and they ask for nothing but attributes of words."""
    if MODEL_HAS in nlp.pipe_names and _are_plain(cast("AttributeRuler", nlp.get_pipe(MODEL_HAS))):
        nlp.add_pipe(NAME, after=MODEL_HAS)
        nlp.disable_pipe(MODEL_HAS)


def _are_plain(ruler: AttributeRuler) -> bool:
    """False for rules with words that may be missing or repeated, or with attributes that are not spaCy's."""
    patterns = [pattern for rule in ruler.patterns for pattern in cast("list[list[dict[str, Any]]]", rule["patterns"])]
    return all(key in IDS for pattern in patterns for word in pattern for key in word)
