"""Feeds readers and escaping what was made from sound files, guided by the branches that are reached: ``make fuzz``.

Atheris, which does the guiding, has packages for some systems only and is installed by ``make fuzz`` alone.  A finding
is an exception that gets out of a reader, one that was caught and began in our own code, an answer that cannot be
shown, or escaped text that is not what it was; each is told once, with the input that led to it.
"""

from __future__ import annotations

import argparse
import html
import json
import logging
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris
import jinja2

with atheris.instrument_imports(include=["geo.sources", "geo.escape"]):
    from geo import escape
    from geo.errors import SourceError
    from geo.settings import ROOT
    from geo.sources.readers import formats, mail, page, pdf, rows, saved_page
    from geo.sources.readers.office import odt, word
    from geo.sources.readers.paper import columns, direction, laid, printed, raised, unseen, words
    from geo.sources.readers.pieces import pieces
    from geo.sources.readers.told import Elsewhere, Inside
    from geo.sources.readers.web import feed, warc

from geo.types import Document
from tests import filed

#: Characters that mean something to HTML or to a template.
MEANING = set("<>\"'`${}\\")
READERS = (formats, mail, odt, page, pdf, rows, saved_page, word, feed, warc)
PAPER = (columns, direction, laid, printed, raised, unseen, words)
NAMES = (
    "a.txt",
    "a.md",
    "a.html",
    "a.mhtml",
    "a.eml",
    "a.pdf",
    "a.docx",
    "a.odt",
    "a.zip",
    "a.json",
    "a.jsonl",
    "a.csv",
    "a.xml",
    "a.warc",
    "links.pdf",
    "right.pdf",
    "columns.pdf",
)


class Caught(logging.Handler):
    """What the readers caught; a library may break on a damaged file, our own code may not."""

    def __init__(self) -> None:
        super().__init__()
        self.ours: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what began in our own code."""
        if record.exc_info and record.exc_info[1]:
            last = traceback.extract_tb(record.exc_info[2])[-1].filename
            if Path(last).is_relative_to(ROOT / "geo"):
                self.ours = record.exc_info[1]


CAUGHT = Caught()


def read(data: bytes) -> None:
    """A file of the kind that its first byte chooses."""
    name, body = NAMES[data[0] % len(NAMES)], data[1:]
    try:
        found = formats.format_of(name, body)
    except SourceError as error:
        str(error).encode()
        return
    CAUGHT.ours = None
    for piece in pieces(name, body, found.module, found.called):
        if isinstance(piece, Document):
            shown(piece.text)
            assert piece.text.strip()
            for value in (piece.title, piece.publisher, piece.url, piece.author, *piece.warnings):
                shown(value or "")
        elif not isinstance(piece, Inside | Elsewhere):
            shown(piece.reason)
    if CAUGHT.ours:
        raise CAUGHT.ours


def shown(text: str) -> None:
    """Raise where ``text`` cannot be sent to a browser, or is not the same text behind the escaping."""
    text.encode()
    escaped = escape.safe(text)
    assert not MEANING & set(escaped)
    assert html.unescape(escaped) == escape.visible(text)


def escapes(data: bytes) -> None:
    """Text of any kind through every door."""
    text = data.decode(
        "utf-16-le" if data[:1] > b"\x80" else "utf-8", "surrogatepass" if data[:1] < b"\x10" else "replace"
    )
    shown(text.encode("utf-8", "replace").decode())
    safe = escape.safe(text)
    assert jinja2.Template(safe).render() == safe.removesuffix("\n")
    script = escape.in_script({"a": text})
    assert "</" not in script
    assert "<!--" not in script
    json.loads(script)
    assert not any(c in escape.terminal(text) for c in "\x1b\r\n\x9b\u202e")
    escape.markdown(text)
    assert str(escape.cell(text))[:1] not in set("=+-@\t\r")


class Run:
    """One run, and what it found."""

    def __init__(self, seconds: float) -> None:
        self.end, self.inputs, self.known = time.monotonic() + seconds, 0, set[str]()
        self.begun = time.monotonic()

    def one(self, data: bytes) -> None:
        """Try one input, and tell what is new of what it leads to."""
        if time.monotonic() > self.end:
            minutes = (time.monotonic() - self.begun) / 60
            print(f"{self.inputs:,} inputs in {minutes:.1f} minutes, {len(self.known)} findings", flush=True)
            os._exit(bool(self.known))  # libFuzzer would take an exception for a finding
        self.inputs += 1
        if len(data) < 2:
            return
        try:
            escapes(data[1:]) if data[0] >= 0xF0 else read(data)
        except UnicodeDecodeError:
            pass
        except Exception as error:  # noqa: BLE001 - a finding, whatever it is
            where = "".join(traceback.format_tb(error.__traceback__)[-1:])
            if (key := f"{type(error).__name__} {where}") not in self.known:
                self.known.add(key)
                print(f"FINDING {type(error).__name__}: {error}\n{where}{data[:300]!r}", flush=True)


def seeds(folder: Path) -> None:
    """Sound files of each kind to begin with."""
    text = "\n\n".join(filed.BODY).encode()
    sound = {
        "a.txt": b"Title: A\nDate: 2026-02-23\n\n" + text,
        "a.md": b"---\ntitle: A\npublished: 2026-02-23\n---\n" + text,
        "a.html": filed.page().encode(),
        "a.mhtml": filed.saved_page(),
        "a.eml": filed.mail(),
        "a.pdf": filed.pdf(),
        "a.docx": filed.word(*filed.BODY),
        "a.odt": filed.odt(),
        "a.zip": filed.zipped({"a.txt": text}),
        "a.json": json.dumps([filed.ROW]).encode(),
        "a.jsonl": json.dumps(filed.ROW).encode(),
        "a.csv": filed.table(),
        "a.xml": filed.rss(filed.item()),
        "a.warc": filed.warc(filed.record(filed.page())),
        "links.pdf": filed.linked(),
        "columns.pdf": filed.columns(),
        "right.pdf": filed.right_to_left("(١٣) ﻞﻗﻷا 25", "שלום (12)", compress=False),
    }
    for number, name in enumerate(NAMES):
        (folder / name).write_bytes(bytes([number]) + sound[name])
    (folder / "markup").write_bytes(b"\xf0<b>{{7*7}}${1}</script>`\\\xe2\x80\xae=1")


def main() -> None:
    """Run for as many minutes as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    log = logging.getLogger()
    log.handlers, log.level = [CAUGHT], logging.ERROR
    with tempfile.TemporaryDirectory() as work:
        seeds(Path(work))
        run = Run(60 * options.minutes)
        limits = ["-max_len=20000", "-timeout=60", "-rss_limit_mb=3000", f"-artifact_prefix={work}/", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *limits, work], run.one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
