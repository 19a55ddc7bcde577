"""`geo export` and `geo brief` as a timetable runs them: formats, choices, exit codes, one line for an error."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from geo.errors import SelectionError
from geo.export.dataset.whole import held, read_incident
from geo.export.formats import FORMATS, SEALED, made
from geo.export.single.seal import verdict
from geo.gazetteer.boundaries import Boundaries
from geo.messages import speaking
from geo.reconcile import reconcile
from geo.reconcile.worded import worded
from geo.run import cli
from geo.run.progress import Bar
from geo.selection.filters import Filters, narrow
from geo.selection.view import asked_of, view_of
from geo.store import Store
from geo.types import Mention, Place
from tests.scale import STATES, many_documents

if TYPE_CHECKING:
    from pathlib import Path

    from geo.incident import Incident

STATE = STATES[2]
CHOICE = ["--place", STATE[1], "--from", "10 March 2024", "--to", "2024-04-20", "--kind", "arson,clash,raid"]
SAME = Filters(state=STATE[0], first="2024-03-10", last="2024-04-20", kinds=("arson", "clash", "raid"))


@cache
def whole() -> Incident:
    return reconcile(many_documents(24), title="Unrest")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options that name the incident, kept in a file; the store is an empty one."""
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    path = tmp_path / "whole.json"
    path.write_bytes(made("json", view_of(whole(), Filters()), Boundaries()).data)
    return ["--incident", str(path)]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_written_with_every_choice(name: str, kept: list[str], tmp_path: Path) -> None:
    out = tmp_path / f"file.{FORMATS[name].ending}"
    options = ["--format", name, *CHOICE, "--lang", "es", "--marking", "Solo la mesa", "--out", str(out)]
    assert cli.main(["export", *kept, *options]) == 0
    data = out.read_bytes()
    assert data
    if name == "json":
        assert [e.id for e in read_incident(data, "x").incident.events] == [
            e.id for e in view_of(whole(), SAME).shown.events
        ]
    if FORMATS[name].ending in {"svg", "html", "txt", "geojson", "kml"}:
        assert "Solo la mesa" in data.decode()
        assert STATE[1] in data.decode()


def test_the_choice_of_the_command_is_that_of_the_page(kept: list[str], tmp_path: Path) -> None:
    sources = ",".join(d.id for d in whole().documents[:5])
    for options, filters in (
        (["--known", "point"], Filters(known=("point",))),
        (["--source", sources], Filters(sources=tuple(sources.split(",")))),
        (["--place", "AU"], Filters(country="AU")),
        (["--from", "2024-04-01"], Filters(first="2024-04-01")),
    ):
        out = tmp_path / "part.json"
        assert cli.main(["export", *kept, "--format", "json", *options, "--out", str(out)]) == 0
        assert read_incident(out.read_bytes(), "part").incident == held(view_of(whole(), filters))


def test_a_sealed_file_comes_with_its_fingerprint(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "case.html"
    assert cli.main(["export", *kept, "--format", SEALED, "--out", str(out)]) == 0
    mark = verdict(out.read_bytes()).fingerprint
    assert capsys.readouterr().out == f"fingerprint: {mark}\n"
    assert cli.main(["verify", str(out), "--fingerprint", mark]) == 0


# ------------------------------------------------------------------ the morning
def test_a_brief_since_a_day_holds_what_happened_since(kept: list[str], tmp_path: Path) -> None:
    out = tmp_path / "brief.txt"
    assert cli.main(["brief", *kept, "--since", "2024-04-01", "--out", str(out)]) == 0
    since, all_of_it = out.read_text(), made("txt", view_of(whole(), Filters()), Boundaries()).data.decode()
    assert 0 < since.count("\n- ") < all_of_it.count("\n- ")
    assert "Mar 2024 ·" not in since


def test_a_morning_without_news_says_so_and_tells_no_more(kept: list[str], tmp_path: Path) -> None:
    out = tmp_path / "brief.txt"
    assert cli.main(["brief", *kept, "--since", "yesterday", "--out", str(out)]) == 0
    told = out.read_text()
    assert "No event with these filters" in told
    assert "Shown: from " in told
    assert "\n- Killed" not in told
    assert "acted:" not in told


@pytest.mark.parametrize("ending", ["pptx", "pdf", "docx", "png", "svg", "txt"])
def test_a_brief_is_what_its_name_ends_with(ending: str, kept: list[str], tmp_path: Path) -> None:
    out = tmp_path / f"brief.{ending}"
    assert cli.main(["brief", *kept, "--since", "2024-04-01", "--out", str(out)]) == 0
    assert out.stat().st_size > 1000


def test_what_was_told_before_is_no_news(kept: list[str], tmp_path: Path) -> None:
    """An event that was set aside has no day of its own: that of the report that tells it is its day."""
    asides = {since: narrow(whole(), Filters(first=since)).events_aside for since in ("2024-03-20", "2031-01-01")}
    published = {d.id: d.published or "" for d in whole().documents}
    assert asides["2031-01-01"] == ()
    wanted = [a for a in whole().events_aside if published[a.evidence.doc_id] >= "2024-03-20"]
    assert asides["2024-03-20"] == tuple(wanted)
    assert 0 < len(wanted) < len(whole().events_aside)
    out = tmp_path / "brief.txt"
    assert cli.main(["brief", *kept, "--since", "yesterday", "--out", str(out)]) == 0
    assert "not counted as happened here" not in out.read_text()


def test_kinds_may_stand_apart_by_spaces(kept: list[str], tmp_path: Path) -> None:
    files = [tmp_path / "close.json", tmp_path / "apart.json"]
    for kinds, out in zip(("arson,clash", "arson, clash "), files, strict=True):
        assert cli.main(["export", *kept, "--format", "json", "--kind", kinds, "--out", str(out)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_store_is_not_made_by_asking_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store.sqlite"
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{store}")
    assert cli.main(["export", "--format", "txt", "--seeds", str(tmp_path / "none")]) == 2
    assert cli.main(["export", "--format", "txt", "--seeds", str(tmp_path)]) == 2
    assert not store.exists()


def test_an_incident_is_read_back_in_the_language_it_was_written_in(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spanish, english, again = (tmp_path / name for name in ("es.json", "en.json", "again.txt"))
    assert cli.main(["export", *kept, "--format", "json", "--lang", "es", "--out", str(spanish)]) == 0
    with speaking("es"):
        assert read_incident(spanish.read_bytes(), "x").incident == worded(whole())
        wanted = made("txt", view_of(worded(whole()), Filters()), Boundaries()).data.decode()
    assert cli.main(["export", "--incident", str(spanish), "--format", "txt", "--out", str(again)]) == 0
    assert again.read_text() == wanted
    assert cli.main(["export", *kept, "--format", "txt", "--lang", "es", "--out", str(again)]) == 0
    assert again.read_text() == wanted  # English in, Spanish out
    capsys.readouterr()
    assert cli.main(["export", "--incident", str(spanish), "--format", "txt", "--lang", "en"]) == 2
    assert "es.json is worded in es" in capsys.readouterr().err
    assert cli.main(["export", *kept, "--format", "json", "--out", str(english)]) == 0
    assert read_incident(english.read_bytes(), "x").language == "en"


def test_a_file_is_replaced_but_never_the_one_that_is_read(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.txt"
    out.write_text("of yesterday")
    assert cli.main(["brief", *kept, "--out", str(out)]) == 0
    assert "of yesterday" not in out.read_text()
    before = (tmp_path / "whole.json").read_bytes()
    assert (
        cli.main(["export", *kept, "--format", "json", "--kind", "arson", "--out", str(tmp_path / "whole.json")]) == 2
    )
    assert "is the file that is read" in capsys.readouterr().err
    assert (tmp_path / "whole.json").read_bytes() == before


@pytest.mark.parametrize("name", ["txt", "json", "html", "gpkg"])
def test_no_export_replaces_a_store_or_the_database_of_anybody(
    name: str, kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Store(f"sqlite:///{tmp_path / 'store.sqlite'}").close()
    with closing(sqlite3.connect(tmp_path / "theirs.gpkg")) as db:
        db.execute("CREATE TABLE gpkg_contents (table_name)")
        db.execute("INSERT INTO gpkg_contents VALUES ('events')")
        db.commit()
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "store.sqlite")
    (tmp_path / "hard.sqlite").hardlink_to(tmp_path / "store.sqlite")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for out in ("store.sqlite", "link.sqlite", "hard.sqlite", "theirs.gpkg", "store.sqlite-wal", "theirs.gpkg-journal"):
        capsys.readouterr()
        assert cli.main(["export", *kept, "--format", name, "--out", str(tmp_path / out)]) == 2
        assert "is a database, or belongs to one: name another file" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_geopackage_of_ours_is_written_anew_while_nobody_has_added_to_it(kept: list[str], tmp_path: Path) -> None:
    out = tmp_path / "events.gpkg"
    command = ["export", *kept, "--format", "gpkg", "--out", str(out)]
    assert [cli.main(command), cli.main([*command, *CHOICE])] == [0, 0]
    with closing(sqlite3.connect(out)) as db:
        db.execute("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('mine', 'attributes')")
        db.commit()
    before = out.read_bytes()
    assert cli.main(command) == 2
    assert out.read_bytes() == before


# ------------------------------------------------------------------ what goes wrong
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["export", "--format", "pdf", "--place", "Atlantis"], "Atlantis"),
        (["export", "--format", "pdf", "--kind", "picnic"], "picnic"),
        (["export", "--format", "pdf", "--known", "picnic"], "picnic"),
        (["export", "--format", "pdf", "--source", "picnic"], "picnic"),
        (["export", "--format", "pdf", "--area", "picnic"], "picnic"),
        (["export", "--format", "pdf", "--from", "2024-02-31"], "2024-02-31"),
        (["export", "--format", "pdf", "--to", "soon"], "soon"),
        (["export", "--format", "pdf", "--from", "2024-04-02", "--to", "2024-04-01"], "change them round"),
        (["brief", "--since", "2024-04-02", "--to", "2024-04-01"], "change them round"),
        (["export", "--format", "pdf", "--seeds", "/nowhere/at/all"], "/nowhere/at/all is no folder"),
        (["export", "--format", "pdf", "--out", "/nowhere/at/all.pdf"], "make the folder first"),
        (["brief", "--since", "soon"], "soon"),
        (["brief", "--since", "2024-04-02", "--from", "2024-04-01"], "leave one of them out"),
        (["brief", "--out", "brief.gif"], ".pptx"),
        (["export", "--format", "tiff"], "tiff"),
        (["export", "--format", "pdf", "--lang", "xx"], "xx"),
        (["export"], "--format"),
    ],
    ids=lambda told: " ".join(told[1:]) if isinstance(told, list) else "",
)
def test_an_error_is_one_line_and_code_two(
    options: list[str], words: str, kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = cli.main([*options, *kept])
    except SystemExit as stopped:  # what the parser itself refuses
        code = stopped.code  # type: ignore[assignment]
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if "%" not in line]  # the bar
    assert code == 2
    assert said.out == ""
    assert len(lines) == 1
    assert lines[0].startswith("python -m geo")
    assert words in lines[0]


class Terminal:
    """A stream that says it is one."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def write(self, text: str) -> int:
        self.told.append(text)
        return len(text)

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_a_bar() -> None:
    screen = Terminal()
    with Bar("pptx", screen) as bar:  # type: ignore[arg-type]
        for share in (0, 0.4, 0.9, 1):
            bar(share, "making")
    assert [text.count("█") for text in screen.told] == [0, 12, 27, 30, 0]
    assert screen.told[-1] == "\n"


@pytest.mark.parametrize("option", ["place", "from", "to", "kind", "source"])
def test_an_empty_choice_as_of_an_unset_variable_writes_nothing(
    option: str, kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o.txt"
    assert cli.main(["export", *kept, "--format", "txt", f"--{option}", "", "--out", str(out)]) == 2
    assert "is empty" in capsys.readouterr().err
    assert not out.exists()


def test_a_place_is_known_by_its_english_name_too_whatever_the_words_are_in() -> None:
    spain = Mention(0, 5, "Spain", "mention", Place("1", "Spain", 40.0, -4.0, "country", "ES"), 6, 1.0, "test")
    incident = replace(whole(), mentions=(("a", spain),))
    with speaking("es"):
        assert [asked_of(incident, {"place": [name]}).country for name in ("Spain", "España", "es")] == ["ES"] * 3
        with pytest.raises(SelectionError, match="Francia"):
            asked_of(incident, {"place": ["Francia"]})
