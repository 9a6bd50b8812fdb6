"""Temples are read in on, those that everybody knows by the voice."""

from __future__ import annotations

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader

READER = Reader.load([])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("龍光寺に参る", "リューコージニマイル"),
        ("41番龍光寺は雨だ", "ヨンジューイチバンリューコージワアメダ"),
        ("札所善楽寺へ歩く", "フダショゼンラクジエアルク"),
        ("真福寺の鐘", "シンプクジノカネ"),
        ("専称寺住職の話", "センショージジューショクノハナシ"),
    ],
)
def test_a_temple_is_read_in_on(text: str, said: str) -> None:
    spoken = READER.read(text)
    assert kana(spoken.text) == said
    assert kana(text) != said
    assert [reading.rule for reading in spoken.readings] == ["temple"]


@pytest.mark.parametrize(
    "text", ["法隆寺の塔", "善光寺へ行く", "清水寺の舞台", "大光寺町に住む", "高龍光寺の話"]
)
def test_known_temples_and_parts_of_longer_names_are_left_to_the_voice(text: str) -> None:
    assert not [reading for reading in READER.read(text).readings if reading.rule == "temple"]
