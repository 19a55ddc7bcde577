"""Files of every kind: their text, what they say of themselves and where, and one sentence for what cannot be read."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from geo.errors import SourceError
from geo.settings import ROOT
from geo.sources import folders, read_bytes, read_file, read_folder, read_path, read_uploads
from geo.sources.readers import apart, archive, page_facts, rows
from geo.sources.readers.apart import Readers
from geo.sources.readers.formats import ENDINGS, FORMATS, MOST_BYTES
from geo.sources.readers.web import page_days
from geo.types import Document, Rejected
from tests import filed
from tests.filed import ADDRESS, BODY, FIRST, SECOND, SOUND, THIRD, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as made:
        yield made


def one(readers: Readers, name: str, data: bytes | str) -> Document:
    (document,) = readers.read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(document, Document), document
    return document


def refused(readers: Readers, name: str, data: bytes | str) -> str:
    (rejected,) = readers.read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(rejected, Rejected), rejected
    assert name in rejected.reason
    return rejected.reason


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("ending", SOUND)
def test_every_kind_of_file_gives_its_text(readers: Readers, ending: str) -> None:
    document = one(readers, f"a.{ending}", SOUND[ending]())
    assert words(document.text) == " ".join(BODY)
    assert document.language == "en"


def test_every_row_of_the_table_of_formats_is_tried_here() -> None:
    assert {row.endings[0] for row in FORMATS} == {ending for ending in SOUND if ending != "md"}
    assert len(ENDINGS) == len(set(ENDINGS))


def test_the_page_takes_files_of_the_size_that_the_readers_take() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["maxUploadSize"] * 1_000_000 == MOST_BYTES


@pytest.mark.parametrize("ending", [e for e in SOUND if e not in {"txt", "md", "json", "jsonl", "csv"}])
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.zip", "a.html"])
def test_what_stands_in_a_file_decides_over_its_name(readers: Readers, ending: str, name: str) -> None:
    assert words(one(readers, name, SOUND[ending]()).text) == " ".join(BODY)


def test_an_article_in_markdown_stays_one_whatever_marks_it_uses(readers: Readers) -> None:
    for text in (
        f"*<p>* is a tag.\n\n{FIRST}",
        f"From: the mayor\nSubject: the bridge\n\n{FIRST}",
        f"PK is a name. {FIRST}",
    ):
        assert one(readers, "a.md", text).text == text


# ------------------------------------------------------------------ pages
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": "Bridge burns, says the data",
            "datePublished": "2026-02-23T23:30:00-06:00",
            "dateModified": "2026-02-25",
            "author": [{"@type": "Person", "name": "Ann Bell"}, {"name": "Bo Cox"}],
            "publisher": {"name": "The Larkfield Bee"},
        },
    ],
}
WHERE = page_facts.JSON_LD


def test_a_page_says_what_it_is_and_where_it_says_so(readers: Readers) -> None:
    head = f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script><link rel="canonical" href="{ADDRESS}">'
    document = one(readers, "a.html", filed.page(head))
    assert (document.title, document.published) == ("Bridge burns, says the data", "2026-02-23")
    assert (document.author, document.publisher) == ("Ann Bell, Bo Cox", "The Larkfield Bee")
    assert (document.url, document.domain) == (ADDRESS, "larkfieldbee.example")
    assert dict(document.found) == {
        "title": WHERE, "published": WHERE, "author": WHERE, "publisher": WHERE, "url": page_facts.CANONICAL,
        "language": page_facts.LANG,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("head", "key", "value", "where"),
    [
        ('<meta property="og:title" content="A fire">', "title", "A fire", "the page's tag og:title"),
        ('<meta name="DC.title" content="A &amp; B">', "title", "A & B", "the page's tag dc.title"),
        ("", "title", TITLE, page_facts.HEADING),
        ('<meta property="article:published_time" content="2026-02-23T01:00:00Z">', "published", "2026-02-23",
         "the page's tag article:published_time"),
        ('<meta itemprop="datePublished" content="Feb. 23, 2026">', "published", "2026-02-23",
         "the page's tag datepublished"),
        (f'<link rel="canonical" href="{ADDRESS}">', "published", "2026-02-23", page_days.ADDRESS),
        ('<meta property="og:site_name" content="The Bee">', "publisher", "The Bee", "the page's tag og:site_name"),
        ('<meta name="author" content="By Ann Bell">', "author", "Ann Bell", "the page's tag author"),
        ('<meta property="og:url" content="https://bee.example/a">', "url", "https://bee.example/a",
         "the page's tag og:url"),
        ("<!-- saved from url=(0027)https://bee.example/a -->", "url", "https://bee.example/a",
         page_facts.SAVED_FROM),
    ],
)  # fmt: skip
def test_each_value_has_its_place(readers: Readers, head: str, key: str, value: str, where: str) -> None:
    document = one(readers, "a.html", filed.page(head))
    assert (getattr(document, key), dict(document.found)[key]) == (value, where)


def test_a_time_in_the_page_is_its_day(readers: Readers) -> None:
    document = one(readers, "a.html", filed.page(above='<time datetime="2026-02-23T10:00">yesterday</time>'))
    assert (document.published, dict(document.found)["published"]) == ("2026-02-23", page_days.TIME)


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=date content=03/04/2026>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "03/04/2026"}</script>',
    ],
)
def test_a_day_that_may_be_two_stays_open_and_is_said(readers: Readers, head: str) -> None:
    document = one(readers, "a.html", filed.page(head))
    assert document.published is None
    assert any("03/04/2026 may be 2026-03-04 or 2026-04-03" in warning for warning in document.warnings)


def test_a_day_that_may_be_two_is_settled_by_another_place(readers: Readers) -> None:
    head = "<meta name=date content=03/04/2026><meta name=dc.date content=2026-04-03>"
    assert one(readers, "a.html", filed.page(head)).published == "2026-04-03"


def test_a_changed_page_is_not_dated_by_its_change_nor_by_its_copyright(readers: Readers) -> None:
    head = '<meta property="article:modified_time" content="2026-02-25">'
    assert one(readers, "a.html", filed.page(head, "<p>© 2025 The Bee</p>")).published is None


def test_the_name_of_the_outlet_is_no_part_of_a_title(readers: Readers) -> None:
    head = f'<meta property="og:title" content="{TITLE} | The Bee"><meta property="og:site_name" content="The Bee">'
    assert one(readers, "a.html", filed.page(head)).title == TITLE
    assert page_facts.without_outlet("The Bee", "The Bee") == "The Bee"


def test_a_page_that_names_the_wrong_language_is_read_in_that_of_its_words(readers: Readers) -> None:
    text = (
        "<p>El alcalde dijo que el puente fue cerrado tras el incendio y que no se registraron heridos en la zona.</p>"
    )
    document = one(readers, "a.html", f'<html lang="en-US"><body><article><h1>El puente</h1>{text * 3}</article>')
    assert document.language == "es"
    assert any("the file says English" in warning for warning in document.warnings)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x", "x"])
def test_only_an_address_of_the_web_is_one(readers: Readers, url: str) -> None:
    assert one(readers, "a.html", filed.page(f'<link rel="canonical" href="{url}">')).url is None


@pytest.mark.parametrize(
    ("charset", "coding"),
    [
        ("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("shift_jis", "shift_jis"), ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_names(readers: Readers, charset: str, coding: str) -> None:
    said = {"cp1251": "мост сгорел", "shift_jis": "橋が燃えた", "gb18030": "桥被烧毁"}.get(coding, "ardió “él” puente")
    source = filed.page(f"<meta charset={charset}>", f"<p>{said} {SECOND}</p>")
    assert said in one(readers, "a.html", source.encode(coding)).text


def test_paragraphs_lines_and_cells_stay_apart(readers: Readers) -> None:
    body = f"<p>One line<br>and another.</p><ul><li>{SECOND}</li><li>{THIRD}</li></ul>"
    assert one(readers, "a.html", filed.page(body=body)).text.endswith(f"One line\nand another.\n\n{SECOND}\n\n{THIRD}")


def test_text_that_stands_loose_between_paragraphs_is_kept(readers: Readers) -> None:
    body = f"<p>{FIRST}</p>{SECOND} A <b>loose</b> word.<p>{THIRD}</p>"
    assert one(readers, "a.html", f"<html><body>{body}</body></html>").text == "\n\n".join(
        (FIRST, f"{SECOND} A loose word.", THIRD)
    )


def test_the_outlet_before_a_title_is_no_part_of_it_and_references_written_twice_are_read(readers: Readers) -> None:
    def title(told: str, site: str = "The Bee") -> str:
        head = f'<meta property="og:site_name" content="{site}"><meta property="og:title" content="{told}">'
        return one(
            readers, "a.html", f"<html><head>{head}</head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
        ).title

    assert title("The Bee | A bridge burns&amp;#58; two hurt") == "A bridge burns: two hurt"
    assert title("The Bee is sold") == "The Bee is sold"
    assert title("Bee | The Bee", "Bee") == "The Bee"


def test_a_page_without_an_article_says_so(readers: Readers) -> None:
    assert "no article" in refused(readers, "a.html", "<html><body><script>alert(1)</script></body></html>")


# ------------------------------------------------------------------ PDF
def test_a_pdf_of_pictures_says_that_it_has_no_text(readers: Readers) -> None:
    out = io.BytesIO()
    made = filed.Canvas(out)
    made.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 0, 0, 600, 800)
    made.showPage()
    made.save()
    assert "there is no text in this PDF" in refused(readers, "a.pdf", out.getvalue())


def test_a_page_of_a_pdf_without_text_is_told(readers: Readers) -> None:
    document = one(readers, "a.pdf", filed.pdf((BODY, (), (FIRST,))))
    assert "there is no text on page 2 of a.pdf: it is empty or a picture." in document.warnings


def test_a_pdf_is_not_dated_by_the_day_it_was_made_but_says_it(readers: Readers) -> None:
    document = one(readers, "a.pdf", filed.pdf())
    assert document.published is None
    assert any("the file was made on 2000-01-01" in warning for warning in document.warnings)
    dated = one(readers, "b.pdf", filed.pdf((("Title: Bridge\nDate: 2026-02-23", *BODY),), title=""))
    assert (dated.published, dated.warnings) == ("2026-02-23", ())


@pytest.mark.parametrize("title", ["", "untitled", "Microsoft Word - draft.docx", "draft.indd", "https://x.example"])
def test_a_name_that_programs_give_is_no_title(readers: Readers, title: str) -> None:
    assert one(readers, "a.pdf", filed.pdf(title=title)).title.startswith("A bridge burned in Larkfield")


def test_the_largest_type_of_a_pdf_is_its_title_and_no_sentence(readers: Readers) -> None:
    out = io.BytesIO()
    made = filed.Canvas(out)
    made.setFont("Helvetica", 24)
    made.drawString(70, 760, TITLE)
    made.setFont("Helvetica", 11)
    made.drawString(70, 700, FIRST)
    made.save()
    document = one(readers, "a.pdf", out.getvalue())
    assert (document.title, document.text) == (TITLE, FIRST)


def test_running_titles_and_ligatures_of_a_pdf_are_no_text(readers: Readers) -> None:
    out = io.BytesIO()
    made = filed.Canvas(out)
    for number, text in enumerate(BODY, start=1):
        made.drawString(70, 810, f"The Larkfield Bee, page {number}")
        made.drawString(70, 500, text)
        made.showPage()
    made.save()
    assert one(readers, "a.pdf", out.getvalue()).text == "\n\n".join(BODY)


def browser_print(*blocks: str, title: str = "", links: tuple[int, ...] = (), address: str = "") -> bytes:
    """One page as a browser prints it; of the blocks, those of ``links`` lead elsewhere."""
    out = io.BytesIO()
    made = filed.Canvas(out)
    made.setTitle(title)
    made.setFont("Helvetica", 8)
    for x, y, edge in ((24, 822, "3/1/26, 2:08 PM"), (24, 16, address or "file:///C:/a.html"), (560, 16, "1/1")):
        made.drawString(x, y, edge)
    made.setFont("Helvetica", 11)
    y = 760
    for n, block in enumerate(blocks):
        for line in filed._lines(block):
            made.drawString(70, y, line)
            if n in links:
                made.linkURL("https://x.example", (68, y - 3, 560, y + 12))
            y -= 14
        y -= 20
    made.save()
    return out.getvalue()


LONG = " ".join((FIRST, SECOND, THIRD)) + " It was seen from the hills and told by all who were there that night." * 8


def test_what_a_browser_prints_around_a_page_is_no_text_and_its_address_is_that_of_the_source(readers: Readers) -> None:
    address = "https://bee.example/bridge"
    document = one(readers, "a.pdf", browser_print(LONG, title=TITLE, address=address))
    assert (words(document.text), document.url) == (LONG, address)
    assert ("url", "the edge of the printed page") in document.found
    assert one(readers, "b.pdf", browser_print(LONG)).url is None


def test_links_beside_a_printed_article_are_left_out_and_counted(readers: Readers) -> None:
    other = "Twelve killed in a blast in Torla"
    document = one(readers, "a.pdf", browser_print(other, LONG, title=TITLE, links=(0,)))
    assert words(document.text) == LONG
    assert "lines of the page that are links to something else were left out: 1." in document.warnings


@pytest.mark.parametrize(
    ("blocks", "links"),
    [
        (("Twelve killed in a blast in Torla.", LONG), (0,)),  # a sentence that is one link
        ((LONG,), (0,)),  # all of it is one
        (("Twelve killed in Torla", FIRST), (0,)),  # too little is left to tell navigation from text
    ],
)
def test_what_is_linked_and_may_be_the_text_is_kept(
    readers: Readers, blocks: tuple[str, ...], links: tuple[int, ...]
) -> None:
    assert words(one(readers, "a.pdf", browser_print(*blocks, title=TITLE, links=links)).text) == " ".join(blocks)


def test_the_title_of_a_window_is_told_as_the_page_has_it(readers: Readers) -> None:
    assert one(readers, "a.pdf", browser_print(TITLE, LONG, title=f"{TITLE} | The Bee")).title == TITLE
    assert one(readers, "b.pdf", browser_print(LONG, title="Bridge | Torla burns")).title == "Bridge | Torla burns"


def test_a_locked_pdf_says_so(readers: Readers) -> None:
    assert "locked with a password" in refused(readers, "a.pdf", filed.pdf(encrypt="secret"))


def test_words_that_a_line_divides_are_joined_where_the_text_has_them_whole(readers: Readers) -> None:
    paragraph = "The gov-", "ernor of Torla", "is a governor, and well-", "known."
    out = io.BytesIO()
    made = filed.Canvas(out)
    for n, line in enumerate(paragraph):
        made.drawString(70, 700 - 13 * n, line)
    made.save()
    assert words(one(readers, "a.pdf", out.getvalue()).text) == ("The governor of Torla is a governor, and well-known.")


# ------------------------------------------------------------------ office documents
def test_a_word_document_gives_title_author_and_tables(readers: Readers) -> None:
    made = docx.Document()
    made.core_properties.author = "Ann Bell"
    made.add_heading(TITLE, 0)
    made.add_paragraph(FIRST)
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Dead", "3"
    out = io.BytesIO()
    made.save(out)
    document = one(readers, "a.docx", out.getvalue())
    assert (document.title, document.author, document.text) == (TITLE, "Ann Bell", f"{FIRST}\n\nDead\t3")


def test_an_opendocument_text_gives_blanks_notes_and_properties(readers: Readers) -> None:
    paragraphs = (
        f"<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>{TITLE}</text:h>"
        f'<text:p>{FIRST}</text:p><text:p>A<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'
        "<text:note><text:p>note</text:p></text:note>e</text:p>"
    )
    meta = f"<dc:title>{TITLE}</dc:title><meta:initial-creator>Ann Bell</meta:initial-creator>"
    document = one(readers, "a.odt", filed.odt(paragraphs, meta=meta))
    assert (document.title, document.author, document.text) == (TITLE, "Ann Bell", f"{FIRST}\n\nA   b\tc\nde")


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "a PowerPoint"),
        ("META-INF/container.xml", "an e-book"),
    ],
)  # fmt: skip
def test_other_documents_that_are_zip_files_are_named(readers: Readers, part: str, what: str) -> None:
    assert what in refused(readers, "a.docx", filed.zipped({part: "<x/>"}))


# ------------------------------------------------------------------ messages
def test_an_e_mail_is_dated_and_signed_and_its_files_are_read(readers: Readers) -> None:
    body, attached = readers.read("a.eml", filed.mail_with("b.docx", filed.word(SECOND)))
    assert (body.title, body.published, body.author, body.text.strip()) == (TITLE, "2026-02-23", "Ann Bell", FIRST)
    assert (attached.name, attached.text) == ("a.eml/b.docx", SECOND)


@pytest.mark.parametrize("said", ["", ' lang="pt"', ' lang="xx"'])
def test_the_page_of_an_e_mail_that_says_no_language_or_a_wrong_one_is_read(readers: Readers, said: str) -> None:
    given = filed.page().replace(' lang="en"', said)
    document = one(readers, "a.eml", filed.mail(given, kind="text/html; charset=utf-8"))
    assert (document.text, document.language) == ("\n\n".join(BODY), "en")


def test_the_page_of_an_e_mail_is_read_as_one(readers: Readers) -> None:
    document = one(readers, "a.eml", filed.mail(filed.page(), kind="text/html; charset=utf-8"))
    assert document.text == "\n\n".join(BODY)
    assert dict(document.found)["title"] == "the subject of the e-mail"


def test_a_saved_page_knows_where_it_is_from(readers: Readers) -> None:
    document = one(readers, "a.mhtml", filed.saved_page())
    assert (document.url, document.published) == (ADDRESS, "2026-02-23")
    assert dict(document.found)["published"] == page_days.ADDRESS


# ------------------------------------------------------------------ rows
def test_rows_are_documents_with_what_stands_beside_them(readers: Readers) -> None:
    for name, data in (("a.csv", filed.table()), ("a.tsv", filed.table("\t")), ("a.csv", filed.table(";"))):
        document = one(readers, name, data)
        assert (document.title, document.publisher, document.published) == (TITLE, "The Bee", "2026-02-23")
        assert document.name == f"{name}, row 1"


def test_json_of_other_programs_is_understood(readers: Readers) -> None:
    article = {
        "source": {"name": "The Bee"},
        "publishedAt": "2026-02-23T10:00:00Z",
        "content": FIRST,
        "authors": ["A", "B"],
    }
    document = one(readers, "a.json", json.dumps({"status": "ok", "articles": [article]}))
    assert (document.publisher, document.published, document.author) == ("The Bee", "2026-02-23", "A, B")


def test_rows_without_a_text_are_told_and_stop_nobody(readers: Readers) -> None:
    lines = [json.dumps({"text": FIRST}), "no json", "[]", *["{}"] * 9]
    document, *told = readers.read("a.jsonl", "\n".join(lines).encode())
    assert document.text == FIRST
    assert [item.reason for item in told][:2] == [
        "a.jsonl, line 2 cannot be read, it is no JSON from its character 1 on: give each row "  # noqa: ISC004
        "a title, a publisher and a text.",
        "a.jsonl, line 3 cannot be read, it has no text: give each row a title, a publisher and a text.",
    ]
    assert told[-1].reason == "a.jsonl has 6 more rows without a text."


def test_too_many_rows_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    read = list(rows.read("a.jsonl", b"\n".join([b'{"text": "A fire."}'] * 4)))
    assert len(read) == 3
    assert "more than 2 rows" in read[-1].reason


def test_files_that_hang_on_a_message_and_are_not_read_are_said(readers: Readers) -> None:
    document, left = readers.read("a.eml", filed.mail_with("toll.xlsx", b"x"))
    assert document.text.strip() == FIRST
    assert (left.reason, left.passed_over) == (
        "files attached to a.eml of kinds that are not read were left out: 1 (.xlsx).",
        True,
    )


def test_a_name_that_reads_as_another_is_kept_as_it_is() -> None:
    """The mark that turns what follows round would show it as "report txt.png"."""
    (document,) = read_uploads([("report \u202egnp.txt", FIRST.encode())])
    assert document.name == "report gnp.txt"


# ------------------------------------------------------------------ what is no text of its article
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("At least 25<sup>1</sup> people were hurt.", "At least 25 people were hurt."),
        ('At least 25<sup><a href="#n1">[1]</a></sup> people were hurt.', "At least 25 people were hurt."),
        ("At least <del>12</del><ins>25</ins> people were hurt.", "At least 25 people were hurt."),
        ("At least <s>12</s> 25 people were hurt.", "At least 25 people were hurt."),
        ('At least 25<span style="display: none">000</span> people were hurt.', "At least 25 people were hurt."),
        ('At least 25<span class="sup">2</span> people were hurt.', "At least 25 people were hurt."),
        ('At least 25<span style="vertical-align: super">2</span> people were hurt.', "At least 25 people were hurt."),
        ('At least 25<a class="footnote-ref" href="/x">2</a> people were hurt.', "At least 25 people were hurt."),
        ('At least 25<a role="doc-noteref" href="/x">3</a> people were hurt.', "At least 25 people were hurt."),
        ('At least 25<small><a href="/x">12</a></small> people were hurt.', "At least 25 people were hurt."),
        ("At least 25<small>4</small> people were hurt.", "At least 25 people were hurt."),
        ("It cost 12<small>99</small> at the shop and at the gate.", "It cost 1299 at the shop and at the gate."),
        ('About <span class="note-number">25</span> people were hurt.', "About 25 people were hurt."),
        ('Of those <a class="footnote-ref" href="/x">25</a> were hurt.', "Of those 25 were hurt."),
        ('About 2<span class="support">5</span> people were hurt.', "About 25 people were hurt."),
        ("About 1.5 x 10<sup>2</sup> people fled.", "About 1.5 x 10² people fled."),
        ("It cost 10<sup>6</sup> soles and more.", "It cost 10⁶ soles and more."),
        ("About 110<sup>6</sup> people fled.", "About 110 people fled."),
        ("On the 1<sup>st</sup> day 3 km<sup>2</sup> burned.", "On the 1st day 3 km2 burned."),
        ("The attack of <time>August 3, 2019</time> was worse.", "The attack of August 3, 2019 was worse."),
        ('Read also: <a href="/x">Eleven died in a crash</a>', ""),
        ("Read also: the minister said eleven died.", "Read also: the minister said eleven died."),
    ],
)
def test_marks_of_notes_and_what_is_struck_out_are_no_text(readers: Readers, written: str, read: str) -> None:
    document = one(readers, "a.html", filed.page(body=f"<p>{written}</p>"))
    assert document.text == "\n\n".join([*BODY, read] if read else BODY)
    assert document.published is None


_SHEET = """<style>/* .seen{display:none} */ .gone, p.off { color: red; display : none }
    .back{display:none} .back{display:block} @media print{.screen{display:none}} aside .seen{display:none}
    #id{display:none} article .in{display:none} .two.names{opacity:0} [data-h]{visibility:hidden}
    @media screen{.media{display:none}} @layer a{.layer{display:none}} article{.nest{display:none} color:black}
    .line{text-decoration-line:line-through} p.win{display:none} #won.win{display:block} .wide{content:"}"; color:#eee}
    .lo{display:block} .lo{display:none!important} @media (max-width:9px){.narrow{display:none}}</style>"""


@pytest.mark.parametrize(
    "start",
    [
        "<p hidden>", '<p hidden="">', "<template><p>", '<p class="gone">', '<p class="a off">', '<p class="sr-only">',
        '<p class="visually-hidden">', '<p style="display:none">', '<p style="visibility: hidden">',
        '<p style="opacity:0">', '<p style="font-size:0px">', '<p style="position:absolute;left:-9999px">',
        '<p style="color:#fff;background:#FFFFFF">', '<div style="display:none"><p>', '<p>On Monday <b hidden>',
        '<p id="id">', '<p class="in">', '<p class="names two">', '<p data-h="1">', '<p class="media">',
        '<p class="layer">', '<p class="nest">', '<p class="line">', '<p class="lo">',
        '<p class="lo" style="display:block">',
        '<p style="transform:scale(0)">', '<p style="transform: translateX(-9999px)">',
        '<p style="position:absolute;clip:rect(0,0,0,0)">', '<p style="clip-path:inset(50%)">',
        '<p style="font-size:1px">',
        '<p style="color:#fefefe">', '<p style="color: white">', '<p style="color:rgba(0,0,0,0)">',
        '<p style="color:#00000000">', '<p style="color:#eee;background:#eee">', '<p style="margin-left:-9999px">',
        '<p style="left:calc(-9999px)">', '<p style="max-height:0;overflow:hidden">',
    ],
)  # fmt: skip
def test_what_a_page_does_not_show_is_no_text(readers: Readers, start: str) -> None:
    end = (
        "</b></p>" if "<b" in start else "</p>" + "</template>" * ("<template" in start) + "</div>" * ("<div" in start)
    )
    hidden = f"{start}It killed 401 people in Cusco, the mayor said.{end}<p>Two dogs were found by the river.</p>"
    document = one(readers, "a.html", filed.page(_SHEET, hidden))
    assert "401" not in document.text
    assert document.text.endswith("Two dogs were found by the river.")
    assert "words that are struck out or hidden were left out: 1." in document.warnings


@pytest.mark.parametrize(
    "start",
    [
        '<p class="seen">', '<p class="back">', '<p class="screen">', '<p style="opacity:0.9">',
        '<p style="opacity:1">', '<p style="font-size:0.9em">', '<p style="left:-10px">',
        '<p style="color:#fff;background:#000">', '<p hidden="until-found">', '<p style="border-color:transparent">',
        '<p class="narrow">', '<p class="win" id="won">', '<p class="wide">', '<p aria-hidden="true">',
        '<p style="background:#000"><b style="color:#fff">', '<p style="background:url(a.png);color:white">',
        '<p style="font-size:0"><span style="font-size:1em">', '<p style="margin-left:-100px">',
    ],
)  # fmt: skip
def test_what_a_page_shows_in_its_own_way_is_read(readers: Readers, start: str) -> None:
    document = one(readers, "a.html", filed.page(_SHEET, f"{start}It killed 401 people in Cusco, the mayor said.</p>"))
    assert document.text.endswith("It killed 401 people in Cusco, the mayor said.")


@pytest.mark.parametrize("part", ["/*", "@", "a", ".a,", "@a{", "a{", "{", "@{a{}", ".a{opacity:0"])
def test_styles_that_never_end_cost_no_time(readers: Readers, part: str) -> None:
    sheet = f"<style>{part * (1_000_000 // len(part))}</style><style>.b{{opacity:{'0' * 300_000}1}}</style>"
    assert one(readers, "a.html", filed.page(sheet)).text == "\n\n".join(BODY)


def test_rules_that_hold_for_everything_cost_no_time(readers: Readers) -> None:
    lines = "<p>Nobody was seen near the old mill by the river on that day.</p>" * 1000
    page = filed.page(f"<style>{'*{color:red} p p{color:red} ' * 5000}</style>", lines)
    assert one(readers, "a.html", page).text.startswith(BODY[0])


def test_white_words_are_seen_where_the_ground_may_lie_in_another_file(readers: Readers) -> None:
    white = '<p style="color:white">It killed 401 people in Cusco, the mayor said.</p>'
    assert "401" in one(readers, "a.html", filed.page('<link rel="stylesheet" href="a.css">', white)).text
    assert "401" not in one(readers, "a.html", filed.page("", white)).text


def test_the_blank_within_a_number_of_a_page_stays_what_it_was(readers: Readers) -> None:
    for blank in ("&#8239;", "&nbsp;", "&thinsp;"):
        document = one(
            readers, "a.html", filed.page(body=f"<p>At least 3{blank}000 people were hurt in May&nbsp;2026.</p>")
        )
        assert document.text.endswith("At least 3\u00a0000 people were hurt in May 2026.")


def test_an_article_that_a_script_will_show_is_read(readers: Readers) -> None:
    for style in (".in{opacity:0}", ".in{display:none}"):
        page = filed.page(f"<style>{style}</style>").replace("<p>", '<p class="in">')
        assert one(readers, "a.html", page).text == "\n\n".join(BODY)


def test_a_page_that_asks_for_consent_alone_is_no_article(readers: Readers) -> None:
    wall = (
        "<html><body><article><h1>Before you go on</h1><p>We and our 842 partners store and read data on your device, "
        "such as cookies, to show you advertisements and content, and to measure them.</p></article></body></html>"
    )
    assert "the page by which a site keeps programs out" in refused(readers, "a.html", wall.encode())


def test_a_post_in_a_page_is_no_text_of_its_article(readers: Readers) -> None:
    post = '<blockquote class="twitter-tweet"><p>99 people were killed, sources say.</p></blockquote>'
    document = one(readers, "a.html", filed.page(body=post))
    assert document.text == "\n\n".join(BODY)
    assert "posts of social networks were left out: 1." in document.warnings


def _changed(*runs: str) -> bytes:
    """A Word document with a paragraph of these runs behind FIRST."""
    made = docx.Document()
    made.add_paragraph(FIRST)
    last = made.add_paragraph()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for run in runs:
        last._p.append(parse_xml(run.replace(">", f" {space}>", 1)))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    "runs",
    [
        (_run("About 2"), f"<w:ins>{_run('5')}</w:ins>", _run(" people were hurt.")),
        (_run("About "), "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>", f"<w:ins>{_run('25')}</w:ins>",
         _run(" people were hurt.")),
        (_run("About "), f"<w:sdt><w:sdtContent>{_run('25')}</w:sdtContent></w:sdt>", _run(" people were hurt.")),
        (_run("About "), f"<w:smartTag>{_run('25')}</w:smartTag>", _run(" people were hurt.")),
        (_run("About "), _run("1", "<w:vanish/>"), _run("25 people were hurt.")),
        (_run("About "), _run("12", "<w:strike/>"), _run("25 people were hurt.")),
        (_run("About 25"), _run("1", '<w:vertAlign w:val="superscript"/>'), _run(" people were hurt.")),
        (_run("About 25"), _run(" people were hurt.", '<w:vanish w:val="0"/>')),
        (_run("About "), _run("77 or ", '<w:color w:val="FFFFFF"/>'), _run("25 people were hurt.")),
        (_run("About "), _run("78 or ", '<w:sz w:val="2"/>'), _run("25 people were hurt.")),
        (_run("About "), _run("25", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'),
         _run(" people were hurt.")),
        (_run("About "), _run("25", '<w:color w:val="ffffff"/><w:highlight w:val="black"/>'),
         _run(" people were hurt.")),
        (_run("About "), _run("25", '<w:color w:val="FF0000"/><w:sz w:val="14"/>'), _run(" people were hurt.")),
    ],
)  # fmt: skip
def test_a_word_document_is_read_as_it_stands_with_its_changes(readers: Readers, runs: tuple[str, ...]) -> None:
    assert one(readers, "a.docx", _changed(*runs)).text == f"{FIRST}\n\nAbout 25 people were hurt."


def test_a_power_in_a_word_document_stays_one(readers: Readers) -> None:
    runs = (_run("About 5 x 10"), _run("3", '<w:vertAlign w:val="superscript"/>'), _run(" people fled."))
    assert one(readers, "a.docx", _changed(*runs)).text == f"{FIRST}\n\nAbout 5 x 10³ people fled."


def test_a_row_whose_deletion_is_tracked_is_no_text(readers: Readers) -> None:
    made = docx.Document()
    made.add_paragraph(FIRST)
    table = made.add_table(2, 1)
    for row, words in zip(table.rows, ("Killed: 12", "Killed: 55"), strict=True):
        white = row.cells[0].paragraphs[0].add_run(words)  # on a ground that the table's style gives
        white.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    OxmlElement = docx.oxml.OxmlElement  # noqa: N806 - a class's name
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    out = io.BytesIO()
    made.save(out)
    assert one(readers, "a.docx", out.getvalue()).text == f"{FIRST}\n\nKilled: 12"


def test_a_pdf_is_read_as_it_is_seen(readers: Readers) -> None:
    out = io.BytesIO()
    made = canvas.Canvas(out)
    made.drawString(70, 780, FIRST)
    line = made.beginText(70, 760)
    line.textOut("About 25")
    line.setFont("Helvetica", 7)
    line.setRise(5)
    line.textOut("1")
    line.setFont("Helvetica", 12)
    line.setRise(0)
    line.textOut(" people were hurt, the mayor of the town said on Monday evening at the river.")
    made.drawText(line)
    made.drawString(70, -50, "Beside the page 700 died.")
    made.setFillColorRGB(1, 1, 1)
    made.drawString(70, 700, "In white 800 died.")
    made.setFillColorRGB(0, 0, 0)
    unseen = made.beginText(70, 650)
    unseen.setTextRenderMode(3)
    unseen.textLine("Without ink 900 died.")
    made.drawText(unseen)
    made.save()
    document = one(readers, "a.pdf", out.getvalue())
    assert "About 25 people were hurt, the mayor" in document.text
    assert "died" not in document.text
    assert "marks of notes were left out: 1." in document.warnings
    assert "words that are struck out or hidden were left out: 1." in document.warnings


def test_a_page_that_was_recognised_from_a_picture_is_read_and_white_on_black_too(readers: Readers) -> None:
    out = io.BytesIO()
    made = canvas.Canvas(out)
    made.rect(50, 690, 500, 40, fill=1)
    made.setFillColorRGB(1, 1, 1)
    made.drawString(70, 700, SECOND[:80])
    made.showPage()
    text = made.beginText(70, 650)
    text.setTextRenderMode(3)
    text.textLine(FIRST)
    made.drawText(text)
    made.save()
    read = one(readers, "a.pdf", out.getvalue()).text
    assert SECOND[:40] in read
    assert FIRST[:40] in read


def test_an_opendocument_text_is_read_as_it_is_seen(readers: Readers) -> None:
    looks = {"T1": 'text-position="super 58%"', "T2": 'text-line-through-style="solid"'}
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties style:{look}/></style:style>'
        for name, look in looks.items()
    )
    body = (
        f"<text:p>{FIRST}</text:p><text:p>About <text:span text:style-name='T2'>12</text:span>25"
        "<text:span text:style-name='T1'>1</text:span> people were hurt<draw:frame><draw:text-box><text:p>A box."
        "</text:p></draw:text-box></draw:frame>.</text:p>"
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in {"office": "office", "text": "text", "draw": "drawing", "style": "style"}.items()
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    data = filed.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert one(readers, "a.odt", data).text == f"{FIRST}\n\nAbout 25 people were hurt.\n\nA box."


def test_messages_in_a_message_are_sources_of_their_own(readers: Readers) -> None:
    inner = filed.mail(SECOND)
    outer = filed.mail(
        f"--b\r\nContent-Type: text/plain\r\n\r\n{FIRST}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner.decode().replace("23 Feb", "3 Mar").replace("Mon,", "Tue,")
        + "\r\n--b--\r\n",
        kind="multipart/mixed; boundary=b",
    )
    told = list(readers.read("a.eml", outer))
    assert [(d.text.strip(), d.published) for d in told] == [(FIRST, "2026-02-23"), (SECOND, "2026-03-03")]
    box = b"".join(b"From ann@bee.example Mon Feb 23 23:50:00 2026\n" + filed.mail(x) + b"\n" for x in (FIRST, SECOND))
    assert [d.text.strip() for d in readers.read("box.eml", box)] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "between",
    [
        "---------- Forwarded message ---------\nDate: Tue, 3 Mar 2026",
        "On Tue, 3 Mar 2026 Bob wrote:",
        "El mar, Ana escribió:",
    ],
)
def test_the_day_of_a_message_is_none_of_the_one_that_it_hands_on(readers: Readers, between: str) -> None:
    document = one(readers, "a.eml", filed.mail(f"{FIRST}\n\n{between}\n> {SECOND}"))
    assert document.published is None
    assert any("another message stands in the e-mail" in warning for warning in document.warnings)


def test_few_plain_words_beside_a_page_are_not_the_message(readers: Readers) -> None:
    parts = (
        "--b\r\nContent-Type: text/plain\r\n\r\nYour program shows no pages.\r\n--b\r\nContent-Type: text/html\r\n\r\n"
        f"{filed.page()}\r\n--b--\r\n"
    )
    document = one(readers, "a.eml", filed.mail(parts, kind="multipart/alternative; boundary=b"))
    assert FIRST in document.text


def test_a_quotation_mark_that_is_missing_makes_no_text_of_two_rows(readers: Readers) -> None:
    table = f'title,text\nA,"{FIRST}"\nB,"{SECOND}\nC,"{THIRD}"\n'
    document, broken = readers.read("a.csv", table.encode())
    assert document.text == FIRST
    assert broken.reason.startswith("a.csv breaks off at row 2")


# ------------------------------------------------------------------ days of pages
@pytest.mark.parametrize(
    "times",
    [
        "<time>Updated March 9, 2026</time> <time>First published March 5, 2026</time>",
        "<time>March 5, 2026</time> <time>March 9, 2026</time>",
        "<time datetime=2026-03-09>Mon</time><time datetime=2026-03-05>Thu</time>",
    ],
)
def test_of_the_times_at_the_head_the_first_is_of_publication(readers: Readers, times: str) -> None:
    assert one(readers, "a.html", filed.page(above=times)).published == "2026-03-05"


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("", "<div class=c><time datetime=2026-06-07>7 June</time> A comment.</div>", None),
        ("", "<p>The attack of <time>August 3, 2019</time> was worse.</p>", None),
        ("<meta name=article:published_time content=03/04/2026>", "<footer><time>2020-01-01</time></footer>", None),
        ("<meta name=article:published_time content=03/04/2026><meta name=date content=2026-04-03>", "", "2026-04-03"),
        ("<meta name=article:published_time content=03/04/2026><meta name=date content=2026-05-01>", "", None),
        ('<meta name=date content="Updated March 9, 2026; published March 3, 2026">', "", "2026-03-03"),
        ("<link rel=canonical href=https://bee.example/events/2026-02-22/day-of-peace>", "", None),
        ("<link rel=canonical href=https://bee.example/news/2026/02/22/fire>", "", "2026-02-22"),
    ],
)
def test_a_day_that_is_another_thing_is_none_of_publication(
    readers: Readers, head: str, body: str, day: str | None
) -> None:
    assert one(readers, "a.html", filed.page(head, body)).published == day


def test_of_several_articles_in_the_data_the_one_that_the_page_is_counts(readers: Readers) -> None:
    kind, other = "NewsArticle", {"headline": "Fish are well", "publisher": "Fish Daily", "datePublished": "2021-01-01"}
    own = {"headline": filed.TITLE, "publisher": "The Bee", "datePublished": "2026-02-23"}
    for articles, day in (([other, own], "2026-02-23"), ([other, other], None)):
        data = json.dumps([{"@type": kind, **article} for article in articles])
        document = one(readers, "a.html", filed.page(f'<script type="application/ld+json">{data}</script>'))
        assert (document.published, document.publisher) == (day, "The Bee" if day else None)


# ------------------------------------------------------------------ archives and folders
def test_the_files_of_an_archive_are_read_and_the_others_counted(readers: Readers) -> None:
    data = filed.zipped(
        {"b/b.html": filed.page(), "a.txt": FIRST, "../../../etc/c.txt": SECOND, "pic.png": "x", "s.css": "x",
         "__MACOSX/a.txt": "x", ".hidden.txt": "x", "b/b_files/ad.html": "x",
         "case_files/d.txt": "A flood.", "/abs.txt": THIRD, "w\\in.txt": "A fire."}
    )  # fmt: skip
    *read, others, hidden, saved = readers.read("all.zip", data)
    assert [item.name for item in read] == [
        f"all.zip/{name}" for name in ("etc/c.txt", "abs.txt", "a.txt", "b/b.html", "case_files/d.txt", "w/in.txt")
    ]
    assert (others.reason, others.passed_over) == (
        "files in all.zip of kinds that are not read were left out: 2 (.css, .png).",
        False,
    )
    assert (hidden.reason, hidden.passed_over) == (
        "files in all.zip that are hidden or the system's were passed over: 2.",
        True,
    )
    assert (saved.reason, saved.passed_over) == (
        "files in all.zip that a browser saved beside pages were passed over: 1.",
        True,
    )


def test_an_archive_in_an_archive_is_read_to_a_depth(readers: Readers) -> None:
    data = filed.zipped({"a.txt": FIRST})
    for _ in range(apart.DEEPEST - 1):
        data = filed.zipped({"in.zip": data})
    assert one(readers, "a.zip", data).text == FIRST
    assert "deep" in refused(readers, "a.zip", filed.zipped({"in.zip": data}))


@pytest.mark.parametrize(("name", "least"), [("MOST_FILES", 3), ("MOST_INSIDE", 3 * len(FIRST))])
def test_what_archives_hold_together_is_bounded(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, name: str, least: int
) -> None:
    monkeypatch.setattr(apart, name, least)
    *read, told = readers.read("a.zip", filed.zipped({f"{n}.txt": FIRST for n in range(9)}))
    assert len(read) == 3
    assert "a.zip holds more than" in told.reason


def test_a_folder_is_read_with_its_folders_where_it_is_given_by_hand(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "page_files").mkdir()
    for name, data in {"a.txt": FIRST, "deep/er/b.txt": SECOND, "page.html": filed.page(), "page_files/ad.html": "x",
                       "deep/.hidden.txt": "x"}.items():  # fmt: skip
        (tmp_path / name).write_text(data)
    (tmp_path / "deep" / "loop").symlink_to(tmp_path)
    *read, _, loop, _ = read_path(tmp_path)
    assert [d.name for d in read] == ["a.txt", "b.txt", "page.html"]
    assert "loop is a link to a folder, which is not followed" in loop.reason
    assert [d.name for d in read_folder(tmp_path) if isinstance(d, Document)] == ["a.txt", "page.html"]


def test_a_folder_without_end_is_read_to_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(f"A fire in house {n}.")
    *read, told = read_folder(tmp_path)
    assert len(read) == 2
    assert "more than 2 files" in told.reason


def test_one_document_is_asked_for_and_several_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(filed.zipped({"a.txt": FIRST, "b.txt": SECOND}))
    with pytest.raises(SourceError, match="holds 2 texts, and one is needed"):
        read_file(path)
    assert read_bytes("a.zip", filed.zipped({"a.txt": FIRST})).text == FIRST


# ------------------------------------------------------------------ what runs wild
def test_text_alone_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.child.asking.Child.ask", lambda *_: pytest.fail("a process was started"))
    assert [d.name for d in read_uploads([("a.txt", FIRST.encode()), ("b.md", SECOND.encode())])] == ["a.txt", "b.md"]


def test_a_bomb_is_refused_before_it_is_unpacked(readers: Readers) -> None:
    bomb = filed.zipped({"a.txt": b"0" * 50_000_000})
    assert "would unpack to 50 MB" in refused(readers, "a.zip", bomb)


def test_a_file_over_its_memory_is_set_aside_and_the_next_is_read() -> None:
    with Readers(memory=150_000_000) as small:
        rows = json.dumps([{"text": FIRST, "n": [{}] * 2_000_000}])
        assert "more than 0 GB of memory" in refused(small, "a.json", rows)
        assert words(one(small, "b.html", filed.page()).text) == " ".join(BODY)


def test_a_file_over_its_time_is_set_aside_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.child.asking.CLOCK_PER_CPU", 0.001)
    with Readers() as slow:
        assert "a.pdf was set aside: it takes longer than 90 s" in refused(slow, "a.pdf", filed.pdf((BODY,) * 90))
        monkeypatch.undo()
        assert words(one(slow, "b.pdf", filed.pdf()).text) == " ".join(BODY)


def test_a_declared_size_that_is_a_lie_unpacks_to_no_more(readers: Readers) -> None:
    data = bytearray(filed.zipped({"a.txt": FIRST * 1000}))
    size = (len(FIRST) * 1000).to_bytes(4, "little")
    lied = bytes(data).replace(size, (100).to_bytes(4, "little"))
    assert "cannot be unpacked" in refused(readers, "a.zip", lied)
    assert archive.MOST_UNPACKED < 2**32
    assert zipfile.is_zipfile(io.BytesIO(lied))


def test_a_pull_quote_is_told_once_and_a_quotation_of_its_own_stays(readers: Readers) -> None:
    own = "<blockquote>We shall build it again before the winter, whatever it costs us.</blockquote>"
    pulled = f"<blockquote class=pull><p>“{SECOND[:40]}”</p></blockquote>"
    document = one(readers, "a.html", filed.page(body=pulled + own))
    assert document.text.count(SECOND[:40]) == 1
    assert "We shall build it again" in document.text
    assert document.warnings == ("quotations that repeat a sentence of the text were left out: 1.",)
    assert not one(readers, "a.html", filed.page(body=own)).warnings


# ------------------------------------------------------------------ what breaks off, lies or is damaged
@pytest.mark.parametrize("ending", ["mhtml", "eml"])
def test_a_message_that_breaks_off_is_read_to_there_and_says_so(readers: Readers, ending: str) -> None:
    """Wherever it ends; its base64 is never taken for a text."""
    whole = {"mhtml": filed.saved_page(), "eml": filed.mail_with("b.txt", (FIRST * 9).encode())}[ending]
    begin = whole.index(b"base64\r\n") + 420
    for end in range(begin, begin + 9):
        found = [item for item in readers.read(f"a.{ending}", whole[:end]) if isinstance(item, Document)]
        assert found, end
        assert all(item.text[:4] in {"A br", "Home"} for item in found), [item.text for item in found]
        assert any(f"a.{ending} breaks off before its end" in w for item in found for w in item.warnings)
    assert not any("breaks off" in w for item in readers.read(f"a.{ending}", whole) for w in item.warnings)


ACCENTS = "El señor Núñez dijo “sí” en el café de Überall, y 25 ciudadanos lo oyeron. "


@pytest.mark.parametrize(
    "charset",
    [
        "us-ascii",
        "iso-8859-1",
        "windows-1252",
        "iso-8859-7",
        "koi8-r",
        "macintosh",
        "utf-16",
        "utf-16le",
        "utf-32",
        "no",
    ],
)
def test_utf_8_that_says_it_is_something_else_is_read_as_what_it_is(readers: Readers, charset: str) -> None:
    mail = one(readers, "a.eml", filed.mail(ACCENTS, kind=f"text/plain; charset={charset}"))
    page = one(readers, "a.html", filed.page(f"<meta charset={charset}>").replace(FIRST, ACCENTS))
    assert mail.text.strip() == ACCENTS.strip()
    assert ACCENTS.strip() in page.text


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "mac-roman", "utf-16", "utf-32"])
def test_what_is_as_it_says_is_read_so(readers: Readers, charset: str) -> None:
    head = filed.mail("", kind=f"text/plain; charset={charset}")[:-2]
    text = ACCENTS if charset != "iso-8859-1" else ACCENTS.replace("“", '"').replace("”", '"')
    assert one(readers, "a.eml", head + text.encode(charset)).text.strip() == text.strip()


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_damaged_document_is_called_one_in_plain_words(readers: Readers, ending: str) -> None:
    whole, kind = SOUND[ending](), {"docx": "a Word document", "odt": "an OpenDocument text"}[ending]
    said = f"a.{ending} is damaged and cannot be read as {kind}: open it in its program and save it anew, or as .txt."
    holes = bytearray(whole)
    for at in range(200, len(holes), 61):
        holes[at] ^= 0x55
    for data in (whole[: len(whole) // 2], bytes(holes), *_with_parts_cut(whole)):
        assert refused(readers, f"a.{ending}", data) == said


def _with_parts_cut(whole: bytes) -> list[bytes]:
    """Without the part that holds the text, and with half of it."""
    with zipfile.ZipFile(io.BytesIO(whole)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    text = next(name for name in ("word/document.xml", "content.xml") if name in parts)
    half = {**parts, text: parts[text][: len(parts[text]) // 2]}
    return [filed.zipped({name: data for name, data in parts.items() if name != text}), filed.zipped(half)]


def test_an_archive_under_the_name_of_a_document_is_an_archive(readers: Readers) -> None:
    assert one(readers, "a.docx", filed.zipped({"a.txt": FIRST})).text == FIRST


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 25_000_001, "a.json has 25.1 MB and the limit is 25 MB: split it into smaller files"),
        (b'{"text": "' + b"x" * 9_000, "a.json cannot be read, it is no JSON from its character 10 on"),
        (b'{\n"text": nothing}', "a.json cannot be read, it is no JSON from line 2, column 9 on"),
        (b'{"text": ' + b"1" * 6_000 + b"}", "a.json cannot be read, it is no JSON that can be read"),
        (b"[" * 200_000, "a.json cannot be read, it is nested too deep"),
    ],
)
def test_json_that_cannot_be_read_says_where_in_plain_words(readers: Readers, data: bytes, said: str) -> None:
    told = refused(readers, "a.json", data)
    assert told.startswith(said)
    assert "(char" not in told


# ------------------------------------------------------------------ from right to left
def test_lines_from_right_to_left_are_kept_as_they_are_read(readers: Readers) -> None:
    """However a program writes them: letters or their shapes, run by run or as they look, brackets either way."""
    line = "قتل 25 شخصا على الأقل (منهم 13)."
    shaped = ".(13 ﻢﻬﻨﻣ) ﻞﻗﻷا ﻰﻠﻋ ﺎﺼﺨﺷ 25 ﻞﺘﻗ"
    letters = f".)13 {'منهم'[::-1]}( {'شخصا على الأقل'[::-1]} 25 {'قتل'[::-1]}"
    hebrew = "ראש העיר אמר כי 12 בני אדם נפצעו."
    seen = f".{'בני אדם נפצעו'[::-1]} 12 {'ראש העיר אמר כי'[::-1]}"
    mixed = "The ministry (وزارة الداخلية) said that 12 died."
    english = f"The ministry ({'وزارة الداخلية'[::-1]}) said that 12 died."
    data = filed.right_to_left(shaped, shaped, letters, letters, seen, seen, english, english)
    text = one(readers, "a.pdf", data).text
    assert text.split("\n\n") == [line] * 4 + [hebrew] * 2 + [mixed] * 2


def test_of_the_pages_in_a_saved_page_that_which_it_is_of_is_read(readers: Readers) -> None:
    frame = (
        "--x\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/f\r\n\r\n<p>An advertisement.</p>\r\n"
    )
    data = filed.saved_page().replace(b"\r\n\r\n--x\r\n", f"\r\n\r\n{frame}--x\r\n".encode(), 1)
    assert words(one(readers, "a.mhtml", data).text) == " ".join(BODY)
