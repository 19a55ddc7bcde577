"""A connection to a machine that the gate lets through, with an end in time and in bytes that no answer can move."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

import httpcore

from geo.errors import SourceError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

    from geo.sources.fetching.gate import Gate

#: Numbers of one host that are tried; the last is told of.
MOST_NUMBERS = 3


class Left:
    """What an answer may still take: headers, empty lines and unasked-for parts of it are all counted."""

    def __init__(self, seconds: float, size: int) -> None:
        self._end, self._size = monotonic() + seconds, size

    def seconds(self, most: float | None = None) -> float:
        """Seconds that are left, or ``most`` where that is less.

        Raises SourceError: none.
        """
        left = self._end - monotonic()
        if left <= 0:
            raise SourceError("it takes too long to answer")
        return left if most is None else min(left, most)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """What the block takes does not count."""
        start = monotonic()
        yield
        self._end += monotonic() - start

    def take(self, size: int) -> None:
        """Count bytes.

        Raises SourceError: they are too many.
        """
        self._size -= size
        if self._size < 0:
            raise SourceError("it sends more than is read")


class _Bounded(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, left: Left) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._left.seconds(timeout))
        self._left.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left.seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The name of the host stays that of the address: certificates are checked against it."""
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, self._left.seconds(timeout)), self._left)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - whatever the library asks for
        return self._stream.get_extra_info(info)


class Through(httpcore.NetworkBackend):
    """Connects through a gate: to the number that it gave, and by no other way."""

    def __init__(self, gate: Gate, left: Left) -> None:
        self._gate, self._left, self._inner = gate, left, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first number of the host that answers."""
        numbers = self._gate.numbers(host, port, self._left.seconds(timeout))[:MOST_NUMBERS]
        for number in numbers[:-1]:
            try:
                return self._connected(number, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(numbers[-1], port, timeout, local_address, socket_options)

    def _connected(
        self,
        number: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        seconds = self._left.seconds(timeout)
        return _Bounded(self._inner.connect_tcp(number, port, seconds, local_address, options), self._left)
