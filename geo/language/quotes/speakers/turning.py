"""Says to whom a text turns after somebody has spoken, so that "he" is no more the last speaker.

"Doe proposed it; a day later Roe took that back.  “No,” he said." is Roe's, and so is "Roe put it so: it was, he said,
late.": a later main clause of the speaker's sentence, or one before a colon, is about another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.people.roles import role_noun
from geo.language.text.annotations import text_of
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from geo.language.quotes.sentences import Layout
    from geo.language.quotes.speakers.named import Names
    from geo.language.text.parsed import Token

#: How the name of somebody hangs on what they are called: "the mayor, Jane Doe".
_BESIDE = frozenset({"appos", "flat", "compound"})
_BY = Words("quotes", "shown", "by")
_UNNAMED = Words("quotes", "names", "unnamed")
_SHOWN = Words("quotes", "shown", "nouns")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def turned_to(
    names: Names, layout: Layout, last: int, frames: tuple[int, int], fitting: AbstractSet[int]
) -> int | None:
    """The last of these people to whom the text turns between the last speaker's frame and the pronoun's."""
    before, here = frames
    found = None
    for number in sorted({before, here}):
        frame, doc = layout.frames[number], names.doc
        first = doc[frame.start].idx
        for start, end, k in names.mentions_in(first, doc[frame.end - 1].idx):
            token = doc[names.token_at(start, end)]
            verb = _main_verb(token) if k in fitting and layout.owner[token.i] < 0 else None
            later = number != here and names.is_before(last, first, start)
            if verb is not None and (later or (number == here and _ends_with_colon(verb))):
                found = k
    return found


def is_topic(noun: Token) -> bool:
    """Whether a sentence is about a name: its subject, or what its subject is called."""
    return _called_so(noun).dep_ in _SUBJECTS or _called_so(noun).dep_ == "ROOT"


def only_made_it(names: Names, spans: Iterable[tuple[int, int]], before: int) -> bool:
    """Whether all that is told of somebody before a character is what they show: "The photograph by Jane Doe"."""
    text = text_of(names.doc)
    told = [(start, end) for start, end in spans if start < before]
    return all(_is_line(text, *span) or _is_maker(names.doc[names.token_at(*span)]) for span in told)


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a name stands on a line of its own, as that of who wrote the text."""
    return text[:start].rpartition("\n")[2].strip() == "" and text[end:].partition("\n")[0].strip() == ""


def _is_maker(name: Token) -> bool:
    """Whether somebody is named as who took or wrote what is shown: "the photograph by Jane Doe", "By Jane Doe"."""
    by = _called_so(name).head
    opens = by.i == 0 or by.doc[by.i - 1].is_space
    return by.lower_ in _BY and (opens or by.head.lemma_.lower() in _SHOWN)


def is_called_otherwise(names: Names, spans: Iterable[tuple[int, int]], office: str) -> bool:
    """Whether a text says that somebody is a thing that is no office: "Jane Doe, a guard"."""
    for span in spans:
        name = names.doc[names.token_at(*span)]
        nouns = [
            c for c in (*name.children, name.head) if (c.dep_ == "appos" or name.dep_ == "appos") and c.pos_ == "NOUN"
        ]
        if any(c.lower_ in _UNNAMED for noun in nouns if role_noun(noun) != office for c in noun.children):
            return True
    return False


def _called_so(noun: Token) -> Token:
    """The noun that a name stands beside: the mayor of "the mayor, Jane Doe"."""
    while noun.dep_ in _BESIDE and noun.head.i != noun.i:
        noun = noun.head
    return noun


def _main_verb(name: Token) -> Token | None:
    """The verb of the main clause whose subject a name is or stands beside."""
    noun = _called_so(name)
    verb = noun.head if noun.dep_ in _SUBJECTS else None
    if verb is None:
        return None
    joined = verb.dep_ == "conj" and verb.head.dep_ == "ROOT"
    return verb if verb.dep_ == "ROOT" or joined or (verb.dep_ == "ccomp" and _ends_with_colon(verb)) else None


def _ends_with_colon(verb: Token) -> bool:
    """Whether a colon follows a clause in its sentence: what it says stands behind."""
    return any(t.text == ":" for t in verb.doc[verb.i : verb.sent.end])
