"""Tables and JSON of other programs: whose words are the text, and what stands beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.sources.published import read_published
from geo.sources.readers import rows
from geo.sources.readers.told import Told, Unread
from tests.filed import BODY, FIRST, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKUP = f"<p>{FIRST} Of <s>250</s> 25<sup>1</sup> homes&nbsp;none is left.</p><p>{SECOND}</p>"


def read(data: object, name: str = "a.json") -> list[Told | Unread]:
    return list(rows.read(name, (data if isinstance(data, str) else json.dumps(data)).encode()))


def one(found: Iterable[Told | Unread]) -> Told:
    (told,) = found
    assert isinstance(told, Told)
    return told


def test_a_list_of_paragraphs_is_the_text_and_a_comment_is_none() -> None:
    told = one(read({"headline": "Bridge", "body": list(BODY), "comments": [{"author": "troll", "text": "All died."}]}))
    assert told.text == "\n\n".join(BODY)
    assert told.values == {"title": "Bridge"}


@pytest.mark.parametrize(
    "where", [{"text": MARKUP}, {"content": {"rendered": MARKUP}, "title": {"rendered": "Bridge"}}]
)
def test_a_piece_of_a_page_in_a_row_is_read_as_it_is_seen(where: dict[str, object]) -> None:
    told = one(read([where]))
    assert told.text == f"{FIRST} Of 25 homes none is left.\n\n{SECOND}"
    assert "marks of notes were left out: 1." in told.warnings
    assert told.values.get("title", "Bridge") == "Bridge"


def test_a_text_of_which_only_the_beginning_is_given_says_so() -> None:
    told = one(read([{"content": f"{FIRST} The mayor sa… [+2134 chars]"}]))
    assert told.warnings == (
        "the text breaks off, the file holds its beginning alone: add the whole text from its address.",
    )


def test_a_row_with_more_cells_than_names_is_said_and_not_read() -> None:
    kept, cut = read("title,text,link\nT,Nobody died.,https://x.example\nT,25 died, Reuters wrongly said,no", "a.csv")[
        :2
    ]
    assert isinstance(kept, Told)
    assert isinstance(cut, Unread)
    assert "more cells than the first line has names" in cut.reason


def test_the_surest_column_of_a_kind_holds() -> None:
    told = one(
        read(
            "Title,Date,Source,Text,Published,Publisher\nT,2026-11-01,A clipping service,Text.,2026-02-23,Bee", "a.csv"
        )
    )
    assert (read_published(told.values["published"])[0], told.values["publisher"]) == ("2026-02-23", "Bee")
    told = one(read("Title,Date,Text\nT,2026-02-23,Text.", "a.csv"))
    assert told.values["published"] == "2026-02-23"


def test_several_authors_and_what_is_no_address() -> None:
    told = one(
        read(
            [
                {
                    "text": FIRST,
                    "author": [{"name": "Ann"}, {"name": "Bo"}],
                    "uri": "8123",
                    "url": ["https://a.example/1", "b"],
                }
            ]
        )
    )
    assert told.values == {"author": "Ann, Bo"}


def test_an_app_is_no_publisher_and_a_post_is_its_authors_and_of_its_day() -> None:
    post = {
        "created_at": "Mon Feb 23 10:00:00 +0000 2026",
        "full_text": "Nobody died.",
        "source": '<a href="http://x.example/iphone" rel="nofollow">Twitter for iPhone</a>',
        "user": {"name": "Red Cross"},
    }
    told = one(read([post]))
    assert (told.values["author"], read_published(told.values["published"])[0]) == ("Red Cross", "2026-02-23")
    assert "publisher" not in told.values
    told = one(read("id,created_at,source,author_id,text\n1,2026-02-23,Twitter Web App,05,Nobody died.", "a.csv"))
    assert "publisher" not in told.values
