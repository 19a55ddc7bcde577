"""Counts that take their fate, their side or their bound from a count told before them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.counts.fate_words import is_real, status_word
from geo.language.counts.headcounts import amounts
from geo.language.counts.parties import class_of_word, party_class
from geo.language.counts.status import fate
from geo.language.counts.whose import leaves_out_noun, party_of, takes_up
from geo.language.text.annotations import text_of
from geo.language.text.spans import overlap
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, entry, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.language.counts.headcounts import Amount
    from geo.language.text.parsed import Doc, Span, Token
    from geo.types import PartyClass, Status

_FURTHER = Words("counts_grammar", "numbers", "further")
_INCLUDING = Words("counts_grammar", "prepositions", "including")
_AMONG = Words("counts_grammar", "prepositions", "among")
_ADDING = Words("counts_grammar", "prepositions", "adding")
_VICTIMS = Words("figures", "unsure", "nouns")
_COPULA = Words("counts_grammar", "verbs", "copula")
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_BEFORE_PEOPLE = Words("casualties", "toll", "before_people")
_TOLL_VERBS = Words("casualties", "toll", "verbs")
_TALLIES = Words("casualties", "toll", "tallies")
#: Characters before a day at most: " on ".
_BEFORE_DAY = 6
_WITH = Words("counts_grammar", "prepositions", "company")
_OPENS_LIST = frozenset({":", "—", "–"})
#: Characters beside a number in which its whole is named.
_BESIDE = 120
#: So many words behind somebody at most stands the verb by which they speak.
_NEAR = 4
_TELLS = Words("casualties", "speech", "telling")
#: A state stands so many words behind the people at most.
_STATE_REACH = 2
#: Words of a turn such as "de los cuales" at most.
_TURN = 4
_LOCATIVE = Words("places", "scene", "locative")
_NOT_OF_PLACE = Words("places", "scene", "not_of_speech")
_HERE = Words("counts_grammar", "places", "here")
_DEFINITE = Words("counts_grammar", "articles", "definite")
_OF_THEM = Words("counts_grammar", "pronouns", "of_them")
#: What may have befallen victims: nobody who was arrested is one.
_OF_VICTIMS = frozenset({"killed", "injured"})
_AMONG_THEM = Words("counts_grammar", "pronouns", "among_them")
_JOINING = Words("text", "and")
_NAMING = frozenset({"NOUN", "PROPN"})


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


def broken_down(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "the toll rose to 62: 25 guards, 34 gunmen and a nurse": what follows the colon shares the total's fate."""
    if last is None or not _may_be_listed(head, last):
        return None
    doc = sentence.doc
    behind = last.cue if 0 < last.cue.i - last.head.i <= _STATE_REACH else last.head  # "five dead: three guards"
    ends = _with_days(doc, {last.amount.end, last.head.idx + len(last.head.text), behind.idx + len(behind.text)})
    opened = last.part_of_last or any(text_of(doc)[at : amount.start].lstrip()[:1] in _OPENS_LIST for at in ends)
    number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or not (opened or _adds_up(sentence, amount, last)):
        return None
    if opened and any(t.pos_ in {"VERB", "AUX"} for t in doc[behind.i + 1 : number.start]):
        return None
    party, side = party_of(head, number)
    return Count(amount, head, last.cue, last.status, party, side, part_of_last=True)


def _with_days(doc: Doc, ends: set[int]) -> set[int]:
    """Where the total's words may end; a day may stand behind them: "put the dead at 20 on Monday: 12 guards …"."""
    days = (d for d in doc._.dates if any(0 <= d.start - end <= _BEFORE_DAY for end in ends))
    return ends | {d.end for d in days}


def _may_be_listed(people: Token, last: Count) -> bool:
    if class_of_word(people) is None:
        return False
    return not _does_something(people) if fate(people) is None else is_spelt_out(people, last)


def _does_something(people: Token) -> bool:
    """As in "nine bodies were found, one of them a girl's, and 27 people were saved": a verb of their own follows."""
    return people.dep_ in {"nsubj", "nsubjpass"} and people.head.pos_ == "VERB" and people.head.i > people.i


def is_spelt_out(head: Token, last: Count | None) -> bool:
    """As in "10 people died: seven adults and three boys", where the parse hangs the list on those whom it counts."""
    told = fate(head) if last is not None else None
    if last is None or told is None or told[1] != last.cue:
        return False
    listed = [head, *(t for t in head.ancestors if t.i >= last.head.i + (not last.part_of_last))]
    apposed = any(t.dep_ == "appos" for t in listed) and not any(t.pos_ in {"VERB", "AUX"} for t in listed)
    between = head.doc[last.head.i + 1 : head.i]
    return apposed and (last.part_of_last or any(t.text == ":" for t in between))


def _adds_up(sentence: Span, first: Amount, last: Count) -> bool:
    """As in "11 were hurt, eight guards and three mutineers": a list behind a comma that adds up to the count."""
    text, added, end = text_of(sentence.doc), 0, first.start
    if text[last.amount.end : first.start].rstrip()[-1:] != ",":
        return False
    for at, amount in enumerate(a for a in amounts(sentence) if a.start >= first.start):
        between = sentence.doc.char_span(end, amount.start, alignment_mode="contract") or ()
        if amount.core is None or any(t.pos_ in {"VERB", "AUX"} for t in between):
            return False
        added, end = added + amount.core, amount.end
        if added >= (last.amount.core or 0):
            return added == last.amount.core and at > 0
    return False


def tells_it(head: Token) -> bool:
    """As in "two traders among them, a nurse there said": somebody who speaks is none of those counted."""
    for token in head.doc[head.i + 1 : min(head.i + 1 + _NEAR, head.sent.end)]:
        if token.pos_ in {"VERB", "AUX"}:
            return token.lemma_ in saying_verbs() or token.lemma_ in _TELLS
        if token.is_punct:
            return False
    return False


def two_more(count: Count, last: Count | None) -> Count:
    """As in "eight gunmen died and two more drowned": the two are of the same side."""
    end = count.head.i + 1
    following = count.head.doc[end].lower_ if end < len(count.head.doc) else ""
    beside = {following, *(c.lower_ for c in count.head.children if c.dep_ == "det")}
    further = count.party is None and not beside.isdisjoint(_FURTHER)
    if last is None or last.part_of_last or not (further or (_others(count) and last.amount.core != 1)):
        return count
    return replace(count, party=last.party, party_class=last.party_class)


def _others(count: Count) -> bool:
    """As in "Two others were hurt": more of those told of before, where these were several."""
    return count.party_class == "unknown" and count.head.lower_ in _FURTHER


def added(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "Six marines were killed, as well as two civilians": the fate of the count before."""
    number = sentence.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if last is None or number is None or class_of_word(head) is None or fate(head) is not None:
        return None
    before = sentence.doc[max(number.start - 3, sentence.start) : number.start].text.lower()
    between = sentence.doc[min(last.head.i + 1, number.start) : number.start]
    others = [t for t in between if t.pos_ == "VERB" and t.i != last.cue.i and t.lemma_ not in saying_verbs()]
    if not before.endswith(tuple(_ADDING)) or others:
        return None
    party, side = party_of(head, number)
    return Count(amount, head, last.cue, last.status, party, side, part_of_last=False)


def elsewhere(sentence: Span, amount: Amount, last: Count | None) -> Count | None:
    """As in "killed 33 people in Lyon and 12 in Nice"; of "60 people, 40 in Lyon and 20 in Nice" the 40 are a part."""
    doc = sentence.doc
    number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if last is None or number is None or number.start <= last.head.i:
        return None
    if not (_stands_at_place(doc, number.end) or _stands_behind_place(number)):
        return None
    between = doc[last.head.i + 1 : number.start]
    if between and between[-1].text in _OPENS_LIST:
        between = between[-1:]  # "281 dead, the agency said: 221 in Lund"
    if any(t.pos_ in {"VERB", "NUM"} and t.i != last.cue.i for t in between):
        return None
    placed = any(_stands_at_place(doc, t.i) for t in between)
    part = last.part_of_last or not placed
    return Count(amount, number[-1], last.cue, last.status, last.party, last.party_class, part_of_last=part)


def _stands_behind_place(number: Span) -> bool:
    """As in "in Lund, with 1,684 dead, and in Malmö, with 980"."""
    doc, at = number.doc, number.start - 1
    if at < number.sent.start + 3 or doc[at].lower_ not in _WITH or doc[at - 1].text != ",":
        return False
    name = at - 2
    while name > number.sent.start and doc[name].pos_ == "PROPN":
        name -= 1
    return name < at - 2 and doc[name].lower_ in _LOCATIVE and number[-1].dep_ == "pobj"


def _stands_at_place(doc: Doc, at: int) -> bool:
    """True where a preposition of place and a name stand there, or a word such as "here"."""
    if at < len(doc) and doc[at].lower_ in _HERE:
        return True
    if at + 2 >= len(doc) or doc[at].lower_ not in _LOCATIVE or doc[at].lower_ in _NOT_OF_PLACE:
        return False
    at += 2 if doc[at + 1].lower_ in _DEFINITE else 1
    if at + 2 < len(doc) and doc[at].pos_ == "NOUN" and doc[at + 1].lower_ in _GENITIVE:
        at += 2  # "in the province of Lund"
    name = doc[at]
    return (name.pos_ == "PROPN" or name.is_title) and not _in_date(name)


def _in_date(name: Token) -> bool:
    return overlap(name.doc._.dates, name.idx, name.idx + len(name.text))


def among_the_victims(amount: Amount, head: Token, earlier: Sequence[Count]) -> Count | None:
    """As in "19 people were killed. Among the victims are a nurse and six officers": the fate told before."""
    number = head.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    fates_told = {c.status for c in earlier}
    if number is None or len(fates_told) != 1 or not fates_told <= _OF_VICTIMS or class_of_word(head) is None:
        return None
    first = min([head, *head.conjuncts], key=lambda t: t.i)
    if first.dep_ not in {"attr", "nsubj", "dobj"} or first.head.lemma_ not in _COPULA or not is_real(first.head):
        return None
    groups = [c for c in first.head.children if c.dep_ == "prep" and c.lower_ in _AMONG]
    if not any(noun.lemma_ in _VICTIMS for prep in groups for noun in prep.children):
        return None
    party, side = party_of(head, number)
    return Count(amount, head, earlier[-1].cue, earlier[-1].status, party, side, part_of_last=True)


def all_of_them(count: Count, earlier: Sequence[Count]) -> Count:
    """As in "He and three of his bodyguards were hurt. All four died": the side of the three."""
    told = sum(c.amount.core or 0 for c in earlier)
    if count.party_class != "unknown" or not takes_up(count.head) or count.amount.core not in {told, told + 1}:
        return count
    sides = {c.party_class for c in earlier}
    return replace(count, party_class=sides.pop()) if len(sides) == 1 else count


def among_them(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "70 people, 25 guards among them": the fate of the count before, of which it is a part."""
    if last is None:
        return None
    number = sentence.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or number.start < 2:
        return None
    after = _words(sentence.doc[head.i + 1 : head.i + 1 + _TURN])
    if _begins(after, _OF_THEM) and head.i < number.end:
        return None if _others_between(last, number) else _some_of_them(amount, head, last)
    between = sentence.doc[last.head.i + 1 : number.start]
    among_them = _begins(after, _AMONG_THEM) or _turned_to_part(between) or _included_in(last, between, head)
    own = fate(head)
    apart = not among_them and (after.split(" ")[0] not in _AMONG or own is not None)
    if apart or (own is not None and own[0] != last.status):
        return None
    return Count(amount, head, last.cue, last.status, *party_of(head, number), part_of_last=True)


def _turned_to_part(between: Span) -> bool:
    """As in "70 people, among them a nurse and 25 guards": behind the turn only the list that it begins."""
    words = [t.lower_ for t in between]
    ends = [i + n for i in range(len(words)) for n in range(1, _TURN + 1) if " ".join(words[i : i + n]) in _AMONG_THEM]
    return bool(ends) and not any(t.pos_ == "VERB" for t in between[max(ends) :])


def _included_in(last: Count, between: Span, people: Token) -> bool:
    """As in "The attack left 14 dead, including 13 guards", where the parse hangs the guards on the attack.

    Not in "14 died as a bus with 40 guards, including 13 recruits, …": they are of the guards.
    """
    at = next((t for t in between if t.lower_ in _INCLUDING), None)
    if at is None or class_of_word(people) is None:
        return False
    told = [t for t in between if t.i != at.i and t.i != last.cue.i]
    return not any(t.pos_ in {"VERB", "AUX", "NUM"} for t in told)


def _words(tokens: Span) -> str:
    return " ".join(t.lower_ for t in tokens)


def _begins(words: str, turns: Iterable[str]) -> bool:
    """Whether the words begin with one of the turns."""
    return any(f"{words} ".startswith(f"{turn} ") for turn in turns)


def _some_of_them(amount: Amount, head: Token, last: Count) -> Count | None:
    """As in "70 people, 25 of them guards" – not where another fate befell the 25."""
    told = fate(head)
    if told is not None and told[0] != last.status and told[1].i > head.i and not _is_of_next(head, told[1]):
        return None
    people = _named_behind_them(head)
    party, side = (last.party, last.party_class) if people is None else (people.text, party_class(people))
    return Count(amount, head, last.cue, last.status, party, side, part_of_last=True)


def _is_of_next(number: Token, cue: Token) -> bool:
    """As in "seven died, five of them here, and 20 were injured": the fate behind is that of the number before it."""
    return any(t.like_num for t in number.doc[number.i + 1 : cue.i])


def _others_between(last: Count, number: Span) -> bool:
    """As in "ten hurt and the escape of 14 inmates, nine of whom are at large": the nine are of the 14."""
    between = number.doc[last.head.i + 1 : number.start]
    return any(t.dep_ == "nummod" and t.head.i < number.start and class_of_word(t.head) is not None for t in between)


def _named_behind_them(number: Token) -> Token | None:
    """The guards of "70 people, 25 of them guards": a plural right behind the turn, which no fate is told of."""
    words = _words(number.doc[number.i + 1 : number.i + 1 + _TURN])
    turns = [len(turn.split()) for turn in _OF_THEM if f"{words} ".startswith(f"{turn} ")]
    at = number.i + 1 + max(turns, default=0)
    noun = number.doc[at] if turns and at < number.sent.end else None
    if noun is not None and noun.dep_ == "amod" and noun.i < noun.head.i < noun.i + _TURN:
        noun = noun.head  # "36 of them municipal policemen"
    named = noun is not None and class_of_word(noun) is not None and status_word(noun) is None
    return noun if named else None


def of_those_before(number: Span) -> bool:
    """As in "236 of them lost their lives here", "Of the dead, 195 perished in the north"."""
    text, sentence = text_of(number.doc), number.sent
    behind = text[number.end_char : min(sentence.end_char, number.end_char + _BESIDE)]
    before = text[sentence.start_char : min(number.start_char, sentence.start_char + _BESIDE)]
    near = number.start_char - sentence.start_char < _BESIDE
    return pattern("counts_grammar", "of_those_before", "behind").search(behind) is not None or (
        near and pattern("counts_grammar", "of_those_before", "before").search(before) is not None
    )


def of_them(count: Count, last: Count | None) -> Count:
    """As in "Gunmen fired on policemen and wounded four of them": the side of the people named or counted before.

    Only where the sentence names people of one kind; else those of the count before, where the same befell them.
    """
    doc, end = count.head.doc, count.head.i + 1
    if count.party is not None or not _begins(_words(doc[end : end + _TURN]), _OF_THEM):
        return count
    same = last if last is not None and last.status == count.status else None
    named = {} if same and same.head.sent == count.head.sent else _named_before(count.head)
    if len(named) == 1:
        noun = next(iter(named.values()))
        return replace(count, party=noun.text, party_class=party_class(noun))
    return count if named or same is None else replace(count, party=same.party, party_class=same.party_class)


def _named_before(number: Token) -> dict[PartyClass, Token]:
    """The people whom the sentence names before a number, one of each side."""
    before = number.doc[number.sent.start : number.i]
    people = (t for t in before if t.tag_ == "NNS" and t.pos_ == "NOUN" and status_word(t) is None)
    return {side: t for t in people if (side := class_of_word(t))}


def of_same_people(count: Count, last: Count | None) -> Count:
    """As in "29 of the attackers were dead and three had been taken alive": the three are attackers."""
    if last is None or count.party is not None or last.head.sent != count.head.sent:
        return count
    number = count.head.doc.char_span(last.amount.start, last.amount.end, alignment_mode="expand")
    alone = count.head.like_num and count.status != last.status
    if number is None or not alone or not (_is_of_some(number) or _goes_on_with(last, count)):
        return count
    return replace(count, party=last.party, party_class=last.party_class)


def others_of(last: Count | None, count: Count) -> Count:
    """As in "un custodio murió y otros dos fueron heridos": a bare number of others is of those told before."""
    at = count.head.i
    apart = last is None or last.part_of_last or last.head.sent != count.head.sent or at == count.head.sent.start
    if apart or count.party is not None or not count.head.like_num or count.head.nbor(-1).lower_ not in _FURTHER:
        return count
    return replace(count, party=last.party, party_class=last.party_class) if last else count


def _goes_on_with(last: Count, count: Count) -> bool:
    """As in "killed ten soldiers and wounded 17", "murieron 34 sicarios y 70 fueron detenidos": the noun left out.

    Not in "29 attackers were killed and 40 were hurt", "25 guardias murieron y 70 fueron detenidos".
    """
    classes = entry("counts_grammar", "numbers", "bare_goes_on") or ()
    held = count.status == "arrested" and last.party_class not in {"cartel", "unknown"}
    if last.part_of_last or held or last.party_class not in classes:
        return False
    doc = count.head.doc
    joints = [t.i for t in doc[last.head.i : count.head.i] if t.lower_ in _JOINING]
    since = doc[joints[-1] : count.head.i] if joints else ()
    return leaves_out_noun(count.head, count.cue) and bool(joints) and not any(t.pos_ in _NAMING for t in since)


def _is_of_some(number: Span) -> bool:
    """True for "29 of the attackers"."""
    behind = number.doc[number.end : number.end + 2]
    return len(behind) == 2 and behind[0].lower_ in _GENITIVE and behind[1].lower_ in _DEFINITE


def introduced_as_part(number: Span) -> bool:
    """As in "including 25 guards"."""
    before = number.doc[max(number.start - 4, number.sent.start) : number.start]
    return any(t.lower_ in _INCLUDING for t in before)


def listed_with_parts(count: Count, last: Count | None) -> Count:
    """As in "22 died, 12 of them nurses and 10 patients": what is listed behind a part is a part too."""
    if last is None or not last.part_of_last or count.part_of_last or count.cue != last.cue:
        return count
    between = count.head.doc.char_span(last.amount.end, count.amount.start, alignment_mode="expand") or ()
    joined = any(t.lower_ in _JOINING for t in between)
    apart = any(t.pos_ in {"VERB", "AUX"} or t.text in {";", ":"} for t in between)
    return replace(count, part_of_last=True) if joined and not apart else count


def _goes_on(verb: Token, count: Count) -> bool:
    """As in "At least 8 were killed and 30 injured": a second fate without a helping verb of its own."""
    cue, number = count.cue, count.head
    helped = any(c.dep_ in {"aux", "auxpass", "dobj"} for c in cue.children)
    joined = verb in cue.ancestors or any(t.pos_ == "CCONJ" for t in cue.doc[verb.i : number.i])
    own = any(t.pos_ == "VERB" for t in cue.doc[verb.i + 1 : number.i])
    return joined and not helped and not own and 0 < cue.i - number.i <= _STATE_REACH and verb.i < number.i


def spread(first: Count | None, count: Count) -> Count:
    """Spread "at least" over a list: "at least 25 officers and 34 suspects died"."""
    amount = count.amount
    if (
        first is None
        or not first.amount.open_top
        or amount.bounded
        or amount.vague
        or not (first.cue.i == count.cue.i or _goes_on(first.cue, count))
        or count.part_of_last
        or amount.core == 1
        or _is_whole_of(first, count)
    ):
        return count
    return replace(count, amount=replace(amount, max=None, open_top=True))


def _is_whole_of(first: Count, count: Count) -> bool:
    """As in "at least 22 of the 42 men": of the 42 nobody says that they were more."""
    behind = text_of(count.head.doc)[first.amount.end : count.amount.end]
    told = pattern("counts_grammar", "some_of_them", "of_a_number").match(behind)
    return told is not None and told.end() > count.amount.start - first.amount.end
