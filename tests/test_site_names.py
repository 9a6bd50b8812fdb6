"""The site's name is no title where the page has one below it."""

from __future__ import annotations

import pytest

from narrate.article import html, metadata

TEXT = "<p>川が流れ、橋が架かり、人が渡ります。水は青く、空も青いので、誰もがここに来て休みます。</p>"


def title_of(head: str, body: str) -> str:
    page = f"<html lang='ja'><head><title>{head}</title></head><body>{body}</body></html>"
    return metadata.find(html.parse(page, "a.html")).title


@pytest.mark.parametrize(
    "over",
    [
        "<h1>川の町の五十周年記念特設サイト</h1>",
        "<div id='top'><p class='of'>川の町の五十周年記念特設サイト</p></div>",
    ],
)
def test_what_the_head_has_behind_the_title_is_the_sites_name(over: str) -> None:
    body = f"{over}<h2>橋の完成に寄せて</h2>{TEXT}"
    assert title_of("橋の完成に寄せて | 川の町の五十周年記念特設サイト", body) == "橋の完成に寄せて"


def test_who_speaks_is_no_title() -> None:
    body = f"<h1>川の町の記念サイト</h1><h2>ご挨拶</h2><h3>川の町 町長　<span>水野 薫</span></h3>{TEXT}"
    assert title_of("ご挨拶（川の町 町長 水野薫） | 川の町の記念サイト", body) == "ご挨拶"


def test_what_the_head_has_behind_and_the_page_below_stays_the_title() -> None:
    body = f"<h1>川の町</h1><h2>橋の完成に寄せて、川の町の話</h2>{TEXT}"
    assert title_of("川の町 | 橋の完成に寄せて、川の町の話", body) == "橋の完成に寄せて、川の町の話"


@pytest.mark.parametrize("banner", ["<header><p>{}</p></header>", "<div role='banner'>{}</div>"])
def test_below_a_banner_with_the_heads_title_stands_the_articles(banner: str) -> None:
    name = "川の大学水の研究室"
    told = "<noscript><p>画面を見るには、設定を変えてください。</p></noscript>"
    page = f"{banner.format(name)}{told}<h2>水の興味</h2>{TEXT}"
    assert title_of(name, page) == "水の興味"
    assert title_of("橋の話をする", page) == "橋の話をする"


def test_the_first_of_several_chapters_below_a_banner_is_no_title() -> None:
    name = "川の歩き方"
    page = f"<header><span>{name}</span></header><h2>はじめに</h2>{TEXT}<h2>持ち物</h2>{TEXT}"
    assert title_of(name, page) == name


def test_a_title_in_english_gives_way_to_the_only_heading_in_japanese() -> None:
    assert title_of("Aim of Life", f"<h3>何のために生きるのか</h3>{TEXT}") == "何のために生きるのか"
    several = f"<h3>何のために生きるのか</h3>{TEXT}<h3>川のために</h3>{TEXT}"
    assert title_of("Aim of Life", several) == "Aim of Life"
    assert title_of("Aim of Life", f"{TEXT}<h3>何のために生きるのか</h3>{TEXT}") == "Aim of Life"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("子どもの部屋", "子どもの部屋"),
        ("秋の日記", "秋の日記"),
        ("かわずの部屋へようこそ！", "片付けのはじめに"),
        ("かわずのホームページ", "片付けのはじめに"),
    ],
)
def test_a_room_is_a_site_where_somebody_is_welcome(head: str, title: str) -> None:
    assert title_of(head, f"<h2>片付けのはじめに</h2>{TEXT}<h3>棚</h3>{TEXT}") == title
