"""When a voice cannot speak: what was made is kept, and another stands in only where a show chose one."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from contracts.engine import register

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.engines import Mark, Sound
from narrate.engines.tone import Tone
from narrate.errors import EngineError, EngineUnavailable
from narrate.model import TimeMark
from narrate.scheduler import Clips, Line, make_clips
from narrate.show import Show
from narrate.store import ClipStore
from narrate.voices import Voice, find_voice

BASE = "https://example.com/show"
TEXTS = [f"{'あ' * n}です。" for n in range(1, 9)]


@dataclass
class Distant(Tone):
    """A tone over a line that holds for some requests, and refuses one text."""

    seconds_per_mora: float = 0.02
    holds: int = 0
    refuses: str = ""
    asked: list[str] = field(default_factory=list, init=False)
    lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    @property
    def parallelism(self) -> int:
        """Two requests at once."""
        return 2

    def synthesize(self, text: str) -> Sound:
        """Speak as long as the line holds."""
        with self.lock:
            self.asked.append(text)
            if text == self.refuses:
                raise EngineError("it does not like this text")
            if len(self.asked) > self.holds:
                raise EngineUnavailable("nobody answers; start the server")
        return super().synthesize(text)


@dataclass
class Marked(Tone):
    """A tone with half a second of silence before it, and marks."""

    def synthesize(self, text: str) -> Sound:
        """The tone, and what is heard when."""
        import numpy as np

        sound = super().synthesize(text)
        silence = np.zeros(sound.rate // 2, np.float32)
        end = 0.5 + len(sound.samples) / sound.rate
        marks = (Mark("前", 0.1, 0.2), Mark("一", 0.5, 0.7), Mark("二", 0.7, end + 1))
        return Sound(np.concatenate([silence, sound.samples]), sound.rate, marks)


@pytest.fixture(autouse=True)
def _plugins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    targets = {"distant": f"{__name__}:Distant", "marked": f"{__name__}:Marked"}
    register(monkeypatch, tmp_path / "site", **targets)


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def far(fallback: str = "", **options: object) -> Voice:
    return Voice("far", "distant", loudness_lufs=-19.7, fallback=fallback, options=options)


NEAR = Voice("near", "tone", loudness_lufs=-19.7, options={"seconds_per_mora": 0.02})


def make(store: ClipStore, *voices: Voice, texts: list[str] = TEXTS) -> Clips:
    named = {voice.name: voice for voice in voices}
    return make_clips([Line("far", text) for text in texts], named, store)


def asked(voice: Voice) -> list[str]:
    assert isinstance(voice.engine, Distant)
    return voice.engine.asked


def test_a_line_that_breaks_keeps_what_was_made_and_says_how_to_go_on(store: ClipStore) -> None:
    broken = far(holds=5)
    told = (
        r"^voice 'far': nobody answers; start the server; "
        r"([45]) of 8 sentences are made and kept: run the same command again to continue$"
    )
    with pytest.raises(EngineUnavailable, match=told) as refused:
        make(store, broken)
    kept = re.sub(told, r"\1", str(refused.value))
    made = make(store, far(holds=5), texts=TEXTS[3:]).made  # long ones are asked for first
    assert len(made) <= 5 - int(kept)


def test_a_voice_that_is_out_is_not_asked_for_the_rest(store: ClipStore) -> None:
    voice = far(holds=2)
    with pytest.raises(EngineUnavailable):
        make(store, voice)
    assert len(asked(voice)) <= 2 + 2


def test_the_fallback_says_what_the_voice_cannot(store: ClipStore) -> None:
    voice = far("near", holds=4)
    clips = make(store, voice, NEAR)
    assert set(clips.by_line) == {Line("far", text) for text in TEXTS}
    assert set(clips.stand_ins.values()) == {"near"}
    assert len(clips.stand_ins) == 4
    assert len(clips.made) == 8
    assert clips.reasons == {"far": "voice 'far': nobody answers; start the server"}
    assert len(asked(voice)) <= 4 + 2


def test_the_next_run_asks_the_voice_again_for_what_another_said(store: ClipStore) -> None:
    make(store, far("near", holds=4), NEAR)
    again = make(store, far("near", holds=4), NEAR)
    assert len(again.made) == 4
    assert again.stand_ins == {}


def test_one_refused_text_goes_to_the_fallback_alone(store: ClipStore) -> None:
    clips = make(store, far("near", holds=99, refuses=TEXTS[2]), NEAR)
    assert clips.stand_ins == {Line("far", TEXTS[2]): "near"}
    assert "it does not like this text" in clips.reasons["far"]


def test_one_refused_text_without_fallback_ends_the_run(store: ClipStore) -> None:
    kept = ". of 8 sentences are made and kept: change this sentence, then run the same command again"
    told = f"it does not like this text; the sentence is: {TEXTS[2]}; {kept} to continue$"
    with pytest.raises(EngineError, match=told):
        make(store, far(holds=99, refuses=TEXTS[2]))


def test_a_voice_that_cannot_even_be_measured_has_its_fallback(store: ClipStore) -> None:
    voice = Voice("far", "distant", fallback="near")
    clips = make(store, voice, NEAR)
    assert set(clips.stand_ins.values()) == {"near"}
    assert not set(asked(voice)) & set(TEXTS)


def test_the_manifest_and_the_summary_say_who_stood_in(show: Show, example: Path) -> None:
    (show.root / "voices" / "far.toml").write_text(
        'engine = "distant"\nfallback = "blip"\nloudness_lufs = -19.7\n[options]\nholds = 10\n',
        encoding="utf-8",
    )

    def find(name: str) -> Voice:
        return find_voice(name, show.voice_folders)

    built = build_episode(show, example, Cast.of({}, find("far"), find), BASE)
    folder = show.episodes / built.episode.slug
    manifest, text = (json.loads((folder / name).read_bytes()) for name in ("episode.json", "cues.json"))
    voices = [cue["voice"] for cue in text["cues"]]
    assert manifest["voices"] == {"far": 10, "blip": len(voices) - 10}
    assert voices.count("blip") == len(voices) - 10
    (warning,) = built.warnings
    assert f"{voices.count('blip')} of {len(voices)} sentences are said by 'blip', not 'far'" in warning
    assert "nobody answers" in warning


def test_marks_lie_in_the_trimmed_clip(store: ClipStore) -> None:
    voice = Voice("far", "marked", loudness_lufs=-19.7)
    (clip,) = make(store, voice, texts=["あいうえお"]).by_line.values()
    assert clip.marks == (TimeMark("一", 20, 220), TimeMark("二", 220, clip.speech // 48))
    (stored,) = make(store, voice, texts=["あいうえお"]).by_line.values()
    assert stored == clip
