"""Sources in, Documents out: verbatim text, dates in any form, and one clear sentence for what cannot be read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import daybounds
from geo.errors import SourceError
from geo.run import cli
from geo.settings import MAX_FILE_BYTES, MAX_TEXT_CHARS
from geo.sources import (
    IncidentFile,
    read_bytes,
    read_file,
    read_folder,
    read_incident_file,
    read_published,
    read_text,
    unread_reason,
)
from geo.sources.languages import detect_language, language_code
from geo.sources.reader import MAX_VALUE, document_id, first_words, host
from geo.sources.readers.told import IN_HEADER
from geo.types import Document, Rejected

README = Path(__file__).resolve().parent.parent / "README.md"
BODY = "A bridge burned in Larkfield on Sunday.\n\nNobody was hurt, the mayor said.\n"
FRONT = """---
title: "Bridge burns: mayor \\"calm\\""
publisher: 'The Larkfield Bee'
published: 2026-02-23
url: https://www.larkfieldbee.example/news?id=1
language: en
kind: digest
---
"""


def test_front_matter_is_metadata_and_the_rest_is_text_verbatim() -> None:
    document = read_bytes("a.md", (FRONT + BODY).encode())
    assert document == Document(
        id=document_id(BODY),
        title='Bridge burns: mayor "calm"',
        text=BODY,
        publisher="The Larkfield Bee",
        url="https://www.larkfieldbee.example/news?id=1",
        domain="larkfieldbee.example",
        published="2026-02-23",
        published_basis="stated",
        language="en",
        kind="digest",
        name="a.md",
        found=tuple((key, IN_HEADER) for key in ("title", "publisher", "published", "url", "language", "kind")),
    )


@pytest.mark.parametrize(
    ("header", "title", "published"),
    [
        ("---\nTitle: Plain words: and a colon\ndate: Feb. 23, 2026\n---\n", "Plain words: and a colon", "2026-02-23"),
        ("---\r\ntitle: A\r\npublished: 2026-02-23\r\n---\r\n", "A", "2026-02-23"),
        ("\n---\ntitle: >\n  Folded\n  words\ntags:\n  - a\n---\n", "Folded words", None),
        ('---\ntitle: "One mark\n---\n', '"One mark', None),
        ("---\ntitle:\n---\n", "A bridge burned in Larkfield on Sunday.", None),
        ("---\rTITLE: Old Mac\rpublished: 2026-02-23\r---\r", "Old Mac", "2026-02-23"),
        ("---\x85title: A\u2028published: 2026-02-23\u2029---\x85", "A", "2026-02-23"),
        ("---  \r\ntitle: Mixed\npublished: 2026-02-23\r...\t\r\n", "Mixed", "2026-02-23"),
        ("\n\ufeff---\n\ufefftitle: Mark\n\ufeff---\n", "Mark", None),
        ("---\n\"title\": Quoted\n'published': 2026-02-23\n---\n", "Quoted", "2026-02-23"),
        ("---\n" + "".join(f"key_{n}: {n}\n" for n in range(3000)) + "title: Long\n---\n", "Long", None),
        ("---\ntitle: Long list\ntags:\n" + "".join(f"- tag {n}\n" for n in range(90)) + "---\n", "Long list", None),
        ("Title: Header lines\rDate: 2026-02-23\r\r", "Header lines", "2026-02-23"),
        (" date 2026-02-23\r\r", "A bridge burned in Larkfield on Sunday.", "2026-02-23"),
    ],
)
def test_front_matter_is_read_with_tolerance(header: str, title: str, published: str | None) -> None:
    document = read_bytes("a.md", (header + BODY).encode())
    assert (document.title, document.published, document.text) == (title, published, BODY)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: never closed\n\n" + BODY,
        "---\n\nA rule, then prose.\n\n---\n\nAnd more prose.\n",
        "---\nSource: the police.\n\nA paragraph of the article.\n\nAnother one.\n---\n" + BODY,
        "---\ntitle: x\nlanguage: en\n" + "A paragraph as long as one is in news. " * 9 + "\n---\n" + BODY,
        "Source: nobody knows it.\n\n" + BODY,
        "Date and place were not given.\n" + BODY,
        "A date 2026-02-23 inside the text.\n",
        "Date 2026-13-45 is none.\n",
        "Published in 2026, the report was short.\n",
    ],
)
def test_what_only_looks_like_a_header_stays_text(text: str) -> None:
    assert read_bytes("a.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("header", "day"),
    [
        (" date 2026-02-23 ", "2026-02-23"),
        ("published: Feb. 23, 2026 ", "2026-02-23"),
        ("DATE 23 February 2026\n", "2026-02-23"),
        ("date: 2026-02-23\n", "2026-02-23"),
        ("\ufeffPublished 2026-02-23T23:30:00-06:00\n\n", "2026-02-23"),
        ("fecha: 2026-02-23\n", "2026-02-23"),
        ("Title: Bridge burns\nDate: 23 February 2026\n\n", "2026-02-23"),
    ],
)
def test_a_machine_dateline_is_a_date_and_no_text(header: str, day: str) -> None:
    document = read_bytes("a.txt", (header + BODY).encode())
    assert (document.text, document.published, document.published_basis) == (BODY, day, "stated")


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2026-02-23", "2026-02-23"),
        ("20260223", "2026-02-23"),
        (20260223, "2026-02-23"),
        ("2026/2/3", "2026-02-03"),
        ("Feb. 23, 2026", "2026-02-23"),
        ("Monday, February 23rd, 2026 at 9 am ET", "2026-02-23"),
        ("Mon, 23 Feb 2026 23:50:00 -0600", "2026-02-23"),
        ("2009-03-20 12:24:52.002364-05", "2009-03-20"),
        ("2026-02-23T23:59:59Z", "2026-02-23"),
        ("2026-02-23T00:00:01+14:00", "2026-02-23"),
        ("lunes 23 de febrero de 2026", "2026-02-23"),
        ("1° de Marzo del 2026", "2026-03-01"),
        ("23-ene-2026", "2026-01-23"),
        ("02/02/2026", "2026-02-02"),
        ("02/23/2026", "2026-02-23"),
        ("23/02/2026", "2026-02-23"),
        ("03.04.2026", "2026-04-03"),
        ("Mon Feb 23 10:00:00 CST 2026", "2026-02-23"),
        ("Feb 22, 2026 | 12:18 PM", "2026-02-22"),
        (1771804800, "2026-02-23"),
    ],
)
def test_a_date_in_any_form_is_its_local_day(stated: object, day: str) -> None:
    assert read_published(stated)[0] == day


@pytest.mark.parametrize(
    "stated",
    [
        "03/04/2026",
        "February 2026",
        "2026",
        "Monday",
        "yesterday",
        "30 February 2026",
        "2026-13-45",
        "26-02-22",
        "9" * 40,
        "1e400",
        {"a": 1},
        True,
        float("nan"),
    ],
)
def test_a_date_that_cannot_be_read_is_none_with_a_warning(stated: object) -> None:
    day, warning = read_published(stated)
    assert day is None
    assert warning


def test_no_date_is_none_without_a_warning() -> None:
    assert read_published(None) == read_published(" ") == (None, None)


@given(st.dates(), st.integers(0, 23), st.integers(-12, 14))
def test_no_zone_moves_a_date(day: object, hour: int, zone: int) -> None:
    day = replace_year(day)
    assert read_published(f"{day} {hour:02}:30:00{zone:+03}:00")[0] == str(day)
    assert read_published(f"{day:%a, %d %b %Y} {hour:02}:30:00 {zone:+03}00")[0] == str(day)


def replace_year(day: object) -> object:
    return day.replace(year=1990 + day.year % 30, day=min(day.day, 28))


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        (9999999999, "2286-11-20"),
        ("9999999999999", "2286-11-20"),
        ("9999999999999999", "2286-11-20"),
        ("2100-01-01", "2100-01-01"),
        ("1 January 1899", "1899-01-01"),
        ("12/25/2199", "2199-12-25"),
        ("01/01/2100", "2100-01-01"),
        ("20990101", "2099-01-01"),
        ("Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01"),
        (date(9999, 12, 31), "9999-12-31"),
        (datetime(1, 1, 1), "0001-01-01"),
        ("Jan. 1st 2090 at noon", "2090-01-01"),
    ],
)
def test_a_date_beyond_the_bounds_is_none_and_said(stated: object, day: str) -> None:
    found, warning = read_published(stated)
    assert found is None
    assert warning
    assert day in warning
    assert f"lies outside 1900–{date.today().year + 1} and counts as none" in warning


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("1900-01-01", "1900-01-01"),
        (1771804800, "2026-02-23"),
        (1771804800000, "2026-02-23"),
        ("1771804800000000", "2026-02-23"),
        (1771804800000000000, "2026-02-23"),
        (1771804800.5, "2026-02-23"),
        ("id 30001231, published 2026-02-23", "2026-02-23"),
    ],
)
def test_a_date_within_the_bounds_counts(stated: object, day: str) -> None:
    assert read_published(stated)[0] == day


@pytest.mark.parametrize("stated", ["0000-00-00", "0000-01-01", 0, -1, 10**30, "9" * 5000, float("inf"), "１"])
def test_what_programs_write_for_no_date_is_none(stated: object) -> None:
    found, warning = read_published(stated)
    assert found is None
    assert warning
    assert len(warning) < 200


def test_the_bounds_move_with_the_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daybounds, "today", lambda: date(2030, 6, 1))
    assert read_published("2031-12-31")[0] == "2031-12-31"
    assert read_published("2032-01-01")[0] is None


@pytest.mark.parametrize(
    "text",
    [
        " date 2100-01-01 ",
        "---\npublished: 2100-01-01\n---\n",
        "Date: 2100-01-01\n\n",
        "---\npublished: 9999999999\n---\n",
    ],
)
def test_a_file_of_another_century_has_no_date_and_a_warning(text: str) -> None:
    document = read_bytes("a.txt", (text + BODY).encode())
    assert (document.text, document.published, document.published_basis) == (BODY, None, None)
    assert any("lies outside" in warning for warning in document.warnings)


@given(st.text())
def test_no_date_text_breaks_the_reader(text: str) -> None:
    day, warning = read_published(text)
    assert day is None or len(day) == 10
    assert day or warning or not text.strip()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the bridge was closed after the fire and that nobody had been hurt.", "en"),
        ("El alcalde dijo que el puente fue cerrado tras el incendio y que no se registraron heridos.", "es"),
        ("Der Bürgermeister sagte, die Brücke sei nach dem Brand gesperrt und niemand verletzt worden.", "de"),
        ("Bridge burns, mayor calm", "en"),
        ("Troops die as gang flees", "en"),
        ("El puente fue cerrado tras el incendio", "es"),
        ("市长说桥在火灾后关闭了", "und"),
    ],
)
def test_the_language_is_told_by_its_function_words(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en-US", "en"), ("English", "en"), ("Español", "es"), ("ES", "es"), ("Klingon", None), (None, None)],
)
def test_a_stated_language_becomes_a_code(stated: str | None, code: str | None) -> None:
    assert language_code(stated) == code


def test_english_and_spanish_are_read_and_others_named_with_the_reason() -> None:
    english = read_text("x", BODY)
    assert unread_reason(english) is None
    assert unread_reason(replace(english, language="es")) is None
    assert unread_reason(replace(english, language="pt")) == "Portuguese: not read yet"
    assert unread_reason(replace(english, language="und")) == "Unknown language: not read yet"
    assert unread_reason(replace(english, language="tr")) == "tr: not read yet"


def test_without_a_title_the_first_words_stand_for_it() -> None:
    assert first_words("\n\n  A short   line \nand more") == "A short line"
    long = first_words("word " * 60)
    assert len(long) < 110
    assert long.endswith("word …")


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.Example.org:8080/a?b", "example.org"),
        ("example.org/a", "example.org"),
        ("no address", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_the_domain_is_the_host_of_the_address(url: str | None, domain: str | None) -> None:
    assert host(url) == domain


def test_the_same_text_has_the_same_id_whatever_stands_around_it() -> None:
    same = {read_bytes("a.md", (FRONT + BODY).encode()).id, read_text("pasted", BODY).id}
    assert same == {document_id(BODY)} != {read_text("x", BODY + " ").id}


def test_what_the_user_states_wins_over_a_header() -> None:
    document = read_text("pasted", FRONT + BODY, title="Mine", published="24 Feb 2026", publisher=None)
    assert (document.title, document.published, document.publisher) == ("Mine", "2026-02-24", "The Larkfield Bee")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("header.md", FRONT.encode(), "header and no text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG picture"),
        ("paper.txt", b"%PDF-1.7 and so on", "PDF"),
        ("nul.txt", b"some text\0 and more", "binary"),
        ("noise.txt", bytes(range(1, 32)) * 20, "binary"),
        ("utf16.txt", b"\xff\xfeA", "UTF-16"),
        ("page.docx", b"text", "is not a Word document"),
        ("page.pages", b"text", "is of no kind that is read"),
        ("long.txt", b"word " * (MAX_TEXT_CHARS // 5 + 1), "characters"),
        ("large.txt", b"x" * (MAX_FILE_BYTES + 1), "limit"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        read_bytes(name, data)
    assert name in str(caught.value)
    assert ":" in str(caught.value)


def test_a_50_mb_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(SourceError, match=r"huge\.txt has 50 MB and the limit is 5 MB"):
        read_file(path)


def test_latin_1_is_read_with_a_warning_and_nothing_lost() -> None:
    document = read_bytes("a.txt", "Señor Núñez said “yes” in Café Überall.".encode("cp1252"))
    assert document.text == "Señor Núñez said “yes” in Café Überall."
    assert "Windows-1252" in document.warnings[0]


def test_one_foreign_byte_does_not_spoil_the_rest() -> None:
    assert read_bytes("a.txt", "Señor Núñez in ".encode() + b"Caf\xe9 \x81.").text == "Señor Núñez in Café \x81."


def test_utf_8_and_utf_16_marks_are_no_text() -> None:
    assert read_bytes("a.txt", BODY.encode("utf-8-sig")).text == read_bytes("b.txt", BODY.encode("utf-16")).text == BODY


def test_half_a_character_is_refused() -> None:
    with pytest.raises(SourceError, match="half a character"):
        read_text("x", "some text \ud800")


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "{{7*7}}", "${7*7}", "'; DROP TABLE document; --"])
def test_a_hostile_title_is_a_title(title: str) -> None:
    assert read_bytes("a.md", f"---\ntitle: {title}\n---\n{BODY}".encode()).title == title


def test_one_unclosed_quotation_mark_is_text() -> None:
    text = "“It burned, the mayor said.\n\nThe end came at noon."
    assert read_bytes("a.txt", text.encode()).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Published March 3, 2019, the report of the commission was long.",
        "Date 2019-06-02 will be remembered in the town.",
        "Published 3 March 2019: the list of names.",
    ],
)
def test_a_sentence_that_begins_with_a_day_is_no_header(text: str) -> None:
    document = read_text("a.txt", text)
    assert (document.text, document.published) == (text, None)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    for name, data in {
        "b.txt": b"",
        "a.md": (FRONT + BODY).encode(),
        "c.txt": b"Some news.",
        "d.png": b"\x89PNG",
        "README.md": b"no source",
        ".hidden.txt": b"no",
        "incident.toml": b"",
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder").mkdir()
    found = [item for item in read_folder(tmp_path) if isinstance(item, Document) or not item.passed_over]
    assert [item.name for item in found] == ["a.md", "b.txt", "c.txt", "d.png"]
    assert [type(item) for item in found] == [Document, Rejected, Document, Rejected]


def test_a_path_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nothing\.txt is not a file"):
        read_file(tmp_path / "nothing.txt")
    with pytest.raises(SourceError, match="cannot be opened as a folder"):
        list(read_folder(tmp_path / "nowhere"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_is_kept_verbatim(text: str) -> None:
    data = text.encode()
    try:
        document = read_bytes("a.txt", data)
    except SourceError:
        return
    assert document.text in text
    assert document.text == text or document.published or text.startswith("\ufeff")


@given(st.binary(max_size=200))
@settings(deadline=None)  # the first web archive or PDF loads its reader
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        text = read_bytes("a.txt", data).text
    except SourceError as error:
        text = str(error).removeprefix("a.txt ")
    assert text.strip()


ENDS = st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60).filter(str.strip)


@given(st.lists(ENDS, min_size=4, max_size=4), st.integers(0, 200), LINES, st.sampled_from(["---", "...", "--- "]))
def test_the_text_below_any_front_matter_is_verbatim(ends: list[str], more: int, line: str, closing: str) -> None:
    body = line + "".join(ends)
    lines = ["---", "title: Known", *(f"key{n}: {n}" for n in range(more)), closing]
    header = "".join(text + ends[n % 4] for n, text in enumerate(lines))
    if header.endswith("\r") and body.startswith("\n"):
        return
    document = read_bytes("a.md", (header + body).encode())
    assert (document.title, document.text) == ("Known", body)


@given(st.lists(LINES, min_size=1, max_size=8), ENDS)
def test_prose_between_two_rules_is_verbatim(lines: list[str], end: str) -> None:
    text = end.join(["---", *(f"¶ {line}" for line in lines), "---", "The end.", ""])
    assert read_bytes("a.md", text.encode()).text == text


def test_odd_lines_of_a_header_are_told_and_many_are_counted() -> None:
    odd = "".join(f"odd {n}\n" for n in range(8))
    keys = "".join(f"key{n}: {n}\n" for n in range(9))
    document = read_bytes("a.md", f"---\ntitle: A\n{keys}{odd}---\n{BODY}".encode())
    assert document.text == BODY
    assert [w for w in document.warnings if "odd 0" in w]
    assert document.warnings[-1].startswith("3 more lines")


def test_a_title_of_a_megabyte_is_cut_and_told() -> None:
    more = "  and more\n" * 100_000
    document = read_bytes("a.md", f"---\ntitle: Much\n{more}---\n{BODY}".encode())
    assert len(document.title) == MAX_VALUE
    assert document.text == BODY
    assert any("the title has" in warning for warning in document.warnings)


def test_an_incident_file_says_what_it_says(tmp_path: Path) -> None:
    assert read_incident_file(tmp_path).title is None
    (tmp_path / "incident.toml").write_text(
        'title = "The  fire"\nhome_country = "xa"\nperiod = ["2026-02-22", 2026-03-01]\n'
    )
    found = read_incident_file(tmp_path)
    assert (found.title, found.subtitle, found.home_country) == ("The fire", None, "XA")
    assert found.period == ("2026-02-22", "2026-03-01")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title = ", "cannot be read as TOML"),
        ("titel = 'x'", "the key 'titel' is not known"),
        ("title = 3", "title must be text"),
        ("home_country = 'Mexico'", "home_country must be a country's two letters"),
        ('home_country = "\\u00d1\\u00d1"', "home_country must be"),
        ("title = '\xff'", "is not UTF-8"),
        ("period = ['a', 'b']", "period must be the first and the last day"),
        ("period = ['2026-03-01', '2026-02-01']", "period must be the first"),
        ("period = '2026-03-01'", "period must be"),
        ("period = [2026-03-01]", "period must be"),
        ("period = {a = 1}", "period must be"),
        ("period = ['0001-01-01', '2026-02-01']", "period must lie within 1900–"),
        ("period = [2026-02-01, 9999-12-31]", "period must lie within 1900–"),
        ("title = '\0'", "cannot be read as TOML"),
        ('title = "a\\u0000\\u001bb"', "title holds control characters"),
        (f"title = '{'x' * 400}'", "title has more than 300 characters"),
        (f"title = {'[' * 20_000}", "nests brackets too deep"),
        (f"title = {'9' * 5000}", "cannot be read as TOML"),
        (f"# {'x' * 64_000}", "has more than 64 kB"),
    ],
)
def test_a_fault_in_the_incident_file_has_its_sentence(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "incident.toml").write_bytes(text.encode("latin-1"))
    told = read_incident_file(tmp_path)
    assert len(told.faults) == 1
    assert told.faults[0].startswith(str(tmp_path / "incident.toml"))
    assert fault in told.faults[0]
    assert told.faults[0].endswith(".")
    assert len(told.faults[0]) < 300 + len(str(tmp_path))


def test_a_wrong_key_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "incident.toml").write_bytes(
        b'\xef\xbb\xbftitel = "x"\nb = 1\nc = 2\nd = 3\ne = 4\ntitle = "The fire"\nsubtitle = 3\nhome_country = ""\n'
    )
    told = read_incident_file(tmp_path)
    assert (told.title, told.subtitle, told.home_country) == ("The fire", None, None)
    assert [fault.partition("incident.toml: ")[2].partition(" is")[0] for fault in told.faults[:3]] == [
        "the key 'b'",
        "the key 'c'",
        "the key 'd'",
    ]
    assert "2 more keys" in told.faults[3]
    assert "subtitle" in told.faults[4]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "incident.toml").write_bytes(b'\xef\xbb\xbftitle = "The <b>fire</b>"')
    assert read_incident_file(tmp_path) == IncidentFile(title="The <b>fire</b>")


def test_a_folder_of_that_name_is_no_incident_file(tmp_path: Path) -> None:
    (tmp_path / "incident.toml").mkdir()
    assert "is no file" in read_incident_file(tmp_path).faults[0]


def test_an_incident_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "incident.toml").write_text("")

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")  # root may read all, so no mode of the file can show this

    monkeypatch.setattr("pathlib.Path.read_text", refuse)
    assert "cannot be opened (Permission denied)" in read_incident_file(tmp_path).faults[0]


def test_a_folder_that_is_not_there_has_no_incident_file(tmp_path: Path) -> None:
    assert read_incident_file(tmp_path / "nowhere") == IncidentFile()


@pytest.mark.shared
def test_the_annotated_texts_are_read_verbatim(shared: Path) -> None:
    for gold in (shared / "coverage" / "gold").glob("*.json"):
        document = read_file(shared / "coverage" / "digests" / f"{gold.stem}.md")
        assert document.text.strip() == json.loads(gold.read_text())["text"].strip()
        assert document.published == gold.stem[:10]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("It killed 31[2] people and injured 12[3][4].", "It killed 31 people and injured 12."),
        ("The mayor said so.[12] Two[1] fled.", "The mayor said so. Two fled."),
        ("It hurt 31[a] people.", "It hurt 31 people."),
        ("It killed [31] people.", "It killed [31] people."),
        ("[2] people died, and the[y] fled.", "[2] people died, and the[y] fled."),
        ("See the toll[2](https://bee.example) there.", "See the toll[2](https://bee.example) there."),
        ("It killed 31[200,000] and x[1]y.", "It killed 31[200,000] and x[1]y."),
    ],
)
def test_typed_marks_of_notes_are_no_text(typed: str, read: str) -> None:
    for document in (read_text("a text", typed), read_bytes("a.txt", typed.encode())):
        assert document.text == read
        assert any("marks of notes in brackets" in warning for warning in document.warnings) == (typed != read)


def test_the_header_lines_that_the_readme_shows_are_read() -> None:
    shown = README.read_text(encoding="utf-8").partition("    Title: Bridge")[2].partition("\n\n(`Headline`")[0]
    text = "\n".join(line.removeprefix("    ") for line in f"    Title: Bridge{shown}".split("\n"))
    document = read_bytes("a.txt", text.encode())
    assert (document.title, document.publisher) == ("Bridge burns in Larkfield", "The Larkfield Bee")
    assert (document.author, document.published, document.language) == ("Ann Bell", "2026-02-23", "en")
    assert document.url == "https://www.larkfieldbee.example/news"
    assert document.text == "A bridge burned in Larkfield on Sunday, and nobody was hurt, the mayor said."


def test_the_readme_lists_every_command() -> None:
    listed = set(re.findall(r"python -m geo ([\w-]+)", README.read_text(encoding="utf-8")))
    commands = set(re.findall(r"^    ([a-z][\w-]+)(?: |$)", cli._parser().format_help(), re.MULTILINE))
    assert {"bring-back", "sources"} <= commands <= listed
