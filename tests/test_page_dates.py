"""When a page says that it was written."""

from __future__ import annotations

import datetime as dt

import pytest

from narrate.article import html, metadata


def day_of(body: str, head: str = "") -> dt.date | None:
    page = f"<html><head>{head}</head><body>{body}<p>川が流れます。</p></body></html>"
    return metadata.find(html.parse(page, "a.html")).date


@pytest.mark.parametrize(
    "line", ["Posted by <a>A. Kawa</a> on {}", "Published on {}", "Written by A. Kawa on {}"]
)
def test_a_line_that_says_who_posted_it_says_when(line: str) -> None:
    assert day_of(f"<h1>川の話をする</h1><span>{line.format('November 29, 2019')}</span>") == dt.date(
        2019, 11, 29
    )


def test_who_wrote_below_an_article_whose_day_is_told_is_another() -> None:
    told = "<h1>川の話をする</h1><p>公開日：2020年1月2日</p><p>川が流れます。</p>{}"
    remark = "<div><p>Posted by <a>A. Kawa</a> on March 3, 2021</p><p>よい話でした。</p></div>"
    assert day_of(told.format(remark)) == dt.date(2020, 1, 2)


def test_a_day_with_its_hours_is_of_what_takes_place() -> None:
    held = "<h1>川の話をする</h1><ul><li>2013/09/21 (土){}</li></ul>"
    assert day_of(held.format(" 13:00 ～ 17:00")) is None
    assert day_of(held.format("")) == dt.date(2013, 9, 21)


@pytest.mark.parametrize("title", ["2006/02/19 日記: 川へ", "2006年2月19日の日記", "2006-02-19: 川へ行く"])
def test_the_title_of_a_diary_has_its_day(title: str) -> None:
    changed = f'<title>{title}</title><meta name="DATE" content="2010-09-27T20:42:49+09:00">'
    assert day_of(f"<h2>{title}</h2>", changed) == dt.date(2006, 2, 19)
    published = f'{changed}<meta property="article:published_time" content="2006-02-20">'
    assert day_of(f"<h2>{title}</h2>", published) == dt.date(2006, 2, 20)


def test_a_title_may_begin_with_the_day_that_is_told_of() -> None:
    title = "2011年3月11日：橋が落ちた日"
    page = f'<h1>{title}</h1><time class="published" datetime="2021-03-10">2021年3月10日</time>'
    assert day_of(page, f"<title>{title}</title>") == dt.date(2021, 3, 10)


def test_the_day_of_a_comment_is_not_the_articles() -> None:
    comment = '<ul><li>よい話でした。<span class="comment_date">2026-08-01 23:41</span></li></ul>'
    assert day_of(f"<h1>川の話をする</h1>{comment}") is None
