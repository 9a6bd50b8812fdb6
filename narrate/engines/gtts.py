"""The voice of Google Translate: no key and nothing to install, but a service that nobody is promised.

``gtts`` makes the request. Narrate sends it itself, because gtts switches the verification of TLS off, waits
for ever, and takes a page without audio for an answer.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from narrate.engines import Engine, Sound
from narrate.engines.encoded import decode
from narrate.engines.patience import Patience
from narrate.engines.service import Service, base_url
from narrate.engines.speakable import require_sound
from narrate.errors import EngineError
from narrate.plain import near_or_some

if TYPE_CHECKING:
    import requests

_MAX_CHARS = 100  # past it, the service refuses
_AUDIO = '"jQ1olc",'  # the name of the call in the answer, before what it returned
_ADVICE = "check the network, or choose a voice that needs none"


@dataclass
class GoogleTranslate(Engine):
    """``language`` is a code such as ``ja``, ``tld`` the domain after ``translate.google.``.

    ``server`` is another address than Google's, for a mirror. ``min_interval`` seconds are between two
    requests of the whole program: without, the service soon refuses.
    """

    language: str = "ja"
    tld: str = "com"
    slow: bool = False
    server: str = field(default="", compare=False)
    min_interval: float = field(default=0.5, compare=False)
    timeout: float = field(default=30.0, compare=False)
    attempts: int = field(default=5, compare=False)
    backoff: float = field(default=1.0, compare=False)
    _service: Service = field(init=False, repr=False, compare=False)

    max_chars = _MAX_CHARS
    parallelism = 2
    network = True

    def __post_init__(self) -> None:
        from gtts.accents import accents
        from gtts.lang import tts_langs

        _check("language", self.language, list(tts_langs()))
        _check("tld", self.tld, accents)
        if self.server:
            self.server = base_url(self.server)
        patience = Patience(self.timeout, self.attempts, self.backoff, self.min_interval, self.parallelism)
        self._service = Service("Google Translate", patience, _ADVICE)

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language that is set, without its country."""
        code = self.language.partition("-")[0]
        return ("he" if code == "iw" else code,)

    def problem(self) -> str:
        """Whether anything answers at the address."""
        return self._service.problem(self.server or f"https://translate.google.{self.tld}")

    def interrupt(self) -> None:
        """See ``Engine``."""
        self._service.patience.interrupt()

    def synthesize(self, text: str) -> Sound:
        """Speak one text in one request.

        Raises:
            Unspeakable: nothing in it can be said.
            EngineUnavailable: no network, or too many requests.
            EngineError: the answer has no audio, or not all of it.
        """
        require_sound(text, self.languages)
        advice = "try again later, or choose another voice"
        return self._service.sound(self._request(text), advice, lambda body: decode(_audio(body)))

    def _request(self, text: str) -> requests.PreparedRequest:
        speech = _speech_class()(text, tld=self.tld, lang=self.language, slow=self.slow, lang_check=False)
        request: requests.PreparedRequest = speech._prepare_requests()[0]
        if self.server:
            there, asked = urlsplit(self.server), urlsplit(str(request.url))
            request.url = urlunsplit((there.scheme, there.netloc, there.path + asked.path, asked.query, ""))
        return request


@cache
def _speech_class() -> Any:
    from gtts import gTTS

    class AsGiven(gTTS):  # type: ignore[misc, unused-ignore]
        """A text in one request: gtts would cut it at marks, drop them, and rewrite it as English."""

        def _tokenize(self, text: str) -> list[str]:
            return [text]

    return AsGiven


def _audio(body: bytes) -> bytes:
    """The MP3 in an answer: in Base64, in a JSON list, in a string of the JSON that the answer is.

    Raises:
        EngineError: there is none, or not all of it; goes on after "the answer of …".
    """
    text = body.decode("utf-8", "replace")
    at = text.find(_AUDIO)
    if at < 0:
        return body  # decoding tells what it is
    try:
        returned, _ = json.JSONDecoder().raw_decode(text[at + len(_AUDIO) :].lstrip())
        if returned is None:
            raise EngineError("has no audio for this text")
        return base64.b64decode(json.loads(returned)[0], validate=True)
    except (ValueError, TypeError, LookupError, RecursionError):
        raise EngineError("is cut off, or of a form that is not known") from None


def _check(option: str, value: str, known: list[str]) -> None:
    if value not in known:
        raise ValueError(f"{option} '{value}' is unknown to Google Translate; {near_or_some(value, known)}")
