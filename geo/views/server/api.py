"""What other programs may read beside the pages: the incident and its map, with the filters of an address.

Off unless ``INCIDENT_ATLAS_API`` turns it on.  It answers GET alone, reads the store and writes nothing, and gives no
page of another site anything: no CORS headers, the hosts of ``allowedHosts`` alone, nothing to whoever sends an Origin,
as scripts of other sites do.  One answer is made at a time and few may wait, so that the pages stay quick.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from geo.errors import AtlasError, SelectionError, SourceError
from geo.export.formats import FORMATS, made
from geo.messages import languages, speaking, spoken
from geo.selection import address, on_pages
from geo.selection.filters import PARAMETERS
from geo.selection.view import asked_of, view_of
from geo.settings import DEFAULT_LANGUAGE
from geo.views import data
from geo.views.server.guard import base_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    Asked = Mapping[str, Sequence[str]]

#: What is answered under /api/, and the format that it is.
ANSWERS = {"incident.json": "json", "events.geojson": "geojson"}
#: Characters of a query: every filter at once, with a hundred sources.
LONGEST = 4000
#: Answers that are made or wait; one more is told to come again.
MOST_WAITING = 4
_FILTERS = frozenset(PARAMETERS.values())
#: What an address of a page may say besides, so that a copied one serves.
_OF_PAGES = frozenset([*on_pages.PARAMETERS.values(), address.OPEN, address.VIEW, address.LANGUAGE, address.SEARCH])


class Api:
    """The addresses, and how many of them are being answered."""

    def __init__(self) -> None:
        self._one = asyncio.Semaphore(1)
        self._waiting = 0

    def routes(self) -> list[Route]:
        """For Streamlit's ``App``."""
        return [Route(f"{base_path().rstrip('/')}/api/{{name}}", self._answer, methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        if not data.settings().api or name not in ANSWERS:
            return PlainTextResponse("not found\n", 404)
        if not is_host_allowed(request.headers.get("host")) or "origin" in request.headers:
            return PlainTextResponse("other sites may not read this\n", 403)
        if len(request.url.query) > LONGEST:
            return PlainTextResponse(f"the query has more than {LONGEST} characters\n", 414)
        if self._waiting >= MOST_WAITING:
            return PlainTextResponse("busy: try again\n", 503, {"Retry-After": "2"})
        return await self._in_turn(name, request)

    async def _in_turn(self, name: str, request: Request) -> Response:
        asked = {key: request.query_params.getlist(key) for key in request.query_params}
        self._waiting += 1
        try:
            async with self._one:
                return await run_in_threadpool(_told, name, asked, request.headers.get("if-none-match"))
        finally:
            self._waiting -= 1


def _told(name: str, asked: Asked, known: str | None) -> Response:
    """The answer; a wrong question is told in a sentence what is wrong with it."""
    try:
        with speaking(_language(asked)):
            return _file(name, asked, known)
    except SelectionError as error:
        return PlainTextResponse(f"{error}\n", 400)
    except AtlasError as error:
        return PlainTextResponse(f"{error}\n", 503)


def _file(name: str, asked: Asked, known: str | None) -> Response:
    moment, form = data.now(), FORMATS[ANSWERS[name]]
    if not moment.incident.documents:
        raise SourceError("no source has been read yet: open the dashboard, which reads them.")
    if strange := sorted(asked.keys() - _FILTERS - _OF_PAGES):
        raise SelectionError(f"{strange[0]:.40} is no filter: use {', '.join(sorted(_FILTERS))}, {address.LANGUAGE}.")
    filters = asked_of(moment.incident, {key: values for key, values in asked.items() if key in _FILTERS})
    tag = f'"{hashlib.sha256(f"{moment.version} {name} {filters} {spoken()}".encode()).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "same-origin"}
    if known == tag:
        return Response(status_code=304, headers=headers)
    view = view_of(moment.incident, filters, shown=moment.narrowed(filters))
    return Response(made(ANSWERS[name], view, data.boundaries()).data, headers=headers, media_type=form.media_type)


def _language(asked: Asked) -> str:
    """Of titles and reasons; raises SelectionError for one that there is none of."""
    language = (asked.get(address.LANGUAGE) or [DEFAULT_LANGUAGE])[-1]
    if language not in languages():
        raise SelectionError(f"{language:.40} is no language of the pages: use {', '.join(languages())}.")
    return language
