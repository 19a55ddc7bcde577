"""Finds the office that a sentence tells without a name and the next one names without the office.

"Peru's foreign minister said the road was open.  Jane Doe told reporters …": Jane Doe is Peru's foreign minister.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.people.governments import named_governments
from geo.language.people.roles import Role, role_noun
from geo.language.text.grammar import VERBAL
from geo.language.text.speech import speech_verbs, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Span, Token

_DEFINITE = Words("text", "definite_articles")
_HEADS = Words("speech", "roles", "head_of_government")
_TO_THE_NATION = Words("people", "roles", "to_the_nation")
_COUNTERPARTS = Words("people", "roles", "counterparts")
_OWN = Words("people", "roles", "own")
#: Marks with which somebody's words may open.
MARKS = frozenset('“"«‘')
#: What behind a noun belongs to it: "president of Peru", "presidente peruano".
_OF_NOUN = frozenset({"amod", "prep"})


def office_before(doc: Doc, start: int, end: int) -> Role | None:
    """The office of the one named at these tokens, as the sentence before tells it.

    Both sentences must tell what somebody said, since others than the one in office may act in the next.
    """
    if len(doc[start:end].text.split()) < 2 or not _speaks(doc, start, end):
        return None
    noun = _subject(_before(doc[start].sent), doc[start:end].root.head)
    if noun is None or (name := role_noun(noun)) is None or name not in words("roles", "office"):
        return None
    opens = start == doc[start].sent.start or (_opens_with_words(doc, start) and _is_of_country(noun, doc[start]))
    if not (opens or is_counterpart(name) or _is_to_the_nation(doc, start, noun)):
        return None
    return Role(*_words_of(noun, name)) if is_counterpart(name) or _is_owned(noun) else None


def is_counterpart(noun: str) -> bool:
    """Whether a noun only says that somebody has the office that another has elsewhere."""
    return noun in _COUNTERPARTS


def _is_owned(noun: Token) -> bool:
    """Whether an office is one the text has told of, or its owner's: "the minister", "Peru's minister"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    return any(c.lower_ in _DEFINITE for c in noun.children) or (owner is not None and owner.pos_ == "PROPN")


def _words_of(noun: Token, name: str) -> tuple[str, str, int, int]:
    """An office as it is told, without its article: "Peru's minister", "Mexican counterpart"."""
    first, last = noun.left_edge.i, noun.i + 1
    first += noun.doc[first].lower_ in _DEFINITE or noun.doc[first].lower_ in _OWN
    for child in noun.rights:
        if child.left_edge.i == last and child.dep_ in _OF_NOUN:
            last = child.right_edge.i + 1
    return noun.doc[first:last].text, name, first, last


def _speaks(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody says something in a sentence behind the first that does not tell what they are."""
    described = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].pos_ in ("DET", "ADJ", "NOUN")
    name = doc[start:end].root
    speaks = name.dep_ == "nsubj" and name.head.lemma_.lower() in speech_verbs()
    return speaks and not described and doc[start].sent.start > 0


def _is_to_the_nation(doc: Doc, start: int, noun: Token) -> bool:
    """Whether what is said behind a statement is said as a country's head does whose office was told right before.

    As in "It is over, Kenya's president says.  Ten were lost, Jane Doe told the nation.".
    """
    told = {t.lower_ for t in doc[start].sent if t.i > start}
    headed = role_noun(noun) in _HEADS and _names_country(noun)
    return headed and bool(told & _TO_THE_NATION.now()) and noun.sent.start <= _first_word(doc)


def _names_country(noun: Token) -> bool:
    """Whether an office is told with its country: "Peru's minister"."""
    return bool(named_governments(_words_of(noun, "")[0]))


def _opens_with_words(doc: Doc, start: int) -> bool:
    """Whether somebody is told behind words in marks: “No,” Jane Doe said."""
    first = doc[start].sent.start
    return first < start and doc[first].text in MARKS


def _is_of_country(noun: Token, name: Token) -> bool:
    """Whether an office is told with its country, in the paragraph of a name behind it."""
    return _names_country(noun) and not any("\n" in t.text for t in noun.doc[noun.i : name.i] if t.is_space)


def _first_word(doc: Doc) -> int:
    """The first token of a text: only its lead tells of whom it goes on to speak."""
    return next((t.i for t in doc if not t.is_space), 0)


def _before(sentence: Span) -> Span | None:
    """The sentence before, white space left out."""
    at = sentence.start - 1
    while at > 0 and sentence.doc[at].is_space:
        at -= 1
    return sentence.doc[at].sent if at >= 0 else None


def _subject(sentence: Span | None, verb: Token) -> Token | None:
    """The noun that says what a sentence tells; a counterpart may do anything right before they speak."""
    subjects = [t for t in sentence or () if t.dep_ == "nsubj" and t.pos_ == "NOUN"]
    said = next((t for t in subjects if t.i > t.sent.start and _is_said(t.head)), None)
    if said is not None:
        return said
    return next((t for t in subjects if t.head == t.sent.root and _answers(t, verb)), None)


def _is_said(verb: Token) -> bool:
    """Whether a verb reports speech."""
    return verb.pos_ in VERBAL and verb.lemma_.lower() in speech_verbs()


def _answers(noun: Token, verb: Token) -> bool:
    """Whether a noun is a counterpart, told of in the paragraph of a verb behind it."""
    apart = any(t.is_space and "\n" in t.text for t in noun.doc[noun.i : verb.i])
    return not apart and is_counterpart(role_noun(noun) or "")
