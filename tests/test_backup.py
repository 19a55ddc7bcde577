"""A backup is whole while others write, and comes back; nothing that is no backup takes the place of a store."""

from __future__ import annotations

import resource
import signal
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geo.errors import FileError, StoreError
from geo.run.cli import main
from geo.sources import read_text
from geo.store import Store, back_up, restore
from tests.test_store_faults import DOCUMENTS, fill, folder, unprivileged  # noqa: F401 - a fixture
from tests.test_versions import FIRST, SECOND, written_by

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path / 'run' / 'store.sqlite'}")
    fill(made)
    return made


def ids(url: str) -> set[str]:
    opened = Store(url)
    found = {d.id for d in opened.documents()}
    opened.close()
    return found


def test_a_backup_holds_all_and_comes_back(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.sqlite"
    made = back_up(store.url, file)  # the store is open, as under the pages
    assert (made.documents, made.size) == (3, file.stat().st_size)
    assert (tmp_path / "backup.sqlite.sha256").read_text() == f"{made.sha256}  backup.sqlite\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup.sqlite", "backup.sqlite.sha256", "run"]
    store.remove(DOCUMENTS[0].id)
    store.close()
    back = restore(store.url, file)
    assert (back.documents, back.checked) == (3, True)
    assert ids(store.url) == {d.id for d in DOCUMENTS}
    assert back.kept is not None
    assert ids(f"sqlite:///{back.kept}") == {d.id for d in DOCUMENTS[1:]}


def test_what_comes_back_is_known_by_another_word_than_what_was_there(store: Store, tmp_path: Path) -> None:
    back_up(store.url, tmp_path / "backup.sqlite")
    store.remove(DOCUMENTS[0].id)
    before = store.version
    store.close()
    restore(store.url, tmp_path / "backup.sqlite")
    again = Store(store.url)
    again.remove(DOCUMENTS[1].id)  # written to as often, and of other sources
    assert again.version != before
    assert (
        Store(f"sqlite:///{tmp_path / 'other.sqlite'}").version != Store(f"sqlite:///{tmp_path / 'new.sqlite'}").version
    )


def test_a_store_that_was_copied_as_files_comes_back_with_what_was_written_last(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "run" / "store.sqlite"
    fill(store, read_text("late.txt", "The last text that came in."))
    copy = tmp_path / "copy" / "store.sqlite"
    copy.parent.mkdir()
    for end in ("", "-wal"):  # while the store is open: part of it stands in the second file
        (copy.parent / f"store.sqlite{end}").write_bytes((path.parent / f"store.sqlite{end}").read_bytes())
    assert copy.with_name("store.sqlite-wal").stat().st_size
    new = tmp_path / "new.sqlite"
    assert restore(f"sqlite:///{new}", copy).documents == 4
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy", "new.sqlite", "run"]
    assert ids(f"sqlite:///{new}") == ids(store.url)


def test_a_store_in_which_the_name_of_a_column_is_damaged_is_neither_backed_up_nor_put_back(
    store: Store, tmp_path: Path
) -> None:
    store.close()
    path = tmp_path / "run" / "store.sqlite"
    damaged = path.read_bytes().replace(b"\tpublisher", b"\tqublisher", 1)
    assert damaged != path.read_bytes()
    path.write_bytes(damaged)
    with pytest.raises(StoreError, match=r"its column document\.publisher is lost"):
        back_up(store.url, tmp_path / "backup.sqlite")
    with pytest.raises(StoreError, match=r"its column document\.publisher is lost"):
        restore(f"sqlite:///{tmp_path / 'new.sqlite'}", path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["run"]


def test_a_backup_is_whole_while_another_writes(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set():
            fill(store, *(read_text(f"{n}-{i}", f"{n} {i} " + "Many words. " * 200) for i in range(10)))
            n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(store.url, tmp_path / f"{i}.sqlite").documents for i in range(5)]
    finally:
        stop.set()
        writer.join()
    assert all(n % 10 == 3 for n in made)  # three, and batches of ten


def test_a_backup_of_an_earlier_version_comes_back_brought_forward(tmp_path: Path) -> None:
    written_by(1, tmp_path / "old.sqlite")
    url = f"sqlite:///{tmp_path / 'run' / 'store.sqlite'}"
    back = restore(url, tmp_path / "old.sqlite")
    assert (back.documents, back.kept, back.checked) == (2, None, False)
    assert ids(url) == {FIRST, SECOND}


def test_no_backup_is_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "there.sqlite").write_text("something")
    with pytest.raises(StoreError, match="sqlite already"):
        back_up(store.url, tmp_path / "there.sqlite")
    assert (tmp_path / "there.sqlite").read_text() == "something"
    (tmp_path / "mine.sqlite.sha256").write_text("my own")
    with pytest.raises(StoreError, match="sha256 already"):
        back_up(store.url, tmp_path / "mine.sqlite")
    assert (tmp_path / "mine.sqlite.sha256").read_text() == "my own"
    with pytest.raises(StoreError, match=r"b.sqlite cannot be written \(No such file or directory\)"):
        back_up(store.url, tmp_path / "nowhere" / "b.sqlite")
    with pytest.raises(StoreError, match="there is no store"):
        back_up(f"sqlite:///{tmp_path / 'none.sqlite'}", tmp_path / "b.sqlite")
    with pytest.raises(StoreError, match="only such a store can be backed up"):
        back_up("postgresql://me:secret@nowhere.invalid/db", tmp_path / "b.sqlite")
    with pytest.raises(FileError, match="belongs to one: name another file"):
        back_up(store.url, tmp_path / "run" / "store.sqlite-journal")
    assert not (tmp_path / "b.sqlite").exists()
    assert not list((tmp_path / "run").glob("*-journal*"))


def test_a_full_disk_under_the_copy_is_not_the_stores(store: Store, tmp_path: Path) -> None:
    fill(store, *(read_text(f"{i}", f"{i} " + "Words. " * 900) for i in range(40)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(StoreError, match=r"b.sqlite cannot be written .*the store is left as it is"):
            back_up(store.url, tmp_path / "b.sqlite")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_a_store_that_may_only_be_read_is_backed_up(folder: Path) -> None:  # noqa: F811
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    fill(store)
    store.close()
    out = folder / "out"
    out.mkdir()
    out.chmod(0o777)
    (folder / "store.sqlite").chmod(0o444)
    folder.chmod(0o555)
    with unprivileged():
        assert back_up(store.url, out / "b.sqlite").documents == 3
    folder.chmod(0o755)
    assert ids(f"sqlite:///{out / 'b.sqlite'}") == {d.id for d in DOCUMENTS}


def test_a_sentence_names_the_file_that_was_given(store: Store, tmp_path: Path) -> None:
    """And not the copy that is made of it on the way."""
    newer = tmp_path / "newer.sqlite"
    back_up(store.url, newer)
    store.close()
    with closing(sqlite3.connect(newer)) as db, db:
        db.execute("UPDATE meta SET value = 99 WHERE key = 'schema_version'")
    (tmp_path / "newer.sqlite.sha256").unlink()
    lost = tmp_path / "lost.sqlite"
    with closing(sqlite3.connect(lost)) as db, db:
        db.execute("CREATE TABLE document (id INTEGER)")
    for file, said in ((newer, "written by a newer version"), (lost, "database of another program")):
        with pytest.raises(StoreError, match=said) as told:
            restore(store.url, file)
        assert str(file) in str(told.value)
        with pytest.raises(StoreError, match=said) as told:
            back_up(f"sqlite:///{file}", tmp_path / "b.sqlite")
        assert str(file) in str(told.value)
        assert ".part" not in str(told.value)
    assert not list(tmp_path.rglob("*.part*"))


def test_another_programs_database_is_neither_put_away_nor_changed(tmp_path: Path, store: Store) -> None:
    back_up(store.url, tmp_path / "b.sqlite")
    foreign = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(foreign)) as db, db:
        db.execute("CREATE TABLE moz_places (id INTEGER)")
    before = foreign.read_bytes()
    for use in (lambda: restore(f"sqlite:///{foreign}", tmp_path / "b.sqlite"), lambda: Store(f"sqlite:///{foreign}")):
        with pytest.raises(StoreError, match=r"places.sqlite is the database of another program"):
            use()
    assert foreign.read_bytes() == before  # its journal too, which stands in its head
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.sqlite", "b.sqlite.sha256", "places.sqlite", "run"]


def test_a_damaged_store_gets_no_backup(store: Store, tmp_path: Path) -> None:
    fill(store, *(read_text(f"{i}", f"{i} " + "Words. " * 900) for i in range(40)))
    store.close()
    path = tmp_path / "run" / "store.sqlite"
    sound = path.read_bytes()
    path.write_bytes(sound[:8192] + b"\xff" * 40_000 + sound[48_192:])
    with pytest.raises(StoreError, match="geo salvage"):
        back_up(store.url, tmp_path / "b.sqlite")
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def altered(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[data.index(b"valley")] ^= 1
    file.write_bytes(bytes(data))


BAD = {
    "altered": (altered, "is not what was backed up"),
    "cut": (lambda file: file.write_bytes(file.read_bytes()[:9000]), "is not what was backed up"),
    "a text": (lambda file: file.write_text("no backup " * 99), "is not what was backed up"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_not_the_backup_is_refused_by_its_hash(kind: str, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "b.sqlite"
    back_up(store.url, file)
    store.close()
    before = ids(store.url)
    spoil, sentence = BAD[kind]
    spoil(file)
    with pytest.raises(StoreError, match=f"{sentence}.*left as it is"):
        restore(store.url, file)
    assert ids(store.url) == before


def test_what_is_no_backup_is_refused_without_a_hash(store: Store, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "text").write_text("no backup " * 99)
    with pytest.raises(StoreError, match="no backup, or damaged"):
        restore(store.url, tmp_path / "text")
    with closing(sqlite3.connect(tmp_path / "other")) as db, db:
        db.execute("CREATE TABLE moz_places (id INTEGER)")
    with pytest.raises(StoreError, match="no backup of a store"):
        restore(store.url, tmp_path / "other")
    with pytest.raises(StoreError, match="there is no file"):
        restore(store.url, tmp_path / "missing")
    (tmp_path / "text.sha256").write_text("hello")
    with pytest.raises(StoreError, match="holds no hash"):
        restore(store.url, tmp_path / "text")
    assert len(ids(store.url)) == 3
    assert [p.name for p in (tmp_path / "run").iterdir()] == ["store.sqlite"]


def test_a_store_in_use_is_not_put_away(store: Store, tmp_path: Path) -> None:
    back_up(store.url, tmp_path / "b.sqlite")
    with pytest.raises(StoreError, match="open in another program"):
        restore(store.url, tmp_path / "b.sqlite")


def test_the_commands(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", store.url)
    file = str(tmp_path / "b.sqlite")
    assert main(["backup", file]) == 0
    store.close()
    assert main(["restore", file]) == 0
    told = capsys.readouterr().out
    assert "3 sources in" in told
    assert "3 sources back from" in told
    assert main(["backup", file]) == 2
