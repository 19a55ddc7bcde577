"""Files that are read as a reader sees them: what is struck out, hidden or a note is no text, and the card says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.sources.readers.apart import Readers
from geo.types import Document
from tests import filed
from tests.filed import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

STRUCK = "words that are struck out or hidden were left out: {}."
NOTES = "marks of notes were left out: {}."
#: Words enough for an article of its own in a feed.
LONG = " ".join(["Nobody was seen near the old mill by the river on that day."] * 14)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as made:
        yield made


def one(readers: Readers, name: str, data: bytes | str) -> Document:
    (document,) = readers.read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(document, Document), document
    return document


# ------------------------------------------------------------------ Markdown
@pytest.mark.parametrize(
    ("written", "read", "said"),
    [
        ("~~250~~ 25 people were killed.", "25 people were killed.", STRUCK.format(1)),
        ("<del>250</del> 25 people were killed.", "25 people were killed.", STRUCK.format(1)),
        ("<!-- 900 people\n\nwere killed. -->25 were killed.", "25 were killed.", STRUCK.format(1)),
        (
            "25[^1] people were killed.\n\n[^1]: An earlier version said 300\npeople died.\n\nMore is not known.",
            "25 people were killed.\n\nMore is not known.",
            NOTES.format(1),
        ),
        ("[25 people](https://x.example/90-people-killed) were killed.", "25 people were killed.", None),
        ('[25](<a b> "90 died") and [26](/a_(b)) died. ![80 died](a.png)', "25 and 26 died.", None),
        ("About **25** people ~ 30 [of them] (all) were hurt ~~ and 1 ~~ 2.", None, None),
    ],
)
def test_markdown_is_read_as_it_is_seen(readers: Readers, written: str, read: str | None, said: str | None) -> None:
    document = one(readers, "a.md", f"{FIRST}\n\n{written}")
    assert document.text.removeprefix(FIRST).strip() == (read or written)
    assert [warning for warning in document.warnings if "left out" in warning] == ([said] if said else [])


def test_a_plain_text_is_verbatim(readers: Readers) -> None:
    text = f"{FIRST}\n\n~~250~~ [25](a) people were killed."
    assert one(readers, "a.txt", text).text == text


@pytest.mark.parametrize("part", ["[", "![", "~~", "~~a", "<!--", "<s>", "[^", "[^a]:\n", "[a](", "[a]((", "[a](b "])
def test_markdown_that_never_ends_costs_no_time(readers: Readers, part: str) -> None:
    assert FIRST in one(readers, "a.md", f"{FIRST}\n\n{part * (100_000 // len(part))}").text


# ------------------------------------------------------------------ feeds
ITEM = (
    f"<p>{LONG}</p><p>Toll <del>250</del> <s>260</s> 25<sup>1</sup> dead; <span style='display:none'>270</span></p>"
    "<p hidden>280 died.</p><table><tr><td>Killed</td><td>25</td><td>30</td></tr></table>"
    "<p>Read also: <a href='/x'>Attack in Kabul kills 90 people</a></p>"
    "<blockquote class='twitter-tweet'>They killed 900 people in Larkfield!</blockquote>"
    "<p>10<sup>6</sup> dollars<!--7--></p>"
)


@pytest.mark.parametrize("kind", ["rss", "json"])
def test_an_item_of_a_feed_is_cleared_as_a_page_is(readers: Readers, kind: str) -> None:
    entry = {"url": "https://bee.example/1", "title": "Bridge", "content_html": ITEM}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Bee", "items": [entry]}
    data = filed.rss(filed.item(ITEM, "https://bee.example/1")) if kind == "rss" else json.dumps(feed).encode()
    document = one(readers, "a.xml" if kind == "rss" else "a.json", data)
    assert document.text.split("\n\n")[1:] == ["Toll 25 dead;", "Killed 25 30", "10⁶ dollars"]
    assert [w for w in document.warnings if "left out" in w] == [
        STRUCK.format(4),
        NOTES.format(1),
        "posts of social networks were left out: 1.",
        "lines that lead to other stories were left out: 1.",
    ]
