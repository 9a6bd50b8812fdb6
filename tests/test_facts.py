"""Dates and bylines in lines of their own."""

from __future__ import annotations

import datetime as dt

import pytest

from narrate.article.facts import Facts, is_date, parse_date

DAY = dt.date(2026, 1, 8)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-01-08", DAY),
        ("2026/1/8", DAY),
        ("2026年1月8日（木）", DAY),
        ("令和8年1月8日", DAY),
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("2026（令和8）年1月8日発行", DAY),
        ("令和8年（2026年）1月8日", DAY),
        ("二〇二六年一月八日", DAY),
        ("令和八年一月八日", DAY),
        ("令和十年十二月二十五日", dt.date(2028, 12, 25)),
        ("二〇二六年十十月一日", None),
        ("一九四五年八月十五日", None),
        ("January 8, 2026", DAY),
        ("Jan 8th, 2026", DAY),
        ("8 January 2026", DAY),
        ("2026-01-07T15:00:00Z", DAY),
        ("2026-01-07T23:30:00-05:00", DAY),
        ("2026-01-08T00:00:00.123+09:00", DAY),
        ("2026-02-30", None),
        ("1800-01-01", None),
        ("Foo 8, 2026", None),
        ("令和99999年1月1日", None),
        ("", None),
    ],
)
def test_a_date_in_any_form(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("line", "date", "byline"),
    [
        ("更新日：2026年2月1日　公開日：2026年1月8日", DAY, ""),
        ("2026年1月8日 | 山本みどり", DAY, "山本みどり"),
        ("2026/01/08 検証・執筆：山本みどり 18,402人が見ています", DAY, "山本みどり"),
        ("取材・文：山本みどり", None, "山本みどり"),
        ("2026-01-08 日記/目標", DAY, ""),
        ("2026/01/08に公開、2026/02/01に更新", DAY, ""),
        ("投稿者: 山本 投稿日: 2026年1月8日", DAY, "山本"),
        ("[山本みどり，著]", None, "山本みどり"),
        ("（三田村恵）", None, "三田村恵"),
        ("By Midori Yamamoto", None, "Midori Yamamoto"),
        ("山本みどり　著", None, "山本みどり"),
        ("@midori_y", None, "midori_y"),
        ("id:midori_y", None, "id:midori_y"),
        ("講師：山本 みどり（税理士）", None, "山本 みどり"),
        ("講師：川の会 山本みどり", None, "山本みどり"),
    ],
)
def test_a_line_of_facts_is_taken(line: str, date: dt.date | None, byline: str) -> None:
    facts = Facts()
    assert facts.take(line).endswith("said at the start")
    assert (facts.date, facts.byline) == (date, byline)


@pytest.mark.parametrize(
    "line",
    [
        "2026年1月8日に川へ行きました。",
        "川の話",
        "",
        "文：川を見た。",
        "著者:: 山本",
        "（川の話）",
        "2026-01-08 " * 20,
    ],
)
def test_a_line_that_says_more_stays(line: str) -> None:
    facts = Facts()
    assert (facts.take(line), facts.date, facts.byline) == ("", None, "")


def test_the_first_date_and_byline_stay() -> None:
    facts = Facts()
    for line in ("2026-01-08", "2026-02-01", "文：山本", "訳：佐藤"):
        facts.take(line)
    assert (facts.date, facts.byline) == (DAY, "山本")


@pytest.mark.parametrize(
    ("line", "yes"), [("2026-01-08 10:00", True), ("2026-01-08 の川", False), ("川", False)]
)
def test_a_line_that_is_a_date_alone(line: str, yes: bool) -> None:
    assert is_date(line) == yes


@pytest.mark.parametrize("line", ["訪問日：2026年1月8日", "開催日 2026/1/8"])
def test_the_day_of_something_else_is_no_date_of_the_article(line: str) -> None:
    facts = Facts()
    assert (facts.take(line), facts.date) == ("", None)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("内海 和沙", True),
        ("三田村恵", True),
        ("マリア・ロペス", True),
        ("Midori Yamamoto", True),
        ("川の町編集部", True),
        ("社会 教育", False),
        ("川の話", False),
        ("山本町", False),
    ],
)
def test_what_looks_like_a_name_beside_a_date(text: str, yes: bool) -> None:
    facts = Facts()
    facts.take_name(text, is_beside_date=True)
    assert facts.byline == (text if yes else "")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("文　山本みどり", "山本みどり"),
        ("文・写真　広報ボランティア　山本みどり", "山本みどり"),
        ("講師　山本みどり（水質検査技師）", "山本みどり"),
        ("書いた人：かわうそ堂", "かわうそ堂"),
        ("論説委員　山本みどり", ""),
        ("文　川の話", ""),
        ("ページ番号1004521　更新日　2024年9月2日", ""),
        ("山本みどり2024年12月19日 10時00分", "山本みどり"),
        ("[山本みどり，川の新聞]", "山本みどり"),
        ("Text: 山本みどり　Photo: 川田一郎", "山本みどり"),
        ("Text by 山本みどり Photograph by Ichiro Kawada", "山本みどり"),
        ("管理人：かわうそ堂", "かわうそ堂"),
        ("2026.01.08　文・店長　山本", "山本"),
        ("2026年1月8日　記", ""),
        ("2026.01.08 山本みどり", "山本みどり"),
        ("2026年1月8日 10:00 山本みどり / 川の新聞", "山本みどり"),
        ("川の便り　第31号　2026年1月8日発行", ""),
        ("2026年1月8日　印刷", ""),
    ],
)
def test_a_name_stands_after_what_somebody_did(line: str, byline: str) -> None:
    facts = Facts()
    facts.take(line)
    assert facts.byline == byline


def test_a_name_in_two_parts_stands_after_an_office() -> None:
    facts = Facts()
    assert facts.take_name("広報室　山本　みどり", is_beside_date=True)
    assert facts.byline == "山本　みどり"


def test_a_day_of_publication_replaces_that_of_a_change() -> None:
    facts = Facts()
    facts.take("最終更新日 2024年9月2日")
    facts.take("投稿日 2024年8月21日")
    assert str(facts.date) == "2024-08-21"


@pytest.mark.parametrize("label", ["期間", "会期", "締切", "開館", "大会"])
def test_the_label_of_a_day_of_something_else_is_no_author(label: str) -> None:
    facts = Facts()
    assert facts.take(f"{label}　2026年5月1日") == ""
    assert (facts.byline, facts.date) == ("", None)
