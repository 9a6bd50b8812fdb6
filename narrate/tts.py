"""Sentence + Voice → Clip: each distinct text of a voice once, in parallel, nothing made twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import NamedTuple

from narrate.engines import Mark, Sound, shaping_options
from narrate.errors import EngineError, EngineUnavailable, Unspeakable
from narrate.levels import levelled
from narrate.model import Clip, TimeMark
from narrate.store import ClipStore, clip_key
from narrate.voices import Voice

_SHORTEST_S = 0.01
"""Seconds of sound that every letter has at least: a fifth of what a voice at three times its speed needs."""
_ATTEMPTS = 4  # at a ceiling under which the encoded clip keeps its peak


class Line(NamedTuple):
    """What one voice is to say: its name, and the spoken text."""

    voice: str
    text: str


@dataclass
class Clips:
    """The clips of a script by line; ``made`` counts those that were not in the store.

    ``unspeakable`` are the lines that the engine has no sound for, ``stand_ins`` those that another voice
    says, with its name, and ``reasons`` why: what the engine of a voice (by name) told.
    """

    by_line: dict[Line, Clip] = field(default_factory=dict)
    unspeakable: set[Line] = field(default_factory=set)
    stand_ins: dict[Line, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    made: int = 0


def make_clips(
    lines: Iterable[Line],
    voices: Mapping[str, Voice],
    store: ClipStore,
    workers: int | None = None,
    on_clip: Callable[[], None] = lambda: None,
) -> Clips:
    """The clip of every line, from the store or made now.

    ``voices`` holds those of the lines and their fallbacks. Each engine gets as many requests at once as it
    bears, or one a processor; ``workers`` bounds that. ``on_clip`` is called after each line. What was made
    before an error or Ctrl-C stays in the store.

    Raises:
        EngineUnavailable: a voice without fallback cannot speak now; the message tells how to continue.
        EngineError: the engine failed; the message holds the text.
    """
    return _Making(voices, store, workers, on_clip).make(list(dict.fromkeys(lines)))


def key_of(text: str, voice: Voice) -> str:
    """The clip's key: text, engine and its version, the voice's settings, levelling, encoder."""
    from narrate.audio import RECIPE
    from narrate.mp3 import ENCODER

    return clip_key(
        text=text,
        engine=voice.engine_name,
        version=voice.engine.version,
        options=shaping_options(voice.engine),
        loudness=voice.loudness_lufs,
        gain=voice.gain_db,
        recipe=RECIPE,
        encoder=ENCODER,
    )


class _Making:
    """One run: what waits for each voice, what runs, and which voices are out."""

    def __init__(
        self,
        voices: Mapping[str, Voice],
        store: ClipStore,
        workers: int | None,
        on_clip: Callable[[], None],
    ) -> None:
        self._voices = voices
        self._store = store
        self._workers = workers
        self._on_clip = on_clip
        self._levelled: dict[str, Voice] = {}
        self._waiting: dict[str, list[Line]] = {}
        self._running: dict[Future[Clip], tuple[Line, str]] = {}
        self._out: set[str] = set()
        self._clips = Clips()
        self._count = 0

    def make(self, lines: list[Line]) -> Clips:
        """All of them; see ``make_clips``."""
        self._count = len(lines)
        # the longest first, so that no thread is left alone with one at the end
        for line in sorted(lines, key=lambda line: -len(line.text)):
            self._give(line, line.voice)
        if not any(self._waiting.values()):
            return self._clips
        threads = sum(self._bound(name) for name in self._voices)
        with ThreadPoolExecutor(threads, thread_name_prefix="voice") as pool:
            while self._start(pool):
                done, _ = wait(self._running, return_when=FIRST_COMPLETED)
                for future in done:
                    self._take(future, *self._running.pop(future))
        return self._clips

    def _give(self, line: Line, name: str) -> None:
        """Take a line from the store, or let it wait for the voice ``name``, or for that one's fallback."""
        if name not in self._levelled and name not in self._out:
            try:
                self._levelled[name] = _levelled(self._voices[name], self._store)
            except EngineUnavailable as error:
                self._put_out(name, error)
        if name in self._out:
            self._give(line, self._voices[name].fallback)
            return
        voice = self._levelled[name]
        if clip := self._store.get(key_of(line.text, voice)):
            self._keep(line, name, clip)
        else:
            self._waiting.setdefault(name, []).append(line)

    def _bound(self, name: str) -> int:
        bound = self._voices[name].engine.parallelism or os.cpu_count() or 1
        return min(bound, self._workers or bound)

    def _start(self, pool: ThreadPoolExecutor) -> bool:
        """Start what may run now; whether anything does."""
        for name in list(self._waiting):
            busy = sum(name == running for _, running in self._running.values())
            for _ in range(min(self._bound(name) - busy, len(self._waiting[name]))):
                line = self._waiting[name].pop(0)
                task = pool.submit(_make, line.text, self._levelled[name], self._store)
                self._running[task] = line, name
        return bool(self._running)

    def _take(self, future: Future[Clip], line: Line, name: str) -> None:
        try:
            clip = future.result()
        except Unspeakable:
            self._clips.unspeakable.add(line)
            self._on_clip()
        except EngineUnavailable as error:
            self._put_out(name, error)
            self._give(line, self._voices[name].fallback)
        except EngineError as error:
            if not self._voices[name].fallback:
                raise
            self._clips.reasons.setdefault(name, str(error))
            self._give(line, self._voices[name].fallback)
        else:
            self._clips.made += 1
            self._keep(line, name, clip)

    def _put_out(self, name: str, error: EngineUnavailable) -> None:
        """A voice that cannot speak now asks no more; its lines go to its fallback."""
        if not self._voices[name].fallback:
            kept = len(self._clips.by_line)
            raise EngineUnavailable(
                f"{error}; {kept} of {self._count} sentences are made and kept: "
                "run the same command again to continue"
            ) from error
        self._clips.reasons.setdefault(name, str(error))
        self._out.add(name)
        for line in self._waiting.pop(name, []):
            self._give(line, self._voices[name].fallback)

    def _keep(self, line: Line, name: str, clip: Clip) -> None:
        self._clips.by_line[line] = clip
        if name != line.voice:
            self._clips.stand_ins[line] = name
        self._on_clip()


def _levelled(voice: Voice, store: ClipStore) -> Voice:
    try:
        return levelled(voice, store)
    except EngineError as error:
        raise type(error)(f"voice '{voice.name}': {error}") from error


def _make(text: str, voice: Voice, store: ClipStore) -> Clip:
    try:
        sound = voice.engine.synthesize(text)
        clip, frames = _encoded(sound, text, voice)
    except Unspeakable:
        raise
    except EngineUnavailable as error:
        raise EngineUnavailable(f"voice '{voice.name}': {error}") from error
    except ImportError as error:
        engine = f"engine '{voice.engine_name}'"
        raise EngineError(f"{engine} cannot be loaded ({error}); install narrate again") from error
    except Exception as error:  # whatever a plugin raises, the user is told in one line
        raise EngineError(f"voice '{voice.name}': {error}; the sentence is: {text}") from error
    store.put(clip, frames)
    return clip


def _encoded(sound: Sound, text: str, voice: Voice) -> tuple[Clip, bytes]:
    """A sound as a clip and its frames, under a ceiling at which the decoded frames keep their peak."""
    from narrate.audio import CEILING_DB, RATE, TRUE_PEAK_DB, finish, true_peak_db
    from narrate.loudness import block_energies
    from narrate.mp3 import decode, encode, frame_count

    declared = (voice.loudness_lufs or 0.0) - voice.gain_db
    ceiling = CEILING_DB
    for _ in range(_ATTEMPTS):
        finished = finish(sound, declared, ceiling)
        frames = encode(finished.pcm)
        peak = true_peak_db(decode(frames))
        if peak <= TRUE_PEAK_DB:
            break
        ceiling -= peak - TRUE_PEAK_DB
    seconds = len(finished.pcm) / RATE
    if seconds < _SHORTEST_S * sum(map(str.isalnum, text)):
        raise EngineError(f"the engine returned only {seconds:.2f} s of sound; try again")
    energies = tuple(float(f"{energy:.4g}") for energy in block_energies(finished.pcm, RATE))
    marks = tuple(_kept_marks(sound.marks, finished.cut_ms, round(seconds * 1000)))
    key = key_of(text, voice)
    return Clip(key, frame_count(frames), len(finished.pcm), energies, round(peak, 2), marks), frames


def _kept_marks(marks: Iterable[Mark], cut_ms: int, length_ms: int) -> Iterable[TimeMark]:
    """The engine's marks with their times in the trimmed clip."""
    for mark in marks:
        start, end = (min(max(round(s * 1000) - cut_ms, 0), length_ms) for s in (mark.start, mark.end))
        if start < end:
            yield TimeMark(mark.text, start, end)
