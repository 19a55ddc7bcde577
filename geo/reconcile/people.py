"""One person across documents: the surname, the full name, with and without accents, misspelt.

Forms of a name belong together when one is contained in the other in order ("Ana Ruiz" in "Ana Ruiz Peña"), or
when they differ by one letter in one surname.  A form that fits two people who differ from each other joins
neither, unless one of them is far better attested; people of two governments are never one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from geo.countries import country_name
from geo.reconcile.places import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.types import Extraction, Person

#: Surnames this long may differ by a letter: among shorter ones (Diaz, Dias; Cruz, Cruze) a letter makes another name.
FUZZY_LENGTH = 6
#: A form that fits several people goes to the one named by this many documents …
DOMINANT_SOURCES = 3
#: … and by this many times more than any other.
DOMINANT_RATIO = 3
OTHERS = "Others"

_NICKNAME = re.compile(r"[\"“”‘«»][^\"“”‘’«»]+[\"“”’«»]")
_WORD = re.compile(r"\w+")
_THROUGH = re.compile(r"^(?:(?:an?|the) )?(?:account|statement|version|testimony|post|message|figures|words)s? "
                      r"(?:of|by|from) ")


@dataclass(frozen=True, slots=True)
class _Form:
    tokens: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class People:
    """Canonical names and governments over all documents."""

    names: Mapping[tuple[str, str], str]
    """(document id, folded name in that document) to canonical name."""
    governments: Mapping[str, str]
    """Canonical name to jurisdiction: ISO 3166-1 alpha-2, with a state after a dash."""

    def name(self, doc_id: str, text: str) -> str:
        """The canonical name of somebody as named in one document; the words themselves if nobody is known by them.

        Titles before a name, and "the account of", are looked through: they speak through the person.
        """
        exact = self.names.get((doc_id, fold(text)))
        return exact or self.names.get((doc_id, fold(_named_in(doc_id, text, self.names))), text)

    def known(self, doc_id: str, text: str) -> bool:
        """Whether the words name a person of that document."""
        return (doc_id, fold(text)) in self.names or (doc_id, fold(_named_in(doc_id, text, self.names))) in self.names

    def jurisdiction(self, name: str | None) -> str | None:
        """The government that a person, under the canonical name, speaks for; None: none, or not known."""
        return self.governments.get(name) if name else None


def _named_in(doc_id: str, text: str, names: Mapping[tuple[str, str], str]) -> str:
    """The known name that a phrase of title and name ends in; the phrase where it is none."""
    rest = _THROUGH.sub("", text)
    words = rest.split()
    for at in range(len(words)):
        if (doc_id, fold(" ".join(words[at:]))) in names:
            return " ".join(words[at:])
        if not words[at][:1].isupper() and words[at] not in {"of", "and", "the"}:
            break
    return text


def government_group(jurisdiction: str | None) -> str:
    """Group of the quote board: "Mexico", "Mexico, Sonora" or "Others"."""
    if not jurisdiction:
        return OTHERS
    code, _, state = jurisdiction.partition("-")
    return f"{country_name(code)}, {state}" if state else country_name(code)


def tokens_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without nicknames in quotation marks and without initials."""
    words = tuple(_WORD.findall(fold(_NICKNAME.sub(" ", name)))) or tuple(_WORD.findall(fold(name)))
    long = tuple(w for w in words if len(w) > 1)
    return long or words


def _misspelt(a: str, b: str) -> bool:
    return (a[:1] == b[:1] and min(len(a), len(b)) >= FUZZY_LENGTH
            and DamerauLevenshtein.distance(a, b, score_cutoff=1) == 1)


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


def _agree(a: _Form, b: _Form) -> bool:
    """Whether two forms can name one person: neither country nor words contradict."""
    if a.country and b.country and a.country != b.country:
        return False
    short, full = sorted((a.tokens, b.tokens), key=len)
    return _within(short, full)


def _country(person: Person) -> str:
    return (person.jurisdiction or "").partition("-")[0]


def _more_telling(a: _Form, b: _Form) -> bool:
    """Whether ``a`` says more about the person than ``b``: more words, or the same words and a country."""
    return (len(a.tokens), bool(a.country)) > (len(b.tokens), bool(b.country))


def _owner(form: _Form, forms: Mapping[_Form, set[str]]) -> _Form:
    """The fuller form that a form stands for; itself where none fits or several do."""
    fuller = [f for f in forms if _more_telling(f, form) and _agree(f, form)]
    top = [f for f in fuller if not any(_more_telling(g, f) and _agree(g, f) for g in fuller)]
    if not top:
        return form
    top.sort(key=lambda f: (-len(forms[f]), f.tokens, f.country))
    best = len(forms[top[0]])
    rivals = [f for f in top[1:] if not _agree(top[0], f)]
    clear = best >= DOMINANT_SOURCES and all(best >= DOMINANT_RATIO * len(forms[f]) for f in rivals)
    return top[0] if not rivals or clear else form


def _same_length_twin(form: _Form, forms: Mapping[_Form, set[str]]) -> _Form:
    """Of full names that differ in one letter and never stand in one document, the best attested."""
    twins = [f for f in forms if len(f.tokens) == len(form.tokens) > 1 and f.country == form.country
             and f != form and _agree(f, form) and not forms[f] & forms[form]]
    return min([form, *twins], key=lambda f: (-len(forms[f]), f.tokens))


def _cluster(forms: Mapping[_Form, set[str]]) -> dict[_Form, _Form]:
    """Each form with the form that stands for its person."""
    step = {form: _owner(form, forms) for form in forms}
    step = {form: owner if owner != form else _same_length_twin(form, forms) for form, owner in step.items()}
    result = {}
    for form in forms:
        seen, at = {form}, form
        while step[at] not in seen:
            at = step[at]
            seen.add(at)
        result[form] = min({at, step[at]}, key=lambda f: (-len(f.tokens), f.tokens, f.country))
    return result


def _accents(text: str) -> int:
    return sum(ord(c) > 127 for c in text)


def _canonical(spellings: Counter[str]) -> str:
    """The fullest of the best attested spellings: told by two documents before one, then the longest name."""
    def key(name: str) -> tuple[bool, bool, int, int, int, str]:
        count, words = spellings[name], len(tokens_of(name))
        return (words < 2, count < 2, -words, -count, -_accents(name), name)
    return min(spellings, key=key)


def _plain(name: str) -> str:
    """The name without a nickname in quotation marks."""
    return " ".join(_NICKNAME.sub(" ", name).split()) or name


def _persons(extractions: Sequence[Extraction]) -> Iterable[tuple[str, Person]]:
    for extraction in extractions:
        for person in extraction.people:
            if tokens_of(person.name):
                yield extraction.document.id, person


def _form(person: Person) -> _Form:
    return _Form(tokens_of(person.name), _country(person))


def _most_told(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], -len(v), v))


def resolve_people(extractions: Sequence[Extraction]) -> People:
    """The people of all documents, each under one name."""
    forms: dict[_Form, set[str]] = defaultdict(set)
    for doc_id, person in _persons(extractions):
        forms[_form(person)].add(doc_id)
    owner = _cluster(forms)
    spellings: dict[_Form, Counter[str]] = defaultdict(Counter)
    governments: dict[_Form, list[str]] = defaultdict(list)
    for _, person in _persons(extractions):
        cluster = owner[_form(person)]
        spellings[cluster][_plain(person.name)] += 1
        if person.jurisdiction:
            governments[cluster].append(person.jurisdiction)
    canonical = {cluster: _canonical(names) for cluster, names in spellings.items()}
    names: dict[tuple[str, str], str] = {}
    for doc_id, person in _persons(extractions):
        names.setdefault((doc_id, fold(person.name)), canonical[owner[_form(person)]])
    for doc_id, person in _persons(extractions):
        for alias in person.aliases:  # a full name outranks another person's alias
            names.setdefault((doc_id, fold(alias)), canonical[owner[_form(person)]])
    told = {canonical[cluster]: _most_told(values) for cluster, values in sorted(
        governments.items(), key=lambda item: (item[0].tokens, item[0].country))}
    return People(names, told)
