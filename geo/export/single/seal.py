"""The seal of a case file: hashes of its parts in a manifest, and of all its bytes in its last line.

A seal without a key proves that nothing was altered since the file was sealed, to whoever knows the fingerprint by
another way.  Whoever alters the file can seal it anew; the fingerprint is then another one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from geo.errors import ExportError
from geo.escape import in_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Stands before each part, so that an insertion in one of them leaves the names of the others right.
_DIVIDER = re.compile(rb"<!--atlas-part ([a-z-]+)-->\n")
_OPENS, _CLOSES = b'<script type="application/json" id="atlas-manifest">\n', b"\n</script>\n"
_SEAL = re.compile(rb"<!--atlas-seal sha256=([0-9a-f]{64})-->\n\Z")
#: Any of these marks a file as one that was sealed, or was and is damaged.
_MARKS = (
    b'<meta name="atlas-sealed"',
    b"<!--atlas-part manifest-->",
    b'id="atlas-manifest"',
    b"<!--atlas-seal sha256=",
)
FORMAT = "incident-atlas-sealed-1"
#: Hex digits of a fingerprint: 96 bits, few enough to be read out on a telephone.
_DIGITS, _GROUP = 24, 4
#: Hex digits that tell apart the rows of a part; the part's own hash is whole.
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the file."""

    name: str
    """Of small letters and hyphens: "events"."""
    text: str
    rows: bool = False
    """Whether each of its lines is a row, to be named by its number."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a sealed file."""

    fingerprint: str
    """Of the file as it is now."""
    altered: tuple[str, ...]
    """What is not as it was sealed, in words; empty: nothing."""


def joined(pieces: Iterable[Piece]) -> bytes:
    """The file of these parts; the first one begins it."""
    return b"".join(_divided(n, piece) for n, piece in enumerate(pieces))


def _divided(n: int, piece: Piece) -> bytes:
    body = piece.text.encode("utf-8", "replace")
    return (f"<!--atlas-part {piece.name}-->\n".encode() if n else b"") + body


def sealed(pieces: Sequence[Piece], told: Mapping[str, Any]) -> bytes:
    """The file of these parts with a manifest, which also says what is ``told`` of it, and the seal behind them."""
    parts = [_listed(piece) for piece in pieces]
    manifest = in_script({"format": FORMAT, **told, "parts": parts}).encode()
    body = joined(pieces) + b"<!--atlas-part manifest-->\n" + _OPENS + manifest + _CLOSES
    return body + f"<!--atlas-seal sha256={sha256(body).hexdigest()}-->\n".encode()


def _listed(piece: Piece) -> dict[str, Any]:
    body = piece.text.encode("utf-8", "replace")
    listed: dict[str, Any] = {"name": piece.name, "bytes": len(body), "sha256": sha256(body).hexdigest()}
    return listed | ({"rows": [_short(line) for line in body.split(b"\n")]} if piece.rows else {})


def _short(line: bytes) -> str:
    return sha256(line).hexdigest()[:_SHORT]


def fingerprint(data: bytes) -> str:
    """The first 96 bits of the hash of all that stands before the seal, in groups: "3f2a 91bc …"."""
    digits = sha256(_body(data)).hexdigest()[:_DIGITS]
    return " ".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))


def _body(data: bytes) -> bytes:
    """All before the seal; where that is damaged, all."""
    found = _SEAL.search(data)
    return data[: found.start()] if found else data


def verdict(data: bytes, expected: str | None = None) -> Verdict:
    """Whether a file is as it was sealed; ``expected``: the fingerprint that the reader was told.

    Raises ExportError: it was never sealed, or the fingerprint is none.
    """
    if not any(mark in data for mark in _MARKS):
        raise ExportError("it is no sealed case file of Incident Atlas: make one with `export --format sealed`.")
    own, altered = fingerprint(data), list(_altered(data))
    if expected is not None and _digits(expected) != own.replace(" ", ""):
        altered.append("the fingerprint: the file was sealed anew, or it is another one")
    return Verdict(own, tuple(altered))


def _digits(told: str) -> str:
    digits = re.sub(r"[\s:-]", "", told).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{_DIGITS}}}", digits):
        raise ExportError(f"{told} is no fingerprint: give its {_DIGITS} digits, as `verify` shows them.")
    return digits


def _altered(data: bytes) -> Iterable[str]:
    """Every part that is not as it was sealed; where none is to blame, what holds the seal itself."""
    seal = _SEAL.search(data)
    if seal is None:
        yield "the last line, which holds the seal"
    whole = seal is not None and sha256(_body(data)).hexdigest() == seal[1].decode()
    found = _parts(_body(data))
    listed = found.pop("manifest", b"")
    if seal is None:  # whatever stands behind the manifest is what became of the seal
        listed = listed[: listed.rfind(_CLOSES) + len(_CLOSES)]
    manifest = _manifest(listed)
    if manifest is None:
        yield "the manifest, which lists the parts"
        return
    apart = list(_against(manifest, found))
    yield from apart
    if seal is not None and not whole and not apart:
        yield "the manifest or the last line, which holds the seal"


def _parts(body: bytes) -> dict[str, bytes]:
    """The parts by name; one that stands there twice is altered."""
    names_and_bodies = [b"head", *_DIVIDER.split(body)]
    found: dict[str, bytes] = {}
    for name, part in zip(names_and_bodies[::2], names_and_bodies[1::2], strict=True):
        found[name.decode()] = found.get(name.decode(), b"") + part
    return found


def _manifest(part: bytes) -> list[dict[str, Any]] | None:
    """The parts as the manifest lists them; None where it cannot be read."""
    if not (part.startswith(_OPENS) and part.endswith(_CLOSES)):
        return None
    try:
        listed = json.loads(part[len(_OPENS) : -len(_CLOSES)])["parts"]
        return [{"name": str(p["name"]), "sha256": str(p["sha256"]), "rows": list(p.get("rows", ()))} for p in listed]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _against(manifest: list[dict[str, Any]], found: dict[str, bytes]) -> Iterable[str]:
    for part in manifest:
        body = found.pop(part["name"], None)
        if body is None:
            yield f"the part “{part['name']}” is missing"
        elif sha256(body).hexdigest() != part["sha256"]:
            yield f"the part “{part['name']}”{_where(body, part['rows'])}"
    yield from (f"the part “{name}” was added" for name in found)


def _where(body: bytes, rows: list[Any]) -> str:
    """Which rows of a part are not as they were, where rows were neither added nor taken out."""
    now = [_short(line) for line in body.split(b"\n")]
    if not rows:
        return ""
    if len(now) != len(rows):
        return ": rows were added or taken out"
    # The first line opens the list.
    apart = [str(n) for n, (one, other) in enumerate(zip(now, rows, strict=True)) if one != other]
    return f": row {', '.join(apart[:5])}{' and more' if len(apart) > 5 else ''}"
