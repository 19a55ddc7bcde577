"""Runs the siege in a network of its own, which has nothing but a loopback: whatever reached outside would fail."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys

#: Tells the program inside that it is inside.
INSIDE = "SIEGE_NO_NETWORK"
#: From <linux/sockios.h> and <linux/if.h>: set an interface's flags; up and loopback.
_SIOCSIFFLAGS, _UP = 0x8914, 0x1 | 0x8
#: An address that is not this machine (TEST-NET-1 of RFC 5737); a network that has a way out tries to reach it.
_ELSEWHERE = ("192.0.2.1", 80)
#: As root, or as anybody where the kernel lets users have namespaces of their own.
_WAYS = (("unshare", "--net"), ("unshare", "--map-root-user", "--net"))


class NoNamespaceError(Exception):
    """This machine gives no network namespace."""


def run_inside(arguments: list[str]) -> int:
    """Run ``python -m tests.siege ARGUMENTS`` in a namespace; its exit code.

    Raises NoNamespaceError: the machine gives none.
    """
    if shutil.which("unshare") is None:
        raise NoNamespaceError("there is no `unshare` on this machine (package util-linux; Linux only).")
    for way in _WAYS:
        tried = subprocess.run([*way, "true"], capture_output=True, text=True, check=False)
        if tried.returncode == 0:
            return subprocess.run(
                [*way, sys.executable, "-m", "tests.siege", *arguments], env={**os.environ, INSIDE: "1"}, check=False
            ).returncode
    raise NoNamespaceError(f"this machine lets nobody make a network namespace ({tried.stderr.strip()}): run as root.")


def inside() -> bool:
    """Whether this program runs in the namespace."""
    return os.environ.get(INSIDE) == "1"


def bring_up() -> str:
    """Turn the loopback on; a sentence that says what was found.

    Raises NoNamespaceError: there is a way out after all.
    """
    with socket.socket() as s:
        fcntl.ioctl(s, _SIOCSIFFLAGS, struct.pack("16sh", b"lo", _UP))
        s.settimeout(3)
        try:
            s.connect(_ELSEWHERE)
        except TimeoutError:
            why = "it does not answer, but there is a route to it"
        except OSError as error:
            names = ", ".join(name for _, name in socket.if_nameindex())
            return f"no network: {_ELSEWHERE[0]} is refused by the system ({error.strerror}); interfaces: {names}."
        else:
            why = "it answers"
    raise NoNamespaceError(f"{_ELSEWHERE[0]} can be reached from inside the namespace ({why}).")
