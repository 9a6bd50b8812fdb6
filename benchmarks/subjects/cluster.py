"""Two workers of a Dask cluster against one: real processes on loopback, one thread each."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import materials
from measure import Plan, Row, Rows, Unmeasured, build, in_turn, ratio, seconds_of

_LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


def rows(plan: Plan) -> Rows:
    """Whole builds from nothing with the embedded voice, on workers that have spoken before."""
    if not find_spec("distributed") or (os.cpu_count() or 1) < 2:
        yield Unmeasured(
            "two Dask workers", "the extra `cluster` is not installed, or there is one processor"
        )
        return
    article = materials.article(plan.work, plan.article)
    warm = materials.article(plan.work, materials.sentences(8), "warm")

    def cold(number: int, workers: int) -> float:
        folder = plan.folder(f"{number}-{workers}")
        with _cluster(folder, workers) as address:
            words = ("--cluster", address)
            build(warm, materials.show(plan.folder(f"warm{number}-{workers}")), *words)
            return build(article, materials.show(folder), *words).seconds

    one, two = in_turn(plan.size(2, 1), lambda number: cold(number, 1), lambda number: cold(number, 2))
    detail = seconds_of(one, two)
    yield Row("build by one Dask worker", "by two", ratio(one, two), 1.7, at_least=True, detail=detail)


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers, ended afterwards."""
    with ExitStack() as stack:
        told = _started(stack, folder, "Scheduler at:", "scheduler", "--port", "0", *_LOOPBACK)
        address = told.split()[-1]
        words = ("worker", address, "--nthreads", "1", "--no-nanny", *_LOOPBACK)
        for _ in range(workers):
            _started(stack, folder, "Registered to", *words)
        yield address


def _started(stack: ExitStack, folder: Path, ready: str, *words: str) -> str:
    """Start a Dask command; returns the line on stderr in which it says that it is ready."""
    command = [Path(sys.executable).parent / "dask", *words]
    process = stack.enter_context(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=folder))
    stack.callback(process.terminate)
    assert process.stderr is not None
    line = next((line for line in process.stderr if ready in line), "")
    if not line:
        raise RuntimeError(f"dask {words[0]} ended before it was ready")
    reading = threading.Thread(target=process.stderr.read, daemon=True)  # so that it never waits for a reader
    reading.start()
    return line
