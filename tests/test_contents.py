"""A table of contents that no label names, told by its entries."""

from __future__ import annotations

from narrate.article import contents

TEXT = "川は山から海へ流れる。"


def test_lines_that_come_again_over_text_are_a_table_of_contents() -> None:
    texts = ["川の話", "1 上流", "2 中流", "3 下流", TEXT, "上流", TEXT, "中流", TEXT, "■下流", TEXT]
    assert contents.find(texts) == contents.Contents(frozenset({1, 2, 3}), frozenset({5, 7, 9}))


def test_a_table_after_the_text_is_one_too() -> None:
    texts = ["上流", TEXT, "中流", TEXT, "下流", TEXT, "上流", "中流", "下流", "川の新聞"]
    assert contents.find(texts) == contents.Contents(frozenset({6, 7, 8}), frozenset({0, 2, 4}))


def test_a_refrain_is_none_though_its_lines_come_again() -> None:
    verse = ["川よ流れよ", "海まで流れよ", "春まで流れよ"]
    assert contents.find([*verse, TEXT, *verse, TEXT]).entries == set()


def test_a_menu_that_the_foot_of_a_page_has_again_is_none() -> None:
    menu = ["トップ", "くらし", "地域", "天気"]
    assert contents.find([*menu, TEXT, TEXT, *menu]).entries == set()


def test_two_lines_are_no_table() -> None:
    assert contents.find(["上流", "下流", TEXT, "上流", TEXT, "下流", TEXT]).entries == set()


def test_an_author_without_full_stops_has_a_table_too() -> None:
    said = [f"川沿いの道を{n}回歩いてみたら思ったより近かった" for n in range(9)]
    texts = ["上流", "中流", "下流", "上流", *said[:3], "中流", *said[3:6], "下流", *said[6:]]
    assert contents.find(texts) == contents.Contents(frozenset({0, 1, 2}), frozenset({3, 7, 11}))


def test_a_heading_over_a_list_or_another_heading_is_the_line_most_apart() -> None:
    texts = ["道具#", "鋸", TEXT, "板#", "長さ#", TEXT, "温度#", TEXT, "次の話", "道具", "板", "長さ", "温度"]
    assert contents.find(texts) == contents.Contents(frozenset({9, 10, 11, 12}), frozenset({0, 3, 4, 6}))


def test_what_is_between_a_label_and_a_rule_is_a_table_though_it_says_more_than_a_heading() -> None:
    texts = [
        "■ INDEX ■",
        "[1] 特集：川",
        "[2] 中流",
        "[3] 下流",
        "----",
        "特集",
        TEXT,
        "中流",
        TEXT,
        "下流",
        TEXT,
    ]
    assert contents.find(texts).entries == {0, 1, 2, 3}
