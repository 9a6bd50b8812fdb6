"""VOICEVOX, and what speaks as it does (AivisSpeech, SHAREVOX, VOICEVOX Nemo): a server that the user runs.

Written from the OpenAPI that the engine publishes at ``/docs``. Its user dictionary is left alone: readings
are decided before, and it belongs to the user.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from typing import Any

from narrate.engines import Engine, Mark, Sound
from narrate.engines.patience import Patience
from narrate.engines.service import Service, base_url
from narrate.engines.speakable import require_sound
from narrate.errors import EngineError
from narrate.plain import near_or_some

_SCALES = {"speed": (0.5, 2.0), "pitch": (-0.15, 0.15), "intonation": (0.0, 2.0), "volume": (0.0, 2.0)}
"""What the VOICEVOX editor allows."""
_PAUSES = (0.0, 2.0)
_RISE = 0.15  # seconds that the engine adds to the end of a question
_FRAMES = 93.75  # a second (24000 / 256): the engine rounds each phoneme to whole ones
_NEAR = 0.1  # part of the length by which the sum of times may differ


@dataclass
class Voicevox(Engine):
    """``speaker`` is a name such as ``ずんだもん``, or the number of a style; ``style`` such as ``ささやき``.

    ``speed``, ``pitch``, ``intonation`` and ``volume`` are the scales of the VOICEVOX editor (1, 0, 1, 1
    is normal), ``pause_scale`` stretches the pauses within a sentence. ``product`` is named in the credit.
    """

    speaker: str | int
    style: str = ""
    speed: float = 1.0
    pitch: float = 0.0
    intonation: float = 1.0
    volume: float = 1.0
    pause_scale: float = 1.0
    product: str = "VOICEVOX"
    url: str = field(default="http://127.0.0.1:50021", compare=False)
    timeout: float = field(default=120.0, compare=False)
    attempts: int = field(default=3, compare=False)
    backoff: float = field(default=0.5, compare=False)
    parallelism: int = field(default=2, compare=False)
    _service: Service = field(init=False, repr=False, compare=False)
    _style: int | None = field(default=None, init=False, repr=False, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)

    network = True

    def __post_init__(self) -> None:
        for name, (least, most) in {**_SCALES, "pause_scale": _PAUSES}.items():
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} {getattr(self, name)} is outside {least:g} to {most:g}")
        self.url = base_url(self.url)
        patience = Patience(self.timeout, self.attempts, self.backoff, 0.0, self.parallelism)
        start = f"start it (open the {self.product} app or its engine), or choose another voice"
        self._service = Service(self.product, patience, start)

    @property
    def credit(self) -> str:
        """As the terms of use of most speakers ask for it; the voice file has the last word."""
        return f"{self.product}:{self.speaker}" if isinstance(self.speaker, str) else ""

    @property
    def speaker_name(self) -> str:
        """The character's name, unless it was chosen by a number."""
        return self.speaker if isinstance(self.speaker, str) else ""

    def problem(self) -> str:
        """Whether the server runs."""
        return self._service.problem(f"{self.url}/version")

    def speakers(self) -> tuple[str, ...]:
        """Each speaker with its styles and their numbers: ``ずんだもん（ノーマル 3、あまあま 1）``."""
        return tuple(
            f"{name}（{'、'.join(f'{style} {number}' for style, number in styles.items())}）"
            for name, styles in self._styles().items()
        )

    def interrupt(self) -> None:
        """See ``Engine``."""
        self._service.patience.interrupt()

    def synthesize(self, text: str) -> Sound:
        """Speak one text, with the times of its morae where the server tells them.

        Raises:
            Unspeakable: nothing in it can be said.
            EngineUnavailable: the server does not run.
            EngineError: no such speaker, or an answer that is no audio.
        """
        require_sound(text, self.languages)
        style = self._style_number()
        query = self._json("POST", "/audio_query", params={"text": text, "speaker": style})
        if not isinstance(query, dict):
            raise EngineError(f"the answer of {self.product} to audio_query is no query; update it")
        self._set_scales(query)
        import requests

        request = requests.Request("POST", f"{self.url}/synthesis", params={"speaker": style}, json=query)
        sound = self._service.sound(request.prepare(), "start it again")
        return Sound(sound.samples, sound.rate, marks(query, len(sound.samples) / sound.rate))

    def _set_scales(self, query: dict[str, Any]) -> None:
        for name in _SCALES:
            query[f"{name}Scale"] = getattr(self, name)
        if "pauseLengthScale" in query:  # since VOICEVOX 0.20
            query["pauseLengthScale"] = self.pause_scale

    def _style_number(self) -> int:
        with self._lock:
            if self._style is None:
                self._style = self._found()
            return self._style

    def _found(self) -> int:
        speakers = self._styles()
        if isinstance(self.speaker, int):
            numbers = {number for styles in speakers.values() for number in styles.values()}
            if self.speaker not in numbers:
                raise EngineError(self._unknown("style number", str(self.speaker), [*map(str, numbers)]))
            return self.speaker
        if self.speaker.lstrip("-").isdigit():
            raise EngineError(
                f"{self.product} has no speaker '{self.speaker}'; write a number without quotes"
            )
        if self.speaker not in speakers:
            raise EngineError(self._unknown("speaker", str(self.speaker), list(speakers)))
        styles = speakers[str(self.speaker)]
        if self.style and self.style not in styles:
            raise EngineError(self._unknown(f"style of {self.speaker}", self.style, list(styles)))
        return styles[self.style] if self.style else next(iter(styles.values()))

    def _unknown(self, kind: str, name: str, known: list[str]) -> str:
        return (
            f"{self.product} has no {kind} '{name}'; {near_or_some(name, known)} "
            "(`narrate voices NAME`, with the name of this voice, lists all)"
        )

    def _styles(self) -> dict[str, dict[str, int]]:
        """The numbers of the styles that speak (others sing), by speaker and style."""
        try:
            speakers = {
                str(speaker["name"]): {
                    str(style["name"]): int(style["id"])
                    for style in speaker["styles"]
                    if style.get("type", "talk") == "talk"
                }
                for speaker in self._json("GET", "/speakers")
            }
        except (TypeError, KeyError, ValueError, AttributeError):
            raise EngineError(
                f"the list of speakers of {self.product} is of no known form; update it"
            ) from None
        return {name: styles for name, styles in speakers.items() if styles}

    def _json(self, method: str, path: str, **parts: Any) -> Any:
        body = self._service.ask(method, self.url + path, **parts)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise EngineError(
                f"the answer of {self.product} to {path[1:]} is no JSON; check whether its address is right"
            ) from None


def marks(query: dict[str, Any], seconds: float) -> tuple[Mark, ...]:
    """When each mora of a query is heard in a sound so long; none unless its times add up to that length.

    The engine divides all lengths by the speed, the silence at both ends too, rounds each to its frames, and
    lets a question rise on a mora that the query does not have (voicevox_engine, tts_pipeline/tts_engine.py).
    AivisSpeech writes 0 for every length.
    """
    try:
        timed, end = _timed(query)
    except (LookupError, TypeError, AttributeError, ArithmeticError, ValueError):
        return ()
    is_told = any(mark.end > mark.start for mark in timed)
    return timed if is_told and abs(end - seconds) <= _NEAR * seconds else ()


def _timed(query: dict[str, Any]) -> tuple[tuple[Mark, ...], float]:
    speed: float = query["speedScale"]

    def heard(seconds: float) -> float:
        return round(seconds / speed * _FRAMES) / _FRAMES

    at = heard(query["prePhonemeLength"])
    found = []
    for phrase in query["accent_phrases"]:
        for mora in phrase["moras"]:
            end = at + heard(mora["consonant_length"] or 0.0) + heard(mora["vowel_length"])
            found.append(Mark(str(mora["text"]), at, end))
            at = end
        if phrase.get("is_interrogative") and phrase["moras"] and phrase["moras"][-1]["pitch"] > 0:
            at += heard(_RISE)
        if phrase.get("pause_mora"):
            at += heard(_pause(query, phrase["pause_mora"]))
    return tuple(found), at + heard(query["postPhonemeLength"])


def _pause(query: dict[str, Any], mora: dict[str, Any]) -> float:
    length = query.get("pauseLength")
    seconds: float = mora["vowel_length"] if length is None else length
    scale: float = query.get("pauseLengthScale", 1.0)
    return seconds * scale
