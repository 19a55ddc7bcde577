"""Frozen records to JSON values and back, without loss.

What a field holds is read from its type hint, so a new record or field needs no code here.  A key that a record does
not have is passed over and a missing one takes the field's default, so a store of one schema survives added fields.
A value of another type than the hint's is refused: it is damaged, and a page would fail on it later.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import geo.custody.records
import geo.types

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    Reader = Callable[[Any], Any]

Record = TypeVar("Record")


def pack(value: object) -> Any:  # noqa: ANN401 — JSON has no narrower type
    """``value`` (a record, tuple or plain value) as what ``json.dumps`` takes."""
    if is_dataclass(value):
        return {field.name: pack(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(pack(item) for item in value)
    return value


def unpack(kind: type[Record], value: object) -> Record:
    """The record of type ``kind`` that ``pack`` made ``value`` of.

    Raises TypeError or ValueError: ``value`` is no such record.
    """
    return cast("Record", _reader(cast("Hashable", kind))(value))


@cache
def _reader(hint: Any) -> Reader:  # noqa: ANN401 — hints are of any type
    """What reads a value of that type hint; made once for each, since resolving hints is slow."""
    origin = get_origin(hint)
    if origin is Literal:
        return _one_of(get_args(hint))
    if origin in {Union, types.UnionType}:
        return _or_none(get_args(hint))
    if origin is tuple:
        return _tuple(get_args(hint))
    if origin is frozenset:
        return _set(get_args(hint)[0])
    return _record(hint) if is_dataclass(hint) else _plain(hint)


def _one_of(words: tuple[object, ...]) -> Reader:
    def read(value: Any) -> Any:  # noqa: ANN401 — JSON has no narrower type, here and below
        if value not in words:
            raise ValueError(f"{value!r:.40} is none of {words[0]}, {words[1]} …")
        return value

    return read


def _or_none(options: tuple[Any, ...]) -> Reader:
    """Our unions are "something or None", or words of one list or another."""
    kinds = [option for option in options if option is not types.NoneType]
    words = tuple(word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))
    inner = _one_of(words) if words else _reader(kinds[0])
    return inner if len(kinds) == len(options) else lambda value: None if value is None else inner(value)


def _tuple(inner: tuple[Any, ...]) -> Reader:
    each = [_reader(kind) for kind in inner if kind is not Ellipsis]

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, list):
            raise TypeError(f"{value!r:.40} is no list")
        readers = each * len(value) if inner[-1] is Ellipsis else each
        return tuple(reader(item) for reader, item in zip(readers, value, strict=True))

    return read


def _set(kind: Any) -> Reader:  # noqa: ANN401
    read_all = _tuple((kind, ...))
    return lambda value: frozenset(read_all(value))


def _record(kind: Any) -> Reader:  # noqa: ANN401
    hints = get_type_hints(
        kind, localns=vars(geo.types) | vars(geo.custody.records)
    )  # which the incident's module needs for its hints alone
    readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            raise TypeError(f"{value!r:.40} is no {kind.__name__}")
        return kind(**{name: reader(value[name]) for name, reader in readers if name in value})

    return read


def _plain(kind: type) -> Reader:
    """JSON has one kind of number; true and false are none."""
    allowed = (int, float) if kind is float else (kind,)

    def read(value: Any) -> Any:  # noqa: ANN401
        if type(value) not in allowed:
            raise TypeError(f"{value!r:.40} is no {kind.__name__}")
        return value

    return read
