"""The audit says what it found, and that it found nothing out where there is no database."""

from __future__ import annotations

import json

import pytest

from tests.audit import judged

CLEAN = {"name": "lxml", "version": "5.0", "vulns": []}
FAULTY = {"name": "lxml", "version": "4.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["4.1"]}]}
MISSING = {"name": "made-up", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("found", "code", "told"),
    [
        ([CLEAN], 0, "1 requirements looked up, 0 known faults"),
        ([CLEAN, FAULTY], 1, "lxml 4.0: PYSEC-1, mended in 4.1"),
        ([CLEAN, MISSING], 1, "made-up: not looked up"),
        ([MISSING, MISSING], 2, "nothing is known of any requirement: run `make audit` where pypi.org answers"),
        ([], 2, "nothing is known of any requirement"),
    ],
)
def test_what_an_answer_comes_to(found: list[dict[str, object]], code: int, told: str) -> None:
    lines, got = judged(json.dumps({"dependencies": found}), "ERROR: no route to host")
    assert got == code
    assert told in "\n".join(lines)


@pytest.mark.parametrize("out", ["", "no JSON", "[]", '{"dependencies": null}'])
def test_no_answer_is_one_sentence_with_the_reason(out: str) -> None:
    lines, code = judged(out, "first\nConnectionError: no route to host\n")
    assert (len(lines), code) == (1, 2)
    assert "ConnectionError: no route to host" in lines[0]
