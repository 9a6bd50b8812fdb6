"""Sections by themselves: what is cut out of an episode is what would have been made of the clips."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate import sections
from narrate.build import build_episode, build_section
from narrate.cast import Cast
from narrate.library import with_text
from narrate.show import Show
from narrate.voices import Voice

ARTICLE = """図書館の部屋

2026-05-01

駅前の図書館です。毎朝九時に開きます。

## 一階

本があります。

### 窓際

机があります。静かです。

## 二階

地図があります。
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article of four sections, one of them too short to be a chapter."""
    path = tmp_path / "rooms.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_section_is_cut_out_of_its_episode_byte_by_byte(
    show: Show, blip: Voice, article: Path, number: int
) -> None:
    cast = Cast.alone(blip)
    made, _ = build_section(show, article, number, cast)
    before = made.stat().st_mtime_ns
    data = made.read_bytes()
    episode = with_text(show, build_episode(show, article, cast, "http://127.0.0.1:8000").episode)
    assert sections.cut(show, episode, number) == made
    assert made.stat().st_mtime_ns == before, "what is there already is left alone"
    made.unlink()
    assert sections.cut(show, episode, number) == made
    assert made.read_bytes() == data


@pytest.mark.parametrize("number", [0, 5, 10**9])
def test_what_an_episode_does_not_have_is_not_cut(
    show: Show, blip: Voice, article: Path, number: int
) -> None:
    episode = build_episode(show, article, Cast.alone(blip), "http://127.0.0.1:8000").episode
    assert sections.cut(show, with_text(show, episode), number) is None
    assert not show.sections.exists()
