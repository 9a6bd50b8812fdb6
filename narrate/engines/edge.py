"""The voices of Microsoft Edge's *read aloud*: many and natural, but a service that nobody is promised.

``edge-tts`` (extra ``edge``) speaks to it. Its ``stream_sync`` is not used: when the service fails, it waits
for ever for a word that will not come.
"""

from __future__ import annotations

import asyncio
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from narrate.engines import Engine, Mark, Sound
from narrate.engines.encoded import decode
from narrate.engines.patience import Patience, TryAgain
from narrate.engines.service import Service, one_line, retry_after
from narrate.engines.speakable import require_sound
from narrate.errors import EngineError, EngineUnavailable
from narrate.patterns import compiled

_TICKS = 10_000_000  # a second
_VOICE = compiled(r"([a-z]{2,3})-[A-Z]{2,4}(-[A-Za-z]+)?-[A-Za-z]+Neural")
_ADVICE = "check the network, or choose a voice that needs none"
_UPDATE = "update it (pip install --upgrade edge-tts), or choose another voice"
_NAME = "Microsoft Edge's speech service"


@dataclass
class EdgeTTS(Engine):
    """``voice`` as ``edge-tts --list-voices`` names it, ``speed`` 0.5 to 2, ``pitch`` hertz up or down."""

    voice: str = "ja-JP-NanamiNeural"
    speed: float = 1.0
    pitch: int = 0
    min_interval: float = field(default=0.2, compare=False)
    timeout: float = field(default=60.0, compare=False)
    attempts: int = field(default=5, compare=False)
    backoff: float = field(default=1.0, compare=False)
    _patience: Patience = field(init=False, repr=False, compare=False)

    parallelism = 2
    network = True

    def __post_init__(self) -> None:
        if not _VOICE.fullmatch(self.voice):
            raise ValueError(f"voice '{self.voice}' is none of Edge; write for example ja-JP-NanamiNeural")
        if not 0.5 <= self.speed <= 2:
            raise ValueError(f"speed {self.speed} is outside 0.5 to 2")
        if not -100 <= self.pitch <= 100:
            raise ValueError(f"pitch {self.pitch} is outside -100 to 100 hertz")
        self._patience = Patience(
            self.timeout, self.attempts, self.backoff, self.min_interval, self.parallelism
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of the voice's locale."""
        return (self.voice.partition("-")[0],)

    def problem(self) -> str:
        """Whether edge-tts is installed, and anything answers."""
        try:
            address = urlsplit(_library().communicate.WSS_URL)
        except EngineUnavailable as error:
            return str(error)
        scheme = "https" if address.scheme == "wss" else "http"
        return Service(_NAME, self._patience, _ADVICE).problem(f"{scheme}://{address.netloc}/")

    def interrupt(self) -> None:
        """See ``Engine``."""
        self._patience.interrupt()

    def synthesize(self, text: str) -> Sound:
        """Speak one text, with the times of its words.

        Raises:
            Unspeakable: nothing in it can be said.
            EngineUnavailable: edge-tts is not installed, no network, or the service refuses.
            EngineError: no audio for this text.
        """
        require_sound(text, self.languages)
        host = urlsplit(_library().communicate.WSS_URL).netloc
        data, marks = self._patience.run(host, lambda: self._attempt(text))
        try:
            sound = decode(data)
        except EngineError as error:
            raise EngineError(f"the answer of {_NAME} {error}; try again later") from None
        return Sound(sound.samples, sound.rate, marks)

    def _attempt(self, text: str) -> tuple[bytes, tuple[Mark, ...]]:
        """Ask once; each failure of the libraries below becomes one of ours."""
        import aiohttp
        from edge_tts import exceptions

        try:
            return asyncio.run(self._received(text))
        except TimeoutError:
            raise TryAgain(f"{_NAME} does not answer within {self.timeout:g} s", _ADVICE) from None
        except aiohttp.ClientResponseError as error:
            raise _refusal(error) from None
        except aiohttp.ClientConnectorCertificateError:
            raise EngineUnavailable(
                f"{_NAME} does not answer (its certificate is not to be trusted); {_ADVICE}"
            ) from None
        except (aiohttp.ClientError, exceptions.WebSocketError, OSError) as error:
            cause = one_line(getattr(error, "strerror", None) or type(error).__name__)
            raise TryAgain(f"{_NAME} does not answer ({cause})", _ADVICE) from None
        except exceptions.SkewAdjustmentError:
            raise EngineUnavailable(f"{_NAME} refuses access (403); {_UPDATE}") from None
        except exceptions.NoAudioReceived:  # it happens with texts that are spoken a moment later
            raise TryAgain(f"{_NAME} sends no audio for this text", _UPDATE, in_the_end=EngineError) from None
        except (exceptions.EdgeTTSException, ValueError, KeyError) as error:
            raise EngineError(
                f"{_NAME} answers in an unknown form ({type(error).__name__}); {_UPDATE}"
            ) from None

    async def _received(self, text: str) -> tuple[bytes, tuple[Mark, ...]]:
        library = _library()
        speech = library.Communicate(
            text,
            self.voice,
            rate=f"{round(100 * (self.speed - 1)):+d}%",
            pitch=f"{self.pitch:+d}Hz",
            boundary="WordBoundary",
            proxy=_proxy(library.communicate.WSS_URL),
        )
        data, marks = bytearray(), []
        async with asyncio.timeout(self.timeout):
            async for chunk in speech.stream():
                if chunk["type"] == "audio":
                    data += chunk["data"]
                else:
                    start = chunk["offset"] / _TICKS
                    marks.append(Mark(chunk["text"], start, start + chunk["duration"] / _TICKS))
        # the library counts what it got when the service says that this is all; a connection that breaks
        # off before raises nothing
        if speech.state["cumulative_audio_bytes"] != len(data):
            raise TryAgain(f"{_NAME} breaks off in the middle of a text", _ADVICE)
        return bytes(data), tuple(marks)


def _refusal(error: Any) -> Exception:
    told = f"{_NAME} refuses ({error.status})"
    if error.status == 429 or error.status >= 500:
        after = retry_after(error.headers or {})
        return TryAgain(
            told, "wait some minutes, or choose another voice", after, for_all=error.status == 429
        )
    return EngineUnavailable(f"{told}; {_UPDATE}")


def _proxy(url: str) -> str | None:
    """The proxy of the environment for https: aiohttp looks for one of its own for websockets."""
    address = urlsplit(url)
    if address.scheme != "wss" or urllib.request.proxy_bypass(address.hostname or ""):
        return None
    return urllib.request.getproxies().get("https")


def _library() -> Any:
    try:
        import edge_tts
    except ImportError:
        raise EngineUnavailable(
            "edge-tts is not installed; install the package 'edge-tts' beside narrate"
        ) from None
    return edge_tts
