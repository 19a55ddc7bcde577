"""Kills in the middle of an ingest, and two at once; ``python -m tests.kills`` does it at fifty moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.store import Store
from tests import kills

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    made = tmp_path_factory.mktemp("texts")
    return made, kills.write_folder(made, COUNT)


@pytest.mark.parametrize(
    "at",
    [{"statement": 9}, {"statement": 40}, {"statement": 95}, {"statement": 210}, {"seconds": 0.05}, {"seconds": 0.15}],
    ids=str,
)
def test_a_kill_corrupts_nothing_loses_nothing_written_and_the_rest_follows(
    tmp_path: Path, folder: tuple[Path, list[str]], at: dict[str, float]
) -> None:
    found = kills.kill_once(tmp_path, *folder, **at)
    assert found.killed
    assert (found.corrupt, found.lost, found.missing, found.read_again) == (False, 0, 0, 0)
    assert found.told % 20 == 0  # whole batches
    if at.get("statement", 0) > 100:
        assert found.told > 0


def test_one_of_two_that_is_killed_costs_nothing_and_doubles_nothing(
    tmp_path: Path, folder: tuple[Path, list[str]]
) -> None:
    found = kills.kill_one_of_two(tmp_path, *folder, seconds=0.05)
    assert (found.corrupt, found.lost, found.missing, found.read_again) == (False, 0, 0, 0)


def test_two_ingests_at_once_add_each_document_once_and_say_so(tmp_path: Path, folder: tuple[Path, list[str]]) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    both = [kills.Child(url, folder[0], batch=batch) for batch in (7, 20)]
    outputs = [one.output() for one in both]
    reports = [[int(n) for n in output.splitlines()[-1].split()[1:]] for output in outputs]
    assert sum(added for added, *_ in reports) == COUNT
    assert sum(updated for _, updated, *_ in reports) == 0
    assert all(added + skipped == COUNT for added, _, skipped, _ in reports)
    kept = [kills.told(output, "kept") for output in outputs]
    assert kept[0] | kept[1] == set(folder[1])
    assert kept[0] & kept[1] == set()
    assert kills.sound(tmp_path / "store.sqlite")
    assert len(Store(url).documents()) == COUNT
