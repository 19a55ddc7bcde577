"""Groups the names of a text by person: "Jane Doe", "Doe", "Ms. Doe" and a misspelt "Dow" are one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.language.people.governments import is_government_word
from geo.language.people.names import Name, is_body_ahead
from geo.language.text.speech import fold, given_names, roles, short_forms, speech_verbs, titles, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token
    from geo.types import Person

_GENITIVE_PREPOSITIONS = Words("text", "genitive_prepositions")
#: Shortest word in which one wrong letter is forgiven; in shorter ones it makes another name (Kim, Tim).
MIN_FUZZY = 6
#: Labels of a word that is a place or a body where it stands alone, whatever somebody's given name is.
PLACES = frozenset({"GPE", "LOC", "FAC", "ORG"})


@dataclass(slots=True)
class Cluster:
    """The mentions of one person while they are being collected."""

    name: Name
    """The fullest one."""
    mentions: list[Name] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    full: int = 0
    """How many mentions have more than one word."""
    start: int = 0
    """The first token of the first mention."""
    sex: str | None = None
    """As the first title tells that tells one."""

    def add(self, name: Name) -> None:
        """Take a mention in."""
        self.start = name.start if not self.mentions else min(self.start, name.start)
        self.mentions.append(name)
        self.full += len(name.parts) > 1
        self.sex = self.sex or sex_of_title(name.title)
        if name.alias and name.alias not in self.aliases:
            self.aliases.append(name.alias)


class _People:
    """The people of a text so far, by the words of their names: a name is compared with those it may be."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_key: dict[str, dict[int, None]] = {}
        self._by_first: dict[str, list[int]] = {}

    def add(self, name: Name) -> Cluster:
        """A new person of that name."""
        number = len(self.clusters)
        self.clusters.append(Cluster(name))
        parts = name.folded()
        for word in {*parts[1:], *_surnames(parts)}:
            for key in _spellings(word) | {f"{word[:1]}*"} | ({f"{word[:1]}="} if _is_initial(word) else set()):
                self._by_key.setdefault(key, {})[number] = None
        if len(parts) > 1:
            self._by_first.setdefault(parts[0], []).append(number)
        return self.clusters[number]

    def with_surname(self, word: str) -> list[Cluster]:
        """Those of whose words behind the given name one may be this one, in the order in which they came."""
        keys = _spellings(word) | {f"{word[:1]}*" if _is_initial(word) else f"{word[:1]}="}
        numbers = {number for key in keys for number in self._by_key.get(key, ())}
        return [self.clusters[number] for number in sorted(numbers)]

    def with_given_name(self, word: str) -> list[Cluster]:
        """Those of that given name and a surname."""
        return [self.clusters[number] for number in self._by_first.get(word, ())]


def _spellings(word: str) -> set[str]:
    """The word, and where one wrong letter is forgiven the word less one letter: two that are alike share one."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word) if len(word) >= MIN_FUZZY - 1 else 0))}


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _surnames(parts: tuple[str, ...]) -> list[str] | tuple[str, ...]:
    return [word for word in parts[1:] if not _is_initial(word) and word.rstrip(".")] or parts


def same_word(a: str, b: str) -> bool:
    """Whether two folded words of names are the same: equal, initial and name, short form, or one letter wrong."""
    if a == b:
        return True
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    if len(short) == 1 or (len(short) >= 3 and len(long) - len(short) >= 2 and long.startswith(short)):
        return long.startswith(short)
    if short_forms().get(a, a) == short_forms().get(b, b):
        return True
    return min(len(a), len(b)) >= MIN_FUZZY and _one_edit(short, long)


def _one_edit(short: str, long: str) -> bool:
    i = next((k for k, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) == len(long):
        return short[i + 1 :] == long[i + 1 :]
    return len(long) - len(short) == 1 and short[i:] == long[i + 1 :]


def fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` stand in ``long`` in order and are more than the given name alone."""
    at, last = 0, -1
    for word in short:
        while at < len(long) and not (same_word(word, long[at]) if at == 0 else _same_surname(word, long[at])):
            at += 1
        if at == len(long):
            return False
        last, at = at, at + 1
    return last > 0 or len(long) == 1


def _same_surname(a: str, b: str) -> bool:
    """Surnames have no short forms: "Ron" is Ronald, "Lee" is not Leeds."""
    if a == b:
        return True
    if min(len(a.rstrip(".")), len(b.rstrip("."))) == 1:
        return same_word(a, b)
    short, long = sorted((a, b), key=len)
    return len(short) >= MIN_FUZZY - 1 and _one_edit(short, long)


def cluster(doc: Doc, found: list[Name]) -> list[Cluster]:
    """The people of a text, each with all mentions by name, in the order of their first one."""
    people = _People()
    full = [n for n in found if len(n.folded()) > 1]
    for name in sorted(full, key=lambda n: (-len(n.folded()), n.start)):
        alike = people.with_surname(name.folded()[-1])
        home = next((c for c in alike if fits(name.folded(), c.name.folded()) or _by_alias(name, c)), None)
        (home or people.add(name)).add(name)
    _add_singles(found, people)
    _add_untagged(doc, people)
    for c in people.clusters:
        c.mentions.sort(key=lambda n: n.start)
    return sorted(people.clusters, key=lambda c: c.mentions[0].start)


def _by_alias(name: Name, c: Cluster) -> bool:
    """Robert “Bob” Doe is Bob Doe."""
    first, *rest = name.folded()
    return any((fold(alias), c.name.folded()[-1]) == (first, rest[-1]) for alias in c.aliases if rest)


def _add_singles(found: list[Name], people: _People) -> None:
    for name in found:
        if len(name.folded()) == 1:
            (_choose(name, people) or people.add(name)).add(name)


def _choose(name: Name, people: _People) -> Cluster | None:
    """The person a single word means: by surname, then by sex of the title, then the one named most."""
    (word,) = name.folded()
    fitting = [c for c in people.with_surname(word) if _surname_rank(word, c) is not None]
    if not fitting:
        given = people.with_given_name(word)
        return given[0] if len(given) == 1 else None
    fitting = _of_titles_sex(name.title, fitting)
    best = min(_surname_rank(word, c) or 0 for c in fitting)
    fitting = [c for c in fitting if (_surname_rank(word, c) or 0) == best]
    # Of two with one surname the text means the one it is about; the other is named in full.
    return max(fitting, key=lambda c: (c.full, -c.start))


def _of_titles_sex(title: str | None, fitting: list[Cluster]) -> list[Cluster]:
    """Those whom the title's sex leaves; all of them where it leaves none."""
    sex = sex_of_title(title)
    return [c for c in fitting if sex is None or sex_of(c) in (sex, None)] or fitting


def _surname_rank(word: str, c: Cluster) -> int | None:
    """0: the last word of the name, 1: another surname, 2: misspelt; None: not a surname of it."""
    parts = c.name.folded()
    surnames = _surnames(parts)
    if word == surnames[-1]:
        return 0
    if word in surnames:
        return 1
    return 2 if any(_same_surname(word, s) for s in surnames) and len(word) >= MIN_FUZZY else None


def _add_untagged(doc: Doc, people: _People) -> None:
    """Every further mention of a known surname, full name or nickname that neither tagger nor title showed."""
    taken = {i for c in people.clusters for n in c.mentions for i in range(n.start, n.end)}
    _add_surnames(doc, people, taken)
    _add_given_names(doc, people, taken)
    _add_nicknames(doc, people.clusters, taken)


def _add_surnames(doc: Doc, people: _People, taken: set[int]) -> None:
    known = {w for c in people.clusters for w in c.name.folded()[-2:][-1:] + c.name.folded()[1:]}
    for token in doc:
        if token.i in taken or not token.text[:1].isupper() or fold(token.text) not in known:
            continue
        if _inside_another_name(doc, token.i, taken) or _is_office(doc, token.i):
            continue
        name = Name(token.i, token.i + 1, (token.text,))
        home = _choose(name, people)
        if home is not None:
            home.add(name)


def _is_office(doc: Doc, i: int) -> bool:
    """Whether the surname is the word of an office here: "the Bishop of Torla" is not Jane Bishop."""
    office = fold(doc[i].text) in titles() | roles()
    return office and i + 1 < len(doc) and doc[i + 1].lower_ in _GENITIVE_PREPOSITIONS


def _add_given_names(doc: Doc, people: _People, taken: set[int]) -> None:
    """The given name alone, of the one person who bears it: "Jane" behind "Jane Doe, 9, was found"."""
    named = Counter(c.name.folded()[0] for c in people.clusters)
    for token in doc:
        if token.i in taken or not token.text[:1].isupper():
            continue
        word = fold(token.text)
        if named.get(word) != 1 or _is_place(token):
            continue
        home = people.with_given_name(word)
        behind = home and token.i >= home[0].start
        if behind and not is_government_word(token.text) and not _inside_another_name(doc, token.i, taken):
            home[0].add(Name(token.i, token.i + 1, (token.text,)))


def _is_place(token: Token) -> bool:
    """Whether the tagger takes a word for a place or a body, and nothing shows that it speaks."""
    speaks = token.dep_ == "nsubj" and token.head.lemma_.lower() in speech_verbs()
    return token.ent_type_ in PLACES and not speaks


def _add_nicknames(doc: Doc, clusters: list[Cluster], taken: set[int]) -> None:
    if not any(c.aliases for c in clusters):
        return
    places: dict[str, list[int]] = {}
    for token in doc:
        places.setdefault(token.text, []).append(token.i)
    for c in clusters:
        for alias in c.aliases:
            _add_alias(doc, c, alias.split(), taken, places)


def _add_alias(doc: Doc, c: Cluster, parts: list[str], taken: set[int], places: dict[str, list[int]]) -> None:
    for i in places.get(parts[0], ()) if parts else ():
        if i not in taken and [t.text for t in doc[i : i + len(parts)]] == parts:
            c.add(Name(i, i + len(parts), tuple(parts)))


def _inside_another_name(doc: Doc, i: int, taken: set[int]) -> bool:
    """Whether the word belongs to a longer name: "Doe Foundation", "Team Doe"."""
    if is_body_ahead(doc, i + 1) or _is_name_ahead(doc, i, taken):
        return True
    before = doc[i - 1] if i > 0 else None
    if before is None or before.i in taken or not before.whitespace_:
        return False
    return (
        before.pos_ == "PROPN"
        and before.text[:1].isupper()
        and before.lower_ not in titles()
        and not before.is_sent_start
    )


def _is_name_ahead(doc: Doc, i: int, taken: set[int]) -> bool:
    after = doc[i + 1] if i + 1 < len(doc) else None
    return (
        after is not None
        and after.pos_ == "PROPN"
        and after.text[:1].isupper()
        and doc[i].whitespace_ != ""
        and after.i not in taken
    )


def sex_of_title(title: str | None) -> str | None:
    """``woman``, ``man`` or None, as a title or a role's noun tells."""
    if title is None:
        return None
    for sex in ("woman", "man"):
        if title in words("titles", sex) or title in words("gender", sex):
            return sex
    return None


def sex_of(c: Cluster) -> str | None:
    """``woman``, ``man`` or None, as titles and the given name tell."""
    if c.sex is not None:
        return c.sex
    parts = c.name.folded()
    if len(parts) < 2:
        return None
    found = [sex for sex in ("woman", "man") if parts[0] in given_names(sex)]
    return found[0] if len(found) == 1 else None


def sex_of_person(person: Person) -> str | None:
    """``woman``, ``man`` or None, by title, role and given name."""
    for alias in person.aliases:
        if (sex := sex_of_title(fold(alias.split()[0]) if " " in alias else None)) is not None:
            return sex
    for word in (person.role or "").lower().split():
        if (sex := sex_of_title(word)) is not None:
            return sex
    parts = person.name.split()
    if len(parts) < 2:
        return None
    found = [sex for sex in ("woman", "man") if fold(parts[0]) in given_names(sex)]
    return found[0] if len(found) == 1 else None
