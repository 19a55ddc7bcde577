"""What a word by itself tells of somebody's fate: a verb, a noun that counts, a state, a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import is_definite, prepositional
from geo.language.text.reality import is_general, is_negated, may_be, none_of, reality, rules_out
from geo.lexicons import Words, per_language, table

if TYPE_CHECKING:
    from geo.language.text.parsed import Token
    from geo.types import Status

_DEFINITE = Words("text", "definite_determiners")
_REPORTS = Words("casualties", "disowned", "reports")
_AGAINST = Words("casualties", "disowned", "against")
_REJECTING = Words("casualties", "disowned", "rejecting")
_UNTRUE = Words("casualties", "disowned", "untrue")
_TRUE = Words("casualties", "disowned", "true")
_CALLING = Words("casualties", "disowned", "calling")
_LINKS = Words("casualties", "disowned", "links")
_SIGNS = Words("casualties", "disowned", "signs")
_FINDING = Words("casualties", "disowned", "finding")
_DEEDS = Words("casualties", "deeds", "nouns")
_UNREAL = Words("casualties", "unreal", "adjectives")
_FATALLY = Words("casualties", "deadly", "adverbs")
_TO = Words("casualties", "deadly", "prepositions")
_DEATH = Words("casualties", "deadly", "nouns")
_JUDGES = Words("casualties", "deadly", "verbs_of_judging")
_WOUNDS = Words("casualties", "wounds", "nouns")
_WOUNDING = Words("casualties", "wounds", "by")
_AMONG = Words("counts_grammar", "prepositions", "among")
_ON_LIST = Words("counts_grammar", "prepositions", "on_list")
_LISTS = Words("casualties", "toll", "lists")
_STAND = Words("counts_grammar", "verbs", "standing")
#: So many words behind a verb, and behind its preposition, at most stands the house: "to the small district hospital".
_HOUSE_REACH, _TO_HOUSE = 9, 5
#: How those whom a verb hits hang on it, as a small model sees it.
_BELOW = frozenset({"acomp", "attr", "oprd", "advcl", "xcomp"})
_HIT = frozenset({"dobj", "npadvmod"})
_COPULA = Words("counts_grammar", "verbs", "copula")
_BRINGS = Words("casualties", "hospital", "verbs")
_TREATS = Words("casualties", "hospital", "treating")
_INTO = Words("casualties", "hospital", "to")
_HOSPITALS = Words("casualties", "hospital", "nouns")
_OTHER_HOSPITALS = Words("casualties", "hospital", "others")
_NOT_HURT = Words("casualties", "hospital", "not_hurt")


@per_language
def fates(section: str) -> dict[str, Status]:
    """The words of a section of the lexicon, each with the fate that it tells."""
    entries: dict[str, list[str]] = table("casualties", section)
    out: dict[str, Status] = {}
    for status, words in entries.items():
        for word in words:
            out[word] = status  # type: ignore[assignment]  # the lexicon's section names are the statuses
    return out


def status_word(token: Token) -> Status | None:
    """The status that a word for a fate tells by itself: "killed", "wounded", "missing"; None: it is none."""
    forms = (token.lemma_.lower(), token.lower_)
    tables = [fates(section) for section in ("transitive", "intransitive", "state")]
    return next((table[form] for table in tables for form in forms if form in table), None)


def _may_be_noun(token: Token) -> bool:
    """A noun, or an adjective that stands for people: "hay un detenido"."""
    counted = token.pos_ == "ADJ" and any(c.dep_ in {"det", "nummod"} for c in token.children)
    return token.pos_ in {"NOUN", "PROPN"} or counted


def counting_noun(token: Token) -> Status | None:
    """As in "deaths", "arrests": the status a noun counts by itself; an "attempted murder" killed nobody."""
    status = fates("noun").get(token.lemma_.lower()) if _may_be_noun(token) else None
    return None if status and (is_unreal(token) or _counts_deeds(token)) else status


def _counts_deeds(noun: Token) -> bool:
    """As in "17 kidnappings", of however many people; not in "the kidnapping of 17"."""
    return noun.lemma_.lower() in _DEEDS and any(c.dep_ == "nummod" for c in noun.children)


def is_unreal(noun: Token) -> bool:
    """As in "the attempted murder of 12": whom it names it did not befall."""
    return noun.lemma_.lower() in fates("noun") and any(c.lower_ in _UNREAL for c in noun.children)


def is_wound(noun: Token) -> bool:
    """As in "tres heridas de bala": wounds of one, and no people hurt."""
    return noun.lemma_.lower() in _WOUNDS and any(n.lemma_.lower() in _WOUNDING for _, n in prepositional(noun))


def is_fatal(verb: Token) -> bool:
    """As in "fatally shot four men"."""
    return any(c.dep_ == "advmod" and c.lower_ in _FATALLY for c in verb.children)


def to_death(verb: Token) -> bool:
    """As in "stabbed 11 students to death", "fatally shot"."""
    return is_fatal(verb) or any(
        prep.lower_ in _TO and any(c.lower_ in _DEATH for c in prep.children)
        for prep in verb.subtree
        if prep.dep_ == "prep" and prep.i - verb.i < 12 and prep.head.lemma_ not in _JUDGES
    )


def befallen(verb: Token) -> Status | None:
    """What befalls the object or the passive subject of a verb."""
    if to_death(verb):
        return "killed"
    return fates("transitive").get(verb.lemma_.lower()) or phrase_at(verb) or as_participle(verb) or brought_in(verb)


def brought_in(verb: Token) -> Status | None:
    """As in "29 were taken to a clinic in Lyon", "hospitals treated 264 people"; not "40 patients", who lay in one."""
    if verb.lemma_.lower() in _TREATS:
        house = next((c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in _HOSPITALS), None)
    else:
        house = _house_behind(verb) if verb.lemma_.lower() in _BRINGS else None
    people = (c for c in verb.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"})
    return "injured" if house is not None and not any(c.lemma_.lower() in _NOT_HURT for c in people) else None


def _house_behind(verb: Token) -> Token | None:
    """The clinic of "taken by boat to a small clinic": where it hangs, small models see differently each time."""
    behind = verb.doc[verb.i + 1 : min(verb.i + _HOUSE_REACH, verb.sent.end)]
    house = next((t for t in behind if t.lemma_.lower() in _HOSPITALS or t.pos_ == "VERB"), None)
    if house is None or house.pos_ == "VERB":
        return None
    before = [t.lower_ for t in verb.doc[max(house.i - _TO_HOUSE, verb.i + 1) : house.i]]
    return house if any(w in _INTO for w in before) and not any(w in _OTHER_HOSPITALS for w in before) else None


def as_participle(verb: Token) -> Status | None:
    """What a participle tells by its form, where the lemmatizer does not know its verb."""
    return fates("state").get(verb.lower_) if verb.tag_ == "VBN" else None


def suffers(verb: Token) -> Status | None:
    """What befalls the subject of an active verb."""
    own = fates("intransitive").get(verb.lemma_.lower())
    if own is None and _may_be_state(verb):
        own = fates("state").get(verb.lower_)
    return (
        own
        or _put_among(verb)
        or _put_on_list(verb)
        or _state_below(verb)
        or (None if does_it_to_others(verb) else phrase_at(verb))
    )


def does_it_to_others(verb: Token) -> bool:
    """As in "a gunman walked in and shot dead dozens of people": they are dead, and not the gunman."""
    if any(c.dep_ == "auxpass" for c in verb.children):
        return False
    hit = [c for c in verb.children if c.dep_ in _HIT and c.i > verb.i + 1 and c.ent_type_ not in {"DATE", "TIME"}]
    numbered = any(c.pos_ == "NUM" or any(n.dep_ == "nummod" for n in c.children) for c in hit)
    told = verb.i + 1 < verb.sent.end and verb.nbor().lower_ in fates("state")
    return numbered or (told and bool(hit))


def _may_be_state(verb: Token) -> bool:
    """As in "are missing", where the parse sees a verb; "25 are dead and dozens injured"."""
    if verb.tag_ == "VBG" or (verb.tag_ == "VBD" and verb.dep_ == "conj"):
        return not any(c.dep_ == "dobj" for c in verb.children)
    return False


def is_put_among(verb: Token) -> bool:
    """As in "Among the dead are 25 guards", "Entre los muertos hay 25 guardias"."""
    return _put_among(verb) is not None


def _put_among(verb: Token) -> Status | None:
    """The fate of those among whom somebody is counted."""
    groups = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _AMONG] if verb.lemma_ in _COPULA else []
    told = (fates("state").get(t.lower_) for group in groups for t in group.subtree)
    return next((status for status in told if status), None)


def _put_on_list(verb: Token) -> Status | None:
    """As in "276 people are on the list of the missing"."""
    names = [c for prep in verb.children if prep.lower_ in _ON_LIST for c in prep.children if c.lemma_ in _LISTS]
    told = (fates("state").get(t.lower_) for named in names for _, t in prepositional(named))
    return next((status for status in told if status), None) if verb.lemma_ in _STAND else None


def _state_below(verb: Token) -> Status | None:
    """As in "is dead", "were left injured", "were among the dead"; "shot nine people dead" says it of the object."""
    if any(c.dep_ == "dobj" and not is_state(c) for c in verb.children) or does_it_to_others(verb):
        return None
    for child in verb.children:
        if (child.dep_ in _BELOW and not _is_of_some(child)) or is_state(child):
            status = fates("state").get(child.lower_)
            if status:
                return status
    return None


def _is_of_some(state: Token) -> bool:
    """As in "Ninety were freed, six of whom were hurt": the state is not of all."""
    return state.dep_ == "advcl" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in state.children)


def left_as(verb: Token) -> Status | None:
    """As in "cientos resultaron heridos": the state that stands as the verb's object."""
    return next((fates("state")[c.lower_] for c in verb.children if is_state(c)), None)


def is_state(word: Token) -> bool:
    """As in "resultaron heridos", where the parse sees an object: a bare word for a state, and no people."""
    bare = not any(c.dep_ in {"det", "nummod"} for c in word.children)
    return word.dep_ == "dobj" and bare and word.lower_ in fates("state")


def phrase_at(verb: Token) -> Status | None:
    """As in "shot dead", "gunned down", "taken into custody"."""
    phrases = _phrases_by_opening()
    for form in {verb.lower_, verb.lemma_.lower()} & phrases.keys():
        behind = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4])
        for rest, told in phrases[form]:
            if behind.startswith(rest):
                return told
    return None


@per_language
def _phrases_by_opening() -> dict[str, list[tuple[str, Status]]]:
    """What follows the first word of each phrase, under that word: most words begin none."""
    found: dict[str, list[tuple[str, Status]]] = {}
    for phrase, status in table("casualties", "phrases").items():
        opening, _, rest = phrase.partition(" ")
        found.setdefault(opening, []).append((rest, status))
    return found


def is_real(word: Token) -> bool:
    """False where the words deny it, leave it open, or tell it of any time."""
    if word.dep_ == "acomp" and may_be(word.head):
        return False  # "500 may be dead"
    return reality(word) == "happened" and not is_general(word)


def is_disowned(word: Token) -> bool:
    """As in "rejected reports that 30 had died", "reports of 30 dead are false", "it is not true that 30 died"."""
    if _is_taken_for_granted(word):
        return False
    above = _up_to_link(word)
    if any(t.lemma_.lower() in _REPORTS and t.dep_ == "pobj" and _is_against(t.head) for t in above):
        return True
    told = any(_is_rejected(t) or _is_called_untrue(t) or _is_said_untrue(t, word) for t in above) or any(
        _is_untrue(t, above) for t in above
    )
    return told or any(_left_no_trace(t, word) for t in above)


def _up_to_link(word: Token) -> list[Token]:
    """A word and what stands above it; nothing of "denied claims of a link to the blast", where the blast is none.

    What is linked has happened, and who is said to have had no hand in it denies only that.
    """
    above = [word, *word.ancestors]
    linked = next((i for i, t in enumerate(above) if t.lemma_.lower() in _LINKS and t.pos_ == "NOUN"), None)
    return above if linked is None else above[:linked]


def _is_taken_for_granted(verb: Token) -> bool:
    """As in "it was wrong to say that the girls kidnapped in Lyon were free": who they are is not what is denied.

    Nor is the blast in "reports of a bomb in the blast"; not so "reports of the men killed in Lyon are false".
    """
    noun = verb.head.head if verb.dep_ == "pobj" else verb
    if is_definite(verb) and noun.pos_ == "NOUN" and noun.lemma_.lower() not in _REPORTS and noun != verb:
        return True
    described = verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN" and verb.head.pos_ == "NOUN"
    known = described and any(c.lower_ in _DEFINITE for c in verb.head.children)
    return known and not any(t.lemma_.lower() in _REPORTS for t in verb.ancestors)


def _is_against(prep: Token) -> bool:
    """As in "contrary to reports of 30 dead", "despite rumours of 30 dead"."""
    return prep.lower_ in _AGAINST or prep.head.lower_ in _AGAINST


def _is_rejected(report: Token) -> bool:
    """As in "dismissed claims of"."""
    named = report.lemma_.lower() in _REPORTS and report.dep_ in {"dobj", "nsubjpass"}
    verb = report.head
    rejects = verb.lemma_.lower() in _REJECTING or rules_out(verb)
    return named and rejects and not any(c.dep_ == "neg" for c in verb.children)


def _is_called_untrue(report: Token) -> bool:
    """As in "called a report that nine had died a fabrication", wherever the parse hangs the last word."""
    verb = report.head
    if report.lemma_.lower() not in _REPORTS or report.dep_ not in {"dobj", "nsubjpass"}:
        return False
    called = verb.lemma_.lower() in _CALLING and not any(c.dep_ == "neg" for c in verb.children)
    return called and any(t.lower_ in _UNTRUE for t in verb.subtree)


def _is_said_untrue(report: Token, word: Token) -> bool:
    """As in "la versión de que habían muerto nueve era puro invento", where the parse loses what was invented."""
    if report.lemma_.lower() not in _REPORTS or report.dep_ != "nsubj" or report.i > word.i:
        return False
    said = (t for t in word.doc[word.i + 1 : word.sent.end] if t.lower_ in _UNTRUE and t.dep_ in {"attr", "acomp"})
    subjects = {"nsubj", "nsubjpass", "neg", "csubj"}
    return any(not any(c.dep_ in subjects for c in t.head.children) for t in said)


def _left_no_trace(sign: Token, word: Token) -> bool:
    """As in "no evidence that nine had died", "no trace of the 90 burned men" – not "no trace of the missing"."""
    found = sign.dep_ in {"dobj", "attr"} and sign.head.lemma_ in _FINDING and is_negated(sign.head)
    if sign.lemma_.lower() not in _SIGNS or not (found or none_of(sign)):
        return False
    if word.head == sign:
        return word.dep_ in {"acl", "ccomp", "relcl"} and any(c.dep_ == "mark" for c in word.children)
    noun = word.head if word.dep_ == "amod" else word
    counted = noun != word and any(c.dep_ == "nummod" for c in noun.children)
    return (counted or counting_noun(noun) is not None) and noun.dep_ == "pobj" and noun.head.head == sign


def _is_untrue(verb: Token, above: list[Token]) -> bool:
    """As in "reports … are false", "it is not true that …": what a copula says of a report or a clause."""
    said = [c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}]
    about = next((t for t in above if t.head == verb and t != verb), None)
    if not said or about is None:
        return False
    if about.dep_ in {"nsubj", "nsubjpass"} and about.lemma_.lower() not in _REPORTS:
        return False
    if about.dep_ not in {"nsubj", "nsubjpass", "ccomp", "acomp", "csubj"}:
        return False
    denied = any(c.dep_ == "neg" for c in verb.children)
    return any(c.lower_ in (_TRUE if denied else _UNTRUE) for c in said)
