"""A web application on loopback, as uvicorn serves it, and an engine that speaks when it is let."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette

from narrate.engines import Sound
from narrate.engines.tone import Tone
from narrate.errors import EngineError
from narrate.server.hosting import Host

PATIENCE_S = 60.0
"""No test waits for it: it ends one that would hang."""


@contextmanager
def served(app_at: Callable[[str], Starlette]) -> Iterator[str]:
    """A server; its address, which ``app_at`` is given."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = Host(app_at(address), log_level="error")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Gated(Tone):
    """A tone that waits at texts with a certain word until it is let on, and fails at others."""

    seconds_per_mora: float = 0.02
    asked: list[str] = field(default_factory=list, init=False)
    gates: dict[str, threading.Event] = field(default_factory=dict, init=False)
    failing: set[str] = field(default_factory=set, init=False)
    reached: threading.Event = field(default_factory=threading.Event, init=False)

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
