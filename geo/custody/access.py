"""Who may add, date, grade and remove sources: whom a reverse proxy names, or who knows the password.

Where neither is set, whoever reaches the pages may, as on one's own machine.  What is set wrongly makes nobody one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING

from geo.custody import ANYBODY
from geo.errors import AccessError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.settings import Settings

#: Cost of scrypt: 16 MB and some 50 ms for each guess.
_N, _R, _P = 2**14, 8, 1
_SALT_BYTES = 16
#: Characters of a password that are looked at, and the fewest that a new one must have.
LONGEST_PASSWORD, SHORTEST_PASSWORD = 200, 10
#: Characters of a name in the log.
LONGEST_NAME = 80
#: Seconds that a wrong password costs, one after the other for all who try.
WRONG_COSTS = 1.0
_TRYING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the pages."""

    name: str
    """As the log shows it; empty: nobody has said."""
    may_edit: bool

    def editor(self) -> str:
        """Their name for the log.

        Raises AccessError: they may only look.
        """
        if not self.may_edit:
            raise AccessError("you may look at the sources and not change them: ask an editor; nothing was changed.")
        return self.name


def visitor(settings: Settings, told: Sequence[str], entered: str | None) -> Visitor:
    """Who that is, by all values of the proxy's header (``told``) and the name ``entered`` with the right password."""
    if not settings.user_header and not settings.editor_password:
        return Visitor(ANYBODY, may_edit=True)
    if settings.editor_password and entered is not None:
        return Visitor(entered, may_edit=True)
    # Two values: one of them came from the browser, and nobody can tell which.
    name = _name(told[0]) if settings.user_header and len(told) == 1 else ""
    return Visitor(name, may_edit=bool(name) and _is_editor(name, settings))


def _name(told: str) -> str:
    return "".join(c for c in told if c.isprintable()).strip()[:LONGEST_NAME]


def _is_editor(name: str, settings: Settings) -> bool:
    editors = {editor.strip() for editor in settings.editors.split(",")} - {""}
    return "*" in editors or name in editors


def check(settings: Settings) -> None:
    """Raise SettingsError for a setting that would leave nobody, or not those who are meant, as editors."""
    if settings.editor_password and _parts(settings.editor_password) is None:
        raise SettingsError(
            "INCIDENT_ATLAS_EDITOR_PASSWORD is no hash of a password: write what `python -m geo password` shows, in "
            "single quotation marks, since it holds $."
        )
    if settings.editors.strip() and not settings.user_header:
        raise SettingsError(
            "INCIDENT_ATLAS_EDITORS names editors, but INCIDENT_ATLAS_USER_HEADER does not say in which header the "
            "proxy names who is signed in: set it, or take the names away."
        )
    if settings.user_header and not settings.editors.strip() and not settings.editor_password:
        raise SettingsError(
            "INCIDENT_ATLAS_USER_HEADER is set and INCIDENT_ATLAS_EDITORS names nobody, so that nobody can change "
            "anything: name the editors, or * for all who are signed in."
        )


# ------------------------------------------------------------------ the password
def hashed(password: str) -> str:
    """The hash of a password for the setting, with a salt of its own.

    Raises SettingsError: it is too short or too long.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise SettingsError(f"a password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters: take another.")
    salt = secrets.token_bytes(_SALT_BYTES)
    return "$".join(("scrypt", str(_N), str(_R), str(_P), _written(salt), _written(_scrypt(password, salt))))


def enter(settings: Settings, name: str, password: str) -> str:
    """The name of who gives the right password; a wrong one takes a while, for all who try.

    Raises AccessError: it is wrong, or there is none.
    """
    with _TRYING:
        if not _is_right(password, settings.editor_password):
            sleep(WRONG_COSTS)
            raise AccessError("that is not the password of the editors: nothing was changed.")
    return _name(name) or "editor"


def _is_right(password: str, stored: str) -> bool:
    parts = _parts(stored)
    if parts is None or len(password) > LONGEST_PASSWORD:
        return False
    salt, expected = parts
    return hmac.compare_digest(_scrypt(password, salt), expected)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=_N, r=_R, p=_P)


def _parts(stored: str) -> tuple[bytes, bytes] | None:
    """Salt and hash; None where it is no hash of ours."""
    kind, *cost, salt, digest = stored.split("$") if stored.count("$") == 5 else ("", "", "")
    if kind != "scrypt" or cost != [str(_N), str(_R), str(_P)]:
        return None
    try:
        read = base64.b64decode(salt, validate=True), base64.b64decode(digest, validate=True)
    except (binascii.Error, ValueError):
        return None
    return read if len(read[0]) == _SALT_BYTES and len(read[1]) == hashlib.sha512().digest_size else None


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
