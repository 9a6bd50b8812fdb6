"""narrate run as its users run it: a process of its own, its output, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NARRATE = [sys.executable, "-m", "narrate"]


def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command without the settings of this machine's environment."""
    return subprocess.run(
        [*NARRATE, *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if not k.startswith("NARRATE_")} | environment,
    )


def assert_one_line(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    """It failed with one line on stderr that has all parts, and printed nothing else."""
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("narrate: ")
    assert result.stderr.count("\n") == 1
    for part in parts:
        assert part in result.stderr
