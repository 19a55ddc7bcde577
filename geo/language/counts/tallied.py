"""Counts told as a tally: "the death toll rose to 25", "bringing to 22 the number killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import counting_noun, fates, phrase_at, status_word, suffers
from geo.language.counts.objects import costs_lives
from geo.language.counts.parties import class_of_word
from geo.language.text.annotations import once, text_of
from geo.language.text.grammar import clause_verb, leaves_out_subjects
from geo.language.text.reality import is_denied
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Span, Token
    from geo.types import Status

_TOLLS = Words("casualties", "toll", "nouns")
_TOLL_VERBS = Words("casualties", "toll", "verbs")
_TALLIES = Words("casualties", "toll", "tallies")
_BEFORE_PEOPLE = Words("casualties", "toll", "before_people")
_CARRIED_AS = Words("casualties", "toll", "carried_as")
_CORPSES = Words("casualties", "corpses", "plural")
_NUMBERING = Words("casualties", "toll", "numbering")
_IT = Words("counts_grammar", "pronouns", "it")
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_COPULA = Words("counts_grammar", "verbs", "copula")
_ESTIMATES = Words("casualties", "running", "nouns")
_EVERYBODY = Words("casualties", "losses", "everybody")
_LOSES = Words("casualties", "losses", "verbs")
_LOST_TO = Words("casualties", "losses", "causes")
_PLACE_NOUNS = Words("casualties", "losses", "place_nouns")
_SPEAKING = Words("casualties", "running", "speaking")
_OF_SPEECH = Words("casualties", "running", "of_speech")
_CLAIMING = Words("casualties", "running", "claiming")
_COUNTING = Words("casualties", "running", "counting")
_MAKING = Words("casualties", "running", "making")
_THOSE = Words("counts_grammar", "pronouns", "those")
_BURIED = Words("casualties", "corpses", "buried")
_SUMMED_UP = Words("casualties", "running", "summed_up")
#: So many words before "number" at most begin with those who are counted.
_NUMBERED = 6
#: So many sentences back at most lies what a figure without people counts, and a list is so long.
_TOPIC_REACH = 3
_LONGEST_LIST = 12
#: Tags of what is counted: "homes", "those", "them".
_SEVERAL = frozenset({"NNS", "NNPS", "DT", "PRP"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·"})
#: How a number hangs on the verb that tells a toll: "is 21", "stands at 21", "has reached 21".
_AS_TOLD = frozenset({"attr", "acomp", "dobj", "pobj", "nummod", "npadvmod"})
_DEFINITE = Words("counts_grammar", "articles", "definite")
_AND = Words("text", "and")
#: So many words behind "number" at most tell what it counts.
_TALLY_REACH = 7


def by_tally(token: Token) -> tuple[Status, Token] | None:
    """As in "the death toll rose to 25", "a death toll of 25", "bringing to 22 the number killed"."""
    if (headed := _headed(token)) is not None:
        return headed
    if token.pos_ != "NUM" and not _stands_for_number(token):
        return _lost_by_place(token)
    if (named := _named_right_before(token) or _of_toll_before(token)) is not None:
        return named
    return _of_own_toll(token) or _running(token)


def _of_own_toll(token: Token) -> tuple[Status, Token] | None:
    """As in "the death toll rose to 25", where the toll hangs at the number or over it."""
    moved = _moved(token)
    near = (*_near(token), *_over_wrong_verb(token), moved)
    told = next(((status, t) for t in near if t is not None and (status := tallied(t))), None)
    if told is None:
        return None
    toll = told[1]
    verb = toll.head if toll.head.pos_ in {"VERB", "AUX"} and toll != moved else None
    return told if verb is None or verb.lemma_ in _TOLL_VERBS or toll in token.ancestors else None


def _lost_by_place(people: Token) -> tuple[Status, Token] | None:
    """As in "Twelve died. Lund province has lost 1,643 people": no emigrants, where the dead are told of."""
    if people.dep_ not in {"dobj", "conj"} or people.lemma_.lower() not in _EVERYBODY:
        return None
    verb = clause_verb(people) if people.dep_ == "conj" else people.head
    if verb.lemma_ not in _LOSES or any(c.lower_ in _LOST_TO for c in verb.children):
        return None
    places = (c for c in verb.children if c.dep_ == "nsubj")
    placed = any(c.ent_type_ in {"GPE", "LOC"} or c.lemma_.lower() in _PLACE_NOUNS for c in places)
    return ("killed", verb) if placed and _tells_of_dead(people.sent) else None


def _tells_of_dead(sentence: Span) -> bool:
    """Whether one of the sentences right before tells that people died."""
    return any("killed" in _fates_in(before) for before in _right_before(sentence))


def _right_before(sentence: Span) -> Iterator[Span]:
    """The sentences before one, the nearest first, as far as a topic reaches."""
    for _ in range(_TOPIC_REACH):
        if sentence.start == 0 or _opens_paragraph(sentence):
            return
        sentence = sentence.doc[sentence.start - 1].sent
        yield sentence


def _opens_paragraph(sentence: Span) -> bool:
    """As with "The figure of 164, published in January": it takes up nothing that the paragraph before ends in."""
    text = text_of(sentence.doc)
    before = sentence.doc[sentence.start - 1]
    return "\n" in text[before.idx : sentence.start_char]


def _stands_for_number(people: Token) -> bool:
    """As in "put the dead at four hostages"."""
    return people.dep_ == "pobj" and people.head.lower_ in _BEFORE_PEOPLE and class_of_word(people) is not None


def _near(number: Token) -> Iterator[Token | None]:
    """Where a toll may stand; not over a subject: "the toll climbed to 82, and 14 were below"."""
    yield number.head
    yield _toll_below(number.head)
    if number.dep_ not in {"nsubj", "nsubjpass"}:
        yield _above(number)
        yield _toll_below(_above(number))


def _named_right_before(number: Token) -> tuple[Status, Token] | None:
    """As in "put the dead at 44 and the missing at 27", "the injured number 12": whom it counts stands before it."""
    first = number.sent.start
    if number.i < first + 3:
        return None
    at = number.head if number.dep_ == "pobj" and number.head.lower_ in _BEFORE_PEOPLE else _before_bound(number)
    if at.i < first + 2 or not _leads_to_count(at):
        return None
    named = _right_before_number(at)
    article = named.nbor(-1) if named.i > first else named
    status = _counted_as(named, article)
    return None if status is None else (status, named)


def _before_bound(number: Token) -> Token:
    """The "number" of "number at least 12"."""
    bound = [c for c in number.subtree if c.i < number.i and c.pos_ not in {"VERB", "NOUN"}]
    return number.doc[min((c.i for c in bound), default=number.i) - 1]


def _right_before_number(at: Token) -> Token:
    """The "dead" of "the dead number 12", "the dead at the prison number 12"."""
    if at.lower_ not in _NUMBERING:
        return at.nbor(-1)
    while at.nbor(-1).pos_ == "ADV" and at.i > at.sent.start + 1:
        at = at.nbor(-1)  # "Fatalities now number 112"
    words = at.doc[max(at.i - _NUMBERED, at.sent.start) : at.i]
    joined = at.nbor(-1).lower_ in _AND  # "The injured were counted again and number 214"
    if not joined and any(t.pos_ in {"VERB", "AUX"} for t in words):
        return at.nbor(-1)
    return next((t for t in reversed(words) if t.lower_ in fates("state")), at.nbor(-1))


def _counted_as(named: Token, article: Token) -> Status | None:
    """As in "the dead", "the confirmed dead", "those buried", "deaths" before their number."""
    if article.dep_ == "amod" and article.i > article.sent.start:
        article = article.nbor(-1)
    if article.lower_ not in _DEFINITE | _THOSE:
        return counting_noun(named) if named.tag_ == "NNS" else None
    return "killed" if named.lower_ in _BURIED else fates("state").get(named.lower_)


def _of_toll_before(number: Token) -> tuple[Status, Token] | None:
    """As in "The death toll has been revised. It is now 21.": the toll that the sentence before tells of."""
    verb, first = clause_verb(number), number.sent.start
    if number.dep_ not in _AS_TOLD or verb.lemma_ not in _TOLL_VERBS or first == 0 or not _is_about_it(verb):
        return None
    if number.dep_ == "pobj" and number.head.lower_ not in _BEFORE_PEOPLE:
        return None  # "It was worst in Lund, with 980"
    tolls = (t for t in number.doc[first - 1].sent if t.lemma_ in _TOLLS | _TALLIES)
    status = next((status for t in tolls if (status := tallied(t))), None)
    return (status, verb) if status else None


def _running(number: Token) -> tuple[Status, Token] | None:
    """As in "The figure is now 253", "lowered it to 3,958", "officials spoke of 359": of those told of before.

    What is counted stands in the same sentence or in the ones right before; where these tell of several fates, the
    number is of none.
    """
    told_by = _figure_over(number) if number.pos_ == "NUM" else None
    status = _topic(number) if told_by is not None else None
    return (status, told_by) if status is not None and told_by is not None else None


def _figure_over(number: Token) -> Token | None:
    """The word that makes a bare number one of a row of figures; None: it is none."""
    above = number.head
    if number.dep_ == "pobj":
        noun = above.head
        if above.lower_ in _GENITIVE and _is_bare_tally(noun):
            return noun  # "repeated the figure of 11,300"
        if above.lower_ in _OF_SPEECH and noun.lemma_ in _SPEAKING:
            return noun  # "officials spoke of 359"
        moved = above.lower_ in _BEFORE_PEOPLE and noun.lemma_ in _TOLL_VERBS
        return noun if moved and _moves_figure(noun) else None
    if number.dep_ == "dobj":
        return above if above.lemma_ in _CLAIMING or _makes(above) else None
    if number.dep_ == "nsubjpass":
        return above if above.lemma_ in _COUNTING else None
    return _equalled(number)


def _equalled(number: Token) -> Token | None:
    """As in "the figure is now 253", "11,300 is the number given by the Red Crescent"."""
    verb = number.head
    if verb.lemma_ not in _COPULA or number.dep_ not in {"attr", "nsubj", "nummod", "acomp"}:
        return None
    others = (c for c in verb.children if c.dep_ in {"nsubj", "attr"} and c != number)
    return verb if any(_is_bare_tally(c) for c in others) else None


def _is_bare_tally(noun: Token) -> bool:
    """A "figure" that does not say itself what it counts: not "the number of those on board", "for damaged homes"."""
    if noun.lemma_ not in _TALLIES | _TOLLS | _ESTIMATES:
        return False
    counted = (t for prep in noun.children if prep.dep_ == "prep" for t in prep.children if t.dep_ == "pobj")
    return not any(t.tag_ in _SEVERAL for t in counted)


def _moves_figure(verb: Token) -> bool:
    """As in "then lowered it to 3,958", "it was put at 35", "the figure was revised to nine"."""
    moved = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "nsubj"}]
    return any(c.lower_ in _IT or _is_bare_tally(c) for c in moved if c.dep_ != "nsubj" or not _has_object(verb))


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _makes(verb: Token) -> bool:
    """As in "Four more were held. That makes seven.", "which makes 232"."""
    return verb.lemma_ in _MAKING and any(c.dep_ == "nsubj" and c.lower_ in _SUMMED_UP for c in verb.children)


def _topic(number: Token) -> Status | None:
    """The fate that was told of last before a number, in its sentence or up to three before; None: several, or none.

    The items of a list all speak of what stands before the list.
    """
    sentence = number.sent
    own = _named_right_behind(number) or _fates_in(number.doc[sentence.start : number.i])
    if own or _in_list(sentence):
        return _only(own) if own else _only(_fates_in(_before_list(sentence)))
    return _only(next((told for before in _right_before(sentence) if (told := _fates_in(before))), set()))


def _named_right_behind(number: Token) -> set[Status]:
    """As in "gave 3,283 as the number of those buried"."""
    led = number.i + 1 < number.sent.end and number.nbor().lower_ in _CARRIED_AS
    tally = next((t for t in number.doc[number.i + 2 : number.i + 5] if t.lemma_ in _TALLIES), None) if led else None
    return _fates_in(number.doc[tally.i : min(tally.i + _TALLY_REACH, number.sent.end)]) if tally is not None else set()


def _only(told: set[Status]) -> Status | None:
    return next(iter(told)) if len(told) == 1 else None


def _fates_in(words: Span) -> set[Status]:
    """The fates that a stretch of text tells of people, whoever they are; of "nobody died" none."""
    found = (_told_fate(t) for t in words if not is_denied(t))
    return {status for status in found if status}


def _told_fate(word: Token) -> Status | None:
    return _fate_word(word) or ("killed" if word.lemma_ in _TOLLS or word.lower_ in _BURIED else None)


def _in_list(sentence: Span) -> bool:
    return next((t for t in sentence if not t.is_space), sentence[0]).text in _BULLETS


def _before_list(sentence: Span) -> Span:
    """The last sentence before a list that is none of its items."""
    for _ in range(_LONGEST_LIST):
        if sentence.start == 0 or not _in_list(sentence):
            break
        sentence = sentence.doc[sentence.start - 1].sent
    if sentence.start > 0 and _only(_fates_in(sentence)) is None:
        sentence = sentence.doc[sentence.start - 1].sent
    return sentence


def _is_about_it(verb: Token) -> bool:
    """As in "it stands at", and "asciende a" of a language that leaves the subject out."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not subjects:
        return leaves_out_subjects()
    return subjects[0].lower_ in _IT


def _headed(counted: Token) -> tuple[Status, Token] | None:
    """As in "a roll of the dead: more than 150 people", "Killed: 12"."""
    if counted.pos_ != "NUM" and not any(c.dep_ == "nummod" for c in counted.children):
        return None
    first = counted.left_edge.i
    if first < counted.sent.start + 2 or counted.doc[first - 1].text != ":":
        return None
    named, alone = counted.doc[first - 2], first - 2 == counted.sent.start
    status = fates("state").get(named.lower_)
    definite = not alone and named.nbor(-1).lower_ in _DEFINITE
    return (status, named) if status and (alone or definite) else None


def _leads_to_count(word: Token) -> bool:
    """As in "at", "number"."""
    return word.lower_ in _BEFORE_PEOPLE or word.lower_ in _NUMBERING


def _above(number: Token) -> Token:
    """What "to 25" hangs on, over "from 30" of "revised from 30 to 25"."""
    above = number.head.head
    above = above.head if above.dep_ == "prep" else above
    return above.head.head if above.pos_ == "NUM" and above.dep_ == "pobj" else above


def _moved(number: Token) -> Token | None:
    """The "toll" of "raised on Monday from 24 to 30 the toll", where the parse hangs the number on the day."""
    verb = clause_verb(number)
    if number.dep_ != "pobj" or number.head.lower_ not in _BEFORE_PEOPLE or verb.lemma_ not in _TOLL_VERBS:
        return None
    return _toll_below(verb) or _tally_before(verb)


def _tally_before(verb: Token) -> Token | None:
    """The "number" of "the number of bodies recovered climbed to 19", which the parse gives to "recovered"."""
    words = verb.doc[max(verb.i - _TALLY_REACH, verb.sent.start) : verb.i]
    return next((t for t in words if t.lemma_ in _TALLIES and verb in t.ancestors), None)


def _over_wrong_verb(number: Token) -> Iterator[Token]:
    """The "number" of "taking the number of those killed to 17", where the parse hangs the 17 on "killed"."""
    if number.dep_ == "pobj" and number.head.lower_ in _BEFORE_PEOPLE:
        yield from (t for t in number.ancestors if t.lemma_ in _TALLIES)


def _toll_below(word: Token) -> Token | None:
    """The "toll" that hangs on a word; asked once for each, as all numbers of a list hang on one."""
    return once(word.doc, f"atlas_toll {word.i}", lambda: next((c for c in word.children if tallied(c)), None))


def tallied(noun: Token) -> Status | None:
    """What a toll counts: "the death toll", "the number of people killed"; of two fates none."""
    if noun.lemma_ in _TOLLS:
        return "killed"
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return _the_dead(noun) if noun.tag_ == "VBN" else None  # "The wounded were put at 133"
    if noun.lemma_ in _TALLIES:
        behind = [t for t in noun.subtree if noun.i < t.i <= noun.i + _TALLY_REACH]
        told = {status for t in behind if (status := _fate_word(t))} or _called(noun)
        return told.pop() if len(told) == 1 else None
    return _the_dead(noun)


def _fate_word(word: Token) -> Status | None:
    """As in "the number of deaths", "of those killed", "of bodies recovered", "who lost their lives"."""
    dead = word.lower_ in _CORPSES or _are_lives_lost(word)
    return counting_noun(word) or status_word(word) or ("killed" if dead else phrase_at(word))


def _are_lives_lost(word: Token) -> bool:
    """As in "the number of lives lost"."""
    return word.i + 1 < word.sent.end and word.nbor().tag_ == "VBN" and costs_lives(word, word.nbor())


def _called(tally: Token) -> set[Status]:
    """What stands at a tally itself: "the dead number 25", "its figure of 31 dead", "the death count"."""
    named = {status for c in tally.children if c.dep_ == "compound" and (status := _fate_word(c))}
    if named:
        return named
    close = [*(c for c in tally.children if c.dep_ == "amod"), *tally.doc[tally.i + 2 : tally.i + 4]]
    return {fates("state")[t.lower_] for t in close if t.lower_ in fates("state") and t.sent == tally.sent}


def _the_dead(noun: Token) -> Status | None:
    """As in "the dead number 25", "los intoxicados que han muerto suman 26"."""
    if not any(c.dep_ == "det" for c in noun.children) or noun.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    later = (suffers(c) for c in noun.children if c.dep_ == "relcl")
    return next((status for status in later if status), None) or fates("state").get(noun.lower_)
