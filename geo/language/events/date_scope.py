"""Which date of its sentence an event stands under: its own, its clause's, or that of the clauses above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.text.forms import have_same_number, is_participle_form
from geo.language.text.grammar import (
    VERBAL,
    adjectives_follow,
    clause_verb,
    date_hook,
    in_group,
    is_definite,
    is_superlative,
    is_told_of,
    subjects,
)
from geo.language.text.hanging import is_preposition
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language.events.triggers import Trigger
    from geo.language.text.parsed import Doc, Span, Token
    from geo.types import DateSpan

#: Dates above this precision ("in May 2015") are of no day or two.
DAYS_TOLD = 2
#: Events of speaking: their day is not the day of what is spoken about, and nothing takes its day from them.
SPOKEN = frozenset({"statement", "speech", "call"})
_HAPPENS = Words("events_days", "scope", "happens")
_SEQUELS = Words("events_days", "scope", "sequels")
_DISTANCE = Words("events_grammar", "distance")
_BOUNDS = Words("events_grammar", "bounds")
AROUND = Words("events_grammar", "around")
_FOLLOWS = Words("events_grammar", "follows")
_UP_TO = Words("events_grammar", "up_to")
_NEARLY = Words("events_grammar", "nearly")
_AT_ONCE = Words("events_grammar", "at_once")
_MOVING = Words("places", "scene", "moving")
_COMPARED = Words("events_grammar", "compared")
_MEANWHILE = Words("events_grammar", "meanwhile")
_HURTING = Words("casualties", "transitive", "injured")
_ENDING = Words("events_days", "scope", "ends")
_CHARGES = Words("events_days", "scope", "charges")
_CHARGED_WITH = Words("events_days", "scope", "charged_with")
_RELATIVE_PRONOUNS = Words("events_grammar", "relative_pronouns")
_OF_NOUNS = {"pobj", "pcomp", "nummod", "compound", "npadvmod", "poss", "prep", "advmod"}
_LEAFS = frozenset(_OF_NOUNS | {"appos", "nmod", "amod", "tmod", "dep", "conj", "det", "case", "quantmod"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in its sentence."""

    span: DateSpan
    tokens: Span
    governor: Token
    """The verb or trigger noun the date hangs on."""


def hang(doc: Doc, span: DateSpan, triggers: set[int]) -> Dated | None:
    """A date with the verb, or the trigger's noun, that it dates; None: its words cannot be found."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    token = date_hook(tokens)
    if token.pos_ in VERBAL and tokens.start <= token.i < tokens.end:
        token = token.head  # "comenzó hace tres días"
    while token.head.i != token.i and token.i not in triggers and token.pos_ not in VERBAL:
        if _says_when(token, triggers):
            return Dated(span, tokens, token.nbor(-1))
        if token.dep_ not in _LEAFS and token.pos_ != "NOUN":
            break
        token = token.head
    if token.i not in triggers and token.pos_ not in VERBAL:
        token = clause_verb(token)
    over = span.counted_on and token.dep_ == "advcl" and _opens_clause(tokens, token)
    return Dated(span, tokens, token.head if over else token)


def _opens_clause(words: Span, verb: Token) -> bool:
    """As in "Two days after the ground shook, a storm came", where they date the storm."""
    return any(c.dep_ == "mark" and words.start <= c.i < words.end for c in verb.children)


def _says_when(word: Token, triggers: set[int]) -> bool:
    """As in "la explosión ocurrida el viernes": a participle behind the noun, wherever a small model hangs it."""
    if not adjectives_follow() or not is_participle_form(word) or word.i - 1 not in triggers:
        return False
    return word.nbor(-1).pos_ == "NOUN" and have_same_number(word, word.nbor(-1))


def says_which(day: Dated, tokens: set[int]) -> bool:
    """As in "Saturday's election was void", but not "Monday's attack", which is told: it only says which."""
    noun = day.tokens.root
    return noun.dep_ == "poss" and noun.head.i not in tokens


def is_relative(day: Dated) -> bool:
    """True for "a day after …" where it tells the date of what follows."""
    return _opens_distance(day) and not day.span.counted_on


def _opens_distance(day: Dated) -> bool:
    last = day.tokens[-1]
    ends = last.i + 1 >= len(last.doc) or (last.nbor().is_punct and not any(True for _ in last.children))
    return last.lower_ in _DISTANCE and not ends  # "the day before." dates what stands before it


def date_over(trigger: Trigger, days: Sequence[Dated], triggers: set[int], ceremonies: set[int]) -> Dated | None:
    """The date in whose reach the trigger stands: its own, its clause's, or that of the clauses above it."""
    token = trigger.token
    if is_charge(token):
        days = [d for d in days if d.governor.i == token.i]
    plain = sorted((d for d in days if _may_date(d, token)), key=lambda d: d.span.counted_on)
    if (day := _when_clause(token, days) or _own(token, days, plain)) is not None:
        return day
    if _before_ceremony(token, ceremonies):
        return None
    if trigger.type not in SPOKEN and (beside := _beside_it(token, plain)):
        return beside
    whole = path_up(token, crossing=trigger.type in SPOKEN)
    path = whole if trigger.type in SPOKEN else _own_clause(whole)
    found = _above(trigger, plain, path, triggers) or _only_one(trigger, plain, path, triggers)
    return found or (_over_all(trigger, plain) if trigger.type not in SPOKEN else None)


def is_charge(token: Token) -> bool:
    """As in "was held on Sunday on suspicion of setting fire": what somebody is accused of was done before."""
    verb = token
    while verb.dep_ in {"conj", "dobj"} and verb.head.pos_ in VERBAL:
        verb = verb.head
    behind = verb.head if verb.dep_ in {"pcomp", "pobj"} else None
    return behind is not None and behind.lower_ in _CHARGED_WITH and behind.head.lemma_.lower() in _CHARGES


def _own_clause(path: Sequence[Token]) -> Sequence[Token]:
    """The path up to a participle that only says of whom the sentence speaks; a clause often is the news itself.

    Of "On Friday the army took back that all the girls seized at Lira were free" nobody was seized on Friday.
    """
    inside = next((i for i, t in enumerate(path) if t.dep_ == "acl" and t.tag_ == "VBN"), None)
    return path if inside is None else path[: inside + 1]


def _own(token: Token, days: Sequence[Dated], plain: Sequence[Dated]) -> Dated | None:
    """The date that stands before what follows it ("a day after …"), or hangs on the word itself."""
    relative = (d for d in days if is_relative(d) and token.i > d.tokens[-1].i and _within(token, d.tokens[-1]))
    hung = (d for d in plain if d.governor.i == token.i or _acts_in(d.governor, token))
    return next(relative, None) or next(hung, None)


def noun_of_time(token: Token) -> Token | None:
    """The noun of the time in whose "when" clause a word stands: "not since 1989, when 14 women were shot"."""
    clause = _first_clause(token)
    opens = clause.dep_ == "relcl" and any(c.lower_ in _AT_ONCE for c in clause.children)
    return clause.head if opens else None


def _when_clause(token: Token, days: Sequence[Dated]) -> Dated | None:
    """The day in whose clause a word stands: "the worst since 1998, when a bomb killed 213", whatever that hangs on."""
    noun = noun_of_time(token)
    if noun is not None:
        return next((d for d in days if d.tokens.start <= noun.i < d.tokens.end), None)
    opening = {c.i for c in _first_clause(token).children if c.lower_ in _AT_ONCE}
    return next((d for d in days if d.tokens.end + 1 in opening and _ends_at_comma(d)), None)


def _first_clause(token: Token) -> Token:
    """The verb of a word's clause, or of the one that it goes on: "when a bomb went off and killed 213"."""
    clause = clause_verb(token)
    while clause.dep_ == "conj" and clause.head.pos_ in VERBAL:
        clause = clause.head
    return clause


def _ends_at_comma(day: Dated) -> bool:
    behind = day.tokens.end
    return behind < len(day.tokens.doc) and day.tokens.doc[behind].text == ","


def _over_all(trigger: Trigger, days: Sequence[Dated]) -> Dated | None:
    """As in "In May 2015 guards held the palace; 14 people were killed": it opens the sentence, and is its only one."""
    first = days[0] if len(days) == 1 else None
    opens = first is not None and first.tokens.start - trigger.token.sent.start <= 1
    return first if first is not None and opens and first.span.date_prec > DAYS_TOLD else None


def _beside_it(token: Token, days: Sequence[Dated]) -> Dated | None:
    """The day of a clause at the same time ("died when the quake struck in 2016"), or of the noun that it tells of."""
    verb = _without_conjuncts(token)
    if verb.pos_ not in VERBAL or any(d.governor.i == verb.i for d in days):
        return None
    for day in days:
        clause = day.governor
        if _goes_on_in(clause, token) or _is_at_once(clause, verb):
            return day
        if verb.dep_ == "relcl" and any(_dates_noun(day, noun) for noun in _spoken_of(verb)):
            return day
        if clause.dep_ == "relcl" and clause.head in subjects(verb) and is_event(clause.head):
            return day
    return None


def _without_conjuncts(token: Token) -> Token:
    """The verb of a token's clause; of the 25 of "which left six dead and 25 wounded" that of the six."""
    verb = clause_verb(token)
    while verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ == "auxpass" for c in verb.children):
        verb = clause_verb(verb.head)
    return verb


def _spoken_of(clause: Token) -> list[Token]:
    """The noun that a relative clause tells of; of "the attack of May 3 in Lyon, which" the attack as well."""
    noun = clause.head
    behind = noun.dep_ == "pobj" and noun.pos_ == "PROPN"
    return [noun, noun.head.head] if behind else [noun]


def _is_at_once(clause: Token, verb: Token) -> bool:
    """As in "died when the quake struck in 2016", "were killed and 85 hurt when"."""
    beside = clause.head.i == verb.i or clause.head in verb.conjuncts
    return clause.dep_ == "advcl" and beside and any(c.lower_ in _AT_ONCE for c in clause.children)


def _goes_on_in(clause: Token, participle: Token) -> bool:
    """As in "The driver of the bus that crashed on Monday, killing 12, was held on Friday", whatever it hangs on."""
    behind = clause.dep_ == "relcl" and participle.tag_ == "VBG" and participle.dep_ in {"acl", "advcl"}
    comma = participle.doc[participle.i - 1].text == ","
    return behind and comma and clause.i < participle.i - 1 == clause.right_edge.i + 1


def is_event(noun: Token) -> bool:
    """As in "the storm that hit on Monday left nine dead": what happened then did the rest."""
    return in_group(noun, "mishaps") or in_group(noun, "fights") or in_group(noun, "assaults")


def _dates_noun(day: Dated, noun: Token) -> bool:
    """As in "the earthquake of 2012, which cost 27 lives"."""
    word = day.tokens.root
    while word.head.i != word.i and word.pos_ not in VERBAL and word.i != noun.i:
        word = word.head
    return word.i == noun.i and noun.pos_ == "NOUN"


def _may_date(day: Dated, token: Token) -> bool:
    """False for "a day after", "since December", and for "the next day" of what came of the event."""
    if _compares_with(day, token):
        return False
    if _opens_distance(day) and token.i > day.tokens[-1].i and _within(token, day.tokens[-1]):
        return False  # nor is the blast of "Two days after the blast he left" two days after itself
    return not is_relative(day) and not is_bound(day, token) and not (is_sequel(day) and _beside(token, day))


def _compares_with(day: Dated, token: Token) -> bool:
    """As in "With 62 dead it was the worst riot after that of 1992": the year is that of the other one."""
    before = day.tokens.doc[day.tokens.sent.start : day.tokens.start]
    opens = next((t for t in reversed(list(before)) if t.lower_ in _COMPARED or t.pos_ in VERBAL), None)
    if opens is None or opens.pos_ in VERBAL or token.i > opens.i or day.span.date_prec <= DAYS_TOLD:
        return False
    return any(is_superlative(t) for t in before if t.i < opens.i)


def _acts_in(verb: Token, noun: Token) -> bool:
    """As in "the blast that shook the town on Monday", "the assault that gunmen launched on Monday": its own clause.

    Not in "the assault that the mayor condemned on Tuesday".
    """
    if verb.dep_ != "relcl" or verb.head.i != noun.i:
        return False
    done = in_group(verb, "sets_off")
    own = {"nsubj", "dobj"} if done else {"nsubj"}
    bare = done and not any(c.lower_ in _RELATIVE_PRONOUNS for c in verb.children)
    return bare or any(c.dep_ in own and c.lower_ in _RELATIVE_PRONOUNS for c in verb.children)


def _before_ceremony(token: Token, ceremonies: set[int]) -> bool:
    """True for "slain" in "the funeral on Sunday of soldiers slain in the ambush": the day is the funeral's."""
    bare = (
        token.tag_ == "VBN" and token.dep_ in {"acl", "advcl"} and not any(c.dep_ == "auxpass" for c in token.children)
    )
    return bare and any(t.i in ceremonies for t in token.sent if t.i < token.i)


def _above(trigger: Trigger, days: Sequence[Dated], path: Sequence[Token], triggers: set[int]) -> Dated | None:
    """The date of the trigger's clause or of the nearest clause above it; a day of saying only for what is said."""
    for above in path:
        for day in days:
            saying = _is_of_telling(day, trigger)
            of_another = day.governor.i in triggers and day.governor.pos_ not in VERBAL
            if day.governor.i == above.i and not saying and not of_another:
                return day
    return None


def _is_of_telling(day: Dated, trigger: Trigger) -> bool:
    """Whether it is the day of telling; not in "clashes were reported on Sunday", "reported a clash in June 2014"."""
    verb, told = day.governor, trigger.token
    if trigger.type in SPOKEN or verb.lemma_ not in saying_verbs() or goes_on_meanwhile(told, verb):
        return False
    of_old = told.dep_ == "dobj" and day.span.date_prec > DAYS_TOLD and day.tokens.start > told.i
    return not (told.head.i == verb.i and (told.dep_ == "nsubjpass" or is_told_of(told) or of_old))


def goes_on_meanwhile(word: Token, verb: Token) -> bool:
    """As in "On Friday, as soldiers came in, she said that …": on one day with what was said.

    Not the attack of "On Friday, when asked about the attack, she said that …".
    """
    marks = {c.lower_ for c in word.children if c.dep_ in {"mark", "advmod"} and c.i < word.i}
    return word.dep_ == "advcl" and word.head.i == verb.i and bool(marks & _MEANWHILE)


def _only_one(trigger: Trigger, days: Sequence[Dated], path: Sequence[Token], triggers: set[int]) -> Dated | None:
    """The sentence's one date, where no other clause or event claims it."""
    days = [d for d in days if d.governor.lemma_ not in saying_verbs()] if len(days) > 1 else days
    if trigger.type in SPOKEN or len(days) != 1:
        return None
    verb = days[0].governor
    if _is_of_telling(days[0], trigger) or verb.i in triggers or _comes_later(verb, trigger.token):
        return None
    if verb in path or _goes_on(verb, clause_verb(trigger.token)):
        return days[0]
    if verb.dep_ == "ccomp" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return None  # the date of another clause: "fled, and they were caught on Friday"
    return days[0] if clause_verb(trigger.token) in verb.ancestors else None


def _comes_later(verb: Token, moved: Token) -> bool:
    """As in "was taken to Lyon and handed to the family on Friday": the day tells when that was over."""
    return moved.lemma_ in _MOVING and verb.dep_ == "conj" and verb.head.i == moved.i


def _goes_on(verb: Token, first: Token) -> bool:
    """As in "12 died and 14 were hurt on Friday", or where the second verb lives on the auxiliary of the first.

    Not in "12 were killed and the minister resigned on Friday", "was hurt and has died on Friday".
    """
    shared = verb.dep_ == "conj" and verb.head.i == first.i
    apart = any(t.text == ";" for t in verb.doc[first.i : verb.i])
    own = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return shared and not apart and (not own or verb.lemma_.lower() in _HURTING)


def is_bound(day: Dated, inside: Token | None = None) -> bool:
    """True for "since December": a date that bounds a stretch of time, and dates no single event.

    ``inside``: of "since the attack of May 3" it bounds all but the attack, and what hangs on that.
    """
    if day.span.counted_on:
        return False  # "two days before the vote"
    token, held = _bounding(day)
    if held is not None and inside is not None and (held == inside or held in inside.ancestors):
        return False  # the dead of "arrested since the attack of May 3, which left nine dead"
    start, doc = day.tokens.start, day.tokens.doc
    if start > 1 and doc[start - 1].lower_ in _BOUNDS and doc[start - 2].lower_ in _NEARLY:
        return False  # "shortly before midnight on Tuesday"
    return token.lower_ in _BOUNDS or (start > 0 and doc[start - 1].lower_ in _BOUNDS)


def _bounding(day: Dated) -> tuple[Token, Token | None]:
    """The preposition that bounds by a date, else the one that stands before it, with the noun that the day is of."""
    token = day.tokens.root
    while token.dep_ != "prep" and token.head.i != token.i and token.i != day.governor.i:
        token = token.head
    above = token.head
    told = above.pos_ == "NOUN" and any(c.dep_ == "det" for c in above.children)  # not "before dawn on Monday"
    of_noun = token.lower_ not in _BOUNDS and told and not above.ent_type_ and above.head.dep_ == "prep"
    return (above.head, above) if of_noun and above.head.lower_ in _BOUNDS else (token, None)


def counts_up_to(day: Dated) -> bool:
    """True for "by Tuesday evening": until then was counted, and before it they died."""
    start = day.tokens.start
    return start > 0 and day.tokens.doc[start - 1].lower_ in _UP_TO


def is_sequel(day: Dated) -> bool:
    """True for "the next day": the date of what came of an event, not of the event."""
    return day.tokens.text.lower().startswith(tuple(_SEQUELS))


def _beside(token: Token, day: Dated) -> bool:
    """True where a trigger is neither the dated verb nor what it says to have happened: "clashes broke out".

    Nor what it tells for the first time: "The next day a bomb wounded nine", but not "a raid made news the next day".
    """
    governor = day.governor
    own = token.head.i == governor.i and token.dep_ in {"nsubj", "nsubjpass"}
    happened = own and governor.lemma_ in _HAPPENS
    fronted = day.tokens.start < token.i and governor.lemma_ not in saying_verbs()
    new = own and fronted and token.dep_ == "nsubj" and not is_definite(token)
    return token.i != governor.i and not (happened or new)


def _within(token: Token, word: Token) -> bool:
    """True where a token stands in the clause or phrase that "after" opens."""
    if word.dep_ == "mark":
        # A main clause that the parse hangs on the clause after "after": it has a subject of its own.
        if token.dep_ == "conj" and word.head.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in token.children):
            return False
        return token.i == word.head.i or word.head in token.ancestors
    return word in token.ancestors


def path_up(token: Token, *, crossing: bool) -> list[Token]:
    """The token and the verbs above it, up to a word such as "after", and not out of what somebody says.

    Nor over a semicolon: "Nine were killed; the tenth died in May".
    """
    out = [token]
    while token.head.i != token.i:
        if token.lower_ in AROUND or any(c.dep_ == "mark" and c.lower_ in AROUND for c in token.children):
            return out
        above = token.head
        if token.dep_ == "dobj" and above.lemma_ in _FOLLOWS and not crossing:
            return out  # "the violence that followed the raid" is not of its day
        if (
            not crossing
            and above.lemma_ in saying_verbs()
            and token.dep_ in {"ccomp", "parataxis"}
            and token.pos_ in VERBAL
        ):
            return out
        if token.right_edge.i < above.i and token.doc[token.right_edge.i + 1].text == ";":
            return out
        token = above
        out.append(token)
    return out


def is_over_by(noun: Token, day: Dated) -> bool:
    """As in "ended a four-day siege on Saturday": the day tells when it was over, and of no day on which it was."""
    above = noun.head.head if is_preposition(noun.head) else noun.head
    broke_out = noun.dep_ == "nsubj" and above.lemma_ in _HAPPENS
    return noun.pos_ not in VERBAL and above.lemma_.lower() in _ENDING and day.governor.i != noun.i and not broke_out


def not_of_saying(trigger: Trigger, days: list[Dated], saying: set[int]) -> list[Dated]:
    """The dates of a sentence that may date a deed: not that of "respondió el martes que el ataque …"."""
    if trigger.type in SPOKEN:
        return days
    return [d for d in days if d.governor.i not in saying or goes_on_meanwhile(trigger.token, d.governor)]
