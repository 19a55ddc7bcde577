"""E-mails, by Python's own parser: the body, the sender, the day it was sent, and the files that hang on it."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.sources.decoding import decode_declared
from geo.sources.readers import page
from geo.sources.readers.formats import ENDINGS, ending_of
from geo.sources.readers.letters.forwarded import other_in, shown_lines
from geo.sources.readers.told import MOST_KINDS, Inside, Told, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import MIMEPart as EmailMessage

#: Parts of one message.
MOST_PARTS = 500
#: Messages in messages that are looked through for parts.
DEEPEST_PART = 20
#: Bytes of plain words that may say no more than that the message is a page, and how many times as many the page has.
FEW, MANY_TIMES = 300, 3
#: Share of the words of a page that the plain words of the same message have, where they are the same text.
SAME = 0.4
_TAGS = re.compile(rb"(?is)<(style|script|head)\b.*?</\1>|<[^<>]*>|\s+")
_AS_IT_CAME = policy.default.clone(refold_source="none")
#: The line between two messages of a mailbox.
_BETWEEN = re.compile(rb"(?m)^From \S+ .*\d{4}[ \t]*\r?\n")
OTHER_DAY = "another message stands in the e-mail, so that its day is not taken for that of the text: set the date."
#: What a header that is no header makes the parser of headers raise.
ODD = (ValueError, LookupError, AttributeError, TypeError)
#: Where values of a message were found.
HEADERS = {
    "title": "the subject of the e-mail",
    "published": "the date of the e-mail",
    "author": "the sender of the e-mail",
}
IN_OTHER = "the head of the message that is forwarded"


def read(name: str, data: bytes) -> Iterator[Told | Inside | Unread]:
    """The body of the message as a text, and the files and messages that hang on it.

    Raises SourceError: no body and no file, or too many parts.
    """
    if len(several := _of_mailbox(data)) > 1:
        yield from (Inside(f"message-{number}.eml", one) for number, one in enumerate(several, start=1))
        return
    message = parsed(name, data)
    parts = list(_own_parts(message))
    attached = [Inside(_file_name(part), content(part)) for part in parts if _is_file(part)]
    messages = filter(_is_message, parts[1:])
    attached += [Inside(f"message-{number}.eml", _whole(part)) for number, part in enumerate(messages, start=1)]
    body = _body(parts)
    if body:
        told = _told(name, message, body)
        yield replace(told, warnings=(*told.warnings, *torn(name, message)))
    yield from attached
    if not body and not attached:
        raise SourceError(f"{name} is an e-mail without a text: save the text as .txt or .md and try again.")
    yield from _others(name, parts)


def _of_mailbox(data: bytes) -> list[bytes]:
    """The messages of a mailbox, which some programs save under the name of one message."""
    return [part for part in _BETWEEN.split(data) if part.strip()] if data.startswith(b"From ") else []


def _own_parts(message: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """A message and its parts, those of messages that hang on it left out."""
    yield message
    if message.is_multipart() and not (depth and _is_message(message)) and depth < DEEPEST_PART:
        for part in message.iter_parts() if kind_of(message) != "message/rfc822" else ():
            yield from _own_parts(part, depth + 1)


def _is_message(part: EmailMessage) -> bool:
    """Whether a part is another message, wrapped up or with its own sender and day."""
    return kind_of(part) == "message/rfc822" or bool(part.get("received") or (part.get("from") and part.get("date")))


def _whole(part: EmailMessage) -> bytes:
    """A message that hangs on another as a file of its own; empty where it cannot be written out."""
    try:
        inner = part.get_content() if kind_of(part) == "message/rfc822" else part
        return bytes(inner.as_bytes(policy=_AS_IT_CAME))
    except ODD:
        return b""


def _others(name: str, parts: list[EmailMessage]) -> Iterator[Unread]:
    """What hangs on the message and is of no kind that is read, by its number."""
    left = [_file_name(part) for part in parts if _is_attached(part) and not _is_file(part)]
    if left:
        kinds = ", ".join(sorted({f".{ending_of(file)[:10]}" for file in left})[:MOST_KINDS])
        reason = f"files attached to {name} of kinds that are not read were left out: {len(left):,} ({kinds})."
        yield Unread(reason, passed_over=True)


def _is_attached(part: EmailMessage) -> bool:
    """Whether a sender has hung a file on the message; pictures of a signature stand in its text."""
    try:
        return not part.is_multipart() and part.get_content_disposition() == "attachment" and bool(_file_name(part))
    except ODD:
        return False


def parsed(name: str, data: bytes) -> EmailMessage:
    """The message.

    Raises SourceError: it has more parts than a message has.
    """
    message = message_from_bytes(data, policy=policy.default)
    if sum(1 for _ in message.walk()) > MOST_PARTS:
        raise SourceError(f"{name} has more than {MOST_PARTS} parts: save its text as .txt or .md and try again.")
    return message


def header(message: EmailMessage, key: str) -> str:
    """A header on one line, empty where it is not there or cannot be read."""
    try:
        return " ".join(str(message.get(key, "")).split())
    except ODD:
        return ""


def content(part: EmailMessage) -> bytes:
    """What a part holds, without the coding it travelled in; of one that breaks off, what came."""
    held = part.get_payload(decode=True)
    if not isinstance(held, bytes):
        return b""
    return _began(held) if header(part, "content-transfer-encoding").lower() == "base64" and _torn(part) else held


def _torn(part: EmailMessage) -> bool:
    """Whether its base64 ends within a byte, on which Python's parser gives it back as it travelled."""
    return any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects)


def _began(coded: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", coded)
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def _breaks_off(message: EmailMessage) -> bool:
    """Whether the message ends before its parts do: it was not received or saved to its end."""
    return any(
        isinstance(defect, InvalidBase64LengthDefect | InvalidBase64PaddingDefect | CloseBoundaryNotFoundDefect)
        for part in message.walk()
        for defect in part.defects
    )


def charset(part: EmailMessage) -> str | None:
    """The encoding that a part says it is in."""
    try:
        return part.get_content_charset()
    except ODD:
        return None


def torn(name: str, message: EmailMessage) -> tuple[str, ...]:
    """What is said of a message that breaks off, when its parts were taken out."""
    return (f"{name} breaks off before its end: compare it with the original.",) if _breaks_off(message) else ()


def _body(parts: list[EmailMessage]) -> list[EmailMessage]:
    """The parts to read: plain words if there are any, else the page; none where there is no text."""
    own = [part for part in parts if part is parts[0] or not _is_message(part)]
    written = [part for part in own if not _is_file(part) and content(part).strip()]
    plain = [part for part in written if kind_of(part) == "text/plain"]
    page = next((part for part in written if kind_of(part) == "text/html"), None)
    if page is not None and (not plain or _only_says_so(plain, page)):
        return [page]
    return plain


def _only_says_so(plain: list[EmailMessage], page: EmailMessage) -> bool:
    """Whether the plain words are few beside a page that says something else: that there is one."""
    words = b"\n".join(map(content, plain))
    shown = _TAGS.sub(b" ", content(page))
    if len(words) <= FEW and len(shown.replace(b" ", b"")) > MANY_TIMES * len(words):
        return True
    said, page_said = (set(re.findall(rb"\w{4,}", text.lower())) for text in (words, shown))
    return len(said) < len(page_said) and len(said & page_said) < SAME * len(page_said)


def kind_of(part: EmailMessage) -> str:
    """The type of a part, as in "text/html"; empty where it says none that can be read."""
    try:
        return part.get_content_type()
    except ODD:
        return ""


def _file_name(part: EmailMessage) -> str:
    try:
        return " ".join((part.get_filename() or "").replace("/", " ").replace("\\", " ").split())
    except ODD:
        return ""


def _is_file(part: EmailMessage) -> bool:
    """A file of a kind that is read; the pictures of a signature are none."""
    return not part.is_multipart() and ending_of(_file_name(part)) in ENDINGS


def _told(name: str, message: EmailMessage, body: list[EmailMessage]) -> Told:
    stated = {
        "title": header(message, "subject"),
        "published": header(message, "date"),
        "author": _sender(message),
    }
    values = {key: word for key, word in stated.items() if word}
    told = Told("", values, {key: HEADERS[key] for key in values})
    if kind_of(body[0]) == "text/html":
        page = _page(name, body[0])
        shown, _ = decode_declared(content(body[0]), name, charset(body[0]))
        return _of_other(
            replace(page, values={**values, **page.values}, found={**told.found, **page.found}), shown_lines(shown)
        )
    read = [decode_declared(content(part), name, charset(part)) for part in body]
    text = "\n\n".join(part.replace("\r\n", "\n").replace("\0", "") for part, _ in read)
    warnings = tuple(dict.fromkeys(warning for _, some in read for warning in some))
    return _of_other(replace(told, text=text, warnings=warnings), text)


def _sender(message: EmailMessage) -> str:
    """Who sent a message, by name, else by address."""
    sender = header(message, "from")
    try:
        named = " ".join(message["from"].addresses[0].display_name.split())
    except (*ODD, IndexError):
        named = ""
    named = named.encode("utf-8", "replace").decode()
    return named or sender.partition("<")[0].strip(' "') or sender.strip("<> ")


def _page(name: str, part: EmailMessage) -> Told:
    """The page of a message, of which language and address are taken."""
    told = page.article(name, content(part), charset(part))
    kept = {key: value for key in ("language", "url") if (value := told.values.get(key))}
    return replace(told, values=kept, found={key: told.found[key] for key in kept if key in told.found})


def _of_other(told: Told, shown: str) -> Told:
    """A text in which another message stands, ``shown``: the day, and what is forwarded, are not the sender's."""
    other = other_in(shown)
    if other is None:
        return told
    gone = {"published", "author"} if other.is_forwarded else {"published"}
    said = {"author": other.author, "published": other.day} if other.is_forwarded else {}
    said = {key: word for key, word in said.items() if word}
    values = {key: value for key, value in told.values.items() if key not in gone} | said
    found = {key: where for key, where in told.found.items() if key not in gone} | dict.fromkeys(said, IN_OTHER)
    warnings = () if "published" in said and "author" in said else (OTHER_DAY,)
    return replace(told, values=values, found=found, warnings=(*told.warnings, *warnings))
