"""What is answered where a request is refused: one line to programs, a page to a person with a browser."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from narrate.address import root_of
from narrate.pages.refused import page, style_source
from narrate.server.answers import OF_PROGRAMS, error
from narrate.server.published import is_key
from narrate.show import Show
from narrate.template import read_template

_OWNERS = (401, 403)


class Refusals:
    """The answers of a show that is served at ``base_url``; its language is that of its start.

    Raises:
        TemplateError: the template is not a show.
    """

    def __init__(self, show: Show, base_url: str, *, has_owner_page: bool) -> None:
        self._show, self._has_owner_page = show, has_owner_page
        self._base_path = urlsplit(base_url).path
        self._language = read_template(show.template, root_of(show, base_url)).text("language")

    async def on_refusal(self, request: Request, refused: Exception) -> Response:
        """The answer to a request that was refused."""
        assert isinstance(refused, HTTPException)
        headers = {**(refused.headers or {})}
        if refused.status_code == 405 and (methods := _methods_of(request)):
            headers["Allow"] = ", ".join(sorted(methods))
        return self._answer(request, refused.status_code, refused.detail, headers)

    async def on_fault(self, request: Request, _: Exception) -> Response:
        """The answer where narrate itself failed; what happened is in the log, not told to strangers."""
        return self._answer(request, 500, "a fault of narrate itself; the server's log has it", {})

    def _answer(self, request: Request, status: int, line: str, headers: Mapping[str, str]) -> Response:
        if request.method not in ("GET", "HEAD") or "text/html" not in request.headers.get("accept", ""):
            return error(status, line, headers)
        path = self._path_of(request)
        up = _up_from(path)
        data = page(
            status,
            self._language,
            home=self._home(path),
            owner=f"{up}owner" if self._has_owner_page and status in _OWNERS else "",
        )
        policy = f"default-src 'none'; style-src {style_source()}; base-uri 'none'; frame-ancestors 'none'"
        of_page = {**OF_PROGRAMS, "Content-Security-Policy": policy}
        return Response(data, status, {**of_page, **headers}, media_type="text/html")

    def _path_of(self, request: Request) -> str:
        """The path as the browser has it, below that of the base URL."""
        path = str(request.scope["raw_path"].decode("ascii", "replace"))
        return path.removeprefix(self._base_path) if path.startswith(f"{self._base_path}/") else path

    def _home(self, path: str) -> str:
        """The way from a path to the show's page; a private one's is told only below its key."""
        if not self._show.private:
            return _up_from(path)
        key, _, below = path.removeprefix("/").partition("/")
        return _up_from(f"/{below}") if is_key(self._show, key) else ""


def _up_from(path: str) -> str:
    return "../" * path.removeprefix("/").count("/") or "./"


def _methods_of(request: Request) -> set[str]:
    """What can be asked of a path, all its routes together; a refusal names those of the first only."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    here = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    return {method for route in here for method in route.methods or ()}
