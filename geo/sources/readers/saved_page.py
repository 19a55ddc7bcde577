"""Pages as browsers save them in one file (MHTML): the page among its parts, and the address it was saved from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.sources.readers import page
from geo.sources.readers.mail import charset, content, header, parsed, torn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import MIMEPart as EmailMessage

    from geo.sources.readers.told import Told

#: The name of the part that a saved page is, among those of frames.
START = re.compile(r"\bstart=\"?([^\";]+)", re.IGNORECASE)


def read(name: str, data: bytes) -> Iterator[Told]:
    """The article of the page.

    Raises SourceError: no page or no article in it.
    """
    message = parsed(name, data)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html" and content(part).strip()]
    root = next((part for part in pages if _is_root(part, message)), next(iter(pages), None))
    if root is None:
        raise SourceError(f"{name} is a saved page without the page: save it again, or copy its text into a .txt file.")
    addresses = (header(message, "snapshot-content-location"), header(root, "content-location"))
    url = next((address for address in addresses if address.startswith(("http://", "https://"))), None)
    told = page.article(name, content(root), charset(root), url)
    yield replace(told, made=header(message, "date"), warnings=(*told.warnings, *torn(name, message)))


def _is_root(part: EmailMessage, message: EmailMessage) -> bool:
    """Whether a message calls a part that which it is of, by its name or by the address it was saved from."""
    named, saved = START.search(header(message, "content-type")), header(message, "snapshot-content-location")
    if named:
        return header(part, "content-id").strip("<> ") == named[1].strip("<> ")
    return bool(saved) and header(part, "content-location") == saved
