"""Calls over a button and goods with prices in plain texts; what an author cries out is read."""

from __future__ import annotations

import pytest

from narrate.article.calls import places


@pytest.mark.parametrize(
    "rows",
    [
        ["＼ 最短当日にお伺い！ ／", "無料で窓の診断を申し込む"],
        ["＼ 介護の求人を探すなら ／", "mikke.example", "全国8万件の求人から検索。登録は1分。"],
        ["◎棒焙じ茶 100g　税込864円", "⇒ https://example.com/robata"],
        ["▼飲みくらべ3種セット【送料無料】", "100g×3　2,500円（税込）", "https://example.com/set3"],
    ],
)
def test_a_call_or_goods_are_told(rows: list[str]) -> None:
    text = ["町の話をする。", "", *rows, "", "川の話をする。"]
    assert list(places(text)) == list(range(2, 2 + len(rows)))


@pytest.mark.parametrize(
    "rows",
    [
        ["＼できたー！／", "三日かかりました。"],
        ["コロッケは九十円だった。", "https://example.com/"],
        ["・みかん　三個で百円", "・釘　一袋で八十円"],
    ],
)
def test_what_an_author_says_is_no_call(rows: list[str]) -> None:
    assert list(places(["町の話をする。", "", *rows, "", "川の話をする。"])) == []


def test_a_heading_over_goods_is_read_unless_rules_are_around_them() -> None:
    goods = ["■今月の一冊", "『川の本』　1,800円（税込）", "https://example.com/book"]
    assert list(places(["", *goods, "", "この本は川の話だ。"])) == [2, 3]
    assert list(places(["＝＝＝＝", *goods, "＝＝＝＝"])) == [1, 2, 3]
