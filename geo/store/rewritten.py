"""Files of a folder that is watched which come once more with another content: what becomes of the text before.

A program that pauses while it writes makes a file look whole; what was read of it is then the beginning of what comes
later, and is taken out.  That is certain only of a text that this very watch read out of this very file: other folders
have files of the same name.  Of every other text it is said that it stands beside the new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geo.sources.folders import shown
from geo.types import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.store.rows import State
    from geo.store.store import Store
    from geo.types import Rejected

    Held = dict[str, str | None]
    """Ids of what stands in a file, and the name of each, which tells the parts of a file apart."""

#: Characters at the end of what was read of an unfinished file that may be a letter cut in two.
TORN = 3
#: Texts of one file that are named in a sentence.
MOST_NAMED = 3


@dataclass(slots=True)
class Now:
    """What was found in files just now, before it is stored."""

    held: dict[Path, Held]
    new: set[str]
    """Of these, the ids that the store does not have yet."""


@dataclass(slots=True)
class Rewritten:
    """What one watch has read so far, by the file that it stood in."""

    store: Store
    _held: dict[Path, Held] = field(default_factory=dict)
    _brought: set[tuple[Path, str]] = field(default_factory=set)
    """Files with the ids that came into the store by them and by nothing before."""

    def given(self, read: list[tuple[Path, Document | Rejected]]) -> Now:
        """What has been read, before it is stored."""
        held: dict[Path, Held] = {}
        for path, item in read:
            if isinstance(item, Document):
                held.setdefault(path, {})[item.id] = item.name
        ids = {key for found in held.values() for key in found}
        states = self.store.states(ids)
        return Now(held, {key for key in ids if key not in states or states[key].document is None})

    def settle(self, now: Now, *, by: str) -> list[str]:
        """Take out the beginnings, once what has been read is stored; what is to be said.  ``by`` stands in the log."""
        before = {path: self._held.get(path, {}) for path in now.held}
        self._held |= now.held
        said = [line for path in now.held for line in self._became(path, before[path], by)]
        said += self._from_an_earlier_watch({path for path in now.held if not before[path]}, now)
        self._brought |= {(path, key) for path, held in now.held.items() for key in held if key in now.new}
        return said

    def _became(self, path: Path, before: Held, by: str) -> Iterator[str]:
        """What is said of the texts that stood in a file before and do not now."""
        states = self.store.states({*before, *self._held[path]})
        if all(states[key].document is None for key in self._held[path]):
            return
        left = [key for key in before if key not in self._held[path] and states[key].document]
        grown = {key for key in left if self._is_beginning(path, key, before[key], states)}
        if [key for key in grown if self.store.remove(key, by=by)]:
            name = shown(str(path))
            yield f"{name} has grown: what was read of its beginning was taken out, and can be brought back."
        if stale := [key for key in left if key not in grown and not any(map(Path.exists, self._others(path, key)))]:
            yield f"{shown(str(path))} was changed: what was read of it before stands beside it; {_remedy(stale)}."

    def _is_beginning(self, path: Path, key: str, name: str | None, states: dict[str, State]) -> bool:
        """Whether a text came out of this file alone, and what the file holds now goes on from it."""
        part = states[key].document
        ours = (path, key) in self._brought and not self._others(path, key)
        return ours and part is not None and _goes_on(part.text, name, self._held[path], states)

    def _others(self, path: Path, key: str) -> list[Path]:
        """The other files in which a text stood when they were read."""
        return [other for other, held in self._held.items() if other != path and key in held]

    def _from_an_earlier_watch(self, paths: set[Path], now: Now) -> Iterator[str]:
        """What is said of files that may have been read before they were whole when this watch did not run yet.

        The store knows the names of files and not their folders, so nothing is taken out.
        """
        new = {key for path in paths for key in now.held[path]} & now.new
        known = {key for held in self._held.values() for key in held}
        stored = [d for d in self.store.documents() if d.arrival == "watched" and d.id not in known] if new else []
        states = self.store.states(new)
        for path in sorted(paths):
            fresh = {key: name for key, name in now.held[path].items() if key in new}
            if begun := [d.id for d in stored if _goes_on(d.text, d.name, fresh, states)]:
                yield (
                    f"{shown(str(path))} begins like a source that came from a file of its name before; if it was this "
                    f"file, {_remedy(begun)}."
                )


def _goes_on(text: str, name: str | None, held: Held, states: dict[str, State]) -> bool:
    """Whether a text of that name is the beginning of one that is ``held`` and could be read."""
    begun = text.rstrip()[:-TORN]
    return bool(begun) and any(
        name == own and (whole := states[key].document) and len(whole.text) > len(text) and whole.text.startswith(begun)
        for key, own in held.items()
        if not states[key].unread
    )


def _remedy(keys: list[str]) -> str:
    """How to take out texts that their file does not hold any more."""
    named = ", ".join(f"`python -m geo remove {key}`" for key in keys[:MOST_NAMED])
    if len(keys) > MOST_NAMED:
        return f"take that out with {named}; {len(keys) - MOST_NAMED} more are listed by `python -m geo sources`"
    return f"take that out with {named}"
