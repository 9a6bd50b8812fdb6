"""Hosts a show over HTTP: its feed for the address it is served at, the episodes and the cover, nothing else.

``published`` has the files.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from narrate.address import root_of
from narrate.server.published import Published, Secret, ServedFeed
from narrate.show import Show

__all__ = ["make_app"]


def make_app(show: Show, base_url: str) -> Starlette:
    """The web application of one show, served at ``base_url``.

    Raises:
        SettingsError: the key of a private show cannot be used.
        TemplateError: the template is not a show.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    root_of(show, base_url)  # makes the key of a private show that has none yet
    feed = ServedFeed(show, base_url)
    published: ASGIApp = Published(show, feed)
    mount = Mount("/{key}", Secret(show, published)) if show.private else Mount("/", published)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        feed.close()

    app = Starlette(routes=[mount], lifespan=lifespan)
    app.router.redirect_slashes = False  # a wrong key leads nowhere
    return app
