"""Feeds: their items as texts, and looks into them that no server minds."""

from __future__ import annotations

import json
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from geo.errors import SourceError, StoreError
from geo.ingest import add_sources
from geo.run.cli import main
from geo.settings import Settings
from geo.sources.fetching import feeds as looks
from geo.sources.fetching import gate as gates
from geo.sources.fetching.feeds import LEAST_EVERY, MOST_NEW, Feeds
from geo.sources.fetching.kept import TRIES, Kept
from geo.sources.fetching.listed import addresses_in
from geo.sources.fetching.polite import MOST_RULES
from geo.sources.fetching.web import Limits, Web
from geo.sources.readers.apart import Readers
from geo.sources.readers.told import Elsewhere
from geo.store import Store
from geo.types import Document, Rejected
from tests import filed
from tests.filed import BODY, FIRST, TITLE
from tests.sites import Site, answer, gate_to, leads_to, site
from tests.test_ingest import FakePipeline
from tests.test_watch import ENGLISH

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

LONG = " ".join(BODY * 6)
RSS = "application/rss+xml"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as made:
        yield made


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 1_800_000_000.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def paper() -> Iterator[Site]:
    with site() as made:
        made.answers["/a"] = answer(filed.page())
        yield made


@pytest.fixture
def feeds(paper: Site, readers: Readers, clock: Clock, tmp_path: Path) -> Iterator[Feeds]:
    with Kept(tmp_path / "feeds.sqlite") as kept:
        web = Web(gate_to(paper), Limits(size=200_000, seconds=3))
        yield Feeds(kept, readers, web, clock=clock, sleep=clock.sleep)


def address(paper: Site, path: str) -> str:
    return f"http://bee.example:{paper.port}{path}"


def look(feeds: Feeds, paper: Site, path: str = "/feed") -> looks.Look:
    found = feeds.look(address(paper, path))
    assert found is not None
    feeds.settle(found)
    return found


# ------------------------------------------------------------------ a feed as a file
def test_an_item_with_its_whole_text_is_a_source_and_the_others_are_told_of(readers: Readers) -> None:
    whole = filed.item(
        f"<p>{LONG}</p><script>alert(1)</script><p>{FIRST}</p>", "https://bee.example/1", "One &amp; two"
    )
    told = list(readers.read("a.xml", filed.rss(whole, filed.item(FIRST, "https://bee.example/2"))))
    document, rejected = told
    assert isinstance(document, Document)
    assert document.text == f"{LONG}\n\n{FIRST}"
    assert (document.title, document.publisher, document.published) == ("One & two", "The Bee", "2026-02-23")
    assert (document.url, document.name) == ("https://bee.example/1", "a.xml, item 1")
    assert dict(document.found)["published"] == "the feed"
    assert isinstance(rejected, Rejected)
    assert "the beginning of 1 text" in rejected.reason


def test_who_keeps_the_pages_of_a_feed_and_who_searched_for_it_publish_nothing(readers: Readers) -> None:
    feed = filed.rss(filed.item(f"<p>{LONG}</p>", "https://bee.example/1"))
    kept = feed.replace(b"<channel>", b"<channel><webMaster>joe@bee.example (Joe Roe)</webMaster>", 1)
    assert kept != feed
    searched = feed.replace(b"The Bee", b"Search results: Torla")
    assert searched != feed
    found = [document for data in (kept, searched) for document in readers.read("a.xml", data)]
    assert [d.publisher for d in found if isinstance(d, Document)] == ["The Bee", None]


@pytest.mark.parametrize("end", ["…", "...", "[…]", "Read more »"])
def test_a_text_that_breaks_off_is_no_article(readers: Readers, end: str) -> None:
    (part,) = readers.parts("a.xml", filed.rss(filed.item(LONG + end, "https://bee.example/1")))
    assert part == Elsewhere(
        "https://bee.example/1",
        {"title": TITLE, "published": "Mon, 23 Feb 2026 23:50:00 -0600", "publisher": "The Bee"},
    )


def test_atom_and_json_feeds(readers: Readers) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Bee</title><entry><title>Bridge</title>'
        '<link rel="alternate" href="https://bee.example/1"/><updated>2026-02-25T00:00:00Z</updated>'
        f'<author><name>Ann Bell</name></author><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>'
    )
    (document,) = readers.read("a.atom", atom.encode())
    assert isinstance(document, Document)
    assert (document.text, document.author, document.url) == (LONG, "Ann Bell", "https://bee.example/1")
    assert document.published is None  # when it was changed is not when it was published
    assert any("2026-02-25" in warning for warning in document.warnings)
    entry = {
        "url": "https://bee.example/1", "title": "Bridge", "content_html": f"<p>{LONG}</p>",
        "date_published": "2026-02-23T10:00:00-06:00", "authors": [{"name": "Ann Bell"}],
    }  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Bee", "items": [entry, {"url": "/2"}, 7]}
    document, rejected = readers.read("a.json", json.dumps(feed).encode())
    assert isinstance(document, Document)
    assert (document.text, document.published, document.author) == (LONG, "2026-02-23", "Ann Bell")
    assert isinstance(rejected, Rejected)


@pytest.mark.parametrize(
    "data", [b"<rss/>", b"<rss><channel><title>x", b"<data><a/></data>", b'{"version":"https://jsonfeed.org/"}']
)
def test_what_is_no_feed_has_its_sentence(readers: Readers, data: bytes) -> None:
    (rejected,) = readers.read("a.xml", data)
    assert isinstance(rejected, Rejected)
    assert "a.xml is no feed that can be read" in rejected.reason


# ------------------------------------------------------------------ a look
def test_an_article_is_read_where_it_lies_with_what_the_feed_says_of_it(feeds: Feeds, paper: Site) -> None:
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a")), RSS)
    (document,) = look(feeds, paper).found
    assert isinstance(document, Document)
    assert document.text.split() == " ".join(BODY).split()
    assert (document.url, document.published) == (address(paper, "/a"), "2026-02-23")
    assert dict(document.found)["published"] == "the feed"
    assert paper.asked == ["/robots.txt", "/feed", "/a"]


def test_nothing_is_asked_before_it_is_due_nor_twice(feeds: Feeds, paper: Site, clock: Clock) -> None:
    paper.answers["/feed"] = answer(
        filed.rss(filed.item("Short.", "/a")), RSS, ETag='W/"7"', Last_Modified="Mon, 23 Feb 2026 10:00:00 GMT"
    )
    look(feeds, paper)
    assert feeds.look(address(paper, "/feed")) is None
    clock.now += LEAST_EVERY + 1
    paper.answers["/feed"] = answer("", status="304 Not Modified")
    assert look(feeds, paper).found == ()
    assert paper.headers[-1]["if-none-match"] == 'W/"7"'
    assert paper.headers[-1]["if-modified-since"] == "Mon, 23 Feb 2026 10:00:00 GMT"
    clock.now += LEAST_EVERY + 1
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a"), filed.item("New.", "/b")), RSS)
    paper.answers["/b"] = answer(filed.page())
    look(feeds, paper)
    assert paper.headers[-2]["if-none-match"] == 'W/"7"'  # 304 had none of its own
    assert paper.asked == ["/robots.txt", "/feed", "/a", "/feed", "/feed", "/b"]


def test_between_two_requests_to_a_host_is_a_pause_as_long_as_it_wishes(
    feeds: Feeds, paper: Site, clock: Clock
) -> None:
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a")), RSS)
    look(feeds, paper)
    assert clock.slept == [2.0]
    feeds.kept.keep_robots(address(paper, ""), "User-agent: *\nCrawl-delay: 9\n", clock.now)
    clock.now += LEAST_EVERY
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/b")), RSS)
    paper.answers["/b"] = answer(filed.page())
    look(feeds, paper)
    assert clock.slept == [2.0, 9.0]


def test_what_a_site_lets_no_program_read_is_not_read(feeds: Feeds, paper: Site, clock: Clock) -> None:
    paper.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /a\n\nUser-agent: incident-atlas\nDisallow: /a\n")
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a"), filed.item("Short.", "/go")), RSS)
    paper.answers["/go"] = leads_to("/a")
    told = look(feeds, paper).found
    assert [isinstance(x, Rejected) and "lets no programs read this (robots.txt)" in x.reason for x in told] == [
        True
    ] * 2
    assert paper.asked == ["/robots.txt", "/feed", "/go"]
    for _ in range(TRIES + 2):
        clock.now += 2 * LEAST_EVERY
        look(feeds, paper)
    assert paper.asked.count("/go") == TRIES
    assert paper.asked.count("/robots.txt") == 1
    clock.now += 25 * 3600
    look(feeds, paper)
    assert paper.asked.count("/robots.txt") == 2


def test_a_site_that_does_not_say_what_it_lets_programs_read_is_not_read(feeds: Feeds, paper: Site) -> None:
    paper.answers["/robots.txt"] = answer("", status="503 Busy")
    assert "does not say what it lets programs read" in look(feeds, paper).said
    assert paper.asked == ["/robots.txt"]


def test_an_address_that_is_listed_twice_is_asked_once(feeds: Feeds, paper: Site) -> None:
    paper.answers["/feed"] = answer(filed.rss(*(filed.item("Short.", path) for path in ("/a", "/none", "/a"))), RSS)
    look(feeds, paper)
    assert paper.asked == ["/robots.txt", "/feed", "/a", "/none"]


@pytest.mark.parametrize("endless", [False, True])
def test_of_long_rules_the_beginning_holds(feeds: Feeds, paper: Site, *, endless: bool) -> None:
    """As RFC 9309 has it; a rule that is cut in two is none, so that "/a" is read though the last line begins so."""
    feeds.plain = Web(gate_to(paper), Limits(seconds=9))
    feeds.__post_init__()
    first = b"User-agent: *\nDisallow: /b\n#"
    rules = first + b"x" * (MOST_RULES - len(first) - len(b"\nDisallow: /")) + b"\nDisallow: /nothing\n"

    def never_ends(client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + rules)
        while True:
            client.sendall(b"Disallow: /a\n" * 999)

    paper.answers["/robots.txt"] = never_ends if endless else answer(rules + b"Disallow: /a\n" * 99, "text/plain")
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a"), filed.item("Short.", "/b")), RSS)
    told = look(feeds, paper)
    assert not told.said
    assert [isinstance(item, Document) for item in told.found] == [True, False]
    assert "/b" not in paper.asked


@pytest.mark.parametrize("every", [[], ["--every", "15"]])
def test_ctrl_c_ends_one_look_with_a_sentence_and_a_schedule_in_order(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], every: list[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("INCIDENT_ATLAS_NETWORK", "on")
    monkeypatch.setattr(Feeds, "look", interrupted)
    assert main(["feeds", "http://bee.example/feed", *every]) == (0 if every else 130)
    assert ("stopped; what was stored before is kept" in capsys.readouterr().err) == (not every)


@pytest.mark.parametrize(
    "rules", ["Disallow: /" + "*a" * 2000 + "b$", "User-agent: *\nCrawl-delay: 1e9", "\0\xff" * 999]
)
def test_odd_rules_end(feeds: Feeds, paper: Site, clock: Clock, rules: str) -> None:
    paper.answers["/robots.txt"] = answer(rules, "text/plain")
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a")), RSS)
    look(feeds, paper)
    assert sum(clock.slept) <= 31


def test_a_feed_that_fails_is_asked_ever_more_seldom(feeds: Feeds, paper: Site, clock: Clock) -> None:
    paper.answers["/feed"] = answer("", status="500 Oh")
    waits = []
    for _ in range(9):
        before = clock.now
        found = look(feeds, paper)
        assert "status 500" in found.said
        clock.now = found.feed.due
        waits.append((clock.now - before) // LEAST_EVERY)
    assert waits == [2, 4, 8, 16, 32, 64, 96, 96, 96]
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a")), RSS)
    assert look(feeds, paper).feed.failures == 0


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        ("429 Slow", {"Retry_After": "7200"}, 7200),
        ("503 Busy", {"Retry_After": "DATE"}, 10_000),
        ("200 OK", {"Cache_Control": "public, max-age=5000"}, 5000),
        ("200 OK", {"Retry_After": "nonsense"}, LEAST_EVERY),
        ("429 Slow", {"Retry_After": "999999999999"}, looks.MOST_ASKED),
        ("429 Slow", {"Retry_After": "-5"}, 2 * LEAST_EVERY),
    ],
)
def test_a_server_may_ask_to_be_left_alone(
    feeds: Feeds, paper: Site, clock: Clock, status: str, headers: dict[str, str], seconds: float
) -> None:
    told = {k: formatdate(clock.now + 10_000, usegmt=True) if v == "DATE" else v for k, v in headers.items()}
    paper.answers["/feed"] = answer(filed.rss(), RSS, status, **told)
    assert look(feeds, paper).feed.due - clock.now == pytest.approx(seconds, abs=2)


def test_a_feed_that_is_no_more_is_never_asked_again(feeds: Feeds, paper: Site, clock: Clock) -> None:
    paper.answers["/feed"] = answer("", status="410 Gone")
    assert "take it off the list" in look(feeds, paper).said
    clock.now += 10 * 365 * 24 * 3600
    assert feeds.look(address(paper, "/feed")) is None
    assert feeds.next_due([address(paper, "/feed")]) is None


def test_a_feed_that_has_moved_for_good_says_where(feeds: Feeds, paper: Site) -> None:
    paper.answers |= {"/feed": leads_to("/new", "301 Moved"), "/new": answer(filed.rss(), RSS)}
    told = look(feeds, paper)
    assert (
        told.said == f"{address(paper, '/feed')} has moved for good to {address(paper, '/new')}: change it in the list."
    )
    assert len(told.found) == 1


def test_many_items_are_read_over_several_looks(feeds: Feeds, paper: Site, clock: Clock) -> None:
    many = MOST_NEW + 5
    paper.answers["/feed"] = answer(filed.rss(*(filed.item("Short.", f"/n{n}") for n in range(many))), RSS, ETag='"1"')
    for n in range(many):
        paper.answers[f"/n{n}"] = answer(filed.page(body=f"<p>The number {n} was drawn on Monday.</p>"))
    assert len(look(feeds, paper).found) == MOST_NEW
    clock.now += LEAST_EVERY + 1
    assert len(look(feeds, paper).found) == 5
    assert "if-none-match" not in paper.headers[-6]
    clock.now += LEAST_EVERY + 1
    assert look(feeds, paper).found == ()
    assert paper.headers[-1]["if-none-match"] == '"1"'


def test_a_feed_leads_into_no_private_network(feeds: Feeds, paper: Site) -> None:
    with site() as secret:
        links = (f"http://127.0.0.1:{secret.port}/", "file:///etc/passwd", "http://[::1]/", "javascript:x")
        paper.answers["/feed"] = answer(filed.rss(*(filed.item("Short.", link) for link in links)), RSS)
        told = look(feeds, paper).found
        assert all(isinstance(x, Rejected) for x in told)
        assert secret.connections == 0


def test_a_look_that_was_killed_before_it_was_stored_is_taken_again(feeds: Feeds, paper: Site) -> None:
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a")), RSS)
    for _ in range(2):
        found = feeds.look(address(paper, "/feed"))
        assert found
        assert len(found.found) == 1


def test_a_damaged_memory_has_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "f.sqlite").write_bytes(b"no data base" * 99)
    with pytest.raises(StoreError, match="is no SQLite database: name another file in INCIDENT_ATLAS_FEEDS"):
        Kept(tmp_path / "f.sqlite")


# ------------------------------------------------------------------ the command
@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper: Site) -> Path:
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path}/s.sqlite")
    monkeypatch.setenv("INCIDENT_ATLAS_FEEDS", str(tmp_path / "feeds.sqlite"))
    monkeypatch.setattr(gates, "PUBLIC", gate_to(paper))
    return tmp_path


def test_without_leave_no_feed_is_asked(
    at_home: Path, paper: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("INCIDENT_ATLAS_NETWORK", raising=False)
    assert main(["feeds", address(paper, "/feed")]) == 2
    assert "INCIDENT_ATLAS_NETWORK=on" in capsys.readouterr().err
    assert paper.connections == 0
    assert not (at_home / "feeds.sqlite").exists()


def test_feeds_of_a_list_are_read_into_the_store(
    at_home: Path, paper: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_NETWORK", "on")
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a"), filed.item("Short.", "/none")), RSS)
    listed = at_home / "list.txt"
    listed.write_text(f"# papers\n\n{address(paper, '/feed')} # the Bee\n")
    assert main(["feeds", str(listed)]) == 1
    told = capsys.readouterr()
    assert "1 source added." in told.out
    assert f"{TITLE}: 1 event" in told.out
    assert "/none is not there (status 404)" in told.err
    (document,) = Store(f"sqlite:///{at_home}/s.sqlite").documents()
    assert document.url == address(paper, "/a")
    assert main(["feeds", str(listed)]) == 0
    assert "no feed is due" in capsys.readouterr().out


def test_what_is_said_of_feeds_is_said_in_spanish_too(
    at_home: Path, paper: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_NETWORK", "on")
    paper.answers["/gone"] = answer("", status="410 Gone")
    paper.answers["/old"] = answer("", status="301 Moved", Location="/feed")
    paper.answers["/feed"] = answer(filed.rss(filed.item("Short.", "/a"), filed.item("Short.", "/none")), RSS)
    given = [address(paper, path) for path in ("/gone", "/old", "/shut")]
    assert main(["feeds", "--lang", "es", *given]) == 1
    told = capsys.readouterr()
    assert f"{given[0]} ya no existe (estado 410): quítelo de la lista." in told.err
    assert f"{given[1]} se mudó definitivamente a {address(paper, '/feed')}: cámbielo en la lista." in told.err
    assert "1 fuente agregada" in told.out
    assert f"{TITLE}: 1 hecho" in told.out
    assert not ENGLISH.search(told.err + told.out.replace(TITLE, "")), told
    assert main(["feeds", "--lang", "es", *given]) == 0
    assert capsys.readouterr().out == "a ningún canal le toca todavía\n"
    (at_home / "list.txt").write_text("no address")
    for setting, said in (("on", "no es la dirección de un canal"), ("off", "no se consultan canales")):
        monkeypatch.setenv("INCIDENT_ATLAS_NETWORK", setting)
        assert main(["feeds", "--lang", "es", str(at_home / "list.txt")]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "# only a remark\n", "not an address\n", "file:///etc/passwd\n"])
def test_a_list_of_something_else_has_its_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.txt").write_text(text)
    with pytest.raises(SourceError, match="is no address of a feed"):
        addresses_in([str(tmp_path / "list.txt")], Settings(network=True))


@pytest.mark.parametrize("text", ["x" * 300_000, "<p>No list.</p>\n" * 9, "# " + "x" * 600_000])
def test_a_wrong_file_is_named_and_not_printed(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.txt").write_text("# feeds\nhttps://bee.example/feed\n" + text)
    with pytest.raises(SourceError, match=r"list.txt, line 3 is no address of a feed \(|list.txt is too long") as told:
        addresses_in([str(tmp_path / "list.txt")], Settings(network=True))
    assert len(str(told.value)) < 500 + len(str(tmp_path))


def test_what_was_removed_does_not_come_back_by_itself(tmp_path: Path, readers: Readers) -> None:
    settings = replace(Settings(), store=f"sqlite:///{tmp_path}/s.sqlite")
    store, fake = Store(settings.store_url()), FakePipeline()
    (document,) = readers.read("a.xml", filed.rss())
    assert add_sources(store, [document], settings, lambda: fake, unasked=True).added == 1
    store.remove(document.id)
    assert add_sources(store, [document], settings, lambda: fake, unasked=True).skipped == 1
    assert not store.documents()
    assert add_sources(store, [document], settings, lambda: fake).added == 1
    other = replace(document, publisher="The Wasp")
    assert add_sources(store, [other], settings, lambda: fake, unasked=True).updated == 1
    assert (store.documents()[0].publisher, store.documents()[0].outlets) == ("The Bee", ("The Wasp",))
