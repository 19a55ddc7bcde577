"""Which day a text is about, and which events lie apart from it: of another time, or of a town told beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.daybounds import days_between
from geo.language.events.date_scope import SPOKEN, counts_up_to
from geo.language.events.tallies import is_tally
from geo.language.text.annotations import once
from geo.language.text.grammar import in_group, is_definite
from geo.language.text.reality import reality
from geo.language.text.spans import starting_in
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language.events.date_scope import Dated
    from geo.language.events.triggers import Trigger
    from geo.language.text.parsed import Doc

#: An event this many days before the incident is another incident.  Coverage of one incident tells its run-up and
#: aftermath of days and weeks; what lay a month back was another story.
BACKGROUND_DAYS = 30
#: Attacks so many days before the news, in a town that the text names nowhere else, are told for comparison.
APART_DAYS = 3
#: A day so long before publication, told only further down, is not that of the news a report opens with.
STALE_DAYS = 14
#: The first paragraphs of a report, in tokens: what they tell the report is about.
LEAD_TOKENS = 120
#: A trial or inquiry a year later is still about the attack; what lies further back is history.
YEAR_DAYS = 366
_ISO_DAY = len("2026-01-01")
#: What a report opens with, within so many tokens and days.
_NEWS = frozenset({"killing", "clash", "raid", "prison_break", "other"})
OPENING_TOKENS, _NEWS_DAYS = 30, 7
_LETTING_GO = Words("events_days", "background", "letting_go")
_LINGERING = Words("events_days", "background", "lingering")
#: Of these another one in another month is another incident; arrests and trials of later months follow from the first.
_ATTACKS = frozenset({"killing"})
#: What a report is about, even where it tells smaller things of its own day.
_GRAVE = frozenset({"killing", "raid", "prison_break"})


#: What an incident may be, of which one of weeks before is another.
ATTACKS = frozenset({"killing", "clash", "raid"})


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
    told: bool = True
    """False: taken from the story around; its own sentence names no day."""


NEVER = When(None, None, None)
#: What a text may be about.
_VIOLENCE = frozenset({"raid", "clash", "killing", "arson", "blockade", "prison_break", "arrest"})


def main_day(triggers: Sequence[Trigger], whens: Sequence[When]) -> When:
    """The first dated raid's day, else the day that most sentences tell events of, else none.

    Where only what is told further down has that day, the day of the attack or the dead that the text opens with.
    """
    dated = _candidates(triggers, whens)
    if not dated:
        return _first_grave(triggers, whens)
    chosen = _most_told(dated)
    if chosen.start in stale_days(triggers, whens):
        return NEVER
    leading = [w for t, w in dated if _leads(t)]
    if not any(w.start == chosen.start for w in leading):
        chosen = _led_by(triggers, whens, chosen)
        opened = any(w.start == chosen.start and t.type in ATTACKS and t.token.i < LEAD_TOKENS for t, w in dated)
        chosen = chosen if opened else next(iter(leading), chosen)
    return When(chosen.start, chosen.end, chosen.prec)


def _candidates(triggers: Sequence[Trigger], whens: Sequence[When]) -> list[tuple[Trigger, When]]:
    """What may tell the main day; no release of captives after all else that is told."""
    told = [(t, w) for t, w in zip(triggers, whens, strict=True) if _may_be_main(t, w)]
    rest = max((w.start or "" for t, w in told if not _lets_go(t)), default="")
    return [(t, w) for t, w in told if not (_lets_go(t) and (w.start or "") > rest)] or told


def _lets_go(trigger: Trigger) -> bool:
    """As in "Seven hostages were set free on Friday": months after they were carried off, which it is all about."""
    return trigger.type == "other" and trigger.token.lemma_.lower() in _LETTING_GO


def _most_told(dated: Sequence[tuple[Trigger, When]]) -> When:
    """The first recent raid's day, else that of which most sentences tell something."""
    days = Counter(day for day, _ in {(w.start, t.token.sent.start) for t, w in dated})
    latest = max(d for d in days if d)
    raid = next((w for t, w in dated if t.type == "raid" and _recent(w, latest)), None)
    return raid or max((w for _, w in dated), key=lambda w: days[w.start])


def opens_story(main: When, triggers: Sequence[Trigger], stated: Sequence[When]) -> bool:
    """False where only later consequences (ships rerouted, a funeral) carry the day: what came before has another."""
    on_it = [t for t, w in zip(triggers, stated, strict=True) if w.start == main.start]
    return not on_it or any(_is_violent(t) for t in on_it)


def _is_violent(trigger: Trigger) -> bool:
    """Whether it is violence or a disaster – not candles that were lit, or people who were charged."""
    if trigger.type != "other":
        return trigger.type in _VIOLENCE
    token = trigger.token
    wrecked = in_group(token, "wrecks") or in_group(token, "accidents")
    return trigger.count is not None or wrecked or in_group(token, "mishaps") or in_group(token, "smothers")


def only_follows(main: When, triggers: Sequence[Trigger], stated: Sequence[When]) -> bool:
    """Whether a text opens with an attack of no told day, and the day it tells most is one of what came of it.

    As in "Gunmen ambushed a convoy. … They were driving on Monday. … A man was arrested on Tuesday".
    """
    opens = next(((t, w) for t, w in zip(triggers, stated, strict=True) if t.type in ATTACKS), None)
    if opens is None or opens[1].start or opens[1].remote or opens[0].token.i >= LEAD_TOKENS:
        return False
    return not any(w.start == main.start and t.type in ATTACKS for t, w in zip(triggers, stated, strict=True))


def stale_days(triggers: Sequence[Trigger], whens: Sequence[When], named: Sequence[When] = ()) -> frozenset[str | None]:
    """The days of attacks of weeks before, told for comparison behind the news of a text that opens without a day.

    Not where they are taken up: "the attack, on 3 May".  ``named``: further days that the text names.
    """
    first, when = next(((t, w) for t, w in zip(triggers, whens, strict=True) if _is_grave(t)), (None, NEVER))
    published = first.token.doc._.published if first is not None else None
    if first is None or not _leads(first) or when.start or when.remote or published is None:
        return frozenset()
    days = {w.start for w in (*whens, *named) if w.start and days_between(w.start, published) > STALE_DAYS}
    return frozenset(days - {w.start for t, w in zip(triggers, whens, strict=True) if _goes_with(t, first)})


def _goes_with(trigger: Trigger, first: Trigger) -> bool:
    """Whether it is told beside the news, or takes something up."""
    return trigger.token.sent.start == first.token.sent.start or is_definite(trigger.token)


def _first_grave(triggers: Sequence[Trigger], whens: Sequence[When]) -> When:
    """Where no day is told, the days ("last week", "from May 2 to May 9") of the attack that a text opens with."""
    for trigger, when in zip(triggers, whens, strict=True):
        days = when.start is not None and len(when.start) == _ISO_DAY
        if days and _leads(trigger) and not (when.remote or when.relative):
            return When(when.start, when.end, when.prec)
    return NEVER


def _is_grave(trigger: Trigger) -> bool:
    """True for an attack, a raid, or the dead of a disaster."""
    return trigger.type in _GRAVE or (trigger.type == "other" and trigger.count is not None)


def _leads(trigger: Trigger) -> bool:
    return trigger.token.i < LEAD_TOKENS and _is_grave(trigger)


def _led_by(triggers: Sequence[Trigger], whens: Sequence[When], chosen: When) -> When:
    """Of a text that tells an arrest, a trial, an inquiry: the attack of an earlier month that it opens with."""
    for trigger, when in zip(triggers, whens, strict=True):
        opens = _leads(trigger)
        told = when.start is not None and len(when.start) == _ISO_DAY and not (when.remote or when.relative)
        if opens and told and BACKGROUND_DAYS < days_between(when.start or "", chosen.start or "") <= YEAR_DAYS:
            return when
    return chosen


def _may_be_main(trigger: Trigger, when: When) -> bool:
    """True for an event dated to a day or two that happened and is neither spoken nor set apart from the news."""
    return (
        bool(when.start)
        and reality(trigger.token) == "happened"
        and when.prec is not None
        and when.prec <= 2
        and trigger.type not in SPOKEN
        and not (when.remote or when.relative)
    )


def _recent(when: When, latest: str) -> bool:
    """False for a raid long before everything else the text dates."""
    return days_between(when.start or latest, latest) <= BACKGROUND_DAYS


def is_background(when: When, main: When, trigger: Trigger | None = None) -> bool:
    """True for an event of another time than the incident; of what comes after it only for a further attack."""
    if when.remote:
        return True
    if when.start is None or main.start is None:
        return False
    before = days_between(when.end or when.start, main.start)
    if before > BACKGROUND_DAYS:
        return True
    if before >= APART_DAYS and trigger is not None and _elsewhere(trigger) and not _beside_main(trigger, main):
        return True
    later = days_between(main.end or main.start, when.start) > BACKGROUND_DAYS
    return later and trigger is not None and trigger.type in _ATTACKS and trigger.token.lemma_ not in _LINGERING


def _beside_main(trigger: Trigger, main: When) -> bool:
    """As in "buried on Friday the ten who died on Monday": its sentence tells the news of the main day too."""
    sentence = trigger.token.sent
    days = starting_in(sentence.doc._.dates, sentence.start_char, sentence.end_char)
    return any(d.date_start == main.start for d in days)


def _elsewhere(trigger: Trigger) -> bool:
    """As in "On May 2 a gunman shot nine people in Lira", where the text tells of Lira nowhere else."""
    if not _is_grave(trigger) or is_definite(trigger.token):
        return False
    doc, own = trigger.token.doc, trigger.token.sent.start
    named = once(doc, "atlas_named_in", lambda: _sentences_of_places(doc))
    here = [sentences for sentences in named.values() if own in sentences]
    return bool(here) and all(sentences == {own} for sentences in here)


def _sentences_of_places(doc: Doc) -> dict[str, set[int]]:
    """Each town and country with the sentences that name it, but for where somebody only speaks: "said in Lira"."""
    found: dict[str, set[int]] = {}
    for sentence in doc.sents:
        for token in sentence:
            speaks = token.dep_ == "pobj" and token.head.head.lemma_ in saying_verbs()
            if token.ent_type_ in {"GPE", "LOC"} and token.pos_ == "PROPN" and not speaks:
                found.setdefault(token.lower_, set()).add(sentence.start)
    return found


def day_of_lead(trigger: Trigger, near: Sequence[Dated]) -> Dated | None:
    """The one day of the sentence that a report opens with: "had him on Thursday and let him go after men fought"."""
    days = [d for d in near if d.span.date_start]
    if trigger.type not in _NEWS or trigger.prior or is_tally(trigger) or len(days) != 1:
        return None
    return days[0] if _is_news(days[0]) and not counts_up_to(days[0]) else None


def _is_news(day: Dated) -> bool:
    """Whether it is one day, of the week before publication."""
    start, published = day.span.date_start, day.tokens.doc._.published
    if day.span.date_prec != 1 or start is None:
        return False
    return published is None or 0 <= days_between(start, published) <= _NEWS_DAYS
