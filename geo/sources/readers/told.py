"""What a reader gives, and the Document that it makes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from geo.errors import SourceError
from geo.escape import visible
from geo.sources.headers import split_header
from geo.sources.languages import UNKNOWN, detect_language, language_code, language_name
from geo.sources.published import read_published
from geo.sources.reader import host, make_document, without_typed_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.types import Document

#: Where a value was found that stands before the text itself, and one that the program kept with it.
IN_HEADER = "the header of the text"
IN_FILE = "the properties of the file"
#: Endings that are named of files in a file which are left out.
MOST_KINDS = 8
#: What is said of what stands in a file and is no text of it.
LEFT_OUT = {
    "struck": "words that are struck out or hidden were left out: {}.",
    "leaning": "words that lean across the page were left out.",
    "notes": "marks of notes were left out: {}.",
    "posts": "posts of social networks were left out: {}.",
    "stories": "lines that lead to other stories were left out: {}.",
}
#: A mark of a note as it stands raised behind a word or number: "1", "2,3", "[a]", "*".
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})(?:[,–-]\d{1,3})*[\])]?", re.IGNORECASE)
_STOPPED = re.compile(r"\w\.[\"'”’»)]*$")
#: Ordinals in English and Spanish, which are raised too, and units of areas and volumes.
_ORDINAL = re.compile(r"\d\s*$")
_UNIT = re.compile(r"(?:\b|\d)(?:[kcm]?m|mi|ft|in|yd)$")
#: What a power stands behind, "10" by itself or as a factor, and how powers are written where nothing can be raised.
_TEN = re.compile(r"(?<![\d.,])10$")
_POWER = re.compile(r"[-−+]?\d{1,2}")
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")


#: Blanks that are set within numbers, and what stands for one while a library reads, which takes them for any blank.
_WITHIN_NUMBER = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_HELD, _KEPT_BLANK = re.compile(r"(?<=\d)\u2423(?=\d{3}(?!\d))"), "\u2423"


def hold_blanks(words: str) -> str:
    """``words`` with a sign for the blank of "3 000" that no program breaks; ``single_spaced`` puts it back."""
    return _WITHIN_NUMBER.sub(_KEPT_BLANK, words)


def single_spaced(words: str) -> str:
    """``words`` with single blanks between them; the blank within a number is no other than it was."""
    return _HELD.sub("\u00a0", " ".join(hold_blanks(words).split()))


def said_of(left_out: Mapping[str, int]) -> tuple[str, ...]:
    """A sentence for each kind of ``LEFT_OUT`` that was left out, with how many."""
    return tuple(LEFT_OUT[kind].format(many) for kind, many in sorted(left_out.items(), reverse=True) if many)


def folded(words: str) -> str:
    """Words without accents and capitals, to compare by."""
    plain = unicodedata.normalize("NFKD", words.replace("\u2019", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def is_note_mark(raised: str, before: str) -> bool:
    """Whether what is ``raised`` behind the text ``before`` is the mark of a note; "2" of "km²" is none."""
    if not _MARK.fullmatch(raised.strip()) or as_power(raised, before):
        return False
    if raised.strip() in {"2", "3"} and _UNIT.search(before):
        return False
    return not (raised.strip().lower() in {"o", "a", "e"} and _ORDINAL.search(before))


def as_power(raised: str, before: str) -> str:
    """What is ``raised`` behind the text ``before`` in raised digits, where it is a power of ten: "⁶"; else nothing."""
    is_one = _POWER.fullmatch(raised.strip()) and _TEN.search(before)
    return raised.strip().translate(_RAISED) if is_one else ""


@dataclass(frozen=True, slots=True)
class Told:
    """One text, and what its file says about it."""

    text: str
    """Offsets of all records point into it."""
    values: Mapping[str, object] = field(default_factory=dict)
    """title, publisher, author, url, published (any form), language and kind, as far as the file has them."""
    found: Mapping[str, str] = field(default_factory=dict)
    """Where each value was found, in words for the reader."""
    warnings: tuple[str, ...] = ()
    part: str = ""
    """What of the file it is ("row 3"), where the file holds several."""
    made: object = None
    """When the file was made, in any form; that is no day of publication, and is told where none is known."""


@dataclass(frozen=True, slots=True)
class Came:
    """From where a file came that was not simply given, and what is known of it from there."""

    values: Mapping[str, str]
    """As those of ``Told``, for what the file itself does not say; its ``url`` is the address that it came from."""
    found: Mapping[str, str]
    """Where each value was found."""
    charset: str | None = None
    """The encoding that was told with it."""

    def also(self, told: Told) -> Told:
        """``told`` with what is known from here; a page may call itself by another address of its own host alone."""
        own, asked = str(told.values.get("url", "")), self.values.get("url", "")
        ours = {"url"} if own == asked or host(own) != host(asked) else set()
        more = {key: value for key, value in self.values.items() if key in ours or not told.values.get(key)}
        return replace(told, values={**told.values, **more}, found={**told.found, **{k: self.found[k] for k in more}})


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside a file, to be read as one that was given."""

    name: str
    """Without the outer file's."""
    data: bytes
    came: Came | None = None
    """From where it came, where the outer file tells."""
    expected: bool = True
    """Whether a reader would miss it; of others, those that cannot be read are told by their number."""


def kind_of(content_type: str) -> str:
    """The kind of content that an answer names, as in "text/html"."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """The encoding that an answer names beside its kind."""
    for part in content_type.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None


def file_name(url: str, ending: str) -> str:
    """An address as a file's name, without what programs write before and behind, and with the ending of its kind."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return f"page.{ending}"
    name = visible(f"{(parts.hostname or '').removeprefix('www.')}{unquote(parts.path).rstrip('/')}")[:200]
    return name if name.lower().endswith(f".{ending}") else f"{name}.{ending}"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A text of which the file has no more than the beginning: it lies at an address."""

    url: str
    """Empty where what the file tells leads nowhere by itself."""
    values: Mapping[str, str]
    """As those of ``Told``: what the file says of it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that could not be read; the others are."""

    reason: str
    """One sentence that names file, part and remedy."""
    passed_over: bool = False
    """It is no source: nothing is wrong."""


def headed(text: str, values: Mapping[str, object], found: Mapping[str, str], made: object = None) -> Told:
    """``text`` with what stands in a header before it, which wins over the ``values`` that the file has elsewhere."""
    head = split_header(text)
    in_header = dict.fromkeys(head.values, IN_HEADER)
    return Told(head.body, {**values, **head.values}, {**found, **in_header}, head.warnings, made=made)


def document_of(name: str, told: Told) -> Document:
    """The Document of what a reader gives.

    Raises SourceError: no text, or one that cannot be analysed.
    """
    if not told.text.strip():
        raise SourceError(f"{name} has a header and no text: put the article's text below it and try again.")
    text, marks = without_typed_marks(told.text)
    document = make_document(text, dict(told.values), name=name)
    known = {"title": document.title, "published": document.published, **_words(document)}
    found = tuple((key, told.found[key]) for key in told.found if known.get(key))
    made = _made_on(told.made) if document.published is None else ()
    return replace(document, found=found, warnings=(*told.warnings, *marks, *document.warnings, *made))


def _words(document: Document) -> dict[str, str | None]:
    return {
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "language": document.language,
        "kind": document.kind,
    }


def _made_on(stamp: object) -> tuple[str, ...]:
    day, _ = read_published(stamp)
    return (f"the file was made on {day}, which need not be the day of publication: set that if it is.",) if day else ()


def without_headline(blocks: list[str], *titles: object) -> str:
    """The paragraphs of a text, a blank line between them; its headline is no sentence of it.

    What ends with a full stop is a sentence of it, which programs take for the title of a text that has none.
    """
    plain = (" ".join(block.split()) for block in blocks[:-1])
    own = (n for n, block in enumerate(plain) if block not in titles or _STOPPED.search(block))
    first = next(own, len(blocks) - 1)
    return "\n\n".join(blocks[max(first, 0) :])


def sure_language(stated: str | None, text: str) -> tuple[str | None, tuple[str, ...]]:
    """The language that a file states, unless its text speaks clearly of another: templates often name their own."""
    code, seen = language_code(stated), detect_language(text)
    if code is None or seen in {UNKNOWN, code}:
        return code, ()
    warning = f"the file says {language_name(code)}; by its words the text is {language_name(seen)} and is read so."
    return None, (warning,)
