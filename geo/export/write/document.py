"""The brief as a document of a word processor: headings, sentences, tables; the drawings as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx as word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from geo.escape import safe
from geo.export.layout import sheets as laid
from geo.export.layout import timeline
from geo.export.legend import CREDITS, legend, sources
from geo.export.mapdraw import draw
from geo.export.svg import png
from geo.export.write.drawingml import xml_text
from geo.export.write.faces import into_document
from geo.messages import say, spoken
from geo.present.design import CONDENSED, SANS, SERIF, TOKENS
from geo.present.letters import begins_right_to_left, marked_apart
from geo.present.rules import day_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.brief.content import Block, Brief, Sentence, Source
    from geo.export.ground import Outlines

#: A4; the pictures are as wide as the text.
_WIDE, _HIGH, _MARGIN = 210, 297, 20
#: Room that a foot of two lines takes more than one.
_FOOT_LINE = 6
#: Passages of one source in the annex.
_MOST_PASSAGES = 12
_PIXELS = 1800
_MAP_BOX = (4.0, 4.0, 1276.0, 640.0)
#: What a heading, a sentence and a line of the annex are set in, in points.
_TITLE, _HEADING, _BODY, _TABLE, _SMALL = 20, 14, 10.5, 8.5, 8.5


def document(brief: Brief, outlines: Outlines) -> bytes:
    """The whole brief as a document, its fonts inside."""
    made = word.Document()
    made.core_properties.title, made.core_properties.author = xml_text(brief.title.text)[:250], "Incident Atlas"
    made.core_properties.language = spoken()
    _page(made, brief)
    _head(made, brief)
    _picture(made, _map(brief, outlines), say("Map of the events of this view"))
    _picture(made, _days(brief), say("Events by day"))
    for block in brief.blocks:
        _block(made, brief, block)
    _annex(made, brief)
    out = io.BytesIO()
    made.save(out)
    return into_document(out.getvalue())


# ------------------------------------------------------------------ the page
def _page(made: Any, brief: Brief) -> None:  # noqa: ANN401 - python-docx is not typed
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(_WIDE), Mm(_HIGH)
    section.left_margin = section.right_margin = section.top_margin = Mm(_MARGIN)
    section.bottom_margin = Mm(_MARGIN + _FOOT_LINE)
    normal = made.styles["Normal"]
    _face(normal.font, SANS, _BODY)
    normal.paragraph_format.space_after = Pt(5)
    for level, size in ((1, _HEADING), (2, 12)):
        style = made.styles[f"Heading {level}"]
        _face(style.font, CONDENSED, size)
        style.font.color.rgb = _colour("ink")
        style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        style.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    marking = xml_text(brief.view.marking.strip())
    stamp = f"Incident Atlas · {say('as of {day}', day=brief.view.as_of)}"
    _centred(section.header.paragraphs[0], marking)
    _centred(section.footer.paragraphs[0], marking)
    _write(section.footer.add_paragraph(), xml_text(stamp), _SMALL, "muted", CONDENSED)


def _face(font: Any, family: str, size: float) -> None:  # noqa: ANN401
    font.name, font.size = family, Pt(size)
    properties = font.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:cs"):
        properties.set(qn(name), family)


def _colour(token: str) -> RGBColor:
    return RGBColor.from_string(TOKENS["light"][token][1:].upper())


def _centred(paragraph: Any, words: str) -> None:  # noqa: ANN401
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, words, _BODY, "ink", CONDENSED, bold=True)


def _write(
    paragraph: Any,  # noqa: ANN401
    words: str,
    size: float,
    colour: str = "ink",
    family: str = SANS,
    *,
    bold: bool = False,
) -> None:
    run = paragraph.add_run(marked_apart(xml_text(words)))
    _face(run.font, family, size)
    run.font.bold, run.font.color.rgb = bold, _colour(colour)
    if begins_right_to_left(words):
        run.font.rtl = True


# ------------------------------------------------------------------ its parts
def _head(made: Any, brief: Brief) -> None:  # noqa: ANN401
    view = brief.view
    _write(made.add_paragraph(), view.whole.title, _BODY, "ink2", CONDENSED)
    title = made.add_heading(level=1)
    _write(title, brief.title.text, _TITLE, "ink", CONDENSED, bold=True)
    for sentence in brief.lead:
        _sentence(made, brief, sentence)
    shown = say("Shown: {filters}", filters="; ".join(view.filters) or say("everything"))
    _write(made.add_paragraph(), shown, _SMALL, "ink2", CONDENSED, bold=True)
    where_from = f"{sources(view.shown, view.sources)} {say(CREDITS)}"
    _write(made.add_paragraph(), where_from, _SMALL, "muted", CONDENSED)


def _sentence(made: Any, brief: Brief, sentence: Sentence) -> None:  # noqa: ANN401
    """A sentence with the numbers of its sources; the words of a source in their own letters."""
    paragraph = made.add_paragraph()
    for clause in sentence.clauses:
        family = SERIF if clause.claim.kind == "words" else SANS
        _write(paragraph, clause.text, _BODY, "ink", family, bold=clause.claim.kind == "speaker")
    if numbers := laid.refs(brief, sentence.evidence):
        _write(paragraph, f" {numbers}", _SMALL, "muted", CONDENSED)


def _svg(body: str, high: float) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="{high:g}" viewBox="0 0 1280 {high:g}">'
    return png(f'{head}<rect width="1280" height="{high:g}" fill="#FFFFFF"/>{body}</svg>', _PIXELS)


def _map(brief: Brief, outlines: Outlines) -> bytes:
    view = brief.view
    chart = draw(view.shown, outlines, _MAP_BOX, "light", view.hidden)
    return _svg(chart.svg + legend(view.shown, chart, 4, 1276, 676, "light"), 724)


def _days(brief: Brief) -> bytes:
    return _svg(timeline.drawn(brief.view.shown.events, (4, 4, 1276, 250)), 256)


def _picture(made: Any, picture: bytes, described: str) -> None:  # noqa: ANN401
    """A picture over the width of the text, with words for those who do not see it."""
    made.add_picture(io.BytesIO(picture), width=Mm(_WIDE - 2 * _MARGIN))
    inline = made.inline_shapes[-1]._inline  # noqa: SLF001 - python-docx has no other way
    inline.docPr.set("descr", described)
    for side in "TBLR":  # where nothing is said of them, programs leave a gap that moves it out of the text's width
        inline.set(f"dist{side}", "0")


def _block(made: Any, brief: Brief, block: Block) -> None:  # noqa: ANN401
    _write(made.add_heading(level=1), block.heading, _HEADING, "ink", CONDENSED, bold=True)
    told = () if block.key in {"events", "jurisdictions"} and block.rows else block.sentences
    for sentence in told:
        _sentence(made, brief, sentence)
    if block.rows:
        _table(made, brief, block)
    if not told and not block.rows and not block.note:
        _write(made.add_paragraph(), say("Nothing of it in this view."), _BODY, "muted")
    if block.note:
        _write(made.add_paragraph(), block.note, _SMALL, "muted")


#: Parts of the width that the columns of a block take; the last is for the numbers of the sources.
_PARTS: dict[str, tuple[float, ...]] = {
    "toll": (26, 14, 14, 26, 17, 10, 12),
    "events": (22, 31, 22, 23, 12, 15),
    "jurisdictions": (17, 14, 10, 33, 38, 16),
}


def _table(made: Any, brief: Brief, block: Block) -> None:  # noqa: ANN401
    """The rows of a block; written as a whole, since the library takes seconds to add cell by cell."""
    parts = _PARTS[block.key]
    room = (_WIDE - 2 * _MARGIN) * 56.7  # twentieths of a point
    widths = [round(room * part / sum(parts)) for part in parts]
    head = _row((*block.columns, say("Annex")), widths, head=True)
    rows = [_row((*row.cells, laid.refs(brief, row.evidence)), widths) for row in block.rows]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{TOKENS["light"]["rule"][1:]}"/>'
        for side in ("top", "bottom", "insideH")
    )
    frame = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
    look = f'<w:tblPr>{frame}<w:tblLayout w:type="fixed"/></w:tblPr>'
    made.element.body.insert(
        len(made.element.body) - 1,
        parse_xml(f"<w:tbl {nsdecls('w')}>{look}<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"),
    )
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    """A row; the heading of a table stands on each page, and no row is broken over two."""
    own = '<w:cantSplit/><w:tblHeader w:val="true"/>' if head else "<w:cantSplit/>"
    told = zip(cells, widths, strict=True)
    return f"<w:tr><w:trPr>{own}</w:trPr>{''.join(_cell(words, wide, head=head) for words, wide in told)}</w:tr>"


def _cell(words: str, wide: int, *, head: bool) -> str:
    faces = " ".join(f'w:{kind}="{CONDENSED}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    size, token = round(_TABLE * 2), TOKENS["light"]["muted" if head else "ink"][1:]
    bold = "<w:b/>" if head else ""
    way, bidi = ("<w:rtl/>", "<w:bidi/>") if begins_right_to_left(words) else ("", "")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr>{bidi}<w:spacing w:after="0"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts {faces}/>{bold}<w:color w:val="{token}"/><w:sz w:val="{size}"/>{way}</w:rPr>'
        f'<w:t xml:space="preserve">{marked_apart(safe(xml_text(words)))}</w:t></w:r></w:p></w:tc>'
    )


def _annex(made: Any, brief: Brief) -> None:  # noqa: ANN401
    _write(made.add_heading(level=1), say("Sources"), _HEADING, "ink", CONDENSED, bold=True)
    for source in brief.sources:
        _source(made.add_paragraph(), source)


def _source(paragraph: Any, source: Source) -> None:  # noqa: ANN401
    document = source.document
    _write(paragraph, f"[{source.number}] {document.publisher or say('source not named')}", _BODY, bold=True)
    title = laid.shortened(document.title)
    _write(paragraph, f", “{title}”, {day_in_words(document.published)}. ", _BODY)
    if document.url:
        _write(paragraph, f"{document.url} ", _SMALL, "muted", CONDENSED)
    _write(paragraph, laid.passages(source, _MOST_PASSAGES), _SMALL, "ink2", SERIF)
