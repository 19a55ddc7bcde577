"""When a told event happened: by the date in its own clause, else by the story the text has told so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.language.grammar import SPEECH, VERBAL, clause_verb, date_hook, is_definite
from geo.language.prior import in_prior_clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

    from geo.language.triggers import Trigger
    from geo.types import DateSpan

#: Events of speaking: their day is not the day of what is spoken about, and nothing takes its day from them.
SPOKEN = frozenset({"statement", "speech", "call"})
#: One event of a kind in one text: a second telling without a date is of the same day.
SINGULAR = frozenset({"raid", "call", "speech", "funeral", "prison_break"})
#: Dates up to this precision (two to six days) carry a story on; "in May" does not.
DAYS_PREC = 2
#: Dates from this precision on ("last year") speak of another time than the incident.
REMOTE_PREC = 4
#: "A day after …" opens its sentence within so many characters.
OPENING_CHARS = 20
#: An event this many days before the incident is another incident.  Coverage of one incident tells its run-up and
#: aftermath of days and weeks; what lay a month back was another story.
BACKGROUND_DAYS = 30
_SPOKEN_NOUNS = frozenset(
    {
        "statement",
        "post",
        "conference",
        "speech",
        "address",
        "call",
        "interview",
        "briefing",
        "talk",
        "conversation",
        "tweet",
        "message",
        "alert",
        "warning",
    }
)
_VIOLENCE = frozenset({"raid", "clash", "killing", "arson", "blockade", "prison_break", "arrest", "other"})
_HAPPENS = frozenset(
    {"break", "erupt", "begin", "start", "follow", "occur", "happen", "take", "resume", "continue", "flare"}
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BOUNDS = frozenset({"since", "until", "till", "before"})
AROUND = frozenset({"after", "since", "following", "before", "until", "amid"})
_LEAFS = frozenset(
    {
        "pobj",
        "pcomp",
        "nummod",
        "compound",
        "npadvmod",
        "poss",
        "prep",
        "advmod",
        "appos",
        "nmod",
        "amod",
        "tmod",
        "dep",
        "conj",
        "det",
        "case",
        "quantmod",
    }
)


@dataclass(frozen=True, slots=True)
class When:
    """The date of a telling."""

    start: str | None
    end: str | None
    prec: int | None
    time: str | None = None
    remote: bool = False
    """True: the words set it apart from the news: "last year", "earlier this year", "in 2015"."""
    relative: bool = False
    """True: told as "a day after …"; the text's own days come before it."""


NEVER = When(None, None, None)


@dataclass(frozen=True, slots=True)
class _Dated:
    span: DateSpan
    tokens: Span
    governor: Token
    """The verb or trigger noun the date hangs on."""


def place_in_time(doc: Doc, triggers: Sequence[Trigger]) -> list[When]:
    """For each trigger its date; [i] belongs to ``triggers[i]``."""
    stated = _stated(doc, triggers)
    main = _main_day(triggers, stated)
    told = _told_days(doc, {t.token.sent.start for t in triggers if t.type in SPOKEN})
    if main.start is None:
        main = told[0][1] if told else _day_after(doc)
    out: list[When] = []
    last = main if _opens_story(main, triggers, stated) else NEVER
    for trigger, own in zip(triggers, stated, strict=True):
        while told and told[0][0] < trigger.token.sent.start_char:
            day = told.pop(0)[1]
            last = day if _near(day, main) else last
        if own.start is not None or own.remote:
            out.append(own)
            if own.remote:
                continue
            ahead = doc._.published is not None and own.start > doc._.published
            if (
                trigger.type not in {*SPOKEN, "funeral"}
                and (own.prec or 5) <= DAYS_PREC
                and _near(own, main)
                and not ahead
            ):
                last = When(own.start, own.end, own.prec)
        elif trigger.type in {*SPOKEN, "deployment"} and _only_remote(doc, trigger):
            out.append(When(None, None, None, remote=True))
        elif trigger.type == "statement":
            # Between the event and its publication lies the statement; on one day there is no doubt.
            out.append(main if main.start is not None and main.start == doc._.published else NEVER)
        else:
            again = _taken_up(trigger, triggers, out) or _same_kind(trigger, triggers, stated)
            out.append(again or (NEVER if trigger.type in SPOKEN else last))
    return out


def _only_remote(doc: Doc, trigger: Trigger) -> bool:
    """True where the sentence speaks of other times only: "After he said earlier this year …, she arranged a call"."""
    sentence = trigger.token.sent
    inside = [d for d in doc._.dates if sentence.start_char <= d.start < sentence.end_char and d.date_start]
    return bool(inside) and all(d.date_prec >= REMOTE_PREC for d in inside)


def _opens_story(main: When, triggers: Sequence[Trigger], stated: Sequence[When]) -> bool:
    """False where only later consequences (ships rerouted, a funeral) carry the day: what came before has another."""
    on_it = [t.type for t, w in zip(triggers, stated, strict=True) if w.start == main.start]
    return not on_it or any(kind in _VIOLENCE for kind in on_it)


def _day_after(doc: Doc) -> When:
    """The day of what "the day after …" follows, where the text names no other day."""
    for span in doc._.dates:
        hung = _hung(doc, span, set()) if span.date_start and span.date_prec == 1 else None
        if hung is not None and _relative(hung):
            return When(span.date_start, span.date_end, 1)
    return NEVER


def _told_days(doc: Doc, spoken: set[int]) -> list[tuple[int, When]]:
    """The days the story names, with the offset of each: no days of speaking, none after publication."""
    out = []
    latest = max((d.date_start for d in doc._.dates if d.date_prec == 1 and d.date_start), default=None)
    limit = doc._.published or latest
    for span in doc._.dates:
        if span.date_start is None or span.date_prec > 2 or limit is None or span.date_start > limit:
            continue
        hung = _hung(doc, span, set())
        if (
            hung is None
            or hung.tokens.sent.start in spoken
            or _relative(hung)
            or _sequel(hung)
            or _bound_only(hung)
            or _speaking(hung)
            or in_prior_clause(doc, span.start, span.end)
        ):
            continue
        out.append((span.start, When(span.date_start, span.date_end, span.date_prec)))
    return out


def _speaking(day: _Dated) -> bool:
    """True where the date is that of a statement, speech or call, or stands alone as a dateline."""
    if day.governor.pos_ not in VERBAL or day.governor.lemma_ in SPEECH:
        return True
    noun = date_hook(day.tokens)
    return any(t.lemma_ in _SPOKEN_NOUNS for t in (noun, noun.head))


def _near(when: When, main: When) -> bool:
    return not is_background(when, main)


def _taken_up(trigger: Trigger, triggers: Sequence[Trigger], before: Sequence[When]) -> When | None:
    """As in "The arrest", "his arrest": the day of the last event of that kind."""
    if not is_definite(trigger.token):
        return None
    for other, when in zip(reversed(triggers[: len(before)]), reversed(before), strict=True):
        if other.type == trigger.type and when.start and not when.remote:
            return When(when.start, when.end, when.prec)
    return None


def _same_kind(trigger: Trigger, triggers: Sequence[Trigger], stated: Sequence[When]) -> When | None:
    """The day of the one raid, call or speech that the text dates elsewhere."""
    if trigger.type not in SINGULAR:
        return None
    for other, when in zip(triggers, stated, strict=True):
        if other.type == trigger.type and when.start and when.prec == 1 and not when.remote:
            return When(when.start, when.end, when.prec)
    return None


def main_day(triggers: Sequence[Trigger], whens: Sequence[When]) -> When:
    """The day the text is about."""
    return _main_day(triggers, whens)


def _main_day(triggers: Sequence[Trigger], whens: Sequence[When]) -> When:
    """The first dated raid's day, else the day most events happened on, else none."""
    dated = [
        (t, w)
        for t, w in zip(triggers, whens, strict=True)
        if w.start and w.prec is not None and w.prec <= 2 and t.type not in SPOKEN and not (w.remote or w.relative)
    ]
    if not dated:
        return NEVER
    days = [w.start for _, w in dated]
    chosen = next(
        (w for t, w in dated if t.type == "raid" and _recent(w, days)),
        max((w for _, w in dated), key=lambda w: days.count(w.start)),
    )
    return When(chosen.start, chosen.end, chosen.prec)


def _recent(when: When, days: Sequence[str | None]) -> bool:
    """False for a raid long before everything else the text dates."""
    latest = max(d for d in days if d)
    return _days_between(when.start or latest, latest) <= BACKGROUND_DAYS


def _days_between(first: str, last: str) -> int:
    return (_full(last) - _full(first)).days


def _full(day: str) -> date:
    return date.fromisoformat((day + "-01-01")[:10])


def is_background(when: When, main: When) -> bool:
    """True for an event of another time than the incident."""
    if when.remote:
        return True
    if when.start is None or main.start is None:
        return False
    ended = _full(when.end or when.start)
    return (_full(main.start) - ended).days > BACKGROUND_DAYS


def _stated(doc: Doc, triggers: Sequence[Trigger]) -> list[When]:
    """The date each trigger's own sentence gives it."""
    tokens = {t.token.i for t in triggers}
    ceremonies = {t.token.i for t in triggers if t.type in {*SPOKEN, "funeral"} and t.token.pos_ not in VERBAL}
    dates = [d for d in (_hung(doc, span, tokens) for span in doc._.dates) if d is not None]
    out = []
    for trigger in triggers:
        sentence = trigger.token.sent
        near = [d for d in dates if sentence.start <= d.tokens.start < sentence.end]
        day = _choose(trigger, [d for d in near if d.span.date_start], tokens, ceremonies)
        time = _time(trigger, near)
        when = NEVER if day is None else _when(day, time)
        out.append(replace(when, remote=True) if trigger.prior or _long_stretch(doc, trigger) else when)
    return [_after_that(doc, t, w) for t, w in zip(triggers, out, strict=True)]


def _long_stretch(doc: Doc, trigger: Trigger) -> bool:
    """As in "Dozens have been killed since 2011", "300 deaths this year": a record of years, not today's event."""
    if trigger.type not in {"killing", "clash", "arrest"}:
        return False
    sentence = trigger.token.sent
    if any(_names_years(t) for t in trigger.token.subtree):
        return True
    path = path_up(trigger.token, crossing=True)
    for span in doc._.dates:
        if span.start >= sentence.end_char:
            break
        if span.start < sentence.start_char or not span.date_start or span.date_prec < REMOTE_PREC:
            continue
        hung = _hung(doc, span, {trigger.token.i})
        if hung is not None and hung.governor in path and (_bound_only(hung) or _year_so_far(hung)):
            return True
    return False


def _names_years(word: Token) -> bool:
    """As in "this year", "since the 2013 outbreak", in a text whose day of publication nobody knows."""
    if word.lower_ == "year":
        return any(c.lower_ == "this" for c in word.children) and "earlier" not in {t.lower_ for t in word.sent}
    return word.lower_ == "since" and any(_YEAR.fullmatch(t.text) for t in word.subtree)


def _year_so_far(day: _Dated) -> bool:
    return day.tokens.text.lower().startswith(("this year", "the past", "the last"))


def _hung(doc: Doc, span: DateSpan, triggers: set[int]) -> _Dated | None:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    token = date_hook(tokens)
    while token.head.i != token.i and token.i not in triggers and token.pos_ not in VERBAL:
        if token.dep_ not in _LEAFS and token.pos_ != "NOUN":
            break
        token = token.head
    if token.i not in triggers and token.pos_ not in VERBAL:
        token = clause_verb(token)
    return _Dated(span, tokens, token)


def _when(day: _Dated, time: str | None) -> When:
    span, words = day.span, day.tokens.text.lower()
    remote = span.date_prec >= REMOTE_PREC and (
        words.startswith(("last", "earlier", "a year", "years", "this year", "the past"))
        or "ago" in words
        or words[:4].isdigit()
    )
    told = (span.date_start, span.date_end, span.date_prec, span.time or time)
    return When(*told, remote=remote, relative=_relative(day))


def _time(trigger: Trigger, near: Sequence[_Dated]) -> str | None:
    """A time of day that stands alone in the trigger's clause."""
    return next(
        (
            d.span.time
            for d in near
            if d.span.time
            and not d.span.date_start
            and clause_verb(trigger.token).i in {d.governor.i, clause_verb(d.governor).i}
        ),
        None,
    )


def _relative(day: _Dated) -> bool:
    """True for "a day after …": the date of what follows."""
    last = day.tokens[-1]
    ends = last.i + 1 >= len(last.doc) or (last.nbor().is_punct and not any(True for _ in last.children))
    return last.lower_ in {"after", "before"} and not ends  # "the day before." dates what stands before it


def _choose(trigger: Trigger, days: Sequence[_Dated], triggers: set[int], ceremonies: set[int]) -> _Dated | None:
    """The date in whose reach the trigger stands: its own, its clause's, or that of the clauses above it."""
    token = trigger.token
    for day in days:
        if _relative(day) and token.i > day.tokens[-1].i and _within(token, day.tokens[-1]):
            return day
    plain = [
        d for d in days if not _relative(d) and not _bound_only(d) and not (_sequel(d) and _beside(token, d.governor))
    ]
    for day in plain:
        if day.governor.i == token.i or _acts_in(day.governor, token):
            return day
    if _before_ceremony(token, ceremonies):
        return None
    path = path_up(token, crossing=trigger.type in SPOKEN)
    return _above(trigger, plain, path, triggers) or _only_one(trigger, plain, path, triggers)


def _acts_in(verb: Token, noun: Token) -> bool:
    """As in "the blast that shook the town on Monday": the noun's own relative clause."""
    own = any(c.dep_ == "nsubj" and c.lower_ in {"that", "which"} for c in verb.children)
    return verb.dep_ == "relcl" and verb.head.i == noun.i and own


def _before_ceremony(token: Token, ceremonies: set[int]) -> bool:
    """True for "slain" in "the funeral on Sunday of soldiers slain in the ambush": the day is the funeral's."""
    bare = (
        token.tag_ == "VBN" and token.dep_ in {"acl", "advcl"} and not any(c.dep_ == "auxpass" for c in token.children)
    )
    return bare and any(t.i in ceremonies for t in token.sent if t.i < token.i)


def _above(trigger: Trigger, days: Sequence[_Dated], path: Sequence[Token], triggers: set[int]) -> _Dated | None:
    """The date of the trigger's clause or of the nearest clause above it; a day of saying only for what is said."""
    for above in path:
        for day in days:
            saying = day.governor.lemma_ in SPEECH and trigger.type not in SPOKEN
            of_another = day.governor.i in triggers and day.governor.pos_ not in VERBAL
            if day.governor.i == above.i and not saying and not of_another:
                return day
    return None


def _only_one(trigger: Trigger, days: Sequence[_Dated], path: Sequence[Token], triggers: set[int]) -> _Dated | None:
    """The sentence's one date, where no other clause or event claims it."""
    if trigger.type in SPOKEN or len(days) != 1:
        return None
    verb = days[0].governor
    if verb.lemma_ in SPEECH or verb.i in triggers:
        return None
    if verb in path:
        return days[0]
    shared = verb.dep_ == "conj" and verb.head.i == clause_verb(trigger.token).i
    if shared and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
        return days[0]  # "12 were killed and 14 wounded on Friday"
    if verb.dep_ == "ccomp" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return None  # the date of another clause: "fled, and they were caught on Friday"
    return days[0] if clause_verb(trigger.token) in verb.ancestors else None


def _bound_only(day: _Dated) -> bool:
    """True for "since December": a date that bounds a stretch of time, and dates no single event."""
    token = day.tokens.root
    for _ in range(3):
        if token.dep_ == "prep" or token.head.i == token.i:
            break
        token = token.head
    start = day.tokens.start
    return token.lower_ in _BOUNDS or (start > 0 and day.tokens.doc[start - 1].lower_ in _BOUNDS)


def _sequel(day: _Dated) -> bool:
    """True for "the next day": the date of what came of an event, not of the event."""
    return day.tokens.text.lower().startswith(("the next day", "the following day", "next day"))


def _beside(token: Token, governor: Token) -> bool:
    """True where a trigger is neither the dated verb nor what it says to have happened: "clashes broke out"."""
    happened = governor.lemma_ in _HAPPENS and token.head.i == governor.i and token.dep_ in {"nsubj", "nsubjpass"}
    return token.i != governor.i and not happened


def _within(token: Token, word: Token) -> bool:
    """True where a token stands in the clause or phrase that "after" opens."""
    if word.dep_ == "mark":
        # A main clause that the parse hangs on the clause after "after": it has a subject of its own.
        if token.dep_ == "conj" and word.head.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in token.children):
            return False
        return token.i == word.head.i or word.head in token.ancestors
    return word in token.ancestors


def path_up(token: Token, *, crossing: bool) -> list[Token]:
    """The token and the verbs above it, up to a word such as "after", and not out of what somebody says."""
    out = [token]
    while token.head.i != token.i:
        if token.lower_ in AROUND or any(c.dep_ == "mark" and c.lower_ in AROUND for c in token.children):
            return out
        above = token.head
        if not crossing and above.lemma_ in SPEECH and token.dep_ in {"ccomp", "parataxis"} and token.pos_ in VERBAL:
            return out
        token = above
        out.append(token)
    return out


def _after_that(doc: Doc, trigger: Trigger, when: When) -> When:
    """As in "A day after soldiers seized the port, the premier called on …": the main clause is the news of the day."""
    published = doc._.published
    if when.start or trigger.type != "statement" or published is None:
        return when
    sentence = trigger.token.sent
    first = sentence.start_char
    for day in doc._.dates:
        if (
            first <= day.start < first + OPENING_CHARS
            and sentence.text[day.start - first : day.end - first].lower().endswith("day after")
            and day.date_start == (date.fromisoformat(published) - timedelta(days=1)).isoformat()
        ):
            return When(published, published, 1)
    return when
