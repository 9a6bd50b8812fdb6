"""What befalls a build from outside: it is killed, runs twice, disks and clips fail, a clock is set back."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from lxml import etree

from narrate import files, library
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.feed import write_feed
from narrate.show import Show
from narrate.store import ClipStore
from narrate.voices import find_voice

BASE = "http://127.0.0.1:8000"
KILLS = 50
HASH = re.compile("-([0-9a-f]{12})[.]")


def build(root: Path, article: Path) -> int:
    """One build with the fast voice and its feed; returns how many clips were new."""
    show = Show(root)
    built = build_episode(show, article, Cast.alone(find_voice("blip", show.voice_folders)), BASE)
    write_feed(show, BASE)
    return built.new_clips


def command(article: Path, show: Show) -> list[str]:
    narrate = [sys.executable, "-m", "narrate", "build", str(article)]
    return [*narrate, "--show", str(show.root), "--voice", "blip", "--quiet"]


def published(show: Show) -> dict[str, bytes]:
    """Everything a subscriber can see, by name."""
    found = [show.feed, *show.episodes.rglob("*")]
    return {
        str(path.relative_to(show.output)): path.read_bytes()
        for path in found
        if path.is_file() and not path.name.startswith(files.TEMPORARY)
    }


def check_nothing_is_broken(show: Show) -> None:
    """Every file that has its name is whole: by the hash in it, by its seal, by its form."""
    assert ClipStore(show.clips).verify() == []
    for path in show.output.rglob("*"):
        if path.is_dir() or path.name.startswith(files.TEMPORARY):
            continue
        if told := HASH.search(path.name):
            assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(told[1]), path
        elif path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".xml":
            etree.parse(path)
    assert library.load_episodes(show)[1] == []


@pytest.fixture
def calm(show: Show, example: Path, tmp_path: Path) -> Show:
    """What a show looks like after a build that nothing has disturbed."""
    there = Show(tmp_path / "calm")
    shutil.copytree(show.root, there.root)
    build(there.root, example)
    return there


@pytest.fixture
def processes() -> ForkServerContext:
    """Processes that have narrate loaded: they are killed while they build, not while they load it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["narrate.build", "narrate.article", "narrate.segmenter", "narrate.audio"])
    return context


def test_killed_at_any_moment_nothing_is_broken_and_the_next_run_finishes(
    show: Show, calm: Show, example: Path, processes: ForkServerContext
) -> None:
    chance = random.Random(7)
    whole_build, kills = 1.0, 0
    while kills < KILLS:
        process = processes.Process(target=build, args=(show.root, example))
        started = time.monotonic()
        process.start()
        process.join(chance.uniform(0, whole_build))
        process.kill()  # SIGKILL; nothing happens to one that is done
        process.join()
        check_nothing_is_broken(show)
        if process.exitcode == 0:
            assert published(show) == published(calm)
            whole_build = time.monotonic() - started
            shutil.rmtree(show.output)
        else:
            kills += 1
    build(show.root, example)
    assert published(show) == published(calm)
    assert not list(show.episodes.rglob(f"{files.TEMPORARY}*"))


def test_the_same_build_twice_at_once_is_as_once(show: Show, calm: Show, example: Path) -> None:
    running = [subprocess.Popen(command(example, show), stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert published(show) == published(calm)


def test_a_limit_on_the_size_of_files_ends_in_one_line_and_leaves_no_half_episode(
    show: Show, calm: Show, example: Path
) -> None:
    largest = max(path.stat().st_size for path in Path(calm.clips).rglob("*.clip"))
    limited = ["bash", "-c", f'ulimit -f {largest // 1024 + 20}; exec "$@"', "bash", *command(example, show)]
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    result = subprocess.run(limited, check=False, capture_output=True, text=True, env=unmeasured)
    assert result.returncode == 1
    assert "File too large" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(show.output.rglob("*.mp3"))
    check_nothing_is_broken(show)
    build(show.root, example)
    assert published(show) == published(calm)


@pytest.fixture
def read_only(show: Show) -> Iterator[Path]:
    """The show's output, where nothing can be written; root needs the right to mount for that."""
    show.output.mkdir()
    if os.geteuid() != 0:
        show.output.chmod(0o555)
        yield show.output
        show.output.chmod(0o755)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(show.output)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a disk that is read only cannot be mounted here")
    yield show.output
    subprocess.run(["umount", str(show.output)], check=True)


def test_an_output_that_is_read_only_ends_in_one_line(show: Show, example: Path, read_only: Path) -> None:
    result = subprocess.run(command(example, show), check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.startswith(f"narrate: {read_only}")
    assert result.stderr.count("\n") == 1


def truncated(clip: Path, other: Path) -> None:
    clip.write_bytes(clip.read_bytes()[:-300])


def emptied(clip: Path, other: Path) -> None:
    clip.write_bytes(b"")


def swapped(clip: Path, other: Path) -> None:
    clip.write_bytes(other.read_bytes())


def changed_in_one_bit(clip: Path, other: Path) -> None:
    data = bytearray(clip.read_bytes())
    data[-200] ^= 4
    clip.write_bytes(data)


@pytest.mark.parametrize("harm", [truncated, emptied, swapped, changed_in_one_bit])
def test_a_clip_that_was_harmed_is_made_again_and_told(
    show: Show, calm: Show, example: Path, harm: Callable[[Path, Path], None]
) -> None:
    shutil.copytree(calm.output, show.output)
    clip, other, *_ = sorted(Path(show.clips).rglob("*.clip"))
    harm(clip, other)
    result = subprocess.run(command(example, show), check=True, capture_output=True, text=True)
    assert "1 clip was damaged and made again" in result.stderr
    assert "1 of them new" in result.stdout
    assert published(show) == published(calm)
    check_nothing_is_broken(show)


def test_a_clock_that_was_set_back_changes_nothing(show: Show, tmp_path: Path) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text("題の記事\n\n本文です。もう一つの文です。\n", encoding="utf-8")
    build(show.root, undated)
    before = published(show)
    to_come = time.time() + 400 * 86_400
    for path in [undated, *show.output.rglob("*")]:
        os.utime(path, (to_come, to_come))
    assert build(show.root, undated) == 0
    assert published(show) == before
    assert ClipStore(show.clips).prune(30, time.time()).clips == 0
