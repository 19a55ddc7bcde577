"""What a page says about itself, and where: data for search engines, meta tags, headings, times, its address."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from geo.sources.published import days_it_may_be, may_be_a_day, names_several_days, read_published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    Facts = tuple[dict[str, object], dict[str, str]]
    Said = Iterator[tuple[str, str]]
    """A value and where it stands."""

#: Nodes of a page's JSON-LD that are looked at, and its characters.
MOST_NODES = 5_000
LONGEST_JSON = 2_000_000
#: Characters of a paragraph at least; lines of the author and the day are shorter.
LEAST_PARAGRAPH = 80
#: What stands beside an article, and no time in it is the article's.
_ASIDE = ("aside", "footer", "nav", "form", "li")
#: Kinds of schema.org that are one article, in lower case.
_ARTICLES = re.compile(r"(?:article|posting|report|liveblogposting)$")

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
TIME = "the time that the page marks"
ADDRESS = "the page's address"
CANONICAL = "the page's link to itself"
SAVED_FROM = "the note of the browser that saved the page"
LANG = "the language that the page states"

#: An address of the web without a name and password.
_OPEN = re.compile(r"\s*https?://[^\s/?#@]+(?:[/?#]|\s*$)")
_SAVED = re.compile(r"saved from url=\(\d+\)(https?://[^\s<>\"']{4,2000})|\burl: (https?://[^\s<>\"']{4,2000})")
#: A day in an address; that of a calendar is when something takes place.
_IN_ADDRESS = re.compile(r"(?<!events)(?<!event)(?<!eventos)/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")


def facts_of(tree: _Element, source: str, url: str | None) -> Facts:
    """Values by key and where each was found; ``source`` is the page as text, ``url`` where it is known to be from."""
    node, metas = _article(tree), _metas(tree)
    address = next(_addresses(tree, source, url, node, metas), None)
    said = {
        "title": _titles(tree, node, metas),
        "published": _days(tree, node, metas, address[0] if address else None),
        "author": _authors(tree, node, metas),
        "publisher": _publishers(node, metas),
        "url": iter([address] if address else []),
        "language": _languages(tree, node, metas),
    }
    values, found = dict[str, object](), dict[str, str]()
    for key, options in said.items():
        if chosen := _best_day(list(options)) if key == "published" else next(options, None):
            values[key], found[key] = chosen
    if isinstance(title := values.get("title"), str):
        values["title"] = without_outlet(title, values.get("publisher"))
    return values, found


def _best_day(options: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The first, the surest.  One that may be several is decided by another that is one of them, else stays open."""
    readable = [option for option in options if may_be_a_day(option[0]) and not names_several_days(option[0])]
    if not readable:
        return next((option for option in options if not names_several_days(option[0])), None)
    first = readable[0]
    may_be = days_it_may_be(first[0])
    return next((option for option in readable if read_published(option[0])[0] in may_be), first)


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

    Of several the one that is called as the page is, or has its address.
    """
    nodes = [node for script in tree.iter("script") for node in _of_script(script) if _ARTICLES.search(_kind(node))]
    if len(nodes) < 2:
        return next(iter(nodes), {})
    names = {_plain(words) for part in tree.iter("h1", "title") if (words := _one_line(part.text_content()))}
    links = {link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"}
    ours = (node for node in nodes if _is_called(node, names) or _one_line(node.get("url")) in links)
    return next(ours, {})


def _of_script(script: _Element) -> Iterator[dict[str, Any]]:
    kind, text = script.get("type") or "", script.text or ""
    return _nodes(text) if "ld+json" in kind.lower() and len(text) <= LONGEST_JSON else iter(())


def _is_called(node: dict[str, Any], names: set[str]) -> bool:
    """Whether a page's heading or window names the article; the window's title has the outlet's name around it."""
    headline = _plain(_one_line(node.get("headline")))
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
        return _named(value) if isinstance(value, list) else _one_line(value)
    return _one_line(value)


def _one_line(value: object) -> str:
    """A value as words on one line, without tags; some pages write their references twice ("&amp;amp;")."""
    return " ".join(unescape(re.sub(r"<[^<>]{1,200}>", " ", value)).split()) if isinstance(value, str) else ""


# ------------------------------------------------------------------ meta tags
def _metas(tree: _Element) -> dict[str, list[str]]:
    """Content by name in lower case, in the page's order."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = _one_line(meta.get("content"))
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
    if headline := _one_line(node.get("headline")):
        yield headline, JSON_LD
    yield from _of_metas("title", metas)
    headings = [words for h1 in tree.iter("h1") if (words := _one_line(h1.text_content()))]
    if len(set(headings)) == 1:
        yield headings[0], HEADING
    for title in tree.iter("title"):
        if words := _one_line(title.text_content()):
            yield words, TITLE


def _days(tree: _Element, node: dict[str, Any], metas: dict[str, list[str]], address: str | None) -> Said:
    """Days of publication, those of machines before those of readers; the address of a page tells the day, if any."""
    yield from ((day, JSON_LD) for key in ("datePublished", "dateCreated") if (day := _one_line(node.get(key))))
    yield from ((day, where) for day, where in _of_metas("published", metas) if may_be_a_day(day))
    yield from ((day, TIME) for day in _marked_days(tree))
    if match := _IN_ADDRESS.search(address or ""):
        yield "-".join(part.zfill(2) for part in match.groups()), ADDRESS
    times = list(_times_at_head(tree))
    yield from ((day, TIME) for day in _earliest_first(_one_line(time.get("datetime")) for time in times))
    yield from ((day, TIME) for day in _earliest_first(_one_line(time.text_content()) for time in times))


def _earliest_first(told: Iterable[str]) -> list[str]:
    """Those that are days; nothing is updated before it is published.  As they stand where one stays open."""
    days = [day for day in told if may_be_a_day(day)]
    read = {day: read_published(day)[0] for day in days}
    return sorted(days, key=lambda day: read[day] or "") if all(read.values()) else days


def _times_at_head(tree: _Element) -> Iterator[_Element]:
    """The times between the page's one heading and the first paragraph: others are of comments, stories, the site."""
    headings = list(tree.iter("h1"))
    at_head = False
    for element in tree.iter("h1", "p", "time") if len(headings) == 1 else ():
        if element.tag == "h1":
            at_head = True
        elif element.tag == "p" and at_head and len(_one_line(element.text_content())) >= LEAST_PARAGRAPH:
            return
        elif element.tag == "time" and at_head and not _is_in_a_sentence(element):
            yield element


def _is_in_a_sentence(time: _Element) -> bool:
    """Whether a time is told of something ("the attack of August 3"), or stands beside the article."""
    if next(time.iterancestors(*_ASIDE), None) is not None:
        return True
    line = next(time.iterancestors("p"), None)
    return line is not None and _one_line(line.text_content()).endswith((".", "!", "?"))


def _marked_days(tree: _Element) -> Iterator[str]:
    for element in tree.iter():
        named = element.tag == "time" and "publish" in (element.get("id") or "").lower()
        if named or element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            words = _one_line(element.get("content") or element.get("datetime") or element.text_content())
            if may_be_a_day(words):
                yield words


def _authors(tree: _Element, node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    if author := _named(node.get("author")):
        yield author, JSON_LD
    for author, where in _of_metas("author", metas):
        if "://" not in author and "@" not in author and _WORD.search(author):
            yield author.removeprefix("By ").strip(), where
    for link in tree.iter("a", "span"):
        if (link.get("rel") == "author" or link.get("itemprop") == "author") and _WORD.search(link.text_content()):
            yield _one_line(link.text_content()), "the page's line of the author"


def _publishers(node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    if name := _named(node.get("publisher")):
        yield name, JSON_LD
    yield from (item for item in _of_metas("publisher", metas) if "://" not in item[0])


def _languages(tree: _Element, node: dict[str, Any], metas: dict[str, list[str]]) -> Said:
    if stated := _one_line(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")):
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
        *((_one_line(node.get(key)), JSON_LD) for key in ("url", "mainEntityOfPage")),
        *((match[1] or match[2], SAVED_FROM) for match in _SAVED.finditer(source[:4096])),
        (url, SAVED_FROM),
    ]
    yield from ((address.strip(), where) for address, where in told if address and _OPEN.match(address))
