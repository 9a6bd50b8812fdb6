"""Makes sections that are asked for: each once, a bounded number at a time, whoever goes on listening."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import anyio

from narrate import assembler, library, mp3, sections
from narrate.assembler import Placed
from narrate.cast import Cast
from narrate.episodes import credit_of, lines_of
from narrate.levels import known_loudness
from narrate.model import ScriptSection
from narrate.scheduler import Scheduler
from narrate.server.current import remember
from narrate.server.streams import Finished, Stream, Times, Wanted
from narrate.server.turns import Turns
from narrate.show import Show
from narrate.store import ClipStore
from narrate.told import line_of, tell
from narrate.tts import key_of

AT_ONCE = 2 * (os.cpu_count() or 1)
"""Sections that are made at once: while one is joined and written, others are spoken."""
WAITING = 64
"""Sections that may wait until others are made; more are refused."""
OF_A_CLIENT = 24
"""Sections that one client may have begun and that are not finished: two leave room for a third."""
_REMEMBERED = 1000  # finished sections; one that was forgotten is joined from its clips again
_READERS = 16  # threads that read clips for listeners


class Full(Exception):  # noqa: N818 - a state that passes
    """As many sections are being made and wait as the server bears, or it is being stopped."""


class Greedy(Full):
    """As many of them were begun by this client as one may have."""


class Maker:
    """Makes sections of a show, a bounded number at once.

    Its public methods belong to the event loop, but for those that tell of threads. ``turns`` are the
    threads that speak, for whatever else is to be spoken too.
    """

    def __init__(self, show: Show, cast: Cast, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._show, self._cast = show, cast
        self.turns = Turns()
        self._pool = ThreadPoolExecutor(at_once, "section")
        self._most = at_once + waiting
        self._streams: dict[str, Stream] = {}
        self._finished: dict[str, Finished] = {}
        self._readers = anyio.CapacityLimiter(_READERS)

    @property
    def is_closed(self) -> bool:
        """Whether nothing is begun any more."""
        return self.turns.is_closed

    @cached_property
    def _store(self) -> ClipStore:
        return ClipStore(self._show.clips)

    def made(self, wanted: Wanted) -> Finished | None:
        """The file, if it was made already and is there. Any thread may ask."""
        finished = self._finished.get(wanted.key)
        return finished if finished and finished.path.is_file() else None

    def costs_nothing(self, wanted: Wanted) -> bool:
        """Whether no voice need be asked: all sentences are in the store. To be called in a thread."""
        voices, lines = self._cast.voices, set(lines_of(wanted.section.sentences))
        known = {name: known_loudness(voice, self._store) for name, voice in voices.items()}
        keys = [key_of(text, voices[name], lufs) for name, text in lines if (lufs := known[name]) is not None]
        return len(keys) == len(lines) and all(self._store.get_each(keys))

    def times(self, wanted: Wanted) -> Times:
        """When the sentences of a section that is being made are heard, as far as is known."""
        stream = self._streams.get(wanted.key)
        return stream.times if stream else Times()

    def is_making(self, wanted: Wanted) -> bool:
        """Whether it is being made already."""
        return wanted.key in self._streams

    def check_room(self, wanted: Wanted, client: str) -> None:
        """Whether this client could have a section made now; one that is being made needs no room.

        Raises:
            Full, Greedy: as for ``making``.
        """
        if self.is_making(wanted):
            return
        if self.is_closed or len(self._streams) >= self._most:
            raise Full
        if sum(stream.client == client for stream in self._streams.values()) >= OF_A_CLIENT:
            raise Greedy

    def making(self, wanted: Wanted, client: str) -> Stream:
        """The stream of a section, which is begun for this client unless it is being made already.

        Raises:
            Full: too many are, or nothing is begun any more.
            Greedy: too many are that this client had begun.
        """
        self.check_room(wanted, client)
        if stream := self._streams.get(wanted.key):
            return stream
        stream = self._streams[wanted.key] = Stream(self._head(wanted), client)
        self._pool.submit(self._make, wanted, stream, asyncio.get_running_loop())
        return stream

    def listen(self, stream: Stream) -> AsyncIterator[bytes]:
        """The bytes of a stream as they are made; see ``Stream.listen``."""
        return stream.listen(self._store, self._readers)

    def close(self) -> None:
        """End: what is being spoken is spoken and kept, nothing else is begun. To be called in a thread."""
        self._cast.interrupt()  # an answer may be minutes away
        self.turns.close()
        self._pool.shutdown(cancel_futures=True)

    def end(self) -> None:
        """Tell all who still wait that nothing comes any more."""
        for stream in self._streams.values():
            stream.end(None, CancelledError())

    def _head(self, wanted: Wanted) -> bytes:
        """As long as the file's own, so that every byte after it stands where it will stand in the file."""
        credit = credit_of((sentence.voice for sentence in wanted.section.sentences), self._cast)
        tag = sections.tag(wanted.section.heading, wanted.script.title, credit)
        return tag + mp3.info_frame(None)

    def _make(self, wanted: Wanted, stream: Stream, loop: asyncio.AbstractEventLoop) -> None:
        """Make a section to its end, whoever listens; runs in a thread."""
        path, failure = None, None
        try:
            path = self._spoken(wanted, stream, loop)
        except Exception as error:  # a section never costs the server
            failure = error
            if not self.is_closed:
                name = f"{library.source_name(wanted.path)}: section {wanted.number} was not made"
                tell(f"{name}: {line_of(error)}")
        with contextlib.suppress(RuntimeError):  # the loop has ended, and with it all listeners
            loop.call_soon_threadsafe(self._end, wanted, stream, path, failure)

    def _end(self, wanted: Wanted, stream: Stream, path: Path | None, error: Exception | None) -> None:
        del self._streams[wanted.key]
        stream.end(path, error)
        if path:
            remember(self._finished, wanted.key, Finished(path, stream.times), _REMEMBERED)

    def _spoken(self, wanted: Wanted, stream: Stream, loop: asyncio.AbstractEventLoop) -> Path:
        lines = [[line] for line in lines_of(wanted.section.sentences)]
        voices, submit = self._cast.voices, self.turns.in_reading_order()
        scheduler = Scheduler(lines, voices, self._store, submit=submit)
        for sentence, clip in _in_order(wanted.section, scheduler):
            loop.call_soon_threadsafe(stream.add, sentence, clip)
        facts = wanted.path, wanted.script, wanted.number
        path, warnings = sections.write(self._show, *facts, scheduler.clips, self._cast, self._store)
        for line in warnings:
            tell(line)
        return path


def _in_order(section: ScriptSection, scheduler: Scheduler) -> Iterator[tuple[int, Placed]]:
    """The clips in reading order, each as soon as it and all before it are there, and whose they are.

    Raises:
        EngineError: one cannot be made; then the rest is not begun.
    """
    there: set[int] = set()
    at, end = 0, 0
    with contextlib.closing(scheduler.run()) as run:
        for number in run:
            if error := scheduler.failures.get(number):
                raise error
            there.add(number)
            while at in there:
                alone = replace(section, sentences=(section.sentences[at],))
                for clip in assembler.place((alone,), scheduler.clips):
                    yield at, replace(clip, start=end)
                    end += clip.end
                at += 1
