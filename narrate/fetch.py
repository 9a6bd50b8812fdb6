"""Address → page: http and https, from public addresses only, bounded in redirects, size and time.

The address that is checked is the one that is connected to, so a name that changes between the two
(DNS rebinding) gains nothing. Proxies of the environment are not used, since they would connect unchecked.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore

from narrate.errors import FetchError

ALLOW = "NARRATE_ALLOW_ADDRESSES"
"""An environment variable: networks such as ``192.168.0.0/16`` that may be fetched from though not public."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_REDIRECTS = 5
_MAX_BYTES = 10_000_000  # of the page when unpacked; a long article is 1 MB
_SECONDS = 30.0  # for all of it
_WAIT = 10.0  # seconds for a connection, and between two pieces
_MOVED = frozenset((301, 302, 303, 307, 308))
_FORMS = {
    **{"text/html": "html", "application/xhtml+xml": "html"},
    **{"text/markdown": "markdown", "text/x-markdown": "markdown", "text/plain": ""},
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE = "/%:@!$&'()*+,;=-._~?"


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: bytes, the encoding it declared, its form (``html``, ``markdown`` or empty)."""

    data: bytes
    charset: str
    form: str


def fetch(url: str, is_allowed: Callable[[Address], bool] | None = None) -> Page:
    """The page at an address.

    Raises:
        FetchError: refused (scheme, userinfo, address not public, type, size, redirects) or not to be had.
    """
    deadline = time.monotonic() + _SECONDS
    backend = _CheckedBackend(is_allowed or is_public)
    at = url
    try:
        with httpcore.ConnectionPool(network_backend=backend) as pool:
            for _ in range(_REDIRECTS + 1):
                with pool.stream("GET", _checked(at), headers=_HEADERS, extensions=_timeouts()) as response:
                    headers = {
                        name.decode("latin-1").lower(): value.decode("latin-1")
                        for name, value in response.headers
                    }
                    if response.status not in _MOVED or "location" not in headers:
                        return _page(response, headers, at, deadline)
                    at = urljoin(at, headers["location"])
                if time.monotonic() > deadline:
                    raise FetchError(f"{url}: took more than {_SECONDS:.0f} s; try again later")
    except httpcore.TimeoutException:
        raise FetchError(f"{url}: no answer within {_WAIT:.0f} s; try again later") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        raise FetchError(f"{url}: cannot be fetched ({_told(error)}); check the address") from None
    raise FetchError(f"{url}: redirects more than {_REDIRECTS} times; open it in a browser and save the page")


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, or allowed by ``NARRATE_ALLOW_ADDRESSES``."""
    inner = _inner(address)
    return (inner.is_global and not inner.is_multicast) or any(inner in network for network in _allowed())


def _allowed() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    try:
        return [ipaddress.ip_network(part) for part in re.split(r"[,\s]+", os.environ.get(ALLOW, "")) if part]
    except ValueError as error:
        raise FetchError(f"{ALLOW}: {error}; write networks such as 192.168.0.0/16") from None


def _inner(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only carries it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    carried = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    return carried or address


def _checked(url: str) -> str:
    """The address in ASCII.

    Raises:
        FetchError: not http(s), without a host, or with a user's name in it.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise FetchError(f"{url}: is no address that can be fetched; check it") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"{url}: refused: only http and https are fetched, not {parts.scheme or 'this'}")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{url}: refused: has a user name in it; use the address without")
    if not host:
        raise FetchError(f"{url}: has no host; write https://host/path")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), ""))


_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "narrate (article to podcast)",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9",
    "Accept-Language": "ja, en;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


def _timeouts() -> dict[str, dict[str, float]]:
    return {"timeout": {"connect": _WAIT, "read": _WAIT, "write": _WAIT, "pool": _WAIT}}


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to a name's addresses only if all of them are allowed."""

    def __init__(self, is_allowed: Callable[[Address], bool]) -> None:
        self._is_allowed = is_allowed
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, check every address, connect to the first that answers."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
        for address in addresses:
            if not self._is_allowed(ipaddress.ip_address(address)):
                raise FetchError(f"{host}: refused: {address} is not a public address")
        for place, address in enumerate(addresses):
            try:
                return self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                if place + 1 == len(addresses):
                    raise
        raise FetchError(f"{host}: has no address; check the name")


def _page(response: httpcore.Response, headers: dict[str, str], url: str, deadline: float) -> Page:
    if response.status != HTTPStatus.OK:
        names = {status.value: status.phrase for status in HTTPStatus}
        told = f"{response.status} {names.get(response.status, '')}".strip()
        raise FetchError(
            f"{url}: the server says {told}; check the address, or save the page and name the file"
        )
    content = Message()
    content["Content-Type"] = headers.get("content-type", "text/html")
    kind = content.get_content_type()
    if kind not in _FORMS:
        raise FetchError(f"{url}: is {kind}, not a page; articles are HTML, Markdown or plain text")
    if headers.get("content-length", "0").isdigit() and int(headers.get("content-length", "0")) > _MAX_BYTES:
        raise FetchError(f"{url}: {_TOO_LARGE}")
    data = _bounded(
        _unpacked(response.iter_stream(), headers.get("content-encoding", ""), url), url, deadline
    )
    return Page(data, content.get_content_charset() or "", _FORMS[kind])


_TOO_LARGE = f"has more than {_MAX_BYTES // 10**6} MB; save the article as text"


def _bounded(pieces: Iterable[bytes], url: str, deadline: float) -> bytes:
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > _MAX_BYTES:
            raise FetchError(f"{url}: {_TOO_LARGE}")
        if time.monotonic() > deadline:
            raise FetchError(f"{url}: took more than {_SECONDS:.0f} s; try again later")
    return bytes(data)


def _unpacked(pieces: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """The pieces unpacked, never more at once than the whole may have."""
    if encoding.lower() in ("", "identity"):
        yield from pieces
        return
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(
            f"{url}: is packed as {encoding}, which was not asked for; save the page and name the file"
        )
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for piece in pieces:
            yield unpacker.decompress(piece, _MAX_BYTES + 1)
            if unpacker.unconsumed_tail:
                raise FetchError(f"{url}: {_TOO_LARGE}")
    except zlib.error as error:
        raise FetchError(f"{url}: cannot be unpacked ({error}); save the page and name the file") from None


def _told(error: Exception) -> str:
    return re.sub(r"^\[[^\]]*\]\s*", "", str(error)) or type(error).__name__
