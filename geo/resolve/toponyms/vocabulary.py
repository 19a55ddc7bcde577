"""The words around names of places, as sets."""

from __future__ import annotations

from functools import cache

from geo.lexicons import lexicon


@cache
def words(*path: str) -> frozenset[str]:
    """The words of ``place_context.toml`` under that path."""
    found = lexicon("place_context")
    for step in path:
        found = found[step]
    return frozenset(str(found).split())


@cache
def levels() -> dict[str, str]:
    """Word for a kind of area → the level it tells."""
    return dict(lexicon("place_context")["level_words"])


@cache
def plurals() -> dict[str, str]:
    """Word for several areas → the word for one: "counties", "county"."""
    return dict(lexicon("place_context")["plurals"])


@cache
def given() -> frozenset[str]:
    """Common given names."""
    names = lexicon("given_names")
    return frozenset(" ".join(str(value) for value in names.values() if isinstance(value, str)).split())


@cache
def varieties() -> dict[str, tuple[str, ...]]:
    """Word → the countries in whose English it is at home."""
    found: dict[str, tuple[str, ...]] = {}
    for country, told in lexicon("varieties").items():
        for word in str(told).split():
            found[word] = (*found.get(word, ()), country)
    return found
