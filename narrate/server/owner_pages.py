"""``/owner``: the pages on which the owner adds articles, in a browser.

What is served here holds nothing that is the owner's alone, and so it is served to everybody: all else is
asked for by the pages' scripts, of the same routes that programs use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from narrate.address import root_of
from narrate.cover import icon
from narrate.feed import cover_file
from narrate.pages.frame import finding
from narrate.pages.owner import ICONS, Face, manifest, shell
from narrate.pages.words import words_in
from narrate.plain import clean
from narrate.server.answers import CAREFUL, refusal
from narrate.show import DEFAULT_COVER, Show
from narrate.template import read_template

PATH = "/owner"
"""Where the first of the pages is, below the address of the server."""
_ASSETS = Path(__file__).parent.parent / "assets"
_HTML, _SCRIPT, _STYLE = (f"text/{kind}; charset=utf-8" for kind in ("html", "javascript", "css"))
_FILES = {
    **dict.fromkeys(("owner.js", "lines.js", "add.js", "articles.js", "bookmarklet.js", "text.js"), _SCRIPT),
    **dict.fromkeys(("readings.js", "correction.js", "sound.js", "making.js", "away.js"), _SCRIPT),
    **dict.fromkeys(("owner.css", "player.css", "readings.css"), _STYLE),
}
_READINGS = {"ja": "読みを直す", "en": "Correct readings"}
_TEXT = {"ja": "本文を直す", "en": "Change the text"}
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

    Name and picture are those that the show has at the start; of a private one nobody learns them here.

    Raises:
        TemplateError: the template is not a show.
    """

    def __init__(self, show: Show, base_url: str) -> None:
        template = read_template(show.template, root_of(show, base_url))
        name = "narrate" if show.private else clean(template.title)
        self._face = Face(name, template.text("language"), base_url, has_page=not show.private)
        cover = None if show.private else cover_file(show, template, root_of(show, base_url))
        icon_of = cache(partial(icon, cover or _ASSETS / DEFAULT_COVER))
        self._files: dict[str, tuple[str, Callable[[], bytes]]] = {
            **{name: (kind, (_ASSETS / name).read_bytes) for name, kind in _FILES.items()},
            **{name: ("image/png", partial(icon_of, side)) for name, side in ICONS.items()},
            "finding.js": (_SCRIPT, finding),
            "manifest.webmanifest": ("application/manifest+json", partial(manifest, self._face)),
        }
        self.routes = [
            Route(PATH, self._articles),
            Route(f"{PATH}/readings/{{slug}}", self._readings),
            Route(f"{PATH}/text/{{slug}}", self._text),
            Route(f"{PATH}/{{file}}", self._file),
        ]

    async def _articles(self, request: Request) -> Response:
        title = words_in(self._face.language, _ARTICLES)
        return _answer(request, shell(title, "add.js", self._face), _HTML)

    async def _readings(self, request: Request) -> Response:
        title = words_in(self._face.language, _READINGS)
        page = shell(title, "readings.js", self._face, "../../", styles=["readings.css"])
        return _answer(request, page, _HTML)

    async def _text(self, request: Request) -> Response:
        title = words_in(self._face.language, _TEXT)
        return _answer(request, shell(title, "text.js", self._face, "../../"), _HTML)

    async def _file(self, request: Request) -> Response:
        name = request.path_params["file"]
        if name not in self._files:
            raise refusal(404, "there is no such file")
        kind, data = self._files[name]
        return _answer(request, await run_in_threadpool(data), kind)


def _answer(request: Request, data: bytes, media_type: str) -> Response:
    """The bytes, or 304 if the browser has them."""
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": etag}
    if request.headers.get("if-none-match", "").removeprefix("W/") == etag:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=media_type)
