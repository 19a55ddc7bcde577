"""Bytes to text, or one clear sentence why not."""

from __future__ import annotations

import codecs
import re

from geo.errors import SourceError

#: Control characters (other than line breaks and tabs) beyond this share mean that it is no text.
MOST_CONTROLS = 0.02

#: The name of the error handler that reads bytes which are not UTF-8.
SINGLE_BYTES = "atlas_single_bytes"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 one by one as Windows-1252; the five it leaves free as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_character(byte) for byte in bad), error.end


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(SINGLE_BYTES, _as_windows_1252)


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` and warnings about how it was read.

    Raises SourceError: empty or no text.
    """
    if not data.strip():
        raise SourceError(f"{name} is empty: put the article's text into it and try again.")
    text, warnings = _decoded(data, name)
    controls = sum(character < " " and character not in "\n\r\t\f\v" for character in text)
    if controls > MOST_CONTROLS * len(text) or "\0" in text:
        raise SourceError(f"{name} is binary, not text: save its text as .txt or .md and try again.")
    return text, warnings


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise SourceError(f"{name} begins as UTF-16 and is not: save it as UTF-8 and try again.") from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", errors=SINGLE_BYTES)
        warning = f"{name} is not all UTF-8; the rest was read as Windows-1252 (Latin-1): check the accents."
        return text, (warning,)


#: Encodings that a file may name; Python knows others, which are no encodings of pages or unpack what they read.
_ENCODINGS = re.compile(
    r"utf-?8|us-ascii|ascii|(?:windows|cp|ibm)-?\d+|iso-?8859-?\d+|latin-?\d|koi8-[ru]|gbk?|gb2312|gb18030|big5(?:-?hkscs)?"
    r"|shift[_-]?jis|s?jis|euc-(?:jp|kr)|iso-2022-jp|mac-?(?:roman|cyrillic)|tis-620|hz-gb-2312|utf-?16(?:le|be)?|utf-?32",
    re.IGNORECASE,
)
#: What browsers take these names for.
_BROWSERS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}


#: Encodings in which other letters than those of ASCII are single bytes, or all letters two or four: what is UTF-8 by
#: its bytes is none of these by more than a chance.
_NOT_UTF_8 = re.compile(
    r"us-ascii|ascii|(?:windows|cp|ibm)-?\d+|iso-?8859-?\d+|latin-?\d|koi8-[ru]|mac.*|tis-620|utf-?(?:16|32).*",
    re.IGNORECASE,
)


def decode_declared(data: bytes, name: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The text of a file that says in which encoding it is, if that holds; else as ``decode`` reads it.

    Programs that write UTF-8 often declare another one, and what they wrote is then read as if it were that.

    Raises SourceError: it begins as UTF-16 and is not.
    """
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if declared and not marked and _ENCODINGS.fullmatch(declared):
        if _NOT_UTF_8.fullmatch(declared) and _is_utf_8(data):
            return _decoded(data, name)
        try:
            return data.decode(_BROWSERS.get(declared.lower(), declared)), ()
        except (UnicodeError, LookupError):
            pass  # it is not what it says
    return _decoded(data, name)


def _is_utf_8(data: bytes) -> bool:
    """Whether it is UTF-8 by its bytes; UTF-16 of plain letters would be too, but for its zeros."""
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False
