"""Whether a word meets the conditions of a rule of ``events_rules.toml``: who does it, to what, near which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.language.counts.parties import class_of_word
from geo.language.events.attacks import is_one_event
from geo.language.events.deaths import is_peaceful
from geo.language.events.disasters import is_disaster
from geo.language.events.objects import is_passed, is_sight, movers, objects
from geo.language.text.annotations import once
from geo.language.text.grammar import (
    base,
    describing,
    determiners,
    group,
    in_group,
    is_nominal,
    named_in,
    names_person,
    participle_of,
    patients,
    prepositional,
    subjects,
)
from geo.language.text.reality import is_aim, is_negated, none_of
from geo.language.text.spans import starting_in
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token

#: "The talk on Monday": so many characters at most between a noun and its date.
_NEXT_WORDS = 6
#: "Took twenty of the guards hostage": so many words at most behind the verb.
_REACH = 9
_STATES = frozenset({"acomp", "oprd"})  # "cars were alight", "hundreds are stuck"
_PARTICIPLES = frozenset({"VBN", "JJ"})
_ASPECTS = Words("events_cues", "trigger", "aspects")
_CITING = Words("events_cues", "trigger", "citing")
_CITING_FORMS = Words("events_cues", "trigger", "citing_forms")
_DODGES = Words("events_cues", "trigger", "dodges")
_NO_LONGER = Words("events_grammar", "no_longer")
#: "Hundreds of demonstrators": the crowd is the doer.
_CROWDS = Words("events_cues", "trigger", "crowds")
_SPLIT_OBJECTS = Words("events_cues", "trigger", "split_objects")
_CALLING = Words("events_cues", "trigger", "calling")
_SPEECHES = Words("events_cues", "trigger", "speeches")
_ADDRESSES = Words("events_cues", "trigger", "addresses")
_KEEPING = Words("events_cues", "trigger", "keeping")
_AIMED = Words("events_grammar", "aimed")
_AREAS = Words("events_cues", "spread", "areas")
_BREAKS_OUT = Words("events_cues", "spread", "breaks_out")
_STRUCK = Words("events_cues", "spread", "strikes")
_SPREAD_PREPS = Words("events_grammar", "spread")
_IT = Words("events_grammar", "news_pronouns")
_TOWARDS = Words("events_grammar", "towards")
_INSIDE = Words("events_grammar", "inside")
_BURIED_UNDER = Words("events_grammar", "buried_under")
_OTHER_THAN_CALLING = Words("events_grammar", "other_than_calling")
_GENITIVE = Words("events_grammar", "genitive")
_DEFINITE_ARTICLE = Words("events_grammar", "definite_article")
_PERSONAL_POSSESSIVE = Words("events_grammar", "personal_possessive")
_PEOPLE_PRONOUNS = Words("events_grammar", "people_pronouns")


def holds(rule: dict[str, Any], token: Token) -> bool:
    """True where every condition of a rule holds at a token."""
    participle = participle_of(token)
    if not {base(token), *participle}.isdisjoint(rule.get("verbs", ())):
        if token.dep_ == "amod":
            told = bool(rule.get("attribute")) and token.tag_ in _PARTICIPLES and not is_passed(token.head)
            return told and _in_any(token.head, rule["object"])
        if not (token.pos_ == "VERB" or participle) or is_sight(token):
            return False
    elif not (is_nominal(token) or token.dep_ in _STATES) or _only_named(token) or _names_month(token):
        return False
    return all(check(rule, token) for key, check in _CHECKS.items() if key in rule)


def _names_month(noun: Token) -> bool:
    """As in "on March 3", which is no march."""
    in_date = any(d.date_start for d in starting_in(noun.doc._.dates, noun.idx, noun.idx + 1))
    return noun.pos_ == "PROPN" and (noun.ent_type_ == "DATE" or in_date)


def _only_named(noun: Token) -> bool:
    """As in "citing roadblocks", "the place of burial": a noun that explains something else and tells nothing."""
    above = noun.head
    if above.lemma_.lower() in _CITING or any(t.lower_ in _CITING_FORMS for t in noun.ancestors):
        return True
    if (noun.dep_ == "dobj" and above.lemma_ in _DODGES) or any(c.lemma_ in _DODGES for c in noun.children):
        return True
    aspect = noun.dep_ == "pobj" and above.lower_ in _GENITIVE and above.head.lemma_ in _ASPECTS
    return aspect and above.head.tag_ == "NN" and not determiners(noun) & _DEFINITE_ARTICLE


def _in_any(noun: Token, names: str | list[str], *, deep: bool = False) -> bool:
    """Whether a noun belongs to a group, or to one of several."""
    return any(in_group(noun, name, deep=deep) for name in ([names] if isinstance(names, str) else names))


def _has_subject(rule: dict[str, Any], token: Token) -> bool:
    names = [rule["subject"]] if isinstance(rule["subject"], str) else rule["subject"]
    return any(named_in(n, name) for n in _doers(token) for name in names)


def _doers(token: Token) -> list[Token]:
    """Who does it, and of "hundreds of demonstrators" the demonstrators."""
    doers = subjects(token)
    crowds = [s for s in doers if s.lemma_.lower() in _CROWDS]
    return doers + [n for s in crowds for prep, n in prepositional(s) if prep in _GENITIVE]


def _has_object(rule: dict[str, Any], token: Token) -> bool:
    if rule["type"] == "call" and token.lemma_ in _CALLING:
        return _calls_somebody(token)
    if token.lemma_ in _SPLIT_OBJECTS:  # "set a market on fire": it hangs anywhere; not "set a trap and fired"
        near = token.doc[token.i + 1 : min(token.i + _REACH, token.sent.end)]
        return any(_in_any(t, rule["object"]) for t in near if t.pos_ != "VERB")
    deep = rule["type"] == "travel_disruption" or bool(rule.get("deep"))
    return any(_in_any(n, rule["object"], deep=deep or n.pos_ == "PROPN") for n in objects(token))


def _calls_somebody(verb: Token) -> bool:
    """As in "called the president" – not "called him a hero", "called off", "called on"."""
    other = (c for c in verb.children if not any(n.ent_type_ == "DATE" for n in c.children))
    if any(c.dep_ in {"oprd", "xcomp", "ccomp", "prt"} or c.lower_ in _OTHER_THAN_CALLING for c in other):
        return False
    return any(c.dep_ == "dobj" and (in_group(c, "heads") or names_person(c)) for c in verb.children)


def _mover(rule: dict[str, Any], verb: Token) -> bool:
    """Whether it is done by or to something of a group: "a bus overturned", "the MV Dolphin went down"."""
    return any(_in_any(n, rule["mover"], deep=n.pos_ == "PROPN") for n in movers(verb))


def _not_of(rule: dict[str, Any], verb: Token) -> bool:
    """No talks that collapse, no shares that sink."""
    return not any(_in_any(n, rule["not_of"], deep=True) for n in (*subjects(verb), *patients(verb)))


def _people(_: dict[str, Any], verb: Token) -> bool:
    """Whether people do it who are no soldiers, and to nobody: "residents marched on the town hall"."""
    done_to = (c for c in verb.children if c.dep_ == "dobj" and c.pos_ != "PROPN")
    if any(not any(g.dep_ == "case" for g in c.children) for c in done_to):  # "salieron a las calles"
        return False
    doers = _doers(verb)
    crowd = any(base(n) in _CROWDS or class_of_word(n) is not None for n in doers)
    return crowd and not any(in_group(n, "combatants", deep=True) for n in doers)


def _victim(_: dict[str, Any], verb: Token) -> bool:
    """Whether it is done to a person: "he shot a man" – not "he shot a film"."""
    hit = [*patients(verb), *(n for prep, n in prepositional(verb) if prep in _AIMED)]
    return any(names_person(n) or class_of_word(n) is not None or in_group(n, "ranks") for n in hit)


def _are_people(noun: Token) -> bool:
    """As in "12 pupils", "the captives", "they", "nine", "dozens", "Doe, the mayor" – not "the film"."""
    return _names_people(noun) or any(_names_people(c) for c in noun.children if c.dep_ == "appos")


def _names_people(noun: Token) -> bool:
    if noun.lower_ in _PEOPLE_PRONOUNS or names_person(noun) or class_of_word(noun) is not None:
        return True
    if in_group(noun, "ranks") or in_group(noun, "persons") or in_group(noun, "prisoners"):
        return True
    return in_group(noun, "hostages") or noun.pos_ == "NUM" or noun.ent_type_ == "NORP" or base(noun) in _CROWDS


def _captive(_: dict[str, Any], verb: Token) -> bool:
    """Whether it is done to people, also where a pronoun or a number tells them: "23 hostages, who were set free"."""
    hit = patients(verb)
    taken_up = verb.dep_ == "relcl" and any(n.pos_ == "PRON" for n in hit)
    return any(_are_people(n) for n in ([*hit, verb.head] if taken_up else hit))


def _single(_: dict[str, Any], verb: Token) -> bool:
    """Whether it is done to one person: "the editor was seized at home"."""
    many = {"NNS", "NNPS", "CD"}
    return all(n.tag_ not in many and (n.pos_ != "PRON" or names_person(n)) for n in patients(verb))


def _many(_: dict[str, Any], verb: Token) -> bool:
    """Whether more than one does it: all shops that stayed shut are news, one is none."""
    return any(n.tag_ in {"NNS", "NNPS"} for n in subjects(verb))


def _of_people(_: dict[str, Any], noun: Token) -> bool:
    """As in "the release of the captives" – not "the release of the report"."""
    return not is_aim(noun) and any(prep in _GENITIVE and _are_people(n) for prep, n in prepositional(noun))


def _deed(_: dict[str, Any], verb: Token) -> bool:
    """Something done, not how it is: "shut the shops" – not "a shop stayed shut"."""
    return verb.dep_ != "acomp"


def _of_state(_: dict[str, Any], verb: Token) -> bool:
    """Whether it is done to a country or a body of one: "suspended the country", "expelled Lira"."""
    return any(n.ent_type_ == "GPE" or in_group(n, "polity") for n in patients(verb))


def _person(_: dict[str, Any], verb: Token) -> bool:
    """Whether a person in office does it: "The minister resigned"."""
    return any(names_person(n) or in_group(n, "heads") or in_group(n, "ranks") for n in subjects(verb))


def _natural(_: dict[str, Any], verb: Token) -> bool:
    """Whether nobody does it, be it "Storm Ada": no gang floods a city with drugs."""
    doers = [n for n in _doers(verb) if not in_group(n, "mishaps", deep=True)]
    return not any(n.lower_ in _PEOPLE_PRONOUNS or names_person(n) or class_of_word(n) for n in doers)


def _willed(_: dict[str, Any], verb: Token) -> bool:
    """No road that is blocked by what fell on it: somebody does it, or it is no text of a mishap."""
    doc = verb.doc
    if subjects(verb) or not is_peaceful(doc):
        return True
    return not once(doc, "atlas_names_mishap", lambda: any(in_group(t, "mishaps") for t in doc))


def _passive(_: dict[str, Any], verb: Token) -> bool:
    if participle_of(verb):
        return True
    return verb.tag_ == "VBN" and (verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children))


def _hostile(_: dict[str, Any], token: Token) -> bool:
    return not is_peaceful(token.doc)


def _stated_of(rule: dict[str, Any], word: Token) -> bool:
    """As in "cars were alight": of what its verb says it."""
    above = [c for c in word.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return word.dep_ in _STATES and any(_in_any(n, rule["stated_of"]) for n in above)


def _to_place(rule: dict[str, Any], verb: Token) -> bool:
    """As in "the liner skips Nice", "Nice was taken by the rebels" – not "Doe, the leader, was taken"."""
    named = [n for n in patients(verb) if n.pos_ == "PROPN"]
    if not rule.get("passive"):
        return bool(named)
    return any(n.ent_type_ not in {"PERSON", "ORG"} and all(c.dep_ != "appos" for c in n.children) for n in named)


def _arriving(_: dict[str, Any], verb: Token) -> bool:
    """As in "came to Lund", "flew over the valley" – not "came to power", "will come to Lund"."""
    done = verb.tag_ == "VBD" and not any(c.dep_ in {"aux", "neg"} for c in verb.children)
    ends = (n for prep, n in prepositional(verb) if prep in _TOWARDS)
    return done and any(n.pos_ == "PROPN" or in_group(n, "territory") for n in ends)


def _between_names(_: dict[str, Any], word: Token) -> bool:
    """As in "Weber rang Rossi"."""
    doc = word.doc
    beside = (doc[word.i - 1], doc[word.i + 1]) if 0 < word.i < len(doc) - 1 else ()
    return bool(beside) and all(t.pos_ in {"PROPN", "NOUN"} and t.text[0].isupper() for t in beside)


def _within(rule: dict[str, Any], verb: Token) -> bool:
    """Whether a word of a group follows closely: "took twenty of the guards hostage"."""
    behind = verb.doc[verb.i + 1 : min(verb.i + _REACH, verb.sent.end)]
    return any(in_group(t, rule["within"]) and not (t.dep_ in {"compound", "amod"} and t.i < t.head.i) for t in behind)


def _behind_preposition(rule: dict[str, Any], noun: Token) -> bool:
    """As in "is in custody", "was taken into custody" – not "died in custody", "custody of her son"."""
    of = any(prep in _GENITIVE for prep, _ in prepositional(noun))
    if noun.dep_ != "pobj" or noun.head.lower_ not in rule["behind"] or of:
        return False
    return noun.head.head.lemma_ in _KEEPING or noun.head.head.pos_ == "NOUN"


def _not_prep(rule: dict[str, Any], verb: Token) -> bool:
    """No word of these behind it: "caught in traffic", "caught up" – but "caught in Lund", "caught in a flat"."""
    after = [c for c in verb.children if c.i > verb.i and not any(n.ent_type_ == "DATE" for n in c.children)]
    return not any((c.lower_ in rule["not_prep"] and not _says_where(c)) or c.dep_ == "xcomp" for c in after)


def _says_where(prep: Token) -> bool:
    """As in "in Lund", "on the border", "in a flat" – not "by a bus"."""
    if prep.lower_ not in _INSIDE:
        return False
    places = (n for n in prep.children if n.dep_ == "pobj")
    return any(n.pos_ == "PROPN" or in_group(n, "lairs") or in_group(n, "hiding_places") for n in places)


def _alone(rule: dict[str, Any], token: Token) -> bool:
    """No word of a group in the whole text: custody tells an arrest only where no arrest is told."""
    return not _has_any(token.doc, rule["alone"])


def _amid(rule: dict[str, Any], token: Token) -> bool:
    """A word of a group somewhere in the text: whom police "held" where arrests are told was arrested."""
    return _has_any(token.doc, rule["amid"])


def _has_any(doc: Doc, name: str) -> bool:
    return once(doc, f"atlas_has {name}", lambda: any(in_group(t, name) for t in doc))


def _news(_: dict[str, Any], verb: Token) -> bool:
    """No word of somebody's past: "a man who was jailed", "the convicted thief", "the colonel who led the coup"."""
    told_of = {"relcl"} if verb.pos_ == "NOUN" else {"relcl", "acl", "amod", "appos"}
    aside = (t for t in (verb, *verb.ancestors) if t.dep_ in told_of)
    return verb.tag_ != "VBG" and next(aside, None) is None


def _near(rule: dict[str, Any], token: Token) -> bool:
    names = [rule["near"]] if isinstance(rule["near"], str) else rule["near"]
    return any(t.lemma_.lower() in group(name) for t in token.sent if t.i != token.i for name in names)


def _unless(rule: dict[str, Any], token: Token) -> bool:
    return not any(_in_any(t, rule["unless"]) for t in token.sent)


def _modified(rule: dict[str, Any], token: Token) -> bool:
    if rule["type"] != "call":
        return any(_in_any(c, rule["modifier"]) for c in describing(token))
    if _own_call(token):
        return True
    leaders = any(in_group(t, "heads") and t.pos_ in {"NOUN", "PROPN"} for t in token.sent)
    return leaders and any(_in_any(c, rule["modifier"]) for c in [*token.children, *describing(token)])


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
    return is_disaster(noun)


def _smothered(rule: dict[str, Any], verb: Token) -> bool:
    """As in "buried by the mud", "40 homes were buried", "it burst and buried a valley": no burial of the dead."""
    under = any(in_group(s, "smothers") or s.lower_ in _IT for s in subjects(verb)) or any(
        prep in _BURIED_UNDER and in_group(n, "smothers") for prep, n in prepositional(verb)
    )
    smothered = under or any(in_group(p, "fuel") for p in patients(verb))
    return smothered is bool(rule["smothered"])


def _denied(_: dict[str, Any], token: Token) -> bool:
    """As in "cannot leave", "no longer fly", "makes no stop"."""
    longer = any(c.lower_ in _NO_LONGER for c in token.children)
    return longer or is_negated(token) or any(none_of(n) for n in (*subjects(token), *patients(token)))


def _particle(rule: dict[str, Any], token: Token) -> bool:
    particles = rule["particle"]
    allowed = {particles} if isinstance(particles, str) else set(particles)
    return any(c.dep_ in {"prt", "prep", "advmod"} and c.lower_ in allowed for c in token.children)


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
    return first < noun.i and bool(determiners(noun) & _DEFINITE_ARTICLE)


def _named_address(noun: Token) -> bool:
    before = {c.lower_ for c in describing(noun) if c.dep_ not in {"det", "poss"}}
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
    return any(h.lemma_ in _BREAKS_OUT or h.lemma_ in _STRUCK for h in heads) or any(
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
    "mover": _mover,
    "not_of": _not_of,
    "people": _people,
    "victim": _victim,
    "passive": _passive,
    "hostile": _hostile,
    "stated_of": _stated_of,
    "to_place": _to_place,
    "between_names": _between_names,
    "within": _within,
    "behind": _behind_preposition,
    "not_prep": _not_prep,
    "alone": _alone,
    "amid": _amid,
    "arriving": _arriving,
    "news": _news,
    "captive": _captive,
    "single": _single,
    "many": _many,
    "deed": _deed,
    "of_people": _of_people,
    "of_state": _of_state,
    "person": _person,
    "willed": _willed,
    "natural": _natural,
}
