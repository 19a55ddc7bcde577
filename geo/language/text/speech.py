"""The word lists of ``speech.toml`` as sets, those of the language being read."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.lexicons import Words, entry, general, per_language, table

if TYPE_CHECKING:
    from collections.abc import Iterator


@per_language
def words(section: str, key: str) -> frozenset[str]:
    """The words of one entry of ``speech.toml``; hyphens inside an entry stand for spaces."""
    return Words("speech", section, key).now()


@per_language
def phrases(section: str, key: str) -> tuple[str, ...]:
    """The phrases of one entry of ``speech.toml``, longest first."""
    told = entry("speech", section, key) or ()
    listed = told.split("|") if isinstance(told, str) else told
    return tuple(sorted((" ".join(phrase.split()) for phrase in listed), key=len, reverse=True))


@per_language
def speech_verbs() -> dict[str, str]:
    """Lemma of a verb that reports speech → what it does with the statement: ``asserts``, ``denies``, ``asks``, …."""
    stances: dict[str, str] = {}
    for stance, verbs in table("speech", "verbs").items():
        for verb in verbs.split() if isinstance(verbs, str) else verbs:
            stances.setdefault(verb, stance)
    return stances


@per_language
def marked_verbs() -> frozenset[str]:
    """Lemmas of the verbs that report words between marks beside them: those of speech, and how it was uttered."""
    return frozenset(speech_verbs()) | words("manner", "verbs")


@per_language
def speech_forms() -> dict[str, str]:
    """Every form of a verb that reports words → its lemma; what two share is the first one's."""
    forms: dict[str, str] = {}
    for lemma in (*speech_verbs(), *sorted(words("manner", "verbs"))):
        for form in _forms(lemma):
            forms.setdefault(form, lemma)
    return forms


def _forms(lemma: str) -> Iterator[str]:
    """The forms of a verb that ends regularly, and those of the few that do not."""
    endings: dict[str, str] = table("speech", "endings")
    own = max((end for end in endings if lemma.endswith(end)), key=len, default="")
    stem = lemma.removesuffix(own)
    yield lemma
    yield from (stem + end.replace("~", stem[-1:]) for end in endings.get(own, "").split())
    yield from str(table("speech", "irregular").get(lemma, "")).split()


@per_language
def saying_verbs() -> frozenset[str]:
    """Lemmas of the verbs that report speech and tell no deed: a day at one is the day on which it was said."""
    return frozenset(speech_verbs()) - words("deeds", "verbs")


@per_language
def titles() -> frozenset[str]:
    """Every title that stands before a name, lower case."""
    return words("titles", "man") | words("titles", "woman") | words("titles", "any")


@per_language
def roles() -> frozenset[str]:
    """Every noun that says what somebody is, lower case, singular."""
    return words("roles", "office") | words("roles", "spoken") | words("roles", "other")


def called(noun: str) -> frozenset[str]:
    """The offices whose holder may go by a noun, itself among them: "the envoy" may be an ambassador."""
    return frozenset({noun, *str(table("speech", "roles", "called").get(noun, "")).split()})


@per_language
def short_titles() -> dict[str, str]:
    """Short titles in full: "gov" → "governor"."""
    return {str(k): str(v) for k, v in table("speech", "titles", "short").items()}


@per_language
def phrases_of_state() -> frozenset[str]:
    """Offices whose holder speaks for a state where one is named with them."""
    return Words("governments", "state", "offices").now()


@per_language
def given_names(sex: str) -> frozenset[str]:
    """Common given names of a sex, ``woman`` or ``man``, with their short forms; lower case, without accents."""
    full = frozenset(str(general("given_names")[sex]).split()) | Words("people", "given", sex).now()
    return full | {short for short, long in short_forms().items() if long in full}


@per_language
def short_forms() -> dict[str, str]:
    """Short given names in full: "bill" → "william"."""
    return {short: full for full, shorts in general("given_names")["short"].items() for short in str(shorts).split()}


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case, without accents and without a genitive; every apostrophe is straight."""
    word = word.replace("’", "'").removesuffix("'s")
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()
