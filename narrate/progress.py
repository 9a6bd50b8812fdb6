"""How far a build is: a bar on a terminal, a line a quarter elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_QUARTERS = 4


@contextmanager
def progress(name: str, quiet: bool, things: str = "clips") -> Iterator[Callable[[int], None]]:
    """Yields a function to call after each of the things with the number of all; prints to stderr."""
    if quiet:
        yield lambda total: None
    elif sys.stderr.isatty():
        with _bar(name) as advance:
            yield advance
    else:
        yield _Lines(name, things)


def announce(line: str, quiet: bool) -> None:
    """Print a line to stderr before the first of ``progress``; not where that has a bar."""
    if not (quiet or sys.stderr.isatty()):
        print(line, file=sys.stderr, flush=True)


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    title = TextColumn("{task.description}", markup=False)
    columns = (title, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda total: bar.update(task, advance=1, total=total)


class _Lines:
    def __init__(self, name: str, things: str) -> None:
        self._name, self._things = name, things
        self._done = 0

    def __call__(self, total: int) -> None:
        self._done += 1
        if self._done * _QUARTERS // total > (self._done - 1) * _QUARTERS // total:
            print(f"{self._name}: {self._done} of {total} {self._things}", file=sys.stderr, flush=True)
