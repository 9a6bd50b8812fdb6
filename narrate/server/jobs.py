"""Articles become episodes one after the other, in a thread beside the server."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from narrate import library
from narrate.base_url import check_base_url
from narrate.build import Failed, build_episodes
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.feed import write_feed
from narrate.server.job import Job
from narrate.settings import read_settings
from narrate.show import Show
from narrate.told import line_of

_MOST_WAITING = 100
_MOST_OVER = 1000
_ENDED = "the server ended; what was made is kept, make it again to go on from there"
_WITHDRAWN = "withdrawn before it was made"
_UNWANTED = "stopped by the owner; what was made is kept, and making it again goes on from there"


class QueueFull(Exception):  # noqa: N818 - a state that passes
    """There are as many jobs as may wait."""


class _Stopped(Exception):  # noqa: N818 - it is asked for
    """The server ends, or the owner does not want the job any more."""


class Jobs:
    """The jobs of a show that is served at ``base_url``.

    At most a hundred wait, and a thousand that are over are remembered. ``on_built`` is called after each
    episode. A job that is stopped, by the owner or by the server's end, keeps the clips that were made; its
    article stays.
    """

    def __init__(
        self, show: Show, cast: Cast, base_url: str, on_built: Callable[[Built], None] = lambda built: None
    ) -> None:
        self._show, self._cast, self._base_url, self._on_built = show, cast, base_url, on_built
        self._change = threading.Condition()
        self._waiting: deque[Job] = deque()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._speaking: Cast | None = None
        self._thread = threading.Thread(target=self._work, name="jobs")
        self.stopping = False

    @property
    def waiting(self) -> int:
        """How many jobs are in the queue."""
        return len(self._waiting)

    @property
    def listeners(self) -> int:
        """How many wait for news of a job."""
        return sum(job.listeners for job in tuple(self._jobs.values()))

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """End the work after the clip that is being made, and whatever listens; returns at once."""
        with self._change:
            self.stopping = True
            self._change.notify_all()
            self._interrupt()
        for job in tuple(self._jobs.values()):
            job.tell()

    def close(self) -> None:
        """Stop, and wait until the work has ended."""
        self.stop()
        self._thread.join()

    def find(self, job_id: str) -> Job | None:
        """The job of that id, as long as it is remembered."""
        return self._jobs.get(job_id)

    def latest(self) -> dict[str, Job]:
        """The job of each article by its slug: the one that runs, else the latest."""
        with self._change:
            return {job.path.stem: job for job in sorted(self._jobs.values(), key=_is_running)}

    def check_room(self) -> None:
        """Whether another job may come.

        Raises:
            QueueFull: it may not.
        """
        if len(self._waiting) >= _MOST_WAITING:
            raise QueueFull

    def submit(self, path: Path, title: str, key: str) -> Job:
        """The job of an article: the one that waits, the one that runs and makes just this, or a new one.

        One that is over is not given again: what the build looks at is more than what ``key`` is made of, and
        where nothing has changed it takes a moment.

        Raises:
            QueueFull: too many wait already.
        """
        with self._change:
            before = next((job for job in reversed(self._jobs.values()) if job.path == path), None)
            if before and before.state == "queued":
                before.key, before.title = key, title  # it will read what is there now
            if before and before.key == key and not (before.is_over or before.is_unwanted):
                return before
            self.check_room()
            job = Job(path, title, key)
            self._jobs[job.id] = job
            self._waiting.append(job)
            self._forget_old()
            self._change.notify_all()
        return job

    def cancel(self, job: Job) -> None:
        """End a job: one that waits now, one that runs after the clips that are being made."""
        with self._change:
            if job.state == "queued":
                self._take_out(job, _UNWANTED)
            elif job.state == "running":
                job.is_unwanted = True
                self._interrupt()

    def withdraw(self, path: Path) -> bool:
        """Take an article's job out of the queue; whether none of it runs. Its next one will be a new one."""
        with self._change:
            if any(job.path == path and _is_running(job) for job in self._jobs.values()):
                return False
            for job in [job for job in self._waiting if job.path == path]:
                self._take_out(job, _WITHDRAWN)
        return True

    def _take_out(self, job: Job, line: str) -> None:
        self._waiting.remove(job)
        job.change(state="stopped", error=line)

    def _interrupt(self) -> None:
        if speaking := self._speaking:  # another thread ends it
            speaking.interrupt()  # an answer may be minutes away

    def _forget_old(self) -> None:
        over = [job.id for job in self._jobs.values() if job.is_over]
        for job_id in over[: max(0, len(over) - _MOST_OVER)]:
            del self._jobs[job_id]

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self.stopping)
                if self.stopping:
                    return
                job = self._waiting.popleft()
                job.state = "running"
            job.tell()
            self._run(job)

    def _run(self, job: Job) -> None:
        try:
            address = read_settings(self._show.root).get("base_url")
            base_url = check_base_url(address) if address else self._base_url
            built = self._built(job, base_url)
            left_out = write_feed(self._show, base_url)[1] if address else []
        except Exception as error:
            if self.stopping:
                job.change(state="stopped", error=_ENDED)
            elif job.is_unwanted:
                job.change(state="stopped", error=_UNWANTED)
            else:
                job.change(state="failed", error=line_of(error))
        else:
            self._on_built(built)
            job.change(
                state="done",
                episode=built.episode,
                is_changed=built.is_changed,
                warnings=(*built.warnings, *left_out),
            )

    def _built(self, job: Job, base_url: str) -> Built:
        def on_clip(total: int) -> None:
            self._check_is_wanted(job)
            job.change(clips=job.clips + 1, of_clips=total)

        # a run that ends early interrupts its engines: those of listeners are others
        self._speaking = self._cast.anew()
        try:
            self._check_is_wanted(job)
            (result,) = build_episodes(
                self._show,
                [job.path],
                self._speaking,
                base_url,
                on_clip=on_clip,
                on_paragraph=lambda: self._check_is_wanted(job),
            )
        finally:
            self._speaking = None
        if isinstance(result, Failed):
            raise result.error
        return self._put_back(result) if result.episode.withdrawn else result

    def _put_back(self, built: Built) -> Built:
        """Who has an article made wants it to be heard."""
        with FileLock(self._show.lock_file):
            library.update(self._show, built.episode.slug, withdrawn=False)
        return built.put_back()

    def _check_is_wanted(self, job: Job) -> None:
        if self.stopping or job.is_unwanted:
            raise _Stopped


def _is_running(job: Job) -> bool:
    return job.state == "running"
