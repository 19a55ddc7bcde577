"""Which numbers a passage tells, and which passages of an event say the number in its title.

Nine reports may tell of the dead and one of them say that they were 62: the title "62 people killed" rests on that one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.counts.parties import people_nouns
from geo.language.text.numbers import ANYWHERE, number_pattern, number_value
from geo.lexicons import Words, reading
from geo.messages import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.incident import Evidence, IncidentEvent
    from geo.types import Document

_ARTICLES = Words("counts_grammar", "articles", "indefinite")
#: "A federal police officer": so many words from the article to the one for people.
_REACH = 3
_NUMBER = re.compile(rf"\d+(?:[.,{ANYWHERE} ]\d{{3}})*(?!\d)")


def numbers_in(text: str) -> list[int]:
    """Every number that is written in digits."""
    return [int("".join(c for c in found if c.isdecimal())) for found in _NUMBER.findall(text)]


def numbers_read(text: str, language: str) -> set[int]:
    """Every number in digits or in words of that language."""
    with reading(language):
        told = re.findall(number_pattern(), text, re.IGNORECASE)
        return {*numbers_in(text), *(n for words in told if (n := number_value(words)) is not None)}


def numbers_told(e: Evidence, documents: Mapping[str, Document]) -> set[int]:
    """Those of the sentence around a passage; "a guard was killed" tells of one."""
    document = documents[e.doc_id]
    sentence = document.text[min(e.sent_start, e.start) : max(e.sent_end, e.end)]
    with reading(document.language):
        one = {1} if _tells_of_one(sentence) else set()
    return numbers_read(sentence, document.language) | one


def _tells_of_one(sentence: str) -> bool:
    """As in "a security guard was killed": an article that counts, close before a word for people – not in "a riot"."""
    words = re.findall(r"\w+", sentence.lower())
    behind = (words[i + 1 : i + 1 + _REACH] for i, word in enumerate(words) if word in _ARTICLES)
    return any(word in people_nouns() for near in behind for word in near)


def in_title(event: IncidentEvent) -> set[int]:
    """The numbers in the words for what happened; of "two stores" too."""
    return numbers_read(event.says, spoken())


def saying(event: IncidentEvent, documents: Mapping[str, Document]) -> tuple[Evidence, ...]:
    """The passages that say a number of the title; all of the event's, where it has none or none says it."""
    wanted = in_title(event)
    told = wanted and tuple(e for e in event.evidence if e.doc_id in documents and wanted & numbers_told(e, documents))
    return told or event.evidence
