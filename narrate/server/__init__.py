"""Hosts a show over HTTP: its feed for the address it is served at, the episodes, and the owner's side.

``published`` has the files, ``owner`` tells who the owner is. What needs voices is the ``studio``'s: articles
are read aloud ``on_demand``, ``jobs`` make episodes of those that the owner hands in, ``readings`` are
corrected.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import IO

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Lifespan

from narrate.address import root_of
from narrate.cast import Cast
from narrate.server.answers import Careful
from narrate.server.base_path import BasePath, base_path, home
from narrate.server.health import Health, Metrics
from narrate.server.log import Log
from narrate.server.openapi import PUBLISHED, Description
from narrate.server.owner import Owner
from narrate.server.published import Published, Rest, Secret, ServedFeed
from narrate.server.refusals import Refusals
from narrate.server.studio import Studio
from narrate.server.titles import Titles
from narrate.server.unbuilt import UnbuiltArticles
from narrate.server.watched import Watched
from narrate.show import Show

__all__ = ["make_app"]

_OPENAPI = "/openapi.json"


def make_app(show: Show, base_url: str, cast: Cast | None = None, *, log: IO[str] | None = None) -> Starlette:
    """The web application of one show, served at ``base_url``.

    ``cast`` has the voices of articles that are handed in; without one the server only hosts. Answers are
    written to ``log``. ``app.state.stop()`` ends what would otherwise keep a connection open.

    Raises:
        SettingsError: the key of a private show cannot be used, or the base URL's path is the server's.
        TemplateError: the template is not a show.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    root_of(show, base_url)  # makes the key of a private show that has none yet
    titles = Titles()
    owner, metrics = Owner(show, base_url), Metrics()
    studio = Studio(show, base_url, cast, owner, titles, metrics) if cast else None
    on_demand = studio.routes_on_demand if studio else []
    routes = [
        *_of_owner(owner),
        *_of_health(Health(show), metrics, owner),
        *(studio.routes if studio else ()),
    ]
    routes.append(_description(base_url, [*routes, *on_demand]))
    refusals = Refusals(show, base_url, has_owner_page=studio is not None)
    if path := base_path(base_url, [*PUBLISHED, *(route.path for route in (*routes, *on_demand))]):
        routes.append(home(path))
    feed = ServedFeed(show, base_url, UnbuiltArticles(show, titles) if cast else None)
    observers = [metrics.note_answer, *([Log(show, log).note_answer] if log else [])]
    app = Starlette(
        routes=[*routes, *_mounted(show, on_demand, Published(show, feed), routes)],
        lifespan=_lifespan(studio, feed),
        middleware=[Middleware(BasePath, path), Middleware(Watched, observers), Middleware(Careful)],
        exception_handlers={HTTPException: refusals.on_refusal, Exception: refusals.on_fault},
    )
    app.router.redirect_slashes = False  # a wrong key leads nowhere
    app.state.stop = studio.stop if studio else _nothing
    return app


def _lifespan(studio: Studio | None, feed: ServedFeed) -> Lifespan[Starlette]:
    """What begins and ends with the server."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if studio:
            studio.start()
        yield
        if studio:
            await studio.close()
        feed.close()

    return lifespan


def _description(base_url: str, routes: Iterable[Route]) -> Route:
    """Where these routes are described, and itself."""
    paths = [_OPENAPI, *(route.path for route in routes)]
    return Route(_OPENAPI, Description(base_url, paths).openapi)


def _of_health(health: Health, metrics: Metrics, owner: Owner) -> list[Route]:
    return [
        Route("/healthz", health.healthz),
        Route("/metrics", owner.only(metrics.metrics)),
    ]


def _of_owner(owner: Owner) -> list[Route]:
    return [
        Route("/login", owner.login, methods=["POST"]),
        Route("/logout", owner.logout, methods=["POST"]),
    ]


async def _nothing() -> None:
    """Nothing keeps a connection open where only files are sent."""


def _mounted(
    show: Show, on_demand: list[Route], files: ASGIApp, routes: Sequence[BaseRoute]
) -> list[BaseRoute]:
    """What subscribers reach, at other paths than the ``routes`` have; of a private show below its key."""
    router = Router([*on_demand, Rest("/", files, on_demand)], redirect_slashes=False)
    if not show.private:
        return [Rest("/", router, routes)]
    secret = Secret(show, router)
    return [Route("/{key}", secret.home), Rest("/{key}", secret, routes)]
