"""``GET /articles/<slug>/sections/<n>.mp3``: one section, made now if nobody has asked for it yet.

A finished section is a file like any other, with ranges and an ETag. One that is still being made flows as
it is made, without a length. What a player asks of it first decides what it gets:

- no range, or ``bytes=0-`` (Chrome, Firefox, ffmpeg, most apps): 200 and the sound at once.
- any other range: it waits for the whole section and gets a 206. Safari and whatever plays through
  AVFoundation ask for ``bytes=0-1`` first, and give up on a 200, or on a 206 without the whole length.

The bytes of a stream stand where they stand in the file, so a player that lost its connection may ask the
file for the rest, and the times that ``<n>.json`` tells hold for both.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Send

from narrate import web_types
from narrate.errors import OutputError
from narrate.patterns import compiled
from narrate.server.answers import Answer, failure, later, refusal
from narrate.server.limits import network_of
from narrate.server.lookup import Lookup
from narrate.server.maker import Full, Greedy, Maker
from narrate.server.published import headers_of
from narrate.server.streams import Finished, Stream, Wanted
from narrate.show import Show

Guard = Callable[[Request], None]
"""Raises an HTTPException unless a voice may be asked for this request."""

_NUMBER = compiled("[1-9][0-9]{0,5}", re.ASCII)
_PART = compiled(r"\s*bytes\s*=(?!\s*0\s*-\s*$)", re.ASCII | re.IGNORECASE)
"""A range that is not the whole."""
_UNFINISHED = {"Accept-Ranges": "none", "Cache-Control": "no-store"}
_TYPE = web_types.TYPES[".mp3"]


class Sections:
    """The sections of a show's articles, as the ``lookup`` finds and the ``maker`` makes them.

    What a voice must be asked for is made only for requests that the ``guard`` lets pass.
    """

    def __init__(self, show: Show, lookup: Lookup, maker: Maker, guard: Guard) -> None:
        self._show = show
        self._lookup, self._maker, self._guard = lookup, maker, guard
        self._files = StaticFiles(directory=show.sections, check_dir=False)

    @property
    def routes(self) -> list[Route]:
        """Where they and their times are."""
        folder = "/articles/{slug}/sections"
        return [
            Route(f"{folder}/{{number}}.mp3", self.audio),
            Route(f"{folder}/{{number}}.json", self.times),
        ]

    async def audio(self, request: Request) -> Response:
        """The section, whole or as it is made."""
        response = await self._audio(request)
        for header, value in headers_of(self._show, "").items():
            response.headers.setdefault(header, value)
        return response

    async def times(self, request: Request) -> Response:
        """When its sentences are heard, as far as is known; nothing is made for that."""
        found = await self._found(request)
        times = found.times if isinstance(found, Finished) else self._maker.times(found)
        return Answer(times.to_json())

    async def _audio(self, request: Request) -> Response:
        found = await self._found(request)
        if isinstance(found, Finished):
            return await self._whole(found, request)
        await self._check(found, request)
        client = network_of(request.client.host if request.client else "")
        try:
            if request.method == "HEAD":
                self._maker.check_room(found, client)
                return _unmade()
            stream = self._maker.making(found, client)
        except Greedy:
            raise later(429, "too many sections are being made for you; wait until one is there") from None
        except Full:
            raise later(503, "too many sections are being made; try again later") from None
        return await self._as_it_is_made(stream, request)

    async def _found(self, request: Request) -> Finished | Wanted:
        return await self._lookup.ask(partial(self._find, request.path_params))

    def _find(self, names: dict[str, Any]) -> Finished | Wanted | None:
        if not _NUMBER.fullmatch(names["number"]):
            return None
        found = self._lookup.section(names["slug"], int(names["number"]))
        return (self._maker.made(found) or found) if isinstance(found, Wanted) else found

    async def _check(self, wanted: Wanted, request: Request) -> None:
        """Let pass whom the guard lets pass, and everybody where no voice need be asked."""
        if self._maker.is_making(wanted):
            return
        try:
            self._guard(request)
        except HTTPException:
            if not await self._lookup.ask(partial(self._maker.costs_nothing, wanted)):
                raise

    async def _as_it_is_made(self, stream: Stream, request: Request) -> Response:
        is_part = _PART.match(request.headers.get("range", ""))
        if not await _waited(stream.ended if is_part else stream.begun, request):
            raise refusal(499, "the client went away")
        if stream.error:
            raise failure(stream.error)
        if stream.file:
            return await self._whole(Finished(stream.file, stream.times), request)
        return _Streamed(self._maker.listen(stream), headers=_UNFINISHED, media_type=_TYPE)

    async def _whole(self, finished: Finished, request: Request) -> Response:
        name = finished.path.relative_to(self._show.sections).as_posix()
        response = await self._files.get_response(name, request.scope)
        if response.status_code != 304:
            response.headers["Content-Type"] = _TYPE
        return response


async def _waited(wait: Callable[[], Awaitable[None]], request: Request) -> bool:
    """Wait, unless the client hangs up meanwhile: who has gone must keep no place among the connections."""

    async def hang_up() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        group.cancel_scope.cancel()

    has_come = False
    async with anyio.create_task_group() as group:
        group.start_soon(hang_up)
        await wait()
        has_come = True
        group.cancel_scope.cancel()
    return has_come


class _Streamed(StreamingResponse):
    """A stream that breaks off when its source does: the last chunk is not sent, which tells the client."""

    async def stream_response(self, send: Send) -> None:
        """Send all there is."""
        with contextlib.suppress(OutputError):
            await super().stream_response(send)


def _unmade() -> Response:
    """What ``HEAD`` gets of what could be made: all but the length, which nobody knows."""
    response = Response(headers=_UNFINISHED, media_type=_TYPE)
    del response.headers["Content-Length"]
    return response
