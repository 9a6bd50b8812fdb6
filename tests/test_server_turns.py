"""Whose sentence is spoken next, when several sections are being made."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from serving import LUFS, PATIENCE_S, OneByOne, gated_voice

from narrate.errors import EngineError
from narrate.server.turns import Turns
from narrate.store import ClipStore
from narrate.voices import Voice


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Voice:
    """A voice that speaks one sentence at a time, when it is let."""
    return gated_voice(monkeypatch, tmp_path, OneByOne)


@pytest.fixture
def engine(voice: Voice) -> OneByOne:
    """What the voice speaks with."""
    assert isinstance(voice.engine, OneByOne)
    return voice.engine


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def test_a_first_sentence_goes_before_the_later_ones_of_other_sections(
    voice: Voice, engine: OneByOne, store: ClipStore
) -> None:
    gate = engine.gate("あか")
    turns = Turns()
    one, other = turns.in_reading_order(), turns.in_reading_order()
    futures = [one(text, voice, LUFS, store) for text in ("あか", "あお", "きいろ")]
    assert engine.reached.wait(PATIENCE_S)
    futures += [other(text, voice, LUFS, store) for text in ("しろ", "くろ")]
    gate.set()
    for future in futures:
        assert future.result(PATIENCE_S).frames
    assert engine.asked == ["あか", "しろ", "あお", "くろ", "きいろ"]
    turns.close()


def test_an_error_belongs_to_who_asked(voice: Voice, engine: OneByOne, store: ClipStore) -> None:
    engine.failing.add("あお")
    turns = Turns()
    submit = turns.in_reading_order()
    wrong, right = submit("あお", voice, LUFS, store), submit("あか", voice, LUFS, store)
    assert isinstance(wrong.exception(PATIENCE_S), EngineError)
    assert right.result(PATIENCE_S).frames
    turns.close()


def test_the_end_lets_one_finish_and_cancels_the_rest(
    voice: Voice, engine: OneByOne, store: ClipStore
) -> None:
    gate = engine.gate("あか")
    turns = Turns()
    submit = turns.in_reading_order()
    running, *waiting = (submit(text, voice, LUFS, store) for text in ("あか", "あお", "きいろ"))
    assert engine.reached.wait(PATIENCE_S)
    closing = threading.Thread(target=turns.close)
    closing.start()
    while not turns.is_closed:
        closing.join(0.01)
    gate.set()
    for future in (*waiting, submit("しろ", voice, LUFS, store)):
        with pytest.raises(CancelledError):
            future.result(PATIENCE_S)
    closing.join()
    assert running.result().frames
    assert engine.asked == ["あか"]
