"""Where things lie and how much is let in.  Every setting can be given as an environment variable."""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
PREFIX = "INCIDENT_ATLAS_"
#: The language (ISO 639-1) whose lexicons are asked where no text is being read.
DEFAULT_LANGUAGE = "en"

#: Bytes of one file.  A newspaper's longest report is under 200 kB; 5 MB leaves room and keeps a parse under a minute.
MAX_FILE_BYTES = 5_000_000
#: Code points of one text that are analysed: 30,000 words, more than any report; longer ones are collections to split.
MAX_TEXT_CHARS = 200_000


def _env(name: str, default: str) -> str:
    """What the environment says; a variable that is empty says nothing, and least of all "this folder"."""
    return os.environ.get(PREFIX + name) or default


def models() -> dict[str, str]:
    """Language that has lexicons → its spaCy model: INCIDENT_ATLAS_MODEL_ES names it, else its ``language.toml``."""
    return {language: named_model(language) or model for language, model in _own_models().items()}


@cache
def _own_models() -> dict[str, str]:
    files = sorted((DATA / "lexicons").glob("*/language.toml"))
    return {file.parent.name: _located(tomllib.loads(file.read_text(encoding="utf-8"))["model"]) for file in files}


def _located(model: str) -> str:
    """A model that lies in the tree (``data/models/es``) by its whole path; any other name is a package's."""
    return str(ROOT / model) if (ROOT / model).is_dir() else model


def named_model(language: str) -> str:
    """The model that the user names for a language, else nothing; INCIDENT_ATLAS_MODEL alone is the one for English."""
    return _env(f"MODEL_{language.upper()}", _env("MODEL", "") if language == DEFAULT_LANGUAGE else "")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know; ``Settings()`` reads the environment."""

    seeds: Path = field(default_factory=lambda: Path(_env("SEEDS", str(ROOT / "seeds"))).resolve())
    """Folder of the incident's sources."""
    models: Mapping[str, str] = field(default_factory=models)
    """Language that has a folder of lexicons (ISO 639-1) → import name of its spaCy model."""
    gazetteer: Path = field(default_factory=lambda: Path(_env("GAZETTEER", str(DATA / "build" / "gazetteer.sqlite"))))
    store: str = field(default_factory=lambda: _env("STORE", ""))
    """Any SQLAlchemy URL; empty: one SQLite file for each folder of seeds, under data/run/."""
    geocoder: str = field(default_factory=lambda: _env("GEOCODER", ""))
    """A geopy service that is asked for what the gazetteer lacks, "nominatim"; empty: nothing leaves the machine."""
    geocoder_options: str = field(default_factory=lambda: _env("GEOCODER_OPTIONS", ""))
    """Arguments of that service as a JSON object: user_agent, domain, api_key …"""
    geocoder_cache: Path = field(
        default_factory=lambda: Path(_env("GEOCODER_CACHE", str(DATA / "run" / "geocoder.sqlite")))
    )
    """Where its answers are kept."""
    api: bool = field(default_factory=lambda: _env("API", "").lower() in {"1", "on", "true", "yes"})
    """Whether other programs may read the incident by HTTP beside the pages."""
    user_header: str = field(default_factory=lambda: _env("USER_HEADER", ""))
    """Header in which a reverse proxy names who is signed in, "X-Forwarded-User"; empty: there is none."""
    editors: str = field(default_factory=lambda: _env("EDITORS", ""))
    """Names in that header, parted by commas, of those who may add, date and remove; "*": all who are signed in."""
    editor_password: str = field(default_factory=lambda: _env("EDITOR_PASSWORD", ""))
    """Hash, as `python -m geo password` writes it, of the password that makes a reader an editor; empty: there is none.
    With neither header nor password whoever reaches the pages is an editor."""
    originals: str = field(default_factory=lambda: _env("ORIGINALS", ""))
    """Folder in which files are kept as they came, each under its SHA-256; empty: they are not kept."""

    network: bool = field(default_factory=lambda: _env("NETWORK", "").lower() in {"1", "on", "true", "yes"})
    """Whether addresses of articles and feeds may be asked; off: they are refused with a sentence, and no request."""

    feeds: str = field(default_factory=lambda: _env("FEEDS", ""))
    """Where it is kept what was asked of feeds, and when; empty: a file for each store, under data/run/."""

    def store_url(self) -> str:
        """The store's URL: as set, or a file whose name is made of the seeds folder."""
        if self.store:
            return self.store
        digest = hashlib.sha256(str(self.seeds).encode()).hexdigest()[:8]
        return f"sqlite:///{DATA / 'run' / f'{self.seeds.name}-{digest}.sqlite'}"

    def feeds_file(self) -> Path:
        """The file that keeps what was asked of feeds for this store."""
        if self.feeds:
            return Path(self.feeds)
        return DATA / "run" / f"feeds-{hashlib.sha256(self.store_url().encode()).hexdigest()[:8]}.sqlite"
