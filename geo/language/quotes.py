"""Placeholder of the first commit; its owner replaces it."""

from spacy.language import Language
from spacy.tokens import Doc

NAME = "atlas_quotes"


@Language.component(NAME)
def annotate(doc: Doc) -> Doc:
    """Leave the Doc as it is."""
    return doc
