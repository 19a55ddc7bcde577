"""Tells names and labels between quotation marks from words that somebody said: “El Gordo”, the “Big Apple”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.speech import marked_verbs, phrases
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.marks import Region
    from geo.language.text.parsed import Doc

_IN_TITLES = Words("quotes", "names", "in_titles")
#: Words of a nickname or title at most; longer ones in capitals are headlines or slogans, and those are quoted.
MAX_LABEL_WORDS = 4


def is_label(doc: Doc, text: str, region: Region, span: tuple[int, int], known: frozenset[str]) -> bool:
    """Whether what stands in these tokens between marks is a name, one of the ``known`` nicknames or a title."""
    words = text[region.start : region.end].strip(" ,.;").split()
    if not words:
        return True
    if len(words) <= MAX_LABEL_WORDS and (" ".join(words) in known or _is_named(text, region.outer_start)):
        return True
    if len(words) > MAX_LABEL_WORDS or text[region.end - 1] in "!?":
        return False
    if text[region.end - 1] == "." and any(t.pos_ in ("VERB", "AUX") for t in doc[span[0] : span[1]]):
        return False
    return _is_title_case(words) and not _reported_beside(doc, text, region, span)


def nicknames(doc: Doc) -> frozenset[str]:
    """Every alias of the people of a text."""
    return frozenset(alias for p in doc._.people for alias in p.person.aliases)


def _is_named(text: str, at: int) -> bool:
    before = text[max(0, at - 24) : at].rstrip().lower()
    return any(before.endswith(" " + phrase) or before == phrase for phrase in phrases("labels", "before"))


def _is_title_case(words: list[str]) -> bool:
    return all(w[:1].isupper() or w.lower() in _IN_TITLES for w in words) and words[0][:1].isupper()


def _reported_beside(doc: Doc, text: str, region: Region, span: tuple[int, int]) -> bool:
    """“Never,” Doe said: a comma inside the mark and a reporting verb, or a colon before it."""
    first, last = span
    if first > 1 and doc[first - 1].text in (":", ",") and doc[first - 2].lemma_.lower() in marked_verbs():
        return True
    if first > 0 and doc[first - 1].text == ":":
        return True
    ahead = doc[last : min(last + 3, len(doc))]
    return text[region.end - 1] in ",.!?" and any(
        t.pos_ == "VERB" and t.lemma_.lower() in marked_verbs() for t in ahead
    )
