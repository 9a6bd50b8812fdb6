"""Ads between dividers, as mails have them, and sections about ads that look like them."""

from __future__ import annotations

import pytest

from narrate.article.lines import lines_of

AD = "入門セットが今だけ20%OFF！\n届いた日から使える三点が入っています。"


@pytest.mark.parametrize(
    ("over", "under"),
    [
        ("＜PR＞------------------------------", "------------------------------------"),
        ("〈広告〉━━━━━━━━━━━━", "━━━━━━━━━━━━━━━"),
        ("【PR】━━━━━━━━━━━━", "━━━━━━━━━━━━━━━"),
        ("----- PR -----", "--------------"),
        ("━━━ 広告 ━━━", "━━━━━━━━"),
    ],
)
@pytest.mark.parametrize("ad", [AD, f"{AD}\n\nhttps://shop.example.com/set"])
def test_an_ad_between_dividers_is_not_read(over: str, under: str, ad: str) -> None:
    rows = ["味噌の話です。", "", over, *ad.split("\n"), under, "", "味噌は冷暗所で保存してください。"]
    read = [line.text for line in lines_of("\n".join(rows)) if not line.reason]
    assert read == [rows[0], rows[-1]]


@pytest.mark.parametrize(
    "text",
    [
        f"━━━ 広告 ━━━\n\n{AD}\n\n━━━━━━━━\n",
        f"----- PR -----\n{AD}\n\nそのあとは、味噌の話です。\n",
        f"----- PRの仕事 -----\n{AD}\n-----------\n",
        "━━━ 広告 ━━━\n" + AD * 12 + "\n━━━━━━━━\n",
    ],
)
def test_a_section_about_ads_is_read(text: str) -> None:
    read = "".join(line.text for line in lines_of(f"広告の話です。\n\n{text}") if not line.reason)
    assert "".join(AD.split()) in "".join(read.split())
