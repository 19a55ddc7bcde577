"""Asks for what lies at an address: hop by hop, each of them checked, no more than is read, no longer than is waited.

Cookies, passwords, scripts and proxies are not known here, nor whether the network is allowed: whoever makes a ``Web``
asks that first.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

import httpcore
import idna

from geo import __version__
from geo.errors import SourceError
from geo.escape import visible
from geo.sources.fetching import gate as gates
from geo.sources.fetching.connection import Left, Through

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.sources.fetching.gate import Gate

AGENT = f"incident-atlas/{__version__}"
#: Characters of an address; browsers and servers know no longer ones.
LONGEST = 2_000
#: Addresses that an address may lead to, one after the other; browsers follow 20, papers need 3.
MOST_HOPS = 5
#: Statuses that lead elsewhere.
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
#: A name and password before a host: also where the password holds a "/", "?" or "#", which should be written as
#: numbers, and where slashes are missing or lean the other way.
_SECRET = re.compile(
    r"^((?:https?:[/\\]*|\w[\w+.-]*:[/\\]+|[/\\]{2,})?+)(?:[^/\\?#\s]*@|[^/\\?#:\s]*(:)\S*@)|(?<=//)[^/?#\s]*@",
    re.IGNORECASE,
)
#: Bytes of headers and the like that an answer may bring beside its content.
BESIDE = 200_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may take."""

    size: int = 50_000_000
    """Bytes of its content, unpacked, as of a file."""
    seconds: float = 60.0
    """From the first question to the last byte, all hops together."""
    silence: float = 20.0
    """Seconds without a byte."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from an address."""

    url: str
    """Where the last hop led."""
    way: str
    """The address in a sentence: the one that was asked, and where that led to."""
    status: int
    headers: Mapping[str, str]
    """By name in lower case; of several of one name the first."""
    content: bytes
    """Unpacked; empty where the status or the kind of the content said that it is not wanted."""
    moved: str | None = None
    """The address to ask from now on, where each hop said that it is for good."""


class Web:
    """What can be asked; made without a ``gate`` it reaches public machines alone."""

    def __init__(
        self, gate: Gate | None = None, limits: Limits | None = None, before: Callable[[str], None] | None = None
    ) -> None:
        """``before`` is told each address that is going to be asked, and raises SourceError where it shall not be."""
        self._before = before
        self._gate, self._limits = gate or gates.PUBLIC, limits or Limits()
        self._tls = httpcore.default_ssl_context()

    def with_manners(self, before: Callable[[str], None]) -> Web:
        """The same, that tells ``before`` each address."""
        return Web(self._gate, self._limits, before)

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        wanted: Callable[[str], bool] = lambda _: True,
        most: int | None = None,
        cut: bool = False,
    ) -> Answer:
        """The answer of an address.  Its content is read where ``wanted`` says so of its kind.

        Of content that is longer than ``most`` bytes the beginning comes where that is enough (``cut``).

        Raises SourceError: it may not or cannot be asked, or answers too much, too long or what is no HTTP.
        """
        size = min(most or self._limits.size, self._limits.size)
        left = Left(self._limits.seconds, size + BESIDE)
        here, moved = url.strip(), url.strip()
        for _ in range(MOST_HOPS + 1):
            way = led(url.strip(), here)
            answer = self._asked(here, way, headers or {}, left, partial(_unpacked, most=size, cut=cut), wanted)
            if answer.status not in _ELSEWHERE or "location" not in answer.headers:
                return replace(answer, moved=moved if moved != url else None)
            forever = answer.status in {301, 308} and moved == here
            here = _next(here, answer.headers["location"], way)
            moved = here if forever else moved
        raise SourceError(f"{shown(url)} leads to one address after the other: open it in a browser and save the page.")

    def _asked(
        self,
        url: str,
        way: str,
        headers: Mapping[str, str],
        left: Left,
        unpacked: Callable[[Iterable[bytes], str], bytes],
        wanted: Callable[[str], bool],
    ) -> Answer:
        target = parsed(url, way)
        if self._before:
            with left.standing():
                self._before(url)
        sent = {"user-agent": AGENT, "accept": "*/*", "accept-encoding": "gzip", "connection": "close", **headers}
        silence = self._limits.silence
        waits = dict.fromkeys(("connect", "read", "write", "pool"), silence)
        try:
            with (
                httpcore.ConnectionPool(self._tls, network_backend=Through(self._gate, left)) as pool,
                pool.stream("GET", target, headers=list(sent.items()), extensions={"timeout": waits}) as response,
            ):
                got = _headers(response.headers)
                read = response.status == 200 and wanted(got.get("content-type", ""))
                content = unpacked(response.iter_stream(), got.get("content-encoding", "")) if read else b""
                return Answer(url, way, response.status, got, content)
        except SourceError as error:
            raise SourceError(_told(way, str(error))) from error
        except (httpcore.TimeoutException, TimeoutError) as error:
            raise SourceError(_told(way, "it does not answer in time")) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
            raise SourceError(_told(way, f"it does not answer as pages do ({_reason(error)})")) from error


def shown(url: str) -> str:
    """An address as it stands in a sentence: without a name and password."""
    return visible(_SECRET.sub(_hidden, url.strip()))[:200]


def _hidden(found: re.Match[str]) -> str:
    """What stands there instead: a mark where it is not certain how far the password goes."""
    return (found[1] or "") + ("…@" if found[2] else "")


def led(asked: str, here: str) -> str:
    """An address in a sentence, and before it the one that somebody gave, where that led to it."""
    return shown(here) if asked == here else f"{shown(asked)}, which leads to {shown(here)},"


def _told(way: str, why: str) -> str:
    """The sentence; one of the gate's is whole already."""
    if why.endswith("."):
        return f"{way} was not read: {why}"
    return f"{way} was not read: {why}; try again later, or save the page in a browser and give it as a file."


def _reason(error: Exception) -> str:
    return visible(" ".join(str(error).split()))[:100].rstrip(".: ") or type(error).__name__


def parsed(url: str, way: str = "") -> httpcore.URL:
    """An address, taken apart once for the gate, the connection and the server alike.

    ``way`` is how a sentence calls it.  Raises SourceError: it is none of a page.
    """
    way = way or shown(url)
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").rstrip(".")
        plain = _plain(host)
    except (ValueError, UnicodeError) as error:
        raise SourceError(f"{way} is no address that can be read: check it.") from error
    if parts.scheme not in {"http", "https"} or not plain or len(url) > LONGEST:
        raise SourceError(f"{way} is no address of a page (http:// or https://): check it.")
    if parts.username is not None or parts.password is not None:
        raise SourceError(f"{way} is asked without a name and password: take them out.")
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    return httpcore.URL(
        scheme=parts.scheme.encode(),
        host=plain,
        port=port,
        target=(_quoted(parts.path) or "/").encode() + query.encode(),
    )


def _plain(host: str) -> bytes:
    """A host's name as machines write it: "münchen.example" is "xn--mnchen-3ya.example"."""
    if host.isascii():
        if re.search(r"[^A-Za-z0-9.:_-]", host):
            raise ValueError(host)
        return host.lower().encode()
    return idna.encode(host, uts46=True)


def _quoted(part: str) -> str:
    """A path or query with what may not stand in it written as numbers."""
    return quote(part, safe="%/:;=@&?!$'()*+,~[]-._")


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    got: dict[str, str] = {}
    for name, value in pairs:
        got.setdefault(name.decode("ascii", "replace").lower(), value.decode("latin-1"))
    return got


def _unpacked(chunks: Iterable[bytes], coding: str, most: int, *, cut: bool = False) -> bytes:
    """The content without the coding it travelled in; what unpacks to more is not unpacked to the end, or ``cut``.

    Raises SourceError: it is too much, damaged, or coded in a way that nobody asked for.
    """
    coding = coding.strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise SourceError("it is packed in a way that was not asked for")
    inflate = zlib.decompressobj(47) if coding not in {"", "identity"} else None  # 47: gzip or zlib, as its head says
    content, packed = bytearray(), 0
    try:
        for chunk in chunks:
            packed += len(chunk)
            content += inflate.decompress(chunk, most - len(content) + 1) if inflate else chunk
            if len(content) > most and cut:
                return bytes(content[:most])
            if len(content) > most:
                raise SourceError("it sends more than is read")
    except zlib.error as error:
        raise SourceError("what it sends is damaged") from error
    if inflate and packed and not inflate.eof:
        raise SourceError("what it sends breaks off")
    return bytes(content)


def _next(here: str, there: str, way: str) -> str:
    """Where an answer leads to.  Raises SourceError: that is no address."""
    try:
        return urljoin(here, there)
    except ValueError as error:
        raise SourceError(f"{way} leads to what is no address: open it in a browser and save the page.") from error
