"""The names that a model finds, read off the scores of all words at once, where spaCy would score word after word.

A model for names walks through a text and decides at each word: outside a name, one begins here, it goes on, it ends.
Outside of a name what it sees is the word alone, so that nearly all decisions are one multiplication for the whole
text; only within names it must go step by step.  The same moves are allowed as in spaCy's ``BiluoPushDown``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]

NAME = "atlas_name_moves"
MODEL_HAS = "ner"
#: What a model sees at a word: the word, the first word of the name that it stands in, the word before it in that.
SEES = 3
_OUT = "O"


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the layers of a model say of the words of one text."""

    seen: Floats
    """Row 0 for no word, then one for each word; in it what each of SEES adds, by width and pieces."""
    lower_bias: Floats
    weights: Floats
    bias: Floats

    def of(self, sums: Floats) -> Floats:
        """The scores of all moves; ``sums``: what SEES add together, in the last two dimensions."""
        hidden: Floats = np.max(sums + self.lower_bias, axis=-1)
        return hidden @ self.weights.T + self.bias

    def outside(self) -> Floats:
        """One row for each word, if it stands in no name yet."""
        return self.of(self.seen[1:, 0] + self.seen[0, 1] + self.seen[0, 2])

    def within(self, word: int, first: int) -> Floats:
        """Those of a word in a name that began at ``first``."""
        return self.of(self.seen[word + 1, 0] + self.seen[first + 1, 1] + self.seen[word, 2])


class NameMoves:
    """The decisions of a model's ``ner``, with the same results."""

    def __init__(self, nlp: Language, name: str) -> None:
        namer = nlp.get_pipe(MODEL_HAS)
        assert isinstance(namer, EntityRecognizer), name  # noqa: S101 - what spaCy calls by that name
        self._namer = namer
        moves: Any = namer.moves
        self._names_of_moves = [moves.get_class_name(i) for i in range(moves.n_moves)]
        self._places = {move: i for i, move in enumerate(self._names_of_moves)}
        self._begins, self._alone = self._moves("B"), self._moves("U")

    def _moves(self, kind: str) -> list[int]:
        """The places of the moves of a kind, of those with a label."""
        return [i for move, i in self._places.items() if move.startswith(f"{kind}-") and len(move) > len(kind) + 1]

    def __call__(self, doc: Doc) -> Doc:
        """Set the names; what has some already, or no words, is spaCy's to decide."""
        if not len(doc) or doc.to_array([ENT_IOB]).any():
            return cast("Doc", self._namer(doc))
        doc.set_ents([Span(doc, start, end, label=label) for start, end, label in self._names(doc)])
        return doc

    def _scores(self, doc: Doc) -> _Scores:
        reader, lower, upper = cast("list[Any]", self._namer.model.layers)
        return _Scores(
            lower.predict(reader.predict([doc])), lower.get_param("b"), upper.get_param("W"), upper.get_param("b")
        )

    def _names(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """Each with the place of its first word, one past that of its last one, and its label."""
        scores = self._scores(doc)
        last = self._last_ones(doc)
        end = 0
        for word, move in enumerate(self._outside(doc, scores.outside(), last)):
            if word < end or move == _OUT:
                continue
            kind, _, label = move.partition("-")
            end = word + 1 if kind == "U" else self._end(scores, word, label, last)
            yield word, end, label

    @staticmethod
    def _last_ones(doc: Doc) -> NDArray[np.bool_]:
        """Which words no name may go beyond: the last ones of sentences and of the text."""
        return np.append(doc.to_array([SENT_START])[1:] == 1, True)

    def _outside(self, doc: Doc, scores: Floats, last: NDArray[np.bool_]) -> list[str]:
        """The best move at each word if it stands in no name; none begins with white space."""
        allowed = np.zeros(scores.shape, dtype=bool)
        allowed[:, self._places[_OUT]] = True
        word = ~doc.to_array([IS_SPACE]).astype(bool)
        allowed[:, self._alone] = word[:, None]
        allowed[:, self._begins] = (word & ~last)[:, None]
        best = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return [self._names_of_moves[i] for i in best.tolist()]

    def _end(self, scores: _Scores, first: int, label: str, last: NDArray[np.bool_]) -> int:
        """One past the last word of a name."""
        goes_on, ends = self._places[f"I-{label}"], self._places[f"L-{label}"]
        word = first + 1
        while not last[word]:
            told = scores.within(word, first)
            if told[ends] > told[goes_on]:
                break
            word += 1
        return word + 1


def read_names_at_once(nlp: Language) -> None:
    """Let ``nlp`` decide so, if its model is built as spaCy's small ones are."""
    if MODEL_HAS in nlp.pipe_names and _is_usual(nlp.get_pipe(MODEL_HAS)):
        nlp.add_pipe(NAME, after=MODEL_HAS)
        nlp.disable_pipe(MODEL_HAS)


def _is_usual(namer: object) -> bool:
    """Two layers over what reads the words, of maxout pieces and of moves; one way followed and not several."""
    if not isinstance(namer, EntityRecognizer) or namer.cfg["beam_width"] != 1 or len(namer.model.layers) != 3:
        return False
    lower = namer.model.layers[1]
    unseen = namer.model.attrs["unseen_classes"]
    usual = namer.model.attrs["has_upper"] and lower.get_dim("nP") > 1 and lower.get_dim("nF") == SEES
    return usual and not unseen and isinstance(lower.ops.xp.zeros(1), np.ndarray)
