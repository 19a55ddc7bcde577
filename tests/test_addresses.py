"""Addresses: asked only where the network is allowed, never on a private network, and never more than is read."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.errors import SourceError
from geo.run.cli import main
from geo.settings import Settings
from geo.sources import read_addresses, read_text, refuse_other_address
from geo.sources.fetching import gate as gates
from geo.sources.fetching import web as webs
from geo.sources.fetching.gate import Gate, is_public
from geo.sources.fetching.web import Limits, Web, shown
from geo.types import Document, Rejected
from tests import filed
from tests.filed import BODY
from tests.sites import Site, answer, gate_to, leads_to, site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ALLOWED = replace(Settings(), network=True)
QUICK = Limits(size=200_000, seconds=1.5, silence=1.0)


@pytest.fixture
def paper() -> Iterator[Site]:
    with site() as made:
        made.answers["/a"] = answer(filed.page())
        yield made


@pytest.fixture
def secret() -> Iterator[Site]:
    """A machine that must never be asked."""
    with site() as made:
        made.answers["/"] = answer("the keys")
        yield made
        assert made.connections == 0


def address(paper: Site, path: str = "/a", host: str = "www.bee.example") -> str:
    return f"http://{host}:{paper.port}{path}"


def read(paper: Site, path: str = "/a", limits: Limits = QUICK, **names: str) -> Document | Rejected:
    web = Web(gate_to(paper, names={k.replace("_", "."): v for k, v in names.items()}), limits)
    (found,) = read_addresses([address(paper, path)], ALLOWED, web)
    return found


def fails(web: Web, url: str) -> str:
    with pytest.raises(SourceError) as told:
        web.get(url)
    return str(told.value)


def refused(paper: Site, path: str = "/a", limits: Limits = QUICK, **names: str) -> str:
    found = read(paper, path, limits, **names)
    assert isinstance(found, Rejected), found
    assert found.reason.endswith(".")
    return found.reason


# ------------------------------------------------------------------ what is read
def test_an_article_is_read_with_its_address(paper: Site) -> None:
    document = read(paper)
    assert isinstance(document, Document)
    assert document.text.split() == " ".join(BODY).split()
    assert (document.url, document.domain, document.name) == (address(paper), "bee.example", "bee.example/a.html")
    assert dict(document.found)["url"] == "the address that was asked"
    assert paper.headers[0]["host"] == f"www.bee.example:{paper.port}"
    assert paper.headers[0]["user-agent"].startswith("incident-atlas/")
    assert "cookie" not in paper.headers[0]


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("pdf", "application/pdf"),
        ("pdf", "application/octet-stream"),
        ("pdf", "text/html"),
        ("txt", "text/plain"),
        ("docx", "application/zip"),
        ("json", "application/json; charset=utf-8"),
        ("csv", "text/csv"),
        ("html", "text/plain"),
    ],
)
def test_files_are_read_by_what_stands_in_them(paper: Site, ending: str, kind: str) -> None:
    paper.answers["/a"] = answer(filed.SOUND[ending](), kind)
    document = read(paper)
    assert isinstance(document, Document), document
    assert document.text.split() == " ".join(BODY).split()


@pytest.mark.parametrize("where", ["canonical", "og:url"])
def test_no_source_has_an_address_with_a_password(paper: Site, where: str) -> None:
    own = "http://user:pw@bee.example/own"
    told = (
        f'<link rel="canonical" href="{own}">' if where == "canonical" else f'<meta property="og:url" content="{own}">'
    )
    paper.answers["/a"] = answer(filed.page(told))
    document = read(paper)
    assert isinstance(document, Document)
    assert document.url == f"http://www.bee.example:{paper.port}/a"
    assert read_text("x", "A text.", url=own).url == "http://bee.example/own"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://ana:secret@host.example/a", "http://host.example/a"),
        ("http://ana@host.example/", "http://host.example/"),
        ("http://ana:sec/ret@host.example/", "http://…@host.example/"),
        ("http://ana:12/secret@host.example/", "http://…@host.example/"),
        ("http://ana:sec#ret@host.example/", "http://…@host.example/"),
        ("http://ana:sec?ret@host.example/", "http://…@host.example/"),
        ("http:/ana:secret@host.example/", "http:/host.example/"),
        ("http:\\\\ana:secret@host.example/", "http:\\\\host.example/"),
        ("ftp://ana:secret@host.example/", "ftp://host.example/"),
        ("http://host.example/?to=http://ana:secret@other.example/", "http://host.example/?to=http://other.example/"),
        ("http://host.example/@ana/status?m=a@b", "http://host.example/@ana/status?m=a@b"),
        ("http://host.example:80/a", "http://host.example:80/a"),
    ],
)
def test_no_sentence_shows_a_password(given: str, said: str) -> None:
    assert shown(given) == said
    if not given.startswith("http://"):
        with pytest.raises(SourceError, match="is no address that is read") as refused:
            refuse_other_address(given)
        assert "secret" not in str(refused.value)


def test_an_address_without_its_beginning_has_a_hint() -> None:
    with pytest.raises(SourceError, match="write https:// before it"):
        refuse_other_address("www.bee.example/a")


def test_a_page_that_keeps_programs_out_is_no_article(paper: Site) -> None:
    wall = "<h1>Just a moment…</h1><p>Enable JavaScript and cookies to continue reading on bee.example, please.</p>"
    paper.answers["/a"] = answer(f"<html><head><title>Just a moment…</title></head><body>{wall}</body></html>")
    told = read(paper)
    assert isinstance(told, Rejected)
    assert "keeps programs out" in told.reason


def test_a_page_may_call_itself_by_another_address_of_its_own_host_alone(paper: Site) -> None:
    for host, kept in (("www.bee.example", True), ("www.other.example", False)):
        paper.answers["/a"] = answer(filed.page(f'<link rel="canonical" href="http://{host}/own">'))
        document = read(paper)
        assert isinstance(document, Document)
        assert (document.url == f"http://{host}/own") == kept
        assert document.domain == "bee.example"


def test_the_encoding_that_is_told_with_a_page_counts(paper: Site) -> None:
    words = "Хлеб подорожал в городе, сказал мэр в понедельник. " * 4
    page = filed.page().replace(BODY[1], words).encode("koi8-r", "replace")
    paper.answers["/a"] = answer(page, "text/html; charset=koi8-r")
    document = read(paper)
    assert isinstance(document, Document)
    assert words.strip() in document.text


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_what_travelled_packed_is_unpacked(paper: Site, pack: Callable[[bytes], bytes]) -> None:
    coding = "gzip" if pack is gzip.compress else "deflate"
    paper.answers["/a"] = answer(pack(filed.page().encode()), Content_Encoding=coding)
    assert isinstance(read(paper), Document)


def test_redirects_are_followed_and_the_last_address_is_the_source(paper: Site) -> None:
    paper.answers |= {"/1": leads_to("/2", "301 Moved"), "/2": leads_to(address(paper, host="new.example"))}
    document = read(paper, "/1")
    assert isinstance(document, Document)
    assert document.url == address(paper, host="new.example")
    assert paper.asked == ["/1", "/2", "/a"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer("", status="404 Not Found"), "is not there (status 404)"),
        (answer("", status="403 Forbidden"), "not given to programs"),
        (answer("", status="503 Busy"), "cannot be had now (status 503)"),
        (answer("", status="204 Nothing"), "cannot be had now (status 204)"),
        (answer("x" * 99, "video/mp4"), "of a kind that is not read (video/mp4)"),
        (answer(b"\x89PNG\r\n\x1a\n" + b"x" * 99, "text/html"), "is a PNG picture"),
        (answer("", "text/html"), "is empty"),
        (answer("x", Content_Encoding="br"), "packed in a way that was not asked for"),
        (answer(b"no gzip", Content_Encoding="gzip"), "is damaged"),
        (answer(gzip.compress(b"x" * 9999)[:20], Content_Encoding="gzip"), "breaks off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nshort", "does not answer as pages do"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "does not answer as pages do"),
        (b"", "does not answer as pages do"),
    ],
)
def test_what_cannot_be_read_has_its_sentence(paper: Site, given: bytes, said: str) -> None:
    paper.answers["/a"] = given
    assert said in refused(paper)


# ------------------------------------------------------------------ who is never asked
@pytest.mark.parametrize(
    "number",
    [
        *(
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
        ),
        *("100.100.100.200", "168.63.129.16", "192.0.0.170", "198.18.0.1", "203.0.113.5", "192.88.99.1", "224.0.0.1"),
        *("239.255.255.250", "240.0.0.1", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
        *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1"),
        *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2606:4700::1111%eth0", "x", ""),
    ],
)
def test_no_machine_of_another_kind_than_the_open_internet_is_asked(number: str) -> None:
    assert not is_public(number, 443)
    assert "only public machines are" in fails(Web(Gate(lambda *_: [number])), "http://bee.example/a")


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"])
def test_the_open_internet_is_asked_at_the_ports_of_pages(number: str) -> None:
    assert is_public(number, 80)
    assert is_public(number, 443)
    assert not any(is_public(number, port) for port in (22, 25, 6379, 8501, 11211))


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_machine_is_not_asked_by_any_of_its_names(secret: Site, host: str) -> None:
    assert "only public machines are" in fails(Web(), f"http://{host}:{secret.port}/")


def test_a_name_of_two_machines_one_of_which_is_private_is_not_asked(paper: Site) -> None:
    gate = Gate(lambda *_: [paper.number, "10.0.0.1"], gate_to(paper).lets)
    fails(Web(gate), address(paper))
    assert paper.connections == 0


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "//127.0.0.1:{port}/", "http://[::1]:{port}/",
     "http://inner.example:{port}/", "http://user@127.0.0.1:{port}/", "http://bee.example:{port}@127.0.0.1:{port}/"],
)  # fmt: skip
def test_a_redirect_to_this_machine_is_not_followed(paper: Site, secret: Site, to: str) -> None:
    paper.answers["/a"] = leads_to(to.format(port=secret.port))
    refused(paper, inner_example="127.0.0.1", localhost="127.0.0.1")
    assert paper.asked == ["/a"]


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "gopher://bee.example/", "ftp://bee.example/", "javascript:alert(1)"]
)
def test_a_redirect_to_what_is_no_page_is_not_followed(paper: Site, to: str) -> None:
    paper.answers["/a"] = leads_to(to)
    assert "no address of a page" in refused(paper)


def test_a_redirect_to_no_address_at_all_is_said(paper: Site) -> None:
    paper.answers["/a"] = leads_to("http://[::1")
    assert "leads to what is no address" in refused(paper)


def test_a_sentence_names_the_address_that_was_given_and_where_it_led(paper: Site) -> None:
    given = address(paper)
    for there, said in (
        ("http://10.0.0.1/keys", "10.0.0.1 at port 80 is not asked"),
        ("/none", "is not there (status 404)"),
        ("ftp://bee.example/a", "is no address of a page"),
        ("http://ann:pw@bee.example/", "is asked without a name and password"),
    ):
        paper.answers["/a"] = leads_to(there)
        told = refused(paper)
        assert told.startswith(f"{given}, which leads to "), told
        assert said in told
        assert "pw" not in told


def test_redirects_in_a_ring_end(paper: Site) -> None:
    paper.answers["/a"] = leads_to("/a")
    assert "one address after the other" in refused(paper)
    assert len(paper.asked) == webs.MOST_HOPS + 1


def test_a_name_that_means_another_machine_a_moment_later_gains_nothing() -> None:
    """Each connection looks its host up once and goes where that pointed; the next one is judged anew."""
    with site() as paper, site("127.0.0.2", paper.port) as inner:
        paper.answers |= {"/a": answer(filed.page()), "/again": leads_to("/a")}
        inner.answers["/a"] = answer("the keys")
        asked: list[str] = []

        def rebinding(host: str, _: int) -> list[str]:
            asked.append(host)
            return [paper.number if len(asked) == 1 else inner.number]

        web = Web(Gate(rebinding, gate_to(paper).lets), QUICK)
        assert web.get(address(paper)).status == 200
        assert asked == ["www.bee.example"]
        fails(web, address(paper))  # by now the name means the other one
        asked.clear()
        fails(web, address(paper, "/again"))
        assert (len(asked), inner.connections) == (2, 0)


def test_the_name_of_the_host_stays_that_of_the_address_in_an_encrypted_connection(paper: Site) -> None:
    fails(Web(gate_to(paper), QUICK), f"https://www.bee.example:{paper.port}/a")
    assert paper.raw[0][:1] == b"\x16"  # the first byte of a handshake
    assert b"www.bee.example" in paper.raw[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://", "no address of a page"),
        ("ftp://bee.example/", "no address of a page"),
        ("http://ann:pw@bee.example/", "without a name and password"),
        ("http://bee.example:99999/", "no address that can be read"),
        ("http://ann:pw@bee.example:99999/", "http://bee.example:99999/ is no address that can be read"),
        ("http://[::1/", "no address that can be read"),
        ("http://be e.example/", "no address that can be read"),
        ("http://bee.example/\r\nHost: inner", "is not known"),  # urlsplit drops line breaks
        ("http://" + "a" * 70 + ".example/", ""),
        ("http://bee.example/" + "a" * 3000, "no address of a page"),
        ("http://\u202e.example/", "no address that can be read"),
        ("http://bee\x00.example/", "no address that can be read"),
    ],
)
def test_odd_addresses_have_their_sentence(given: str, said: str) -> None:
    told = fails(Web(Gate(lambda *_: [])), given)
    assert said in told
    assert "pw" not in told


def test_hosts_in_other_alphabets_are_asked_by_their_plain_names(paper: Site) -> None:
    paper.answers["/ca%C3%B1%C3%B3n?q=%C3%A1%20b"] = answer(filed.page())
    web = Web(gate_to(paper), QUICK)
    assert web.get(address(paper, "/cañón?q=á b", host="periódico.example")).status == 200
    assert paper.headers[0]["host"].startswith("xn--peridico-y3a.example:")


# ------------------------------------------------------------------ how much and how long
def _for_ever(first: bytes, again: bytes, pause: float = 0.0) -> Callable[[socket.socket], None]:
    def send(client: socket.socket) -> None:
        client.sendall(first)
        while True:
            client.sendall(again)
            time.sleep(pause)

    return send


@pytest.mark.parametrize(
    ("doing", "said"),
    [
        (_for_ever(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>word " * 4000), "more than is read"),
        (_for_ever(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
                   b"5\r\nword \r\n" * 4000), "more than is read"),
        (_for_ever(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 999), "does not answer as pages do"),
        (_for_ever(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 9999), "does not answer as pages do"),
        (_for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 999), "more than is read"),
        (_for_ever(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x", 0.2), "in time"),
        (_for_ever(b"", b"H", 0.2), "time"),
        (_for_ever(b"", b"", 0.5), "in time"),
    ],
    ids=["body", "chunks", "headers", "one header", "continue", "drops", "drops of a head", "silence"],
)  # fmt: skip
def test_what_never_ends_ends(paper: Site, doing: Callable[[socket.socket], None], said: str) -> None:
    paper.answers["/a"] = doing
    start = time.monotonic()
    told = refused(paper)
    assert said in told or "too long" in told
    assert time.monotonic() - start < QUICK.seconds + 3


def test_a_bomb_is_not_unpacked(paper: Site) -> None:
    bomb = zlib.compressobj(9, wbits=31)
    packed = b"".join(bomb.compress(b"\0" * 1_000_000) for _ in range(150)) + bomb.flush()
    assert len(packed) < QUICK.size
    paper.answers["/a"] = answer(packed, Content_Encoding="gzip")
    assert "more than is read" in refused(paper)
    paper.answers["/a"] = answer(gzip.compress(packed), Content_Encoding="gzip, gzip")
    assert "not asked for" in refused(paper)


def test_a_look_up_that_hangs_is_not_waited_for() -> None:
    start = time.monotonic()
    web = Web(Gate(lambda *_: time.sleep(5) or ["8.8.8.8"]), replace(QUICK, seconds=0.5))
    assert "is not known" in fails(web, "http://bee.example/")
    assert time.monotonic() - start < 3


# ------------------------------------------------------------------ the network is off
def test_without_leave_nothing_is_asked_and_no_name_looked_up(
    monkeypatch: pytest.MonkeyPatch, paper: Site, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    monkeypatch.delenv("INCIDENT_ATLAS_NETWORK", raising=False)
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path}/s.sqlite")
    monkeypatch.setattr(gates, "PUBLIC", Gate(lambda *_: pytest.fail("a name was looked up")))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))
    assert not Settings().network
    (found,) = read_addresses([address(paper)], Settings(), None)
    assert isinstance(found, Rejected)
    assert "INCIDENT_ATLAS_NETWORK=on" in found.reason
    assert main(["ingest", address(paper)]) == 1
    assert "INCIDENT_ATLAS_NETWORK=on" in capsys.readouterr().err
    assert paper.connections == 0


@pytest.mark.parametrize("value", ["", "0", "off", "no", "maybe"])
def test_only_a_plain_yes_allows_the_network(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_NETWORK", value)
    assert not Settings().network


def test_no_setting_opens_the_gate(monkeypatch: pytest.MonkeyPatch, secret: Site) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{secret.port}")
    for name in ("GATE", "ALLOW", "RESOLVE", "HOSTS", "NETWORK"):
        monkeypatch.setenv(f"INCIDENT_ATLAS_{name}", f"127.0.0.1:{secret.port}")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", secret.port))])
    (found,) = read_addresses([f"http://bee.example:{secret.port}/", "http://bee.example/"][1:], ALLOWED)
    assert isinstance(found, Rejected)
