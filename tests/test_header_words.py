"""Which line of a header tells what, in the ways that people and programs write them."""

from __future__ import annotations

import pytest

from geo.sources.headers import split_header


@pytest.mark.parametrize(
    ("lines", "key", "value"),
    [
        ('title: "T" # a remark', "title", "T"),
        ('title: "Issue # 5"', "title", "Issue # 5"),
        ("title: T\npublisher: The Bee # paper", "publisher", "The Bee"),
        ("title: T\npublisher:\n  name: The Bee\n  url: https://bee.example", "publisher", "The Bee"),
        ("title: T\nauthor:\n  - name: Ann Bell\n    url: https://bee.example", "author", "Ann Bell"),
        ("published: true\ndate: 2026-02-23", "published", "2026-02-23"),
        ("date: 2026-11-01\npublishDate: 2026-02-23", "published", "2026-02-23"),
        ("source: A clipping service\npublisher: The Bee", "publisher", "The Bee"),
    ],
)
def test_front_matter(lines: str, key: str, value: str) -> None:
    head = split_header(f"---\n{lines}\n---\nA bridge burned.\n")
    assert (head.values[key], head.body) == (value, "A bridge burned.\n")


def test_lines_of_a_header_in_spanish() -> None:
    head = split_header("Título: Fuego\nMedio: El Faro\nFecha: 23/02/2026\n\nArdió un puente.\n")
    assert head.values == {"title": "Fuego", "publisher": "El Faro", "published": "23/02/2026"}
    assert head.body == "Ardió un puente.\n"
