"""The incident that a view shows as one JSON document, and back again."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from geo.errors import ExportError
from geo.export.dataset.about import as_record
from geo.incident import Incident
from geo.messages import say, spoken
from geo.settings import DEFAULT_LANGUAGE
from geo.store.records import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from geo.export.brief.content import View

Told = TypeVar("Told")
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
    texts = say("Of a choice the texts of the sources that its records rest on are in it, and of no others.")
    told = {
        "format": FORMAT,
        "about": as_record(view) | ({"texts": texts} if view.filters else {}),
        "language": spoken(),
        "filters": list(view.filters),
        "incident": pack(held(view)),
    }
    told["sha256"] = _hash(told)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def held(view: View) -> Incident:
    """What is shown, and of the sources only those that it rests on: a choice of one source gives no other's text."""
    shown = view.shown
    if not view.filters:
        return shown
    records = replace(shown, documents=(), mentions=(), log=())
    ids = frozenset(_pointed_at(pack(records))) | (view.sources or frozenset())
    stories = (tuple(filter(ids.__contains__, story)) for story in shown.stories)
    return replace(
        shown,
        documents=tuple(d for d in shown.documents if d.id in ids),
        mentions=_of(ids, shown.mentions),
        log=tuple(deed for deed in shown.log if deed.doc_id in ids),
        grades=_of(ids, shown.grades),
        unread=_of(ids, shown.unread),
        stories=tuple(story for story in stories if len(story) > 1),
    )


def _of(ids: AbstractSet[str], told: Iterable[tuple[str, Told]]) -> tuple[tuple[str, Told], ...]:
    """Of pairs that begin with the id of a document those of these."""
    return tuple(pair for pair in told if pair[0] in ids)


def _pointed_at(told: object) -> Iterator[str]:
    """The ids of the documents in which a packed record has a passage."""
    if isinstance(told, dict):
        yield from (str(value) for key, value in told.items() if key == "doc_id")
    inner = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for one in inner:
        yield from _pointed_at(one)


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
