"""When a told event happened: by the date in its own clause, else by the story the text has told so far."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.daybounds import days_after, days_between
from geo.language.events.background import REMOTE_PREC, has_no_day_here, in_long_stretch, in_prior_clause, is_prior
from geo.language.events.date_scope import (
    SPOKEN,
    Dated,
    counts_up_to,
    date_over,
    hang,
    is_bound,
    is_over_by,
    is_relative,
    is_sequel,
    not_of_saying,
    noun_of_time,
    path_up,
    says_which,
)
from geo.language.events.disasters import days_of_mishaps, is_known_mishap
from geo.language.events.main_day import (
    BACKGROUND_DAYS,
    NEVER,
    OPENING_TOKENS,
    When,
    day_of_lead,
    is_background,
    main_day,
    only_follows,
    opens_story,
    stale_days,
)
from geo.language.events.tallies import day_of_counted, day_of_tally, is_tally
from geo.language.text.annotations import text_of
from geo.language.text.grammar import VERBAL, clause_verb, date_hook, is_definite
from geo.language.text.reality import is_pluperfect
from geo.language.text.spans import starting_in
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.language.events.triggers import Trigger
    from geo.language.text.parsed import Doc, Token
    from geo.types import DateSpan

#: One event of a kind in one text: a second telling without a date is of the same day.
SINGULAR = frozenset({"raid", "call", "speech", "funeral", "prison_break"})
#: Dates up to this precision (two to six days) carry a story on; "in May" does not.
DAYS_PREC = 2
#: "A day after …" opens its sentence within so many characters.
OPENING_CHARS = 20
#: Dates from this precision on ("in July") name a month at best.
MONTH_PREC = 3
_SPOKEN_NOUNS = Words("events_days", "scope", "spoken")
_DAY_AFTER = Words("events_days", "scope", "day_after")
_REMOTE_OPENINGS = Words("events_days", "remote", "openings")
_AGO = Words("events_days", "remote", "ago")
_GENITIVE = Words("events_grammar", "genitive")
_REPORTING = Words("events_cues", "statement", "reporting")
_SINCE = Words("events_grammar", "since")
_BEGINNING = Words("events_days", "scope", "begins")
_FIGHTS = frozenset({"killing", "clash"})
#: What goes on for days.
_LASTING = frozenset({"blockade", "clash", "other", "travel_disruption", "deployment"})


def place_in_time(doc: Doc, triggers: Sequence[Trigger]) -> list[When]:
    """For each trigger its date; [i] belongs to ``triggers[i]``."""
    stated = _stated(doc, triggers)
    told = _days_of_story(doc, triggers, stated)
    main = _main_of_story(doc, triggers, stated, told[0][1] if told else NEVER)
    dated: dict[str, When] = {}
    kinds = _first_of_kind(triggers, stated)
    mishaps = days_of_mishaps(triggers, stated, main)
    out: list[When] = []
    last = main if opens_story(main, triggers, stated) else NEVER
    apart: Trigger | None = None
    for trigger, own in zip(triggers, stated, strict=True):
        last = _last_told(told, trigger, main, last)
        if _has_no_day(trigger, own):
            when = NEVER
        elif own.start is not None or own.remote:
            when = own
            apart = trigger if is_background(own, main, trigger) else None
            last = _carried(doc, trigger, own, main) or last
        elif _goes_on_behind(apart, trigger) or _goes_on_aside(doc, trigger, main):
            when = When(None, None, None, remote=True)
        else:
            again = _last_of_kind(trigger, dated, kinds)
            when = mishaps.get(trigger.token.i) or _by_story(doc, trigger, main, again, last)
        out.append(when)
        if when.start and not when.remote:
            dated[trigger.type] = When(when.start, when.end, when.prec, told=when.told)
    return out


def _days_of_story(doc: Doc, triggers: Sequence[Trigger], stated: Sequence[When]) -> deque[tuple[int, When]]:
    """The days that the story names, with the offset of each, but for those told for comparison."""
    days = _told_days(doc, _sentences_of_saying(triggers), {t.token.i for t in triggers})
    stale = stale_days(triggers, stated, [day for _, day in days])
    return deque((at, day) for at, day in days if day.start not in stale)


def _main_of_story(doc: Doc, triggers: Sequence[Trigger], stated: Sequence[When], first: When) -> When:
    """The day a text is about: of its events, else the ``first`` that it names, else one that it counts from."""
    main = main_day(triggers, stated)
    if main.start is None:
        main = first if first.start else _day_after(doc)
        return main if main.start else _day_of_hours(doc)
    earlier = first.start is not None and first.start < main.start
    return first if earlier and only_follows(main, triggers, stated) else main


def _known_by_day(noun: Token) -> bool:
    """As in "he had led the raid of 11 December": the day says which one, and the story goes on at its own."""
    of = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in _GENITIVE]
    return is_definite(noun) and any(t.ent_type_ == "DATE" for prep in of for t in prep.children)


def _goes_on_aside(doc: Doc, trigger: Trigger, main: When) -> bool:
    """As in "At least 43 were buried there", right behind the sentence that told of another incident."""
    start = trigger.token.sent.start
    if trigger.type in SPOKEN or start == 0 or is_definite(trigger.token):
        return False
    before = doc[start - 1].sent
    if "\n" in text_of(doc)[before.end_char - 1 : trigger.token.sent.start_char]:
        return False
    dates = [d for d in starting_in(doc._.dates, before.start_char, before.end_char) if d.date_start]
    apart = bool(dates) and all(_set_apart(d, main) for d in dates)
    return apart or any(is_prior(t) for t in before if t.dep_ in {"advcl", "relcl"})


def _carried(doc: Doc, trigger: Trigger, own: When, main: When) -> When | None:
    """The trigger's own day, where it is the day of what is told next without one."""
    goes_on = not is_background(own, main, trigger) and _carries_on(doc, trigger, own, main)
    return When(own.start, own.end, own.prec) if goes_on else None


def _goes_on_behind(apart: Trigger | None, trigger: Trigger) -> bool:
    """As in "They bombed a market on January 3; more than 90 died", "blew up a bank years ago, with 36 dead"."""
    if apart is None:
        return False
    same = apart.token.sent.start == trigger.token.sent.start and trigger.type not in SPOKEN
    counted = trigger.count is not None and trigger.token.pos_ not in VERBAL
    return same and (counted or any(t.text == ";" for t in trigger.token.doc[apart.token.i : trigger.token.i]))


def _has_no_day(trigger: Trigger, own: When) -> bool:
    """As of "the night that 35 died", of the killed in "The bodies of 42 men killed there were taken to Lyon today"."""
    token, dated = trigger.token, own.start is not None
    if has_no_day_here(token, told=dated and own.told):
        return True
    if dated or own.remote or token.tag_ != "VBN" or token.dep_ != "acl" or trigger.type not in _FIGHTS:
        return False
    verb = clause_verb(token.head)
    return verb.i > token.i and verb.lemma_ not in saying_verbs() and verb.dep_ in {"ROOT", "conj"}


def _set_apart(day: DateSpan, main: When) -> bool:
    """True for the date of another incident: long before the news, or another month told by its name."""
    when = When(day.date_start, day.date_end, day.date_prec)
    if is_background(when, main):
        return True
    later = main.start is not None and day.date_start is not None and days_between(main.start, day.date_start)
    return bool(later) and (day.date_prec or 1) >= MONTH_PREC and later > BACKGROUND_DAYS


def _sentences_of_saying(triggers: Sequence[Trigger]) -> set[int]:
    """Where the sentences begin (tokens) in which somebody speaks, or that give a count and tell nothing else."""
    done = {t.token.sent.start for t in triggers if t.type not in SPOKEN and not is_tally(t)}
    spoken = {t.token.sent.start for t in triggers if t.type in SPOKEN}
    return spoken | {t.token.sent.start for t in triggers if t.token.sent.start not in done}


def _last_told(told: deque[tuple[int, When]], trigger: Trigger, main: When, last: When) -> When:
    """The last day near the incident that the story names before the trigger's sentence, taken off ``told``."""
    while told and told[0][0] < trigger.token.sent.start_char:
        day = told.popleft()[1]
        last = day if _near(day, main) else last
    return last


def _carries_on(doc: Doc, trigger: Trigger, own: When, main: When) -> bool:
    """True where the trigger's own day is the day of what is told next without a date; not in "the bombing that …"."""
    if own.remote or own.start is None or trigger.token.dep_ == "relcl" or _known_by_day(trigger.token):
        return False
    ahead = doc._.published is not None and own.start > doc._.published
    began = own.relative or (trigger.type == "other" and trigger.count is None and _begins(trigger.token))
    return (
        trigger.type not in {*SPOKEN, "funeral"}
        and (own.prec or 5) <= DAYS_PREC
        and _near(own, main)
        and not (ahead or began or _steps_back(trigger.token, own, main))
    )


def _steps_back(token: Token, own: When, main: When) -> bool:
    """As in "They had been abducted on 10 August.  Rifles were seized": on the day of the raid, which is told first."""
    return is_pluperfect(token) and (own.start or "") < (main.start or "")


def _begins(noun: Token) -> bool:
    """As in "the protest began three days ago": what is told next is of today."""
    return noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.lemma_ in _BEGINNING


def _last_of_kind(trigger: Trigger, dated: Mapping[str, When], kinds: Mapping[str, When]) -> When | None:
    """Of "the arrest", "his arrest" the day of the last event of that kind; else that of the text's one such event."""
    again = dated.get(trigger.type) if is_definite(trigger.token) else None
    return again or kinds.get(trigger.type)


def _by_story(doc: Doc, trigger: Trigger, main: When, again: When | None, last: When) -> When:
    """The date of a trigger to which its sentence gives none, as the text's: told is that of what it takes up."""
    when = _undated(doc, trigger, main, again, last)
    return when if when is again else replace(when, told=False)


def _undated(doc: Doc, trigger: Trigger, main: When, again: When | None, last: When) -> When:
    """The date of a trigger to which its sentence gives none."""
    if trigger.type in {*SPOKEN, "deployment"} and _only_remote(doc, trigger):
        return When(None, None, None, remote=True)
    if main.start is not None and is_tally(trigger):
        return day_of_tally(trigger, main, last)
    if trigger.type == "statement":
        return _of_statement(doc, trigger, main)
    definite = is_definite(trigger.token) and trigger.type in _FIGHTS
    if again is None and definite and main.start is not None and last.start is not None:
        return When(main.start, main.end, main.prec)  # "the attack"
    return again or (NEVER if trigger.type in SPOKEN else last)


def _of_statement(doc: Doc, statement: Trigger, main: When) -> When:
    """Between the event and its publication lies the statement; on one day there is no doubt."""
    if main.start is not None and main.start == doc._.published:
        return main
    published = doc._.published if statement.token.lemma_ in _REPORTING else None
    return When(published, published, DAYS_PREC) if published else NEVER  # "informó la fiscalía": news of the day


def _only_remote(doc: Doc, trigger: Trigger) -> bool:
    """True where the sentence speaks of other times only: "After he said earlier this year …, she arranged a call"."""
    sentence = trigger.token.sent
    inside = [d for d in starting_in(doc._.dates, sentence.start_char, sentence.end_char) if d.date_start]
    return bool(inside) and all(d.date_prec >= REMOTE_PREC for d in inside)


def _day_after(doc: Doc) -> When:
    """The day of what "the day after …" follows, where the text names no other day."""
    for span in doc._.dates:
        hung = hang(doc, span, set()) if span.date_start and span.date_prec == 1 else None
        if hung is not None and is_relative(hung):
            return When(span.date_start, span.date_end, 1)
    return NEVER


def _day_of_hours(doc: Doc) -> When:
    """The day of publication, where a text tells hours ("comenzaron a las 9:30 de la mañana") and no day at all."""
    hours = any(d.time for d in doc._.dates) and not any(d.date_start for d in doc._.dates)
    return When(doc._.published, doc._.published, 1) if hours and doc._.published else NEVER


def _told_days(doc: Doc, spoken: set[int], tokens: set[int]) -> list[tuple[int, When]]:
    """The days the story names, with the offset of each: no days of speaking, none after publication."""
    out = []
    latest = max((d.date_start for d in doc._.dates if d.date_prec == 1 and d.date_start), default=None)
    limit = doc._.published or latest
    for span in doc._.dates:
        if span.date_start is None or span.date_prec > 2 or limit is None or span.date_start > limit:
            continue
        hung = hang(doc, span, set())
        if hung is not None and _is_of_story(hung, spoken) and not says_which(hung, tokens):
            out.append((span.start, When(span.date_start, span.date_end, span.date_prec)))
    return out


def _is_of_story(day: Dated, spoken: set[int]) -> bool:
    """False for the day of a statement, and for one that only bounds, follows or stands beside what is told."""
    return not (
        day.tokens.sent.start in spoken
        or is_relative(day)
        or day.span.counted_on
        or is_sequel(day)
        or is_bound(day)
        or any(t.lemma_ in _BEGINNING for t in (day.governor, day.governor.head))
        or _speaking(day)
        or is_pluperfect(day.governor)
        or any(_known_by_day(t) for t in list(day.tokens.root.ancestors)[:2])
        or in_prior_clause(day.tokens.doc, day.span.start, day.span.end)
    )


def _speaking(day: Dated) -> bool:
    """True where the date is that of a statement, speech or call, or stands alone as a dateline."""
    if day.governor.pos_ not in VERBAL or day.governor.lemma_ in saying_verbs():
        return True
    noun = date_hook(day.tokens)
    return any(t.lemma_ in _SPOKEN_NOUNS for t in (noun, noun.head))


def _near(when: When, main: When) -> bool:
    return not is_background(when, main)


def _first_of_kind(triggers: Sequence[Trigger], stated: Sequence[When]) -> dict[str, When]:
    """The day of the one raid, call or speech that the text dates anywhere."""
    found: dict[str, When] = {}
    for trigger, when in zip(triggers, stated, strict=True):
        if trigger.type in SINGULAR and when.start and when.prec == 1 and not when.remote:
            found.setdefault(trigger.type, When(when.start, when.end, when.prec, told=when.told))
    return found


def _stated(doc: Doc, triggers: Sequence[Trigger]) -> list[When]:
    """The date each trigger's own sentence gives it."""
    tokens = {t.token.i for t in triggers}
    ceremonies = _ceremonies(triggers)
    saying = _verbs_of_saying(triggers)
    dates = [d for d in (hang(doc, span, tokens) for span in doc._.dates) if d is not None]
    starts = [d.tokens.start for d in dates]
    opening = triggers[0].token.sent.start if triggers else 0
    out = []
    for trigger in triggers:
        sentence = trigger.token.sent
        inside = dates[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        near = not_of_saying(trigger, inside, saying)
        when = _by_date_over(trigger, near, tokens, ceremonies)
        if when is NEVER and sentence.start == opening:
            when = _of_lead(trigger, [d for d in near if d.governor.i not in tokens], ceremonies)
        out.append(replace(when, remote=True) if _is_aside(doc, trigger, when) else when)
    return [_after_that(doc, t, w) for t, w in zip(triggers, out, strict=True)]


def _of_lead(trigger: Trigger, near: Sequence[Dated], ceremonies: set[int]) -> When:
    """The day of the sentence that a report opens with, unless it tells a ceremony for those who died before."""
    sentence = trigger.token.sent
    if sentence.start > OPENING_TOKENS or any(sentence.start <= i < sentence.end for i in ceremonies):
        return NEVER
    day = day_of_lead(trigger, near)
    return replace(_when(day, None), told=False) if day is not None and _is_of_story(day, set()) else NEVER


def _verbs_of_saying(triggers: Sequence[Trigger]) -> set[int]:
    """The verbs that tell a statement and no deed, as "called" of "called in the guard" does."""
    deeds = {t.token.i for t in triggers if t.type not in SPOKEN}
    return {t.token.i for t in triggers if t.type in SPOKEN and t.token.pos_ in VERBAL} - deeds


def _is_aside(doc: Doc, trigger: Trigger, when: When) -> bool:
    """Whether it is told of other times than the story's."""
    return trigger.prior or in_long_stretch(doc, trigger) or (when is NEVER and _when_of_old(trigger))


def _by_date_over(trigger: Trigger, near: Sequence[Dated], tokens: set[int], ceremonies: set[int]) -> When:
    """The date that the grammar hangs a trigger on, of those in its sentence; of a count that of what is counted."""
    days = [d for d in near if d.span.date_start and not (trigger.count and counts_up_to(d))]
    if is_known_mishap(trigger):
        days = [d for d in days if _dates_itself(d, trigger.token)]
    counted = is_tally(trigger)
    day = day_of_counted(trigger, days) if counted else date_over(trigger, days, tokens, ceremonies)
    if day is None and not counted and trigger.count is None and (first := _beginning(trigger, days)) is not None:
        return replace(_when(first, None), relative=True)
    return NEVER if day is None else _unless_over(trigger, day, near)


def _unless_over(trigger: Trigger, day: Dated, near: Sequence[Dated]) -> When:
    """The day; none of what was over on it, unless all that is told is its month or year."""
    over = trigger.type in _LASTING and day.span.date_prec <= DAYS_PREC and is_over_by(trigger.token, day)
    return NEVER if over else _when(day, _time(trigger, near))


def _beginning(trigger: Trigger, days: Sequence[Dated]) -> Dated | None:
    """The day since which something goes on: "roads have been blocked since Monday"."""
    if trigger.type not in _LASTING:
        return None
    over = {t.i for t in path_up(trigger.token, crossing=False)[:2]}
    since = (d for d in days if d.span.date_prec == 1 and _opening(d) in _SINCE)
    return next((d for d in since if d.governor.i in over or d.governor.head.i == trigger.token.i), None)


def _opening(day: Dated) -> str:
    """The word before a date."""
    return day.tokens.doc[day.tokens.start - 1].lower_ if day.tokens.start else ""


def _dates_itself(day: Dated, noun: Token) -> bool:
    """As in "Monday's flood", "the flood hit on Monday" – not "they searched on Monday for victims of the flood"."""
    behind = day.span.date_prec == 1 and day.tokens[-1] in noun.ancestors  # "a year to the day after the coup"
    if day.governor.i == noun.i or noun in day.governor.ancestors or day.tokens.root.head.i == noun.i or behind:
        return True
    return noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and day.governor.i == noun.head.i


def _when_of_old(trigger: Trigger) -> bool:
    """As in "The quarrel goes back to May, when guards killed nine", where no day is read."""
    noun = noun_of_time(trigger.token)
    return noun is not None and noun.ent_type_ == "DATE"


def _ceremonies(triggers: Sequence[Trigger]) -> set[int]:
    """The nouns (token numbers) that tell a statement, speech, call or funeral."""
    return {t.token.i for t in triggers if t.type in {*SPOKEN, "funeral"} and t.token.pos_ not in VERBAL}


def _when(day: Dated, time: str | None) -> When:
    span, words = day.span, day.tokens.text.lower()
    remote = span.date_prec >= REMOTE_PREC and (
        words.startswith(tuple(_REMOTE_OPENINGS)) or any(ago in words for ago in _AGO) or words[:4].isdigit()
    )
    told = (span.date_start, span.date_end, span.date_prec, span.time or time)
    return When(*told, remote=remote, relative=is_relative(day))


def _time(trigger: Trigger, near: Sequence[Dated]) -> str | None:
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


def _after_that(doc: Doc, trigger: Trigger, when: When) -> When:
    """As in "A day after soldiers seized the port, the premier called on …": the main clause is the news of the day."""
    published = doc._.published
    if when.start or trigger.type != "statement" or published is None:
        return when
    sentence = trigger.token.sent
    first = sentence.start_char
    for day in starting_in(doc._.dates, first, first + OPENING_CHARS):
        if (
            sentence.text[day.start - first : day.end - first].lower().endswith(tuple(_DAY_AFTER))
            and days_after(published, day.date_start) == 1
        ):
            return When(published, published, 1)
    return when
