"""Counts of people killed, injured, arrested or missing, each with its sentence, its bounds and its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.counts.attribution import attributed_to
from geo.language.counts.fate_words import is_put_among, status_word
from geo.language.counts.headcounts import Amount, amounts, counted_by, head_of, look_back, stands_behind_name
from geo.language.counts.listed import (
    Count,
    added,
    all_of_them,
    among_the_victims,
    among_them,
    broken_down,
    elsewhere,
    introduced_as_part,
    is_spelt_out,
    listed_with_parts,
    of_same_people,
    of_them,
    of_those_before,
    others_of,
    spread,
    tells_it,
    two_more,
)
from geo.language.counts.parties import class_of_word, party_class, party_span
from geo.language.counts.status import fate
from geo.language.counts.tolls import tallied_again, told_number
from geo.language.counts.whose import one_of_them, party_of, tallied_people
from geo.language.text.annotations import once, text_of
from geo.language.text.grammar import clause_verb, in_group
from geo.language.text.hanging import is_core
from geo.language.text.spans import told_around
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, pattern
from geo.types import Casualty, PartyClass, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.language.text.parsed import Doc, Span, Token
    from geo.types import Telling

#: Characters between a total and what is told of some of them, where another count stands between: a few sentences.
_STILL_TOLD = 600
_INDEFINITE = Words("counts_grammar", "articles", "indefinite")
_COPULA = Words("counts_grammar", "verbs", "copula")
_ONE = Words("counts_grammar", "numbers", "one")
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_OR = Words("counts_grammar", "conjunctions", "alternative")


def annotate_counts(doc: Doc) -> tuple[Count, ...]:
    """All counts, in text order."""
    counts: list[Count] = []
    before: list[Count] = []
    for sentence in doc.sents:
        before = list(_counts(sentence, before))
        counts += before
    return tuple(counts)


def counts_in(sentence: Span) -> Sequence[Count]:
    """The counts of people whom the sentence names, in text order."""
    doc = sentence.doc
    return once(doc, "atlas_counts_in", lambda: _by_sentence(doc._.counts)).get(sentence.start, ())


def _by_sentence(counts: Iterable[Count]) -> dict[int, list[Count]]:
    found: dict[int, list[Count]] = {}
    for count in counts:
        found.setdefault(count.head.sent.start, []).append(count)
    return found


def _counts(sentence: Span, earlier: Sequence[Count]) -> Iterator[Count]:
    """The counts of a sentence; ``earlier`` are those of the one before it."""
    numbered = list(_numbered(sentence, earlier))
    found = sorted([*numbered, *_singles(sentence, numbered, earlier)], key=lambda c: c.amount.start)
    previous: Count | None = None
    for count in found:
        if previous is not None and previous.amount.end > count.amount.start:
            continue
        previous = spread(previous, others_of(previous, count))
        yield previous


def _numbered(sentence: Span, earlier: Sequence[Count]) -> Iterator[Count]:
    last: Count | None = None
    for amount in amounts(sentence):
        if (beside := _gapped(sentence, amount, last)) is not None:
            last = beside
            yield last
            continue
        head = head_of(sentence.doc, amount)
        if head is None or _speaks(sentence, amount):
            continue
        count = _read(sentence, amount, head, last, earlier)
        if count is not None and not (count.part_of_last and tells_it(count.head)):
            before = last or next(reversed(earlier), None)
            count = listed_with_parts(count, last)
            last = all_of_them(two_more(of_them(of_same_people(count, last), before), before), earlier)
            yield last


def _gapped(sentence: Span, amount: Amount, last: Count | None) -> Count | None:
    """As in "Jura counted 160 dead, Lira 100 and Torla two": a name, a number, and the fate told before."""
    number = sentence.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if last is None or number is None or last.amount.core is None or not stands_behind_name(number):
        return None
    between = sentence.doc[last.head.i + 1 : number.start]
    if not between or any(t.pos_ in {"VERB", "AUX", "NUM"} and t.i != last.cue.i for t in between):
        return None
    return Count(
        amount, number[-1], last.cue, last.status, last.party, last.party_class, part_of_last=last.part_of_last
    )


def _read(sentence: Span, amount: Amount, head: Token, last: Count | None, earlier: Sequence[Count]) -> Count | None:
    """What a number counts, by the surest reading that holds."""
    return (
        among_them(sentence, amount, head, last)
        or elsewhere(sentence, amount, last)
        or (broken_down(sentence, amount, head, last) if is_spelt_out(head, last) else None)
        or _plain(sentence.doc, amount, head)
        or broken_down(sentence, amount, head, last)
        or added(sentence, amount, head, last)
        or among_the_victims(amount, head, earlier)
        or _who_some_were(sentence.doc, amount, head, [last] if last is not None else earlier)
        or tallied_again(sentence, amount, head, last or _of_one_fate(earlier))
    )


def _of_one_fate(counts: Sequence[Count]) -> Count | None:
    """The last of the counts where all tell one fate."""
    return counts[-1] if len({c.status for c in counts}) == 1 else None


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
    if _befell_none_of_them(doc, amount, head, told):
        return None
    number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or (amount.core == 1 and number.text.lower() in _INDEFINITE):
        return None
    is_one = number.text.lower() in _ONE
    one = one_of_them(number[0]) if is_one else None
    if one is None and is_one and (number[0].dep_ == "attr" or _is_somebody(head, number)):
        return None  # "Doe was one of three people": a named one
    party, side = one or _people(cue, head, number)
    part = introduced_as_part(number) or of_those_before(number) or is_put_among(clause_verb(head))
    return Count(amount, head, cue, status, party, side, part_of_last=part)


def _people(cue: Token, head: Token, number: Span) -> tuple[str | None, PartyClass]:
    """The words for those counted and their class: the noun behind the number, else whom a tally counts."""
    return (tallied_people(cue) if head.i < number.end else None) or party_of(head, number)


def _who_some_were(doc: Doc, amount: Amount, head: Token, earlier: Sequence[Count]) -> Count | None:
    """As in "Seventeen of those were officers", "Of the dead, 16 are Kenyans": the fate is told of those before.

    Not of a nation or another group without a side where no count stands before: it would pass for the toll.
    """
    number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    copula = _copula_over(head, number) if number is not None else None
    people = _said_to_be(copula) if copula is not None else None
    if number is None or copula is None or people is None:
        return None
    if not (of_those_before(number) or _goes_on_from(copula, earlier) or _takes_up(amount, number, earlier)):
        return None
    told = _fate_before(doc, copula) or _fate_of(_of_one_fate(earlier) if earlier else None)
    party, side = party_of(people, number)
    if told is None or (side == "unknown" and not earlier):
        return None
    return Count(amount, people, told[1], told[0], party, side, part_of_last=True)


def _copula_over(head: Token, number: Span) -> Token | None:
    """The "were" of "Seventeen of those were officers", "forty of the dead were officers and five were nurses"."""
    subject = head if head.dep_ == "nsubj" else number.root
    if subject.dep_ == "nsubj":
        return subject.head if subject.head.lemma_ in _COPULA else None
    behind = number.doc[number.end] if number.end < number.sent.end else None
    return behind if behind is not None and behind.lemma_ in _COPULA else None


def _said_to_be(copula: Token) -> Token | None:
    """What a number is said to be: the officers of "Seventeen of those were officers"."""
    return next((c for c in copula.children if c.dep_ == "attr" and c.i > copula.i), None)


def _goes_on_from(copula: Token, earlier: Sequence[Count]) -> bool:
    """As in "Twelve of those killed were officers and three were soldiers"."""
    last = earlier[-1] if earlier else None
    return last is not None and last.part_of_last and copula.dep_ == "conj" and last.head.sent == copula.sent


def _takes_up(amount: Amount, number: Span, earlier: Sequence[Count]) -> bool:
    """As in "Seventeen people were hurt. Three were officers": a bare number that opens the next sentence."""
    whole = _of_one_fate(earlier) if earlier else None
    number_told, known = amount.core, whole.amount.core if whole is not None else None
    opens = number.start == number.sent.start and number.root.dep_ == "nsubj"
    return opens and None not in (number_told, known) and (number_told or 0) < (known or 0)


def _fate_before(doc: Doc, verb: Token) -> tuple[Status, Token] | None:
    """The fate that its sentence names before the verb: "of the dead"."""
    words = doc[verb.sent.start : verb.i]
    return next(((status, t) for t in words if (status := status_word(t)) is not None), None)


def _fate_of(count: Count | None) -> tuple[Status, Token] | None:
    return (count.status, count.cue) if count is not None else None


def _befell_none_of_them(doc: Doc, amount: Amount, head: Token, told: tuple[Status, Token]) -> bool:
    """Where the fate is not that of those counted: one of two fates, of nobody, of some only, of so many for each."""
    status, cue = told
    alone = _either(cue, status) or _of_nobody(doc, amount, head) or _is_ratio(doc, amount, head)
    return alone or _is_whole_of_some(amount, head, cue)


def _is_ratio(doc: Doc, amount: Amount, head: Token) -> bool:
    """As in "55 suspects died for every officer killed"."""
    behind = text_of(doc)[amount.end : head.sent.end_char]
    return pattern("counts_grammar", "shapes", "ratio").search(behind) is not None


def _is_whole_of_some(amount: Amount, head: Token, cue: Token) -> bool:
    """The eight of "five of the eight suspects were arrested", of whom nothing is told but that the five are some."""
    some = head.head.head if head.dep_ == "pobj" and head.head.lower_ in _GENITIVE else None
    if some is None or some.pos_ != "NUM" or amount.start < head.head.idx:
        return False
    return cue != head and cue.head != head


def _is_somebody(head: Token, number: Span) -> bool:
    """As in "one of the region's most wanted men", "one of the founders": a known person, whom nobody counts."""
    if head.i < number.end or head.doc[number.end].lower_ not in _GENITIVE:
        return False
    described = head.doc[number.end : head.i]
    return any(t.tag_ in {"JJS", "RBS"} for t in described) or in_group(head, "ranks") or class_of_word(head) is None


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


def _singles(sentence: Span, numbered: Sequence[Count], earlier: Sequence[Count]) -> Iterator[Count]:
    """As in "a guard was killed": an article counts one unnamed person.

    ``numbered`` are the sentence's other counts: a nurse listed behind 25 soldiers after a colon is part of that toll.
    """
    last = next((c for c in reversed(numbered) if c.part_of_last), None)
    for token in (t for t in sentence if t.lower_ in _INDEFINITE):
        head, before = _counted_alone(token), _last_before(numbered, token)
        if other := _another(token, before):
            yield other
        if head is None:
            continue
        one = _amount_of_one(token)
        if tells_it(head):
            yield from _told_of_one(one, token, head)
            continue
        if sure := among_them(sentence, one, head, before) or next(_told_of_one(one, token, head), None):
            yield sure
        elif last is not None and token.i > last.head.i and (part := broken_down(sentence, one, head, last)):
            last = part
            yield part
        elif joined := _leaning(sentence, one, head, before, earlier):
            yield joined


def _counted_alone(article: Token) -> Token | None:
    """The noun of which an article counts one, where no number counts it too."""
    head = counted_by(article)
    return None if head is None or _has_number(head) else head


def _amount_of_one(word: Token) -> Amount:
    return Amount(word.idx, word.idx + len(word.text), 1, 1, None, None, bounded=False, open_top=False)


def _told_of_one(one: Amount, article: Token, head: Token) -> Iterator[Count]:
    """As in "a guard was killed", "un muerto"."""
    told = fate(head)
    if told is not None and (told[1].i != head.i or status_word(head) is not None):
        yield _one(one, article, head, told)


def _another(token: Token, before: Count | None) -> Count | None:
    """As in "murió un infante y otro resultó herido": one more, of those told before in the sentence if any."""
    if token.pos_ not in {"PRON", "DET"} or token.lower_ not in _INDEFINITE or not is_core(token):
        return None
    told = fate(token)
    if told is None:
        return None
    party: str | None
    side: PartyClass
    party, side = (before.party, before.party_class) if before is not None else (None, "unknown")
    return Count(_amount_of_one(token), token, told[1], told[0], party, side, part_of_last=False)


def _leaning(sentence: Span, one: Amount, head: Token, before: Count | None, earlier: Sequence[Count]) -> Count | None:
    """One person who shares the fate of those counted before."""
    return added(sentence, one, head, before) or among_the_victims(one, head, earlier)


def _last_before(counts: Sequence[Count], token: Token) -> Count | None:
    return next((c for c in reversed(counts) if c.head.i < token.i), None)


def _one(amount: Amount, article: Token, head: Token, told: tuple[Status, Token]) -> Count:
    span = party_span(head, article.i + 1)
    party = str(head.doc[span[0] : span[1]].text) if span else head.text
    return Count(amount, head, told[1], told[0], party, party_class(head), part_of_last=False)


def _has_number(head: Token) -> bool:
    return any(c.dep_ == "nummod" for c in head.children)


def _resumed(count: Casualty, before: dict[tuple[Status, int | None], Casualty]) -> Casualty:
    """As in "the 25 deaths": a count of nobody named takes the party of the one it takes up.

    ``before`` has the first count of each status and number.
    """
    same = before.get((count.status, told_number(count))) if told_number(count) is not None else None
    if count.party is not None or same is None:
        return count
    return replace(count, party=same.party, party_class=same.party_class)


def _told_on(doc: Doc, count: Count) -> Telling | None:
    """The event told in the same sentence whose day is that of the deaths or arrests."""
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
                return telling
    return own[0] if own else None


def _casualty(doc: Doc, count: Count, first: int | None) -> Casualty:
    sentence, amount, telling = count.head.sent, count.amount, _told_on(doc, count)
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
        telling.date_start if telling else None,
        attributed_to(doc, amount.start, amount.end, sentence),
        None,
        first if count.part_of_last else None,
        telling.date_basis if telling else "told",
    )


def _may_hold(whole: Casualty, part: Count) -> bool:
    """False where the part is greater than what is told as its whole."""
    number = told_number(whole)
    return number is None or part.amount.core is None or part.amount.core <= number


def _last_whole(found: Sequence[Casualty], part: Count) -> int | None:
    """Of "12 dead and 300 hurt. Nine of the dead were sailors" the 12: told last of this fate, right before."""
    same = (i for i in range(len(found) - 1, -1, -1) if found[i].status == part.status)
    last = next(same, None)
    near = last is not None and part.amount.start - found[last].end <= _STILL_TOLD
    return last if near and last is not None and found[last].subset_of is None else None


def annotate(doc: Doc) -> tuple[Casualty, ...]:
    """Every count with its day and source; which tell the same is settled when they have places."""
    found: list[Casualty] = []
    before: dict[tuple[Status, int | None], Casualty] = {}
    whole: int | None = None
    for count in doc._.counts:
        if count.part_of_last and found and found[-1].status != count.status:
            whole = _last_whole(found, count)
        if count.part_of_last and whole is not None and not _may_hold(found[whole], count):
            whole = None
        found.append(_resumed(_casualty(doc, count, whole), before))
        before.setdefault((count.status, told_number(found[-1])), found[-1])
        if not count.part_of_last:
            whole = len(found) - 1
    return tuple(found)
