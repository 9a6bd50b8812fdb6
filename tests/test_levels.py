"""A voice whose file does not say how loud it is: measured once, then as loud as all others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from contracts.engine import register

from narrate.audio import finish
from narrate.cast import Cast
from narrate.energies import block_energies
from narrate.engines import Sound
from narrate.engines.openjtalk import OpenJTalk
from narrate.engines.tone import Tone
from narrate.errors import EngineError
from narrate.levels import known_loudness, loudness_of, measure
from narrate.loudness import integrated
from narrate.recipe import MP3_LOSS_DB, RATE, TARGET_LUFS
from narrate.scripts import read_script
from narrate.show import Show
from narrate.store import ClipStore
from narrate.voices import Voice

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dictionary.create:DeprecationWarning"  # pyopenjtalk's use of SudachiPy
)


@dataclass
class Whisper(Tone):
    """A quiet tone that notes what it was asked."""

    loud: float = 0.1
    speaks: str = "ja"
    asked: list[str] = field(default_factory=list, init=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """As the option says."""
        return (self.speaks,)

    def synthesize(self, text: str) -> Sound:
        """The tone at a tenth, or nothing at all."""
        self.asked.append(text)
        if not self.loud:
            raise EngineError("it is dumb")
        sound = super().synthesize(text if self.speaks == "ja" else "あ" * len(text))
        return Sound(sound.samples * np.float32(self.loud), sound.rate)


@pytest.fixture(autouse=True)
def _plugin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    register(monkeypatch, tmp_path / "site", whisper=f"{__name__}:Whisper")


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def asked(voice: Voice) -> list[str]:
    assert isinstance(voice.engine, Whisper)
    return voice.engine.asked


def finished_lufs(sounds: list[Sound], declared: float) -> float:
    energies = [energy for s in sounds for energy in block_energies(finish(s, declared).pcm, RATE)]
    return integrated(np.array(energies)) - MP3_LOSS_DB


@pytest.mark.parametrize(
    "engine", [OpenJTalk(), OpenJTalk(speed=1.5, half_tone=3.0), Tone(), Tone(pitch=880.0)]
)
def test_an_article_meets_the_target_with_what_was_measured(
    engine: OpenJTalk | Tone, example: Path, show: Show
) -> None:
    declared = measure(engine)
    script = read_script(show, example, Cast.alone(Voice("it", "tone")))
    sounds = [engine.synthesize(sentence.spoken) for sentence in script.sentences()]
    assert len(sounds) > 20
    assert finished_lufs(sounds, declared) == pytest.approx(TARGET_LUFS, abs=0.5)


def test_a_voice_is_measured_once(store: ClipStore) -> None:
    voice = Voice("w", "whisper")
    assert known_loudness(voice, store) is None
    first = loudness_of(voice, store)
    assert len(asked(voice)) == 20
    assert loudness_of(voice, store) == known_loudness(voice, store) == first
    assert len(asked(voice)) == 20
    assert first == pytest.approx(measure(Tone()) - 20, abs=0.2)


def test_who_comes_while_a_voice_is_measured_waits_for_it(store: ClipStore) -> None:
    voice = Voice("w", "whisper")
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: loudness_of(voice, store), range(4)))
    assert len(found) == 1
    assert len(asked(voice)) == 20


def test_other_options_are_measured_anew(store: ClipStore) -> None:
    one = loudness_of(Voice("w", "whisper"), store)
    other = loudness_of(Voice("w", "whisper", options={"loud": 0.2}), store)
    assert other == pytest.approx(one + 6, abs=0.2)


def test_a_file_that_says_it_is_believed(store: ClipStore) -> None:
    voice = Voice("w", "whisper", loudness_lufs=-20.0)
    assert loudness_of(voice, store) == known_loudness(voice, store) == -20.0
    assert asked(voice) == []


@pytest.mark.parametrize("language", ["en", "th"])
def test_a_voice_of_another_language_says_what_it_can(language: str, store: ClipStore) -> None:
    voice = Voice("w", "whisper", options={"speaks": language})
    lufs = loudness_of(voice, store)
    assert known_loudness(voice, store) == lufs
    assert all(text.isascii() for text in asked(voice))


def test_a_damaged_measure_is_made_again(store: ClipStore, tmp_path: Path) -> None:
    voice = Voice("w", "whisper")
    first = loudness_of(voice, store)
    (kept,) = (tmp_path / "clips" / "levels").iterdir()
    kept.write_text("{", encoding="utf-8")
    assert loudness_of(voice, store) == first
    assert len(asked(voice)) == 40


def test_an_engine_that_fails_is_not_measured(store: ClipStore, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="it is dumb"):
        loudness_of(Voice("w", "whisper", options={"loud": 0.0}), store)
    assert not (tmp_path / "clips" / "levels").exists()
