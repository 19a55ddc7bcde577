"""Words that tell an event: one trigger for each type in a sentence, by the rules of ``events_rules.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.language.events.attacks import Harm, harm_of, settled
from geo.language.events.background import is_prior
from geo.language.events.conditions import holds
from geo.language.events.date_scope import AROUND, SPOKEN
from geo.language.events.deaths import find_deaths
from geo.language.events.raids import is_raid
from geo.language.text.grammar import (
    PATIENTS,
    base,
    group,
    in_group,
    is_definite,
    participle_of,
    patients,
    prepositional,
)
from geo.language.text.reality import reality
from geo.language.text.spans import overlap
from geo.lexicons import Words, entry, per_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.language.counts.listed import Count
    from geo.language.text.parsed import Doc, Span, Token
    from geo.types import EventType

_ATTACKS = Words("events_cues", "assault", "attacks")
#: Verbs that the parse takes for a part of the names around them: "Weber rang Rossi".
_RANG = Words("events_cues", "trigger", "rang")
_RAIDS = Words("events_cues", "raid", "nouns")
#: Verbs of an attack on a prison from outside.
_STORMS = Words("events_cues", "assault", "storms")
_SITES = Words("events_grammar", "sites")
_GENITIVE = Words("events_grammar", "genitive")


_MAIN_CLAUSES = frozenset({"ROOT", "conj", "parataxis", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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
    for fate, word, count in find_deaths(sentence, tokens, raid.token if raid else None):
        key = f"prior {fate}" if is_prior(word) else fate
        if key in found and _is_elsewhere(word, found[key].token):
            key = f"{key}/2"
        found.setdefault(key, Trigger(fate, word, count, prior=is_prior(word)))
    _add_by_rules(found, tokens, harm, stormed=stormed)
    return sorted(_told_once(found), key=lambda t: t.token.i)


def _add_by_rules(found: dict[str, Trigger], tokens: Iterable[Token], harm: Harm, *, stormed: bool) -> None:
    """Add to ``found`` what the rules of the lexicon tell, in a token that tells nothing yet."""
    for token in tokens:
        rules = _rules_of(token)
        if not rules or not _may_tell(token, found):
            continue
        rule = next((r for r in rules if holds(r, token)), None)
        if rule is None:
            continue
        retold = stormed and _retells_break(token)
        kind: EventType = "prison_break" if retold else settled(rule["type"], harm, token)
        prior = is_prior(token)
        key = f"prior {kind}" if prior else kind
        if key in found and _is_another(token, found[key]):
            key = f"{key}/2"
        if key not in found or _is_surer(token, found[key].token):
            found[key] = Trigger(kind, token, prior=prior)


def _rules_of(token: Token) -> list[dict[str, Any]]:
    """The rules that ask for a word, or for the verb of which it is a participle."""
    verbs = participle_of(token)
    if not verbs:
        return _rules().get(base(token), [])
    return [rule for lemma in (base(token), *verbs) for rule in _rules().get(lemma, ())]


def _may_tell(token: Token, found: Mapping[str, Trigger]) -> bool:
    """Whether a word tells nothing yet and is no mere part of another noun."""
    part = (token.dep_ == "compound" and token.lower_ not in _RANG) or _says_which_weapon(token)
    return not part and all(t.token.i != token.i for t in found.values())


def _says_which_weapon(noun: Token) -> bool:
    """As in "dispararon con rifles de asalto", as the parts of "assault rifles" in English."""
    bare = noun.dep_ == "pobj" and not any(c.dep_ == "det" for c in noun.children)
    return bare and noun.head.lower_ in _GENITIVE and in_group(noun.head.head, "weapons")


def _is_another(token: Token, before: Trigger) -> bool:
    """Whether a word tells a second event of a kind in its sentence."""
    own = _in_own_clause(token, before.token) or _is_mishap_behind(token, before.token)
    own = own or (before.type not in SPOKEN and _is_of_another_time(token, before.token))
    return own or _is_second_deed(token, before.token) or _beside_deaths(token, before)


def _in_own_clause(token: Token, before: Token) -> bool:
    """As in "Inmates took 14 guards hostage; they were freed on Friday": other verbs, each with its own subject."""
    if token.lemma_ == before.lemma_ or token.pos_ != "VERB" or before.pos_ != "VERB":
        return False
    return all(v.dep_ in _MAIN_CLAUSES and any(c.dep_ in _SUBJECTS for c in v.children) for v in (token, before))


def _is_mishap_behind(token: Token, before: Token) -> bool:
    """As in "Rescuers pulled out survivors a day after a dam collapsed": the clause tells what the rescue is about."""
    behind = token.dep_ == "advcl" and token.head.i == before.i and any(c.dep_ in _SUBJECTS for c in token.children)
    return behind and token.pos_ == "VERB" and in_group(token, "wrecks") and not in_group(before, "wrecks")


def _is_of_another_time(token: Token, before: Token) -> bool:
    """As in "Two days after the ground shook, a storm flooded the camps": the clause tells what came before that."""
    opens = before.dep_ == "advcl" and before.head.i == token.i and before.i < token.i
    return opens and token.pos_ == "VERB" and any(c.dep_ == "mark" and c.lower_ in AROUND for c in before.children)


def _is_second_deed(token: Token, before: Token) -> bool:
    """As in "dynamited a bridge in Lira and blew up a pipeline in Gulu": listed verbs, each with its own object."""
    if token.dep_ != "conj" or token.head.i != before.i or token.pos_ != "VERB" or before.pos_ != "VERB":
        return False
    return all(any(c.dep_ in PATIENTS for c in verb.children) for verb in (token, before))


def _is_elsewhere(word: Token, before: Token) -> bool:
    """As in "Ten died in Lira on Sunday, and 15 were killed in Gulu": each verb has its own subject and place."""
    if word.pos_ != "VERB" or before.pos_ != "VERB" or word.i <= before.i:
        return False
    clauses = all(v.dep_ in _MAIN_CLAUSES and any(c.dep_ in _SUBJECTS for c in v.children) for v in (word, before))
    first, second = _names_behind(before), _names_behind(word)
    return clauses and bool(first and second) and first.isdisjoint(second)


def _names_behind(verb: Token) -> set[str]:
    """The names behind the prepositions of place of a verb, or of those it hits: "killed six men in Lira"."""
    dates = verb.doc._.dates
    words = (verb, *(c for c in verb.children if c.dep_ == "dobj"))
    behind = (noun for w in words for prep, noun in prepositional(w) if prep in _SITES and noun.pos_ == "PROPN")
    return {noun.text for noun in behind if not overlap(dates, noun.idx, noun.idx + len(noun.text))}


def _beside_deaths(token: Token, before: Trigger) -> bool:
    """As in "candles were lit for each of the 90 people who died in the quake": the deaths are told beside the news."""
    aside = before.count is not None and before.token.dep_ == "relcl" and before.token.i > token.i
    return aside and token.pos_ == "VERB"


def _is_surer(token: Token, before: Token) -> bool:
    """As in "denied that they attacked the town, but gunmen fired at the bus": only the second has happened."""
    return reality(before) != "happened" and reality(token) == "happened"


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
def _rules() -> dict[str, list[dict[str, Any]]]:
    """Verb or noun → the rules that ask for it, in the order of the lexicon."""
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in entry("events_rules", "rule") or ():
        for lemma in dict.fromkeys((*rule.get("verbs", ()), *rule.get("nouns", ()))):
            found.setdefault(lemma, []).append(rule)
    return found
