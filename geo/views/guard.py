"""What the server adds to Streamlit's answers, and what it does not answer.

The pages show a newsroom's sources without a password to whoever reaches the port, so other sites must not frame them
(clicks could be stolen), and what only monitoring reads stays closed.  Streamlit has no setting for either; middleware
of its ``App`` is the supported way.  Who may connect at all is in ``.streamlit/config.toml``: ``allowedHosts``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Same origin, not none: the map is a frame of the page itself.  Older browsers know only the first of the two.
HEADERS = {
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a publisher whose link is opened need not learn who watches
}
#: Ends of the addresses that tell of memory and sessions; any base path may stand before them.
CLOSED = ("/_stcore/metrics",)


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with the headers, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        closed = scope["path"].rstrip("/").endswith(CLOSED)
        await (PlainTextResponse("not found", 404) if closed else self._app)(scope, receive, send_guarded)
