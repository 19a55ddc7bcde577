"""Places under a notice: in a list below its label, behind an alert's "for", or named as those of which it tells.

"Shelter in place: Lyon, Bron and Vaulx" tells where something goes on without a verb that says so.  Of a statement
that warns ("asked its citizens to stay indoors in Lyon and Bron") these are the places: nobody spoke there, and nothing
need have happened.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.events.date_scope import SPOKEN
from geo.language.text.annotations import once, text_of
from geo.lexicons import Words, pattern
from geo.resolve.precision import chains_of
from geo.resolve.toponyms.vocabulary import levels, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.text.parsed import Doc, Span, Token
    from geo.resolve.toponyms.mentions import Name
    from geo.types import Mention, Telling

#: Words between an alert and the "for" of its place: "an alert was issued on Monday for".
_ALERT_REACH = 8
#: Words between the noun that sums up a list and a name of it.
_LIST_REACH = 30
#: "In five of the country's southern provinces": words between a preposition and the noun that sums up a list.
_AREA_REACH = 6
#: Too wide for a map to pin an alert at: "other parts of Mexico".
_WIDE = frozenset({"country", "region"})
_ALERTS = Words("places", "notice", "alerts")
_ALERTED = Words("places", "notice", "alerted")
_JOINING = Words("places", "notice", "joining")
_SUMMING = Words("places", "notice", "summing")


def under_notice(doc: Doc, names: list[Name]) -> set[int]:
    """The numbers of the names that stand in lists below or behind the label of a notice."""
    lists = list(_lists(doc))
    return {i for i, name in enumerate(names) if any(start <= name.start < end for start, end in lists)}


def warns(sentence: Span) -> bool:
    """ "to stay indoors", "a red alert": people are told to keep out of danger, so that there is some."""
    key = f"atlas_warns {sentence.start}"
    return once(sentence.doc, key, lambda: pattern("places", "notice", "warning").search(sentence.text) is not None)


def _denies_alert(sentence: Span) -> bool:
    """ "no alert is in force": nobody is warned."""
    return pattern("places", "notice", "without").search(sentence.text) is not None


def hides(sentence: Span) -> bool:
    """ "took cover", "shots rang out": what people do and hear where violence is, which no word calls so."""
    key = f"atlas_hides {sentence.start}"
    return once(sentence.doc, key, lambda: pattern("places", "notice", "hiding").search(sentence.text) is not None)


def is_alerted(preposition: Token) -> bool:
    """ "an alert on Monday for Lyon"."""
    if preposition.lower_ not in _ALERTED:
        return False
    first = max(preposition.sent.start, preposition.i - _ALERT_REACH)
    return any(token.lemma_.lower() in _ALERTS for token in preposition.doc[first : preposition.i])


def lead_of(doc: Doc, name: Name) -> Span:
    """The sentence of a name, or that before it whose colon opens a list of names: "in two provinces: Ain and Jura"."""
    own = doc[name.first].sent
    if own.start > 0 and doc[own.start - 1].text == ":" and all(_goes_on(t) for t in doc[own.start : name.first]):
        return doc[own.start - 1].sent
    return own


def is_enumerated(doc: Doc, name: Name) -> bool:
    """ "in two provinces on Sunday: Ain and Jura", "in five towns, Lyon and Bron among them"."""
    first = max(lead_of(doc, name).start, name.first - _LIST_REACH)
    for i in range(name.first - 1, first, -1):
        token = doc[i]
        if token.lower_ in _SUMMING and i + 1 < name.first:
            return any(doc[j].lower_ in words("inner") for j in range(max(first, i - _AREA_REACH), i))
        if not _goes_on(token) and token.ent_type_ not in {"DATE", "TIME"} and token.lower_ not in words("inner"):
            return False
    return False


def _goes_on(token: Token) -> bool:
    """Whether a list of places may go on over a word."""
    known = token.lower_ in _JOINING or token.lower_ in levels() or token.lower_ in words("directions")
    return known or not token.is_alpha or token.text[0].isupper()


def _lists(doc: Doc) -> Iterator[tuple[int, int]]:
    """The stretches that list places under a label: the rest of its line, else the lines below it."""
    text = text_of(doc)
    open_label = False
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        label, colon, rest = line.partition(":")
        if colon and pattern("places", "notice", "label").search(label):
            open_label = not rest.strip()
            if rest.strip() and _is_list(doc, start + len(label) + 1, start + len(line)):
                yield start + len(label) + 1, start + len(line)
        elif open_label and line.strip():
            open_label = _is_list(doc, start, start + len(line))
            if open_label:
                yield start, start + len(line)
    for told in pattern("places", "notice", "worst").finditer(text):
        yield told.end(), _list_end(doc, told.end())


def _list_end(doc: Doc, start: int) -> int:
    """Where the list of names ends that begins there, in its sentence."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    end = start
    for token in doc[span.start : span.sent.end] if span is not None else ():
        if not _goes_on(token):
            break
        end = token.idx + len(token)
    return end


def _is_list(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but names and what joins them stands there."""
    span = doc.char_span(start, end, alignment_mode="contract")
    return span is not None and all(_goes_on(token) for token in span)


def with_alert(doc: Doc, telling: Telling, mentions: Sequence[Mention], tellings: Sequence[Telling]) -> Telling:
    """A statement that warns of some places, at these; any other as it is, and one that is placed where it was made."""
    places = () if telling.places else _alerted_at(doc, telling, mentions, tellings)
    if not places:
        return telling
    sentence = text_of(doc)[telling.sent_start : telling.sent_end]
    lifted = pattern("places", "notice", "lifted").search(sentence) is not None
    return replace(telling, places=places, alert="lifted" if lifted else "in_force")


def _alerted_at(
    doc: Doc, telling: Telling, mentions: Sequence[Mention], tellings: Sequence[Telling]
) -> tuple[Mention, ...]:
    """The places of the first list behind the words that tell a warning; empty where they tell none.

    As in "asked visitors to Lyon and Bron to stay indoors after a bomb killed two in Nice": not Nice, which stands
    behind another event, and no place before, which may be where the warning came from.
    """
    span = doc.char_span(telling.sent_start, telling.sent_end, alignment_mode="expand")
    told = telling.type == "statement" and telling.reality == "happened"
    if not told or span is None or not warns(span) or _denies_alert(span):
        return ()
    end = _next_deed(telling, tellings)
    here = [m for m in mentions if telling.end <= m.start < end and m.role == "event" and m.place]
    return tuple(m for chain in _first_list(doc, here) for m in chain)


def _next_deed(telling: Telling, tellings: Sequence[Telling]) -> int:
    """Where the sentence goes on to what happened, or ends."""
    deeds = (t.start for t in tellings if telling.end <= t.start < telling.sent_end and t.type not in SPOKEN)
    return min(deeds, default=telling.sent_end)


def _first_list(doc: Doc, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The names that stand together first, each with the state behind it, as far as no country is told."""
    out: list[list[Mention]] = []
    for chain in chains_of(mentions):
        between = text_of(doc)[out[-1][-1].end : chain[0].start] if out else ""
        if out and pattern("places", "shapes", "listed").fullmatch(between) is None:
            break
        if chain[0].place and chain[0].place.level not in _WIDE:
            out.append(chain)
    return out
