"""The small ledger of numbers that count no casualties, one line each for a number that a text tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.incident import IncidentFigure
from geo.reconcile.events.places import fold
from geo.reconcile.passages import passage
from geo.reconcile.people import within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.reconcile.people import People
    from geo.types import Extraction, Figure


def _line(extraction: Extraction, figure: Figure, people: People) -> IncidentFigure:
    document = extraction.document
    by = people.name(document.id, figure.attributed_to) if figure.attributed_to else None
    return IncidentFigure(
        figure=figure,
        doc_id=document.id,
        publisher=document.publisher,
        published=document.published,
        asserted_by=within_a_sentence(by, document.language) if by else document.publisher,
        evidence=passage(document.id, figure),
    )


def _lines(extraction: Extraction, people: People, witness: str) -> Iterator[tuple[tuple[object, ...], IncidentFigure]]:
    for figure in extraction.figures:
        key = (witness, figure.min, figure.max, figure.approx, fold(figure.what), figure.unsure)
        yield key, _line(extraction, figure, people)


def figures_of(
    extractions: Iterable[Extraction], people: People, witness: Mapping[str, str]
) -> tuple[IncidentFigure, ...]:
    """Every figure, once for each text; documents of one story (``stories.witness_of``) are one text."""
    kept: dict[tuple[object, ...], IncidentFigure] = {}
    for extraction in extractions:
        doc_id = extraction.document.id
        for key, line in _lines(extraction, people, witness.get(doc_id, doc_id)):
            kept.setdefault(key, line)
    return tuple(kept.values())
