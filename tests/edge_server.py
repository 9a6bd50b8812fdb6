"""The speech service of Microsoft Edge on loopback: websocket, SSML in, MP3 and times of words out."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from aiohttp import web
from speech_servers import MORA_SECONDS, mp3, wave

Speak = Callable[[web.Request], Awaitable[web.StreamResponse]]
_TICKS = 10_000_000


@dataclass
class EdgeServer:
    """A service that runs; ``troubles`` answer next, ``always`` in place of speech."""

    address: str = ""
    ssml: list[str] = field(default_factory=list)
    configs: list[str] = field(default_factory=list)
    troubles: deque[Speak] = field(default_factory=deque)
    always: Speak | None = None
    connections: int = 0
    together: int = 0
    most_together: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one connection."""
        self.connections += 1
        self.together += 1
        self.most_together = max(self.most_together, self.together)
        try:
            speak = self.troubles.popleft() if self.troubles else self.always or self.speak
            return await speak(request)
        finally:
            self.together -= 1

    async def speak(self, request: web.Request) -> web.StreamResponse:
        """Say the text of the SSML."""
        async with self.asked(request) as (socket, text):
            await socket.send_str(_message("turn.start", {}))
            await socket.send_str(_message("response", {}))
            await send_words(socket, text)
            data = mp3(wave(text), 48)
            for at in range(0, len(data), 720):
                await socket.send_bytes(_audio(data[at : at + 720]))
            await socket.send_str(_message("turn.end", {}))
        return socket

    @asynccontextmanager
    async def asked(self, request: web.Request) -> AsyncIterator[tuple[web.WebSocketResponse, str]]:
        """The connection, and the text that is to be said."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.configs.append(await socket.receive_str())
        ssml = (await socket.receive_str()).partition("\r\n\r\n")[2]
        self.ssml.append(ssml)
        (text,) = re.findall("<prosody[^>]*>(.*)</prosody>", ssml, re.DOTALL)
        yield socket, unescape(text)
        await socket.close()


async def send_words(socket: web.WebSocketResponse, text: str) -> None:
    """Each kana for a word."""
    for place, char in enumerate(re.findall("[ぁ-ヺ]", text)):
        data = {
            "Offset": round((0.1 + place * MORA_SECONDS) * _TICKS),
            "Duration": round(MORA_SECONDS * _TICKS),
            "text": {"Text": char, "Length": 1, "BoundaryType": "WordBoundary"},
        }
        await socket.send_str(
            _message("audio.metadata", {"Metadata": [{"Type": "WordBoundary", "Data": data}]})
        )


async def send_audio(socket: web.WebSocketResponse, data: bytes) -> None:
    """One piece of sound."""
    await socket.send_bytes(_audio(data))


async def end_turn(socket: web.WebSocketResponse) -> None:
    """Say that this is all."""
    await socket.send_str(_message("turn.end", {}))


def _message(path: str, content: object) -> str:
    return f"X-RequestId:1\r\nContent-Type:application/json\r\nPath:{path}\r\n\r\n{json.dumps(content)}"


def _audio(data: bytes) -> bytes:
    headers = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nX-StreamId:2\r\nPath:audio\r\n"
    return len(headers).to_bytes(2, "big") + headers + data


@contextmanager
def edge_served() -> Iterator[EdgeServer]:
    """Run the service in a thread."""
    server, loop = EdgeServer(), asyncio.new_event_loop()

    async def start() -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", server.answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.address = f"127.0.0.1:{runner.addresses[0][1]}"
        return runner

    runner = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
