"""Sentences never run from one paragraph to the next: headlines, captions and list items stand alone.

A line that a program wrapped in mid-sentence is no paragraph: there the sentence goes on.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geo.language.annotations import text_of
from geo.language.marks import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "atlas_layout"


def mark_lines(doc: Doc) -> Doc:
    """Start a sentence behind every line break that ends a paragraph, and none behind a wrap; the parser keeps both."""
    starts = [start for start, _ in paragraphs(text_of(doc))]
    last = None
    for token in doc:
        if token.is_space:
            last = token if last is None and "\n" in token.text else last
        elif last is not None:
            ended = bisect_right(starts, token.idx) > bisect_right(starts, last.idx)
            token.is_sent_start = ended
            if not ended:
                last.is_sent_start = False
            last = None
    return doc
