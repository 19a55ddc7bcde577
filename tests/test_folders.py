"""Folders and paths that are given: nothing in them is passed over in silence or costs another."""

from __future__ import annotations

import os
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING

import pytest

from geo.errors import SourceError
from geo.run import arriving, cli
from geo.settings import Settings
from geo.sources import read_file, read_files, read_folder, read_path, read_uploads
from geo.sources.folders import DEEPEST_FOLDER
from geo.sources.watched import STILL, Watched
from geo.store import Store
from geo.types import Document, Extraction, Rejected
from tests import filed
from tests.filed import FIRST, SECOND, THIRD
from tests.test_ingest import FakePipeline
from tests.test_store_faults import folder, unprivileged  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def told(found: Iterable[Document | Rejected]) -> tuple[list[str | None], list[str]]:
    """Names of what was read, and why the rest was not."""
    items = list(found)
    return (
        [item.name for item in items if isinstance(item, Document)],
        [item.reason for item in items if isinstance(item, Rejected) and not item.passed_over],
    )


def with_texts(folder: Path) -> Path:  # noqa: F811 - as the fixture is called
    for name, text in (("a.txt", FIRST), ("sub/b.txt", SECOND), ("sub/deep/c.txt", THIRD)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_folder_that_may_not_be_opened_costs_no_other(folder: Path) -> None:  # noqa: F811
    with_texts(folder)
    locked, shut = folder / "sub" / "deep", folder / "shut"
    shut.mkdir()
    (shut / "d.txt").write_text("A fire.")
    locked.chmod(0)
    shut.chmod(0o744)  # what is in it is listed, and may not be looked at
    try:
        with unprivileged():
            read, refused = told(read_path(folder))
            watched = Watched(folder, lambda: 0.0)
            watched.whole()
            passed = [item.reason for item in watched.passed_over()]
    finally:
        locked.chmod(0o755)
        shut.chmod(0o755)
    assert read == ["a.txt", "b.txt"]
    assert refused == passed
    assert refused == [
        f"{shut / 'd.txt'} cannot be read (Permission denied): check its permissions.",
        f"{locked} cannot be read (Permission denied): check its permissions.",
    ]


def test_what_is_no_file_and_what_lies_too_deep_has_its_sentence(tmp_path: Path) -> None:
    with_texts(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    (tmp_path / "linked").symlink_to(tmp_path / "sub")
    (tmp_path / "real.txt").symlink_to(tmp_path / "a.txt")
    deep = tmp_path.joinpath(*"x" * (DEEPEST_FOLDER + 1))
    deep.mkdir(parents=True)
    (deep / "z.txt").write_text("A fire.")
    read, refused = told(read_path(tmp_path))
    assert read == ["a.txt", "real.txt", "b.txt", "c.txt"]
    assert [reason.removeprefix(str(tmp_path)) for reason in refused] == [
        "/linked is a link to a folder, which is not followed: give that folder by itself.",
        "/lost.txt is a link that leads to no file: mend it, or take it away.",
        "/pipe.txt is a pipe, a socket or a device, which is not read: save its text as a file.",
        "/round.txt is a link that leads to no file: mend it, or take it away.",
        f"{'/x' * (DEEPEST_FOLDER + 1)} lies more than 8 folders deep and was not read: give it by itself.",
    ]


def test_a_file_that_has_become_another_thing_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe gives nothing until somebody writes into it: looking before it is opened is not enough."""
    os.mkfifo(tmp_path / "a.txt")
    (told,) = read_files([tmp_path / "a.txt"])
    assert isinstance(told, Rejected)
    assert "is a pipe, a socket or a device" in told.reason


def test_what_calls_itself_a_file_and_has_nothing_yet_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As /proc/kmsg does: here a pipe into which its writer writes nothing."""
    os.mkfifo(tmp_path / "a.txt")
    writer = os.open(tmp_path / "a.txt", os.O_RDWR)
    monkeypatch.setattr("geo.sources.files.stat.S_ISREG", lambda _: True)
    (told,) = read_files([tmp_path / "a.txt"])
    os.close(writer)
    assert isinstance(told, Rejected)


def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("No source.")
    found = read_path(tmp_path)
    assert next(found).passed_over
    with pytest.raises(SourceError, match="has no files with texts in it"):
        next(found)
    assert not [item for item in read_folder(tmp_path) if not item.passed_over]  # the folder of seeds may be empty


def test_two_files_of_one_name_are_told_apart_and_no_path_is_kept(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("")
        (tmp_path / name / "b.txt").write_bytes(b"Un a\xf1o en " + name.encode())
    found = list(read_path(tmp_path))
    assert told(found) == (
        ["b.txt", "b.txt"],
        [f"{tmp_path}/{n}/a.txt is empty: put the article's text into it and try again." for n in ("one", "two")],
    )
    warnings = [warning for item in found if isinstance(item, Document) for warning in item.warnings]
    assert any(warning.startswith("b.txt is not all UTF-8") for warning in warnings)
    assert not any(str(tmp_path) in warning for warning in warnings)


#: What is no source, by how it is called: why it is passed over.
NO_SOURCES = {
    "/.hidden.txt": "it is hidden; rename it without the dot to have it read.",
    "/.git": "it is hidden; rename it without the dot to have it read.",
    "/README.md": "it tells of its folder; rename it if it is a source.",
    "/one_files": "it holds what a browser saved with the page beside it.",
    "/dos_archivos": "it holds what a browser saved with the page beside it.",
}


def with_no_sources(folder: Path) -> Path:  # noqa: F811 - as the fixture is called
    for name in (".git/config.txt", ".hidden.txt", "README.md", "one_files/ad.txt", "dos_archivos/ad.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("No source.")
    for name in ("one.html", "dos.htm"):
        (folder / name).write_text(filed.page().replace("Larkfield", name))
    (folder / "incident.toml").write_text("")
    return folder


def test_what_is_no_source_is_said_and_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    with_no_sources(with_texts(inbox))
    (inbox / "case_files").mkdir()
    (inbox / "case_files" / "d.txt").write_text("A fire in Toluca.")  # no page of that name lies beside it
    found = list(read_path(inbox))
    assert told(found)[0] == ["a.txt", "d.txt", "dos.htm", "one.html", "b.txt", "c.txt"]
    passed = {item.reason.removeprefix(str(inbox)) for item in found if getattr(item, "passed_over", False)}
    assert passed == {f"{name} was passed over: {why}" for name, why in NO_SOURCES.items()}
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path}/s.sqlite")
    monkeypatch.setattr(cli, "extractor_of", lambda _: nullcontext(FakePipeline()))
    assert cli.main(["ingest", "--lang", "es", str(inbox)]) == 0
    said = capsys.readouterr()
    assert "6 agregadas, 0 leídas de nuevo" in said.out
    assert "0 rechazadas, 5 omitidas" in said.out
    assert f"{inbox}/.hidden.txt se omitió: está oculto; cámbiele el nombre sin el punto" in said.err


def test_what_the_system_keeps_is_no_failure_however_it_is_given(tmp_path: Path) -> None:
    inbox = with_texts(tmp_path)
    names = ("~$report.docx", "Thumbs.db", "desktop.ini")
    for name in names:
        (inbox / name).write_bytes(b"\x07Ann\0")
    (inbox / "Thumbs.db.txt").write_text("A fire in Toluca killed two.")  # which is called so by somebody
    why = "was passed over: the system or a program keeps it for itself."
    found = list(read_path(inbox))
    assert {f"{inbox / name} {why}" for name in names} == {x.reason for x in found if getattr(x, "passed_over", False)}
    assert "Thumbs.db.txt" in told(found)[0]
    assert [x.passed_over for x in read_files(inbox / name for name in names)] == [True] * 3
    assert [x.reason for x in read_uploads((name, b"\x07Ann\0") for name in names)] == [f"{n} {why}" for n in names]


def test_folders_beside_the_seeds_are_said_by_their_names(tmp_path: Path) -> None:
    for name in ("sub", "outlines", ".git"):
        (tmp_path / name).mkdir()
    assert [item.reason for item in read_folder(tmp_path)] == [
        ".git was passed over: it is hidden; rename it without the dot to have it read.",
        "sub was passed over: it is a folder; `python -m geo ingest` reads it where it is given by itself.",
    ]


def test_a_folder_of_one_text_and_hidden_files_holds_one_text(tmp_path: Path) -> None:
    for name in ("a.txt", ".DS_Store"):
        (tmp_path / name).write_text(FIRST)
    assert read_file(tmp_path).name == "a.txt"


def test_a_watched_folder_says_what_is_no_source_when_it_stays(tmp_path: Path) -> None:
    moment = [0.0]
    watched = Watched(tmp_path, lambda: moment[0])
    for name in (".a.txt.Xy12", ".hidden.txt", "b.txt.part"):
        (tmp_path / name).write_text(FIRST)
    said = list[str]()
    for _ in range(5):
        assert watched.whole() == []
        said += [item.reason for item in watched.passed_over()]
        (tmp_path / ".a.txt.Xy12").unlink(missing_ok=True)  # what brought it has renamed it
        moment[0] += STILL
    assert said == [
        f"{tmp_path}/.hidden.txt was passed over: it is hidden; rename it without the dot to have it read.",
        f"{tmp_path}/b.txt.part was passed over: it is called like a file that is not finished; rename it if it is.",
    ]


def test_a_watched_folder_tells_once_what_it_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, moment = with_texts(tmp_path / "in") if (tmp_path / "in").mkdir() is None else tmp_path, [0.0]
    os.mkfifo(inbox / "pipe")
    monkeypatch.setattr(arriving.Taking, "_reads", lambda _: FakePipeline())
    settings = Settings(seeds=tmp_path, store=f"sqlite:///{tmp_path}/s.sqlite")
    watched = Watched(inbox, lambda: moment[0])
    with ExitStack() as stack:
        taking = arriving.Taking(settings, stack)
        for _ in range(3):
            arriving._take_whole(watched, taking)
            moment[0] += STILL
    said = capsys.readouterr()
    assert "3 sources added" in said.out
    assert said.err.count("pipe is a pipe") == 1
    assert len(Store(settings.store_url())) == 3


# ------------------------------------------------------------------ what is typed
EMPTY = (
    ["ingest", ""],
    ["ingest", "a.txt", " "],
    ["ingest", "--seeds", ""],
    ["watch", ""],
    ["feeds", ""],
    ["backup", ""],
    ["restore", ""],
    ["verify", ""],
    ["log", "--csv", ""],
    ["extract", "", "--json", "out"],
    ["export", "--out", ""],
)


@pytest.mark.parametrize("arguments", EMPTY)
def test_a_path_that_is_empty_is_no_folder(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(with_texts(tmp_path))
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path}/s.sqlite")
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "it is empty: name a file or folder" in capsys.readouterr().err
    assert not (tmp_path / "s.sqlite").exists()


def test_a_setting_that_is_empty_is_as_good_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plain = Settings()
    for name in ("SEEDS", "GAZETTEER", "STORE", "FEEDS", "ORIGINALS"):
        monkeypatch.setenv(f"INCIDENT_ATLAS_{name}", "")
    assert Settings() == plain


def test_an_address_of_another_kind_is_named_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path}/s.sqlite")
    assert cli.main(["ingest", "ftp://bee.example/a", "file:///etc/passwd"]) == 1
    said = capsys.readouterr().err
    assert "ftp://bee.example/a is no address that is read, for only http:// and https:// are" in said
    assert "file:///etc/passwd is no address that is read" in said
    monkeypatch.setenv("INCIDENT_ATLAS_NETWORK", "on")
    assert cli.main(["feeds", "ftp://bee.example/feed"]) == 2
    assert "ftp://bee.example/feed is no address that is read" in capsys.readouterr().err
    for arguments in (["watch", "https://bee.example/"], ["extract", "https://bee.example/a", "--json", "out"]):
        with pytest.raises(SystemExit):
            cli.main(arguments)
        assert f"{arguments[1]} is an address, and a path is needed here" in capsys.readouterr().err


def test_what_is_done_to_a_source_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/s.sqlite"
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", url)
    (document,) = read_files([with_texts(tmp_path) / "a.txt"])
    Store(url).add(document, Extraction(document))
    for arguments, said in (
        (["grade", document.id, "b2", "a good paper"], f"{document.title} is graded B2 (a good paper)"),
        (["grade", document.id], f"{document.title} has no grade"),
        (["remove", document.id], f"removed with all it told; `geo bring-back {document.id}` undoes it"),
        (["bring-back", document.id], f"{document.title} is back with all it told"),
    ):
        assert cli.main(arguments) == 0
        assert said in capsys.readouterr().out
    assert cli.main(["log", "--csv", str(tmp_path / "log.csv")]) == 0
    assert "5 lines in" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["ingest"], ["sources"], ["export", "--format", "json"]])
def test_ctrl_c_ends_a_command_with_a_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("INCIDENT_ATLAS_STORE", url := f"sqlite:///{tmp_path}/s.sqlite")
    (document,) = read_files([with_texts(tmp_path) / "a.txt"])
    Store(url).add(document, Extraction(document))
    monkeypatch.setattr("geo.sources.readers.apart.Readers.read", interrupted)
    monkeypatch.setattr(Store, "contents", interrupted)
    assert cli.main(arguments) == 130
    said = capsys.readouterr().err
    assert said.endswith("stopped; what was stored before is kept.\n")
    assert "Traceback" not in said
