"""`geo export` and `geo brief` as a timetable runs them: formats, choices, exit codes, one line for an error."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geo.export.dataset.whole import read_incident
from geo.export.formats import FORMATS, SEALED, made
from geo.export.single.seal import verdict
from geo.gazetteer.boundaries import Boundaries
from geo.reconcile import reconcile
from geo.run import cli
from geo.run.progress import Bar
from geo.selection.filters import Filters
from geo.selection.view import view_of
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
        assert read_incident(out.read_bytes(), "part").incident == view_of(whole(), filters).shown


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
        (["export", "--format", "pdf", "--out", "/nowhere/at/all.pdf"], "make the folder first"),
        (["brief", "--since", "soon"], "soon"),
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
