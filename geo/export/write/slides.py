"""Sheets as slides that can be edited: shapes, tables, charts of the program that opens them, and speaker's notes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from geo.export.brief.statements import name_of, range_of
from geo.export.layout import timeline
from geo.export.layout.items import HIGH, PAD, WIDE, Column, DayChart, Drawing, Table, TollChart
from geo.export.layout.scene import pieces
from geo.export.write import drawingml
from geo.export.write.drawingml import EMU, xml_text
from geo.export.write.faces import into_slides
from geo.messages import say
from geo.present import wording
from geo.present.design import BY_KEY, CONDENSED, TOKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide

    from geo.export.layout.items import Item, Sheet
    from geo.incident import Toll
    from geo.present.design import Theme

_BLANK = 6
_CHART_TEXT = Pt(10)
#: Up to so many, each number stands at the axis.
_FEW = 6


def pptx(sheets: Sequence[Sheet], title: str, theme: Theme = "light") -> bytes:
    """The sheets as a presentation of 16:9, a slide each."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDE * EMU), Emu(HIGH * EMU)
    deck.core_properties.title = xml_text(title)[:250]
    for made_by in ("author", "last_modified_by"):  # else it names whoever made the empty deck
        setattr(deck.core_properties, made_by, "Incident Atlas")
    for sheet in sheets:
        slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
        slide.name = xml_text(sheet.heading)
        for item in sheet.items:
            _ADD[type(item)](slide, item, theme)
        _numbered(slide)
        if sheet.notes:
            slide.notes_slide.notes_text_frame.text = "\n\n".join(map(xml_text, sheet.notes))
    out = io.BytesIO()
    deck.save(out)
    return into_slides(out.getvalue())


def _numbered(slide: Slide) -> None:
    """Each shape of a slide has a number of its own, those within groups too."""
    for number, shape in enumerate(slide.element.iter(qn("p:cNvPr")), 1):
        shape.set("id", str(number))


def _drawing(slide: Slide, item: Drawing, theme: Theme) -> None:
    """The shapes of a drawing as one group, which can be opened, moved and changed."""
    del theme
    found = pieces(item.svg)
    if found:
        group = slide.shapes.add_group_shape()
        group.name = item.name
        drawingml.fill_group(group, found)


def _column(slide: Slide, item: Column, theme: Theme) -> None:
    left, top, right, bottom = item.box
    box = slide.shapes.add_textbox(*(Emu(round(v * EMU)) for v in (left, top, right - left, bottom - top)))
    box.name = xml_text(item.name)
    frame = box.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE  # where the fonts inside are not taken, wider ones shrink
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    drawingml.paragraphs(frame._txBody, item.paragraphs, item.align, theme)  # noqa: SLF001 - python-pptx has no faster way


def _table(slide: Slide, item: Table, theme: Theme) -> None:
    """A table of the program's own; what stood as a symbol before a name keeps its place as a shape."""
    size = sum(item.widths), sum(item.heights)
    place = (Emu(round(v * EMU)) for v in (item.left, item.top, *size))
    frame = slide.shapes.add_table(len(item.rows), len(item.widths), *place)
    frame.name = xml_text(item.name)
    table = frame.table
    drawingml.plain_table(frame._element)  # noqa: SLF001 - as above
    for column, wide in zip(table.columns, item.widths, strict=True):
        column.width = Emu(round(wide * EMU))
    y, symbols = item.top, []
    for number, (row, high) in enumerate(zip(item.rows, item.heights, strict=True)):
        table.rows[number].height = Emu(round(high * EMU))
        x = item.left
        for place_in_row, (cell, wide) in enumerate(zip(row, item.widths, strict=True)):
            drawingml.cell(table.cell(number, place_in_row)._tc, cell, PAD, theme, head=not number)  # noqa: SLF001
            if cell.symbol:
                symbols.append(drawingml.symbol(cell.symbol, x, y + PAD + 3, 1.3, theme))
            x += wide
        y += high
    if symbols:
        group = slide.shapes.add_group_shape()
        group.name = say("Symbols")
        drawingml.fill_group(group, [piece for symbol in symbols for piece in pieces(symbol)])


# ------------------------------------------------------------------ charts
def _days(slide: Slide, item: DayChart, theme: Theme) -> None:
    """Events by day as stacked columns, a series a kind."""
    told = item.days
    if not told.days:
        _drawing(slide, Drawing(item.name, item.svg), theme)
        return
    data = CategoryChartData()
    data.categories = [timeline.day_label(day) for day in told.days]
    for kind in told.kinds:
        data.add_series(BY_KEY[kind].label, [told.counts.get((day, kind), 0) or None for day in told.days])
    chart = _chart(slide, item.name, item.box, XL_CHART_TYPE.COLUMN_STACKED, data)
    chart.plots[0].gap_width, chart.plots[0].overlap = _gap(len(told.days)), 100
    _whole_numbers(chart.value_axis, max(sum(told.counts.get((d, k), 0) for k in told.kinds) for d in told.days))
    for series, kind in zip(chart.plots[0].series, told.kinds, strict=True):
        _coloured(series, timeline.colour(kind, theme))
    _legend(chart, XL_LEGEND_POSITION.RIGHT)  # the chart is low: below it, a legend of two lines leaves no room for it
    title = say("Events by day")
    note = timeline.remark(told)
    _titled(chart, f"{title} · {note}" if note else title)


def _tolls(slide: Slide, item: TollChart, theme: Theme) -> None:
    """The range of each toll as a bar from its lowest to its highest count; where none has one, the counts as drawn."""
    if not any(number for toll in item.tolls for number in wording.ends_of(toll)):
        _drawing(slide, Drawing(item.name, item.svg), theme)
        return
    data = CategoryChartData()
    tolls = list(reversed(item.tolls))  # the axis of bars runs upwards
    data.categories = [xml_text(f"{name_of(t)}: {_in_words(t)}") for t in tolls]
    ends = [wording.ends_of(t) for t in tolls]
    lows = [high if low is None else low for low, high in ends]
    data.add_series(say("lowest count"), lows)
    data.add_series(
        say("up to the highest"),
        [None if low is None else max((high or 0) - low, 0) for (_, high), low in zip(ends, lows, strict=True)],
    )
    chart = _chart(slide, item.name, item.box, XL_CHART_TYPE.BAR_STACKED, data)
    chart.plots[0].gap_width, chart.plots[0].overlap = 60, 100
    for series, token in zip(chart.plots[0].series, ("ink2", "c3"), strict=True):
        _coloured(series, TOKENS[theme][token])
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _every_label(chart.category_axis)
    _legend(chart, XL_LEGEND_POSITION.BOTTOM)
    _titled(chart, item.name)


def _in_words(toll: Toll) -> str:
    """Its range; of one that is open the words: the bar ends where the number is, "more than 80" does not."""
    low, high = wording.ends_of(toll)
    most = toll.low if toll.high is None else toll.high
    opened = [e.casualty for e in toll.entries if e.casualty.min == most and e.casualty.max is None]
    one = toll.open_high and (low is None or high is None or low == high)
    return wording.said(opened[0]) if one and opened else range_of(toll)


def _chart(slide: Slide, name: str, box: tuple[float, ...], kind: Any, data: CategoryChartData) -> Any:  # noqa: ANN401
    left, top, right, bottom = box
    place = (Emu(round(v * EMU)) for v in (left, top, right - left, bottom - top))
    frame = slide.shapes.add_chart(kind, *place, data)
    frame.name = name
    chart = frame.chart
    chart.font.size, chart.font.name = _CHART_TEXT, CONDENSED
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xEB, 0xEE, 0xEF)
    chart.value_axis.format.line.fill.background()
    chart.value_axis.minimum_scale = 0
    return chart


def _gap(columns: int) -> int:
    """Per cent of a column's width between two: few columns are no wider than many."""
    return min(max(1000 // columns - 40, 40), 500)


def _whole_numbers(axis: Any, highest: int) -> None:  # noqa: ANN401
    """An axis of few events in steps of one: programs choose fifths, and there is no fifth of an event."""
    if highest <= _FEW:
        axis.major_unit = 1


def _every_label(axis: Any) -> None:  # noqa: ANN401
    """Programs leave labels out where they think them too close: each bar says what it is."""
    skip = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})  # noqa: SLF001 - python-pptx has no name for it
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # noqa: SLF001


def _coloured(series: Any, colour: str) -> None:  # noqa: ANN401
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour[1:].upper())
    series.invert_if_negative = False


def _legend(chart: Any, position: XL_LEGEND_POSITION) -> None:  # noqa: ANN401
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = position, False


def _titled(chart: Any, words: str) -> None:  # noqa: ANN401
    chart.has_title = True
    chart.chart_title.include_in_layout = False
    frame = chart.chart_title.text_frame
    frame.text = xml_text(words)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name = Pt(11), True, CONDENSED


_ADD: dict[type[Item], Any] = {
    Drawing: _drawing,
    Column: _column,
    Table: _table,
    DayChart: _days,
    TollChart: _tolls,
}
