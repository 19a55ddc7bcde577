"""The commands that take in what arrives by itself: feeds, watch."""

from __future__ import annotations

import argparse
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from geo.assemble import incident_of
from geo.errors import SourceError
from geo.ingest import BATCH, add_sources
from geo.messages import decimal, say
from geo.messages.stored import retold
from geo.present.arrivals import summary
from geo.run.console import (
    DONE,
    REJECTED,
    add_language,
    by,
    extractor_of,
    path_given,
    settings_of,
    show,
    tell,
    word_given,
)
from geo.selection.brought import came_of
from geo.sources import arrived
from geo.sources.fetching.feeds import LEAST_EVERY, Feeds
from geo.sources.fetching.kept import Kept
from geo.sources.fetching.listed import addresses_in
from geo.sources.fetching.web import Web
from geo.sources.files import read_each
from geo.sources.readers.apart import Readers
from geo.sources.watched import STILL, Watched
from geo.store import Store
from geo.store.rewritten import Rewritten

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.extractor import Extractor
    from geo.run.console import Commands
    from geo.settings import Settings
    from geo.types import Document, Rejected

#: Minutes that a schedule may have.
MOST_MINUTES = 7 * 24 * 60
#: Seconds between two looks at a folder at most.
MOST_SECONDS = 3600
#: Seconds of one sleep at most, after which the clock is looked at again: machines sleep too.
NAP = 60.0


def add(commands: Commands) -> None:
    """Tell the parser of the commands."""
    feeds = commands.add_parser("feeds", help="look into feeds for articles and read them into the store")
    feeds.add_argument(
        "feeds", nargs="+", type=word_given, metavar="FEED", help="addresses of feeds, and files with one in each line"
    )
    feeds.add_argument(
        "--every",
        type=_minutes,
        metavar="MINUTES",
        help=f"look again and again, {LEAST_EVERY / 60:.0f} or more apart; without it once into those that are due",
    )
    feeds.set_defaults(run=_feeds)
    watch = commands.add_parser("watch", help="read into the store what comes into a folder, until Ctrl-C")
    watch.add_argument("folder", type=path_given, metavar="FOLDER", help="with all folders in it")
    watch.add_argument(
        "--every", type=_seconds, default=5, metavar="SECONDS", help="between two looks at the folder (default: 5)"
    )
    watch.set_defaults(run=_watch)
    for command in (feeds, watch):
        add_language(command)
        command.add_argument(
            "--seeds", type=path_given, metavar="FOLDER", help="the incident's folder (default: seeds)"
        )


def _minutes(given: str) -> int:
    if not given.isdecimal() or not LEAST_EVERY / 60 <= int(given[:9]) <= MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"a number from {LEAST_EVERY / 60:.0f} to {MOST_MINUTES:,} is needed")
    return int(given)


def _seconds(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given[:9]) <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_SECONDS:,} is needed")
    return int(given)


class Taking:
    """Brings into the store what arrives, and says what became of it; the model is loaded when something does."""

    def __init__(self, settings: Settings, stack: ExitStack) -> None:
        self._settings, self._stack = settings, stack
        self._store = Store(settings.store_url())
        self._extractor: Extractor | None = None
        self._files = Rewritten(self._store)

    def _reads(self) -> Extractor:
        if self._extractor is None:
            self._extractor = self._stack.enter_context(extractor_of(self._settings))
        return self._extractor

    def take(self, sources: Iterable[Document | Rejected]) -> int:
        """Read what has arrived; the exit code.

        Raises KeyboardInterrupt: it was interrupted; what was read by then is stored.
        """
        report = add_sources(self._store, sources, self._settings, self._reads, by=by(), unasked=True)
        for line in summary(report):
            (show if line.kind == "success" else tell)(line.text)
        if report.documents:
            incident = incident_of(self._store, self._settings)
            titles = {document.id: document.title for document in incident.documents}
            for key in report.documents:
                show(f"{titles.get(key, key)}: {came_of(key, incident)}")
        if report.left:
            raise KeyboardInterrupt
        return REJECTED if report.rejected else DONE

    def take_files(self, paths: Iterable[Path]) -> None:
        """Read files of a folder that is watched, and say what becomes of what was read of them before."""
        read = list(read_each(paths))
        now = self._files.given(read)
        self.take(arrived((item for _, item in read), "watched"))
        for line in self._files.settle(now, by=f"watch, started by {by()}"):
            tell(retold(line))


def _feeds(options: argparse.Namespace) -> int:
    settings = settings_of(options)
    urls = addresses_in(options.feeds, settings)
    with ExitStack() as stack:
        kept = stack.enter_context(Kept(settings.feeds_file()))
        feeds = Feeds(kept, stack.enter_context(Readers()), Web(), (options.every or 0) * 60.0)
        taking = Taking(settings, stack)
        if not options.every:
            return _round(feeds, taking, urls)
        with suppress(KeyboardInterrupt):  # the way in which it ends
            _round(feeds, taking, urls)
            while (due := feeds.next_due(urls)) is not None:
                _wait_until(due)
                _round(feeds, taking, urls)
    return DONE


def _watch(options: argparse.Namespace) -> int:
    settings, watched = settings_of(options), Watched(options.folder)
    watched.whole()  # which says at once where there is no such folder
    show(
        say(
            "watching {folder}: a file is read when it has not changed for {n} s; Ctrl-C ends it",
            folder=options.folder,
            n=decimal(STILL),
        )
    )
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        taking = Taking(settings, stack)
        while True:
            _take_whole(watched, taking)
            time.sleep(options.every)
    return DONE


def _take_whole(watched: Watched, taking: Taking) -> None:
    """Read what has come; a folder that is away for a while (a share of the network) is waited for."""
    try:
        paths = watched.whole()
    except SourceError as error:
        tell(retold(str(error)))
        return
    for item in watched.passed_over():
        tell(retold(item.reason))
    for start in range(0, len(paths), BATCH):
        taking.take_files(paths[start : start + BATCH])


def _wait_until(due: float) -> None:
    while (left := due - time.time()) > 0:
        time.sleep(min(left, NAP))


def _round(feeds: Feeds, taking: Taking, urls: list[str]) -> int:
    """Look once into each feed that is due; what it brings is stored before the next is asked."""
    code, looked = DONE, 0
    for url in urls:
        look = feeds.look(url)
        if look is None:
            continue
        looked += 1
        if look.said:
            tell(retold(look.said))
            code = max(code, REJECTED)
        if look.found:
            code = max(code, taking.take(arrived(look.found, "feed")))
        feeds.settle(look)
    if not looked:
        show(say("no feed is due"))
    return code
