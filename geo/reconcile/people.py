"""One person across documents: the surname, the full name, with and without accents, misspelt (see ``names``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.countries import country_name
from geo.language.people.governments import named_governments
from geo.lexicons import Words, pattern, reading
from geo.messages import message
from geo.reconcile.bodies import resolve_bodies
from geo.reconcile.events.places import fold
from geo.reconcile.names import Form, cluster, plain_name, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.reconcile.bodies import Body
    from geo.types import Extraction, Person

OTHERS = message("Others")
#: How many bare offices an office outweighs that names its country ("French president"), or a place ("mayor of Lyon").
SAYS_WHOSE, SAYS_WHERE = 9, 3

_IN_NAMES = Words("speech", "small_words", "in_names")
_ARTICLES, _UNNAMED = Words("text", "articles"), Words("institutions", "assertion", "unnamed")


@dataclass(frozen=True, slots=True)
class People:
    """Canonical names and governments over all documents."""

    names: Mapping[tuple[str, str], str]
    """(document id, folded name in that document) to canonical name."""
    governments: Mapping[str, str]
    """Canonical name to jurisdiction: ISO 3166-1 alpha-2, with a state after a dash."""
    surnames: Mapping[str, str] = field(default_factory=dict)
    """Folded last word of a full name to the canonical name of the only one who bears it."""
    bodies: Mapping[tuple[str, str], Body] = field(default_factory=dict)
    """(document id, folded name of a body in that document) to the body over all documents."""

    def name(self, doc_id: str, text: str) -> str:
        """The canonical name of somebody or some body as named in one document; the words themselves if it is unknown.

        Titles before a name, and "the account of", are looked through: they speak through the person.
        """
        body = self.bodies.get((doc_id, fold(text)))
        exact = self.names.get((doc_id, fold(text))) or (body.name if body else None)
        return exact or self.names.get((doc_id, fold(_named_in(doc_id, text, self.names)))) or self._elsewhere(text)

    def called(self, doc_id: str, text: str) -> tuple[tuple[str, str], ...]:
        """Of a body (language, the name that most documents in it use); empty for people and what is not known."""
        body = None if (doc_id, fold(text)) in self.names else self.bodies.get((doc_id, fold(text)))
        return body.called if body else ()

    def _elsewhere(self, text: str) -> str:
        """The only one of that surname in all documents, where one names nobody in full: "Doe told them"."""
        return self.surnames.get(fold(text), text) if text[:1].isupper() else text

    def known(self, doc_id: str, text: str) -> bool:
        """Whether the words name a person of that document."""
        return (doc_id, fold(text)) in self.names or (doc_id, fold(_named_in(doc_id, text, self.names))) in self.names

    def jurisdiction(self, name: str | None) -> str | None:
        """The government that a person, under the canonical name, speaks for; None: none, or not known."""
        return self.governments.get(name) if name else None


def within_a_sentence(words: str, language: str) -> str:
    """What a text calls somebody where that began a sentence, as within one: "the authorities", "officials".

    What a name follows may be a name's own beginning: "El Diario", "The Mexican army".
    """
    first, _, rest = words.partition(" ")
    with reading(language):
        common = first.lower() in _UNNAMED or (bool(rest) and first.lower() in _ARTICLES)
    return words[:1].lower() + words[1:] if common and not rest[:1].isupper() else words


def _named_in(doc_id: str, text: str, names: Mapping[tuple[str, str], str]) -> str:
    """The known name that a phrase of title and name ends in; the phrase where it is none."""
    rest = pattern("quotes", "sources", "through").sub("", text)
    words = rest.split()
    for at in range(len(words)):
        if (doc_id, fold(" ".join(words[at:]))) in names:
            return " ".join(words[at:])
        if not words[at][:1].isupper() and words[at] not in _IN_NAMES:
            break
    return text


def government_group(jurisdiction: str | None) -> str:
    """Group of the quote board: "Mexico", "Mexico, Sonora" or "Others"."""
    if not jurisdiction:
        return OTHERS
    code, _, state = jurisdiction.partition("-")
    return f"{country_name(code)}, {state}" if state else country_name(code)


def _country(person: Person) -> str:
    """The country that keeps a person apart from others of that name; not one that only the text around it tells."""
    bare = person.role is not None and _weight(person) == 1 and len(tokens_of(person.name)) > 1
    return "" if bare else (person.jurisdiction or "").partition("-")[0]


def _weight(person: Person) -> int:
    """How much a document tells of somebody's government: an office that names it, that names a place, a bare one.

    To be asked in the language of the document.
    """
    role = person.role or ""
    if any(not foreign for _, foreign in named_governments(role)):
        return SAYS_WHOSE
    return SAYS_WHERE if pattern("institutions", "office_owners", "of").search(role) else 1


def _accents(text: str) -> int:
    return sum(ord(c) > 127 for c in text)


def _canonical(spellings: Counter[str]) -> str:
    """The fullest of the best attested spellings: told by two documents before one, then the longest name."""

    def key(name: str) -> tuple[bool, bool, int, int, int, str]:
        count, words = spellings[name], len(tokens_of(name))
        return (words < 2, count < 2, -words, -count, -_accents(name), name)

    return min(spellings, key=key)


def _persons(extractions: Sequence[Extraction]) -> Iterable[tuple[str, Person]]:
    """The people of each document; whoever goes through them reads their words in its language."""
    for extraction in extractions:
        with reading(extraction.document.language):
            for person in extraction.people:
                if tokens_of(person.name):
                    yield extraction.document.id, person


def _form(person: Person) -> Form:
    return Form(tokens_of(person.name), _country(person))


def _most_told(values: Iterable[str], countries: Counter[str]) -> str:
    """The government told most; of those told alike the one whose country most people of the incident speak for."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], -countries[v[:2]], -len(v), v))


def _surnames(canonical: Iterable[str]) -> dict[str, str]:
    """Surnames that one person alone has, of those named in full."""
    full = {name: tokens_of(name) for name in canonical if len(tokens_of(name)) > 1}
    borne = Counter(words[-1] for words in full.values())
    return {words[-1]: name for name, words in full.items() if borne[words[-1]] == 1}


def resolve_people(extractions: Sequence[Extraction]) -> People:
    """The people of all documents, each under one name."""
    forms: dict[Form, set[str]] = defaultdict(set)
    for doc_id, person in _persons(extractions):
        forms[_form(person)].add(doc_id)
    owner = cluster(forms)
    spellings: dict[Form, Counter[str]] = defaultdict(Counter)
    governments: dict[Form, list[str]] = defaultdict(list)
    for _, person in _persons(extractions):
        one = owner[_form(person)]
        spellings[one][plain_name(person.name)] += 1
        if person.jurisdiction:
            governments[one] += [person.jurisdiction] * _weight(person)
    canonical = {one: _canonical(names) for one, names in spellings.items()}
    names: dict[tuple[str, str], str] = {}
    for doc_id, person in _persons(extractions):
        names.setdefault((doc_id, fold(person.name)), canonical[owner[_form(person)]])
    for doc_id, person in _persons(extractions):
        for alias in person.aliases:  # a full name outranks another person's alias
            names.setdefault((doc_id, fold(alias)), canonical[owner[_form(person)]])
    by_name: dict[str, list[str]] = defaultdict(list)
    for one, values in governments.items():
        by_name[canonical[one]] += values
    countries = Counter(country for values in by_name.values() for country in {value[:2] for value in values})
    told = {name: _most_told(values, countries) for name, values in sorted(by_name.items())}
    return People(names, told, _surnames(canonical.values()), resolve_bodies(extractions))
