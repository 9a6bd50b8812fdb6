"""Scripts → clips: each distinct text of a voice once, for all articles in one pool, nothing made twice."""

from __future__ import annotations

import contextlib
import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from narrate.errors import EngineError, EngineUnavailable, Unspeakable
from narrate.levels import loudness_of
from narrate.model import Clip
from narrate.store import ClipStore
from narrate.tts import key_of, make_clip
from narrate.voices import Voice

if TYPE_CHECKING:
    from narrate.cluster import Cluster


Submit = Callable[[str, Voice, float, ClipStore], "Future[Clip]"]
"""Has a clip made, as ``make_clip`` would, elsewhere, by threads that others use too."""
_LOOK_S = 2.0  # seconds after which a cluster that makes nothing is looked at


class Line(NamedTuple):
    """What one voice is to say: its name, and the spoken text."""

    voice: str
    text: str


@dataclass
class Clips:
    """The clips of scripts by line; ``made`` are those that were not in the store.

    ``unspeakable`` are the lines that the engine has no sound for, ``stand_ins`` those that another voice
    says, with its name, and ``reasons`` why: what the engine of a voice (by name) told.
    """

    by_line: dict[Line, Clip] = field(default_factory=dict)
    unspeakable: set[Line] = field(default_factory=set)
    stand_ins: dict[Line, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    made: set[Line] = field(default_factory=set)


def make_clips(
    lines: Iterable[Line],
    voices: Mapping[str, Voice],
    store: ClipStore,
    workers: int | None = None,
    on_clip: Callable[[], None] = lambda: None,
) -> Clips:
    """The clips of one script; see ``Scheduler``.

    Raises:
        EngineUnavailable: a voice without fallback cannot speak now; the message tells how to continue.
        EngineError: the engine failed; the message holds the text.
    """
    scheduler = Scheduler([lines], voices, store, workers, on_clip)
    for _ in scheduler.run():
        pass
    for error in scheduler.failures.values():
        raise error
    return scheduler.clips


class Scheduler:
    """One pool for the lines of several scripts.

    ``voices`` holds those of the lines and their fallbacks. Each engine gets as many requests at once as it
    bears, or one a processor; ``workers`` bounds that. With a ``cluster``, its workers are the processors;
    engines on the network stay here, where their pace is kept. ``submit`` has all clips made by threads that
    several schedulers share. ``on_clip`` is called after each distinct line, unless all are there already.
    What was made before an error or Ctrl-C stays in the store. ``clips`` has what there is, ``failures`` the
    errors of scripts by number; a line that only such scripts need is not made any more.
    """

    def __init__(
        self,
        scripts: Sequence[Iterable[Line]],
        voices: Mapping[str, Voice],
        store: ClipStore,
        workers: int | None = None,
        on_clip: Callable[[], None] = lambda: None,
        cluster: Cluster | None = None,
        submit: Submit | None = None,
    ) -> None:
        self.clips = Clips()
        self.failures: dict[int, EngineError] = {}
        self._voices = voices
        self._store = store
        self._workers = workers
        self._on_clip = on_clip
        self._cluster = cluster
        self._shared = submit
        self._users: dict[Line, list[int]] = {}
        self._lines = [list(dict.fromkeys(lines)) for lines in scripts]
        for number, lines in enumerate(self._lines):
            for line in lines:
                self._users.setdefault(line, []).append(number)
        self._lacking = Counter(number for numbers in self._users.values() for number in numbers)
        self._done = deque(number for number in range(len(scripts)) if not self._lacking[number])
        self._lufs: dict[str, float] = {}
        self._waiting: dict[str, deque[Line]] = {}
        self._running: dict[Future[Clip], tuple[Line, str]] = {}
        self._out: set[str] = set()
        self._kept = 0
        self._is_making = False

    @property
    def count(self) -> int:
        """How many distinct lines there are."""
        return len(self._users)

    def run(self) -> Generator[int]:
        """Make what is lacking; yields the number of each script as soon as it is done or has failed."""
        # script by script, so that the first is done first; the longest first, so that no thread is left
        # alone with one at the end
        lines = sorted(self._users, key=lambda line: (self._users[line][0], -len(line.text)))
        for line, clip in zip(lines, self._stored(lines), strict=True):
            if clip:
                self._keep(line, line.voice, clip)
            else:
                self._give(line, line.voice)
        self._is_making = any(self._waiting.values())
        if self._is_making:
            for _ in range(self._kept):
                self._on_clip()
            threads = max(1, sum(map(self._bound, self._voices)))
            with ThreadPoolExecutor(threads, thread_name_prefix="voice") as pool, self._interrupting():
                while self._start(pool):
                    done, _ = wait(self._running, _LOOK_S, FIRST_COMPLETED)
                    if self._cluster and not done:
                        self._cluster.check_alive()
                    for future in done:
                        self._take(future, *self._running.pop(future))
                    while self._done:
                        self._start(pool)
                        yield self._done.popleft()
        yield from self._done

    @contextlib.contextmanager
    def _interrupting(self) -> Iterator[None]:
        """Whatever ends the run early ends all waiting too: nobody waits a minute after Ctrl-C.

        Threads that are shared go on for the others.
        """
        try:
            yield
        except BaseException:
            if self._shared:
                for future in self._running:
                    future.cancel()
                raise
            for voice in self._voices.values():
                voice.engine.interrupt()
            raise

    def _stored(self, lines: Sequence[Line]) -> Iterator[Clip | None]:
        """What the store has of the lines."""
        able = [line for line in lines if self._is_able(line.voice)]
        found = self._store.get_each([self._key(line, line.voice) for line in able])
        clips = dict(zip(able, found, strict=True))
        return (clips.get(line) for line in lines)

    def _key(self, line: Line, name: str) -> str:
        return key_of(line.text, self._voices[name], self._lufs[name])

    def _is_able(self, name: str) -> bool:
        """Whether a voice can speak, as far as is known; its loudness is measured at the first question."""
        if name not in self._lufs and name not in self._out:
            try:
                self._lufs[name] = _loudness_of(self._voices[name], self._store)
            except EngineUnavailable as error:
                self._put_out(name, error)
            except EngineError as error:
                self._put_out(name, EngineUnavailable(str(error)))
        return name not in self._out

    def _give(self, line: Line, name: str) -> None:
        """Take a line from the store, or let it wait for the voice ``name``, or for that one's fallback."""
        if not self._is_able(name):
            self._give_to_fallback(line, name)
        elif name != line.voice and (clip := self._store.get(self._key(line, name))):
            self._keep(line, name, clip)
        else:
            self._waiting.setdefault(name, deque()).append(line)

    def _give_to_fallback(self, line: Line, name: str) -> None:
        if fallback := self._voices[name].fallback:
            self._give(line, fallback)
        else:
            self._fail(line, EngineUnavailable(self.clips.reasons[name]))

    def _bound(self, name: str) -> int:
        engine = self._voices[name].engine
        if self._cluster and not engine.network:
            return self._cluster.slots
        bound = engine.parallelism or os.cpu_count() or 1
        return min(bound, self._workers or bound)

    def _start(self, pool: ThreadPoolExecutor) -> bool:
        """Start what may run now; whether anything does."""
        busy = Counter(self._voices[name].engine_name for _, name in self._running.values())
        for name, waiting in self._waiting.items():
            engine = self._voices[name].engine_name
            while waiting and busy[engine] < self._bound(name):
                line = waiting.popleft()
                if self._is_needed(line):
                    self._running[self._submit(pool, line.text, name)] = line, name
                    busy[engine] += 1
        return bool(self._running)

    def _submit(self, pool: ThreadPoolExecutor, text: str, name: str) -> Future[Clip]:
        voice, lufs = self._voices[name], self._lufs[name]
        if self._shared:
            return self._shared(text, voice, lufs, self._store)
        if self._cluster and not voice.engine.network:
            return self._cluster.submit(text, voice, lufs, self._store)
        return pool.submit(make_clip, text, voice, lufs, self._store)

    def forget(self, number: int) -> None:
        """Keep nothing any more of what only a script that is done has needed."""
        for line in self._lines[number]:
            self._users[line].remove(number)
            if not self._users[line]:
                self.clips.by_line.pop(line, None)
        self._lines[number] = []

    def _is_needed(self, line: Line) -> bool:
        return any(number not in self.failures for number in self._users[line])

    def _take(self, future: Future[Clip], line: Line, name: str) -> None:
        try:
            clip = future.result()
        except Unspeakable:
            self.clips.unspeakable.add(line)
            self._count_off(line)
        except EngineUnavailable as error:
            self._put_out(name, error)
            self._give_to_fallback(line, name)
        except Exception as told:
            if not (isinstance(told, EngineError) or self._cluster):
                raise  # a full disk for example, which ends the run
            failure = told if isinstance(told, EngineError) else EngineError(f"the cluster failed ({told})")
            if fallback := self._voices[name].fallback:
                self.clips.reasons.setdefault(name, str(failure))
                self._give(line, fallback)
            else:
                self._fail(line, failure)
        else:
            self.clips.made.add(line)
            self._keep(line, name, clip)

    def _put_out(self, name: str, error: EngineUnavailable) -> None:
        """A voice that cannot speak now is asked no more; its lines go to its fallback."""
        self.clips.reasons[name] = str(error)
        self._out.add(name)
        for line in self._waiting.pop(name, ()):
            self._give_to_fallback(line, name)

    def _fail(self, line: Line, error: EngineError) -> None:
        if self._kept and not self._shared:
            kept = f"{self._kept} of {self.count} sentences are made and kept"
            passes = (
                isinstance(error, EngineUnavailable)
                or self._cluster
                or self._voices[line.voice].engine.network
            )
            first = "" if passes else "change this sentence, then "
            error = type(error)(f"{error}; {kept}: {first}run the same command again to continue")
        for number in self._users[line]:
            if number not in self.failures:
                self.failures[number] = error
                self._done.append(number)

    def _keep(self, line: Line, name: str, clip: Clip) -> None:
        self.clips.by_line[line] = clip
        self._kept += 1
        if name != line.voice:
            self.clips.stand_ins[line] = name
        self._count_off(line)

    def _count_off(self, line: Line) -> None:
        if self._is_making:
            self._on_clip()
        for number in self._users[line]:
            self._lacking[number] -= 1
            if not self._lacking[number] and number not in self.failures:
                self._done.append(number)


def _loudness_of(voice: Voice, store: ClipStore) -> float:
    try:
        return loudness_of(voice, store)
    except EngineError as error:
        raise type(error)(f"voice '{voice.name}': {error}") from error
