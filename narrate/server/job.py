"""One job: the making of one article's episode, as whoever waits for it sees it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from narrate.model import Episode

State = Literal["queued", "running", "done", "failed", "stopped"]
Wake = Callable[[], object]


@dataclass(eq=False)
class Job:
    """The making of one article's episode.

    ``key`` tells it from others of the same article: what the article and the settings are. ``clips`` of
    ``of_clips`` are there; what a job has to say at its end is in ``warnings``, ``episode`` and ``error``;
    ``is_changed`` says whether the episode is another than before. One that runs and ``is_unwanted`` ends
    soon.
    """

    path: Path
    title: str
    key: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: State = "queued"
    clips: int = 0
    of_clips: int = 0
    warnings: tuple[str, ...] = ()
    episode: Episode | None = None
    is_changed: bool | None = None
    error: str = ""
    is_unwanted: bool = False
    _listeners: set[Wake] = field(default_factory=set)

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ("done", "failed", "stopped")

    @property
    def listeners(self) -> int:
        """How many wait for news."""
        return len(self._listeners)

    @contextmanager
    def heard_by(self, wake: Wake) -> Iterator[None]:
        """Have ``wake`` called, from another thread, at each change."""
        self._listeners.add(wake)
        try:
            yield
        finally:
            self._listeners.discard(wake)

    def change(self, **fields: Any) -> None:
        """Set fields, the state last, and tell who listens."""
        state = fields.pop("state", self.state)
        for name, value in fields.items():
            setattr(self, name, value)
        self.state = state
        self.tell()

    def tell(self) -> None:
        """Wake all listeners; also one that has something new to look at besides the job."""
        for wake in tuple(self._listeners):
            wake()
