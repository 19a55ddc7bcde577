"""What is made ready when the server starts: what a first visitor would wait for, and nothing that a store lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.settings import Settings
from geo.store import Entry, Store
from geo.types import Extraction
from geo.views import data
from geo.views.server import warm
from tests.makers import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The grounds of maps that were drawn, with a store of this test's own, which is not there yet."""
    settings, drawn = Settings(seeds=tmp_path, store=f"sqlite:///{tmp_path / 'store.sqlite'}"), list[object]()
    opened: list[Store] = []

    def store() -> Store:
        opened.extend([] if opened else [Store(settings.store_url())])
        return opened[0]

    monkeypatch.setattr(data, "settings", lambda: settings)
    monkeypatch.setattr(data, "store", store)
    monkeypatch.setattr(data, "basemap_link", lambda *asked: drawn.append(asked))
    yield drawn
    for each in opened:
        each.close()


def test_where_no_store_is_none_is_made(made: list[object], tmp_path: Path) -> None:
    warm.warm()
    assert (made, list(tmp_path.iterdir())) == ([], [])


def test_what_the_store_holds_is_put_together_and_an_empty_one_draws_nothing(made: list[object]) -> None:
    data.store()
    warm.warm()
    assert made == []
    data.store().add_all([Entry(DOCUMENT, Extraction(DOCUMENT), "v")])
    warm.warm()
    assert len(made) == 1


def test_what_goes_wrong_is_left_for_a_visitor(made: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    data.store()

    def fails() -> None:
        raise StoreError("the store does not answer.")

    monkeypatch.setattr(data, "now", fails)
    warm.warm()
    assert made == []
