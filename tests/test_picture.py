"""The brief's one page as a picture: what it says, what it leaves out, and that no text of a source becomes markup."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from geo.escape import visible
from geo.export import mapdraw
from geo.export import pins as pin
from geo.export.brief.compose import composed
from geo.export.brief.content import View
from geo.export.dataset.extent import Extents
from geo.export.layout import items, sheets
from geo.export.layout.scene import Shape, Words, pieces
from geo.export.legend import CREDITS
from geo.export.projection import fitted
from geo.export.svg import overlap, png, within
from geo.present.fonts import drawable, fit, loses, width
from geo.present.letters import LOST
from tests.invented import HOSTILE, Squares, event, hostile, incident, place

SVG = "{http://www.w3.org/2000/svg}"
BOX = (64.0, 192.0, 1336.0, 902.0)
FRAME = fitted(((0, 0), (4, 4)), BOX, 40)


def picture(story=None, theme="light", **changes):
    told = story or incident()
    settings = {"whole": told, "shown": told, "as_of": "9 Apr 2031", "filters": ("Arvania", "1–9 Apr")}
    page = sheets.one_page(composed(View(**(settings | changes))), Squares(), theme)
    return items.svg(page, theme=theme)


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_picture_says_what_the_records_say():
    said = texts(picture())
    for words in (
        "Raid at Old Mill",
        "9–20+",
        "killed",
        "Interior Ministry, published 2 Apr: 12 · 3 counts",
        "Old Mill",
        "Cavermark",
        "Incident Atlas · as of 9 Apr 2031 · 1 / 1",
    ):
        assert words in said
    assert any(line.startswith("Shown: Arvania; 1–9 Apr · 8 of 8 events") for line in said)
    assert any(CREDITS in line and "2 sources: The Arvania Post, Beldorra Wire." in line for line in said)


@pytest.mark.parametrize(
    ("prec", "radius", "kind"), [(2, 25.0, "ring"), (4, 60.0, "ring"), (4, None, "state"), (1, None, "point")]
)
def test_the_map_draws_the_shape_that_the_data_have(prec, radius, kind):
    told = replace(event("killing", place("Old Mill", 1.0, 1.0), "2031-04-02", prec), radius_km=radius)
    assert Extents(Squares()).of(told).kind == kind
    chart = mapdraw.draw(replace(incident(), events=(told,)), Squares(), BOX, "light")
    assert bool(areas(chart.svg)) == (kind == "ring")
    assert any(isinstance(p, Words) and p.text == "Old Mill" for p in pieces(chart.svg)) == (kind != "state")
    assert chart.precisions == {{"ring": 2, "state": 4, "point": 1}[kind]}


def areas(svg):
    """What is drawn as wide as it is: dashed and closed."""
    return [p for p in pieces(svg) if isinstance(p, Shape) and p.look.dash and p.look.fill_opacity == 0.35]


def test_a_ring_is_drawn_as_wide_as_is_told():
    def wide(radius):
        told = replace(event("killing", place("Old Mill", 1.0, 1.0), "2031-04-02", 4), radius_km=radius)
        chart = mapdraw.draw(replace(incident(), events=(told,)), Squares(), BOX, "light")
        (area,) = areas(chart.svg)
        xs = [x for x, _ in area.rings[0]]
        return max(xs) - min(xs)

    assert wide(60.0) == pytest.approx(2 * wide(30.0), rel=0.02)


def test_counts_without_a_number_are_quoted_and_never_zero():
    said = texts(picture())
    assert "“scores”" in said
    assert "0 injured" not in " ".join(said)


def test_without_tolls_the_column_says_so_and_lists_the_kinds():
    said = texts(picture(replace(incident(), tolls=())))
    assert "No source gives a number" in said
    assert "Events" in said
    many = tuple(event("arson", place("Old Mill", 1, 1), "2031-04-01", number=i) for i in range(40))
    assert "Events by kind" in texts(picture(replace(incident(), tolls=(), events=many)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_text_is_smaller_than_20_pixels(theme):
    svg = picture(theme=theme)
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)) >= 20


def test_all_text_lies_inside_the_frame():
    story = replace(
        incident(),
        title="A very long title " * 20,
        subtitle="and more of it " * 40,
        documents=tuple(replace(d, publisher="The Long-Winded Publisher of News " * 4) for d in incident().documents),
    )
    for node in ET.fromstring(picture(story, filters=("a filter " * 60,))).iter(f"{SVG}text"):
        look = float(node.get("font-size")), int(node.get("font-weight")), node.get("font-family")
        wide = width(node.text or "", *look)
        anchor, x = node.get("text-anchor", "start"), float(node.get("x"))
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        assert left >= 0
        assert left + wide <= 1900


def test_a_country_is_never_a_pin():
    found = pin.pins(incident().events, Squares())
    assert "Quolia" not in [p.name for p in found]
    assert any("2 not placed" in line for line in texts(picture()))


def test_a_state_event_stands_at_the_label_point_over_a_hatched_state():
    state = next(p for p in pin.pins(incident().events, Squares()) if p.prec == 4)
    assert (state.lat, state.lon, state.name) == (3.0, 1.0, "Cavermark")
    assert 'fill="url(#map-hatch)"' in picture()


def test_a_state_whose_symbol_stands_far_off_has_a_leader_without_a_foot():
    (state,) = (p for p in pin.pins(incident().events, Squares()) if p.prec == 4)
    x, y = FRAME.xy(state.lat, state.lon)
    near, far = (pin.Plate((state,), ((x, y),), (x - 12, y + off, x + 12, y + off + 25)) for off in (-12, 60))
    leader = 'stroke-width="1.2"'
    assert leader not in pin.drawn([near], FRAME, "light")
    assert pin.drawn([far], FRAME, "light").count(leader) == 1
    assert "<circle" not in pin.drawn([far], FRAME, "light")


def test_a_name_that_finds_no_room_is_shortened_with_an_ellipsis():
    events = [event("raid", place("Oldstead Mill on the Upper Barrow", 1, 1), "2031-04-01", main=True)]
    (plate,) = pin.placed(pin.plates(pin.pins(events, Squares()), FRAME), BOX, [])[0]
    left, top, right, bottom = plate.box
    tight = (left - 200, top - 60, right + 200, bottom + 60)
    names, nameless = pin.named([plate], tight, [], "light")
    assert nameless == 0
    assert "…" in names


def test_a_municipality_of_which_no_more_is_known_is_drawn_as_it_is():
    town = place("Sandport", 1.0, 1.0)
    outlined = 'fill-opacity=".35" stroke-dasharray'
    assert picture(replace(incident(), events=(event("arson", town, "2031-04-01"),))).count(outlined) == 1
    assert outlined not in picture(replace(incident(), events=(event("arson", town, "2031-04-01", 1),)))


def test_what_lies_outside_the_view_is_told_in_a_tag():
    near = [event("arson", place("Sandport", 0.5 + i / 100, 0.5), "2031-04-01", number=i) for i in range(12)]
    far = event("arson", place("Far Point", 9, 9, "QQ.04"), "2031-04-01")
    said = texts(picture(replace(incident(), events=(*near, far))))
    assert "1 in Dunnerey" in said
    assert any("1 outside this view" in line for line in said)
    assert "Far Point" not in said


def test_close_symbols_share_a_plate_and_far_ones_do_not():
    close = [
        event("raid", place("Old Mill", 1, 1), "2031-04-01", main=True),
        event("arson", place("Mill Bridge", 1.01, 1.01), "2031-04-01"),
    ]
    far = event("arson", place("Sandport", 3, 3), "2031-04-01")
    plates = pin.plates(pin.pins([*close, far], Squares()), FRAME)
    assert [p.name for p in plates] == ["Old Mill and 1 nearby", "Sandport"]
    assert plates[0].symbols == [("raid", 1), ("arson", 1)]
    assert plates[0].main


def test_symbols_and_names_cover_neither_each_other_nor_the_edge():
    story = [
        event("arson", place(f"Town {i}", 0.3 + (i % 7) * 0.5, 0.3 + (i // 7) * 0.55), "2031-04-01") for i in range(42)
    ]
    layout = pin.arranged(pin.pins(story, Squares()), FRAME, BOX, [], "light")
    taken = layout.taken[: -len(story)]  # without the points
    assert len(taken) > len(layout.plates) > 30
    assert not [(a, b) for i, a in enumerate(taken) for b in taken[:i] if overlap(a, b)]
    assert all(within(box, BOX) for box in taken)


def test_a_crowded_map_joins_symbols_until_none_covers_another():
    story = [
        event("arson", place(f"Town {i}", 0.3 + (i % 20) * 0.17, 0.3 + (i // 20) * 0.2), "2031-04-01")
        for i in range(300)
    ]
    layout = pin.arranged(pin.pins(story, Squares()), FRAME, BOX, [], "light")
    boxes = [plate.box for plate in layout.plates]
    assert sum(len(p.events) for plate in layout.plates for p in plate.pins) == 300
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)]


def test_hostile_text_is_drawn_as_text():
    svg = picture(hostile(), filters=(HOSTILE,), as_of=HOSTILE)
    assert "<script" not in svg
    assert "{{" not in svg
    assert "${" not in svg
    assert "\u202e" not in svg
    assert not list(ET.fromstring(svg).iter(f"{SVG}script"))
    assert any(said.startswith(visible("{{7*7}} <script>alert(1)</script>")) for said in texts(svg))


def test_an_incident_without_anything_is_still_a_picture():
    bare = replace(
        incident(),
        title="",
        subtitle=None,
        home_country=None,
        period=None,
        documents=(),
        events=(),
        tolls=(),
        quotes=(),
    )
    said = texts(picture(bare, filters=()))
    assert any(line.startswith("Shown: everything · 0 of 0 events") for line in said)
    assert png(picture(bare, filters=()))[:4] == b"\x89PNG"


def test_the_png_has_the_width_asked_for():
    data = png(picture(), 960)
    assert struct.unpack(">II", data[16:24]) == (960, 540)


def test_a_long_line_is_cut_and_a_short_one_is_left():
    assert fit("short", 500, (30, 20), 1) == (30, ["short"])
    size, rows = fit("word " * 40, 300, (30, 20), 2)
    assert size == 20
    assert len(rows) == 2
    assert rows[1].endswith("…")
    assert all(width(row, 20) <= 300 for row in rows)


def test_characters_that_no_font_holds_are_spelt():
    assert drawable("≤ 60") == "at most 60"
    assert drawable("Michoacán – Łódź “x”…") == "Michoacán – Łódź “x”…"
    assert drawable("日本 Привет 🔥") == "日本 Привет 🔥"
    assert drawable("\ue123") == LOST
    assert loses("x\ue123")
    assert not loses("日本")


def test_any_character_has_a_width() -> None:
    odd = [chr(n) for n in (*range(0x3000), 0xD800, 0xFEFF, 0x1F600, 0xE0001, 0x10FFFF)]
    assert all(width(f"a{c}b", 12) > 0 for c in odd)
    assert width("a\u2029b", 12) == width("a b", 12)


def test_a_leader_runs_where_it_is_seen():
    """Of two free spots beside a plate the one is taken from which nothing stands in the way of the leader."""
    spots = [(0, 0, 20, 20), (0, 200, 20, 220)]
    between = (0, 40, 20, 60)
    assert pin._with_leader_in_sight(iter(spots), (10, 100), [between]) == spots[1]
    assert pin._with_leader_in_sight(iter(spots), (10, 100), []) == spots[0]
    assert pin._with_leader_in_sight(iter(spots[:1]), (10, 100), [between]) == spots[0]
    assert pin._with_leader_in_sight(iter([]), (10, 100), []) is None
