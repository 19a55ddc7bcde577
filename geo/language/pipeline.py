"""Loads the spaCy pipeline with our components in it, and runs it over documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy

# Importing a module registers its component with spaCy.
from geo.language import annotations as _annotations  # noqa: F401 - declares what a Doc carries
from geo.language import casualties, dates, events, institutions, layout, people, quotes
from geo.language.annotations import keep_text
from geo.language.tokens import read_endless_rows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from geo.types import Document

#: In the order in which they run; each may read what the ones before it left on the Doc.
COMPONENTS = (dates.NAME, institutions.NAME, people.NAME, quotes.NAME, events.NAME, casualties.NAME)


def load(model: str) -> Language:
    """The model of that import name with our components added; takes about a second."""
    nlp = spacy.load(model)
    read_endless_rows(nlp)
    nlp.add_pipe(layout.NAME, before="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def annotate(nlp: Language, document: Document) -> Doc:
    """The annotated Doc of one document; offsets of the Doc are offsets of ``document.text``."""
    doc = nlp.make_doc(document.text)
    keep_text(doc, document.text)
    doc._.published = document.published
    doc._.title = document.title
    return nlp(doc)

