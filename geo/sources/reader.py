"""A text and what is said about it to a Document.

Its text is a verbatim part of what came in; only a header in front of it is cut off, and typed marks of notes are
taken out, which would be counted.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import SourceError
from geo.settings import MAX_TEXT_CHARS
from geo.sources.decoding import decode
from geo.sources.headers import Headed, split_header
from geo.sources.languages import UNKNOWN, detect_language, language_code
from geo.sources.naming import author_in, outlet_in, title_in
from geo.sources.published import read_published
from geo.types import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters of a title made of the text's first line.
TITLE_CHARS = 100
#: Characters of what a source says of itself, a title or an address; what is longer is cut, for every page shows it.
MAX_VALUE = 2_000
#: Hex digits of the hash that name a document; 16 make two alike in 4 billion documents about as likely as not.
ID_DIGITS = 16
#: What stands around one text in files of several kinds.
_AROUND = ("", "\n", "\n\n")
#: "https://web.archive.org/web/20260223000000/https://bee.example/a", and those of other archives.
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:ph|is|today|md|li))/[\w*]+/(https?://.+)", re.IGNORECASE
)
#: Marks of notes as they are typed, "31[2]": digits right behind a word or its stop, letters behind a number alone; not
#: "the[y]", not the "[2]" of a list, and no link of Markdown.
_TYPED_MARK = re.compile(r"(?:(?<=[\w.,;:!?)”\"'’])\[\d{1,3}\]|(?<=\d)\[[a-z]\])(?:\[(?:\d{1,3}|[a-z])\])*(?![\w(:])")


def document_id(text: str) -> str:
    """The first 16 hex digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def same_texts(text: str) -> dict[str, str]:
    """By its id each form in which a text comes out of other kinds of files: blank lines around it, ends of lines."""
    bare = re.sub(r"\r\n?", "\n", text).strip("\n")
    whole = {f"{head}{bare}{foot}" for head in _AROUND for foot in _AROUND}
    forms = {text} | whole | {form.replace("\n", "\r\n") for form in whole}
    return {document_id(form): form for form in forms}


def read_text(name: str, text: str, **stated: str | None) -> Document:
    """The document in a pasted text; ``stated`` (title, publisher, author, url, published …) wins over a header.

    Raises SourceError: empty, too large or binary.
    """
    decode(text.encode("utf-8", "surrogatepass"), name)
    headed = split_header(text)
    values = headed.values | {key: value for key, value in stated.items() if value}
    return _read(name, Headed(values, headed.body, headed.warnings), ())


def _read(name: str, headed: Headed, warnings: tuple[str, ...]) -> Document:
    if not headed.body.strip():
        raise SourceError(f"{name} has a header and no text: put the article's text below it and try again.")
    text, marks = without_typed_marks(headed.body)
    document = make_document(text, headed.values, name=name)
    return replace(document, warnings=(*warnings, *headed.warnings, *marks, *document.warnings))


def without_typed_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` without marks of notes as copies of pages hold them, as in "killed 31[2] people"; what is said of it."""
    clean, count = _TYPED_MARK.subn("", text)
    return clean, (f"marks of notes in brackets were left out: {count}.",) if count else ()


def make_document(text: str, values: dict[str, object] | dict[str, str], *, name: str | None) -> Document:
    """A Document of ``text``, unchanged, and what its source says about it.

    ``values`` may hold title, publisher, author, url, domain, published (any form), language and kind; anything
    unreadable becomes None with a warning.

    Raises SourceError: the text is too long, or not encodable as UTF-8.
    """
    check_text(text, name or "the text")
    published, unread = read_published(values.get("published"))
    language, guessed = _language(_word(values, "language"), text)
    url = _open(_word(values, "url"))
    return Document(
        id=document_id(text),
        title=title_in(_word(values, "title")) or first_words(text),
        text=text,
        publisher=outlet_in(_word(values, "publisher")),
        author=author_in(_word(values, "author")),
        url=url,
        domain=host(_word(values, "domain") or archived(url) or url),
        published=published,
        published_basis="stated" if published else None,
        language=language,
        kind=_word(values, "kind"),
        name=name,
        warnings=tuple(warning for warning in (unread, guessed, *_cut(values)) if warning),
    )


def check_text(text: str, name: str) -> None:
    """Raise SourceError where ``text`` cannot be analysed at all."""
    if len(text) > MAX_TEXT_CHARS:
        raise SourceError(
            f"{name} has {len(text):,} characters and the limit is {MAX_TEXT_CHARS:,}: "
            "split it into one file for each article."
        )
    if re.search(r"[\ud800-\udfff]", text):
        raise SourceError(f"{name} holds half a character (a lone surrogate): save it as UTF-8 again.")


def _word(values: dict[str, object] | dict[str, str], key: str) -> str | None:
    """A value as text on one line; None where there is none."""
    value = values.get(key)
    return " ".join(str(value).split())[:MAX_VALUE] or None if isinstance(value, str | int | float) else None


def _open(url: str | None) -> str | None:
    """An address without a name and password before its host, which are nobody's business."""
    return re.sub(r"(?<=//)[^/?#]*@", "", url, count=1) if url else None


def _cut(values: dict[str, object] | dict[str, str]) -> Iterator[str]:
    for key in ("title", "publisher", "author", "url", "domain", "language", "kind"):
        value = values.get(key)
        if isinstance(value, str) and len(value) > MAX_VALUE:
            yield f"the {key} has {len(value):,} characters; the first {MAX_VALUE:,} were kept."


def _language(stated: str | None, text: str) -> tuple[str, str | None]:
    """The stated language, or the detected one; with a warning where neither is sure."""
    code = language_code(stated)
    if code:
        return code, None
    found = detect_language(text)
    if found == UNKNOWN:
        return found, "the language was not recognised; give it as language: en in the front matter."
    return found, f"the language {stated!r} is not known; the text looks like {found}." if stated else None


def first_words(text: str) -> str:
    """The first line of ``text``, cut between words where it is long."""
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "Untitled")
    if len(line) <= TITLE_CHARS:
        return line
    return line[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"


def archived(url: str | None) -> str | None:
    """The address of the page of which an archive's address holds a copy; None: it is none."""
    found = _ARCHIVED.match(url or "")
    return found[1] if found else None


def host(url: str | None) -> str | None:
    """The host of an address, lower case, without "www." and port; None where there is none."""
    if not url:
        return None
    try:
        found = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return found.removeprefix("www.") or None if found and "." in found else None
