"""Who the counted people were: the words for them and the side they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import status_word
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, entry, per_language, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.language.text.parsed import Token
    from geo.types import PartyClass

CLASSES: tuple[PartyClass, ...] = ("security_forces", "cartel", "civilian", "unknown")
#: "200 protesters and police officers": so many tokens at most from the first noun to one under the same number.
SHARED_REACH = 4
#: The same for a list of three or more.
LIST_REACH = 9
#: Parts of speech that can name people.
_NOMINAL = {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB"}
_NOT_PEOPLE = Words("casualties", "party", "not_people")
_SIDES = Words("casualties", "party", "sides")
_WITHOUT_SIDE = Words("casualties", "party", "without_side")
_RETINUE = Words("casualties", "party", "retinue")
_FORCES = Words("casualties", "party", "forces_by_themselves")
_ARMED_PEOPLE = Words("casualties", "party", "armed_people")
_ARMED = Words("casualties", "party", "armed")
_LEFT_OUT = Words("casualties", "party", "left_out")
_MEMBERSHIP = Words("counts_grammar", "prepositions", "membership")


@per_language
def people_nouns() -> dict[str, PartyClass]:
    """Lemmas that name people, with their class."""
    party = table("casualties", "party")
    return {word: side for side in reversed(CLASSES) for word in party.get(side, ())}


def class_of_word(token: Token) -> PartyClass | None:
    """The class a noun names by itself; None: it names no people."""
    nouns = people_nouns()
    return next((nouns[form] for form in _forms(token) if form in nouns), None)


def _forms(token: Token) -> Iterator[str]:
    """A noun as it may stand in a list: its lemma, and what is left of a plural that the tagger did not know."""
    yield token.lemma_.lower()
    word = token.lower_
    yield word
    yield from (word.removesuffix(ending) for ending in plural_endings())
    yield from (word.replace(many, one) for many, one in table("counts_grammar", "plural", "inside").items())


@per_language
def plural_endings() -> tuple[str, ...]:
    """What a plural may end in, in the order in which it is tried."""
    return tuple(entry("counts_grammar", "plural", "endings") or ())


def without_plural(word: str) -> str:
    """The word without the first of these endings that it has."""
    ending = next((ending for ending in plural_endings() if word.endswith(ending)), "")
    return word.removesuffix(ending)


@per_language
def _endings_of_people() -> tuple[str, ...]:
    return tuple(entry("casualties", "party", "endings") or ())


def may_be_person(token: Token) -> bool:
    """True for a noun that is formed like one for a person: "vendor", "cyclist"."""
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and lemma.endswith(_endings_of_people()) and lemma not in _NOT_PEOPLE


def is_neutral(token: Token) -> bool:
    """True for a noun whose modifiers tell the side: "members", "deaths"."""
    return token.lemma_.lower() in _SIDES or class_of_word(token) in {None, "unknown"}


def modifiers(head: Token) -> list[Token]:
    """Nouns and adjectives that say which people: "gang" members, members of the "police"."""
    out = [t for t in head.lefts if t.dep_ in {"compound", "amod", "nmod", "poss"} and t.pos_ in _NOMINAL]
    out += [t for t in head.rights if _describes_behind(t)]
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in _MEMBERSHIP:
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    out += [noun, *modifiers(noun)]
    return out + [inner for t in list(out) if t.dep_ in {"compound", "poss"} for inner in modifiers(t)]


def _end_of_group(preposition: Token) -> int:
    """Where "of the army" ends (exclusive): before a place or a time, which a parse may hang on it."""
    words = preposition.doc[preposition.i + 1 : preposition.right_edge.i + 1]
    other = (t.i for t in words if (t.dep_ == "prep" and t.lower_ not in _MEMBERSHIP) or _before_number(t))
    return next(other, preposition.right_edge.i + 1)


def _before_number(word: Token) -> bool:
    """The "and" of "members of the police and three villagers"."""
    return word.dep_ == "cc" and word.i + 1 < len(word.doc) and word.nbor().pos_ in {"NUM", "DET"}


def _counts(preposition: Token) -> bool:
    """As in "una mujer de 34 años": an age or a number of something else behind it."""
    return any(c.dep_ == "nummod" for noun in preposition.children for c in noun.children)


def _describes_behind(word: Token) -> bool:
    """As in "elementos policiales", "civiles armados": an adjective behind its noun that tells no fate."""
    return word.dep_ == "amod" and word.pos_ == "ADJ" and status_word(word) is None


def _is_armed(head: Token) -> bool:
    """As in "tres civiles armados"."""
    return head.lemma_.lower() in _ARMED_PEOPLE and any(c.lower_ in _ARMED for c in head.children)


def party_class(head: Token) -> PartyClass:
    """The class of a noun phrase by its head and, where the head is neutral, by its modifiers or its companions."""
    own = class_of_word(head)
    if _is_mixed(head):
        return "unknown"
    if _is_armed(head):
        return "cartel"
    if own is not None and own != "unknown":
        return own
    if not is_neutral(head):
        return "unknown"
    if head.lemma_.lower() not in _WITHOUT_SIDE:
        for token in modifiers(head):
            side = class_of_word(token)
            if side is not None and side != "unknown":
                return side
    if head.lemma_.lower() in _FORCES and not modifiers(head):
        return "security_forces"
    if head.lemma_.lower() in _RETINUE:
        return _first_class(t for t in head.conjuncts if t.lemma_ != head.lemma_)
    return "unknown"


def _is_mixed(head: Token) -> bool:
    """As in "200 protesters and officers", "44 gang fighters and border guards": two classes under one number."""
    own = _told_side(head)
    listed = sharing(head) or _in_bare_list(head)
    return any(_told_side(c) not in {own, None} for c in listed) and _has_number(head)


def _in_bare_list(head: Token) -> list[Token]:
    """The rest of "161 civilians, police and loyal troops": nouns alone, which no verb of speech follows."""
    rest = sorted((c for c in head.conjuncts if c.i > head.i), key=lambda t: t.i)
    bare = all(c.pos_ in {"NOUN", "PROPN"} and not any(g.dep_ in {"nummod", "det"} for g in c.children) for c in rest)
    last = rest[-1] if len(rest) > 1 and bare and rest[-1].i - head.i <= LIST_REACH else None
    speak = last is None or last.head.lemma_ in saying_verbs() or _next_word(last) in saying_verbs()
    return [] if speak else rest


def _next_word(token: Token) -> str:
    return token.nbor().lemma_ if token.i + 1 < len(token.doc) else ""


def _told_side(noun: Token) -> PartyClass | None:
    """The class of a noun, or of what it is called by; None where it names no people."""
    own = class_of_word(noun)
    if own != "unknown" or noun.lemma_.lower() in _WITHOUT_SIDE:
        return own
    return next((s for t in modifiers(noun) if (s := class_of_word(t)) not in {None, "unknown"}), own)


def _has_number(head: Token) -> bool:
    """True where a number stands at it or before its phrase, where the parse may hang it on another noun."""
    first = min([head.i, *(t.left_edge.i for t in head.lefts)])
    before = head.doc[first - 1] if first > head.sent.start else None
    return any(c.dep_ == "nummod" for c in head.children) or (before is not None and before.pos_ == "NUM")


def _first_class(heads: Iterable[Token]) -> PartyClass:
    return next((side for side in map(party_class, heads) if side != "unknown"), "unknown")


def sharing(head: Token) -> list[Token]:
    """Nouns listed behind the head under the same number: "200 protesters and officers"."""
    return [
        c
        for c in head.conjuncts
        if 0 < c.i - head.i <= SHARED_REACH
        and not any(t.text == "," for t in head.doc[head.i : c.i])
        and c.pos_ in {"NOUN", "PROPN"}
        and not any(g.dep_ in {"nummod", "det"} for g in c.children)
    ]


def party_span(head: Token, number_end: int) -> tuple[int, int] | None:
    """First and last token (exclusive) of the words for them, the number left out; None where only a number stands."""
    return (_first_word(head, number_end), _end_of_words(head)) if head.i >= number_end else None


def _first_word(head: Token, number_end: int) -> int:
    """Where the words for them begin: at the first of the head's modifiers behind the number."""
    left = min(
        [
            t.i
            for t in head.lefts
            if t.i >= number_end and t.lower_ not in _LEFT_OUT and t.dep_ in {"compound", "amod", "nmod", "poss"}
        ]
        + [head.i]
    )
    return min(
        [left]
        + [
            t.left_edge.i
            for t in head.lefts
            if t.i >= number_end and t.dep_ in {"compound", "poss"} and t.left_edge.i >= number_end
        ]
    )


def _end_of_words(head: Token) -> int:
    """Where the words for them end (exclusive): behind "of the police", or behind the nouns listed with the head."""
    right = head.i + 1
    while right < head.sent.end and head.doc[right].head == head and _describes_behind(head.doc[right]):
        right += 1
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in _MEMBERSHIP and prep.i == right and not _counts(prep):
            right = _end_of_group(prep)
            break
    if not any(t.dep_ == "prep" for t in head.doc[head.i + 1 : right]) and any(
        c.dep_ == "nummod" for c in head.children
    ):
        right = max([right, *(c.i + 1 for c in sharing(head) or _in_bare_list(head))])
    return right
