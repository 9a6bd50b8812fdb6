"""What every benchmark shares: processes that are timed and weighed, and the rows that come of them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

HERE = Path(__file__).parent
QUIET_LOAD = 0.5
"""How many programs may want a processor, on average over a minute, on a machine that is called quiet."""
_PEAKS_IN_A_MEGABYTE = 1 << (20 if sys.platform == "darwin" else 10)  # macOS counts in bytes, Linux in KiB
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ``value`` of ``unit``, measured as ``figure`` against ``against`` in the same run.

    ``limit`` is what is to be reached, at most (or ``at_least``); None where the figure is only told.
    ``detail`` holds the absolute values, which are true of this machine and this run only.
    """

    figure: str
    against: str
    value: float
    limit: float | None = None
    at_least: bool = False
    unit: str = "×"
    detail: str = ""

    @property
    def passes(self) -> bool:
        """Whether the limit is kept."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A figure that cannot be had here, and why: something is not installed, or ``is_error``."""

    figure: str
    reason: str
    is_error: bool = False


Rows = Iterator[Row | Unmeasured]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: ``article`` is the text that is built, ``work`` an empty folder."""

    quick: bool
    work: Path
    article: str

    def size(self, full: T, quick: T) -> T:
        """The one that this run takes."""
        return quick if self.quick else full

    def folder(self, name: str) -> Path:
        """A new folder to work in."""
        path = self.work / name
        path.mkdir(parents=True)
        return path


class Ran(NamedTuple):
    """A whole process: its time by the clock and on the processors, its peak memory, what it printed.

    ``busy`` is in seconds too; others who use the machine change it less than ``seconds``.
    """

    seconds: float
    busy: float
    peak_mb: float
    output: str

    @property
    def told(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.output)


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end, with compiled modules kept, as they are where narrate is installed.

    Raises:
        RuntimeError: it failed; the message holds the end of what it said.
    """
    words = list(map(str, command))
    with tempfile.NamedTemporaryFile("r") as took:
        ran = subprocess.run(
            [sys.executable, "-IS", HERE / "launch.py", took.name, *words],
            capture_output=True,
            text=True,
            env={**_usual_environment(), **(env or {})},
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{' '.join(words)} failed: {ran.stderr[-1000:]}{ran.stdout[-1000:]}")
        seconds, busy, peak = map(float, took.read().split())
    return Ran(seconds, busy, peak / _PEAKS_IN_A_MEGABYTE, ran.stdout)


def narrate(*words: str | Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run the command line."""
    return run([sys.executable, "-m", "narrate", *words], env)


def build(article: Path, show: Path, *words: str, env: Mapping[str, str] | None = None) -> Ran:
    """Run ``narrate build``; it prints JSON."""
    return narrate("build", article, "--show", show, "--quiet", "--json", *words, env=env)


def new_clips(built: Ran) -> int:
    """How many clips a build of one article made."""
    return int(built.told["episodes"][0]["new_clips"])


def task(name: str, *words: object) -> Ran:
    """Run a module of ``tasks`` in a process of its own; it prints JSON."""
    return run([sys.executable, "-m", f"tasks.{name}", *map(str, words)], {"PYTHONPATH": str(HERE)})


def in_turn(rounds: int, *measures: Callable[[int], T]) -> list[list[T]]:
    """Take every measure once a round, one after another, so that a slow minute meets all of them.

    Each gets the round's number; returns a list a measure.
    """
    taken = [[measure(number) for measure in measures] for number in range(rounds)]
    return [list(column) for column in zip(*taken, strict=True)]


def ratio(a: Sequence[float], b: Sequence[float]) -> float:
    """Median of the ratios, pair by pair."""
    return statistics.median(x / y for x, y in zip(a, b, strict=True))


def seconds_of(*columns: Sequence[float]) -> str:
    """The medians of some columns of seconds, for a row's detail."""
    return " : ".join(f"{statistics.median(column):.3g}" for column in columns) + " s"


def _usual_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
