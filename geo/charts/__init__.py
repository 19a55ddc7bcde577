"""Plotly figures made from the records: pure functions, offline, one template for each theme.

Every function takes records and a theme and gives a figure.  Without anything to draw it gives a low figure with one
sentence ("no source gives a number"), so that a page needs no second way.  ``describe`` tells a figure in one line.
"""

from geo.charts.columns import Arranged, arranged
from geo.charts.quotes import (
    government_colours,
    paled,
    quotes_by_day,
    quotes_by_government,
    quotes_by_speaker,
    quotes_by_theme,
)
from geo.charts.ranges import ranges
from geo.charts.strip import strip
from geo.charts.template import CONFIG, describe, plain
from geo.charts.timeline import timeline, timeline_height
from geo.charts.tolls import toll_over_time

__all__ = [
    "CONFIG",
    "Arranged",
    "arranged",
    "describe",
    "government_colours",
    "paled",
    "plain",
    "quotes_by_day",
    "quotes_by_government",
    "quotes_by_speaker",
    "quotes_by_theme",
    "ranges",
    "strip",
    "timeline",
    "timeline_height",
    "toll_over_time",
]
