"""Texts copied out of a browser: which of their lines are headings."""

from __future__ import annotations

import pytest

from narrate.article import parse

PARAGRAPH = (
    "川は山から海へと流れていき、途中でいくつもの町を通ります。町ごとに橋があり、橋ごとに名があります。"
)
HABIT = "".join(f"{name}\n{PARAGRAPH}\n\n" for name in ("川の始まり", "川の橋", "川の終わり", "川の名"))


def headings(text: str) -> list[str]:
    return [section.heading for section in parse(text, "a.txt").sections][1:]


def copied(line: str, below: str = PARAGRAPH) -> str:
    return f"川を歩く\n\n{HABIT}{line}\n{below}\n\n{PARAGRAPH}\n"


@pytest.mark.parametrize(
    "line",
    [
        "この名前はずっとこのまま使い続けていくものなのでしょうか？",
        "川の橋を全部数えて歩いた人がいまも町のどこかに住んでいるというはなしの続き",
        "Rと川",
    ],
)
def test_a_line_right_over_its_paragraph_is_a_heading_where_all_are(line: str) -> None:
    assert line in headings(copied(line))


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("「川は深いのでしょうか」", PARAGRAPH),
        ("川について次のように聞きました：", PARAGRAPH),
        ("橋をかけるための木を山から切り出し、川に浮かべて流し", PARAGRAPH),
        ("川の水が少ない年には、橋の下を歩いて渡れたので", PARAGRAPH),
        ("river.conf", f"という名前で{PARAGRAPH}"),
        ("kawa", f"が{PARAGRAPH}"),
        ("～ 春の川から ～", PARAGRAPH),
        ("雨の日には橋の下を歩きませんし、川の水がいつもより多い日にもやはり川のそばは歩きません", PARAGRAPH),
        ("・橋の名", PARAGRAPH),
        ("12:30", PARAGRAPH),
        ("受付時間：平日9時から", PARAGRAPH),
    ],
)
def test_what_is_said_or_told_over_a_paragraph_is_no_heading(line: str, below: str) -> None:
    assert line not in headings(copied(line, below))


def test_the_first_heading_stands_right_under_the_title() -> None:
    assert headings(f"川を歩く\n川のはじまりは、どこなのでしょう？\n{PARAGRAPH}\n\n{HABIT}")[0].startswith(
        "川のは"
    )


def test_claims_with_numbers_over_their_paragraphs_are_headings() -> None:
    claims = ["1. 川は、だれでも歩けます。", "2. 橋は、だれでも渡れます。", "3. 海は、だれでも見られます。"]
    text = "\n\n".join(f"{claim}\n{PARAGRAPH}" for claim in claims)
    assert headings(f"川を歩く\n\n{PARAGRAPH}\n\n{text}\n") == claims
    listed = "\n".join(claims)
    assert headings(f"川を歩く\n\n{PARAGRAPH}\n\n{listed}\n\n{PARAGRAPH}\n") == []
