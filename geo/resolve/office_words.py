"""What the words of an office tell: of a country, a state or a town, and which countries can have it at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.countries import has_office, has_state_premiers, only_country_with
from geo.gazetteer.folding import fold
from geo.language.people.governments import named_governments
from geo.language.people.institutions import classify, office_kind
from geo.language.text.speech import short_titles, words
from geo.lexicons import Words, general, pattern, per_language, table

if TYPE_CHECKING:
    from collections.abc import Sequence

Level = Literal["country", "federal", "state", "police", "town"]
_OF_TOWNS = Words("institutions", "offices", "towns")
_OF_STATES = Words("institutions", "offices", "states")
_OF_NATIONS = Words("institutions", "offices", "nations")
_BARE = Words("institutions", "offices", "bare")
_NATIONAL = Words("institutions", "offices", "national")
_OF_NO_GOVERNMENT = Words("institutions", "offices", "none")
_INTERNATIONAL = Words("institutions", "offices", "international")
_TO = Words("institutions", "offices", "to")
_RANKS = Words("institutions", "offices", "police_ranks")
_RESCUE = Words("institutions", "offices", "rescue")
_ARMY_RANKS = Words("institutions", "offices", "ranks")
_SHARED_RANKS = Words("institutions", "offices", "shared_ranks")
_PUBLIC = Words("institutions", "offices", "public")
_OF_NAMED_STATES = Words("institutions", "offices", "named_states")
_DEPUTIES = Words("institutions", "offices", "deputies")
_ONE_EACH = Words("institutions", "offices", "one_each")
_ENDINGS = Words("speech", "small_words", "genitive")
#: Kinds of bodies that only some countries leave to states and towns.
_POLICE = frozenset({"police", "prosecutor"})


def in_full(role: str) -> str:
    """The words of an office in lower case, short titles in full ("Gov." is a governor), genitives as words."""
    plain = role.lower().replace("’", "'").replace("-", " ").replace("'s ", " 's ").split()
    return " ".join(short_titles().get(word.strip(".,"), word.strip(",")) for word in plain)


def holds(words_: str, word: str) -> bool:
    """Whether a word or phrase stands among others."""
    return f" {word} " in f" {words_} "


def holds_any(words_: str, any_of: Words) -> bool:
    """Whether one of a group's words or phrases stands among others."""
    return any(map(f" {words_} ".__contains__, _apart(any_of)))


@per_language
def _apart(words_: Words) -> tuple[str, ...]:
    """The words or phrases of a group with blanks around them."""
    return tuple(f" {word} " for word in words_.now())


def level_of(role: str, aliases: Sequence[str] = ()) -> Level | None:
    """Of what an office is, by its words in full; None: of no government.

    ``country``: of a whole country even where it names a state; ``federal``: of a country; ``state`` and ``town``: of
    one of those; ``police``: as the country has it.
    """
    if holds_any(role, _OF_NO_GOVERNMENT):
        return None
    if holds_any(role, _OF_NATIONS):
        return "country"
    if role in _BARE:
        return "federal"
    kind = office_kind(role)
    local = _local(role, kind)
    if local is not None:
        return "federal" if holds_any(role, _NATIONAL) else local
    if kind or holds_any(role, _PUBLIC):
        return "police" if kind in _POLICE else "federal"
    return _of_body(role) or ("police" if _has_rank(aliases) else _of_rank(role))


def _local(role: str, kind: str | None) -> Level | None:
    """Whether an office is one of a town, of its police, or of a state."""
    if holds_any(role, _RESCUE):
        return "police"
    if holds_any(role, _OF_TOWNS):
        return "police" if kind in _POLICE else "town"
    return "state" if holds_any(role, _OF_STATES) else None


def _of_body(role: str) -> Level | None:
    """Of what the body is that an office names: "spokesman for the civil protection agency"."""
    kind, level = classify(role)
    if kind in _POLICE:
        return "police"
    levels: dict[str | None, Level] = {"municipal": "town", "state": "state", "federal": "federal"}
    return levels.get(level)


def is_rank(role: str) -> bool:
    """Whether a role is nothing but a rank of an army: "Lieutenant Colonel"."""
    told = set(role.replace(".", "").split())
    return bool(told) and told <= frozenset(_ARMY_RANKS)


def _of_rank(role: str) -> Level | None:
    """Of what somebody is of whom only a rank is told."""
    if not is_rank(role):
        return None
    return "police" if set(role.replace(".", "").split()) <= frozenset(_SHARED_RANKS) else "federal"


def _has_rank(aliases: Sequence[str]) -> bool:
    """Whether somebody is told with a rank that only the police have: "Supt. Jane Doe"."""
    return any(alias.lower().split()[0].strip(".") in _RANKS for alias in aliases if " " in alias)


def is_international(role: str) -> bool:
    """Whether an office is one of a body of many countries: "U.N. envoy", not "Peru's ambassador to the U.N."."""
    if any(not foreign for _, foreign in named_governments(role)):
        return False
    held = next((word for word in _INTERNATIONAL if holds(role, word)), None)
    return held is not None and not any(holds(role, f"{to} {held}") for to in _TO)


def has_one_country(role: str) -> bool:
    """Whether only one country has the body that a role names: the Pentagon is one."""
    return any(holds(role, name) for name in table("institutions", "country"))


def has_owner(role: str) -> bool:
    """Whether an office says by name of what it is: "Lyon's mayor", "governor of Bauchi"."""
    for joint in pattern("institutions", "office_owners", "of").finditer(role):
        behind = joint.group().isalpha()
        owner = role[joint.end() :].split()[:1] if behind else role[: joint.start()].split()[-1:]
        if owner and owner[0][:1].isupper():
            return True
    return False


def seat_of(speaker: str) -> str | None:
    """The country of a body known by its house, with which a speaker's words end: "a spokesman for the Kremlin"."""
    listed = table("governments", "bodies").items()
    return next((country for country, bodies in listed for body in bodies if speaker.endswith(body)), None)


def could_be(role: str, country: str) -> bool:
    """Whether a country can have an office: a kingdom has no president, and a republic no king.

    One of a state any may have, and one whose states have premiers a premier without having one itself.
    """
    if _local(role, office_kind(role)) is not None or (
        has_state_premiers(country) and holds_any(role, _OF_NAMED_STATES)
    ):
        return True
    return all(has_office(country, key) for key in _keys(role))


def only_country(role: str) -> str | None:
    """The one country that has an office: the pope's is one."""
    return next((country for key in _keys(role) if (country := only_country_with(key))), None)


def _keys(role: str) -> list[str]:
    """The offices of ``states.toml`` that stand in a role."""
    offices = table("institutions", "office_names")
    return [key for key, names in offices.items() if any(holds(role, name) for name in names)]


def heads(role: str) -> frozenset[str]:
    """The words of an office that only one in a country has: president, premier, king."""
    return frozenset(words("roles", "head_of_government") & set(role.split()))


def top_offices(role: str) -> frozenset[str]:
    """The offices in a role of which a country has one, by their keys in ``states.toml``: no state's, no deputy's."""
    if _local(role, office_kind(role)) is not None or holds_any(role, _DEPUTIES):
        return frozenset()
    return frozenset(_keys(role)) & frozenset(_ONE_EACH)


def own_countries(role: str) -> list[str]:
    """The countries that the words of an office name as its own."""
    return [government.country for government, foreign in named_governments(role) if not foreign]


def is_last_word(before: str) -> bool:
    """Whether the text before an office ends with its country: "British", "Britain's"."""
    last = before.rstrip().rsplit(" ", 1)[-1]
    for ending in _ENDINGS:
        last = last.removesuffix(ending)
    return bool(named_governments(last))


@cache
def _heads() -> dict[str, list[tuple[str, str, str]]]:
    """Full names and last names, folded → country, and first and last year in office."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for code, told in general("heads")["heads"].items():
        for name, _, years in (text.rpartition(" ") for text in told):
            first, _, last = years.partition("-")
            for called in dict.fromkeys((fold(name), fold(name.rpartition(" ")[2]))):
                found.setdefault(called, []).append((code, first, last or "9999"))
    return found


def country_led_by(name: str, day: str | None) -> str | None:
    """The country (ISO alpha-2) whose head of state or government bore a name on an ISO day; None: none, or several."""
    year = (day or "")[:4]
    led = {code for code, first, last in _heads().get(fold(name), ()) if year and first <= year <= last}
    return led.pop() if len(led) == 1 else None
