"""Numbers that are no casualties and still worth telling, and numbers that may be casualties and were not taken so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.counts.attribution import attributed_to
from geo.language.counts.fate_words import status_word
from geo.language.counts.headcounts import BESIDE, Amount, amounts, head_of, look_back, read_amount
from geo.language.counts.parties import class_of_word, may_be_person, plural_endings, without_plural
from geo.language.text.annotations import once, text_of
from geo.language.text.grammar import base, clause_verb, in_group, prepositional
from geo.language.text.spans import overlap, told_in
from geo.language.text.words import holds, one_of
from geo.lexicons import Words, entry, per_language, table
from geo.types import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc, Span, Token

DEAD_OR_HURT = "It may count the dead or the hurt: the text does not say which."
ONLY_FEARED = "It may count the dead or the hurt: the text only fears or supposes it."
BESIDE_DEATH = "It may count the dead or the hurt: the text tells of deaths or injuries right beside it."
#: From here a number of people or things is told for its size; a smaller one needs a deed beside it.
MANY = 10
#: "Two towns" tell nothing of how far something reached.
_FEW_TERRITORIES = 3
#: So many words of a noun phrase at most are kept.
_LONGEST_WHAT = 5
_PHRASE_DEPS = frozenset({"compound", "amod", "nmod"})
#: How a deed hangs on the verb of its clause: "managed to escape", "said to be stranded", "set ablaze".
_DEED_DEPS = frozenset({"conj", "xcomp", "ccomp", "acomp", "oprd", "attr", "prt", "advmod", "prep", "advcl", "pcomp"})
_SENT = Words("figures", "deeds", "sent")
_THING_DEEDS = (
    Words("figures", "deeds", "destroyed"),
    Words("figures", "deeds", "blocked"),
    Words("figures", "deeds", "seized"),
)
_STRAITS = (Words("figures", "deeds", "got_away"), Words("figures", "deeds", "stranded"))
_PEOPLE_DEEDS = (_SENT, Words("figures", "deeds", "gathered"), *_STRAITS)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CRAFT = Words("figures", "things", "craft")
_ANYBODY = Words("figures", "anybody", "words")
_TERRITORIES = Words("figures", "territories", "words")
_ALL_OF_THEM = Words("figures", "territories", "whole")
_EXTENT = Words("figures", "extent", "words")
_PURPOSES = Words("figures", "money", "purposes")
_OFFERS = Words("figures", "money", "offers")
_FOR = Words("figures", "money", "purpose_prepositions")
_INFORMATION = Words("figures", "money", "for_information")
_UNITS = Words("figures", "money", "units")
_BEFORE_SIGN = Words("figures", "money", "before_sign")
_SCALES = Words("figures", "money", "scales")
_SHORT_SCALES = Words("figures", "money", "short_scales")
_HARMED = Words("figures", "unsure", "nouns")
_HARMED_ELSEWHERE = Words("figures", "unsure", "elsewhere")
_HARMING = Words("figures", "unsure", "deeds")
_HEDGES = Words("figures", "unsure", "hedges")
_FEW = Words("counts_grammar", "numbers", "few")
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_BELONGING = Words("counts_grammar", "prepositions", "belonging")
_GENITIVE_MARKS = Words("counts_grammar", "genitive", "marks")
_IMAGINED = Words("counts_grammar", "verbs", "imagined")


def annotate(doc: Doc) -> tuple[Figure, ...]:
    """The notable and the unsure numbers that count no casualties, in text order."""
    found = [
        figure
        for sentence in doc.sents
        if not _is_background(sentence)
        for figure in sorted([*_numbered(sentence), *_money(sentence)], key=lambda f: f.start)
    ]
    return tuple(f for f in found if not overlap(doc._.casualties, f.start, f.end))


def _is_background(sentence: Span) -> bool:
    """True where all that a sentence tells belongs to another incident."""
    told = [t.background for t in told_in(sentence.doc._.tellings, sentence.start_char, sentence.start_char + 1)]
    return bool(told) and all(told)


def _numbered(sentence: Span) -> Iterator[Figure]:
    doc = sentence.doc
    for amount in amounts(sentence):
        found = head_of(doc, amount)
        number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
        if found is None or number is None or amount.core == 1 or amount.vague in _FEW or _is_in_word(amount, doc):
            continue
        head = _owned(found)
        unsure = _unsure(head, number)
        if unsure or _is_notable(amount, head, number):
            yield _figure(sentence, amount, _what(head, number), unsure)


def _owned(head: Token) -> Token:
    """Of "20 of Norland's 32 states" the states, which the parse may not hang on their owner."""
    doc = head.doc
    if head.i + 1 >= head.sent.end or doc[head.i + 1].lower_ not in _GENITIVE_MARKS:
        return head
    return next((t for t in doc[head.i + 2 : min(head.i + 6, head.sent.end)] if t.tag_ in {"NNS", "NNPS"}), head)


def _is_in_word(amount: Amount, doc: Doc) -> bool:
    """As in "AK-47", "a 12-seat bus", "9/11", "8:30": a part of a longer word."""
    before, after = text_of(doc)[max(amount.start - 1, 0) : amount.start], text_of(doc)[amount.end : amount.end + 1]
    clock = re.match(r":\d", text_of(doc)[amount.end : amount.end + 2]) is not None
    return clock or before in {"-", "#", "/", ":"} or after in {"-", "‑", "/"}


def _figure(sentence: Span, amount: Amount, what: str, unsure: str | None = None) -> Figure:
    doc = sentence.doc
    return Figure(
        amount.start,
        amount.end,
        sentence.start_char,
        sentence.end_char,
        text_of(doc)[amount.start : amount.end],
        amount.min,
        amount.max,
        amount.approx,
        what,
        attributed_to(doc, amount.start, amount.end, sentence),
        unsure,
    )


@per_language
def words(section: str) -> frozenset[str]:
    """All words of a section of the lexicon, whatever they are grouped by."""
    return frozenset(word for group in table("figures", section).values() for word in group)


@per_language
def _told_of() -> frozenset[str]:
    """All nouns of which a number may be told."""
    return words("happenings") | words("things") | words("people") | words("anybody") | words("territories")


def _is_notable(amount: Amount, head: Token, number: Span) -> bool:
    """True for a number that tells how large something of the incident was."""
    noun = _noun(head)
    named = head.tag_ == "NNP" and not head.lower_.endswith(plural_endings())  # an address: "6016 Dublin Road"
    if head.i < number.end or named or _says_where_people_live(head):
        return False
    if noun in words("happenings"):
        return True
    if noun in words("weights"):
        return any(prep in _GENITIVE for prep, _ in prepositional(head))
    if noun in _TERRITORIES:
        return _reaches(amount, head, number)
    many = amount.vague is not None or (amount.core or 0) >= MANY
    return _is_dealt_with(noun, head, many=many)


def _is_dealt_with(noun: str, head: Token, *, many: bool) -> bool:
    """True for things and people of which a deed is told, or of whom there are many where something happens."""
    if noun in words("things"):
        return _done(head, _THING_DEEDS) or _is_sent(head) or (many and _tells(head.sent))
    if noun in words("people"):
        return _done(head, _PEOPLE_DEEDS) or (many and _tells(head.sent))
    return noun in _ANYBODY and _done(head, _PEOPLE_DEEDS if many else _STRAITS)


def _tells(sentence: Span) -> bool:
    """True for a sentence in which something happens: an event was found in it, or a word for one stands there."""
    here = told_in(sentence.doc._.tellings, sentence.start_char, sentence.start_char + 1)
    return any(not t.background for t in here) or once(
        sentence.doc,
        f"atlas_happens {sentence.start}",
        lambda: any(_noun(t) in words("happenings") for t in sentence if t.pos_ in {"NOUN", "PROPN"}),
    )


def _noun(head: Token) -> str:
    """The lemma; the tagger may leave the plural of a noun that it takes for a name or a verb."""
    lemma = base(head)
    return lemma if lemma in _told_of() else without_plural(head.lower_)


def _says_where_people_live(head: Token) -> bool:
    """As in "a town of 20,000 people": a population."""
    above = head.head
    return head.dep_ == "pobj" and above.lower_ in _GENITIVE and _noun(above.head) in _TERRITORIES


def _reaches(amount: Amount, head: Token, number: Span) -> bool:
    """As in "across 20 states"; "Mexico's 32 states" and "the two states" are all that there are."""
    if amount.core is not None and amount.core < _FEW_TERRITORIES:
        return False
    before = number.doc[number.start - 1] if number.start > number.sent.start else None
    if before is not None and (before.lower_ in _ALL_OF_THEM or before.tag_ == "POS"):
        return False
    extent = any(t.lemma_.lower() in _EXTENT for t in number.sent)
    return extent or _done(head, _THING_DEEDS) or _tells(number.sent)


def _done(head: Token, kinds: tuple[Words, ...]) -> bool:
    """True where a word for a deed stands by the noun: "91 vehicles burned", "the transfer of 26 prisoners"."""
    deeds = {word for kind in kinds for word in kind}
    return any(t.lemma_.lower() in deeds or t.lower_ in deeds for t in _beside(head))


def _is_sent(head: Token) -> bool:
    """As in "deployed two helicopters": craft that are the object of it."""
    first = head.conjuncts[0] if head.dep_ == "conj" and head.conjuncts else head
    sent = first.dep_ in {"dobj", "nsubjpass"} and first.head.lemma_.lower() in _SENT
    return sent and _noun(head) in _CRAFT


def _beside(head: Token) -> Iterator[Token]:
    """What is said of a noun: its own participles and clauses, the verb of its clause, the noun it belongs to."""
    first = head.conjuncts[0] if head.dep_ == "conj" and head.conjuncts else head
    for noun in {head.i: head, first.i: first}.values():
        yield from (c for c in noun.children if c.dep_ in {"acl", "relcl", "amod"})
        if noun.dep_ == "pobj" and noun.head.lower_ in _BELONGING:
            yield noun.head.head
    if _is_aside(first):
        return
    verb = clause_verb(head)
    yield verb
    yield from _said_with(verb)
    if head.i + 1 < len(head.doc):
        yield head.nbor()  # a headline's "91 vehicles burned", whose parse goes astray


def _said_with(verb: Token) -> Iterator[Token]:
    """The words that complete a verb: "set ablaze", "managed to escape", "are at large"."""
    for child in verb.children:
        if child.dep_ in _DEED_DEPS:
            yield child
            yield from (c for c in child.children if c.dep_ in {"pobj", "xcomp"} and child.dep_ in {"prep", "xcomp"})


def _is_aside(noun: Token) -> bool:
    """As in "a collision between two cars closed the road": part of a noun phrase that the verb is not about."""
    above = noun.head
    return noun.dep_ == "pobj" and above.lower_ not in _GENITIVE and above.head.pos_ in {"NOUN", "PROPN"}


def _what(head: Token, number: Span) -> str:
    """The noun phrase without its number, articles and possessors: "cartel roadblocks", "kilos of cocaine"."""
    doc = number.doc
    if head.i < number.end:
        return ""
    left = min([head.i, *(t.left_edge.i for t in head.lefts if t.dep_ in _PHRASE_DEPS and t.i >= number.end)])
    if doc[left].dep_ == "cc":
        left = number.end  # "50 short and long routes"
    left = max(left, number.end, head.i + 1 - _LONGEST_WHAT)
    right = head.i + 1
    behind = doc[right] if right < len(doc) else None
    if behind is not None and behind.lower_ in _GENITIVE and behind.head == head:
        end = behind.right_edge.i + 1
        right = end if end - right < _LONGEST_WHAT else right
    return str(doc[left:right].text).strip(" ,“”\"'")


def _unsure(head: Token, number: Span) -> str | None:
    """Why a number may count casualties; None: it does not look so."""
    if head.i >= number.end and _noun_of_harm(head):
        return DEAD_OR_HURT
    asked = number.sent[-1].text == "?"
    if asked or not _is_person(head, number) or _noun(head) in _HARMED or _is_doer(head):
        return None
    if _is_struck(head):
        return DEAD_OR_HURT
    cue = next((t for t in _near_cues(head) if t.i != head.i), None)
    if cue is None:
        return None
    if _is_imagined(cue):
        return None
    return ONLY_FEARED if _is_feared(cue) else _beside_death(head, cue)


def _is_struck(head: Token) -> bool:
    """As in "shot 14 people", "two dozen villagers were stabbed": dead or not."""
    verb = head.head
    if head.dep_ not in {"dobj", "nsubjpass"} or any(c.dep_ == "neg" for c in verb.children):
        return False
    return verb.lemma_.lower() in _HARMING


def _noun_of_harm(head: Token) -> bool:
    """As in "70 casualties", "40 victims"; a fraud has other victims."""
    if head.lemma_.lower() not in _HARMED and head.lower_ not in _HARMED:
        return False
    said = [c for c in head.children if c.dep_ in _PHRASE_DEPS] + [noun for _, noun in prepositional(head)]
    return not any(t.lemma_.lower() in _HARMED_ELSEWHERE for t in said)


def _is_person(head: Token, number: Span) -> bool:
    if head.i < number.end:  # "25 were shot": the number stands alone before its verb
        behind = head.doc[number.end] if number.end < number.sent.end else None
        return head.dep_ in _SUBJECTS and behind is not None and behind.pos_ in {"AUX", "VERB", "ADV"}
    return class_of_word(head) is not None or may_be_person(head)


def _is_doer(head: Token) -> bool:
    """As in "three gunmen killed a guard": they did it."""
    return head.dep_ == "nsubj" and any(c.dep_ == "dobj" for c in head.head.children)


def _near_cues(head: Token) -> Iterator[Token]:
    """Words for death or injury that are said of the noun, by the grammar."""
    said = (t for t in _beside(head) if t.dep_ != "pobj")
    yield from (t for t in said if status_word(t) in {"killed", "injured"})


def _is_imagined(cue: Token) -> bool:
    """As in "the blast could have killed 50 people", "would kill thousands", "if 50 die"."""
    helpers = {c.lower_ for c in cue.children if c.dep_ in {"aux", "mark"}}
    return holds(helpers, _IMAGINED)


def _is_feared(cue: Token) -> bool:
    above = [cue.head, *(c for t in (cue, cue.head) for c in t.children if c.dep_ in {"aux", "advmod", "auxpass"})]
    return any(t.lemma_.lower() in _HEDGES or t.lower_ in _HEDGES for t in above)


def _beside_death(head: Token, cue: Token) -> str | None:
    """Not where the death is denied or imagined, or befalls others."""
    if any(c.dep_ == "neg" for c in (*cue.children, *cue.head.children)) or in_group(head, "ranks"):
        return None
    done_to_another = any(c.dep_ in {"dobj", "nsubjpass"} and c != head for c in cue.children)
    return None if done_to_another else BESIDE_DEATH


@per_language
def _money_pattern() -> re.Pattern[str]:
    number = r"\d[\d,]{0,24}(?!,?\d)(?:\.\d+)?"  # bounded: a table of figures without blanks is no sum
    scale = rf"(?:[\s-]?(?:{one_of(_SCALES | _SHORT_SCALES)})\b)?"
    sign = rf"(?:\b(?:{one_of(_BEFORE_SIGN)})\s?)?(?P<signed>[$€£¥]\s?(?P<a>{number}{scale}))"
    return re.compile(rf"{sign}|\b(?P<named>(?P<b>{number}{scale})\s(?:\w+\s)?(?:{one_of(_UNITS)}))\b", re.IGNORECASE)


def _money(sentence: Span) -> Iterator[Figure]:
    """Sums offered, asked for or lost: "a $15 million reward"; wages and budgets are left out."""
    text, offset = sentence.text, sentence.start_char
    for match in _money_pattern().finditer(text):
        name = "signed" if match.group("signed") else "named"
        start, end = offset + match.start(name), offset + match.end(name)
        what = _purpose(sentence, start, end)
        words = _spelt_out(match.group("a") or match.group("b"))
        before, after = look_back(text, match.start()), text[match.end() : match.end() + BESIDE]
        amount = read_amount(start, end, words, before, after) if what else None
        if amount is not None and what is not None:
            yield _figure(sentence, amount, what)


def _spelt_out(words: str) -> str:
    """The digits and the scale as a word: "3m" is "3 million"."""
    found = re.fullmatch(r"([\d,.]+)\s?([a-z]+)", words, re.IGNORECASE)
    if found is None:
        return words.replace("-", " ")
    scale = table("figures", "money", "short_scales").get(found[2].lower(), found[2])
    return f"{found[1]} {scale}"


@per_language
def _for_information() -> re.Pattern[str]:
    return re.compile(rf"\s+((?:{one_of(_FOR)}) (?:\w+ )?(?:{one_of(_INFORMATION)}))\b")


def _purpose(sentence: Span, start: int, end: int) -> str | None:
    """What the money is: the nearest "reward", "ransom" …, or "for information"; None: something else."""
    nouns = once(
        sentence.doc,
        f"atlas_purposes {sentence.start}",
        lambda: [t for t in sentence if t.lemma_.lower() in _PURPOSES and t.pos_ in {"NOUN", "PROPN"}],
    )
    if nouns:
        return str(min(nouns, key=lambda t: min(abs(t.idx - end), abs(t.idx - start))).text)
    money = sentence.doc.char_span(start, end, alignment_mode="expand")
    after = text_of(sentence.doc)[end : sentence.end_char]
    found = _for_information().match(after)
    if found is not None or money is None:
        return found[1] if found else None
    verb = clause_verb(money.root)
    offered = verb.lemma_ in _OFFERS and any(after.startswith(f" {word} ") for word in _FOR)
    return entry("figures", "money", "offered") if offered else None
