"""Sentences of a treebank (CoNLL-U) as spaCy will see them: contractions and clitics are one word, as written."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: The ten columns of CoNLL-U: number, form, lemma, part of speech, the treebank's own tag, features, head, label …
_COLUMNS = 10
_NAME = re.compile(r"NE=([BI]-\w+)")
_UNTYPED = "# ne = untyped"
_TEXT = "# newdoc id = "


@dataclass(frozen=True, slots=True)
class Sentence:
    """Parallel columns, one entry for each word; a head is an index, its own for the root."""

    text: str
    """Which text it is of: neighbours of one text are read together."""
    words: tuple[str, ...]
    blanks: tuple[bool, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]
    """"B-PER", "I-PER", …, "O"."""
    named: bool
    """False: nobody has said which of its words are names of what."""

    def __len__(self) -> int:
        return len(self.words)


def read(path: Path, *, named: bool = False) -> list[Sentence]:
    """The sentences of a treebank; ``named``: its last column tells names.

    Raises SettingsError: the file is missing.
    """
    if not path.is_file():
        raise SettingsError(f"{path} is not there: check --corpora.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(_sentences(lines, named=named))


def _sentences(lines: Iterable[str], *, named: bool) -> Iterator[Sentence]:
    text, typed, rows = "", named, list[list[str]]()
    for line in lines:
        if line.startswith(_TEXT):
            text, typed = line.removeprefix(_TEXT).strip(), named
        elif line.startswith(_UNTYPED):
            typed = False
        elif not line.strip():
            if rows:
                yield _sentence(text, rows, named=typed)
            rows = []
        elif not line.startswith("#"):
            rows.append(line.rstrip("\n").split("\t"))


def _sentence(text: str, rows: Sequence[list[str]], *, named: bool) -> Sentence:
    words = {int(row[0]): row for row in rows if row[0].isdecimal()}
    groups = list(_groups(rows, words))
    place = {number: i for i, (numbers, _) in enumerate(groups) for number in numbers}
    chosen = [_leader(numbers, words) for numbers, _ in groups]
    heads = tuple(place.get(int(row[6]), i) for i, row in enumerate(chosen))
    return Sentence(
        text=text,
        words=tuple(written[1] for _, written in groups),
        blanks=tuple("SpaceAfter=No" not in written[9] for _, written in groups),
        lemmas=_column(chosen, 2),
        pos=_column(chosen, 3, nothing="X"),
        tags=_column(chosen, 4),
        feats=_column(chosen, 5, nothing=""),
        heads=heads,
        labels=tuple("ROOT" if head == i else chosen[i][7] for i, head in enumerate(heads)),
        names=tuple(_name_of(row) for row in chosen),
        named=named,
    )


def _column(rows: Sequence[list[str]], number: int, nothing: str | None = None) -> tuple[str, ...]:
    """One field of every row; ``nothing``: what stands for a field left open."""
    return tuple(nothing if nothing is not None and row[number] == "_" else row[number] for row in rows)


def _name_of(row: list[str]) -> str:
    mark = _NAME.search(row[9])
    return mark[1] if mark else "O"


def _groups(rows: Sequence[list[str]], words: dict[int, list[str]]) -> Iterator[tuple[list[int], list[str]]]:
    """The numbers of the words that are written as one, and the row that says how: "13-14 al"."""
    done = 0
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            done = int(last)
            yield [n for n in range(int(first), done + 1) if n in words], row
        elif first.isdecimal() and int(first) > done:
            yield [int(first)], row


def _leader(numbers: list[int], words: dict[int, list[str]]) -> list[str]:
    """The row that stands for all: a verb before its clitics, else the first whose head is outside."""
    outward = [n for n in numbers if int(words[n][6]) not in numbers] or numbers
    return next((words[n] for n in outward if words[n][3] in {"VERB", "AUX"}), words[outward[0]])


def spans(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each name."""
    start = 0
    for i, (mark, after) in enumerate(zip(sentence.names, (*sentence.names[1:], "O"), strict=True)):
        if mark.startswith("B"):
            start = i
        if mark != "O" and not after.startswith("I"):
            yield start, i + 1, mark[2:]


class Added(NamedTuple):
    """A word to be put in; ``over``: how many words further its head stands, 0: it hangs on a word of the sentence."""

    form: str
    pos: str
    label: str
    over: int = 0
    name: str = "O"
    blank: bool = True


def inserted(sentence: Sentence, head: int, at: int, added: Sequence[Added]) -> Sentence:
    """``sentence`` with words put in before ``at``, which hang on each other or on the word ``head``."""
    many = len(added)
    blanks = [*sentence.blanks[: at - 1], added[0].form != ",", *(word.blank for word in added)]
    blanks[-1] = sentence.blanks[at - 1]
    heads = [h + many * (h >= at) for h in sentence.heads]
    new = [at + i + word.over if word.over else head for i, word in enumerate(added)]
    forms = tuple(word.form for word in added)

    def around(column: tuple[str, ...], middle: tuple[str, ...]) -> tuple[str, ...]:
        return (*column[:at], *middle, *column[at:])

    return replace(
        sentence,
        words=around(sentence.words, forms),
        blanks=(*blanks, *sentence.blanks[at:]),
        lemmas=around(sentence.lemmas, forms),
        pos=around(sentence.pos, tuple(word.pos for word in added)),
        tags=around(sentence.tags, ("",) * many),
        feats=around(sentence.feats, ("",) * many),
        heads=(*heads[:at], *new, *heads[at:]),
        labels=around(sentence.labels, tuple(word.label for word in added)),
        names=around(sentence.names, tuple(word.name for word in added)),
    )
