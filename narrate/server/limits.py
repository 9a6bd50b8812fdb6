"""What strangers may cost: attempts to be the owner, bytes of a body, and seconds until it is there."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request

from narrate.server.answers import refusal

_AT_ONCE = 10
_SECONDS_EACH = 6.0
_MOST_CLIENTS = 10_000
_BODY_S = 30.0
_DISCARDED = 10  # times what may be sent
_DIGITS = 15


class Attempts:
    """Failed attempts of each client: ten at once, then one every six seconds (a token bucket each).

    At most ten thousand clients are remembered; whose last attempt was longest ago is forgotten first.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until the client may try again; 0 if it may now."""
        free_at = self._free_at.get(network_of(client), 0.0)
        return max(0.0, free_at - self._clock() - (_AT_ONCE - 1) * _SECONDS_EACH)

    def note(self, client: str) -> None:
        """Count a failed attempt."""
        network = network_of(client)
        free_at = max(self._free_at.pop(network, 0.0), self._clock())
        self._free_at[network] = free_at + _SECONDS_EACH
        if len(self._free_at) > _MOST_CLIENTS:
            self._free_at.popitem(last=False)


def network_of(client: str) -> str:
    """What one client can have: an IPv4 address, or the 64 bits of IPv6 that a household is given."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    return client


async def read_body(request: Request, most: int, seconds: float = _BODY_S) -> bytes:
    """The body of a request.

    Raises:
        HTTPException: 413, it has more than ``most`` bytes; 408, it is not there after so many seconds;
            400, the client went away, or the length that it told is no number.
    """
    line = f"more than {most} bytes; split it into articles"
    told = request.headers.get("content-length", "0")
    if not (told.isascii() and told.isdigit()):
        raise refusal(400, "Content-Length is no number")
    if len(told) > _DIGITS or int(told) > _DISCARDED * most:
        raise refusal(413, line, Connection="close")
    if int(told) > most:
        raise refusal(413, line)  # the rest is discarded: who is hung up on while writing sees no answer
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > most:
                    raise refusal(413, line, Connection="close")
    except TimeoutError:
        line = f"the body was not there after {seconds:.0f} seconds"
        raise refusal(408, line, Connection="close") from None
    except ClientDisconnect:
        raise refusal(400, "the body ended early") from None
    return bytes(body)
