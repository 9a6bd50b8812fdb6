"""Web servers as children of this process, on loopback: narrate's own, nginx, and wrk, which asks them.

The configuration of nginx is made here, in a folder that goes: the system's own service is not touched.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from measure import HERE

PAGE = HERE.parent / "docs" / "hosting.md"
_PATIENCE_S = 60.0
_CONNECTIONS = 16
_NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ audio/mpeg mp3; text/html html; application/rss+xml xml; }}
    {servers}
}}
"""


class Load(NamedTuple):
    """What wrk saw: answers a second, and the time in ms that 99 of 100 of them took at most."""

    rate: float
    p99_ms: float


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def connected(port: int) -> socket.socket:
    """A connection to a port of loopback."""
    return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S)


@contextmanager
def narrate_serve(show: Path, *words: str) -> Iterator[tuple[int, int]]:
    """``narrate serve`` of a show: its port and its process's number."""
    port = free_port()
    command = [sys.executable, "-m", "narrate", "serve", "--show", str(show), "--port", str(port), *words]
    with child(command, port) as process:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()  # it listens before it is ready
        yield port, process.pid


@contextmanager
def nginx(folder: Path, servers: str, port: int) -> Iterator[None]:
    """One nginx with these ``servers``, of which one listens on the port; it writes into an empty folder."""
    config = nginx_config(folder, servers)
    with child(["nginx", "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(config)], port):
        yield


def nginx_config(folder: Path, servers: str) -> Path:
    """The configuration of an nginx that writes into the folder alone."""
    path = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers may not read the folder
    path.write_text(_NGINX.format(folder=folder, servers=servers, user=user), encoding="utf-8")
    return path


def block(language: str, changes: Mapping[str, str], page: Path = PAGE) -> str:
    """The only block in that language of a page, with what is another thing here replaced.

    Raises:
        ValueError: there is not one block, or something to be replaced is not in it.
    """
    (text,) = re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"{page.name}: there is no '{old}' in its {language}")
        text = text.replace(old, new)
    return str(text)


def nginx_of_page(port: int, narrate: int, output: Path, cache: Path) -> str:
    """The server of docs/hosting.md on a port of loopback, without TLS."""
    certificate = "/etc/letsencrypt/live/podcast.example.com"
    return block(
        "nginx",
        {
            "listen 443 ssl;": f"listen 127.0.0.1:{port};",
            f"ssl_certificate     {certificate}/fullchain.pem;": "",
            f"ssl_certificate_key {certificate}/privkey.pem;": "",
            "127.0.0.1:8000": f"127.0.0.1:{narrate}",
            "/srv/podcast/output": str(output),
            "/var/cache/narrate": str(cache),
        },
    )


def load(url: str, seconds: int, size: int = 0, etag: str = "") -> Load:
    """Ask for the whole of what is at an address, or for parts of a file of ``size`` bytes, again and again.

    Raises:
        RuntimeError: an answer was an error.
    """
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}", "-s", str(HERE / "load.lua"), url, "--"]
    ran = subprocess.run(
        [*command, str(size), *([etag] if etag else [])], capture_output=True, text=True, check=False
    )
    told = json.loads(ran.stderr) if ran.returncode == 0 else {"failed": ran.stderr}
    if told["failed"]:
        raise RuntimeError(f"{url}: {told['failed']} answers failed")
    return Load(told["requests"] / told["seconds"], told["p99_ms"])


@contextmanager
def child(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process that listens on a port of loopback; it has ended at the end of the block."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(process, port)
            yield process
        finally:
            process.terminate()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            connected(port).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args!r} does not listen")
