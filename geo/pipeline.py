"""The way of one document, step by step: language, places, events and counts at places, jurisdictions."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import GazetteerError, SettingsError
from geo.escape import terminal
from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.gazetteer.service import SecondOpinion, second_opinion
from geo.language.dates.mentions import infer_published
from geo.language.pipeline import Models, annotate
from geo.lexicons import reading
from geo.resolve import resolve
from geo.resolve.jurisdictions import jurisdictions
from geo.resolve.offices import with_governments
from geo.resolve.place_records import place_records
from geo.resolve.scene import place_quotes
from geo.sources.languages import unread_reason
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.language.text.parsed import Doc
    from geo.settings import Settings

log = logging.getLogger(__name__)

NO_DATE = "no date of publication is stated and none can be inferred: weekdays stay unresolved; set the date."


class Pipeline:
    """Turns documents into extractions; holds the language models and the gazetteer, all read only.

    ``service`` is the geocoder that the user has turned on; None, the default: nothing leaves the machine.
    """

    def __init__(self, models: Models, gazetteer: Gazetteer, service: SecondOpinion | None = None) -> None:
        self.models = models
        self.gazetteer = gazetteer
        self.service = service

    def extract(self, document: Document) -> Extraction:
        """Everything ``document`` says; a language that is not read yields no records and the reason as a warning."""
        reason = unread_reason(document)
        if reason:
            return Extraction(document, warnings=(*document.warnings, reason))
        with reading(document.language):
            return self.read(document)[1]

    def read(self, document: Document) -> tuple[Doc, Extraction]:
        """As ``extract``, with the annotated text; the language must be one that is read."""
        document, doc = self._dated(document)
        mentions = resolve(doc, self.gazetteer, document.domain, self.service)
        tellings, casualties = place_records(doc, mentions, self.gazetteer)
        people, quotes, towns = with_governments(doc, mentions, tellings)
        involved = jurisdictions(doc, mentions, tellings, people, towns)
        return doc, Extraction(
            document,
            places=mentions,
            events=tellings,
            casualties=casualties,
            quotes=place_quotes(doc, quotes, mentions),
            people=people,
            jurisdictions=involved,
            warnings=(*document.warnings, *(() if document.published else (NO_DATE,))),
            figures=doc._.figures,
        )

    def try_extract(self, document: Document) -> Extraction | Rejected:
        """As ``extract``; a document on which the analysis fails is rejected with the reason and stops nobody.

        Raises MemoryError: it says nothing about the document, and this process may not be fit for another one.
        """
        try:
            return self.extract(document)
        except (
            GazetteerError,
            SettingsError,
            MemoryError,
        ):
            raise  # the fault is not the text's, and the next would fare no better
        except Exception as error:  # the one place where a fault in one text must not end the others
            log.exception("analysis of %s failed", terminal(document.name or document.id))
            reason = f"{type(error).__name__}: {error}".rstrip(".")
            return Rejected(
                document.name or document.id,
                f"{document.name or document.id} could not be analysed ({reason}): please report it.",
            )

    def _dated(self, document: Document) -> tuple[Document, Doc]:
        """The document with a date, inferred where it states none, and its annotation against that date."""
        nlp = self.models.of(document.language)
        doc = annotate(nlp, document)
        if document.published is not None:
            return document, doc
        day, reason = infer_published(doc)
        if day is None:
            return document, doc
        document = replace(document, published=day, published_basis="inferred", published_reason=reason)
        return document, annotate(nlp, document, doc)


def open_pipeline(settings: Settings, progress: Callable[[float, str], None] | None = None) -> Pipeline:
    """The pipeline as the settings say; a gazetteer that is missing or stale is built first, with ``progress`` told."""
    return Pipeline(Models(settings.models), open_gazetteer(settings, progress), second_opinion(settings))
