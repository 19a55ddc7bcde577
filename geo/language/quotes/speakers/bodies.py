"""Says which body is meant by the words that name one: "the ministry" is Peru's Ministry of Health, told before."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.people.governments import named_governments
from geo.language.people.institutions import classify
from geo.language.people.roles import role_noun
from geo.language.text.grammar import adjectives_follow
from geo.language.text.spans import Cover, starting_in
from geo.language.text.speech import roles, titles, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc, Span, Token

_PLURAL_ENDINGS = Words("counts_grammar", "plural", "endings")
_PUBLIC = Words("quotes", "public", "words")
_UNNAMED = Words("quotes", "names", "unnamed")
_THEIRS = Words("quotes", "names", "theirs")
_ARTICLES = Words("speech", "small_words", "articles")
_DEFINITE = Words("speech", "small_words", "definite")
_AFTER_SHORT = Words("institutions", "names", "after_short")
#: A short name behind the full one: " (PAHO)".
_BRACKET = re.compile(r" ?\([^()]*\)?$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: one canonical name, and the government they speak for."""

    name: str
    affiliation: str | None = None
    jurisdiction: str | None = None
    person: int | None = None
    """Index into ``doc._.people``."""


@dataclass(frozen=True, slots=True)
class _Body:
    start: int
    name: str
    place: str | None


class Bodies:
    """The bodies of one text, by the words that they may be called by for short."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._by_word: dict[str, list[_Body]] = {}
        """For the last word of each body's name, and of its part before "of", the bodies."""
        self._full: dict[str, list[_Body]] = {}
        # The tagger's "Ministry of Health" in "Peru's Ministry of Health" is no body of its own.
        whole = Cover((i.start, i.end) for i in doc._.institutions)
        tagged = (e for e in doc.ents if e.label_ == "ORG" and whole.first(e.start_char, e.end_char) is None)
        listed = [_Body(e.start_char, e.text, None) for e in tagged]
        listed += [_Body(i.start, i.name, government_code(i.country, i.admin1)) for i in doc._.institutions]
        for body in listed:
            for short in _short(body.name):
                self._by_word.setdefault(_last_word(short), []).append(body)
                if adjectives_follow():
                    self._by_word.setdefault(_first_word(short), []).append(body)

    def named(self, span: tuple[int, int]) -> Speaker | None:
        """An institution under its full name, or whoever the words say."""
        phrase = self._doc[span[0] : _name_end(self._doc, span)]
        start, end = phrase.start_char, phrase.end_char
        for institution in starting_in(self._doc._.institutions, start, end):
            if end - 1 <= institution.end:
                # "officials of the ministry" speak for it and are not it
                inside = institution.start <= phrase.root.idx < institution.end
                place = government_code(institution.country, institution.admin1)
                return Speaker(institution.name if inside else _undetermined(phrase), None, place)
        text = _undetermined(phrase)
        if phrase[-1].text[:-1].isupper() and len(phrase[-1]) == 2 and phrase[-1].text.endswith("."):
            text = text[:-1]  # the sentence's stop, which the tokenizer took for an initial's: "a user of X."
        full = None if phrase[0].lower_ in _UNNAMED else self._in_full(text, start)
        countries = [government for government, foreign in named_governments(text) if not foreign]
        place = countries[0].code() if len(countries) == 1 and is_public(text) else None
        return Speaker(_without_article(full.name), None, full.place or place) if full else Speaker(text, None, place)

    def _in_full(self, text: str, before: int) -> _Body | None:
        """The body named before: "the press office" is the Public Safety Press Office."""
        if text not in self._full:
            self._full[text] = sorted(
                (
                    body
                    for body in self._by_word.get(_last_word(text), ())
                    if len(body.name) > len(text) and any(_ends_or_begins(short, text) for short in _short(body.name))
                ),
                key=lambda body: body.start,
            )
        named = self._full[text]
        at = bisect_left(named, before, key=lambda body: body.start)
        return named[at - 1] if at else None


def _name_end(doc: Doc, span: tuple[int, int]) -> int:
    """One past the words, with the rest of a name of which they hold the first: "Norland" of "Norland Airways"."""
    end = span[1]
    while end < len(doc) and doc[end].dep_ == "flat" and span[0] <= doc[end].head.i < end and doc[end].pos_ == "PROPN":
        end += 1
    return end


def _short(name: str) -> Iterator[str]:
    """A body's name, and what stands of it before "of": "Ministry", "University"."""
    yield name
    told = name.split()
    at = next((i for i, word in enumerate(told) if word.lower() in _AFTER_SHORT), 0)
    if at:
        yield " ".join(told[:at])


def _ends_or_begins(name: str, text: str) -> bool:
    """Whether a body may be called so for short: the last words of its name, the first where adjectives follow."""
    whole, short = name.lower(), text.lower()
    return f" {whole}".endswith(f" {short}") or (adjectives_follow() and f"{whole} ".startswith(f"{short} "))


def government_code(country: str | None, state: str | None) -> str | None:
    """A government as a speaker's is kept: the country's, or that of one of its states."""
    return f"{country}-{state}" if state else country


def _without_article(name: str) -> str:
    for article in _DEFINITE:
        name = name.removeprefix(f"{article} ").removeprefix(f"{article.capitalize()} ")
    return name


def _undetermined(phrase: Span) -> str:
    """The words without the article before them and a short name in brackets at their end.

    Nor with whose minister it is, where only a pronoun says it: "its foreign minister".
    """
    first = phrase[0].lower_
    theirs = first in _THEIRS and phrase.root.lemma_.lower() in words("roles", "office") | words("roles", "spoken")
    text = str(phrase[1:].text if (first in _ARTICLES or theirs) and len(phrase) > 1 else phrase.text)
    return _BRACKET.sub("", text) or text


def can_speak(token: Token) -> bool:
    """Whether a noun or pronoun names somebody, a body or a document that can say things."""
    if token.pos_ in ("PROPN", "PRON", "NUM") or role_noun(token) is not None:
        return True
    lower = token.lower_
    if lower in words("speakers", "nouns") or token.lemma_.lower() in words("speakers", "nouns"):
        return True
    return any(lower.endswith(ending) for ending in words("speakers", "endings") if len(lower) > len(ending) + 2)


def may_speak(phrase: str) -> bool:
    """The same of a noun with what stands before it, where nobody has parsed it: "local officials", "court records"."""
    last = _last_word(phrase)
    known = roles() | titles() | words("speakers", "nouns")
    single = {last.removesuffix(ending) for ending in _PLURAL_ENDINGS}
    return bool({last, *single} & known) or classify(phrase)[0] != "other"


def is_public(text: str) -> bool:
    """Whether the words name a body of government or its people."""
    return any(word in _PUBLIC for word in text.lower().split())


def _last_word(text: str) -> str:
    return text.lower().rsplit(" ", 1)[-1]


def _first_word(text: str) -> str:
    return text.lower().partition(" ")[0]
