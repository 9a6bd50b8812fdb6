"""``/articles``: the owner hands in articles, sees which there are, and takes them back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import anyio
from filelock import FileLock, Timeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from narrate import files, library
from narrate.article import read_article
from narrate.base_url import check_base_url
from narrate.feed import write_feed
from narrate.model import Episode
from narrate.server.answers import OF_PROGRAMS, Answer, in_thread, later, refusal
from narrate.server.job import Job
from narrate.server.jobs import Jobs, QueueFull
from narrate.server.limits import read_body
from narrate.server.posted import form_of, posted
from narrate.server.progress import Progress
from narrate.server.shelf import Shelf
from narrate.server.titles import Title, Titles
from narrate.settings import read_settings
from narrate.show import Show

MOST_BYTES = 2_000_000
"""Of a posted article; this is some sixty hours of sound."""
WAIT_S = 10.0
"""Seconds for which a change waits until others that are being made, also by commands, are written."""
_RETRY_S = "60"
_AT_ONCE = 8  # threads that look at articles, and as many that change them
_ENDED_EARLY = ("failed", "stopped")  # states of jobs
_R = TypeVar("_R")


class Articles:
    """The endpoints of a show's articles; who may use them is not decided here."""

    def __init__(self, show: Show, jobs: Jobs, progress: Progress, titles: Titles) -> None:
        self._show, self._jobs, self._progress, self._titles = show, jobs, progress, titles
        self._shelf = Shelf(show)
        self._turn, self._left_s = threading.Lock(), WAIT_S
        self._lookers, self._writers = (anyio.CapacityLimiter(_AT_ONCE) for _ in range(2))

    async def post(self, request: Request) -> Response:
        """Hand in an article; its job is answered, the same for the same article."""
        body = await read_body(request, MOST_BYTES)
        content_type = request.headers.get("content-type", "")
        return await self._accepted(partial(self._take, content_type, body))

    async def build_again(self, request: Request) -> Response:
        """Make an article that is there, as after a correction, or one that waits."""
        return await self._accepted(lambda: self._submit(self.path(request)))

    async def all(self, _: Request) -> Response:
        """All articles, and the episodes of others."""
        return Answer(await in_thread(self._listed, self._lookers))

    async def withdraw(self, request: Request) -> Response:
        """Take an article's episodes out of the feed, or an article that has none yet off the shelf."""
        await in_thread(lambda: self._in_turn(partial(self._withdraw, self.path(request))), self._writers)
        return Response(status_code=204, headers=OF_PROGRAMS)

    def path(self, request: Request) -> Path:
        """The article that a request names.

        Raises:
            HTTPException: 404, there is none.
        """
        path = self._shelf.path(request.path_params["slug"])
        if path is None:
            raise refusal(404, "there is no such article")
        return path

    def made_again_after(self, path: Path, change: Callable[[], _R]) -> tuple[_R, Job | None]:
        """Change what an article is made of, in turn; the job that makes its episode again, if it has one.

        Raises:
            QueueFull: too many jobs wait; nothing was changed.
            HTTPException: 503, another change takes too long.
        """

        def act() -> tuple[_R, Job | None]:
            is_made = self._is_made(path)
            if is_made:
                self._jobs.check_room()
            changed = change()
            title = self._titles.of(path).text
            return changed, self._jobs.submit(path, title, self._key(path)) if is_made else None

        return self._in_turn(act)

    def lock(self) -> FileLock:
        """The show's lock, for a change in turn; what it has waited for its turn, it waits less for that."""
        return FileLock(self._show.lock_file, max(0.0, self._left_s))

    def episode(self, path: Path) -> Episode | None:
        """The episode that was made from an article, if it can be heard."""
        episode = library.newest(self._episodes(path))
        return episode if episode and not episode.withdrawn else None

    def _is_made(self, path: Path) -> bool:
        """Whether an article has an episode that can be heard, will have one, or was to have its first."""
        job = self._jobs.latest().get(path.stem)
        failed = job is not None and job.state == "failed" and not self._episodes(path)
        return bool(self.episode(path) or failed or (job and not job.is_over))

    async def _accepted(self, take: Callable[[], Job]) -> Response:
        try:
            job = await in_thread(take, self._writers)
        except QueueFull:
            raise full() from None
        return Answer(self._progress.of(job), 202, {"Location": self._progress.address(job)})

    def _take(self, content_type: str, body: bytes) -> Job:
        source = posted(content_type, body)
        article = source.parsed()

        def keep() -> Job:
            if self._shelf.known(source) is None:
                self._jobs.check_room()
            path = self._shelf.keep(source, article)
            self._titles.note(path, article)
            return self._jobs.submit(path, article.title, self._key(path))

        return self._in_turn(keep)

    def _submit(self, path: Path) -> Job:
        article = read_article(path)
        self._titles.note(path, article)
        return self._in_turn(lambda: self._jobs.submit(path, article.title, self._key(path)))

    def _in_turn(self, act: Callable[[], _R]) -> _R:
        begun = time.monotonic()
        if not self._turn.acquire(timeout=WAIT_S):
            raise _busy()
        try:
            self._left_s = WAIT_S - (time.monotonic() - begun)
            return act()
        except Timeout:
            raise _busy() from None
        finally:
            self._turn.release()

    def _key(self, path: Path) -> str:
        """What an episode would come from now."""
        lexicon = [[str(file), file.stat().st_mtime_ns] for file in self._show.lexicon_files]
        made_of = [self._shelf.digest(path), read_settings(self._show.root), lexicon]
        return hashlib.sha256(json.dumps(made_of, default=str).encode()).hexdigest()

    def _listed(self) -> dict[str, list[dict[str, Any]]]:
        episodes, jobs = library.episodes_by_source(self._show), self._jobs.latest()
        states = {path: files.state(path) for path in self._shelf.paths()}
        articles = [
            {
                **self._article(path, library.newest(episodes.pop(path.name, [])), jobs.get(path.stem)),
                "changed": dt.datetime.fromtimestamp(state[0] / 1e9, dt.UTC).isoformat(),
            }
            for path, state in states.items()
            if state
        ]
        others = filter(None, map(library.newest, episodes.values()))
        return {"articles": articles, "episodes": list(map(self._of_other, others))}

    def _of_other(self, episode: Episode) -> dict[str, Any]:
        """An episode of an article that is kept elsewhere, as a command makes them."""
        return {
            "title": episode.title,
            "state": "withdrawn" if episode.withdrawn else "done",
            "published": episode.published,
            "episode": self._progress.episode(episode),
        }

    def _article(self, path: Path, episode: Episode | None, job: Job | None) -> dict[str, Any]:
        title = self._title(path, episode, job)
        state = _state(episode, job) or ("failed" if title.problem else "waiting")
        return {
            "slug": path.stem,
            "format": None if title.is_no_text else form_of(path.name),
            "title": title.text,
            "state": state,
            "episode": self._progress.episode(episode) if episode else None,
            "job": job.id if job else None,
            "error": (job.error if job and state in _ENDED_EARLY else title.problem) or None,
        }

    def _title(self, path: Path, episode: Episode | None, job: Job | None) -> Title:
        """An article's title as it was made; a file that was written since is read: it may be broken."""
        made = episode or job
        if not made:
            return self._titles.of(path)
        since = files.state(self._show.episodes / episode.slug / library.MANIFEST) if episode else None
        now = files.state(path)
        is_edited = bool(since and now and now[0] > since[0])
        return replace(self._titles.of(path), text=made.title) if is_edited else Title(made.title)

    def _episodes(self, path: Path) -> list[Episode]:
        """Those that were made from a file, the newest last."""
        return library.episodes_by_source(self._show).get(path.name, [])

    def _withdraw(self, path: Path) -> None:
        if not self._jobs.withdraw(path):
            raise refusal(409, "its episode is being made; wait for the job's end, or stop it")
        if episodes := self._episodes(path):
            with self.lock():
                for episode in episodes:
                    library.update(self._show, episode.slug, withdrawn=True)
            if address := read_settings(self._show.root).get("base_url"):
                write_feed(self._show, check_base_url(address), WAIT_S)
        else:
            path.unlink(missing_ok=True)


def _state(episode: Episode | None, job: Job | None) -> str:
    """What a list says of an article; empty if nothing was made of it, and nothing failed."""
    of_job = job.state if job else ""  # once: it goes on meanwhile
    if of_job in ("queued", "running"):
        return of_job
    if episode and episode.withdrawn:
        return "withdrawn"
    if of_job in _ENDED_EARLY:
        return of_job
    return "done" if episode else ""


def _busy() -> HTTPException:
    return later(503, "the show is being written by a build or another change; try again in some seconds")


def full() -> HTTPException:
    """The refusal while too many articles wait."""
    return refusal(503, "too many articles wait; try again later", Retry_After=_RETRY_S)
