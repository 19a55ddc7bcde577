"""The files that a view can leave as: a row each, with its ending, what it is called and what makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.export.brief.compose import composed
from geo.export.codebooks import acled_csv, ucdp_csv
from geo.export.layout import items, sheets
from geo.export.svg import png
from geo.export.write.document import document
from geo.export.write.paper import pdf
from geo.export.write.plain import plain
from geo.export.write.slides import pptx
from geo.messages import message, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.export.brief.content import Brief, View
    from geo.export.ground import Outlines
    from geo.incident import Incident

#: Pixels of the large picture.
_LARGE = 3840


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, made of a brief or else of the events that are left."""

    ending: str
    media_type: str
    label: str
    """What the page calls it, as a message."""
    of_brief: Callable[[Brief, Outlines], bytes] | None = None
    of_incident: Callable[[Incident], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and the sentences that were left out of it since nothing bears them out, each with the reason."""

    data: bytes
    refused: tuple[tuple[str, str], ...] = ()


def made(name: str, view: View, outlines: Outlines) -> Made:
    """The file of that format, in the language of now."""
    told = FORMATS[name]
    if told.of_incident is not None:
        return Made(told.of_incident(view.shown))
    brief = composed(view)
    assert told.of_brief is not None  # noqa: S101 - a row has one of the two
    return Made(told.of_brief(brief, outlines), brief.refused)


def refused(view: View) -> tuple[tuple[str, str], ...]:
    """The sentences that any file of this view does without, as in ``Made``."""
    return composed(view).refused


def _slides(brief: Brief, outlines: Outlines) -> bytes:
    return pptx(sheets.sheets(brief, outlines), brief.title.text)


def _paper(brief: Brief, outlines: Outlines) -> bytes:
    return pdf(sheets.sheets(brief, outlines), brief.title.text, spoken())


def _page(brief: Brief, outlines: Outlines) -> bytes:
    return pdf([sheets.one_page(brief, outlines)], brief.title.text, spoken())


def _svg(brief: Brief, outlines: Outlines) -> bytes:
    return items.svg(sheets.one_page(brief, outlines)).encode()


def _png(brief: Brief, outlines: Outlines) -> bytes:
    return png(items.svg(sheets.one_page(brief, outlines)))


def _large_png(brief: Brief, outlines: Outlines) -> bytes:
    return png(items.svg(sheets.one_page(brief, outlines)), _LARGE)


def _plain(brief: Brief, _: Outlines) -> bytes:
    return plain(brief).encode()


_OFFICE = "application/vnd.openxmlformats-officedocument"
#: By the name that the command line and the address use.
FORMATS: dict[str, Format] = {
    "pptx": Format("pptx", f"{_OFFICE}.presentationml.presentation", message("Slides (PPTX)"), _slides),
    "pdf": Format("pdf", "application/pdf", message("Paper, all of it (PDF)"), _paper),
    "pdf-page": Format("pdf", "application/pdf", message("Paper, one page (PDF)"), _page),
    "docx": Format("docx", f"{_OFFICE}.wordprocessingml.document", message("Document (DOCX)"), document),
    "png": Format("png", "image/png", message("Picture, 1920 × 1080 (PNG)"), _png),
    "png-large": Format("png", "image/png", message("Picture, 3840 × 2160 (PNG)"), _large_png),
    "svg": Format("svg", "image/svg+xml", message("Drawing (SVG)"), _svg),
    "txt": Format("txt", "text/plain", message("Plain text"), _plain),
    "ucdp": Format("csv", "text/csv", message("Events as UCDP GED (CSV)"), of_incident=ucdp_csv),
    "acled": Format("csv", "text/csv", message("Events as ACLED (CSV)"), of_incident=acled_csv),
}
