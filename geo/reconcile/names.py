"""When two forms of a name may be one person's, over many documents.

A form is a name's words and the country its bearer speaks for.  Forms agree when one is contained in the other in
order ("Ana Ruiz" in "Ana Ruiz Peña"), or when they differ by one letter in one surname and no document holds both.
A form that fits several people who do not agree joins none, unless one of them is far better attested; people of two
governments are never one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Surnames this long may differ by a letter: among shorter ones (Diaz, Dias; Cruz, Cruze) a letter makes another name.
FUZZY_LENGTH = 6
#: A form that fits several people goes to the one named by this many documents …
DOMINANT_SOURCES = 3
#: … and by this many times more than any other.
DOMINANT_RATIO = 3

_NICKNAME = re.compile(r"[\"“”‘«»][^\"“”‘’«»]+[\"“”’«»]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is told, with the government of its bearer."""

    tokens: tuple[str, ...]
    country: str
    """ISO 3166-1 alpha-2; empty where not known."""


def plain_name(name: str) -> str:
    """The name without a nickname in quotation marks."""
    return " ".join(_NICKNAME.sub(" ", name).split()) or name


def tokens_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without nicknames in quotation marks and without initials."""
    words = tuple(_WORD.findall(fold(_NICKNAME.sub(" ", name)))) or tuple(_WORD.findall(fold(name)))
    long = tuple(w for w in words if len(w) > 1)
    return long or words


def _misspelt(a: str, b: str) -> bool:
    return (
        a[:1] == b[:1]
        and min(len(a), len(b)) >= FUZZY_LENGTH
        and DamerauLevenshtein.distance(a, b, score_cutoff=1) == 1
    )


def _within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` stand in ``full`` in order; one surname may be misspelt."""
    if len(short) == 1:
        surnames = full[1:] or full
        return any(short[0] == word or _misspelt(short[0], word) for word in surnames)
    at, slips = 0, 0
    for n, word in enumerate(short):
        while at < len(full) and full[at] != word:
            if n and not slips and _misspelt(word, full[at]):
                slips = 1
                break
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _agree(a: Form, b: Form) -> bool:
    """Whether two forms can name one person: neither country nor words contradict."""
    if a.country and b.country and a.country != b.country:
        return False
    short, full = sorted((a.tokens, b.tokens), key=len)
    return _within(short, full)


def _keys(form: Form) -> Iterator[str]:
    """What forms that may agree have in common: a surname, or a long surname less one letter."""
    for word in form.tokens[1:] or form.tokens:
        yield word
        if len(word) >= FUZZY_LENGTH:
            yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def _kin(forms: Mapping[Form, set[str]]) -> dict[Form, list[Form]]:
    """For each form the others it agrees with; a twin that differs in a letter is none if one text holds both."""
    shared: dict[str, set[Form]] = defaultdict(set)
    for form in forms:
        for key in _keys(form):
            shared[key].add(form)
    kin = {}
    for form in forms:
        near = {other for key in _keys(form) for other in shared[key]} - {form}
        kin[form] = [
            o
            for o in near
            if _agree(form, o)
            and not (len(o.tokens) == len(form.tokens) and o.tokens != form.tokens and forms[o] & forms[form])
        ]
    return kin


def _more_telling(a: Form, b: Form) -> bool:
    """Whether ``a`` says more about the person than ``b``: more words, or the same words and a country."""
    return (len(a.tokens), bool(a.country)) > (len(b.tokens), bool(b.country))


def _owner(form: Form, forms: Mapping[Form, set[str]], kin: Mapping[Form, list[Form]]) -> Form:
    """The fuller form that a form stands for; itself where none fits or several do."""
    top = _fullest(form, kin)
    if not top:
        return form
    top.sort(key=lambda f: (-len(forms[f]), f.tokens, f.country))
    best = len(forms[top[0]])
    rivals = [f for f in top[1:] if f not in kin[top[0]]]
    clear = best >= DOMINANT_SOURCES and all(best >= DOMINANT_RATIO * len(forms[f]) for f in rivals)
    return top[0] if not rivals or clear else form


def _fullest(form: Form, kin: Mapping[Form, list[Form]]) -> list[Form]:
    """The fuller forms that a form agrees with and that no fuller one of them goes beyond."""
    fuller = [f for f in kin[form] if _more_telling(f, form)]
    return [f for f in fuller if not any(_more_telling(g, f) and g in fuller for g in kin[f])]


def _twin(form: Form, forms: Mapping[Form, set[str]], kin: Mapping[Form, list[Form]]) -> Form:
    """Of full names that differ in one letter the best attested."""
    twins = [f for f in kin[form] if len(f.tokens) == len(form.tokens) > 1 and f.country == form.country]
    return min([form, *twins], key=lambda f: (-len(forms[f]), f.tokens))


def cluster(forms: Mapping[Form, set[str]]) -> dict[Form, Form]:
    """Each form with the form that stands for its person; ``forms`` hold the ids of the documents that use them."""
    kin = _kin(forms)
    step = {form: _owner(form, forms, kin) for form in forms}
    step = {form: owner if owner != form else _twin(form, forms, kin) for form, owner in step.items()}
    result = {}
    for form in forms:
        seen, at = {form}, form
        while step[at] not in seen:
            at = step[at]
            seen.add(at)
        result[form] = min({at, step[at]}, key=lambda f: (-len(f.tokens), f.tokens, f.country))
    return result
