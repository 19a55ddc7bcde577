"""Finds what a clause reports that breaks into it or stands around it: "The road, said Doe, is open"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.people.roles import role_noun
from geo.language.text.marks import Region
from geo.language.text.speech import marked_verbs, speech_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.quotes.cues import Cue
    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.text.parsed import Doc, Token

Span = tuple[int, int]
_ARTICLES = Words("speech", "small_words", "articles")
_INDEFINITE = Words("speech", "small_words", "indefinite")
_RELATIVES = Words("quotes", "clauses", "relatives")
_PERSONAL_RELATIVES = Words("quotes", "clauses", "personal_relatives")
_COORDINATORS = Words("quotes", "clauses", "coordinators")
_TO_SOMEBODY = Words("quotes", "verbs", "to_somebody")
#: Tokens that may stand between "Doe told reporters on Friday" and the colon or comma before the words.
MAX_GAP = 14
#: Tokens of an opening phrase ("On Friday,") that is no statement of its own.
MAX_LEAD = 7
#: Words of an office without an article: "deputy head of the union".
MAX_TITLE = 5
_LEADERS = Words("quotes", "names", "leaders")
_OPENERS = Words("quotes", "retold", "openers")
_BE = Words("quotes", "retold", "be")
_ALSO_SAYING = Words("quotes", "retold", "verbs")
#: What stands between two dashes, or behind the last one; the first dash joins the word behind it.
_ASIDE = re.compile(r"(?<=\s)[—–](?P<told>\w[^—–]{2,120})(?P<end>[—–]|$)")
#: Words of an aside before its verb: "—según ha dicho Pérez—".
MAX_BEFORE_VERB = 3
#: "All of which" has so many words before its last.
_OPENING = 2
_DASHES = frozenset({"—", "–"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def around_source(doc: Doc, cue: Cue, frame: Frame, layout: Layout) -> list[Span]:
    """What stands around "according to X"."""
    if cue.start <= frame.start + 1:
        comma = next((i for i in range(cue.end, frame.end) if doc[i].text == "," or layout.owner[i] >= 0), None)
        if comma is None:
            return []
        comma = _past_apposition(doc, comma, frame)
        return [(comma + (doc[comma].text == ","), frame.end)]
    start = frame.start
    for i in range(cue.start - 2, frame.start, -1):
        if doc[i].text == ";" and layout.owner[i] < 0 and not _is_between_dashes(doc, frame.start, i, cue.start):
            start = i + 1
            break
    rest = []
    if cue.end + 1 < frame.end and doc[cue.end].text == ",":
        rest = _going_on(doc, cue.end + 1, frame, layout)
        if is_of_speaker(doc, (start, cue.start), cue.end + 1, frame, layout):
            return [(start, cue.start)]
        if _is_name_of_role(doc, cue):
            return [(start, cue.start)]
        if _opens_relative(doc, cue, frame):
            return rest
    return [(start, cue.start), *rest]


def _is_name_of_role(doc: Doc, cue: Cue) -> bool:
    """Whether the name of the one in office stands behind the comma: "según el ministro, Juan Pérez, que …"."""
    told = cue.head is not None and role_noun(doc[cue.head]) is not None
    return told and doc[cue.end + 1].pos_ == "PROPN" and doc[cue.end + 1].ent_type_ == "PERSON"


def _past_apposition(doc: Doc, comma: int, frame: Frame) -> int:
    """Skip to the comma that ends an apposition: "According to Doe, a nurse, the …"."""
    following = doc[comma + 1].lower_ if comma + 1 < frame.end else ""
    if following in _INDEFINITE or following in _PERSONAL_RELATIVES:
        after = next((i for i in range(comma + 1, min(comma + MAX_GAP, frame.end)) if doc[i].text == ","), None)
        if after is not None and not any(t.pos_ == "AUX" for t in doc[comma:after]):
            return after
    return comma


def parenthesis(doc: Doc, cue: Cue, frame: Frame, layout: Layout) -> list[Span]:
    """The road, said the mayor, is open; the road is open, the mayor said."""
    comma = cue.start - 1
    lead = (_after_colon(doc, frame.start, comma, layout), comma)
    end = _clause_end(doc, cue, frame, layout)
    if _is_lead(doc, lead[0], comma) and not _is_closed(doc, end, frame, layout):
        return []
    if end >= frame.end or (doc[end].text in (".", ";") and layout.owner[end] < 0):
        return [lead] if _is_all_told(doc, lead, cue, layout) else []
    in_relative = _opens_relative(doc, cue, frame)
    if not in_relative and is_of_speaker(doc, lead, end + 1, frame, layout):
        return [lead]
    if doc[end].text in (",", "—", "–") or (cue.inverted and layout.owner[end] >= 0):
        rest = _going_on(doc, end if layout.owner[end] >= 0 else end + 1, frame, layout)
        return rest if rest and in_relative else [lead, *rest]
    return []


def _opens_relative(doc: Doc, cue: Cue, frame: Frame) -> bool:
    """Whether a clause is put right behind "in which,": what stands before that is no part of what it reports.

    Not where the sentence begins so: "All of which, he said, would help".
    """
    behind = doc[cue.start - 1].text == "," and doc[cue.start - 2].lower_ in _RELATIVES
    return behind and cue.start - 2 - frame.start > _OPENING


def _going_on(doc: Doc, start: int, frame: Frame, layout: Layout) -> list[Span]:
    """What goes on behind an inserted clause: not what another is told to say, nor a sentence behind a semicolon."""
    stop = next((i for i in range(start, frame.end) if doc[i].text == ";" and layout.owner[i] < 0), frame.end)
    end = stop if _has_clause(doc, (stop, frame.end)) else frame.end
    return [] if start >= end or _is_of_another(doc, (start, end)) else [(start, end)]


def _is_of_another(doc: Doc, rest: Span) -> bool:
    """As in "…, the firm said, and the mayor warned the town": the reporter goes on to what the mayor did."""
    if doc[rest[0]].lower_ not in _COORDINATORS:
        return False
    verb = next((t for t in doc[rest[0] : rest[1]] if t.tag_ in _FINITE), None)
    if verb is None or verb.lemma_.lower() not in speech_verbs():
        return False
    return any(c.dep_ == "nsubj" and rest[0] < c.i < verb.i and c.pos_ in ("NOUN", "PROPN") for c in verb.children)


def _is_between_dashes(doc: Doc, start: int, i: int, stop: int) -> bool:
    """Whether a semicolon parts a list that stands between dashes: "A los tres —Ana; Luis; Eva— se les vio"."""
    before = sum(t.text in _DASHES for t in doc[start:i])
    return before % 2 == 1 and any(t.text in _DASHES for t in doc[i:stop])


def is_of_speaker(doc: Doc, lead: Span, start: int, frame: Frame, layout: Layout) -> bool:
    """Whether what follows the clause says who the speaker is, the statement being whole: ", said Doe, a clerk."."""
    if start >= frame.end or not _has_clause(doc, lead) or any(layout.owner[i] >= 0 for i in range(start, frame.end)):
        return False
    return _opens_apposition(doc, start) and not _has_clause(doc, (start, frame.end))


def _has_clause(doc: Doc, span: Span) -> bool:
    """Whether a finite verb stands there that is in no relative clause."""
    return any(t.tag_ in _FINITE and not _is_relative(t) for t in doc[span[0] : span[1]])


def _is_relative(verb: Token) -> bool:
    while verb.dep_ in ("aux", "auxpass", "ccomp", "xcomp", "conj", "advcl") and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "relcl" or any(c.lower_ in _PERSONAL_RELATIVES for c in verb.children)


def _opens_apposition(doc: Doc, i: int) -> bool:
    """Whether a word begins what somebody is: "a clerk", "head of the union", "52", "who runs a shop"."""
    if doc[i].lower_ in _ARTICLES or doc[i].lower_ in _PERSONAL_RELATIVES or doc[i].text.isdigit():
        return True
    ahead = doc[i : i + MAX_TITLE]
    stop = next((t.i for t in ahead if t.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON") or t.text == ","), ahead.end)
    return any(role_noun(t) is not None or t.lower_ in _LEADERS for t in doc[i:stop])


def _is_closed(doc: Doc, end: int, frame: Frame, layout: Layout) -> bool:
    """Whether a comma behind the clause leads back into the sentence around it."""
    own_comma = end < frame.end and doc[end].text == "," and layout.owner[end] < 0
    return own_comma and not _opens_region(end + 1, frame, layout)


def _is_all_told(doc: Doc, lead: Span, cue: Cue, layout: Layout) -> bool:
    """Whether what precedes a clause is a statement and the clause has nothing else to report."""
    return _has_verb(doc, lead, layout) and not _has_complement(doc, cue) and not _has_object(doc, cue)


def _after_colon(doc: Doc, start: int, stop: int, layout: Layout) -> int:
    for i in range(stop - 1, start, -1):
        if doc[i].text in (":", ";") and layout.owner[i] < 0 and not _is_between_dashes(doc, start, i, stop):
            return i + 1
    return start


def _is_lead(doc: Doc, start: int, stop: int) -> bool:
    """Whether what precedes the comma is no part of the statement: "On Friday", "Asked about it"."""
    first = doc[start]
    if first.pos_ == "SCONJ" or (first.lower_ in _COORDINATORS and stop - start == 1):
        return True
    if any(t.dep_ in ("nsubj", "nsubjpass") and t.head.pos_ in ("VERB", "AUX") for t in doc[start:stop]):
        return False
    if first.tag_ in ("VBG", "VBN"):
        return True
    return (first.pos_ in ("ADP", "ADV", "CCONJ") and stop - start <= MAX_LEAD) or first.ent_type_ in ("DATE", "TIME")


def _has_verb(doc: Doc, span: Span, layout: Layout) -> bool:
    return any(t.pos_ in ("VERB", "AUX") or layout.owner[t.i] >= 0 for t in doc[span[0] : span[1]])


def _has_complement(doc: Doc, cue: Cue) -> bool:
    return any(c.dep_ == "ccomp" and c.i > cue.verb and c.left_edge.i > cue.verb for c in doc[cue.verb].children)


def _has_object(doc: Doc, cue: Cue) -> bool:
    """Whether the verb has an object and so reports no clause: "…, another company declared bankruptcy"."""
    verb = doc[cue.verb]
    return verb.lemma_.lower() not in _TO_SOMEBODY and any(
        c.dep_ == "dobj" and c.i > verb.i and c.i != cue.head for c in verb.children
    )


def _opens_region(i: int, frame: Frame, layout: Layout) -> bool:
    return i < frame.end and layout.owner[i] >= 0


def _clause_end(doc: Doc, cue: Cue, frame: Frame, layout: Layout) -> int:
    """Where the reporting clause with its "on Friday" and "in a statement" ends."""
    i = cue.end
    if cue.inverted and i < frame.end and doc[i].text == ",":
        return _speakers_apposition_end(doc, i, frame, layout)
    while i < frame.end and i - cue.end < MAX_GAP:
        if layout.owner[i] >= 0 or doc[i].text in (",", ";", ".", "—", "–", ":", "?") or doc[i].pos_ in ("VERB", "AUX"):
            break
        i += 1
    return i


def _speakers_apposition_end(doc: Doc, comma: int, frame: Frame, layout: Layout) -> int:
    """As in ", wrote Jane Doe, a senator, “…”": the apposition belongs to the speaker; the comma where none follows."""
    close = next(
        (j for j in range(comma + 1, min(comma + MAX_GAP, frame.end)) if doc[j].text == "," or layout.owner[j] >= 0),
        None,
    )
    if (
        close is not None
        and (
            doc[comma + 1].lower_ in _PERSONAL_RELATIVES
            or not any(t.pos_ in ("VERB", "AUX") for t in doc[comma + 1 : close])
        )
        and _opens_apposition(doc, comma + 1)
    ):
        return close
    return comma


def words_of_third(doc: Doc, pieces: list[Span], layout: Layout) -> tuple[int, int, list[Span]] | None:
    """Verb, subject and words between marks of the one who is told to have said them; None: nobody is."""
    if len(pieces) < 2 or doc[pieces[0][0]].lower_ not in _OPENERS:
        return None
    lead, rest = pieces[0], pieces[-1]
    told = _who_told(doc, lead)
    spoken = list(dict.fromkeys(layout.owner[i] for i in range(*rest) if layout.owner[i] >= 0))
    if told is None or not spoken or doc[rest[0]].lower_ not in _BE:
        return None
    return *told, [layout.spans[k] for k in spoken]


def _who_told(doc: Doc, lead: Span) -> tuple[int, int] | None:
    """Verb of speech and subject in "what he told her"."""
    says = (t for t in doc[lead[0] : lead[1]] if t.lemma_.lower() in speech_verbs() or t.lemma_ in _ALSO_SAYING)
    verb = next(says, None)
    noun = next((t for t in doc[lead[0] + 1 : verb.i] if t.dep_ == "nsubj"), None) if verb is not None else None
    return None if verb is None or noun is None else (verb.i, noun.i)


def without_asides(doc: Doc, text: str, region: Region) -> Iterator[Region]:
    """The region, in pieces where the reporter breaks into the words: each dash stays with the words beside it."""
    start, outer = region.start, region.outer_start
    for aside in _ASIDE.finditer(text, region.start, region.end):
        if not _opens_speech(doc, aside.start("told")):
            continue
        yield Region(start, _blank_before(text, aside.start()), outer, aside.start() + 1, closed=True)
        outer = aside.start("end")
        start = _blank_behind(text, aside.end(), region.end)
        if start >= region.end:
            return
    yield Region(start, region.end, outer, region.outer_end, region.closed)


def _opens_speech(doc: Doc, at: int) -> bool:
    """Whether a verb of speech opens the clause at a character."""
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return False
    return any(t.lemma_.lower() in marked_verbs() for t in doc[span.start : span.start + MAX_BEFORE_VERB])


def _blank_before(text: str, at: int) -> int:
    while text[at - 1].isspace():
        at -= 1
    return at


def _blank_behind(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in ",;:."):
        at += 1
    return at
