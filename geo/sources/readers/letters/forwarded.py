"""Another message in the text of an e-mail, forwarded or answered: who wrote it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from geo.lexicons import general
from geo.sources.readers.told import folded

#: Lines below the name of its sender in which the other fields of a message stand, and fields that tell one.
FIELD_LINES, LEAST_FIELDS = 8, 3
_KEY = re.compile(r"[\s>*]*([^\W\d_][\w .'’-]{0,18}?)\s*\*?\s*:\*?\s*(.*?)[\s*]*")
_LINE = re.compile(r"(?i)<(?:br|hr|/?(?:div|p|tr|li|h\d|blockquote|table))\b[^<>]*>")
_TAG = re.compile(r"(?is)<(style|script|head)\b.*?</\1>|<[^<>]*>")
#: "Joe Roe <joe@bee.example>", "Joe Roe [mailto:…]".
_NAMED = re.compile(r"[\"'“”]*(?P<name>[^<>\[\]\"“”@]{2,80}?)[\"'“”]*\s*(?:[<\[(].*)?")


@dataclass(frozen=True, slots=True)
class Other:
    """A message in another."""

    author: str = ""
    """Empty: it does not say, or there are several."""
    day: str = ""
    """In any form."""
    is_forwarded: bool = False
    """Whether the text is that message; else it stands below an answer."""


def other_in(text: str) -> Other | None:
    """The message that stands in the text of another."""
    lines = text.splitlines()
    blocks = [found for at in range(len(lines)) if (found := _fields(lines[at : at + FIELD_LINES]))]
    bare = [line.strip("-_ >:*\t") for line in folded(text).splitlines()]
    words = general("forwarded")
    is_named = any(line in words["heads"] for line in bare)
    broken = (f"{one} {other}" for one, other in pairwise(bare) if re.search(r"[\d@]", one))
    answered = any(line.endswith(tuple(f" {word}" for word in words["wrote"])) for line in (*bare, *broken))
    if not (blocks or is_named or answered):
        return None
    single = blocks[0] if len(blocks) == 1 else {}
    return Other(single.get("from", ""), single.get("sent", ""), is_forwarded=bool(blocks or is_named))


def shown_lines(source: str) -> str:
    """The words of a page as lines."""
    return unescape(_TAG.sub(lambda m: "" if m[1] else " ", _LINE.sub("\n", source)))


def _fields(lines: list[str]) -> dict[str, str]:
    """The fields of a message by their kind, where the first line names its sender; empty where these are none."""
    keys = {word: kind for kind, words in general("forwarded")["fields"].items() for word in words}
    found: dict[str, str] = {}
    for line in lines:
        match = _KEY.fullmatch(line)
        kind = keys.get(folded(match[1]).strip()) if match else None
        if match and kind:
            found.setdefault(kind, match[2])
        if "from" not in found:
            return {}
    if len(found) < LEAST_FIELDS:
        return {}
    named = _NAMED.fullmatch(found["from"])
    return found | {"from": " ".join(named["name"].split()) if named else ""}
