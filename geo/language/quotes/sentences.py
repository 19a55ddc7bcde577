"""Cuts a text into frames: sentences as the reporter wrote them, with each quotation as one piece inside.

The parser splits `“Why? How?” she asked` into three sentences; a frame keeps the words and who said them together.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.quotes.interruptions import without_asides
from geo.language.quotes.scare_quotes import is_label, nicknames
from geo.language.text.annotations import text_of
from geo.language.text.dateline import datelines
from geo.language.text.marks import Region, find_regions, paragraphs
from geo.language.text.speech import marked_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language.text.parsed import Doc, Token

#: Tokens after a quotation within which "she asked" must come for the sentence to go on.
MAX_CUE_DISTANCE = 6
#: Words of the reporter after which a frame is cut, at the next quotation or sentence: what is reported is looked for
#: by each clause in its whole frame.  No frame of 834 annotated texts is cut by it.
LONGEST_FRAME = 200
_OPENERS = Words("quotes", "clauses", "openers")
#: Marks that go on with a sentence.
_GO_ON = frozenset({",", ";", ":", ")"})
STOPS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence; ``start`` and ``end`` are tokens, ``regions`` indexes into ``Layout.regions``."""

    start: int
    end: int
    regions: tuple[int, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's quotations and frames; names and labels between marks are left to the sentence around them."""

    text: str
    regions: tuple[Region, ...]
    spans: tuple[tuple[int, int], ...]
    """For each region its tokens, marks included."""
    owner: tuple[int, ...]
    """For each token the region it stands in, marks included; -1: none."""
    frames: tuple[Frame, ...]


def lay_out(doc: Doc) -> Layout:
    """The frames of a text."""
    text, tokens = text_of(doc), list(doc)  # spaCy makes a token anew each time it is asked for
    marked = find_regions(text)
    places = _token_spans(_owners(tokens, marked), len(marked))
    known = nicknames(doc)
    regions = tuple(
        part
        for r, span in zip(marked, places, strict=True)
        if span[0] >= 0 and not is_label(doc, text, r, span, known)
        for part in without_asides(doc, text, r)
    )
    owner = _owners(tokens, regions)
    spans = _token_spans(owner, len(regions))
    paragraph_of = _paragraph_numbers(tokens, text)
    behind = {line.end for line in datelines(doc)}
    opens = [t.idx in behind or _starts_frame(tokens, text, t.i, owner, regions, paragraph_of) for t in tokens]
    starts = _starts(tokens, opens, owner)
    frames: list[Frame] = []
    for start, stop in zip(starts, [*starts[1:], len(doc)][: len(starts)], strict=True):
        end = stop
        while end > start and tokens[end - 1].is_space:
            end -= 1
        if end > start:
            inside = tuple(dict.fromkeys(owner[i] for i in range(start, end) if owner[i] >= 0))
            frames.append(Frame(start, end, inside, paragraph_of[start]))
    return Layout(text, regions, spans, owner, tuple(frames))


def _starts(tokens: Sequence[Token], opens: list[bool], owner: tuple[int, ...]) -> list[int]:
    """Where frames start: where a sentence does, and anew in one that does not end; never inside a quotation."""
    starts: list[int] = []
    plain = 0
    for i, starting in enumerate(opens):
        whole = owner[i] < 0 or owner[i] != owner[i - 1]
        if starting or (plain >= LONGEST_FRAME and whole and not tokens[i].is_space):
            starts.append(i)
            plain = 0
        plain += owner[i] < 0 or whole
    return starts


def _paragraph_numbers(tokens: Sequence[Token], text: str) -> list[int]:
    starts = [start for start, _ in paragraphs(text)]
    return [max(0, bisect_right(starts, token.idx) - 1) for token in tokens]


def _owners(tokens: Sequence[Token], regions: tuple[Region, ...]) -> tuple[int, ...]:
    out, k = [], 0
    for token in tokens:
        while k < len(regions) and token.idx >= regions[k].outer_end:
            k += 1
        inside = k < len(regions) and token.idx + len(token.text) > regions[k].outer_start
        out.append(k if inside and not token.is_space else -1)
    return tuple(out)


def _token_spans(owner: tuple[int, ...], count: int) -> tuple[tuple[int, int], ...]:
    first, last = [-1] * count, [-1] * count
    for i, k in enumerate(owner):
        if k >= 0:
            first[k] = i if first[k] < 0 else first[k]
            last[k] = i + 1
    return tuple(zip(first, last, strict=True))


def _starts_frame(
    tokens: Sequence[Token],
    text: str,
    i: int,
    owner: tuple[int, ...],
    regions: tuple[Region, ...],
    paragraph_of: list[int],
) -> bool:
    if i == 0 or paragraph_of[i] != paragraph_of[i - 1]:
        return True
    if tokens[i].is_space or (owner[i] >= 0 and owner[i] == owner[i - 1]):
        return False
    before = _last_word(tokens, i)
    if owner[before] >= 0:
        return _starts_after_region(tokens, text, i, owner, regions[owner[before]])
    if tokens[before].text in STOPS and (owner[i] >= 0 or tokens[i].text[:1].isupper()):
        return bool(tokens[i].is_sent_start) or owner[i] >= 0
    if before < i - 1:
        return False  # only the wrap of a line stands between
    return _starts_sentence(tokens, before, i)


def _last_word(tokens: Sequence[Token], i: int) -> int:
    """The last token before this one that is no white space."""
    before = i - 1
    while before > 0 and tokens[before].is_space:
        before -= 1
    return before


def _starts_sentence(tokens: Sequence[Token], before: int, i: int) -> bool:
    """Whether the parser starts a sentence here, and neither a comma before it nor a small letter speaks against it."""
    return (
        bool(tokens[i].is_sent_start)
        and tokens[before].text not in (",", ":", "—", "–", "-")
        and not tokens[i].text[:1].islower()
        and tokens[i].text not in _GO_ON
    )


def _starts_after_region(tokens: Sequence[Token], text: str, i: int, owner: tuple[int, ...], region: Region) -> bool:
    """Whether a new sentence starts at token ``i`` right behind a quotation."""
    last = text[region.end - 1]
    if last in ",;:—–-" or (tokens[i].is_punct and owner[i] < 0):
        return False
    after = text[region.outer_end : region.outer_end + 1]
    if not region.closed or last in STOPS or after in STOPS:
        return not (tokens[i].text[:1].islower() or _cue_follows(tokens, i, owner))
    return (
        owner[i] < 0
        and bool(tokens[i].is_sent_start)
        and tokens[i].text[:1].isupper()
        and not _cue_follows(tokens, i, owner)
    )


def _cue_follows(tokens: Sequence[Token], i: int, owner: tuple[int, ...]) -> bool:
    """Whether "Doe asked" or "asked Doe" comes next, before any other sentence or quotation."""
    if owner[i] >= 0:
        return False
    for j in range(i, min(i + MAX_CUE_DISTANCE, len(tokens))):
        token = tokens[j]
        if owner[j] >= 0 or token.text in (".", "!", "?", ",", ":") or token.is_space:
            return False
        if token.pos_ == "VERB" and token.lemma_.lower() in marked_verbs():
            return _ends_soon(tokens, j + 1, owner) and not _has_clause_of_its_own(token)
        if token.pos_ in ("VERB", "AUX", "ADP", "SCONJ"):
            return False
    return False


def _has_clause_of_its_own(verb: Token) -> bool:
    """Whether a verb reports what follows it: "“… it.” Doe said it was late" begins another sentence."""
    return any(c.dep_ == "ccomp" and c.left_edge.i > verb.i for c in verb.children)


def _ends_soon(tokens: Sequence[Token], j: int, owner: tuple[int, ...]) -> bool:
    """A reporting clause behind a quotation has no clause of its own: "she said." but not "She said that …"."""
    return not (j < len(tokens) and (tokens[j].lower_ in _OPENERS or tokens[j].text == ":" or owner[j] >= 0))
