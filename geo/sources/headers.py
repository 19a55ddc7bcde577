"""What stands before the text: front matter, header lines, and machine datelines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geo.sources.published import names_a_day

#: The keys that are used, and the other words sources have for them.
KEYS = {
    "title": "title", "headline": "title",
    "publisher": "publisher", "source": "publisher", "outlet": "publisher",
    "published": "published", "date": "published", "pubdate": "published",
    "dateline": "published", "fecha": "published",
    "url": "url", "link": "url", "language": "language", "lang": "language", "kind": "kind", "type": "kind",
}
#: Lines of front matter at most; a block that is not closed by then is text.
LONGEST_BLOCK = 60
#: Characters of a header line's value at most; what is longer is a sentence.
LONGEST_VALUE = 300

_FENCE = re.compile(r"\s*---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_HEADER_LINE = re.compile(r"[ \t]*([A-Za-z]+)[ \t]*:[ \t]*([^\r\n]*)(?:\r?\n|\Z)")
_MACHINE_DATE = re.compile(
    r"\s*(?:date|dateline|published|pubdate|fecha)[ \t]*[:=]?[ \t]*(?P<date>"
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[ ]?[+-]\d{2}(?::?\d{2})?)?)?"
    r"|[a-z]{3,10}\.?[ ]\d{1,2},?[ ]\d{4}|\d{1,2}[ ](?:de[ ])?[a-z]{3,10}\.?[ ](?:de[ ])?\d{4})(?![\w-])"
    r"[ \t]*(?:\r?\n)*",
    re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headed:
    """A text with what its header says."""

    values: dict[str, str]
    """By the names of ``KEYS``' values; only what is there."""
    body: str
    """What follows the header, verbatim."""
    warnings: tuple[str, ...] = field(default=())


def split_header(text: str) -> Headed:
    """Cut a front matter, a block of header lines or a machine dateline off ``text``."""
    for cut in (_front_matter, _machine_date, _header_lines):
        found = cut(text)
        if found:
            return found
    if _FENCE.match(text) and _PAIR.match(text[_FENCE.match(text).end():]):  # type: ignore[union-attr]
        return Headed({}, text, ("the front matter is not closed by a line ---; it was read as text.",))
    return Headed({}, text)


def _front_matter(text: str) -> Headed | None:
    """``key: value`` lines between two lines of three hyphens."""
    fence = _FENCE.match(text)
    closing = _CLOSING.search(text, fence.end()) if fence else None
    if not fence or not closing:
        return None
    lines = text[fence.end():closing.start()].splitlines()
    if len(lines) > LONGEST_BLOCK:
        return None
    values, odd = _pairs(lines)
    if lines and not any(key in KEYS for key in values):
        return None
    warnings = tuple(f"the front matter line {line.strip()[:40]!r} is not key: value and was left out." for line in odd)
    return Headed(_known(values), text[closing.end():], warnings)


def _pairs(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Keys with their values, and the lines that are neither; an indented line continues the value before it."""
    values: dict[str, str] = {}
    odd: list[str] = []
    last = None
    for line in lines:
        pair = _PAIR.fullmatch(line.rstrip())
        if pair:
            last = pair[1].lower()
            values[last] = "" if pair[2].strip() in {">", "|", ">-", "|-"} else pair[2].strip()
        elif last and line[:1] in {" ", "\t"} and line.strip():
            values[last] = f"{values[last]} {line.strip()}".strip()
        elif line.strip() and not line.lstrip().startswith(("#", "- ")):
            odd.append(line)
    return {key: _unquoted(value) for key, value in values.items()}, odd


def _unquoted(value: str) -> str:
    """``value`` without a pair of quotation marks around it; a mark that stands alone is kept."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _known(values: dict[str, str]) -> dict[str, str]:
    """The values under our names; the first of two words for one thing wins, empty ones are left out."""
    known: dict[str, str] = {}
    for key, value in values.items():
        if key in KEYS and value and value.lower() not in {"null", "none", "~"}:
            known.setdefault(KEYS[key], value)
    return known


def _machine_date(text: str) -> Headed | None:
    """A dateline as exports write it (`` date 2026-02-23 ``), on a line of its own or before the first word."""
    match = _MACHINE_DATE.match(text)
    if not match or not names_a_day(match["date"]):
        return None
    return Headed({"published": match["date"]}, text[match.end():])


def _header_lines(text: str) -> Headed | None:
    """``Title: …``, ``Date: …`` lines at the top: two of them, or one that is a date."""
    values: dict[str, str] = {}
    at = 0
    while match := _HEADER_LINE.match(text, at):
        key, value = match[1].lower(), match[2].strip()
        if key not in KEYS or len(value) > LONGEST_VALUE or match.end() == at:
            break
        values.setdefault(key, _unquoted(value))
        at = match.end()
    known = _known(values)
    dated = names_a_day(known.get("published"))
    if not dated and len(known) < 2:  # one "Source: …" may be the first line of the text
        return None
    return Headed(known, text[at:].lstrip("\r\n"))
