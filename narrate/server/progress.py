"""``/jobs``: how far the making of an episode is, at once or as it goes on."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from narrate.address import root_of
from narrate.model import Episode
from narrate.pages.episode import page_of
from narrate.server.answers import OF_PROGRAMS, Answer, refusal
from narrate.server.job import Job
from narrate.server.jobs import Jobs
from narrate.server.posted import form_of
from narrate.show import Show

_HEARTBEAT_S = 15.0
_OVER = "over"
"""The id of a job's last event; a browser that comes again tells it."""


class Progress:
    """The endpoints of a show's jobs; who may use them is not decided here."""

    def __init__(self, show: Show, jobs: Jobs, base_url: str) -> None:
        self._show, self._jobs, self._base_url = show, jobs, base_url

    async def job(self, request: Request) -> Response:
        """How far a job is."""
        return Answer(self.of(self._job(request)))

    async def cancel(self, request: Request) -> Response:
        """Stop a job; it has ended when its state says so."""
        job = self._job(request)
        self._jobs.cancel(job)
        return Answer(self.of(job), 202)

    async def events(self, request: Request) -> Response:
        """The same at each change, as server-sent events, until the job is over."""
        job = self._job(request)
        if request.headers.get("last-event-id") == _OVER:
            return Response(status_code=204, headers=OF_PROGRAMS)  # how a browser is told not to come again
        if request.method == "HEAD":
            return Response(headers=OF_PROGRAMS, media_type="text/event-stream")
        headers = {**OF_PROGRAMS, "X-Accel-Buffering": "no"}  # nginx would keep events back
        return StreamingResponse(self._changes(job), headers=headers, media_type="text/event-stream")

    def of(self, job: Job) -> dict[str, Any]:
        """What is told of a job."""
        state = job.state  # first: what belongs to a state is there before it
        return {
            "id": job.id,
            "article": job.path.stem,
            "format": form_of(job.path.name),
            "title": job.title,
            "state": state,
            "progress": {"done": job.clips, "all": job.of_clips},
            "warnings": list(job.warnings),
            "episode": self.episode(job.episode) if job.episode else None,
            "changed": job.is_changed,
            "error": job.error or None,
        }

    def address(self, job: Job) -> str:
        """Where it is told how far a job is."""
        return f"{self._base_url}/jobs/{job.id}"

    def episode(self, episode: Episode) -> dict[str, str | None]:
        """What is told of an episode: its slug, and where it can be heard and read."""
        folder = f"{root_of(self._show, self._base_url)}/episodes/{episode.slug}"
        page = page_of(episode)
        return {
            "slug": episode.slug,
            "url": f"{folder}/{episode.audio.file}",
            "page": f"{folder}/{page.file}" if page else None,
        }

    async def _changes(self, job: Job) -> AsyncIterator[str]:
        changed, loop = asyncio.Event(), asyncio.get_running_loop()
        changed.set()

        def wake() -> None:
            with contextlib.suppress(RuntimeError):  # the server has ended
                loop.call_soon_threadsafe(changed.set)

        with job.heard_by(wake):
            while True:
                try:
                    async with asyncio.timeout(_HEARTBEAT_S):
                        await changed.wait()
                except TimeoutError:
                    yield ": still there\n\n"  # else a proxy takes it for dead, and nobody sees who left
                    continue
                changed.clear()
                is_over, is_last = job.is_over, job.is_over or self._jobs.stopping
                yield f"id: {_OVER if is_over else 'on'}\ndata: {json.dumps(self.of(job))}\n\n"
                if is_last:
                    return

    def _job(self, request: Request) -> Job:
        job = self._jobs.find(request.path_params["id"])
        if job is None:
            raise refusal(404, "there is no such job; articles tell what became of them")
        return job
