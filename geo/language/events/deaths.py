"""Which words tell deaths and injuries as events, and of which kind: killing, clash, or a mishap that nobody willed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.casualties import counts_in
from geo.language.counts.fate_words import is_fatal, is_real, phrase_at
from geo.language.counts.parties import class_of_word
from geo.language.counts.sought import FINDS, RECOVERED
from geo.language.text.annotations import once
from geo.language.text.grammar import (
    adjectives_follow,
    base,
    determiners,
    group,
    in_group,
    is_nominal,
    is_of,
    names_person,
    patients,
    prepositional,
    subjects,
)
from geo.language.text.parsed import Span
from geo.language.text.reality import is_ruled_out
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.language.counts.listed import Count
    from geo.language.text.parsed import Doc, Token
    from geo.types import EventType

#: Without an attacker anywhere in the text, who "died" was not killed by anybody.
_DYING = Words("events_cues", "deaths", "dying")
#: A flood kills as well, and murders nobody.
_KILLS = Words("events_cues", "deaths", "kills")
_MURDERS = Words("events_cues", "deaths", "murders")
_KILLINGS = Words("events_cues", "deaths", "killings")
_FATAL_ACTS = Words("events_cues", "deaths", "fatal_acts")
_DEADLY = Words("events_cues", "assault", "deadly")
_WOUNDING = Words("events_cues", "deaths", "wounding")
_BODIES = Words("events_cues", "deaths", "bodies")
_FIRES = Words("events_cues", "deaths", "fires")
_LETHAL = Words("events_cues", "deaths", "lethal")
_DEATH = Words("events_cues", "deaths", "death")
_TO = Words("events_grammar", "to")
_DYING_IN = Words("events_grammar", "dying_in")
_DURING = Words("events_grammar", "during")
_AGENT = Words("events_grammar", "agent")
_DEFINITE = Words("events_grammar", "definite")
_GENITIVE = Words("events_grammar", "genitive")
_COPULA = Words("events_grammar", "copula")


def find_deaths(
    sentence: Span, tokens: Iterable[Token], raid: Token | None
) -> Iterator[tuple[EventType, Token, Count | None]]:
    """Deaths counted, and single named ones told on their own; the target's death in a raid is the raid's.

    ``tokens`` are those of the sentence.
    """
    for count in counts_in(sentence):
        if count.status == "killed" and not _only_counted(count) and not _is_target(count, raid):
            yield _kind(count.cue), count.cue, count
        elif count.status == "injured" and _by_attack(count):
            yield "clash", count.cue, count
    for token in tokens:
        if (_kills_somebody(token) or _names_killing(token)) and not _belongs_to(token, raid):
            yield "killing", token, None


def _is_target(count: Count, raid: Token | None) -> bool:
    """True for the one whom the raid killed."""
    return count.amount.core == 1 and _by_raid(count.cue, raid)


def _belongs_to(token: Token, raid: Token | None) -> bool:
    """True for the raid's own word, for what hangs below it, and for the deaths it is told by."""
    return raid is not None and (token.i == raid.i or raid in token.ancestors or _by_raid(token, raid))


def _kills_somebody(verb: Token) -> bool:
    if verb.pos_ != "VERB":
        return False
    return (
        (verb.lemma_ in _KILLS or verb.lemma_ in _MURDERS or phrase_at(verb) == "killed" or is_fatal(verb))
        and is_real(verb)
        and any(_one_victim(p) or _victims(p) for p in patients(verb))
    ) or _to_death(verb)


def _to_death(verb: Token) -> bool:
    """As in "beat a night watchman to death", where who died stands between."""
    if verb.lemma_ not in _LETHAL or not is_real(verb):
        return False
    hit = patients(verb)
    ends = [pair for word in (verb, *hit) for pair in prepositional(word)]
    dead = any(prep in _TO and noun.lemma_ in _DEATH for prep, noun in ends)
    return dead and any(n.pos_ in {"NOUN", "PROPN"} for n in hit)


def _names_killing(noun: Token) -> bool:
    """As in "the murder of Doe", "the fatal shooting of a mayor"."""
    return (
        is_nominal(noun)
        and (noun.lemma_ in _KILLINGS or _fatal_act(noun))
        and (any(prep in _GENITIVE and _one_victim(n) for prep, n in prepositional(noun)) or _victims_own(noun))
    )


def _victims_own(noun: Token) -> bool:
    """As in "the mayor's murder" – not "the gang's killing of a clerk"."""
    if any(prep in _GENITIVE for prep, _ in prepositional(noun)):
        return False
    return any(c.dep_ == "poss" and _one_victim(c) for c in noun.children)


def _kind(cue: Token) -> EventType:
    """A killing, but for deaths by mishap, and for those of both sides of a fight: "a shootout killed two"."""
    if is_mishap(cue):
        return "other"
    news = [n for prep, n in prepositional(cue) if prep in _DURING and n.i < cue.i and not _is_known(n)]
    fought = [*subjects(cue), *news]
    return "clash" if any(is_nominal(noun) and in_group(noun, "fights") for noun in fought) else "killing"


def _is_known(noun: Token) -> bool:
    """As in "in the fighting": told before, so that the deaths are the news."""
    return bool(determiners(noun) & _DEFINITE) or any(c.dep_ == "poss" for c in noun.children)


def _by_attack(count: Count) -> bool:
    """Hurt in an attack: told by the sentence, or by a text of nothing but attacks."""
    if _assault(count.cue.sent):
        return True
    return _wounds(count.cue) and not is_peaceful(count.cue.doc) and not _names_mishap(count.cue.doc)


def _wounds(cue: Token) -> bool:
    """As in "12 were wounded", "12 resultaron lesionados"."""
    if cue.lemma_ in _WOUNDING and cue.pos_ == "VERB":
        return True
    return adjectives_follow() and any(t.lemma_.lower() in _WOUNDING for t in (cue, *cue.children))


def _only_counted(count: Count) -> bool:
    """As in "three are among the dead", "the bodies of the four", "ten bodies were found": a count and no event."""
    definite = any(c.dep_ == "det" for c in count.head.children)
    cue = count.cue
    if cue.dep_ == "amod" and cue.head.lower_ in _BODIES:
        return True  # "88 dead bodies"
    found = cue.lemma_ in RECOVERED or cue.lemma_ in FINDS
    return cue.lemma_ in _COPULA or found or (cue.lower_ in _BODIES and definite)


def is_mishap(cue: Token) -> bool:
    """True for deaths by flood, crash or disease: nobody killed them; told by the sentence, else by the whole text."""
    if _assault(cue.sent) or cue.lemma_ in _KILLINGS:
        return False
    if _names_mishap(cue.sent):
        return True
    if not is_peaceful(cue.doc):
        return False
    return (cue.lemma_.lower() in _DYING and not _kills(cue.doc)) or _names_mishap(cue.doc)


def _kills(doc: Doc) -> bool:
    return once(doc, "atlas_kills", lambda: any(t.lemma_ in _KILLS for t in doc))


def _names_mishap(words: Doc | Span) -> bool:
    doc, key = (words.doc, words.start) if isinstance(words, Span) else (words, None)
    return once(
        doc,
        f"atlas_mishap {key}",
        lambda: any((t.pos_ in {"NOUN", "PROPN"} and in_group(t, "mishaps")) or _burns(t) or _breaks(t) for t in words),
    )


def _breaks(verb: Token) -> bool:
    """As in "a tower collapsed, killing 22", which nobody does by force."""
    return verb.pos_ == "VERB" and verb.lemma_ in group("breaks")


def _burns(noun: Token) -> bool:
    """As in "a fire killed nine", "died in the fire" – not "opened fire"."""
    if noun.lemma_ not in _FIRES or noun.pos_ != "NOUN":
        return False
    if noun.tag_ == "NNS":
        return True  # "Fires burned through the hills"
    if not any(c.dep_ == "det" for c in noun.children):
        return False
    behind = noun.dep_ == "pobj" and (noun.head.lower_ in _DYING_IN or noun.head.lower_ in _GENITIVE)
    return behind or noun.dep_ in {"nsubj", "nsubjpass"}


def is_peaceful(doc: Doc) -> bool:
    """True for a text in which nobody attacks anybody."""
    return once(doc, "atlas_peaceful", lambda: not _tells_attack(doc))


def _tells_attack(doc: Doc) -> bool:
    attacks = group("assaults") | group("hostile")
    return any((is_of(t, attacks) and not (_names_place(t) or is_ruled_out(t))) or _is_murder(t) for t in doc)


def _is_murder(word: Token) -> bool:
    return word.lemma_ in _MURDERS or word.lemma_ in _KILLINGS


def _assault(sentence: Span) -> bool:
    told = (t for t in sentence if in_group(t, "assaults"))
    return once(sentence.doc, f"atlas_assault {sentence.start}", lambda: not all(map(_names_place, told)))


def _names_place(word: Token) -> bool:
    """As in "la costa de Granada", a town that is called as a grenade is."""
    return word.pos_ == "PROPN" and word.text.istitle() and not word.is_sent_start


def _by_raid(verb: Token, raid: Token | None) -> bool:
    """As in "the operation killed its target", "killed in a raid": the death the raid is told by."""
    if raid is None:
        return False
    return raid in subjects(verb) or any(
        noun.i == raid.i for prep, noun in prepositional(verb) if prep in _DURING or prep in _AGENT
    )


def _fatal_act(noun: Token) -> bool:
    """As in "the fatal shooting of"."""
    return base(noun) in _FATAL_ACTS and any(c.lower_ in _DEADLY for c in noun.children)


def _victims(noun: Token) -> bool:
    """People killed without a number: "reinforcements were killed"; not "people are killed" in general."""
    verb = noun.head
    present = {"VBP", "VBZ"}
    general = verb.tag_ in present or any(c.tag_ in present and c.lemma_ in _COPULA for c in verb.children)
    if general or verb.pos_ != "VERB" or noun.tag_ != "NNS" or any(c.dep_ == "nummod" for c in noun.children):
        return False
    return class_of_word(noun) is not None and not is_mishap(verb)


def _one_victim(noun: Token) -> bool:
    """A person named or known by rank; a bare pronoun tells nothing new."""
    if noun.pos_ == "PRON" or noun.ent_type_ in {"GPE", "LOC", "ORG", "NORP", "DATE"}:
        return False
    return names_person(noun) or in_group(noun, "targets") or in_group(noun, "ranks") or noun.tag_ == "NNP"
