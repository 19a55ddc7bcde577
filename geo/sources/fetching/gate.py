"""Which machines may be asked: public ones alone, judged by the very number that is then connected to.

A name is looked up once for each connection, and the connection goes to what was looked up: a name that means another
machine a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: The ports of pages; others are those of mail, data bases and machines that keep house.
PORTS = frozenset({80, 443})
#: What the registries call global and is a way into private networks: translated (6to4, NAT64), for examples, for
#: protocols; and the number under which one large host of machines answers them with their secrets.
_NEVER = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15", "224.0.0.0/3",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
#: All of IPv6 that was given to anybody, so that what maps IPv4 lies outside.
_GIVEN = ipaddress.IPv6Network("2000::/3")


def is_public(number: str, port: int) -> bool:
    """Whether a machine's IP number is one of the open internet, and the port one of pages."""
    try:
        found = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and (found not in _GIVEN or found.scope_id):
        return False
    return (
        found.is_global
        and port in PORTS
        and not any(found in block for block in _NEVER if block.version == found.version)
    )


def look_up(host: str, port: int) -> list[str]:
    """The IP numbers of a host, as the system knows them; raises OSError where it knows none."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides who may be asked.  Another one than ``PUBLIC`` can be given by code alone, by no setting."""

    numbers_of: Callable[[str, int], Sequence[str]] = look_up
    lets: Callable[[str, int], bool] = is_public

    def numbers(self, host: str, port: int, seconds: float) -> list[str]:
        """The numbers to connect to, looked up once, within so many seconds.

        Raises SourceError: there are none, or one of them may not be asked.
        """
        found = list(dict.fromkeys(_within(seconds, lambda: self.numbers_of(host, port)) or ()))
        if not found:
            raise SourceError(f"{host} is not known: check the address, and that this machine reaches the internet.")
        if not all(self.lets(number, port) for number in found):
            raise SourceError(
                f"{host} at port {port} is not asked, for only public machines are, at the ports of pages: save the "
                "page and give it as a file."
            )
        return found


def _within(seconds: float, ask: Callable[[], Sequence[str]]) -> Sequence[str] | None:
    """What a look-up gives, which itself knows no limit of time; None: nothing by then."""
    found: list[Sequence[str]] = []

    def work() -> None:
        try:
            found.append(ask())
        except (OSError, UnicodeError):
            return

    thread = threading.Thread(target=work, name="look-up", daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else None


PUBLIC = Gate()
