"""Hosts a show over HTTP: its feed for the address it is served at, the episodes, and the owner's side.

``published`` has the files. With voices, articles are read aloud ``on_demand``: ``article_pages`` shows them
and ``sections`` are made when somebody asks: ``lookup`` finds which is meant, ``maker`` makes it, ``streams``
lets all hear it meanwhile, ``turns`` says whose sentence is spoken next. And the owner can hand in
``articles``, which ``jobs`` make into episodes: ``owner`` tells who that is, and ``owner_pages`` are where
it is done in a browser.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import IO

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp

from narrate.address import root_of
from narrate.cast import Cast
from narrate.server.answers import Careful, on_fault, on_refusal
from narrate.server.articles import Articles
from narrate.server.health import Health, Metrics
from narrate.server.jobs import Jobs
from narrate.server.log import Log
from narrate.server.on_demand import OnDemand
from narrate.server.openapi import Description
from narrate.server.owner import Owner
from narrate.server.owner_pages import OwnerPages
from narrate.server.progress import Progress
from narrate.server.proofs import Proofs
from narrate.server.published import Published, Rest, Secret, ServedFeed
from narrate.server.readings import Readings
from narrate.server.sentences import Sentences
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
        SettingsError: the key of a private show cannot be used.
        TemplateError: the template is not a show.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    root_of(show, base_url)  # makes the key of a private show that has none yet
    feed = ServedFeed(show, base_url, UnbuiltArticles(show) if cast else None)
    owner, metrics = Owner(show, base_url), Metrics()
    demanded = OnDemand(show, base_url, cast, owner) if cast else None
    jobs = Jobs(show, cast, base_url, metrics.note_built) if cast else None
    routes = [*_of_owner(owner), *_of_health(Health(show), metrics, owner)]
    if jobs:
        metrics.watch(jobs)
        progress = Progress(show, jobs, base_url)
        articles = Articles(show, jobs, progress)
        routes += _of_articles(articles, progress, owner)
        if cast and demanded:
            proofs = Proofs(show, cast)
            sentences = Sentences(show, cast, proofs, demanded.turns)
            routes += _of_readings(Readings(show, proofs, articles, progress), sentences, owner)
        routes += OwnerPages(show, base_url).routes
    on_demand = demanded.routes if demanded else []
    description = Description(base_url, [_OPENAPI, *(route.path for route in (*routes, *on_demand))])
    routes.append(Route(_OPENAPI, description.openapi))

    async def stop() -> None:
        if jobs:
            jobs.stop()
        if demanded:
            await demanded.close()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if jobs:
            jobs.start()
        yield
        await stop()
        if jobs:
            await run_in_threadpool(jobs.close)
        feed.close()

    observers = [metrics.note_answer, *([Log(show, log).note_answer] if log else [])]
    app = Starlette(
        routes=[*routes, _mounted(show, on_demand, Published(show, feed), routes)],
        lifespan=lifespan,
        middleware=[Middleware(Watched, observers), Middleware(Careful)],
        exception_handlers={HTTPException: on_refusal, Exception: on_fault},
    )
    app.router.redirect_slashes = False  # a wrong key leads nowhere
    app.state.stop = stop
    return app


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


def _of_articles(articles: Articles, progress: Progress, owner: Owner) -> list[Route]:
    return [
        Route("/articles", owner.only(articles.all), methods=["GET"]),
        Route("/articles", owner.only(articles.post), methods=["POST"]),
        Route("/articles/{slug}", owner.only(articles.build_again), methods=["POST"]),
        Route("/articles/{slug}", owner.only(articles.withdraw), methods=["DELETE"]),
        Route("/jobs/{id}", owner.only(progress.job)),
        Route("/jobs/{id}/events", owner.only(progress.events)),
    ]


def _of_readings(readings: Readings, sentences: Sentences, owner: Owner) -> list[Route]:
    of_article = "/articles/{slug}"
    return [
        Route(f"{of_article}/readings", owner.only(readings.all), methods=["GET"]),
        Route(f"{of_article}/readings", owner.only(readings.correct), methods=["PUT"]),
        Route(f"{of_article}/readings", owner.only(readings.take_back), methods=["DELETE"]),
        Route(f"{of_article}/sentences", owner.only(sentences.all), methods=["GET"]),
        Route(f"{of_article}/sentences/{{number}}.mp3", owner.only(sentences.sound), methods=["GET"]),
    ]


def _mounted(show: Show, on_demand: list[Route], files: ASGIApp, routes: Sequence[BaseRoute]) -> Mount:
    """What subscribers reach, at other paths than the ``routes`` have; of a private show below its key."""
    router = Router([*on_demand, Rest("/", files, on_demand)], redirect_slashes=False)
    return Rest("/{key}", Secret(show, router), routes) if show.private else Rest("/", router, routes)
