"""Finds the words that report speech and whose words they report: "Doe said", "said Jane Doe", "according to Doe"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.quotes import subjects
from geo.language.quotes.act_and_theme import act_of
from geo.language.quotes.phrases import (
    MAX_COMPLEMENT,
    may_open_name,
    past_aside,
    past_day,
    phrase_end,
    phrase_head,
    span_of,
)
from geo.language.quotes.speakers.bodies import can_speak
from geo.language.quotes.speakers.groups import listed
from geo.language.text.annotations import once
from geo.language.text.forms import is_future_form
from geo.language.text.grammar import leaves_out_subjects
from geo.language.text.marks import CLOSING
from geo.language.text.speech import marked_verbs, speech_verbs, words
from geo.lexicons import Words, per_language, table

if TYPE_CHECKING:
    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.text.parsed import Doc, Token

_SOURCES = Words("quotes", "sources", "phrases")
_PUTTING = Words("quotes", "sources", "putting")
_LIKE = Words("quotes", "sources", "like")
_SOURCE_PREPOSITIONS = Words("quotes", "sources", "prepositions")
_MEASURES = Words("quotes", "sources", "measures")
_THAT = Words("quotes", "clauses", "complementizers")
_OWN_VIEW = Words("quotes", "sources", "own_view")
_IN_VIEW_OF = Words("quotes", "sources", "in_view_of")
_NEUTER = Words("quotes", "sources", "neuter")
_BY = Words("events_grammar", "agent")
_SOURCING = Words("quotes", "clauses", "sourcing")
_LIKE_NOUNS = Words("quotes", "verbs", "like_nouns")
#: Marks behind a verb that opens a sentence and what it reports.
_BEHIND_VERB = frozenset({",", ":"})
_HELPING = frozenset({"AUX", "ADV", "PART"})
#: What may stand between "según" and its verb, and how much of it: "según lo ha dicho".
_BEFORE_VERB = frozenset({"PRON", "DET", "AUX", "ADV", "VERB"})
MAX_BEFORE_VERB = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting clause; everything counts in tokens."""

    verb: int
    head: int | None
    """The speaker's noun or pronoun; None: not told."""
    subject: tuple[int, int] | None
    start: int
    """First token of speaker and verb together."""
    end: int
    inverted: bool = False
    joint: int | None = None
    """The comma or "and" by which it goes on with the clause before it, whose speaker it has."""
    source: bool = False
    """True for "according to X"."""
    left_out: bool = False
    """True where the verb alone tells that the speaker is one told before: "Agregó que …"."""


def find_cues(doc: Doc, frame: Frame, layout: Layout) -> list[Cue]:
    """The reporting clauses of a frame outside quotation marks, in order."""
    found: list[Cue] = []
    openers, verbs = _openers(), marked_verbs()
    for i, token in enumerate(doc[frame.start : frame.end], frame.start):
        if layout.owner[i] >= 0:
            continue
        opens = token.lower_ in openers
        speaks = token.lemma_.lower() in verbs or _taken_for_name(doc, i)
        if not (opens or speaks) or (found and found[-1].source and found[-1].verb == i):
            continue
        cue = (_as_told(doc, i, frame, layout) or _source(doc, i, frame)) if opens else None
        cue = cue or (_clause(doc, i, frame, layout) if speaks else None)
        if cue is not None and not _is_aside(doc, cue):
            found.append(subjects.going_on(doc, cue, found))
    return found


@per_language
def _openers() -> frozenset[str]:
    """The words with which a source is told."""
    phrases = {**_by_opening(_SOURCES), **_by_opening(_OWN_VIEW)}
    return frozenset(phrases) | _SOURCE_PREPOSITIONS | _LIKE | _IN_VIEW_OF | _SOURCING


def _is_aside(doc: Doc, cue: Cue) -> bool:
    """Whether "as the ministry noted" only agrees with the sentence around it and reports nothing of its own."""
    before = doc[cue.start - 1].lower_ if cue.start > 0 else ""
    return before in _LIKE and not cue.source and doc[cue.verb].tag_ != "VBG"


def _as_told(doc: Doc, i: int, frame: Frame, layout: Layout) -> Cue | None:
    """According to what X said, with a verb of speech behind "según": "según informó la fiscalía"."""
    if doc[i].lower_ not in _SOURCING:
        return None
    for j in range(i + 1, min(i + MAX_BEFORE_VERB, frame.end)):
        if layout.owner[j] >= 0 or doc[j].pos_ not in _BEFORE_VERB:
            return None
        cue = _clause(doc, j, frame, layout)
        if cue is not None:
            return replace(cue, start=i, source=True)
    return None


def _source(doc: Doc, i: int, frame: Frame) -> Cue | None:
    """According to X."""
    own = _behind_phrase(_OWN_VIEW, doc, i, frame.end - 1)
    if own is not None:
        return Cue(i, None, None, i, own, source=True, left_out=True)
    first = _source_start(doc, i, frame)
    if first is None:
        return _as_put(doc, i, frame)
    if doc[first].lower_ in _NEUTER:
        first = _told_by(doc, first, frame)
    if first is None:
        return None
    end = phrase_end(doc, first, frame.end)
    head = phrase_head(doc, first, end)
    if head is None:
        return None
    while end > head + 1 and doc[end - 1].is_punct:
        end -= 1
    return Cue(i, head, (first, end), i, end, source=True)


def _told_by(doc: Doc, neuter: int, frame: Frame) -> int | None:
    """By whom, in "según lo informado por la alcaldía"; None where nobody is told: "según lo reportado hasta ahora"."""
    by = (t.i for t in doc[neuter + 1 : min(neuter + MAX_BEFORE_VERB, frame.end - 1)] if t.lower_ in _BY)
    at = next(by, None)
    return None if at is None else at + 1


def _source_start(doc: Doc, i: int, frame: Frame) -> int | None:
    """The first token of X in "according to X", "in the words of X" and ", per X"."""
    behind = _behind_phrase(_SOURCES, doc, i, frame.end - 1)
    if behind is not None:
        return behind
    if i == frame.start and doc[i].lower_ in _IN_VIEW_OF and frame.regions and _holds_view(doc, i + 1, frame):
        return i + 1
    per = doc[i].lower_ in _SOURCE_PREPOSITIONS and doc[i].pos_ == "ADP" and doc[i - 1].text == ","
    return i + 1 if per and i + 2 < frame.end and doc[i + 1].lower_ not in _MEASURES else None


def _holds_view(doc: Doc, first: int, frame: Frame) -> bool:
    """Whether "Para" is followed by somebody and a comma: "Para la alcaldesa, fue “un error”"."""
    end = phrase_end(doc, first, frame.end)
    head = phrase_head(doc, first, end)
    return (
        head is not None
        and end < frame.end
        and doc[end].text == ","
        and can_speak(doc[head])
        and _is_somebody(doc[head])
    )


def _is_somebody(noun: Token) -> bool:
    return noun.pos_ != "PROPN" or noun.ent_type_ in ("PERSON", "ORG", "MISC", "")


def _behind_phrase(phrases: Words, doc: Doc, i: int, limit: int) -> int | None:
    """One past a phrase that starts at ``i`` and ends before or at ``limit``; None where none does."""
    for words_ in _by_opening(phrases).get(doc.tokens[i].lower_, ()):
        end = i + len(words_)
        if end <= limit and tuple(t.lower_ for t in doc[i:end]) == words_:
            return end
    return None


@per_language
def _by_opening(phrases: Words) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a phrase → the words of all phrases that open with it, the longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words_ in sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True):
        found[words_[0]] = (*found.get(words_[0], ()), words_)
    return found


def _as_put(doc: Doc, i: int, frame: Frame) -> Cue | None:
    """As X put it."""
    if doc[i].lower_ not in _LIKE:
        return None
    putting = _by_opening(_PUTTING)
    for j in range(i + 2, min(i + MAX_COMPLEMENT, frame.end - 1)):
        end = _behind_phrase(_PUTTING, doc, j, frame.end) if doc.tokens[j].lower_ in putting else None
        if end is not None:
            head = phrase_head(doc, i + 1, j)
            return Cue(j, head, (i + 1, j), i, end, source=True) if head is not None else None
    return None


def _clause(doc: Doc, i: int, frame: Frame, layout: Layout) -> Cue | None:
    token = doc[i]
    if not (_reports(doc, i, frame) or _utters(doc, i, frame, layout)):
        return None
    inverted = _inverted(doc, i, frame, layout)
    if inverted is not None:
        return inverted
    head = _head_of(doc, i, frame, layout)
    if head is None:
        start = _with_auxiliaries(doc, i, frame.start)
        return Cue(i, None, None, start, i + 1, left_out=subjects.is_left_out(token))
    return _spoken_by(doc, i, head, frame, layout)


def _head_of(doc: Doc, i: int, frame: Frame, layout: Layout) -> Token | None:
    """The noun whose verb of speech it is."""
    head = subjects.subject_of(doc[i], frame, layout) or _named_behind(doc, i, frame, layout)
    speaks = head is not None and (not leaves_out_subjects() or _may_speak(doc, head, i, frame, layout))
    return head if speaks else None


def _spoken_by(doc: Doc, i: int, head: Token, frame: Frame, layout: Layout) -> Cue:
    """The clause of a verb and the one who speaks by it."""
    token = doc[i]
    head = _unattached(head, token, frame, layout)
    span = _with_others(head, span_of(doc, head, frame, layout, i), frame, layout, i)
    start = _with_auxiliaries(doc, i, frame.start)
    if (quoting := subjects.quoting(token, frame)) is not None:
        agency = [c.left_edge.i for c in quoting.children if c.dep_ in ("nsubj", "nsubjpass")]
        start = min([span[0], quoting.i, *(k for k in agency if k >= frame.start and layout.owner[k] < 0)])
        return Cue(i, head.i, span, start, i + 1)
    inserted = subjects.behind_words(token, frame, layout) == head
    if span[1] <= start and (inserted or _only_attributes(doc, head, span[1], start, layout)):
        start = span[0]
    return Cue(i, head.i, span, start, max(i + 1, span[1] if head.i > i else 0))


def _named_behind(doc: Doc, i: int, frame: Frame, layout: Layout) -> Token | None:
    """The person named behind a verb that has no subject to the parser: "contó a la agencia EFE Ana Pérez"."""
    if not subjects.is_left_out(doc[i]):
        return None
    noun = _object_that_speaks(doc, i, frame, layout)
    if noun is not None:
        return noun
    for j in range(i + 1, min(i + MAX_COMPLEMENT, frame.end)):
        token, before = doc[j], doc[j - 1]
        if layout.owner[j] >= 0 or token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ"):
            return None
        if j > i + 1 and before.pos_ not in ("ADP", "DET", "CCONJ") and _is_one_named(token):
            return token
    return None


def _object_that_speaks(doc: Doc, i: int, frame: Frame, layout: Layout) -> Token | None:
    """The noun right behind a verb where the parser sees an object: "señaló la dependencia"."""
    first = past_day(doc, i + 1, frame.end)  # "dijo el lunes"
    if first >= frame.end or not may_open_name(doc[first], layout):
        return None
    noun = phrase_head(doc, first, phrase_end(doc, first, frame.end))
    if noun is None or doc[noun].head.i != i:
        return None
    return doc[noun] if can_speak(doc[noun]) or _is_behind_words(doc, i, frame, layout) else None


def _is_behind_words(doc: Doc, i: int, frame: Frame, layout: Layout) -> bool:
    """Whether words between marks end right before a verb."""
    return i > frame.start and (layout.owner[i - 1] >= 0 or _is_behind_marks(doc, i - 1, frame, layout))


def _may_speak(doc: Doc, head: Token, i: int, frame: Frame, layout: Layout) -> bool:
    """Whether a noun that the parser calls the subject of a verb of speech can say things, or does behind marks."""
    own = head.i < i and head.head.i == i
    return head.pos_ != "NOUN" or own or can_speak(head) or (head.i > i and _is_behind_words(doc, i, frame, layout))


def _is_one_named(token: Token) -> bool:
    """Whether somebody's name starts at a token, or one stands behind an agency's: "contó a la AFP Jean"."""
    doc = token.doc
    starts = once(doc, "person_starts", lambda: {start for person in doc._.people for start, _ in person.spans})
    return token.pos_ == "PROPN" and (token.idx in starts or doc[token.i - 1].text.isupper())


def _reports(doc: Doc, i: int, frame: Frame) -> bool:
    """Whether a token is a verb of speech that is used as one."""
    token = doc[i]
    if _taken_for_name(doc, i):
        return True
    if token.lemma_.lower() not in speech_verbs() or not _is_verb(doc, i):
        return False
    if token.lemma_.lower() in subjects.QUOTING and subjects.as_saying(token, frame.end) is not None:
        return False  # the words are those of the one quoted, and "saying" is read as their clause
    if subjects.is_impersonal(token):
        return False
    behind = table("quotes", "verbs", "only_behind").get(token.lemma_)
    if behind is not None and (i == 0 or doc[i - 1].lower_ not in behind.split()):
        return False
    wanted = table("quotes", "verbs", "only_with").get(token.lemma_)
    return wanted is None or (i + 1 < len(doc) and doc[i + 1].lower_ in wanted.split())


def _taken_for_name(doc: Doc, i: int) -> bool:
    """Whether the tagger takes a verb that opens its sentence for a name: "Descartó, asimismo, que"."""
    token = doc.tokens[i]
    if token.pos_ != "PROPN" or not token.is_sent_start:
        return False
    if not leaves_out_subjects() or i + 1 >= len(doc) or act_of(token.text) is None:
        return False
    return doc[i + 1].text in _BEHIND_VERB or doc[i + 1].lower_ in _THAT


def _with_others(head: Token, span: tuple[int, int], frame: Frame, layout: Layout, verb: int) -> tuple[int, int]:
    """The words of all who speak together: "Jane Doe and Peter Brown said"."""
    others = [t for t in listed(head) if (t.i < verb) == (head.i < verb) and t.i < frame.end and layout.owner[t.i] < 0]
    return (span[0], max(span[1], span_of(head.doc, others[-1], frame, layout, verb)[1])) if others else span


def _utters(doc: Doc, i: int, frame: Frame, layout: Layout) -> bool:
    """Whether a verb tells how words between marks right beside its clause were uttered: “No,” snapped Doe."""
    if subjects.is_impersonal(doc[i]):
        return False
    if doc[i].lemma_.lower() not in words("manner", "verbs") or doc[i].tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    if i > frame.start and layout.owner[i - 1] >= 0:
        return True
    spoken = [k for k in frame.regions if layout.spans[k][1] <= i or layout.spans[k][0] > i]
    before = any(all(t.pos_ not in ("VERB", "AUX") for t in doc[layout.spans[k][1] : i]) for k in spoken)
    behind = any(layout.spans[k][0] == i + 2 and doc[i + 1].text in (",", ":") for k in spoken)
    return before or behind


def _only_attributes(doc: Doc, head: Token, first: int, stop: int, layout: Layout) -> bool:
    """Whether only what belongs to the speaker stands before the verb: "Doe, 45, who leads the union, said"."""
    own = {t.i for t in head.subtree} if first < stop else set()
    return all((t.i in own or t.text == ",") and layout.owner[t.i] < 0 for t in doc[first:stop])


def _unattached(head: Token, verb: Token, frame: Frame, layout: Layout) -> Token:
    """In "to see Smith, Doe said" the parser takes Doe for an apposition; one would be closed by a second comma."""
    near = subjects.neighbour(verb, frame, layout)
    if near is None or near.dep_ != "appos" or not any(t.text == "," for t in verb.doc[head.i : near.i]):
        return head
    return near


def _is_verb(doc: Doc, i: int) -> bool:
    token = doc[i]
    if is_future_form(token):
        return False  # "informará": it is still to be said
    if token.pos_ == "VERB":
        return not (token.dep_ in ("amod", "compound") or (token.tag_ == "VBN" and _passive(token)))
    before = doc[i - 1] if i else None
    # The tagger takes a bare "quips" after a name for a noun.
    return (
        before is not None and token.pos_ in ("NOUN", "PROPN") and token.text in _LIKE_NOUNS and before.pos_ == "PROPN"
    )


def _passive(verb: Token) -> bool:
    """Whether the one who speaks is another than the subject: "he was told"."""
    if any(c.dep_ == "auxpass" for c in verb.children):
        return True
    return verb.dep_ == "acl" and not any(c.dep_ in ("nsubj", "ccomp", "aux") for c in verb.children)


def _with_auxiliaries(doc: Doc, i: int, first: int) -> int:
    while i > first and doc[i - 1].head.i >= i - 1 and (doc[i - 1].pos_ in _HELPING or _is_clitic(doc[i - 1])):
        i -= 1
    return i


def _is_clitic(pronoun: Token) -> bool:
    """Whether a pronoun before a verb is not who does it: "se queja", "le dijo"."""
    return leaves_out_subjects() and pronoun.pos_ == "PRON" and pronoun.dep_ not in ("nsubj", "nsubjpass")


def _inverted(doc: Doc, i: int, frame: Frame, layout: Layout) -> Cue | None:
    """The verb before its subject: “…,” said Jane Doe; Smith, wrote Jane Doe, …."""
    before = i - 1
    quoted = _is_behind_words(doc, i, frame, layout)
    if not _goes_before(doc[i], quoted=quoted) or before < frame.start or i + 1 >= frame.end:
        return None
    if not quoted and (doc[before].text not in (",", "—", "–") or _is_asked_for(doc[i + 1])):
        return None
    first = past_day(doc, past_aside(doc, past_day(doc, i + 1, frame.end), frame.end), frame.end)
    if first >= frame.end or not may_open_name(doc[first], layout):
        return None
    end = phrase_end(doc, first, frame.end)
    if not (_has_no_verb(doc, end, frame) if quoted else _is_closed(doc, end, frame, layout)):
        return None
    head = phrase_head(doc, first, end)
    if head is None or doc[head].ent_type_ in ("DATE", "TIME") or _tells_of(doc[i], doc[head]):
        return None
    return Cue(i, head, (first, end), i, end, inverted=True)


def _goes_before(verb: Token, *, quoted: bool) -> bool:
    """Whether a finite verb may stand before its subject; behind words between marks also one of manner."""
    verbs = words("patterns", "inverted")
    known = verbs | words("manner", "verbs") if quoted else verbs
    return verb.lemma_.lower() in known and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")


def _tells_of(verb: Token, noun: Token) -> bool:
    """Whether a noun behind a verb begins what its subject says: "The mayor, Jane Doe, said the firm “has lied”"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), verb)
    named = any(a.dep_ == "appos" and a.right_edge.i == verb.i - 2 for a in subject.subtree)
    inserted = [t.text for t in verb.doc[subject.i : verb.i]].count(",") > 1
    inserted = inserted and any(t.text in CLOSING for t in verb.doc[noun.i + 1 : noun.i + 2])
    return (named or inserted) and noun.dep_ in ("nsubj", "nsubjpass") and verb.i < noun.i < noun.head.i


def _is_asked_for(noun: Token) -> bool:
    """Whether a noun in the singular without an article is no speaker: "pidió audiencia al presidente"."""
    return leaves_out_subjects() and noun.pos_ == "NOUN" and noun.tag_ != "NNS"


def _is_behind_marks(doc: Doc, comma: int, frame: Frame, layout: Layout) -> bool:
    """Whether it is the comma behind words between marks: «…», dijo."""
    return doc[comma].text == "," and comma > frame.start and layout.owner[comma - 1] >= 0


def _has_no_verb(doc: Doc, end: int, frame: Frame) -> bool:
    """Whether the noun phrase before ``end`` is free to be a speaker, not the subject of a verb behind it."""
    return not (end < frame.end and doc[end].pos_ in ("VERB", "AUX") and doc[end].tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _is_closed(doc: Doc, end: int, frame: Frame, layout: Layout) -> bool:
    """Whether a noun phrase that is more than "he" ends with its clause."""
    closes = end >= frame.end or layout.owner[end] >= 0 or doc[end].text in (",", ".", "—", "–", ";", ":", "(", "?")
    return closes and doc[end - 1].pos_ != "PRON"
