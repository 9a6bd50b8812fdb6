"""Headings of plain texts that stand in unusual places or dress: agendas in minutes, boxes in mails."""

from __future__ import annotations

import pytest

from narrate.article import parse

SAID = "田中：では始めます。前回の宿題を確認しましょう。"


def headings(text: str) -> list[str]:
    return [section.heading for section in parse(text, "a.txt").sections]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("rows", ["日時：2025年10月21日\n出席者：東海林、長谷", "出席者：東海林、長谷"])
def test_each_item_of_an_agenda_over_its_talk_is_a_heading(rows: str, gap: str) -> None:
    items = ["議題1：日程について", "議題2：予算"]
    text = "\n\n".join(["会議メモ\n" + rows, gap.join([items[0], SAID, items[1], SAID])])
    assert headings(text) == ["会議メモ", *items]


def test_the_agenda_itself_and_one_item_alone_are_no_headings() -> None:
    assert headings(f"会議メモ\n出席者：東海林、長谷\n\n議題1：日程\n議題2：予算\n{SAID}") == ["会議メモ"]
    assert headings(f"会議メモ\n出席者：東海林、長谷\n議題1：日程\n{SAID}") == ["会議メモ"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("┃１┃浅煎りブームの次に来るもの", "浅煎りブームの次に来るもの"),
        ("│2│ 家での淹れ方", "家での淹れ方"),
        ("◇◆◇ 今週のプレゼント ◇◆◇", "今週のプレゼント"),
        ("★☆今週のプレゼント☆★", "今週のプレゼント"),
    ],
)
def test_headings_as_mails_dress_them(line: str, heading: str) -> None:
    text = f"川の便り\n\n川は流れています。\n\n{line}\n抽選で5名様に、豆を差し上げます。\n\nでは、また。"
    assert headings(text) == ["川の便り", heading]


@pytest.mark.parametrize("line", ["★★買いました！★★", "◆◆では、始めます。◆◆", "┃１┃２┃"])
def test_what_is_said_between_signs_is_no_heading(line: str) -> None:
    assert headings(f"川の便り\n\n川は流れています。\n\n{line}\n豆を差し上げます。\n\nでは、また。") == [
        "川の便り"
    ]


def test_an_outline_goes_on_from_a_chapter_to_its_parts_and_to_the_next_chapter() -> None:
    said = "川は山から海へと流れていき、途中でいくつもの町を通ります。"
    text = (
        f"1. はじめに\n{said}\n2. 方法\n2.1 場所\n{said}\n2.2 期間\n{said}\n"
        f"持ち物は次の二つです。\n1. 地図\n2. 水筒\n{said}\n3. 結果\n3.1 上流\n{said}\n"
    )
    found = headings(f"川の長さを測る\n\n{said}\n\n{text}")
    chapters = ["1. はじめに", "2. 方法", "場所", "期間", "3. 結果", "3.1 上流"]
    assert found == ["川の長さを測る", *chapters]
