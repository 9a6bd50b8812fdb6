"""Sections in the making, as all hear them who ask for them meanwhile.

The clip store is the buffer: a listener is told which clips there are and reads them from the store at its
own pace, so that a slow one costs no memory, and one who leaves takes nothing away.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import anyio
from anyio import to_thread

from narrate import mp3
from narrate.assembler import Placed, cues, ms_of
from narrate.errors import OutputError
from narrate.model import Script, ScriptSection
from narrate.store import ClipStore


@dataclass(frozen=True)
class Wanted:
    """Section ``number``, counted from 1, of the article at ``path``."""

    path: Path
    script: Script
    number: int

    @property
    def section(self) -> ScriptSection:
        """What is to be said."""
        return self.script.sections[self.number - 1]

    @cached_property
    def key(self) -> str:
        """A hash of all that decides its file, as long as the voices are the same."""
        said = [(sentence.voice, sentence.spoken, sentence.pause_ms) for sentence in self.section.sentences]
        facts = str(self.path), str(self.script.date), self.script.title, self.section.heading
        return hashlib.sha256(json.dumps([*facts, self.number, said]).encode()).hexdigest()


class Heard(NamedTuple):
    """When sentence ``sentence`` of a section, counted from 0, is heard: in ms from the section's start."""

    sentence: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Times:
    """When the sentences of a section are heard, as far as is known: in its first ``ms``."""

    heard: tuple[Heard, ...] = ()
    ms: int = 0
    is_complete: bool = False

    def to_json(self) -> dict[str, Any]:
        """What a page is told, in seconds."""
        cues = [{"sentence": n, "start": start / 1000, "end": end / 1000} for n, start, end in self.heard]
        return {"cues": cues, "seconds": self.ms / 1000, "complete": self.is_complete}


@dataclass(frozen=True, slots=True)
class Finished:
    """A section that is a file."""

    path: Path
    times: Times


class Stream:
    """A section in the making, for any number of listeners; lives on the event loop.

    ``clips`` are there so far, in reading order, and ``times`` says which sentences they are. In the end
    there is the ``file`` or an ``error``. ``client`` had it begun.
    """

    def __init__(self, head: bytes, client: str) -> None:
        self._head = head
        self._news = asyncio.Event()
        self._heard: list[Heard] = []
        self.client = client
        self.clips: list[Placed] = []
        self.file: Path | None = None
        self.error: Exception | None = None

    def add(self, sentence: int, clip: Placed) -> None:
        """The next clip is in the store: that sentence's."""
        self.clips.append(clip)
        (cue,) = cues([clip])
        self._heard.append(Heard(sentence, cue.start_ms, cue.end_ms))
        self._wake()

    @property
    def times(self) -> Times:
        """When the sentences that are there are heard."""
        ms = ms_of(self.clips[-1].end) if self.clips else 0
        return Times(tuple(self._heard), ms, is_complete=self.file is not None)

    def end(self, file: Path | None, error: Exception | None = None) -> None:
        """The file is there, or will not be."""
        self.file, self.error = file, error
        self._wake()

    async def begun(self) -> None:
        """Wait until there is something to hear, or nothing to wait for."""
        while not (self.clips or self.file or self.error):
            await self._news.wait()

    async def ended(self) -> None:
        """Wait until there is the file or an error."""
        while not (self.file or self.error):
            await self._news.wait()

    async def listen(self, store: ClipStore, readers: anyio.CapacityLimiter) -> AsyncIterator[bytes]:
        """The MP3 from its beginning: as the file will be, but for the length, which nobody knows yet.

        Raises:
            OutputError: it was not made to its end.
        """
        yield self._head
        heard = 0
        while heard < len(self.clips) or not self.file:
            if heard < len(self.clips):
                yield await to_thread.run_sync(_frames, self.clips[heard], store, limiter=readers)
                heard += 1
            elif self.error:
                raise OutputError(str(self.error))
            else:
                await self._news.wait()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


def _frames(clip: Placed, store: ClipStore) -> bytes:
    """A clip and the pause after it."""
    frames = store.frames(clip.clip.key)
    if frames is None:
        raise OutputError(f"the clip of '{clip.text}' was lost since it was made")
    return frames + mp3.silent_frame() * clip.pause
