"""How the server runs: what a client may send and how long it may take, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_S = 20.0
"""Seconds that a client may take to say what it wants."""

_MOST_OPEN = 1_000
"""Connections that are held, those answered 503 among them; more are hung up on, to leave files to open."""
_FILES = 4_096
"""Files that may be open: a connection is one, what is sent over it another. Some systems begin with 256."""
_LIMITS = {
    "limit_concurrency": 500,  # connections; more get 503
    "timeout_keep_alive": 15,  # seconds that a connection may be idle
    "timeout_graceful_shutdown": 10,  # seconds that an answer may still take at the end
    "h11_max_incomplete_event_size": 16_384,  # bytes in which headers must end
}


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens, and whose answers go out at once.

    asyncio sees to that only where a socket names its protocol, which those of ``create_server`` do not: what
    is written second would wait, some 40 ms, until the client has confirmed what was written first.

    Raises:
        OSError: another program listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # what is accepted inherits it
    return listener


def allow_files() -> None:
    """Let this process open as many files as it may need, if its user may.

    Without any left, asyncio asks for the next connection without pause, and fills the log.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Connection(H11Protocol):
    """Hangs up on a client that does not say what it wants; uvicorn waits for ever until headers end."""

    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a first request."""
        super().connection_made(transport)
        if len(self.connections) > _MOST_OPEN:
            transport.abort()
        else:
            self._wait()

    def on_response_complete(self) -> None:
        """Wait for another."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        if self._due:
            self._due.cancel()

    def hang_up_if_idle(self) -> None:
        """Close it, unless an answer is being made."""
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()

    def _wait(self) -> None:
        if self._due:
            self._due.cancel()
        self._due = self.loop.call_later(HEADERS_S, self.hang_up_if_idle)


class Server(uvicorn.Server):
    """A server that ends what waits for something to happen before it waits for all answers to end.

    ``on_started`` is called as soon as it answers.
    """

    def __init__(
        self, app: Starlette, log_level: str = "warning", on_started: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(
            uvicorn.Config(app, http=Connection, log_level=log_level, server_header=False, **_LIMITS)  # type: ignore[arg-type]
        )
        self._app, self._on_started = app, on_started

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in order; at once where Ctrl-C comes again, or the window is closed, since a voice may hang."""
        if self.should_exit and sig in (signal.SIGINT, getattr(signal, "SIGHUP", None)):
            os._exit(128 + sig)  # threads would be waited for; what is written is whole at any moment
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        self._end_with_the_terminal()
        await super().startup(sockets)
        if self.started:
            self._on_started()

    def _end_with_the_terminal(self) -> None:
        """End in order when its window is closed, unless it was started to outlive that (nohup)."""
        hang_up = getattr(signal, "SIGHUP", None)  # Windows has none
        in_main_thread = threading.current_thread() is threading.main_thread()
        if hang_up and in_main_thread and signal.getsignal(hang_up) == signal.SIG_DFL:
            signal.signal(hang_up, self.handle_exit)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the server."""
        if stop := getattr(self._app.state, "stop", None):
            await stop()
        await super().shutdown(sockets)
