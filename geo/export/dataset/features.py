"""The events as shapes with attributes: GeoJSON, GeoPackage, GeoParquet and KML, written by GDAL and GeoPandas."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import pandas as pd
import pyogrio
import shapely

from geo.escape import safe
from geo.export.dataset.about import about, as_record
from geo.export.dataset.extent import Extents
from geo.export.tables import Table, events, plain, tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.export.brief.content import View
    from geo.export.ground import Outlines

#: Of the columns of events those that a shape says better.
_IN_THE_SHAPE = ("latitude", "longitude")
#: Columns that are no words; the same types whatever is in the rows.
_TYPES = {
    "events": {"date_prec": "Int64", "where_prec": "Int64", "sources": "Int64", "radius_km": "Float64"},
    "counts": {"min": "Int64", "max": "Int64", "about": "Int64", "outlets": "Int64"},
    "sources": {"events": "Int64", "counts": "Int64", "quotes": "Int64"},
    "jurisdictions": {"territory": "boolean", "authority": "boolean", "events": "Int64"},
}
_CRS = "EPSG:4326"
#: What GeoPackages say of when they were written: the same view gives the same bytes.
_NO_TIME = {"OGR_CURRENT_DATE": "1980-01-01T00:00:00.000Z"}
#: In KML what is no sentence of ours; Google Earth shows attributes as HTML, so what sources say is escaped there.
_KML_CODES = (
    *("id", "type", "date_start", "date_end", "date_prec", "date_basis"),
    *("where_prec", "place_basis", "radius_km", "extent", "sources"),
)


def geojson(view: View, outlines: Outlines) -> bytes:
    """A FeatureCollection (RFC 7946) with a member ``about``; events without a place have ``"geometry": null``."""
    frame = _frame(view, outlines)
    shapes = shapely.to_geojson(frame.geometry.to_numpy())
    rows = frame.drop(columns="geometry").astype(object).where(frame.notna(), None).to_dict("records")
    features = ",".join(
        f'{{"type":"Feature","properties":{_json(row)},"geometry":{shape or "null"}}}'
        for row, shape in zip(rows, shapes, strict=True)
    )
    return f'{{"type":"FeatureCollection","about":{_json(as_record(view))},"features":[{features}]}}'.encode()


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def geoparquet(view: View, outlines: Outlines) -> bytes:
    """GeoParquet; what it is stands in the metadata of the file, under PANDAS_ATTRS."""
    frame = _frame(view, outlines)
    frame.attrs["about"] = as_record(view)
    out = io.BytesIO()
    frame.to_parquet(out)
    return out.getvalue()


def geopackage(view: View, outlines: Outlines) -> bytes:
    """A layer of events, and tables of counts, quotes, sources, jurisdictions and what the file is."""
    pyogrio.set_gdal_config_options(_NO_TIME)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        pyogrio.write_dataframe(
            _frame(view, outlines),
            path,
            driver="GPKG",
            layer="events",
            geometry_type="Unknown",
            layer_options={"DESCRIPTION": "; ".join(line.words for line in about(view))},
        )
        for table in tables(view)[1:]:
            pyogrio.write_dataframe(_plain_frame(table), path, driver="GPKG", layer=table.name)
        pyogrio.write_dataframe(_about_frame(view), path, driver="GPKG", layer="about")
        return path.read_bytes()


def kml(view: View, outlines: Outlines) -> bytes:
    """Placemarks with a name, a description in HTML, days, and codes; unplaced ones are listed without a shape."""
    frame = _frame(view, outlines)
    spoken = geopandas.GeoDataFrame(
        {
            "Name": frame["title"].fillna(""),
            "description": [_description(row) for row in frame.to_dict("records")],
            "begin": _days(frame["date_start"]),
            "end": _days(frame["date_end"]),
            **{column: frame[column] for column in _KML_CODES},
            "id": "event-" + frame["id"].astype(str),  # an id in XML begins with no digit
        },
        geometry=frame.geometry,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.kml"
        told = {
            "NAME": view.whole.title,
            "DESCRIPTION": "<br>".join(f"{safe(a.label)}: {safe(a.words)}" for a in about(view)),
        }
        pyogrio.write_dataframe(
            spoken, path, driver="LIBKML", layer="events", geometry_type="Unknown", dataset_options=told
        )
        return path.read_bytes()


def _frame(view: View, outlines: Outlines) -> geopandas.GeoDataFrame:
    """A row for each event, with what ``tables`` gives of it and the shape of its place."""
    extents = Extents(outlines)
    shapes = [extents.of(event) for event in view.shown.events]
    attributes = _plain_frame(events(view.shown)).drop(columns=list(_IN_THE_SHAPE))
    attributes["extent"] = pd.Series([shape.kind for shape in shapes], dtype="str")
    return geopandas.GeoDataFrame(attributes, geometry=[shape.geometry for shape in shapes], crs=_CRS)


def _plain_frame(table: Table) -> pd.DataFrame:
    rows = [[plain(value) for value in row] for row in table.rows]
    types = _TYPES.get(table.name, {})
    return pd.DataFrame(rows, columns=list(table.columns), dtype=object).astype(
        {column: types.get(column, "string") for column in table.columns}
    )


def _about_frame(view: View) -> pd.DataFrame:
    return pd.DataFrame([(a.key, a.label, a.words) for a in about(view)], columns=["key", "label", "words"])


def _days(dates: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """Those that name a day: KML has a field for them; months and years stand among the codes alone."""
    return pd.to_datetime(dates, format="%Y-%m-%d", errors="coerce")


def _description(row: dict[str, object]) -> str:
    """Place, sources and sentence as HTML in which nothing runs and nothing is fetched."""
    told = (row[column] for column in ("place", "admin1", "country", "publishers", "sentence"))
    return "<br>".join(safe(words) for words in told if isinstance(words, str) and words)


#: By the name of the format.
WRITERS: dict[str, Callable[[View, Outlines], bytes]] = {
    "geojson": geojson,
    "gpkg": geopackage,
    "parquet": geoparquet,
    "kml": kml,
}
