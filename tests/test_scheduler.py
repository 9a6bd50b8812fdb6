"""Texts become clips: each once, on all processors, and nothing made is lost or made again."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soxr
from contracts.engine import register

from narrate import mp3
from narrate.engines import Sound
from narrate.engines.tone import Tone
from narrate.errors import EngineError, VoiceError
from narrate.loudness import integrated
from narrate.model import Clip
from narrate.recipe import TRUE_PEAK_DB
from narrate.scheduler import Clips, Line, Scheduler, make_clips
from narrate.store import ClipStore
from narrate.tts import key_of
from narrate.voices import Voice

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dictionary.create:DeprecationWarning"  # pyopenjtalk's use of SudachiPy
)

LONGEST, LONG, SHORT = "いちばんながいぶんです", "ながいぶんです", "みじかい"
CUT, HUSH = "せんがきれました", "しずかに"
LUFS = -19.7


@dataclass
class Noted(Tone):
    """A tone that notes what it was asked and by which thread, and fails at two of the texts."""

    seconds_per_mora: float = 0.02
    asked: list[str] = field(default_factory=list, init=False)
    threads: set[int] = field(default_factory=set, init=False)

    def synthesize(self, text: str) -> Sound:
        """Speak, fail or return silence."""
        self.asked.append(text)
        self.threads.add(threading.get_ident())
        if text == CUT:
            raise EngineError("the line was cut; try again")
        if text == HUSH:
            return Sound(np.zeros(48_000, np.float32), 48_000)
        return super().synthesize(text)


class _Together:
    """How many requests there are at once, and were at most."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.lock = threading.Lock()


_together = _Together()


@dataclass
class Alone(Noted):
    """It bears one request at a time."""

    parallelism = 1

    def synthesize(self, text: str) -> Sound:
        """Count who is there."""
        with _together.lock:
            _together.now += 1
            _together.most = max(_together.most, _together.now)
        try:
            return super().synthesize(text)
        finally:
            with _together.lock:
                _together.now -= 1


@dataclass
class Paired(Noted):
    """It speaks only when two ask at once."""

    both: threading.Barrier = field(default_factory=lambda: threading.Barrier(2, timeout=20), init=False)

    def synthesize(self, text: str) -> Sound:
        """Wait for the other request."""
        self.both.wait()
        return super().synthesize(text)


@pytest.fixture(autouse=True)
def _plugins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = {"noted": Noted, "alone": Alone, "paired": Paired}
    targets = {name: f"{engine.__module__}:{engine.__name__}" for name, engine in names.items()}
    register(monkeypatch, tmp_path / "site", **targets)


@pytest.fixture
def voice() -> Voice:
    return Voice("note", "noted", loudness_lufs=LUFS)


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def make(texts: Iterable[str], voice: Voice, store: ClipStore, **how: Any) -> Clips:
    """The clips of what one voice says."""
    return make_clips((Line(voice.name, text) for text in texts), {voice.name: voice}, store, **how)


def by_text(clips: Clips) -> dict[str, Clip]:
    return {line.text: clip for line, clip in clips.by_line.items()}


def asked(voice: Voice) -> list[str]:
    engine = voice.engine
    assert isinstance(engine, Noted)
    return engine.asked


def clip_file(tmp_path: Path, key: str) -> Path:
    (path,) = (tmp_path / "clips").rglob(f"{key}*")
    return path


def test_every_text_gets_its_clip(voice: Voice, store: ClipStore) -> None:
    clips = make([SHORT, LONG], voice, store)
    assert set(by_text(clips)) == {SHORT, LONG}
    assert len(clips.made) == 2
    assert clips.unspeakable == set()
    assert by_text(clips)[LONG].speech > by_text(clips)[SHORT].speech


def test_clip_says_what_its_frames_hold(voice: Voice, store: ClipStore) -> None:
    clip = by_text(make([SHORT], voice, store))[SHORT]
    frames = store.frames(clip.key)
    assert frames is not None
    assert clip.key == key_of(SHORT, voice, LUFS)
    assert clip.frames == mp3.frame_count(frames)
    assert clip.frames * mp3.FRAME_SAMPLES - mp3.CODEC_SAMPLES >= clip.speech
    assert clip.speech == pytest.approx(4 * 0.02 * 48_000, abs=48)
    assert integrated(np.array(clip.energies * 10)) == pytest.approx(-16, abs=2)


def test_same_text_is_made_once(voice: Voice, store: ClipStore) -> None:
    clips = make([SHORT, LONG, SHORT, SHORT], voice, store)
    assert sorted(asked(voice)) == sorted([SHORT, LONG])
    assert len(clips.made) == 2


def test_nothing_is_made_the_second_time(voice: Voice, store: ClipStore) -> None:
    make([SHORT, LONG], voice, store)
    again = make([LONG, SHORT], voice, store)
    assert len(again.made) == 0
    assert set(by_text(again)) == {SHORT, LONG}
    assert len(asked(voice)) == 2


def test_clip_from_the_store_equals_the_clip_as_made(voice: Voice, store: ClipStore) -> None:
    made = make([SHORT, LONG, LONGEST], voice, store)
    stored = make([SHORT, LONG, LONGEST], voice, store)
    assert by_text(stored) == by_text(made)


def test_only_the_changed_sentence_is_made(voice: Voice, store: ClipStore) -> None:
    make([SHORT, LONG], voice, store)
    asked(voice).clear()
    assert len(make([SHORT, LONGEST], voice, store).made) == 1
    assert asked(voice) == [LONGEST]


@pytest.mark.parametrize("damage", [b"", b"garbage", None], ids=["empty", "garbage", "cut"])
def test_damaged_clip_is_made_again(
    voice: Voice, store: ClipStore, tmp_path: Path, damage: bytes | None
) -> None:
    first = make([SHORT, LONG], voice, store)
    path = clip_file(tmp_path, by_text(first)[SHORT].key)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100] if damage is None else damage)
    assert len(make([SHORT, LONG], voice, store).made) == 1
    assert asked(voice).count(SHORT) == 2
    assert asked(voice).count(LONG) == 1
    assert path.read_bytes() == whole


def test_error_keeps_what_was_finished_and_stops_the_rest(voice: Voice, store: ClipStore) -> None:
    texts = [SHORT, CUT, LONGEST]
    with pytest.raises(EngineError):
        make(texts, voice, store, workers=1)
    assert asked(voice) == [LONGEST, CUT]
    assert store.get(key_of(LONGEST, voice, LUFS)) is not None
    asked(voice).clear()
    assert len(make([SHORT, LONGEST], voice, store).made) == 1
    assert asked(voice) == [SHORT]


def test_error_names_the_voice_the_reason_and_the_sentence(voice: Voice, store: ClipStore) -> None:
    told = f"^voice 'note': the line was cut; try again; the sentence is: {CUT}$"
    with pytest.raises(EngineError, match=told):
        make([CUT], voice, store)


def test_silence_for_a_text_is_an_error_with_the_sentence(voice: Voice, store: ClipStore) -> None:
    with pytest.raises(EngineError, match=f"^voice 'note': .*silence; the sentence is: {HUSH}$"):
        make([HUSH], voice, store)


def test_interruption_keeps_what_was_finished(voice: Voice, store: ClipStore) -> None:
    done: list[None] = []

    def stop_after_two() -> None:
        done.append(None)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make([SHORT, LONG, LONGEST], voice, store, workers=1, on_clip=stop_after_two)
    assert len(make([LONG, LONGEST], voice, store).made) == 0
    assert len(make([SHORT], voice, store).made) == 1


def test_unspeakable_texts_are_collected_and_the_rest_is_made(voice: Voice, store: ClipStore) -> None:
    clips = make(["😀", SHORT, "Привет"], voice, store)
    assert {line.text for line in clips.unspeakable} == {"😀", "Привет"}
    assert set(by_text(clips)) == {SHORT}
    assert len(clips.made) == 1


def test_a_sound_too_short_for_its_text_is_no_clip(voice: Voice, store: ClipStore) -> None:
    hasty = replace(voice, options={"seconds_per_mora": 0.002})
    with pytest.raises(EngineError, match=f"only 0.02 s of sound; try again; the sentence is: {LONGEST}$"):
        make([LONGEST], hasty, store)


@pytest.mark.parametrize("lufs", [-19.7, -25.0, -40.0])
def test_no_decoded_clip_passes_the_true_peak_that_directories_ask_for(store: ClipStore, lufs: float) -> None:
    voice = Voice("mei", "openjtalk", loudness_lufs=lufs)
    (clip,) = by_text(make([LONGEST], voice, store)).values()
    frames = store.frames(clip.key)
    assert frames is not None
    heard = soxr.resample(mp3.decode(frames), 48_000, 8 * 48_000)
    assert 20 * np.log10(np.abs(heard).max()) <= TRUE_PEAK_DB + 0.05
    assert clip.peak_db <= TRUE_PEAK_DB


def test_gain_makes_a_voice_louder_on_purpose(voice: Voice, store: ClipStore) -> None:
    loud = [
        integrated(np.array(by_text(make([LONGEST], one, store))[LONGEST].energies * 20))
        for one in (voice, replace(voice, gain_db=-6.0))
    ]
    assert loud[1] == pytest.approx(loud[0] - 6, abs=0.1)


def test_every_distinct_text_is_counted_once(voice: Voice, store: ClipStore) -> None:
    counted: list[str] = []
    make([SHORT], voice, store)
    make([SHORT, LONG, "😀", SHORT], voice, store, on_clip=lambda: counted.append("clip"))
    assert len(counted) == 3


def test_no_text_needs_no_engine(store: ClipStore) -> None:
    nobody = Voice("nobody", "no-such-engine")
    clips = make([], nobody, store)
    assert (by_text(clips), clips.made) == ({}, set())
    with pytest.raises(VoiceError):
        make([SHORT], nobody, store)


def test_two_workers_work_at_once(store: ClipStore) -> None:
    voice = Voice("pair", "paired", loudness_lufs=-19.7)
    assert len(make([SHORT, LONG, LONGEST, "よん"], voice, store, workers=2).made) == 4


def test_engine_that_bears_one_request_gets_one_at_a_time(store: ClipStore) -> None:
    voice = Voice("solo", "alone", loudness_lufs=-19.7)
    engine = voice.engine
    assert isinstance(engine, Alone)
    assert len(make([SHORT, LONG, LONGEST], voice, store, workers=8).made) == 3
    assert len(engine.threads) == 1


def test_one_worker_and_two_make_the_same_bytes(tmp_path: Path) -> None:
    texts = ["図書館です。", "質問は、短く。", "はい！", "いつですか？", "十二時です。"]
    voices = [Voice("mei", "openjtalk", loudness_lufs=-17.6) for _ in range(2)]
    stores = [ClipStore(tmp_path / name) for name in ("one", "two")]
    one = make(texts, voices[0], stores[0], workers=1)
    two = make(texts, voices[1], stores[1], workers=2)
    assert by_text(one) == by_text(two)
    assert len(one.made) == len(two.made) == len(texts)
    for clip in by_text(one).values():
        frames = stores[0].frames(clip.key)
        assert frames is not None
        assert frames == stores[1].frames(clip.key)


@pytest.mark.parametrize(
    ("other", "lufs"),
    [
        (Voice("note", "noted"), -18.0),
        (Voice("note", "noted", options={"pitch": 440.0}), LUFS),
        (Voice("note", "tone"), LUFS),
    ],
    ids=["loudness", "options", "engine"],
)
def test_key_differs_with_the_voice(voice: Voice, other: Voice, lufs: float) -> None:
    assert key_of(SHORT, voice, LUFS) != key_of(SHORT, other, lufs)


def test_key_differs_with_text_engine_version_and_encoder(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [key_of(SHORT, voice, LUFS), key_of(LONG, voice, LUFS)]
    with monkeypatch.context() as patch:
        patch.setattr(Noted, "version", "2")
        keys.append(key_of(SHORT, voice, LUFS))
    monkeypatch.setattr(mp3, "ENCODER", "another encoder")
    keys.append(key_of(SHORT, voice, LUFS))
    assert len(set(keys)) == 4


def test_key_is_the_same_for_what_does_not_shape_the_sound(voice: Voice) -> None:
    renamed = Voice("other", "noted", "words", "credit", where="elsewhere.toml")
    assert key_of(SHORT, renamed, LUFS) == key_of(SHORT, voice, LUFS)


def test_each_script_is_done_as_soon_as_its_lines_are(voice: Voice, store: ClipStore) -> None:
    scripts = [
        [Line("note", text) for text in texts] for texts in ([LONGEST, LONG], [LONG, SHORT], [], [SHORT])
    ]
    scheduler = Scheduler(scripts, {"note": voice}, store, workers=1)
    done = []
    for number in scheduler.run():
        done.append(number)
        assert all(line in scheduler.clips.by_line for line in scripts[number])
    assert sorted(done) == [0, 1, 2, 3]
    assert done.index(0) < done.index(1)
    assert asked(voice) == [LONGEST, LONG, SHORT]
    assert scheduler.count == 3


def test_a_script_that_fails_costs_the_others_nothing(voice: Voice, store: ClipStore) -> None:
    scripts = [[Line("note", text) for text in texts] for texts in ([LONGEST, CUT, "あ"], [SHORT], [CUT])]
    scheduler = Scheduler(scripts, {"note": voice}, store, workers=1)
    assert sorted(scheduler.run()) == [0, 1, 2]
    assert {0, 2} == set(scheduler.failures)
    assert f"the sentence is: {CUT}; 1 of 4 sentences are made and kept" in str(scheduler.failures[0])
    assert "あ" not in asked(voice)
    assert Line("note", SHORT) in scheduler.clips.by_line


def test_the_first_script_is_done_before_the_second_is_begun(voice: Voice, store: ClipStore) -> None:
    scripts = [[Line("note", SHORT), Line("note", "あ")], [Line("note", LONGEST)]]
    scheduler = Scheduler(scripts, {"note": voice}, store, workers=1)
    run = scheduler.run()
    assert next(run) == 0
    assert set(asked(voice)) - {LONGEST} == {SHORT, "あ"}
    assert next(run) == 1


def test_what_only_a_script_that_is_done_has_needed_is_forgotten(voice: Voice, store: ClipStore) -> None:
    scripts = [[Line("note", text) for text in texts] for texts in ([SHORT, LONG], [LONG])]
    scheduler = Scheduler(scripts, {"note": voice}, store, workers=1)
    for number in scheduler.run():
        assert all(line in scheduler.clips.by_line for line in scripts[number])
        scheduler.forget(number)
    assert scheduler.clips.by_line == {}


def test_two_voices_of_an_engine_that_bears_one_request_take_turns(store: ClipStore) -> None:
    voices = {name: Voice(name, "alone", loudness_lufs=-19.7) for name in ("one", "two")}
    lines = [Line(name, text) for name in voices for text in (SHORT, LONG, LONGEST)]
    make_clips(lines, voices, store)
    assert _together.most == 1


def test_what_was_forgotten_counts_as_kept_all_the_same(voice: Voice, store: ClipStore) -> None:
    scripts = [[Line("note", LONGEST), Line("note", LONG)], [Line("note", CUT)]]
    scheduler = Scheduler(scripts, {"note": voice}, store, workers=1)
    for number in scheduler.run():
        scheduler.forget(number)
    assert "; 2 of 3 sentences are made and kept" in str(scheduler.failures[1])
