"""What befell the counted people: killed, injured, arrested or missing, read from the grammar around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import (
    befallen,
    counting_noun,
    fates,
    is_disowned,
    is_real,
    phrase_at,
    status_word,
    suffers,
    to_death,
)
from geo.language.counts.parties import class_of_word, may_be_person
from geo.language.counts.shared_fate import shares_fate_of
from geo.language.counts.sought import in_a_house, not_found, searched_for
from geo.language.text.annotations import once
from geo.language.text.reality import is_known
from geo.language.text.words import holds
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from geo.types import Status

RECOVERED = Words("casualties", "corpses", "recovering")
_CORPSES = Words("casualties", "corpses", "nouns")
_CORPSES_AS_TOLD = Words("casualties", "corpses", "plural")
_LIKE_CORPSES = Words("casualties", "corpses", "adjectives")
_BEFALLS_THE_LIVING = Words("casualties", "verbs", "of_the_living")
_ONLY_PASSIVE = Words("casualties", "verbs", "only_passive")
_LEAVES = Words("casualties", "verbs", "of_leaving")
_TOLLS = Words("casualties", "toll", "nouns")
_TOLL_VERBS = Words("casualties", "toll", "verbs")
_TALLIES = Words("casualties", "toll", "tallies")
_BEFORE_PEOPLE = Words("casualties", "toll", "before_people")
_BEFORE_COUNTED = _BEFORE_PEOPLE | Words("casualties", "toll", "numbering")
_LOSES = Words("casualties", "losses", "verbs")
_STAY_ALIVE = Words("casualties", "losses", "living")
_LOST_TO = Words("casualties", "losses", "causes")
_LOST_IN = Words("casualties", "losses", "occasions")
_DEADLY = Words("casualties", "losses", "deadly")
_LIVES = Words("casualties", "lives", "nouns")
_COSTS_LIVES = Words("casualties", "lives", "verbs")
_PARENTS = Words("casualties", "parents", "nouns")
_PRISONERS = Words("casualties", "prisoners", "words")
_VAGUE = Words("casualties", "vague")
_THINGS = Words("casualties", "party", "things")

_DEFINITE = Words("counts_grammar", "articles", "definite")
_ANOTHER = Words("counts_grammar", "numbers", "further")
_COPULA = Words("counts_grammar", "verbs", "copula")
_PASSIVE = Words("counts_grammar", "verbs", "passive_auxiliaries")
_INCLUDES = Words("counts_grammar", "verbs", "including")
_WITH = Words("counts_grammar", "prepositions", "company")
_JOINTLY = Words("counts_grammar", "prepositions", "jointly")
_OF_WHOM = Words("counts_grammar", "prepositions", "of_whom")
_RELATIVE = Words("counts_grammar", "pronouns", "relative")
_SO = Words("counts_grammar", "repeated_state", "openers")
_SO_ARE = Words("counts_grammar", "repeated_state", "verbs")
_ESTIMATING = Words("counts_grammar", "estimates", "auxiliaries")
_BEFORE_ESTIMATE = Words("counts_grammar", "estimates", "before")
#: So many words behind "number" at most tell what it counts.
_TALLY_REACH = 5


def fate(head: Token) -> tuple[Status, Token] | None:
    """Status of the people named by a noun (or bare number) and the word that tells it; None: nothing befell them."""
    return once(head.doc, f"atlas_fate {head.i}", lambda: _fate(head))


def _fate(head: Token) -> tuple[Status, Token] | None:
    token, seen = head, 0
    while seen < 6:
        found = _direct(token, head)
        if found is not None:
            real = (is_real(found[1]) or _estimated(head, found[1])) and not is_disowned(found[1])
            return found if real and _befalls(head, found) else None
        above = shares_fate_of(token)
        if above is None:
            break
        token = above
        seen += 1
    return _shared_state(head)


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


def _direct(token: Token, head: Token) -> tuple[Status, Token] | None:
    """The status that the words at this noun tell, or else a phrase about the head."""
    # In a list of counts each of them climbs to the same noun, which may have hundreds of words below it.
    return once(token.doc, f"atlas_told_at {token.i}", lambda: _told_at(token)) or _phrase(head)


def _told_at(token: Token) -> tuple[Status, Token] | None:
    """The status that the words at this noun tell, tried from the surest to the loosest."""
    noun = counting_noun(token)
    if noun is not None:
        return noun, token
    for reader in (
        _state_at_number,
        in_a_house,
        _bodies,
        _included,
        _after_noun,
        _clause,
        _subject,
        _object,
        _of_noun,
        _toll,
        _adjacent,
        _along_with,
        searched_for,
    ):
        found = reader(token)
        if found is not None:
            return _died_of_it(token, found)
    return None


def _died_of_it(token: Token, found: tuple[Status, Token]) -> tuple[Status, Token]:
    """As in "Three people hurt in the blast have died": the later fate is the one."""
    later = _subject(token) if found[0] == "injured" else None
    return later if later is not None and later[0] == "killed" else found


def _state_at_number(token: Token) -> tuple[Status, Token] | None:
    """As in "left 31 dead and 300 wounded": the state that follows a number, whatever follows it."""
    if token.i == token.sent.start or token.pos_ not in {"NOUN", "ADJ"}:
        return None
    before = token.nbor(-1)
    status = fates("state").get(token.lower_) if before.pos_ == "NUM" else None
    return (status, token) if status else None


def _after_noun(token: Token) -> tuple[Status, Token] | None:
    """As in "12 dead", "two people killed in", "12 people missing": a state word right behind the noun."""
    doc = token.doc
    if token.i + 1 < token.sent.end and not any(c.dep_ == "dobj" for c in doc[token.i + 1].children):
        status = phrase_at(doc[token.i + 1])
        if status:
            return status, doc[token.i + 1]
    for word in doc[token.i + 1 : min(token.i + 3, token.sent.end)]:
        if word.pos_ == "ADV":
            continue
        status = fates("state").get(word.lower_)
        if status and (word.tag_ != "VBD" or word.dep_ == "acl") and not any(c.dep_ == "dobj" for c in word.children):
            return status, word
        return None
    return None


def _clause(token: Token) -> tuple[Status, Token] | None:
    """As in "people who have died", "officers wounded in the blast"."""
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            status = befallen(child)
            if status:
                return status, child
        if child.dep_ == "relcl":
            subject = next((c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if subject is not None and subject.lower_ in _RELATIVE:
                status = befallen(child) if subject.dep_ == "nsubjpass" else suffers(child)
                if status:
                    return status, child
    return None


def _so_are(verb: Token) -> tuple[Status, Token] | None:
    """As in "The chief is dead, so are dozens of others": the state of the clause before."""
    if verb.lemma_ not in _SO_ARE or verb.i == verb.sent.start or verb.nbor(-1).lower_ not in _SO:
        return None
    state = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.lower_ in fates("state")), None)
    return None if state is None else (fates("state")[state.lower_], state)


def _subject(token: Token) -> tuple[Status, Token] | None:
    if token.dep_ not in {"nsubj", "nsubjpass", "attr"}:
        return None
    if (same := _so_are(token.head)) is not None:
        return same
    verbs = [token.head, *(c for c in token.head.children if is_known(c)), *_shared(token)]
    told = [found for verb in verbs if (found := _by_verb(token, verb)) is not None]
    died = next((f for f in told[1:] if f[0] == "killed" and not _other_number_before(f[1], told[0][1])), None)
    return died if died is not None and told[0][0] == "injured" else next(iter(told), None)


def _shared(subject: Token) -> list[Token]:
    """The verbs behind its own that a subject is told of too: "was shot and died"."""
    behind = (v for v in subject.head.conjuncts if v.i > subject.i and v.pos_ == "VERB")
    return [v for v in behind if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in v.children)]


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


def _object(token: Token) -> tuple[Status, Token] | None:
    """As in "killed 25 soldiers", "left 12 people dead", "claimed 12 lives"."""
    if token.dep_ not in {"dobj", "nsubj", "oprd", "ccomp"} or token.head.pos_ != "VERB":
        return None
    verb = token.head
    if token.dep_ == "dobj" and to_death(verb):
        return "killed", verb
    if token.dep_ == "dobj":
        status = fates("transitive").get(verb.lemma_.lower())
        if status and verb.lemma_.lower() not in _ONLY_PASSIVE:
            return status, verb
        if token.lemma_ in _LIVES and verb.lemma_ in _COSTS_LIVES:
            return "killed", verb
        if verb.lemma_ in _LOSES and token.lemma_.lower() not in _STAY_ALIVE and _is_deadly_loss(token, verb):
            return "killed", verb
    return _left_as(token, verb) if verb.lemma_ in _LEAVES and token.i > verb.i else None


def _is_deadly_loss(people: Token, verb: Token) -> bool:
    """As in "lost 14 men in the ambush", "lost nine villagers to the flood"."""
    preps = [c for word in (verb, people) for c in word.children if c.dep_ in {"prep", "dative"}]
    to = [c for c in preps if c.lower_ in _LOST_TO]
    if to:
        return any(c.lemma_.lower() in _DEADLY for prep in to for c in prep.children)
    told = (t for prep in preps if prep.lower_ in _LOST_IN for t in prep.subtree)
    return any(t.lemma_.lower() in _DEADLY and t.pos_ in {"NOUN", "PROPN"} for t in told)


def _left_as(token: Token, verb: Token) -> tuple[Status, Token] | None:
    """The "dead" right behind the people of "left 12 people dead", or behind the list that they begin."""
    state = next((c for c in verb.subtree if c.lower_ in fates("state") and c.i > token.i and c.i - token.i < 4), None)
    state = state or _state_behind_list(token)
    return None if state is None else (fates("state")[state.lower_], verb)


def _state_behind_list(first: Token) -> Token | None:
    """The "dead" of "left 35 rebels, a nurse and five soldiers dead"; None where anything else stands between."""
    for word in first.doc[first.i + 1 : first.sent.end]:
        if word.lower_ in fates("state"):
            return word
        if word.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "CCONJ"} and word.text != ",":
            return None
    return None


def _adjacent(token: Token) -> tuple[Status, Token] | None:
    """Of "Between three and nine soldiers were hurt": the verb group right behind, where the parse lost the subject."""
    passive = False
    for word in token.doc[token.i + 1 : min(token.i + 6, token.sent.end)]:
        if word.pos_ == "VERB":
            status = befallen(word) if passive else fates("intransitive").get(word.lemma_.lower())
            return (status, word) if status else None
        if word.pos_ not in {"AUX", "ADV"}:
            return None
        passive = passive or word.lemma_ in _PASSIVE
    return None


def _bodies(token: Token) -> tuple[Status, Token] | None:
    """As in "a hundred dead bodies", "12 bodies were found"."""
    if token.lemma_.lower() not in _CORPSES:
        return None
    dead = next((c for c in token.children if c.lower_ in _LIKE_CORPSES), None)
    found = token.head.lemma_ in RECOVERED and token.dep_ in {"dobj", "nsubjpass"}
    return ("killed", dead or token.head) if dead is not None or found else None


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
        status = counting_noun(above) or ("killed" if above.lower_ in _CORPSES_AS_TOLD else None)
        if status:
            return status, above
        if above.lemma_ in _LIVES and above.head.lemma_ in _COSTS_LIVES:
            return "killed", above
        if above.pos_ not in {"NOUN", "NUM", "PROPN"}:
            return None
        token = above
    return None


def _toll(token: Token) -> tuple[Status, Token] | None:
    """As in "the death toll rose to 25", "a death toll of 25", "bringing to 22 the number killed"."""
    people = token.dep_ == "pobj" and token.head.lower_ in _BEFORE_PEOPLE and class_of_word(token) is not None
    if token.pos_ != "NUM" and not people:
        return None
    if (named := _named_right_before(token)) is not None:
        return named
    above = token.head.head
    above = above.head if above.dep_ == "prep" else above  # "revised from 30 to 25"
    near = (token.head, above, _toll_below(token.head), _toll_below(above), *_over_wrong_verb(token))
    told = next(((status, t) for t in near if t is not None and (status := _tallied(t))), None)
    if told is None:
        return None
    toll = told[1]
    verb = toll.head if toll.head.pos_ in {"VERB", "AUX"} else None
    return told if verb is None or verb.lemma_ in _TOLL_VERBS or toll in token.ancestors else None


def _named_right_before(number: Token) -> tuple[Status, Token] | None:
    """As in "put the dead at 44 and the missing at 27", "the injured number 12": whom it counts stands before it."""
    if number.i < number.sent.start + 3:
        return None
    at = number.head if number.dep_ == "pobj" and number.head.lower_ in _BEFORE_PEOPLE else number.nbor(-1)
    if at.i < number.sent.start + 2 or at.lower_ not in _BEFORE_COUNTED:
        return None
    named, article = at.nbor(-1), at.nbor(-2)
    status = fates("state").get(named.lower_) if article.lower_ in _DEFINITE else None
    return None if status is None else (status, named)


def _over_wrong_verb(number: Token) -> Iterator[Token]:
    """The "number" of "taking the number of those killed to 17", where the parse hangs the 17 on "killed"."""
    if number.dep_ == "pobj" and number.head.lower_ in _BEFORE_PEOPLE:
        yield from (t for t in number.ancestors if t.lemma_ in _TALLIES)


def _toll_below(word: Token) -> Token | None:
    """The "toll" that hangs on a word; asked once for each, as all numbers of a list hang on one."""
    return once(word.doc, f"atlas_toll {word.i}", lambda: next((c for c in word.children if _tallied(c)), None))


def _tallied(noun: Token) -> Status | None:
    """What a toll counts: "the death toll", "the number of people killed"; of two fates none."""
    if noun.lemma_ in _TOLLS:
        return "killed"
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    if noun.lemma_ in _TALLIES:
        behind = [t for t in noun.subtree if noun.i < t.i <= noun.i + _TALLY_REACH]
        told = {status for t in behind if (status := counting_noun(t) or status_word(t))} or _called(noun)
        return told.pop() if len(told) == 1 else None
    the_dead = any(c.dep_ == "det" for c in noun.children) and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}
    return fates("state").get(noun.lower_) if the_dead else None


def _called(tally: Token) -> set[Status]:
    """What stands at a tally itself: "the dead number 25", "its figure of 31 dead"."""
    close = [*(c for c in tally.children if c.dep_ == "amod"), *tally.doc[tally.i + 2 : tally.i + 4]]
    return {fates("state")[t.lower_] for t in close if t.lower_ in fates("state") and t.sent == tally.sent}


def _phrase(head: Token) -> tuple[Status, Token] | None:
    """A phrase within the verb group of which the noun is subject or object."""
    verb = head.head
    if head.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb.pos_ in {"VERB", "AUX"}:
        words = " ".join(t.lower_ for t in verb.doc[verb.i : min(verb.i + 6, verb.sent.end)])
        phrases: dict[str, Status] = table("casualties", "phrases")
        status = next((s for phrase, s in phrases.items() if phrase in words), None)
        if status:
            return status, verb
        return not_found(verb)
    return None


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
    number = head.pos_ == "NUM" or head.like_num or head.lower_ in _VAGUE
    return bool(number or counting_noun(head) or head.ent_type_ == "NORP" or head.pos_ == "ADJ")
