"""Reads TopoJSON: borders are stored once, as integer steps on a grid, and areas name the borders around them."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


def read_topology(path: Path, name: str) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Properties and geometry of each area of the object ``name`` in a gzipped file; WGS 84, longitude first."""
    with gzip.open(path) as file:
        topology = json.load(file)
    arcs = _decode(topology["arcs"], topology["transform"])
    for item in topology["objects"][name]["geometries"]:
        yield item["properties"], _geometry(item, arcs)


def _decode(arcs: list[list[list[int]]], transform: dict[str, list[float]]) -> list[np.ndarray[Any, Any]]:
    """Element [i] is arc i as an (n, 2) array of longitudes and latitudes."""
    scale, shift = np.array(transform["scale"]), np.array(transform["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in arcs]


def _ring(indexes: list[int], arcs: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """A closed ring of arcs; a negative index ~i is arc i backwards; shared ends are kept once."""
    lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])


def _geometry(item: dict[str, Any], arcs: list[np.ndarray[Any, Any]]) -> BaseGeometry:
    groups = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    polygons = []
    for group in groups:
        rings = [ring for ring in (_ring(indexes, arcs) for indexes in group) if len(ring) >= 4]
        if rings:
            polygons.append(Polygon(rings[0], rings[1:]))
    return valid(polygons[0] if len(polygons) == 1 else MultiPolygon(polygons))


def valid(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry itself, or mended and reduced to its polygons where a border crosses itself."""
    if geometry.is_valid:
        return geometry
    mended = shapely.make_valid(geometry)
    return shapely.union_all([part for part in shapely.get_parts(mended) if part.geom_type.endswith("Polygon")])
