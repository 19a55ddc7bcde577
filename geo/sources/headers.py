"""What stands before the text: front matter, header lines, and machine datelines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.sources.published import names_a_day

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The keys that are used, and the other words sources have for them.
KEYS = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "source": "publisher",
    "outlet": "publisher",
    "author": "author",
    "byline": "author",
    "published": "published",
    "date": "published",
    "pubdate": "published",
    "dateline": "published",
    "fecha": "published",
    "publishdate": "published",
    "titulo": "title",
    "titular": "title",
    "medio": "publisher",
    "fuente": "publisher",
    "autor": "author",
    "idioma": "language",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
    "kind": "kind",
    "type": "kind",
}
#: Keys whose value may be another thing, where a surer one stands beside them.
UNSURE = frozenset(("date", "fecha", "dateline", "source", "fuente", "type"))
#: Characters of a header line's value at most, and of a line in front matter that is no key: value; what is longer is
#: a sentence of the text.
LONGEST_VALUE = 300
#: Lines of front matter that are left out with a warning each; of more, their number is told.
MOST_TOLD = 5

#: The ends of lines that editors have written: Unix, Windows, the old Mac, and Unicode's own.
_ENDS = "\n\r\x85\u2028\u2029"
_END = f"(?:\\r\\n|[{_ENDS}])"
#: A byte order mark that a joined or edited file has kept is no character of its text.
_MARK = "\ufeff"
_FENCE = re.compile(rf"[\s{_MARK}]*---[ \t]*{_END}")
_CLOSING = re.compile(rf"(?<=[{_ENDS}]){_MARK}?(?:---|\.\.\.)[ \t]*(?:{_END}|\Z)")
_PAIR = re.compile(rf"{_MARK}*([\"']?)([^\W\d_][\w-]*)\1[ \t]*:[ \t]*(.*)")
_HEADER_LINE = re.compile(rf"[ \t{_MARK}]*([^\W\d_]+)[ \t]*:[ \t]*([^{_ENDS}]*)(?:{_END}|\Z)")
_NAMED = re.compile(r"(?:- )?name:\s*(.+?)(?=\s+[a-z]+:\s|\Z)")
_QUOTED = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*(?:#.*)?")
_REMARK = re.compile(r"\s#\s.*\Z")
_MACHINE_DATE = re.compile(
    r"\s*(?:date|dateline|published|pubdate|fecha)[ \t]*[:=]?[ \t]*(?P<date>"
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[ ]?[+-]\d{2}(?::?\d{2})?)?)?"
    r"|[a-z]{3,10}\.?[ ]\d{1,2},?[ ]\d{4}|\d{1,2}[ ](?:de[ ])?[a-z]{3,10}\.?[ ](?:de[ ])?\d{4})(?![\w-])"
    rf"[ \t]*{_END}*",
    re.IGNORECASE,
)


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
    fence = _FENCE.match(text)
    if not fence or not _PAIR.match(text, fence.end()):
        return Headed({}, text)
    why = "holds more text than keys" if _CLOSING.search(text, fence.end()) else "is not closed by a line ---"
    return Headed({}, text, (f"the front matter {why}; it was read as text.",))


def _front_matter(text: str) -> Headed | None:
    """``key: value`` lines between two lines of three hyphens."""
    fence = _FENCE.match(text)
    closing = _CLOSING.search(text, fence.end()) if fence else None
    if not fence or not closing:
        return None
    values, pairs, odd = _pairs(text[fence.end() : closing.start()].splitlines())
    if (pairs or odd) and not _is_header(values, pairs, odd):
        return None
    return Headed(_known(values), text[closing.end() :], tuple(_left_out(odd)))


def _is_header(values: dict[str, str], pairs: int, odd: list[str]) -> bool:
    """Whether these are keys of a source, and not an article between two rules that names one in passing."""
    return any(key in KEYS for key in values) and len(odd) < pairs and all(len(line) <= LONGEST_VALUE for line in odd)


def _left_out(odd: list[str]) -> Iterator[str]:
    for line in odd[:MOST_TOLD]:
        yield f"the front matter line {line.strip()[:40]!r} is not key: value and was left out."
    if len(odd) > MOST_TOLD:
        yield f"{len(odd) - MOST_TOLD} more lines of the front matter are not key: value and were left out."


def _pairs(lines: list[str]) -> tuple[dict[str, str], int, list[str]]:
    """Keys with their values, how many lines are pairs, and those that are neither pair nor part of a value.

    An indented line continues the value before it.
    """
    values: dict[str, list[str]] = {}
    pairs, odd, last = 0, [], None
    for line in lines:
        pair = _PAIR.fullmatch(line.rstrip())
        if pair:
            pairs, last = pairs + 1, _plain(pair[2])
            values[last] = [] if pair[3].strip() in {">", "|", ">-", "|-"} else [pair[3].strip()]
        elif last and line[:1] in {" ", "\t"} and line.strip():
            values[last].append(line.strip())
        elif line.strip(f" \t{_MARK}") and not line.lstrip().startswith(("#", "- ")):
            odd.append(line)
    return {key: _without_remark(" ".join(value).strip()) for key, value in values.items()}, pairs, odd


def _without_remark(value: str) -> str:
    """A value of front matter without the remark behind it, which none is within quotation marks."""
    quoted = _QUOTED.fullmatch(value)
    return _unquoted(quoted[1]) if quoted else _unquoted(_REMARK.sub("", value).strip())


def _plain(key: str) -> str:
    """A key without accents, in small letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c)).lower()


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
    for key in sorted(values, key=lambda key: key in UNSURE):
        value = _bare(values[key])
        if key in KEYS and value and value.lower() not in {"null", "none", "~", "true", "false"}:
            known.setdefault(KEYS[key], value)
    return known


def _bare(value: str) -> str:
    """A value; of something that has a name, the name."""
    named = _NAMED.match(value)
    return _unquoted(named[1]) if named else value


def _machine_date(text: str) -> Headed | None:
    """A dateline as exports write it (`` date 2026-02-23 ``), on a line of its own or before the first word."""
    match = _MACHINE_DATE.match(text)
    if not match or not names_a_day(match["date"]) or _goes_on(text, match):
        return None
    return Headed({"published": match["date"]}, text[match.end() :])


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the line is a sentence that begins with the date: "Published March 3, 2019, the report …"."""
    own_line = any(end in match.group()[match.end("date") - match.start() :] for end in _ENDS)
    then = text[match.end() : match.end() + 1]
    return not own_line and (then.islower() or then in set(",;:.!?)"))


def _header_lines(text: str) -> Headed | None:
    """``Title: …``, ``Date: …`` lines at the top: two of them, or one that is a date."""
    values: dict[str, str] = {}
    at = 0
    while match := _HEADER_LINE.match(text, at):
        key, value = _plain(match[1]), match[2].strip()
        if key not in KEYS or len(value) > LONGEST_VALUE or match.end() == at:
            break
        values.setdefault(key, _unquoted(value))
        at = match.end()
    known = _known(values)
    dated = names_a_day(known.get("published"))
    if not dated and len(known) < 2:  # one "Source: …" may be the first line of the text
        return None
    return Headed(known, text[at:].lstrip(_ENDS))
