"""What is taken out of a line, and what looks like it and stays."""

from __future__ import annotations

import pytest

from narrate.article.inline_marks import without


@pytest.mark.parametrize(
    ("line", "said", "dropped"),
    [
        ("楽しい一日でした。 #運動会 #子育て", "楽しい一日でした。", "#運動会 #子育て"),
        ("楽しい一日でした！＃日常＃散歩", "楽しい一日でした！", "＃日常＃散歩"),
        ("言語はC #を使う", "言語はC #を使う", ""),
        ("見出しは #見出し と書きます。", "見出しは #見出し と書きます。", ""),
        ("直しました。#12", "直しました。#12", ""),
        ("#運動会 に出た。", "#運動会 に出た。", ""),
        ("次の二色を使った。 #fafafa #e0e0e0", "次の二色を使った。 #fafafa #e0e0e0", ""),
        ("チャンネルを作った。 #雑談 #質問", "チャンネルを作った。 #雑談 #質問", ""),
        ("この二語だった。#保育園落ちた", "この二語だった。#保育園落ちた", ""),
        ("社内の連絡は #general #random", "社内の連絡は #general #random", ""),
    ],
)
def test_tags_behind_a_paragraph_are_dropped(line: str, said: str, dropped: str) -> None:
    text, before, behind = without(line, has_tags=True)
    assert text == said
    assert not before
    assert [drop.text for drop in behind] == ([dropped] if dropped else [])


def test_tags_stay_in_an_item() -> None:
    assert without("タグを見た。 #運動会 #子育て")[0] == "タグを見た。 #運動会 #子育て"


def test_many_tags_before_a_word_stay() -> None:
    line = "#運動会 " * 50_000 + "終"
    assert without(line, has_tags=True)[0] == line
