"""What the program writes: whole or not at all, with one sentence where the system refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo import files
from geo.errors import FileError, GazetteerError
from geo.gazetteer import build as gazetteer_build
from geo.gazetteer.build import build
from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
STORY = "The bridge burned in Toronto on Sunday. At least 12 people were hurt, Mayor Ann Bell said.\n"
DEAD = 2**22 + 1  # above the largest number that Linux gives to a process


def limited(code: str, kilobytes: int) -> subprocess.CompletedProcess[str]:
    """Run ``code`` where no file may grow beyond so many kilobytes: every write behind that fails."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024},) * 2)\n"
    return subprocess.run([sys.executable, "-c", limit + code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_file_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), files.replacing(target) as part:
        part.write_text(f"half {1 // 0}" if part.write_text("half") else "")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]
    files.write_text(target, "new\r\nλ")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.csv", "new\r\nλ".encode())]


def test_lines_replace_no_database(tmp_path: Path) -> None:
    """Nor under the name that they have until they are all there."""
    for database in ("out.jsonl", "lines.jsonl.part"):
        (tmp_path / database).write_bytes(b"SQLite format 3\0 and more")
    for name in ("out.jsonl", "lines.jsonl"):
        with pytest.raises(FileError, match="is a database"), files.growing(tmp_path / name):
            pass
    assert {p.read_bytes() for p in tmp_path.iterdir()} == {b"SQLite format 3\0 and more"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lines.jsonl.part", "out.jsonl"]


def test_a_limit_leaves_the_old_file_and_a_sentence(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    done = limited(
        f"from geo.files import write_bytes; from pathlib import Path\n"
        f"write_bytes(Path({str(target)!r}), b'x' * 100_000)",
        10,
    )
    assert "FileError" in done.stderr
    assert "a.csv cannot be written (File too large): raise the limit" in done.stderr
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]


def test_links_are_followed_and_devices_written_directly(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    files.write_text(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"
    files.write_text(Path(os.devnull), "gone")
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_disk_is_named_with_the_remedy() -> None:
    with pytest.raises(FileError, match=r"/dev/full cannot be written .*make room"):
        files.write_text(Path("/dev/full"), "x")


@pytest.mark.parametrize("name", ["nowhere/a.csv", "folder", "plain/a.csv", "n" * 300])
def test_what_cannot_be_written_is_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "plain").write_text("")
    with pytest.raises(FileError, match=r"cannot be written \(.*\): .*\.$"):
        files.write_text(tmp_path / name, "x")
    with pytest.raises(FileError, match=r"cannot be written \(.*\): .*\.$"), files.growing(tmp_path / name):
        pass


def test_what_killed_runs_left_is_cleared_and_what_lives_is_not(tmp_path: Path) -> None:
    names = [
        f"a.csv.{DEAD}.part",
        f"a.csv.{DEAD}-3.part",
        f"a.csv.{os.getppid()}-1.part",
        "a.csv.part",
        f"b.csv.{DEAD}.part",
        "a.csv.notes.part",
    ]
    old = f"a.csv.{os.getppid()}-2.part"
    for name in (*names, old):
        (tmp_path / name).write_text("x")
    hours_ago = time.time() - 2 * files.ABANDONED
    os.utime(tmp_path / old, (hours_ago, hours_ago))
    files.write_text(tmp_path / "a.csv", "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["a.csv", *names[2:]])


def test_lines_of_a_run_that_ends_badly_are_kept_apart(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old\n")
    done = limited(
        f"from geo.files import growing; from pathlib import Path\n"
        f"with growing(Path({str(out)!r})) as lines:\n"
        f"    for n in range(1000): lines.write('x' * 99 + '\\n'); lines.flush()",
        1,
    )
    assert "The first 10 lines are in" in done.stderr
    assert out.read_text() == "old\n"
    assert (tmp_path / "out.jsonl.part").read_text() == ("x" * 99 + "\n") * 10


def test_lines_of_a_killed_run_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code = (
        f"import os; from geo.files import growing; from pathlib import Path\n"
        f"with growing(Path({str(out)!r})) as lines:\n"
        f"    lines.write('one\\n'); lines.flush(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert not out.exists()
    assert (tmp_path / "out.jsonl.part").read_text() == "one\n"
    with files.growing(out) as lines:
        lines.write("all\n")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("out.jsonl", "all\n")]


def test_a_command_on_a_full_disk_leaves_the_old_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.json").write_text("old")
    (tmp_path / "in.jsonl").write_text(json.dumps({"doc_id": 1, "text": STORY}) + "\n")
    (tmp_path / "out.jsonl").write_text("old")
    code = (
        "import sys; from geo.run import cli\n"
        "class Nothing:\n"
        "    def try_extract(self, document):\n"
        "        from geo.types import Extraction; return Extraction(document)\n"
        "cli.open_pipeline = lambda *_: Nothing()\n"
        f"for arguments in (['extract', {str(tmp_path / 'a.txt')!r}, '--json', {str(tmp_path)!r}],\n"
        f"                  ['extract', '--jsonl', {str(tmp_path / 'in.jsonl')!r}, '--out',"
        f" {str(tmp_path / 'out.jsonl')!r}]):\n"
        "    print(cli.main(arguments))"
    )
    done = limited(code, 0)
    assert done.stdout.split() == ["2", "2"], done.stderr
    assert done.stderr.count("cannot be written (File too large)") == 2
    assert (tmp_path / "a.json").read_text() == (tmp_path / "out.jsonl").read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_standard_output_on_a_full_disk_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "geo", "geocode", "Toledo, Ohio"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "python -m geo: standard output cannot be written (No space left on "
        "device): make room on the disk and try again."
    )


# The gazetteer, the largest file that is written


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build with countries only."""
    monkeypatch.setattr(
        gazetteer_build,
        "_gather",
        lambda _tell: sorted(gazetteer_build.rows.countries(), key=lambda row: (-row.prior, row.id)),
    )


def damaged(path: Path, how: str) -> None:
    data = path.read_bytes()
    changed = {
        "empty": b"",
        "cut off": data[: len(data) // 2],
        "random": os.urandom(len(data)),
        "text": b"not a database " * 100,
        "hole": data[:100] + b"\xff" * (len(data) - 100),
    }[how]
    path.write_bytes(changed)


@pytest.mark.parametrize("how", ["empty", "cut off", "random", "text", "hole"])
def test_a_damaged_gazetteer_is_told_and_built_again(how: str, small: None, tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    build(path)
    damaged(path, how)
    with pytest.raises(GazetteerError, match="run `python -m geo build`"):
        Gazetteer(path)
    with open_gazetteer(Settings(gazetteer=path)) as gazetteer:
        assert gazetteer.country("CA") is not None
    assert [p.name for p in tmp_path.iterdir()] == ["g.sqlite"]


def test_damage_that_shows_only_later_is_told_too(small: None, tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    build(path)
    with Gazetteer(path) as gazetteer:
        data = bytearray(path.read_bytes())
        data[8192:] = b"\xff" * (len(data) - 8192)
        path.write_bytes(data)
        gazetteer._db.execute("PRAGMA shrink_memory")
        with pytest.raises(GazetteerError, match="is damaged"):
            gazetteer.states("CA")


def test_a_gazetteer_in_a_folder_with_odd_characters_opens(small: None, tmp_path: Path) -> None:
    path = tmp_path / "what? 100% #1" / "g.sqlite"
    build(path)
    with Gazetteer(path) as gazetteer:
        assert gazetteer.country("CA") is not None


def test_a_name_as_long_as_can_be_is_written(tmp_path: Path) -> None:
    files.write_text(tmp_path / ("n" * 255), "x")
    assert [len(p.name) for p in tmp_path.iterdir()] == [255]


def test_two_builds_at_once_do_not_spoil_each_other(small: None, tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    code = (
        "from pathlib import Path; from geo.gazetteer import build as b\n"
        "b._gather = lambda _: sorted(b.rows.countries(), key=lambda row: (-row.prior, row.id))\n"
        f"for _ in range(3): b.build(Path({str(path)!r}))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(p.communicate()[1], p.returncode) for p in running] == [(b"", 0)] * 2
    with Gazetteer(path) as gazetteer:
        assert gazetteer.country("CA") is not None
    assert [p.name for p in tmp_path.iterdir()] == ["g.sqlite"]


def test_a_folder_in_the_gazetteers_place_is_said_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.gazetteer.build._gather", lambda _: pytest.fail("read for nothing"))
    with pytest.raises(FileError, match="which is no file: name a file in INCIDENT_ATLAS_GAZETTEER"):
        build(tmp_path)


def test_a_build_that_finds_no_room_leaves_the_old_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    path.write_text("old")
    done = limited(
        "from pathlib import Path; from geo.gazetteer import build as b\n"
        "b._gather = lambda _: sorted(b.rows.countries(), key=lambda row: (-row.prior, row.id))\n"
        f"b.build(Path({str(path)!r}))",
        60,
    )
    assert "FileError: the gazetteer" in done.stderr
    assert "INCIDENT_ATLAS_GAZETTEER" in done.stderr
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("g.sqlite", "old")]


def test_a_folder_that_cannot_be_made_names_the_setting(small: None, tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file, not a folder")
    with pytest.raises(FileError, match=r"build cannot be made .*INCIDENT_ATLAS_GAZETTEER"):
        build(tmp_path / "build" / "g.sqlite")
