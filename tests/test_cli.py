"""The command line: its files, its lines, its exit codes and its one-sentence errors."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.contract import LISTS
from geo.run import cli, console, measuring
from geo.run.jsonl import MAX_LINE_BYTES, extract_lines
from geo.run.logs import PlainFormatter
from geo.run.progress import Bar
from geo.settings import Settings
from geo.sources import read_file
from geo.store import Entry, Store
from geo.types import Extraction

if TYPE_CHECKING:
    from pathlib import Path

    from geo.pipeline import Pipeline
    from geo.types import Document

STORY = "The bridge burned in Toronto on Sunday.\n\n“We are calm,” Mayor Ann Bell said.\n"


@pytest.fixture(autouse=True)
def _loaded_once(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(console, "ExtractorProcess", lambda _: nullcontext(pipeline))
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")


def _lines(tmp_path: Path, *lines: object, options: tuple[str, ...] = ()) -> tuple[int, list[dict]]:
    given = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(given))
    code = cli.main(["extract", "--jsonl", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"), *options])
    return code, [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").split("\n") if line]


def test_each_file_becomes_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: Calm\npublished: 2026-02-23\n---\n{STORY}")
    (tmp_path / "b.txt").write_text(f" date 2026-02-24 {STORY}")
    code = cli.main(["extract", str(tmp_path / "a.md"), str(tmp_path / "b.txt"), "--json", str(tmp_path / "out")])
    assert code == 0
    a, b = (json.loads((tmp_path / "out" / name).read_text("utf-8")) for name in ("a.json", "b.json"))
    assert a["document"]["text"] == b["document"]["text"] == STORY
    assert (a["document"]["published"], b["document"]["published"]) == ("2026-02-23", "2026-02-24")


def test_the_date_given_holds_for_files_that_state_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"date: 2026-02-24\n{STORY}")
    (tmp_path / "b.txt").write_text(STORY + "More.")
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert cli.main(["extract", *files, "--json", str(tmp_path), "--published", "Feb. 23, 2026"]) == 0
    found = [json.loads((tmp_path / name).read_text("utf-8"))["document"] for name in ("a.json", "b.json")]
    assert [(d["published"], d["published_basis"]) for d in found] == [("2026-02-24", "stated"), ("2026-02-23", "user")]


def test_bad_files_are_named_and_the_rest_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contents = {
        "a.txt": b"",
        "b.txt": b"\x89PNG\r\n",
        "c.txt": STORY.encode(),
        "c.md": STORY.encode() + b".",
        "d.txt": "Señor Ñ was in Toronto.".encode("latin-1"),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    files = [str(tmp_path / name) for name in (*contents, "nowhere.txt")]
    assert cli.main(["extract", *files, "--json", str(tmp_path / "out")]) == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["c.json", "d.json"]
    told = capsys.readouterr().err
    assert all(
        word in told for word in ("a.txt is empty", "PNG", "would overwrite", "nowhere.txt is not", "Windows-1252")
    )


def test_lines_keep_their_order_and_their_text(tmp_path: Path) -> None:
    text = f"  {STORY}\u2028end\r\n "
    first = {
        "doc_id": 7,
        "text": text,
        "published": "Mon, 23 Feb 2026 23:50:00 -0600",
        "title": "T",
        "url": "https://www.example.org/1",
    }
    code, found = _lines(tmp_path, first, b"", {"doc_id": "b", "text": "Zwei."})
    assert code == 0
    assert [line["doc_id"] for line in found] == [7, "b"]
    document = found[0]["document"]
    assert document["text"] == text
    assert (document["published"], document["domain"], document["title"]) == ("2026-02-23", "example.org", "T")


def test_a_bad_line_says_so_and_the_others_are_read(tmp_path: Path) -> None:
    bad = [
        b"{not json",
        b"[1]",
        {"doc_id": 1},
        {"doc_id": 2, "text": 5},
        {"doc_id": 3, "text": " "},
        {"doc_id": 4, "text": "half \ud800"},
        b"[" * 100_000,
        b"x" * (MAX_LINE_BYTES + 5),
        b'{"doc_id": NaN}',
        b'{"doc_id": 1e999, "text": "x"}',
        b'{"doc_id": ' + b"9" * 5000 + b"}",
    ]
    code, found = _lines(tmp_path, *bad, {"doc_id": "good", "text": STORY})
    assert code == 1
    assert len(found) == len(bad) + 1
    assert all(line["error"] and all(line[name] == [] for name in LISTS) for line in found[:-1])
    assert [line["doc_id"] for line in found] == [None, None, 1, 2, 3, 4, *[None] * 5, "good"]
    assert "error" not in found[-1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)
FIELDS = st.sampled_from(["doc_id", "text", "published", "language", "title", "url", "domain"])


class FindsNothing:
    """A pipeline that finds nothing."""

    def try_extract(self, document: Document) -> Extraction:
        return Extraction(document)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(FIELDS, JSON) | JSON, max_size=4))
def test_every_line_gives_a_line_whatever_it_holds(values: list[object]) -> None:
    out = io.StringIO()
    read, bad = extract_lines(FindsNothing(), io.BytesIO(b"\n".join(json.dumps(v).encode() for v in values)), out)
    lines = [json.loads(line) for line in out.getvalue().encode().split(b"\n") if line]
    assert read + bad == len(lines) == len(values)
    for value, line in zip(values, lines, strict=True):
        assert all(isinstance(line[name], list) for name in LISTS)
        if "error" not in line:
            assert line["document"]["text"] == value["text"]


def test_latin_1_in_a_line_is_read(tmp_path: Path) -> None:
    code, found = _lines(tmp_path, '{"doc_id": 1, "text": "Señor Ñ was there."}'.encode("latin-1"))
    assert code == 0
    assert found[0]["document"]["text"] == "Señor Ñ was there."


def test_a_date_that_cannot_be_read_is_null_with_a_warning(tmp_path: Path) -> None:
    _, found = _lines(tmp_path, {"doc_id": 1, "text": "The mayor was calm about it.", "published": "some day"})
    assert found[0]["document"]["published"] is None
    assert "some day" in found[0]["warnings"][0]


def test_a_dateline_in_a_line_is_read_where_it_stands(tmp_path: Path) -> None:
    text = f" date 2026-02-23 {STORY}"
    _, found = _lines(tmp_path, {"doc_id": 1, "text": text}, {"doc_id": 2, "text": text, "published": "2026-02-25"})
    assert [line["document"]["published"] for line in found] == ["2026-02-23", "2026-02-25"]
    assert found[0]["document"]["text"] == text


def test_sources_are_ingested_listed_redated_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(STORY)
    (tmp_path / "b.md").write_text("---\ntitle: <script>\npublisher: The Bee\nlanguage: pt\n---\nA ponte.\n")
    seeds = ["--seeds", str(tmp_path / "seeds")]
    assert cli.main(["ingest", *seeds]) == 0
    assert cli.main(["ingest", str(tmp_path / "b.md"), str(tmp_path / "nowhere.txt"), *seeds]) == 1
    capsys.readouterr()
    assert cli.main(["sources", *seeds]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line for line in listed if "The Bee: <script>  [Portuguese: not read yet]" in line]
    first = next(line.split()[0] for line in listed if "bridge" in line)
    assert cli.main(["redate", first, "23 Feb 2026", *seeds]) == 0
    assert cli.main(["remove", first, *seeds]) == 0
    assert cli.main(["remove", first, *seeds]) == 2
    assert "there is no source" in capsys.readouterr().err
    assert cli.main(["ingest", *seeds]) == 0
    assert capsys.readouterr().out.startswith("0 added")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "a.txt"],
        ["extract", "--jsonl", "in"],
        ["extract", "a.txt", "--json", "x", "--jsonl", "in"],
        [],
        *(["geocode", "Toledo", "--limit", number] for number in ("-5", "0", "²", "9" * 30, "x")),
        ["evaluate", "coverage", "--tools", "x"],
        ["evaluate", "quotes", "--tools", "x", "--corpora", "y", "--every", "0"],
    ],
)
def test_a_command_that_cannot_be_meant_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "--jsonl", "/nowhere/in", "--out", "/nowhere/out"],
        ["extract", "a.txt", "--json", "x", "--published", "someday"],
        ["evaluate", "coverage", "--gold", "/nowhere", "--tools", "/nowhere"],
        ["evaluate", "geography", "--corpora", "/nowhere", "--tools", "/nowhere"],
    ],
)
def test_what_is_not_there_is_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err.startswith("python -m geo: ")


def test_the_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "geo", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    commands = ("extract", "ingest", "build", "sources", "remove", "evaluate", "geocode", "learn", "incident")
    assert all(command in done.stdout for command in commands)


def test_a_gazetteer_that_is_fresh_is_not_built_again(pipeline: Pipeline) -> None:
    file = Settings().gazetteer
    before = file.stat().st_mtime_ns, file.stat().st_ino
    assert cli.main(["build"]) == 0
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_a_place_is_looked_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["geocode", "Toledo, Ohio"]) == 0
    assert "Toledo, Ohio, US" in capsys.readouterr().out
    assert cli.main(["geocode", "Qwertyville"]) == cli.REJECTED
    assert "Qwertyville" in capsys.readouterr().err


@pytest.mark.shared
def test_the_scorers_are_called(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpora = tmp_path / "corpora"
    corpora.mkdir()
    for name in ("trnews", "polnear_dev"):
        lines = (shared / "corpora" / f"{name}.jsonl").read_text("utf-8").splitlines(keepends=True)
        (corpora / f"{name}.jsonl").write_text("".join(lines[:2]), "utf-8")
    tools = ["--tools", str(shared / "tools")]
    assert cli.main(["evaluate", "geography", "--corpora", str(corpora), *tools]) == 0
    assert cli.main(["evaluate", "quotes", "--corpora", str(corpora), *tools]) == 0
    assert cli.main(["evaluate", "coverage", "--gold", str(shared / "seeds" / "gold"), *tools]) == 0
    told = capsys.readouterr().out
    texts = len(list((shared / "seeds" / "gold").glob("*.json")))
    assert all(word in told for word in ("e2e", "trnews", "polnear_dev", "places right", f"{texts} documents"))


def test_no_scorer_is_run_from_where_the_texts_lie(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run"
    for folder in (tmp_path, tmp_path / "deep", tmp_path / "deep" / "gold"):
        (folder / "tools").mkdir(parents=True)
        for name in ("score_coverage.py", "evalgeo.py", "evalquotes.py"):
            (folder / "tools" / name).write_text(f"open({str(run)!r}, 'w')")
    gold = tmp_path / "deep" / "gold"
    (gold / "a.json").write_text(json.dumps({"text": STORY}))
    for name in ("lgl", "polnear_dev"):
        (gold / f"{name}.jsonl").write_text(json.dumps({"doc_id": 1, "text": STORY}) + "\n")
    monkeypatch.chdir(tmp_path / "deep")
    monkeypatch.setattr(measuring, "TOOLS", tmp_path / "project")
    for what, option in (("coverage", "--gold"), ("geography", "--corpora"), ("quotes", "--corpora")):
        assert cli.main(["evaluate", what, option, str(gold)]) == 2
    assert capsys.readouterr().err.count("name the folder of the scorers with --tools") == 3
    assert not run.exists()


# ------------------------------------------------------------------ incidents
ATTACK = "Gunmen attacked a police station in Toronto on Sunday, killing at least 25 officers.\n"


def test_incidents_of_folders_are_written_as_the_scorer_reads_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digests = tmp_path / "lark" / "digests"
    digests.mkdir(parents=True)
    (digests / "a.md").write_text(f"---\npublished: 2024-05-07\nlanguage: en\n---\n{ATTACK}", "utf-8")
    (digests / "b.md").write_text("---\nlanguage: tr\n---\nBir haber.\n", "utf-8")
    assert cli.main(["incident", str(tmp_path / "lark"), "--json", str(tmp_path / "out")]) == 0
    made = json.loads((tmp_path / "out" / "lark.json").read_text("utf-8"))
    assert [(e["type"], e["place"]["name"], e["sources"]) for e in made["events"]] == [("killing", "Toronto", ["a"])]
    assert made["main_event"] == made["events"][0]
    killed = [t for t in made["tolls"] if t["status"] == "killed" and t["reach"] == "incident"]
    assert [(t["best"], t["best_said"]["party"]) for t in killed if t["party_class"] == "security_forces"] == [
        (25, "officers")
    ]
    assert made["unread"] == ["b"]
    assert "1 in a language not read yet" in capsys.readouterr().out
    truth = tmp_path / "truth"
    truth.mkdir()
    assert cli.main(["evaluate", "incidents", "--truth", str(truth)]) == 2
    assert "holds no truth sheets" in capsys.readouterr().err


@pytest.mark.shared
def test_incidents_are_scored(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = shared / "incidents" / "truth" / "in-amenas-2013.json"
    assert cli.main(["evaluate", "incidents", "--truth", str(sheet), "--english"]) == 0
    assert "in-amenas-2013" in capsys.readouterr().out


# What is printed

ESCAPES = "a\x1b]0;owned\x07b\x1b[2Jc\rd\u202ee\x9bf\u2028g\u2066h"


def test_no_title_or_reason_commands_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    evil = tmp_path / "seeds" / f"{ESCAPES}\nz.md"
    keys = "".join(f"{key}: {ESCAPES}\n" for key in ("title", "publisher", "published", "language"))
    evil.write_text(f"---\n{keys}---\n{STORY}")
    (tmp_path / "seeds" / f"{ESCAPES}\nempty.txt").write_bytes(b"")
    seeds = ["--seeds", str(tmp_path / "seeds")]
    (tmp_path / "in.jsonl").write_text("{}\n")
    commands = [
        ["ingest", *seeds],
        ["sources", *seeds],
        ["geocode", ESCAPES],
        ["remove", ESCAPES, *seeds],
        ["redate", ESCAPES, ESCAPES, *seeds],
        ["ingest", str(tmp_path / ESCAPES), *seeds],
        ["extract", str(evil), "--json", str(tmp_path / "out")],
        ["extract", str(evil), "--json", str(evil)],
        ["extract", "a", "--json", "b", "--published", ESCAPES],
        ["extract", "--jsonl", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / ESCAPES / "x")],
        ["extract", "--jsonl", str(tmp_path / ESCAPES), "--out", str(tmp_path / "out.jsonl")],
        ["export", "--format", "ucdp", "--out", str(tmp_path / ESCAPES / "x"), *seeds],
        ["evaluate", "coverage", "--gold", ESCAPES, "--tools", ESCAPES],
    ]
    for arguments in commands:
        cli.main(["--verbose", *arguments])
    refused = (["export", "--format", ESCAPES], [ESCAPES], ["sources", ESCAPES], ["geocode", "--limit", ESCAPES])
    for arguments in refused:
        with pytest.raises(SystemExit):
            cli.main(arguments)
    told = "".join(capsys.readouterr())
    assert "owned" in told
    assert "\\x1b" in told
    assert not set(told) & set("\x1b\x07\r\x9b\u202e\u2028\u2066")
    assert not [line for line in told.split("\n") if line.startswith(("z.md", "empty.txt"))]


def test_a_log_record_commands_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    name = f"{ESCAPES}\nfake: line"
    record = logging.LogRecord("geo", logging.ERROR, __file__, 1, "reading %s failed", (name,), None)
    try:
        int(name)
    except ValueError:
        record.exc_info = sys.exc_info()
    told = PlainFormatter(logging.BASIC_FORMAT).format(record)
    assert not set(told) & set("\x1b\x07\r\x9b\u202e\u2028\u2066")
    assert not [line for line in told.split("\n") if line.startswith("fake")]
    assert "Traceback" in told


def test_a_progress_bar_shows_a_title_plainly() -> None:
    stream = io.StringIO()
    stream.isatty = lambda: True  # type: ignore[method-assign]
    Bar("reading", stream)(0.5, ESCAPES)
    assert not set(stream.getvalue()[1:]) & set("\x1b\x07\r\x9b\u202e")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_unicode_ends_nothing(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 市长 λ “x”\nlanguage: es\n---\nEl puente.\n", encoding="utf-8")
    env = {**os.environ, "PYTHONIOENCODING": encoding, "INCIDENT_ATLAS_STORE": f"sqlite:///{tmp_path / 's.sqlite'}"}
    document = read_file(tmp_path / "a.md")
    Store(env["INCIDENT_ATLAS_STORE"]).add_all([Entry(document, Extraction(document), "x")])
    for arguments in (["sources"], ["extract", "--help"], ["geocode", "市长"]):
        done = subprocess.run([sys.executable, "-m", "geo", *arguments], capture_output=True, env=env, check=False)
        assert done.returncode in {0, 1}, done.stderr
        assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_ends_the_run_quietly() -> None:
    done = subprocess.run(
        f"{sys.executable} -m geo geocode Toledo --limit 500 | head -c 1", shell=True, capture_output=True, check=False
    )
    assert done.stderr == b""
