"""How long a service is waited for: attempts, growing waits, and one pace for all who ask the same host.

A service that answers "too many requests" means the whole machine, not one thread or one voice of it. So
the pace belongs to the host, and is shared by every engine and thread of the program.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from narrate.errors import EngineError, EngineUnavailable

if TYPE_CHECKING:
    from tenacity import RetryCallState

LONGEST_WAIT = 60.0
"""Seconds before another attempt at most; a service that asks for more is given up at once."""

T = TypeVar("T")


class TryAgain(Exception):  # noqa: N818 - no error yet
    """A failure that may pass; ``str()`` tells what and where, ``advice`` what to do if it does not pass.

    ``after`` are the seconds the service asked to wait, ``for_all`` whether everybody is to wait, and
    ``in_the_end`` the error that it becomes when no attempt is left.
    """

    def __init__(
        self,
        told: str,
        advice: str,
        after: float | None = None,
        for_all: bool = False,
        in_the_end: type[EngineError] = EngineUnavailable,
    ) -> None:
        super().__init__(told)
        self.advice = advice
        self.after = after
        self.for_all = for_all
        self.in_the_end = in_the_end


class Pace:
    """When a host may be asked next, and by how many at once."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._next = -math.inf
        self._held_until = -math.inf
        self._running = 0

    def turn(self, min_interval: float) -> float:
        """Take the next time at which a request may start, ``min_interval`` seconds after the one before."""
        with self._change:
            start = max(time.monotonic(), self._next, self._held_until)
            self._next = start + min_interval
            return start

    def hold(self, seconds: float) -> None:
        """Let nobody start for so long, those neither who wait for their turn already."""
        with self._change:
            self._held_until = max(self._held_until, time.monotonic() + seconds)

    def run(
        self, request: Callable[[], T], min_interval: float, at_once: int, sleep: Callable[[float], None]
    ) -> T:
        """Make a request in its turn, and no more than ``at_once`` together; ``sleep`` waits for the turn."""
        with self._change:
            self._change.wait_for(lambda: self._running < at_once)
            self._running += 1
        try:
            self._wait_for_turn(min_interval, sleep)
            return request()
        finally:
            with self._change:
                self._running -= 1
                self._change.notify_all()

    def _wait_for_turn(self, min_interval: float, sleep: Callable[[float], None]) -> None:
        while True:
            start = self.turn(min_interval)
            wait = start - time.monotonic()
            if wait > 0:
                sleep(wait)
            if self._held_until <= start:
                return


_paces: dict[str, Pace] = {}
_paces_lock = threading.Lock()


def pace_of(host: str) -> Pace:
    """The one pace of a host."""
    with _paces_lock:
        return _paces.setdefault(host, Pace())


@dataclass(frozen=True)
class Patience:
    """What an engine's options say about waiting.

    ``timeout`` are the seconds for all of one attempt, ``attempts`` how many there are, ``backoff`` the
    seconds before the second, which double with each one more; ``min_interval`` are the seconds between two
    requests to one host, and ``at_once`` how many may run together.
    """

    timeout: float = 30.0
    attempts: int = 5
    backoff: float = 1.0
    min_interval: float = 0.0
    at_once: int = 2
    _interrupted: threading.Event = field(
        default_factory=threading.Event, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if not 0 < self.timeout <= 3600:
            raise ValueError(f"timeout {self.timeout} is outside 0 to 3600 seconds")
        if not 1 <= self.attempts <= 100:
            raise ValueError(f"attempts {self.attempts} is outside 1 to 100")
        if not 0 <= self.backoff <= LONGEST_WAIT:
            raise ValueError(f"backoff {self.backoff} is outside 0 to {LONGEST_WAIT:.0f} seconds")
        if not 0 <= self.min_interval <= LONGEST_WAIT:
            raise ValueError(f"min_interval {self.min_interval} is outside 0 to {LONGEST_WAIT:.0f} seconds")
        if not 1 <= self.at_once <= 100:
            raise ValueError(f"parallelism {self.at_once} is outside 1 to 100")

    def run(self, host: str, request: Callable[[], T]) -> T:
        """Make a request at the host's pace until it does not raise TryAgain.

        Raises:
            EngineError: what the last TryAgain becomes, or what the request raises itself.
        """
        from tenacity import (
            Retrying,
            retry_if_exception_type,
            stop_after_attempt,
            wait_exponential,
            wait_random,
        )

        pace = pace_of(host)
        growing = wait_exponential(self.backoff, LONGEST_WAIT) + wait_random(0, self.backoff / 2)

        def wait(state: RetryCallState) -> float:
            failure = state.outcome.exception() if state.outcome else None
            asked = failure.after if isinstance(failure, TryAgain) else None
            seconds = max(asked or 0.0, growing(state))
            if isinstance(failure, TryAgain) and failure.for_all:
                pace.hold(seconds)
            return seconds

        retrying = Retrying(
            retry=retry_if_exception_type(TryAgain),
            stop=stop_after_attempt(self.attempts),
            wait=wait,
            sleep=self.wait,
            reraise=True,
        )
        try:
            result: T = retrying(
                pace.run, lambda: _unless_long(request), self.min_interval, self.at_once, self.wait
            )
            return result
        except TryAgain as failure:
            raise failure.in_the_end(f"{failure}; {failure.advice}") from None

    def interrupt(self) -> None:
        """Let all who wait fail, now and from now on: the run is being ended."""
        self._interrupted.set()

    def wait(self, seconds: float) -> None:
        """Wait so long.

        Raises:
            EngineUnavailable: the run is being ended.
        """
        self._interrupted.wait(seconds)
        self.check()

    def check(self) -> None:
        """Look whether to go on.

        Raises:
            EngineUnavailable: the run is being ended.
        """
        if self._interrupted.is_set():
            raise EngineUnavailable("interrupted; run the same command again")


def _unless_long(request: Callable[[], T]) -> T:
    try:
        return request()
    except TryAgain as failure:
        if failure.after is not None and failure.after > LONGEST_WAIT:
            minutes = math.ceil(failure.after / 60)
            raise EngineUnavailable(
                f"{failure} and asks to wait {minutes:,} minutes; try again then, or choose another voice"
            ) from None
        raise
