"""What a server can do that has voices: read articles aloud on demand, make episodes, correct readings."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from narrate.cast import Cast
from narrate.server.articles import Articles
from narrate.server.health import Metrics
from narrate.server.jobs import Jobs
from narrate.server.on_demand import OnDemand
from narrate.server.owner import Owner
from narrate.server.owner_pages import OwnerPages
from narrate.server.progress import Progress
from narrate.server.proofs import Proofs
from narrate.server.readings import Readings
from narrate.server.sentences import Sentences
from narrate.server.texts import Texts
from narrate.server.titles import Titles
from narrate.show import Show


class Studio:
    """The voices at work for a show that is served at ``base_url``.

    ``routes`` are the owner's, ``routes_on_demand`` belong to whoever can read the show.

    Raises:
        TemplateError: the template is not a show.
    """

    def __init__(
        self, show: Show, base_url: str, cast: Cast, owner: Owner, titles: Titles, metrics: Metrics
    ) -> None:
        self._on_demand = OnDemand(show, base_url, cast, owner, titles)
        self._jobs = Jobs(show, cast, base_url, metrics.note_built)
        metrics.watch(self._jobs)
        progress = Progress(show, self._jobs, base_url)
        articles = Articles(show, self._jobs, progress, titles)
        proofs = Proofs(show, cast)
        readings = Readings(show, proofs, articles, progress)
        sentences = Sentences(show, cast, proofs, self._on_demand.turns)
        self.routes_on_demand = self._on_demand.routes
        self.routes = [
            *_of_articles(articles, progress, owner),
            *_of_texts(Texts(show, articles, progress, titles), owner),
            *_of_readings(readings, sentences, owner),
            *OwnerPages(show, base_url).routes,
        ]

    def start(self) -> None:
        """Begin to work."""
        self._jobs.start()

    async def stop(self) -> None:
        """Begin nothing any more, and end what would keep a connection open."""
        self._jobs.stop()
        await self._on_demand.close()

    async def close(self) -> None:
        """Stop, and wait until the clip that is being made is there."""
        await self.stop()
        await run_in_threadpool(self._jobs.close)


def _of_articles(articles: Articles, progress: Progress, owner: Owner) -> list[Route]:
    return [
        Route("/articles", owner.only(articles.all), methods=["GET"]),
        Route("/articles", owner.only(articles.post), methods=["POST"]),
        Route("/articles/{slug}", owner.only(articles.build_again), methods=["POST"]),
        Route("/articles/{slug}", owner.only(articles.withdraw), methods=["DELETE"]),
        Route("/jobs/{id}", owner.only(progress.job)),
        Route("/jobs/{id}", owner.only(progress.cancel), methods=["DELETE"]),
        Route("/jobs/{id}/events", owner.only(progress.events)),
    ]


def _of_texts(texts: Texts, owner: Owner) -> list[Route]:
    return [
        Route("/articles/{slug}/text", owner.only(texts.read), methods=["GET"]),
        Route("/articles/{slug}/text", owner.only(texts.write), methods=["PUT"]),
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
