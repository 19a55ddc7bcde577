"""What a page says about itself, and where: data for search engines, meta tags, headings, times, its address."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo.sources.published import read_published
from geo.sources.readers.web.own import is_foreign, one_line
from geo.sources.readers.web.page_days import best_day, changed_at_head, days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    Facts = tuple[dict[str, object], dict[str, str]]
    Said = Iterator[tuple[str, str]]
    """A value and where it stands."""

#: Nodes of a page's JSON-LD that are looked at, and its characters.
MOST_NODES = 5_000
LONGEST_JSON = 2_000_000
#: Kinds of schema.org that are one article, in lower case.
_ARTICLES = re.compile(r"(?:article|(?<!socialmedia)(?<!job)(?<!discussionforum)posting|report)$")
#: Share of the words of one of two titles that the other must have to be of the same article.
NEARLY = 0.5

#: Meta tags (name, property or itemprop) by what they tell, the surest first.
METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "sailthru.title", "parsely-title"),
    "published": (
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
        "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "rnews:datepublished",
        "publish-date", "publishdate", "publish_date", "publication_date", "publicationdate", "pubdate",
        "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date",
        "date.issued", "displaydate", "originalpublicationdate",
        "article_date_original", "ptime", "citation_publication_date", "citation_date",
        "date",
    ),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher"),
    "url": ("og:url", "twitter:url", "parsely-link"),
    "language": ("og:locale", "content-language", "dc.language", "language"),
}  # fmt: skip

JSON_LD = "the page's data for search engines"
HEADING = "the page's heading"
TITLE = "the title of the page's window"
CANONICAL = "the page's link to itself"
SAVED_FROM = "the note of the browser that saved the page"
LANG = "the language that the page states"

#: An address of the web without a name and password.
_OPEN = re.compile(r"\s*https?://[^\s/?#@]+(?:[/?#]|\s*$)")
_SAVED = re.compile(r"saved from url=\(\d+\)(https?://[^\s<>\"']{4,2000})|\burl: (https?://[^\s<>\"']{4,2000})")
_WORD = re.compile(r"[^\W\d_]{2,}")


def facts_of(tree: _Element, source: str, url: str | None) -> Facts:
    """Values by key and where each was found; ``source`` is the page as text, ``url`` where it is known to be from."""
    node, metas = _article(tree), _metas(tree)
    address = next(_addresses(tree, source, url, node, metas), None)
    said = {
        "title": _titles(tree, node, metas),
        "published": days_of(tree, [*_days_of_data(node), *_of_metas("published", metas)], address),
        "author": _authors(tree, node, metas),
        "publisher": _publishers(tree, node, metas),
        "url": iter([address] if address else []),
        "language": _languages(tree, node, metas),
    }
    values, found = dict[str, object](), dict[str, str]()
    for key, options in said.items():
        if chosen := best_day(list(options)) if key == "published" else next(options, None):
            values[key], found[key] = chosen
    if isinstance(title := values.get("title"), str):
        values["title"] = without_outlet(title, values.get("publisher"))
    return values, found


def without_outlet(title: str, outlet: object) -> str:
    """A title without " | The Bee" behind it or "The Bee | " before it, where the page's outlet is called that."""
    if not isinstance(outlet, str) or not outlet:
        return title
    name = rf"(?:www\.)?{re.escape(outlet)}"
    around = re.compile(rf"\s+[|–—·:-]+\s+{name}\s*$|^\s*{name}\s+[|–—·-]+\s+", re.IGNORECASE)
    return around.sub("", title) or title


# ------------------------------------------------------------------ JSON-LD
def _article(tree: _Element) -> dict[str, Any]:
    """The article of the data for search engines, empty where there is none.

    Of several the one that is called as the page is, or has its address; one alone may be called nearly so.
    """
    nodes = [node for script in tree.iter("script") for node in _of_script(script) if _ARTICLES.search(_kind(node))]
    names = {_plain(words) for part in tree.iter("h1", "title") if (words := one_line(part.text_content()))}
    links = {link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"}
    ours = (node for node in nodes if _is_called(node, names) or one_line(node.get("url")) in links)
    alone = nodes if len(nodes) == 1 and _is_nearly_called(nodes[0], names) else []
    return next(ours, next(iter(alone), {}))


def _is_nearly_called(node: dict[str, Any], names: set[str]) -> bool:
    """Whether a page is called with half of an article's words, or one of the two has no name."""
    words = set(_plain(one_line(node.get("headline"))).split())
    shares = [len(words & set(name.split())) / min(len(words), len(name.split())) for name in names if words and name]
    return not shares or max(shares) >= NEARLY


def _of_script(script: _Element) -> Iterator[dict[str, Any]]:
    kind, text = script.get("type") or "", script.text or ""
    return _nodes(text) if "ld+json" in kind.lower() and len(text) <= LONGEST_JSON else iter(())


def _is_called(node: dict[str, Any], names: set[str]) -> bool:
    """Whether a page's heading or window names the article; the window's title has the outlet's name around it."""
    headline = _plain(one_line(node.get("headline")))
    return bool(headline) and any(headline in name for name in names)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    try:
        waiting = [json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
        elif isinstance(node, list):
            waiting += node


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    first = next((item for item in kind if isinstance(item, str)), "") if isinstance(kind, list) else kind
    return first.lower() if isinstance(first, str) else ""


def _named(value: object) -> str:
    """A name, or those of a list, of something that may be an object with one."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_named, value[:20]))))
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
        return _named(value) if isinstance(value, list) else one_line(value)
    return one_line(value)


# ------------------------------------------------------------------ meta tags
def _metas(tree: _Element) -> dict[str, list[str]]:
    """Content by name in lower case, in the page's order."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = "" if is_foreign(meta) else one_line(meta.get("content"))
        for key in filter(None, (meta.get(a) for a in ("property", "name", "itemprop", "http-equiv"))):
            if content:
                metas.setdefault(key.strip().lower(), []).append(content)
    return metas


def _of_metas(key: str, metas: dict[str, list[str]]) -> Said:
    for name in METAS[key]:
        for content in metas.get(name, ())[:1]:
            yield content, f"the page's tag {name}"


# ------------------------------------------------------------------ each value
def _titles(tree: _Element, node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    if headline := one_line(node.get("headline")):
        yield headline, JSON_LD
    yield from _of_metas("title", metas)
    headings = [words for h1 in tree.iter("h1") if (words := one_line(h1.text_content()))]
    if len(set(headings)) == 1:
        yield headings[0], HEADING
    for title in tree.iter("title"):
        if words := one_line(title.text_content()):
            yield words, TITLE


def _of_node(tree: _Element, value: object) -> str:
    """A name, also of what stands elsewhere in the page's data under its "@id"; an address is none."""
    if isinstance(value, dict) and set(value) == {"@id"}:
        nodes = (node for script in tree.iter("script") for node in _of_script(script))
        value = next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), None)
    named = _named(value)
    return "" if "://" in named else named


def _days_of_data(node: dict[str, Any]) -> Said:
    yield from ((day, JSON_LD) for key in ("datePublished", "dateCreated") if (day := one_line(node.get(key))))


def updated_on(tree: _Element) -> tuple[str, ...]:
    """What is said of a page that tells no day but that of a change."""
    changed = one_line(_article(tree).get("dateModified"))
    days = (read_published(day)[0] for day in (changed, *changed_at_head(tree)))
    day = next(filter(None, days), None)
    return (f"the page says that it was updated on {day}, not when it was published: set that day.",) if day else ()


def _authors(tree: _Element, node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    if author := _of_node(tree, node.get("author")):
        yield author.removeprefix("By "), JSON_LD
    for author, where in _of_metas("author", metas):
        if "://" not in author and "@" not in author and _WORD.search(author):
            yield author.removeprefix("By ").strip(), where
    for link in tree.iter("a", "span"):
        names = link.get("rel") == "author" or link.get("itemprop") == "author"
        if names and _WORD.search(link.text_content()) and not is_foreign(link):
            yield one_line(link.text_content()), "the page's line of the author"


def _publishers(tree: _Element, node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    if name := _of_node(tree, node.get("publisher")):
        yield name, JSON_LD
    yield from (item for item in _of_metas("publisher", metas) if "://" not in item[0])


def _languages(tree: _Element, node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    if stated := one_line(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")):
        yield stated, LANG
    if stated := _named(node.get("inLanguage")):
        yield stated, JSON_LD
    yield from _of_metas("language", metas)


def _addresses(tree: _Element, source: str, url: str | None, node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    """What is no address of the web ("javascript:", "file:") is none, nor one with a name and password."""
    told = [
        *(
            (link.get("href"), CANONICAL)
            for link in tree.iter("link")
            if (link.get("rel") or "").lower() == "canonical"
        ),
        *_of_metas("url", metas),
        *((one_line(node.get(key)), JSON_LD) for key in ("url", "mainEntityOfPage")),
        *((match[1] or match[2], SAVED_FROM) for match in _SAVED.finditer(source[:4096])),
        (url, SAVED_FROM),
    ]
    yield from ((address.strip(), where) for address, where in told if address and _OPEN.match(address))
