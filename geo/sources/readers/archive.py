"""ZIP files: archives of sources, and the documents that are ZIP files themselves.

Nothing is unpacked to the disk, so no name in an archive is a path.  What it unpacks to is bounded before it is.
"""

from __future__ import annotations

import io
import logging
import lzma
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from geo.errors import SourceError
from geo.sources.folders import PAGES, is_of_system, of_page
from geo.sources.readers.formats import ENDINGS, ending_of
from geo.sources.readers.office import odt, word
from geo.sources.readers.told import MOST_KINDS, Inside, Told, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

#: Files of one archive.
MOST_FILES = 2_000
#: Bytes that it unpacks to, and how many for each of its own where that is more than LITTLE: prose packs 3 to 1, the
#: tags of pages 10 to 1; a bomb 1,000 to 1.
MOST_UNPACKED = 200_000_000
RATIO = 100
LITTLE = 5_000_000

#: By a file that only such a document has: what it is.
_OFFICE = {
    "word/document.xml": "a Word document",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint file",
    "META-INF/container.xml": "an e-book",
}
WACZ = "a web archive"
WORD, ODT = "a Word document", "an OpenDocument text"
#: Other parts of theirs.
_PARTS = frozenset({"[Content_Types].xml", "content.xml", "styles.xml", "meta.xml"})
_FOLDERS = ("_rels/", "docProps/", "word/", "META-INF/")
#: What reads the documents, and how files of that name are called where not even that can be seen of them.
READERS = {WORD: word.read, ODT: odt.read}
OFFICE_FILES = {"docx": WORD, "odt": ODT}
#: What a damaged archive makes the library raise.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
_KEPT = re.compile(r"archive/[^/]+\.warc(?:\.gz)?\Z")
_ODT = b"application/vnd.oasis.opendocument.text"
_ODF = b"application/vnd.oasis.opendocument."


def read(name: str, data: bytes) -> Iterator[Told | Inside | Unread]:
    """The text of a document that is a ZIP file, else the files of an archive.

    Raises SourceError: damaged, locked, or too much; or a document that is not read.
    """
    office = OFFICE_FILES.get(ending_of(name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(name, archive, len(data))
            kind = _kind(archive)
            if kind is None and office and _was_office(archive):
                raise SourceError(damaged(name, office))
            if kind is None:
                yield from _files(name, archive)
            elif kind == WACZ:
                yield from (Inside(entry.filename, archive.read(entry)) for entry in _kept(archive))
    except BROKEN as error:
        if office:
            raise SourceError(damaged(name, office)) from error
        raise SourceError(f"{name} cannot be unpacked, it is damaged ({error}): pack or save it anew.") from error
    if kind in READERS:
        yield from _document(name, data, kind)
    elif kind != WACZ and kind:
        raise SourceError(f"{name} is {kind}, which is not read: save its text as .txt or .md and try again.")


def _document(name: str, data: bytes, kind: str) -> Iterator[Told]:
    """The text of an office document, whose parts may be damaged though it can be unpacked."""
    try:
        yield from READERS[kind](name, data)
    except (*BROKEN, KeyError, ValueError, etree.LxmlError, OpcError, PythonDocxError) as error:
        log.exception("reading %r as %s failed", name, kind)
        raise SourceError(damaged(name, kind)) from error


def damaged(name: str, kind: str) -> str:
    """What is said of an office document that cannot be read."""
    return f"{name} is damaged and cannot be read as {kind}: open it in its program and save it anew, or as .txt."


def _check(name: str, archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES:
        raise SourceError(f"{name} holds more than {MOST_FILES:,} files: split it.")
    if unpacked > MOST_UNPACKED or (unpacked > LITTLE and unpacked > RATIO * size):
        raise SourceError(
            f"{name} would unpack to {unpacked / 1e6:,.0f} MB from {size / 1e6:.1f} MB, as no archive of texts does: "
            "unpack it yourself and give its files."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceError(f"{name} is locked with a password: pack it without one and try again.")


def _kind(archive: zipfile.ZipFile) -> str | None:
    """The document that it is; None: an archive."""
    names = set(archive.namelist())
    if "mimetype" in names:
        told = archive.read("mimetype")[:100].strip()
        if told.startswith(_ODT):
            return ODT
        if told.startswith(_ODF):
            return "an OpenDocument file of another kind"
    if any(map(_KEPT.match, names)) and "datapackage.json" in names:
        return WACZ
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


def _was_office(archive: zipfile.ZipFile) -> bool:
    """Whether it has parts of an office document, though not the one with the text; else it is an archive misnamed."""
    return any(entry in _PARTS or entry.startswith(_FOLDERS) for entry in archive.namelist())


def _kept(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The pages of a WACZ; what lies beside them are lists of them."""
    return [entry for entry in archive.infolist() if _KEPT.match(entry.filename)]


def _files(name: str, archive: zipfile.ZipFile) -> Iterator[Inside | Unread]:
    """Files of kinds that are read, in the order of their names; the others by their number."""
    entries = sorted((entry for entry in archive.infolist() if not entry.is_dir()), key=lambda entry: entry.filename)
    ways = [_parts(entry.filename) for entry in entries]
    pages = _pages(ways)
    others: list[str] = []
    hidden = of_pages = 0
    for entry, way in zip(entries, ways, strict=True):
        if _is_hidden(way):
            hidden += 1
        elif _beside_page(way, pages):
            of_pages += 1
        elif ending_of(way[-1]) not in ENDINGS:
            others.append(ending_of(way[-1])[:10])
        else:
            yield Inside("/".join(way), archive.read(entry))
    if hidden == len(entries):
        raise SourceError(f"{name} is an empty archive: pack the files into it and try again.")
    yield from _not_read(name, others, hidden, of_pages)


def _not_read(name: str, others: list[str], hidden: int, of_pages: int) -> Iterator[Unread]:
    """What of an archive is not read: files with the endings ``others``, and how many that are no sources."""
    if others:
        kinds = ", ".join(f".{ending}" for ending in sorted(set(others))[:MOST_KINDS])
        yield Unread(f"files in {name} of kinds that are not read were left out: {len(others):,} ({kinds}).")
    if hidden:
        yield Unread(f"files in {name} that are hidden or the system's were passed over: {hidden:,}.", passed_over=True)
    if of_pages:
        yield Unread(
            f"files in {name} that a browser saved beside pages were passed over: {of_pages:,}.", passed_over=True
        )


def _parts(path: str) -> list[str]:
    """The names on the way to a file, without what leads out of the archive."""
    return [part for part in PurePosixPath(path.replace("\\", "/")).parts if part not in {"/", "..", "."}]


def _is_hidden(way: list[str]) -> bool:
    """Whether it is a hidden or a system's file, or has no name at all."""
    return not way or any(is_of_system(part) or part.startswith(".") for part in way)


def _pages(ways: list[list[str]]) -> dict[tuple[str, ...], set[str]]:
    """By folder: the names of the pages in it, without their endings."""
    found: dict[tuple[str, ...], set[str]] = {}
    for way in filter(None, ways):
        page = PurePosixPath(way[-1])
        if page.suffix.lower() in PAGES:
            found.setdefault(tuple(way[:-1]), set()).add(page.stem)
    return found


def _beside_page(way: list[str], pages: dict[tuple[str, ...], set[str]]) -> bool:
    """Whether it lies in the folder that a browser saves beside a page, with its pictures and advertisements."""
    return any(of_page(part, pages.get(tuple(way[:depth]), ())) for depth, part in enumerate(way[:-1]))
