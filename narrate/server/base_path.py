"""A base URL with a path, as ``https://example.com/podcast``: the server answers below it.

A proxy in front may leave the path in requests or take it off; both kinds are answered alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from narrate.errors import SettingsError


class BasePath:
    """Takes a path, as ``/podcast``, off the beginning of requests that have it."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app, self._path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        if scope["type"] == "http" and scope["path"].startswith(f"{self._path}/"):
            scope = {**scope, "path": scope["path"].removeprefix(self._path)}
        await self._app(scope, receive, send)


def base_path(base_url: str, own: Iterable[str]) -> str:
    """The path of a base URL as requests have it, empty if there is none; ``own`` are those of the server.

    Raises:
        SettingsError: it begins as one of those, and a request could mean either.
    """
    path = unquote(urlsplit(base_url).path)
    first = path[1:].partition("/")[0]
    if first and first in {each[1:].partition("/")[0] for each in own}:
        raise SettingsError(
            f"base URL '{base_url}': narrate itself has addresses at /{first}; take another path"
        )
    return path


def home(path: str) -> Route:
    """From the path as people type it, without a slash, to the show's page."""

    async def answer(_: Request) -> Response:
        return RedirectResponse(f"{path.rpartition('/')[2]}/", 307)

    return Route(path, answer)
