"""The words that questions about events ask for: what is asked is there, and what is there is asked."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

import pytest

import geo.language.doers
import geo.language.events
from geo.lexicons import FOLDER, Words, entry, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

CUES = ("events_cues", "events_days", "events_grammar")


def _asked() -> list[Words]:
    rooms = (geo.language.events, geo.language.doers)
    names = [f"{room.__name__}.{m.name}" for room in rooms for m in pkgutil.iter_modules(room.__path__)]
    modules = [importlib.import_module(name) for name in names]
    asked = [found for module in modules for found in vars(module).values() if isinstance(found, Words)]
    return [words for words in asked if words.name in CUES]  # some are those of the counts


def _entries(told: Any, *keys: str) -> Iterator[tuple[str, ...]]:
    if not isinstance(told, dict):
        yield keys
        return
    for key, below in told.items():
        yield from _entries(below, *keys, key)


def test_every_entry_is_asked_for_and_every_question_has_one_in_some_language() -> None:
    entries = {(name, *keys) for _ in _languages() for name in CUES for keys in _entries(entry(name))}
    assert {(words.name, *words.keys) for words in _asked()} == entries
    assert all(any(len(words) for _ in _languages()) for words in _asked())


def _languages() -> Iterator[str]:
    """Each language that has lexicons, as the one that is being read."""
    for path in sorted(FOLDER.glob("*/language.toml")):
        with reading(path.parent.name):
            yield path.parent.name


@pytest.mark.parametrize("language", sorted(path.parent.name for path in FOLDER.glob("*/language.toml")))
def test_rules_name_groups_that_there_are(language: str) -> None:
    with reading(language):
        if entry("events_rules", "rule") is None:
            pytest.skip("a language that is read in part has no words for events")
        _named_groups_are_there()


def _named_groups_are_there() -> None:
    conditions = ("subject", "object", "near", "unless", "modifier", "mover", "not_of", "within", "alone", "amid")
    told = [rule[key] for rule in entry("events_rules", "rule") for key in conditions if key in rule]
    named = {name for names in told for name in ([names] if isinstance(names, str) else names)}
    assert named
    assert named <= set(entry("events", "groups"))


def test_a_language_without_words_has_none() -> None:
    with reading("xx"):
        assert not any(len(words) for words in _asked())
    assert any(len(words) for words in _asked())
