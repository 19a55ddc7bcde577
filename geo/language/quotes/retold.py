"""Finds the words of one whom another one tells of: "What he asked, Doe said, was: “Is the road open?”"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.speech import speech_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geo.language.quotes.sentences import Layout

Span = tuple[int, int]
_OPENERS = Words("quotes", "retold", "openers")
_BE = Words("quotes", "retold", "be")
_VERBS = Words("quotes", "retold", "verbs")


def words_of_third(doc: Doc, pieces: list[Span], layout: Layout) -> tuple[int, int, list[Span]] | None:
    """Verb, subject and words between marks of the one who is told to have said them; None: nobody is."""
    if len(pieces) < 2 or doc[pieces[0][0]].lower_ not in _OPENERS:
        return None
    lead, rest = pieces[0], pieces[-1]
    verb = next((t for t in doc[lead[0] : lead[1]] if t.lemma_.lower() in speech_verbs() or t.lemma_ in _VERBS), None)
    noun = next((t for t in doc[lead[0] + 1 : verb.i] if t.dep_ == "nsubj"), None) if verb is not None else None
    spoken = list(dict.fromkeys(layout.owner[i] for i in range(*rest) if layout.owner[i] >= 0))
    if verb is None or noun is None or not spoken or doc[rest[0]].lower_ not in _BE:
        return None
    return verb.i, noun.i, [layout.spans[k] for k in spoken]
