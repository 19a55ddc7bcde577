"""Finds the noun whose verb of speech it is, also where the parser saw none, or the clause before has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.quotes.phrases import may_open_name, phrase_head
from geo.language.quotes.speakers.bodies import can_speak
from geo.language.text.forms import is_of_another_number, is_third_person_form
from geo.language.text.grammar import clause_verb, leaves_out_subjects
from geo.language.text.spans import starting_in
from geo.language.text.speech import speech_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.quotes.cues import Cue
    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.text.parsed import Doc, Token

#: Tokens that may stand between "quoted" and "as saying".
MAX_COMPLEMENT = 9
#: Climbing from a verb to the one that has its subject: deeper chains are parser errors.
MAX_CLIMB = 3
#: Tokens of what is inserted between a speaker and the verb.
MAX_INSERT = 16
_INSERTS = frozenset({",", ".", ";", "—", "–"})
#: What a word is to those before it in what somebody is called: "el ministro del Trabajo".
_WITHIN_NAME = frozenset({"pobj", "prep", "flat", "appos", "amod", "nmod", "compound"})
#: Characters before a word within which a date that holds it may start.
LONGEST_DAY = 40
QUOTING = Words("quotes", "verbs", "quoting")
_ADDING = Words("quotes", "verbs", "adding")
_NEXT = Words("quotes", "verbs", "next")
_JOINING = Words("quotes", "verbs", "joining")
_LIKE = Words("quotes", "sources", "like")
_RELATIVES = Words("quotes", "clauses", "relatives")
_PERSONAL_RELATIVES = Words("quotes", "clauses", "personal_relatives")
_ASIDES = Words("quotes", "clauses", "asides")
_MEANWHILE = Words("quotes", "clauses", "meanwhile")
_IMPERSONAL = Words("quotes", "clauses", "impersonal")
_OF_ONESELF = Words("quotes", "clauses", "of_oneself")
_TIMES = Words("quotes", "names", "times")
_DAYS = frozenset({"DATE", "TIME"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_FINITE = _TENSED | {"VBN"}


def subject_of(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """The one who speaks by this verb; None where the sentence tells nobody."""
    if verb.i > frame.start and verb.nbor(-1).lower_ in _LIKE and verb.tag_ == "VBG":
        return _quoted(verb, frame)
    token = _main_clause(verb)
    for _ in range(MAX_CLIMB):
        own = _own_subject(token, frame, layout)
        if token is verb and (own is None or _is_bare_thing(own, verb)):
            own = _past_insert(verb, frame, layout) or own
        if own is not None and _is_past_another(own, token, verb):
            return None
        if own is not None:
            return _antecedent(own, token)
        if token.dep_ == "acl":
            return token.head if layout.owner[token.head.i] < 0 else None
        above = _verb_above(token)
        if above is None:
            break
        token = above
    return _unparsed(verb, frame, layout)


def _is_past_another(subject: Token, above: Token, verb: Token) -> bool:
    """As in "En total, precisó, cayeron dos": behind its own verb a subject is no one else's."""
    return leaves_out_subjects() and verb.i < above.i < subject.i


def _unparsed(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """The one who speaks by a verb for which the parser saw no subject, by where words stand."""
    beside = neighbour(verb, frame, layout) or _before_apposition(verb, frame, layout)
    return beside or behind_words(verb, frame, layout) or _past_complements(verb, frame, layout)


def _verb_above(verb: Token) -> Token | None:
    """The verb whose subject another one may share; in "un comunicado en el que asegura" the one of who issued it."""
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep") and verb.head.i != verb.i:
        return verb.head
    shares = verb.dep_ == "relcl" and leaves_out_subjects() and clause_verb(verb.head) is not verb
    return clause_verb(verb.head) if shares else None


def is_left_out(verb: Token) -> bool:
    """Whether a finite verb of the third person tells by its form alone who speaks: "Agregó que …"."""
    if not leaves_out_subjects():
        return False
    finite = _finite(verb)
    if verb.pos_ == "PROPN":
        return True  # one that the tagger takes for a name
    return is_third_person_form(finite)


def is_impersonal(verb: Token) -> bool:
    """Whether a word at a verb says that nobody is told to have said it: "se informó que"."""
    if verb.lemma_.lower() in _OF_ONESELF or any(
        c.dep_ == "nsubj" and c.i < verb.i and can_speak(c) for c in verb.children
    ):
        return False
    return any(c.lower_ in _IMPERSONAL and c.i < verb.i for c in verb.children)


def _before_apposition(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """The noun in "the head of the firm, Jane Doe, said", where the parser saw no subject."""
    i = verb.i - 2
    closed = i > frame.start and verb.doc[i + 1].text == "," and verb.doc[i].dep_ == "appos"
    noun = verb.doc[i].head if closed else None
    own = noun is not None and frame.start <= noun.i < i and layout.owner[noun.i] < 0
    return noun if own and noun is not None and noun.pos_ in ("NOUN", "PROPN") else None


def behind_words(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """The noun between words in marks and what is inserted: “We wait,” a cousin, wiping his eyes, told the court."""
    doc, closes = verb.doc, verb.i - 1
    if verb.tag_ not in _FINITE or closes <= frame.start or doc[closes].text != ",":
        return None
    first = _behind_marks(doc, closes, frame, layout)
    if first is None or not may_open_name(doc[first], layout):
        return None
    end = next(i for i in range(first, closes + 1) if doc[i].text == ",")
    head = phrase_head(doc, first, end)
    if head is None or end == closes or any(t.tag_ in _TENSED for t in doc[first:end]):
        return None
    return doc[head] if can_speak(doc[head]) else None


def _past_complements(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """Who speaks, behind when and where, which a parse misses: “…”, dijo en la sesión la ministra Ana Pérez."""
    for token in verb.doc[verb.i + 1 : frame.end] if _is_inverted(verb, frame, layout) else ():
        if layout.owner[token.i] >= 0 or token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in _INSERTS:
            return None
        led = token.i > verb.i + 2 and token.nbor(-1).pos_ == "DET" and token.nbor(-2).pos_ not in ("ADP", "DET")
        if led and token.pos_ == "NOUN" and can_speak(token):
            return token
    return None


def _is_inverted(verb: Token, frame: Frame, layout: Layout) -> bool:
    """Whether a verb stands right behind words in marks, where languages that leave out subjects tell them last."""
    at = verb.i - 1
    while at > frame.start and verb.doc[at].pos_ == "AUX":
        at -= 1
    return leaves_out_subjects() and at > frame.start and verb.doc[at].text == "," and layout.owner[at - 1] >= 0


def _behind_marks(doc: Doc, before: int, frame: Frame, layout: Layout) -> int | None:
    """The first word behind the last words in marks that end shortly before a token."""
    nearest = range(before, max(frame.start, before - MAX_INSERT), -1)
    ends = next((i for i in nearest if layout.owner[i - 1] >= 0), None)
    return None if ends is None else next((i for i in range(ends, before) if not doc[i].is_punct), None)


def _own_subject(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """The verb's subject inside the frame and outside quotation marks."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and frame.start <= c.i < frame.end]
    own = [c for c in own if layout.owner[c.i] < 0 and _may_be_its_own(c, verb)]
    if not own:
        return None
    # Of two the one named between a comma and the verb is its own: "The army and the rebels, Doe had said, …".
    named = [c for c in own[1:] if c.i < verb.i and c.pos_ == "PROPN" and c.nbor(c.left_edge.i - c.i - 1).text == ","]
    return _before_participle((named or own)[0], verb)


def _may_be_its_own(subject: Token, verb: Token) -> bool:
    """Whether what the parser takes for a verb's subject may be it: no day, and none that another verb has."""
    if _is_day(subject) or _is_anothers(subject, verb):
        return False
    thing = subject.pos_ == "NOUN" and subject.i > verb.i and not can_speak(subject)
    return not (thing and leaves_out_subjects())  # "calculó en cien las casas": the houses are what was counted


def _is_bare_thing(noun: Token, verb: Token) -> bool:
    """Whether a noun behind a verb without an article is rather its object: "pidió audiencia al presidente"."""
    return noun.i > verb.i and noun.pos_ == "NOUN" and not any(c.i < noun.i for c in noun.children)


def _is_anothers(subject: Token, verb: Token) -> bool:
    """Whether a verb that may leave its subject out is not this one's: "Las tropas, dijo, tienen …"."""
    if not leaves_out_subjects() or subject.i > verb.i or any(c.dep_ == "conj" for c in subject.children):
        return False
    inserted = 0 < verb.i < len(verb.doc) - 1 and all(verb.nbor(k).text in _INSERTS for k in (-1, 1))
    apart = any(t.is_punct for t in verb.doc[subject.i : verb.i])
    return inserted or (apart and is_of_another_number(subject, _finite(verb)))


def _finite(verb: Token) -> Token:
    """The helping verb that bears number and person, else the verb itself."""
    return next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i), verb)


def _past_insert(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """The one before what is inserted: "La alcaldesa Ana Pérez, molesta por ello, respondió"."""
    opens = _insert_start(verb, frame)
    noun = _called(verb.doc[opens - 1], frame) if opens is not None and layout.owner[opens - 1] < 0 else None
    if noun is None or _is_day(noun):
        return None
    named = noun.pos_ == "PROPN" or (noun.pos_ == "NOUN" and can_speak(noun))
    return noun if named and _opens_clause(noun, frame) else None


def _insert_start(verb: Token, frame: Frame) -> int | None:
    """The comma with which something begins that ends with a comma before the verb, and in which nobody speaks."""
    at = verb.i - 1
    while at > frame.start and verb.doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    if not leaves_out_subjects() or verb.doc[at].text != ",":
        return None
    opens = next((i for i in range(at - 1, max(frame.start, at - MAX_INSERT), -1) if verb.doc[i].text == ","), None)
    spoken = opens is not None and any(t.lemma_.lower() in speech_verbs() for t in verb.doc[opens:at])
    return None if spoken else opens


def _called(last: Token, frame: Frame) -> Token | None:
    """The noun of what somebody is called, by its last word: "ministro" for "el ministro del Trabajo"."""
    if last.pos_ not in ("PROPN", "NOUN"):
        return None
    while last.dep_ in _WITHIN_NAME and frame.start <= last.head.i < last.i:
        last = last.head
    return last


def _opens_clause(noun: Token, frame: Frame) -> bool:
    """Whether a noun phrase stands at the head of its clause: behind a comma or semicolon, or at the frame's start."""
    first = min([noun.i, *(c.left_edge.i for c in noun.children if c.dep_ in ("det", "amod") and c.i < noun.i)])
    return first == frame.start or noun.doc[first - 1].text in _INSERTS or noun.doc[first - 1].pos_ in ("ADV", "CCONJ")


def _is_day(noun: Token) -> bool:
    """Whether a noun tells when: "el propio domingo había escrito"."""
    return (
        noun.ent_type_ in _DAYS
        or noun.lemma_.lower() in _TIMES
        or any(
            day.start <= noun.idx < day.end
            for day in starting_in(noun.doc._.dates, noun.idx - LONGEST_DAY, noun.idx + 1)
        )
    )


def _before_participle(subject: Token, verb: Token) -> Token:
    """In "The order allowing the sale said" the parser lets the sale speak, and the order is left without a verb."""
    participle = verb.head
    hangs = verb.dep_ == "ccomp" and participle.tag_ == "VBG" and participle.dep_ == "acl"
    between = hangs and participle.i < subject.i < verb.i
    verbless = between and participle.head.dep_ == "ROOT" and participle.head.pos_ in ("NOUN", "PROPN")
    return participle.head if verbless else subject


def _main_clause(verb: Token) -> Token:
    """In "Crowds walked by – where the Bears played – while chanting" those who walked chant, not those who played."""
    before = verb.nbor(-1) if verb.i > 0 else verb
    apart = before.i > 0 and before.nbor(-1).text in (",", "-", "–", "—", "--")
    aside = verb.head.dep_ == "relcl" or any(c.lower_ in _ASIDES for c in verb.head.children)
    return verb.sent.root if verb.tag_ == "VBG" and before.lower_ in _MEANWHILE and apart and aside else verb


def _quoted(verb: Token, frame: Frame) -> Token | None:
    """Whose words they are in "quoted Doe as saying" and "Doe was quoted as saying"."""
    reporting = quoting(verb, frame)
    if reporting is None:
        return None
    kids = [c for c in reporting.children if c.dep_ in ("dobj", "nsubjpass")]
    near = verb.nbor(-2)
    return kids[0] if kids else (near if near.pos_ in ("PROPN", "NOUN", "PRON") else None)


def quoting(verb: Token, frame: Frame) -> Token | None:
    """The "quoted" to which "as saying" belongs."""
    if verb.i < frame.start + 2 or verb.nbor(-1).lower_ not in _LIKE or verb.tag_ != "VBG":
        return None
    before = (verb.doc[i] for i in range(verb.i - 2, frame.start - 1, -1))
    return next((t for t in before if t.lemma_.lower() in QUOTING and t.pos_ == "VERB"), None)


def as_saying(verb: Token, limit: int) -> Token | None:
    """The "saying" of "quoted the governor as saying"."""
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + MAX_COMPLEMENT, limit - 1)):
        if doc[i].lower_ in _LIKE and doc[i + 1].tag_ == "VBG" and doc[i + 1].lemma_.lower() in speech_verbs():
            return doc[i + 1]
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """The one before the comma in "Doe, who said"."""
    if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        before = subject.nbor(-1) if subject.i > 0 else subject
        before = before.nbor(-1) if before.text == "," and before.i > 0 else before
        # "the account of Jane Doe, who said": the name right before it, not the head of the phrase
        return before if subject.lower_ in _PERSONAL_RELATIVES and before.pos_ == "PROPN" else verb.head
    return subject


def neighbour(verb: Token, frame: Frame, layout: Layout) -> Token | None:
    """The word right before the verb, where the parser saw no subject."""
    i = verb.i - 1
    while i >= frame.start and verb.doc[i].pos_ in ("AUX", "ADV"):
        i -= 1
    if i < frame.start or layout.owner[i] >= 0 or verb.tag_ in ("VBG", "VB"):
        return None
    token = verb.doc[i]
    if leaves_out_subjects() and token.dep_ not in ("nsubj", "nsubjpass", "appos", "flat", "ROOT"):
        return None  # "en Lima dijo que": who speaks may not be told at all
    plain = token.pos_ in ("PROPN", "PRON", "NOUN") and not _is_day(token) and not _is_anothers(token, verb)
    return token if plain else None


def going_on(doc: Doc, cue: Cue, before: list[Cue]) -> Cue:
    """The clause as the next one of the same speaker: "Doe said …, and added: …", "Doe argued …, noting that …"."""
    first = next((c for c in reversed(before) if c.head is not None and not c.source), None)
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in doc[cue.verb].children)
    if first is None or own or cue.source:
        return cue
    joint = _joint(doc, cue)
    return cue if joint is None else replace(cue, head=first.head, subject=first.subject, joint=joint)


def _joint(doc: Doc, cue: Cue) -> int | None:
    """The comma, "and" or "then" by which a clause goes on with the one before it; None where it does not."""
    verb, behind = doc[cue.verb], cue.start - 1
    while behind > 0 and doc[behind].pos_ == "ADV":
        behind -= 1
    joint = behind if doc[behind].lower_ in _JOINING else _next_word(doc, cue, behind)
    adds = verb.lemma_.lower() in _ADDING
    if verb.tag_ == "VBG":
        return joint if adds and doc[behind].text == "," else None
    joined = doc[joint].lower_ in _JOINING or doc[joint].lower_ in _NEXT
    return joint if verb.tag_ in _FINITE and joined and (adds or cue.head is None) else None


def _next_word(doc: Doc, cue: Cue, otherwise: int) -> int:
    """The "then" or "later" with which a clause starts, or that stands right before it."""
    return next((i for i in (cue.start, cue.start - 1) if i != cue.verb and doc[i].lower_ in _NEXT), otherwise)
