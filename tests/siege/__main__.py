"""``python -m tests.siege``: the whole siege, or a part of it; exit code 0 if nothing failed, 1 if something did."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests import browser
from tests.siege import alone, offline, report, stages, watch
from tests.siege.files import all_files
from tests.siege.marks import TRACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.siege.files import Hostile
    from tests.siege.report import Part

PARTS = ("files", "addresses", "settings")
FAILED, IMPOSSIBLE = 1, 2


def main() -> int:
    """Run what is asked for, print its tables and failures."""
    options = _options()
    if options.no_network and not offline.inside():
        try:
            return offline.run_inside([a for a in sys.argv[1:] if a != "--no-network"])
        except offline.NoNamespaceError as error:
            print(f"--no-network is not possible: {error}  Nothing was tried.", file=sys.stderr)
            return IMPOSSIBLE
    files = [f for f in all_files() if options.kind is None or options.kind in f.kind][:: options.every]
    if options.write:
        return _write(files, options.write)
    if why := browser.missing():
        print(f"{why}: nothing was tried.", file=sys.stderr)
        return IMPOSSIBLE
    return _besiege(options, files)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.siege", description=__doc__)
    parser.add_argument(
        "--only",
        choices=(*PARTS, "alone", "together", "uploads"),
        action="append",
        help="a part; `files` are alone, together and uploads; may be given again",
    )
    parser.add_argument("--kind", metavar="WORDS", help="only files whose kind has these words in it")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th file, address and setting")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where folders, logs and the report go (default: a new one)"
    )
    parser.add_argument("--write", type=Path, metavar="DIR", help="write the files into DIR and do nothing else")
    parser.add_argument("--no-network", action="store_true", help="in a network namespace without any way out (Linux)")
    return parser.parse_args()


def _write(files: list[Hostile], folder: Path) -> int:
    folder.mkdir(parents=True)
    for file in files:
        file.write(folder)
    print(f"{len(files)} files of {len({f.kind for f in files})} kinds are in {folder}")
    return 0


def _besiege(options: argparse.Namespace, files: list[Hostile]) -> int:
    out = (options.out or Path(tempfile.mkdtemp(prefix="siege-"))).resolve()
    out.mkdir(parents=True, exist_ok=True)
    started, lines = time.monotonic(), [f"Folders and logs are in {out}."]
    if offline.inside():
        lines.append(offline.bring_up())
    print(*lines, sep="\n", flush=True)
    parts = []
    for part in _parts(options, files, out):
        parts.append(part)
        print(f"\n{report.table(part)}\n", flush=True)
    lines += [report.table(part) for part in parts] + [report.failures(parts)]
    failed = sum(len(part.faults) for part in parts)
    lines.append(f"{sum(p.tried.total() for p in parts)} attempts, {failed} faults, {time.monotonic() - started:.0f} s")
    (out / "report.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    print(report.failures(parts), lines[-1], f"The report is {out / 'report.txt'}.", sep="\n")
    return FAILED if failed else 0


def _parts(options: argparse.Namespace, files: list[Hostile], out: Path) -> Iterator[Part]:
    """The parts that are asked for, one by one."""
    asked = set(options.only or PARTS)
    if "files" in asked:
        asked |= {"alone", "together", "uploads"}
    left: list[Hostile] = files
    if "alone" in asked:
        yield (part := alone.try_kinds(files, out))
        dead = {fault.item for fault in part.faults if fault.what == "dead"}
        left = [file for file in files if file.shown not in dead]
    stage: dict[str, Callable[[Browser], Part]] = {
        "together": lambda c: stages.together(c, left, out),
        "uploads": lambda c: stages.uploads(c, left, out),
        "addresses": lambda c: stages.addresses(c, out, options.every),
        "settings": lambda c: stages.settings(c, out, options.every),
    }
    for name, run in stage.items():
        if name in asked:
            with watch.browser() as chromium:
                yield _traced(run(chromium), len(files) - len(left) if name in {"together", "uploads"} else 0)


def _traced(part: Part, left_out: int) -> Part:
    """The part with what a command run by mistake would leave, and what was not tried because it failed alone."""
    if left_out:
        part.notes.append(f"left out, since they failed alone: {left_out} files")
    for folder in (Path.cwd(), browser.ROOT, Path(os.environ.get("HOME", "/"))):
        if (folder / TRACE).exists():
            part.add("executed", "commands", TRACE, str(folder), "a command in a file was run", f"rm {folder / TRACE}")
    return part


if __name__ == "__main__":
    sys.exit(main())
