"""Counts of people killed, injured, arrested or missing, each with its sentence, its bounds and its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.counts.attribution import attributed_to
from geo.language.counts.fate_words import counting_noun, status_word
from geo.language.counts.headcounts import Amount, amounts, counted_by, head_of, look_back
from geo.language.counts.parties import class_of_word, modifiers, party_class, party_span
from geo.language.counts.status import fate
from geo.language.counts.tolls import told_number
from geo.language.text.annotations import once, text_of
from geo.language.text.spans import told_around
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, pattern
from geo.types import Casualty, PartyClass, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

COUNTS = "atlas_counts"
NAME = "atlas_casualties"
_INDEFINITE = Words("counts_grammar", "articles", "indefinite")
_RESUMING = Words("counts_grammar", "articles", "resuming")
_ONE = Words("counts_grammar", "numbers", "one")
_FURTHER = Words("counts_grammar", "numbers", "further")
_OR = Words("counts_grammar", "conjunctions", "alternative")
_INCLUDING = Words("counts_grammar", "prepositions", "including")
_AMONG = Words("counts_grammar", "prepositions", "among")
_OF_THEM = Words("counts_grammar", "pronouns", "of_them")
_AMONG_THEM = Words("counts_grammar", "pronouns", "among_them")
_COPULA = Words("counts_grammar", "verbs", "copula")


@dataclass(frozen=True, slots=True)
class Count:
    """One number of people with its fate, before dates and links."""

    amount: Amount
    head: Token
    cue: Token
    """The word that tells the fate: "killed", "deaths"."""
    status: Status
    party: str | None
    party_class: PartyClass
    part_of_last: bool
    """True: "25 guards among them" – a part of the count before it."""


def annotate_counts(doc: Doc) -> Doc:
    """Leave ``doc._.counts``: all counts, in text order."""
    doc._.counts = tuple(c for sentence in doc.sents for c in _counts(sentence))
    return doc


def counts_in(sentence: Span) -> Sequence[Count]:
    """The counts of people whom the sentence names, in text order."""
    doc = sentence.doc
    return once(doc, "atlas_counts_in", lambda: _by_sentence(doc._.counts)).get(sentence.start, ())


def _by_sentence(counts: Iterable[Count]) -> dict[int, list[Count]]:
    found: dict[int, list[Count]] = {}
    for count in counts:
        found.setdefault(count.head.sent.start, []).append(count)
    return found


def _counts(sentence: Span) -> Iterator[Count]:
    numbered = list(_numbered(sentence))
    found = sorted([*numbered, *_singles(sentence, numbered)], key=lambda c: c.amount.start)
    previous: Count | None = None
    for count in found:
        if previous is not None and previous.amount.end > count.amount.start:
            continue
        previous = _spread(previous, count)
        yield previous


def _numbered(sentence: Span) -> Iterator[Count]:
    last: Count | None = None
    for amount in amounts(sentence):
        head = head_of(sentence.doc, amount)
        if head is None or _speaks(sentence, amount):
            continue
        count = (
            _among_them(sentence, amount, head, last)
            or _plain(sentence.doc, amount, head)
            or _broken_down(sentence, amount, head, last)
        )
        if count is not None:
            last = _two_more(count, last)
            count = last
            yield count


def _broken_down(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "the toll rose to 62: 25 guards, 34 gunmen and a nurse": what follows the colon shares the total's fate."""
    if last is None or class_of_word(head) is None or fate(head) is not None:
        return None
    doc = sentence.doc
    gap = text_of(doc)[last.amount.end : amount.start]
    opened = last.part_of_last or gap.lstrip()[:1] in {":", "—", "–"}
    number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or not opened or any(t.pos_ in {"VERB", "AUX"} for t in doc[last.head.i + 1 : number.start]):
        return None
    party, side = _party(head, number)
    return Count(amount, head, last.cue, last.status, party, side, part_of_last=True)


def _two_more(count: Count, last: Count | None) -> Count:
    """As in "eight gunmen died and two more drowned": the two are of the same side."""
    end = count.head.i + 1
    following = count.head.doc[end].lower_ if end < len(count.head.doc) else ""
    if last is None or count.party is not None or following not in _FURTHER:
        return count
    return replace(count, party=last.party, party_class=last.party_class)


def _speaks(sentence: Span, amount: Amount) -> bool:
    """As in "…,” said one commentator": a number of those who speak."""
    number = sentence.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or number.start < sentence.start + 2 or amount.core != 1:
        return False
    verb = number[0].nbor(-1)
    return verb.lemma_ in saying_verbs() and verb.nbor(-1).is_punct


def _plain(doc: Doc, amount: Amount, head: Token) -> Count | None:
    told = fate(head)
    if told is None:
        return None
    status, cue = told
    if _either(cue, status) or _of_nobody(doc, amount, head):
        return None
    number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or (amount.core == 1 and number.text.lower() in _INDEFINITE):
        return None
    is_one = number.text.lower() in _ONE
    one = _one_of(number[0]) if is_one else None
    if one is None and is_one and number[0].dep_ == "attr":
        return None  # "Doe was one of three people": a named one
    party, side = one or _party(head, number)
    return Count(amount, head, cue, status, party, side, part_of_last=_introduced_as_part(number))


def _of_nobody(doc: Doc, amount: Amount, head: Token) -> bool:
    """As in "none of the 60 people aboard was hurt"."""
    before = look_back(text_of(doc), amount.start, head.sent.start_char)
    return pattern("counts_grammar", "shapes", "nobody_of").search(before) is not None


def _either(cue: Token, status: Status) -> bool:
    """As in "40 people were killed or wounded": which of the two is not told, so no toll can hold it."""
    doc = cue.doc
    for step in (1, -1):
        joint, other = cue.i + step, cue.i + 2 * step
        if cue.sent.start <= min(joint, other) and max(joint, other) < cue.sent.end and doc[joint].lower_ in _OR:
            return status_word(doc[other]) not in {None, status}
    return False


def _introduced_as_part(number: Span) -> bool:
    """As in "including 25 guards"."""
    before = number.doc[max(number.start - 4, number.sent.start) : number.start]
    return any(t.lower_ in _INCLUDING for t in before)


def _among_them(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "70 people, 25 guards among them": the fate of the count before, of which it is a part."""
    if last is None:
        return None
    number = sentence.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or number.start < 2:
        return None
    after = [t.lower_ for t in sentence.doc[head.i + 1 : head.i + 3]]
    before = [t.lower_ for t in sentence.doc[number.start - 2 : number.start]]
    if number.end < len(sentence.doc) and " ".join(after) in _OF_THEM and head.i < number.end:
        return _some_of_them(amount, head, last)
    among_them = not _AMONG_THEM.isdisjoint((" ".join(after), " ".join(before)))
    if not among_them and (_AMONG.isdisjoint(after[:1]) or fate(head) is not None):
        return None
    party, side = _party(head, number)
    return Count(amount, head, last.cue, last.status, party, side, part_of_last=True)


def _some_of_them(amount: Amount, head: Token, last: Count) -> Count | None:
    """As in "70 people, 25 of them guards" – not where another fate befell the 25."""
    told = fate(head)
    if told is not None and told[0] != last.status:
        return None
    return Count(amount, head, last.cue, last.status, last.party, last.party_class, part_of_last=True)


def _party(head: Token, number: Span) -> tuple[str | None, PartyClass]:
    """The words for the counted people and their class."""
    if head.i < number.end:
        return _antecedent(head) or (None, "unknown")
    if counting_noun(head):
        named = [t for t in modifiers(head) if t.i >= number.end]
        if not named:
            return None, "unknown"
        return str(head.doc[min(t.i for t in named) : head.i].text) or None, party_class(head)
    people = _counted_noun(head, number)
    span = party_span(people, number.end)
    return (str(people.doc[span[0] : span[1]].text) if span else None), party_class(people)


def _counted_noun(head: Token, number: Span) -> Token:
    """Of "three people police arrested" the people, as the parse joins the two nouns; else the head itself."""
    crowd = next((c for c in head.children if c.dep_ == "compound" and c.tag_ == "NNS" and c.i >= number.end), None)
    return crowd if crowd is not None and class_of_word(crowd) is not None else head


def _antecedent(number: Token) -> tuple[str, PartyClass] | None:
    """Of "The leader and two bodyguards were hit …, and the three died": the list that a bare "the three" takes up."""
    if not any(c.dep_ == "det" and c.lower_ in _RESUMING for c in number.children):
        return None
    for token in reversed(number.doc[number.sent.start : number.i]):
        if token.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(c.dep_ == "conj" for c in token.children):
            heads = [token, *token.conjuncts]
            first, last = min(h.left_edge.i for h in heads), max(h.i for h in heads)
            return str(number.doc[first : last + 1].text), _common_side(heads)
    return None


def _common_side(heads: Iterable[Token]) -> PartyClass:
    """The side of all in a list whose side is known."""
    sides: list[PartyClass] = [side for side in map(party_class, heads) if side != "unknown"]
    return sides[0] if sides and len(set(sides)) == 1 else "unknown"


def _one_of(number: Token) -> tuple[str, PartyClass] | None:
    """As in "The guard is one of 73 people who died": the one is the guard."""
    verb = number.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    if verb.lemma_ not in _COPULA or subject is None:
        return None
    return subject.text, party_class(subject)


def _singles(sentence: Span, numbered: Sequence[Count]) -> Iterator[Count]:
    """As in "a guard was killed": an article counts one unnamed person.

    ``numbered`` are the sentence's other counts: a nurse listed behind 25 soldiers after a colon is part of that toll.
    """
    last = next((c for c in reversed(numbered) if c.part_of_last), None)
    for token in sentence:
        head = counted_by(token)
        if head is None or _has_number(head):
            continue
        one = Amount(token.idx, token.idx + len(token.text), 1, 1, None, None, bounded=False, open_top=False)
        told = fate(head)
        if told is not None and told[1].i != head.i:
            yield _one(one, token, head, told)
        elif last is not None and token.i > last.head.i and (part := _broken_down(sentence, one, head, last)):
            last = part
            yield part


def _one(amount: Amount, article: Token, head: Token, told: tuple[Status, Token]) -> Count:
    span = party_span(head, article.i + 1)
    party = str(head.doc[span[0] : span[1]].text) if span else head.text
    return Count(amount, head, told[1], told[0], party, party_class(head), part_of_last=False)


def _has_number(head: Token) -> bool:
    return any(c.dep_ == "nummod" for c in head.children)


def _spread(first: Count | None, count: Count) -> Count:
    """Spread "at least" over a list: "at least 25 officers and 34 suspects died"."""
    amount = count.amount
    if (
        first is None
        or not first.amount.open_top
        or amount.bounded
        or amount.vague
        or first.cue.i != count.cue.i
        or count.part_of_last
        or amount.core == 1
    ):
        return count
    return replace(count, amount=replace(amount, max=None, open_top=True))


def _resumed(count: Casualty, before: dict[tuple[Status, int | None], Casualty]) -> Casualty:
    """As in "the 25 deaths": a count of nobody named takes the party of the one it takes up.

    ``before`` has the first count of each status and number.
    """
    same = before.get((count.status, told_number(count))) if told_number(count) is not None else None
    if count.party is not None or same is None:
        return count
    return replace(count, party=same.party, party_class=same.party_class)


def _told_on(doc: Doc, count: Count) -> str | None:
    """The day of the deaths or arrests: that of the event told in the same sentence."""
    kinds = {
        "killed": ("killing", "clash", "raid"),
        "injured": ("clash", "killing", "raid"),
        "arrested": ("arrest", "raid"),
        "missing": ("other", "killing"),
    }[count.status]
    inside = [t for t in told_around(doc._.tellings, count.amount.start) if t.date_start]
    own = [t for t in inside if t.start <= count.cue.idx < t.end]  # not the other attack it is set beside
    for kind in kinds:
        for telling in [*own, *inside]:
            if telling.type == kind:
                return str(telling.date_start)
    return str(own[0].date_start) if own else None


def _casualty(doc: Doc, count: Count, first: int | None) -> Casualty:
    sentence, amount = count.head.sent, count.amount
    return Casualty(
        amount.start,
        amount.end,
        sentence.start_char,
        sentence.end_char,
        text_of(doc)[amount.start : amount.end],
        amount.min,
        amount.max,
        amount.approx,
        count.status,
        count.party,
        count.party_class,
        None,
        _told_on(doc, count),
        attributed_to(doc, amount.start, amount.end, sentence),
        None,
        first if count.part_of_last else None,
    )


def annotate(doc: Doc) -> Doc:
    """Leave ``doc._.casualties``: every count; which tell the same is settled when they have places."""
    found: list[Casualty] = []
    before: dict[tuple[Status, int | None], Casualty] = {}
    whole: int | None = None
    for count in doc._.counts:
        if count.part_of_last and found and found[-1].status != count.status:
            whole = None
        found.append(_resumed(_casualty(doc, count, whole), before))
        before.setdefault((count.status, told_number(found[-1])), found[-1])
        if not count.part_of_last:
            whole = len(found) - 1
    doc._.casualties = tuple(found)
    return doc
