"""Wrong settings: ``incident.toml`` and the environment, each of which must come to a sentence on every page."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.siege.heads import BODY
from tests.siege.marks import HOST
from tests.siege.texts import SEED, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: ``incident.toml`` as it should not be.
TOML: dict[str, bytes] = {
    "unknown key": b'titel = "Raid"\n',
    "byte order mark": b'\xef\xbb\xbftitle = "Raid"\n',
    "20,000 brackets": b"title = " + b"[" * 20_000 + b"]" * 20_000 + b"\n",
    "deep tables": b"[" + b".".join([b"a"] * 20_000) + b"]\n",
    "Latin-1": 'title = "Le\xf3n"\n'.encode("latin-1"),
    "UTF-16": 'title = "Raid"\n'.encode("utf-16"),
    "NUL": b'title = "a\0b"\n',
    "number for a title": b"title = 5\n",
    "table for a title": b"[title]\na = 1\n",
    "word for a country": b'home_country = "Mexico"\n',
    "no such country": b'home_country = "XX"\n',
    "word for a period": b'period = "2026"\n',
    "numbers for a period": b"period = [9999999999, 1]\n",
    "period backwards": b'period = ["2026-03-03", "2026-02-22"]\n',
    "period of 200 years": b'period = ["1900-01-01", "2099-12-31"]\n',
    "period of no calendar": b'period = ["0000-00-00", "9999-99-99"]\n',
    "10 MB": b'title = "' + b"word " * 2_000_000 + b'"\n',
    "hostile title": (
        f'title = "<img src=x onerror=alert(1)>t1-{{{{7*7}}}}-t![i](http://{HOST}/1.png)"\n'
        'subtitle = "</script><script>window.__pwned=1</script>:red[pwned1]"\n'
    ).encode(),
    "hidden characters": 'title = "\u202eevil\u200b\\u0000"\n'.encode(),
    "empty": b"",
    "no TOML": b"\x89PNG\r\n\x1a\n",
    "key twice": b'title = "a"\ntitle = "b"\n',
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong setting."""

    kind: str
    name: str
    make: Callable[[Path], dict[str, str]]
    """Lays what is needed into a new folder (``seeds`` is there); gives the environment, without its prefix."""
    holding: Callable[[Path], object] = lambda _: _nothing()
    """A context in which the server runs."""


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _toml(raw: bytes) -> Callable[[Path], dict[str, str]]:
    def make(folder: Path) -> dict[str, str]:
        (folder / "seeds" / "incident.toml").write_bytes(raw)
        return {}

    return make


def _env(**values: str) -> Callable[[Path], dict[str, str]]:
    """An environment in which ``@`` is the folder."""
    return lambda folder: {name: value.replace("@", str(folder)) for name, value in values.items()}


def _with(lay: Callable[[Path], object], **values: str) -> Callable[[Path], dict[str, str]]:
    def make(folder: Path) -> dict[str, str]:
        lay(folder)
        return _env(**values)(folder)

    return make


def _sqlite(name: str, *statements: str) -> Callable[[Path], object]:
    def lay(folder: Path) -> None:
        with sqlite3.connect(folder / name) as made:
            for statement in statements:
                made.execute(statement)
        made.close()

    return lay


def _newer(folder: Path) -> None:
    from geo.store import Store  # noqa: PLC0415 - the store of the program under siege

    Store(f"sqlite:///{folder / 'newer.sqlite'}").close()
    _sqlite("newer.sqlite", "UPDATE meta SET value = 9999 WHERE key = 'schema_version'")(folder)


def _read_only(folder: Path) -> None:
    from geo.store import Store  # noqa: PLC0415

    Store(f"sqlite:///{folder / 'fixed.sqlite'}").close()
    (folder / "fixed.sqlite").chmod(0o444)


def _cut(folder: Path) -> None:
    _read_only(folder)
    whole = folder / "fixed.sqlite"
    whole.chmod(0o644)
    (folder / "cut.sqlite").write_bytes(whole.read_bytes()[:5000])


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Another program holds the store for itself."""
    held = sqlite3.connect(folder / "locked.sqlite", isolation_level=None)
    held.execute("PRAGMA locking_mode = EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    yield
    held.close()


def _garbage(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(random.Random(SEED).randbytes(100_000))


def _emptied(folder: Path) -> None:
    for file in (folder / "seeds").iterdir():
        file.unlink()


def _all_bad(folder: Path) -> None:
    _emptied(folder)
    (folder / "seeds" / "bad.md").write_bytes(b"\0")


ENVIRONMENT: tuple[tuple[str, str, Callable[[Path], dict[str, str]]], ...] = (
    ("incident.toml", "a directory", _with(lambda f: (f / "seeds" / "incident.toml").mkdir())),
    ("incident.toml", "a link to nowhere", _with(lambda f: (f / "seeds" / "incident.toml").symlink_to("/nowhere"))),
    (
        "incident.toml",
        "a link to itself",
        _with(lambda f: (f / "seeds/incident.toml").symlink_to(f / "seeds/incident.toml")),
    ),
    ("incident.toml", "a pipe", _with(lambda f: os.mkfifo(f / "seeds" / "incident.toml"))),
    ("seeds", "missing", _env(SEEDS="@/nowhere")),
    ("seeds", "a file", _env(SEEDS="@/seeds/plain.md")),
    ("seeds", "empty", _with(_emptied)),
    ("seeds", "nothing readable", _with(_all_bad)),
    ("seeds", "markup in its name", _env(SEEDS="@/<img src=x onerror=alert(1)>t1-{{7*7}}-t")),
    ("seeds", "a line break in its name", _env(SEEDS="@/a\nb")),
    ("store", "no URL", _env(STORE="hello <b>world</b>")),
    ("store", "no such driver", _env(STORE="postgresql://nobody:secret@127.0.0.1:1/x")),
    ("store", "no such dialect", _env(STORE="nothing://x")),
    ("store", "no database", _with(_garbage("text.sqlite"), STORE="sqlite:///@/text.sqlite")),
    ("store", "a folder", _env(STORE="sqlite:///@/seeds")),
    ("store", "an empty file", _with(lambda f: (f / "empty.sqlite").touch(), STORE="sqlite:///@/empty.sqlite")),
    ("store", "a full disc", _env(STORE="sqlite:////dev/full")),
    ("store", "a folder that cannot be made", _env(STORE="sqlite:////proc/nowhere/store.sqlite")),
    ("store", "read only", _with(_read_only, STORE="sqlite:///file:@/fixed.sqlite?mode=ro&uri=true")),
    ("store", "a newer one", _with(_newer, STORE="sqlite:///@/newer.sqlite")),
    ("store", "cut off", _with(_cut, STORE="sqlite:///@/cut.sqlite")),
    (
        "store",
        "another program's",
        _with(
            _sqlite("other.sqlite", "CREATE TABLE meta (a, b)", "CREATE TABLE document (x)"),
            STORE="sqlite:///@/other.sqlite",
        ),
    ),
    ("store", "in memory", _env(STORE="sqlite://")),
    ("model", "unknown", _env(MODEL="no_such_model")),
    ("model", "a path", _env(MODEL="../../etc/passwd")),
    ("model", "another module", _env(MODEL="json")),
    ("model", "empty", _env(MODEL="")),
    ("gazetteer", "cannot be written", _env(GAZETTEER="/proc/nowhere/gazetteer.sqlite")),
    ("gazetteer", "a folder", _env(GAZETTEER="@/seeds")),
    ("gazetteer", "garbage", _with(_garbage("gazetteer.sqlite"), GAZETTEER="@/gazetteer.sqlite")),
    (
        "gazetteer",
        "another program's",
        _with(_sqlite("gaz.sqlite", "CREATE TABLE meta (a, b)"), GAZETTEER="@/gaz.sqlite"),
    ),
    ("geocoder", "unknown", _env(GEOCODER="no_such_service")),
    ("geocoder", "options no JSON", _env(GEOCODER="nominatim", GEOCODER_OPTIONS="{user_agent:")),
    ("geocoder", "options no object", _env(GEOCODER="nominatim", GEOCODER_OPTIONS="[1]")),
    ("geocoder", "unknown options", _env(GEOCODER="nominatim", GEOCODER_OPTIONS='{"nothing": 1}')),
    (
        "geocoder",
        "cache cannot be written",
        _env(
            GEOCODER="nominatim",
            GEOCODER_OPTIONS='{"user_agent": "siege", "domain": "127.0.0.1:1"}',
            GEOCODER_CACHE="/proc/nowhere/cache.sqlite",
        ),
    ),
)


def all_wrong() -> list[Wrong]:
    """Every wrong setting."""
    found = [Wrong("incident.toml", name, _toml(raw)) for name, raw in TOML.items()]
    found += [Wrong(kind, name, make) for kind, name, make in ENVIRONMENT]
    found.append(Wrong("store", "locked", _env(STORE="sqlite:///@/locked.sqlite"), _locked))
    return found


def laid(wrong: Wrong, folder: Path) -> dict[str, str]:
    """Lay a plain incident and what is wrong with it into ``folder``; the environment of its server."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "plain.md").write_text(text_of(BODY))
    made = {"SEEDS": str(folder / "seeds"), "STORE": f"sqlite:///{folder / 'store.sqlite'}", **wrong.make(folder)}
    return {f"INCIDENT_ATLAS_{name}": value for name, value in made.items()}
