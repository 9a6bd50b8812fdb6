"""Sections in the making: what a stop leaves."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from serving import LUFS, PATIENCE_S, Gated, OneByOne, gated_voice

from narrate.cast import Cast
from narrate.scripts import Scripts
from narrate.server.maker import Maker
from narrate.server.streams import Wanted
from narrate.show import Show
from narrate.store import ClipStore
from narrate.tts import key_of
from narrate.voices import Voice

ARTICLE = "題\n\n## 一\n\nあのさ。いのう。うのえ。えのお。\n\n## 二\n\nかのき。きのく。くのけ。\n"


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Voice:
    """A voice that speaks one sentence at a time, when it is let."""
    return gated_voice(monkeypatch, tmp_path, OneByOne)


@pytest.fixture
def engine(voice: Voice) -> Gated:
    """What the voice speaks with."""
    assert isinstance(voice.engine, Gated)
    return voice.engine


def wanted(show: Show, voice: Voice, folder: Path, number: int) -> Wanted:
    path = folder / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return Wanted(path, Scripts(show, Cast.alone(voice)).read(path), number)


def test_a_stop_lets_what_is_spoken_end_and_begins_nothing(
    show: Show, voice: Voice, engine: Gated, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def ask() -> None:
        maker = Maker(show, Cast.alone(voice), at_once=1)
        streams = [maker.making(wanted(show, voice, tmp_path, number), "a") for number in (2, 3)]
        await asyncio.to_thread(engine.reached.wait, PATIENCE_S)
        closing = asyncio.create_task(asyncio.to_thread(maker.close))
        while not maker.is_closed:
            await asyncio.sleep(0)
        gate.set()
        await closing
        await streams[0].ended()
        assert streams[0].error
        assert not streams[1].clips

    gate = engine.gate("いのう")
    asyncio.run(ask())
    assert engine.asked == ["一", "あのさ。", "いのう。"]
    assert ClipStore(show.clips).get(key_of("いのう。", voice, LUFS)), "what was spoken is kept"
    assert not show.sections.exists()
    assert capfd.readouterr().err == ""


def test_a_finished_section_is_told_while_its_file_is_there(show: Show, voice: Voice, tmp_path: Path) -> None:
    async def made() -> None:
        maker = Maker(show, Cast.alone(voice))
        asked = wanted(show, voice, tmp_path, 2)
        stream = maker.making(asked, "a")
        await stream.ended()
        finished = maker.made(asked)
        assert finished
        away = finished.path.rename(tmp_path / "away.mp3")
        assert maker.made(asked) is None
        away.rename(finished.path)
        assert maker.made(asked) == finished, "who asks, in whatever thread, changes nothing"
        await asyncio.to_thread(maker.close)

    asyncio.run(made())
