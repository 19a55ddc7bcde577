"""Whether the words say that something happened, that it did not, or only that it might.

Asked of the word that tells it, a verb or a noun, by events, counts and places alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.forms import is_conditional_form, is_future_form, is_imperfect_form, is_infinitive_form
from geo.language.text.grammar import VERBAL, clause_verb, in_group
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Token
    from geo.types import Reality

_POSSIBLE = Words("reality", "possible")
_FUTURE = Words("reality", "future")
_CONDITIONS = Words("reality", "conditions")
_WHENEVER = Words("reality", "whenever")
_NONE = Words("reality", "none")
_DENIALS = Words("reality", "denials")
_DONE = Words("reality", "done")
_KNOWN = Words("reality", "known")
_COPULA = Words("counts_grammar", "verbs", "copula")
_PERFECT = Words("reality", "perfect")
_OPEN = Words("reality", "open")
_HEARSAY = Words("reality", "hearsay")
_NOBODY = Words("reality", "nobody")
_FROM = Words("reality", "from")
_BEFORE_NOUN = frozenset({"det", "advmod", "cc", "preconj"})
_DOUBTING = Words("reality", "doubting")
_WITHOUT = Words("reality", "without")
_DONE_BEFORE = Words("reality", "done_before")
_INFINITIVE_PARTICLES = Words("text", "infinitive_particles")
_OCCURRING = Words("reality", "occurring")
_PREVENTING = Words("reality", "preventing")
_RULING = Words("reality", "ruling")
_OUT = Words("reality", "out")
_DISCARDING = Words("reality", "discarding")
_FALSE = Words("reality", "false")
_UNDER = Words("reality", "under")
_UNDER_WAY = Words("reality", "under_way")
_CALLING = Words("reality", "calling")
_OFF = Words("reality", "off")
_CANCELING = Words("reality", "canceling")
_FOR = Words("reality", "for")
_WANTING = Words("reality", "wanting")
_AIMS = Words("reality", "aims")
_SEEKING = Words("reality", "seeking")
_NEITHER = Words("reality", "neither")
_TAKING_UP = Words("reality", "taking_up")
_SO_AS = Words("reality", "so_as")
_MEANS = Words("reality", "means")
_COMING = Words("reality", "coming")
_HAVING_DONE = Words("reality", "having_done")
_WANTING_DONE = Words("reality", "wanting_done")


def reality(word: Token, *, announced: bool = False) -> Reality:
    """What the words say of it; ``announced``: what is to come is news already, as a funeral is."""
    if is_denied(word):
        return "denied"
    helpers = _auxiliaries(word)
    if helpers & _POSSIBLE or is_conditional_mood(word) or (not announced and (helpers & _FUTURE or is_future(word))):
        return "hypothetical"
    open_still = is_conditional(word) or is_aim(word) or _is_doubted(word) or _is_hearsay(word)
    return "hypothetical" if open_still else "happened"


def _is_hearsay(word: Token) -> bool:
    """As in "a message that a woman died", "posts which said that gunmen attacked": what goes round, by nobody."""
    if word.pos_ not in VERBAL:
        return False
    above = word.head
    if word.dep_ in {"acl", "ccomp", "relcl"} and above.lemma_.lower() in _HEARSAY:
        return above.dep_ != "pobj" and any(c.dep_ == "mark" for c in word.children)
    told = _is_told_by_verb(word) and above.pos_ in VERBAL
    return told and any(c.dep_ in {"nsubj", "agent"} and c.lemma_.lower() in _HEARSAY for c in above.children)


def _is_doubted(word: Token) -> bool:
    """As in "they doubt that an attack took place"."""
    return _is_told_by_verb(word) and word.head.lemma_ in _DOUBTING


def _is_told_by_verb(word: Token) -> bool:
    """As in "denied that it attacked", where a small model may see a clause beside it: "negó que hubiera"."""
    beside = word.dep_ == "conj" and any(c.dep_ == "mark" for c in word.children)
    return word.dep_ in {"ccomp", "xcomp"} or beside


def is_infinitive(verb: Token) -> bool:
    """As in "to torch": a particle among its helping words, or the verb's own form in a language without one."""
    if _INFINITIVE_PARTICLES:
        return any(c.dep_ == "aux" and c.pos_ == "PART" for c in verb.children)
    return is_infinitive_form(verb) and not any(c.dep_ == "aux" for c in verb.children)


def is_future(word: Token) -> bool:
    """As in "atacarán": the form of the verb, of a helping verb of it, or of what a noun is the subject of."""
    return any(map(is_future_form, _verb_group(word)))


def is_conditional_mood(word: Token) -> bool:
    """As in "habría matado", "podrían atacar": told as possible or unconfirmed by the verb's form."""
    return any(map(is_conditional_form, _verb_group(word)))


def is_pluperfect(verb: Token) -> bool:
    """As in "had killed", "había matado": told of before the news."""
    return any(
        c.dep_ == "aux" and c.lemma_ in _PERFECT and (c.tag_ == "VBD" or is_imperfect_form(c)) for c in verb.children
    )


def is_negated(verb: Token) -> bool:
    """As in "did not attack"."""
    return any(c.dep_ == "neg" for c in verb.children)


def may_be(verb: Token) -> bool:
    """As in "could attack", "will attack"."""
    helped = any(c.dep_ == "aux" and (c.lower_ in _POSSIBLE or c.lower_ in _FUTURE) for c in verb.children)
    return helped or is_conditional_mood(verb) or is_future(verb)


def is_denied(word: Token) -> bool:
    """As in "did not attack", "no attack", "denied the attack"."""
    if (word.pos_ in VERBAL and (is_negated(word) or _is_left_undone(word))) or _is_denied_behind(word):
        return True
    if word.pos_ in VERBAL:
        return _befalls_nobody(word) or _is_kept_from(word) or _is_named_by_denial(word) or _is_nor(word)
    told = none_of(word) or _did_not_occur(word) or _is_neither(word) or _is_false(word)
    return told or _is_called_off(word) or _is_named_by_denial(word)


def none_of(noun: Token) -> bool:
    """As in "no attack", "nobody", "none of the buses"."""
    if noun.lower_ in _NOBODY or any(c.dep_ in _BEFORE_NOUN and c.lower_ in _NONE for c in noun.children):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in _WITHOUT


def _is_left_undone(verb: Token) -> bool:
    """As in "sin dejar heridos", "without firing"."""
    behind = verb.head if verb.dep_ == "pcomp" else None
    return any(t.lower_ in _WITHOUT for t in (behind, *(c for c in verb.children if c.dep_ == "mark")) if t is not None)


def _befalls_nobody(verb: Token) -> bool:
    """As in "no flight was canceled", "nobody was arrested", "torched no shop"."""
    if any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children):
        return any(none_of(c) for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})
    return any(none_of(c) for c in verb.children if c.dep_ == "nsubj")


def _is_kept_from(verb: Token) -> bool:
    """As in "prevented gunmen from attacking"."""
    kept = verb.dep_ == "pcomp" and verb.head.lower_ in _FROM
    return kept and verb.head.head.lemma_ in _PREVENTING


def _is_denied_behind(word: Token) -> bool:
    """As in "The radio spoke of one death; the hospital denied it"."""
    for above in word.ancestors:
        if above.i > word.i and above.lemma_ in _DENIALS:
            apart = any(t.text == ";" for t in word.doc[word.i : above.i])
            return apart and any(c.dep_ == "dobj" and c.lower_ in _TAKING_UP for c in above.children)
    return False


def _is_named_by_denial(word: Token) -> bool:
    """As in "denied the attack", "ruled out an attack", "an attack was ruled out"."""
    below = word.dep_ == "dobj" or _is_told_by_verb(word)
    return (below and word.head.lemma_ in _DENIALS) or (below and rules_out(word.head)) or is_ruled_out(word)


def is_ruled_out(noun: Token) -> bool:
    """As in "police ruled out an explosion", "an explosion was ruled out"."""
    return noun.dep_ in {"dobj", "nsubjpass"} and rules_out(noun.head)


def rules_out(verb: Token) -> bool:
    """As in "ruled out", "discarded": what was thought of as a cause was none."""
    out = verb.lemma_ in _RULING and any(c.dep_ in {"prt", "advmod"} and c.lower_ in _OUT for c in verb.children)
    return out or verb.lemma_ in _DISCARDING


def _did_not_occur(noun: Token) -> bool:
    """As in "no se registraron bloqueos", "the attack did not happen"."""
    if noun.dep_ not in {"nsubj", "nsubjpass", "dobj", "attr"} or noun.head.lemma_ not in _OCCURRING:
        return False
    return is_negated(noun.head)


def _is_neither(noun: Token) -> bool:
    """As in "nor had there been an attack"."""
    verb = noun.head
    there = noun.dep_ in {"attr", "dobj", "nsubj"} and any(c.dep_ == "expl" for c in verb.children)
    return there and any(t.lower_ in _NEITHER for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i])


def _is_nor(verb: Token) -> bool:
    """As in "Neither had the president been detained, he said": the word opens the sentence before a helping verb."""
    first = verb.sent.start
    helper = verb.doc[first + 1] if first + 1 < len(verb.doc) else verb
    opens = verb.doc[first].lower_ in _NEITHER and (helper.pos_ == "AUX" or helper.lemma_ in _PERFECT)
    return opens and any(t.i == first + 1 for t in (*verb.children, verb.head))


def _is_false(noun: Token) -> bool:
    """As in "it was not an attack", "is not under arrest", "falsely reported a shooting", "a false alarm"."""
    under = noun.dep_ == "pobj" and noun.head.lower_ in _UNDER
    if (under and is_negated(noun.head.head)) or (noun.dep_ == "attr" and is_negated(noun.head)):
        return True
    return any(c.lower_ in _FALSE for c in (*noun.children, *(noun.head.children if noun.dep_ == "dobj" else ())))


def _is_called_off(noun: Token) -> bool:
    """As in "the march was called off" – not the search, which was made until then."""
    if noun.dep_ not in {"dobj", "nsubjpass"} or noun.lemma_ in _UNDER_WAY:
        return False
    verb = noun.head
    off = verb.lemma_ in _CALLING and any(c.dep_ == "prt" and c.lower_ in _OFF for c in verb.children)
    return off or verb.lemma_ in _CANCELING


def is_conditional(word: Token) -> bool:
    """As in "if they attack"."""
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in word.children)


def is_general(verb: Token) -> bool:
    """As in "when a leader is killed": true at any time, told of none."""
    present = verb.tag_ in {"VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP"} and c.pos_ == "AUX" for c in verb.children
    )
    return present and any(c.lower_ in _WHENEVER for c in verb.children)


def _is_open(noun: Token) -> bool:
    """As in "talk of an attack" – what a ministry talked of it told."""
    return noun.lemma_ in _OPEN and noun.pos_ not in VERBAL


def is_aim(word: Token) -> bool:
    """As in "threatened to torch", "an offer to deploy" – not "managed to escape"."""
    if word.pos_ in VERBAL:
        return _is_aim_of_verb(word)
    if _is_wanted(word) or is_yet_to_come(word):
        return True
    return any(w.dep_ == "pobj" and _is_open(w.head.head) for w in [word, *list(word.ancestors)[:2]])


def _is_aim_of_verb(word: Token) -> bool:
    if is_known(word):
        return False
    if word.dep_ == "acl" and word.head.dep_ == "dobj" and word.head.head.lemma_ in _DONE:
        return False  # "helped 30 inmates to escape"
    if word.dep_ == "ccomp" and word.tag_ == "VBN":
        return _is_still_to_be_had(word.head)
    if word.head.pos_ in VERBAL and is_infinitive(word) and _is_goal(word.head):
        return True
    below = word.dep_ in {"xcomp", "acl", "ccomp", "relcl", "advcl"} and is_infinitive(word)
    return below and not _is_told_as_done(word) and _is_yet_to_do(word)


def _is_still_to_be_had(verb: Token) -> bool:
    """As in "threatened to have them arrested", "wants him shot" – not "had them arrested"."""
    return verb.lemma_ in _WANTING_DONE or (verb.lemma_ in _HAVING_DONE and is_aim(verb))


def _is_yet_to_do(verb: Token) -> bool:
    """Whether the verb above an infinitive leaves it undone: "threatened to torch", not "managed to torch"."""
    return verb.head.lemma_ not in _DONE or _is_purpose(verb)


def _is_purpose(verb: Token) -> bool:
    """As in "hicieron un operativo para detener al jefe" – not "usaron bombas para matar a cinco"."""
    return any(c.dep_ == "mark" and c.lower_ in _SO_AS for c in verb.children) and verb.head.lemma_ not in _MEANS


def is_known(verb: Token) -> bool:
    """As in "are known to have died", "to be dead"; what is believed or feared to have happened may not have."""
    perfect = any(c.dep_ == "aux" and c.lemma_ in _PERFECT for c in verb.children)
    is_so = verb.lemma_ in _COPULA and any(c.dep_ == "acomp" for c in verb.children)
    return verb.dep_ == "xcomp" and (perfect or is_so) and verb.head.lemma_ in _KNOWN


def _is_told_as_done(verb: Token) -> bool:
    """As in "tras abatir al líder"."""
    return any(c.dep_ == "mark" and c.lower_ in _DONE_BEFORE for c in verb.children)


def _is_goal(verb: Token) -> bool:
    """As in "their goal was to seize the port"."""
    return any(c.dep_ == "nsubj" and c.lemma_ in _AIMS for c in verb.children)


def is_yet_to_come(noun: Token) -> bool:
    """As in "before the next storm", "brace for a possible attack" – not "the next attack came at noon"."""
    return noun.dep_ in {"pobj", "dobj"} and any(c.lower_ in _COMING for c in noun.children if c.pos_ == "ADJ")


def _is_wanted(noun: Token) -> bool:
    """As in "called for a protest", "demanded the release of the captives"."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in _SEEKING:
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in _FOR and noun.head.head.lemma_ in _WANTING


def _auxiliaries(word: Token) -> set[str]:
    """The helping verbs of a verb, or of a noun and the verb it is the subject of: "an attack would"."""
    return {c.lower_ for c in _verb_group(word) if c.dep_ == "aux"}


def _verb_group(word: Token) -> list[Token]:
    """The verb, or the verb that a noun is the subject of, or that sets it off ("mount a raid"), with helping verbs."""
    words = [word]
    if word.pos_ not in VERBAL and word.dep_ in {"nsubj", "nsubjpass"}:
        words.append(clause_verb(word))
    elif word.dep_ == "dobj" and in_group(word.head, "sets_off"):
        words.append(word.head)
    verbs = [w for w in words if w.pos_ in VERBAL]
    return [*verbs, *(c for w in words for c in w.children if c.dep_ in {"aux", "auxpass"})]
