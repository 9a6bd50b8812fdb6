"""Hatena's notation: read as its author meant it, and taken for nothing else."""

from __future__ import annotations

import pytest

from narrate.article import hatena, parse
from narrate.model import Article

TEXT = """\
*1703084400*[川]橋を直した話
今日は橋を直した話を書きます((去年の話です))。

** 直した理由
理由は[https://example.com/bashi:title=前の話]に書いた通りです。
- 古い
-- とくに板が古い
+ まず外す
+ 次に渡す

>|python|
print("川")
||<

*** 手順
>>
急いではならない。
<<
|*道具|*数|
|金槌|二|
[https://example.com/mizu:embed:cite]
:板:杉の板です。
詳しくは[[橋]]を見てください。
====
おしまい。
"""


def said(article: Article) -> list[str]:
    return [paragraph.text for section in article.sections for paragraph in section.paragraphs]


def test_all_of_it_is_read_as_it_is_meant() -> None:
    article = parse(TEXT, "a.txt")
    assert [section.heading for section in article.sections] == ["橋を直した話", "直した理由", "手順"]
    assert said(article) == [
        "橋を直した話",
        "今日は橋を直した話を書きます。",
        "直した理由",
        "理由は前の話に書いた通りです。",
        *("古い", "とくに板が古い", "1. まず外す", "2. 次に渡す"),
        "手順",
        "急いではならない。",
        "板：杉の板です。",
        "詳しくは橋を見てください。",
        "おしまい。",
    ]
    reasons = {piece.reason for piece in article.dropped}
    assert reasons >= {"code block", "table", "embedded", "footnotes", "attributes"}


def test_several_headings_of_the_first_level_are_chapters() -> None:
    article = parse(
        "* 朝\n川へ行きました。\n>||\nmake\n||<\n* 夜\n[f:id:kawa:1:plain]\n帰りました。\n", "a.txt"
    )
    assert [section.heading for section in article.sections][-2:] == ["朝", "夜"]


@pytest.mark.parametrize(
    "text",
    [
        "# 橋の話\n\n川です。((注))\n\n[https://example.com/a:embed:cite]\n\n** 太い\n",
        "川です((注))。[https://example.com/a:title]を見てください。\n",
        "* 橋\n* 川\n\n**太い字**です。\n\n| a | b |\n",
        "```\n>||\n||<\n```\n\n>>\n<<\n",
        "** 橋\n\n川です。\n",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert not hatena.is_hatena(text)


@pytest.mark.parametrize(
    "text", ["*a*[b]\n>>\n[f:id:", ">||\n**\n((a))\n", "*a*題\n>|x|\n", "** a\n|*b|\n:c:d\n>>"]
)
def test_what_is_left_open_is_read_all_the_same(text: str) -> None:
    letters = [char for char in text if char.isalpha()]
    written = hatena.to_markdown(text)
    assert all(written.count(char) >= letters.count(char) for char in letters)


def test_a_quote_may_be_in_a_quote_and_what_is_open_without_end_is_read() -> None:
    article = parse(
        "** 橋\n\n>>\n外です。\n>>\n中です。\n<<\nまた外です。\n<<\nおしまいです((注))。\n", "a.txt"
    )
    assert [text for text in said(article) if text[0] in "外中また"] == [
        "外です。",
        "中です。",
        "また外です。",
    ]
    assert "<<" not in {drop.text for drop in article.dropped}
    opened = ">>\n" * 5000
    assert said(parse(f"** 橋\n\n川です((注))。\n{opened}海です。\n", "a.txt"))[-1] == "海です。"


def test_the_seconds_before_a_title_say_its_day() -> None:
    text = "*1770217200*[日記]川の話\n川へ行った。\n** 橋\n橋は古い。((とても))\n** 岸\n岸は低い。\n"
    article = parse(text, "a.txt")
    assert (article.title, str(article.date)) == ("川の話", "2026-02-05")


def test_comments_in_code_are_no_headings_of_markdown() -> None:
    code = ">|perl|\n# 川を読む\nread_river();\n||<\n"
    text = f"川の話\n\n** はじめに\n今日は川の話をします。\n\n{code}\nおわりです。\n"
    article = parse(text, "a.txt")
    assert [section.heading for section in article.sections][-1] == "はじめに"
    assert ("code block", True) in {(drop.reason, "# 川を読む" in drop.text) for drop in article.dropped}


def test_what_a_calendar_has_under_the_title_is_no_text() -> None:
    fields = "meta-author: kawa\nmeta-date: 2011-12-09\n"
    text = f"川の話\n{fields}\n** はじめに\n今日は川の話をします。\n\n>||\na\n||<\n"
    article = parse(text, "a.txt")
    assert (article.title, article.byline, str(article.date)) == ("川の話", "kawa", "2011-12-09")
