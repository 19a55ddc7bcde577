"""Where the words that name a speaker begin and end: "the mayor of Alba, Jane Doe," with its articles and additions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import adjectives_follow, leaves_out_subjects
from geo.language.text.spans import starting_in
from geo.language.text.speech import words
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.text.parsed import Doc, Token

#: Tokens of "of the …" that a speaker's name may have behind its noun.
MAX_COMPLEMENT = 9
_LINKING = Words("quotes", "names", "linking")
_BEFORE_MEANS = Words("quotes", "names", "before_means")
_ENDING = Words("quotes", "names", "ending")
_NOBODY = Words("quotes", "names", "nobody")
_BEFORE_PREPOSITIONS = Words("quotes", "names", "before_prepositions")
_OTHERWISE = Words("quotes", "names", "otherwise")
_KNOWN_AS = Words("quotes", "names", "known_as")
_GENITIVE = Words("speech", "small_words", "genitive")
_OF_PLURAL = Words("quotes", "names", "genitive_of_plural")
_OF = Words("text", "genitive_prepositions")
_ASIDE_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_DENYING = Words("quotes", "negation", "words")
_THAT = Words("quotes", "clauses", "complementizers")
_REFUSING = Words("quotes", "verbs", "refusing")
#: So many words before a verb at most stands the one that it hangs on: "declined to say".
_NEAR = 3
_NAME_POS = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PRON"})
#: What hangs behind its noun and belongs to it: the adjective in "la policía local", the surname in "Ana Pérez".
_BEHIND_NOUN = frozenset({"amod", "flat"})


def past_day(doc: Doc, first: int, limit: int) -> int:
    """Behind the day in "dijo este martes la alcaldesa"."""
    day = next(iter(starting_in(doc._.dates, doc[first].idx, doc[first].idx + 1)), None) if first < limit else None
    while day is not None and first < limit and doc[first].idx < day.end:
        first += 1
    return first


def past_aside(doc: Doc, first: int, limit: int) -> int:
    """Behind what stands between a verb and the one who speaks: "dijo desde Lima la alcaldesa"; else ``first``."""
    behind = _past_preposition(doc, first, limit)
    if not leaves_out_subjects() or behind == first:
        return first
    i = _past_nouns(doc, behind, limit)
    while behind < i < limit and doc[i].lower_ in _OF and (on := _past_nouns(doc, i + 1, limit)) > i + 1:
        i = on
    return i if behind < i < limit and doc[i].pos_ == "DET" else first


def _past_nouns(doc: Doc, first: int, limit: int) -> int:
    """Behind an article and the nouns that follow it: "la puerta principal"; else ``first``."""
    start = i = first + (first < limit and doc[first].pos_ == "DET")
    while i < limit and doc[i].pos_ in _ASIDE_POS and not opens_preposition(doc, i):
        i += 1
    return i if i > start else first


def _past_preposition(doc: Doc, first: int, limit: int) -> int:
    """Behind a preposition, also one of several words: "ante", "frente a", "delante de"; else ``first``."""
    if first < limit and doc[first].pos_ == "ADP":
        return first + 1
    return first + 2 if opens_preposition(doc, first) and first + 1 < limit else first


def opens_preposition(doc: Doc, i: int) -> bool:
    """Whether a word begins a preposition of two words, as whose noun or adverb it may be taken: "frente a"."""
    return i + 1 < len(doc) and doc[i].text in _BEFORE_PREPOSITIONS and doc[i + 1].pos_ == "ADP"


def may_open_name(token: Token, layout: Layout) -> bool:
    """Whether a word outside marks can be the first that names a speaker."""
    if opens_preposition(token.doc, token.i):
        return False
    return token.pos_ in _NAME_POS and layout.owner[token.i] < 0 and token.lower_ not in _NOBODY


def phrase_end(doc: Doc, first: int, limit: int) -> int:
    """One past a noun phrase that starts at ``first``, with its "of …" and "for …"."""
    i = first
    while i < limit:
        token = doc[i]
        linking = token.lower_ in _LINKING and i > first
        if token.ent_type_ in ("DATE", "TIME") and i > first:
            break
        if (
            linking
            and i + 1 < limit
            and i - first < MAX_COMPLEMENT
            and doc[i + 1].pos_ in _NAME_POS
            and doc[i + 1].ent_type_ != "DATE"
        ):
            if token.lower_ in _BEFORE_MEANS and _channel_ahead(doc, i + 1, limit):
                break
            i += 1
            continue
        if not _is_name_part(token):
            break
        i += 1
    return i


def _is_name_part(token: Token) -> bool:
    return (
        (token.pos_ in _NAME_POS and token.lower_ not in _ENDING)
        or token.text in ("-", "@", "&")
        or token.text in _GENITIVE
        or token.text in _OF_PLURAL
        or token.is_digit
    )


def _channel_ahead(doc: Doc, i: int, limit: int) -> bool:
    """Whether a noun of means follows: "in a statement" says how, not who."""
    return any(doc[j].lemma_.lower() in words("nouns", "channel") for j in range(i, min(i + 5, limit)))


def phrase_head(doc: Doc, first: int, end: int) -> int | None:
    """The noun of a noun phrase: the last one before "of"."""
    head = None
    for i in range(first, end):
        if doc[i].pos_ == "ADP" and head is not None:
            break
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON") and not (i + 1 < end and doc[i + 1].text in _GENITIVE):
            head = i
    return head


def span_of(doc: Doc, head: Token, frame: Frame, layout: Layout, verb: int) -> tuple[int, int]:
    """The words that name a speaker: the noun with what stands before it and its "of …", no clause, no apposition."""
    start = _name_start(doc, head, frame, layout)
    end = head.i + 1
    for child in head.children:
        end = _behind_child(child, head, end, verb)
    end = _with_own_name(doc, head, end, verb)
    return start, _with_other_name(doc, head, _past_bracket(doc, start, end, verb), verb)


def _behind_child(child: Token, head: Token, end: int, verb: int) -> int:
    """Where a speaker's name ends, with what hangs on its noun; ``end`` where that is no part of the name."""
    edge = child.right_edge.i + 1
    apposed = child.dep_ == "appos" and child.pos_ == "PROPN" and child.left_edge.i - end <= 1
    if apposed and child.i > head.i and edge <= verb:
        return _name_end(child)
    if edge - end > MAX_COMPLEMENT or not (edge <= verb or head.i > verb):
        return end
    adjective = child.dep_ in _BEHIND_NOUN and child.i > head.i and child.doc[end].text != ","
    return edge if child.left_edge.i == end and (adjective or (child.dep_ == "prep" and child.i == end)) else end


def _with_own_name(doc: Doc, head: Token, end: int, verb: int) -> int:
    """Behind the name right behind what something is: "la compañía ferroviaria Adif"."""
    while adjectives_follow() and head.pos_ == "NOUN" and end < min(verb, len(doc)) and doc[end].pos_ == "PROPN":
        end += 1
    return end


def _name_end(first: Token) -> int:
    """Behind a name that hangs on its first word: "Ana Pérez Ruiz"."""
    parts = [c.i for c in first.children if c.dep_ == "flat" and c.i > first.i]
    return max([first.i, *parts]) + 1


def _name_start(doc: Doc, head: Token, frame: Frame, layout: Layout) -> int:
    """The first word that belongs to the noun, behind marks and the day of the saying."""
    start = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in (
            "det",
            "amod",
            "compound",
            "poss",
            "nummod",
            "nmod",
            "quantmod",
            "predet",
        ):
            start = min(start, child.left_edge.i)
    start = max(start, frame.start)
    while start < head.i and (layout.owner[start] >= 0 or doc[start].ent_type_ in ("DATE", "TIME")):
        start += 1
    return start


def _past_bracket(doc: Doc, start: int, end: int, verb: int) -> int:
    """Behind the short name of a body in brackets: "the Pan American Health Organization (PAHO)"."""
    opens = next((i for i in range(start, min(end + 1, len(doc))) if doc[i].text == "("), None)
    if opens is None:
        return end
    close = next((i for i in range(opens + 1, min(opens + 4, len(doc))) if doc[i].text == ")"), None)
    return max(end, close + 1) if close is not None and close < verb else end


def _with_other_name(doc: Doc, head: Token, end: int, verb: int) -> int:
    """The second name of a body belongs to the first: "the Valley Front, or Hill Movement, said"."""
    if head.pos_ != "PROPN" or end + 2 >= verb or doc[end].text != "," or doc[end + 1].lower_ not in _OTHERWISE:
        return end
    close = next((i for i in range(end + 2, min(end + MAX_COMPLEMENT, verb)) if doc[i].text == ","), None)
    if close is None:
        return end
    named = all(t.pos_ in ("PROPN", "DET") or t.lower_ in _KNOWN_AS for t in doc[end + 2 : close])
    return close if named else end


def reporting_words(verb: Token) -> str:
    """The verb that reports, with what denies it and what it takes: "would not confirm", "ruled out", "called for"."""
    doc = verb.doc
    return str(doc[_first_of_denial(verb) : _past_particle(verb)].text)


def _first_of_denial(verb: Token) -> int:
    """Where "did not say", "no quiso decir" and "declined to say" begin; the verb itself where nothing denies it."""
    over = verb.head if verb.dep_ == "xcomp" and 0 < verb.i - verb.head.i <= _NEAR else None
    if over is not None and (_denied(over) or over.lemma_.lower() in _REFUSING):
        return min([over.i, *_denied(over)])
    return min([verb.i, *_denied(verb)])


def _denied(verb: Token) -> list[int]:
    """The helping words before a verb that a "not" is one of; none where nothing denies it."""
    before = [c for c in verb.children if c.i < verb.i]
    no = [c.i for c in before if c.dep_ == "neg" or c.lower_ in _DENYING]
    return [*no, *(c.i for c in before if c.dep_ == "aux")] if no else []


def _past_particle(verb: Token) -> int:
    """Behind the particle or the preposition that belongs to a verb: "ruled out", "called for"."""
    doc, end = verb.doc, verb.i + 1
    if end >= len(doc):
        return end
    if doc[end].dep_ == "prt" and doc[end].head.i == verb.i:
        return end + 1
    taken = str(table("speech", "prepositions").get(verb.lemma_.lower(), "")).split()
    takes = doc[end].lower_ in taken and end + 1 < len(doc) and doc[end + 1].lower_ not in _THAT
    return end + 1 if takes else end
