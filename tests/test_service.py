"""A second opinion: geopy's own Nominatim against a server of ours that answers as Nominatim does."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter

from geo.errors import SettingsError, StoreError
from geo.gazetteer import service
from geo.gazetteer.geocoder import GazetteerGeocoder
from geo.gazetteer.lookup import open_gazetteer
from geo.gazetteer.service import second_opinion
from geo.resolve import resolve
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KNOWN = {"Rancho Ficticio, Jalisco": ("20.1", "-103.7"), "Villa Lejana": ("40.4", "-3.7")}


class FakeNominatim:
    """A server on this machine; ``asked`` lists the questions, ``status`` other than 200 makes it fail."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)["q"][0]
                outer.asked.append(query)
                point = KNOWN.get(query)
                found = [{"display_name": f"{query}, México", "lat": point[0], "lon": point[1]}] if point else []
                body = json.dumps(found).encode()
                self.send_response(outer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def settings(self, folder: Path) -> Settings:
        options = {"scheme": "http", "domain": f"127.0.0.1:{self.server.server_port}"}
        return Settings(
            geocoder="nominatim", geocoder_options=json.dumps(options), geocoder_cache=folder / "run" / "answers.sqlite"
        )


@pytest.fixture
def nominatim() -> Iterator[FakeNominatim]:
    fake = FakeNominatim()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that the limiter makes; none is waited for, its clock moves by them alone."""
    made: list[float] = []
    monkeypatch.setattr(RateLimiter, "_sleep", lambda _self, seconds: made.append(seconds))
    monkeypatch.setattr(RateLimiter, "_clock", lambda _self: sum(made))
    return made


def test_nothing_is_asked_unless_a_service_is_named() -> None:
    assert Settings().geocoder == ""
    assert second_opinion(Settings(geocoder="")) is None


def test_an_answer_is_kept_and_so_is_that_there_is_none(nominatim: FakeNominatim, tmp_path: Path) -> None:
    opinion = second_opinion(nominatim.settings(tmp_path)).ask("Rancho  Ficticio, Jalisco")
    assert (opinion.status, opinion.name, opinion.lat, opinion.lon) == ("found", "Rancho Ficticio", 20.1, -103.7)
    assert second_opinion(nominatim.settings(tmp_path)).ask("Qwertyville").status == "not_found"
    again = second_opinion(nominatim.settings(tmp_path))
    assert again.ask("Rancho Ficticio, Jalisco") == opinion
    assert again.ask("Qwertyville").status == "not_found"
    assert nominatim.asked == ["Rancho Ficticio, Jalisco", "Qwertyville"]


def test_a_service_that_fails_is_no_answer_is_not_kept_and_not_asked_for_ever(
    nominatim: FakeNominatim, tmp_path: Path
) -> None:
    nominatim.status = 503
    asking = second_opinion(nominatim.settings(tmp_path))
    for name in ("Uno", "Dos", "Tres", "Cuatro"):
        assert asking.ask(name).status == "down"
    assert len(nominatim.asked) == service.GIVE_UP * service.TRIES
    nominatim.status = 200
    assert second_opinion(nominatim.settings(tmp_path)).ask("Uno").status == "not_found"


def test_an_answer_that_cannot_be_kept_is_an_answer(nominatim: FakeNominatim, tmp_path: Path) -> None:
    settings = nominatim.settings(tmp_path)
    asking = second_opinion(settings)
    asking._db.execute("PRAGMA query_only = ON")  # as on a full disk, every write fails
    assert asking.ask("Villa Lejana").status == "found"
    asking._db.execute("PRAGMA query_only = OFF")
    asking._db.execute("DROP TABLE answer")
    assert asking.ask("Villa Lejana").status == "found"
    assert nominatim.asked == ["Villa Lejana", "Villa Lejana"]


def test_an_old_not_found_is_asked_again(
    nominatim: FakeNominatim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_opinion(nominatim.settings(tmp_path)).ask("Qwertyville")
    monkeypatch.setattr(service, "FORGET_DAYS", -1)
    second_opinion(nominatim.settings(tmp_path)).ask("Qwertyville")
    assert nominatim.asked == ["Qwertyville", "Qwertyville"]


def test_questions_are_a_second_apart(nominatim: FakeNominatim, tmp_path: Path, pauses: list[float]) -> None:
    asking = second_opinion(nominatim.settings(tmp_path))
    asking.ask("Uno")
    asking.ask("Dos")
    assert pauses == [1.0]


def test_what_is_no_name_is_not_asked(nominatim: FakeNominatim, tmp_path: Path) -> None:
    asking = second_opinion(nominatim.settings(tmp_path))
    assert asking.ask(" ").status == asking.ask("x" * 500).status == "not_found"
    assert nominatim.asked == []


@pytest.mark.parametrize(
    "settings",
    [
        Settings(geocoder="no-such-service"),
        Settings(geocoder="nominatim", geocoder_options="{"),
        Settings(geocoder="nominatim", geocoder_options='{"no_such": 1}'),
        Settings(geocoder="nominatim", geocoder_options="[1]"),
        Settings(geocoder="nominatim", geocoder_options="[" * 20_000),
        Settings(geocoder="nominatim", geocoder_options='{"domain": 3}'),
    ],
)
def test_a_wrong_setting_is_told_with_its_remedy(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="INCIDENT_ATLAS_GEOCODER"):
        second_opinion(settings)


def test_a_cache_that_is_none_is_told_with_its_remedy(nominatim: FakeNominatim, tmp_path: Path) -> None:
    settings = nominatim.settings(tmp_path)
    settings.geocoder_cache.parent.mkdir()
    settings.geocoder_cache.write_text("no database, " * 100)
    with pytest.raises(StoreError, match="is no SQLite database: name another file in INCIDENT_ATLAS_GEOCODER_CACHE"):
        second_opinion(settings)


def test_the_geocoder_asks_only_for_what_the_gazetteer_lacks(nominatim: FakeNominatim, tmp_path: Path) -> None:
    geocoder = GazetteerGeocoder(open_gazetteer(Settings()), second_opinion(nominatim.settings(tmp_path)))
    assert geocoder.geocode("Springfield, Illinois").raw["place"].name == "Springfield"
    assert nominatim.asked == []
    found = geocoder.geocode("Rancho Ficticio, Jalisco", country_codes="mx")
    assert (found.latitude, found.longitude) == (20.1, -103.7)
    assert geocoder.geocode("Villa Lejana", country_codes="MX") is None, "the answer lies in Spain"
    assert geocoder.geocode("Qwertyville") is None
    nominatim.status = 500
    with pytest.raises(GeocoderUnavailable, match="did not answer"):
        geocoder.geocode("Otra Villa")


TEXT = "Troops searched a house in Rancho Ficticio, Jalisco, on Sunday. Others went to Villa Lejana, Jalisco."


def test_a_name_that_the_gazetteer_lacks_is_placed_by_it(nlp, nominatim: FakeNominatim, tmp_path: Path) -> None:
    gazetteer = open_gazetteer(Settings())
    without = {m.text: m for m in resolve(nlp(TEXT), gazetteer)}
    assert without["Rancho Ficticio"].place is None
    found = {m.text: m for m in resolve(nlp(TEXT), gazetteer, service=second_opinion(nominatim.settings(tmp_path)))}
    place = found["Rancho Ficticio"].place
    assert (place.lat, place.lon, place.country, place.admin1) == (20.1, -103.7, "MX", "Jalisco")
    assert "nominatim, asked on" in found["Rancho Ficticio"].reason
    assert found["Jalisco"] == without["Jalisco"]


def test_a_service_that_is_down_leaves_the_name_and_says_so(nlp, nominatim: FakeNominatim, tmp_path: Path) -> None:
    nominatim.status = 503
    found = {
        m.text: m
        for m in resolve(nlp(TEXT), open_gazetteer(Settings()), service=second_opinion(nominatim.settings(tmp_path)))
    }
    assert found["Rancho Ficticio"].place is None
    assert "nominatim did not answer" in found["Rancho Ficticio"].reason
