"""Statements as events: about one for each occasion on which somebody spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.events.triggers import Trigger
from geo.language.events.when import DAYS_PREC
from geo.language.text.annotations import once
from geo.language.text.forms import is_subjunctive_form
from geo.language.text.grammar import (
    VERBAL,
    clause_verb,
    date_hook,
    describing,
    in_group,
    is_definite,
    leaves_out_subjects,
    prepositional,
    subjects,
)
from geo.language.text.reality import is_infinitive, is_negated
from geo.language.text.spans import starting_in
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc, Span, Token


#: Where a verb stands whose subject may be left out because it was named before.
_TELLING = frozenset({"ROOT", "conj", "parataxis"})
_UNSAID = Words("text", "reflexive")
_DATE_PHRASE = frozenset({"pobj", "pcomp", "nummod", "compound", "npadvmod", "poss", "prep", "advmod", "tmod"})
_OCCASIONS = Words("events_cues", "statement", "occasions")
_ISSUED = Words("events_cues", "statement", "issued")
_ISSUING = Words("events_cues", "statement", "issuing")
_HOLDING = Words("events_cues", "statement", "holding")
_CONFERENCE_NOUNS = Words("events_cues", "statement", "conference_nouns")
_CONFERENCES = Words("events_cues", "statement", "conferences")
_SOCIAL = Words("events_cues", "statement", "social")
_SOCIAL_MEDIA = Words("events_cues", "statement", "social_media")
_MEDIA = Words("events_cues", "statement", "media")
_APPEALS = Words("events_cues", "statement", "appeals")
_CALLING_ON = Words("events_cues", "statement", "calling_on")
_ASKING = Words("events_cues", "statement", "asking")
_REFLEXIVE = Words("text", "reflexive")
_TELLING_TOO = Words("events_cues", "statement", "telling_too")
_ADDRESSED = Words("text", "before_object")
_ORDERS = Words("events_cues", "statement", "orders")
_WARNING = Words("events_cues", "statement", "warning")
_REPORTING = Words("events_cues", "statement", "reporting")
_VERDICTS = Words("events_cues", "statement", "verdicts")
_ACCORDING = Words("events_grammar", "according")
_EARLIER = Words("events_cues", "statement", "earlier")
_THINGS = Words("events_cues", "statement", "things")
_SPEAKER_PRONOUNS = Words("events_grammar", "speaker_pronouns")
_EMPTY_SUBJECTS = Words("events_grammar", "empty_subjects")
_UNNAMED = Words("events_grammar", "unnamed")
_UNNAMED_AFTER_VERB = Words("events_grammar", "unnamed_after_verb")
_CALLED_UPON = Words("events_grammar", "called_upon")
_ASKED_FOR = Words("events_grammar", "asked_for")


def find_statements(doc: Doc, speeches: set[int]) -> Iterator[Trigger]:
    """One trigger in each sentence that tells an occasion of speaking not told before.

    ``speeches`` are the starts (tokens) of sentences that tell a speech, which is no statement besides.
    """
    known: set[tuple[str, str | None]] = set()
    speakers: set[str] = set()
    last = ""
    for sentence in doc.sents:
        told = _occasion(sentence)
        if told is None or sentence.start in speeches:
            continue
        token, speaker = told[0], last if (told[1] in _SPEAKER_PRONOUNS or not told[1]) and last else told[1]
        last = speaker
        day = _day_at(token) or _day_at(clause_verb(token))
        if day is None and known and is_definite(token):
            continue  # "the statement said": told before
        if (speaker, day) in known or (day is None and speaker in speakers):
            continue
        known.add((speaker, day))
        speakers.add(speaker)
        yield Trigger("statement", token)


def _occasion(sentence: Span) -> tuple[Token, str] | None:
    """The word that tells the occasion and a key for the speaker; the surest kind first."""
    tokens = list(sentence)  # spaCy makes its tokens anew in every loop
    nouns = [t for t in tokens if t.pos_ in {"NOUN", "PROPN"}]
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    speaking = [t for t in verbs if _speaks(t)]
    finders = (
        (nouns, _by_noun),
        (speaking, _by_dated_verb),
        (speaking, _by_medium),
        (verbs, _by_appeal),
        (speaking, _by_verdict),
        (speaking, _by_head_of_office),
        (speaking, _by_report),
    )
    for words, finder in finders:
        for token in words:
            if finder(token):
                return token, _speaker(token)
    return None


def _by_noun(token: Token) -> bool:
    """As in "a statement", "her news conference" – where somebody speaks at it or issues it."""
    if token.dep_ == "compound":
        return False
    if _is_issued(token):
        return True
    if token.tag_ == "NNS" or any(c.lower_ in _EARLIER for c in token.children):
        return False
    if token.lemma_.lower() in _CONFERENCE_NOUNS and any(c.lower_ in _CONFERENCES for c in describing(token)):
        return True
    return _is_occasion(token) and (_speaks_at(clause_verb(token)) or _is_source(token))


def _is_source(noun: Token) -> bool:
    """As in "according to a statement by the police"."""
    return noun.dep_ == "pobj" and noun.head.head.lower_ in _ACCORDING


def _speaks_at(verb: Token) -> bool:
    """As in "said in an interview", "held a briefing"."""
    return _is_saying(verb) or verb.lemma_ in _APPEALS or verb.lemma_ in _HOLDING


def _is_issued(noun: Token) -> bool:
    """As in "issued an alert", "Sunday's warning"."""
    return noun.lemma_.lower() in _ISSUED and (
        (noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in _ISSUING) or _day_at(noun) is not None
    )


def _is_occasion(noun: Token) -> bool:
    """As in "an interview", "a video post"."""
    lemma = noun.lemma_.lower()
    return lemma in _OCCASIONS or (lemma in _SOCIAL and any(c.lower_ in _SOCIAL_MEDIA for c in describing(noun)))


def _by_dated_verb(token: Token) -> bool:
    """As in "said on Tuesday that"."""
    return _day_at(token) is not None


def _by_medium(token: Token) -> bool:
    """As in "wrote on social media"."""
    sentence = token.sent
    whole = once(token.doc, f"atlas_lower {sentence.start}", lambda: " ".join(t.lower_ for t in sentence))
    named = [medium for medium in _MEDIA if all(word in whole for word in medium.split())]
    if not named:
        return False
    said = _in_speech(token)
    clause = " ".join(t.lower_ for t in sentence if t.i not in said)
    return any(medium in clause for medium in named)


def _in_speech(verb: Token) -> set[int]:
    """The words of what is said, where that is a clause: "said she plans to answer on social media"."""
    clauses = (c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i)
    return {t.i for clause in clauses for t in clause.subtree}


def _by_appeal(token: Token) -> bool:
    """As in "urged residents to stay indoors", "called on the neighbour to do more"."""
    if not _own_subject(token) or any(c.dep_ in {"auxpass", "neg"} for c in token.children):
        return False
    if token.lemma_ in _CALLING_ON:
        return _calls_on(token)
    if token.lemma_ in _WARNING and _by_office(token):
        return any(c.dep_ in {"ccomp", "dobj"} for c in token.children)
    if token.lemma_ not in _APPEALS and not (token.lemma_ in _ORDERS and _by_office(token)):
        return False
    return _asks_for_something(token)


def _calls_on(verb: Token) -> bool:
    """As in "called on the two sides to talk" – not "called off the flights on Sunday"."""
    if any(c.dep_ == "prt" for c in verb.children):
        return False
    return any(c.dep_ == "prep" and c.lower_ in _CALLED_UPON for c in verb.children)


def _by_office(verb: Token) -> bool:
    """True where an institution speaks, not a person."""
    return any(in_group(s, "institutions", deep=True) for s in subjects(verb))


def _asks_for_something(verb: Token) -> bool:
    """As in "asked the neighbour for help", "urged residents to stay indoors"."""
    addressed = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    addressed += [n for prep, n in prepositional(verb) if prep in _ADDRESSED]
    if addressed and any(c.dep_ == "prep" and c.lower_ in _ASKED_FOR for c in verb.children):
        return True
    if verb.lemma_ in _ASKING:
        return True
    clauses = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"}]
    return _wishes(verb) or any(_is_asked(c, addressed) for c in clauses)


def _wishes(verb: Token) -> bool:
    """As in "pidió que se queden en casa": the subjunctive of what is asked for."""
    return any(is_subjunctive_form(t) for t in verb.subtree if t.i > verb.i and t.pos_ in VERBAL)


def _is_asked(clause: Token, addressed: list[Token]) -> bool:
    """True for an infinitive behind those addressed, or with them as its subject."""
    return is_infinitive(clause) and (
        any(a.i < clause.i for a in addressed) or any(g.dep_ in {"nsubj", "nsubjpass"} for g in clause.children)
    )


def _by_head_of_office(token: Token) -> bool:
    """As in "President Weber said": who heads an office speaks on an occasion, also where no day is told."""
    return any(
        s.pos_ == "PROPN" and any(c.dep_ == "compound" and in_group(c, "heads") for c in s.children)
        for s in subjects(token)
    )


def _by_report(token: Token) -> bool:
    """As in "informó la fiscalía": who lets a text know what it tells, in a language that says so undated."""
    return token.lemma_ in _REPORTING and any(_is_office(s) for s in subjects(token))


def _is_office(noun: Token) -> bool:
    """Whether a body or somebody in office is told, or anybody is named."""
    office = in_group(noun, "institutions", deep=True) or in_group(noun, "heads") or in_group(noun, "ranks")
    return office or noun.ent_type_ in {"ORG", "PERSON"}


def _by_verdict(token: Token) -> bool:
    """As in "condemned the attack"."""
    return token.lemma_ in _VERDICTS and any(c.dep_ == "dobj" for c in token.children)


def _speaks(token: Token) -> bool:
    if token.lemma_ in _CALLING_ON and any(c.dep_ == "prt" for c in token.children):
        return False  # "called off"
    if any(c.dep_ == "auxpass" and c.lower_ in _REFLEXIVE for c in token.children) and not _has_clause(token):
        return False  # "los funerales se celebraron el martes"
    return token.pos_ == "VERB" and _is_saying(token) and _own_subject(token) and not is_negated(token)


def _has_clause(verb: Token) -> bool:
    return any(c.dep_ in {"ccomp", "csubj", "csubjpass", "parataxis"} for c in verb.children)


def _is_saying(verb: Token) -> bool:
    """Whether it reports what is said, be it a verb that tells deeds as well: "respondió el martes"."""
    return verb.lemma_ in saying_verbs() or verb.lemma_ in _TELLING_TOO


def _own_subject(token: Token) -> bool:
    """True where somebody in particular speaks: not "which", not "one commentator"."""
    if token.i + 1 < len(token.doc) and token.nbor().lower_ in _UNNAMED_AFTER_VERB:
        return False
    who = subjects(token)
    if not who and leaves_out_subjects() and not any(c.lower_ in _UNSAID for c in token.children):
        return token.dep_ in _TELLING
    return any(
        s.lower_ not in _EMPTY_SUBJECTS
        and s.lemma_.lower() not in _THINGS
        and not any(c.lower_ in _UNNAMED for c in s.children)
        for s in who
    )


def _day_at(token: Token) -> str | None:
    """The day that hangs on the word itself, not on what is said."""
    sentence = token.sent
    for date in starting_in(token.doc._.dates, sentence.start_char, sentence.end_char):
        if not date.date_start or date.date_prec > DAYS_PREC:
            continue
        span = token.doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is not None and (_hangs_on(date_hook(span), token) or span.end == token.i):  # "Doe on Friday said"
            return str(date.date_start)
    return None


def _hangs_on(word: Token, token: Token) -> bool:
    """True where the climb from a date through its phrase meets the token before it meets another verb."""
    if word.dep_ == "dobj" and word.head.i == token.i:
        return True  # "respondió este martes", where the parse sees an object
    while word.i != token.i and word.dep_ in _DATE_PHRASE and word.head.i != word.i:
        word = word.head
        if word.pos_ in {"VERB", "AUX"}:
            break
    return word.i == token.i


def _speaker(token: Token) -> str:
    """A key for who speaks: the last name or noun; pronouns take up the last speaker's key by sharing the date."""
    verb = token if token.pos_ == "VERB" else clause_verb(token)
    who = subjects(verb)
    if not who and leaves_out_subjects():
        return ""
    return who[0].lower_ if who else token.lower_
