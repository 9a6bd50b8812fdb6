"""Two digits in kanji for about so many, and where they are one number."""

from __future__ import annotations

import pytest

from narrate.readings import numbers


def spoken(text: str) -> str:
    at, said = 0, []
    for start, end, reading, _ in numbers.readings_of(text, 0, len(text)):
        said += [text[at:start], reading]
        at = end
    return "".join([*said, text[at:]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二三日前のこと", "にサンニチ前のこと"),
        ("三四日して、四五日待つ", "サンヨッカして、シゴニチ待つ"),
        ("八九日休む", "ハチクニチ休む"),
        ("五六人と二三冊", "ゴ六人とに三冊"),
        ("三十五六で", "三十ゴ六で"),
        ("四十七八の女", "四十シチ八の女"),
        ("二十四五歳", "二十シ五歳"),
        ("百五六十円", "百ゴ六十円"),
        ("二三百メートル", "に三百メートル"),
        ("五六年前に", "ゴ六年前に"),
    ],
)
def test_about_so_many_are_two_numbers(text: str, expected: str) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "五月二三日",
            "第二三回",
            "六七年中東戦争",
            "二三日来日した",
            "水温二三度",
            "四五回卒業生",
            "一九三四年",
            "七八年に発売",
            "昭和七八年前後",
            "二三日付",
            "三四郎",
            "一二三",
        ),
        *("東京二三区", "二三号", "二三歳", "二十三人", "一二〇人", "三一人", "六四人"),
    ],
)
def test_one_number_stays_one(text: str) -> None:
    assert spoken(text) == text
