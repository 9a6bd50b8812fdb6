"""Open JTalk with the voice *Mei*: Japanese without a network; dictionary and voice come inside the wheel."""

from __future__ import annotations

import os
import re
import tempfile
import threading
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.engines import Engine, Mark, Sound
from narrate.errors import Unspeakable
from narrate.open_jtalk import library
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.engines.hts import Durations

_CREDIT = 'HTS Voice "Mei" © 2009–2018 Nagoya Institute of Technology, MMDAgent Project Team (CC BY 3.0)'
_SAY_IU = "YuuBase"  # 言う and という are said ユー (NHK accent dictionary), as their spelling does not show
_LETTER_C = "シー"  # the dictionary takes a C by itself for the English "sea" and says スィー
_LONGEST = 1500  # characters at once; the library refuses some thousands
_PIECE = compiled(f".{{1,{_LONGEST}}}(?:[。！？、]|$)|.{{{_LONGEST}}}", re.DOTALL)
_MORA = compiled("[ァ-ヴー][ァィゥェォャュョヮ]?")
_ENDS_MORA = frozenset("aiueoAIUEON") | {"cl"}
_OTHER_FORM = (ValueError, LookupError)  # of a voice file, which speaks all the same
_SILENCES = frozenset(("sil", "pau"))
_SILENCE = 2  # frames of 5 ms in each of 5 states: 50 ms, of which a clip keeps 20; as Mei is, 260 to 300 ms
_LOUDEST = 2.0  # of full scale: 247 sentences stayed below 1.9; エーエーエーエーエーエー reached 190
_STEADY_GAIN = 2.8  # without global variance the voice is 9 dB quieter
_QUIETEST = 0.003  # of full scale, −50 dB: a breath of ッッッッ
_FULL_SCALE = 32768.0  # Open JTalk's floats are in the scale of int16, and pass it at normal speed


@dataclass
class OpenJTalk(Engine):
    """``speed`` 0.5 to 3 (1 is normal), ``half_tone`` −12 to 12 semitones.

    Each thread has a synthesizer of its own: the C library is not to be shared, and it releases the GIL,
    so that two threads speak twice as fast as one.
    """

    speed: float = 1.0
    half_tone: float = 0.0
    _local: _Synthesizers = field(
        default_factory=lambda: _Synthesizers(), init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if not 0.5 <= self.speed <= 3:
            raise ValueError(f"speed {self.speed} is outside 0.5 to 3")
        if not -12 <= self.half_tone <= 12:
            raise ValueError(f"half_tone {self.half_tone} is outside -12 to 12")

    @cached_property
    def version(self) -> str:
        """The library's and, since it reads the kanji, the dictionary's; then how we have it said."""
        packages = f"{version('pyopenjtalk-plus')}+sudachidict-{version('sudachidict-core')}"
        return f"{packages}+{_SAY_IU}+C+marks+steady+silence{_SILENCE}"

    @property
    def credit(self) -> str:
        """What the licence of the voice asks for, however its speed and pitch are set."""
        return _CREDIT

    @property
    def speaker_name(self) -> str:
        """That of the only voice in the package."""
        return "Mei"

    def synthesize(self, text: str) -> Sound:
        """Speak one sentence at 48 kHz, with the times of its morae.

        Raises:
            Unspeakable: the text has no phoneme, or none that is heard.
        """
        features = _sounding(_features(text))
        if not any(feature["mora_size"] for feature in features):
            raise Unspeakable(f"Open JTalk has no sound for '{text}'")
        labels = library().make_label(features)
        samples, rate, frame_s = self._spoken(labels)
        if not _QUIETEST <= abs(samples).max() <= _LOUDEST:
            raise Unspeakable(f"Open JTalk makes no sound of '{text}'")
        marks = _marks(features, labels, self.speed, len(samples) / rate, frame_s)
        return Sound(samples.astype("float32"), rate, marks)

    def _spoken(self, labels: list[str]) -> tuple[Any, int, float]:
        """Samples at full scale ±1, their rate, and the length of a frame in seconds."""
        engine, speed = self._local.voice, self._speed_of(labels)
        samples = self._said(engine, labels, speed)
        if not abs(samples).max() <= _LOUDEST:  # also what is no number
            samples = self._said(self._local.steady, labels, speed) * _STEADY_GAIN
        rate = engine.get_sampling_frequency()
        return samples, rate, engine.get_fperiod() / rate

    def _said(self, engine: Any, labels: list[str], speed: float) -> Any:
        # a request resets both settings of the C library
        engine.set_speed(speed)
        engine.add_half_tone(self.half_tone)
        return engine.synthesize(labels) / _FULL_SCALE

    def _speed_of(self, labels: list[str]) -> float:
        """As far as it can be had: the library says on stderr that more is too fast."""
        try:
            return min(self.speed, _durations().fastest(labels)) if self.speed > 1 else self.speed
        except _OTHER_FORM:
            return self.speed


class _Synthesizers(threading.local):
    """Those of one thread, each loaded when it is first needed."""

    @cached_property
    def voice(self) -> Any:
        return _synthesizer(_voice())

    @cached_property
    def steady(self) -> Any:
        """The voice without global variance.

        Where a vowel is held (ああああああ), the little that varies is multiplied until the filter bursts.
        """
        from narrate.engines.hts import without_variance

        return _synthesizer(without_variance(_voice()))


def _synthesizer(voice: bytes) -> Any:
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        path = Path(folder) / "mei.htsvoice"
        path.write_bytes(voice)
        return library().HTSEngine(os.fsencode(path))


@cache
def _voice() -> bytes:
    """Mei's file with short silences: it makes no sound sooner than one that is cut off again."""
    from narrate.engines.hts import with_silence

    voice = Path(os.fsdecode(library().DEFAULT_HTS_VOICE)).read_bytes()
    try:
        return with_silence(voice, _SILENCE)
    except _OTHER_FORM:
        return voice


def kana(text: str) -> str:
    """How the embedded voice reads a spoken text: katakana, particles as said, 、 where it pauses."""
    return "".join(said for _, said in words(text))


def words(text: str) -> list[tuple[str, str]]:
    """A spoken text as the embedded voice's words, each with the katakana it says."""
    return [
        (str(feature["string"]), str(feature["pron"]).replace("’", ""))
        for piece in _PIECE.findall(text)
        for feature in _features(piece)
    ]


def _features(text: str) -> list[Any]:
    """The words of a text with their pronunciation and accent."""
    features: list[Any] = library().run_frontend(text, iu_pronunciation=_SAY_IU)
    return [{**f, "pron": f["read"]} if f["string"] == _LETTER_C else f for f in features]


def _marks(
    features: list[Any], labels: list[str], speed: float, seconds: float, frame_s: float
) -> tuple[Mark, ...]:
    """When each mora is heard; none unless the times add up to the sound's length."""
    morae = [mora for feature in features for mora in _MORA.findall(feature["pron"])]
    try:
        frames = _durations().frames(labels, speed)
    except _OTHER_FORM:
        return ()
    marks: list[Mark] = []
    start = end = 0
    for label, length in zip(labels, frames, strict=True):
        phoneme = label.partition("-")[2].partition("+")[0]
        end += length
        if phoneme in _SILENCES:
            start = end
        elif phoneme in _ENDS_MORA and len(marks) < len(morae):
            marks.append(Mark(morae[len(marks)], start * frame_s, end * frame_s))
            start = end
    is_right = start == end and len(marks) == len(morae) and abs(end * frame_s - seconds) < frame_s / 2
    return tuple(marks) if is_right else ()


@cache
def _durations() -> Durations:
    from narrate.engines.hts import read_durations

    return read_durations(_voice())


def _sounding(features: list[Any]) -> list[Any]:
    """Without what the C library complains about on stderr: a long mark after nothing, a first ？ or ！."""
    kept: list[Any] = []
    for feature in features:
        follows_sound = bool(kept) and kept[-1]["mora_size"] > 0
        if feature["pron"].startswith("ー") and not follows_sound:
            said = feature["pron"].lstrip("ー")
            if not said:
                continue
            marks = len(feature["pron"]) - len(said)
            feature = {**feature, "pron": said, "mora_size": feature["mora_size"] - marks}
        if feature["pron"] in ("？", "！") and not any(one["mora_size"] for one in kept):
            continue
        kept.append(feature)
    return kept
