"""The tables of a view as a workbook for a spreadsheet, or as CSV files in one archive."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from geo.escape import cell
from geo.export import codings
from geo.export.code_words import SHEETS
from geo.export.dataset.about import about, as_text
from geo.export.package import entry, rewritten
from geo.export.tables import plain, tables
from geo.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from geo.export.brief.content import View
    from geo.export.tables import Table

#: Units of UTF-16 that a cell of a spreadsheet holds; what is longer ends with a mark.
_MOST = 32_767
_WIDTH = 18
_HEAD = Font(bold=True)


def xlsx(view: View) -> bytes:
    """A workbook with a sheet for each table, and one on what it is."""
    return _workbook(view, tables(view))


def codings_xlsx(view: View) -> bytes:
    """The events as UCDP GED, ACLED and Airwars would code them, side by side, and what the workbook is."""
    return _workbook(view, (codings.codings(view.shown, view.whole),))


def csv_files(view: View) -> bytes:
    """An archive of CSV files, and a text on what they are."""
    files = {f"{table.name}.csv": table.csv() for table in tables(view)}
    files["about.txt"] = as_text(view).encode()
    return _archive(files)


def _workbook(view: View, sheets: Iterable[Table]) -> bytes:
    book = Workbook(write_only=True)
    for table in sheets:
        _add(book, table.name, table.headings(), table.cells())
    _add(book, "about", [say("About"), view.whole.title], [[a.label, a.words] for a in about(view)])
    book.properties.title = str(plain(view.whole.title))
    book.properties.creator = "Incident Atlas"
    out = io.BytesIO()
    book.save(out)
    return rewritten(out.getvalue())


def _add(book: Workbook, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet = book.create_sheet(SHEETS.get(name) or name)
    sheet.freeze_panes = "A2"
    for number in range(1, len(head) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.append([_bold(sheet, words) for words in head])
    for row in rows:
        sheet.append([_held(value) for value in row])


def _bold(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, _held(words))
    made.font = _HEAD
    return made


def _held(value: object) -> object:
    """The value as a cell may hold it: nothing that runs, nothing too long, no control characters."""
    told = cell(plain(value))
    if not isinstance(told, str) or len(told.encode("utf-16-le")) // 2 <= _MOST:
        return told
    return told.encode("utf-16-le")[: 2 * (_MOST - 1)].decode("utf-16-le", "ignore") + "…"


def _archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(entry(name), data)
    return out.getvalue()
