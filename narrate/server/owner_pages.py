"""``/owner``: the pages on which the owner adds articles, in a browser.

What is served here holds nothing that is the owner's alone, and so it is served to everybody: all else is
asked for by the pages' scripts, of the same routes that programs use.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from narrate.address import root_of
from narrate.pages.owner import Face, shell
from narrate.pages.words import words_in
from narrate.plain import clean
from narrate.server.answers import CAREFUL, refusal
from narrate.show import Show
from narrate.template import read_template
from narrate.web_types import type_of

PATH = "/owner"
"""Where the first of the pages is, below the address of the server."""
_ASSETS = Path(__file__).parent.parent / "assets"
_FILES = ("owner.js", "add.js", "owner.css", "player.css")
_OF_READINGS = ("readings.js", "correction.js", "sound.js", "making.js", "readings.css")
_HTML = "text/html; charset=utf-8"
_READINGS = {"ja": "読みを直す", "en": "Correct readings"}
_ARTICLES = {"ja": "記事", "en": "Articles"}
_HEADERS = {
    **CAREFUL,
    "Cache-Control": "no-cache",  # asked for each time, sent if it is another
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "media", "connect", "manifest")),
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
}


class OwnerPages:
    """The pages of a show that is served at ``base_url``, and the files beside them.

    Raises:
        TemplateError: the template is not a show.
    """

    def __init__(self, show: Show, base_url: str) -> None:
        self._face = _face(show, base_url)
        self.routes = [
            Route(PATH, self._articles),
            Route(f"{PATH}/readings/{{slug}}", self._readings),
            Route(f"{PATH}/{{file}}", self._file),
        ]

    async def _articles(self, request: Request) -> Response:
        title = words_in(self._face.language, _ARTICLES)
        return _answer(request, shell(title, "add.js", self._face), _HTML)

    async def _readings(self, request: Request) -> Response:
        title = words_in(self._face.language, _READINGS)
        page = shell(title, "readings.js", self._face, "../../", styles=["readings.css"])
        return _answer(request, page, _HTML)

    async def _file(self, request: Request) -> Response:
        name = request.path_params["file"]
        if name not in (*_FILES, *_OF_READINGS):
            raise refusal(404, "there is no such file")
        return _answer(request, (_ASSETS / name).read_bytes(), type_of(name) or "")


def _face(show: Show, base_url: str) -> Face:
    """Of a private show nobody learns the name here."""
    template = read_template(show.template, root_of(show, base_url))
    name = "narrate" if show.private else clean(template.title)
    return Face(name, template.text("language"), base_url)


def _answer(request: Request, data: bytes, media_type: str) -> Response:
    """The bytes, or 304 if the browser has them."""
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": etag}
    if request.headers.get("if-none-match", "").removeprefix("W/") == etag:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=media_type)
