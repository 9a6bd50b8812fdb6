"""Servers of shows on loopback, over real HTTP, for tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, ClassVar

import httpx
import pytest
from contracts.engine import register
from starlette.applications import Starlette

from narrate.cast import Cast
from narrate.engines import Sound
from narrate.engines.tone import Tone
from narrate.errors import EngineError
from narrate.server import make_app
from narrate.server.owner import renew_token
from narrate.server.running import Server, listening
from narrate.show import Show
from narrate.voices import Voice

PATIENCE_S = 60.0
"""No test waits for it: it ends one that would hang."""
LUFS = -19.7
"""How loud a tone is."""


@contextmanager
def served(
    show: Show,
    cast: Cast | None = None,
    base_url: str = "",
    log: IO[str] | None = None,
    *,
    arrived: bool = False,
    port: int = 0,
) -> Iterator[str]:
    """A server of a show; its address. It has ended, with all its work, at the end of the block.

    ``base_url`` is where it is reached from outside, if not there. A show that has ``arrived`` has moved to
    its address.
    """

    def app_at(address: str) -> Starlette:
        hosted = replace(show, moved_to=f"{address}/feed.xml") if arrived else show
        return make_app(hosted, base_url or address, cast, log=log)

    with app_served(app_at, port) as address:
        yield address


@contextmanager
def app_served(app_at: Callable[[str], Starlette], port: int = 0) -> Iterator[str]:
    """A server; its address, which ``app_at`` is given, at any port if none is named."""
    with listening("127.0.0.1", port) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = Server(app_at(address), log_level="error")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def owned(show: Show, cast: Cast | None = None, log: IO[str] | None = None) -> Iterator[httpx.Client]:
    """A server of a show, and its owner's client."""
    headers = {"Authorization": f"Bearer {renew_token(show)}"}
    with (
        served(show, cast, log=log) as address,
        httpx.Client(base_url=address, headers=headers, timeout=60) as client,
    ):
        yield client


def events(client: httpx.Client, job: dict[str, Any]) -> list[dict[str, Any]]:
    """What a job tells until it is over."""
    with client.stream("GET", f"/jobs/{job['id']}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        return [json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: ")]


@dataclass
class Gated(Tone):
    """A tone that waits at texts with a certain word until it is let on, and fails at others.

    What tests set and see is that of its class, since each job has engines of its own.
    """

    seconds_per_mora: float = 0.02
    asked: ClassVar[list[str]]
    gates: ClassVar[dict[str, threading.Event]]
    failing: ClassVar[set[str]]
    reached: ClassVar[threading.Event]

    def gate(self, word: str) -> threading.Event:
        """Wait at texts that have the word until the event is set; ``reached`` tells that one does."""
        return self.gates.setdefault(word, threading.Event())

    def synthesize(self, text: str) -> Sound:
        """Note the text, wait, and speak or fail."""
        self.asked.append(text)
        for word, gate in self.gates.items():
            if word in text:
                self.reached.set()
                if not gate.wait(PATIENCE_S):
                    raise EngineError("nobody opened the gate")
        if any(word in text for word in self.failing):
            raise EngineError("the line was cut")
        return super().synthesize(text)


class OneByOne(Gated):
    """It bears one request at a time."""

    @property
    def parallelism(self) -> int:
        """One."""
        return 1


def gated_voice(monkeypatch: pytest.MonkeyPatch, folder: Path, engine: type[Gated]) -> Voice:
    """A voice of such an engine, installed below ``folder`` for one test."""
    register(monkeypatch, folder / "site", gated=f"{engine.__module__}:{engine.__name__}")
    engine.asked, engine.gates, engine.failing, engine.reached = [], {}, set(), threading.Event()
    return Voice("gate", "gated", loudness_lufs=LUFS)
