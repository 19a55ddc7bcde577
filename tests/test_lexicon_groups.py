"""Every language has the groups of words that code asks for, or a reason why it has no words there."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo.lexicons import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

Group = tuple[str, ...]
ROOT = Path(__file__).resolve().parent.parent
ENGLISH = FOLDER / "en"
ASKING = {"Words", "entry", "table", "pattern", "words"}
#: Files whose keys are no groups: countries, and the words of one language in another.
NO_GROUPS = {"varieties", "titles"}
#: The words of a rule's own groups are named by the rules of the same language.
OWN_RULES = ("events", "groups")

NO_GENITIVE = "An owner stands behind 'de'; no mark joins it to what is his."
FORM = "An infinitive, a future and a participle are told by their forms."
NO_PARTICLE = "No particle parts from its verb: 'descartar', 'suspender' stand among the denials."
BY_PREPOSITION = "Words of one group with others do it: a preposition stands before whoever listens."
TAKEN_ALONG = "'El barco se llevó a doce personas' may be said of those whom it carried."
NO_SUCH_ORDER = "Spanish has no such order of words, or the noun in the middle stays unknown."

#: By language the groups that it has no words for, with the reason.
ABSENT: dict[str, dict[Group, str]] = {
    "es": {
        (
            "casualties",
            "losses",
            "causes",
        ): "'Occasions' hold the one preposition of losses.",
        (
            "casualties",
            "toll",
            "nouns",
        ): "A tally says what it counts: no noun means the dead alone.",
        ("counts_grammar", "estimates", "comparing"): "'Hasta 400' is a bound before the number, no comparison.",
        ("counts_grammar", "estimates", "compared"): "'Hasta 400' is a bound before the number, no comparison.",
        ("counts_grammar", "genitive", "left_over"): NO_GENITIVE,
        ("counts_grammar", "genitive", "marks"): NO_GENITIVE,
        ("counts_grammar", "plural", "inside"): "Plurals are made at the end of a word.",
        (
            "counts_grammar",
            "repeated_state",
            "openers",
        ): "'También lo están' says it with a pronoun.",
        ("counts_grammar", "repeated_state", "verbs"): "'También lo están' says it with a pronoun.",
        ("casualties", "lives", "along"): TAKEN_ALONG,
        ("casualties", "lives", "taking"): TAKEN_ALONG,
        ("casualties", "lives", "thing"): TAKEN_ALONG,
        ("events_days", "background", "from"): "'A un año de la explosión' has the one preposition of all distances.",
        ("events_days", "background", "onward"): "'A un año de la explosión' has no adverb.",
        ("place_context", "around"): "'El distrito de Lima' stands before the name, where levels do.",
        ("dates", "early_or_late"): "'A última hora del domingo' is a part of the day, which has its own words.",
        ("dates", "future", "to_come"): FORM,
        ("dates", "numbers", "and"): "'Ciento seis' joins a scale and its rest without a word.",
        ("counts_grammar", "pronouns", "it"): "'Ahora es de 21' takes a toll up without a pronoun.",
        ("events_cues", "raid", "order"): "'Para' needs no second word.",
        ("events_cues", "trigger", "rang"): "The parser knows these verbs.",
        ("places", "scene", "into"): "'Irrumpió en' has the preposition of place, which leads nowhere.",
        ("events_grammar", "according"): "'Según' stands right before the source.",
        ("events_grammar", "nearly"): "'Poco antes de' has its preposition between, so that it tells no bound.",
        ("governments", "party_tags"): "No country whose news is Spanish tags a member of parliament so.",
        ("quotes", "clauses", "infinitive_markers"): FORM,
        ("quotes", "goes_on", "one"): "Subjects are left out, so that no pronoun takes a thing up.",
        ("quotes", "goes_on", "many"): "Subjects are left out, so that no pronoun takes things up.",
        ("quotes", "names", "genitive_of_plural"): NO_GENITIVE,
        ("quotes", "sources", "measures"): "No preposition of sources stands before measures as well.",
        ("quotes", "sources", "prepositions"): "'Según' is one of the written sources.",
        ("quotes", "sources", "putting"): NO_SUCH_ORDER,
        ("quotes", "verbs", "like_nouns"): "The tagger takes no verb of speech for a noun.",
        ("quotes", "verbs", "only_with"): "No verb of speech needs a second word.",
        ("quotes", "verbs", "telling"): BY_PREPOSITION,
        ("quotes", "verbs", "to_somebody"): BY_PREPOSITION,
        ("institutions", "verbs", "laid_out"): "No particle parts from its verb: 'exponer', 'detallar' report speech.",
        ("reality", "calling"): NO_PARTICLE,
        ("reality", "off"): NO_PARTICLE,
        ("reality", "ruling"): NO_PARTICLE,
        ("reality", "out"): NO_PARTICLE,
        ("reality", "from"): "'Impidió que atacaran' has a clause, not a preposition.",
        ("speech", "small_words", "genitive"): NO_GENITIVE,
        ("text", "genitive_endings"): NO_GENITIVE,
        ("text", "infinitive_particles"): FORM,
        (
            "place_context",
            "acting",
            "government",
        ): "'Governing' in places.toml has them.",
        (
            "place_context",
            "acting",
            "governments",
        ): "'Governing' in places.toml has them.",
        ("place_context", "acting", "headline"): "Its headlines write verbs small, so that the tagger knows them.",
        ("place_context", "kinds", "based"): NO_SUCH_ORDER,
        ("place_context", "kinds", "houses_named"): NO_SUCH_ORDER,
        ("place_context", "kinds", "streets"): "A street's word stands before its name ('streets_leading').",
        ("place_context", "kinds", "several_streets"): "A street's word stands before its name ('streets_leading').",
        ("place_context", "plurals"): "The word of level stands before the names: 'los condados de Cooke y Love'.",
        ("places", "naming", "doubtful_streets"): "A street's word stands before its name.",
        ("places", "naming", "forces"): NO_SUCH_ORDER,
        ("places", "naming", "never_before"): "A word of level stands before 'de' and the name.",
        ("places", "naming", "own_state"): NO_SUCH_ORDER,
        ("places", "prepositions", "of_clubs"): "A club is told with its article.",
    }
}


@cache
def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _found(language: str, group: Group) -> object:
    """What a language has there; None where it has nothing."""
    found: Any = _read(FOLDER / language / f"{group[0]}.toml")
    for key in group[1:]:
        found = found.get(key) if isinstance(found, dict) else None
    return found


@cache
def asked() -> frozenset[Group]:
    """The groups that code names outright."""
    return frozenset(group for path in (ROOT / "geo").rglob("*.py") for group in _named_in(path))


def _named_in(path: Path) -> Iterator[Group]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING:
            keys = tuple(a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
            if len(keys) == len(node.args) > 1 and (ENGLISH / f"{keys[0]}.toml").is_file():
                yield keys


def _leaves(at: object, group: Group) -> Iterator[Group]:
    """The lists and shapes below a table, but for tables that code asks for as a whole: their keys are words."""
    if group in asked() or not isinstance(at, dict):
        yield group
        return
    for key, below in at.items():
        yield from _leaves(below, (*group, key))


def english_groups() -> set[Group]:
    """The groups that English has: those that code names, and those that it finds by a key it makes."""
    named = {group for group in asked() if _found("en", group)}
    files = (path for path in ENGLISH.glob("*.toml") if path.stem not in NO_GROUPS)
    found = (g for path in files for g in _leaves(_read(path), (path.stem,)))
    return named | {g for g in found if not any(g[:n] in asked() for n in range(1, len(g) + 1)) and g[:2] != OWN_RULES}


def languages() -> list[str]:
    """Those that are read whole: a language that has words for places and dates alone says that it is partial."""
    return sorted(p.name for p in FOLDER.iterdir() if p != ENGLISH and _is_whole(p / "language.toml"))


def _is_whole(path: Path) -> bool:
    return path.is_file() and not tomllib.loads(path.read_text(encoding="utf-8")).get("partial")


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_group_or_says_why_not(language: str) -> None:
    missing = {g for g in english_groups() if not _found(language, g)} - ABSENT[language].keys()
    assert not missing, "\n".join(sorted(" ".join(g) for g in missing))


@pytest.mark.parametrize("language", languages())
def test_what_is_said_to_be_absent_is(language: str) -> None:
    stale = [g for g in ABSENT[language] if _found(language, g) or g not in english_groups()]
    assert not stale, stale


@pytest.mark.parametrize("language", languages())
def test_shapes_of_a_language_have_the_groups_of_the_english_ones(language: str) -> None:
    """Code asks a match for its "year", its "many": a shape without that group would fail in the middle of a text."""
    for group in english_groups():
        one, other = _found("en", group), _found(language, group)
        if isinstance(one, str) and isinstance(other, str) and "(?P<" in one:
            assert set(re.findall(r"\(\?P<(\w+)>", one)) <= set(re.findall(r"\(\?P<(\w+)>", other)), group


@pytest.mark.parametrize("language", ["en", *languages()])
def test_every_shape_can_be_read(language: str) -> None:
    for path in (FOLDER / language).glob("*.toml"):
        for group in _leaves(_read(path), (path.stem,)):
            told = _found(language, group)
            if isinstance(told, str) and re.search(r"\(\?|\\[bswAZ]", told):
                re.compile(told, re.VERBOSE)


@pytest.mark.parametrize("language", ["en", *languages()])
def test_rules_of_events_name_groups_that_are_there(language: str) -> None:
    groups = _read(FOLDER / language / "events.toml")["groups"]
    keys = ("subject", "object", "near", "modifier", "unless", "within", "mover", "not_of", "alone", "amid")
    for rule in _read(FOLDER / language / "events_rules.toml")["rule"]:
        named = {name for key in keys for name in _names(rule.get(key))}
        assert named <= groups.keys(), (rule, named - groups.keys())


def _names(value: object) -> list[str]:
    told = value if isinstance(value, list) else [value]
    return [name for name in told if isinstance(name, str)]
