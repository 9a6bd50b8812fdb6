"""Servers of shows on loopback, over real HTTP, for tests."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, Any

import httpx
from starlette.types import ASGIApp

from narrate.cast import Cast
from narrate.server import make_app
from narrate.server.owner import renew_token
from narrate.server.running import Server
from narrate.show import Show


@contextmanager
def served(
    show: Show,
    cast: Cast | None = None,
    base_url: str = "",
    log: IO[str] | None = None,
    *,
    arrived: bool = False,
) -> Iterator[str]:
    """A server of a show; its address. It has ended, with all its work, at the end of the block.

    ``base_url`` is where it is reached from outside, if not there. A show that has ``arrived`` has moved to
    its address.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        hosted = replace(show, moved_to=f"{address}/feed.xml") if arrived else show
        with running(make_app(hosted, base_url or address, cast, log=log), listener):
            yield address


@contextmanager
def running(app: ASGIApp, listener: socket.socket) -> Iterator[None]:
    """An application that answers at a socket."""
    server = Server(app, log_level="error")
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
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
