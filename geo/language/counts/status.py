"""What befell the counted people: killed, injured, arrested or missing, read from the grammar around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import (
    befallen,
    counting_noun,
    does_it_to_others,
    fates,
    is_disowned,
    is_real,
    is_wound,
    phrase_at,
    status_word,
    suffers,
)
from geo.language.counts.objects import by_object, costs_lives, done_to
from geo.language.counts.parties import class_of_word, may_be_person
from geo.language.counts.shared_fate import shares_fate_of
from geo.language.counts.sought import bodies, in_a_house, not_found, out_of_touch, searched_for, whose_bodies
from geo.language.counts.tallied import by_tally
from geo.language.counts.verb_behind import by_verb_behind
from geo.language.text.annotations import once
from geo.language.text.grammar import prepositional
from geo.language.text.reality import is_known
from geo.language.text.words import holds
from geo.lexicons import Words, entry, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Span, Token
    from geo.types import Status

_CORPSES_AS_TOLD = Words("casualties", "corpses", "plural")
_BEFALLS_THE_LIVING = Words("casualties", "verbs", "of_the_living")
_LIVES = Words("casualties", "lives", "nouns")
_COSTS_LIVES = Words("casualties", "lives", "verbs")
_LOSS = Words("casualties", "losses", "nouns")
_STAY_ALIVE = Words("casualties", "losses", "living")
_MEMBERS = Words("casualties", "party", "members")
_PARENTS = Words("casualties", "parents", "nouns")
_PRISONERS = Words("casualties", "prisoners", "words")
_VAGUE = Words("casualties", "vague")
_ENDS_SEARCH = Words("casualties", "search", "ends")
_SCALES = Words("dates", "numbers", "scales")
_THINGS = Words("casualties", "party", "things")

#: A phrase that tells a fate has so many words behind its verb at most.
_PHRASE = 5
_ANOTHER = Words("counts_grammar", "numbers", "further")
_COPULA = Words("counts_grammar", "verbs", "copula")
_INCLUDES = Words("counts_grammar", "verbs", "including")
_WITH = Words("counts_grammar", "prepositions", "company")
_JOINTLY = Words("counts_grammar", "prepositions", "jointly")
_OF_WHOM = Words("counts_grammar", "prepositions", "of_whom")
_RELATIVE = Words("counts_grammar", "pronouns", "relative")
_SO = Words("counts_grammar", "repeated_state", "openers")
_SO_ARE = Words("counts_grammar", "repeated_state", "verbs")
_ESTIMATING = Words("counts_grammar", "estimates", "auxiliaries")
_BEFORE_ESTIMATE = Words("counts_grammar", "estimates", "before")


def fate(head: Token) -> tuple[Status, Token] | None:
    """Status of the people named by a noun (or bare number) and the word that tells it; None: nothing befell them."""
    return once(head.doc, f"atlas_fate {head.i}", lambda: _fate(head))


def _fate(head: Token) -> tuple[Status, Token] | None:
    token, seen = head, 0
    while seen < 6:
        found = _direct(token)
        if found is not None and _is_of_first_alone(found[1], token, head):
            return None
        if found is not None:
            real = (_is_told(found[1]) or _estimated(head, found[1])) and not is_disowned(found[1])
            return found if real and _befalls(head, found) else None
        above = shares_fate_of(token)
        if above is None:
            break
        token = above
        seen += 1
    return _shared_state(head)


def _is_told(word: Token) -> bool:
    """Whether the words tell it as a fact; of "podría dejar miles de muertos" the verb over the people is asked too."""
    if not is_real(word):
        return False
    noun = word.head.head if word.dep_ == "pobj" and word.head.lower_ in _OF_WHOM else word
    over = noun.dep_ in {"dobj", "attr"} and counting_noun(word) is not None and status_word(word) is not None
    return not over or is_real(noun.head)


def _is_of_first_alone(state: Token, first: Token, head: Token) -> bool:
    """As in "dejó 31 reos muertos y 14 policías retenidos": an adjective between them is of the first alone."""
    return first.i < state.i < head.i and state.dep_ == "amod" and state.head == first


def _estimated(head: Token, verb: Token) -> bool:
    """As in "As many as 400 may have died": an estimate of what happened, not a mere possibility."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    before = {t.lower_ for t in head.doc[max(head.i - 5, head.sent.start) : head.i]}
    return holds(helpers, _ESTIMATING) and holds(before, _BEFORE_ESTIMATE)


def _shared_state(head: Token) -> tuple[Status, Token] | None:
    """As in "five officers and a dozen militants left dead": the state stands behind the last of the list."""
    behind = [c for c in head.conjuncts if c.i > head.i]
    found = _after_noun(behind[-1]) if behind else None
    return found if found is not None and found[1].dep_ in {"acl", "amod"} and _befalls(head, found) else None


def _direct(token: Token) -> tuple[Status, Token] | None:
    """The status that the words at this noun tell, or else a phrase about it."""
    # In a list of counts each of them climbs to the same noun, which may have hundreds of words below it.
    return once(token.doc, f"atlas_told_at {token.i}", lambda: _told_at(token)) or _phrase(token)


def _told_at(token: Token) -> tuple[Status, Token] | None:
    """The status that the words at this noun tell, tried from the surest to the loosest."""
    noun = counting_noun(token)
    if noun is not None:
        return _died_since(token, noun) or (noun, token)
    for reader in (
        _state_at_number,
        in_a_house,
        bodies,
        whose_bodies,
        _included,
        _after_noun,
        _clause,
        _subject,
        by_object,
        _of_noun,
        by_tally,
        by_verb_behind,
        _said_before,
        _along_with,
        searched_for,
        out_of_touch,
    ):
        found = reader(token)
        if found is not None:
            return _died_of_it(token, found)
    return None


def _died_since(token: Token, status: Status) -> tuple[Status, Token] | None:
    """As in "dos de los heridos fallecieron": a noun for the hurt or missing under a verb that tells the later fate."""
    if status == "killed" or status_word(token) is None:
        return None
    some = token.head.head if token.dep_ == "pobj" and token.head.lower_ in _OF_WHOM else token
    later = _subject(some) or by_object(some) if some.pos_ in {"NUM", "NOUN", "PRON"} else None
    return later if later is not None and later[0] == "killed" else None


def _died_of_it(token: Token, found: tuple[Status, Token]) -> tuple[Status, Token]:
    """As in "Three people hurt in the blast have died": the later fate is the one."""
    later = _subject(token) if found[0] == "injured" else None
    return later if later is not None and later[0] == "killed" else found


def _state_at_number(token: Token) -> tuple[Status, Token] | None:
    """As in "left 31 dead and 300 wounded": the state that follows a number, whatever follows it."""
    if token.i == token.sent.start or token.pos_ not in {"NOUN", "ADJ"}:
        return None
    before = token.nbor(-1)
    status = fates("state").get(token.lower_) if before.pos_ == "NUM" and not is_wound(token) else None
    return (status, token) if status else None


def _after_noun(token: Token) -> tuple[Status, Token] | None:
    """As in "12 dead", "two people killed in", "12 people missing": a state word right behind the noun."""
    doc = token.doc
    behind = doc[token.i + 1] if token.i + 1 < token.sent.end else None
    if behind is not None and not (any(c.dep_ == "dobj" for c in behind.children) or does_it_to_others(behind)):
        status = phrase_at(doc[token.i + 1])
        if status:
            return status, doc[token.i + 1]
    return _described_so(token) or _state_right_behind(token)


def _described_so(token: Token) -> tuple[Status, Token] | None:
    """As in "25 elementos de la Guardia Nacional muertos"."""
    said = next((c for c in token.rights if c.dep_ == "amod" and c.lower_ in fates("state")), None)
    return None if said is None else (fates("state")[said.lower_], said)


def _said_before(token: Token) -> tuple[Status, Token] | None:
    """As in "the families of 43 missing students": a state between a number and those it counts.

    Not "found three missing children"; the dead and the held are told so in passing, of any time.
    """
    said = next((c for c in token.lefts if c.dep_ == "amod" and c.lower_ in fates("state")), None)
    numbered = said is not None and any(c.dep_ == "nummod" and c.i < said.i for c in token.lefts)
    if said is None or not numbered or class_of_word(token) is None or token.tag_ != "NNS":
        return None
    status = fates("state")[said.lower_]
    over = token.head.lemma_ if token.dep_ in {"dobj", "nsubj", "nsubjpass"} else ""
    return (status, said) if status == "missing" and over not in _ENDS_SEARCH else None


def _state_right_behind(token: Token) -> tuple[Status, Token] | None:
    doc = token.doc
    for word in doc[token.i + 1 : min(token.i + 3, token.sent.end)]:
        if word.pos_ == "ADV":
            continue
        status = fates("state").get(word.lower_) if not is_wound(word) else None
        if status and (word.tag_ != "VBD" or word.dep_ == "acl") and not any(c.dep_ == "dobj" for c in word.children):
            return status, word
        return None
    return None


def _clause(token: Token) -> tuple[Status, Token] | None:
    """As in "people who have died", "officers wounded in the blast"."""
    for child in (*token.children, *_behind_their_body(token)):
        if child.dep_ == "acl" and child.tag_ == "VBN":
            status = "killed" if costs_lives(token, child) else befallen(child)
            if status:
                return status, child
        if child.dep_ == "relcl":
            subject = next((c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if subject is not None and subject.lower_ in _RELATIVE:
                status = befallen(child) if subject.dep_ == "nsubjpass" else suffers(child)
                if status:
                    return status, child
    return None


def _behind_their_body(member: Token) -> Iterator[Token]:
    """The "murdered" of "nine members of a family murdered on Friday", which the parse hangs on the family."""
    if member.lemma_.lower() in _MEMBERS:
        yield from (c for prep, body in prepositional(member) if prep in _OF_WHOM for c in body.children)


def _so_are(verb: Token) -> tuple[Status, Token] | None:
    """As in "The chief is dead, so are dozens of others": the state of the clause before."""
    if verb.lemma_ not in _SO_ARE or verb.i == verb.sent.start or verb.nbor(-1).lower_ not in _SO:
        return None
    state = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.lower_ in fates("state")), None)
    return None if state is None else (fates("state")[state.lower_], state)


def _subject(token: Token) -> tuple[Status, Token] | None:
    there_are = token.dep_ in {"dobj", "npadvmod"} and token.head.lemma_ in _COPULA  # "hay 25 guardias"
    if token.dep_ not in {"nsubj", "nsubjpass", "attr"} and not there_are:
        return None
    if (same := _so_are(token.head) or _named_so(token)) is not None:
        return same
    verbs = [*_verbs_over(token), *(c for c in token.head.children if is_known(c)), *_shared(token)]
    told = [found for verb in verbs if (found := _by_verb(token, verb)) is not None]
    died = next((f for f in told[1:] if f[0] == "killed" and not _other_number_before(f[1], told[0][1])), None)
    return died if died is not None and told[0][0] == "injured" else next(iter(told), None)


def _verbs_over(subject: Token) -> list[Token]:
    """The verb of a subject, and of "37 are missing" the one that the parse sets over "are"."""
    verb = subject.head
    return [verb, verb.head] if verb.dep_ in {"aux", "auxpass"} else [verb]


def _shared(subject: Token) -> list[Token]:
    """The verbs behind its own that a subject is told of too: "was shot and died"."""
    return [v for v in subject.head.conjuncts if _goes_on_with(v, subject)]


def _named_so(token: Token) -> tuple[Status, Token] | None:
    """As in "the dead are five men and a nurse": what a copula says of those whom a word for a fate names."""
    if token.dep_ != "attr" or token.head.lemma_ not in _COPULA:
        return None
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    words = (subject, *(c for c in subject.children if c.dep_ == "amod")) if subject is not None else ()
    named = next((w for w in words if w.lower_ in fates("state")), None)
    if named is None and subject is not None and subject.tag_ == "NNS" and (status := counting_noun(subject)):
        return status, subject  # "son dos los decesos"
    return None if named is None else (fates("state")[named.lower_], named)


def _goes_on_with(verb: Token, subject: Token) -> bool:
    """Whether a verb listed behind that of a subject has no subject of its own."""
    first = subject.head
    if verb.pos_ != "VERB" or verb.i < max(first.i, subject.i) or _has_own_number(verb, first):
        return False
    return not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _has_own_number(verb: Token, first: Token) -> bool:
    """As in "nine were buried; three were found dead": who suffers it is told at the verb, or a new clause begins."""
    numbered = (c for c in verb.children if first.i < c.i < verb.i)
    own = any(c.pos_ == "NUM" or any(g.dep_ == "nummod" for g in c.children) for c in numbered)
    return own or any(t.text == ";" for t in verb.doc[first.i : verb.i])


def _by_verb(token: Token, verb: Token) -> tuple[Status, Token] | None:
    passive = token.dep_ == "nsubjpass" or any(c.dep_ == "auxpass" for c in verb.children)
    status = (befallen(verb) if passive else None) or suffers(verb)
    return (status, _state_word(verb)) if status else None


def _other_number_before(verb: Token, first: Token) -> bool:
    """As in "three were hurt and one killed", where the parse lost the second subject."""
    return any(t.pos_ == "NUM" or t.lower_ in _ANOTHER for t in verb.doc[first.i : verb.i])


def _state_word(verb: Token) -> Token:
    """The "dead" of "is dead", "were among the dead"; else the verb itself."""
    if verb.lemma_ not in _COPULA:
        return verb
    near = [t for t in verb.subtree if 0 < t.i - verb.i <= 4 and t.lower_ in fates("state")]
    return near[0] if near else verb


def _included(token: Token) -> tuple[Status, Token] | None:
    """As in "The injured included a police officer"."""
    if token.dep_ != "dobj" or token.head.lemma_ not in _INCLUDES:
        return None
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    status = None if subject is None else fates("state").get(subject.lower_) or counting_noun(subject)
    return (status, subject) if status and subject is not None else None


def _along_with(token: Token) -> tuple[Status, Token] | None:
    """As in "were hurt along with three bystanders"."""
    if token.dep_ != "pobj" or token.head.lower_ not in _WITH:
        return None
    verb = token.head.head
    if verb.lower_ in _JOINTLY:
        verb = verb.head
    elif token.head.i == 0 or token.head.nbor(-1).lower_ not in _JOINTLY:
        return None
    status = befallen(verb) or suffers(verb)
    return (status, verb) if status and verb.pos_ == "VERB" else None


def _of_noun(token: Token) -> tuple[Status, Token] | None:
    """As in "the killing of 12 people", "12 people's deaths", "claimed the lives of 12"."""
    if token.dep_ == "poss" and (own := counting_noun(token.head)) is not None:
        return own, token.head
    while token.dep_ == "pobj" and token.head.lower_ in _OF_WHOM and token.head.head.i != token.head.i:
        above = token.head.head
        if above.lemma_.lower() in _PARENTS:
            return None
        status = _done_at(token.head) or counting_noun(above) or _dead_or_lives(above)
        if status:
            return status, above
        if above.pos_ not in {"NOUN", "NUM", "PROPN"}:
            return None
        token = above
    return None


def _done_at(preposition: Token) -> Status | None:
    """As in "causó la muerte a 12 y heridas a una veintena": the word right before the preposition tells."""
    if preposition.i == preposition.sent.start or preposition.lower_ not in (entry("text", "before_object") or ()):
        return None
    nearest = preposition.nbor(-1)
    return status_word(nearest) if nearest.pos_ in {"NOUN", "ADJ"} else None


def _dead_or_lives(noun: Token) -> Status | None:
    """As in "the bodies of 12", "claimed the lives of 12", "acabó con la vida de 12"."""
    lives = noun.lemma_ in _LIVES and not _COSTS_LIVES.isdisjoint({noun.head.lemma_, noun.head.head.lemma_})
    return "killed" if lives or noun.lower_ in _CORPSES_AS_TOLD or _is_loss(noun) else None


def _is_loss(noun: Token) -> bool:
    """As in "sank with the loss of 304 people"; not "the loss of 304 customers"."""
    lost = [t for prep in noun.children if prep.lower_ in _OF_WHOM for t in prep.children if t.dep_ == "pobj"]
    people = any(class_of_word(t) is not None or t.lemma_ in _LIVES for t in lost)
    alive = any(t.lemma_.lower() in _STAY_ALIVE for t in lost)
    return noun.lemma_.lower() in _LOSS and people and not alive


def _phrase(head: Token) -> tuple[Status, Token] | None:
    """A phrase within the verb group of which the noun is subject or object."""
    verb, is_object = done_to(head)
    if not is_object and does_it_to_others(verb):
        return None
    if (is_object or head.dep_ in {"nsubj", "nsubjpass"}) and verb.pos_ in {"VERB", "AUX"}:
        starts = {verb.i + 1, max(verb.i, head.i if is_object else verb.i) + 1}  # "took [31 people] into custody"
        behind = [_up_to_pause(verb.doc[i : min(i + _PHRASE, verb.sent.end)]) for i in starts]
        told = "\n".join(f"{form}{words}" for form in (verb.lower_, verb.lemma_.lower()) for words in behind)
        phrases: dict[str, Status] = table("casualties", "phrases")
        status = next((s for phrase, s in phrases.items() if phrase in told), None)
        if status:
            return status, verb
        return not_found(verb)
    return None


def _up_to_pause(words: Span) -> str:
    """The words, none behind a comma: of "freed 30 inmates, police shot dead a guard" the inmates are alive."""
    pause = next((t.i - words.start for t in words if t.is_punct and t.text != "-"), len(words))
    return "".join(f" {t.lower_}" for t in words[:pause])


def _befalls(head: Token, found: tuple[Status, Token]) -> bool:
    """True where the noun can suffer it: people, or anything under a verb that befalls only the living."""
    if _stands_for_people(head):
        return True
    if _says_of_what(head):
        return False
    if head.lemma_.lower() in _PRISONERS and found[0] in {"missing", "arrested"}:
        return False
    if class_of_word(head) is not None or (may_be_person(head) and found[1].lemma_.lower() in _BEFALLS_THE_LIVING):
        return True
    if found[0] in {"missing", "injured"} and head.tag_ == "NNS":
        return head.lemma_.lower() not in _THINGS
    return (
        found[1].lemma_.lower() in _BEFALLS_THE_LIVING
        and head.lemma_.lower() not in _THINGS
        and head.pos_ in {"NOUN", "PROPN"}
        and head.tag_ in {"NNS", "NNPS"}
    )


def _says_of_what(head: Token) -> bool:
    """As in "37 foreigners of eight nationalities", "12 men of three villages": it describes those counted."""
    people = head.head.head
    described = head.dep_ == "pobj" and people.pos_ == "NOUN" and class_of_word(people) is not None
    return described and class_of_word(head) is None and not may_be_person(head)


def _stands_for_people(head: Token) -> bool:
    """As in "25 were killed", "25 deaths", "the French", "the wounded"."""
    number = head.pos_ == "NUM" or head.like_num or head.lower_ in _VAGUE or head.lower_ in _SCALES
    return bool(number or counting_noun(head) or head.ent_type_ == "NORP" or head.pos_ == "ADJ")
