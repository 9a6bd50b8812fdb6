"""``GET /articles/<slug>/sections/<n>.mp3``: one section, made now if nobody has asked for it yet.

A finished section is a file like any other, with ranges and an ETag. One that is still being made flows as
it is made, without a length. What a player asks of it first decides what it gets:

- no range, or ``bytes=0-`` (Chrome, Firefox, ffmpeg, most apps): 200 and the sound at once.
- any other range: it waits for the whole section and gets a 206. Safari and whatever plays through
  AVFoundation ask for ``bytes=0-1`` first, and give up on a 200, or on a 206 without the whole length.

The bytes of a stream stand where they stand in the file, so a player that lost its connection may ask the
file for the rest.
"""

from __future__ import annotations

import contextlib
import re
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import anyio
from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Send

from narrate import web_types
from narrate.cast import Cast
from narrate.cli_errors import line_of, tell
from narrate.errors import ArticleError, EngineUnavailable, OutputError
from narrate.server.lookup import Lookup, Withdrawn
from narrate.server.maker import Full, Maker
from narrate.server.published import headers_of
from narrate.server.streams import Stream, Wanted
from narrate.server.turns import Turns
from narrate.show import Show

_NUMBER = re.compile("[1-9][0-9]{0,5}", re.ASCII)
_PART = re.compile(r"\s*bytes\s*=(?!\s*0\s*-\s*$)", re.ASCII | re.IGNORECASE)
"""A range that is not the whole."""
_LATER = {"Retry-After": "10"}
_UNFINISHED = {"Accept-Ranges": "none", "Cache-Control": "no-store"}
_TYPE = web_types.TYPES[".mp3"]
_LOOKERS = 8  # threads that find and read articles; those of other requests stay free


class Sections:
    """The sections of a show's articles, said by its cast; ``bounds`` are those of ``Maker``."""

    def __init__(self, show: Show, cast: Cast, **bounds: int) -> None:
        self._show = show
        self._lookup = Lookup(show, cast)
        self._maker = Maker(show, cast, **bounds)
        self._files = StaticFiles(directory=show.sections, check_dir=False)
        self._lookers = anyio.CapacityLimiter(_LOOKERS)

    @property
    def turns(self) -> Turns:
        """The threads that speak, for whatever else is to be spoken too; they end with ``close``."""
        return self._maker.turns

    @property
    def route(self) -> Route:
        """Where they are."""
        return Route("/articles/{slug}/sections/{number}.mp3", self.answer)

    async def close(self) -> None:
        """Stop making; what is being spoken is kept."""
        await to_thread.run_sync(self._maker.close)

    async def answer(self, request: Request) -> Response:
        """The section, whole or as it is made."""
        response = await self._answer(request)
        for header, value in headers_of(self._show, "").items():
            response.headers.setdefault(header, value)
        return response

    async def _answer(self, request: Request) -> Response:
        try:
            found = await to_thread.run_sync(self._find, request.path_params, limiter=self._lookers)
        except Withdrawn:
            raise HTTPException(410) from None
        except Exception as error:
            tell(line_of(error))
            return _failed(error)
        if found is None:
            raise HTTPException(404)
        if isinstance(found, Path):
            return await self._whole(found, request)
        if request.method == "HEAD":
            return _unmade()
        try:
            stream = self._maker.making(found)
        except Full:
            return _error(503, "too many sections are being made; try again later")
        return await self._as_it_is_made(stream, request)

    def _find(self, names: dict[str, Any]) -> Path | Wanted | None:
        if not _NUMBER.fullmatch(names["number"]):
            return None
        found = self._lookup.section(names["slug"], int(names["number"]))
        return (self._maker.made(found) or found) if isinstance(found, Wanted) else found

    async def _as_it_is_made(self, stream: Stream, request: Request) -> Response:
        is_part = _PART.match(request.headers.get("range", ""))
        await (stream.ended() if is_part else stream.begun())
        if stream.error:
            return _failed(stream.error)
        if stream.file:
            return await self._whole(stream.file, request)
        return _Streamed(self._maker.listen(stream), headers=_UNFINISHED, media_type=_TYPE)

    async def _whole(self, path: Path, request: Request) -> Response:
        name = path.relative_to(self._show.sections).as_posix()
        response = await self._files.get_response(name, request.scope)
        if response.status_code != 304:
            response.headers["Content-Type"] = _TYPE
        return response


class _Streamed(StreamingResponse):
    """A stream that breaks off when its source does: the last chunk is not sent, which tells the client."""

    async def stream_response(self, send: Send) -> None:
        """Send all there is."""
        with contextlib.suppress(OutputError):
            await super().stream_response(send)


def _unmade() -> Response:
    """What ``HEAD`` gets of what nobody has asked to hear: all but the length, which nobody knows."""
    response = Response(headers=_UNFINISHED, media_type=_TYPE)
    del response.headers["Content-Length"]
    return response


def _failed(error: Exception) -> Response:
    """What is told of an error to people who cannot mend it; the log has it whole."""
    if isinstance(error, ArticleError):
        return _error(502, "the article cannot be read aloud")
    if isinstance(error, CancelledError):
        return _error(503, "the server is being stopped")
    if isinstance(error, EngineUnavailable):
        return _error(503, "the voice cannot speak now; try again later")
    return _error(502, "the section could not be made; try again later")


def _error(status: int, message: str) -> Response:
    headers = {"Cache-Control": "no-store", **(_LATER if status == 503 else {})}
    return JSONResponse({"error": message}, status, headers)
