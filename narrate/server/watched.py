"""Sees every answer go out, and tells of it whoever counts or logs them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PUBLISHED = "published"
"""The route of all that subscribers get, whatever its file."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked and what came of it: the path's template, bytes of the body, seconds to its end."""

    client: str
    method: str
    path: str
    route: str
    status: int
    bytes: int
    seconds: float


class Watched:
    """Tells ``observers`` of each answer before its end is sent, or when it breaks off: as 500."""

    def __init__(self, app: ASGIApp, observers: Sequence[Callable[[Answered], None]]) -> None:
        self._app, self._observers = app, observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and watch what comes of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status, size, is_told = time.perf_counter(), 500, 0, False

        def tell() -> None:
            nonlocal is_told
            if not is_told:
                answered = _answered(scope, status, size, time.perf_counter() - begun)
                for observer in self._observers:
                    observer(answered)
            is_told = True

        async def send_watching(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
                if not message.get("more_body", False):
                    tell()
            await send(message)

        try:
            await self._app(scope, receive, send_watching)
        finally:
            tell()


def _answered(scope: Scope, status: int, size: int, seconds: float) -> Answered:
    client = scope.get("client")
    path = getattr(scope.get("route"), "path", "")
    route = path if path not in ("", "/{key}") else PUBLISHED
    return Answered(client[0] if client else "", scope["method"], scope["path"], route, status, size, seconds)
