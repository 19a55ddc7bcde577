"""Which government words such as "U.S.", "Mexican" or "Texas governor" stand for; general knowledge, no geography."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from geo.language.text.speech import fold
from geo.language.text.words import one_of
from geo.lexicons import Words, pattern, per_language, table
from geo.settings import DATA

_FEDERAL = Words("governments", "state", "federal")
_WORD = re.compile(r"\w+")
#: Characters before a government in which stands what makes it a counterpart: "against the".
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Government:
    """A country, or a state of one, as words name it."""

    country: str
    """ISO 3166-1 alpha-2."""
    state: str | None = None

    def code(self) -> str:
        """``"MX"`` or ``"MX-Michoacán"``."""
        return f"{self.country}-{self.state}" if self.state else self.country


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "gazetteer" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def _listed(row: dict[str, str], *fields: str) -> list[str]:
    return [word for field in fields for word in (row.get(field) or "").split("|") if word]


@per_language
def _words() -> dict[str, Government]:
    known = _in_this_language()
    for row in _rows("admin1.csv"):
        government = Government(row["code"].split(".")[0], row["name"])
        for word in [row["name"], *_listed(row, "demonyms")]:
            known.setdefault(word, government)
    for row in _rows("countries.csv"):
        for word in [row["name"], *_listed(row, "aliases", "demonyms")]:
            if word not in known:
                known[word] = Government(row["code"])
    for country, bodies in table("governments", "bodies").items():
        known.update(dict.fromkeys(bodies, Government(country)))
    return known


def _in_this_language() -> dict[str, Government]:
    """What the language itself calls countries and states, where the gazetteer has other names; also as in a title."""
    known: dict[str, Government] = {}
    for section in ("names", "states"):
        for code, listed in table("governments", section).items():
            country, _, state = code.partition("-")
            for word in listed:
                known[word] = known[word[:1].upper() + word[1:]] = Government(country, state or None)
    return known


@per_language
def _folded() -> frozenset[str]:
    return frozenset(map(fold, _words()))


@per_language
def _pattern() -> re.Pattern[str]:
    bodies = {body for listed in table("governments", "bodies").values() for body in listed}
    names = one_of(_words().keys() - bodies, cased=True)
    return re.compile(rf"(?<![\w.])(?:(?i:{one_of(_words().keys() & bodies)})|{names})(?!\w)")


@per_language
def _openings() -> frozenset[str]:
    """The first words of all names, in any case: few phrases have one, and only there is a name looked for."""
    return frozenset(word[0].casefold() for name in _words() if (word := _WORD.search(name)))


@per_language
def _meaning(found: str) -> Government:
    known = _words()
    return (
        known[found]
        if found in known
        else {word.lower(): government for word, government in known.items()}[found.lower()]
    )


def is_government_word(words: str) -> bool:
    """Whether the words are just a country's or state's name or demonym, or a body of government."""
    return words in _words() or fold(words) in _folded()


def named_governments(phrase: str) -> list[tuple[Government, bool]]:
    """The governments a phrase names; the flag says whether it is only the counterpart ("ambassador *to* Mexico")."""
    if _openings().isdisjoint(_WORD.findall(phrase.casefold())):
        return []
    counterpart = pattern("governments", "before_counterpart")
    return [
        (_meaning(m.group()), bool(counterpart.search(phrase, max(0, m.start() - _BEFORE), m.start())))
        for m in _pattern().finditer(phrase)
    ]


def government_of(role: str, *, state_office: bool) -> Government | None:
    """The government that somebody with this role speaks for, as far as the role's words tell."""
    named = named_governments(role)
    countries = [government for government, foreign in named if not foreign and not government.state]
    states = _states(named, counterparts=state_office and not countries)
    if state_office and states and not _is_federal(role):
        return states[0]
    if countries:
        return countries[0]
    country = states[0].country if states else _country_of_party(role)
    return Government(country) if country else None


def _country_of_party(role: str) -> str | None:
    """The country in whose style a party is told: "Sen. Jane Doe (R-Ohio)"."""
    tags = table("governments", "party_tags")
    return next((country for country in tags if pattern("governments", "party_tags", country).search(role)), None)


def _states(named: list[tuple[Government, bool]], *, counterparts: bool) -> list[Government]:
    """The states among them; those that are only the counterpart stand last, if they are wanted."""
    own = [government for government, foreign in named if government.state and not foreign]
    others = [government for government, foreign in named if government.state and foreign]
    return [*own, *others] if counterparts else own


def _is_federal(role: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", role) for word in _FEDERAL)
