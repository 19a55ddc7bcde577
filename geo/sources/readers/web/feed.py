"""Feeds (RSS, Atom, JSON Feed): the items that hold their whole text, and where the others lie.

What a feed tells of an article is often its first sentences; those are no article, and are not read as one.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import feedparser

from geo.errors import SourceError
from geo.sources.naming import outlet_in
from geo.sources.readers.told import Elsewhere, Told, sure_language
from geo.sources.readers.web.piece import piece_of_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.sources.readers.told import Came

#: Items of one feed; papers give 20 to 100.
MOST_ITEMS = 500
#: Words from which on what a feed holds is the article and not its beginning: editors write leads of 20 to 60 words,
#: programs cut at 55 (WordPress) or 100.
WHOLE = 150
IN_FEED = "the feed"
_BROKEN_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|»)\s*$")
_PAGE = re.compile(r"https?://\S+", re.IGNORECASE)

Item = dict[str, Any]
"""link, html or text, title, published, changed, author and publisher, as far as the feed has them."""


def read(name: str, data: bytes, came: Came | None = None) -> Iterator[Told | Elsewhere]:
    """A text for each item that holds one, and the address of each other.

    Raises SourceError: no feed, or one without items.
    """
    base = came.values.get("url", "") if came else ""
    items, language = _items(data, base)
    if not items:
        raise SourceError(f"{name} is no feed that can be read, or has no items: give the address of an article.")
    for number, item in enumerate(items[:MOST_ITEMS], start=1):
        yield _item(item, base, language, f"item {number}")


def _items(data: bytes, base: str) -> tuple[list[Item], str]:
    """The items of a feed, and the language that it says it is in."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(data)
    # A stream, never a text: that would be taken for an address to open.
    # Nothing is taken out of its markup but by what reads it, which asks of its styles what is not seen.
    headers = {"content-location": base}
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    outlet = outlet_in(parsed.feed.get("publisher")) or parsed.feed.get("title")  # the first may be who keeps the pages
    return [_of_xml(entry, outlet) for entry in parsed.entries], parsed.feed.get("language") or ""


def _of_xml(entry: Any, outlet: object) -> Item:  # noqa: ANN401 - the library has no types
    written = max((part.get("value") or "" for part in entry.get("content", ())), key=len, default="")
    return {
        "link": entry.get("link"),
        "html": max(written, entry.get("summary") or "", key=len),
        "title": piece_of_page(entry.get("title") or "")[0],
        "published": entry.get("published"),
        "changed": entry.get("updated"),
        "author": entry.get("author"),
        "publisher": (entry.get("source") or {}).get("title") or outlet,
    }


def _of_json(data: bytes) -> tuple[list[Item], str]:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return [], ""
    listed = feed.get("items") if isinstance(feed, dict) else None
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return [_of_entry(entry, feed.get("title")) for entry in entries], str(feed.get("language") or "")


def _of_entry(entry: Item, outlet: object) -> Item:
    authors = entry.get("authors") if isinstance(entry.get("authors"), list) else [entry.get("author")]
    names = [str(author["name"]) for author in authors or () if isinstance(author, dict) and author.get("name")]
    return {
        "link": entry.get("url") or entry.get("external_url"),
        "html": entry.get("content_html"),
        "text": entry.get("content_text") or entry.get("summary"),
        "title": entry.get("title"),
        "published": entry.get("date_published"),
        "changed": entry.get("date_modified"),
        "author": ", ".join(names),
        "publisher": outlet,
    }


def _item(item: Item, base: str, language: str, part: str) -> Told | Elsewhere:
    stated = {key: item[key] for key in ("title", "published", "author", "publisher")}
    values = {key: " ".join(word.split()) for key, word in stated.items() if isinstance(word, str) and word.strip()}
    is_marked_up = isinstance(item.get("html"), str)
    text, cleared = piece_of_page(item["html"]) if is_marked_up else (str(item.get("text") or ""), ())
    link = _link(item["link"], base)
    if item["link"] and (len(text.split()) < WHOLE or _BROKEN_OFF.search(text)):
        return Elsewhere(link, values)
    if link:
        values["url"] = link
    found = dict.fromkeys((*values, "language"), IN_FEED)
    code, doubts = sure_language(language, text)
    return Told(text, {**values, "language": code}, found, (*doubts, *cleared), part, item["changed"])


def _link(given: object, base: str) -> str:
    try:
        link = urljoin(base, given.strip()) if isinstance(given, str) else ""
    except ValueError:
        return ""
    return link if _PAGE.fullmatch(link) else ""
