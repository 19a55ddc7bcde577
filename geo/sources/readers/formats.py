"""The kinds of files that are read, one row each: how they are known, how large they may be, what reads them.

What stands in a file decides over how it is called.  A reader is a module of this package with ``read(name, data)``,
which gives a ``Told`` for each text, an ``Inside`` for each file in it, an ``Unread`` for what it has to leave out, and
raises SourceError where nothing can be read.  It is imported only where it reads.
"""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.settings import MAX_FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

MB = 1_000_000
#: First bytes that are looked at.
HEAD = 4096

_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|section|div|p|h1|title|meta|script|table)\b", re.IGNORECASE
)
_BEFORE_TAG = re.compile(rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
_FEED = re.compile(rb"(?:<!doctype\s+rss[^>]*>\s*)?<(?:rss|feed|rdf:rdf|atom:feed)[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'\s*\{[^{}\[\]]{0,2000}?"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_HEADER = re.compile(
    rb"(?:\A|\n)(from|to|subject|date|message-id|mime-version|received|return-path)[ \t]*:", re.IGNORECASE
)
_SAVED = re.compile(rb"\bmultipart/related\b", re.IGNORECASE)
_SNAPSHOT = re.compile(rb"\n(?:snapshot-content-location|x-maf-|from:[ \t]*<?saved by)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    called: str
    """In a sentence: "a PDF"."""
    endings: tuple[str, ...]
    """Lower case, without the dot."""
    module: str
    """The reader, by its name in this package."""
    most_bytes: int
    """Of a file."""
    seconds: float = 0.0
    """Of computing that it may take, in a process of its own; 0: it cannot run wild and is read at once."""
    known: Callable[[bytes], bool] | None = None
    """Whether a file is of this kind by its first bytes; None: only its name tells."""
    needs: bool = False
    """Whether a file without these bytes cannot be of this kind, whatever its name says."""


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_warc(head: bytes) -> bool:
    """Packed or not; each record is packed by itself, so that the first bytes tell."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _is_page(head: bytes) -> bool:
    plain = _narrow(head)
    before = _BEFORE_TAG.match(plain)
    return bool(before and _TAG.match(plain, before.end()))


def _is_mail(head: bytes) -> bool:
    """Two headers of a message, one of which nobody writes by hand; else it is a text with a header of ours."""
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    named = {match.lower() for match in _HEADER.findall(block)}
    first = re.match(rb"[A-Za-z-]+[ \t]*:|From ", head)
    return (
        bool(first) and len(named) > 1 and bool(named & {b"message-id", b"mime-version", b"received", b"return-path"})
    )


def _is_saved_page(head: bytes) -> bool:
    return _is_mail(head) and bool(_SAVED.search(head)) and bool(_SNAPSHOT.search(b"\n" + head))


def _is_feed(head: bytes) -> bool:
    plain = _narrow(head)
    before = _BEFORE_TAG.match(plain)
    return bool(_JSON_FEED.match(plain) or (before and _FEED.match(plain, before.end())))


def _narrow(head: bytes) -> bytes:
    """The first characters one byte each, without a mark: enough to see tags in UTF-16 too."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


#: In the order in which they are tried.
FORMATS = (
    Format("a web archive", ("warc", "gz"), "web.warc", 50 * MB, 60, _is_warc),
    Format("a PDF", ("pdf",), "pdf", 50 * MB, 90, _is_pdf, needs=True),
    Format("a Word document", ("docx",), "archive", 50 * MB, 30, _is_zip, needs=True),
    Format("an OpenDocument text", ("odt",), "archive", 50 * MB, 30, _is_zip, needs=True),
    Format("a web archive (WACZ)", ("wacz",), "archive", 50 * MB, 30, _is_zip, needs=True),
    Format("a ZIP archive", ("zip",), "archive", 50 * MB, 30, _is_zip, needs=True),
    Format("a saved page", ("mhtml", "mht"), "saved_page", 25 * MB, 30, _is_saved_page),
    Format("an e-mail", ("eml",), "mail", 25 * MB, 30, _is_mail),
    Format("a page", ("html", "htm", "xhtml"), "page", 10 * MB, 30, _is_page),
    Format("a feed", ("xml", "rss", "atom"), "web.feed", 10 * MB, 30, _is_feed),
    Format("JSON", ("json",), "rows", 25 * MB, 30),
    Format("JSON lines", ("jsonl", "ndjson"), "rows", 25 * MB, 30),
    Format("a table", ("csv", "tsv"), "rows", 25 * MB, 30),
    Format("text", ("txt", "md"), "plain", MAX_FILE_BYTES),
)  # fmt: skip
#: Endings of files that are read.
ENDINGS = tuple(ending for row in FORMATS for ending in row.endings)
#: Bytes of the largest file of any kind.
MOST_BYTES = max(row.most_bytes for row in FORMATS)

#: First bytes of what people drop by mistake, and what they dropped.
FOREIGN = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"RIFF": "a picture, sound or film",
    b"\xd0\xcf\x11\xe0": "an office document of the old kind",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xfd7zXZ": "an XZ archive",
    b"{\\rtf": "an RTF document",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}


def ending_of(name: str) -> str:
    """What stands behind the last dot of a file's name, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def format_of(name: str, data: bytes) -> Format:
    """The kind of file that ``data`` is.

    Raises SourceError: empty, too large, or of a kind that is not read; the sentence says what to do.
    """
    if not data.strip():
        raise SourceError(f"{name} is empty: put the article's text into it and try again.")
    found = _seen(name, data[:HEAD]) or _named(name)
    check_size(len(data), name, found.most_bytes)
    return found


def _seen(name: str, head: bytes) -> Format | None:
    """By its content; of those that begin alike the one that the name says, else the last."""
    seen = [row for row in FORMATS if row.known and row.known(head)]
    if seen:
        alike = [row for row in seen if row.known is seen[0].known]
        return next((row for row in alike if ending_of(name) in row.endings), alike[-1])
    for magic, what in FOREIGN.items():
        if head.startswith(magic):
            raise SourceError(f"{name} is {what}, which is not read: save its text as .txt or .md and try again.")
    return None


def _named(name: str) -> Format:
    ending = ending_of(name)
    found = next((row for row in FORMATS if ending in row.endings), None)
    if found is None:
        raise SourceError(
            f"{name} is of no kind that is read (texts, pages, PDF, Word, e-mails, tables, feeds, archives): save its "
            "text as .txt or .md and try again."
        )
    if found.needs:
        raise SourceError(f"{name} is not {found.called}, whatever its name says: save it anew and try again.")
    return found


def most_bytes_for(name: str) -> int:
    """The size that a file of that name may have, before it is opened."""
    return next((row.most_bytes for row in FORMATS if ending_of(name) in row.endings), MOST_BYTES)


def check_size(size: int, name: str, most: int) -> None:
    """Raise SourceError where ``size`` bytes are more than the ``most`` that a file of its kind may have."""
    if size > most:
        shown = math.ceil(size / 100_000) / 10  # the next tenth: 25 MB and a byte are more than 25 MB
        raise SourceError(
            f"{name} has {shown:g} MB and the limit is {most / 1e6:.0f} MB: split it into smaller files, one for "
            "each article where it holds several, or save its text alone as .txt."
        )
