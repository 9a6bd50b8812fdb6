"""Whether the server does well: ``/healthz`` for whoever restarts it, ``/metrics`` for Prometheus."""

from __future__ import annotations

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from narrate.episodes import Built
from narrate.server.answers import OF_PROGRAMS, Answer
from narrate.server.jobs import Jobs
from narrate.server.watched import Answered
from narrate.show import Show

_METHODS = frozenset(("GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT", "PATCH"))
_SECONDS = (0.005, 0.02, 0.1, 0.5, 2, 10, 60)


class Health:
    """Whether a show can be served and built."""

    def __init__(self, show: Show) -> None:
        self._show = show

    async def healthz(self, _: Request) -> Response:
        """200 if the template can be read and the output be written to, else 503."""
        checks = await run_in_threadpool(self._checks)
        is_well = all(checks.values())
        return Answer({"ok": is_well, **checks}, 200 if is_well else 503)

    def _checks(self) -> dict[str, bool]:
        return {
            "template": os.access(self._show.template, os.R_OK),
            "output": os.access(self._show.output, os.W_OK | os.X_OK),
        }


class Metrics:
    """What is counted of one application; another has its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "narrate_requests", "Requests.", ["route", "method", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "narrate_request_seconds",
            "Until the answer has ended.",
            ["route"],
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._made = Counter("narrate_clips_made", "Sentences that were spoken.", registry=self.registry)
        self._hits = Counter(
            "narrate_store_hits", "Sentences that were there already.", registry=self.registry
        )
        self._episodes = Counter("narrate_episodes_built", "Episodes.", registry=self.registry)

    def watch(self, jobs: Jobs) -> None:
        """Tell of a queue how long it is, and how many wait for news of its jobs."""
        Gauge("narrate_jobs_waiting", "Jobs in the queue.", registry=self.registry).set_function(
            lambda: jobs.waiting
        )
        Gauge("narrate_listeners", "Streams of events.", registry=self.registry).set_function(
            lambda: jobs.listeners
        )

    def note_built(self, built: Built) -> None:
        """Count what a build made."""
        self._made.inc(built.new_clips)
        self._hits.inc(max(0, built.clips - built.new_clips))
        self._episodes.inc()

    def note_answer(self, answered: Answered) -> None:
        """Count an answer."""
        method = answered.method if answered.method in _METHODS else "other"
        self._requests.labels(answered.route, method, str(answered.status)).inc()
        self._seconds.labels(answered.route).observe(answered.seconds)

    async def metrics(self, _: Request) -> Response:
        """All counts in Prometheus's text format."""
        return Response(generate_latest(self.registry), headers=OF_PROGRAMS, media_type=CONTENT_TYPE_LATEST)
