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
