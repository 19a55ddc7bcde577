"""The files that a view can leave as: a row each, with its ending, what it is called and what makes it.

The libraries that write them take 90 MB: each is loaded where the first file of its kind is made, and not by who only
asks which kinds there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from geo.export.brief.compose import composed
from geo.export.codebooks import acled_csv, ucdp_csv
from geo.export.dataset.whole import incident_json
from geo.export.layout import items, sheets
from geo.export.svg import png
from geo.export.write.drawing import svg_file
from geo.export.write.plain import plain
from geo.messages import message, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.export.brief.content import Brief, View
    from geo.export.ground import Outlines
    from geo.export.single.behind import Behind

#: The format whose files have a fingerprint.
SEALED = "sealed"
#: Pixels of the large picture.
_LARGE = 3840


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, made of a brief, of the view, or of the view with what it needs beside it."""

    ending: str
    media_type: str
    label: str
    """What the page calls it, as a message."""
    of_brief: Callable[[Brief, Outlines], bytes] | None = None
    of_view: Callable[[View, Behind], bytes] | None = None
    of_data: Callable[[View], bytes] | None = None
    of_map: Callable[[View, Outlines], bytes] | None = None
    name: str = "brief"
    """Of the file that a reader saves, without its ending."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and the sentences that were left out of it since nothing bears them out, each with the reason."""

    data: bytes
    refused: tuple[tuple[str, str], ...] = ()


def made(name: str, view: View, outlines: Outlines, behind: Behind | None = None) -> Made:
    """The file of that format, in the language of now; ``behind``: for those that are made of more than the view."""
    told = FORMATS[name]
    if told.of_view is not None:
        assert behind is not None  # noqa: S101 - pages and commands always have it
        return Made(told.of_view(view, behind))
    if told.of_data is not None:
        return Made(told.of_data(view))
    if told.of_map is not None:
        return Made(told.of_map(view, outlines))
    brief = composed(view)
    assert told.of_brief is not None  # noqa: S101 - a row has one of the four
    return Made(told.of_brief(brief, outlines), brief.refused)


def refused(view: View) -> tuple[tuple[str, str], ...]:
    """The sentences that any file of this view does without, as in ``Made``."""
    return composed(view).refused


def _slides(brief: Brief, outlines: Outlines) -> bytes:
    from geo.export.write.slides import pptx

    return pptx(sheets.sheets(brief, outlines), brief.title.text)


def _paper(brief: Brief, outlines: Outlines) -> bytes:
    from geo.export.write.paper import pdf

    return pdf(sheets.sheets(brief, outlines), brief.title.text, spoken())


def _page(brief: Brief, outlines: Outlines) -> bytes:
    from geo.export.write.paper import pdf

    return pdf([sheets.one_page(brief, outlines)], brief.title.text, spoken())


def _document(brief: Brief, outlines: Outlines) -> bytes:
    from geo.export.write.document import document

    return document(brief, outlines)


def _svg(brief: Brief, outlines: Outlines) -> bytes:
    return svg_file(items.svg(sheets.one_page(brief, outlines))).encode()


def _png(brief: Brief, outlines: Outlines) -> bytes:
    return png(items.svg(sheets.one_page(brief, outlines)))


def _large_png(brief: Brief, outlines: Outlines) -> bytes:
    return png(items.svg(sheets.one_page(brief, outlines)), _LARGE)


def _plain(brief: Brief, _: Outlines) -> bytes:
    return plain(brief).encode()


def _shapes(name: str, view: View, outlines: Outlines) -> bytes:
    from geo.export.dataset.features import WRITERS

    return WRITERS[name](view, outlines)


def _tables(view: View) -> bytes:
    from geo.export.dataset.workbook import xlsx

    return xlsx(view)


def _csv_files(view: View) -> bytes:
    from geo.export.dataset.workbook import csv_files

    return csv_files(view)


def _codings(view: View) -> bytes:
    from geo.export.dataset.workbook import codings_xlsx

    return codings_xlsx(view)


def _single(view: View, behind: Behind) -> bytes:
    from geo.export.single.page import single

    return single(view, behind)


def _case_file(view: View, behind: Behind) -> bytes:
    from geo.export.single.page import case_file

    return case_file(view, behind)


def _ucdp(view: View) -> bytes:
    return ucdp_csv(view.shown, view.whole)


def _acled(view: View) -> bytes:
    return acled_csv(view.shown, view.whole)


_OFFICE = "application/vnd.openxmlformats-officedocument"
#: By the name that the command line and the address use.
FORMATS: dict[str, Format] = {
    "pptx": Format("pptx", f"{_OFFICE}.presentationml.presentation", message("Slides (PPTX)"), _slides),
    "pdf": Format("pdf", "application/pdf", message("Paper, all of it (PDF)"), _paper),
    "pdf-page": Format("pdf", "application/pdf", message("Paper, one page (PDF)"), _page),
    "docx": Format("docx", f"{_OFFICE}.wordprocessingml.document", message("Document (DOCX)"), _document),
    "png": Format("png", "image/png", message("Picture, 1920 × 1080 (PNG)"), _png),
    "png-large": Format("png", "image/png", message("Picture, 3840 × 2160 (PNG)"), _large_png),
    "svg": Format("svg", "image/svg+xml", message("Drawing (SVG)"), _svg),
    "html": Format("html", "text/html", message("Single file with map and filters (HTML)"), of_view=_single),
    SEALED: Format("html", "text/html", message("Sealed case file (HTML)"), of_view=_case_file),
    "txt": Format("txt", "text/plain", message("Plain text"), _plain),
    "xlsx": Format(
        "xlsx",
        f"{_OFFICE}.spreadsheetml.sheet",
        message("Tables as a workbook (XLSX)"),
        of_data=_tables,
        name="incident",
    ),
    "csv": Format("zip", "application/zip", message("Tables as CSV files (ZIP)"), of_data=_csv_files, name="incident"),
    "geojson": Format(
        "geojson",
        "application/geo+json",
        message("Map of events (GeoJSON)"),
        of_map=partial(_shapes, "geojson"),
        name="events",
    ),
    "gpkg": Format(
        "gpkg",
        "application/geopackage+sqlite3",
        message("Map and tables (GeoPackage)"),
        of_map=partial(_shapes, "gpkg"),
        name="events",
    ),
    "parquet": Format(
        "parquet",
        "application/vnd.apache.parquet",
        message("Map of events (GeoParquet)"),
        of_map=partial(_shapes, "parquet"),
        name="events",
    ),
    "kml": Format(
        "kml",
        "application/vnd.google-earth.kml+xml",
        message("Map of events (KML)"),
        of_map=partial(_shapes, "kml"),
        name="events",
    ),
    "json": Format(
        "json", "application/json", message("The whole incident (JSON)"), of_data=incident_json, name="incident"
    ),
    "codings": Format(
        "xlsx",
        f"{_OFFICE}.spreadsheetml.sheet",
        message("UCDP, ACLED, Airwars side by side (XLSX)"),
        of_data=_codings,
        name="codings",
    ),
    "ucdp": Format("csv", "text/csv", message("Events as UCDP GED (CSV)"), of_data=_ucdp, name="ucdp"),
    "acled": Format("csv", "text/csv", message("Events as ACLED (CSV)"), of_data=_acled, name="acled"),
}
