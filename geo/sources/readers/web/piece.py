"""A piece of a page as feeds, rows of tables and JSON hold it: its words as they are seen."""

from __future__ import annotations

import re

from lxml import etree, html

from geo.sources.readers.told import single_spaced
from geo.sources.readers.web.cleared import clear

#: Elements that stand for themselves, and those that stand beside each other in a line.
_BLOCKS = ("p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "figcaption", "br")
_CELLS = ("td", "th")


def piece_of_page(markup: str) -> tuple[str, tuple[str, ...]]:
    """The words of a piece of a page, a blank line between paragraphs, and what is said of what was left out."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.fragment_fromstring(markup, create_parent="div", parser=parser)
    except (etree.ParserError, ValueError):
        return single_spaced(markup), ()
    for element in list(tree.iter("script", "style", "template")):
        element.text = None
    said = clear(tree)
    for element in tree.iter(*_CELLS):
        element.tail = f"\t{element.tail or ''}"
    for element in tree.iter(*_BLOCKS):
        element.text, element.tail = f"\n\n{element.text or ''}", f"\n\n{element.tail or ''}"
    blocks = re.split(r"\s*\n\s*\n\s*", "".join(map(str, tree.itertext())))
    return "\n\n".join(single_spaced(block) for block in blocks if block.strip()), said
