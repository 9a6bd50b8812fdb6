"""Plain texts with marked headings, signed ones and lists of changes, beside others that look like them."""

from __future__ import annotations

import datetime as dt

import pytest

from narrate.article import parse
from narrate.model import Article

DOCUMENT = """= 川の調査について(第2版)

この調査では、川の水の深さと温度を、上流から下流まで五つの場所で一年の間
はかりました。

== 場所

場所は以下の二つです。

: 上の橋

    上の橋では、以下をはかりました。

    * 深さ
    * 温度

: 下の橋
    駅の近くにある古い橋です。

== 方法

=== 深さ

深さは竿ではかり、値は以下のところに置いてあるノートに
書きました。
竿が届かないときは、次のようにしました。

  (1) 綱に石をつけて、橋の上から川の底までゆっくりとおろしていく
  (2) 綱のぬれたところまでの長さを、岸に上がってから巻き尺ではかる

川岸の石

石は数えていません。
"""
UNDERLINED = """川の地図 説明書
===============

このソフトは川の地図を描きます。

動かし方
--------

ボタンを押すと地図が出ます。

■注意
押しすぎると固まります。

ファイル
--------

map.exe ------- 実行するもの
map.txt ------- この説明書

ライセンス
----------

この地図は自由に使えます。
"""
SIGNED = """-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

川の水がにごった件について

きのう、川の水がにごりました。雨のせいだと思われます。

- - 上の橋では透明でした
- - 下の橋ではにごっていました

雨がやめば澄むと思います。

2004年7月26日
川の水調査グループ
川辺 花子 <hanako@a.example>
-----BEGIN PGP SIGNATURE-----
Version: GnuPG v1.2.4 (GNU/Linux)

iD8DBQFBBKcJZ3GizHGDKdwRAlWdAKCFXN+Dh4qNO0WBlPn4mhZmcQF2FACfSrKr
=7RmM
-----END PGP SIGNATURE-----
"""
PROSE = "川の水は山に降った雨が集まって流れ、途中でいくつもの町を通って海に出ます。"


def _headings(article: Article) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in article.sections[1:]]


def _spoken(article: Article) -> list[str]:
    return [p.text for section in article.sections for p in section.paragraphs]


def test_headings_with_marks_are_the_only_ones() -> None:
    article = parse(DOCUMENT, "a.txt")
    assert article.title == "川の調査について(第2版)"
    assert _headings(article) == [(1, "場所"), (1, "方法"), (2, "深さ")]


def test_terms_lists_and_paragraphs_of_a_document_are_read() -> None:
    spoken = _spoken(parse(DOCUMENT, "a.txt"))
    assert "・上の橋" in spoken
    assert "・下の橋" in spoken
    assert "深さは竿ではかり、値は以下のところに置いてあるノートに書きました。" in spoken
    assert "(2) 綱のぬれたところまでの長さを、岸に上がってから巻き尺ではかる" in spoken
    assert "川岸の石" in spoken


def test_headings_of_one_depth_are_no_title() -> None:
    text = f"川と山\n\n= 川のこと\n\n{PROSE}\n\n= 山のこと\n\n{PROSE}\n"
    article = parse(text, "a.txt")
    assert article.title == "川と山"
    assert _headings(article) == [(1, "川のこと"), (1, "山のこと")]


def test_one_heading_may_be_the_title() -> None:
    article = parse(f"\n= 川の話\n\n{PROSE}\n", "a.txt")
    assert (article.title, _spoken(article)) == ("川の話", ["川の話", PROSE])
    assert parse(f"= 川の話\n{PROSE}\n", "a.txt").title == "= 川の話"


@pytest.mark.parametrize(
    "text",
    [
        f"川の話\n\n{PROSE}\n\n= の意味\n{PROSE}\n\n{PROSE}",
        f"川の話\n\n{PROSE}\n========\n{PROSE}\n========\n{PROSE}\n========\n",
        f"川の話\n\n{PROSE}\n\n: 川\n\n{PROSE}",
        f"川の話\n\n{PROSE}\n\n■持ち物\n\n** 水筒\n** 帽子\n\n{PROSE}",
    ],
)
def test_a_text_without_marked_headings_is_read_as_others(text: str) -> None:
    article = parse(text, "a.txt")
    assert article.title == "川の話"
    assert _spoken(article).count(PROSE) == text.count(PROSE)


def test_underlined_words_are_headings_over_text_or_a_table_and_nothing_else_is() -> None:
    article = parse(UNDERLINED, "a.txt")
    assert article.title == "川の地図 説明書"
    assert _headings(article) == [(1, "動かし方"), (1, "ファイル"), (1, "ライセンス")]
    assert "■注意" in _spoken(article)
    reasons = {piece.text: piece.reason for piece in article.dropped}
    assert reasons["map.txt ------- この説明書"] == "table"


def test_what_a_program_put_around_a_signed_text_is_not_read() -> None:
    article = parse(SIGNED, "a.txt")
    assert (article.title, article.byline) == ("川の水がにごった件について", "川辺 花子")
    assert article.date == dt.date(2004, 7, 26)
    assert "- 上の橋では透明でした" in _spoken(article)
    assert not any("PGP" in text or "SHA" in text or "iD8D" in text for text in _spoken(article))


def test_dashes_of_a_text_that_is_not_signed_stay() -> None:
    article = parse(f"川の話\n\n{PROSE}\n\n- - 橋の話です。\n", "a.txt")
    assert any("橋の話です。" in text for text in _spoken(article))


@pytest.mark.parametrize(
    ("rows", "is_read"),
    [
        ("- version: 0.0.8\n+ version: 0.1.1", False),
        ("- Ruby\n+ Perl", True),
        ("- 深さ: 3\n+ 深さ: 4", True),
    ],
)
def test_lists_of_changes_are_code(rows: str, is_read: bool) -> None:
    spoken = "\n".join(_spoken(parse(f"川の話\n\n{PROSE}\n\n{rows}\n\n{PROSE}\n", "a.txt")))
    assert all((row in spoken) is is_read for row in rows.split("\n"))


def test_an_address_in_brackets_is_whole() -> None:
    article = parse(f"川の話\n\n{PROSE}\n\n  <URL:https://a.example/b/c.diff>\n\n{PROSE}\n", "a.txt")
    assert "URL" not in "".join(_spoken(article))


def test_a_wiki_has_the_marks_behind_its_headings_too() -> None:
    text = f"川の話\n\n== 上流 ==\n\n{PROSE}\n\n=== 橋 ===\n\n{PROSE}\n\n== a == b\n\n{PROSE}\n"
    headings = [section.heading for section in parse(text, "a.txt").sections]
    assert headings == ["川の話", "上流", "橋", "a == b"]


def test_rows_of_a_sum_are_no_headings() -> None:
    article = parse(f"川の話\n\n{PROSE}\n\n3 + 4 + 5\n\n= 7 + 5\n\n= 12\n\n{PROSE}\n", "a.txt")
    assert not {"7 + 5", "12"} & {section.heading for section in article.sections}


LICENCE = """MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy
of this map, to deal in the map without restriction.

The above copyright notice and this permission notice shall be included.

3. Neither the name of the river nor the names of its keepers may be used.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY."""


def test_a_licence_in_english_is_not_read() -> None:
    article = parse(f"川の話\n\n{PROSE}\n\n{LICENCE}\n\n{PROSE}\n", "a.txt")
    spoken = "\n".join(_spoken(article))
    assert not any(
        words in spoken for words in ("MIT License", "ermission", "keepers", "WARRANTY", "IMPLIED")
    )
    assert spoken.count(PROSE) == 2


@pytest.mark.parametrize(
    "row",
    [
        "MIT Licenseは短い。Permission is hereby grantedで始まる。",
        "The bridge is old and the river under it is wide and slow.",
        "THE RIVER IS WIDE AND THE BRIDGE OVER IT IS OLD AND NARROW.",
        "Neither the name of the village nor that of the river was known to us.",
        "The copyright notice on my first book was wrong, and so was its name.",
    ],
)
def test_what_is_no_licence_is_read(row: str) -> None:
    assert row in _spoken(parse(f"川の話\n\n{PROSE}\n\n{row}\n\n{PROSE}\n", "a.txt"))


def test_a_label_of_notes_to_a_program_says_the_title() -> None:
    rule = "=" * 40
    head = f"{rule}\n【ソフト名】　川の地図 Ver 2.1\n【動作環境】　どれでも\n{rule}\n"
    article = parse(f"{head}\n{UNDERLINED.split(chr(10), 3)[3]}", "a.txt")
    assert article.title == "川の地図 Ver 2.1"


TIMES = """川のあふれた日

きのうの川の様子を時刻とともに記します。

5/19       上の橋で水がふえはじめたのを、橋の近くに住む人が見つけて
           知らせる
5/20 02:46 下の橋の近くで水が道にあふれ、近くの家の人が学校に逃げたあと、消防の
           人が来て土のうを積む
5/20 11:15 雨がやんで、学校に逃げていた人たちが家に帰りはじめたと町が知らせてきた
5/21       水が引く
"""


def test_entries_beside_their_days_are_whole() -> None:
    spoken = [" ".join(text.split()) for text in _spoken(parse(TIMES, "a.txt"))]
    assert spoken[2:] == [
        "5/19 上の橋で水がふえはじめたのを、橋の近くに住む人が見つけて知らせる",
        "5/20 02:46 下の橋の近くで水が道にあふれ、近くの家の人が学校に逃げたあと、消防の人が来て土のうを積む",
        "5/20 11:15 雨がやんで、学校に逃げていた人たちが家に帰りはじめたと町が知らせてきた",
        "5/21 水が引く",
    ]


def test_short_entries_of_one_day_are_apart() -> None:
    entries = "5/19  家を出る\n      橋に着く\n5/20  川をくだる\n      海に着く"
    spoken = _spoken(parse(f"川の旅\n\n{PROSE}\n\n{entries}\n\n{PROSE}\n", "a.txt"))
    assert not any("家を出る" in text and "橋に着く" in text for text in spoken)


def test_listings_between_fences_are_not_read_and_a_heading_of_changes_is() -> None:
    listing = "----\nkakeibo --import a.csv\nkakeibo --export\n----"
    changes = "* 2.1 印刷を直した\n* 2.0 最初の版"
    text = f"= 家計簿\n\n== 使い方\n\n{PROSE}\n\n{listing}\n\n{PROSE}\n\n== 更新履歴\n\n{changes}\n"
    article = parse(text, "a.txt")
    assert [section.heading for section in article.sections] == ["家計簿", "使い方", "更新履歴"]
    assert [drop.reason for drop in article.dropped if drop.text.startswith("kakeibo")] == ["code block"] * 2
