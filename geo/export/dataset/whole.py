"""The incident that a view shows as one JSON document, and back again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from geo.errors import ExportError
from geo.export.dataset.about import as_record
from geo.incident import Incident
from geo.messages import spoken
from geo.settings import DEFAULT_LANGUAGE
from geo.store.records import pack, unpack

if TYPE_CHECKING:
    from geo.export.brief.content import View

#: Of the fields, so that a later program knows what it reads.
FORMAT = "incident-atlas/1"


@dataclass(frozen=True, slots=True)
class Read:
    """What a document holds."""

    incident: Incident
    filters: tuple[str, ...]
    """In words; empty: it is the whole incident."""
    language: str = DEFAULT_LANGUAGE
    """In which the program's own words in it are."""


def incident_json(view: View) -> bytes:
    """All records of what is shown, with the texts that their offsets point into; half characters as JSON escapes."""
    told = {
        "format": FORMAT,
        "about": as_record(view),
        "language": spoken(),
        "filters": list(view.filters),
        "incident": pack(view.shown),
    }
    told["sha256"] = _hash(told)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _hash(told: dict[str, Any]) -> str:
    """Of what a file says, in whatever order and spacing; a file that another program made has none."""
    held = {key: told.get(key) for key in ("format", "language", "filters", "incident")}
    return sha256(json.dumps(held, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def read_incident(data: bytes, name: str) -> Read:
    """The incident that ``incident_json`` wrote, equal to that one; ``name`` is the file's, for messages.

    Raises ExportError: it is none, or its records are not those that were written.
    """
    try:
        told = json.loads(data)
        _refuse_edited(told, name)
        language = str(told.get("language", DEFAULT_LANGUAGE))  # files of before 0.5 do not say it
        return Read(_incident(told), tuple(map(str, told["filters"])), language)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ExportError(f"{name} holds no incident: give a file that `geo export --format json` wrote.") from error


def _refuse_edited(told: dict[str, Any], name: str) -> None:
    """No checker of sentences can tell every word that somebody put into a record."""
    if "sha256" not in told and told["format"] == FORMAT:
        raise ExportError(f"{name} has no hash of its records: write it anew with `geo export --format json`.")
    if told["format"] == FORMAT and told["sha256"] != _hash(told):
        raise ExportError(f"{name} was edited after it was written: write it anew with `geo export --format json`.")


def _incident(told: dict[str, Any]) -> Incident:
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    return unpack(Incident, told["incident"])
