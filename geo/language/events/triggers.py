"""Words that tell an event: one trigger for each type in a sentence, by the rules of ``events_rules.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.language.events.attacks import Harm, harm_of, is_one_event, settled
from geo.language.events.background import is_prior
from geo.language.events.deaths import find_deaths
from geo.language.events.raids import is_raid
from geo.language.text.annotations import once
from geo.language.text.grammar import (
    base,
    group,
    in_group,
    is_definite,
    is_nominal,
    named_in,
    names_person,
    patients,
    prepositional,
    subjects,
)
from geo.language.text.reality import is_negated
from geo.language.text.spans import starting_in
from geo.lexicons import Words, entry, per_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Span, Token

    from geo.language.counts.casualties import Count
    from geo.types import EventType

#: "The talk on Monday": so many characters at most between a noun and its date.
_NEXT_WORDS = 6
_ASPECTS = Words("events_cues", "trigger", "aspects")
#: "Hundreds of demonstrators": the crowd is the doer.
_CROWDS = Words("events_cues", "trigger", "crowds")
_CITING = Words("events_cues", "trigger", "citing")
_CITING_FORMS = Words("events_cues", "trigger", "citing_forms")
_DODGES = Words("events_cues", "trigger", "dodges")
_SIGHTS = Words("events_cues", "trigger", "sights")
_SPLIT_OBJECTS = Words("events_cues", "trigger", "split_objects")
_CALLING = Words("events_cues", "trigger", "calling")
_SPEECHES = Words("events_cues", "trigger", "speeches")
_ADDRESSES = Words("events_cues", "trigger", "addresses")
_ATTACKS = Words("events_cues", "assault", "attacks")
_RAIDS = Words("events_cues", "raid", "nouns")
#: Verbs of an attack on a prison from outside.
_STORMS = Words("events_cues", "assault", "storms")
_AMBIGUOUS = Words("events_cues", "disaster", "ambiguous")
_OTHER_VERBS = Words("events_cues", "disaster", "other_verbs")
_FIRES = Words("events_cues", "deaths", "fires")
_BURNING = Words("events_cues", "disaster", "burning")
_FIGURATIVE = Words("events_cues", "disaster", "figurative")
_AREAS = Words("events_cues", "spread", "areas")
_BREAKS_OUT = Words("events_cues", "spread", "breaks_out")
_SPREAD_PREPS = Words("events_grammar", "spread")
_BURIED_UNDER = Words("events_grammar", "buried_under")
_OTHER_THAN_CALLING = Words("events_grammar", "other_than_calling")
_GENITIVE = Words("events_grammar", "genitive")
_DEFINITE_ARTICLE = Words("events_grammar", "definite_article")
_PERSONAL_POSSESSIVE = Words("events_grammar", "personal_possessive")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event."""

    type: EventType
    token: Token
    count: Count | None = None
    """The count of the dead, for a killing."""
    prior: bool = False
    """True: told only to set the news beside it ("comes a week after …"): another incident."""


def find_triggers(doc: Doc) -> list[Trigger]:
    """All triggers but statements, in text order."""
    found: list[Trigger] = []
    raid_known = stormed = fought = False
    mishaps: set[str] = set()
    harm = harm_of(doc)
    for sentence in doc.sents:
        inside = _sentence_triggers(sentence, harm, raid_known=raid_known, stormed=stormed and not fought)
        inside = [t for t in inside if t.type != "other" or t.token.lemma_ not in mishaps]
        mishaps |= _wrecks(inside)
        raid_known = raid_known or any(t.type in {"raid", "killing"} for t in inside)
        fought = fought or any(t.type in {"raid", "clash"} for t in inside)
        stormed = stormed or any(t.type == "prison_break" and t.token.lemma_ in _STORMS for t in inside)
        found += inside
    return found


def _wrecks(triggers: Iterable[Trigger]) -> set[str]:
    """The verbs of mishaps such as "crashed": each tells one mishap of a text, and after that the same again."""
    return {t.token.lemma_ for t in triggers if t.type == "other" and t.token.lemma_ in group("wrecks")}


def _retells_break(token: Token) -> bool:
    """As in "the raid" of a text that told gunmen storming a prison and no raid: the prison attack told again."""
    attack = token.lemma_ in _RAIDS or token.lemma_ in _ATTACKS
    return attack and is_definite(token)


def _sentence_triggers(sentence: Span, harm: Harm, *, raid_known: bool, stormed: bool) -> list[Trigger]:
    """One trigger for each type; a token tells one event only, raids before killings before the rest.

    ``stormed``: the text has told gunmen storming a prison, and no raid or fight.
    """
    found: dict[str, Trigger] = {}
    tokens = list(sentence)
    for token in tokens:
        if is_raid(token, known=raid_known):
            kind: EventType = "prison_break" if stormed and _retells_break(token) else "raid"
            found.setdefault(kind, Trigger(kind, token))
    raid = found.get("raid")
    for fate, word, count in find_deaths(sentence, raid.token if raid else None):
        key = f"prior {fate}" if is_prior(word) else fate
        found.setdefault(key, Trigger(fate, word, count, prior=key != fate))
    _add_by_rules(found, tokens, harm, stormed=stormed)
    return sorted(_told_once(found), key=lambda t: t.token.i)


def _add_by_rules(found: dict[str, Trigger], tokens: Iterable[Token], harm: Harm, *, stormed: bool) -> None:
    """Add to ``found`` what the rules of the lexicon tell, in a token that tells nothing yet."""
    for token in tokens:
        if token.dep_ == "compound" or any(t.token.i == token.i for t in found.values()):
            continue
        for rule in _rules(base(token)):
            retold = stormed and _retells_break(token)
            kind: EventType = "prison_break" if retold else settled(rule["type"], harm, token)
            key = f"prior {kind}" if is_prior(token) else kind
            if key not in found and _holds(rule, token):
                found[key] = Trigger(kind, token, prior=key != kind)


def _told_once(found: dict[str, Trigger]) -> Iterator[Trigger]:
    """Leave out a clash in which people died ("killed in the clashes"), and the roadblocks that were cleared."""
    killing = found.get("killing")
    for trigger in found.values():
        if trigger.type == "clash" and killing is not None and _deadly(trigger.token, killing.token):
            continue
        if trigger.type == "blockade" and any(
            trigger.token in patients(t.token) for t in found.values() if t.type == "other"
        ):
            continue
        yield trigger


def _deadly(clash: Token, killing: Token) -> bool:
    """As in "killed in the clashes", "attacked a village, killing 12"."""
    if killing.pos_ == "NOUN" and clash in killing.ancestors and clash.pos_ == "VERB":
        return True  # "four were hurt in the blast" of a text that tells the blast's dead
    if killing.dep_ == "advcl" and clash.pos_ == "NOUN" and clash in killing.head.subtree:
        return True  # "carried out attacks in the port, killing four"
    return killing in clash.ancestors or (killing.head.i == clash.i and killing.dep_ in {"advcl", "xcomp"})


@per_language
def _rules(lemma: str) -> tuple[dict[str, Any], ...]:
    rules: list[dict[str, Any]] = entry("events_rules", "rule") or []
    return tuple(r for r in rules if lemma in r.get("verbs", ()) or lemma in r.get("nouns", ()))


def _holds(rule: dict[str, Any], token: Token) -> bool:
    """True where every condition of a rule holds at a token."""
    verbal = token.pos_ == "VERB"
    if base(token) in rule.get("verbs", ()):
        if not verbal or token.dep_ == "amod":
            return False
        if token.tag_ == "VBG" and not any(c.dep_ == "aux" for c in token.children) and token.lemma_ in _SIGHTS:
            return False  # "burning buses" are a sight, and told as arson where they are set alight
    elif not is_nominal(token) or _only_named(token):
        return False
    return all(check(rule, token) for key, check in _CHECKS.items() if key in rule)


def _only_named(noun: Token) -> bool:
    """As in "citing roadblocks", "the place of burial": a noun that explains something else and tells nothing."""
    above = noun.head
    if above.lemma_.lower() in _CITING or any(t.lower_ in _CITING_FORMS for t in noun.ancestors):
        return True
    if (noun.dep_ == "dobj" and above.lemma_ in _DODGES) or any(c.lemma_ in _DODGES for c in noun.children):
        return True
    aspect = noun.dep_ == "pobj" and above.lower_ in _GENITIVE and above.head.lemma_ in _ASPECTS
    return aspect and above.head.tag_ == "NN" and not any(c.lower_ in _DEFINITE_ARTICLE for c in noun.children)


def _has_subject(rule: dict[str, Any], token: Token) -> bool:
    doers = subjects(token)
    doers += [n for s in doers if s.lemma_.lower() in _CROWDS for prep, n in prepositional(s) if prep in _GENITIVE]
    return any(named_in(n, rule["subject"]) for n in doers)


def _has_object(rule: dict[str, Any], token: Token) -> bool:
    verb_objects = [
        *patients(token),
        *(n for _, n in prepositional(token)),
        *(c for c in token.children if c.dep_ in {"oprd", "acomp", "xcomp", "advmod", "prt"}),
    ]
    if rule["type"] == "call" and token.lemma_ in _CALLING:
        return _calls_somebody(token)
    if token.lemma_ in _SPLIT_OBJECTS:  # "set houses and a market on fire": the parse hangs the fire anywhere
        return any(in_group(t, rule["object"]) for t in token.doc[token.i + 1 : min(token.i + 9, token.sent.end)])
    return any(in_group(n, rule["object"], deep=rule["type"] == "travel_disruption") for n in verb_objects)


def _calls_somebody(verb: Token) -> bool:
    """As in "called the president" – not "called him a hero", "called off", "called on"."""
    if any(c.dep_ in {"oprd", "xcomp", "ccomp", "prt"} or c.lower_ in _OTHER_THAN_CALLING for c in verb.children):
        return False
    return any(c.dep_ == "dobj" and (in_group(c, "heads") or names_person(c)) for c in verb.children)


def _near(rule: dict[str, Any], token: Token) -> bool:
    return any(t.lemma_.lower() in group(rule["near"]) for t in token.sent if t.i != token.i)


def _unless(rule: dict[str, Any], token: Token) -> bool:
    return not any(in_group(t, rule["unless"]) for t in token.sent)


def _modified(rule: dict[str, Any], token: Token) -> bool:
    if _own_call(token):
        return True
    leaders = any(in_group(t, "heads") and t.pos_ in {"NOUN", "PROPN"} for t in token.sent)
    return leaders and any(c.lemma_.lower() in group(rule["modifier"]) for c in token.children)


def _own_call(token: Token) -> bool:
    """Of "The talk on Monday", "their conversation": a talk of two people, dated or owned, not talks of governments."""
    if token.tag_ != "NN" or token.lemma_ in _CALLING:
        return False
    end = token.idx + len(token.text)
    dated = any(d.date_start for d in starting_in(token.doc._.dates, end, end + _NEXT_WORDS + 1))
    return dated and any(c.dep_ in {"det", "poss"} for c in token.children)


def _one(_: dict[str, Any], noun: Token) -> bool:
    return is_one_event(noun)


def _disaster(_: dict[str, Any], noun: Token) -> bool:
    """A disaster, not the gunfire, campfire or storm of words that some of these nouns tell as well."""
    if noun.lemma_ not in _AMBIGUOUS:
        return True
    if noun.head.lemma_ in _OTHER_VERBS:
        return False
    about = {c.lemma_.lower() for c in noun.children if c.dep_ in {"compound", "amod"}}
    if noun.lemma_ in _FIRES:
        return bool(about & group("fuel") or about & _BURNING)
    return not about & _FIGURATIVE


def _smothered(rule: dict[str, Any], verb: Token) -> bool:
    """As in "buried by the mud", "40 homes were buried": no burial of the dead."""
    under = any(in_group(s, "smothers") for s in subjects(verb)) or any(
        prep in _BURIED_UNDER and in_group(n, "smothers") for prep, n in prepositional(verb)
    )
    smothered = under or any(in_group(p, "fuel") for p in patients(verb))
    return smothered is bool(rule["smothered"])


def _denied(_: dict[str, Any], token: Token) -> bool:
    return is_negated(token)


def _particle(rule: dict[str, Any], token: Token) -> bool:
    return any(c.dep_ in {"prt", "prep", "advmod"} and c.lower_ == rule["particle"] for c in token.children)


def _prep(rule: dict[str, Any], token: Token) -> bool:
    return any(prep in rule["prep"] for prep, _ in prepositional(token))


def _oration(_: dict[str, Any], noun: Token) -> bool:
    """A speech, not a postal address: somebody's, a named one, or "the address" after one was told."""
    if noun.lemma_ in _SPEECHES:
        return any(c.dep_ in {"det", "poss", "amod"} for c in noun.children)
    if _named_address(noun):
        return True
    first = once(
        noun.doc,
        "atlas_address",
        lambda: next((t.i for t in noun.doc if t.lemma_.lower() in _ADDRESSES and _named_address(t)), len(noun.doc)),
    )
    return first < noun.i and any(c.lower_ in _DEFINITE_ARTICLE for c in noun.children)


def _named_address(noun: Token) -> bool:
    before = {c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}}
    if before & group("mail"):
        return False
    return bool(before & group("orations")) or any(
        c.dep_ == "poss" and c.lower_ in _PERSONAL_POSSESSIVE for c in noun.children
    )


def _spread(_: dict[str, Any], noun: Token) -> bool:
    """As in "violence broke out in 16 states": unrest somewhere, not unrest in general."""
    heads = [noun]
    if noun.dep_ == "pobj" and noun.head.lower_ in _GENITIVE:
        heads.append(noun.head.head)
    for head in list(heads):
        heads += [c for c in head.children if c.dep_ in {"relcl", "acl"}]
        if head.dep_ in {"nsubj", "nsubjpass"}:
            heads.append(head.head)
    if any(h.lemma_ in _BREAKS_OUT for h in heads):
        return True
    return any(
        prep in _SPREAD_PREPS and (place.ent_type_ in {"GPE", "LOC"} or place.lemma_.lower() in _AREAS)
        for h in heads
        for prep, place in prepositional(h)
    )


_CHECKS = {
    "subject": _has_subject,
    "object": _has_object,
    "near": _near,
    "unless": _unless,
    "modifier": _modified,
    "denied": _denied,
    "oration": _oration,
    "particle": _particle,
    "prep": _prep,
    "spread": _spread,
    "one": _one,
    "disaster": _disaster,
    "smothered": _smothered,
}
