"""Files of a brief, opened with readers that know nothing of it, and compared with the view they were made of."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from xml.etree import ElementTree as ET

import docx
import pypdf
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from geo.export.brief.compose import MOST_EVENTS, composed
from geo.export.brief.content import Source
from geo.export.formats import FORMATS, made
from geo.export.layout import items, sheets, timeline
from geo.export.layout.flow import LEADING, Run, paragraph
from geo.export.layout.items import Column, Table
from geo.export.layout.pages import tabled
from geo.export.layout.scene import Oval, Shape, Words, pieces
from geo.gazetteer.boundaries import Boundaries
from geo.incident import Evidence
from geo.messages import say, speaking
from geo.present.design import SYMBOLS
from geo.present.fonts import width
from geo.present.letters import LOST
from geo.reconcile import reconcile
from geo.reconcile.tolls.toll import tolls_of
from geo.reconcile.worded import worded
from geo.selection.filters import Filters
from geo.selection.view import view_of
from tests.invented import HOSTILE, Squares, count
from tests.invented import incident as invented
from tests.scale import STATES, many_documents, many_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.export.brief.content import View
    from geo.export.ground import Outlines
    from geo.export.layout.items import Sheet
    from geo.incident import Incident

ALL = Filters()
FIVE = {
    "everything": ALL,
    "a state": Filters(country="AU", state=STATES[2][0]),
    "two kinds": Filters(kinds=("arson", "clash")),
    "ten days": Filters(first="2024-03-10", last="2024-03-20"),
    "nothing": Filters(first="1990-01-01", last="1990-01-02"),
}


@cache
def outlines() -> Outlines:
    return Boundaries()


@cache
def whole() -> Incident:
    return reconcile(many_documents(24), title="Unrest")


@cache
def view(filters: Filters = ALL, marking: str = "") -> View:
    return view_of(whole(), filters, marking)


def file(name: str, told: View) -> bytes:
    """The file of a view, made once: several tests look at the same."""
    if (name, id(told)) not in _FILES:
        _FILES[name, id(told)] = told, made(name, told, outlines()).data
    return _FILES[name, id(told)][1]


#: With its view, so that no other one takes its id.
_FILES: dict[tuple[str, int], tuple[View, bytes]] = {}


# ------------------------------------------------------------------ readers
def slides(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def tables(deck: Any, column: str) -> list[list[str]]:
    """The rows of all tables of a presentation that have such a column, without their headings."""
    found = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    rows = [[[cell.text for cell in row.cells] for row in table.rows] for table in found]
    return [row for table in rows if column in table[0] for row in table[1:]]


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def words_of_paper(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def words_of_document(data: bytes) -> str:
    found = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in found.paragraphs), *cells])


# ------------------------------------------------------------------ rows and figures
@pytest.mark.parametrize("name", FIVE)
def test_slides_hold_the_rows_and_figures_of_the_view(name: str) -> None:
    told = view(FIVE[name])
    deck = slides(file("pptx", told))
    listed = tables(deck, "Place known to")
    events = told.shown.events
    if len(events) > 10:  # the most told, and then all
        listed = listed[10:]
    assert len(listed) == min(len(events), MOST_EVENTS)
    assert sorted(row[4] for row in listed) == sorted(str(len(e.sources)) for e in events)
    tolls = [t for t in told.shown.tolls if t.entries]
    assert [row[5] for row in tables(deck, "Best count")] == [str(len(t.entries)) for t in tolls]
    drawn = {len(chart.plots[0].categories): chart for chart in charts(deck)}
    dated = [e for e in events if e.date_start and len(e.date_start) == 10 and (e.date_prec or 1) <= 2]
    if dated:
        days = drawn[len({e.date_start for e in dated})]
        assert sum(v or 0 for series in days.plots[0].series for v in series.values) == len(dated)
    if tolls:
        ranges = charts(deck)[-1].plots[0]
        assert len(ranges.categories) == len(tolls)
        highs = [sum(v or 0 for v in pair) for pair in zip(*(s.values for s in ranges.series), strict=True)]
        assert sorted(highs) == sorted(t.high or 0 for t in tolls)


@pytest.mark.parametrize("name", FIVE)
def test_paper_and_document_say_what_the_brief_says(name: str) -> None:
    told = view(FIVE[name])
    brief = composed(told)
    paper, document = words_of_paper(file("pdf", told)), words_of_document(file("docx", told))
    for said in (paper, document):
        assert brief.title.text in said
        for sentence in brief.block("toll").sentences:
            assert sentence.text in " ".join(said.split())
        assert all(word in said for word in told.filters)
    found = docx.Document(io.BytesIO(file("docx", told)))
    rows = [row for table in found.tables for row in table.rows[1:]]
    blocks = ("events", "toll", "jurisdictions")
    assert len(rows) == sum(len(brief.block(key).rows) for key in blocks)


def test_the_notes_hold_the_sentences_with_their_sources() -> None:
    told = view()
    deck = slides(file("pptx", told))
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    brief = composed(told)
    for sentence in (*brief.block("said").sentences, *brief.block("toll").sentences):
        assert sentence.text in notes
    assert f"[{brief.sources[0].number}] {brief.sources[0].document.publisher}" in notes


def test_slides_are_wide_and_their_map_is_shapes() -> None:
    deck = slides(file("pptx", view()))
    assert (deck.slide_width, deck.slide_height) == (Emu(12192000), Emu(6858000))
    first = {shape.name: shape for shape in deck.slides[0].shapes}
    assert len(list(first["Map"].shapes)) > 30
    assert len(list(first["Timeline"].shapes)) > 10
    assert not [s for slide in deck.slides for s in slide.shapes if s.shape_type == 13]  # no picture


@pytest.mark.parametrize("name", ["pptx", "pdf", "pdf-page", "docx", "svg", "txt"])
def test_a_marking_stands_at_head_and_foot(name: str) -> None:
    data = file(name, view(marking="For the table only"))
    if name == "pptx":
        for slide in slides(data).slides:
            assert [s.text_frame.text for s in slide.shapes if s.name.startswith("Marking")] == [
                "For the table only"
            ] * 2
    elif name == "docx":
        section = docx.Document(io.BytesIO(data)).sections[0]
        assert "For the table only" in section.header.paragraphs[0].text
        assert "For the table only" in section.footer.paragraphs[0].text
    elif name.startswith("pdf"):
        for page in pypdf.PdfReader(io.BytesIO(data)).pages:
            assert page.extract_text().count("For the table only") == 2
    else:
        assert data.decode().count("For the table only") == 2


def test_fonts_are_in_the_files() -> None:
    told = view()
    page = pypdf.PdfReader(io.BytesIO(file("pdf", told))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
    with zipfile.ZipFile(io.BytesIO(file("docx", told))) as package:
        assert sum(name.endswith(".odttf") for name in package.namelist()) == 6
    with zipfile.ZipFile(io.BytesIO(file("pptx", told))) as package:
        fonts = [package.read(name) for name in package.namelist() if name.endswith(".fntdata")]
    assert len(fonts) == 5
    for font in fonts:  # embedded OpenType says its own length, and that of the font at its end
        whole_length, length = struct.unpack("<LL", font[:8])
        assert whole_length == len(font)
        assert font[-length:][:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize(("name", "size"), [("png", (1920, 1080)), ("png-large", (3840, 2160))])
def test_pictures_have_their_sizes(name: str, size: tuple[int, int]) -> None:
    assert struct.unpack(">II", file(name, view())[16:24]) == size


def test_a_brief_is_in_the_language_of_the_page() -> None:
    with speaking("es"):
        told = view_of(worded(whole()), ALL)
        deck = slides(made("pptx", told, outlines()).data)
        assert tables(deck, say("Place known to"))
        assert say("What is not known") in words_of_paper(made("pdf", told, outlines()).data)


def test_the_same_view_gives_the_same_bytes_at_any_time() -> None:
    names = ["pptx", "docx", "pdf", "pdf-page", "png", "png-large", "svg", "txt", "xlsx", "codings"]
    once = {name: made(name, view(), outlines()).data for name in names}
    time.sleep(2.1)  # archives tell times by two seconds
    assert [name for name in names if once[name] != made(name, view(), outlines()).data] == []


# ------------------------------------------------------------------ nothing overlaps, nothing is cut without a mark
RIGHT_TO_LEFT = "قالت الوزيرة إن الوضع هادئ"
EMOJI = "\U0001f525\U0001f692 a fire \U0001f469‍\U0001f692"


def _odd() -> Incident:
    """Titles, names and words that try every writer."""
    base = reconcile(many_documents(12), title=HOSTILE)
    long = "word " * 2000
    quotes = tuple(
        replace(q, speaker=(HOSTILE, RIGHT_TO_LEFT, EMOJI)[n % 3], government=HOSTILE, quote=replace(q.quote, cue=long))
        for n, q in enumerate(base.quotes)
    )
    documents = tuple(replace(d, title=f"{EMOJI} {HOSTILE} {RIGHT_TO_LEFT} {long}") for d in base.documents)
    words = re.sub(r"\d", "x", HOSTILE)  # a number in a title that no source tells is refused
    events = tuple(replace(e, says=words, title=words, actors=(RIGHT_TO_LEFT,)) for e in base.events)
    return replace(base, documents=documents, events=events, quotes=quotes, subtitle=long)


def _other_scripts() -> Incident:
    """Titles, names and a marking in letters that run from the right, and in emoji."""
    base = reconcile(many_documents(12), title=f"{RIGHT_TO_LEFT} 12 {EMOJI}")
    titles = (RIGHT_TO_LEFT, EMOJI, f"Fire {RIGHT_TO_LEFT} {EMOJI}")
    events = tuple(replace(e, title=titles[n % 3], says=titles[n % 3]) for n, e in enumerate(base.events))
    documents = tuple(replace(d, title=titles[n % 3], publisher=titles[n % 2]) for n, d in enumerate(base.documents))
    return replace(base, events=events, documents=documents)


def _long_quote() -> Incident:
    """A quote of two thousand words that stands in its text."""
    base = reconcile(many_documents(12))
    quote = base.quotes[0]
    words = " ".join(f"word{n}" for n in range(2000))
    documents = tuple(replace(d, text=f"{d.text} “{words}”") if d.id == quote.doc_id else d for d in base.documents)
    text = next(d.text for d in documents if d.id == quote.doc_id)
    start, end = text.index(words), text.index(words) + len(words)
    own = replace(quote.quote, start=start, end=end, parts=((start, end),), text=words, kind="direct")
    evidence = replace(quote.evidence, start=start, end=end, sent_start=start, sent_end=end)
    return replace(base, documents=documents, quotes=(replace(quote, quote=own, evidence=evidence),))


def _nothing() -> Incident:
    bare = replace(whole(), documents=(), events=(), tolls=(), quotes=(), jurisdictions=(), mentions=(), checks=())
    return replace(bare, set_aside=(), events_aside=(), figures=(), period=None, home_country=None)


VIEWS = {
    "hostile": lambda: view_of(_odd(), ALL, marking=HOSTILE),
    "right to left and emoji": lambda: view_of(_other_scripts(), ALL, marking=RIGHT_TO_LEFT),
    "a quote of 2,000 words": lambda: view_of(_long_quote(), ALL),
    "no events": lambda: view_of(replace(whole(), events=()), ALL),
    "nothing at all": lambda: view_of(_nothing(), ALL),
    "one event": lambda: view_of(replace(whole(), events=whole().events[:1]), ALL),
    "5,000 events": lambda: view_of(many_events(5000), ALL),
}


@pytest.fixture(autouse=True, scope="module")
def _records_agree() -> Iterator[None]:
    """What is asked here is how a file looks: titles made up for it are no titles that the counts would make."""
    with patch("geo.export.brief.check._agrees", return_value=None):
        yield


@cache
def odd_view(name: str) -> View:
    return VIEWS[name]()


@cache
def _laid(name: str) -> tuple[Sheet, ...]:
    return sheets.sheets(composed(odd_view(name)), outlines())


@pytest.mark.parametrize("name", VIEWS)
def test_each_is_a_sound_file(name: str) -> None:
    told = odd_view(name)
    deck = slides(file("pptx", told))
    paper = pypdf.PdfReader(io.BytesIO(file("pdf", told)))
    assert len(deck.slides) == len(paper.pages) == len(_laid(name))
    assert docx.Document(io.BytesIO(file("docx", told))).paragraphs
    assert len(pypdf.PdfReader(io.BytesIO(file("pdf-page", told))).pages) == 1
    for form, wide in (("png", 1920), ("png-large", 3840)):
        picture = Image.open(io.BytesIO(file(form, told)))
        picture.load()
        assert picture.size == (wide, wide * 9 // 16)
    assert ET.fromstring(file("svg", told)).tag.endswith("svg")
    assert composed(told).title.text.split()[0] in file("txt", told).decode()


@pytest.mark.parametrize("name", VIEWS)
def test_no_word_of_a_drawing_leaves_its_sheet_or_is_lost(name: str) -> None:
    for sheet in _laid(name):
        for item in sheet.items:
            if isinstance(item, Column | Table):
                continue
            for word in (p for p in pieces(item.svg) if isinstance(p, Words)):
                assert LOST not in word.text
                wide = width(word.text, word.size, word.weight, word.family)
                left = word.x - {"start": 0.0, "middle": wide / 2, "end": wide}[word.anchor]
                assert left >= -1, (sheet.key, word.text)
                assert left + wide <= items.WIDE + 1, (sheet.key, word.text)


@pytest.mark.parametrize("name", VIEWS)
def test_no_column_or_table_covers_another_or_leaves_the_sheet(name: str) -> None:
    for sheet in _laid(name):
        boxes = []
        for item in sheet.items:
            if isinstance(item, Column):
                left, top, right, _ = item.box
                bottom = (
                    top + sum(p.height for p in item.paragraphs) - item.paragraphs[-1].below if item.paragraphs else top
                )
                boxes.append((left, top, right, bottom))
                for paragraph in item.paragraphs:
                    assert all(sum(run.width for run in line) <= right - left + 0.5 for line in paragraph.lines)
            elif isinstance(item, Table):
                boxes.append((item.left, item.top, item.left + sum(item.widths), item.top + sum(item.heights)))
        for n, (left, top, right, bottom) in enumerate(boxes):
            assert 0 <= left <= right <= items.WIDE, sheet.key
            assert 0 <= top <= bottom <= items.HIGH, (sheet.key, top, bottom)
            for other in boxes[:n]:
                apart = other[2] <= left + 1 or right <= other[0] + 1 or other[3] <= top + 6 or bottom <= other[1] + 6
                assert apart, (sheet.key, boxes[n], other)


def test_no_event_is_lost_where_the_first_list_has_no_room_for_all() -> None:
    tall = "many words that need a second line of their own cell " * 3
    events = tuple(replace(e, title=tall, says=tall) for e in whole().events if e.place)[:9]
    told = view_of(replace(whole(), events=events), ALL)
    listed = tables(slides(made("pptx", told, outlines()).data), "Place known to")
    assert len(listed) > 9  # the first list holds fewer, so all are listed again


def test_what_is_too_long_ends_with_a_mark() -> None:
    made_of = composed(odd_view("a quote of 2,000 words"))
    (sentence,) = made_of.block("said").sentences
    assert sentence.text.endswith("…")
    assert len(sentence.text) < 500
    titled = next(i for i in _laid("hostile")[0].items if isinstance(i, Column) and i.name == "Incident")
    assert titled.paragraphs[0].lines


def columns(sheet: Sheet, name: str) -> list[Column]:
    return [item for item in sheet.items if isinstance(item, Column) and item.name == name]


def said(column: Column) -> str:
    return "".join(run.text for run in column.paragraphs[0].runs())


def test_a_lead_that_is_too_long_loses_whole_clauses_with_a_mark() -> None:
    lead, told = composed(odd_view("5,000 events")).lead[0], said(columns(_laid("5,000 events")[0], "Toll")[0])
    assert told != lead.text
    assert told.endswith("; …")
    kept = told.removesuffix("; …")
    assert kept in {"".join(c.text for c in lead.clauses[:n]) for n in range(1, len(lead.clauses))}
    short = composed(view()).lead[0]
    assert said(columns(_laid("no events")[0], "Toll")[0]) == short.text


def test_a_note_stands_above_its_table_which_may_grow() -> None:
    told = replace(composed(view()).block("jurisdictions"), note="What a reader should know of it.")
    widths = [200.0] * len(told.columns)
    first, *_ = tabled(told, widths, [], 100, (100, 984))
    note, table = first.items
    assert isinstance(note, Column)
    assert isinstance(table, Table)
    assert note.box[3] < table.top


def test_rows_have_room_for_wider_letters_of_a_program_without_our_fonts() -> None:
    room, words = 460.0, "Statement"
    while width(f"{words} of a body", 21) <= room:
        words += " of a body"
    row = replace(composed(view()).block("events").rows[0], cells=("3 May", "Clash", "—", "—", "1"))
    full = replace(row, cells=("3 May", words, "—", "—", "1"))
    block = replace(composed(view()).block("events"), rows=(row, full), note="")
    ((table,),) = [sheet.items for sheet in tabled(block, (310, 520, 380, 450, 132), [], 100, (100, 984))]
    assert isinstance(table, Table)
    assert [len(cells[1].lines) for cells in table.rows[1:]] == [1, 1]
    _, short, tall = table.heights
    assert tall - short == pytest.approx(table.rows[2][1].lines[0][0].size * LEADING)


def test_an_address_of_several_lines_has_no_blanks_of_ours_on_slides() -> None:
    address = "https://paper.example/" + "a-very-long-name-of-an-article/" * 6
    document = replace(whole().documents[0], url=address)
    told = sheets.source_lines(Source(1, document, ()), 500)
    shown = told[1]
    assert len(shown.lines) == 2  # and the rest is cut, with a mark
    (run,) = shown.runs()
    assert " " not in run.text
    assert address.startswith(run.text.removesuffix("…"))
    words = paragraph([Run("Some words "), Run("x" * 90, weight=600), Run(" and more of them" * 9)], 300)
    assert "".join(r.text for r in words.runs()) == f"Some words {'x' * 90}{' and more of them' * 9}"


def test_passages_of_a_source_are_told_once_and_a_mark_stands_for_those_left_out() -> None:
    text = "He fled. “He fled. She stayed.” They met. It rained."
    document = replace(whole().documents[0], text=text)
    spans = [(0, 8), (0, 8), (9, 31), (32, 41), (42, 52)]
    found = tuple(Evidence(document.id, start, end, start, end) for start, end in spans)
    source = Source(1, document, found)
    assert sheets.passages(source, 3) == "“He fled. She stayed.” / They met. / It rained."
    assert sheets.passages(source, 2) == "“He fled. She stayed.” / They met. / …"


def test_days_at_the_ends_of_a_timeline_stand_within_it() -> None:
    for wide in (300.0, 500.0, 900.0, 1200.0):
        drawn = timeline.drawn(whole().events, (50, 0, 50 + wide, 200))
        for word in (p for p in pieces(drawn) if isinstance(p, Words) and p.anchor == "middle"):
            half = width(word.text, word.size, word.weight, word.family) / 2
            assert 49.9 <= word.x - half <= word.x + half <= 50.1 + wide, word.text


def test_few_events_have_an_axis_of_whole_numbers_and_narrow_columns() -> None:
    few, many = (charts(slides(file("pptx", odd_view(name))))[0] for name in ("one event", "5,000 events"))
    assert (few.value_axis.major_unit, many.value_axis.major_unit) == (1, None)
    assert few.plots[0].gap_width > many.plots[0].gap_width


def test_kinds_of_events_have_blocks_of_different_colours() -> None:
    kinds = [symbol.key for symbol in SYMBOLS]
    assert len({timeline.colour(kind) for kind in kinds}) == len(kinds)


def test_pictures_of_a_document_are_as_wide_as_its_text() -> None:
    found = docx.Document(io.BytesIO(file("docx", view())))
    section = found.sections[0]
    for shape in found.inline_shapes:
        text = section.page_width - section.left_margin - section.right_margin
        assert shape.width == pytest.approx(text, abs=500)  # they are told in twentieths of a point
        assert [shape._inline.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4


def test_hostile_words_are_words() -> None:
    told = odd_view("hostile")
    with zipfile.ZipFile(io.BytesIO(file("pptx", told))) as package:
        for name in package.namelist():
            assert b"<script" not in package.read(name)
    assert "<script" not in file("svg", told).decode()


def test_right_to_left_words_keep_their_letters_and_their_direction() -> None:
    said = replace(whole().quotes[0], speaker=RIGHT_TO_LEFT)
    told = view_of(replace(whole(), quotes=(said,), title=RIGHT_TO_LEFT), ALL)
    with zipfile.ZipFile(io.BytesIO(file("pptx", told))) as package:
        slide = package.read("ppt/slides/slide2.xml").decode()
    assert RIGHT_TO_LEFT in slide
    assert 'rtl="1"' in slide


# ------------------------------------------------------------------ the scene
def test_shapes_come_out_where_they_were_drawn() -> None:
    svg = (
        '<g transform="translate(10 20) scale(2)"><rect x="1" y="1" width="3" height="4" fill="#FF0000"/></g>'
        '<path d="M8 2.2A5.8 5.8 0 1 1 7.99 2.2Z" fill="#000000"/>'
        '<circle cx="5" cy="6" r="2" fill="none" stroke="#000000"/>'
        '<text x="3" y="4" font-size="20" text-anchor="end">word</text>'
    )
    rect, disc, circle, word = pieces(svg)
    assert isinstance(rect, Shape)
    assert rect.rings == (((12, 22), (18, 22), (18, 30), (12, 30)),)
    assert isinstance(disc, Shape)
    xs, ys = zip(*disc.rings[0], strict=True)
    assert (min(xs), max(xs)) == pytest.approx((2.2, 13.8), abs=0.1)
    assert (min(ys), max(ys)) == pytest.approx((2.2, 13.8), abs=0.1)
    assert isinstance(circle, Oval)
    assert circle.look.fill is None
    assert isinstance(word, Words)
    assert (word.x, word.y, word.text, word.anchor) == (3, 4, "word", "end")


def test_a_ring_told_in_steps_of_tenths_is_closed() -> None:
    (ring,) = pieces('<path d="M0.1 0.2l0.1 0.7 0.2 0.1 -0.3 -0.8" fill="#000000"/>')
    assert isinstance(ring, Shape)
    assert ring.rings[0][0] != ring.rings[0][-1]  # by what floats add up to
    assert ring.closed == (True,)


def test_all_formats_are_told_apart_by_name_and_have_an_ending() -> None:
    assert len({f.label for f in FORMATS.values()}) == len(FORMATS)
    assert all(f.ending and f.media_type for f in FORMATS.values())
    assert width("word", 20) > 0


def test_squares_are_outlines_too() -> None:
    told = view_of(invented(), ALL)
    assert made("pdf-page", told, Squares()).data[:5] == b"%PDF-"


def test_a_bar_of_an_open_count_ends_at_the_number_that_was_said() -> None:
    for counted, words, number in (
        (count(81, None, words="80"), "more than 80", 80),
        (count(81, None, words="81"), "at least 81", 81),
        (count(81, 81), "81", 81),
    ):
        shown = replace(whole(), tolls=tolls_of([replace(counted, toll="killed/all")]))
        deck = slides(made("pptx", view_of(whole(), ALL, shown=shown), outlines()).data)
        bars = charts(deck)[-1].plots[0]
        assert [str(name) for name in bars.categories] == [f"Killed: {words}"]
        assert [list(series.values) for series in bars.series] == [[number], [0]]


def test_counts_that_are_all_parts_are_drawn_and_are_no_empty_chart() -> None:
    parts = tuple(replace(count(n, n), toll="killed/all", part=True) for n in (3, 5))
    shown = replace(whole(), tolls=tolls_of(parts))
    assert [(toll.low, toll.high) for toll in shown.tolls] == [(None, None)]
    deck = slides(made("pptx", view_of(whole(), ALL, shown=shown), outlines()).data)
    (slide,) = [s for s in deck.slides if s.name == "Who counts how many"]
    assert not [shape for shape in slide.shapes if shape.has_chart]
    assert "Range of the counts" in [shape.name for shape in slide.shapes]
