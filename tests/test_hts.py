"""The lengths that the voice file tells are those of the sound, to the sample."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyopenjtalk
import pytest
from contracts.engine import ODD_BUT_SPEAKABLE, TEXTS

from narrate.engines.hts import Durations, Question, read_durations, with_silence, without_variance
from narrate.engines.openjtalk import OpenJTalk

VOICE = Path(os.fsdecode(pyopenjtalk.DEFAULT_HTS_VOICE)).read_bytes()


@pytest.fixture(scope="module")
def durations() -> Durations:
    return read_durations(VOICE)


@pytest.mark.parametrize("speed", [0.5, 0.85, 1.0, 1.2, 3.0])
def test_lengths_add_up_to_the_sound(durations: Durations, speed: float) -> None:
    engine = pyopenjtalk.HTSEngine(pyopenjtalk.DEFAULT_HTS_VOICE)
    for text in TEXTS:
        labels = pyopenjtalk.extract_fullcontext(text)
        engine.set_speed(speed)
        assert sum(durations.frames(labels, speed)) * engine.get_fperiod() == len(engine.synthesize(labels))


@pytest.mark.parametrize(
    "patterns", [["*-a+*"], ["*^sil-*", "*/A:-?+*"], ["*-?"], ["*|10+*", "*|??+*"], ["*.x*"]]
)
def test_a_question_asks_what_its_patterns_say(patterns: list[str]) -> None:
    labels = ["xx^sil-a+N", "k^a-t+i/A:-3+1", "sil^k-a+i|10+2", "m|12+1", "a-b", "a-12", "ax", "a.x", ""]
    answers = [any(fnmatchcase(label, pattern) for pattern in patterns) for label in labels]
    assert [Question.of(patterns).is_yes(label) for label in labels] == answers
    assert any(answers)


def test_a_file_of_another_form_is_refused() -> None:
    other = b"[GLOBAL]\nNUM_STATES:5\n[DATA]\n"
    with pytest.raises((ValueError, LookupError)):
        read_durations(other)
    with pytest.raises((ValueError, LookupError)):
        with_silence(other, 2)


@pytest.mark.parametrize("text", TEXTS)
def test_short_silences_leave_all_else_as_long_as_it_is(durations: Durations, text: str) -> None:
    labels = pyopenjtalk.extract_fullcontext(text)
    first, *said, last = durations.frames(labels)
    short = read_durations(with_silence(VOICE, 2)).frames(labels)
    assert short == [10, *said, 10]
    assert min(first, last) > 20


def test_short_silences_leave_the_sound_as_it_is(durations: Durations, tmp_path: Path) -> None:
    labels = pyopenjtalk.extract_fullcontext("学校へ、チョコを買いに行きました。")
    first, *_, last = durations.frames(labels)
    (tmp_path / "short.htsvoice").write_bytes(with_silence(VOICE, 2))
    whole = pyopenjtalk.HTSEngine(pyopenjtalk.DEFAULT_HTS_VOICE)
    short = pyopenjtalk.HTSEngine(os.fsencode(tmp_path / "short.htsvoice"))
    frame = whole.get_fperiod()
    one = whole.synthesize(labels)[first * frame : -last * frame].reshape(-1, frame)
    other = short.synthesize(labels)[10 * frame : -10 * frame].reshape(-1, frame)
    levels = [10 * np.log10((each**2).mean(axis=1) + 1) for each in (one, other)]
    voiced = levels[0] > 55
    assert voiced.mean() > 0.5
    assert np.abs(levels[0] - levels[1])[voiced].mean() < 1.5


def test_the_embedded_voice_makes_little_silence() -> None:
    sound = OpenJTalk().synthesize("学校へ行く。")
    assert sound.marks[0].start < 0.15
    assert len(sound.samples) / sound.rate - sound.marks[-1].end < 0.06


def test_global_variance_can_be_had_off() -> None:
    changed = without_variance(VOICE)
    assert changed != VOICE
    assert len(changed) == len(VOICE)
    assert read_durations(changed).frames(
        labels := pyopenjtalk.extract_fullcontext("はい。")
    ) == read_durations(VOICE).frames(labels)


def test_each_mora_has_its_time() -> None:
    marks = OpenJTalk().synthesize("学校へ、チョコを買いに。").marks
    morae = ["ガ", "ッ", "コ", "ー", "エ", "チョ", "コ", "ヲ", "カ", "イ", "ニ"]
    assert [mark.text for mark in marks] == morae
    assert all(one.start < one.end <= other.start for one, other in pairwise(marks))
    assert marks[5].start - marks[4].end > 0.1


def test_pauses_are_silent_and_morae_are_not() -> None:
    sound = OpenJTalk().synthesize("今日は、よい天気です。")
    level = np.abs(sound.samples)
    for before, after in pairwise(sound.marks):
        gap = level[round((before.end + 0.06) * sound.rate) : round((after.start - 0.06) * sound.rate)]
        if after.start - before.end > 0.15:
            assert gap.max() < 0.02
    for mark in sound.marks[:-1]:
        assert level[round(mark.start * sound.rate) : round(mark.end * sound.rate)].max() > 0.02


@pytest.mark.parametrize("text", ODD_BUT_SPEAKABLE)
def test_odd_texts_have_times_too(text: str) -> None:
    sound = OpenJTalk(speed=1.1).synthesize(text)
    assert sound.marks
    assert sound.marks[-1].end <= len(sound.samples) / sound.rate
