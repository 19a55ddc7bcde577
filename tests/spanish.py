"""Reads Spanish sentences for the tests; those that need it are skipped where no Spanish model is installed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geo.errors import SettingsError
from geo.language.pipeline import Models, annotate
from geo.lexicons import reading
from geo.settings import Settings
from geo.sources import make_document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@cache
def _model() -> Language | str:
    try:
        return Models(Settings().models).of("es")
    except (SettingsError, KeyError) as error:
        return f"no Spanish model is installed: {error}"


def read(text: str, published: str = "2026-02-24") -> Doc:
    """A Spanish text with everything that the rules find in it."""
    model = _model()
    if isinstance(model, str):
        pytest.skip(model)
    document = make_document(text, {"language": "es", "published": published}, name="a.md")
    with reading("es"):
        return annotate(model, document)
