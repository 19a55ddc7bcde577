"""Who gives a number: "local authorities say", "according to the ministry", "per the Post"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lexicons import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Words that no source is: the count would be attributed to an abstraction.
_NOBODY = frozenset({"it", "that", "this", "which", "who", "what", "there", "they", "we", "i", "you"})


def attributed_to(doc: Doc, start: int, end: int, sentence: Span) -> str | None:
    """The source of what stands at these characters, in its words or as a full name; None: the outlet."""
    speaker = next((str(q.speaker) for q in doc._.quotes if q.speaker and q.start <= start and end <= q.end), None)
    if speaker is not None and speaker != speaker.lower():
        return speaker
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return speaker
    return _according_to(sentence, span) or _reporting_subject(sentence, span) or speaker


def phrase_text(noun: Token) -> str:
    """A noun phrase without its clauses and appositions, as told."""
    inside = [noun]
    for child in noun.children:
        if child.dep_ in {"det", "compound", "amod", "poss", "nmod", "nummod", "case"} or (
            child.dep_ == "prep" and child.lower_ in {"of", "for"} and child.i > noun.i
        ):
            inside += list(child.subtree)
    doc = noun.doc
    first, last = min(t.i for t in inside), max(t.i for t in inside)
    if doc[first].lower_ == "’s":
        first += 1
    head_end = noun.idx + len(noun.text) - doc[first].idx
    text = str(doc[first : last + 1].text)
    cuts = [at for at in (text.find(mark, head_end) for mark in (",", "(", "—", ";")) if at >= 0]
    return text[: min(cuts, default=len(text))].strip(' ,.“”"')


def _full_name(noun: Token) -> str:
    """The person's one name where the text's people are known, else the noun phrase."""
    for person in noun.doc._.people:
        for span in getattr(person, "spans", ()):
            if span[0] <= noun.idx < span[1]:
                return str(person.person.name)
    return phrase_text(noun)


def _according_to(sentence: Span, count: Span) -> str | None:
    """As in "according to X", "per X", "citing X" of the clause the count stands in."""
    prepositions = {"according", *lexicon("casualties")["speech"]["prepositions"]}
    for token in sentence:
        if token.lower_ not in prepositions:
            continue
        nouns = [t for t in token.subtree if t.dep_ in {"pobj", "dobj"} and t.i > token.i]
        if nouns and _same_clause(token, count):
            return _full_name(nouns[0])
    return None


def _same_clause(token: Token, count: Span) -> bool:
    """True where only one clause lies between: no semicolon between the count and the words for its source."""
    first, last = sorted((token.i, count.start))
    return not any(t.text == ";" for t in token.doc[first:last])


def _reporting_subject(sentence: Span, count: Span) -> str | None:
    """The subject of the reporting verb over the count, or of a "X says" put into the clause."""
    verbs = lexicon("casualties")["speech"]["verbs"]
    for token in sorted(sentence, key=lambda t: abs(t.i - count.start)):
        if token.lemma_.lower() not in verbs or token.pos_ != "VERB" or not _same_clause(token, count):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if (
            subject is None
            or subject.lower_ in _NOBODY
            or count.start in range(subject.left_edge.i, subject.right_edge.i + 1)
        ):
            continue
        above = token in list(count.root.ancestors)
        aside = any(t in token.subtree for t in count) or token.head in [count.root, *count.root.ancestors]
        if above or aside:
            return _full_name(subject)
    return None
