"""narrate run as its users run it: its words, its output, its exit code."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from unittest import mock

import pytest

from narrate.cli import main
from narrate.show import Show

_LIMIT_S = 120.0
NARRATE = [sys.executable, "-m", "narrate"]


def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as its process would, without the settings of this machine's environment.

    In this process, which has loaded what each would load: ``run_apart`` takes a second longer.
    """
    arguments = ["narrate", *map(str, words)]
    nothing, out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(3))
    with (
        mock.patch.dict(os.environ, _environment(environment), clear=True),
        mock.patch.multiple(sys, argv=arguments, stdin=nothing, stdout=out, stderr=err),
        contextlib.chdir(cwd or Path.cwd()),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    for stream in (out, err):
        stream.seek(0)
    return subprocess.CompletedProcess(arguments, int(ended.value.code or 0), out.read(), err.read())


def run_apart(
    *words: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, without the settings of this machine's environment."""
    return subprocess.run(
        [*NARRATE, *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=_environment(environment),
    )


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("NARRATE_")} | more


def assert_one_line(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    """It failed with one line on stderr that has all parts, and printed nothing else."""
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("narrate: ")
    assert result.stderr.count("\n") == 1
    for part in parts:
        assert part in result.stderr


@contextmanager
def started(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A process whose output is a pipe; killed at the end of the block, or when it is taken to hang.

    Then reading from it ends, as does waiting for it, and the test fails instead of waiting for ever.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", **options) as process:
        limit = threading.Timer(_LIMIT_S, process.kill)
        limit.start()
        try:
            yield process
        finally:
            limit.cancel()
            process.kill()


@contextmanager
def serving(
    show: Show, *words: str, errors: int | IO[str] = subprocess.PIPE, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server as a process, which answers: its address, and the process; ``errors`` go to a pipe or file."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*NARRATE, "serve", "--show", str(show.root), "--voice", "blip", "--port", str(port), *words]
    env = {k: v for k, v in os.environ.items() if not k.startswith("NARRATE_") and k != "JOURNAL_STREAM"}
    with started(command, stderr=errors, env={**env, "PYTHONUNBUFFERED": "1", **environment}) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("Subscribe to ")
        yield f"http://127.0.0.1:{port}", process
