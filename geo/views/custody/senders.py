"""Sessions of the browser whose files the server takes, where editors are known by a password.

The password is given on the page; the server, to which a browser sends what is dropped, sees the session in the
address alone.  A session lives as long as its tab, and nobody else knows its name.
"""

from __future__ import annotations

import threading
from collections import deque

from streamlit.runtime.scriptrunner import get_script_run_ctx

#: Editors' sessions that are remembered; the oldest must give the password again.
MOST = 1_000
_known: deque[str] = deque(maxlen=MOST)
_knowing = threading.Lock()


def note(*, editor: bool) -> None:
    """Remember whether the session of this run is an editor's."""
    context = get_script_run_ctx()
    if context is None:
        return
    with _knowing:
        if context.session_id in _known:
            _known.remove(context.session_id)
        if editor:
            _known.append(context.session_id)


def may_send(session: str) -> bool:
    """Whether files of that session are taken."""
    with _knowing:
        return session in _known
