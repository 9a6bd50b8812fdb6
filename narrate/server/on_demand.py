"""What is made of articles when somebody asks: their pages, and their sections for whom they may be.

``article_pages`` shows them; ``sections`` are made: ``lookup`` finds which is meant, ``maker`` makes it,
``streams`` lets all hear it meanwhile, ``turns`` says whose sentence is spoken next.
"""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.routing import Route

from narrate.cast import Cast
from narrate.server.article_pages import ArticlePages
from narrate.server.lookup import Lookup
from narrate.server.maker import Maker
from narrate.server.owner import Owner
from narrate.server.sections import Sections
from narrate.server.titles import Titles
from narrate.server.turns import Turns
from narrate.server.unbuilt import UnbuiltArticles
from narrate.show import Show


class OnDemand:
    """The articles of a show that is served at ``base_url``, read aloud by its cast.

    Voices are asked for everybody, or only for the owner: as ``show.on_demand`` says, else for the owner
    where a sentence leaves the program, since that may cost money.
    """

    def __init__(self, show: Show, base_url: str, cast: Cast, owner: Owner, titles: Titles) -> None:
        whom = show.on_demand or ("everyone" if cast.is_local else "owner")
        guard = owner.check if whom == "owner" else _everyone
        lookup = Lookup(show, cast)
        self._maker = Maker(show, cast)
        self._sections = Sections(show, lookup, self._maker, guard)
        self._pages = ArticlePages(show, base_url, cast, lookup, UnbuiltArticles(show, titles), guard)

    @property
    def routes(self) -> list[Route]:
        """Where all of it is."""
        return [*self._pages.routes, *self._sections.routes]

    @property
    def turns(self) -> Turns:
        """The threads that speak; they end with ``close``."""
        return self._maker.turns

    async def close(self) -> None:
        """Stop making; what is being spoken is kept."""
        await to_thread.run_sync(self._maker.close)
        self._maker.end()


def _everyone(_: Request) -> None:
    """Let the request pass."""
