"""Which people a number counts: the words for them, and their side where another word tells it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geo.language.counts.fate_words import counting_noun, status_word
from geo.language.counts.parties import class_of_word, modifiers, party_class, party_span
from geo.language.text.annotations import once
from geo.language.text.grammar import leaves_out_subjects
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.language.text.parsed import Span, Token
    from geo.types import PartyClass

_RESUMING = Words("counts_grammar", "articles", "resuming")
_LED = Words("casualties", "party", "led")
_TALLIES = Words("casualties", "toll", "tallies")
_KEPT = Words("casualties", "party", "kept")
_RETINUE = Words("casualties", "party", "retinue")
_LOSES = Words("casualties", "losses", "verbs")
#: "He" and "his" are looked up so many sentences back.
_SENTENCES_BACK = 2
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_COPULA = Words("counts_grammar", "verbs", "copula")


def party_of(head: Token, number: Span) -> tuple[str | None, PartyClass]:
    """The words for the counted people and their class."""
    if head.i < number.end:
        return _antecedent(head) or _apposed(head) or _of_whom(head) or (None, "unknown")
    if counting_noun(head):
        return _described_people(head, number)
    people = _counted_noun(head, number)
    span = party_span(people, number.end)
    side = party_class(people)
    his = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in people.children)
    if side == "unknown" or (his and people.lemma_.lower() in _KEPT):
        side = _side_of_leader(people)
    return (str(people.doc[span[0] : span[1]].text) if span else None), side


def _described_people(noun: Token, number: Span) -> tuple[str | None, PartyClass]:
    """The guards of "25 prison guard deaths"."""
    named = [t for t in modifiers(noun) if t.i >= number.end]
    if not named:
        return None, "unknown"
    return str(noun.doc[min(t.i for t in named) : noun.i].text) or None, party_class(noun)


def _side_of_leader(people: Token) -> PartyClass:
    """Of "Cartel boss Doe hid; three of his bodyguards were hurt" the boss's side; of "the army lost 14 men" its."""
    verb = people.head
    if people.lemma_.lower() not in _LED | _RETINUE | _KEPT:
        return "unknown"
    his = people if any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in people.children) else None
    if people.dep_ == "pobj" and people.head.lower_ in _GENITIVE:
        people, verb = people.head.head, people.head.head.head
    if people.dep_ == "dobj" and verb.lemma_ in _LOSES:
        return next((party_class(c) for c in verb.children if c.dep_ == "nsubj"), "unknown")
    return _named_side(his) if his else "unknown"


def _named_side(people: Token) -> PartyClass:
    """The side by which the last person named before is called: "cartel boss", "police chief"."""
    sentences = list(once(people.doc, "atlas_sentences", lambda: list(people.doc.sents)))
    own = bisect_right([s.start for s in sentences], people.i) - 1
    start = sentences[max(own - _SENTENCES_BACK, 0)].start
    for noun in reversed(people.doc[start : people.i]):
        named = noun.pos_ == "PROPN" or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in noun.children)
        if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and named:
            called = (class_of_word(t) for t in noun.doc[noun.left_edge.i : noun.i + 1])
            return next((side for side in called if side not in {None, "unknown"}), None) or "unknown"
    return "unknown"


def _counted_noun(head: Token, number: Span) -> Token:
    """Of "three people police arrested" the people, as the parse joins the two nouns; else the head itself."""
    crowd = next((c for c in head.children if c.dep_ == "compound" and c.tag_ == "NNS" and c.i >= number.end), None)
    return crowd if crowd is not None and class_of_word(crowd) is not None else head


def takes_up(number: Token) -> bool:
    """As in "the three", "all four": a bare number of people told of before."""
    return any(c.dep_ in {"det", "predet"} and c.lower_ in _RESUMING for c in number.children)


def leaves_out_noun(number: Token, cue: Token) -> bool:
    """Whether a number stands alone under the verb of the clause before: "and wounded 17", not "and 17 were hurt".

    A language that leaves out subjects says so either way.
    """
    behind = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else None
    own_clause = not leaves_out_subjects() and any(c.dep_ == "auxpass" for c in cue.children)
    bare = behind is None or status_word(behind) is None or behind.pos_ == "VERB"
    return number.pos_ == "NUM" and bare and not own_clause


def _antecedent(number: Token) -> tuple[str, PartyClass] | None:
    """Of "The leader and two bodyguards were hit …, and the three died": the list that a bare "the three" takes up."""
    if not takes_up(number):
        return None
    for token in reversed(number.doc[number.sent.start : number.i]):
        if token.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(c.dep_ == "conj" for c in token.children):
            heads = [token, *token.conjuncts]
            first, last = min(h.left_edge.i for h in heads), max(h.i for h in heads)
            return str(number.doc[first : last + 1].text), _common_side(heads)
    return None


def _apposed(number: Token) -> tuple[str, PartyClass] | None:
    """Of "the other 25, members of the army, died" the members."""
    said = next((c for c in number.children if c.dep_ == "appos" and c.i > number.i and class_of_word(c)), None)
    if said is None or any(t.pos_ in {"PRON", "NUM"} for t in number.doc[number.i + 1 : said.i]):
        return None  # "101 died, all but three of them policemen"
    first, last = party_span(said, number.i + 1) or (said.i, said.i + 1)
    return str(number.doc[first:last].text), party_class(said)


def _of_whom(number: Token) -> tuple[str, PartyClass] | None:
    """The plotters of "the plotters, of whom 104 were shot dead"."""
    clause = number.head
    people = clause.head if clause.dep_ == "relcl" and number.dep_ in {"nsubj", "nsubjpass"} else None
    if people is None or class_of_word(people) is None:
        return None
    span = party_span(people, people.left_edge.i) or (people.i, people.i + 1)
    return str(number.doc[span[0] : span[1]].text), party_class(people)


def _common_side(heads: Iterable[Token]) -> PartyClass:
    """The side of all in a list whose side is known."""
    sides: list[PartyClass] = [side for side in map(party_class, heads) if side != "unknown"]
    return sides[0] if sides and len(set(sides)) == 1 else "unknown"


def one_of_them(number: Token) -> tuple[str, PartyClass] | None:
    """As in "The guard is one of 73 people who died": the one is the guard."""
    verb = number.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    if verb.lemma_ not in _COPULA or subject is None:
        return None
    return subject.text, party_class(subject)


def tallied_people(tally: Token) -> tuple[str, PartyClass] | None:
    """As in "put the number of hostages killed at 12": the twelve are hostages."""
    behind = (t for prep in tally.children if prep.lower_ in _GENITIVE and prep.i > tally.i for t in prep.children)
    people = next((t for t in behind if class_of_word(t) is not None), None) if tally.lemma_ in _TALLIES else None
    return None if people is None or people.pos_ != "NOUN" else (people.text, party_class(people))
