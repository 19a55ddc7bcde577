# ruff: noqa: E501
"""A corpus of malformed, hostile and odd files over all readers, each built on the spot from a sound one."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
from typing import TYPE_CHECKING

from tests import filed
from tests.filed import BODY, FIRST, SOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

Odd = tuple[str, str, bytes]
"""What is odd, the file's name, its content."""

TEXT = "\n\n".join(BODY)
#: What would run, were it let: in a browser, a template, a spreadsheet, a terminal, a shell, a database.
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}{%import os%}",
    "${7*7}",
    "`x`",
    '=HYPERLINK("http://evil.invalid")',
    "=cmd|'/c calc'!A1",
    "@SUM(1)",
    "![x](http://evil.invalid/x.png)",
    "\x1b]0;owned\x07\x1b[2J",
    "'; DROP TABLE document; --",
    "../../../etc/passwd",
    "%s%n%p",
    "\u202egnp.exe",
    "A\u0000B",
    "x" * 5_000,
)
ENTITIES = {
    "xxe file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "xxe net": '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>',
    "xxe parameter": '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    "external dtd": '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd">',
    "billion laughs": "<!DOCTYPE a [<!ENTITY x0 'lol'>"
    + "".join(f"<!ENTITY x{n} '{f'&x{n - 1};' * 10}'>" for n in range(1, 10))
    + "<!ENTITY x '&x9;'>]>",
    "quadratic blowup": f"<!DOCTYPE a [<!ENTITY x '{'a' * 50_000}'>]>",
    "entity of itself": "<!DOCTYPE a [<!ENTITY x '&x;'>]>",
}


def corpus() -> Iterator[Odd]:
    """All of them."""
    for make in (
        _cut,
        _flipped,
        _renamed,
        _encoded,
        _attacks,
        _pages,
        _xml,
        _archives,
        _pdfs,
        _mails,
        _rows,
        _feeds,
        _kept,
        _plain,
    ):
        yield from make()


def _cut() -> Iterator[Odd]:
    """Every kind cut at several places, doubled, with a tail and with holes."""
    for ending, sound in SOUND.items():
        data = sound()
        for share in (1, 10, 35, 60, 90, 99):
            yield f"cut at {share} %", f"cut{share}.{ending}", data[: max(1, len(data) * share // 100)]
        yield "twice", f"twice.{ending}", data * 2
        yield "with a tail", f"tail.{ending}", data + b"\0" * 999
        yield "with a head", f"head.{ending}", b"\0" * 99 + data
        yield "without its middle", f"hole.{ending}", data[: len(data) // 3] + data[len(data) // 2 :]


def _flipped() -> Iterator[Odd]:
    """Every kind with bytes that are others, the same in every run."""
    for ending, sound in SOUND.items():
        for step in (7, 61, 199):
            data = bytearray(sound())
            for at in range(step, len(data), step * 3):
                data[at] ^= 0x55
            yield f"every {step * 3}th byte is another", f"flip{step}.{ending}", bytes(data)
        yield "zeros", f"zeros.{ending}", b"\0" * 2000
        yield "noise", f"noise.{ending}", bytes((n * 197 + n // 7) % 256 for n in range(3000))
        yield "empty", f"empty.{ending}", b""
        yield "blank", f"blank.{ending}", b" \r\n\t" * 50


def _renamed() -> Iterator[Odd]:
    """Every kind under the name of another, and what is none."""
    endings = list(SOUND)
    for n, (ending, sound) in enumerate(SOUND.items()):
        yield f"{ending} by another name", f"renamed.{endings[(n + 5) % len(endings)]}", sound()
    for magic in (
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"\x7fELF",
        b"MZ\x90\0",
        b"Rar!\x1a",
        b"{\\rtf1",
    ):
        for ending in ("txt", "pdf", "html", "docx"):
            yield f"{magic[:4]!r} as {ending}", f"magic.{ending}", magic + b"x" * 500
    yield "gzip", "page.html", gzip.compress(filed.page().encode())


def _encoded() -> Iterator[Odd]:
    text = "El señor Núñez dijo “sí” en Café Überall. " + TEXT
    for coding in ("cp1252", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp437", "utf-7", "ebcdic-cp-be"):
        data = text.encode(coding, "replace")
        page = filed.page("<meta charset=utf-8>").replace(FIRST, text).encode(coding, "replace")
        for ending, content in (
            ("txt", data),
            ("html", page),
            ("csv", b"text\n" + data),
            ("eml", filed.mail("") + data),
        ):
            yield f"in {coding}", f"{coding}.{ending}", content
    for charset in ("rot13", "zlib", "idna", "unicode_escape", "utf-7", "x" * 40, "../etc", "undefined", "mbcs"):
        yield f"charset {charset}", "charset.html", filed.page(f"<meta charset={charset}>").encode()
        yield f"charset {charset}", "charset.eml", filed.mail(kind=f"text/plain; charset={charset}")
    yield (
        "half characters",
        "half.html",
        filed.page().replace("bridge", "br\\ud800dge &#xD800; &#0; &#x110000;").encode(),
    )


def _attacks() -> Iterator[Odd]:
    """What would run, in every field that a kind has."""
    for n, attack in enumerate(ATTACKS):
        quoted = attack.replace('"', "&quot;").replace("<", "&lt;")
        metas = "".join(
            f'<meta property="{name}" content="{quoted}">'
            for name in ("og:title", "author", "og:site_name", "article:published_time", "og:url", "og:locale")
        )
        row = dict.fromkeys(filed.ROW, attack) | {"text": f"{attack} {TEXT}"}
        yield "attack in tags", f"attack{n}.html", filed.page(metas, f"<p>{attack} {TEXT}</p>").encode()
        ld = json.dumps({"@type": "NewsArticle", "headline": attack, "author": attack, "datePublished": attack})
        yield "attack in JSON-LD", f"ld{n}.html", filed.page(f"<script type=application/ld+json>{ld}</script>").encode()
        yield "attack in rows", f"attack{n}.json", json.dumps([row]).encode()
        yield "attack in a table", f"attack{n}.csv", f'title,text\n"{attack}","{attack} {FIRST}"\n'.encode()
        yield (
            "attack in an e-mail",
            f"attack{n}.eml",
            filed.mail(f"{attack} {TEXT}", f"X: {attack}\r\nReply-To: {attack}\r\n"),
        )
        clean = "".join(c for c in attack if c >= " ")
        yield "attack in Word", f"attack{n}.docx", filed.word(f"{clean} {FIRST}", title=clean[:200])
        yield "attack in a PDF", f"attack{n}.pdf", filed.pdf(((clean, FIRST),), title=clean)
        yield "attack in names", f"attack{n}.zip", filed.zipped({f"{attack[:99]}.txt": FIRST})


def _pages() -> Iterator[Odd]:
    deep = 20_000
    yield "deep divs", "deep.html", ("<div>" * deep + FIRST + "</div>" * deep).encode()
    yield "deep tables", "tables.html", ("<table><tr><td>" * 2_000 + FIRST).encode()
    yield "deep lists", "lists.html", ("<ul><li>" * 5_000 + FIRST).encode()
    yield "deep spans in an article", "spans.html", filed.page(body="<p>" + "<b><i>" * 5_000 + FIRST).encode()
    yield "many elements", "many.html", ("<html><body>" + "<p>a" * 120_000).encode()
    yield "many links", "links.html", filed.page(body="<a href=x>y</a>" * 20_000).encode()
    yield "a line of a megabyte", "line.html", filed.page(body=f"<p>{'word ' * 200_000}</p>").encode()
    yield (
        "an attribute of a megabyte",
        "attribute.html",
        filed.page(f'<meta name=a content="{"x" * 1_000_000}">').encode(),
    )
    yield (
        "many attributes",
        "attributes.html",
        filed.page(f"<meta {' '.join(f'a{n}=1' for n in range(20_000))}>").encode(),
    )
    yield "no end", "open.html", filed.page().encode().partition(b"</p>")[0] + b"<script>" + b"x" * 9999
    yield "frames", "frames.html", b"<html><frameset><frame src=http://127.0.0.1:1/></frameset></html>"
    yield "refresh", "refresh.html", filed.page('<meta http-equiv=refresh content="0;url=http://127.0.0.1:1">').encode()
    yield "base", "base.html", filed.page('<base href="file:///etc/"><link rel=canonical href=passwd>').encode()
    yield "a comment without end", "comment.html", filed.page(body="<!--" + "-" * 9999).encode()
    yield "cdata", "cdata.html", filed.page(body="<![CDATA[<script>alert(1)</script>]]>").encode()
    yield "xhtml", "xhtml.html", b'<?xml version="1.0" encoding="utf-8"?>' + filed.page().encode()
    yield "conditional comments", "if.html", filed.page("<!--[if IE]><script>x</script><![endif]-->").encode()
    yield (
        "JSON-LD that nests",
        "ld.html",
        filed.page(f"<script type=application/ld+json>{'[' * 99_999}</script>").encode(),
    )
    graph = json.dumps({"@graph": [{"@type": "Thing"}] * 50_000})
    yield "JSON-LD without end", "graph.html", filed.page(f"<script type=application/ld+json>{graph}</script>").encode()
    for n, value in enumerate(
        ("1", "null", "[[]]", '"x"', '{"@type":{}}', '{"@type":[[]],"author":[[[]]]}', "NaN", "{")
    ):
        yield "odd JSON-LD", f"ld{n}.html", filed.page(f"<script type=application/ld+json>{value}</script>").encode()
    for n, value in enumerate(('{"@type":"Article","author":{"name":{"name":[1]}},"headline":[],"datePublished":{}}',
                               '{"@type":"Article","publisher":7,"url":[],"inLanguage":{"name":null}}')):  # fmt: skip
        yield "odd values", f"values{n}.html", filed.page(f"<script type=application/ld+json>{value}</script>").encode()
    for n, stamp in enumerate(("9" * 400, "0000-00-00", "2026-13-45", "31/31/2026", "٢٠٢٦", "1e999", "-1", "now")):
        yield (
            "odd dates",
            f"date{n}.html",
            filed.page(f"<meta name=date content='{stamp}'><time datetime='{stamp}'>").encode(),
        )


def _xml() -> Iterator[Odd]:
    """Entities in everything that is XML or looks like it."""
    body = f"<text:p>&x; {FIRST}</text:p>"
    for kind, entity in ENTITIES.items():
        yield kind, "entity.odt", filed.odt(body, before=entity)
        yield kind, "entity.html", (entity + filed.page(body="<p>&x;</p>")).encode()
        yield kind, "entity.docx", _repacked(filed.word(), "word/document.xml", entity, "<w:t>", "<w:t>&x;")
        yield kind, "core.docx", _repacked(filed.word(), "docProps/core.xml", entity, "<dc:title>", "<dc:title>&x;")
    yield (
        "deep XML",
        "deep.odt",
        filed.odt("<text:p>" + "<text:span>" * 9_000 + "x" + "</text:span>" * 9_000 + "</text:p>"),
    )
    yield (
        "less deep XML",
        "less.odt",
        filed.odt("<text:p>" + "<text:span>" * 250 + "x" + "</text:span>" * 250 + "</text:p>"),
    )
    yield "a billion blanks", "blanks.odt", filed.odt(f'<text:p>{FIRST}<text:s text:c="999999999"/>x</text:p>')
    yield "odd blanks", "odd.odt", filed.odt(f'<text:p>{FIRST}<text:s text:c="-1"/><text:s text:c="²"/></text:p>')
    yield "no XML", "none.odt", filed.odt("<text:p>")
    yield "no content", "lacks.odt", filed.zipped({"mimetype": "application/vnd.oasis.opendocument.text"})
    yield "a spreadsheet", "sheet.odt", filed.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    yield "no document", "lacks.docx", filed.zipped({"word/document.xml": ""})
    yield "other XML", "other.docx", filed.zipped({"word/document.xml": "<a/>", "[Content_Types].xml": "<Types/>"})
    nested = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    yield "tables in tables", "tables.docx", _repacked(filed.word(), "word/document.xml", "", "<w:p>", f"{nested}<w:p>")
    yield "a link to a file", "link.docx", _repacked(
        filed.word(), "word/_rels/document.xml.rels", "", "<Relationship ",
        '<Relationship Id="rX" Type="http://x/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/>'
        "<Relationship ",
    )  # fmt: skip
    yield (
        "RSS",
        "feed.html",
        b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>A</title></item></channel></rss>',
    )


def _repacked(data: bytes, part: str, before: str, old: str, new: str) -> bytes:
    """A ZIP document with one part changed: ``before`` its root element, and the first ``old`` in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files[part].decode()
    head, mark, rest = text.partition("?>")
    files[part] = (head + mark + before + rest.replace(old, new, 1)).encode()
    return filed.zipped(files)


def _archives() -> Iterator[Odd]:
    yield "bomb", "bomb.zip", filed.zipped({"a.txt": b"0" * 30_000_000})
    yield "bomb in Word", "bomb.docx", filed.zipped({"word/document.xml": b" " * 30_000_000})
    yield (
        "bomb in OpenDocument",
        "bomb.odt",
        filed.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b" " * 30_000_000}),
    )
    bomb = filed.zipped({"a.txt": b"0" * 4_000_000})
    yield "many small bombs", "bombs.zip", filed.zipped({f"{n}.zip": bomb for n in range(60)})
    for depth in (2, 5, 30):
        data = filed.zipped({"a.txt": FIRST})
        for _ in range(depth):
            data = filed.zipped({"in.zip": data})
        yield f"{depth} deep", f"deep{depth}.zip", data
    yield "many files", "many.zip", filed.zipped({f"{n}.txt": "x" for n in range(2_500)})
    yield "no files", "none.zip", filed.zipped({})
    yield "folders alone", "folders.zip", filed.zipped({"a/": "", "b/c/": ""})
    for n, path in enumerate(("../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\..\\a.txt", "a/../../b.txt", "./.../a.txt", "//a.txt",
                              "a\0.txt", "\u202etxt.a.txt", "x" * 5_000 + ".txt", "con.txt", " .txt", "a.txt/")):  # fmt: skip
        yield "a path", f"path{n}.zip", filed.zipped({path: FIRST})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    yield "a link", "link.zip", out.getvalue()
    sound = filed.zipped({"a.txt": TEXT})
    yield "locked", "locked.zip", sound.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")
    for method in (1, 9, 12, 14, 93, 99):
        yield (
            f"packed by {method}",
            f"method{method}.zip",
            sound.replace(struct.pack("<H", 8), struct.pack("<H", method)),
        )
    yield "sizes that lie", "lie.zip", sound.replace(struct.pack("<I", len(TEXT)), struct.pack("<I", 10))
    yield "sizes that lie high", "high.zip", sound.replace(struct.pack("<I", len(TEXT)), struct.pack("<I", 2**31))
    yield "twice the same name", "same.zip", _same_names()
    yield "only an end", "end.zip", b"PK\5\6" + b"\0" * 18
    yield "an end that lies", "ends.zip", b"PK\5\6" + b"\xff" * 18
    yield "a program before it", "sfx.zip", b"MZ\x90\0" + b"\0" * 200 + sound


def _same_names() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", FIRST)
        archive.writestr("b.txt", TEXT)
    return out.getvalue().replace(b"b.txt", b"a.txt")


def _pdfs() -> Iterator[Odd]:
    sound = filed.pdf()
    yield "no pages", "none.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    loop = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    yield "pages in a ring", "ring.pdf", loop + b"trailer<</Root 1 0 R>>\n%%EOF"
    yield "a root that is not there", "root.pdf", b"%PDF-1.4\ntrailer<</Root 99 0 R>>\n%%EOF"
    yield "an array without end", "array.pdf", b"%PDF-1.4\n1 0 obj " + b"[" * 100_000 + b"\ntrailer<</Root 1 0 R>>"
    yield (
        "dictionaries without end",
        "dict.pdf",
        b"%PDF-1.4\n1 0 obj " + b"<</A " * 50_000 + b"\ntrailer<</Root 1 0 R>>",
    )
    yield "a number without end", "number.pdf", sound.replace(b"/Count 1", b"/Count " + b"9" * 9_000)
    yield "a negative length", "length.pdf", sound.replace(b"/Length ", b"/Length -")
    yield "a page of no size", "size.pdf", sound.replace(b"/MediaBox [ 0 0", b"/MediaBox [ 9 /x")
    yield "a startxref that lies", "start.pdf", sound.replace(b"startxref\n", b"startxref\n9")
    yield "no xref", "xref.pdf", sound.replace(b"xref", b"yref")
    yield "an unknown filter", "filter.pdf", sound.replace(b"/FlateDecode", b"/FlatDecode ")
    yield "no filter", "nofilter.pdf", sound.replace(b"/FlateDecode", b"/Crypt")
    yield "an action", "action.pdf", sound.replace(b"/Type /Catalog", b"/OpenAction<</S/Launch/F(calc)>>/Type /Catalog")
    yield (
        "JavaScript",
        "js.pdf",
        sound.replace(b"/Type /Catalog", b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Type /Catalog"),
    )
    yield "many pages", "pages.pdf", filed.pdf(((FIRST,),) * 320)
    yield "no text", "scan.pdf", filed.pdf(((),) * 3)
    yield "locked", "locked.pdf", filed.pdf(encrypt="secret")
    for n, title in enumerate(("\xff\xfe\xd8", "(" * 99, "x" * 9_000, "\x00" * 9)):
        yield "odd titles", f"title{n}.pdf", filed.pdf(title=title)
    yield from _links(filed.linked())
    for n, line in enumerate(
        ("(" * 99, ")(][" * 9 + "א", "א" * 3_000, "א\u202e\u2067\u0300א", "ﷺ" * 50, "23-12/א.5%א$3")
    ):
        yield "from right to left", f"right{n}.pdf", filed.right_to_left(line, line)


def _links(sound: bytes) -> Iterator[Odd]:
    """Of a printed page's links, what is none."""
    rect, listed = (
        b"/Rect [ 20 690 560 715 ]",
        sound[sound.index(b"/Annots [") : sound.index(b"]", sound.index(b"/Annots [")) + 1],
    )
    kinds = [b"/Subtype (Link)", b"/Subtype 12345", b"", b"/Subtype [ /Link ]"]
    sides = [b"7", b"[ 1 2 ]", b"[ (a) /b 3 4 ]", b"[ 99 0 R 1 2 3 ]", b"[ 1e400 -9e99 3 4 ]", b"[ [ ] null true 4 ]"]
    rows = [b"5", b"[ 1 (x) null 99 0 R [ ] ]", b"[" + b" 3 0 R" * 9_000 + b" ]", b"(x)", b"<< /a 1 >>"]
    for n, kind in enumerate(kinds):
        yield "a link that is none", f"kind{n}.pdf", sound.replace(b"/Subtype /Link", kind)
    for n, side in enumerate(sides):
        yield "a link without sides", f"sides{n}.pdf", sound.replace(rect, b"/Rect " + side)
    for n, row in enumerate(rows):
        yield "links that are no list", f"row{n}.pdf", sound.replace(listed, b"/Annots " + row)


def _mails() -> Iterator[Odd]:
    deep = filed.mail(TEXT)
    for _ in range(40):
        deep = filed.mail(deep.decode(), kind="message/rfc822")
    yield "messages in messages", "deep.eml", deep
    parts = "".join(f"--b\r\nContent-Type: text/plain\r\n\r\n{n}\r\n" for n in range(900))
    yield "many parts", "parts.eml", filed.mail(f"{parts}--b--", kind="multipart/mixed; boundary=b")
    yield "no boundary", "boundary.eml", filed.mail(kind="multipart/mixed")
    yield "an empty boundary", "empty.eml", filed.mail(kind='multipart/mixed; boundary=""')
    yield "a boundary without end", "long.eml", filed.mail(kind=f"multipart/mixed; boundary={'b' * 9_000}")
    for coding in ("base64", "quoted-printable", "x-uuencode", "7bit", "nonsense"):
        yield (
            f"coded as {coding}",
            f"{coding}.eml",
            filed.mail("=ZZ=\xff??!!", f"Content-Transfer-Encoding: {coding}\r\n"),
        )
    for n, date in enumerate(("", "yesterday", "Mon, 99 Feb 2026", "0", "Mon, 23 Feb 99999 10:00:00 +9999")):
        yield "odd dates", f"date{n}.eml", filed.mail().replace(b"Mon, 23 Feb 2026 23:50:00 -0600", date.encode())
    for n, sender in enumerate(
        ("", "<>", "@", '"' * 99, "a@b, c@d, <e", "=?utf-8?b?////?=", "=?x?y?z?=", "(((((", "Ann\r\n Bell")
    ):
        yield (
            "odd senders",
            f"from{n}.eml",
            filed.mail().replace(b'"Ann Bell" <ann@larkfieldbee.example>', sender.encode()),
        )
    yield "a header without end", "header.eml", filed.mail(extra=f"X: {'y' * 1_000_000}\r\n")
    yield "headers without end", "headers.eml", filed.mail(extra="".join(f"X-{n}: y\r\n" for n in range(20_000)))
    yield "no body", "nobody.eml", filed.mail("")
    for n, name in enumerate(
        ("../../x.txt", "x\0.txt", "=?utf-8?q?=00?=.txt", "con.txt", "a.exe", ".txt", "x" * 3_000 + ".txt")
    ):
        yield "odd attachments", f"file{n}.eml", filed.mail_with(name, FIRST.encode())
    yield "a bomb attached", "bomb.eml", filed.mail_with("b.zip", filed.zipped({"a.txt": b"0" * 9_000_000}))
    yield (
        "itself attached",
        "self.eml",
        filed.mail_with("m.eml", filed.mail_with("m.eml", filed.mail_with("m.eml", filed.mail()))),
    )
    yield "no page in it", "none.mhtml", filed.saved_page().replace(b"text/html", b"image/png")
    yield "an empty page", "empty.mhtml", filed.saved_page(" ")
    yield "an odd address", "address.mhtml", filed.saved_page().replace(b"https://www", b"javascript:www")
    yield (
        "a broken address",
        "broken.mhtml",
        filed.saved_page().replace(b"https://www.larkfieldbee.example", b"http://[::1"),
    )


def _feeds() -> Iterator[Odd]:
    """What a feed may hold where a title, a day, an address or a text should be."""
    for n, attack in enumerate(ATTACKS):
        quoted = attack.replace("&", "&amp;").replace("<", "&lt;")
        item = filed.item(f"<p>{attack} {TEXT}</p>", title=quoted, more=f"<author>{quoted}</author>")
        yield "attack in a feed", f"attack{n}.xml", filed.rss(item)
        yield "attack in an address", f"link{n}.xml", filed.rss(filed.item(TEXT * 9, quoted))
        told = {"version": "https://jsonfeed.org/version/1.1", "title": attack, "items": [dict.fromkeys(
            ("url", "title", "content_html", "date_published", "authors", "author"), attack)]}  # fmt: skip
        yield "attack in a JSON feed", f"attack{n}.json", json.dumps(told).encode()
    for kind, before in ENTITIES.items():
        item = filed.item(TEXT, title="&x;", more="<description>&x;</description>")
        yield kind, f"{kind.replace(' ', '')}.xml", filed.rss(item, before=before)
    yield "many items", "many.xml", filed.rss(*(filed.item(f"<p>{n}. {FIRST}</p>") for n in range(900)))
    yield "deep tags in an item", "deep.xml", filed.rss(filed.item("<div>" * 9_000 + FIRST))
    yield "deep tags in a feed", "nested.rss", b"<rss>" + b"<channel>" * 9_000
    yield "no end", "open.atom", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>" + b"x" * 99_999
    yield "other XML", "data.xml", b"<?xml version='1.0'?><data><row>1</row></data>"
    for n, value in enumerate(
        ("[]", "{}", "[7]", '[{"url": 7, "content_html": [], "authors": [7, {"name": {}}]}]', "1e999")
    ):
        yield (
            "odd JSON feed",
            f"odd{n}.json",
            f'{{"version": "https://jsonfeed.org/version/1", "items": {value}}}'.encode(),
        )


def _kept() -> Iterator[Odd]:
    """Web archives whose records lie about themselves."""
    sound = filed.record(filed.page())
    bomb = gzip.compress(b"\0" * 60_000_000)
    for n, odd in enumerate((
        sound.replace(b"Content-Length: ", b"Content-Length: 9"), sound.replace(b"Content-Length: ", b"Content-Length: -"),
        sound.replace(b"WARC-Type: response", b"WARC-Type: nonsense"), sound.replace(b"WARC-Target-URI", b"X"),
        sound.replace(b"http:", b"file:").replace(b"https:", b"file:"), sound.replace(b"HTTP/1.1", b"SSH-2.0"),
        sound.replace(b"200 OK", b"302 Found"), sound.replace(b"\r\n", b"\n"), sound[:-9], sound.replace(b"WARC-Date", b"\xff\xfe"),
        b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000, b"WARC/1.0\r\n" * 9_999, b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n",
        filed.record(bomb, Content_Encoding="gzip"), filed.record(bomb, Content_Encoding="br"),
        filed.record("zz\r\nno chunks", Transfer_Encoding="chunked"), filed.record("5\r\nword ", Transfer_Encoding="chunked"),
        filed.record(filed.page(), url="https://bee.example/" + "a" * 9_999), filed.record(filed.page(), url="http://[::1"),
        filed.record(filed.page(), url="https://bee.example/\x1b[2J<script>"), filed.record(""), filed.record(b"\0" * 99),
    )):  # fmt: skip
        for packed in (False, True):
            yield "odd records", f"odd{n}.warc{'.gz' * packed}", filed.warc(odd, sound, packed=packed)
    yield "one gzip for all", "whole.warc.gz", gzip.compress(filed.warc(sound, sound))
    yield "a bomb as a record", "bomb.warc.gz", filed.warc() + bomb
    yield "many records", "many.warc", filed.warc(*[filed.record("", status="404 Not Found")] * 5_000)
    yield "a WACZ of others", "others.wacz", filed.zipped({"archive/a.warc": b"x", "datapackage.json": "{"})
    yield "a WACZ in a WACZ", "in.wacz", filed.zipped({"archive/a.warc.gz": SOUND["wacz"](), "datapackage.json": ""})
    yield (
        "a WACZ without pages",
        "none.wacz",
        filed.zipped({"datapackage.json": "{}", "archive/../a.warc": filed.warc()}),
    )


def _rows() -> Iterator[Odd]:
    for n, value in enumerate(("null", "1", '""', "[]", "{}", "[[]]", "[{}]", "[null]", '{"a":{"b":[]}}', "NaN", "[1,", '{"text":1}',
                               '[{"text":"x"},{"text":null},7]', "[" * 99_999, '{"a":' * 99_999, "1" * 9_999, '"\\ud800"',
                               '[{"text":"\\ud800 x"}]', '[{"text":"\\u0000 x"}]', '[{"text":["x"]}]', '{"text":{"text":"x"}}')):  # fmt: skip
        yield "odd JSON", f"odd{n}.json", value.encode()
        yield "odd JSON lines", f"odd{n}.jsonl", f"{value}\n{json.dumps(filed.ROW)}\n".encode()
    for n, value in enumerate(("text", "text\n", "a,b\n1,2", "text,text\nx,y", 'text\n"unclosed', "text\n" + "x," * 9_999, '"text"\n""""',
                               "text\n" + "x\n" * 6_000, "TEXT\nx", " text ,title\nA fire., b", "text\r\rx\r", "title;text\na;b;c;d",
                               "text\n\0x", f"text\n{'x' * 300_000}", "\n\n\ntext\nx", "text," * 5_000 + "\nx")):  # fmt: skip
        yield "odd tables", f"odd{n}.csv", value.encode()
    for key in ("title", "publisher", "published", "url", "language", "author", "kind"):
        for n, value in enumerate((None, True, 1e300, [], {}, [[["x"]]], {"name": {"name": 1}}, "x" * 9_999, -1)):
            yield f"an odd {key}", f"{key}{n}.json", json.dumps([filed.ROW | {key: value}]).encode()


def _plain() -> Iterator[Odd]:
    yield "a line of three megabytes", "line.txt", b"word " * 600_000
    yield "lines without end", "lines.txt", b"a\n" * 90_000
    yield "controls", "controls.txt", bytes(range(1, 32)) * 50
    yield "a front matter without end", "front.md", b"---\n" + b"a: b\n" * 90_000
    yield "marks alone", "marks.txt", "\u202e\u200b\ufeff".encode() * 99
    yield "combining marks", "zalgo.txt", ("a" + "\u0301" * 9_000).encode()
    yield "a tag at its head", "tag.md", b"<p>" + FIRST.encode()
    yield "no ending", "noending", TEXT.encode()
    yield "an unknown ending", "a.xyz", TEXT.encode()
    yield "a name of dots", "....", TEXT.encode()
