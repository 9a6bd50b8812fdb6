"""What the server answers programs: JSON, an error as one line, and headers that make browsers careful."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from typing import Any, TypeVar

import anyio
from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from narrate.errors import ArticleError, EngineError, EngineUnavailable, NarrateError, Unspeakable
from narrate.told import line_of

_LATER_S = "10"
CAREFUL = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
"""Of every answer: its type is what it says, and no other site learns an address of this one.

``same-origin``, since with ``no-referrer`` forms of our own pages would come without their origin.
"""
OF_PROGRAMS = {
    **CAREFUL,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
"""Of what no browser is to show, and nothing on the way is to keep."""
_R = TypeVar("_R")


class Answer(JSONResponse):
    """JSON for a program."""

    def __init__(
        self, content: Any, status_code: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(content, status_code, {**OF_PROGRAMS, **(headers or {})})

    def render(self, content: Any) -> bytes:
        """The JSON, a ? for halves of characters, which names of files in other encodings have."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def error(status: int, line: str, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer that says in one line what is wrong."""
    return Answer({"error": " ".join(line.split())}, status, headers)


def refusal(status: int, line: str, **headers: str) -> HTTPException:
    """What is raised to answer with ``error``; a header ``Retry_After`` is sent as ``Retry-After``."""
    return HTTPException(status, line, {name.replace("_", "-"): value for name, value in headers.items()})


async def in_thread(act: Callable[[], _R], limiter: anyio.CapacityLimiter) -> _R:
    """What comes of a slow act, which runs in a thread; it is the owner who asks, and is told what failed.

    Raises:
        HTTPException: 422, the article cannot be read aloud; 502, the voice failed; 503, it cannot speak now,
            or the server ends; 500, the show is faulty. The line says what and where.
    """
    try:
        return await to_thread.run_sync(act, limiter=limiter)
    except CancelledError:
        raise refusal(503, "the server is being stopped") from None
    except (NarrateError, OSError) as error:
        raise refusal(_status(error), line_of(error)) from None


def _status(error: Exception) -> int:
    if isinstance(error, ArticleError | Unspeakable):
        return 422
    if isinstance(error, EngineError):
        return 503 if isinstance(error, EngineUnavailable) else 502
    return 500


def later(status: int, line: str) -> HTTPException:
    """What is raised where the same may be asked for again in some seconds."""
    return refusal(status, line, Retry_After=_LATER_S)


def failure(error: Exception) -> HTTPException:
    """What is told of an error to people who cannot mend it; the log has it whole."""
    if isinstance(error, ArticleError):
        return refusal(422, "the article cannot be read aloud")
    if isinstance(error, CancelledError):
        return later(503, "the server is being stopped")
    if isinstance(error, EngineUnavailable):
        return later(503, "the voice cannot speak now; try again later")
    return refusal(502, "this could not be made; try again later")


class Careful:
    """Gives every answer the headers that it does not have itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""

        async def send_carefully(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in CAREFUL.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_carefully)
