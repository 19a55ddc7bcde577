"""Office packages written anew: the same content is the same bytes, whenever it is made."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: When the parts of a package were written, for their readers.
NO_TIME = (1980, 1, 1, 0, 0, 0)
#: When a package was made and changed; both may be left out.
_TIMES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
#: What the empty package that a library begins with tells of its own maker: its program, a picture of its first page.
_APP, _PICTURE = "docProps/app.xml", "docProps/thumbnail.jpeg"
_MADE_BY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>Incident Atlas</Application></Properties>'
)
_OF_PICTURE = re.compile(rb'<Relationship\b[^>]*\bTarget="/?docProps/thumbnail\.jpeg"[^>]*/>')
_OF_LIBRARY = re.compile(rb"<dc:description>generated [^<]*</dc:description>")


def rewritten(
    package: bytes,
    parts: Mapping[str, bytes] | None = None,
    changes: Mapping[str, Callable[[bytes], bytes]] | None = None,
) -> bytes:
    """The package without time and maker of its template, with parts added or replaced and others changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist() if name != _PICTURE}
        for name, data in {**kept, **(parts or {})}.items():
            change = (changes or {}).get(name, bytes)
            new.writestr(entry(name), _timeless(name, change(data)))
    return out.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """A file of an archive, packed, without a time."""
    made = zipfile.ZipInfo(name, NO_TIME)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _timeless(name: str, data: bytes) -> bytes:
    """A part without its times and its template's; the workbook behind a chart is a package itself."""
    if name.endswith(".xlsx"):
        return rewritten(data)
    if name == _APP:
        return _MADE_BY
    if name == "_rels/.rels":
        return _OF_PICTURE.sub(b"", data)
    return _OF_LIBRARY.sub(b"", _TIMES.sub(b"", data)) if name == "docProps/core.xml" else data
