"""What stands for a publisher, an author or a title and names none."""

from __future__ import annotations

import pytest

from geo.sources import read_text
from geo.sources.naming import author_in, outlet_in, title_in


@pytest.mark.parametrize(
    ("told", "outlet"),
    [
        ("The Bee", "The Bee"),
        ("Search Engine Land", "Search Engine Land"),
        ("WordPress Tavern", "WordPress Tavern"),
        ("The Home", "The Home"),
        ("WordPress", None),
        ("joe@bee.example (Joe Roe)", None),
        ("Search results: Torla", None),
        ("(anonymous)", None),
        (None, None),
    ],
)
def test_programs_searches_and_addresses_publish_nothing(told: str | None, outlet: str | None) -> None:
    assert outlet_in(told) == outlet


@pytest.mark.parametrize(
    ("told", "author"),
    [
        ("Ann Bell", "Ann Bell"),
        ("Ann Admin", "Ann Admin"),
        ("admin", None),
        ("(anonymous)", None),
        ("joe@bee.example (Joe Roe)", "Joe Roe"),
    ],
)
def test_accounts_write_nothing(told: str, author: str | None) -> None:
    assert author_in(told) == author


def test_a_document_has_no_title_that_a_program_wrote() -> None:
    assert title_in("(anonymous)") is None
    document = read_text("a", "A bridge burned.", title="(anonymous)", author="admin", publisher="WordPress")
    assert (document.title, document.author, document.publisher) == ("A bridge burned.", None, None)
    assert title_in("The anonymous caller") == "The anonymous caller"
