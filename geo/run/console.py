"""How the command line speaks: what it shows and tells, its exit codes, its extractor."""

from __future__ import annotations

import argparse
import errno
import getpass
import io
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from geo import files
from geo.escape import terminal
from geo.extractor import ExtractorProcess
from geo.gazetteer.lookup import open_gazetteer
from geo.messages import languages, say
from geo.messages.stored import retold
from geo.run.progress import Bar
from geo.settings import DEFAULT_LANGUAGE, Settings
from geo.sources.fetching.address import is_no_path
from geo.sources.fetching.web import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.ingest import IngestReport

    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 — argparse has no public name for it

DONE, REJECTED, FAILED, STOPPED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """Its complaints quote what was typed, and that may be the name of a file."""

    def error(self, message: str) -> NoReturn:
        """Exit with the complaint on one line, for a log."""
        self.exit(FAILED, f"{self.prog}: {terminal(message)}; `{self.prog} --help` says more.\n")


def word_given(given: str) -> str:
    """What was typed, for a parser; nothing at all, as of a variable that is not set, would be read as this folder."""
    if not given.strip():
        raise argparse.ArgumentTypeError("it is empty: name a file or folder")
    return given


def path_given(given: str) -> Path:
    """A path, for a parser, which is no address."""
    if "://" in word_given(given) or is_no_path(given):
        raise argparse.ArgumentTypeError(f"{shown(given)} is an address, and a path is needed here")
    return Path(given)


def write_any_character() -> None:
    """A character that the terminal's encoding lacks is written as its number and ends nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def to_standard_output() -> Iterator[None]:
    """A reader that has left (``| head``) ends the run quietly, a full disk behind ``>`` with a sentence."""
    if sys.stdout is None:  # closed by the shell: ``>&-``
        raise files.refusal("standard output", OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again when it ends
        if isinstance(error, BrokenPipeError):
            raise
        raise files.refusal("standard output", error) from error


def show(line: str) -> None:
    """One line on standard output; what stands in it may come from outside."""
    with to_standard_output():
        print(terminal(line))


def tell(line: str) -> None:
    """One line on standard error; what stands in it may come from outside."""
    print(terminal(line), file=sys.stderr)


def add_language(command: argparse.ArgumentParser, own: str = DEFAULT_LANGUAGE) -> None:
    """Tell the parser of a command that its words may be in another language; ``own`` is what they are without."""
    command.add_argument("--lang", choices=list(languages()), help=f"language of the words (default: {own})")


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings of a command that may name the incident's folder."""
    return Settings(seeds=options.seeds.resolve()) if options.seeds else Settings()


def by() -> str:
    """Who runs the command, for the log."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        name = "somebody"
    return f"{name} (command line)"


@contextmanager
def extractor_of(settings: Settings) -> Iterator[ExtractorProcess]:
    """The extractor, ready; a gazetteer that is missing is built first, with a bar."""
    with Bar(say("gazetteer")) as bar:
        open_gazetteer(settings, lambda share, what: bar(share, retold(what))).close()
    with ExtractorProcess(settings) as extractor:
        yield extractor


def tell_report(report: IngestReport) -> int:
    """Show what became of the sources; the exit code."""
    for item in (*report.passed_over, *report.rejected):
        tell(retold(item.reason))
    numbers = say(
        "{added} added, {again} read again, {same} unchanged, {unread} in a language not read yet, {rejected} rejected",
        added=report.added,
        again=report.updated,
        same=report.skipped,
        unread=report.unread,
        rejected=len(report.rejected),
    )
    passed = say(", {n} passed over", n=len(report.passed_over)) if report.passed_over else ""
    show(numbers + passed)
    if report.elsewhere:
        show(say("of the unchanged, {n} were brought in by another program at the same time", n=report.elsewhere))
    if report.left:
        tell(say("stopped with {n} not read yet: the same command goes on with them", n=report.left))
    return REJECTED if report.rejected or report.left else DONE
