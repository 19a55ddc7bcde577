"""Each source knows the hash of the file that it came in, and how, when and by whom; the file itself may be kept."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from geo.assemble import incident_of
from geo.custody import Deed
from geo.export import tables
from geo.export.dataset.whole import incident_json
from geo.export.single.page import deeds
from geo.export.single.records import records_of
from geo.export.single.skeleton import skeleton
from geo.ingest import add_sources, redate, sync_seeds
from geo.present.deeds import WAYS, additions
from geo.present.deeds import arrived as arrived_in_words
from geo.selection.filters import Filters
from geo.selection.view import view_of
from geo.settings import Settings
from geo.sources import arrived, read_path, read_text, read_uploads
from geo.store import Store
from geo.types import Arrival, Document
from tests import filed
from tests.test_ingest import FakePipeline

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = b"---\ntitle: Roads\n---\nA road was blocked in the valley on Monday.\n"
#: The same text in another file.
OTHER = TEXT.replace(b"title: ", b"title:   ")
ZIP = filed.zipped({"a.md": TEXT, "b.txt": b"A second text of the valley, which tells of nothing."})


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(name: str, data: bytes) -> list[Document]:
    return [item for item in read_uploads([(name, data)]) if isinstance(item, Document)]


def test_a_source_has_the_hash_of_the_file_that_it_came_in(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(TEXT)
    assert [d.original for d in read_path(tmp_path) if isinstance(d, Document)] == [sha(TEXT)]
    assert [d.original for d in read("a.md", TEXT)] == [sha(TEXT)]
    assert [d.original for d in read("a.zip", ZIP)] == [sha(ZIP)] * 2  # of what was given, not of what is in it
    assert read_text("a", "A road was blocked.").original is None


def test_it_is_kept_with_the_source_and_in_the_log(tmp_path: Path) -> None:
    store, settings = Store(f"sqlite:///{tmp_path / 's.sqlite'}"), Settings(seeds=tmp_path)
    add_sources(store, [*read("a.zip", ZIP), read_text("pasted", "Pasted words.")], settings, FakePipeline, by="ana")
    assert sorted((d.original or "") for d in store.documents()) == ["", sha(ZIP), sha(ZIP)]
    told = [f"a.zip/{name} sha256:{sha(ZIP)}" for name in ("a.md", "b.txt")]
    assert sorted(d.detail for d in store.log()) == ["", *told]
    first = store.removed() or store.documents()[0].id
    store.remove(str(first))
    store.bring_back(str(first))
    assert sum(d.original == sha(ZIP) for d in store.documents()) == 2


def test_the_same_text_in_another_file_is_no_other_source_and_read_only_once(tmp_path: Path) -> None:
    store, settings, fake = (
        Store(f"sqlite:///{tmp_path / 's.sqlite'}"),
        Settings(seeds=tmp_path / "seeds"),
        FakePipeline(),
    )
    settings.seeds.mkdir()
    (settings.seeds / "a.md").write_bytes(TEXT)
    assert sync_seeds(store, settings, lambda: fake).added == 1
    (settings.seeds / "a.md").write_bytes(OTHER)
    report = sync_seeds(store, settings, lambda: fake)
    assert (report.added, len(store)) == (0, 1)
    assert store.documents()[0].original in {sha(TEXT), sha(OTHER)}


# ------------------------------------------------------------------ the file itself
def kept(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_are_kept_as_they_came_where_the_user_wants_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read("a.md", TEXT)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("INCIDENT_ATLAS_ORIGINALS", str(tmp_path / "kept"))
    for _ in range(2):
        read("a.zip", ZIP)
    read("../../etc/passwd.html", filed.page().encode())
    read("no text.pdf", b"%PDF-1.4 nothing")
    page = sha(filed.page().encode())
    assert kept(tmp_path / "kept") == {
        f"{sha(ZIP)[:2]}/{sha(ZIP)}.zip": ZIP,
        f"{page[:2]}/{page}.html": filed.page().encode(),
    }


def test_a_file_that_was_kept_in_part_is_kept_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_ORIGINALS", str(tmp_path))
    path = tmp_path / sha(TEXT)[:2] / f"{sha(TEXT)}.md"
    path.parent.mkdir()
    path.write_bytes(TEXT[:5])
    read("a.md", TEXT)
    assert path.read_bytes() == TEXT


def test_what_cannot_be_kept_costs_no_source_and_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("INCIDENT_ATLAS_ORIGINALS", str(tmp_path / "file"))
    (document,) = read("a.md", TEXT)
    assert document.original == sha(TEXT)
    assert any("its file could not be kept" in warning for warning in document.warnings)


# ------------------------------------------------------------------ the way in
def test_the_way_by_which_a_source_came_first_stays_with_it(tmp_path: Path) -> None:
    store, settings = Store(f"sqlite:///{tmp_path / 's.sqlite'}"), Settings(seeds=tmp_path / "seeds")
    settings.seeds.mkdir()
    (settings.seeds / "a.md").write_bytes(TEXT)
    sync_seeds(store, settings, FakePipeline)
    pasted = read_text("p", "Pasted words of the valley.")
    add_sources(store, arrived([*read("b.md", OTHER), pasted], "paste"), settings, FakePipeline)
    assert sorted(d.arrival or "" for d in store.documents()) == ["folder", "paste"]
    store.remove(pasted.id)
    store.bring_back(pasted.id)
    redate(store, pasted.id, "2026-02-03", settings, FakePipeline)
    assert sorted(d.arrival or "" for d in store.documents()) == ["folder", "paste"]


def test_each_way_in_is_noted_and_a_source_of_an_earlier_version_says_that_none_was(tmp_path: Path) -> None:
    assert set(WAYS) == {*get_args(Arrival), None}
    (document,) = read("a.md", TEXT)
    deed = Deed("2026-03-01T09:30:00Z", "ana", "added", document.id, "Roads")
    assert arrived_in_words(document, None) == "not noted"
    told = arrived_in_words(replace(document, arrival="watched"), additions([deed]).get(document.id))
    assert told == "a watched folder, 2026-03-01 09:30:00 UTC, ana"


# ------------------------------------------------------------------ in files
def test_it_leaves_with_every_file_that_is_to_stand_up(tmp_path: Path) -> None:
    store, settings = Store(f"sqlite:///{tmp_path / 's.sqlite'}"), Settings(seeds=tmp_path)
    odd = [replace(d, title="<b>{{7*7}}</b>", arrival="feed") for d in read("a.md", TEXT)]
    add_sources(store, odd, settings, FakePipeline, by="<i>")
    view = view_of(incident_of(store, settings), Filters())
    told = json.loads(incident_json(view))["incident"]
    assert told["documents"][0]["original"] == sha(TEXT)
    assert [(d["who"], d["what"]) for d in told["log"]] == [("<i>", "added")]
    assert tables.sources(view).rows[0][tables.SOURCE_COLUMNS.index("original")] == sha(TEXT)
    assert records_of(view).sources[0]["original"] == sha(TEXT)
    assert told["documents"][0]["arrival"] == "feed"
    assert tables.sources(view).rows[0][-2:] == ["feed", view.whole.log[0].at]
    assert records_of(view).sources[0]["came"].startswith("How it came: a feed, 2")
    assert deeds(view)[0]["detail"] == f"a.md sha256:{sha(TEXT)}"
    page = skeleton(view, [])
    assert f"sha256:{sha(TEXT)}" in page
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d · &lt;i&gt; · added · &lt;b&gt;", page)
    assert "<b>{{" not in page
