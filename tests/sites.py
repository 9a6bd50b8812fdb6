"""Web servers on loopback for tests, some of which behave badly."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from narrate.errors import FetchError
from narrate.fetch import Address, Page, fetch

HTML = "<html><body><p>図書館の記事です。</p></body></html>".encode()
Answer = tuple[int, dict[str, str], bytes]
Speak = Callable[[socket.socket], None]


class Site:
    """A web server; ``pages`` are its answers by path, ``asked`` what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Keep the tests' output clean."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that has had enough is none."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"

    def page(self, body: bytes = HTML, path: str = "/", status: int = 200, **headers: str) -> str:
        """Serve a page; its address. ``content_type`` names the header ``Content-Type``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, named, body)
        return self.base + path


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


@pytest.fixture
def speaks() -> Iterator[Callable[[Speak], str]]:
    """Make a server of a function that is given the first connection after the request; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threads = []

        def serve(speak: Speak) -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                try:
                    speak(connection)
                except OSError:
                    return  # the client had enough

        def start(speak: Speak) -> str:
            thread = threading.Thread(target=serve, args=(speak,))
            thread.start()
            threads.append(thread)
            return f"http://127.0.0.1:{listener.getsockname()[1]}/"

        yield start
        for thread in threads:
            thread.join()


def to_loopback(address: Address) -> bool:
    return address == ipaddress.ip_address("127.0.0.1")


def fetched(url: str) -> Page:
    return fetch(url, to_loopback)


def refusal(url: str, is_allowed: Callable[[Address], bool] | None = to_loopback) -> str:
    """The one line that tells why an address is not fetched."""
    with pytest.raises(FetchError) as caught:
        fetch(url, is_allowed)
    told = str(caught.value)
    assert len(told.splitlines()) == 1
    assert len(told) < 800
    assert told.isprintable()
    return told


def answers(monkeypatch: pytest.MonkeyPatch, *found: list[str]) -> list[str]:
    """Names have these addresses, the first time and the times after; the names that were asked for."""
    asked: list[str] = []
    real, turns = socket.getaddrinfo, iter(found)

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host.replace(".", "").isdigit():
            return real(host, port, *args, **kwargs)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(turns)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked
