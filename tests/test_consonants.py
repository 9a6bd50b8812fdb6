"""Names in katakana and in Latin letters that are one by their consonants, and others."""

from __future__ import annotations

import pytest

from narrate.readings.consonants import are_alike


@pytest.mark.parametrize(
    ("katakana", "latin"),
    [
        ("コンセルボ", "CONSERVO"),
        ("パティスリー", "Pâtisserie"),
        ("サーカス", "circus"),
        ("キッチン", "KITCHEN"),
        ("コンパクト", "compact"),
        ("フォトグラフ", "photograph"),
    ],
)
def test_a_name_is_known_by_its_consonants(katakana: str, latin: str) -> None:
    assert are_alike(katakana, latin)


@pytest.mark.parametrize(
    ("katakana", "latin"),
    [
        ("チャットボット", "ChatGPT"),
        ("グラフィックボード", "GPU"),
        ("スタンダード", "STD"),
        ("ルポ", "repos"),
        ("パイ", "pie"),
    ],
)
def test_a_translation_an_abbreviation_and_a_short_word_tell_nothing(katakana: str, latin: str) -> None:
    assert not are_alike(katakana, latin)
