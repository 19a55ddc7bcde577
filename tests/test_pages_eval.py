"""The evaluator of pages: what it counts, on a folder of its own form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import filed, pages_eval
from tests.filed import BODY, TITLE

if TYPE_CHECKING:
    from pathlib import Path

DATED = filed.page('<meta property="article:published_time" content="2026-02-23T10:00:00Z">')


@pytest.mark.parametrize(
    ("found", "right", "score"),
    [
        ("a b c", "a b c", (1.0, 1.0, 1.0)),
        ("a b c d", "a b", (0.5, 1.0, 2 / 3)),
        ("a", "a a", (1.0, 0.5, 2 / 3)),  # how often a word comes counts
        ("x", "a", (0.0, 0.0, 0.0)),
        ("", "a", (0.0, 0.0, 0.0)),
    ],
)
def test_f1_is_of_words_with_how_often_each_comes(found: str, right: str, score: tuple[float, ...]) -> None:
    assert pages_eval.f1(pages_eval.words(found), pages_eval.words(right)) == pytest.approx(score)


def test_a_folder_is_scored_by_what_is_known_of_each_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = {"title": TITLE, "published": "2026-02-23", "text": "\n\n".join(BODY)}
    (tmp_path / "a.html").write_text(DATED)
    (tmp_path / "a.json").write_text(json.dumps(right))
    (tmp_path / "b.html").write_text("<html><body></body></html>")
    (tmp_path / "b.json").write_text(json.dumps({"title": "Nothing", "published": None, "opening": "a b c d e"}))
    (tmp_path / "c.html").write_text("without what is right for it")
    pages_eval.main([str(tmp_path)])
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "2 pages"
    assert "titles 0.500 of 2, days 1.000 of 2, days wrong 0.000 of 2" in told[1]
    assert "f1 1.000 of 1" in told[1]


def test_what_is_read_wrongly_is_seen(tmp_path: Path) -> None:
    right = {"title": "Another", "published": "1999-01-01", "text": "xylophone"}
    got = pages_eval.scores(pages_eval.ours, [("a.html", DATED.encode(), right)])
    assert (got["titles"], got["days"], got["days wrong"], got["f1"]) == ([False], [False], [True], [0.0])
