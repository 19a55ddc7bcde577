"""Numbers of people in a sentence: what the words allow, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.counts.parties import class_of_word, may_be_person, people_nouns
from geo.language.text.annotations import once
from geo.language.text.forms import is_singular_form
from geo.language.text.grammar import in_group
from geo.language.text.numbers import number_pattern, number_value
from geo.language.text.spans import overlap
from geo.language.text.words import one_of
from geo.lexicons import Words, entry, pattern, per_language, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc, Span, Token

#: "John Doe, 36, of": an age.
_AGE = re.compile(r"[A-Z][\w.’'”\"]*,\s+$")
#: Characters beside a number in which its bound, unit or owner stands: "no fewer than", "John Doe, 36, of".
BESIDE = 120
#: Characters before a number in which the mark of a sum of money or of a label stands: "US$", "Highway".
LABEL = 24
_INDEFINITE = Words("counts_grammar", "articles", "indefinite")
_DEFINITE = Words("counts_grammar", "articles", "definite")
_RESUMING = Words("counts_grammar", "articles", "resuming")
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_NONE = Words("reality", "none")
_FURTHER = Words("counts_grammar", "numbers", "further")
_VAGUE = Words("casualties", "vague")
_VAGUE_PHRASES = Words("counts_grammar", "numbers", "vague_phrases")
_JOINTS = Words("counts_grammar", "ranges", "joints")
_OPENED = Words("counts_grammar", "ranges", "opened")
_STEPS = Words("counts_grammar", "ranges", "steps")
_STEP_JOINTS = Words("counts_grammar", "ranges", "step_joints")
_HEADLINE_STATES = Words("casualties", "headline", "states")
_BODIES_OF_PEOPLE = Words("casualties", "party", "bodies_of_people")
_BANDS = Words("casualties", "party", "bands")
_AND = Words("text", "and")


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
    vague = one_of(_VAGUE | _VAGUE_PHRASES)
    return re.compile(rf"\b(?:{vague})\b|{number_pattern()}", re.IGNORECASE)


@per_language
def _bounds_before() -> dict[str, re.Pattern[str]]:
    """For each bound what stands before a number: "at least", "more than the"."""
    article = rf"(?:(?:{one_of([*_DEFINITE, *(entry('text', 'before_object') or ())])})\s+)?"
    bounds = table("casualties", "bounds", "before")
    return {name: re.compile(rf"\b(?:{one_of(words)})\s+{article}$", re.IGNORECASE) for name, words in bounds.items()}


@per_language
def _bounds_after() -> dict[str, re.Pattern[str]]:
    """For each bound what stands behind a number: "or more"."""
    bounds = table("casualties", "bounds", "after")
    return {name: re.compile(rf"^\s+(?:{one_of(words)})\b", re.IGNORECASE) for name, words in bounds.items()}


@per_language
def _bounds_within() -> dict[str, re.Pattern[str]]:
    """For each bound what a number's own words end in: "una veintena"."""
    bounds = table("casualties", "bounds", "within")
    return {name: re.compile(rf"\b(?:{one_of(words)})$", re.IGNORECASE) for name, words in bounds.items()}


def _bound(before: str, words: str, after: str) -> str | None:
    """Which bound the words beside a number set on it; the longest wins ("no more than" is not "more than").

    What the number's own words say holds where nothing stands beside it.
    """
    sides = ((_bounds_before(), before if _ends_in_word(before) else ""), (_bounds_after(), after))
    hits = [
        (m.end() - m.start(), name)
        for bounds, text in sides
        if text
        for name, shape in bounds.items()
        if (m := shape.search(text))
    ]
    within = (name for name, shape in _bounds_within().items() if shape.search(words))
    return max(hits)[1] if hits else next(within, None)


def read_amount(start: int, end: int, words: str, before: str, after: str) -> Amount | None:
    """The amount that a number's words and its neighbours tell; None where they are no number."""
    lowered = words.lower()
    if lowered in _VAGUE or lowered in _VAGUE_PHRASES:
        return Amount(start, end, None, None, None, lowered.split()[-1], bounded=True, open_top=False)
    number = number_value(words)
    if number is None or number == 0:
        return None
    bound = _bound(before, words, after)
    low, high, approx = _limits(number, bound)
    open_top = low == number and high is None
    return Amount(start, end, low, high, approx, None, bounded=bound is not None, open_top=open_top)


def _limits(number: int, bound: str | None) -> tuple[int | None, int | None, int | None]:
    """Lowest, highest and told number under a bound."""
    limits: dict[str | None, tuple[int | None, int | None, int | None]] = {None: (number, number, None)}
    limits["at_least"] = (number, None, None)
    limits["more_than"] = (number + 1, None, None)
    limits["at_most"] = (None, number, None)
    limits["less_than"] = (None, number - 1, None)
    limits["about"] = (None, None, number)
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
        if overlap(dates, start, end) or _counts_something_else(before, after):
            continue
        amount = read_amount(start, end, match.group(), before, after)
        if _is_step(previous, amount, text, offset):
            previous = amount
            continue
        joined = _range(previous, amount, text, offset)
        if joined is not None:
            previous = joined
            continue
        if previous is not None:
            yield previous
        previous = amount
    if previous is not None:
        yield previous


def _counts_something_else(before: str, after: str) -> bool:
    """True for an age, a sum of money, a measure, the number of a road, a guess or what is taken back."""
    # What is matched where it must stand is cheap; what is searched for in all that stands before comes last.
    if pattern("counts_grammar", "shapes", "measures").match(after) is not None:
        return True
    if pattern("counts_grammar", "shapes", "money_or_label").search(before, max(0, len(before) - LABEL)) is not None:
        return True
    if pattern("counts_grammar", "shapes", "after_age").match(after) and _AGE.search(before):
        return True
    if not _ends_in_word(before):
        return False
    if pattern("counts_grammar", "shapes", "behind_age").match(after) and _person_of().search(before):
        return True
    guess, former = (
        pattern("counts_grammar", "shapes", "second_guess"),
        pattern("counts_grammar", "shapes", "taken_back"),
    )
    return guess.search(before) is not None or former.search(before) is not None


def _ends_in_word(before: str) -> bool:
    """False where a number stands at the start, or behind another number or a comma, as in a row of them."""
    last = before.rstrip()[-1:]
    return bool(last) and last != "," and not last.isdecimal()


@per_language
def _person_of() -> re.Pattern[str]:
    """One person and what joins an age to them: "a woman of"; "a crew of" are many."""
    persons = [noun for noun in people_nouns() if noun not in _BODIES_OF_PEOPLE | _BANDS]
    return re.compile(rf"\b(?:{one_of(persons)})\s+(?:{one_of(_GENITIVE)})\s+$", re.IGNORECASE)


def look_back(text: str, at: int, first: int = 0) -> str:
    """What stands before ``at`` within reach of a number, not before ``first``."""
    return text[max(first, at - BESIDE) : at]


@per_language
def _range_gap() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{one_of(_JOINTS | _OPENED)}|-|–)\s*", re.IGNORECASE)


def _range(first: Amount | None, last: Amount | None, text: str, offset: int) -> Amount | None:
    """As in "20 to 25", "between 20 and 25", "two or three" as one amount."""
    if first is None or last is None or first.max is None or last.max is None or first.min != first.max:
        return None
    gap = text[first.end - offset : last.start - offset]
    if not _range_gap().fullmatch(gap) or last.max <= first.max:
        return None
    before = look_back(text, first.start - offset).rstrip().lower()
    opener = table("counts_grammar", "ranges", "opened").get(gap.strip().lower())
    if opener is not None and not before.endswith(opener):
        return None
    return Amount(first.start, last.end, first.max, last.max, None, None, bounded=True, open_top=False)


def _is_step(first: Amount | None, last: Amount | None, text: str, offset: int) -> bool:
    """As in "rose by five to 20": so many more are no range and no toll."""
    if first is None or last is None:
        return False
    gap = text[first.end - offset : last.start - offset].strip().lower()
    before = look_back(text, first.start - offset).split()[-1:]
    return gap in _STEP_JOINTS and any(word.lower() in _STEPS for word in before)


def head_of(doc: Doc, amount: Amount) -> Token | None:
    """The noun the number counts, or the number's own last word where it stands alone ("25 were killed").

    None where it counts nothing, as in "Boeing 727".
    """
    return once(doc, f"atlas_head_of {amount.start} {amount.end}", lambda: _head_of(doc, amount))


def _head_of(doc: Doc, amount: Amount) -> Token | None:
    span = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if span is None or _is_label(span):
        return None
    if _stands_alone(span):
        return span[-1]
    if (told := _behind_participle(span)) is not None:
        return told
    if (told := _noun_behind_article(span)) is not None:
        return told
    token = span[-1]
    counted = _noun_behind_of(doc, span)
    if counted is not None:
        return counted if counted.pos_ != "PRON" else token
    climbs = {"nummod", "quantmod", "compound", "det", "amod", "advmod", "nmod", "npadvmod", "predet"}
    while token.dep_ in climbs and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"}:
        token = token.head
    if any(t.text == "," for t in doc[span.end : token.i]):
        return span[-1]  # "two more, among them the boss": the number stands alone
    if token.i < span.end:
        return _noun_after(doc, span) or span[-1]
    return token


def _is_label(number: Span) -> bool:
    """As in "Boeing 727", "Flight 447", "Battalion 316": it hangs on the noun before it and counts none behind it."""
    if len(number) != 1 or number.start == number.sent.start or not number.text.isdigit():
        return False
    named, behind = number[0].head, number.doc[number.end : number.end + 1].text.lower()
    named_so = named.text[:1].isupper() and named.pos_ in {"NOUN", "PROPN"} and named.ent_type_ not in {"GPE", "DATE"}
    return named_so and named.i == number.start - 1 and behind not in _HEADLINE_STATES


def _stands_before_state(number: Span) -> bool:
    """As in "17 Slain in Lira", "Storm Leaves 19 Dead", "counted 19 dead" – not in "19 Dead Letters"."""
    if number.end >= number.sent.end:
        return False
    state = number.doc[number.end]
    lone = state.dep_ not in {"amod", "compound"} or state.head.i != state.i + 1 or state.head.pos_ == "PUNCT"
    as_noun = state.pos_ in {"ADJ", "NOUN"} and state.dep_ in {"dobj", "pobj", "conj", "appos"}
    return state.lower_ in _HEADLINE_STATES and ((state.text[:1].isupper() and lone) or as_noun)


def _stands_alone(number: Span) -> bool:
    """As in a headline's "17 Slain", taken for a noun, or before a list."""
    return _stands_before_state(number) or _opens_list(number)


def _opens_list(number: Span) -> bool:
    """As in "the toll stands at 183: 170 civilians and 13 soldiers", where the parse sees a ratio."""
    behind = number.doc[number.end : min(number.end + 2, number.sent.end)]
    return len(behind) == 2 and behind[0].text == ":" and behind[1].pos_ == "NUM"


def _behind_participle(number: Span) -> Token | None:
    """The members of "Forty alleged members", where the parse hangs the number on the participle."""
    if number.end >= number.sent.end:
        return None
    said = number.doc[number.end]
    if number[-1].head.i != said.i or said.pos_ != "VERB":
        return None
    if said.dep_ == "amod" and said.head.i > said.i:
        return said.head
    noun = number.doc[said.i + 1] if said.i + 1 < number.sent.end else None
    subject = noun is not None and noun.tag_ == "NNS" and noun.dep_ in {"nsubj", "nsubjpass"}
    return noun if subject and said.tag_ == "VBD" and noun is not None and class_of_word(noun) is not None else None


def _noun_behind_article(number: Span) -> Token | None:
    """The people of "suman siete las personas detenidas", who stand behind an article of their own."""
    article = number.doc[number.end] if number.end < number.sent.end else None
    if article is None or article.lower_ not in _RESUMING or article.head.i <= article.i:
        return None
    noun = article.head
    return noun if noun.tag_ == "NNS" and class_of_word(noun) is not None else None


def _noun_behind_of(doc: Doc, number: Span) -> Token | None:
    """The guards of "25 of the guards"; None: no "of" follows."""
    following = doc[number.end] if number.end < len(doc) else None
    if following is None or following.lower_ not in _GENITIVE:
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
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} and token.lower_ not in _FURTHER:
            return None
    return None


def counted_by(article: Token) -> Token | None:
    """The person that an article counts: the guard of "a guard", the agent of "a prosecutor's agent"; None: nobody.

    A person of rank or with a name behind is known and counted by nobody, but for "a sergeant"; neither is "an army".
    """
    if article.dep_ != "det" or article.lower_ not in _INDEFINITE:
        return None
    head = article.head
    while head.dep_ == "poss" and head.head.i > head.i:
        head = head.head
    if not _is_singular(head):
        return None
    side = class_of_word(head)
    if side is None and not may_be_person(head) and not _is_of_nation(head):
        return None
    known = in_group(head, "ranks") and side != "security_forces"
    if known or head.lemma_.lower() in _BODIES_OF_PEOPLE:
        return None
    return None if _is_nobody(article) or _has_name_behind(head) or _says_who_is_named(article, head) else head


def _is_nobody(article: Token) -> bool:
    """As in "ni un policía"."""
    return article.i > article.sent.start and article.nbor(-1).lower_ in _NONE


def _says_who_is_named(article: Token, head: Token) -> bool:
    """As in "Jane Doe; and John Roe, a clerk, were held": between commas behind a name it says who that is."""
    first, behind = article.i - article.sent.start, article.doc[head.i + 1 : head.i + 2].text
    named = first > 1 and article.nbor(-1).text == "," and article.nbor(-2).pos_ == "PROPN"
    return named and article.nbor(-2).ent_type_ == "PERSON" and behind in {",", ".", ";"}


def _is_singular(head: Token) -> bool:
    """One person or thing; an adjective may stand for a person: "mató a otro oficial"."""
    return head.tag_ == "NN" or _is_of_nation(head) or (head.pos_ == "ADJ" and is_singular_form(head))


def _is_of_nation(head: Token) -> bool:
    """As in "a Norwegian was arrested"."""
    return head.tag_ == "NNP" and head.ent_type_ == "NORP"


def _has_name_behind(head: Token) -> bool:
    named = any(c.dep_ == "appos" and (c.ent_type_ == "PERSON" or c.pos_ == "PROPN") for c in head.children)
    return named or (head.i + 1 < len(head.doc) and head.nbor().ent_type_ == "PERSON")


def stands_behind_name(number: Span) -> bool:
    """Whether it stands between a name that goes on a list and the end of that: ", Lira 100 and"."""
    doc, first, at = number.doc, number.sent.start, number.start - 1
    if at <= first or doc[at].pos_ != "PROPN" or overlap(doc._.dates, doc[at].idx, doc[at].idx + len(doc[at].text)):
        return False
    while at > first and (doc[at].pos_ == "PROPN" or doc[at].lower_ in _DEFINITE):
        at -= 1
    ends = number.end >= len(doc) or doc[number.end].is_punct or doc[number.end].lower_ in _AND
    return ends and (doc[at].text in {",", ";"} or doc[at].lower_ in _AND)
