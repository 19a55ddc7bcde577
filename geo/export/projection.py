"""From degrees to pixels: equirectangular at the latitude of the view's middle, true in both directions there."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.export.svg import Box
    from geo.maps.view import Bounds

#: Kilometres of one degree of latitude.
KM = 111.2


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world in a box of the picture."""

    box: Box
    lat: float
    lon: float
    """The middle, in degrees."""
    scale: float
    """Pixels of one degree of latitude."""

    @property
    def _stretch(self) -> float:
        return self.scale * cos(radians(self.lat))

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixels of a point."""
        left, top, right, bottom = self.box
        return (left + right) / 2 + (lon - self.lon) * self._stretch, (top + bottom) / 2 - (lat - self.lat) * self.scale

    def edges(self, margin: float = 0) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, wider by ``margin`` pixels."""
        left, top, right, bottom = self.box
        wide, high = ((right - left) / 2 + margin) / self._stretch, ((bottom - top) / 2 + margin) / self.scale
        return self.lon - wide, self.lat - high, self.lon + wide, self.lat + high

    def holds(self, lat: float, lon: float, margin: float = 0) -> bool:
        """True if the point lies in the box, at least ``margin`` pixels from its edge."""
        x, y = self.xy(lat, lon)
        left, top, right, bottom = self.box
        return left + margin <= x <= right - margin and top + margin <= y <= bottom - margin

    def pixels(self, km: float) -> float:
        """Pixels of a distance."""
        return km / KM * self.scale


def fitted(bounds: Bounds, box: Box, margin: float = 0) -> Frame:
    """The frame that shows ``bounds`` as large as the box allows, ``margin`` pixels from its edges."""
    (south, west), (north, east) = bounds
    lat = (south + north) / 2
    left, top, right, bottom = box
    high = max(north - south, 1e-6)
    wide = max(east - west, 1e-6) * cos(radians(lat))
    scale = min((bottom - top - 2 * margin) / high, (right - left - 2 * margin) / wide)
    return Frame(box, lat, (west + east) / 2, scale)
