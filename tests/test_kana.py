"""Kana as typed becomes katakana as said."""

from __future__ import annotations

import pytest

from narrate.readings.kana import as_katakana, long_vowels


@pytest.mark.parametrize(
    ("typed", "katakana"),
    [
        *(("ら ぐ", "ラグ"), ("ﾗｸﾞ", "ラグ"), ("ディープ・ブルー", "ディープブルー"), ("ラグ", "ラグ")),
        *(("ヷヸ", "ヴァヴィ"), ("わ\u3099", "ヴァ"), ("か\u3099", "ガ"), ("カ゛", "ガ"), ("ゕヶ", "カケ")),
    ],
)
def test_a_reading_may_be_typed_in_any_kana(typed: str, katakana: str) -> None:
    assert as_katakana(typed) == katakana


@pytest.mark.parametrize(
    ("kana", "said"),
    [
        ("ケンキュウ", "ケンキュー"),
        ("トウキョウ", "トーキョー"),
        ("アタラシイ", "アタラシー"),
        ("カタカナ", "カタカナ"),
        ("エイイチ", "エーイチ"),
        ("コウウリョウ", "コーウリョー"),
        ("オオオカ", "オーオカ"),
        ("ホウオウ", "ホーオー"),
    ],
)
def test_long_vowels_are_marked(kana: str, said: str) -> None:
    assert long_vowels(kana) == said
