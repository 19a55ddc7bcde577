"""Hostile texts: none at all, other encodings, too much of everything, and markup where names and numbers are read."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from typing import TYPE_CHECKING

from geo.settings import MAX_FILE_BYTES, MAX_TEXT_CHARS
from tests.siege.heads import BODY, CONTROLS, FORMULAS, INVISIBLE, headed
from tests.siege.marks import HOST, MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.siege.heads import Sort

#: Characters of a text that repeats one thing: a long newspaper report.
LONG = 10_000
#: One seed for all that is drawn by lot, so that every run tries the same.
SEED = 20_260

#: Bytes that begin other kinds of files.
MAGICS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"{\\rtf1 ",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"SQLite format 3\0",
    b"\x7fELF\x02\x01",
    b"MZ\x90\0",
    b"ID3\x03",
    b"\0asm\x01",
    b"\xca\xfe\xba\xbe",
    b"BM6\0",
    b"7z\xbc\xaf\x27\x1c",
    b"BZh91AY",
    b"\xfd7zXZ\0",
    b"(\xb5/\xfd",
    b"ustar\0",
)
#: Sentences whose place, speaker, party, number and quote carry the mark.
AROUND = (
    "Gunmen killed 5 {0} officers in {0} Toledo, Ohio, on Monday. ",
    "Police raided the {0} farm near {0}, Ohio. ",
    "At least 12 {0} were wounded in Cleveland, the {0} Ministry said. ",
    '"We will not stop {0}," said Mayor {0}. ',
    "Ana {0} Vela, the governor of {0}, said that 7 {0} died. ",
    "{0} killed {0} in {0}. ",
    "85 {0} in 11 {0} closed. ",
)
#: Repeated until they fill ``LONG`` characters: where a rule looks back at all that came before, this takes long.
REPEATED = (
    "he said she said ",
    "said ",
    "killed 5 ",
    "killed and wounded ",
    "at least ",
    "1 2 3 4 5 6 7 8 9 ",
    "12,000 ",
    "Toledo, Ohio, ",
    "Toledo ",
    "Monday ",
    "on Monday, Tuesday and ",
    "Mayor Vela ",
    '"',
    '"a" said b. ',
    "and ",
    "of the ",
    "which that who ",
    "did not ",
    ", ",
    "- ",
    "— ",
    "... ",
    "! ",
    "a.b.",
    "U.S. ",
    "between A and B ",
    "near near near ",
    "police army navy ",
    "five hundred thousand ",
    "Gen. Maj. Col. ",
    "5 of the 7 of the 9 ",
    "killed, wounded, arrested, ",
    "(a ",
    "\n",
    "\n\n- ",
    "\t",
    "\u3000",
    "ñ",
    "漢字",
    "a" * 50 + " ",
    "http://a.b/c ",
)
OTHER_TONGUES = {
    "es": "La policía mató a cinco hombres en Torreón el lunes, dijo la alcaldesa Ana Vela. ",
    "ru": "Полиция убила пятерых в Торреоне в понедельник, сказала мэр. ",
    "ar": "قتلت الشرطة خمسة رجال يوم الاثنين. ",
    "zh": "警察星期一在托雷翁打死五人，市长说。",
    "he": "המשטרה הרגה חמישה אנשים ביום שני. ",
    "la": "Lorem ipsum dolor sit amet. ",
    "none": "aGVsbG8gd29ybGQ= QmFzZTY0IGlzIG5vIHRleHQ= ",
    "mixed": "Police полиция الشرطة 警察 killed 5 in Toledo. ",
}


def text_of(body: str, published: str = "2026-02-23") -> str:
    """A file that is read, with this text."""
    return headed({"title": "Raid @@", "publisher": "The Post", "published": published, "language": "en"}, body)


def _nothing() -> Iterator[Sort]:
    for raw in (
        b"",
        b" ",
        b"\n" * 1000,
        b"\xef\xbb\xbf",
        "\u00a0\u2003\u3000".encode(),
        "\u200b\u200c\ufeff".encode(),
        b"---\ntitle: x\n---\n",
        b"---\ntitle: x\n---\n\n \n",
        b".",
        b"?!" * 500,
        b"\0",
        b"\xff",
        b"\r",
        b"0",
    ):
        yield "text: nothing", raw
    for magic in MAGICS:
        yield "text: binary", magic + random.Random(SEED).randbytes(2000)
    yield "text: binary", random.Random(SEED).randbytes(10_000)
    yield "text: binary", b"%PDF-1.7\n" + BODY.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), b"\0" * 20_000_000, zipfile.ZIP_DEFLATED)
    yield "text: bombs", packed.getvalue()
    yield "text: bombs", gzip.compress(b"\0" * 20_000_000, mtime=0)
    entity = (
        '<!DOCTYPE a [<!ENTITY a "b">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "]><a>&i;</a>"
    )
    yield "text: bombs", entity
    yield "text: bombs", f"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(@@)'><text>{BODY}</text></svg>"
    yield "text: bombs", f"<!doctype html><html><body onload=alert(@@)><h1>Raid</h1><p>{BODY}</p></body></html>"


def _encodings() -> Iterator[Sort]:
    told = text_of(f"Señor José Peña said that 5 people were killed in León. {BODY}")
    for code in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-7",
        "utf-8-sig",
        "latin-1",
        "cp1252",
        "cp037",
        "cp437",
        "mac-roman",
    ):
        yield "encoding: another one", told.encode(code)
    yield "encoding: another one", text_of("警察 said 5 were killed. " + BODY).encode("gb18030")
    shifted = text_of("警察 said 5 were killed. " + BODY).encode()
    yield "encoding: another one", shifted.replace(b"5", b"\x1b$B5\x1b(B")
    plain = told.encode()
    for bad in (
        b"\xed\xa0\x80",
        b"\xed\xa0\xbd\xed\xb8\x80",
        b"\xc0\xaf",
        b"\xe2\x82",
        b"\xf8\x88\x80\x80\x80",
        b"\xff\xfe",
        b"\xf4\x90\x80\x80",
        b"\x80\x81\x8d\x8f\x90\x9d",
    ):
        yield "encoding: broken UTF-8", plain.replace(b"killed", b"killed " + bad) + bad
        yield "encoding: broken UTF-8", plain.replace(b"Raid", b"Raid " + bad).replace(b"Post", bad)
    for raw in (
        b"\xef\xbb\xbf" * 3 + plain,
        plain.replace(b"Gunmen", b"\xef\xbb\xbfGunmen"),
        b"\xff\xfe" + plain,
        b"\xfe\xff" + plain + b"\0",
        told.encode("utf-16")[:-1],
        b"\0\0\xfe\xff" + plain,
        b"+/v8-" + plain,
    ):
        yield "encoding: byte order marks", raw


def _sizes() -> Iterator[Sort]:
    sentence = "Gunmen killed 5 officers near Toledo, Ohio, on Monday, the mayor said. "
    for size in (MAX_FILE_BYTES, MAX_FILE_BYTES + 1):
        yield "size: 5 MB", (sentence * (size // len(sentence) + 1))[:size]
    for size in (MAX_TEXT_CHARS, MAX_TEXT_CHARS + 1):
        yield "size: 200,000 characters", (f"Report @@. {sentence * (size // len(sentence) + 1)}")[:size]
    yield "size: 200,000 characters", text_of(f"Report @@. {'word ' * 39_000}")
    yield "size: 200,000 characters", text_of(f"Report @@. {'x' * 190_000}")
    yield "size: 200,000 characters", text_of(f"Report @@.{' ' * 190_000}End.")
    yield "size: one line", text_of("and he said that " * 1200 + BODY)
    yield "size: one line", text_of("Toledo " * 1400 + BODY)
    for kind, piece in (
        ("events", "Gunmen raided a bank in Toledo, Ohio, on {} May. "),
        ("counts", "At least {} officers were killed in Cleveland, the mayor said. "),
        ("quotes", '"We lost {}," said Mayor Ana Vela. '),
        ("places", "It went on near Springfield {}. "),
    ):
        yield f"many: {kind}", text_of(" ".join(piece.format(i) for i in range(1, 151)) + BODY)


def _repeated() -> Iterator[Sort]:
    for piece in REPEATED:
        yield "growth: one thing again and again", text_of(piece * (LONG // len(piece)) + BODY)
    for open_, close in ('""', "()", "[]", "{}", "“”", "«»", "''", "<>"):
        yield "growth: nesting", text_of(open_ * 2500 + " killed 5 " + close * 2500 + BODY)
        yield "growth: nesting", text_of(f"{open_}he said killed 5 {close} " * 400 + BODY)
    yield "growth: nesting", text_of("> " * 5000 + BODY)
    for digits in (309, 310, 4301, 5000):
        yield "numbers: many digits", text_of(f"Gunmen killed {'9' * digits} officers in Toledo, Ohio. {BODY}")
    yield "numbers: many digits", text_of(f"Gunmen killed {','.join(['999'] * 1500)} officers in Toledo. {BODY}")
    yield "numbers: many digits", text_of(f"On {'9' * 400} May {'8' * 400} gunmen came at {'7' * 400}:00. {BODY}")
    for number in (
        "1e400",
        "-5",
        "0",
        "½",
        "٥",
        "５",
        "Ⅻ",
        "①",
        "1/0",
        "0.0000001",
        "NaN",
        "infinity",
        "5e9999",
        "1,2,3,4",
        "1.000.000,5",
        "a million billion trillion",
        "one hundred " * 200,
        "9007199254740993",
        "several hundred",
        "between 9 and 5",
        "at least at most about 5",
    ):
        yield "numbers: odd", text_of(f"Gunmen killed {number} officers and wounded {number} people in Toledo. {BODY}")


def _dates() -> Iterator[Sort]:
    for day in (
        "on 30 February",
        "in the year 9999",
        "on 99 January 2026",
        "on 31 November 0000",
        "9999999999 days ago",
        "1,000,000 years ago",
        "on 29 February 2026",
        "on May 0",
        "at 25:61",
        "from 9 May to 3 May",
        "in 0000",
        "in 10000 BC",
        "on 2026-13-45",
        "next Monday next Monday last Monday",
        "on the 31st of the month",
        "tomorrow in two thousand years",
        "on 1 January 1",
        "since -1",
    ):
        yield "dates in the text", text_of(f"Gunmen killed 5 officers in Toledo, Ohio, {day}. {BODY}")
    for published in ("1900-01-01", "2027-12-31"):
        yield (
            "dates in the text",
            text_of("It ended last year, in 20 years, a century ago and on Monday. " + BODY, published),
        )


def _marked() -> Iterator[Sort]:
    for kind, texts in MARKUP.items():
        for text in texts:
            yield f"markup: {kind}", text_of("".join(AROUND).replace("{0}", text) + BODY)
    for text in (*INVISIBLE.values(), *CONTROLS.values()):
        yield "markup: invisible", text_of("".join(AROUND).replace("{0}", text) + BODY)
    for text in FORMULAS:
        yield "markup: formula", text_of("".join(AROUND).replace("{0}", text) + f"\n\n{text}\n\n{BODY}")
    for text in (
        f"# Raid\n\n{BODY}\n\n| a | b |\n|---|---|\n| {HOST} | ![x](http://{HOST}/@@) |\n",
        f"{BODY}\n\n```\ncode\n```\n[^1]: x",
        f"<html><body><p>{BODY}</p></body></html>",
        f"<!-- {BODY} -->\n{BODY}",
        f"{BODY}\n===\n\n***\n\n    code",
        f'{{"title": "x", "text": "{BODY.strip()}"}}',
        f"a,b,c\n1,2,3\n{BODY}",
    ):
        yield "markup: documents", text_of(text)


def _names() -> Iterator[Sort]:
    for name in (
        "None",
        "nan",
        "null",
        "undefined",
        "Robert'); DROP TABLE document;--",
        "Ana " * 300,
        "Mr. . ,",
        "Constructor",
        "__proto__",
        "toString",
        "Ana\u202eVela",
        "A" * 10_000,
        "O'Brien-Smith-Jones",
        "X Æ A-12",
    ):
        yield "names: people", text_of(f'"We stop," said Mayor {name} of Toledo. {name} was killed. {BODY}')
    for place in (
        "None",
        "Null Island",
        "0,0",
        "91, 181",
        "41.66° N, 583.55° W",
        "X" * 10_000,
        "Ünïcödé" * 50,
        "北京",
        "Y",
        "Of",
        "Llanfair" * 40,
        "Saint St. San Santa",
        "the the the",
        "Springfield, Springfield, Springfield",
    ):
        yield "names: places", text_of(f"Gunmen killed 5 officers in {place}, Ohio, and near {place} on Monday. {BODY}")
    yield (
        "names: places",
        text_of(
            "Gunmen came to "
            + ", ".join(
                random.Random(SEED).choices(["Toledo", "Paris", "London", "Springfield", "San José", "Victoria"], k=500)
            )
            + f". {BODY}"
        ),
    )
    for language, words in OTHER_TONGUES.items():
        yield "names: languages", words * 20 + "@@"
        yield "names: languages", headed({"title": "x @@", "language": language}, words * 20 + "@@")


def texts() -> Iterator[Sort]:
    """Every file whose text is what is wrong."""
    for part in (_nothing, _encodings, _sizes, _repeated, _dates, _marked, _names):
        yield from part()
