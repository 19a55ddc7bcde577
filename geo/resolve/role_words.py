"""Words of a sentence that tell what a place does in it: what happens, to whom, who is warned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import status_word
from geo.language.counts.parties import class_of_word
from geo.language.events.date_scope import is_event, path_up
from geo.language.text.grammar import (
    VERBAL,
    clause_verb,
    group,
    in_group,
    is_definite,
    is_told_of,
    patients,
    prepositional,
    subjects,
)
from geo.language.text.hanging import (
    above_preposition,
    is_behind,
    is_core,
    is_object,
    is_patient,
    is_subject,
    preposition_of,
)
from geo.language.text.reality import is_negated, may_be
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words
from geo.resolve.notices import is_alerted, warns
from geo.resolve.toponyms.vocabulary import levels, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from geo.language.text.parsed import Doc, Span, Token
    from geo.types import Mention, Place

_GENITIVE = Words("events_grammar", "genitive")
_SPOKEN_OF = Words("places", "scene", "spoken_of")
_FELT = Words("places", "scene", "felt")
_BEING = Words("places", "scene", "being")
_BELONGING = Words("places", "prepositions", "belonging")
_ORIGIN = Words("places", "prepositions", "origin")
_BOUND_FOR = Words("places", "scene", "bound_for")
_TRIP_TO = Words("places", "scene", "trip_to")
_TRIPS = Words("places", "scene", "trips")
_BEFALLEN = Words("places", "scene", "befallen")
_GATES = Words("places", "scene", "gates")
_DEPARTING = Words("places", "scene", "departing")
_WHERE = Words("places", "scene", "where")
_COMING = Words("places", "scene", "coming")
_COME_TO = Words("places", "scene", "come_to")
_SOURCES = Words("casualties", "speech", "before_source")
_AUDIENCE = Words("places", "scene", "audience")
_WATERS = Words("places", "scene", "waters")
_ITS_OWN = Words("places", "scene", "its_own")
_COUNTING = Words("places", "scene", "counting")
#: Levels of places too wide to be a scene in passing.
WIDE = frozenset({"country", "region"})


def part_words() -> AbstractSet[str]:
    """Words for parts of a place before "of"."""
    return words("incident", "parts") | words("kinds", "land") | levels().keys()


def tells_where(word: Token) -> bool:
    """Whether it is a preposition but "of", or an adverb that does as one: "cerca de Lima"."""
    if word.pos_ == "ADV":
        return word.lower_ in words("beside")
    return word.pos_ == "ADP" and word.lower_ not in _BELONGING


def is_gate(head: Token) -> bool:
    """ "los accesos a Lyon", "los vuelos de Lyon", "no salieron de Lyon" – not "los vuelos a Lyon"."""
    preposition = preposition_of(head)
    if preposition is None or preposition.i == preposition.sent.start:
        return False
    before = preposition.nbor(-1).lemma_.lower()
    return before in _GATES or (before in _DEPARTING and preposition.lower_ in _BELONGING | _ORIGIN)


def is_come_to(head: Token) -> bool:
    """ "The gunmen drove into Lyon": the armed came there, whatever the next sentence tells – not "fled to Lyon"."""
    behind = is_behind(head, _COME_TO)
    verb = above_preposition(head) if behind else head.head
    came = verb.lemma_.lower() in _COMING and verb.pos_ == "VERB" and not (is_negated(verb) or may_be(verb))
    told = verb.dep_ not in {"xcomp", "advcl"} and (behind or is_object(head))
    return came and told and any(n.lemma_.lower() in group("captors") for n in subjects(verb))


def is_end_of_road(preposition: Token) -> bool:
    """ "blocked the road from Lyon to Nice near Bron": its ends tell which road, and Bron where on it."""
    road = preposition.i > 0 and in_group(preposition.nbor(-1), "roads")
    if preposition.lower_ not in _ORIGIN or not road:
        return False
    return any(t.lower_ in words("beside") | words("inner") for t in preposition.sent if t.i > preposition.i)


def clause_where(doc: Doc, behind: int) -> Token | None:
    """The verb of "the exception was Lyon, where two buses were burned"; ``behind``: the token behind the name."""
    comma, where = behind, behind + 1
    opens = where < len(doc) and doc[comma].text == "," and doc[where].lower_ in _WHERE
    return doc[where].head if opens else None


def is_hit(head: Token) -> bool:
    """ "strikes hit Rafah", "explosions rocked Rafah", "Rafah was captured"."""
    return (is_patient(head) or is_second_subject(head)) and is_deed(head.head)


def is_second_subject(head: Token) -> bool:
    """Whether a name behind a verb was taken for its subject though one stands before it: "la crecida inundó Lyon"."""
    verb = head.head
    return is_subject(head) and head.i > verb.i and any(noun.i < verb.i for noun in subjects(verb) if noun.i != head.i)


def is_of_speaker(preposition: Token) -> bool:
    """As in "according to police in Lyon", "told reporters in Lyon", "ten died, the mayor of Lyon said".

    There they speak, wherever it happened – not so in "the mayor of Lyon was shot".
    """
    above = preposition.head
    source = preposition_of(above)
    if source is not None and {source.lower_, source.head.lower_} & _SOURCES:
        return not happens(above)
    if is_object(above) and above.head.lemma_ in saying_verbs():
        return above.lemma_.lower() in _AUDIENCE
    if above.lemma_ in saying_verbs() and preposition.i > 0:
        heard = preposition.nbor(-1)
        return heard.head == above and heard.i > above.i and heard.lemma_.lower() in _AUDIENCE
    return _is_of_office(preposition)


def _is_of_office(preposition: Token) -> bool:
    office = preposition.head
    named = preposition.lower_ in _BELONGING and office.lower_ in words("kinds", "offices")
    return named and not is_patient(office) and not is_befallen(office)


def hangs_on_event(preposition: Token) -> bool:
    """Whether a preposition hangs on what happened, and not on whom or what it only describes."""
    above = preposition.head
    if is_of_speaker(preposition):
        return False
    if above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() in words("incident", "attribute"):
        return is_struck(above) or is_befallen(above) or warns(above.sent)
    if is_subject(above) and above.head.lemma_ in saying_verbs() and not happens(above):
        return False  # "police in Lyon said"
    return preposition.lower_ not in _ORIGIN or happens(above) or any(happens(noun) for noun in patients(above))


def is_of_event(part: Token) -> bool:
    """ "los incendios de la isla de Mallorca": what happened is the part's."""
    return is_behind(part, _BELONGING) and is_event(above_preposition(part))


def is_struck(noun: Token) -> bool:
    """Whether something is done to it: "killed a mayor in", "a hospital in … was bombed", "strikes targeted a camp"."""
    return is_patient(noun) and is_deed(noun.head)


def is_befallen(noun: Token) -> bool:
    """ "the burial of the mayor in Lyon": what befell somebody is told by the noun before."""
    return is_behind(noun, _BEFALLEN) and happens(above_preposition(noun))


def is_warned_of(preposition: Token, head: Token) -> bool:
    """Whether an alert or a warning is told for the place of a name; ``head`` is the first of the list it stands in."""
    return is_alerted(preposition) or _is_warned_at(preposition) or _is_shunned(head)


def _is_warned_at(preposition: Token) -> bool:
    """ "visitors to Lyon were told to stay indoors", "not to travel to Lyon"."""
    above = preposition.head.lemma_.lower()
    bound = preposition.lower_ in _BOUND_FOR and above in group("travellers")
    return (bound or (preposition.lower_ in _TRIP_TO and above in _TRIPS)) and warns(preposition.sent)


def _is_shunned(head: Token) -> bool:
    """ "pidió no viajar a Lyon", where the parse takes Lyon for whom the verb is done to."""
    to = any(c.lower_ in _TRIP_TO and c.i < head.i for c in head.children)
    trip = any(t.lemma_.lower() in _TRIPS for t in (head.head, *head.head.children))
    return is_object(head) and to and trip and warns(head.sent)


def leads_to_spot(preposition: Token) -> bool:
    """ "en Lyon", "en la capital" – not "en demanda de"."""
    nouns = [c for c in preposition.children if c.i > preposition.i]
    return any(n.pos_ == "PROPN" or n.lemma_.lower() in words("incident", "sites") | levels().keys() for n in nouns)


def is_deed(verb: Token) -> bool:
    """Whether a verb, or who does it, is a word of what happens: "explosions rocked", "unrest swept"."""
    return happens(verb) or any(happens(noun) for noun in subjects(verb))


def happens(word: Token) -> bool:
    """Whether it is a word of what happens."""
    return word.lemma_.lower() in words("incident", "words")


def tells(sent: Span) -> bool:
    """Whether a verb or noun of a sentence is one."""
    return any(happens(token) for token in sent if token.pos_ in ("VERB", "NOUN"))


def was_there(clause: Token, speaking: Token) -> bool:
    """As in "The minister, who was in Lyon, said": the clause tells where the one was who speaks."""
    there = clause.dep_ == "relcl" and clause.lemma_ in _BEING
    return there and clause.head in subjects(speaking) and speaking.lemma_ in saying_verbs()


def verb_telling(trigger: Token) -> Token | None:
    """The verb of "se reportó un ataque en Lyon", "reported three deaths in Lyon": what is told is its object."""
    noun = trigger.head if trigger.dep_ == "nummod" else trigger
    counted = trigger is not noun or any(c.dep_ == "nummod" for c in noun.children)
    return noun.head if is_told_of(noun) or (counted and is_object(noun)) else None


def is_spoken_of(trigger: Token) -> bool:
    """As in "the minister condemned the attack": where that verb's clause plays is no place of the attack."""
    if trigger.pos_ in VERBAL or verb_telling(trigger) is not None:
        return False
    return any(verb.lemma_ in _SPOKEN_OF for verb in path_up(trigger, crossing=False)[:4] if verb.pos_ in VERBAL)


def is_only_told_of(trigger: Token) -> bool:
    """Whether its clause plays somewhere else: it is spoken of, or what somebody was arrested for."""
    return is_spoken_of(trigger) or _is_why_arrested(trigger) or _is_of_whom(trigger)


def _is_of_whom(trigger: Token) -> bool:
    """As in "treated in Lyon victims of the quake": it says who they are, and Lyon is where they were treated."""
    known = trigger.pos_ not in VERBAL and trigger.dep_ == "pobj" and is_definite(trigger)
    return known and trigger.head.lower_ in _GENITIVE and class_of_word(trigger.head.head) is not None


def _is_why_arrested(trigger: Token) -> bool:
    """As in "was arrested in Lyon in connection with the attack": Lyon is where the arrest was."""
    deed = trigger.pos_ not in VERBAL and trigger.dep_ == "pobj" and is_definite(trigger)
    return deed and status_word(clause_verb(trigger)) == "arrested"


def is_felt(trigger: Token) -> bool:
    """As in "The quake was felt in Lyon": it happened elsewhere."""
    return trigger.pos_ not in VERBAL and any(v.lemma_ in _FELT for v in path_up(trigger, crossing=False)[:2])


def is_close(mention: Mention) -> bool:
    """Whether it tells a spot or a water: no country, no region on land."""
    place = mention.place
    return place is not None and (place.level not in WIDE or is_water(place))


def is_water(place: Place) -> bool:
    """Whether a region is a lake, a river or a sea, by its name."""
    return place.level == "region" and not _WATERS.isdisjoint(place.name.lower().split())


def acts_at_home(token: Token | None, mention: Mention) -> bool:
    """As in "Jura shut its schools", "Jura reported 30 deaths": what a state or town does to its own is done there.

    Not "Jura reported 30 deaths in Lyon".  ``token``: the head of its name.
    """
    if token is None or mention.place is None or mention.place.level == "country" or not is_core(token):
        return False
    verb = token.head
    done_to = [c for c in verb.children if c.i > verb.i and is_core(c)]
    return any(t.lower_ in _ITS_OWN for c in done_to for t in c.children) or _counts_own(token, done_to)


def _counts_own(place: Token, done_to: Sequence[Token]) -> bool:
    """As in "Jura reported 30 deaths": its own, where no other place is told."""
    if place.head.lemma_.lower() not in _COUNTING or place.dep_ != "nsubj":
        return False
    behind = any(n.ent_type_ in {"GPE", "LOC"} for c in done_to for _, n in prepositional(c))
    counted = {c.start for c in place.doc._.casualties}
    return not behind and any(n.idx in counted for c in done_to for n in c.children)
