"""Laws, ordinances and rules of clubs as plain texts, beside texts that only speak of them."""

from __future__ import annotations

import datetime as dt

import pytest

from narrate.article import parse
from narrate.article.statutes import day
from narrate.model import Article

ORDINANCE = """かわべ市川遊び場条例

平成20年3月28日
条例第5号
改正　平成24年3月30日条例第12号

目次
第1章　総則（第1条―第3条）
第2章　利用（第4条）
附則

第1章　総則

（目的）
第1条　この条例は、川遊び場の管理について
必要な事項を定めるものとする。

（定義）
第2条　この条例における用語の意義は、次のとおりとする。
（1）　川遊び場　川岸に設けた遊び場
（2）　利用者　川遊び場を使う者

第3条　削除

第2章　利用

（許可）
第4条　川遊び場を使おうとする者は、市長の許可を受けなければならない。

附　則
この条例は、平成20年4月1日から施行する。
"""
BROKEN = """かわべ教育規程
（昭和六十三年三月三十一日文部省令第六号）最終改正：平成一九年一二月二五日文部科学省令第四〇号
　川の学校法
（昭和二十二年法律第二十六号）第四十三条
、第四十五条第四項
及び第八十八条
の規定に基づき、かわべ教育規程を次のように定める。
（趣旨）
第一条

　この省令は、川の学校法施行規則
（昭和二十二年文部省令第十一号）第三条
の規定により、同令
の特例を定めるものとする。

（休業日）
第二条

　休業日は、教育委員会が定める。

２

　前項の休業日には、川で遊ぶことができる。

　　　附　則　（平成五年三月一〇日文部省令第五号）　抄
１
　この省令は、平成五年四月一日から施行する。
"""
CLUB = """かわべ読書会　会則

第1条（名称）
本会は、かわべ読書会と称する。
第2条（役員）
本会に次の役員を置く。
一　会長　一名
二　会計　一名
附則
（施行期日）
1　本会則は、2024年4月1日から施行する。
"""
ONE_ROW = """利用規約

この規約は、川の地図の使い方を定めるものです。

第1条（適用）この規約は、すべての利用者に適用されます。

第2条（登録）登録する方は、この規約に同意してください。
"""
SPEAKS_OF_IT = """条例を読んでみた

先週、市の条例が改正されたと聞いて、読んでみました。思ったより短い条例です。

（目的）
第1条　この条例は、川で遊ぶ子どもの安全を守ることを目的とする。
（市の責務）
第2条　市は、必要な施策を行うものとする。

川はだれのものか

第1条の「子どもの」という言葉が気になりました。
第2条（市の責務）の書き方も変わっています。大人は遊んではいけないのでしょうか。
"""


def _headings(article: Article) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in article.sections[1:]]


def _spoken(article: Article) -> list[str]:
    return [p.text for section in article.sections for p in section.paragraphs]


def test_chapters_are_over_captions() -> None:
    article = parse(ORDINANCE, "a.txt")
    assert _headings(article) == [
        (1, "第1章　総則"),
        (2, "（目的）"),
        (2, "（定義）"),
        (1, "第2章　利用"),
        (2, "（許可）"),
        (1, "附　則"),
    ]
    assert "第1条　この条例は、川遊び場の管理について必要な事項を定めるものとする。" in _spoken(article)
    assert "第3条　削除" in _spoken(article)


def test_what_is_under_the_title_is_told_and_not_read() -> None:
    article = parse(ORDINANCE, "a.txt")
    assert (article.title, article.date) == ("かわべ市川遊び場条例", dt.date(2008, 3, 28))
    reasons = {piece.text: piece.reason for piece in article.dropped}
    assert reasons["条例第5号"] == reasons["改正　平成24年3月30日条例第12号"] == "details of the post"
    assert "table of contents" in reasons.values()


def test_sentences_broken_at_links_are_whole() -> None:
    article = parse(BROKEN, "a.txt")
    assert (article.title, article.date) == ("かわべ教育規程", dt.date(1988, 3, 31))
    assert [heading for _, heading in _headings(article)] == [
        "（趣旨）",
        "（休業日）",
        "附　則　（平成五年三月一〇日文部省令第五号）　抄",
    ]
    assert _spoken(article)[1:] == [
        "川の学校法（昭和二十二年法律第二十六号）第四十三条、第四十五条第四項及び第八十八条の規定に基づき、"
        "かわべ教育規程を次のように定める。",
        "（趣旨）",
        "第一条　この省令は、川の学校法施行規則（昭和二十二年文部省令第十一号）第三条の規定により、"
        "同令の特例を定めるものとする。",
        "（休業日）",
        "第二条　休業日は、教育委員会が定める。",
        "２　前項の休業日には、川で遊ぶことができる。",
        "附　則　（平成五年三月一〇日文部省令第五号）　抄",
        "１　この省令は、平成五年四月一日から施行する。",
    ]


def test_articles_with_their_names_behind_the_number_are_headings() -> None:
    article = parse(CLUB, "a.txt")
    assert [heading for _, heading in _headings(article)] == [
        "第1条（名称）",
        "第2条（役員）",
        "附則",
        "（施行期日）",
    ]
    assert "一　会長　一名" in _spoken(article)


def test_the_text_behind_a_name_in_one_row_is_under_it() -> None:
    article = parse(ONE_ROW, "a.txt")
    assert [heading for _, heading in _headings(article)] == ["第1条（適用）", "第2条（登録）"]
    assert "この規約は、すべての利用者に適用されます。" in _spoken(article)


@pytest.mark.parametrize("particle", ["と", "も", "へ", "や", "から", "より"])
def test_a_sentence_that_begins_with_an_article_and_its_name_stays_whole(particle: str) -> None:
    rows = [f"第{n}条（{name}）{particle}続く話をします。" for n, name in enumerate(("川", "橋", "海"), 1)]
    article = parse("\n\n".join(["法律の話", "川の法律の話です。", *rows]), "a.txt")
    assert [section.heading for section in article.sections] == ["法律の話"]


def test_a_text_that_quotes_a_law_keeps_its_own_headings() -> None:
    article = parse(SPEAKS_OF_IT, "a.txt")
    assert [heading for _, heading in _headings(article)] == ["（目的）", "（市の責務）", "川はだれのものか"]
    spoken = "".join(_spoken(article))
    assert "第2条（市の責務）の書き方も変わっています。" in spoken


@pytest.mark.parametrize(
    "text",
    [
        "川の話\n\n（川で）\n第1回の集まりは晴れでした。\n\n（山で）\n第2回の集まりは雨でした。",
        "川の話\n\n第三条を読みました。\n第四条も読みました。よい条文でした。",
    ],
)
def test_what_is_no_law_is_left_as_it_is(text: str) -> None:
    rows = text.split("\n")
    spoken = "\n".join(_spoken(parse(text, "a.txt")))
    assert all(row in spoken for row in rows if row.endswith("。"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（昭和六十三年三月三十一日文部省令第六号）", dt.date(1988, 3, 31)),
        ("平成一九年一二月二五日", dt.date(2007, 12, 25)),
        ("令和元年５月１日規則第３号", dt.date(2019, 5, 1)),
        ("明治三十二年二月三十日法律第二号", None),
        ("平成20年4月1日から施行する", None),
        ("平成20年4月1日、川が開いた。", None),
    ],
)
def test_the_day_of_a_law_is_known(text: str, expected: dt.date | None) -> None:
    assert day(text) == expected


def test_the_day_on_which_rules_were_made_is_not_read_beside_that_of_their_change() -> None:
    head = "川の会 会則\n\n平成12年4月1日制定\n令和7年4月20日改正\n\n"
    article = parse(
        f"{head}（名称）\n第1条　本会は川の会と称する。\n\n（目的）\n第2条　本会は川を守る。\n", "a.txt"
    )
    assert article.date == dt.date(2025, 4, 20)
    assert not any("平成12年" in text for text in _spoken(article))
