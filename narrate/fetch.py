"""Address → page or picture: http and https, from public addresses only, bounded in redirects, size and time.

The address that is checked is the one that is connected to, so a name that changes between the two
(DNS rebinding) gains nothing. Proxies of the environment are not used, since they would connect unchecked;
no cookie or password is ever sent.
"""

from __future__ import annotations

import ipaddress
import os
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import httpcore

from narrate.errors import FetchError, SettingsError
from narrate.inflate import inflated
from narrate.patterns import compiled
from narrate.plain import ascii_host, quoted

ALLOW = "NARRATE_ALLOW_ADDRESSES"
"""An environment variable: networks such as ``192.168.0.0/16`` that may be fetched from though not public."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_REDIRECTS = 5
_MAX_BYTES = 10_000_000  # packed and unpacked; a long article is 1 MB, a picture for print 5 MB
_SECONDS = 30.0  # for all of it
_WAIT = 10.0  # seconds for a connection, and between two pieces
_MOVED = frozenset((301, 302, 303, 307, 308))
_CHARSET = compiled(r";\s*charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ON_THE_WEB = ipaddress.ip_network("2000::/3")  # all of IPv6 that was ever given out for it
_INTERNAL = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2001::/23", "3fff::/20"),
    )
)
"""Not public either, though some versions of ``ipaddress`` say so; the third is within each Azure machine."""
_HOST = compiled(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")
_BRACKETED = compiled(r"\[[0-9A-Fa-f:.]+:[0-9A-Fa-f:.]*\](?::[0-9]*)?")
_CONTROL = compiled("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SAFE = "/%:@!$&'()*+,;=-._~?"
_LONE_PERCENT = compiled("%(?![0-9A-Fa-f]{2})")
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "narrate (article to podcast)",
    "Accept-Language": "ja, en;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: bytes, the encoding it declared, its form (``html``, ``markdown`` or empty).

    ``url`` is where it stood in the end, after redirects.
    """

    data: bytes
    charset: str
    form: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may stand at an address: forms of articles by media type, and what is said of all else.

    ``otherwise`` is of another type, ``too_large`` has more than ten megabytes.
    """

    accept: str
    forms: Mapping[str, str]
    otherwise: str
    too_large: str


PAGES = Wanted(
    "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9",
    {
        **{"text/html": "html", "application/xhtml+xml": "html"},
        **{"text/markdown": "markdown", "text/x-markdown": "markdown", "text/plain": "", "": ""},
    },
    "not a page; articles are HTML, Markdown or plain text",
    f"has more than {_MAX_BYTES // 10**6} MB; save the article as text",
)
PICTURES = Wanted(
    "image/jpeg, image/png, image/webp",
    dict.fromkeys(("image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/webp"), ""),
    "not a picture that can be shown; these are JPEG, PNG and WebP",
    f"has more than {_MAX_BYTES // 10**6} MB; name a smaller picture",
)


def fetch(url: str, is_allowed: Callable[[Address], bool] | None = None, wanted: Wanted = PAGES) -> Page:
    """The page at an address, or whatever else is ``wanted``.

    Raises:
        FetchError: refused (scheme, userinfo, address not public, type, size, redirects) or not to be had.
        SettingsError: ``NARRATE_ALLOW_ADDRESSES`` is wrong.
    """
    deadline = _Deadline(quoted(url))
    backend = _CheckedBackend(is_allowed or is_public, deadline)
    try:
        return _followed(url, backend, wanted)
    except httpcore.TimeoutException:
        deadline.left()
        raise FetchError(f"{quoted(url)}: no answer within {_WAIT:.0f} s; try again later") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        cause = re.sub(r"^\[[^\]]*\]\s*", "", str(error)) or type(error).__name__
        raise FetchError(f"{quoted(url)}: cannot be fetched ({quoted(cause)}); check the address") from None


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, or allowed by ``NARRATE_ALLOW_ADDRESSES``."""
    inner = _inner(address)
    if any(inner in network for network in _allowed()):
        return True
    if isinstance(inner, ipaddress.IPv6Address) and inner not in _ON_THE_WEB:
        return False
    return inner.is_global and not inner.is_multicast and not any(inner in network for network in _INTERNAL)


def _allowed() -> list[Network]:
    try:
        return [ipaddress.ip_network(part) for part in re.split(r"[,\s]+", os.environ.get(ALLOW, "")) if part]
    except ValueError as error:
        raise SettingsError(f"{ALLOW}: {quoted(str(error))}; write networks such as 192.168.0.0/16") from None


def _inner(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only carries it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


class _Deadline:
    """When all of a page must have come; asked before each wait, so that no drip of bytes can outlast it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._end = time.monotonic() + _SECONDS

    def left(self) -> float:
        """Seconds that may be waited now.

        Raises:
            FetchError: none is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(f"{self._url}: took more than {_SECONDS:.0f} s; try again later")
        return min(left, _WAIT)


def _followed(url: str, backend: httpcore.NetworkBackend, wanted: Wanted) -> Page:
    at = _checked(url)
    headers = {**_HEADERS, "Accept": wanted.accept}
    with httpcore.ConnectionPool(network_backend=backend) as pool:
        for _ in range(_REDIRECTS + 1):
            with pool.stream("GET", at, headers=headers) as response:
                target = _header(response, b"location")
                if response.status not in _MOVED or not target:
                    return _page(response, at, wanted)
                at = _checked(target, at)
    raise FetchError(
        f"{quoted(url)}: redirects more than {_REDIRECTS} times; open it in a browser and save the page"
    )


def _checked(url: str, base: str = "") -> str:
    """The address in ASCII; what is told of it fits in a line.

    Raises:
        FetchError: not http(s), without a host, or with a user's name in it.
    """
    told = f"{quoted(base)}: redirects to {quoted(url)}" if base else quoted(url)
    url = url.strip(" \t\r\n")
    try:
        if _CONTROL.search(url):
            raise ValueError
        parts = urlsplit(urljoin(base, url))
        scheme = parts.scheme
        if scheme not in ("http", "https"):
            raise FetchError(
                f"{told}: refused: only http and https are fetched, not {quoted(scheme) or 'this'}"
            )
        if parts.username is not None or parts.password is not None:
            bare = told.replace(f"{parts.netloc.rpartition('@')[0]}@", "…@")
            raise FetchError(f"{bare}: refused: has a user name in it; use the address without")
        if not parts.hostname:
            raise FetchError(f"{told}: has no host; write https://host/path")
        netloc = _netloc(parts)
        path, query = (quote(_LONE_PERCENT.sub("%25", part), _SAFE) for part in (parts.path, parts.query))
    except ValueError:
        raise FetchError(f"{told}: is no address that can be fetched; check it") from None
    return urlunsplit((scheme, netloc, path or "/", query, ""))


def _netloc(parts: SplitResult) -> str:
    """Host and port, the host in ASCII.

    Raises:
        ValueError: the name of no host, a port that nothing listens at.
    """
    host, port = parts.hostname or "", parts.port
    host = f"[{ipaddress.IPv6Address(host)}]" if ":" in host else ascii_host(host)
    if (
        not _HOST.fullmatch(host)
        or port == 0
        or ("[" in parts.netloc and not _BRACKETED.fullmatch(parts.netloc))
    ):
        raise ValueError
    return f"{host}:{port}" if port else host


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to a name's addresses only if all of them are allowed."""

    def __init__(self, is_allowed: Callable[[Address], bool], deadline: _Deadline) -> None:
        self._is_allowed = is_allowed
        self._deadline = deadline
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
        addresses = _resolved(host, port, self._deadline)
        for address in addresses:
            if not self._is_allowed(ipaddress.ip_address(address)):
                raise FetchError(
                    f"{host}: refused: {address} is not a public address; if it is yours, name it in {ALLOW}"
                )
        for place, address in enumerate(addresses):
            try:
                stream = self._backend.connect_tcp(
                    address, port, self._deadline.left(), local_address, socket_options
                )
                return _BoundedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place + 1 == len(addresses):
                    raise
        raise FetchError(f"{host}: has no address; check the name")


def _resolved(host: str, port: int, deadline: _Deadline) -> list[str]:
    """The addresses of a name.

    The system's resolver knows no time limit, so it is asked in a thread that may be left behind.
    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise httpcore.ConnectTimeout from None
    if isinstance(answer, OSError):
        raise answer
    return answer


class _BoundedStream(httpcore.NetworkStream):
    """A connection on which no wait goes on after the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _page(response: httpcore.Response, url: str, wanted: Wanted) -> Page:
    if response.status != HTTPStatus.OK:
        names = {status.value: status.phrase for status in HTTPStatus}
        told = f"{response.status} {names.get(response.status, '')}".strip()
        raise FetchError(
            f"{quoted(url)}: the server says {told}; check the address, or save the page and name the file"
        )
    content = _header(response, b"content-type")
    kind = re.split("[;,]", content)[0].strip().lower()
    if kind not in wanted.forms:
        raise FetchError(f"{quoted(url)}: is {quoted(kind) or 'of no type'}, {wanted.otherwise}")
    length = _header(response, b"content-length")
    if length.isascii() and length.isdigit() and int(length) > _MAX_BYTES:
        raise FetchError(f"{quoted(url)}: {wanted.too_large}")
    packed = _bounded(response.iter_stream(), url, wanted)
    data = b"".join(_bounded(_unpacked(packed, _header(response, b"content-encoding"), url), url, wanted))
    charset = _CHARSET.search(content)
    return Page(data, charset[1] if charset else "", wanted.forms[kind], url)


def _header(response: httpcore.Response, name: bytes) -> str:
    """The first header of a name, in UTF-8 as some servers write addresses, else in Latin-1."""
    value = next((value for found, value in response.headers if found.lower() == name), b"")
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def _bounded(pieces: Iterable[bytes], url: str, wanted: Wanted) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _MAX_BYTES:
            raise FetchError(f"{quoted(url)}: {wanted.too_large}")
        yield piece


def _unpacked(pieces: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """The pieces unpacked, never more at once than the whole may have."""
    encoding = encoding.lower()
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(
            f"{quoted(url)}: is packed as {quoted(encoding)}, which was not asked for; "
            "save the page and name the file"
        )
    try:
        yield from inflated(pieces, _MAX_BYTES + 1, may_be_bare=encoding == "deflate")
    except (zlib.error, EOFError) as error:
        raise FetchError(
            f"{quoted(url)}: cannot be unpacked ({quoted(str(error))}); save the page and name the file"
        ) from None
