"""Office files as packages: what a strict program asks of them before it looks at a word."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter

import docx
import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from tests.test_brief_files import VIEWS, file, odd_view, slides, view

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FORMS = ("pptx", "docx", "xlsx", "codings")


def parts(name: str, odd: str | None = None) -> dict[str, bytes]:
    """The parts of a file by their names."""
    data = file(name, odd_view(odd) if odd else view())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert not [n for n, times in Counter(package.namelist()).items() if times > 1]
        return {n: package.read(n) for n in package.namelist()}


def links(found: dict[str, bytes], part: str) -> dict[str, str]:
    """Id of each relation of a part → the part that it leads to; those that lead outside are left out."""
    folder, own = posixpath.split(part)
    written = found.get(f"{folder}/_rels/{own}.rels".lstrip("/"))
    if written is None:
        return {}
    told = list(etree.fromstring(written).iter(f"{LINKS}Relationship"))
    assert len({r.get("Id") for r in told}) == len(told), part
    inside = [r for r in told if r.get("TargetMode") != "External"]
    return {r.get("Id"): posixpath.normpath(posixpath.join("/", folder, r.get("Target"))).lstrip("/") for r in inside}


@pytest.mark.parametrize("name", FORMS)
def test_each_part_has_a_type_and_each_relation_a_target(name: str) -> None:
    found = parts(name)
    types = etree.fromstring(found["[Content_Types].xml"])
    named = {t.get("PartName").lstrip("/") for t in types.iter(f"{TYPES}Override")}
    endings = {t.get("Extension").lower() for t in types.iter(f"{TYPES}Default")}
    assert named <= found.keys()
    for part in found.keys() - {"[Content_Types].xml"}:
        assert part in named or part.rpartition(".")[2].lower() in endings, part
        assert set(links(found, part).values()) <= found.keys(), part
    reached = {"", *(t for part in ("", *found) for t in links(found, part).values())}
    assert {p for p in found if not p.endswith(".rels")} - {"[Content_Types].xml"} <= reached  # and none lies idle


@pytest.mark.parametrize("name", FORMS)
def test_each_part_asks_for_relations_that_it_has(name: str) -> None:
    found = parts(name)
    for part, data in found.items():
        if not part.endswith(".xml") or part == "[Content_Types].xml":
            continue
        asked = {v for e in etree.fromstring(data).iter() for k, v in e.attrib.items() if k.startswith(OFFICE)}
        folder, own = posixpath.split(part)
        written = found.get(f"{folder}/_rels/{own}.rels".lstrip("/"), b"<none/>")
        assert asked <= {r.get("Id") for r in etree.fromstring(written)}, part


@pytest.mark.parametrize("odd", [None, *VIEWS])
def test_every_shape_of_a_slide_has_its_own_number(odd: str | None) -> None:
    for slide in slides(file("pptx", odd_view(odd) if odd else view())).slides:
        ids = [e.get("id") for e in slide.element.iter("{*}cNvPr")]
        assert len(set(ids)) == len(ids) > 3
    drawn = [e.get("id") for e in etree.fromstring(parts("docx", odd)["word/document.xml"]).iter("{*}docPr")]
    assert len(set(drawn)) == len(drawn)


def test_what_is_read_and_written_again_is_the_same() -> None:
    deck, again = slides(file("pptx", view())), io.BytesIO()
    deck.save(again)
    texts = [[s.text_frame.text for s in slide.shapes if s.has_text_frame] for slide in deck.slides]
    assert [[s.text_frame.text for s in t.shapes if s.has_text_frame] for t in Presentation(again).slides] == texts
    document, again = docx.Document(io.BytesIO(file("docx", view()))), io.BytesIO()
    document.save(again)
    assert [p.text for p in docx.Document(again).paragraphs] == [p.text for p in document.paragraphs]
    book, again = openpyxl.load_workbook(io.BytesIO(file("xlsx", view()))), io.BytesIO()
    book.save(again)
    rows = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    assert [list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(again)] == rows


def test_words_of_a_drawing_shrink_where_letters_are_wider() -> None:
    """A program that does not take our fonts has wider ones: a line keeps its box, and no symbol is overprinted."""
    group = next(s for s in slides(file("pptx", view())).slides[0].shapes if s.name == "Legend")
    lines = list(group._element.iter("{*}bodyPr"))
    assert len(lines) > 5
    assert all(e.get("wrap") == "square" and e.find("{*}normAutofit") is not None for e in lines)


@pytest.mark.parametrize("name", FORMS)
def test_a_file_names_no_maker_of_its_template(name: str) -> None:
    found = parts(name)
    assert "docProps/thumbnail.jpeg" not in found
    assert b"<Application>Incident Atlas</Application>" in found["docProps/app.xml"]
    for part in ("docProps/app.xml", "docProps/core.xml", "_rels/.rels"):
        assert not any(word in found[part] for word in (b"Macintosh", b"Microsoft Excel", b"python-", b"thumbnail"))
