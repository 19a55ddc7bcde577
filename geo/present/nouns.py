"""Nouns for people and things in titles: a page in one language tells what was counted in a source of another.

A noun that no lexicon translates is left out, so that a title says less, and never what its sentence does not say.
"""

from __future__ import annotations

from geo.lexicons import Words, reading, table
from geo.messages import say, say_n, spoken

_FEMININE = Words("titles", "feminine")


def noun_in(told: str, language: str) -> str | None:
    """A noun of a source in ``language`` as titles of the page write it; None where no lexicon knows it."""
    if language == spoken():
        return told
    with reading(spoken()):
        found: str | None = table("titles", "nouns", language).get(" ".join(told.casefold().split()))
    return found


def hurt(people: str, status: str, n: int | None) -> str:
    """People with what they suffered: "guardsmen killed"; in their gender and number where the language asks for it."""
    with reading(spoken()):
        feminine = people.casefold().split()[0] in _FEMININE
    many = 2 if n is None else n
    said = say_n(status, status, many, "of women" if feminine else "of men")
    return say("{people} {suffered}", people=people, suffered=said)
