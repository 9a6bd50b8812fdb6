"""No test reaches beyond this machine: what would is refused, and the test that tried fails."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

_NAMES = ("", "localhost", socket.gethostname())
_NOBODYS = (".invalid", "127.0.0.1.")  # RFC 6761; no name of the internet ends in a number
_tried: list[str] = []


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """Fail a test in which this process asked for a host of elsewhere."""
    yield
    tried = [_tried.pop() for _ in range(len(_tried))]
    assert tried == [], "tests may only reach this machine"


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = _text(arguments[0])
        if host not in _NAMES and not _is_address(host):  # an address is not looked up anywhere
            _refuse_host(host)
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = _text(arguments[1][0])
        if host not in _NAMES and not _is_here(host):
            _refuse_host(host)


def _text(host: str | bytes | None) -> str:
    return host.decode() if isinstance(host, bytes) else host or ""


def _is_address(host: str) -> bool:
    try:
        socket.inet_aton(host)  # also odd forms, such as 0x7f.1
    except OSError:
        return ":" in host
    return True


def _is_here(host: str) -> bool:
    address = ipaddress.ip_address(host)
    return address.is_loopback or address.is_unspecified


def _refuse_host(host: str) -> None:
    if not host.endswith(
        (".invalid", ".")
    ):  # names that are nobody's (RFC 6761), addresses with a dot behind
        _tried.append(host)
    raise socket.gaierror(socket.EAI_NONAME, f"{host} is not asked for in tests")


sys.addaudithook(_refuse)
