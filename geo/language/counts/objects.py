"""What a verb does to the people who are its object: "killed 25", "left 12 dead", "lost 14 men in the ambush"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import as_participle, brought_in, fates, left_as, to_death
from geo.language.counts.parties import class_of_word, people_nouns
from geo.language.text.grammar import clause_verb, prepositional
from geo.lexicons import Words, entry

if TYPE_CHECKING:
    from geo.language.text.parsed import Token
    from geo.types import Status

_ONLY_PASSIVE = Words("casualties", "verbs", "only_passive")
_LEAVES = Words("casualties", "verbs", "of_leaving")
_LOSES = Words("casualties", "losses", "verbs")
_STAY_ALIVE = Words("casualties", "losses", "living")
_LOST_TO = Words("casualties", "losses", "causes")
_LOST_IN = Words("casualties", "losses", "occasions")
_DEADLY = Words("casualties", "losses", "deadly")
_LIVES = Words("casualties", "lives", "nouns")
_COSTS_LIVES = Words("casualties", "lives", "verbs")
_TAKING = Words("casualties", "lives", "taking")
_WITH = Words("casualties", "lives", "along")
_IT = Words("casualties", "lives", "thing")
_TALLIES = Words("casualties", "toll", "tallies")
_AS = Words("casualties", "toll", "carried_as")
#: How those to whom it is done may hang on a verb besides as its object.
_MAY_BE_HIT = frozenset({"nsubj", "nsubjpass", "oprd", "ccomp", "dative"})
#: The "dead" of "left 12 people dead" stands so near; that of "left 12 people, most of them women, dead" so far off.
_NEAR_STATE, _FAR_STATE = 4, 12
#: So many words lie between a verb and the preposition of "quitó la vida a 12" at most.
_PHRASE_REACH = 4


def by_object(token: Token) -> tuple[Status, Token] | None:
    """As in "killed 25 soldiers", "left 12 people dead", "claimed 12 lives"."""
    verb, is_object = done_to(token)
    if _is_passive(token) and costs_lives(token, verb):
        return "killed", verb
    if not _may_be_verb(verb) or not (is_object or token.dep_ in _MAY_BE_HIT):
        return None
    status = _carried_as(token, verb) or _killed(token, verb, is_object=is_object)
    if status is None and is_object:
        status = _left_before(token, verb) or _suffered(token, verb) or _lost(token, verb)
    if status is not None:
        return status, verb
    return _left_as(token, verb) if verb.lemma_ in _LEAVES and token.i > verb.i else None


def _killed(people: Token, verb: Token, *, is_object: bool) -> Status | None:
    """As in "stabbed 11 to death", "cost 11 soldiers their lives"."""
    return "killed" if _costs_them_lives(people, verb) or (is_object and to_death(verb)) else None


def _carried_as(people: Token, verb: Token) -> Status | None:
    """As in "still has 98 people down as missing", "43 are listed as missing"."""
    if people.dep_ not in {"dobj", "nsubjpass"}:
        return None
    states = (c for prep in verb.children if prep.lower_ in _AS for c in prep.children if c.dep_ in {"pcomp", "pobj"})
    return next((fates("state")[c.lower_] for c in states if c.lower_ in fates("state")), None)


def _left_before(token: Token, verb: Token) -> Status | None:
    """As in "dejó heridos a otros 40": the state stands where the people would."""
    before = token.dep_ == "pobj" or token.i < verb.i
    return left_as(verb) if before and verb.lemma_ in _LEAVES else None


def _suffered(token: Token, verb: Token) -> Status | None:
    """What a verb does to its object: "killed 25 soldiers"."""
    if verb.lemma_.lower() in _ONLY_PASSIVE:
        return None
    told = fates("transitive").get(verb.lemma_.lower()) or _misread_subject(token, verb)
    return told or as_participle(verb) or brought_in(verb)


def _lost(token: Token, verb: Token) -> Status | None:
    """As in "claimed 12 lives", "lost 14 men in the ambush", "took 12 people with it"."""
    if _takes_along(token, verb):
        return "killed"
    men = verb.lemma_ in _LOSES and token.lemma_.lower() not in _STAY_ALIVE and _is_deadly_loss(token, verb)
    return "killed" if men or costs_lives(token, verb) else None


def _takes_along(people: Token, verb: Token) -> bool:
    """As in "The ferry took 12 people with it" – not "took 30 houses with it", "he took 12 people with him"."""
    along = any(prep in _WITH and noun.lower_ in _IT for prep, noun in prepositional(verb))
    return along and verb.lemma_ in _TAKING and people.lemma_.lower() in people_nouns()


def _is_passive(subject: Token) -> bool:
    """As in "14 lives were lost", "se perdieron 14 vidas"."""
    helped = any(c.dep_ == "auxpass" for c in subject.head.children)
    return subject.dep_ == "nsubjpass" or (subject.dep_ == "nsubj" and helped)


def _costs_them_lives(people: Token, verb: Token) -> bool:
    """As in "cost 11 soldiers their lives"."""
    lost = any(c.dep_ == "dobj" and c.lemma_ in _LIVES for c in verb.children)
    return lost and people.dep_ == "dative" and verb.lemma_ in _COSTS_LIVES


def costs_lives(lives: Token, verb: Token) -> bool:
    """As in "claimed 12 lives", "14 lives were lost", "a total of 14 lives were lost"."""
    summed = lives.lemma_ in _TALLIES and any(noun.lemma_ in _LIVES for _, noun in prepositional(lives))
    return (lives.lemma_ in _LIVES or summed) and verb.lemma_ in _COSTS_LIVES


def done_to(token: Token) -> tuple[Token, bool]:
    """The verb over a noun, and whether it is done to the noun: "killed 25", "mataron a 25"."""
    above = token.head
    if (participle := cut_off_from(token)) is not None:
        return participle, True
    if token.dep_ == "pobj" and above.lower_ in frozenset(entry("text", "before_object") or ()):
        verb = clause_verb(above.head)
        return (verb if 0 < above.i - verb.i <= _PHRASE_REACH else above.head), True  # "privó de la libertad a 31"
    return above, token.dep_ == "dobj"


def cut_off_from(people: Token) -> Token | None:
    """Of "…, killing 12 women and a man, officials said" the participle, where the parse lets the women say it."""
    first = people.left_edge.i
    if people.dep_ not in {"nsubj", "nsubjpass"} or people.head.i < people.i or first == people.sent.start:
        return None
    before = people.doc[first - 1]
    return before if before.tag_ == "VBG" and not any(c.dep_ == "dobj" for c in before.children) else None


def _may_be_verb(word: Token) -> bool:
    """A verb, or a word for dying that the tagger does not know as one: a headline's "Mueren seis"."""
    return word.pos_ == "VERB" or word.lemma_.lower() in fates("intransitive")


def _misread_subject(token: Token, verb: Token) -> Status | None:
    """As in "murieron 25 soldados", where the parse takes for an object who stands behind the verb."""
    people = token.pos_ in {"NUM", "PRON"} or class_of_word(token) is not None
    return fates("intransitive").get(verb.lemma_.lower()) if people else None


def _is_deadly_loss(people: Token, verb: Token) -> bool:
    """As in "lost 14 men in the ambush", "lost nine villagers to the flood"."""
    preps = [c for word in (verb, people) for c in word.children if c.dep_ in {"prep", "dative"}]
    to = [c for c in preps if c.lower_ in _LOST_TO]
    if to:
        return any(c.lemma_.lower() in _DEADLY for prep in to for c in prep.children)
    told = (t for prep in preps if prep.lower_ in _LOST_IN for t in prep.subtree)
    return any(t.lemma_.lower() in _DEADLY and t.pos_ in {"NOUN", "PROPN"} for t in told)


def _left_as(token: Token, verb: Token) -> tuple[Status, Token] | None:
    """The "dead" right behind the people of "left 12 people dead", or behind the list that they begin."""
    states = [c for c in verb.subtree if c.lower_ in fates("state") and token.i < c.i < token.i + _FAR_STATE]
    own = (c for c in states if not _is_of_others(c))
    state = next((c for c in own if c.i - token.i < _NEAR_STATE or (c.dep_ == "oprd" and c.head == verb)), None)
    state = state or _state_behind_list(token)
    return None if state is None else (fates("state")[state.lower_], verb)


def _state_behind_list(first: Token) -> Token | None:
    """The "dead" of "left 35 rebels, a nurse and five soldiers dead"; None where anything else stands between."""
    for word in first.doc[first.i + 1 : first.sent.end]:
        if word.lower_ in fates("state"):
            return None if _is_of_others(word) else word
        if word.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "CCONJ"} and word.text != ",":
            return None
    return None


def _is_of_others(state: Token) -> bool:
    """As in "the dead number 30 and the injured 112", "shot dead two and detained four": no state of those before."""
    return any(c.dep_ in {"det", "dobj"} for c in state.children)
