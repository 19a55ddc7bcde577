"""A sentence as a reader sees it: the source's own words, with what matters in them marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.escape import safe
from geo.present.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.incident import Evidence
    from geo.types import Casualty, Mention, Quote

MarkKind = Literal["subject", "actor", "count"]
#: Inner marks win: a number inside a place's name cannot be, a place inside a quote can.
_CLASS: dict[MarkKind, str] = {"subject": "mk1", "actor": "mk2", "count": "mk3"}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span to mark: ``subject`` a place or quote, ``actor`` an actor or action, ``count`` a number."""

    start: int
    end: int
    kind: MarkKind


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[tuple[str, MarkKind | None]]:
    """``text[start:end]`` on one line, in pieces with their marks; of marks that overlap the first is kept."""
    out: list[tuple[str, MarkKind | None]] = []
    at = start
    for mark in sorted(marks):
        low, high = max(mark.start, at), min(mark.end, end)
        if low >= high or mark.start < at:
            continue
        out += [(text[at:low], None), (text[low:high], mark.kind)]
        at = high
    out.append((text[at:end], None))
    return [(words.replace("\n", " "), kind) for words, kind in out if words]


def passage(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """The same as safe HTML."""
    told = (
        f'<mark class="{_CLASS[kind]}">{safe(words)}</mark>' if kind else safe(words)
        for words, kind in pieces(text, start, end, marks)
    )
    return "".join(told).strip()


_OPENING, _CLOSING = "“\"«„‘'", "”\"»’'"


def verbatim(text: str, quote: Quote) -> str:
    """The words of a quote with the quotation marks that the source set, its pieces parted by an ellipsis.

    Marks of ours would turn the reporter's words inside a partly quoted clause into somebody's speech.
    """
    return " … ".join(_piece(text, start, end) for start, end in quote.parts or ((quote.start, quote.end),))


def _piece(text: str, start: int, end: int) -> str:
    opened = start > 0 and text[start - 1] in _OPENING
    closed = end < len(text) and text[end] in _CLOSING
    return " ".join(text[start - opened : end + closed].split())


def marks_among(
    evidence: Evidence, named: Iterable[Mention], counted: Iterable[Casualty], kind: MarkKind = "actor"
) -> list[Mark]:
    """The marks of a piece of evidence: itself, and of what its document names and counts all in its sentence."""
    # Evidence that is the whole sentence marks nothing: all of it would be one colour.
    whole = (evidence.start, evidence.end) == (evidence.sent_start, evidence.sent_end)
    inside = Mark(evidence.start, evidence.start if whole else evidence.end, kind)
    places = (
        Mark(m.start, m.end, "subject")
        for m in named
        if evidence.sent_start <= m.start < evidence.sent_end and m.role in {"event", "mention"}
    )
    counts = (Mark(c.start, c.end, "count") for c in counted if evidence.sent_start <= c.start < evidence.sent_end)
    others = [m for m in {*places, *counts} if not (m.start < inside.end and inside.start < m.end)]
    return [inside, *others]


#: Where the words that belong to the one that tells an event end.
_CLAUSE = re.compile(r"[;:,!?()\n“”\"«»—–]|\s-\s|(?<!\b[A-Z])\.(?=\s|$)")
#: Characters of a clause.
_MOST = 44
#: Share of them that the words before a deed may take with it.
_BEFORE = 0.75


def deed(text: str, body: str, told: Evidence, most: int = 120) -> str:
    """What a sentence says of a body, in its own words: those behind its name, else the sentence's first."""
    sentence = text[told.sent_start : told.sent_end]
    at = sentence.casefold().find(body.casefold())
    behind = sentence[at + len(body) :] if at >= 0 else ""
    behind = behind.strip()
    words = _CLAUSE.split(behind, maxsplit=1)[0].strip()
    if len(words.split()) < 2:
        return shortened(sentence, most)
    # As in "killed ‘The Crow,’ a smuggler": the comma that ends the clause stands before the mark that closes its name.
    open_mark = words.count("‘") > words.count("’") and behind[len(words) + 1 : len(words) + 2] == "’"
    return f"… {shortened(words, most)}{'’' * open_mark}"


def clause(text: str, told: Evidence, most: int = _MOST) -> str:
    """The source's words from the one that tells an event to the end of its clause; if it ends there, those before.

    No more than ``most`` characters: what is left out is an ellipsis.
    """
    behind = _CLAUSE.split(text[told.start : told.sent_end], maxsplit=1)[0]
    if len(behind.split()) > len(text[told.start : told.end].split()):
        return shortened(behind.strip(), most)
    before = _CLAUSE.split(text[told.sent_start : told.end])[-1].split()
    kept: list[str] = []
    while before and (not kept or len(" ".join([before[-1], *kept])) <= most):
        kept.insert(0, before.pop())
    return ("… " if before else "") + " ".join(kept)


def around(text: str, told: Evidence, most: int = _MOST) -> str:
    """``clause`` and before it of whom it is told, where ``most`` characters have room for both."""
    before = _CLAUSE.split(text[told.sent_start : told.start])[-1].lstrip()
    behind = _CLAUSE.split(text[told.start : told.sent_end], maxsplit=1)[0]
    if len(before) + told.end - told.start > _BEFORE * most:
        return clause(text, told, most)
    return shortened(before + behind, most)
