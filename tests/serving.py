"""A server that hosts a show on loopback, as ``narrate serve`` does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn
from starlette.types import ASGIApp

from narrate.server import make_app
from narrate.show import Show


@contextmanager
def served(show: Show, *, arrived: bool = False) -> Iterator[str]:
    """The server's address, as long as it runs. A show that has ``arrived`` has moved to that address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        hosted = replace(show, moved_to=f"{address}/feed.xml") if arrived else show
        with running(make_app(hosted, address), listener):
            yield address


@contextmanager
def running(app: ASGIApp, listener: socket.socket) -> Iterator[None]:
    """An application that answers at a socket."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
