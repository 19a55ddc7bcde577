"""The verb right behind people whose parse lost it: "Between three and nine soldiers were hurt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import befallen, does_it_to_others, fates, left_as, phrase_at
from geo.language.counts.parties import class_of_word, party_span
from geo.language.text.forms import is_plural_form
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Token
    from geo.types import Status

_PASSIVE = Words("text", "passive_auxiliaries")
_LIVES = Words("casualties", "lives", "nouns")
_JOINING = Words("text", "and")
#: How people hang in a sentence whose verb the parse lost.
_FREE = frozenset({"ROOT", "nsubj", "npadvmod", "appos", "dep"})
#: "Y su abuela paterna" has so many words at most.
_LONGEST_JOINED = 6
#: So many words between two commas at most stand between people and their verb.
_LONGEST_ASIDE = 16


def by_verb_behind(token: Token) -> tuple[Status, Token] | None:
    """Of "Between three and nine soldiers were hurt": the verb group right behind, where the parse lost the subject."""
    passive, start = False, _behind_aside(token)
    for word in token.doc[start : min(start + 5, token.sent.end)]:
        if word.pos_ == "VERB":
            phrase = None if does_it_to_others(word) else phrase_at(word)
            own = fates("intransitive").get(word.lemma_.lower()) or left_as(word) or phrase
            status = befallen(word) if passive else own
            return (status, word) if status else None
        if passive and word.lower_ in fates("state"):
            return fates("state")[word.lower_], word
        if word.pos_ not in {"AUX", "ADV"}:
            return None
        passive = passive or word.lemma_ in _PASSIVE
    return None


def _behind_joined(noun: Token, first: int) -> int:
    """Of "Dos niños y su abuela murieron" the verb behind the other, where it tells of several."""
    doc = noun.doc
    if noun.dep_ not in _FREE or first >= noun.sent.end or doc[first].lower_ not in _JOINING:
        return first
    rest = doc[first + 1 : min(first + _LONGEST_JOINED, noun.sent.end)]
    verb = next((t for t in rest if t.pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}), None)
    several = verb is not None and verb.pos_ in {"VERB", "AUX"} and is_plural_form(verb)
    return verb.i if several and verb is not None and verb.i > first + 1 else first


def _behind_words(noun: Token) -> int:
    """The first token behind a noun and "of the army"."""
    span = party_span(noun, noun.i)
    return span[1] if span is not None else noun.i + 1


def _behind_aside(noun: Token) -> int:
    """Where the verb may stand: behind the noun, or behind an aside: "14 people, seven guards among them, died"."""
    doc, first = noun.doc, _behind_words(noun)
    if first >= noun.sent.end or doc[first].text != ",":
        return _behind_joined(noun, first)
    commas = (t.i for t in doc[first + 1 : min(first + _LONGEST_ASIDE, noun.sent.end)] if t.text == ",")
    closed = next(commas, None)
    if closed is None or closed + 1 >= noun.sent.end or any(t.pos_ == "VERB" for t in doc[first:closed]):
        return first
    verb = doc[closed + 1]
    behind = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and c.i > verb.i]
    own = any(class_of_word(c) and c.lemma_ not in _LIVES for c in behind)
    return first if own else closed + 1
