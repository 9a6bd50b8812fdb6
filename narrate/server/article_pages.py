"""``GET /articles/<slug>/``: the page of an article without an episode, or the way to its episode's.

``GET /articles/`` has all of those articles.
"""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from narrate import web_types
from narrate.address import root_of
from narrate.cast import Cast
from narrate.episodes import credit_of
from narrate.feed import cover_file, published_name
from narrate.model import Script
from narrate.pages import article, unbuilt
from narrate.pages.parts import Setting
from narrate.server.lookup import Lookup
from narrate.server.published import headers_of
from narrate.server.sections import Guard
from narrate.server.unbuilt import MOST, UnbuiltArticles
from narrate.show import Show
from narrate.template import read_template

_NOT_KEPT = {"Cache-Control": "no-store"}
"""An episode may be there the next time, and pages are another for the owner."""


class ArticlePages:
    """The pages of a show's articles, served at ``base_url``.

    They say so to a reader whom the ``guard`` does not let pass.
    """

    def __init__(
        self, show: Show, base_url: str, cast: Cast, lookup: Lookup, unbuilt: UnbuiltArticles, guard: Guard
    ) -> None:
        self._show, self._base_url, self._cast = show, base_url, cast
        self._lookup, self._unbuilt, self._guard = lookup, unbuilt, guard

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [Route("/articles/", self.all), Route("/articles/{slug}/", self.answer)]

    async def all(self, _: Request) -> Response:
        """The page that leads to all of them."""
        page = await self._lookup.ask(self._page_of_all)
        headers = headers_of(self._show, "") | _NOT_KEPT
        return Response(page, headers=headers, media_type=web_types.TYPES[".html"])

    async def answer(self, request: Request) -> Response:
        """The page, or where the episode's is."""
        slug, is_limited = request.path_params["slug"], not self._passes(request)
        found = await self._lookup.ask(partial(self._page, slug, is_limited))
        headers = headers_of(self._show, "") | _NOT_KEPT
        if isinstance(found, str):
            return RedirectResponse(found, 307, headers)
        return Response(found, headers=headers, media_type=web_types.TYPES[".html"])

    def _passes(self, request: Request) -> bool:
        try:
            self._guard(request)
        except HTTPException:
            return False
        return True

    def _page(self, slug: str, is_limited: bool) -> bytes | str | None:
        """The page, or the address of the episode's, from this one's."""
        found = self._lookup.article(slug)
        if found is None:
            return None
        if not isinstance(found, Script):
            return f"../../episodes/{found.slug}/"
        setting, cover = self._setting()
        credited = credit_of((sentence.voice for sentence in found.sentences()), self._cast)
        return article.page(found, setting, cover, credited, is_limited=is_limited)

    def _page_of_all(self) -> bytes:
        return unbuilt.page(self._unbuilt.listed(MOST), *self._setting())

    def _setting(self) -> tuple[Setting, str]:
        """What pages tell of the show, and the name of its picture, empty if it has none."""
        root = root_of(self._show, self._base_url)
        template = read_template(self._show.template, root)
        picture = cover_file(self._show, template, root)
        names = self._cast.display_names
        setting = Setting(template.title, template.text("language"), self._show.private, names)
        return setting, published_name(picture) if picture else ""
