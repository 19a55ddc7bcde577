"""Files that are read as a reader sees them: what is struck out, hidden or a note is no text, and the card says so."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import nsmap
from lxml import etree

from geo.selection.brought import brought_by, came_of
from geo.sources.readers.apart import Readers
from geo.types import Document
from geo.views.picking import framed
from tests import filed
from tests.filed import FIRST
from tests.scale import many_events

if TYPE_CHECKING:
    from collections.abc import Iterator

STRUCK = "words that are struck out or hidden were left out: {}."
NOTES = "marks of notes were left out: {}."
#: Words enough for an article of its own in a feed.
LONG = " ".join(["Nobody was seen near the old mill by the river on that day."] * 14)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as made:
        yield made


def one(readers: Readers, name: str, data: bytes | str) -> Document:
    (document,) = readers.read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(document, Document), document
    return document


# ------------------------------------------------------------------ Markdown
@pytest.mark.parametrize(
    ("written", "read", "said"),
    [
        ("~~250~~ 25 people were killed.", "25 people were killed.", STRUCK.format(1)),
        ("<del>250</del> 25 people were killed.", "25 people were killed.", STRUCK.format(1)),
        ("<!-- 900 people\n\nwere killed. -->25 were killed.", "25 were killed.", STRUCK.format(1)),
        (
            "25[^1] people were killed.\n\n[^1]: An earlier version said 300\npeople died.\n\nMore is not known.",
            "25 people were killed.\n\nMore is not known.",
            NOTES.format(1),
        ),
        ("[25 people](https://x.example/90-people-killed) were killed.", "25 people were killed.", None),
        ('[25](<a b> "90 died") and [26](/a_(b)) died. ![80 died](a.png)', "25 and 26 died.", None),
        ("About **25** people ~ 30 [of them] (all) were hurt ~~ and 1 ~~ 2.", None, None),
    ],
)
def test_markdown_is_read_as_it_is_seen(readers: Readers, written: str, read: str | None, said: str | None) -> None:
    document = one(readers, "a.md", f"{FIRST}\n\n{written}")
    assert document.text.removeprefix(FIRST).strip() == (read or written)
    assert [warning for warning in document.warnings if "left out" in warning] == ([said] if said else [])


def test_a_plain_text_is_verbatim(readers: Readers) -> None:
    text = f"{FIRST}\n\n~~250~~ [25](a) people were killed."
    assert one(readers, "a.txt", text).text == text


@pytest.mark.parametrize("part", ["[", "![", "~~", "~~a", "<!--", "<s>", "[^", "[^a]:\n", "[a](", "[a]((", "[a](b "])
def test_markdown_that_never_ends_costs_no_time(readers: Readers, part: str) -> None:
    assert FIRST in one(readers, "a.md", f"{FIRST}\n\n{part * (100_000 // len(part))}").text


# ------------------------------------------------------------------ feeds
ITEM = (
    f"<p>{LONG}</p><p>Toll <del>250</del> <s>260</s> 25<sup>1</sup> dead; <span style='display:none'>270</span></p>"
    "<p hidden>280 died.</p><table><tr><td>Killed</td><td>25</td><td>30</td></tr></table>"
    "<p>Read also: <a href='/x'>Attack in Kabul kills 90 people</a></p>"
    "<blockquote class='twitter-tweet'>They killed 900 people in Larkfield!</blockquote>"
    "<p>10<sup>6</sup> dollars<!--7--></p>"
)


@pytest.mark.parametrize("kind", ["rss", "json"])
def test_an_item_of_a_feed_is_cleared_as_a_page_is(readers: Readers, kind: str) -> None:
    entry = {"url": "https://bee.example/1", "title": "Bridge", "content_html": ITEM}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Bee", "items": [entry]}
    data = filed.rss(filed.item(ITEM, "https://bee.example/1")) if kind == "rss" else json.dumps(feed).encode()
    document = one(readers, "a.xml" if kind == "rss" else "a.json", data)
    assert document.text.split("\n\n")[1:] == ["Toll 25 dead;", "Killed 25 30", "10⁶ dollars"]
    assert [w for w in document.warnings if "left out" in w] == [
        STRUCK.format(4),
        NOTES.format(1),
        "posts of social networks were left out: 1.",
        "lines that lead to other stories were left out: 1.",
    ]


# ------------------------------------------------------------------ Word
def in_word(body: str, styles: str = "") -> bytes:
    """A Word document with that XML in its body, and more styles."""
    made = docx.Document()
    space = f'xmlns:w="{nsmap["w"]}"'
    for style in etree.fromstring(f"<all {space}>{styles}</all>"):
        made.styles.element.append(style)
    whole = f'<all {space} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{body}</all>'
    for part in reversed(etree.fromstring(whole)):
        made.element.body.insert(0, part)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def words(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(kind: str, name: str, look: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    head = f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
    return f"{head}<w:rPr>{look}</w:rPr></w:style>"


STYLES = (
    style("character", "Gone", "<w:strike/>")
    + style("character", "Off", "<w:vanish/>")
    + style("character", "Up", '<w:vertAlign w:val="superscript"/>')
    + style("character", "Note", "", "Up")
    + style("character", "Back", '<w:strike w:val="0"/>', "Gone")
    + style("paragraph", "GoneLine", "<w:strike/>")
    + style("paragraph", "OffLine", "", "OffBase")
    + style("paragraph", "OffBase", "<w:vanish/>")
)


def styled(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def test_word_is_read_as_its_styles_show_it(readers: Readers) -> None:
    line = "".join(
        words(text, styled(name) if name else look)
        for text, name, look in [
            ("Killed: ", "", ""), ("250", "Gone", ""), ("31 people", "Back", ""), (" hidden 99", "Off", ""),
            (" and 25", "", ""), ("1", "Note", ""), (" hurt; 25", "", ""), ("3", "", '<w:position w:val="8"/>'),
            (" lost", "", ""), (" 61", "", '<w:color w:val="FEFEFE"/>'),
            (" 62", "", '<w:color w:val="auto" w:themeColor="background1"/>'), (".", "", '<w:webHidden/>'),
        ]
    )  # fmt: skip
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{words("400 people were killed.")}</w:p>'
        for name in ("GoneLine", "OffLine")
    )
    document = one(readers, "a.docx", in_word(f"<w:p>{words(FIRST)}</w:p><w:p>{line}</w:p>{lines}", STYLES))
    assert document.text == f"{FIRST}\n\nKilled: 31 people and 25 hurt; 25 lost."
    assert [w for w in document.warnings if "left out" in w] == [STRUCK.format(5), NOTES.format(2)]
    assert not any("2013" in warning for warning in document.warnings)  # the template's day is not the file's


def test_boxes_and_turned_words_of_word_are_read(readers: Readers) -> None:
    box = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
    told = box.format(words("Fact box: 25 people were killed."))
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice>{told}</mc:Choice><mc:Fallback>{told}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    ruby = f"<w:r><w:ruby><w:rt>{words('99')}</w:rt><w:rubyBase>{words('28')}</w:rubyBase></w:ruby></w:r>"
    line = f"{ruby}{words(' killed, 3')}<w:dir>{words('1')}</w:dir>{words(' hurt, ')}<w:bdo>{words('32 dead.')}</w:bdo>"
    document = one(readers, "a.docx", in_word(f"<w:p>{words(FIRST)}{drawn}</w:p><w:p>{line}</w:p>"))
    assert document.text == f"{FIRST}\n\nFact box: 25 people were killed.\n\n28 killed, 31 hurt, 32 dead."


# ------------------------------------------------------------------ OpenDocument
def in_odt(body: str, own: str = "", named: str = "") -> bytes:
    """An OpenDocument text with that XML in its body, styles of its own and named ones."""
    kinds = {
        "office": "office", "text": "text", "draw": "drawing", "style": "style", "table": "table",
        "fo": "xsl-fo-compatible",
    }  # fmt: skip
    spaces = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in kinds.items())
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{own}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = f"<office:document-styles {spaces}><office:styles>{named}</office:styles></office:document-styles>"
    mime = "application/vnd.oasis.opendocument.text"
    return filed.zipped({"mimetype": mime, "content.xml": content, "styles.xml": styles})


def odt_style(family: str, name: str, look: str, parent: str = "") -> str:
    based = f'style:parent-style-name="{parent}"' if parent else ""
    head = f'<style:style style:family="{family}" style:name="{name}" {based}>'
    return f"{head}<style:text-properties {look}/></style:style>"


NAMED = (
    odt_style("text", "Sup", 'style:text-position="super 58%"')
    + odt_style("text", "Gone", 'style:text-line-through-style="solid"')
    + odt_style("paragraph", "OffLine", 'text:display="none"')
)
OWN = (
    odt_style("paragraph", "P1", 'style:text-line-through-style="solid"')
    + odt_style("paragraph", "P2", 'text:display="none"')
    + odt_style("paragraph", "P3", "", "OffLine")
    + odt_style("text", "T1", "", "Sup")
    + odt_style("text", "T2", 'style:text-position="33% 58%"')
    + odt_style("text", "T3", 'style:text-line-through-type="single"')
    + odt_style("text", "T4", 'fo:color="#ffffff"')
    + odt_style("text", "T5", 'fo:color="#ffffff" fo:background-color="#000000"')
    + odt_style("text", "T6", 'style:text-line-through-style="none"', "Gone")
)


@pytest.mark.parametrize(
    "unseen",
    [
        '<text:p text:style-name="P1">1400 people were killed.</text:p>',
        '<text:p text:style-name="P2">1400 people were killed.</text:p>',
        '<text:p text:style-name="P3">1400 people were killed.</text:p>',
        '<text:p text:style-name="OffLine">1400 people were killed.</text:p>',
        '<text:section text:display="none"><text:p>1400 people were killed.</text:p></text:section>',
        '<text:p><text:hidden-text text:is-hidden="true">1400</text:hidden-text></text:p>',
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>1400 people were killed.</text:p>',
        '<text:p><text:span text:style-name="Gone">1400</text:span></text:p>',
        '<text:p><text:span text:style-name="T3">1400</text:span></text:p>',
        '<text:p><text:span text:style-name="T4">1400</text:span></text:p>',
        '<text:p><text:span text:style-name="Gone"><text:a>1400</text:a></text:span></text:p>',
    ],
)
def test_what_an_opendocument_text_does_not_show_is_no_text(readers: Readers, unseen: str) -> None:
    document = one(readers, "a.odt", in_odt(f"<text:p>{FIRST}</text:p>{unseen}<text:p>End.</text:p>", OWN, NAMED))
    assert document.text == f"{FIRST}\n\nEnd."
    assert STRUCK.format(1) in document.warnings


def test_an_opendocument_text_is_read_as_its_styles_show_it(readers: Readers) -> None:
    marks = "".join(
        f'2{n}<text:span text:style-name="{name}">1</text:span> ' for n, name in enumerate(("Sup", "T1", "T2"))
    )
    spans = "".join(f'<text:span text:style-name="{name}">{n} </text:span>' for n, name in ((31, "T5"), (32, "T6")))
    row = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Killed", "25"))
    body = (
        f"<text:p>{FIRST}</text:p><text:p>{marks}{spans}people on 3 km<text:span text:style-name='T1'>2</text:span>."
        f"</text:p><table:table><table:table-row>{row}</table:table-row></table:table>"
    )
    document = one(readers, "a.odt", in_odt(body, OWN, NAMED))
    assert document.text == f"{FIRST}\n\n20 21 22 31 32 people on 3 km2.\n\nKilled\t25"
    assert NOTES.format(3) in document.warnings


# ------------------------------------------------------------------ on the pages
def test_no_mark_turns_or_hides_letters_in_a_table() -> None:
    (row,) = framed([{"Title": "\u202egnp.exe", "Publisher": "A\u0000B\u200bC", "Events": 2}]).to_dict("records")
    assert row == {"Title": "gnp.exe", "Publisher": "ABC", "Events": 2}


def test_a_source_that_nobody_has_read_tells_why_and_not_nothing() -> None:
    whole = many_events(3, documents=2)
    first, second = (document.id for document in whole.documents)
    shown = replace(whole, unread=((first, "German: not read yet"),))
    assert came_of(first, shown) == "German: not read yet"
    assert came_of(second, shown) == brought_by(second, whole).shortly()
