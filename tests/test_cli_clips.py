"""``narrate clips``: what the store holds, whether it is whole, what may go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from narrate.show import Show


def run(show: Show, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "narrate", *words, "--show", str(show.root)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_clips_are_counted_checked_and_pruned(show: Show, example: Path) -> None:
    build = ("build", str(example), "--voice", "blip", "--quiet")
    run(show, *build)
    assert "31 clips" in run(show, "clips", "stats").stdout
    assert run(show, "clips", "verify").stdout == "31 clips are whole\n"
    broken = next(show.clips.rglob("*.clip"))
    broken.write_bytes(broken.read_bytes()[:-1])
    again = run(show, *build)
    assert "1 clip was damaged and made again" in again.stderr
    assert again.returncode == 0
    broken.write_bytes(b"")
    verified = run(show, "clips", "verify")
    assert verified.returncode == 1
    assert verified.stdout == f"{broken}: was damaged, and is deleted\n30 clips are whole\n"
    assert "0 clips deleted" in run(show, "clips", "prune").stdout
    assert "30 clips deleted" in run(show, "clips", "prune", "--days", "0").stdout


def test_a_show_without_clips_has_none(show: Show) -> None:
    assert ": 0 clips, 0.0 MB, 0.00 hours" in run(show, "clips", "stats").stdout
    assert "0 clips deleted" in run(show, "clips", "prune").stdout
