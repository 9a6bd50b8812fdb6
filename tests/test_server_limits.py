"""What strangers may cost a server: guesses at the token, and bodies that are long or slow."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from narrate.server.limits import Attempts, read_body


def test_attempts_come_back_with_time() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    for _ in range(10):
        assert attempts.wait("192.0.2.1") == 0
        attempts.note("192.0.2.1")
    assert attempts.wait("192.0.2.1") == 6
    assert attempts.wait("192.0.2.2") == 0
    now = 6.0
    assert attempts.wait("192.0.2.1") == 0
    attempts.note("192.0.2.1")
    assert attempts.wait("192.0.2.1") == 6
    now = 1000.0
    assert attempts.wait("192.0.2.1") == 0


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("2001:db8::1", "2001:db8::2:3:4:5", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "", True),
    ],
)
def test_a_household_is_one_client(one: str, other: str, are_same: bool) -> None:
    attempts = Attempts(lambda: 0.0)
    for _ in range(20):
        attempts.note(one)
    assert (attempts.wait(other) > 0) == are_same


def test_only_so_many_clients_are_remembered() -> None:
    attempts = Attempts(lambda: 0.0)
    for number in range(30_000):
        attempts.note(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(attempts._free_at) == 10_000


def body_of(pieces: Iterable[bytes], most: int, length: str = "", ending: str = "") -> bytes:
    """What is read of a body that comes in pieces, and then ends, stops or breaks off."""
    messages: list[Message] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if ending == "breaks off":
        messages.append({"type": "http.disconnect"})
    elif not ending:
        messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        return await asyncio.Event().wait() and {}  # for ever

    headers = [(b"content-length", length.encode())] if length else []
    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    return asyncio.run(read_body(request, most, seconds=0.01 if ending == "stops" else 60))


def test_a_body_is_read_whole() -> None:
    assert body_of([b"ab", b"", b"cd"], 4) == b"abcd"
    assert body_of([], 4, "0") == b""


@pytest.mark.parametrize(
    ("pieces", "length", "ending", "status", "is_hung_up_on"),
    [
        ([b"abc", b"de"], "", "", 413, True),
        ([b"abc", b"de"], "5", "", 413, False),
        ([b"abc", b"de"], "5000", "", 413, True),
        ([b"abc"], "9" * 5000, "", 413, True),
        ([b"abc"], "3", "stops", 408, True),
        ([b"abc"], "", "breaks off", 400, False),
        ([b"abc"], "-1", "", 400, False),
        ([b"abc"], "²", "", 400, False),
    ],
)
def test_a_body_that_is_too_long_or_too_slow_is_refused(
    pieces: list[bytes], length: str, ending: str, status: int, is_hung_up_on: bool
) -> None:
    with pytest.raises(HTTPException) as refused:
        body_of(pieces, 4, length, ending)
    assert refused.value.status_code == status
    assert ("Connection" in (refused.value.headers or {})) == is_hung_up_on
