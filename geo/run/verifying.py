"""The command that tells whether a sealed case file was altered; it asks no network and no store.

Exit codes: 0 as it was sealed, 1 altered, 2 no such file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.export.single.seal import verdict
from geo.run.console import DONE, REJECTED, path_given, show

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from geo.run.console import Commands

#: Bytes of a case file at most; that of 25 sources has 2.4 MB.
LARGEST = 500 * 2**20


def add(commands: Commands) -> None:
    """Tell the parser."""
    verify = commands.add_parser("verify", help="whether a sealed case file was altered, and where")
    verify.add_argument("file", type=path_given, metavar="FILE", help="as `export --format sealed` made it")
    verify.add_argument(
        "--fingerprint", metavar="DIGITS", help="as you were told it by another way: without it a new seal goes unseen"
    )
    verify.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    try:
        found = verdict(_content(options.file), options.fingerprint)
    except ExportError as error:
        raise ExportError(f"{options.file}: {error}") from error
    if found.altered:
        show(f"{options.file} was altered: {'; '.join(found.altered)}.")
        return REJECTED
    told = "and has the fingerprint" if options.fingerprint else "compare the fingerprint with the one you were told:"
    show(f"{options.file} is as it was sealed, {told} {found.fingerprint}")
    return DONE


def _content(path: Path) -> bytes:
    """What the file holds.  Raises ExportError: it is no file, or larger than any case file."""
    if path.exists() and not path.is_file():
        raise ExportError("this is no file: name a sealed case file.")
    if path.is_file() and path.stat().st_size > LARGEST:
        raise ExportError(f"it is larger than any sealed case file ({LARGEST // 2**20} MB): name another one.")
    return path.read_bytes()
