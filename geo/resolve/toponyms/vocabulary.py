"""The words around names of places, as sets."""

from __future__ import annotations

from geo.lexicons import entry, general, lexicon, per_language, table


@per_language
def words(*path: str) -> frozenset[str]:
    """The words of ``place_context.toml`` under that path."""
    return frozenset(str(entry("place_context", *path) or "").split())


@per_language
def levels() -> dict[str, str]:
    """Word for a kind of area → the level it tells."""
    return table("place_context", "level_words")


def plurals() -> dict[str, str]:
    """Word for several areas → the word for one: "counties", "county"."""
    return table("place_context", "plurals")


@per_language
def peoples() -> dict[str, str]:
    """Word in small letters for what is a country's → its ISO 3166-1 code: "boliviano"."""
    named = table("governments", "names")
    return {word: code for code, listed in named.items() for word in listed if word[:1].islower()}


@per_language
def given() -> frozenset[str]:
    """Common given names."""
    names = general("given_names")
    return frozenset(" ".join(str(value) for value in names.values() if isinstance(value, str)).split())


@per_language
def varieties() -> dict[str, tuple[str, ...]]:
    """Word → the countries in whose variety of the language it is at home."""
    found: dict[str, tuple[str, ...]] = {}
    for country, told in lexicon("varieties").items():
        for word in str(told).split():
            found[word] = (*found.get(word, ()), country)
    return found
