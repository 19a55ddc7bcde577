"""Collects the messages of the program and brings the catalogues up to date: ``make catalogues``.

Messages stand in the code as the first argument of ``say``, ``say_n``, ``message``, ``plural`` and ``guarded``, as the
values of ``Labels``, in word lists that hold labels, and, for what is stored or raised as an English sentence, as
whatever text the modules of ``SENTENCES`` hold.  New ones are written without a translation, old ones are taken out.
"""

from __future__ import annotations

import ast
import io
import re
import tomllib
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from geo.export import tables
from geo.messages import DOMAIN, FOLDER
from geo.messages.stored import STORED
from geo.settings import DATA, ROOT
from geo.types import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Message = tuple[str | None, str | tuple[str, str], str]
"""Context, text (one and many), and where it stands."""

#: Modules whose texts are sentences for a reader, made before anybody knows in which language they will be read.
SENTENCES = (
    "child/asking.py", "custody/access.py", "custody/databases.py", "export/brief/agreement.py",
    "export/brief/check.py", "export/brief/days.py", "extractor.py", "files.py",
    "ingest.py", "pipeline.py", "gazetteer/build.py",
    "gazetteer/lookup.py", "gazetteer/municipalities.py", "gazetteer/service.py", "language/counts/other_numbers.py",
    "language/dates/publication.py", "language/pipeline.py", "reconcile/events/set_aside.py",
    "reconcile/tolls/fate_since.py", "reconcile/tolls/not_its_toll.py", "resolve/__init__.py",
    "resolve/candidates/each_mention.py", "resolve/candidates/rank.py", "resolve/candidates/second_opinion.py",
    "resolve/toponyms/sites.py", "selection/search/index.py",
    "sources/fetching/address.py", "sources/fetching/connection.py", "sources/fetching/feeds.py",
    "sources/fetching/gate.py", "sources/fetching/kept.py", "sources/fetching/listed.py", "sources/fetching/polite.py",
    "sources/fetching/web.py", "sources/watched.py", "sources/decoding.py", "sources/headers.py",
    "sources/folders.py", "sources/incident.py", "sources/languages.py", "sources/published.py", "sources/reader.py",
    "sources/files.py",
    "sources/readers/apart.py", "sources/readers/archive.py", "sources/readers/formats.py", "sources/readers/mail.py",
    "sources/readers/office/odt.py", "sources/readers/page.py", "sources/readers/page_facts.py",
    "sources/readers/pdf.py",
    "sources/readers/pieces.py", "sources/readers/rows.py", "sources/readers/saved_page.py", "sources/readers/told.py",
    "sources/readers/web/feed.py", "sources/readers/web/warc.py", "sources/readers/office/word.py", "store/faults.py",
    "store/moved.py", "store/opening.py", "store/rewritten.py", "store/rows.py", "store/schema.py", "store/store.py",
    "views/adding/work.py", "views/reading.py",
)  # fmt: skip
#: What such sentences call a part of a file.
PARTS = (
    ("row {0}", "sources/readers/rows.py"),
    ("line {0}", "sources/readers/rows.py"),
    ("item {0}", "sources/readers/web/feed.py"),
)
#: Texts of these modules that no reader sees: patterns, names in the parse, SQL, log lines, file names.
_INNER = re.compile(r"\\|\(\?|^atlas_|SELECT|PRAGMA|TABLE|INSERT|^BEGIN|%s|immutable=1| = |CREATE|^p\.n|^[^ ]*$| TEXT")
_WORDS = re.compile(r"[A-Za-z]+")


def messages() -> list[Message]:
    """Every message of the program, in the order of the files."""
    found: list[Message] = []
    for path in sorted((ROOT / "geo").rglob("*.py")):
        where = path.relative_to(ROOT / "geo").as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [(context, text, where) for context, text in _said(tree)]
        if where in SENTENCES:
            found += [(STORED, text, where) for text in _sentences(tree)]
    return [*found, *_labels(), *_columns(), *((STORED, text, where) for text, where in PARTS)]


def _said(tree: ast.AST) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [text for arg in node.args for text in _texts(arg)]
        if name == "message" or (name == "say" and _texts(node.args[0])):
            yield (texts[1] if len(texts) > 1 else None), texts[0]
        elif name == "say_n" and all(map(_texts, node.args[:2])) and len(node.args) > 1:
            yield _named(node, "context", texts[2:]), (texts[0], texts[1])
        elif name == "plural":
            many = texts[1] if len(texts) > 1 else f"{texts[0]}s"
            yield None, (f"{{n}} {texts[0]}", f"{{n}} {many}")
        elif name == "guarded":
            yield from ((None, text) for text in texts)
        elif name == "Labels" and isinstance(node.args[0], ast.Dict):
            context = _texts(node.args[1])[0] if len(node.args) > 1 else None
            yield from ((context, text) for value in node.args[0].values for text in _texts(value))


def _named(node: ast.Call, name: str, rest: list[str]) -> str | None:
    given = [text for keyword in node.keywords if keyword.arg == name for text in _texts(keyword.value)]
    return (given or rest or [None])[0]


def _texts(node: ast.AST) -> list[str]:
    """The constants that an argument may be: one, or those of an either-or."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _sentences(tree: ast.AST) -> Iterator[str]:
    """Texts of several words, those of an f-string as one with numbered parts."""
    docs = {id(node.value) for node in ast.walk(tree) if _is_doc(node)}
    logged = {id(part) for node in ast.walk(tree) if _is_logged(node) for part in ast.walk(node)}
    pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    for node in ast.walk(tree):
        if id(node) in docs | pieces | logged:
            continue
        text = _template(node)
        if text and not _INNER.search(text) and len(_WORDS.findall(re.sub(r"\{\d+\}", "", text))) > 1:
            yield text


def _is_doc(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_logged(node: object) -> bool:
    return isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == "log"


def _template(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        numbers = count()
        return re.sub(r"\{[^{}]*\}", lambda _: f"{{{next(numbers)}}}", node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    text, n = "", 0
    for piece in node.values:
        if isinstance(piece, ast.Constant):
            text += piece.value
        else:
            text, n = f"{text}{{{n}}}", n + 1
    return text


def _labels() -> Iterator[Message]:
    """Labels in word lists: kinds of events, themes of statements, languages."""
    for name in ("event_kinds.toml", "en/themes.toml"):
        told = tomllib.loads((DATA / "lexicons" / name).read_text(encoding="utf-8"))
        yield from ((None, entry["label"], name) for entry in told.values() if "label" in entry)
    languages = tomllib.loads((DATA / "lexicons" / "languages.toml").read_text(encoding="utf-8"))["names"]
    yield from ((None, name, "languages.toml") for name in languages.values())


def _columns() -> Iterator[Message]:
    """Columns of the tables that can be taken along, and what people suffer, which may agree with their gender."""
    columns = (
        *(*tables.EVENT_COLUMNS, *tables.LEDGER_COLUMNS, *tables.FIGURE_COLUMNS, *tables.QUOTE_COLUMNS),
        *(*tables.SOURCE_COLUMNS, *tables.JURISDICTION_COLUMNS, *tables.LOG_COLUMNS),
    )
    yield from (("column", column, "export/tables.py") for column in dict.fromkeys(columns))
    yield from (
        (context, (status, status), "present/nouns.py") for context in ("of men", "of women") for status in STATUSES
    )


@cache
def template() -> Catalog:
    """The messages without translations; a message of several places stands once, with all of them."""
    made = Catalog(project="Incident Atlas", charset="utf-8", fuzzy=False)
    for context, text, where in messages():
        made.add(text, locations=[(where, None)], context=context)
    return made


def catalogues() -> list[Path]:
    """The catalogue of each language."""
    return sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def updated(path: Path) -> bytes:
    """A catalogue with the messages of now: what it has translated stays, what is new stands without a translation."""
    head = path.read_bytes().partition(b"\n\n")[0]
    with path.open("rb") as file:
        told = read_po(file)
    told.update(template(), no_fuzzy_matching=True)
    out = io.BytesIO()
    write_po(out, told, width=110, sort_output=True, ignore_obsolete=True, omit_header=True, include_lineno=False)
    return head + b"\n\n" + out.getvalue()


if __name__ == "__main__":
    for catalogue in catalogues():
        catalogue.write_bytes(updated(catalogue))
