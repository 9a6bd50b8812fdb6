"""The contract of a speech engine: a plugin's own tests may run it through these rules too."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrate.engines import GROUP, Engine, Sound
from narrate.errors import Unspeakable

SHORT = "はい。"
TEXTS = ("今日は、よい天気です。", "図書館へ行きましょう！", "三月十四日、午後二時。", "ほんとうですか？")
LONG = "".join(TEXTS)
SOUNDLESS = ("", "。", "😀", "Привет")
ODD_BUT_SPEAKABLE = ("ーあ", "え、ーあ", "あっー", "1ー2", "ー、はい", "！はい", "？はい", "「！」はい")
ODD = (*ODD_BUT_SPEAKABLE, *SOUNDLESS, "「ーー」", "ー", "っ", "、、。", "！？", "「」", " ", "→")

_KANA = "".join(map(chr, [*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), *[0x30FC] * 20]))
KANA_TEXTS = st.text(st.sampled_from(_KANA + "、。！？「」っッんン" * 3), min_size=1, max_size=6)


def the_same_text_sounds_the_same_twice(engine: Engine) -> None:
    """Otherwise one clip key would stand for two sounds."""
    for text in TEXTS[:2]:
        _assert_same(engine.synthesize(text), engine.synthesize(text))


def another_request_between_changes_nothing(engine: Engine) -> None:
    """No setting and no sound of one request reaches the next."""
    alone = engine.synthesize(SHORT)
    engine.synthesize(LONG)
    _assert_same(alone, engine.synthesize(SHORT))


def a_longer_text_sounds_longer(engine: Engine) -> None:
    """The sound is of the whole text."""
    lengths = [_seconds(engine.synthesize(text)) for text in (SHORT, TEXTS[0], LONG)]
    assert lengths[0] < lengths[1] < lengths[2]


def four_threads_hear_what_one_hears(engine: Engine) -> None:
    """As many at once as the engine says it bears, at most four."""
    alone = [engine.synthesize(text) for text in TEXTS]
    threads = min(len(TEXTS), engine.parallelism or len(TEXTS))
    start = Barrier(threads)

    def speak(turn: int) -> list[Sound]:
        start.wait(60)
        order = TEXTS[turn:] + TEXTS[:turn]
        sounds = dict(zip(order, map(engine.synthesize, order), strict=True))
        return [sounds[text] for text in TEXTS]

    with ThreadPoolExecutor(threads) as pool:
        for together in pool.map(speak, range(threads)):
            for one, other in zip(alone, together, strict=True):
                _assert_same(one, other)


def a_text_without_sound_is_unspeakable(engine: Engine) -> None:
    """Not an empty sound, not a guess."""
    for text in SOUNDLESS:
        with pytest.raises(Unspeakable):
            engine.synthesize(text)


def odd_texts_with_a_sound_are_spoken(engine: Engine) -> None:
    """A mark at an odd place does not take the kana beside it away."""
    silent = []
    for text in ODD_BUT_SPEAKABLE:
        try:
            engine.synthesize(text)
        except Unspeakable:
            silent.append(text)
    assert silent == []


def every_sound_is_finite_mono_float32(engine: Engine) -> None:
    """Whatever is not unspeakable has samples that a clip can be made of."""
    for text in (*TEXTS, *ODD_BUT_SPEAKABLE):
        check_sound(engine, text)


def the_version_is_a_text_that_stays(engine: Engine) -> None:
    """It is part of every clip's key."""
    version = engine.version
    assert isinstance(version, str)
    assert version.strip()
    assert engine.version == version


def the_members_say_what_the_engine_can_do(engine: Engine) -> None:
    """Languages, the longest request, how many at once."""
    assert engine.languages
    assert all(isinstance(language, str) and language for language in engine.languages)
    assert engine.max_chars > 0
    assert engine.parallelism is None or engine.parallelism > 0


RULES: tuple[Callable[[Engine], None], ...] = (
    the_same_text_sounds_the_same_twice,
    another_request_between_changes_nothing,
    a_longer_text_sounds_longer,
    four_threads_hear_what_one_hears,
    a_text_without_sound_is_unspeakable,
    odd_texts_with_a_sound_are_spoken,
    every_sound_is_finite_mono_float32,
    the_version_is_a_text_that_stays,
    the_members_say_what_the_engine_can_do,
)
"""What needs nothing but the engine."""


def nothing_goes_to_standard_error(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    """Not on file descriptor 2 either, where a C library writes past ``sys.stderr``."""
    engine.synthesize(SHORT)
    capfd.readouterr()
    said = {}
    for text in (*ODD, *TEXTS):
        check_sound(engine, text)
        if written := capfd.readouterr().err:
            said[text] = written
    assert said == {}


def any_kana_is_quiet_and_well_formed(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    """The same for kana and marks in any order."""

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(KANA_TEXTS)
    @example("ッ、ー")
    def check(text: str) -> None:
        capfd.readouterr()
        check_sound(engine, text)
        assert capfd.readouterr().err == ""

    engine.synthesize(SHORT)
    check()


def check_sound(engine: Engine, text: str) -> None:
    """The text is unspeakable, or it has a sound that a clip can be made of."""
    try:
        sound = engine.synthesize(text)
    except Unspeakable:
        return
    assert sound.samples.dtype == np.float32
    assert sound.samples.ndim == 1
    assert len(sound.samples)
    assert np.isfinite(sound.samples).all()
    assert sound.samples.any()
    assert sound.rate > 0


def register(monkeypatch: pytest.MonkeyPatch, folder: Path, **engines: str) -> None:
    """Install a distribution with these entry points, ``name="module:Class"``, for one test."""
    info = folder / f"narrate_{'_'.join(engines)}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: narrate-{'-'.join(engines)}\nVersion: 1.0\n", encoding="utf-8"
    )
    lines = [f"{name} = {target}" for name, target in engines.items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *lines, ""]), encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


def _assert_same(one: Sound, other: Sound) -> None:
    assert one.rate == other.rate
    assert np.array_equal(one.samples, other.samples)


def _seconds(sound: Sound) -> float:
    return len(sound.samples) / sound.rate
