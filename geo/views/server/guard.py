"""What the server adds to Streamlit's answers, and what it does not answer.

The pages show a newsroom's sources without a password to whoever reaches the port, so other sites must not frame them
(clicks could be stolen), and what only monitoring reads stays closed.  Streamlit has no setting for either; middleware
of its ``App`` is the supported way.  Who may connect at all is in ``.streamlit/config.toml``: ``allowedHosts``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

from geo.custody.access import visitor
from geo.views import data
from geo.views.custody import senders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Same origin, not none: a portal on the same host may show the pages in itself.  Older browsers know only the first.
HEADERS = {
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a publisher whose link is opened need not learn who watches
}
#: Ends of the addresses that tell of memory and sessions; any base path may stand before them.
CLOSED = ("/_stcore/metrics",)
#: In the address to which a browser sends files that are dropped.
UPLOADS = "/_stcore/upload_file/"
#: First parts of the addresses that are no pages: Streamlit's own, components, files.
_NO_PAGES = ("_", "component", "static", "media", "app", "api", "fonts")


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, fonts: str = "") -> None:
        """``fonts``: the header ``Link`` of every page, empty for none."""
        self._app, self._fonts = app, fonts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with the headers, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if self._fonts and headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = self._fonts
            await send(message)

        await self._answer(scope)(scope, receive, send_guarded)

    def _answer(self, scope: Scope) -> ASGIApp:
        if scope["path"].rstrip("/").endswith(CLOSED):
            return PlainTextResponse("not found", 404)
        if UPLOADS in scope["path"] and not _may_send(scope):
            return PlainTextResponse("only editors may send files", 403)
        if Headers(scope=scope).get("sec-fetch-dest") == "document" and (nearest := _nearest_page(scope)):
            return RedirectResponse(nearest)
        return self._app


def _may_send(scope: Scope) -> bool:
    """Whether files are taken at all: from whom the proxy names, or from the session that gave the password."""
    settings = data.settings()
    told = Headers(scope=scope).getlist(settings.user_header) if settings.user_header else []
    session = scope["path"].partition(UPLOADS)[2].partition("/")[0]
    return visitor(settings, told, None).may_edit or (bool(settings.editor_password) and senders.may_send(session))


def base_path() -> str:
    """Where the pages lie behind a proxy, as ``server.baseUrlPath`` has it: "/atlas", else "/"."""
    return "/" + "/".join(filter(None, (st.get_option("server.baseUrlPath") or "").split("/")))


def _nearest_page(scope: Scope) -> str | None:
    """The page meant by a mistyped address that would show nothing: "/casualties/more", "/casualties%00".

    Streamlit answers below a page as well, with a document that then looks for its scripts there in vain.
    """
    base = base_path()
    inside = scope["path"].removeprefix(base)
    parts = [part for part in inside.split("/") if part]
    if not parts or parts[0].startswith(_NO_PAGES) or (len(parts) == 1 and inside.isprintable()):
        return None
    first = "".join(c for c in parts[0] if c.isprintable())
    query = scope["query_string"].decode("latin-1")
    return f"{base.rstrip('/')}/{quote(first)}" + (f"?{query}" if query else "")
