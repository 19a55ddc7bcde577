"""Which day, author and outlet a page tells for itself, and which for a comment or another story."""

from __future__ import annotations

import pytest

from geo.sources.published import read_published
from geo.sources.readers import page
from tests.filed import BODY

PROSE = "".join(f"<p>{block} It was seen from the hills and told by all who were there.</p>" for block in BODY)
URL = "https://schema.org/"


def read(head: str = "", above: str = "", below: str = "", title: str = "Bridge burns in Larkfield") -> page.Told:
    source = f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{above}{PROSE}</article>"
    return page.article("a.html", f"{source}{below}</body></html>".encode())


@pytest.mark.parametrize(
    "told",
    [
        "<p><time>Updated February 24, 2026</time></p>",
        '<p>Updated: <time datetime="2026-02-24T10:00">yesterday</time></p>',
        '<p><span>Last updated</span> <time datetime="2026-02-24">yesterday</time></p>',
        "<p><time>Actualizado el 24 de febrero de 2026</time></p>",
        '<p><time itemprop="dateModified" datetime="2026-02-24">Tuesday</time></p>',
        '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2026-02-24"}</script>',
    ],
)
def test_a_lone_day_of_change_is_no_day_of_publication_and_is_told(told: str) -> None:
    made = read(above=told)
    assert "published" not in made.values
    assert "the page says that it was updated on 2026-02-24, not when it was published: set that day." in made.warnings


def test_a_day_of_publication_stands_beside_one_of_change() -> None:
    made = read(above="<p><time>Updated February 24, 2026</time> <time>Published February 23, 2026</time></p>")
    assert read_published(made.values["published"])[0] == "2026-02-23"
    assert not made.warnings


COMMENT = f"""<section id="comments"><div itemscope itemtype="{URL}Comment"><span itemprop="author">Troll</span>
<time itemprop="datePublished" datetime="2026-05-01">May</time><p>They lie.</p></div></section>"""
STORY = f"""<aside><div itemscope itemtype="{URL}NewsArticle"><meta itemprop="datePublished" content="2019-01-02">
<h3>Another</h3></div></aside>"""
TEASER = '<aside><article><a rel="author">Other</a><time pubdate datetime="2018-01-02">2018</time></article></aside>'


@pytest.mark.parametrize("below", [COMMENT, STORY, TEASER])
def test_comments_and_other_stories_date_and_sign_no_page(below: str) -> None:
    values = read(below=below).values
    assert "published" not in values
    assert values.get("author") not in {"Troll", "Other"}


@pytest.mark.parametrize(
    ("kind", "headline"),
    [("NewsArticle", "A dog in Dayton"), ("SocialMediaPosting", "Bridge burns"), ("JobPosting", "Bridge burns")],
)
def test_data_of_something_else_tell_nothing_of_the_page(kind: str, headline: str) -> None:
    data = f'{{"@type":"{kind}","headline":"{headline}","datePublished":"2016-05-05","author":"X","publisher":"Y"}}'
    values = read(f'<script type="application/ld+json">{data}</script>').values
    assert not {"published", "publisher"} & set(values)
    assert values["title"] == "Bridge burns in Larkfield"


def test_data_whose_headline_is_worded_a_little_otherwise_are_the_pages() -> None:
    data = '{"@type":"NewsArticle","headline":"Larkfield bridge burns down","datePublished":"2016-05-05"}'
    assert read(f'<script type="application/ld+json">{data}</script>').values["published"] == "2016-05-05"


def test_a_quotation_within_a_sentence_stays_in_it() -> None:
    told = "The mayor of Larkfield spoke of <q>nine dead</q> to the press on Monday in the hall of the town."
    assert "spoke of nine dead to the press" in read(above=f"<p>{told}</p>").text.replace("“", "").replace("”", "")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("Published 3 March 2026 at 10, updated 2026-03-09", "2026-03-03"),
        ("Updated March 9, 2026; published March 3, 2026", "2026-03-03"),
        ("March 3, 2026, updated March 9, 2026", "2026-03-03"),
        ("Updated March 9, 2026", None),
        ("Last modified: 2026-03-09", None),
        ("Actualizado el 9 de marzo de 2026", None),
        ("Posted on March 3, 2026", "2026-03-03"),
    ],
)
def test_a_day_of_change_is_no_day_of_publication(value: str, day: str | None) -> None:
    found, warning = read_published(value)
    assert found == day
    assert (warning is None) == (day is not None)


def test_names_of_the_pages_data_are_names() -> None:
    data = """{"@graph": [{"@type": "NewsArticle", "headline": "Bridge burns", "author": {"@id": "#ann"},
    "publisher": {"@id": "#bee"}}, {"@id": "#bee", "name": "The Bee"}, {"@id": "#ann", "name": "By Ann Bell"}]}"""
    values = read(f'<script type="application/ld+json">{data}</script>').values
    assert (values["author"], values["publisher"]) == ("Ann Bell", "The Bee")
    data = '{"@type": "NewsArticle", "author": "https://bee.example/ann", "publisher": {"name": "https://bee.example"}}'
    assert not {"author", "publisher"} & set(read(f'<script type="application/ld+json">{data}</script>').values)


def test_where_programs_begin_to_count_is_no_day() -> None:
    data = '{"@type":"NewsArticle","headline":"Bridge burns","datePublished":"1970-01-01T00:00:00Z"}'
    head = f'<script type="application/ld+json">{data}</script><meta name="pubdate" content="2026-02-23">'
    assert read(head).values["published"] == "2026-02-23"
    assert read_published("1970-01-01")[0] is None


def test_a_first_sentence_that_is_the_title_too_stays_in_the_text() -> None:
    first = "Twelve people were killed in a fire in Larkfield on Sunday, the mayor of the town said on Monday."
    source = f"<html><head><title>{first}</title></head><body><article><p>{first}</p>{PROSE}</article></body></html>"
    assert page.article("a.html", source.encode()).text.startswith(first)
