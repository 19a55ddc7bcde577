"""Where an event happened whose own sentence names no place that its grammar hangs on it: the likeliest of the text's.

Most reports name the town once and tell the rest without it.  What speaks for each place of the text, and for none, has
a weight that was learned from annotated texts (``geo learn``); a place is taken where its share is large enough, and
stays marked as inferred, since no sentence says that it happened there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from geo.language.counts.parties import class_of_word
from geo.language.events.date_scope import AROUND
from geo.language.events.objects import objects
from geo.language.people.governments import named_governments
from geo.language.text.annotations import text_of
from geo.language.text.dateline import in_dateline
from geo.language.text.grammar import clause_verb, in_group, patients, subjects
from geo.language.text.hanging import is_before_noun, is_preposition
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, general, pattern
from geo.resolve.capitals import most_named_country, seat_and_nation
from geo.resolve.precision import NEAR_KM, is_within, offset_km
from geo.resolve.role_words import WIDE, is_felt, is_spoken_of
from geo.resolve.scene import gives_orders, is_fronted, is_locative, token_at
from geo.resolve.toponyms.cues import LOOK_BACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.language.text.parsed import Doc, Token
    from geo.types import Mention, Telling

#: What may speak for a place, or (from "none" on) for none of them.
FEATURES = (
    "here",  # its sentence is the event's
    "here_event",  # ... and something happened there by its own grammar
    "here_behind",  # ... and it stands behind the event's words
    "here_alone",  # ... and is the only town or site in it
    "before",  # it stands in the sentence before
    "before_event",
    "before_two",  # two sentences before
    "far_before",
    "far_before_event",
    "behind",  # in the sentence behind
    "far_behind",
    "behind_event",
    "dateline",  # its dateline too names it
    "metonym",
    "country",
    "region",
    "abroad",  # not in the country that the text speaks of most
    "often",  # how often the text names it
    "title",
    "lead",  # behind a preposition of place in the first two sentences
    "same_day",  # another event of that day is told to have happened there
    "none",
    "none_undated",
    "none_many",  # the text names many places
)
#: Roles of a place at which something may have happened; "Algerian" tells the country that a text speaks of.
ROLES = frozenset({"event", "mention", "metonym"})
#: Types of which a coup or what a government imposes may be.
_BY_STATE = frozenset({"other", "travel_disruption"})
#: Share from which a place is taken.
LEAST = 0.45
#: Characters of a title that open the text as well where it was made from that.
OPENING = 20
#: Places of one text from which it names many.
MANY = 6
#: Levels of places that are no scene by themselves, and the sentences behind one in which its town may be told.
AREAS = frozenset({"country", "region", "admin1"})
NEXT = 3
_OFTEN = 6
_WHILE = Words("places", "scene", "meanwhile")
_BEING = Words("events_days", "background", "being")
_LYING = Words("places", "scene", "lying")


@cache
def weights() -> dict[str, float]:
    """The weight of each of FEATURES."""
    found: dict[str, float] = general("event_place_weights")["weights"]
    return found


class EventPlaces:
    """The places of one text that its events may have happened at."""

    def __init__(self, doc: Doc, title: str, mentions: Sequence[Mention], tellings: Sequence[Telling]) -> None:
        self._doc, self._title = doc, title.lower()
        self._has_title = not text_of(doc).lower().startswith(self._title[:OPENING])  # some are made of its first line
        self._headed = _in_datelines(doc, mentions)
        self._told = [t for t in tellings if t.places and t.reality == "happened" and not t.background]
        self._elsewhere = any(m.place and m.place.level not in AREAS for t in self._told for m in t.places)
        self._ways = _ways(text_of(doc))
        self._mentions = [m for m in mentions if m.place and m.role in ROLES and not self._is_no_scene(m)]
        self._starts = [sentence.start_char for sentence in doc.sents]
        self._named = Counter(m.place.id for m in self._mentions if m.place)
        self._home = _country_spoken_of(title, mentions)
        self._seat, self._nation = seat_and_nation(mentions, self._home)

    def _is_no_scene(self, mention: Mention) -> bool:
        """Whether it is a dateline, the town in which somebody spoke, or only describes: "a London doctor".

        A dateline's town that the title names too may be the scene, where the text tells of no other.
        """
        if in_dateline(self._doc, mention.start, mention.end):
            return self._elsewhere or not self._has_title or not self._is_in_title(mention)
        head = token_at(self._doc, mention.start, mention.end)
        if head is None or gives_orders(head) or (mention.role != "event" and is_before_noun(head)):
            return True
        if _is_meanwhile(head) or self._is_end_of_way(mention) or self._is_far_from(mention):
            return True
        if _is_seat_of_firm(head):
            return not any(mention in telling.places for telling in self._told)
        return is_locative(head) and clause_verb(head).lemma_ in saying_verbs()

    def _is_end_of_way(self, mention: Mention) -> bool:
        """As in "the ferry was on its way from Lira to Soroti": neither need be where it sank."""
        return mention.role != "event" and any(start <= mention.start < end for start, end in self._ways)

    def _is_far_from(self, mention: Mention) -> bool:
        """As in "some 400 km west of Lira": it says how far off it was."""
        km = offset_km(text_of(self._doc)[max(0, mention.start - LOOK_BACK) : mention.start])
        return km is not None and km > NEAR_KM

    def _is_in_title(self, mention: Mention) -> bool:
        names = (mention.text, mention.place.name if mention.place else mention.text)
        return any(name.lower() in self._title for name in names)

    def likeliest(self, telling: Telling) -> tuple[Mention, float] | None:
        """The place that most speaks for, with its share; None where none has a share that is large enough.

        Power is seized where the government sits: a coup is at the capital, be it named in a dateline alone.
        """
        sure = self._of_state(telling) or self._opening(telling)
        if sure is not None:
            return sure, 1.0
        rows = self.rows(telling)
        odds = {place: 10 ** sum(weights()[f] * v for f, v in row.items()) for place, row in rows.items()}
        total = sum(odds.values())
        best = max((p for p in odds if p is not None), key=lambda p: (odds[p], p), default=None)
        if best is None or odds[best] / total < LEAST:
            return None
        return self._nearest(best, telling), odds[best] / total

    def _of_state(self, telling: Telling) -> Mention | None:
        """Where a government falls or rules: its seat, or the country, for a coup, the country for what it imposes."""
        trigger = token_at(self._doc, telling.start, telling.end)
        if trigger is None or telling.type not in _BY_STATE:
            return None
        falls = _is_at_seat(trigger)
        if falls and self._seat is not None:
            return self._seat
        return self._nation if (falls or _is_imposed(trigger)) and self._names_no_other(telling) else None

    def _opening(self, telling: Telling) -> Mention | None:
        """As in "In Lira the mood turned. Youths threw stones": the town that opens a sentence of its paragraph.

        Not where somebody spoke ("In Lira the mayor said"), nor a place that another follows.
        """
        paragraph = text_of(self._doc).rfind("\n", 0, telling.start) + 1
        towns = (m for m in self._mentions if m.place and m.place.level not in AREAS)
        last = max((m for m in towns if paragraph <= m.start < telling.sent_start), key=lambda m: m.start, default=None)
        if last is None or self._sentence(telling.start) - self._sentence(last.start) > NEXT:
            return None
        return last if is_fronted(self._doc, last, self._starts[self._sentence(last.start)]) else None

    def _names_no_other(self, telling: Telling) -> bool:
        """Whether its sentence names no place of another country, and none of a part of the own one."""
        here = [m for m in self._mentions if telling.sent_start <= m.start < telling.sent_end]
        return all(m.place == (self._nation and self._nation.place) for m in here)

    def inside(self, telling: Telling) -> Mention | None:
        """The one town in an area where the next sentences let something happen: "in the state. They came to Lira".

        None where the telling names no mere area, where they name two such towns, or where another event took place.
        """
        if not telling.places or any(m.place and m.place.level not in AREAS for m in telling.places):
            return None
        towns = [m for m in self._told_next(telling) if is_within(m, telling.places[0])]
        taken = {m.start for t in self._told if t is not telling for m in t.places}
        one = len({m.place.id for m in towns if m.place}) == 1
        return towns[0] if one and towns[0].start not in taken else None

    def _told_next(self, telling: Telling) -> list[Mention]:
        """The towns that the sentences behind a telling name as scenes."""
        own = self._sentence(telling.start)
        near = [m for m in self._mentions if 0 < self._sentence(m.start) - own <= NEXT]
        return [m for m in near if m.place and m.place.level not in AREAS and self._may_be_scene(m)]

    def _may_be_scene(self, mention: Mention) -> bool:
        head = token_at(self._doc, mention.start, mention.end)
        return mention.role == "event" or (head is not None and is_locative(head))

    def rows(self, telling: Telling) -> dict[str | None, dict[str, float]]:
        """For each place, by id, and for none (None) what speaks for it."""
        out: dict[str | None, dict[str, float]] = {}
        aside = {m.place.id for m in self._mentions if m.place and self._is_aside(m, telling)}
        for mention in self._mentions:
            assert mention.place is not None  # noqa: S101 - see above
            if mention.place.id in aside or self._is_refused(mention, telling):
                continue
            row = out.setdefault(mention.place.id, defaultdict(float))
            for feature, value in self._speaking(mention, telling):
                row[feature] = max(row[feature], value)
        many = len(self._named) > MANY
        out[None] = {"none": 1.0, "none_undated": float(telling.date_start is None), "none_many": float(many)}
        return out

    def _is_refused(self, mention: Mention, telling: Telling) -> bool:
        """Whether the event's sentence names it as where somebody fled or lives, or where another event of it was."""
        if not telling.sent_start <= mention.start < telling.sent_end:
            return False
        trigger = token_at(self._doc, telling.start, telling.end)
        if mention.role != "event" or (trigger and (is_spoken_of(trigger) or is_felt(trigger))):
            return True
        return any(mention in other.places for other in self._told if other.sent_start == telling.sent_start)

    def _is_aside(self, mention: Mention, telling: Telling) -> bool:
        """As in "honoured in Lira the ten men who died", "Lira closed its roads after the mayor was shot".

        Lira is where they are honoured and where the roads are, and nothing tells where the rest was.
        """
        if not telling.sent_start <= mention.start < telling.sent_end:
            return False
        trigger = token_at(self._doc, telling.start, telling.end)
        place = token_at(self._doc, mention.start, mention.end)
        if trigger is None or place is None:
            return False
        if place.i < trigger.i and any(t.lower_ in AROUND for t in self._doc[place.i : trigger.i]):
            opens = place.i - place.sent.start <= 1 and is_locative(place)
            return not opens  # "In Lira, after a blast killed ten, …"
        if _is_in_aside(place, trigger):
            return True
        clause = clause_verb(trigger)
        people = clause.head
        of_people = clause.dep_ == "relcl" and class_of_word(people) is not None and place.i < people.i
        return of_people and clause not in place.ancestors and people not in place.ancestors

    def _nearest(self, place: str, telling: Telling) -> Mention:
        own = [m for m in self._mentions if m.place and m.place.id == place]
        return min(own, key=lambda m: (abs(m.start - telling.start), m.start))

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _speaking(self, mention: Mention, telling: Telling) -> Iterable[tuple[str, float]]:
        place = mention.place
        assert place is not None  # noqa: S101 - see above
        away = self._sentence(mention.start) - self._sentence(telling.start)
        yield from self._by_distance(mention, telling, away)
        head = token_at(self._doc, mention.start, mention.end)
        told = {
            m.place.id
            for t in self._told
            if t is not telling and t.date_start == telling.date_start
            for m in t.places
            if m.place
        }
        yield from (
            (feature, 1.0)
            for feature, holds in (
                ("dateline", place.id in self._headed),
                ("metonym", mention.role == "metonym"),
                ("country", place.level == "country"),
                ("region", place.level == "region"),
                ("abroad", place.country is not None and place.country != self._home),
                ("title", self._is_in_title(mention)),
                ("lead", self._sentence(mention.start) <= 1 and head is not None and is_locative(head)),
                ("same_day", place.id in told),
            )
            if holds
        )
        yield "often", min(self._named[place.id], _OFTEN) / 3

    def _by_distance(self, mention: Mention, telling: Telling, away: int) -> Iterable[tuple[str, float]]:
        event = mention.role == "event"
        if away == 0:
            yield "here", 1.0
            yield "here_event", float(event)
            yield "here_behind", float(mention.start >= telling.end)
            yield "here_alone", float(self._alone(self._sentence(mention.start)))
        elif away < 0:
            yield {-1: "before", -2: "before_two"}.get(away, "far_before"), 1.0
            yield ("before_event" if away == -1 else "far_before_event"), float(event)
        else:
            yield ("behind" if away == 1 else "far_behind"), 1.0
            yield "behind_event", float(event)

    def _alone(self, sentence: int) -> bool:
        here = {
            m.place.id
            for m in self._mentions
            if m.place and m.place.level not in WIDE and self._sentence(m.start) == sentence
        }
        return len(here) == 1


def _country_spoken_of(title: str, mentions: Sequence[Mention]) -> str | None:
    """The one country that a title names, where its text names a place of it: "Turkey rounds up thousands".

    Else the one of which the text names most places.
    """
    named = {g.country for g, foreign in named_governments(title) if not foreign and not g.state}
    own = named & {m.place.country for m in mentions if m.place and m.place.country}
    return own.pop() if len(own) == 1 else most_named_country(mentions)


def _ways(text: str) -> list[tuple[int, int]]:
    """Where a text tells both ends of a way."""
    return [way.span() for way in pattern("places", "shapes", "way").finditer(text)]


def _is_at_seat(trigger: Token) -> bool:
    """As in "the coup", "soldiers captured the president", "the general was sworn in"."""
    if in_group(trigger, "at_seat") or _installs_ruler(trigger):
        return True
    seized = any(in_group(n, "heads_of_state", deep=True) for n in patients(trigger))
    return seized and any(in_group(n, "mutineers", deep=True) for n in subjects(trigger))


def _installs_ruler(trigger: Token) -> bool:
    """As in "the general was sworn in as president" – not "the governor was sworn in"."""
    return in_group(trigger, "installs") and not any(in_group(t, "local_offices") for t in trigger.sent)


def _is_imposed(trigger: Token) -> bool:
    """As in "the premier declared a state of emergency", "the borders were shut": it holds for the country."""
    done_to = objects(trigger)
    if any(in_group(n, "frontiers") for n in done_to):
        return True
    doers, ruled = subjects(trigger), any(in_group(n, "curfews", deep=True) for n in done_to)
    return ruled and bool(doers) and all(in_group(n, "rulers", deep=True) for n in doers)


def _is_meanwhile(place: Token) -> bool:
    """As in "attacked while the premier was in Nairobi": where somebody was at the time."""
    verb = clause_verb(place)
    during = any(c.dep_ in {"mark", "advmod"} and c.lower_ in _WHILE for c in verb.children)
    return during and verb.dep_ == "advcl" and verb.lemma_ in _BEING


def _is_seat_of_firm(place: Token) -> bool:
    """As in "the ferry belongs to a firm in Lyon": where it sits, and no ferry sank there."""
    return is_preposition(place.head) and in_group(place.head.head, "firms")


def _is_in_aside(place: Token, trigger: Token) -> bool:
    """As in "The ferry, which had left Lyon at noon, sank": it tells of the ferry – not "Bron, which lies in Lyon"."""
    clause = clause_verb(place)
    told = clause.dep_ == "relcl" and clause.lemma_ not in _BEING and clause.lemma_ not in _LYING
    return told and clause not in (trigger, *trigger.ancestors)


def _in_datelines(doc: Doc, mentions: Sequence[Mention]) -> set[str]:
    """The places, by id, that a dateline names."""
    return {m.place.id for m in mentions if m.place and in_dateline(doc, m.start, m.end)}
