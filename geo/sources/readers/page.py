"""Pages: trafilatura finds the article among navigation, advertisements and comments; nothing of a page is ever run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import html
from trafilatura.settings import Document as Extracted

from geo.errors import SourceError
from geo.sources.decoding import decode_declared
from geo.sources.readers.page_facts import facts_of, updated_on
from geo.sources.readers.told import Told, single_spaced, sure_language, without_headline
from geo.sources.readers.web.cleared import clear
from geo.sources.readers.web.own import signed_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from geo.sources.readers.told import Came

#: Elements of a page that is read; a long live blog has 20,000, and what trafilatura does grows with them.
MOST_ELEMENTS = 100_000
#: Characters of one page, tags included.
MOST_CHARACTERS = 10_000_000
#: Blocks of what trafilatura gives; each is a paragraph of the text.
_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "code", "fw", "ab"})
#: Characters of a paragraph that stands loose on a page, at least.
LEAST_LOOSE = 40

#: Characters of a page that says no more than that it wants to see a person, at most; and what it says.
MOST_OF_WALL = 600
_WALL = re.compile(
    r"\benable javascript and cookies\b|\bverif(?:y|ying)(?: that)? you are (?:a )?human\b|\bchecking your browser\b"
    r"|\bwe and our (?:\d[\d,.]* )?partners\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
#: What XML forbids, and no HTML needs.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(name: str, data: bytes, came: Came | None = None) -> Iterator[Told]:
    """The article of a page.

    Raises SourceError: no article in it, or a page too large.
    """
    yield article(name, data, came.charset, came.values.get("url")) if came else article(name, data)


def article(name: str, data: bytes, charset: str | None = None, url: str | None = None) -> Told:
    """The article of a page that came with a ``charset`` and from an address, where these are known.

    Raises SourceError: no article in it, or a page too large.
    """
    declared = _CHARSET.search(data[:4096])
    source, warnings = decode_declared(data, name, charset or (declared[1].decode("ascii") if declared else None))
    tree = _parsed(name, source[:MOST_CHARACTERS])
    values, found = facts_of(tree, source, url)
    updated = () if "published" in values else updated_on(tree)
    others, cleared = signed_elsewhere(tree), clear(tree)
    made = trafilatura.bare_extraction(tree, url=url, include_comments=False, with_metadata=True)
    if not isinstance(made, Extracted):
        raise SourceError(_no_article(name))
    for key, value in (("title", made.title), ("author", made.author)):
        if value and key not in values and not (key == "author" and value in others):
            values[key], found[key] = value, BY_READER
    pulled = _take_pulled(made.body)
    text = without_headline(list(filter(None, _blocks(made.body))), made.title, values.get("title"))
    if not text:
        raise SourceError(_no_article(name))
    if len(text) <= MOST_OF_WALL and _WALL.search(text):
        raise SourceError(
            f"{name} is no article but the page by which a site keeps programs out: open it in a browser and save "
            "the page when it shows the article."
        )
    values["language"], doubts = sure_language(str(values.get("language", "")), text)
    return Told(text, values, found, (*warnings, *doubts, *cleared, *pulled, *updated))


#: Where a value was found that the page marks up in no way of its own.
BY_READER = "the layout of the page"


def _no_article(name: str) -> str:
    return f"{name} has no article that could be found in it: copy its text into a .txt file, or paste it."


def _parsed(name: str, source: str) -> _Element:
    """The page as a tree; no address in it is opened, no entity but those of HTML known."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    clean = _CONTROLS.sub(" ", source).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(clean, parser=parser)
    except (ValueError, html.etree.ParserError) as error:
        raise SourceError(f"{name} has no text: its page is empty; save it again when it is loaded.") from error
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise SourceError(f"{name} has more than {MOST_ELEMENTS:,} elements: copy its text into a .txt file.")
    return tree


def _take_pulled(body: Any) -> tuple[str, ...]:  # noqa: ANN401 - an element, whose types lxml does not give
    """Take out quotations that only repeat, in larger type, what a paragraph says; what is said of that.

    One within a paragraph is part of its sentence.
    """
    paragraphs = (part for part in body.iter("p") if next(part.iterancestors("quote"), None) is None)
    prose = "\n".join(_plain(part) for part in paragraphs)
    apart = (quote for quote in body.iter("quote") if next(quote.iterancestors("p"), None) is None)
    repeated = [quote for quote in apart if (words := _plain(quote)) and words in prose]
    for quote in repeated:
        quote.text = ""
        for part in list(quote):
            quote.remove(part)
    return (f"quotations that repeat a sentence of the text were left out: {len(repeated)}.",) if repeated else ()


def _plain(block: Any) -> str:  # noqa: ANN401 - as above
    """Its words alone, to compare by."""
    return " ".join(re.findall(r"\w+", "".join(block.itertext()).casefold()))


def _blocks(body: Any) -> Iterator[str]:  # noqa: ANN401 - an element, whose types lxml does not give
    """The paragraphs in their order, each on one line but for the line breaks that the page has.

    What stands loose between paragraphs, as some pages have it, is one of its own.
    """
    loose = [body.text or ""]
    for part in body:
        if part.tag in _BLOCKS or next(part.iter(*_BLOCKS), None) is not None:
            yield _paragraph(loose)
            yield from [_words(part)] if part.tag in _BLOCKS else _blocks(part)
            loose = [part.tail or ""]
        else:
            loose += ["\n" if part.tag == "lb" else "".join(part.itertext()), part.tail or ""]
    yield _paragraph(loose)


def _paragraph(loose: list[str]) -> str:
    """Loose text that is long enough for one: the names of a menu are none."""
    told = _lines("".join(loose))
    return told if len(told) >= LEAST_LOOSE else ""


def _words(block: Any) -> str:  # noqa: ANN401 - as above
    for broken in block.iter("lb"):
        broken.tail = f"\n{broken.tail or ''}"
    for cell in block.iter("cell"):
        cell.tail = f"\t{cell.tail or ''}"
    return _lines("".join(block.itertext()))


def _lines(words: str) -> str:
    return "\n".join(filter(None, map(single_spaced, words.split("\n"))))
