"""What is taken out of a line, and what looks like it and stays."""

from __future__ import annotations

import pytest

from narrate.article.inline_marks import without


@pytest.mark.parametrize(
    ("line", "said", "dropped"),
    [
        ("楽しい一日でした。 #運動会 #子育て", "楽しい一日でした。", "#運動会 #子育て"),
        ("楽しい一日でした。＃日常", "楽しい一日でした。", "＃日常"),
        ("楽しい一日だった #運動会 #子育て", "楽しい一日だった", "#運動会 #子育て"),
        ("言語はC #を使う", "言語はC #を使う", ""),
        ("見出しは #見出し と書きます。", "見出しは #見出し と書きます。", ""),
        ("直しました。#12", "直しました。#12", ""),
        ("#運動会 に出た。", "#運動会 に出た。", ""),
    ],
)
def test_tags_behind_a_paragraph_are_dropped(line: str, said: str, dropped: str) -> None:
    text, before, behind = without(line)
    assert text == said
    assert not before
    assert [drop.text for drop in behind] == ([dropped] if dropped else [])


def test_many_tags_before_a_word_stay() -> None:
    line = "#運動会 " * 50_000 + "終"
    assert without(line)[0] == line
