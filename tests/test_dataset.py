"""Files of data, opened with readers that know nothing of them, and compared with the view they were made of."""

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import sqlite3
import tempfile
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from lxml import etree

from geo.export.code_words import SHEETS
from geo.export.dataset.about import about
from geo.export.formats import FORMATS, made
from geo.export.tables import tables
from geo.gazetteer.boundaries import Boundaries
from geo.messages import speaking
from geo.reconcile.worded import worded
from geo.run import cli
from geo.selection.area import Area
from geo.selection.filters import Filters, narrow
from geo.selection.view import view_of
from geo.views import data as shown_data
from geo.views.screens.leaving import _file
from tests.invented import HOSTILE
from tests.makers import NORTH
from tests.paged import opened
from tests.scale import STATES, many_events
from tests.test_brief_files import ALL, EMOJI, FIVE, RIGHT_TO_LEFT, VIEWS
from tests.test_brief_files import whole as documents_of_many

if TYPE_CHECKING:
    from geo.export.brief.content import View
    from geo.incident import Incident

KML = "{http://www.opengis.net/kml/2.2}"
SHAPES = ("geojson", "gpkg", "parquet", "kml")
DATA = (*SHAPES, "xlsx", "csv", "json", "codings")
#: A part of the map as a sixth choice: a state's outline decides.
CHOICES = {**FIVE, "a box": Filters(area=Area.read("box:-40,140,-25,152"))}
BOUNDARIES = Boundaries()


@cache
def whole() -> Incident:
    """An incident with places of every kind, and one event of no place."""
    base = documents_of_many()
    placed = [e for e in base.events if e.place and e.place.level == "city"]
    known = {
        placed[0].id: replace(placed[0], where_prec=1),
        placed[1].id: replace(placed[1], where_prec=2, radius_km=25.0),
        placed[2].id: replace(placed[2], where_prec=5, other_end=placed[0].place),
        placed[3].id: replace(placed[3], where_prec=6),
    }
    events = tuple(known.get(e.id, e) for e in base.events)
    return replace(base, events=events)


@cache
def view(name: str) -> View:
    filters = CHOICES[name]
    return view_of(whole(), filters, shown=narrow(whole(), filters, BOUNDARIES.outline))


@cache
def odd_view(name: str) -> View:
    return VIEWS[name]()


def file(name: str, told: View) -> bytes:
    return made(name, told, BOUNDARIES).data


# ------------------------------------------------------------------ readers: the events of a file, one dictionary each
def sheet_of(data: bytes, name: str) -> Any:
    """A sheet of a workbook, whatever its language calls it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for language in ("en", "es"):
        with speaking(language):
            called = SHEETS.get(name, name)
        if called in book.sheetnames:
            return book[called]
    raise KeyError(name)


def _of_xlsx(data: bytes, sheet: str = "events") -> list[dict[str, Any]]:
    head, *rows = sheet_of(data, sheet).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _of_csv(data: bytes, table: str = "events") -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(f"{table}.csv").decode("utf-8-sig")
    return [{k: v or None for k, v in row.items()} for row in csv.DictReader(io.StringIO(text))]


def _of_geojson(data: bytes) -> list[dict[str, Any]]:
    features = json.loads(data)["features"]
    return [
        f["properties"] | {"shape": shapely.geometry.shape(f["geometry"]) if f["geometry"] else None} for f in features
    ]


def _of_gpkg(data: bytes, layer: str = "events") -> list[dict[str, Any]]:
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as given:
        Path(given.name).write_bytes(data)
        found = pyogrio.read_dataframe(given.name, layer=layer)
    found = found.astype(object).where(found.notna(), None).rename(columns={"geometry": "shape"})
    return list(found.to_dict("records"))


def _of_parquet(data: bytes) -> list[dict[str, Any]]:
    rows = pq.read_table(io.BytesIO(data)).to_pylist()
    return [r | {"shape": shapely.from_wkb(r["geometry"])} for r in rows]


def _of_kml(data: bytes) -> list[dict[str, Any]]:
    return [_placemark(mark) for mark in ET.fromstring(data).iter(f"{KML}Placemark")]


def _placemark(mark: ET.Element) -> dict[str, Any]:
    told: dict[str, Any] = {d.get("name") or "": d.text for d in mark.iter(f"{KML}SimpleData")}
    kinds = [kind for kind in ("Point", "LineString", "Polygon") if mark.find(f".//{KML}{kind}") is not None]
    return told | {
        "id": (mark.get("id") or "").removeprefix("event-"),
        "title": mark.findtext(f"{KML}name"),
        "kinds": kinds,
    }


READERS = {
    "xlsx": _of_xlsx,
    "csv": _of_csv,
    "geojson": _of_geojson,
    "gpkg": _of_gpkg,
    "parquet": _of_parquet,
    "kml": _of_kml,
    "json": lambda data: json.loads(data)["incident"]["events"],
    "codings": lambda data: _of_xlsx(data, "codings"),
}


def about_of(name: str, data: bytes) -> str:
    """All that a file says of itself, as its reader finds it."""
    if name in {"xlsx", "codings"}:
        sheet = sheet_of(data, "about")
        return "\n".join(": ".join(map(str, row)) for row in sheet.iter_rows(values_only=True))
    if name == "csv":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read("about.txt").decode()
    if name == "gpkg":
        return "\n".join(f"{row['label']}: {row['words']}" for row in _of_gpkg(data, "about"))
    if name == "kml":
        return (ET.fromstring(data).findtext(f".//{KML}description") or "").replace("<br>", "\n")
    told = json.loads(pq.read_schema(io.BytesIO(data)).metadata[b"PANDAS_ATTRS"] if name == "parquet" else data)
    return "\n".join(f"{key.capitalize()}: {words}" for key, words in told["about"].items())


# ------------------------------------------------------------------ what is in a file is what the view shows
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", DATA)
def test_the_events_are_those_of_the_view(name: str, choice: str) -> None:
    told = view(choice)
    rows = READERS[name](file(name, told))
    assert [r["id"] for r in rows] == [e.id for e in told.shown.events]
    assert [r["title"] for r in rows] == [e.title for e in told.shown.events]
    assert [r.get("date_start") for r in rows] == [e.date_start for e in told.shown.events]
    if name not in {"json", "codings"}:
        for row, event in zip(rows, told.shown.events, strict=True):
            assert [_number(row.get(key)) for key in ("where_prec", "date_prec", "sources")] == [
                event.where_prec,
                event.date_prec,
                len(event.sources),
            ]


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", DATA)
def test_a_file_says_what_it_is(name: str, choice: str) -> None:
    told = view(choice)
    words = about_of(name, file(name, told))
    shown = told.shown
    assert told.as_of in words
    assert all(part in words for part in told.filters) or not told.filters
    assert told.filters or "none: everything is here" in words
    assert f"Events: {len(shown.events)} of {len(whole().events)}" in words
    counts = [sum(len(t.entries) for t in x.tolls) for x in (shown, whole())]
    assert f"Counts: {counts[0]} of {counts[1]}" in words
    assert f"Quotes: {len(shown.quotes)} of {len(whole().quotes)}" in words
    assert "GeoNames" in words
    assert "CC BY 4.0" in words
    assert "INEGI" in words


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", ["xlsx", "csv", "gpkg"])
def test_the_other_tables_hold_the_figures_of_the_view(name: str, choice: str) -> None:
    told, data = view(choice), file(name, view(choice))
    read = {table.name: READERS[name](data, table.name) for table in tables(told)}  # type: ignore[call-arg]
    entries = [e for t in told.shown.tolls for e in t.entries]
    assert [(_number(r["min"]), _number(r["max"])) for r in read["counts"]] == [
        (e.casualty.min, e.casualty.max) for e in entries
    ]
    assert [r["words"] for r in read["quotes"]] == [q.quote.text for q in told.shown.quotes]
    wanted = {d.id for d in whole().documents} if told.sources is None else told.sources
    assert {r["id"] for r in read["sources"]} == wanted
    assert [(r["name"], _number(r["events"])) for r in read["jurisdictions"]] == [
        (j.name, j.events) for j in told.shown.jurisdictions
    ]
    assert sum(_number(r["quotes"]) or 0 for r in read["sources"]) <= len(told.shown.quotes)


@pytest.mark.parametrize("choice", ["everything", "a state", "a box"])
@pytest.mark.parametrize("name", ["geojson", "gpkg", "parquet"])
def test_a_shape_is_of_its_kind_and_holds_the_place(name: str, choice: str) -> None:
    rows = READERS[name](file(name, view(choice)))
    kinds = {"point": "Point", "ring": "Polygon", "line": "LineString", "state": "Polygon", "municipality": "Polygon"}
    for row, event in zip(rows, view(choice).shown.events, strict=True):
        assert (row["shape"] is None) == (row["extent"] in {"no_outline", "wider", "no_place"})
        assert (event.place is None) == (row["extent"] == "no_place")
        if row["shape"] is not None:
            assert row["shape"].geom_type.removeprefix("Multi") == kinds[row["extent"]]
            assert row["shape"].is_valid
            assert event.place is not None
            point = shapely.Point(event.place.lon, event.place.lat)
            assert row["extent"] == "state" or row["shape"].distance(point) < 1e-9
    if choice == "everything":
        assert {"point", "ring", "line", "state", "no_outline", "wider", "no_place"} <= {r["extent"] for r in rows}


def test_kml_has_the_same_shapes() -> None:
    told = view("everything")
    by_id = {r["id"]: r["shape"] for r in _of_geojson(file("geojson", told))}
    for row in _of_kml(file("kml", told)):
        shape = by_id[row["id"]]
        assert row["kinds"] == ([shape.geom_type.removeprefix("Multi")] if shape is not None else [])


@pytest.mark.parametrize("odd", [None, *VIEWS])
def test_kml_is_what_the_standard_asks_for(odd: str | None) -> None:
    """By the schema of the Open Geospatial Consortium, KML 2.2."""
    schema = importlib.metadata.distribution("pykml").locate_file("pykml/schemas/ogckml22.xsd")
    known = etree.XMLSchema(etree.parse(str(schema)))
    assert known.validate(etree.fromstring(file("kml", odd_view(odd) if odd else view("everything")))), known.error_log


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", ["geojson", "kml", "gpkg"])
def test_gdal_reads_the_same_events_and_shapes(name: str, choice: str, tmp_path: Path) -> None:
    path, told = tmp_path / f"events.{name}", view(choice)
    path.write_bytes(file(name, told))
    layers = [layer for layer, _ in pyogrio.list_layers(path)]
    frames = [pyogrio.read_dataframe(path, layer=layer) for layer in layers if name != "gpkg" or layer == "events"]
    shapes = [shape for frame in frames for shape in frame.geometry]
    own = [row["shape"] for row in _of_geojson(file("geojson", told))]
    assert len(shapes) == len(told.shown.events)
    kinds = [Counter(s.geom_type.removeprefix("Multi") for s in found if s is not None) for found in (shapes, own)]
    assert kinds[0] == kinds[1]


def test_geopackage_is_one_that_sqlite_and_gdal_know(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(file("gpkg", view("everything")))
    names = [name for name, _ in pyogrio.list_layers(path)]
    assert names == ["events", "counts", "quotes", "sources", "jurisdictions", "log", "about"]
    assert pyogrio.read_info(path, layer="events")["crs"] == "EPSG:4326"
    with sqlite3.connect(path) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("SELECT count(*) FROM events").fetchone() == (len(whole().events),)


@pytest.mark.parametrize("name", ["gpkg", "parquet", "geojson", "csv", "json", "kml"])
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    assert file(name, view("a state")) == file(name, view("a state"))


def test_columns_have_one_type_whatever_is_in_them() -> None:
    types = [pq.read_schema(io.BytesIO(file("parquet", view(c)))).remove_metadata() for c in ("everything", "nothing")]
    assert types[0] == types[1]


def test_what_is_inferred_says_so_in_every_file() -> None:
    guessed = replace(
        whole().events[0], place_basis="inferred", date_basis="inferred", place=NORTH, date_start="2024-03-01"
    )
    told = view_of(replace(whole(), events=(guessed,)), ALL)
    for name in ("xlsx", "csv", *SHAPES):
        (row,) = READERS[name](file(name, told))
        assert (row["place_basis"], row["date_basis"]) == ("inferred", "inferred"), name


def test_the_words_of_a_file_are_of_the_page_and_the_names_for_programs_are_not() -> None:
    with speaking("es"):
        told = view_of(worded(whole()), FIVE["a state"])
        data = {name: file(name, told) for name in DATA}
    assert "Licencia" in about_of("xlsx", data["xlsx"])
    assert "título" in _of_xlsx(data["xlsx"])[0]
    for name in SHAPES:
        assert {"title", "where_prec"} <= READERS[name](data[name])[0].keys()


# ------------------------------------------------------------------ whatever a source says
@pytest.mark.parametrize("odd", VIEWS)
@pytest.mark.parametrize("name", DATA)
def test_each_is_a_sound_file(name: str, odd: str) -> None:
    told = odd_view(odd)
    rows = READERS[name](file(name, told))
    assert [r["id"] for r in rows] == [e.id for e in told.shown.events]


@pytest.mark.parametrize("odd", VIEWS)
@pytest.mark.parametrize("name", ["ucdp", "acled"])
def test_each_codebook_is_a_sound_table(name: str, odd: str) -> None:
    """Each event that is coded is a row of as many cells as there are columns; no other row is there."""
    told = odd_view(odd)
    head, *rows = csv.reader(io.StringIO(file(name, told).decode("utf-8-sig")))
    assert {len(row) for row in rows} <= {len(head)}
    coded = [row[f"{name}_rule"] for row in READERS["codings"](file("codings", told))]
    assert len(rows) == sum(not rule.startswith(("not coded", "'not coded")) for rule in coded)
    assert {row[head.index("id")] for row in rows} <= {e.id for e in told.shown.events} if name == "ucdp" else True


def test_emoji_and_right_to_left_words_come_out_as_they_went_in() -> None:
    event = replace(whole().events[0], title=f"{EMOJI} {RIGHT_TO_LEFT}")
    told = view_of(replace(whole(), events=(event,)), ALL)
    for name in DATA:
        (row,) = READERS[name](file(name, told))
        assert row["title"] == event.title, name


def test_a_quote_of_two_thousand_words_is_whole() -> None:
    told = odd_view("a quote of 2,000 words")
    words = told.shown.quotes[0].quote.text
    assert len(words.split()) == 2000
    for name in ("xlsx", "csv", "gpkg"):
        assert READERS[name](file(name, told), "quotes")[0]["words"] == words  # type: ignore[call-arg]


def test_what_no_cell_holds_ends_with_a_mark() -> None:
    event = replace(whole().events[0], title="\U0001f525" * 20_000)
    (row,) = _of_xlsx(file("xlsx", view_of(replace(whole(), events=(event,)), ALL)))
    assert row["title"].endswith("…")
    assert len(row["title"].encode("utf-16-le")) // 2 <= 32_767


RUN = ("=1+1", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("http://x")')


@pytest.mark.parametrize("words", RUN)
def test_a_spreadsheet_runs_nothing(words: str) -> None:
    events = tuple(replace(e, title=words, actors=(words,)) for e in whole().events[:2])
    quotes = tuple(replace(q, speaker=words, quote=replace(q.quote, text=words)) for q in whole().quotes[:2])
    story = replace(whole(), title=words, events=events, quotes=quotes)
    told = view_of(story, ALL, words)
    for name in ("xlsx", "codings"):
        book = openpyxl.load_workbook(io.BytesIO(file(name, told)))
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        assert not [c for c in cells if c.data_type == "f" or str(c.value)[:1] in "=@\t\r"]
        assert not [c for c in cells if isinstance(c.value, str) and c.value[:1] in "+-"]
    with zipfile.ZipFile(io.BytesIO(file("csv", told))) as archive:
        cells = [
            c
            for n in archive.namelist()
            if n.endswith("csv")
            for c in csv.reader(io.StringIO(archive.read(n).decode("utf-8-sig")))
            for c in c
        ]
    assert not [c for c in cells if c[:1] in tuple("=+@\t\r")]


def test_a_description_in_kml_is_words_and_no_html_of_theirs() -> None:
    mark = replace(NORTH, name=f"{HOSTILE} ]]> <img src=http://evil.example/x>")
    event = replace(whole().events[0], place=mark, title=HOSTILE)
    data = file("kml", view_of(replace(whole(), events=(event,), title=HOSTILE), ALL, HOSTILE))
    tree = ET.fromstring(data)
    described = " ".join(d.text or "" for d in tree.iter(f"{KML}description"))
    assert "<script" not in described
    assert "<img" not in described
    assert "evil.example" in described


def test_codes_say_which_rule_gave_them() -> None:
    rows = READERS["codings"](file("codings", view("everything")))
    for row, event in zip(rows, whole().events, strict=True):
        assert row["type"] == event.type
        assert row["ucdp_rule"]
        assert row["acled_rule"]
        assert row["airwars_rule"]
        lethal = event.type in {"raid", "clash", "killing"}
        assert row["ucdp_rule"].startswith("not coded") != lethal
        assert (row["ucdp_where_prec"] is None) == (not lethal or event.where_prec is None)
        assert row["airwars_grading"] in {None, "Fair", "Weak"}
        assert (row["airwars_grading"] is None) == row["airwars_rule"].startswith("not coded")


def test_five_thousand_events_are_all_there() -> None:
    told = view_of(many_events(5000), Filters(country="AU", state=STATES[0][0]))
    assert 0 < len(_of_gpkg(file("gpkg", told))) == len(told.shown.events) < 5000
    assert f"Events: {len(told.shown.events)} of 5,000" in about_of("gpkg", file("gpkg", told))


# ------------------------------------------------------------------ from the command line
def test_every_format_is_written_by_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_file = tmp_path / "whole.json"
    whole_file.write_bytes(file("json", view("everything")))
    for name in DATA:
        target = tmp_path / f"x.{FORMATS[name].ending}"
        command = [
            "export",
            "--incident",
            str(whole_file),
            "--format",
            name,
            "--place",
            STATES[2][0],
            "--out",
            str(target),
        ]
        assert cli.main(command) == 0
        ids = [r["id"] for r in READERS[name](target.read_bytes())]
        assert ids == [e.id for e in view("a state").shown.events]


def test_a_part_is_no_incident_to_make_files_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "part.json"
    for data, why in (
        (file("json", view("a state")), "holds a part of an incident"),
        (b"{}", "holds no incident"),
        (b'{"format": "incident-atlas/1", "incident": {"title": 3}, "filters": []}', "has no hash of its records"),
        (b"[" * 100_000, "holds no incident"),
        (b"\xff\xfe", "holds no incident"),
    ):
        path.write_bytes(data)
        assert cli.main(["export", "--incident", str(path), "--format", "csv", "--out", str(tmp_path / "x")]) == 2
        assert why in capsys.readouterr().err
    assert cli.main(["export", "--incident", str(tmp_path / "none"), "--format", "csv"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_lines_about_a_file_are_keyed_once() -> None:
    keys = [line.key for line in about(replace(view("everything"), marking="Draft"))]
    assert len(keys) == len(set(keys))
    assert "marking" in keys


# ------------------------------------------------------------------ from the page
def test_every_format_is_in_the_menu_of_a_page() -> None:
    with opened("situation", lambda *_: whole()) as app:
        app.run()
        menu = next(box for box in app.selectbox if len(box.options) == len(FORMATS))
        assert menu.options == [form.label for form in FORMATS.values()]


def test_a_file_of_the_menu_has_the_counts_of_the_page() -> None:
    """The kinds that a page shows by itself take off no count, nor do they in its files."""
    with opened("situation", lambda *_: whole()) as app:
        app.run()
        moment = shown_data.now()
        usual = Filters(kinds=moment.offer.usual)
        told = json.loads(_file("json", moment, usual, "", BOUNDARIES))["incident"]
        assert usual.kinds
        assert sum(len(t["entries"]) for t in told["tolls"]) == sum(len(t.entries) for t in whole().tolls)
        assert len(told["events"]) == len(moment.narrowed(usual).events) < len(whole().events)
