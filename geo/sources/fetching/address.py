"""What lies at an address to Documents: fetched where the user allowed it, then read as a file that was given."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import SourceError
from geo.sources.fetching.web import Web, shown
from geo.sources.readers.apart import Readers
from geo.sources.readers.formats import ENDINGS, ending_of
from geo.sources.readers.told import Came, charset_of, file_name, kind_of
from geo.types import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.settings import Settings
    from geo.sources.fetching.web import Answer
    from geo.types import Document

#: Kinds of content that are read, and the ending of a file of that kind; what stands in it decides, as with files.
KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/ld+json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/zip": "zip",
    "application/x-zip-compressed": "zip",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/rdf+xml": "xml",
    "application/feed+json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "message/rfc822": "eml",
    "multipart/related": "mhtml",
}
#: Kinds that say nothing, so that the address has to.
_ANYTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
ASKED = "the address that was asked"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|https?:[/\\]", re.IGNORECASE)


def is_address(given: str) -> bool:
    """Whether what was typed is an address and no path."""
    return given.strip().lower().startswith(("http://", "https://"))


def is_no_path(given: str) -> bool:
    """Whether what was typed is an address of any kind, also of one that is not read, or with a slash too few."""
    return bool(_SCHEME.match(given.strip()))


def refuse_other_address(given: str) -> None:
    """Raise SourceError where what was typed is an address of another kind than pages have, and so no path either."""
    if given.strip().lower().startswith("www.") and not Path(given).exists():
        raise SourceError(f"{shown(given)} is no file: if it is an address, write https:// before it.")
    if is_no_path(given) and not is_address(given):
        raise SourceError(
            f"{shown(given.strip())} is no address that is read, for only http:// and https:// are: save what is there "
            "and give it as a file."
        )


def read_addresses(
    addresses: Iterable[str], settings: Settings, web: Web | None = None
) -> Iterator[Document | Rejected]:
    """What lies at addresses; while the network is not allowed, a Rejected for each that says so, and no request."""
    with ExitStack() as stack:
        readers = stack.enter_context(Readers())
        for address in addresses:
            if not settings.network:
                yield Rejected(shown(address), not_allowed(address))
                continue
            web = web or Web()
            yield from read_answer(readers, web, address)


def not_allowed(address: str) -> str:
    """What is said of an address while the network is not allowed."""
    return (
        f"{shown(address)} was not asked, since nothing leaves this machine: start with INCIDENT_ATLAS_NETWORK=on to "
        "allow it, or save the page and give it as a file."
    )


def read_answer(
    readers: Readers, web: Web, address: str, known: Mapping[str, str] | None = None, where: str = ""
) -> Iterator[Document | Rejected]:
    """What lies at one address; ``known`` are values that stood beside the address, ``where`` where it stood."""
    try:
        answer = web.get(address, {"accept": ", ".join(KINDS)}, wanted=is_read)
        yield from readers.read(name_of(answer), content_of(answer), _came(answer, known or {}, where))
    except SourceError as error:
        yield Rejected(shown(address), str(error))


def name_of(answer: Answer) -> str:
    """The address as a file's name, whose ending says what came."""
    own = ending_of(urlsplit(answer.url).path)
    kind = kind_of(answer.headers.get("content-type", ""))
    return file_name(answer.url, KINDS.get(kind) or (own if own in ENDINGS else "html"))


def is_read(content_type: str) -> bool:
    """Whether content of that kind is read."""
    return kind_of(content_type) in KINDS or kind_of(content_type) in _ANYTHING


def content_of(answer: Answer) -> bytes:
    """What an answer brought.

    Raises SourceError: nothing, and why.
    """
    if answer.status in {401, 402, 403, 407, 451}:
        raise SourceError(
            f"{answer.way} is not given to programs, or not without paying (status {answer.status}): open it in "
            "a browser and save the page."
        )
    if answer.status in {404, 410}:
        raise SourceError(f"{answer.way} is not there (status {answer.status}): check the address.")
    if answer.status != 200:
        raise SourceError(f"{answer.way} cannot be had now (status {answer.status}): try again later.")
    kind = answer.headers.get("content-type", "")
    if not is_read(kind):
        raise SourceError(
            f"{answer.way} is of a kind that is not read ({shown(kind_of(kind))[:60]}): give the address of the "
            "article."
        )
    return answer.content


def _came(answer: Answer, known: Mapping[str, str], where: str) -> Came:
    found = dict.fromkeys(known, where) | {"url": ASKED}
    return Came({**known, "url": answer.url}, found, charset_of(answer.headers.get("content-type", "")))
