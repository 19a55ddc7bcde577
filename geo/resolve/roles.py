"""Tells what a place does in its sentence: something happened there, it acts as a government, or it is only named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.events.background import is_prior
from geo.language.text.annotations import text_of
from geo.language.text.dateline import in_dateline
from geo.language.text.grammar import VERBAL, clause_verb, subjects
from geo.language.text.hanging import (
    above_preposition,
    first_of_list,
    is_adjective_of_noun,
    is_behind,
    is_object,
    is_patient,
    is_subject,
    preposition_of,
    whole_compound,
)
from geo.language.text.spans import starting_in, told_in
from geo.lexicons import Words, pattern
from geo.resolve.deixis import is_end_of_trip
from geo.resolve.notices import hides, is_enumerated, lead_of, under_notice, warns
from geo.resolve.role_words import (
    clause_where,
    hangs_on_event,
    happens,
    is_come_to,
    is_end_of_road,
    is_gate,
    is_hit,
    is_of_event,
    is_second_subject,
    is_struck,
    is_warned_of,
    leads_to_spot,
    part_words,
    tells,
    tells_where,
)
from geo.resolve.scene import AGAINST, is_measure, leads_away
from geo.resolve.toponyms.as_government import acts, is_governed, is_government
from geo.resolve.toponyms.mentions import POSSESSIVE, Site
from geo.resolve.toponyms.vocabulary import levels, words

if TYPE_CHECKING:
    from geo.gazetteer.lookup import Entry
    from geo.language.text.parsed import Doc, Span, Token
    from geo.resolve.toponyms.mentions import Name
    from geo.types import Institution, Role, Telling

#: Levels whose governments are named after them.
GOVERNED = frozenset({"country", "admin1"})
#: Events that are words; where something is said tells less than where it happens.
SPOKEN = frozenset({"call", "speech", "statement"})
#: Radius in km from which a region is too wide for a sentence to place an event in it in passing.
WIDE = 150.0
#: Characters of the longest name of a body of government.
LONGEST_BODY = 400
_FORCES = Words("places", "naming", "forces")
_OWN_STATE = Words("places", "naming", "own_state")
_BELONGING = Words("places", "prepositions", "belonging")
_ORIGIN = Words("places", "prepositions", "origin")
_HAPPENING = Words("places", "scene", "happening")
_FILLING = Words("places", "scene", "filling")
_LEADING_AWAY = Words("places", "scene", "leading_away")
_ASKING = Words("events_cues", "statement", "asking")
_ROADS = Words("places", "naming", "roads")
_COORDINATORS = Words("places", "naming", "coordinators")
_COUNTED = Words("places", "scene", "counted")
_BEFORE_EXAMPLES = Words("places", "scene", "before_examples")
_PASSING = Words("places", "scene", "passing")
_SPREADING = Words("places", "scene", "spreading")
_BOUND_FOR = Words("places", "scene", "bound_for")
_DWELLERS = Words("places", "scene", "dwellers")
_WITNESSING = Words("places", "scene", "witnessing")
_DOING_AT_HOME = Words("places", "scene", "doing_at_home")
_LIVING = Words("places", "scene", "living")
#: Events that stop those who come and go.
_HALTS = frozenset({"travel_disruption", "blockade"})
_BEFALLEN = Words("places", "scene", "befallen")


class Roles:
    """The roles of one document's places."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)

    def assign(self, names: list[Name], entries: list[Entry | None]) -> list[Role]:
        """The role of each name; places named in one breath share theirs."""
        out: list[Role] = []
        noticed = under_notice(self.doc, names)
        for i, (name, entry) in enumerate(zip(names, entries, strict=True)):
            role = self._role(name, entry)
            if i in noticed and role in {"mention", "metonym"}:
                role = "event"
            if role == "mention" and i and self._shares_scene(names[: i + 1], entry, out):
                role = "event"
            if i and self._in_one_breath(names[i - 1], name):
                shared = names[i - 1].inside is name or self._is_listed(name, entry, entries[i - 1])
                if (role == "mention" and out[i - 1] == "event") or (shared and role == "metonym"):
                    role = out[i - 1]
            out.append(role)
        return out

    def _is_listed(self, name: Name, entry: Entry | None, before: Entry | None) -> bool:
        """Whether a list of places of one level goes on behind a name: "en Jalisco, Baja California, Sinaloa y"."""
        if entry is None or before is None or entry.place.level != before.place.level:
            return False
        return name.last < len(self.doc) and (
            self.doc[name.last].text == "," or self.doc[name.last].lower_ in _COORDINATORS
        )

    def _role(self, name: Name, entry: Entry | None) -> Role:
        if name.demonym:
            return "demonym"
        if name.nested or self._names_body(name, entry):
            return "part_of_name"
        if name.dateline:
            return "mention"
        if entry is not None and self._acts(name, entry):
            return "metonym"
        if name.site:  # a text that names a house, a quarter or a road tells what happened there
            return "mention" if name.weak or self._is_elsewhen(name) or self._is_of_other_times(name) else "event"
        return "event" if is_come_to(self.doc[name.head]) or self._happened_here(name, entry) else "mention"

    def _names_body(self, name: Name, entry: Entry | None) -> bool:
        """Whether it opens the name of a body of government: "U.S. Embassy", "Sonora state police"."""
        after = self.doc[name.last] if name.last < len(self.doc) else None
        if after is not None and after.text in _FORCES and entry is not None and entry.place.level == "city":
            return name.last + 1 < len(self.doc) and self.doc[name.last + 1].text[0].isupper()  # "Boise Police Chief"
        if after is None or entry is None or after.lower_ in POSSESSIVE | words("acting", "government"):
            return False
        for body in starting_in(self.doc._.institutions, name.start - LONGEST_BODY, name.start + 1):
            if name.end < body.end:
                return self._goes_on(body, entry, after)
        return False

    @staticmethod
    def _goes_on(body: Institution, entry: Entry, after: Token) -> bool:
        """Whether the word behind a place goes on with the name of the body that the place stands in."""
        own = body.level == "state" and entry.place.level == "admin1" and after.lower_ in _OWN_STATE
        return own or (after.text[0].isupper() and after.lower_ not in words("kinds", "offices"))

    def _in_one_breath(self, before: Name, name: Name) -> bool:
        between = self.text[before.end : name.start]
        if not pattern("places", "shapes", "one_breath").fullmatch(between) or "\n" in between:
            return False
        if name.last < len(self.doc) and self.doc[name.last].lower_ in POSSESSIVE:
            return False  # "Mogadishu, Somalia’s capital"
        return before.inside is name or not (name.modifier or self._before_office(name))

    def _holds_scene(self, before: Name, name: Name, entry: Entry | None) -> bool:
        """ "in the town of Bo in the Southern Province": the area that the scene is said to lie in."""
        between = self.text[before.end : name.start]
        if before.site or not before.entries:  # "el Hospital Rosales de Motril", "en La Rábita, pedanía de Motril"
            return pattern("places", "shapes", "house_in").fullmatch(between) is not None
        area = entry is not None and entry.place.level in ("admin1", "admin2")
        return area and pattern("places", "shapes", "lying_in").fullmatch(between) is not None

    def _shares_scene(self, names: list[Name], entry: Entry | None, roles: list[Role]) -> bool:
        """Whether the last of the names holds the scene that was named right before it, or is where a road was cut."""
        scene = roles[-1] == "event" and self._holds_scene(names[-2], names[-1], entry)
        partner = names[-1].partner
        ends = partner is not None and any(
            n is partner and r == "event" for n, r in zip(names[:-1], roles, strict=True)
        )
        return scene or ends or self._is_passed(names[-1], names[:-1], roles)

    def _is_passed(self, name: Name, before: list[Name], roles: list[Role]) -> bool:
        """ "la A-7 quedó cortada a la altura de Motril": the town at which it happened on a road told before."""
        opening = self.doc[name.first].sent.start_char
        for road, role in zip(reversed(before), reversed(roles), strict=True):
            if road.start < opening:
                return False
            if road.site is Site.ROAD and role == "event":
                return pattern("places", "shapes", "road_at").search(self.text[road.end : name.start]) is not None
        return False

    def _before_office(self, name: Name) -> bool:
        """ "in Jalisco, U.S. President …": a new phrase begins."""
        return name.last < len(self.doc) and self.doc[name.last].lower_ in words("kinds", "offices")

    # Governments

    def _acts(self, name: Name, entry: Entry) -> bool:
        if entry.acts_for and entry.place.level == "poi":
            return True
        if entry.place.level not in GOVERNED and entry.kind != "capital":
            return False
        if name.container and self.text[name.start - 1 : name.start] in ("-", "–"):
            return False  # a legislator's home, "R-Texas"
        if self.text[name.start - 1 : name.start] == "(" or self._ends_road(name):
            return False  # "(Vt.)"
        head = self.doc[name.head]
        if is_government(self.doc, name.last) or is_governed(self.doc, name.first):
            return True
        preposition = preposition_of(head)
        if name.locative and preposition is not None and preposition.lower_ not in words("acting", "prepositions"):
            return False
        return acts(head, capital=entry.kind == "capital")

    # Events

    def _happened_here(self, name: Name, entry: Entry | None) -> bool:
        if in_dateline(self.doc, name.start, name.end) or not self._in_telling(name) or self._is_no_spot(name):
            return False
        level = entry.place.level if entry else "city"
        head = first_of_list(self.doc[name.head])
        after = self._word_behind(name)
        if self._is_wide(level, entry):
            return self._happened_across(name, head, after)
        if is_hit(head) or self._is_part(name, head) or self._is_inside(head) or self._is_halted(name):
            return True
        if name.modifier and after not in levels() and after not in words("kinds", "behind"):
            return self._tells_where(name, head, level)
        return self._lies_in(name) or self._is_of_scene(head) or self._is_told(clause_where(self.doc, name.last))

    def _tells_where(self, name: Name, head: Token, level: str) -> bool:
        """ "the Lyon bombing": whether a name before a noun tells where that happened."""
        return self._is_site(name, head) or (level in ("city", "poi") and not self._is_of_people(head.head))

    def _is_no_spot(self, name: Name) -> bool:
        trip = is_end_of_trip(self.text, name.start)
        return trip or self._is_elsewhen(name) or self._ends_road(name) or self._is_home(name)

    def _is_home(self, name: Name) -> bool:
        """ "la familia, que vive en Lyon": where somebody lives, whatever the sentence tells."""
        preposition = self._preposition(name)
        return preposition is not None and preposition.head.lemma_ in _LIVING

    def _is_of_scene(self, head: Token) -> bool:
        """ "la operación de Tumbes", "la cárcel de Tumbes": in a language whose "de" tells where something happened."""
        preposition = preposition_of(head)
        if preposition is None or preposition.lower_ not in _BELONGING or preposition.lower_ not in _HAPPENING:
            return False
        noun = above_preposition(head)
        if happens(noun) or noun.like_num or (noun.lower_ in part_words() and is_of_event(noun)):
            return True
        site = (
            noun.lower_ in words("incident", "parts")
            or noun.lemma_.lower() in words("incident", "sites") | levels().keys()
        )
        above = preposition_of(noun)
        hit = above is not None and above.lower_ in AGAINST and self._is_told(clause_verb(above))
        return site and (above is None or hit or not leads_away(above))

    def _ends_road(self, name: Name) -> bool:
        """ "la autopista Lyon-Ginebra", "the road from Lyon to Nice near Bron": the ends tell which road it is."""
        preposition = self._preposition(name)
        if preposition is not None and is_end_of_road(preposition):
            return True
        return (
            name.first > 0
            and "-" in self.doc[name.first].text[1:]
            and name.last == name.first + 1
            and self.doc[name.first - 1].lower_ in _ROADS
        )

    def _word_behind(self, name: Name) -> str:
        return self.doc[name.last].lower_ if name.last < len(self.doc) else ""

    @staticmethod
    def _is_wide(level: str, entry: Entry | None) -> bool:
        """Whether a place is too wide to be a scene in passing."""
        return level == "country" or (level == "region" and (entry is None or (entry.extent_km or WIDE) >= WIDE))

    def _happened_across(self, name: Name, head: Token, after: str) -> bool:
        """Whether it happened all over a wide place, or in a part of it."""
        if after in POSSESSIVE:
            if head.head.lemma_.lower() in words("incident", "parts") and self._is_part(name, head.head):
                return True
            if name.vague and name.locative:
                return True  # "in northern Peru’s Piura region"
            return head.head.lemma_.lower() in words("incident", "parts") and self._is_spread(head.head)
        return self._is_spread(head) or self._is_part(name, head) or self._is_site(name, head)

    @staticmethod
    def _is_of_people(noun: Token) -> bool:
        """Whether a place before the noun only tells where somebody or something is from."""
        return noun.lemma_.lower() in words("incident", "attribute") or noun.lower_ in words("kinds", "folk")

    def _lies_in(self, name: Name) -> bool:
        """Whether a preposition of place hangs the name on what happened, not on somebody's home or office."""
        preposition = self._preposition(name)
        if preposition is None:
            return self._is_example(name) or is_enumerated(self.doc, name) or self._is_witness_of(name)
        if is_warned_of(preposition, first_of_list(self.doc[name.head])):
            return True
        if name.offset_km is not None and is_measure(preposition):
            return False  # "en Bron, a 9 kilómetros de Lyon"
        if preposition.lower_ in _PASSING or preposition.head.lemma_ in _SPREADING:
            return any(happens(noun) for noun in subjects(preposition.head))
        if preposition.lower_ not in words("inner") and preposition.lower_ not in _HAPPENING:
            return False
        away = preposition.lower_ in _LEADING_AWAY and leads_away(preposition)
        return not (away and not self._is_stretch(name, preposition)) and hangs_on_event(preposition)

    def _is_stretch(self, name: Name, preposition: Token) -> bool:
        """ "killed on a track between A and B", "closed between A and B": not "travelled between A and B"."""
        above = preposition.head
        if above.pos_ == "NOUN" and not happens(above):
            above = above_preposition(above) if preposition_of(above) is not None else above.head
        spots = [above.idx, *(t.idx for t in above.children if t.dep_ in {"attr", "acomp", "dobj", "nsubjpass"})]
        told = any(t.start <= at < t.end for t in self._deeds(above.sent) for at in spots)
        return name.partner is not None and (happens(above) or told)

    def _is_halted(self, name: Name) -> bool:
        """ "no longer fly to Lyon", "stopped serving Lyon": the end of a traffic that is halted is where it is felt."""
        preposition = self._preposition(name)
        bound = preposition is not None and preposition.lower_ in _BOUND_FOR
        told = {t.type for t in self._deeds(self.doc[name.first].sent)}
        if told & _HALTS and is_gate(first_of_list(self.doc[name.head])):
            return True
        return "travel_disruption" in told and (bound or is_object(first_of_list(self.doc[name.head])))

    def _is_witness_of(self, name: Name) -> bool:
        """ "residents of Lyon heard gunfire"."""
        if not is_behind(self.doc[name.head], _BELONGING):
            return False
        people = above_preposition(self.doc[name.head])
        if people.lemma_.lower() not in _DWELLERS or not is_subject(people):
            return False
        return people.head.lemma_ in _WITNESSING or self._is_done_at_home(people.head)

    def _is_done_at_home(self, verb: Token) -> bool:
        """ "vecinos de Lyon bloquearon la carretera" – not "vecinos de Lyon bloquearon la carretera en Bron"."""
        elsewhere = any(t.lower_ in words("inner") and leads_to_spot(t) for t in verb.subtree if t.i > verb.i)
        told = any(map(self._is_told, (verb, *verb.conjuncts)))
        return verb.lemma_ in _DOING_AT_HOME and told and not elsewhere

    def _is_example(self, name: Name) -> bool:
        """ "towns worst hit, like the port of Beira"."""
        sent = self.doc[name.first].sent
        for i in range(name.first - 1, max(name.first - 7, sent.start), -1):
            if self.doc[i].lower_ in words("incident", "examples") and self.doc[i - 1].text == ",":
                before = list(self.doc[max(sent.start, i - 6) : i])
                return any(t.lower_ in words("incident", "parts") for t in before) and any(
                    t.lemma_.lower() in words("incident", "words") for t in before
                )
        return False

    def _preposition(self, name: Name) -> Token | None:
        """The preposition of place before the name, direction and level words left out."""
        start = name.first - 1
        if start > 0 and self.doc[start].text == "," and self.doc[start - 1].lower_ in levels():
            start -= 1  # "in the Omani capital, Muscat"
        for i in range(start, max(name.first - 7, -1), -1):
            token = self.doc[i]
            example = token.lower_ in _BEFORE_EXAMPLES or token.lower_ in words("incident", "examples")
            if example or token.text == "-":
                continue
            if tells_where(token):
                return token
            if is_adjective_of_noun(token):
                continue  # "in a densely packed Chelsea neighborhood"
            if token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ") or (token.is_space and "\n\n" in token.text):
                return None
        return None

    def _is_part(self, name: Name, head: Token) -> bool:
        """ "in central Chile", "floods hit parts of Chile": a part of a country is a scene as a state is."""
        if name.vague and name.locative and self._lies_in(name):
            return True
        if not is_behind(head, _BELONGING):
            return False
        part = above_preposition(head)
        if any(child.lemma_.lower() in words("incident", "words") for child in part.lefts if child.pos_ == "VERB"):
            return True
        whole = first_of_list(part)
        return part.lower_ in part_words() and is_patient(whole) and happens(whole.head)

    def _is_inside(self, head: Token) -> bool:
        """ "in the streets of Lyon", "air strikes targeted areas of Lyon": a part of a place that is no country."""
        if not is_behind(head, _BELONGING):
            return False
        part = above_preposition(head)
        # Of "inundó barrios enteros de Lyon" a small model takes "enteros" for the noun.
        nouns = (part, *(c for c in part.lefts if c.dep_ == "amod" and c.pos_ == "NOUN"))
        if not any(n.lower_ in part_words() or n.lemma_.lower() in words("incident", "sites") for n in nouns):
            return False
        whole = first_of_list(part)
        hit = is_patient(whole) or is_second_subject(whole)
        return is_behind(part, words("inner")) or is_struck(whole) or (hit and self._is_told(whole.head))

    def _is_site(self, name: Name, head: Token) -> bool:
        """ "in a North Dakota church": the state stands before the house where it happened."""
        noun = head.head
        if not name.modifier or noun.i <= head.i or noun.lemma_.lower() not in words("incident", "sites"):
            return False
        noun = whole_compound(noun)
        if not (is_behind(noun, words("inner")) or is_behind(noun, _ORIGIN)):
            return False
        above = above_preposition(noun)
        return above.pos_ in VERBAL or happens(above) or is_struck(above)

    def _is_elsewhen(self, name: Name) -> bool:
        """ "Chile’s history", "it came a week after nine died in Lima": another time, another incident."""
        noun = self.doc[name.head].head
        if noun.lower_ in words("incident", "elsewhen"):
            return True
        return is_prior(self.doc[name.first])

    def _is_of_other_times(self, name: Name) -> bool:
        """ "En 2005, un alud sepultó la aldea Panabaj": all that its sentence tells is another incident."""
        sent = lead_of(self.doc, name)
        here = told_in(self.doc._.tellings, sent.start_char, sent.end_char)
        return bool(here) and all(t.background for t in here)

    def _is_spread(self, head: Token) -> bool:
        """ "across Mexico", "violence in Mexico": the event fills the country."""
        preposition = preposition_of(head)
        if preposition is None or preposition.pos_ != "ADP":
            return False
        if preposition.lower_ in words("incident", "spread"):
            return True
        if any(child.lower_ in words("incident", "spread") for child in head.children):
            return True  # "en toda Cuba"
        noun = above_preposition(head)
        if noun.lower_ in words("incident", "parts") and preposition.lower_ in _BELONGING:
            return is_behind(noun, words("inner"))
        if noun.like_num or noun.lower_ in _COUNTED:
            return self._is_spread(noun)
        return preposition.lower_ in _FILLING and (happens(noun) or self._is_told(noun))

    def _is_told(self, verb: Token | None) -> bool:
        """ "the fever took nine lives in Norway", "in Norway the toll rose": the verb of what happened."""
        if verb is None or verb.pos_ not in VERBAL:
            return False
        spots = [verb.idx, *(child.idx for child in verb.children)]
        spots += [t.idx for child in verb.children if child.like_num for t in child.subtree]  # "miles de muertos"
        return any(t.start <= at < t.end for t in self._deeds(verb.sent) for at in spots)

    def _deeds(self, sent: Span) -> list[Telling]:
        """What a sentence tells as done, beside what was said."""
        here = told_in(self.doc._.tellings, sent.start_char, sent.end_char)
        return [t for t in here if t.reality == "happened" and not t.background and t.type not in SPOKEN]

    def _in_telling(self, name: Name) -> bool:
        sent = lead_of(self.doc, name)
        here = told_in(self.doc._.tellings, sent.start_char, sent.end_char)
        if all(t.type in SPOKEN for t in here) and (warns(sent) or hides(sent)):
            return True
        if here and all(t.type == "statement" for t in here) and any(t.lemma_ in _ASKING for t in sent):
            return True  # "pidió a quienes están en Tumbes que no salgan": an alert in force there
        return bool(self._deeds(sent)) if here else tells(sent)
