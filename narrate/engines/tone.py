"""A test voice: a tone as long as the sentence would be, fast and the same everywhere."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from narrate.engines import Engine, Sound
from narrate.errors import Unspeakable
from narrate.patterns import compiled

_RATE = 48_000
_AMPLITUDE = 0.18  # near the loudness of speech at the same scale
_SMALL_KANA = compiled("[ァィゥェォャュョヮ]")
_turn = threading.Lock()
"""Held while the dictionary is asked, which mixes up two texts; a thread's own would outlive the thread."""


@dataclass
class Tone(Engine):
    """``pitch`` in Hz; ``seconds_per_mora`` 0.14 is the pace of a calm reader."""

    pitch: float = 220.0
    seconds_per_mora: float = 0.14

    def __post_init__(self) -> None:
        if not 1 <= self.pitch < _RATE / 2:
            raise ValueError(f"pitch {self.pitch} is outside 1 to {_RATE // 2}")
        if not 0.001 <= self.seconds_per_mora <= 10:
            raise ValueError(f"seconds_per_mora {self.seconds_per_mora} is outside 0.001 to 10")

    def synthesize(self, text: str) -> Sound:
        """A tone whose length follows the number of morae.

        Raises:
            Unspeakable: the text has no mora.
        """
        morae = self.morae(text)
        if not morae:
            raise Unspeakable(f"there is no mora in '{text}'")
        time = np.arange(round(morae * self.seconds_per_mora * _RATE)) / _RATE
        return Sound((_AMPLITUDE * np.sin(2 * np.pi * self.pitch * time)).astype(np.float32), _RATE)

    def morae(self, text: str) -> int:
        """Morae of a text: kana one each (small vowels none), kanji by dictionary, a digit two."""
        with _turn:
            return sum(_word_morae(word) for word in _tagger()(text))


@cache
def _tagger() -> Any:
    import fugashi

    return fugashi.Tagger()


def _word_morae(word: Any) -> int:
    kana = word.feature.pron or word.surface
    sounding = re.findall("[ァ-ヺーぁ-ゖ]", kana)
    digits = re.findall("[0-9]", kana)
    return len(sounding) - len(_SMALL_KANA.findall(kana)) + 2 * len(digits)
