"""Manuals in plain text whose headings stand further left than their text."""

from __future__ import annotations

import datetime as dt

import pytest

from narrate.article import parse
from narrate.article.outdented import headings, not_read
from narrate.model import Article

MANUAL = """              川図 導入の手引き

                                   Version: 2.3.0
                                    Author: 川田 一郎
                                     Since: 3-Apr-1999
                               Last Change: 21-Nov-2023.

概要
  川図は川の地図を描く道具です。橋の名と岸の高さを入れると、
  流れの向きに合わせて線を引きます。

入れ方
  配られている書庫を開いて、好きな場所に置いてください。置いた
  あとで次のように打ちます。

    kawazu --init -o map.txt > log

  画面に表が出たら終わりです。

  古い版から
    古い版の設定はそのまま使えます。新しい版を別の場所に置くと、
    設定の写しを作ります。

謝辞:
  橋の名を教えてくださった方々に感謝します。
"""


def _spoken(article: Article) -> list[str]:
    return [p.text for section in article.sections for p in section.paragraphs]


def test_headings_further_left_are_chapters_and_fields_tell_of_the_text() -> None:
    article = parse(MANUAL, "a.txt")
    assert article.title == "川図 導入の手引き"
    assert (article.date, article.byline) == (dt.date(2023, 11, 21), "川田 一郎")
    assert [(s.heading, s.level) for s in article.sections[1:]] == [
        ("概要", 1),
        ("入れ方", 1),
        ("古い版から", 2),
        ("謝辞", 1),
    ]
    assert (
        "川図は川の地図を描く道具です。橋の名と岸の高さを入れると、流れの向きに合わせて線を引きます。"
        in _spoken(article)
    )
    dropped = {drop.text: drop.reason for drop in article.dropped}
    assert dropped["kawazu --init -o map.txt > log"] == "code block"
    assert dropped["Version: 2.3.0"] == "details of the post"


@pytest.mark.parametrize(
    "text",
    [
        "川の話\n\n  川は長い。\n\n橋の話\n\n橋は古い。\n\n岸の話\n\n岸は低い。\n",
        "川の話\n\n川は長い。橋は古い。\n\n一、川\n  長い。\n\n二、橋\n  古い。\n\n三、岸\n  低い。\n",
        "詩\n\n川\n  長い\n\n橋\n  古い\n\n岸\n  低い\n",
    ],
)
def test_what_is_not_written_so_is_left(text: str) -> None:
    assert headings(text.split("\n")) == {}


def test_a_manual_page_is_titled_by_its_name_and_has_its_capitals_as_chapters() -> None:
    parts = {
        "NAME": "kawazu - 川の地図を描く道具",
        "DESCRIPTION": "川の地図を描きます。橋の名も書けます。\n\n    JIS\n        古い字で書きます。",
        "BUGS": "岸が曲がって見えることがあります。",
        "EXAMPLE": "橋の名を並べて書きます。",
    }
    text = "\n\n".join(f"{name}\n    {words}" for name, words in parts.items())
    article = parse(text, "a.txt")
    assert article.title == "kawazu - 川の地図を描く道具"
    assert [section.heading for section in article.sections[1:]] == ["DESCRIPTION", "BUGS", "EXAMPLE"]


def test_a_long_row_of_signs_takes_no_longer_than_others() -> None:
    rows = f"{MANUAL}\n    {';' * 100_000}の話\n".split("\n")
    assert "の話" not in "".join(not_read(rows, 7))
