"""What is made of articles is kept as long as nothing that it came from has changed."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from serving import PATIENCE_S

from narrate.cast import Cast
from narrate.readings.lexicon import Entry
from narrate.scripts import Scripts
from narrate.server.current import Current
from narrate.show import Show
from narrate.voices import Voice


@pytest.fixture
def scripts(show: Show, blip: Voice) -> partial[Scripts]:
    """How the show's scripts are had anew."""
    return partial(Scripts, show, Cast.alone(blip))


def written(show: Show, name: str, text: str = "川の話\n\n川は流れています。\n") -> Path:
    path = show.root / name
    path.write_text(text, encoding="utf-8")
    return path


def spoken(scripts: Scripts, path: Path) -> list[str]:
    return [sentence.spoken for sentence in scripts.read(path).sentences()]


def test_an_article_is_read_again_only_after_a_change(show: Show, scripts: partial[Scripts]) -> None:
    current, path = Current(show, scripts, spoken, 10), written(show, "a.txt")
    first = current.of(path)
    assert current.of(path) is first
    written(show, "a.txt", "川の話\n\n川は海へ流れています。\n")
    second = current.of(path)
    assert "海" in second[-1]
    show.corrections.parent.mkdir(exist_ok=True)
    show.corrections.write_text("海\tウミベ\n", encoding="utf-8")
    third = current.of(path)
    assert "ウミベ" in third[-1]
    (show.root / "narrate.toml").write_text('opening = "はじめます。"\n', encoding="utf-8")
    assert current.of(path) != third
    assert current.of(path) is current.of(path)


def test_what_is_tried_is_not_kept(show: Show, scripts: partial[Scripts]) -> None:
    current, path = Current(show, scripts, spoken, 10), written(show, "a.txt")
    before = current.of(path)
    tried = current.trying(path, Entry("川", "カワベ", "", "", ""))
    assert any("カワベ" in each for each in tried)
    assert current.of(path) is before


def test_of_too_many_the_oldest_is_forgotten(show: Show, scripts: partial[Scripts]) -> None:
    made: list[str] = []

    def make(_: Scripts, path: Path) -> str:
        made.append(path.name)
        return path.name

    current = Current(show, scripts, make, 2)
    paths = [written(show, f"{name}.txt") for name in "abc"]
    for path in (*paths, paths[2], paths[1], paths[0]):
        assert current.of(path) == path.name
    assert made == ["a.txt", "b.txt", "c.txt", "a.txt"]


def test_who_asks_for_what_is_known_waits_for_no_other_article(show: Show, scripts: partial[Scripts]) -> None:
    is_reading, may_end = threading.Event(), threading.Event()

    def make(_: Scripts, path: Path) -> str:
        if path.name == "long.txt":
            is_reading.set()
            assert may_end.wait(PATIENCE_S)
        return path.name

    current = Current(show, scripts, make, 10)
    short, long = written(show, "short.txt"), written(show, "long.txt")
    current.of(short)
    with ThreadPoolExecutor(2) as pool:
        reading = pool.submit(current.of, long)
        try:
            assert is_reading.wait(PATIENCE_S)
            assert pool.submit(current.of, short).result(PATIENCE_S) == "short.txt"
        finally:
            may_end.set()
        assert reading.result(PATIENCE_S) == "long.txt"
