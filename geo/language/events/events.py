"""Events as single sentences tell them: type, date, actors, whether they happened, and which tell the same again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.counts.fate_words import is_disowned
from geo.language.doers.actors import actors
from geo.language.events.background import is_told_apart
from geo.language.events.date_scope import SPOKEN
from geo.language.events.main_day import ATTACKS, When, is_background, main_day, stale_days
from geo.language.events.retellings import Told
from geo.language.events.statements import find_statements
from geo.language.events.triggers import Trigger, find_triggers
from geo.language.events.when import place_in_time
from geo.language.text.grammar import VERBAL, is_definite
from geo.language.text.reality import is_conditional, is_denied, is_yet_to_come, may_be, reality
from geo.lexicons import Words
from geo.types import EventType, Reality, Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language.text.parsed import Doc


#: Announced changes of travel and ceremonies are news before their day comes.
_ANNOUNCED = frozenset({"travel_disruption", "funeral", "statement", "speech"})
_LEAVING = Words("events_cues", "reality", "leaving")
_HOLDING = Words("events_cues", "statement", "holding")
_PURPOSES: frozenset[EventType] = frozenset({"blockade", "arson"})


def reality_of(trigger: Trigger) -> Reality:
    """Whether the words say that it happened, that it did not, or only that it might."""
    token = trigger.token
    if trigger.type == "travel_disruption" and token.lemma_ in _LEAVING:
        return "happened"  # "could not leave" is the disruption
    if trigger.type == "statement" and token.pos_ == "NOUN" and token.head.lemma_ in _HOLDING and not is_denied(token):
        return "happened"  # "ofreció una conferencia de prensa"
    if trigger.type not in SPOKEN and is_disowned(token):
        return "denied"
    found = reality(token, announced=trigger.type in _ANNOUNCED)
    if found == "hypothetical" and (_is_known(trigger) or _is_purpose(trigger)):
        return "happened"
    return found


def _is_known(trigger: Trigger) -> bool:
    """As in "the shooting could have been worse": it has happened."""
    token = trigger.token
    known = token.pos_ == "NOUN" and is_definite(token) and not is_yet_to_come(token)
    return known and trigger.type in {"killing", "clash", "other"}


def _is_purpose(trigger: Trigger) -> bool:
    """As in "hijacked trucks to block the road": what was done, and what it did."""
    token = trigger.token
    return (
        trigger.type in _PURPOSES
        and token.dep_ == "advcl"
        and token.head.tag_ in {"VBD", "VBN"}
        and not may_be(token)
        and not is_conditional(token)
    )


def _span(trigger: Trigger) -> tuple[int, int]:
    """The trigger's characters: a noun with what stands before it, a verb with its particle."""
    token = trigger.token
    inside = [token]
    if token.pos_ in VERBAL:
        inside += [c for c in token.children if c.dep_ in {"auxpass", "prt"} and abs(c.i - token.i) <= 2]
    else:
        inside += [
            c
            for c in token.children
            if c.dep_ in {"amod", "compound", "nummod"} and token.i - c.i <= 3 and c.i < token.i
        ]
    last = max(inside, key=lambda t: t.i)
    return min(t.idx for t in inside), last.idx + len(last.text)


def _telling(trigger: Trigger, when: When, main: When, stale: frozenset[str | None]) -> Telling:
    start, end = _span(trigger)
    token, sentence = trigger.token, trigger.token.sent
    return Telling(
        start,
        end,
        sentence.start_char,
        sentence.end_char,
        trigger.type,
        when.start,
        when.end,
        when.prec,
        when.time,
        (),
        actors(trigger),
        reality_of(trigger),
        is_background(when, main, trigger) or is_told_apart(token) or (trigger.type in ATTACKS and when.start in stale),
        None,
        "told" if when.told else "story",
    )


def original(tellings: Sequence[Telling], number: int | None) -> int | None:
    """The telling that a telling of that number repeats, or that one itself."""
    first = None if number is None else tellings[number].duplicate_of
    return number if first is None else first


def annotate(doc: Doc) -> tuple[Telling, ...]:
    """All tellings of events in text order, without places."""
    acts = find_triggers(doc)
    speeches = {t.token.sent.start for t in acts if t.type == "speech"}
    done = {t.token.i for t in acts}  # "dismissed his government", which says nothing
    said = (t for t in find_statements(doc, speeches) if t.token.i not in done)
    triggers = sorted([*acts, *said], key=lambda t: t.token.i)
    whens = place_in_time(doc, triggers)
    main, stale = main_day(triggers, whens), stale_days(triggers, whens)
    tellings = [_telling(t, w, main, stale) for t, w in zip(triggers, whens, strict=True)]
    told = Told()
    for i, telling in enumerate(tellings):
        first = told.first(telling)
        again = told.taken_up(telling, triggers[i].token) if first is None else first
        told.add(i, telling, doc)
        tellings[i] = replace(telling, duplicate_of=original(tellings, again))
    return tuple(tellings)
