"""What a statement does and what it is about: its act by the verb that reports it, its themes by its own words.

A theme is denied where each of its words in the statement stands under a "not", "never", "no" or "without", or where
the verb that reports the statement denies it.  The words of a theme are general; ``themes.toml`` knows no incident.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, cast

from geo.language.text.annotations import once
from geo.language.text.grammar import VERBAL
from geo.language.text.speech import speech_forms, speech_verbs, words
from geo.lexicons import Words, lexicon, per_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc, Span, Token
    from geo.types import Act, Quote

#: A theme, and the phrase that tells it; None: the word does by itself.
Clue = tuple[str, tuple[str, ...] | None]
#: Themes of one statement that are kept, the most told first.
MOST = 3
_DENYING = Words("quotes", "negation", "words")
_DENYING_PREPOSITIONS = Words("quotes", "negation", "prepositions")
_RULING = Words("reality", "ruling")
_OUT = Words("reality", "out")
#: What a word may be to its verb to be denied with it.
_GOVERNED = frozenset({"dobj", "attr", "acomp", "oprd", "amod", "compound", "xcomp", "conj", "acl"})


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that statements are about."""

    key: str
    label: str
    words: frozenset[str]
    """Lemmas."""
    phrases: tuple[tuple[str, ...], ...]
    """Words of each phrase, in lower case; each may stand as written or as its lemma."""


@per_language
def themes() -> dict[str, Theme]:
    """All themes by key, in the order of the file."""
    return {
        key: Theme(
            key,
            told["label"],
            frozenset(told["words"].split()),
            tuple(tuple(phrase.split()) for phrase in told["phrases"].split("|")),
        )
        for key, told in lexicon("themes").items()
    }


def with_sense(doc: Doc, quote: Quote) -> Quote:
    """The quote with its act, its themes and which of them it denies."""
    act = act_of(quote.cue)
    told: dict[str, list[bool]] = {}
    for key, token in _told(doc, quote):
        told.setdefault(key, []).append(_is_denied(token, quote))
    counts = Counter({key: len(denials) for key, denials in told.items()})
    kept = tuple(key for key, _ in counts.most_common(MOST))
    denied = tuple(key for key in kept if act == "denies" or all(told[key]))
    return replace(quote, act=act, themes=kept, denied=denied)


def act_of(cue: str | None) -> Act | None:
    """What is done with a statement by the verb that reports it; None where no verb does, or one that is denied.

    To call for something urges it; to call it something judges.  What stands before the verb denies it: "did not say".
    """
    told = (cue or "").lower().split()
    verbs = [act for word in told if (act := _acts().get(word))]
    found = _acts().get(told[0]) if len(verbs) == 1 else None  # "se negó a decir" says nothing
    verb = speech_forms().get(told[0]) if told else None
    if verb in _RULING and told[1:] and told[1] in _OUT:
        return "denies"
    named = len(told) == 1 and verb in words("patterns", "names")
    return cast("Act | None", "judges" if named and found == "urges" else found)


@per_language
def _acts() -> dict[str, str]:
    """Every form of a verb of speech → its act."""
    return {form: speech_verbs().get(lemma, "asserts") for form, lemma in speech_forms().items()}


def _told(doc: Doc, quote: Quote) -> Iterator[tuple[str, Token]]:
    """Each theme that a word or phrase of the statement tells, with the word."""
    spans = [s for start, end in quote.parts if (s := doc.char_span(start, end, alignment_mode="contract"))]
    places, clues = once(doc, "atlas_theme_clues", lambda: _clues(doc))
    for k, span in enumerate(spans):
        for n in range(bisect_left(places, span.start), bisect_left(places, span.end)):
            token = doc[places[n]]
            for key, phrase in clues[n]:
                if phrase is None or _stands(phrase, _words_from(token, spans[k:], len(phrase))):
                    yield key, token


def _clues(doc: Doc) -> tuple[list[int], list[list[Clue]]]:
    """The tokens that tell a theme or begin a phrase that does, and which themes; found once for all statements."""
    themes_of = _clues_of()
    places, clues = [], []
    for token in doc:
        word, lemma = token.lower_, token.lemma_.lower()
        found = themes_of.get(word, [])
        if lemma != word and lemma in themes_of:
            found = found + themes_of[lemma]
        if found and not token.is_space:
            places.append(token.i)
            clues.append(found)
    return places, clues


def _words_from(token: Token, spans: list[Span], most: int) -> list[Token]:
    """The words of a statement from one of them on, white space left out."""
    stretches = (token.doc[token.i : spans[0].end], *spans[1:])
    return list(islice((t for span in stretches for t in span if not t.is_space), most))


@per_language
def _clues_of() -> dict[str, list[Clue]]:
    """Word → the themes that it tells by itself, and behind them those of which a phrase begins with it."""
    found: dict[str, list[Clue]] = {}
    for theme in themes().values():
        for word in theme.words:
            found.setdefault(word, []).append((theme.key, None))
    for theme in themes().values():
        for phrase in theme.phrases:
            found.setdefault(phrase[0], []).append((theme.key, phrase))
    return found


def _stands(phrase: tuple[str, ...], tokens: list[Token]) -> bool:
    return len(tokens) == len(phrase) and all(
        word in (token.lower_, token.lemma_.lower()) for word, token in zip(phrase, tokens, strict=True)
    )


def _is_denied(token: Token, quote: Quote) -> bool:
    """Whether a "not" or "no" governs the word, within the statement.

    "took no part", "did not take part", "never shares it": so.  "Their courage will not be forgotten" denies no
    courage, "no breach of the truce" no truce, and "help without strings" no help.
    """
    at = token
    while True:
        if any(_is_no(child) and quote.start <= child.idx < quote.end for child in at.children):
            return True
        if at.pos_ in VERBAL or at.dep_ not in _GOVERNED or not quote.start <= at.head.idx < quote.end:
            return at.dep_ == "pobj" and at.head.lower_ in _DENYING_PREPOSITIONS
        at = at.head


def _is_no(child: Token) -> bool:
    return child.dep_ == "neg" or (child.lower_ in _DENYING and child.dep_ in {"det", "advmod", "preconj"})


__all__ = ["Theme", "act_of", "themes", "with_sense"]
