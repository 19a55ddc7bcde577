"""A share of the siege, and whether it would notice what it looks for; `make siege` runs all of it.

Some of its addresses are tried in test_stays_up.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests import browser as b
from tests.siege import report, stages
from tests.siege.addresses import all_addresses
from tests.siege.files import all_files, kinds
from tests.siege.watch import Watch, running_cells
from tests.siege.wrong import all_wrong

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

#: Kinds that other tests try, faster: how time grows with a text (test_linear), its limits (test_extractor).
ELSEWHERE = ("size", "growth", "many")
BOX = """\x1b[31m── Traceback (most recent call last) ──\x1b[0m
  app.py:3 in <module>
────────────────────────
KeyError: 'x'
"""
PLAIN = 'Traceback (most recent call last):\n  File "a.py", line 1, in a\nValueError: y\nINFO next\n'


def test_the_siege_is_as_large_as_it_says_and_the_same_each_time() -> None:
    files = all_files()
    assert len(files) >= 250
    assert len(kinds(files)) >= 40
    assert len({file.name for file in files}) == len(files)
    assert [(f.name, f.content) for f in files] == [(f.name, f.content) for f in all_files()]
    assert len(all_addresses()) >= 150
    assert len(all_wrong()) >= 12


def test_every_file_can_be_written(tmp_path: Path) -> None:
    for file in all_files():
        file.write(tmp_path)
    missing = {os.fsdecode(f.name) for f in all_files()} - set(os.listdir(tmp_path))  # noqa: PTH208 - bytes are names too
    assert {n for n in missing if "other" not in n} == set()  # a socket has no room in a long path


def test_tracebacks_are_found_in_a_log_and_in_streamlits_box() -> None:
    assert report.tracebacks(f"{PLAIN}{BOX}{PLAIN}") == ["ValueError: y", "KeyError: 'x'"]
    assert report.tracebacks("Traceback is a word\n") == []


def test_cells_that_a_spreadsheet_would_run_are_found() -> None:
    assert running_cells(b"\xef\xbb\xbfa,b\n-1.5,=1+1\n'=1,@x\n") == ["=1+1", "@x"]


def test_an_item_counts_once_however_often_it_failed() -> None:
    part = report.Part("part")
    part.tried["kind"] = 2
    part.add("dead", "kind", "a", "/", "x", "again")
    part.add("dead", "kind", "a", "/quotes", "x", "again")
    assert report.table(part).splitlines()[-1].split()[:4] == ["all", "2", "1", "1"]


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<img src=x onerror=window.__pwned=7>", "executed"),
        ("<body onload=alert(7)>", "executed"),
        ("<p>t7-49-t</p>", "executed"),
        ("<img src=http://evil.example/7.png>", "host"),
        ("<a href='javascript:alert(7)'>x</a>", "markup"),
        ("<p>a <strong>pwned7</strong></p>", "markup"),
        ("<p>&lt;img src=http://evil.example onerror=alert(7)&gt; **pwned7** t7-{{7*7}}-t</p>", None),
    ],
)
@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_what_runs_asks_or_becomes_markup_is_noticed(chromium: Browser, page: str, what: str | None) -> None:
    watch = Watch(chromium, "http://127.0.0.1:1")
    watch.page.set_content(page)
    watch.page.wait_for_timeout(300)
    assert what in {seen for seen, _ in watch.look()} if what else watch.look() == []
    watch.context.close()


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_files_of_many_kinds_leave_all_pages_standing(chromium: Browser, tmp_path: Path) -> None:
    files = [group[0] for kind, group in kinds(all_files()).items() if not kind.startswith(ELSEWHERE)][::8]
    part = stages.together(chromium, files, tmp_path)
    assert part.tried.total() >= 5
    assert part.faults == [], report.failures([part])
