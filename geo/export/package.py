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


def rewritten(
    package: bytes,
    parts: Mapping[str, bytes] | None = None,
    changes: Mapping[str, Callable[[bytes], bytes]] | None = None,
) -> bytes:
    """The package without the time at which it was made, with parts added or replaced and others changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()}
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
    """A part without its times; the workbook behind a chart is a package itself."""
    if name.endswith(".xlsx"):
        return rewritten(data)
    return _TIMES.sub(b"", data) if name == "docProps/core.xml" else data
