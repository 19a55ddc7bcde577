"""The running server: who may frame its pages, connect to it, and see its inside."""

from __future__ import annotations

import http.client
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from geo.views.server import guard
from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from starlette.types import Message


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("guard")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.md").write_text("---\ntitle: A\nlanguage: en\n---\nA road was blocked in Durango, Mexico.\n")
    with b.running(folder, folder / "seeds") as base:
        yield base


def ask(base: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    return connection.getresponse()


def connect(base: str, host: str, origin: str) -> int:
    """The status that the server gives to one who wants to open the socket over which all content goes."""
    return ask(
        base,
        "/_stcore/stream",
        Host=host,
        Origin=origin,
        Upgrade="websocket",
        Connection="Upgrade",
        **{"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"},
    ).status


@pytest.mark.parametrize("path", ["/", "/sources", "/_stcore/health", "/fonts/none", "/nowhere.js"])
def test_every_answer_forbids_frames_of_other_sites(app: str, path: str) -> None:
    answer = ask(app, path)
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "page"),
    [("/atlas/casualties/more", "/atlas/casualties"), ("/atlas/casualties", None), ("/atlas/", None), ("/atlas", None)],
)
def test_an_address_below_a_page_of_a_server_with_a_base_path(
    monkeypatch: pytest.MonkeyPatch, path: str, page: str | None
) -> None:
    async def nothing(*_: object) -> None:
        """Streamlit's part: it answers nothing here."""

    async def keep(message: Message) -> None:
        sent.append(message)

    sent: list[Message] = []
    monkeypatch.setattr(guard.st, "get_option", {"server.baseUrlPath": "atlas"}.get)
    scope = {"type": "http", "path": path, "query_string": b"", "headers": [(b"sec-fetch-dest", b"document")]}
    with pytest.raises(StopIteration):  # it waits for nothing; a loop may be running already, Playwright's
        guard.Guard(nothing)(scope, nothing, keep).send(None)
    assert [dict(m["headers"])[b"location"].decode() for m in sent[:1]] == ([page] if page else [])


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/casualties/more", "/casualties"),
        ("/casualties/more/?to=2026-02-30", "/casualties?to=2026-02-30"),
        ("/casualties%00", "/casualties"),
        ("//evil.example/more", "/evil.example"),
        ("/%0d%0ax/y?a=%0d%0a", "/x?a=%0d%0a"),
        ("/casualties", None),
        ("/", None),
        ("/nothing", None),
        ("/media/of/streamlit", None),
        ("/component/a/b", None),
    ],
)
def test_an_address_below_a_page_leads_to_the_page(app: str, path: str, page: str | None) -> None:
    answer = ask(app, path, **{"Sec-Fetch-Dest": "document"})
    assert answer.headers["Location"] == page
    assert (answer.status == 307) == bool(page)


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/metrics?families=session_stats",
        "//_stcore/metrics",
        "/_stcore/%6detrics",
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS", "HEAD"])
def test_metrics_are_closed(app: str, path: str, method: str) -> None:
    answer = ask(app, path, method)
    assert answer.status in {400, 403, 404}
    assert b"_bytes" not in answer.read()


def test_nobody_drives_the_app_without_a_browser(app: str) -> None:
    assert ask(app, "/_stcore/agent/interact", "POST").status >= 400


def test_only_known_names_connect(app: str) -> None:
    own = urlsplit(app).netloc
    port = own.partition(":")[2]
    assert connect(app, own, app) == 101
    assert connect(app, f"localhost:{port}", f"http://localhost:{port}") == 101
    assert connect(app, f"evil.example:{port}", f"http://evil.example:{port}") == 403  # a name made to point here
    assert connect(app, own, "http://evil.example") == 403  # another site's script


def test_an_upload_needs_the_token_of_its_page(app: str) -> None:
    assert ask(app, "/_stcore/upload_file/session/file", "PUT").status in {400, 403}


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_a_page_of_another_site_shows_nothing_of_ours(app: str, chromium: Browser) -> None:
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<p>other</p><iframe src='{app}/' width=900 height=600></iframe>".encode())

        def log_message(self, *_: object) -> None:
            pass

    other = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    Thread(target=other.serve_forever, daemon=True).start()
    page = chromium.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"http://127.0.0.1:{other.server_port}/")
    page.wait_for_timeout(3000)
    assert page.frames[1].locator(".head, #root").count() == 0
    assert any("frame" in text.lower() for text in told)
    page.close()
    other.shutdown()
