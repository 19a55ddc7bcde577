"""Malformed, hostile and odd files: each gives a sound document or its sentence, and none breaks anything."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.child.asking import Child
from geo.errors import SourceError
from geo.escape import safe
from geo.settings import MAX_TEXT_CHARS
from geo.sources.readers.apart import WHY, Readers
from geo.sources.readers.formats import FORMATS, format_of
from geo.sources.readers.pieces import pieces
from geo.sources.readers.told import Inside
from geo.store import Entry
from geo.types import Document, Extraction, Rejected
from tests import filed
from tests.odd_files import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What a sound Document never holds, for no reader resolved an entity or opened a file.
LEAKED = ("root:x:0", "lollol")
#: Characters of the longest sentence, beside the names in it.
LONGEST = 700


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as made:
        yield made


def sound(item: Document | Rejected) -> None:
    """A document that the store takes and a page can show, or a sentence with a remedy."""
    if isinstance(item, Rejected):
        assert len(item.reason) < LONGEST + 3 * len(item.name), item.reason
        assert item.reason.endswith("."), item.reason
        assert "\n" not in item.reason.replace(item.name, "")
        return
    assert item.text.strip()
    assert len(item.text) <= MAX_TEXT_CHARS
    assert not any(leak in item.text + item.title for leak in LEAKED)
    assert "<script" not in safe(item.title + item.text)
    if item.name.endswith((".html", ".mhtml")):  # rows say what they say, and it is shown as text
        assert item.url is None or item.url.startswith(("http://", "https://"))
    Entry(item, Extraction(item), "test")


def test_each_of_them_gives_its_sentence_or_a_sound_document(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started, tried, came_to = [], Counter[str](), Counter[str]()
    begin = Child._begin
    monkeypatch.setattr(Child, "_begin", lambda self: started.append(1) or begin(self))
    for kind, name, data in corpus():
        read = list(readers.read(name, data))
        assert read, (kind, name)
        for item in read:
            sound(item)
            came_to[type(item).__name__] += 1
        tried[name.rpartition(".")[2]] += 1
    assert tried.total() >= 300
    assert set(tried) >= {row.endings[0] for row in FORMATS}
    assert len(started) == 1, "a file ended the process"
    with capsys.disabled():
        print(f"\n{tried.total()} odd files: {dict(tried)}; {dict(came_to)}")  # noqa: T201 - the count is the finding


def test_no_sentence_of_a_process_that_ended_came_up_by_itself(readers: Readers) -> None:
    assert set(WHY) == set(type(next(iter(WHY))))


ENDINGS = st.sampled_from(sorted(filed.SOUND))
IN_PROCESS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def all_of(name: str, data: bytes) -> None:
    """Read in this process, so that a crash is seen and not outlived."""
    try:
        found = format_of(name, data)
    except SourceError as error:
        sound(Rejected(name, str(error)))
        return
    for piece in pieces(name, data, found.module, found.called):
        if not isinstance(piece, Inside):
            sound(piece)


@IN_PROCESS
@given(ENDINGS, st.binary(max_size=400))
def test_any_bytes_under_any_name(ending: str, data: bytes) -> None:
    all_of(f"a.{ending}", data)


@IN_PROCESS
@given(ENDINGS, st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12), st.integers(1, 100))
def test_any_sound_file_with_bytes_changed_and_cut(ending: str, changes: list[tuple[int, int]], share: int) -> None:
    data = bytearray(filed.SOUND[ending]())
    for at, byte in changes:
        data[at % len(data)] = byte
    all_of(f"a.{ending}", bytes(data[: max(1, len(data) * share // 100)]))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@IN_PROCESS
@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["og:title", "author", "date", "og:url", "og:locale", "og:site_name"]))
def test_any_words_in_a_page(title: str, body: str, content: str, key: str) -> None:
    head = f'<title>{safe(title)}</title><meta property="{key}" content="{safe(content)}">'
    all_of("a.html", filed.page(head, f"<p>{body}</p>").encode())


KEYS = st.sampled_from([*filed.ROW, "author", "name"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@IN_PROCESS
@given(JSON)
def test_any_json(value: object) -> None:
    all_of("a.json", json.dumps(value).encode())
    all_of("b.html", filed.page(f"<script type=application/ld+json>{json.dumps([value])}</script>").encode())
