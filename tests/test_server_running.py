"""A server that is stopped ends what is being made before it waits for who listens to it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from serving import PATIENCE_S, app_served
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from narrate.server import running
from narrate.server.running import Server, listening


def test_listeners_hear_what_there_is_when_the_server_stops(capfd: pytest.CaptureFixture[str]) -> None:
    ended = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b"the beginning, "
        await ended.wait()
        yield b"the end"

    async def answer(_: Request) -> Response:
        return StreamingResponse(endless())

    async def stop() -> None:
        ended.set()

    app = Starlette(routes=[Route("/", answer)])
    app.state.stop = stop
    with httpx.Client(timeout=PATIENCE_S) as client:
        with app_served(lambda _: app) as base:
            response = client.send(client.build_request("GET", base), stream=True)
            chunks = response.iter_bytes()
            heard = next(chunks)
        heard += b"".join(chunks)
    assert heard == b"the beginning, the end"
    assert capfd.readouterr().err == ""


def test_an_application_that_makes_nothing_just_stops(capfd: pytest.CaptureFixture[str]) -> None:
    with app_served(lambda _: Starlette()) as base:
        assert httpx.get(base).status_code == 404
    assert capfd.readouterr().err == ""


def test_what_is_written_second_does_not_wait_until_the_first_is_confirmed() -> None:
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_who_comes_when_too_many_are_there_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_MOST_OPEN", 1)
    with app_served(lambda _: Starlette()) as base:
        where = httpx.URL(base).host, httpx.URL(base).port or 0
        with socket.create_connection(where) as first, socket.create_connection(where) as second:
            second.settimeout(PATIENCE_S)
            with contextlib.suppress(ConnectionResetError):
                assert second.recv(1) == b""
            first.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            assert first.recv(100).startswith(b"HTTP/1.1 404")


@pytest.mark.parametrize(
    ("limits", "asked"),
    [((256, -1), [(4096, -1)]), ((1024, 2048), [(2048, 2048)]), ((8192, 8192), []), ((-1, -1), [])],
)
def test_as_many_files_may_be_open_as_connections_need(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], asked: list[tuple[int, int]]
) -> None:
    resource = pytest.importorskip("resource")
    set_to: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "RLIM_INFINITY", -1)
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _, wanted: set_to.append(wanted))
    running.allow_files()
    assert set_to == asked


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: a", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
def test_who_does_not_say_what_it_wants_is_hung_up_on(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(running, "HEADERS_S", 0.1)
    with app_served(lambda _: Starlette()) as base:
        where = httpx.URL(base)
        with socket.create_connection((where.host, where.port or 0), timeout=PATIENCE_S) as client:
            client.sendall(said)
            with client.makefile("rb") as answer:
                assert answer.read().startswith(b"HTTP/1.1 404") == said.endswith(b"\r\n\r\n")


def test_who_waits_for_an_answer_is_not_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    is_late = asyncio.Event()
    look = running.Connection.hang_up_if_idle

    def look_and_tell(connection: running.Connection) -> None:
        look(connection)
        is_late.set()

    async def answer(_: Request) -> Response:
        await is_late.wait()
        return Response("there")

    monkeypatch.setattr(running, "HEADERS_S", 0.1)
    monkeypatch.setattr(running.Connection, "hang_up_if_idle", look_and_tell)
    with app_served(lambda _: Starlette(routes=[Route("/", answer)])) as base:
        assert httpx.get(base, timeout=PATIENCE_S).text == "there"


def test_a_second_interrupt_ends_at_once_and_a_second_request_to_end_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    for first, second, codes in (
        (signal.SIGINT, signal.SIGINT, [130]),
        (signal.SIGTERM, signal.SIGINT, [130]),
        (signal.SIGTERM, signal.SIGTERM, []),
    ):
        ended.clear()
        server = Server(Starlette())
        server.handle_exit(first, None)
        assert (server.should_exit, ended) == (True, [])
        server.handle_exit(second, None)
        assert ended == codes
