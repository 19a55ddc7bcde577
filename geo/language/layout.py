"""Sentences never run over a line break: headlines, captions and list items stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "atlas_layout"


@Language.component(NAME)
def mark_lines(doc: Doc) -> Doc:
    """Start a sentence after every token that holds a line break; the parser keeps such starts."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc
