"""The people of a text: each one person under all names, with role and government."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.people.governments import is_government_word, named_governments
from geo.language.people.names import find_names
from geo.language.people.roles import Role, before_titles, best_role, jurisdiction_of, roles_at
from geo.language.people.same_person import Cluster, cluster
from geo.language.people.unnamed import is_counterpart, office_before
from geo.language.text.annotations import text_of
from geo.language.text.spans import starting_in
from geo.language.text.speech import called, titles, words
from geo.language.text.words import without_first
from geo.lexicons import Words
from geo.types import Person

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc

#: Share of a text's mentions of countries that one must have so that a bare "Defense Secretary" is taken to be its own;
#: with two countries at odds in a text the rival has at least a third.
HOME_SHARE = 0.6
_COUNTERPARTS = Words("people", "counterparts")
_DEFINITE_ARTICLES = Words("text", "definite_articles")
MARKS = frozenset('“”"‘«»')


@dataclass(frozen=True, slots=True)
class PersonMentions:
    """A person and every place where the text names them."""

    person: Person
    spans: tuple[tuple[int, int], ...]
    """Code points (start, end) of each mention by name, titles left out, in order."""
    sure: bool = True
    """Whether the words of the office name the government; else it is the one that the text is mostly about."""
    offices: tuple[str, ...] = ()
    """The nouns of all roles that the text tells, in its order: "general", "secretario"."""


def annotate(doc: Doc) -> tuple[PersonMentions, ...]:
    """All whom the text names."""
    clusters = cluster(doc, find_names(doc))
    told = [[role for n in c.mentions for role in roles_at(doc, n.start, n.end)] for c in clusters]
    roles = [best_role(found) for found in told]
    governments = _governments(doc, clusters, roles)
    held = _with_told_before(doc, clusters, list(zip(roles, governments, strict=True)))
    return tuple(
        replace(_person(doc, c, *office), offices=tuple(dict.fromkeys(role.noun for role in found)))
        for c, office, found in zip(clusters, held, told, strict=True)
    )


def _person(doc: Doc, c: Cluster, role: Role | None, government: str | None) -> PersonMentions:
    return PersonMentions(
        Person(_full_name(c), _aliases(doc, c), role.text if role else None, _affiliation(doc, role), government),
        tuple(sorted({(doc[n.start].idx, doc[n.end - 1].idx + len(doc[n.end - 1])) for n in c.mentions})),
        role is None or jurisdiction_of(role) is not None,
    )


def _with_told_before(
    doc: Doc, clusters: list[Cluster], offices: list[tuple[Role | None, str | None]]
) -> list[tuple[Role | None, str | None]]:
    """Office and government of each person, with the offices that only a sentence before tells."""
    held = {(role.noun, government) for role, government in offices if role}
    told = [None if role else _told_before(doc, c, held) for c, (role, _) in zip(clusters, offices, strict=True)]
    return [
        (office, jurisdiction_of(office)) if office else before for office, before in zip(told, offices, strict=True)
    ]


def _told_before(doc: Doc, c: Cluster, held: set[tuple[str, str | None]]) -> Role | None:
    """The office that the sentence before tells, unless somebody else has it or may have it."""
    office = office_before(doc, c.mentions[0].start, c.mentions[0].end)
    if office is None:
        return None
    nouns = {office.noun} if is_counterpart(office.noun) else called(office.noun)
    taken = {(noun, government) for noun in nouns for government in (None, jurisdiction_of(office))} & held
    return None if taken else office


def _governments(doc: Doc, clusters: list[Cluster], roles: list[Role | None]) -> list[str | None]:
    """For each person the government spoken for: by the role's own words, else the country the text is about."""
    counted = Counter(government.country for government, _ in named_governments(text_of(doc)))
    counted -= _in_names(doc, clusters)
    heads = words("roles", "head_of_government")
    told = [jurisdiction_of(role) if role else None for role in roles]
    taken = {g for role, g in zip(roles, told, strict=True) if role and g and role.noun in heads}
    return [
        government or (_home_of(doc, c, role, counted, taken) if role else None)
        for c, role, government in zip(clusters, roles, told, strict=True)
    ]


def _in_names(doc: Doc, clusters: list[Cluster]) -> Counter[str]:
    """The countries that stand in names of people: "Francia Ruiz", "Jordan Doe"."""
    names = (doc[name.start : name.end].text for c in clusters for name in c.mentions)
    return Counter(government.country for name in names for government, _ in named_governments(name))


def _home_of(doc: Doc, c: Cluster, role: Role, counted: Counter[str], taken: set[str]) -> str | None:
    """The government of an office without a country in its words."""
    if not role.national or named_governments(role.text):
        return None
    if role.noun not in words("roles", "head_of_government"):
        return home_country(counted, set())
    # A country has one president: the one of another, or of the other side of the sentence, is not this one's.
    others = taken | _counterparts(doc, c)
    beside = {country: n for country, n in _beside(doc, c).items() if country not in others}
    return home_country(Counter(beside) or counted, others)


def _beside(doc: Doc, c: Cluster) -> Counter[str]:
    """How often each country is named in the sentences that name a person."""
    sentences = {doc[name.start].sent.start: doc[name.start].sent for name in c.mentions}
    told = Counter(g.country for sentence in sentences.values() for g, _ in named_governments(sentence.text))
    return told - _in_names(doc, [c])


def _counterparts(doc: Doc, c: Cluster) -> set[str]:
    """Countries whose leader a sentence names beside this person: "Doe phoned France's president"."""
    out: set[str] = set()
    for name in c.mentions:
        sentence = doc[name.start].sent
        for token in sentence:
            if token.lower_ not in _COUNTERPARTS or abs(token.i - name.start) <= 1 or token.i == 0:
                continue
            before = doc[max(sentence.start, token.i - 3) : token.i].text
            out |= {government.country for government, _ in named_governments(before)}
    return out


def home_country(counted: Counter[str], taken: set[str]) -> str | None:
    """The one country a text is about, ISO alpha-2, leaving out some; None where several share it."""
    left = Counter({country: times for country, times in counted.items() if country not in taken})
    if not left:
        return None
    country, times = left.most_common(1)[0]
    return country if times >= HOME_SHARE * left.total() else None


def _full_name(c: Cluster) -> str:
    return " ".join(_bare(part) for part in c.name.parts)


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s")


def _aliases(doc: Doc, c: Cluster) -> tuple[str, ...]:
    full = _full_name(c)
    told = [_told(doc, n.title, n.start, n.end) for n in c.mentions]
    return tuple(dict.fromkeys(alias for alias in [*told, *c.aliases] if alias != full and not MARKS & set(alias)))


def _told(doc: Doc, title: str | None, start: int, end: int) -> str:
    """The name with its title, unless the title is the end of a longer role ("Press Secretary Doe")."""
    titled = title is not None and start > 0 and doc[start - 1].lower_ == title and doc[start - 1].text[0].isupper()
    first = before_titles(doc, start) if titled and start > 1 and doc[start - 2].lower_ in titles() else start - 1
    longer = first > 0 and doc[first - 1].pos_ in ("PROPN", "ADJ", "NOUN") and bool(doc[first - 1].whitespace_)
    return _bare(doc[first if titled and not longer else start : end].text)


def _affiliation(doc: Doc, role: Role | None) -> str | None:
    """The body or government inside the role's words: an institution of the text, else what has a proper name."""
    if role is None:
        return None
    start, end = doc[role.start].idx, doc[role.end - 1].idx + len(doc[role.end - 1])
    for institution in starting_in(doc._.institutions, start, end):
        if institution.end <= end:
            return str(institution.name)
    for entity in doc[role.start : role.end].ents:
        name = without_first(entity.text, _DEFINITE_ARTICLES)
        # One word of an office, the "Defense" of a Defense Secretary, is no body's name.
        if entity.label_ in ("ORG", "GPE", "NORP") and (" " in name or name.isupper() or is_government_word(name)):
            return str(name)
    return None
