"""Files of every kind that is read, made on the spot: sound ones, from which the odd and hostile ones are made."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import docx
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from geo.present.letters import face_of

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Bridge burns in Larkfield"
FIRST = "A bridge burned in Larkfield on Sunday, and nobody was hurt, the mayor said."
SECOND = "At least 12 people were taken to a hospital in Torla, where doctors said that all of them would live."
THIRD = "The governor said on Monday that the bridge would be built again, and that the river was safe for ships."
BODY = (FIRST, SECOND, THIRD)
ADDRESS = "https://www.larkfieldbee.example/2026/02/23/bridge"


def page(head: str = "", body: str = "", lang: str = "en", above: str = "") -> str:
    """A page with an article among what stands around one."""
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{TITLE} | The Bee</title>{head}</head><body>'
        f"<nav><ul><li><a href=/>Home</a></li><li><a href=/s>Sport</a></li></ul></nav>"
        f"<article><h1>{TITLE}</h1>{above}{paragraphs}{body}</article><footer>Copyright The Bee</footer></body></html>"
    )


def mail(body: str = "\n\n".join(BODY), extra: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    """A message as programs write them."""
    return (
        'From: "Ann Bell" <ann@larkfieldbee.example>\r\nTo: desk@example.org\r\n'
        f"Subject: {TITLE}\r\nDate: Mon, 23 Feb 2026 23:50:00 -0600\r\nMessage-ID: <1@larkfieldbee.example>\r\n"
        f"MIME-Version: 1.0\r\n{extra}Content-Type: {kind}\r\n\r\n{body}\r\n"
    ).encode()


def mail_with(name: str, data: bytes) -> bytes:
    """A message on which a file hangs."""
    coded = base64.encodebytes(data).decode()
    parts = (
        f"--b\r\nContent-Type: text/plain\r\n\r\n{FIRST}\r\n--b\r\nContent-Type: application/octet-stream\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{coded}\r\n--b--\r\n"
    )
    return mail(parts, kind="multipart/mixed; boundary=b")


def saved_page(source: str | None = None) -> bytes:
    """A page as Chromium saves it in one file."""
    coded = base64.encodebytes((source or page()).encode()).decode()
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: {TITLE}\r\n"
        "Date: Tue, 24 Feb 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        f"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: {ADDRESS}\r\n\r\n{coded}\r\n--x--\r\n"
    ).encode()


def pdf(pages: tuple[tuple[str, ...], ...] = (BODY,), title: str = TITLE, **canvas: object) -> bytes:
    """A PDF with a paragraph below the other, each in lines of 60 characters."""
    out = io.BytesIO()
    made = Canvas(out, invariant=1, **canvas)
    made.setTitle(title)
    for paragraphs in pages:
        y = 700
        for text in paragraphs:
            for line in _lines(text):
                made.drawString(70, y, line)
                y -= 14
            y -= 16
        made.showPage()
    made.save()
    return out.getvalue()


def right_to_left(*lines: str, compress: bool = True) -> bytes:
    """A PDF of lines as they look, in letters that Arabic and Hebrew have too; every second is written from its end."""
    fonts = {"Arabic": "\u0627", "Hebrew": "\u05d0"}
    for name, letter in fonts.items():
        pdfmetrics.registerFont(TTFont(name, str(face_of(letter).path)))
    out = io.BytesIO()
    made = Canvas(out, invariant=1, pageCompression=int(compress))
    for number, line in enumerate(lines):
        x, runs = 100.0, list[tuple[str, float, str]]()
        for part in re.findall(r"[\u0590-\u05ff]+|[\u0600-\u06ff\ufe70-\ufeff]+|[^\u0590-\u06ff\ufe70-\ufeff]+", line):
            name = "Helvetica" if part[0] < "\u0590" else "Hebrew" if part[0] < "\u0600" else "Arabic"
            runs.append((name, x, part))
            x += pdfmetrics.stringWidth(part, name, 12)
        for name, at, part in runs[:: -1 if number % 2 else 1]:
            made.setFont(name, 12)
            made.drawString(at, 700 - 50 * number, part)
    made.save()
    return out.getvalue()


def linked() -> bytes:
    """A PDF as a browser prints it, uncompressed, so that its links are changed too."""
    out = io.BytesIO()
    made = Canvas(out, pageCompression=0)
    for y, words in (
        (822, "3/1/26, 2:08 PM"),
        (16, ADDRESS),
        (700, "Twelve killed in Torla"),
        (600, FIRST),
    ):
        made.drawString(24, y, words)
    made.linkURL(ADDRESS, (20, 690, 560, 715))
    made.save()
    return out.getvalue()


def columns() -> bytes:
    """A PDF of two columns below a headline, with a mark, a power, a struck word and a table, uncompressed."""
    out = io.BytesIO()
    made = Canvas(out, pageCompression=0)
    made.setFont("Helvetica", 20)
    made.drawString(70, 780, "Bridge burns")
    for n, line in enumerate(_lines(" ".join(BODY), 30)[:12]):
        made.setFont("Helvetica", 10)
        for x in (70, 260):
            made.drawString(x, 750 - 12 * n, line)
    for x, y, size, words in ((70, 500, 12, "10"), (84, 505, 7, "6"), (70, 480, 12, "25"), (84, 485, 7, "1")):
        made.setFont("Helvetica", size)
        made.drawString(x, y, words)
    made.line(70, 484, 80, 484)
    for n, cell in enumerate(("Killed", "12", "Injured", "34")):
        made.drawString(70 + 90 * (n % 2), 400 - 12 * (n // 2), cell)
    made.save()
    return out.getvalue()


def _lines(text: str, width: int = 60) -> list[str]:
    if "\n" in text:
        return text.split("\n")
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def word(*paragraphs: str, title: str = "") -> bytes:
    """A Word document."""
    made = docx.Document()
    made.core_properties.title = title
    for text in paragraphs or BODY:
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes | str], **options: object) -> bytes:
    """A ZIP file of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "meta", "table")
)


def odt(
    paragraphs: str = "".join(f"<text:p>{text}</text:p>" for text in BODY), before: str = "", meta: str = ""
) -> bytes:
    """An OpenDocument text; ``before`` stands before the root element."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_NAMES}><office:body><office:text>'
        f"{paragraphs}</office:text></office:body></office:document-content>"
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    if meta:
        dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        files["meta.xml"] = (
            f"<office:document-meta {_NAMES} {dc}><office:meta>{meta}</office:meta></office:document-meta>"
        )
    return zipped(files)


ROW = {"title": TITLE, "publisher": "The Bee", "published": "2026-02-23", "url": ADDRESS, "text": "\n\n".join(BODY)}


def table(mark: str = ",") -> bytes:
    """A table with one row."""
    cells = [f'"{value}"' for value in ROW.values()]
    return f"{mark.join(ROW)}\r\n{mark.join(cells)}\r\n".encode()


def item(text: str = "".join(f"<p>{p}</p>" for p in BODY), link: str = "", title: str = TITLE, more: str = "") -> str:
    """An item of a feed."""
    told = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>{title}</title>{told}<pubDate>Mon, 23 Feb 2026 23:50:00 -0600</pubDate>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>{more}</item>"
    )


def rss(*items: str, before: str = "") -> bytes:
    """A feed of these items."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Bee</title>'
        f"<language>en-us</language>{''.join(items or (item(),))}</channel></rss>"
    ).encode()


def record(content: bytes | str, url: str = ADDRESS, status: str = "200 OK", **headers: str) -> bytes:
    """A record of a web archive: the answer of an address, as it came."""
    body = content.encode() if isinstance(content, str) else content
    told = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-02-24T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(url):012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*records: bytes, packed: bool = False) -> bytes:
    """A web archive of these records, with what crawlers write around them."""
    info = b"software: test\r\n"
    first = (
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2026-02-24T10:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: application/warc-fields\r\n"
        + f"Content-Length: {len(info)}\r\n\r\n".encode() + info + b"\r\n\r\n"
    )  # fmt: skip
    parts = (first, *(records or (record(page()),)))
    return b"".join(gzip.compress(part) if packed else part for part in parts)


#: By ending: a sound file of each kind.
SOUND: dict[str, Callable[[], bytes]] = {
    "txt": lambda: "\n\n".join(BODY).encode(),
    "md": lambda: f"---\ntitle: {TITLE}\npublished: 2026-02-23\n---\n\n".encode() + "\n\n".join(BODY).encode(),
    "html": lambda: page().encode(),
    "mhtml": saved_page,
    "eml": mail,
    "pdf": pdf,
    "docx": word,
    "odt": odt,
    "xml": rss,
    "warc": warc,
    "wacz": lambda: zipped(
        {"archive/data.warc.gz": warc(packed=True), "datapackage.json": "{}", "pages/pages.jsonl": ""}
    ),
    "json": lambda: json.dumps([ROW]).encode(),
    "jsonl": lambda: json.dumps(ROW).encode(),
    "csv": table,
    "zip": lambda: zipped({"a.txt": "\n\n".join(BODY)}),
}
