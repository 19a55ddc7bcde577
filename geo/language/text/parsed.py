"""What the model says of a text, read once: rules ask each word a hundred things.

spaCy keeps a text in C and makes a new object, and new strings, for each word and each question.  Here each word is one
object that has its answers; names and meanings are spaCy's (https://spacy.io/api/token, /span, /doc), so that a rule
reads the same beside either.  Once ``labels`` has redrawn it nothing changes, but for what steps leave in ``Doc._``.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import total_ordering
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

#: What is read of each word: names, then numbers.
_NAMES = ("LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "MORPH")
_NUMBERS = ("IDX", "LENGTH", "HEAD", "ENT_IOB", "SENT_START", "SPACY", "IS_PUNCT", "IS_STOP", "LIKE_NUM")
_NO_FEATURES = "_"
_IOB = ("", "I", "O", "B")
_WRAP = 1 << 64
_STARTS = {0: None, 1: True, _WRAP - 1: False}
_HALF = 1 << 63


@total_ordering
class Token:
    """One word, number, mark or stretch of white space.

    ``children`` is what hangs on it, ``lefts`` and ``rights`` those before and behind it; all in text order.
    """

    __slots__ = (
        "_left_edge",
        "_right_edge",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "is_stop",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "morph",
        "pos_",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    head: Token
    sent: Span
    _left_edge: Token | None
    _right_edge: Token | None
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]

    def __init__(self, doc: Doc, i: int, names: tuple[str, ...], numbers: tuple[int, ...]) -> None:
        self.doc, self.i = doc, i
        self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_, features = names
        self.idx, length, _, iob, starts, blank, punct, stop, number = numbers
        self.text = doc.text[self.idx : self.idx + length]
        self.lower_ = self.text.lower()
        self.is_punct, self.is_stop, self.like_num = punct == 1, stop == 1, number == 1
        self.morph = "" if features == _NO_FEATURES else features
        self.whitespace_ = " " if blank else ""
        self.ent_iob_ = _IOB[iob]
        self.is_sent_start = _STARTS[starts]
        self.is_space = self.text.isspace()

    def __len__(self) -> int:
        """Characters, without the blank behind it."""
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def nbor(self, i: int = 1) -> Token:
        """The word so many places behind it, or before it.

        Raises IndexError: the text does not reach so far.
        """
        at = self.i + i
        if at < 0:
            raise IndexError(at)
        return self.doc[at]

    @property
    def is_alpha(self) -> bool:
        """Letters and nothing else."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Digits and nothing else."""
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        """Small letters."""
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        """A capital before small letters."""
        return self.text.istitle()

    @property
    def subtree(self) -> list[Token]:
        """It and all that hangs on it, however far below."""
        found: list[Token] = []
        for word in self.lefts:
            found += word.subtree
        found.append(self)
        for word in self.rights:
            found += word.subtree
        return found

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        if self._left_edge is None:
            self._left_edge = min((child.left_edge for child in self.children), default=self, key=_at)
            if self._left_edge.i > self.i:
                self._left_edge = self
        return self._left_edge

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""
        if self._right_edge is None:
            self._right_edge = max((child.right_edge for child in self.children), default=self, key=_at)
            if self._right_edge.i < self.i:
                self._right_edge = self
        return self._right_edge

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """Those that are listed with it, without it, the first one first."""
        start = self
        while start.dep_ == "conj" and start.head is not start:
            start = start.head
        listed = [start]
        for word in listed:
            listed += [child for child in word.rights if child.dep_ == "conj"]
        return tuple(word for word in listed if word is not self)


def _at(token: Token) -> int:
    return token.i


class Span:
    """Words ``start`` to ``end`` (one past the last); ``label_`` says which kind of name they are, if one."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: Token | None = None

    def __len__(self) -> int:
        """Words."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, stop, _ = key.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, stop))
        at = key + (self.end if key < 0 else self.start)
        if not self.start <= at < self.end:
            raise IndexError(key)
        return self.doc.tokens[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._same() == other._same()

    def __hash__(self) -> int:
        return hash(self._same())

    def _same(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its words, without the blank behind the last one."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """The first character."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """One past the last character."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> Span:
        """The sentence of its first word."""
        return self.doc.tokens[self.start].sent

    @property
    def ents(self) -> list[Span]:
        """The names that lie within it."""
        return [ent for ent in self.doc.ents if self.start <= ent.start and ent.end <= self.end]

    @property
    def root(self) -> Token:
        """The word that is highest in the tree; the first one of several."""
        if self._root is None:
            self._root = self._highest()
        return self._root

    def _highest(self) -> Token:
        own = self.doc.tokens[self.start : self.end]
        for token in own:
            if token.head is token:
                return token
        outside = [token for token in own if not self.start <= token.head.i < self.end]
        return min(outside, key=_depth) if outside else self.doc.tokens[self.start]


def _depth(token: Token) -> int:
    """Words between it and the top; a mark or white space is below all words."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Doc:
    """A text in words and sentences; ``_`` holds what the steps say of it, ``kept`` what rules keep."""

    __slots__ = ("_", "_starts", "ents", "kept", "sents", "text", "tokens")

    def __init__(self, parsed: tokens.Doc) -> None:
        self.text = parsed.text
        self.kept: dict[str, Any] = {}
        self._ = SimpleNamespace()
        self.tokens, heads = _words(self, parsed)
        self.hang(heads)
        self._starts = [token.idx for token in self.tokens]
        self.sents = tuple(self._sentences())
        self.ents = tuple(Span(self, ent.start, ent.end, ent.label_) for ent in parsed.ents)

    def hang(self, heads: list[int]) -> None:
        """Let each word hang on the one at that place; on itself what is the root of a sentence."""
        tokens = self.tokens
        below: dict[int, list[Token]] = {}
        for token, head in zip(tokens, heads, strict=True):
            token.head = tokens[head]
            token.children = token.lefts = token.rights = ()
            token._left_edge = token._right_edge = None  # noqa: SLF001 - of this very module
            if token.i != head:
                below.setdefault(head, []).append(token)
        for i, words in below.items():
            middle = next((n for n, word in enumerate(words) if word.i > i), len(words))
            head_of, children = tokens[i], tuple(words)
            head_of.children, head_of.lefts, head_of.rights = children, children[:middle], children[middle:]

    def _sentences(self) -> Iterator[Span]:
        starts = [token.i for token in self.tokens if token.is_sent_start or token.i == 0]
        for start, end in pairwise([*starts, len(self.tokens)]):
            sentence = Span(self, start, end)
            for token in self.tokens[start:end]:
                token.sent = sentence
            yield sentence

    def __len__(self) -> int:
        """Words."""
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, stop, _ = key.indices(len(self.tokens))
            return Span(self, start, max(start, stop))
        return self.tokens[key]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """The words from one character to before another one; None: they are none.

        ``alignment_mode``: where these are no edges of words, none ("strict"), those that have a part in it ("expand"),
        or those that lie within it ("contract").
        """
        first, last = self._word_at(start), self._word_at(end - 1)
        if first is None or last is None:
            return None
        starts, ends = first.idx, last.idx + len(last.text)
        if alignment_mode == "strict":
            return Span(self, first.i, last.i + 1) if (starts, ends) == (start, end) else None
        if alignment_mode == "expand":
            return Span(self, first.i + (start == starts + len(first.text)), last.i + 1)
        begin, stop = first.i + (starts < start), last.i - (end < ends)
        return Span(self, begin, stop + 1) if begin <= stop else None

    def _word_at(self, char: int) -> Token | None:
        """The word to which a character belongs, also the blank behind it."""
        at = bisect_right(self._starts, char) - 1
        if at < 0:
            return None
        token = self.tokens[at]
        return token if char < token.idx + len(token.text) + len(token.whitespace_) else None


def _words(doc: Doc, parsed: tokens.Doc) -> tuple[list[Token], list[int]]:
    """The words of ``doc``, and the places of their heads."""
    strings = parsed.vocab.strings
    named: dict[int, str] = {0: ""}
    names: list[list[str]] = []
    told = parsed.to_array([*_NAMES, *_NUMBERS]).T.tolist()
    for keys in told[: len(_NAMES)]:
        named.update((key, strings[key]) for key in set(keys) - named.keys())
        names.append([named[key] for key in keys])
    numbers = told[len(_NAMES) :]
    rows = zip(zip(*names, strict=True), zip(*numbers, strict=True), strict=True)
    words = [Token(doc, i, *row) for i, row in enumerate(rows)]
    heads = numbers[_NUMBERS.index("HEAD")]
    return words, [i + _signed(head) for i, head in enumerate(heads)]


def _signed(number: int) -> int:
    """A number of spaCy's arrays, which count below nought from their end."""
    return number - _WRAP if number >= _HALF else number
