"""Web sites of this machine for tests: what they answer is bytes, or a way to misbehave.

No setting leads the program to them: a test hands it a ``Gate`` that knows their names and lets their ports through.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from geo.sources.fetching.gate import Gate, is_public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Doing = Callable[[socket.socket], None]


def answer(
    content: bytes | str, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str
) -> bytes:
    """A whole answer."""
    body = content.encode() if isinstance(content, str) else content
    lines = {
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        **{k.replace("_", "-"): v for k, v in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n".encode() + body


def leads_to(url: str, status: str = "302 Found") -> bytes:
    """An answer that leads elsewhere."""
    return answer("", status=status, Location=url)


class Site:
    """A server that answers each path as it was told to, and keeps every request that it got."""

    def __init__(self, number: str = "127.0.0.1", port: int = 0) -> None:
        self.answers: dict[str, bytes | Doing | Callable[[dict[str, str]], bytes]] = {}
        self.asked: list[str] = []
        """Paths, in order."""
        self.headers: list[dict[str, str]] = []
        self.raw: list[bytes] = []
        self.connections = 0
        self._server = socket.create_server((number, port), reuse_port=False)
        self.number, self.port = self._server.getsockname()[:2]
        self._stopped = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        self._stopped.set()
        self._server.close()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(20)
            head = client.recv(65536)
            self.raw.append(head)
            first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1] if first.count(" ") == 2 else "?"
            self.asked.append(path)
            headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}
            self.headers.append(headers)
            told = self.answers.get(path, answer("nothing here", status="404 Not Found"))
            if isinstance(told, bytes):
                client.sendall(told)
            else:
                told(client)


@contextmanager
def site(number: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """A site for the block."""
    made = Site(number, port)
    try:
        yield made
    finally:
        made.close()


def gate_to(*sites: Site, names: dict[str, str] | None = None) -> Gate:
    """A gate that lets these sites through beside public machines; every name that is not given is the first site's."""
    ends = {(one.number, one.port) for one in sites}

    def numbers_of(host: str, _: int) -> list[str]:
        given = (names or {}).get(host)
        return [given or (host if host.replace(".", "").isdigit() else sites[0].number)]

    return Gate(numbers_of, lambda number, port: (number, port) in ends or is_public(number, port))
