"""The door for other programs on the running server: what it gives, to whom, and that it is shut until it is opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from geo.assemble import incident_of
from geo.export.dataset.whole import read_incident
from geo.export.formats import made
from geo.gazetteer.boundaries import Boundaries
from geo.selection.view import asked_of, view_of
from geo.settings import ROOT, Settings
from geo.store import Store
from geo.views.server.api import LONGEST, MOST_WAITING
from tests import browser as b
from tests.test_guard import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.export.brief.content import View

TEXT = """---
title: A road was blocked
language: en
published: 2026-05-06
---
Gunmen blocked a road in Durango, Mexico, on Monday. At least 12 people were killed in Torreon, Coahuila, on Tuesday,
the governor of Coahuila said. Soldiers burned two trucks near Saltillo, Coahuila.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made_in = tmp_path_factory.mktemp("api")
    (made_in / "seeds").mkdir()
    (made_in / "seeds" / "a.md").write_text(TEXT)
    return made_in


@pytest.fixture(scope="module")
def api(folder: Path) -> Iterator[str]:
    """The server with its door open, its sources read before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENT_ATLAS_API", "on")
        with b.running(folder, folder / "seeds") as base:
            assert ask(base, "/api/incident.json").status == 503  # nothing was read yet
            subprocess.run(
                [sys.executable, "-m", "geo", "ingest", "--seeds", str(folder / "seeds"), str(folder / "seeds")],
                cwd=ROOT,
                env={**os.environ, "INCIDENT_ATLAS_STORE": f"sqlite:///{folder / 'store.sqlite'}"},
                check=True,
            )
            yield base


def view(folder: Path, **asked: str) -> View:
    """What a page would show with these filters."""
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    incident = incident_of(store, Settings(seeds=folder / "seeds"))
    return view_of(incident, asked_of(incident, {name: [told] for name, told in asked.items()}))


FIVE: tuple[dict[str, str], ...] = (
    {},
    {"state": "MX.07"},
    {"kind": "arson"},  # fewer than those that a page shows by itself
    {"from": "2026-05-06", "to": "2026-05-06"},
    {"known": "wider"},
)


@pytest.mark.parametrize("asked", FIVE, ids=str)
def test_it_gives_what_the_page_shows(api: str, folder: Path, asked: dict[str, str]) -> None:
    told = view(folder, **asked)
    query = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    answer = ask(api, f"/api/incident.json?{query}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    assert read_incident(answer.read(), "answer").incident == told.shown
    answer = ask(api, f"/api/events.geojson?{query}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/geo+json")
    data = answer.read()
    assert data == made("geojson", told, Boundaries()).data
    assert [f["id"] for f in (x["properties"] for x in json.loads(data)["features"])] == [
        e.id for e in told.shown.events
    ]


def test_the_choices_are_different_ones(api: str, folder: Path) -> None:
    assert len({view(folder, **asked).shown.events for asked in FIVE}) >= 4
    assert view(folder).filters == ()


def test_an_address_of_a_page_serves_and_its_language_counts(api: str) -> None:
    answer = ask(api, "/api/events.geojson?state=MX.07&view=briefing&open=x&lang=es")
    assert answer.status == 200
    assert "de" in json.loads(answer.read())["about"]["events"].split()


def test_what_was_not_changed_is_not_sent_again(api: str) -> None:
    first, other = (ask(api, f"/api/events.geojson{query}") for query in ("", "?state=MX.07"))
    assert first.headers["ETag"] != other.headers["ETag"]
    again = ask(api, "/api/events.geojson", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.read()) == (304, b"")
    assert ask(api, "/api/events.geojson?state=MX.07", **{"If-None-Match": first.headers["ETag"]}).status == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/events.geojson?place=Atlantis", 400, "Atlantis"),
        ("/api/events.geojson?plcae=Durango", 400, "plcae is no filter"),
        ("/api/events.geojson?from=2026-02-30", 400, "2026-02-30"),
        ("/api/events.geojson?kind=picnic", 400, "picnic"),
        ("/api/events.geojson?lang=xx", 400, "xx is no language"),
        (f"/api/events.geojson?kind={'x' * LONGEST}", 414, str(LONGEST)),
        ("/api/other.json", 404, "not found"),
        ("/api/..%2f..%2fapp.py", 400, ""),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(api: str, path: str, status: int, words: str) -> None:
    answer = ask(api, path)
    body = answer.read().decode()
    assert answer.status == status
    assert words in body
    assert "Traceback" not in body


def test_another_language_is_another_answer(api: str) -> None:
    english = ask(api, "/api/events.geojson").headers["ETag"]
    spanish = ask(api, "/api/events.geojson?lang=es", **{"If-None-Match": english})
    assert spanish.status == 200
    assert spanish.headers["ETag"] != english


def test_no_question_is_longer_than_its_limit(api: str) -> None:
    assert ask(api, "/api/events.geojson?kind=" + "x" * (LONGEST - len("kind="))).status == 400  # read, and no kind
    assert ask(api, "/api/events.geojson?kind=" + "x" * LONGEST).status == 414
    assert ask(api, "/api/incident.json", "POST").status == 405  # whatever its body


def test_behind_a_proxy_it_lies_where_the_pages_lie(api: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del api  # its sources are read
    monkeypatch.setenv("INCIDENT_ATLAS_API", "on")
    with b.running(folder, folder / "seeds", "/atlas") as base:
        answer = ask(base, "/atlas/api/incident.json?state=MX.07")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
        assert read_incident(answer.read(), "answer").incident == view(folder, state="MX.07").shown
        assert ask(base, "/api/incident.json").status == 404


def test_it_only_reads(api: str, folder: Path) -> None:
    before = (folder / "store.sqlite").read_bytes()
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert ask(api, "/api/incident.json", method).status == 405
    assert ask(api, "/api/incident.json", "HEAD").read() == b""
    assert ask(api, "/api/incident.json").status == 200
    assert (folder / "store.sqlite").read_bytes() == before


def test_other_sites_get_nothing(api: str) -> None:
    port = urlsplit(api).netloc.partition(":")[2]
    assert ask(api, "/api/incident.json", Host=f"evil.example:{port}").status == 403  # a name made to point here
    assert ask(api, "/api/incident.json", Origin="http://evil.example").status == 403
    answer = ask(api, "/api/incident.json")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_many_who_ask_at_once_are_answered_or_told_to_wait(api: str) -> None:
    with ThreadPoolExecutor(40) as pool:
        statuses = list(pool.map(lambda _: ask(api, "/api/incident.json").status, range(40)))
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= MOST_WAITING
    assert ask(api, "/_stcore/health").status == 200
    assert ask(api, "/api/incident.json").status == 200


def test_it_is_shut_until_it_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INCIDENT_ATLAS_API", raising=False)
    assert not Settings().api
    with b.running(folder, folder / "seeds") as base:
        for name in ("incident.json", "events.geojson"):
            assert ask(base, f"/api/{name}").status == 404


def test_the_setting_says_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for word, opened in (("on", True), ("1", True), ("off", False), ("", False), ("no", False)):
        monkeypatch.setenv("INCIDENT_ATLAS_API", word)
        assert Settings().api is opened
