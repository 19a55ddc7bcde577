"""What a sentence says that a body did: it acted, it spoke, or it is only named.

A body that is the subject of a verb of doing, or the agent of something done ("a raid by the army"), has acted; of a
verb of saying it has spoken, and so has one that gives a number or puts out a warning.  What it may do, would do or
offered, and what it did long before, is no deed of the incident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.attribution import gives_number
from geo.language.text.grammar import VERBAL, clause_verb, date_hook
from geo.language.text.hanging import (
    above_preposition,
    is_apposed,
    is_before_noun,
    is_behind,
    is_listed,
    is_passive_subject,
    is_subject,
    may_lead_doer,
    objects_of,
    particle_of,
    preposition_of,
)
from geo.language.text.reality import reality
from geo.language.text.spans import told_in
from geo.language.text.speech import speech_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.language.text.parsed import Doc, Span, Token
    from geo.types import Involvement, Telling

_PEOPLE = Words("institutions", "people", "words")
_CALM = Words("institutions", "verbs", "calm")
_SENT = Words("institutions", "verbs", "sent")
_SPOKEN = Words("institutions", "verbs", "spoken")
_LAID_OUT = Words("institutions", "verbs", "laid_out")
_PUT_OUT = Words("institutions", "verbs", "put_out")
_REWARDS = Words("institutions", "verbs", "rewards")
_BELONGING = Words("places", "prepositions", "belonging")
_DOER = Words("places", "prepositions", "doer")
_SOURCES = Words("places", "naming", "sources")
#: How far dates are compared: a month with its year, or a year.
_MONTH, _YEAR = len("2018-08"), len("2018")


def _head(span: Span) -> Token:
    """The noun that the body is in its sentence: "members" in "members of the army", the first of a list.

    One that stands beside another ("the army, the navy and …") is told of the same: it is the next of a list, or it.
    """
    token = span.root
    while True:
        head = token.head
        if is_behind(token, _BELONGING):
            head = above_preposition(token)
            climbs = head.lower_ in _PEOPLE
        elif is_listed(token) or is_apposed(token):
            climbs = head.pos_ in {"NOUN", "PROPN"}
        else:
            climbs = is_before_noun(token) and head.lower_ in _PEOPLE
        if not climbs or token.head.i == token.i:
            return token
        token = head


def _of_verb(verb: Token) -> Involvement:
    lemma = verb.lemma_.lower()
    if lemma in speech_verbs() or _speaks(verb):
        return "spoke"
    if verb.pos_ != "VERB" or lemma in _CALM or reality(verb) != "happened" or _rewards(verb):
        return "named"
    return "acted"


def _speaks(verb: Token) -> bool:
    """As in "spoke of 12 dead", "put the dead at 12", "issued a warning", "set out what it had done"."""
    told = verb.lemma_.lower()
    if told in _SPOKEN or gives_number(verb):
        return True
    things = objects_of(verb)
    laid_out = f"{told} {particle_of(verb)}" in _LAID_OUT and bool(things)
    return laid_out or any(t.lemma_.lower() in _PUT_OUT for t in things)


def _rewards(verb: Token) -> bool:
    """As in "had put up a reward for him"."""
    return any(t.lemma_.lower() in _REWARDS for t in objects_of(verb))


def _of_agent(token: Token) -> Involvement:
    """What "by the army" or "according to the army" says of the army."""
    preposition, governor = preposition_of(token), above_preposition(token)
    if preposition is None:
        return "named"
    if preposition.lower_ in _SOURCES or f"{governor.lower_} {preposition.lower_}" in _SOURCES:
        return "spoke"
    if preposition.lower_ not in _DOER or not may_lead_doer(preposition):
        return "named"
    if governor.pos_ in VERBAL:
        return _of_verb(governor)
    return "acted" if governor.pos_ == "NOUN" and preposition.i == governor.i + 1 else "named"


def involvement_of(span: Span) -> Involvement:
    """What its sentence says of a body, whatever it is about."""
    token = _head(span)
    if is_subject(token):
        return _of_verb(token.head)
    if is_passive_subject(token):
        return "acted" if token.head.lemma_.lower() in _SENT else "named"
    return _of_agent(token)


def as_told(span: Span, tellings: Sequence[Telling]) -> Involvement:
    """What its own sentence says that a body did; nothing where that is of another incident, or where others speak."""
    if not _is_of_incident(span, tellings):
        return "named"
    found = involvement_of(span)
    if found == "acted" and _is_long_before(governor(span), tellings):
        return "named"
    return "named" if found == "spoke" and _has_other_speaker(span.doc, span) else found


def _has_other_speaker(doc: Doc, span: Span) -> bool:
    """Whether who speaks stands behind the body's verb: "The army, said the mayor, is on its way"."""
    verb = governor(span)
    behind = verb.idx + len(verb) + 1
    return verb.idx > span.end_char and any(q.speaker_start == behind for q in doc._.quotes)


def governor(span: Span) -> Token:
    """The word whose subject or agent the body is: "closed" in "the army closed the road", "raid" in "a raid by …"."""
    head = _head(span).head
    return head.head if may_lead_doer(head) else head


def _is_of_incident(span: Span, tellings: Sequence[Telling]) -> bool:
    """Whether the sentence tells of this incident as far as it tells of events: not "last year the army raided"."""
    sentence = span.sent
    here = told_in(tellings, sentence.start_char, sentence.end_char)
    return not here or any(told_here(here))


def _is_long_before(word: Token, tellings: Sequence[Telling]) -> bool:
    """As in "had put up a reward in August 2018": the days of its clause are of months before what is told."""
    days = [end for end, verb in _days(word.sent) if verb.i == clause_verb(word).i]
    told = min((t.date_start for t in told_here(tellings) if t.date_start), default="")[:_MONTH]
    first = told or (word.doc._.published or "")[:_YEAR]  # without a day only another year is another time
    return bool(days and first) and all(end[: len(first)] < first[: len(end)] for end in days)


def _days(sentence: Span) -> Iterator[tuple[str, Token]]:
    """The last day of each date of a sentence, with the verb of its clause."""
    for date in sentence.doc._.dates:
        span = sentence.doc.char_span(date.start, date.end, alignment_mode="expand")
        if date.date_end and span is not None and sentence.start <= span.start < sentence.end:
            yield date.date_end, clause_verb(date_hook(span))


def told_here(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """Those that happened, and in this incident."""
    return (t for t in tellings if t.reality == "happened" and not t.background)
