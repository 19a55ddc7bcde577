"""Finds who is named beside words between marks without a verb: “…” — Jane Doe, and "From Jane Doe:" over them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.people.roles import role_noun
from geo.language.text.speech import titles
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.text.parsed import Doc, Token

Span = tuple[int, int]
_FROM = Words("quotes", "headings", "from")
_BE = Words("quotes", "headings", "be")
_JOINERS = Words("institutions", "names", "joiners")
#: Words of a name behind a dash.
MAX_SIGNATURE = 6
#: Words of a heading over a quotation.
MAX_HEADING = 14
LONG = ("—", "―", "--")
#: A dash, and what stands behind it up to a comma, a bracket or the end of the line.
_SIGNATURE = re.compile(
    r"(?P<gap>[ \t\u00a0]*(?:\r?\n[ \t\u00a0]*){0,2})(?P<dash>--|[-—–―~])[ \t\u00a0]*(?P<name>[^\n,;:()“”\"]+)"
)


def signature(doc: Doc, layout: Layout, region: int, is_person: Callable[[int], bool]) -> Span | None:
    """The tokens of the name behind a quotation; on a line of its own it must be known to be a person's."""
    found = _SIGNATURE.match(layout.text, layout.regions[region].outer_end)
    if found is None:
        return None
    words = _words_of_name(doc, layout, found.start("name"), found["name"].rstrip().rstrip("."))
    own_line = "\n" in found["gap"]
    if own_line and not (any(is_person(t.idx) for t in words) or _is_signed(found["dash"], words)):
        return None
    return (words[0].i, words[-1].i + 1) if words else None


def _words_of_name(doc: Doc, layout: Layout, start: int, told: str) -> list[Token]:
    """The words of what may be a name: a few, the first with a capital, no verb, none of them between marks."""
    name = doc.char_span(start, start + len(told), alignment_mode="expand")
    if name is None or not layout.text[start].isupper() or any(t.pos_ in ("VERB", "AUX") for t in name):
        return []
    words = [t for t in name if not t.is_punct]
    plain = len(words) <= MAX_SIGNATURE and all(layout.owner[t.i] < 0 for t in words)
    return words if plain else []


def _is_signed(dash: str, words: list[Token]) -> bool:
    """Whether a line is a name behind a long dash; a short one is a list's."""
    return dash in LONG and 1 < len(words) < MAX_SIGNATURE // 2 + 1 and all(t.text[:1].isupper() for t in words)


def heading(doc: Doc, frame: Frame, is_person: Callable[[int], bool]) -> Span | None:
    """The last one named in a line such as "A statement from Governor Jane Doe:", which has no verb."""
    line = doc[frame.start : frame.end - 1]
    if len(line) > MAX_HEADING or any(t.pos_ in ("VERB", "AUX") and t.lower_ not in _BE for t in line):
        return None
    named = [t for t in line if is_person(t.idx)]
    if not named:
        return None
    first, last = named[0].i, named[-1].i
    if any(not is_person(doc[i].idx) for i in range(first, last + 1)) or last != frame.end - 2:
        return None  # two people, or one who is told something about
    at = first
    while at > frame.start and _is_of_title(doc[at - 1]):
        at -= 1
    stands = at == frame.start or doc[at - 1].lower_ in _FROM
    return (first, last + 1) if stands else None


def _is_of_title(token: Token) -> bool:
    """Whether a word before a name belongs to the office: "Deputy Secretary of State"."""
    if token.lower_ in titles() or role_noun(token) is not None or token.lower_ in _JOINERS:
        return token.lower_ not in _FROM
    return token.pos_ in ("PROPN", "ADJ", "NOUN") and token.text[:1].isupper()
