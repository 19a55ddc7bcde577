"""Frozen records to JSON values and back, without loss.

What a field holds is read from its type hint, so a new record or field needs no code here.  A key that a record does
not have is passed over and a missing one takes the field's default, so a store of one schema survives added fields.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Hashable

Record = TypeVar("Record")


def pack(value: object) -> Any:  # noqa: ANN401 — JSON has no narrower type
    """``value`` (a record, tuple or plain value) as what ``json.dumps`` takes."""
    if is_dataclass(value):
        return {field.name: pack(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    return value


def unpack(kind: type[Record], value: dict[str, Any]) -> Record:
    """The record of type ``kind`` that ``pack`` made ``value`` of.

    Raises TypeError or ValueError: ``value`` is no such record.
    """
    hints = _hints(cast("Hashable", kind))
    given = {name: _read(hint, value[name]) for name, hint in hints.items() if name in value}
    return kind(**given)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    """The types of a record's fields; resolving them is slow, so it is done once."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in (field.name for field in fields(kind))}  # type: ignore[arg-type]


def _read(hint: Any, value: Any) -> Any:  # noqa: ANN401 — hints and JSON values are of any type
    origin = get_origin(hint)
    if value is None or origin is Literal:
        return value
    if origin in {Union, types.UnionType}:
        return _read_union(hint, value)
    if origin is tuple:
        inner = get_args(hint)
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(kind, item) for kind, item in zip(kinds, value, strict=True))
    return unpack(hint, value) if isinstance(hint, type) and is_dataclass(hint) else value


def _read_union(hint: Any, value: Any) -> Any:  # noqa: ANN401 — as above
    """Our unions are "something or None", or plain values with literals."""
    options = [option for option in get_args(hint) if option is not type(None)]
    return _read(options[0], value) if len(options) == 1 else value
