"""Web archives: each page with its address, what is no article by its number, and never more than is read."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest

from geo.sources.readers.apart import Readers
from geo.sources.readers.web import warc
from geo.types import Document, Rejected
from tests import filed
from tests.filed import ADDRESS, BODY, FIRST, record

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as made:
        yield made


def read(readers: Readers, *records: bytes, name: str = "a.warc") -> tuple[list[Document], list[str]]:
    told = list(readers.read(name, filed.warc(*records, packed=name.endswith("gz"))))
    return [x for x in told if isinstance(x, Document)], [x.reason for x in told if isinstance(x, Rejected)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "renamed.txt"])
def test_a_page_and_a_document_are_read_with_their_addresses(readers: Readers, name: str) -> None:
    other = "https://www.larkfieldbee.example/report.pdf"
    documents, refused = read(
        readers,
        record(filed.page()),
        record(filed.pdf((BODY[::-1],)), other, Content_Type="application/pdf"),
        name=name,
    )
    assert refused == []
    assert [d.url for d in documents] == [ADDRESS, other]
    assert [d.name for d in documents] == [
        f"{name}/larkfieldbee.example/2026/02/23/bridge.html",
        f"{name}/larkfieldbee.example/report.pdf",
    ]
    assert documents[0].text.split() == " ".join(BODY).split()
    assert dict(documents[0].found)["url"] == "the web archive"
    assert dict(documents[0].found)["published"] == "the page's address"


def test_what_it_travelled_in_is_taken_off(readers: Readers) -> None:
    packed = gzip.compress(filed.page().encode())
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(c), c) for c in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    (one,), _ = read(readers, record(packed, Content_Encoding="gzip"))
    (two,), _ = read(readers, record(chunks, Content_Encoding="gzip", Transfer_Encoding="chunked"))
    assert one.text == two.text


def test_the_encoding_that_was_told_with_a_page_counts(readers: Readers) -> None:
    words = "Хлеб подорожал в городе, сказал мэр в понедельник. " * 4
    page = filed.page().replace(BODY[1], words).encode("koi8-r", "replace")
    (document,), _ = read(readers, record(page, Content_Type="text/html; charset=koi8-r"))
    assert words.strip() in document.text


def test_what_is_no_source_is_passed_over_and_pages_without_an_article_by_their_number(readers: Readers) -> None:
    empty = "<html><body><nav><a href=/>Home</a></nav></body></html>"
    documents, refused = read(
        readers,
        record("x", status="404 Not Found"),
        record("", status="301 Moved", Location="/"),
        record(b"\x89PNG", Content_Type="image/png"),
        record("var a", Content_Type="text/javascript"),
        record(empty, "https://bee.example/1"),
        record(empty, "https://bee.example/2"),
        record(filed.page()),
    )
    assert len(documents) == 1
    assert refused == ["pages in a.warc that hold no article were passed over: 2."]


def test_an_archive_that_breaks_off_keeps_what_came_before(readers: Readers) -> None:
    data = filed.warc(
        record(filed.page()), record(filed.page(body=f"<p>{FIRST}</p>"), "https://bee.example/2"), packed=True
    )
    told = list(readers.read("a.warc.gz", data[: len(data) - 200]))
    assert isinstance(told[0], Document)
    assert all(isinstance(x, Rejected) for x in told[1:])


def test_an_archive_without_pages_says_so(readers: Readers) -> None:
    documents, (reason,) = read(readers, record("x", status="404 Not Found"))
    assert documents == []
    assert "a.warc is a web archive without pages" in reason


def test_more_than_is_read_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MOST_UNPACKED", 5_000)
    data = filed.warc(*(record(filed.page(), f"https://bee.example/{n}") for n in range(9)))
    *pages, last = warc.read("a.warc", data)
    assert 1 < len(pages) < 9
    assert "holds more than is read" in last.reason


def test_a_bomb_in_a_record_takes_neither_memory_nor_time(readers: Readers) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 300_000_000))
    start = time.monotonic()
    documents, refused = read(readers, record(bomb, Content_Encoding="gzip"), record(filed.page()), name="a.warc.gz")
    assert time.monotonic() - start < 20
    assert len(documents) == 1
    assert len(refused) <= 1


def test_a_wacz_is_its_pages(readers: Readers) -> None:
    files = {"archive/a.warc.gz": filed.warc(packed=True), "archive/b.warc": filed.warc(record(filed.pdf(), "https://b.example/x",
             Content_Type="application/pdf")), "datapackage.json": "{}", "pages/pages.jsonl": '{"text": "a list"}\n',
             "indexes/index.cdx.gz": b"x", "index.html": filed.page()}  # fmt: skip
    told = list(readers.read("a.wacz", filed.zipped(files)))
    assert [isinstance(x, Document) for x in told] == [True, True], told
    assert {x.url for x in told if isinstance(x, Document)} == {ADDRESS, "https://b.example/x"}
