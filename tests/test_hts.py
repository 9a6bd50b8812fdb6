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

from narrate.engines.hts import Durations, Question, read_durations
from narrate.engines.openjtalk import OpenJTalk

VOICE = Path(os.fsdecode(pyopenjtalk.DEFAULT_HTS_VOICE))


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


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.htsvoice").write_bytes(b"[GLOBAL]\nNUM_STATES:5\n[DATA]\n")
    with pytest.raises((ValueError, LookupError)):
        read_durations(tmp_path / "other.htsvoice")


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
