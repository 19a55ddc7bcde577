"""Web archives (WARC): the pages and documents that a crawler or a browser kept, each with its address.

Redirects, errors, pictures, scripts and styles are no sources.  A kept page often has no article; those are told by
their number.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from geo.errors import SourceError
from geo.sources.readers.told import Came, Inside, Unread, charset_of, file_name, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warcio.recordloader import ArcWarcRecord

#: Records that are looked at, pictures and scripts among them; and bytes that are unpacked, of all and of one.
MOST_RECORDS = 50_000
MOST_UNPACKED = 200_000_000
MOST_OF_ONE = 10_000_000
#: Kinds of content that are sources, with the ending of such a file.
KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}
IN_ARCHIVE = "the web archive"


def read(name: str, data: bytes) -> Iterator[Inside | Unread]:
    """The pages and documents in it.

    Raises SourceError: no web archive, or without any.
    """
    left, found = MOST_UNPACKED, 0
    try:
        for number, record in enumerate(ArchiveIterator(io.BytesIO(data))):
            url, ending = _source(record)
            content = _content(record, left) if ending else b""
            left -= len(content)
            if left <= 0 or number >= MOST_RECORDS:
                yield Unread(f"{name} holds more than is read: split it; what came before that is kept.")
                return
            if content:
                found += 1
                told = record.http_headers or record.rec_headers
                came = Came({"url": url}, {"url": IN_ARCHIVE}, charset_of(told.get_header("Content-Type") or ""))
                yield Inside(file_name(url, ending), content, came, expected=False)
    except (ArchiveLoadFailed, zlib.error, ValueError, EOFError, OSError, AttributeError, UnicodeError) as error:
        if not found:
            raise SourceError(f"{name} is no web archive that can be read ({_reason(error)}): save it anew.") from error
        yield Unread(f"{name} breaks off or is damaged ({_reason(error)}): what came before that is kept.")
        return
    if not found:
        raise SourceError(f"{name} is a web archive without pages: give one that was made with their texts.")


def _reason(error: Exception) -> str:
    if isinstance(error, AttributeError):  # the library stumbles over a record without a head
        return "a record has no head"
    return " ".join(str(error).split())[:80].rstrip(".: ") or type(error).__name__


def _source(record: ArcWarcRecord) -> tuple[str, str]:
    """The address of a source that was kept, and the ending of its kind; both empty: it is none."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    told = record.http_headers if record.rec_type == "response" else record.rec_headers
    sound = record.rec_type == "resource" or (record.rec_type == "response" and _status(record) == "200")
    if not sound or not url.lower().startswith(("http://", "https://")) or told is None:
        return "", ""
    ending = KINDS.get(kind_of(told.get_header("Content-Type") or ""), "")
    return (url, ending) if ending else ("", "")


def _status(record: ArcWarcRecord) -> str:
    return str(record.http_headers.get_statuscode()) if record.http_headers else ""


def _content(record: ArcWarcRecord, left: int) -> bytes:
    """The content without what it travelled in; none of what is larger than a source.

    Raises EOFError: the file ends before it does; half a page would be taken for one.
    """
    content = bytes(record.content_stream().read(min(MOST_OF_ONE, left) + 1))
    if len(content) > MOST_OF_ONE:
        return b""
    if record.raw_stream.limit and not record.raw_stream.read(1):
        raise EOFError("in the middle of a page")
    return content
