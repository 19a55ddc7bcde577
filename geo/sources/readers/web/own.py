"""What of a page is its article's own, and no comment's or other story's."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements in which nothing is the article's.
_ASIDE = ("aside", "footer", "nav", "form", "li")
#: Kinds of schema.org, in addresses in lower case, whose properties are those of the page.
_OWN_KINDS = re.compile(r"/(?:\w*article|blogposting|liveblogposting|report|webpage|itempage|website)/?$")
#: Names and classes under which readers' comments and other stories stand.
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|comentarios?|related|relacionad[oa]s|recommended|more-stories)(?:$|[\s_-])"
)


def is_foreign(element: _Element) -> bool:
    """Whether an element belongs to a comment, to another story or to what stands beside the article."""
    kinds = (above.get("itemtype") for above in element.iterancestors() if above.get("itemscope") is not None)
    kind = next((found.strip().lower() for found in kinds if found), None)
    return (kind is not None and not _OWN_KINDS.search(kind)) or is_aside(element)


def is_aside(element: _Element) -> bool:
    """Whether it stands beside the article, or among comments."""
    return next(element.iterancestors(*_ASIDE), None) is not None or any(
        _OTHERS.search(f"{above.get('id') or ''} {above.get('class') or ''}".lower())
        for above in element.iterancestors("section", "div", "ol", "ul")
    )


def signed_elsewhere(tree: _Element) -> set[str]:
    """Who wrote comments and other stories, as the page marks it."""
    links = (link for link in tree.iter("a", "span") if link.get("rel") == "author" or link.get("itemprop") == "author")
    return {one_line(link.text_content()) for link in links if is_foreign(link)}


def one_line(value: object) -> str:
    """A value as words on one line, without tags; some pages write their references twice ("&amp;amp;")."""
    return " ".join(unescape(re.sub(r"<[^<>]{1,200}>", " ", value)).split()) if isinstance(value, str) else ""
