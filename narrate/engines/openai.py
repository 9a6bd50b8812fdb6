"""The speech API of OpenAI, and of servers that speak as it does (Kokoro-FastAPI, Speaches, LocalAI).

Reference: https://platform.openai.com/docs/api-reference/audio/createSpeech
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Any

from narrate.engines import Engine, Sound
from narrate.engines.patience import Patience
from narrate.engines.service import Service, base_url, origin
from narrate.engines.speakable import require_sound
from narrate.errors import EngineUnavailable


@dataclass
class OpenAISpeech(Engine):
    """``model`` and ``voice`` as the server names them, ``speed`` 0.25 to 4, ``instructions`` how to speak.

    ``url`` is the server's address, with or without ``/v1``; another server is another sound.
    ``language`` is what the voice is to be given, a code of ISO 639-1.
    ``api_key_env`` names the environment variable that holds the key; empty for a server without keys.
    """

    url: str = "https://api.openai.com"
    model: str = "gpt-4o-mini-tts"
    voice: str = "alloy"
    speed: float = 1.0
    instructions: str = ""
    language: str = field(default="ja", compare=False)
    api_key_env: str = field(default="OPENAI_API_KEY", compare=False)
    min_interval: float = field(default=0.0, compare=False)
    timeout: float = field(default=60.0, compare=False)
    attempts: int = field(default=5, compare=False)
    backoff: float = field(default=1.0, compare=False)
    parallelism: int = field(default=2, compare=False)
    _service: Service = field(init=False, repr=False, compare=False)

    network = True

    def __post_init__(self) -> None:
        if not 0.25 <= self.speed <= 4:
            raise ValueError(f"speed {self.speed} is outside 0.25 to 4")
        self.url = base_url(self.url).removesuffix("/v1")
        if not re.fullmatch("([A-Z_][A-Z0-9_]*)?", self.api_key_env):
            raise ValueError("api_key_env must be the name of an environment variable, not a key")
        patience = Patience(self.timeout, self.attempts, self.backoff, self.min_interval, self.parallelism)
        advice = "check its address and the network, or choose another voice"
        access = (
            f"check the key in {self.api_key_env}"
            if self.api_key_env
            else "set api_key_env in the voice file"
        )
        self._service = Service("the speech server", patience, advice, access, self._key)

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language that is set: most models speak any, but a voice should be of one."""
        return (self.language,)

    def problem(self) -> str:
        """Whether there is a key, and a server that takes it."""
        return self._lacking() or self._service.problem(f"{self.url}/v1/models", self._headers())

    def interrupt(self) -> None:
        """See ``Engine``."""
        self._service.patience.interrupt()

    def synthesize(self, text: str) -> Sound:
        """Speak one text.

        Raises:
            Unspeakable: nothing in it can be said.
            EngineUnavailable: no key, no server, or too many requests.
            EngineError: it does not accept this text, or answers with something that is no audio.
        """
        require_sound(text, self.languages)
        if lacking := self._lacking():
            raise EngineUnavailable(lacking)
        import requests

        url = f"{self.url}/v1/audio/speech"
        request = requests.Request("POST", url, json=self._request(text), headers=self._headers())
        return self._service.sound(request.prepare(), "check 'url' and 'model'")

    def _request(self, text: str) -> dict[str, Any]:
        request = {
            "model": self.model,
            "input": text,
            "voice": self.voice,
            "response_format": "wav",
            "speed": self.speed,
        }
        return {**request, "instructions": self.instructions} if self.instructions else request

    def _key(self) -> str:
        return os.environ.get(self.api_key_env, "").strip() if self.api_key_env else ""

    def _lacking(self) -> str:
        key = self._key()
        if self.api_key_env and not key:
            return f"set {self.api_key_env} in the environment to the key of {origin(self.url)}"
        if not (key.isascii() and key.isprintable()):
            return f"what {self.api_key_env} holds is no key; set it again"
        return ""

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key()}"} if self.api_key_env else {}
