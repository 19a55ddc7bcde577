"""Numbers of people in a sentence: what the words allow, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.counts.parties import class_of_word, may_be_person
from geo.language.text.annotations import once
from geo.language.text.grammar import in_group
from geo.language.text.numbers import number_pattern, number_value
from geo.language.text.spans import overlap
from geo.lexicons import lexicon, per_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

#: Nouns behind a number that are measures, money or things; "died 12 miles away" counts nobody.
_MEASURES = re.compile(
    r"\s*(?:-|–)?\s*(?:%|percent|per cent|year|years|month|months|day|days|hour|hours|minute|minutes|mile"
    r"|miles|km|kilometers|kilometres|feet|meters|metres|times|dollars|euros|pesos|pounds|a\.m|p\.m"
    r"|st\b|nd\b|rd\b|th\b|million\b(?! people)|billion|o’clock)(?![a-z])",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:[$€£¥]|\bUS\$?|\bNo\.?|\bHighway|\bRoute|\bpage)\s*$", re.IGNORECASE)
#: "John Doe, 36, of": an age.
_AGE = re.compile(r"[A-Z][\w.’'”\"]*,\s+$")
#: "At least three died, perhaps even four": the first figure is the count.
_SECOND_GUESS = re.compile(r",\s*(?:perhaps|possibly|maybe)\s+(?:even\s+)?(?:as many as\s+)?$", re.IGNORECASE)
#: Characters beside a number in which its bound, unit or owner stands: "no fewer than", "John Doe, 36, of".
BESIDE = 120
_RANGE_GAP = re.compile(r"\s*(?:to|or|and|-|–)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as told."""

    start: int
    end: int
    """Characters of the number's words, bounds such as "at least" left out."""
    min: int | None
    max: int | None
    approx: int | None
    vague: str | None
    """"dozens", "scores" …: no value."""
    bounded: bool
    """True: a word such as "at least" stands at it, so that nothing spreads to it."""
    open_top: bool
    """True: "at least", which spreads over a list."""

    @property
    def core(self) -> int | None:
        """The number itself, without its bounds; None for a vague one."""
        return self.approx if self.approx is not None else self.min if self.min is not None else self.max


@per_language
def _amount_pattern() -> re.Pattern[str]:
    vague = "|".join(lexicon("casualties")["vague"])
    return re.compile(rf"\b(?:tens of thousands|hundreds of thousands|{vague})\b|{number_pattern()}", re.IGNORECASE)


@per_language
def _bound_patterns() -> dict[str, re.Pattern[str]]:
    bounds = lexicon("casualties")["bounds"]
    out = {}
    for name, words in bounds.items():
        alternatives = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
        shape = rf"^\s+(?:{alternatives})\b" if name.endswith("after") else rf"\b(?:{alternatives})\s+(?:the\s+)?$"
        out[name] = re.compile(shape, re.IGNORECASE)
    return out


def _bound(before: str, after: str) -> str | None:
    """Which bound the words beside a number set on it; the longest wins ("no more than" is not "more than")."""
    hits = [
        (m.end() - m.start(), name)
        for name, shape in _bound_patterns().items()
        if (m := shape.search(after if name.endswith("after") else before))
    ]
    return max(hits)[1] if hits else None


def read_amount(start: int, end: int, words: str, before: str, after: str) -> Amount | None:
    """The amount that a number's words and its neighbours tell; None where they are no number."""
    lowered = words.lower()
    if any(lowered.startswith(vague) or lowered.endswith(vague) for vague in lexicon("casualties")["vague"]):
        return Amount(start, end, None, None, None, lowered.split()[-1], bounded=True, open_top=False)
    number = number_value(words)
    if number is None or number == 0:
        return None
    bound = _bound(before, after)
    low, high, approx = _limits(number, bound)
    return Amount(
        start, end, low, high, approx, None, bounded=bound is not None, open_top=bound in {"at_least", "at_least_after"}
    )


def _limits(number: int, bound: str | None) -> tuple[int | None, int | None, int | None]:
    """Lowest, highest and told number under a bound."""
    limits: dict[str | None, tuple[int | None, int | None, int | None]] = {
        None: (number, number, None),
        "at_least": (number, None, None),
        "at_least_after": (number, None, None),
        "more_than": (number + 1, None, None),
        "at_most": (None, number, None),
        "less_than": (None, number - 1, None),
        "about": (None, None, number),
    }
    return limits[bound]


def amounts(sentence: Span) -> tuple[Amount, ...]:
    """The numbers of a sentence that may count people, ranges joined."""
    return once(sentence.doc, f"atlas_amounts {sentence.start}", lambda: tuple(_amounts(sentence)))


def _amounts(sentence: Span) -> Iterator[Amount]:
    text, offset, dates = sentence.text, sentence.start_char, sentence.doc._.dates
    previous: Amount | None = None
    for match in _amount_pattern().finditer(text):
        start, end = offset + match.start(), offset + match.end()
        before, after = look_back(text, match.start()), text[match.end() : match.end() + BESIDE]
        if _AGE.search(before) and re.match(r"\s*,|\s+of\b|\s*[.;]", after):
            continue
        if _SECOND_GUESS.search(before):
            continue
        if _MONEY.search(before) or _MEASURES.match(after) or overlap(dates, start, end):
            continue
        amount = read_amount(start, end, match.group(), before, after)
        joined = _range(previous, amount, text, offset)
        if joined is not None:
            previous = joined
            continue
        if previous is not None:
            yield previous
        previous = amount
    if previous is not None:
        yield previous


def look_back(text: str, at: int, first: int = 0) -> str:
    """What stands before ``at`` within reach of a number, not before ``first``."""
    return text[max(first, at - BESIDE) : at]


def _range(first: Amount | None, last: Amount | None, text: str, offset: int) -> Amount | None:
    """As in "20 to 25", "between 20 and 25", "two or three" as one amount."""
    if first is None or last is None or first.max is None or last.max is None or first.min != first.max:
        return None
    gap = text[first.end - offset : last.start - offset]
    if not _RANGE_GAP.fullmatch(gap) or last.max <= first.max:
        return None
    before = look_back(text, first.start - offset).rstrip().lower()
    if gap.strip().lower() == "and" and not before.endswith("between"):
        return None
    return Amount(first.start, last.end, first.max, last.max, None, None, bounded=True, open_top=False)


def head_of(doc: Doc, amount: Amount) -> Token | None:
    """The noun the number counts, or the number's own last word where it stands alone ("25 were killed")."""
    span = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if span is None:
        return None
    token = span[-1]
    counted = _noun_behind_of(doc, span)
    if counted is not None:
        return counted if counted.pos_ != "PRON" else token
    climbs = {"nummod", "quantmod", "compound", "det", "amod", "advmod", "nmod", "npadvmod", "predet"}
    while token.dep_ in climbs and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"}:
        token = token.head
    if any(t.text == "," for t in doc[span.end : token.i]):
        return span[-1]  # "two more, among them the boss": the number stands alone
    if token.lower_ in {"slain", "killed", "dead", "injured", "wounded", "missing"} and token.i == span.end:
        return span[-1]  # a headline's "17 Slain", taken for a noun
    if token.i < span.end:
        return _noun_after(doc, span) or span[-1]
    return token


def _noun_behind_of(doc: Doc, number: Span) -> Token | None:
    """The guards of "25 of the guards"; None: no "of" follows."""
    following = doc[number.end] if number.end < len(doc) else None
    if following is None or following.lower_ != "of":
        return None
    return next((t for t in following.children if t.dep_ == "pobj"), None)


def _noun_after(doc: Doc, span: Span) -> Token | None:
    """The people noun right behind a number whose parse went astray: "25 killed" has none."""
    for token in doc[span.end : span.end + 4]:
        if (
            token.pos_ in {"NOUN", "PROPN"}
            and class_of_word(token) is not None
            and (token.i + 1 >= len(doc) or doc[token.i + 1].dep_ != "compound")
        ):
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if following is None or following.pos_ not in {"NOUN", "PROPN"}:
                return token
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} and token.lower_ not in {"more", "other"}:
            return None
    return None


def counted_by(article: Token) -> Token | None:
    """The person that an article counts: the guard of "a guard", the agent of "a prosecutor's agent"; None: nobody.

    A person of rank or with a name behind is known and counted by nobody; neither is "an army".
    """
    head = article.head
    while head.dep_ == "poss" and head.head.i > head.i:
        head = head.head
    if article.dep_ != "det" or article.lower_ not in {"a", "an"} or head.tag_ != "NN":
        return None
    if class_of_word(head) is None and not may_be_person(head):
        return None
    if in_group(head, "ranks") or head.lemma_.lower() in lexicon("casualties")["party"]["bodies_of_people"]:
        return None
    return None if _has_name_behind(head) else head


def _has_name_behind(head: Token) -> bool:
    named = any(c.dep_ == "appos" and (c.ent_type_ == "PERSON" or c.pos_ == "PROPN") for c in head.children)
    return named or (head.i + 1 < len(head.doc) and head.nbor().ent_type_ == "PERSON")
