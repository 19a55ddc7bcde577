"""Whose fate a noun or a number shares: the list it stands in, the whole of which it is a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import counting_noun, is_unreal, status_word
from geo.language.counts.objects import cut_off_from
from geo.language.counts.parties import class_of_word
from geo.language.text.hanging import first_of_list
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Token

_PART_OF_WHOLE = Words("counts_grammar", "prepositions", "part_of_whole")
_COMPARING = Words("counts_grammar", "estimates", "comparing")
_COMPARED = Words("counts_grammar", "estimates", "compared")
_TALLIES = Words("casualties", "toll", "tallies")
_OF_THEM = Words("counts_grammar", "pronouns", "of_them")
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_INCLUDING = Words("counts_grammar", "prepositions", "including")
_PARENTS = Words("casualties", "parents", "nouns")
_DEFINITE = Words("counts_grammar", "articles", "definite")


def shares_fate_of(token: Token) -> Token | None:
    """The noun above whose fate a noun or number shares: the first of a list, the whole of which it is a part."""
    if token.dep_ in {"conj", "appos"}:
        return None if _is_apart(token) else token.head
    if token.dep_ == "pobj" and token.head.lower_ in _COMPARING and token.head.head.lower_ in _COMPARED:
        return token.head.head  # "as many as 40 died"
    if token.dep_ == "pobj" and token.head.lower_ in _PART_OF_WHOLE and _may_be_whole(token.head.head, token):
        return token.head.head
    if token.head.lower_ in _INCLUDING and token.i > token.head.i:
        whole = _included_in(token)
        if whole is not None:
            return whole
    if token.dep_ in {"nummod", "quantmod"} and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return token.head
    return _listed_subject(token)


def _is_apart(listed: Token) -> bool:
    """Whether what a list goes on with does not share the fate of its first."""
    return _is_deed(listed) or _is_of_others(listed) or _is_beside_deaths(listed) or _is_who_says_it(listed)


def _is_who_says_it(listed: Token) -> bool:
    """As in "…, killing 12 women and a man, a nurse said", which the parse joins: behind the last comma they speak."""
    first = first_of_list(listed)
    if listed.dep_ != "conj" or cut_off_from(first) is None:
        return False
    commas = [t.i for t in listed.doc[first.i : first.head.i] if t.text == ","]
    return bool(commas) and listed.i > commas[-1]


def _is_deed(listed: Token) -> bool:
    """As in "left three dead, ten hurt and the escape of 14 inmates": what goes on with the list is nobody."""
    the = any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in listed.children)
    behind = any(c.dep_ == "prep" and c.lower_ in _GENITIVE for c in listed.children)
    nobody = class_of_word(listed) is None and status_word(listed) is None and counting_noun(listed) is None
    return listed.pos_ == "NOUN" and the and behind and nobody and listed.lemma_ not in _TALLIES


def _is_of_others(number: Token) -> bool:
    """As in "ten hurt and the escape of 14 inmates, nine of whom are at large": the nine are of the 14."""
    doc, behind = number.doc, f"{number.doc[number.i + 1 : number.i + 4].text.lower()} "
    if number.dep_ != "appos" or number.pos_ != "NUM" or not behind.startswith(tuple(f"{turn} " for turn in _OF_THEM)):
        return False
    between = doc[number.head.i + 1 : number.i]
    return any(t.dep_ == "nummod" and t.head.i < number.i and class_of_word(t.head) is not None for t in between)


def _is_beside_deaths(people: Token) -> bool:
    """As in "61 deaths and 34 people in care": the deaths are counted by themselves, and these are none of them."""
    numbered = any(c.dep_ == "nummod" for c in people.children)
    other = class_of_word(people) is not None and counting_noun(people) is None
    return people.dep_ == "conj" and numbered and other and counting_noun(people.head) is not None


def _may_be_whole(noun: Token, part: Token) -> bool:
    """Whether some may be part of what a noun names: of people, of a number, of "a total"."""
    lemma = noun.lemma_.lower()
    named = noun.pos_ in {"NOUN", "NUM", "PROPN", "PRON"} or lemma in _TALLIES
    return named and lemma not in _PARENTS and noun.i != part.i and not is_unreal(noun)


def _included_in(token: Token) -> Token | None:
    """The whole that a preposition or a participle such as "including" names a part of."""
    if token.dep_ == "pobj" and token.head.head.pos_ == "VERB":
        return _befallen_by(token.head)
    return _named_before(token.head) if token.dep_ in {"dobj", "nsubj"} else None


def _befallen_by(including: Token) -> Token | None:
    """The people of "39 people were injured, including two guards", where the parse hangs the list on the verb."""
    told = [c for c in including.head.children if c.i < including.i and c.dep_ in {"nsubjpass", "dobj"}]
    return next((c for c in reversed(told) if class_of_word(c) is not None or c.pos_ == "NUM"), None)


def _named_before(including: Token) -> Token | None:
    """The whole of "14 personas, incluidos siete guardias", where the parse sees a participle with a subject."""
    before = [c for c in including.children if c.dep_ == "nsubj" and c.i < including.i]
    above = including.head
    if above.pos_ in {"NOUN", "NUM", "PROPN"} and above.i < including.i:
        before.append(above)
    return next(iter(before), None)


def _listed_subject(token: Token) -> Token | None:
    """The attackers of "60 shoppers, six attackers and five soldiers died", where the parse lost the shoppers."""
    lost = token.dep_ == "npadvmod" and token.i + 1 < token.sent.end and token.nbor().text == ","
    if not lost or class_of_word(token) is None:
        return None
    after = (c for c in token.head.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i > token.i)
    subject = next(after, None)
    return subject if subject is not None and class_of_word(subject) is not None else None
