"""The file that a source came in: its hash goes with the source, and where the user wants that, it is kept as it came.

A kept file lies under its hash and is never opened, served or run by the program.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo import files
from geo.errors import FileError
from geo.settings import Settings
from geo.sources.readers.formats import ENDINGS, ending_of

if TYPE_CHECKING:
    from geo.types import Document


class Original:
    """One file as it was given."""

    def __init__(self, name: str, data: bytes) -> None:
        self._data, self.sha256 = data, hashlib.sha256(data).hexdigest()
        self._ending = ending_of(name) if ending_of(name) in ENDINGS else "bin"
        self._fault: str | None = None
        self._kept = False

    def of(self, document: Document) -> Document:
        """A document of it, with its hash; the file is kept with the first one that is read of it."""
        if not self._kept:
            self._kept, self._fault = True, self._keep()
        warnings = (*document.warnings, self._fault) if self._fault else document.warnings
        return replace(document, original=self.sha256, warnings=warnings)

    def _keep(self) -> str | None:
        """Write it where originals are kept; what went wrong, which must not cost the source."""
        folder = Settings().originals
        if not folder:
            return None
        path = Path(folder) / self.sha256[:2] / f"{self.sha256}.{self._ending}"
        try:
            files.make_folder(path.parent)
            if not path.is_file() or path.stat().st_size != len(self._data):
                files.write_bytes(path, self._data)
        except (FileError, OSError) as error:
            return f"its file could not be kept ({error})."
        return None
