"""How well pages and PDF are read, beside the library alone: ``python -m tests.pages_eval FOLDER [--print]``.

``FOLDER`` holds ``NAME.html`` and beside it ``NAME.json`` with what is right, each key optional: ``title``,
``published`` (YYYY-MM-DD; null: it has none), ``text`` (the whole article), ``opening`` (words that must be in it),
``url``.  ``tests.pages_material`` makes such a folder of public material.  With ``--print`` Chromium prints the texts,
each below its title in two columns with a running title and page numbers, and the pages as they are; those are read as
PDF, beside pdfminer's own text.  Texts in other than Latin letters are not printed, since a machine may lack these.

F1 is that of words with how often each comes, and of runs of four words; each is the mean over pages.  A page that is
refused counts 0.  A title is right if its words are; a day only if it is that day.
"""

from __future__ import annotations

import html
import io
import json
import logging
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura
from pdfminer.high_level import extract_text

from geo.errors import SourceError
from geo.sources.readers import page, pdf
from geo.sources.readers.told import document_of
from tests.browser import FLAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Right = dict[str, Any]
    Reader = Callable[[str, bytes, Right], "Read"]

#: Words, and characters of scripts that are written without blanks.
_WORD = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
RUN = 4
#: A printed page: running title, page number, headline, two columns, words divided at the ends of lines.
SHEET = """<html lang="{lang}"><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 22mm 18mm }}
body {{ font: 10.5pt serif; hyphens: auto }} div {{ columns: 2; text-align: justify }} h1 {{ font-size: 22pt }}</style>
<h1>{title}</h1><div>{paragraphs}</div></html>"""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a file."""

    text: str = ""
    title: str | None = None
    published: str | None = None


# ------------------------------------------------------------------ readers
def ours(name: str, data: bytes, right: Right) -> Read:
    try:
        document = document_of(name, page.article(name, data, url=right.get("url")))
    except SourceError:
        return Read()
    return Read(document.text, document.title, document.published)


def alone(name: str, data: bytes, right: Right) -> Read:
    """trafilatura, as it comes."""
    found = trafilatura.bare_extraction(data, url=right.get("url"), include_comments=False, with_metadata=True)
    return Read(found.text or "", found.title, found.date) if found else Read()


def ours_of_pdf(name: str, data: bytes, right: Right) -> Read:
    try:
        document = document_of(name, next(iter(pdf.read(name, data))))
    except SourceError:
        return Read()
    return Read(document.text, document.title, document.published)


def pdf_alone(name: str, data: bytes, right: Right) -> Read:
    """pdfminer, as it comes."""
    return Read(extract_text(io.BytesIO(data)))


# ------------------------------------------------------------------ scores
def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def runs(text: str) -> list[tuple[str, ...]]:
    told = words(text)
    return [tuple(told[i : i + RUN]) for i in range(max(len(told) - RUN + 1, 1))]


def f1(found: Sequence[object], right: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two bags."""
    both = (Counter(found) & Counter(right)).total()
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / len(found), both / len(right)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _same_words(one: str | None, other: str) -> bool:
    return words(one or "") == words(other)


def scores(read: Reader, files: Sequence[tuple[str, bytes, Right]]) -> dict[str, list[float]]:
    """Every score of every file for which it is known what is right."""
    got: dict[str, list[float]] = {}
    for name, data, right in files:
        made = read(name, data, right)
        if right.get("text"):
            for key, value in zip(
                ("precision", "recall", "f1"), f1(words(made.text), words(right["text"])), strict=True
            ):
                got.setdefault(key, []).append(value)
            got.setdefault("f1 of runs", []).append(f1(runs(made.text), runs(right["text"]))[2])
        if right.get("opening"):
            held = Counter(runs(right["opening"])) & Counter(runs(made.text))
            got.setdefault("openings", []).append(held.total() / len(runs(right["opening"])))
        if right.get("title"):
            got.setdefault("titles", []).append(_same_words(made.title, right["title"]))
        if "published" in right:
            got.setdefault("days", []).append(made.published == right["published"])
            got.setdefault("days wrong", []).append(made.published not in (None, right["published"]))
    return got


def table(readers: dict[str, Reader], files: Sequence[tuple[str, bytes, Right]]) -> None:
    """A line for each reader."""
    for name, read in readers.items():
        row = [f"{key} {sum(all_of) / len(all_of):.3f} of {len(all_of)}" for key, all_of in scores(read, files).items()]
        print(f"  {name:12} {', '.join(row)}", flush=True)


# ------------------------------------------------------------------ printing
def printed(folder: Path, files: Sequence[tuple[str, bytes, Right]]) -> dict[str, list[tuple[str, bytes, Right]]]:
    """The articles and the pages as Chromium prints them, each with what is right."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a browser is asked for with --print alone

    made: dict[str, list[tuple[str, bytes, Right]]] = {"articles in two columns": [], "pages as they are": []}
    known = [file for file in files if _is_latin(file[2].get("text") or "")]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        tab = browser.new_page(java_script_enabled=False)
        tab.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        for name, data, right in known:
            for key, source in zip(made, (_sheet(right).encode(), data), strict=True):
                path = folder / "page.html"
                path.write_bytes(source)
                tab.goto(path.as_uri(), wait_until="domcontentloaded")
                sheet = tab.pdf(format="A4", display_header_footer=True)
                made[key].append(
                    (f"{Path(name).stem}.pdf", sheet, {"text": right["text"], "title": right.get("title")})
                )
        browser.close()
    return made


def _is_latin(text: str) -> bool:
    """Whether any machine has the letters to print a text."""
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) > 0.9 * len(letters)


def _sheet(right: Right) -> str:
    paragraphs = "".join(f"<p>{html.escape(block)}</p>" for block in re.split(r"\n\s*\n", right["text"]))
    return SHEET.format(title=html.escape(right.get("title") or ""), paragraphs=paragraphs, lang="en")


def material(folder: Path) -> list[tuple[str, bytes, Right]]:
    """All pages of a folder with what is right for them."""
    return [
        (path.name, path.read_bytes(), json.loads(path.with_suffix(".json").read_text("utf-8")))
        for path in sorted(folder.glob("*.html"))
        if path.with_suffix(".json").is_file()
    ]


def main(given: Sequence[str]) -> None:
    logging.disable()
    files = material(Path(given[0]))
    print(f"{len(files)} pages")
    table({"ours": ours, "trafilatura": alone}, files)
    if "--print" in given:
        with tempfile.TemporaryDirectory() as name:
            for kind, sheets in printed(Path(name), files).items():
                print(f"{kind}, as PDF")
                table({"ours": ours_of_pdf, "pdfminer": pdf_alone}, sheets)


if __name__ == "__main__":
    main(sys.argv[1:])
