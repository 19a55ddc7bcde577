"""All hostile files, by kind: what they hold, what they are called, and what is no file although it looks like one."""

from __future__ import annotations

import os
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.siege.heads import BODY, heads
from tests.siege.marks import TRACE, numbered
from tests.siege.texts import text_of, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Names that a careless path, shell, page or Markdown would take for something else; no file can have a slash.
NAMES = {
    "name: markup": (
        "<img src=x onerror=alert(@@)>.md",
        "<script>alert(@@)<&>.md",
        "t@@-{{7*7}}-t.md",
        "t@@-${7*7}-t.md",
        "![pwned@@](x).md",
        "**pwned@@**.md",
        "[pwned@@](javascript:alert(@@)).md",
        "$pwned@@$.md",
        "`pwned@@`.md",
        "&amp;lt;&#64;@@.md",
        "\"' onload=alert(@@) x='.md",
        ":red[pwned@@].md",
        ":material_skull:@@.md",
        "=1+1@@.md",
    ),
    "name: odd": (
        "  spaces  @@ .md",
        "line\nbreak@@.md",
        "carriage\rreturn@@.md",
        "tab\t@@.md",
        "bell\a\x1b[31m@@.md",
        "n\u0303 @@.md",
        "ñ @@.md",
        "\u202edm.exe@@.md",
        "\u200b@@.md",
        "...@@.md",
        "..@@..md",
        "-rf @@.md",
        "--help@@.md",
        "~@@.md",
        "$HOME@@.md",
        f";touch {TRACE};@@.md",
        f"$(touch {TRACE})@@.md",
        f"`touch {TRACE}`@@.md",
        "%00@@.md",
        "%s%n@@.md",
        "'@@.md",
        '"@@.md',
        "\\@@.md",
        "*?@@.md",
        "😀@@.md",
        "| touch @@.md",
        "x" * 240 + "@@.md",
        b"\xff\xfe latin \xe9 @@.md",
        b"\xed\xa0\x80@@.md",
        "CON.md",
        "NUL.txt",
        "aux.md",
        ".md",
        ".hidden@@.md",
    ),
    "name: ending": (
        "@@.MD",
        "@@.TXT",
        "@@.Md",
        "@@.markdown",
        "@@.md.exe",
        "@@.docx",
        "noending@@",
        "@@.md~",
        "@@.md ",
        "@@.",
        "README.md",
        "readme.MD",
        "@@.text",
        "@@.md.md.md.md",
    ),
}
#: Several files to a number, of one text, so that names and dates contend.
COPIES = 6


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file that might do harm."""

    number: int
    """It stands in the file's marks, so that what runs tells whence it came."""
    kind: str
    name: bytes
    content: bytes | None
    """None: ``make`` puts something else under the name."""
    make: Callable[[Path], object] | None = None

    def write(self, folder: Path) -> None:
        """Put it into ``folder``; what this machine cannot make (a socket on some discs) is left out."""
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + self.name))
        if self.content is not None:
            path.write_bytes(self.content)
        elif self.make:
            self.make(path)

    @property
    def shown(self) -> str:
        """The name, for the report."""
        return ascii(os.fsdecode(self.name))[1:-1]

    @property
    def uploadable(self) -> bool:
        """Whether the form on the page takes it: a file with a name that a browser can send."""
        with suppress(UnicodeDecodeError):
            return self.content is not None and self.name.decode().lower().endswith((".md", ".txt"))
        return False


def _socket(path: Path) -> None:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as made:  # a path of more than 107 bytes cannot be one
        made.bind(str(path))


def _unreadable(path: Path) -> None:
    path.write_text(text_of(BODY))
    path.chmod(0)


def _directory(path: Path) -> None:
    path.mkdir()
    (path / "inside.md").write_text(text_of(BODY))


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 10**12)


def _loop(path: Path) -> None:
    other = path.with_name(f"other-{path.name}")
    path.symlink_to(other)
    other.symlink_to(path)


#: What is no file, or not the one it seems to be.
SPECIAL: dict[str, tuple[Callable[[Path], object], ...]] = {
    "no file: link": (
        lambda p: p.symlink_to("/etc/passwd"),
        lambda p: p.symlink_to(p),
        _loop,
        lambda p: p.symlink_to("/nowhere/at/all"),
        lambda p: p.symlink_to("/"),
        lambda p: p.symlink_to("/dev/zero"),
        lambda p: p.symlink_to("/dev/stdin"),
        lambda p: p.symlink_to("/proc/self/environ"),
        lambda p: p.symlink_to("../" * 40 + "etc/hostname"),
    ),
    "no file: other": (os.mkfifo, _socket, _directory, _unreadable, _sparse),
}


def _sorts() -> Iterator[tuple[str, str, str | bytes | None, Callable[[Path], object] | None]]:
    """Kind, name, content and maker of every file, without its number."""
    for part in (heads, texts):
        for kind, content in part():
            yield kind, "@@.md", content, None
    for kind, names in NAMES.items():
        for name in names:
            raw = os.fsdecode(name) if isinstance(name, bytes) else name
            yield kind, raw, text_of(f"{BODY}"), None
    for kind, makers in SPECIAL.items():
        for make in makers:
            yield kind, "@@.md", None, make
    for i in range(COPIES):
        # No number in the text: what these files have in common is the text.
        head = f"---\ntitle: Copy {i}\npublisher: Post {i} <b>\npublished: 20{10 + i}-02-23\nlanguage: en\n---\n"
        yield "copies of one text", f"copy-{i}.md", head + BODY.replace("@@", "copied"), None


def all_files() -> list[Hostile]:
    """Every hostile file, numbered; the same in every run."""
    found = []
    for number, (kind, name, content, make) in enumerate(_sorts(), start=1):
        told = numbered(name.encode("utf-8", "surrogateescape"), number)
        if name == "@@.md":
            told = f"{number:03d}-{re.sub('[^a-z0-9]+', '-', kind.lower()).strip('-')}.md".encode()
        raw = None if content is None else numbered(content, number)
        found.append(Hostile(number, kind, told, raw, make))
    return found


def kinds(files: list[Hostile]) -> dict[str, list[Hostile]]:
    """The files by kind, in order."""
    found: dict[str, list[Hostile]] = {}
    for file in files:
        found.setdefault(file.kind, []).append(file)
    return found
