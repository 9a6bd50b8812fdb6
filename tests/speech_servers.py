"""Speech services on loopback, which speak the wire formats of the real ones: for tests.

Their voice is the test tone, so that equal texts sound equal and longer ones longer.
"""

from __future__ import annotations

import base64
import io
import json
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lameenc
import numpy as np
import soundfile
from numpy.typing import NDArray

from narrate.engines import patience
from narrate.engines.tone import Tone

RATE = 24_000
Answer = tuple[int, dict[str, str], bytes]
Trouble = Answer | Callable[[socket.socket], None]
"""An answer in place of speech, or what is done to the connection."""


@dataclass(frozen=True)
class Request:
    """What a service was asked."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The path, without the query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The first value of each key of the query."""
        return {key: values[0] for key, values in parse_qs(urlsplit(self.target).query).items()}


@dataclass
class SpeechServer:
    """A service that runs; ``troubles`` are its next answers, before it speaks again."""

    base: str
    asked: list[Request] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """When it was asked, by the clock of the program."""
    troubles: deque[Trouble] = field(default_factory=deque)
    always: Trouble | None = None
    together: int = 0
    most_together: int = 0


def fine(request: Request) -> Answer:
    """An answer to everything."""
    return 200, {}, b"fine"


@contextmanager
def served(
    speak: Callable[[Request], Answer], certificate: tuple[Path, Path] | None = None
) -> Iterator[SpeechServer]:
    """Run a service, with TLS if there are certificate and key."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, body)
            with lock:
                server.asked.append(request)
                server.times.append(now())
                server.together += 1
                server.most_together = max(server.most_together, server.together)
                trouble = server.troubles.popleft() if server.troubles else server.always
            try:
                self._answer(trouble if trouble is not None else speak(request))
            finally:
                with lock:
                    server.together -= 1

        def do_POST(self) -> None:
            self.do_GET()

        def do_CONNECT(self) -> None:
            self.do_GET()

        def _answer(self, answer: Trouble) -> None:
            if callable(answer):
                self.close_connection = True
                answer(self.connection)
                return
            status, headers, body = answer
            (self.send_response_only if "Date" in headers else self.send_response)(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the tests' output clean."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that has had enough is none."""

    httpd = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    scheme = "https" if certificate else "http"
    server = SpeechServer(f"{scheme}://127.0.0.1:{httpd.server_address[1]}")
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def unused_port() -> int:
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def now() -> float:
    """The time that the program goes by."""
    seconds: float = vars(patience)["time"].monotonic()
    return seconds


class FakeClock:
    """A clock that goes on only when somebody waits; ``waits`` are how long."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []
        self.wait = self.sleep
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        """Now."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Put it forward."""
        with self._lock:
            self.waits.append(seconds)
            self.now += seconds

    @property
    def time(self) -> Any:
        """What stands in for the module."""
        return SimpleNamespace(monotonic=self.monotonic)


_tone = Tone()
_speaking = threading.Lock()


def wave(text: str) -> NDArray[np.float32]:
    """The tone of a text at 24 kHz; silence if it has no mora."""
    with _speaking:
        return _wave(text)


@cache
def _wave(text: str) -> NDArray[np.float32]:
    if not _tone.morae(text):
        return np.zeros(RATE // 10, np.float32)
    samples: NDArray[np.float32] = _tone.synthesize(text).samples[::2]
    return samples


def mp3(samples: NDArray[np.float32], kbits: int = 32) -> bytes:
    """Encoded as Google and Edge do: 24 kHz, mono, constant bit rate, no header."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(kbits)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode((samples * 32767).astype(np.int16).tobytes()) + encoder.flush())


def file(samples: NDArray[Any], form: str = "WAV", subtype: str | None = None, rate: int = RATE) -> bytes:
    """Written by libsndfile."""
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, format=form, subtype=subtype)
    return buffer.getvalue()


def google(request: Request) -> Answer:
    """``translate.google.com``: its page, and the call of that page, with an MP3 in it."""
    if request.method == "GET":
        return 302, {"Location": "https://consent.google.com/"}, b""
    return google_answer(base64.b64encode(mp3(wave(google_text(request)))).decode())


def google_answer(encoded: str | None) -> Answer:
    """The answer of Google, with this for an MP3."""
    returned = None if encoded is None else json.dumps([encoded])
    rows = [["wrb.fr", "jQ1olc", returned, None, None, None, "generic"], ["di", 53]]
    return 200, {"Content-Type": "application/json; charset=utf-8"}, b")]}'\n\n" + json.dumps(rows).encode()


def google_call(request: Request) -> list[Any]:
    """Text, language, speed and more, as they were asked."""
    (form,) = parse_qs(request.body.decode())["f.req"]
    call: list[Any] = json.loads(json.loads(form)[0][0][1])
    return call


def google_text(request: Request) -> str:
    """The text that Google was given."""
    return str(google_call(request)[0])


SPEAKERS: list[dict[str, Any]] = [
    {"name": "四国めたん", "speaker_uuid": "a", "styles": [{"name": "ノーマル", "id": 2, "type": "talk"}]},
    {
        "name": "ずんだもん",
        "speaker_uuid": "b",
        "styles": [
            {"name": "ノーマル", "id": 3, "type": "talk"},
            {"name": "ささやき", "id": 22, "type": "talk"},
            {"name": "歌", "id": 3001, "type": "frame_decode"},
        ],
    },
    {"name": "Anneli", "speaker_uuid": "c", "styles": [{"name": "ノーマル", "id": -888753760}]},
    {"name": "歌手", "speaker_uuid": "d", "styles": [{"name": "歌", "id": 6000, "type": "sing"}]},
]
MORA_SECONDS = 0.14


def voicevox(request: Request) -> Answer:
    """The engine of VOICEVOX."""
    known = {style["id"] for speaker in SPEAKERS for style in speaker["styles"]}
    if request.path == "/version":
        return _json("0.25.0")
    if request.path == "/speakers":
        return _json(SPEAKERS)
    if int(request.query.get("speaker", "0")) not in known:
        return _json({"detail": "該当する話者が見つかりません"}, 422)
    if request.path == "/audio_query":
        return _json(_audio_query(request.query["text"]))
    if request.path == "/synthesis":
        return 200, {"Content-Type": "audio/wav"}, file(_spoken(json.loads(request.body)))
    return _json({"detail": "Not Found"}, 404)


def _audio_query(text: str) -> dict[str, Any]:
    with _speaking:
        count = _tone.morae(text)
    mora = {
        "text": "ア",
        "consonant": "k",
        "consonant_length": 0.04,
        "vowel": "a",
        "vowel_length": 0.1,
        "pitch": 5.5,
    }
    pause = {
        "text": "、",
        "consonant": None,
        "consonant_length": None,
        "vowel": "pau",
        "vowel_length": 0.3,
        "pitch": 0,
    }
    halves = [count - count // 2, count // 2] if "、" in text else [count]
    phrases: list[dict[str, Any]] = [
        {"moras": [mora] * size, "accent": 1, "pause_mora": None, "is_interrogative": False}
        for size in halves
    ]
    if "、" in text:
        phrases[0]["pause_mora"] = pause
    phrases[-1]["is_interrogative"] = text.endswith("？")
    return {
        "accent_phrases": phrases,
        **{"speedScale": 1.0, "pitchScale": 0.0, "intonationScale": 1.0, "volumeScale": 1.0},
        **{"prePhonemeLength": 0.1, "postPhonemeLength": 0.1, "pauseLength": None, "pauseLengthScale": 1.0},
        **{"outputSamplingRate": RATE, "outputStereo": False, "kana": text},
    }


def _spoken(query: dict[str, Any]) -> NDArray[np.float32]:
    """As long as the engine makes it: each phoneme in whole frames of 256 samples."""
    lengths = [query["prePhonemeLength"], query["postPhonemeLength"]]
    for phrase in query["accent_phrases"]:
        for mora in phrase["moras"]:
            lengths += [mora["consonant_length"], mora["vowel_length"]]
        lengths += [0.15] if phrase["is_interrogative"] else []
        if phrase["pause_mora"]:
            lengths.append(phrase["pause_mora"]["vowel_length"] * query["pauseLengthScale"])
    frames = sum(round(length / query["speedScale"] * RATE / 256) for length in lengths)
    time = np.arange(frames * 256) / RATE
    wave: NDArray[np.float32] = (0.2 * np.sin(2 * np.pi * 220 * time)).astype(np.float32)
    return wave


def openai(request: Request) -> Answer:
    """A server that speaks as OpenAI's does, which sends while it still makes the sound."""
    if request.headers.get("authorization") not in (None, "Bearer sk-good"):
        return _json({"error": {"message": f"Incorrect API key: {request.headers['authorization']}"}}, 401)
    if request.path != "/v1/audio/speech":
        return _json({"data": []})
    data = bytearray(file(wave(json.loads(request.body)["input"])))
    data[4:8] = data[40:44] = b"\xff\xff\xff\xff"
    return 200, {"Content-Type": "audio/wav"}, bytes(data)


def _json(value: object, status: int = 200) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()
