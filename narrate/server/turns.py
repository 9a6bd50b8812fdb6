"""Whose turn it is to be spoken: the threads that all sections in the making share."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count
from queue import Empty, PriorityQueue

from narrate.model import Clip
from narrate.scheduler import Submit
from narrate.store import ClipStore
from narrate.tts import make_clip
from narrate.voices import Voice

_Waiting = PriorityQueue[tuple[int, int, "Future[Clip]", Callable[[], Clip]]]


class Turns:
    """As many threads for each engine as it bears, however many sections are being made.

    A sentence goes before those that stand later in their sections: who has just begun to listen waits for
    one sentence at most, not for another's whole section. Nor do the later ones of one's own section take
    processors from the first: they begin after it, but for those that only wait for a network. Once
    ``is_closed``, nothing is begun any more.
    """

    def __init__(self) -> None:
        self.is_closed = False
        self._engines: dict[str, tuple[_Waiting, ThreadPoolExecutor]] = {}
        self._arrivals = count()
        self._lock = threading.Lock()

    def in_reading_order(self) -> Submit:
        """How one who asks, as for a section, asks for its clips."""
        places = count()
        first: Future[Clip] = Future()

        def submit(text: str, voice: Voice, lufs: float, store: ClipStore) -> Future[Clip]:
            place = next(places)
            future = Future[Clip]() if place else first
            begin = partial(self._begin, place, future, voice, partial(make_clip, text, voice, lufs, store))
            if place and not voice.engine.network:
                first.add_done_callback(lambda _: begin())
            else:
                begin()
            return future

        return submit

    def close(self) -> None:
        """Begin nothing any more, and wait for what is being spoken."""
        with self._lock:
            self.is_closed = True
        for waiting, pool in self._engines.values():
            pool.shutdown(wait=False, cancel_futures=True)
            _cancel_all(waiting)
        for _, pool in self._engines.values():
            pool.shutdown()

    def _begin(self, place: int, future: Future[Clip], voice: Voice, make: Callable[[], Clip]) -> None:
        with self._lock:
            if not self.is_closed:
                waiting, pool = self._of(voice)
                waiting.put((place, next(self._arrivals), future, make))
                pool.submit(_speak_next, waiting)
                return
        _cancel(future)

    def _of(self, voice: Voice) -> tuple[_Waiting, ThreadPoolExecutor]:
        name = voice.engine_name
        if name not in self._engines:
            threads = voice.engine.parallelism or os.cpu_count() or 1
            self._engines[name] = PriorityQueue(), ThreadPoolExecutor(threads, f"voice-{name}")
        return self._engines[name]


def _speak_next(waiting: _Waiting) -> None:
    with contextlib.suppress(Empty):  # the server stops
        _, _, future, make = waiting.get_nowait()
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(make())
            except BaseException as error:  # it belongs to who asked
                future.set_exception(error)


def _cancel_all(waiting: _Waiting) -> None:
    with contextlib.suppress(Empty):
        while True:
            _, _, future, _ = waiting.get_nowait()
            _cancel(future)


def _cancel(future: Future[Clip]) -> None:
    future.cancel()
    future.set_running_or_notify_cancel()  # wakes up who waits for it
