"""Small raised words of a PDF: marks of notes, which are left out, and powers, which are written as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.sources.readers.told import as_power, is_note_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.sources.readers.paper.words import Word

#: Letters of a raised word at most.
LONGEST = 8
#: How small beside the word it belongs to a mark is, at least and at most, how much higher it stands, and how far from
#: it, in sizes of that word.
SMALLEST, SMALLER, HIGHER, NEAR = 0.4, 0.85, 0.2, 0.8
#: Points of a strip of the page in which words are looked for.
STRIP = 24.0


def without_marks(words: list[Word]) -> tuple[list[Word], int]:
    """Words without marks of notes, wherever among the others these are drawn, and how many there were."""
    strips = _strips(words)
    gone = set[int]()
    for word in words:
        if len(word.text) > LONGEST:
            continue
        near = [other for at in _rows(word) for other in strips.get(at, ()) if _is_lower(word, other)]
        left = max((other for other in near if _is_left(word, other)), key=lambda other: other.x1, default=None)
        right = min((other for other in near if _is_left(other, word)), key=lambda other: other.x0, default=None)
        if left is None and right is None:
            continue
        if _settled(word, left, right):
            gone.add(id(word))
    return [word for word in words if id(word) not in gone], len(gone)


def _settled(word: Word, left: Word | None, right: Word | None) -> bool:
    """Whether a raised word is a mark; of others the line is that of the word they stand at."""
    before = left.text if left else ""
    if power := as_power(word.text, before):
        for letter, sign in zip((x for x in word.letters if not x.get_text().isspace()), power, strict=False):
            letter._text = sign  # noqa: SLF001 - it has no public way
    of_fraction = right is not None and right.text[:1] in {"/", "⁄"}
    if not power and not of_fraction and is_note_mark(word.text, before):
        return True
    if left is not None:
        word.foot = left.foot
    return False


def _strips(words: Iterable[Word]) -> dict[int, list[Word]]:
    strips: dict[int, list[Word]] = {}
    for word in words:
        strips.setdefault(int(word.low // STRIP), []).append(word)
    return strips


def _rows(word: Word) -> range:
    """The strips in which words may lie at which this one stands raised."""
    at = int(word.low // STRIP)
    return range(at - 1 - int(word.size / SMALLEST // STRIP), at + 1)


def _is_lower(word: Word, other: Word) -> bool:
    """Whether ``word`` is small and raised beside ``other``."""
    small = SMALLEST * other.size <= word.size <= SMALLER * other.size
    return small and HIGHER * other.size < word.low - other.low < other.size


def _is_left(word: Word, other: Word) -> bool:
    """Whether ``other`` ends right before ``word`` begins."""
    return -0.5 * word.size < word.x0 - other.x1 < NEAR * max(word.size, other.size)
