"""Which feeds are meant: addresses, and files with one in each line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import SettingsError, SourceError
from geo.sources.fetching.address import is_address, refuse_other_address
from geo.sources.fetching.web import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.settings import Settings

#: Characters of a list of feeds: 5,000 addresses.
MOST_CHARACTERS = 500_000


def addresses_in(given: list[str], settings: Settings) -> list[str]:
    """The addresses that are given, and those in the files that are; ``#`` begins a remark.

    Raises SourceError: a file cannot be read, or a line is no address; SettingsError: no address may be asked.
    """
    if not settings.network:
        raise SettingsError(
            "feeds are not asked, since nothing leaves this machine: start with INCIDENT_ATLAS_NETWORK=on to allow it."
        )
    urls = [url for word in given for url in ([word] if is_address(word) else _lines(word))]
    if not urls:
        raise SourceError(f"{given[0]} is no address of a feed and holds none: write one in each line, as text.")
    return list(dict.fromkeys(urls))


def _lines(word: str) -> Iterator[str]:
    refuse_other_address(word)
    try:
        with Path(word).open(encoding="utf-8-sig") as file:
            text = file.read(MOST_CHARACTERS + 1)
    except OSError as error:
        raise SourceError(f"{word} cannot be read ({error.strerror}): check the path.") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{word} is no list of addresses: write one in each line, as text.") from error
    if len(text) > MOST_CHARACTERS:
        raise SourceError(f"{word} is too long for a list of addresses: write one in each line, as text.")
    for number, line in enumerate(text.splitlines(), start=1):
        url = line.partition(" #")[0].strip()
        if is_address(url):
            yield url
        elif url and not url.startswith("#"):
            raise SourceError(
                f"{word}, line {number} is no address of a feed ({shown(url)}): write one in each line, beginning "
                "with http:// or https://."
            )
