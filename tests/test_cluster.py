"""Many machines: a real Dask scheduler and two real workers on this one, and what happens when one dies."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, nullcontext
from pathlib import Path
from threading import Thread

import pytest
from contracts.engine import register

from narrate.build import build_episodes
from narrate.cast import Cast
from narrate.cluster import Cluster
from narrate.episodes import Built
from narrate.errors import EngineError, EngineUnavailable, SettingsError
from narrate.show import Show
from narrate.store import ClipStore
from narrate.voices import Voice

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:distributed", "ignore::ResourceWarning")

Running = tuple[str, list[subprocess.Popen[str]]]
DASK = Path(sys.executable).parent / "dask"
BASE = "https://example.com/show"


def started(stack: ExitStack, ready: str, *words: str, cwd: Path) -> tuple[str, subprocess.Popen[str]]:
    """The line on stderr in which a process says that it is ready, and the process."""
    command = [str(DASK), *words]
    process = stack.enter_context(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=cwd))
    assert process.stderr is not None
    line = next((line for line in process.stderr if re.search(ready, line)), "")
    reading = Thread(target=process.stderr.read)  # so that it never waits for a reader
    reading.start()
    stack.callback(reading.join)
    stack.callback(process.terminate)
    assert line, f"{words} ended before it was ready"
    return line, process


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Running]:
    """The address of a scheduler, and its two workers of one thread each."""
    with ExitStack() as stack:
        words = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        line, _ = started(stack, "Scheduler at:", *words, cwd=tmp_path)
        address = line.split()[-1]
        worker = ("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--host", "127.0.0.1")
        workers = [started(stack, "Registered to", *worker, cwd=tmp_path)[1] for _ in range(2)]
        yield address, workers


def build(show: Show, article: Path, voice: Voice, cluster: Cluster | None) -> Built:
    (built,) = build_episodes(show, [article], Cast.alone(voice), BASE, cluster=cluster)
    assert isinstance(built, Built), built
    return built


def test_two_workers_make_the_same_episode_as_this_machine(
    cluster: Running, show: Show, blip: Voice, example: Path, tmp_path: Path
) -> None:
    alone = build(Show(tmp_path), example, blip, None)
    with closing(Cluster(cluster[0])) as there:
        built = build(show, example, blip, there)
    assert built.new_clips == built.clips > 20
    assert built.episode.audio.sha256 == alone.episode.audio.sha256


def test_a_worker_killed_in_the_middle_loses_nothing(cluster: Running, show: Show, example: Path) -> None:
    address, workers = cluster
    made = 0

    def kill_one(_: int) -> None:
        nonlocal made
        made += 1
        if made == 5:
            os.kill(workers[0].pid, signal.SIGKILL)

    voice = Voice("mei", "openjtalk", loudness_lufs=-17.6)
    with closing(Cluster(address)) as there:
        (built,) = build_episodes(show, [example], Cast.alone(voice), BASE, on_clip=kill_one, cluster=there)
    assert isinstance(built, Built), built
    assert made == built.clips == built.new_clips
    assert ClipStore(show.clips).verify() == []


def test_an_error_of_a_worker_is_told_like_one_of_this_machine(cluster: Running, tmp_path: Path) -> None:
    voice = Voice("hasty", "tone", options={"seconds_per_mora": 0.002})
    told = pytest.raises(EngineError, match=r"^voice 'hasty': .*; try again; the sentence is: ")
    with closing(Cluster(cluster[0])) as there, told:
        there.submit("ながいぶんです", voice, -18.0, ClipStore(tmp_path / "clips")).result(60)


def test_a_worker_without_the_engine_is_told_before_anything_is_made(
    cluster: Running,
    show: Show,
    example: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(monkeypatch, tmp_path / "site", only_here="narrate.engines.tone:Tone")
    voice = Voice("here", "only_here", loudness_lufs=-18.0)
    with closing(Cluster(cluster[0])) as there, pytest.raises(Exception, match="no engine 'only_here'"):
        list(build_episodes(show, [example], Cast.alone(voice), BASE, cluster=there))
    assert not show.clips.exists()


def test_another_version_on_a_worker_is_told(
    cluster: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narrate.mp3.ENCODER", "another encoder")
    with closing(Cluster(cluster[0])) as there, pytest.raises(SettingsError, match="the encoder is lameenc"):
        there.check([Voice("t", "tone")], ClipStore(tmp_path / "clips"))


def test_a_store_that_is_not_shared_is_told(
    cluster: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ClipStore(tmp_path / "clips")
    monkeypatch.setattr(ClipStore, "token", lambda self: nullcontext("a name that is not there"))
    with (
        closing(Cluster(cluster[0])) as there,
        pytest.raises(SettingsError, match="does not see the clips in"),
    ):
        there.check([Voice("t", "tone")], store)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("tcp://127.0.0.1:9", "tcp://127.0.0.1:9: no Dask scheduler answers there"),
        ("scheduler", "scheduler: is no scheduler's address; write it like tcp://192.0.2.1:8786"),
    ],
)
def test_nobody_at_the_address_is_told_in_one_line(
    show: Show, example: Path, address: str, told: str
) -> None:
    words = ("build", str(example), "--show", str(show.root), "--cluster", address)
    result = subprocess.run(
        [sys.executable, "-m", "narrate", *words], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_cluster_without_workers_is_given_up(
    cluster: Running, show: Show, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, workers = cluster
    monkeypatch.setattr("narrate.cluster._PATIENCE", 0)
    monkeypatch.setattr("narrate.scheduler._LOOK_S", 0.2)

    def kill_all(_: int) -> None:
        for worker in workers:
            if worker.poll() is None:
                os.kill(worker.pid, signal.SIGKILL)

    voice = Voice("mei", "openjtalk", loudness_lufs=-17.6)
    told = pytest.raises(EngineUnavailable, match="no worker left; what was made is kept: start one")
    with closing(Cluster(address)) as there, told:
        list(build_episodes(show, [example], Cast.alone(voice), BASE, on_clip=kill_all, cluster=there))
    assert ClipStore(show.clips).verify() == []
