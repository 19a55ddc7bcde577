"""The base map's geometry, written once as a script that the browser keeps, and what the moving part needs of it."""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from geo.errors import FileError
from geo.files import make_folder, write_text
from geo.gazetteer.exonyms import called, sea_called, state_called
from geo.gazetteer.rows import curated
from geo.maps.payload import Ground
from geo.maps.view import mainland
from geo.messages import spoken
from geo.settings import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.boundaries import Area, Boundaries
    from geo.gazetteer.lookup import Gazetteer
    from geo.maps.payload import Outline
    from geo.types import Place

#: Degrees: states keep about 1 km (a pixel at zoom 7), the rest of the world about 6 km; the file stays under 3 MB.
FINE, COARSE = 0.01, 0.06
DIGITS = 3
KM_PER_DEGREE = 111.2
#: Population from which a town is named for orientation, and the zoom from which there is room for it.
TOWNS = ((1_000_000, 5), (300_000, 6), (80_000, 7), (20_000, 8.5))
TOWNS_OF_A_STATE = 6
#: Files of outlines that are kept.
MOST_KEPT = 16
_WORLD = ((-55.0, -170.0), (70.0, 180.0))


def ground_of(boundaries: Boundaries, gazetteer: Gazetteer, home: str | None) -> Ground:
    """What the moving part of the map needs to know of the land; ``home``: country of the incident."""
    area = boundaries.country(home) if home else None
    return Ground(
        label_points=_LabelPoints(boundaries),
        home=mainland(area.geometry) if area else _WORLD,
        ring_km=_Rings(boundaries, gazetteer),
        outline=lambda place: _polygons(found) if (found := boundaries.municipality(place)) else None,
    )


class _LabelPoints(dict[str, tuple[float, float]]):
    """Label point of a state, looked up when it is asked for."""

    def __init__(self, boundaries: Boundaries) -> None:
        super().__init__()
        self._boundaries = boundaries

    def get(self, code: str, default: Any = None) -> Any:  # noqa: ANN401 - as dict has it
        area = self._boundaries.admin1(code)
        return (area.lat, area.lon) if area else default


class _Rings:
    """Radius of a circle as large as the mean municipality of the place's state.

    For where no outline is known (``geo.gazetteer.municipalities``).  The mean of the state is: its area by the number
    of its municipalities that have a town in the gazetteer.
    """

    def __init__(self, boundaries: Boundaries, gazetteer: Gazetteer) -> None:
        self._of = cache(lambda code: _mean_radius(boundaries, gazetteer, code))

    def __call__(self, place: Place) -> float | None:
        return self._of(place.admin1_code) if place.admin1_code else None


def _mean_radius(boundaries: Boundaries, gazetteer: Gazetteer, code: str) -> float | None:
    area = boundaries.admin1(code)
    municipalities = {town.admin2 for town in gazetteer.children(code) if town.admin2}
    if area is None or not municipalities:
        return None
    return round(math.sqrt(square_km(area) / len(municipalities) / math.pi), 1)


def square_km(area: Area) -> float:
    """Area in km², good to a percent for a state: degrees of longitude shrink with the cosine of the latitude."""
    return float(area.geometry.area) * KM_PER_DEGREE**2 * math.cos(math.radians(area.geometry.centroid.y))


@cache
def basemap_folder() -> Path:
    """Where the geometry is written: a cache, so a folder of this run alone where ``data/build`` cannot be written."""
    folder = DATA / "build" / "basemap"
    try:
        make_folder(folder)
    except FileError:
        return Path(tempfile.mkdtemp(prefix="incident-atlas-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="incident-atlas-"))


def write_basemap(boundaries: Boundaries, gazetteer: Gazetteer, home: str | None, countries: Iterable[str]) -> str:
    """Write the geometry for an incident in ``home`` with events in ``countries``; gives the name of the file.

    Its names are those of the language of the page.

    The name holds a digest of the content, so that a browser may keep it for ever and a new one is fetched at once.
    """
    detailed = tuple(sorted({*countries, *([home, *boundaries.neighbours(home)] if home else [])}))
    body = json.dumps(geometry(boundaries, gazetteer, detailed, home), separators=(",", ":"), ensure_ascii=False)
    name = f"basemap-{hashlib.sha256(body.encode()).hexdigest()[:12]}.js"
    path = basemap_folder() / name
    if not path.exists():
        write_text(path, f"window.ATLAS_BASEMAP={body};")
    return name


def write_outlines(outlines: Mapping[str, Outline | str]) -> str:
    """Write outlines of municipalities as a script that the browser keeps; gives the name of the file, "" for none.

    Of another incident, or the same with more sources, there is another file; the latest are kept.
    """
    if not outlines:
        return ""
    body = json.dumps(outlines, separators=(",", ":"))
    name = f"outlines-{hashlib.sha256(body.encode()).hexdigest()[:12]}.js"
    path = basemap_folder() / name
    if not path.exists():
        write_text(path, f"window.ATLAS_OUTLINES=Object.assign(window.ATLAS_OUTLINES||{{}},{body});")
        for old in sorted(path.parent.glob("outlines-*.js"), key=lambda p: p.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    return name


def geometry(
    boundaries: Boundaries, gazetteer: Gazetteer, detailed: tuple[str, ...], home: str | None
) -> dict[str, Any]:
    """Countries, states, borders, towns and waters as plain lists; rings are flat [lat, lon, lat, lon …]."""
    states = boundaries.states(detailed, FINE)
    by_country = {c: [s.geometry for s in states if s.country == c] for c in detailed}
    return {
        "countries": [
            {"c": a.code, "p": _polygons(a.geometry)}
            for a in boundaries.countries(COARSE)
            if not by_country.get(a.code)
        ],
        "states": [
            {
                "id": a.code,
                "n": state_called(a.code, a.name, spoken()) or a.name,
                "at": _at(a),
                "p": _polygons(a.geometry),
            }
            for a in states
        ],
        "borders": _borders(by_country.values()),
        "towns": [t for a in states if a.country == home for t in _towns(gazetteer, a.code)],
        "waters": _waters(),
    }


def _borders(countries: Iterable[list[BaseGeometry]]) -> list[dict[str, Any]]:
    """The outline around the states of each country that has some."""
    outlines = [shapely.union_all(shapes).boundary for shapes in countries if shapes]
    return [{"l": [_flat(line.coords) for line in shapely.get_parts(outline)]} for outline in outlines]


def _waters() -> list[dict[str, Any]]:
    """Seas to be named, large ones first."""
    named = sorted((*curated("regions"), *curated("waters")), key=lambda w: -float(w["extent_km"] or 0))
    return [
        {
            "n": sea_called(w["name"], spoken()),
            "at": [float(w["lat"]), float(w["lon"])],
            "z": _sea_zoom(float(w["extent_km"])),
        }
        for w in named
        if w["kind"] in {"ocean", "sea"}
    ]


def _sea_zoom(extent_km: float) -> float:
    """The zoom from which a water is named: a gulf of 400 km on the map of a country, a bay on the map of a town."""
    return next((zoom for least, zoom in ((1000, 3), (300, 4.5), (100, 7)) if extent_km >= least), 9)


def _at(area: Area) -> list[float]:
    return [round(area.lat, 2), round(area.lon, 2)]


def _flat(coords: Iterable[tuple[float, ...]]) -> list[float]:
    return [round(n, DIGITS) for x, y, *_ in coords for n in (y, x)]


def _polygons(shape: BaseGeometry) -> list[list[list[float]]]:
    return [
        [_flat(ring.coords) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    ]


def _towns(gazetteer: Gazetteer, code: str) -> list[dict[str, Any]]:
    found = gazetteer.children(code, TOWNS_OF_A_STATE * 3)
    largest = sorted(found, key=lambda p: -(p.population or 0))[:TOWNS_OF_A_STATE]
    zooms = [(p, next((z for least, z in TOWNS if (p.population or 0) >= least), None)) for p in largest]
    return [
        {"n": called(p, spoken()) or p.name, "at": [round(p.lat, DIGITS), round(p.lon, DIGITS)], "z": z}
        for p, z in zooms
        if z
    ]
