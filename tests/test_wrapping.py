"""Lines that were broken at a fixed width; a row that stands for itself is joined with none."""

from __future__ import annotations

import pytest

from narrate.article.wrapping import unwrapped, without_hanging

TEXT = ["川は山から町を通って海へ流れ、町の人はその水で米を作ってい", "ます。"] * 9
"""Prose broken at 58 columns."""


@pytest.mark.parametrize(
    ("row", "following"),
    [
        ("・川は山から町を通って海へ流れ、町の人はその水で米を作っ", "  ている"),
        ("・泡立てネットを使い、いつもの倍の時間をかけ", "  て泡を育てる"),
    ],
)
def test_a_row_that_was_broken_is_joined_with_what_hangs_under_it(row: str, following: str) -> None:
    assert without_hanging([*TEXT, "", row, following])[-1] == row + following.strip()


@pytest.mark.parametrize(
    ("row", "following"),
    [
        ("・日時は2026年4月3日（金）午後一時から三時まで", "  会費は五百円"),
        ("1. 玉ねぎを薄切りにして、油をひいた鍋で弱火で炒める", "   ポイント：焦がさない"),
        ("・川は山から町を通って海へ流れ、次の命令をそのまま入れ（空", "  npm install"),
    ],
)
def test_a_row_of_its_own_is_joined_with_none(row: str, following: str) -> None:
    for text in ([], TEXT):
        rows = [*text, "", row, following]
        assert without_hanging(rows) == rows


def test_lines_of_one_width_are_joined_to_paragraphs() -> None:
    assert unwrapped(TEXT[:4]) == ["".join(TEXT[:2])] * 2


@pytest.mark.parametrize(
    "address", ["https://river.example/", "https://river.example/letters/unsubscribe/all/of/it"]
)
@pytest.mark.parametrize(
    ("below", "are_apart"), [("返信には答えられません。", True), ("を見てください。", False)]
)
def test_an_address_alone_is_joined_only_with_what_goes_on_in_its_sentence(
    address: str, below: str, are_apart: bool
) -> None:
    over = "川は山から町を通って海へ流れ、町の人はその水で米を作っていて詳しく"
    rows = unwrapped([*TEXT, "", over, address.ljust(58, "a"), below])
    assert (rows[-1] == below) == are_apart
