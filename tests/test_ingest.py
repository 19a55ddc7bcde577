"""Sources into the store: once, whole, and with what the user decided."""

from __future__ import annotations

import os
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo import ingest
from geo.assemble import incident_of
from geo.errors import SourceError
from geo.ingest import add_sources, redate, sync_seeds
from geo.settings import Settings
from geo.sources import read_bytes, read_text
from geo.store import Entry, Store
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from pathlib import Path


class FakePipeline:
    """Finds nothing, notes what it was asked to read, and fails where the text says so."""

    def __init__(self) -> None:
        self.read: list[Document] = []

    def try_extract(self, document: Document) -> Extraction | Rejected:
        self.read.append(document)
        if "FAIL" in document.text:
            return Rejected(document.name or "", "it failed: report it.")
        return Extraction(document)


@pytest.fixture
def seeds(tmp_path: Path) -> Settings:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A\npublished: 2026-02-23\n---\nThe bridge burned in the night.\n")
    (folder / "b.txt").write_text("The mayor of the town was calm about it.\n")
    (folder / "c.md").write_text("---\nlanguage: pt\n---\nA ponte.\n")
    (folder / "d.txt").write_text("")
    return Settings(seeds=folder, store=f"sqlite:///{tmp_path / 'store.sqlite'}")


@pytest.fixture
def store(seeds: Settings) -> Store:
    return Store(seeds.store_url())


@pytest.fixture
def fake() -> FakePipeline:
    return FakePipeline()


def test_the_seeds_come_in_once(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    told: list[tuple[int, int, str]] = []
    report = sync_seeds(store, seeds, lambda: fake, lambda *step: told.append(step))
    assert (report.added, report.updated, report.skipped, report.unread) == (3, 0, 0, 1)
    assert [rejected.name for rejected in report.rejected] == ["d.txt"]
    assert told == [(0, 3, "A"), (1, 3, "The mayor of the town was calm about it."), (2, 3, "A ponte."), (3, 3, "")]
    version = store.version
    again = sync_seeds(store, seeds, lambda: pytest.fail("the pipeline was made with nothing to read"))
    assert (again.added, again.updated, again.skipped) == (0, 0, 3)
    assert store.version == version


def test_the_same_text_in_two_files_is_one_document(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    text = (seeds.seeds / "b.txt").read_text()
    (seeds.seeds / "z.txt").write_text(text)
    assert sync_seeds(store, seeds, lambda: fake).added == 3
    assert sync_seeds(store, seeds, lambda: fake).added == 0
    assert {document.name for document in store.documents()} == {"a.md", "b.txt", "c.md"}


def test_what_the_user_removed_stays_removed(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    report = sync_seeds(store, seeds, lambda: fake)
    store.remove(report.documents[0])
    again = sync_seeds(store, seeds, lambda: fake)
    assert (again.added, again.skipped, len(store.documents())) == (0, 3, 2)


def test_what_the_user_removed_comes_back_when_added_by_hand(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    pasted = read_text("pasted", "The bridge burned in the night.\n")
    sync_seeds(store, seeds, lambda: fake)
    store.remove(pasted.id)
    assert add_sources(store, [pasted], seeds, lambda: fake).added == 1
    assert store.state(pasted.id).document


def test_a_text_of_the_folder_that_is_pasted_is_known(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    sync_seeds(store, seeds, lambda: fake)
    pasted = read_text("pasted", (seeds.seeds / "a.md").read_text())
    report = add_sources(store, [pasted], seeds, lambda: fake)
    assert (report.updated, report.skipped) == (0, 1)


def test_another_extractor_reads_everything_again(
    store: Store, seeds: Settings, fake: FakePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_seeds(store, seeds, lambda: fake)
    uploaded = read_text("pasted", "An upload that is in no folder.")
    add_sources(store, [uploaded], seeds, lambda: fake)
    monkeypatch.setattr(ingest, "extractor_version", lambda *_: "another")
    report = sync_seeds(store, seeds, lambda: fake)
    assert (report.added, report.updated) == (0, 4)
    assert {state.extractor for state in store.states().values()} == {"another"}


def test_a_source_that_says_something_else_is_read_again(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    sync_seeds(store, seeds, lambda: fake)
    path = seeds.seeds / "a.md"
    path.write_text(path.read_text().replace("2026-02-23", "2026-02-24"))
    assert sync_seeds(store, seeds, lambda: fake).updated == 1
    assert store.documents()[0].published == "2026-02-24"


def test_one_failure_does_not_stop_the_others(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    (seeds.seeds / "aa.txt").write_text("FAIL here, please, at once.")
    report = sync_seeds(store, seeds, lambda: fake)
    assert report.added == 3
    assert [rejected.reason for rejected in report.rejected][-1] == "it failed: report it."


def test_what_failed_is_listed_with_the_reason_and_tried_again_only_by_hand(
    store: Store, seeds: Settings, fake: FakePipeline
) -> None:
    failing = read_text("fail.txt", "FAIL here, please, at once.\n")
    (seeds.seeds / "fail.txt").write_text(failing.text)
    report = sync_seeds(store, seeds, lambda: fake)
    assert failing.id not in report.documents
    assert dict(incident_of(store, seeds).unread)[failing.id] == "it failed: report it."
    sync_seeds(store, seeds, lambda: pytest.fail("what failed is not tried at every start"))
    again = add_sources(store, [failing], seeds, lambda: fake)
    assert (again.added, again.skipped, [r.name for r in again.rejected]) == (0, 0, ["fail.txt"])
    mended = FakePipeline()
    mended.try_extract = Extraction
    assert add_sources(store, [failing], seeds, lambda: mended).updated == 1
    assert dict(incident_of(store, seeds).unread) == {read_text("c", "A ponte.\n").id: "Portuguese: not read yet"}


def test_what_was_read_before_an_interruption_is_kept_and_the_rest_is_left(
    store: Store, seeds: Settings, fake: FakePipeline
) -> None:
    class Interrupted(FakePipeline):
        def try_extract(self, document: Document) -> Extraction | Rejected:
            if len(self.read) == 1:
                raise KeyboardInterrupt
            return super().try_extract(document)

    report = sync_seeds(store, seeds, Interrupted)
    assert (report.added, report.left, len(store)) == (1, 2, 1)
    again = sync_seeds(store, seeds, lambda: fake)
    assert (again.added, again.left, again.skipped, len(fake.read)) == (2, 0, 1, 2)


def test_a_crash_keeps_what_was_read_before_it(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    class Crash(FakePipeline):
        def try_extract(self, document: Document) -> Extraction | Rejected:
            if len(self.read) == 2:
                raise MemoryError
            return super().try_extract(document)

    with pytest.raises(MemoryError):
        sync_seeds(store, seeds, Crash)
    assert len(store) == 2
    assert sync_seeds(store, seeds, lambda: fake).added == 1


def test_the_users_date_holds_and_is_read_with(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    document = read_text("pasted", "The mayor spoke on Sunday.")
    add_sources(store, [document], seeds, lambda: fake)
    assert redate(store, document.id, "Feb. 25, 2026", seeds, lambda: fake) == "2026-02-25"
    assert (fake.read[-1].published, fake.read[-1].published_basis) == ("2026-02-25", "user")
    assert store.documents()[0] == replace(document, published="2026-02-25", published_basis="user")
    store.remove(document.id)
    add_sources(store, [document], seeds, lambda: fake)
    assert store.documents()[0].published == "2026-02-25"
    assert redate(store, document.id, None, seeds, lambda: fake) is None
    assert store.documents()[0] == document


def test_a_date_that_cannot_be_read_changes_nothing(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    document = read_text("pasted", "The mayor spoke on Sunday.")
    add_sources(store, [document], seeds, lambda: fake)
    version = store.version
    with pytest.raises(SourceError, match="cannot be read"):
        redate(store, document.id, "someday", seeds, lambda: fake)
    with pytest.raises(SourceError, match="no source"):
        redate(store, "0" * 16, "2026-02-25", seeds, lambda: fake)
    assert store.version == version


def test_a_folder_that_is_not_there_says_so(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    with pytest.raises(SourceError, match="cannot be opened as a folder"):
        sync_seeds(store, replace(seeds, seeds=seeds.seeds / "nowhere"), lambda: fake)


def test_one_text_from_many_outlets_is_one_document_that_names_them(
    store: Store, seeds: Settings, fake: FakePipeline
) -> None:
    for name in ("Herald", "Post", "Courier"):
        (seeds.seeds / f"{name}.md").write_text(f"---\npublisher: {name}\n---\nThe same story in every paper.\n")
    sync_seeds(store, seeds, lambda: fake)
    (told,) = [d for d in store.documents() if d.publisher]
    assert sorted((told.publisher or "", *told.outlets)) == ["Courier", "Herald", "Post"]
    again = sync_seeds(store, seeds, lambda: pytest.fail("nothing changed"))
    assert (again.added, again.updated) == (0, 0)
    added = replace(told, publisher="Mirror", outlets=())
    assert add_sources(store, [added], seeds, lambda: fake).updated == 1
    (told,) = [d for d in store.documents() if d.publisher]
    assert {told.publisher, *told.outlets} == {"Courier", "Herald", "Post", "Mirror"}


def test_who_had_a_text_first_stands(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    """A bare copy takes nothing away, another outlet has another print; the file itself may be corrected."""
    bee = read_bytes("bee.md", b"---\npublisher: The Bee\npublished: 2026-03-03\n---\nA bridge burned on Tuesday.")
    fly = read_bytes("fly.md", b"---\npublisher: The Fly\npublished: 2026-03-12\n---\nA bridge burned on Tuesday.")
    bare = read_bytes("bare.txt", b"A bridge burned on Tuesday.")

    def known() -> tuple[str | None, str | None, tuple[str, ...]]:
        (document,) = store.documents()
        return document.publisher, document.published, document.outlets

    for order in ([bee, bare, fly, bare], [bare, bee, fly]):
        for document in order:
            add_sources(store, [document], seeds, lambda: fake)
        assert known() == ("The Bee", "2026-03-03", ("The Fly",))
        assert add_sources(store, [bare], seeds, lambda: fake, unasked=True).skipped == 1
        assert known() == ("The Bee", "2026-03-03", ("The Fly",))
        add_sources(store, [replace(bee, published="2026-03-04")], seeds, lambda: fake)
        assert known() == ("The Bee", "2026-03-04", ("The Fly",))
        store.remove(bee.id)
        add_sources(store, [fly], seeds, lambda: fake)
        assert known()[:2] == ("The Fly", "2026-03-12")
        store.remove(bee.id)


def test_a_file_name_that_is_no_utf_8_stops_nobody(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    for name, content in ((b"caf\xe9.txt", "The caf\u00e9 was closed on Monday."), (b"vid\xe9.txt", "")):
        (seeds.seeds / os.fsdecode(name)).write_text(content, encoding="utf-8")
    report = sync_seeds(store, seeds, lambda: fake)
    assert report.added == 4
    assert "caf?.txt" in {document.name for document in store.documents()}
    assert all(rejected.reason.encode() and rejected.name.encode() for rejected in report.rejected)


def test_a_date_set_and_a_source_removed_while_they_are_read_hold(
    store: Store, seeds: Settings, fake: FakePipeline
) -> None:
    """Somebody clicks while a newer extractor reads everything again."""
    sync_seeds(store, seeds, lambda: fake)
    dated, gone = [d for d in store.documents() if d.language == "en"]

    class Clicked(FakePipeline):
        def try_extract(self, document: Document) -> Extraction | Rejected:
            if not self.read:
                entry = Entry(dated, Extraction(dated), "clicked")
                store.add_all([entry], dates={dated.id: "2026-02-25"})
                store.remove(gone.id)
            return super().try_extract(document)

    reader = Clicked()
    report = sync_seeds(store, replace(seeds, models={"en": "json"}), lambda: reader)
    assert store.state(gone.id).removed
    assert gone.id not in report.documents
    assert [d.published for d in reader.read if d.id == dated.id][-1] == "2026-02-25"
    assert next(d for d in store.documents() if d.id == dated.id).published_basis == "user"
    assert report.left == 0


@pytest.mark.parametrize("together", [True, False])
def test_one_text_in_two_kinds_of_files_is_one_source(
    store: Store, seeds: Settings, fake: FakePipeline, together: bool
) -> None:
    """Blank lines that a header leaves before a text, and ends of lines, make no other text of it."""
    text = b"The bridge burned in the night.\n\nThe mayor of the town was calm about it."
    head = b"---\ntitle: Bridge\npublisher: The Bee\npublished: 2026-02-23\n---\n\n"
    files = [
        read_bytes("a.txt", text + b"\n"),
        read_bytes("a.md", head + text),
        read_bytes("b.txt", text.replace(b"\n", b"\r\n")),
        read_bytes("c.txt", b"A text of its own."),
    ]
    reports = [
        add_sources(store, part, seeds, lambda: fake) for part in ([files] if together else [[f] for f in files])
    ]
    assert (sum(r.added for r in reports), sum(r.skipped + r.updated for r in reports)) == (2, 2)
    (known,) = (d for d in store.documents() if "bridge" in d.text)
    assert (known.title, known.publisher, known.published) == ("Bridge", "The Bee", "2026-02-23")


def test_of_two_outlets_of_one_text_that_stands_which_had_it_first(
    store: Store, seeds: Settings, fake: FakePipeline
) -> None:
    days = {"The Ant": "2026-02-27", "The Bee": "2026-02-22"}
    papers = [read_text(name, "A bridge burned.", publisher=name, published=day) for name, day in days.items()]
    add_sources(store, papers, seeds, lambda: fake)
    (known,) = store.documents()
    assert (known.publisher, known.published, known.outlets) == ("The Bee", "2026-02-22", ("The Ant",))


def test_many_texts_are_not_held_in_all_their_forms(store: Store, seeds: Settings, fake: FakePipeline) -> None:
    texts = [read_text(f"{n}.txt", f"Report {n}.\n" + "The bridge over the river burned. " * 3_000) for n in range(40)]
    length = sum(len(x.text) for x in texts)
    tracemalloc.start()
    try:
        ingest._in_known_form(store, texts)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < length  # the eighteen forms of one text alone are gone before the next
