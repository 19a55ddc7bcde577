"""Figures made from records: what is drawn, what is not, and that no text of a source becomes markup."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import plotly
import pytest

from geo import charts
from geo.charts.counts import mark, top
from geo.charts.day_notes import Stack, notes, noteworthy
from geo.charts.quotes import government_colours
from geo.charts.template import NO_NUMBER
from geo.charts.waffle import waffle
from geo.escape import visible
from geo.present.design import TOKENS
from tests import browser as b
from tests.invented import HOSTILE, count, event, hostile, incident, place, quote, toll

THEMES = ("light", "dark")


def timeline(events, *given, **further):
    return charts.timeline(charts.arranged(events), *given, **further)


def everything(story, theme="light"):
    ids = frozenset(e.id for e in story.events)
    return [
        timeline(story.events, ids, theme),
        *(charts.toll_over_time(t, theme) for t in story.tolls),
        charts.ranges(story.tolls, theme),
        charts.quotes_by_speaker(story.quotes, theme),
        charts.quotes_by_government(story.quotes, theme),
        charts.quotes_by_day(story.quotes, theme),
    ]


def said(chart):
    return [a.text for a in chart.layout.annotations]


@pytest.mark.parametrize("theme", THEMES)
def test_every_figure_has_the_look_of_its_theme_and_tells_itself_in_a_line(theme):
    for chart in everything(incident(), theme):
        assert chart.layout.paper_bgcolor == TOKENS[theme]["paper"]
        assert chart.layout.height
        assert charts.describe(chart)
        assert "\n" not in charts.describe(chart)


def test_a_page_gets_the_whole_look_and_no_template() -> None:
    chart = timeline([event("arson", place("Sandport", 1, 1), "2031-04-01")], frozenset())
    written = chart.to_plotly_json()["layout"]
    assert not written["template"]
    assert written["meta"]["days"] == ["2031-04-01"]
    assert written["xaxis"]["fixedrange"]
    assert written["yaxis"]["visible"] is False


def test_a_column_opens_the_best_told_of_its_events():
    spot = place("Sandport", 1, 1)
    told = [event("arson", spot, f"2031-04-{1 + n % 28:02d}", number=n) for n in range(700)]
    told[500] = replace(told[500], sources=("a", "b", "c"))
    columns = timeline(told, frozenset()).data
    assert told[500].id in columns[0].customdata
    assert len(columns[0].customdata) == 28


@pytest.mark.parametrize("many", [0, 1, 30, 300, 601])
@pytest.mark.parametrize("days", [1, 28])
def test_room_for_a_timeline_is_as_high_as_the_timeline(many, days):
    spot = place("Sandport", 1, 1)
    told = [event("arson", spot, f"2031-04-{1 + n % days:02d}", number=n) for n in range(many)]
    assert charts.timeline_height(charts.arranged(told)) == timeline(told, frozenset()).layout.height


@pytest.mark.parametrize("story", [incident, hostile])
def test_plotly_knows_every_value_that_a_figure_gives_it(story):
    """Figures are put together without plotly's look at each value; here it looks at all of them."""
    few = everything(story())
    many = [event("arson", place("Sandport", 1, 1), f"2031-04-{1 + n % 28:02d}", number=n) for n in range(700)]
    columns = timeline(many, frozenset(e.id for e in many[:9]), chosen=("2031-04-02", "2031-04-09"))
    for chart in (*few, columns, timeline((), frozenset())):
        plotly.graph_objects.Figure(chart.to_dict())
    with pytest.raises(ValueError, match="nowhere"):
        plotly.graph_objects.Figure({"data": [{"type": "bar", "nowhere": 1}]})


def test_without_records_a_sentence_stands_in_place_of_the_chart():
    bare = toll(count(None, None, words="scores"), best=None)
    for chart in (
        timeline((), frozenset()),
        charts.toll_over_time(bare),
        charts.ranges(()),
        charts.quotes_by_speaker(()),
        charts.quotes_by_government(()),
        charts.quotes_by_day(()),
    ):
        assert not chart.data
        assert said(chart)[0].startswith("<i>no source")
    assert charts.strip(bare) == ""


def test_timeline_draws_one_symbol_per_dated_event_with_its_id():
    story = incident()
    chart = timeline(story.events, frozenset(e.id for e in story.events))
    dated = {e.id for e in story.events if e.date_start}
    assert set(chart.data[0].customdata) == dated
    assert "1 event not dated to the day" in said(chart)


def test_timeline_keeps_what_the_filter_leaves_out_pale():
    story = incident()
    chart = timeline(story.events, frozenset({story.events[0].id}))
    looks = dict(zip(chart.data[0].customdata, chart.data[0].marker.opacity, strict=True))
    assert looks.pop(story.events[0].id) == 1
    assert set(looks.values()) == {0.4}


def test_a_far_day_does_not_stretch_the_timeline():
    spot = place("Sandport", 1, 1)
    near = [event("arson", spot, "2031-04-01"), event("arson", spot, "2031-04-03")]
    far = [event("arson", spot, "2031-04-01"), event("arson", spot, "2033-11-03")]
    axes = [timeline(told, frozenset()).layout.xaxis.tickvals for told in (near, far)]
    assert axes[0] == axes[1]
    assert "2033" in timeline(far, frozenset()).layout.xaxis.ticktext[1]


def test_a_jump_is_marked_and_neighbouring_days_are_not():
    spot = place("Sandport", 1, 1)
    jump = timeline([event("arson", spot, d) for d in ("2031-04-01", "2031-04-05")], frozenset())
    close = timeline([event("arson", spot, d) for d in ("2031-04-01", "2031-04-02")], frozenset())
    assert len(jump.layout.shapes) - len(close.layout.shapes) == 2


def test_the_days_of_the_timeline_are_told_for_a_brush_and_chosen_ones_have_a_field_behind():
    spot = place("Sandport", 1, 1)
    told = [event("arson", spot, d) for d in ("2031-04-01", "2031-04-02", "2031-04-03")]
    plain, chosen, beyond = (
        timeline(told, frozenset(), chosen=days) for days in ((None, None), ("2031-04-02", None), ("2031-05-01", None))
    )
    assert plain.layout.meta["days"] == ["2031-04-01", "2031-04-02", "2031-04-03"]
    assert len(plain.layout.meta["days"]) == len(plain.layout.xaxis.tickvals)
    fields = [s for s in chosen.layout.shapes if s.type == "rect"]
    (first, second, last) = chosen.layout.xaxis.tickvals
    assert [first < f.x0 < second and f.x1 > last for f in fields] == [True]
    assert not [s for c in (plain, beyond) for s in c.layout.shapes if s.type == "rect"]


def test_many_events_of_one_day_stand_in_columns():
    spot = place("Sandport", 1, 1)
    told = [event("arson", spot, "2031-04-01", number=i) for i in range(300)]
    chart = timeline(told, frozenset())
    assert len(set(zip(chart.data[0].x, chart.data[0].y, strict=True))) == 300
    assert chart.layout.height < 400


def test_an_open_count_is_hollow_with_an_arrow_and_the_best_is_a_diamond():
    chart = charts.toll_over_time(incident().tolls[0])
    points = {
        i: (symbol, fill)
        for trace in chart.data
        if trace.customdata is not None
        for i, symbol, fill in zip(trace.customdata, trace.marker.symbol, trace.marker.color, strict=True)
    }
    assert points[0][0] == "diamond"
    assert points[1] == ("circle", TOKENS["light"]["paper"])
    assert [(list(t.y), list(t.marker.angle)) for t in chart.data if "arrow-down" in (t.marker.symbol or ())] == [
        ([20, 20], [-180, -180])
    ]
    ends = {text for text in said(chart) if text.startswith("<b>")}
    assert len(ends) == 3
    assert {text.split()[-1] for text in ends} == {"12</b>", "20+</b>", "9</b>"}


def test_each_source_has_its_line_while_they_are_few():
    def lines(sources):
        told = [replace(count(n + 10, n + 10), asserted_by=f"Body {n}") for n in range(sources)]
        return [t for t in charts.toll_over_time(toll(*told)).data if t.mode == "lines"]

    assert len(lines(7)) == 7
    assert len(lines(8)) == 1


def test_a_correction_is_marked_with_what_it_corrects():
    first = replace(count(25, 25, published="2031-04-01"), asserted_by="Ministry")
    second = replace(count(28, 28, published="2031-04-05", relation="corrects"), asserted_by="Ministry")
    assert "corrects 25" in said(charts.toll_over_time(toll(first, second)))
    other = replace(second, asserted_by="Police", relation="rival")
    assert "corrects 25" not in said(charts.toll_over_time(toll(first, other)))


def test_a_part_of_a_total_is_a_dot_without_a_line():
    whole, part = count(30, 30), count(5, 5, relation="part")
    lines = [t for t in charts.toll_over_time(toll(whole, part)).data if t.mode == "lines"]
    assert [list(t.y) for t in lines] == [[30, 30]]


def test_what_outlets_print_in_their_own_words_is_one_line_and_counts_apart_are_grey():
    press = [
        replace(count(n, n, authority="outlet", published=f"2031-04-0{n}"), publisher=f"Paper {n}") for n in (5, 6)
    ]
    chart = charts.toll_over_time(toll(*press, count(2, 2, relation="other", authority="outlet")))
    assert len([t for t in chart.data if t.mode == "lines"]) == 1
    assert any("Press 6" in text for text in said(chart))
    dots = [t for t in chart.data if t.customdata is not None]
    looks = {i: c for t in dots for i, c in zip(t.customdata, t.marker.color, strict=True)}
    assert looks[2] == TOKENS["light"]["travel"] != looks[1]


def test_parts_of_a_total_are_squares_and_too_many_a_bar():
    few, many = waffle(12, [5, 3], "parts"), waffle(1200, [500, 300], "parts")
    assert few.count("<rect") == 12
    assert few.count('fill="none"') == 4
    assert many.count("<rect") == 3
    assert waffle(7, [5, 3], "parts") == ""
    assert waffle(7, [], "parts") == ""


def test_a_part_stretches_no_range():
    whole, part = count(30, 30), replace(count(5, 5), part=True)
    rows = [s for s in charts.ranges([toll(whole, part)]).layout.shapes if s.type == "rect"]
    assert [(s.x0, s.x1) for s in rows] == [(30, 30)]
    assert len(charts.ranges([toll(whole, part)]).data[0].x) == 2


def test_counts_without_a_day_are_told_and_not_drawn():
    chart = charts.toll_over_time(toll(count(3, 3), count(4, 4, published=None)))
    assert any("1 count without day or number" in text for text in said(chart))


def test_labels_at_the_lines_ends_do_not_lie_on_each_other():
    close = toll(count(100, 100), count(101, 101, authority="state"), count(102, 102, authority="outlet"))
    ends = sorted(
        a.y / 150 * (250 - 54) / 1.12 + (a.yshift or 0)
        for a in charts.toll_over_time(close).layout.annotations
        if a.text.startswith("<b>")
    )
    assert all(b - a > 14 for a, b in pairwise(ends))


def test_ranges_have_one_row_per_toll_and_words_where_no_number_is():
    story = incident()
    chart = charts.ranges(story.tolls)
    texts = said(chart)
    assert "<b>Killed</b>" in texts
    assert "<b>9–20+</b>" in texts
    assert "<i>“scores”</i>" in texts
    assert "Missing" not in " ".join(texts)
    assert sorted(map(tuple, chart.data[0].customdata)) == [(0, 0), (0, 1), (0, 2)]


def test_one_block_per_quote_hollow_where_indirect():
    told = [quote("Ada Brill"), quote("Ada Brill", kind="indirect"), quote("Tom Rask", "Nordmark")]
    chart = charts.quotes_by_speaker(told)
    assert sorted(i for (i,) in chart.data[0].customdata) == [0, 1, 2]
    fills = {i: fill for (i,), fill in zip(chart.data[0].customdata, chart.data[0].marker.color, strict=True)}
    assert fills[1] == TOKENS["light"]["paper"]
    assert fills[0] == TOKENS["light"]["ink"]
    assert fills[2] == TOKENS["light"]["prison"]
    assert "2" in " ".join(said(chart))


def test_home_speaks_in_ink_whoever_is_quoted_most():
    told = [quote("Tom Rask", "Nordmark")] * 3 + [quote("Ada Brill", "Quolia, Arvania")]
    assert government_colours(told, "Quolia") == {"Quolia": "ink", "Nordmark": "prison", "Others": "travel"}
    assert government_colours(told)["Nordmark"] == "ink"


def test_speakers_beyond_the_twelfth_are_counted():
    chart = charts.quotes_by_speaker([quote(f"Speaker {i}") for i in range(15)])
    assert "and 3 more" in said(chart)


def test_undated_quotes_are_told_in_a_note():
    chart = charts.quotes_by_day([quote("Ada Brill"), quote("Ada Brill", said_on=None)])
    assert [list(d) for d in chart.data[0].customdata] == [[0]]
    assert "1 of 2 quotes without a day" in said(chart)


def test_a_count_without_a_number_has_no_place_on_an_axis():
    assert mark(count(None, None).casualty, 0) is None
    assert mark(count(None, None, approx=20).casualty, 0).kind == "about"
    assert mark(count(None, 60).casualty, 0).kind == "at_most"
    assert [top([n]) for n in (0, 7, 11, 73, 100, 1001)] == [5, 8, 15, 80, 100, 1500]


def test_the_strip_has_a_dot_per_count_and_a_diamond():
    drawn = charts.strip(incident().tolls[0], width=200, top=40)
    assert drawn.count("<circle") == 2
    assert drawn.count('z"') == 1
    assert 'aria-label="9–20+ killed, from 3 counts"' in drawn


@pytest.mark.parametrize("chart", range(7))
def test_no_text_of_a_source_becomes_markup_in_a_figure(chart):
    drawn = everything(hostile())[chart].to_plotly_json()
    del drawn["layout"]["meta"]  # plain text for the page, which escapes it
    for text in strings(drawn):
        for bad in ("<script", "{{", "${", "<b>x", "`", "\u202e", "&quot;"):
            assert bad not in text


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from strings(inner)


def test_neutralised_text_reads_as_it_was_written():
    assert html.unescape(charts.plain(HOSTILE)) == " ".join(visible(HOSTILE).split())
    assert charts.plain(NO_NUMBER) == NO_NUMBER


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_plotly_shows_hostile_text_as_text_in_a_browser(chromium):
    """The browser draws the characters of the text and runs none of them."""
    chart = charts.ranges(hostile().tolls, width=2000)
    chart.add_annotation(text=charts.plain(HOSTILE), x=0, y=0, showarrow=False)
    page = chromium.new_page()
    alerts: list[str] = []
    page.on("dialog", lambda box: (alerts.append(box.message), box.dismiss()))
    page.set_content("<div id=chart></div>")
    page.add_script_tag(path=str(Path(plotly.__file__).parent / "package_data" / "plotly.min.js"))
    page.evaluate("async f => { await Plotly.newPlot('chart', f.data, f.layout) }", json_of(chart))
    shown = page.locator("#chart").evaluate("node => [...node.querySelectorAll('text')].map(t => t.textContent)")
    page.close()
    assert " ".join(visible(HOSTILE).split()) in shown
    assert not alerts


def json_of(chart):
    return json.loads(chart.to_json())


def test_what_somebody_denied_is_shown_with_its_verb():
    told = incident().quotes[0]
    denied = replace(told, quote=replace(told.quote, kind="indirect", cue="denied<b>"))
    figure = charts.quotes_by_speaker((denied,)).to_json()
    assert "denied" in figure
    assert "denied<b>" not in figure


def test_notes_over_the_days_lie_on_no_stack_and_no_other_note():
    spot = place("Sandport", 1, 1)
    told = [event("arson", spot, f"2031-04-{d:02d}", number=d, main=d == 1) for d in range(1, 5)]
    by_day = {e.date_start: [e] for e in told}
    near = {day: Stack(30.0 * i, 30.0 * i + 15, 15) for i, day in enumerate(by_day)}
    far = {day: Stack(250.0 * i, 250.0 * i + 15, 15) for i, day in enumerate(by_day)}
    every = frozenset(e.id for e in told)
    assert [day for day, _ in notes(noteworthy(by_day, every), near, 900)] == ["2031-04-01"]
    assert len(notes(noteworthy(by_day, every), far, 1200)) == 4
    assert len(notes(noteworthy(by_day, frozenset()), far, 1200)) == 1
