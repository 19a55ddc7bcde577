"""The small map of the whole country that lies in the map's corner, with what the map shows marked in it."""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.export.mapdraw import overview
from geo.messages import say
from geo.present.design import Theme, data_uri
from geo.views import data, html, state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.selection.filters import Filters

#: Pixels, and how much of the map it covers as a share of its width and height.
SIZE = (176.0, 128.0)
_COVERS = (0.27, 0.42)
#: Width of the map by its height, on a desk.
_ASPECT = 1.86


@st.cache_resource(show_spinner=False, max_entries=32)
def _drawn(version: str, filters: Filters, theme: Theme) -> tuple[str, tuple[float, ...]] | None:  # noqa: ARG001 - key
    found = overview(data.shown().narrowed(filters), data.boundaries(), SIZE, theme)
    return (data_uri(found[0]), found[1]) if found else None


def draw(moving: Mapping[str, Any]) -> None:
    """Draw it where the map opens with a part of the country and a lower corner is free of symbols."""
    bounds, places = moving["fit"]["bounds"], moving["places"]
    corner = _corner(bounds, [p["at"] for p in places])
    found = _drawn(data.shown().version, state.filters(), html.theme()) if corner else None
    if not found:
        return
    image, edges = found
    name, at = say("Events by state"), " ".join(f"{x:.4f}" for x in edges)
    st.html(
        f'<details class="overview {corner}" open><summary>{name}</summary>'
        f'<div data-edges="{at}"><img alt="{name}" src="{image}"><i></i></div></details>'
    )


def _view(wide: float, high: float, shorter: float) -> tuple[float, float]:
    """The degrees that the map shows where it is asked for so many; ``shorter``: of longitude than of latitude."""
    wide, high = max(wide, 1e-6), max(high, 1e-6)
    return max(wide, high * _ASPECT / shorter), max(high, wide * shorter / _ASPECT)


def _corner(bounds: Sequence[Sequence[float]], points: Sequence[tuple[float, float]]) -> str | None:
    """The lower corner of the opening view without a symbol; None where neither is, or nothing lies outside."""
    (south, west), (north, east) = bounds
    wide, high = _view(east - west, north - south, cos(radians((south + north) / 2)))
    west, south = (west + east - wide) / 2, (south + north - high) / 2
    spots = [((lon - west) / wide, (lat - south) / high) for lat, lon in points]
    if all(0 <= x <= 1 and 0 <= y <= 1 for x, y in spots):
        return None
    across, up = _COVERS
    low = [x for x, y in spots if -0.1 <= y <= up and -0.2 <= x <= 1.2]
    if not any(x < across for x in low):
        return "left"
    return None if any(x > 1 - across for x in low) else "right"
