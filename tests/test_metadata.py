"""What a page says about itself: title, date and byline, from whatever place it says them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from narrate.article import html, metadata
from narrate.article.facts import Facts

DAY = dt.date(2026, 1, 8)


def facts_of(head: str = "", body: str = "<p>川です。") -> Facts:
    return metadata.find(html.parse(f"<html><head>{head}</head><body>{body}</body></html>", "a.html"))


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "headline": "川の話",
    "datePublished": "2026-01-08",
    "author": {"name": "山本"},
}


@pytest.mark.parametrize(
    "data",
    [
        NEWS,
        [{"@type": "Organization", "name": "社"}, NEWS],
        {"@graph": [{"@type": "WebSite", "name": "社"}, NEWS]},
        {**NEWS, "@type": ["Article", "BlogPosting"]},
        {**NEWS, "author": [{"name": "山本"}]},
        {**NEWS, "author": "山本"},
    ],
)
def test_json_ld(data: object) -> None:
    facts = facts_of(ld(data))
    assert (facts.title, facts.date, facts.byline) == ("川の話", DAY, "山本")


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, "null", "7", '{"@graph": 7}', '{"@type": {"a": 1}}', ""]
)
def test_json_ld_that_is_broken_is_passed_over(script: str) -> None:
    facts = facts_of(f'<title>川の話</title><script type="application/ld+json">{script}</script>')
    assert facts.title == "川の話"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<meta property='og:title' content='川の話 | 山の新聞'>", "<h1>川の話</h1>", "川の話"),
        (
            "<meta property='og:site_name' content='山の新聞'><title>川の話 - 山の新聞</title>",
            "<h1>山の新聞</h1><h2>川の話</h2>",
            "川の話",
        ),
        ("<title>川の町の話 | 山の新聞</title>", "<p>川です。", "川の町の話"),
        ("<title>山</title>", "<h1>山</h1>", "山"),
        ("", "<h1>川の<br>話</h1>", "川の話"),
        (
            "<title>鍋で作る川魚の煮つけ、骨までやわらかい三十分 | 山の新聞</title>"
            "<meta property='og:title' content='川魚の煮つけ'>",
            "<h1>鍋で作る川魚の煮つけ、骨までやわらかい三十分</h1>",
            "鍋で作る川魚の煮つけ、骨までやわらかい三十分",
        ),
        ("", "<p>川です。", ""),
        (
            "<meta property='og:site_name' content='川の年'><title>川の年 :: 山の長い新聞</title>",
            "<h2>山の長い新聞</h2><h1 class='post-title'><a href='/2010/'>川の年</a></h1>",
            "川の年",
        ),
        (
            "<title>(山の長い新聞) - 川の話</title>",
            "<h2 id='title'><a href='/mountain/'>(山の長い新聞)</a></h2><h2><a>川の話</a></h2>",
            "川の話",
        ),
        (
            "<title>山の町で橋を直した人びと</title>",
            "<h1><a href='/2020/bridge/'>山の町で橋を直した人びと</a></h1><h2>橋を直した人びと</h2>",
            "山の町で橋を直した人びと",
        ),
        (
            "<title>川の話 | 山の長い新聞</title>",
            "<a id='logo' class='title' href='/blog/.'>山の長い新聞の題</a><h1>川の話</h1>",
            "川の話",
        ),
        ("<title>川の話</title>", "<h1><img alt='山の新聞'></h1><h2>川の話¶</h2>", "川の話"),
        ("<title>川の話 | 山の町と海の町の公式サイト</title>", "", "川の話"),
        (
            "<title>学芸員コラム 第42回 | 川の博物館</title>",
            "<p>学芸員コラム　第42回</p><h2 class='pageTitle'>柱時計の針はなぜ<br>　右へ回るのか</h2>",
            "柱時計の針はなぜ 右へ回るのか",
        ),
        ("<title>川の話 第42回</title>", "<h1>川の話 第42回</h1><h2>はじめに</h2>", "川の話 第42回"),
        ("<title>川便り 第128号 | 川の市</title>", "<h2>関連記事</h2>", "川便り 第128号"),
        (
            "<title>汁物の具材</title>",
            "<header><h1 class='post-title'>川の台所</h1></header><main><h2>汁物の具材</h2><p>水です。"
            "<h2>煮る</h2><p>湯です。</main>",
            "汁物の具材",
        ),
    ],
)
def test_titles(head: str, body: str, title: str) -> None:
    assert facts_of(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("<meta property='article:published_time' content='2026-01-08T09:00:00+09:00'>", "", DAY),
        ("<meta property='article:published_time' content='2026-01-07T15:00:00Z'>", "", DAY),
        ("<meta property='article:published_time' content='2026-01-07T14:59:59Z'>", "", dt.date(2026, 1, 7)),
        ("<meta name='date' content='January 8, 2026'>", "", DAY),
        ("", "<time datetime='2026-01-08'>一昨日</time>", DAY),
        ("", "<span class='post-date'>2026年1月8日</span>", DAY),
        ("", "<span class='Date_date__8f'>2026/01/08</span><a><time>2026/02/01</time></a>", DAY),
        (
            "",
            "<time class='updated'>2026-02-01</time><time class='published'>2026-01-08</time>",
            DAY,
        ),
        ("", "最終更新日 <time>2026-02-01</time>投稿日 <time>2026-01-08</time>", DAY),
        ("", "訪問日：<time>2025-12-01</time> <p><time>2026-01-08</time>", DAY),
        ("", "<h1>川</h1><p>更新日：令和8年1月8日　<span>番号12</span> <a href='#'>印刷</a></p>", DAY),
        ("", "<h1>川</h1><p>令和8年1月8日<b>から</b>三日間歩きました。</p>", None),
        ("", "<p>2026年1月8日に川へ行きました。", None),
        ("<meta name='date' content='soon'>", "", None),
    ],
)
def test_dates(head: str, body: str, date: dt.date | None) -> None:
    assert facts_of(head, body).date == date


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ("<meta name='author' content='山本'>", "", "山本"),
        ("<meta name='author' content='https://a.example'>", "<a rel='author'>山本</a>", "山本"),
        ("<meta name='author' content='admin'>", "", ""),
        ("", "<span class='author'>文：山本さん</span>", "山本"),
        ("", "<p class='byline'>by 山本 | 2026-01-08</p>", "山本"),
        ("<meta property='og:site_name' content='山の新聞'><meta name='author' content='山の新聞'>", "", ""),
        ("<meta name='twitter:creator' content='@midori_y'>", "", "midori_y"),
        ("", "<a href='/author/7/'>山本</a>", "山本"),
        ("", "<div class='comment-list'><a rel='author'>佐藤</a></div>", ""),
        ("", "<p class='writer'>（山本みどり）</p>", "山本みどり"),
        (
            "<title>川の話｜山本｜山の新聞</title>",
            "<h1>川の話</h1><a>山本</a><time>2026-01-08</time>",
            "山本",
        ),
        ("<title>川の話</title><meta name='author' content='川の話'>", "<h1>川の話</h1>", ""),
        ("", "<p class='author'>山本は川の町に生まれました。</p>", ""),
    ],
)
def test_bylines(head: str, body: str, byline: str) -> None:
    assert facts_of(head, body).byline == byline


def test_a_box_around_two_days_is_none_of_them() -> None:
    changed = '<span class="post-update"><time class="update-date">2026.02.01</time></span>'
    published = '<span class="post-date"><time>2026.01.08</time></span>'
    assert facts_of(body=f'<div class="date-tags">{changed} {published}</div><p>川です。').date == DAY


def test_the_day_near_the_title_is_the_articles() -> None:
    head = '<div><div class="head-date">2026年6月1日(月)</div></div>'
    article = '<article><header><h1>川を歩いた日</h1></header><p class="time">2026/01/08 05:00</p></article>'
    assert facts_of("<title>川を歩いた日</title>", head + article).date == DAY


def test_a_box_about_the_author_is_not_the_name() -> None:
    box = '<div class="p-writer"><p>執筆</p><p class="p-writer__name">山本みどり</p><p>町で暮らす。</p></div>'
    assert facts_of(body=f"{box}<p>川です。").byline == "山本みどり"


@pytest.mark.parametrize("title", ["川を歩いた日｜山本みどり", "川を歩いた日 | by 山本みどり | Medium"])
def test_the_title_of_the_page_names_the_author(title: str) -> None:
    body = "<h1>川を歩いた日</h1><div><a>山本みどり</a><time>2026-01-08</time></div><p>川です。"
    site = '<meta property="og:site_name" content="note">'
    assert facts_of(f"<title>{title}</title>{site}", body).byline == "山本みどり"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("川を歩いて橋を数えた話（1/2 ページ）", "川を歩いて橋を数えた話"),
        ("川を歩いて橋を数えた話 (2/3 page)", "川を歩いて橋を数えた話"),
        ("川を歩いて橋を数えた話 その1/2", "川を歩いて橋を数えた話 その1/2"),
    ],
)
def test_the_number_of_a_page_is_no_part_of_the_title(title: str, expected: str) -> None:
    assert facts_of(f"<title>{title}</title>").title == expected


def test_what_a_translator_put_into_a_page_is_not_its_title() -> None:
    popup = '<div id="goog-gt-tt" class="skiptranslate"><h1>Original text and more</h1></div>'
    assert facts_of("<title>川の話</title>", popup).title == "川の話"
