"""Hosts a show over HTTP: its feed for the address it is served at, episodes, cover, and sections on demand.

``published`` has the files, ``sections`` what is made when somebody asks: ``lookup`` finds which is meant,
``maker`` makes it, ``streams`` lets all hear it meanwhile, ``turns`` says whose sentence is spoken next.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Mount, Router

from narrate.cast import Cast
from narrate.server.published import Published, Secret, ServedFeed
from narrate.server.sections import Sections
from narrate.show import Show

__all__ = ["make_app"]


def make_app(show: Show, base_url: str, cast: Cast | None = None) -> Starlette:
    """The web application of one show, served at ``base_url``; with a ``cast``, sections are made on demand.

    Raises:
        TemplateError: the template is not a show.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    feed = ServedFeed(show, base_url)
    sections = Sections(show, cast) if cast else None
    routes = [*([sections.route] if sections else []), Mount("/", Published(show, feed))]
    inside = Router(routes, redirect_slashes=False)
    mount = Mount("/{key}", Secret(show, inside)) if show.private else Mount("/", inside)

    async def end_making() -> None:
        if sections:
            await sections.close()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await end_making()
        feed.close()

    app = Starlette(routes=[mount], lifespan=lifespan)
    app.state.end_making = end_making
    app.router.redirect_slashes = False  # a wrong key leads nowhere
    return app
