"""Who wrote a page: its head, its marks and its title, and what is none of an author."""

from __future__ import annotations

import pytest

from narrate.article import parse

PROSE = "<p>橋の上で風を待ちました。夕方になって、ようやく凧が上がりました。</p>"
ORGANIZATION = (
    '<script type="application/ld+json">{"@type":"Article","headline":"凧の日",'
    '"author":{"@type":"Organization","name":"凧の便り"},'
    '"publisher":{"@type":"Organization","name":"%s"}}</script>'
)


def byline_of(head: str, body: str) -> str:
    return parse(
        f"<html><head>{head}</head><body><h1>凧の日</h1>{body}{PROSE}</body></html>", "a.html"
    ).byline


@pytest.mark.parametrize(("publisher", "byline"), [("凧の便り", ""), ("川の新聞", "凧の便り")])
def test_an_organization_that_is_the_publisher_is_no_author(publisher: str, byline: str) -> None:
    assert byline_of(ORGANIZATION % publisher, "") == byline


def test_who_posted_an_entry_is_its_author_but_not_who_posted_a_comment() -> None:
    comment = '<div class="comments"><span>Posted by 川下 at 9:10</span></div>'
    assert byline_of("", f"{comment}<p>posted by ほとり at 21:40| Comment(1)</p>") == "ほとり"
    assert byline_of("", comment) == ""


@pytest.mark.parametrize(("name", "byline"), [("letter__name", "こむぎ"), ("site__name", ""), ("letter", "")])
def test_whom_the_title_names_last_is_the_author_if_a_class_says_so_beside_the_date(
    name: str, byline: str
) -> None:
    about = f'<div><span class="{name}">こむぎ</span><time datetime="2025-01-19"></time></div>'
    assert byline_of("<title>凧の日｜こむぎ</title>", about) == byline


def test_a_link_of_the_way_to_the_page_is_no_author() -> None:
    way = '<div><div class="breadcrumbs"><a>たより</a></div><time datetime="2025-01-19"></time></div>'
    assert byline_of("<title>凧の日 | たより | 凧の会</title>", way) == ""


def test_a_name_before_an_office_stands_beside_a_date() -> None:
    assert byline_of("", "<div>久保田理沙：ライター</div><div>2024.9.5</div>") == "久保田理沙"


@pytest.mark.parametrize(
    ("name", "byline"),
    [("Article_writer__R4e3w", "山本みどり"), ("_author_1k2j3_15", "山本みどり"), ("Writer_card__9mTz2", "")],
)
def test_a_class_may_have_what_a_build_put_behind_it(name: str, byline: str) -> None:
    assert byline_of("", f'<div><span class="{name}">山本みどり</span><span>本紙記者</span></div>') == byline


ASIDE = "<h2>川の橋</h2><p>川には橋が三つある。どれも古い。</p>"


@pytest.mark.parametrize(
    ("paragraph", "aside", "byline"),
    [
        ("橋の上で凧を見た。（古川真理）", ASIDE, "古川真理"),
        ("古川さんの句を読んだ。とてもよい句だ。（古川真理）", ASIDE, ""),
        ("橋の上で凧を見た。（古川真理）", f"<p>凧は上がった。（山本みどり）</p>{ASIDE}", ""),
        ("橋の上で凧を見た。（中略）", ASIDE, ""),
    ],
)
def test_a_newspaper_signs_over_what_it_tells_beside(paragraph: str, aside: str, byline: str) -> None:
    said = "".join(f"<p>凧は{n}つ上がった。風は強かった。</p>" for n in range(6))
    text = f"<h2>凧</h2>{said}<p>{paragraph}</p>"
    if aside != ASIDE:
        text += "<h2>空</h2>"
    assert byline_of("", text + aside.replace(PROSE, "")) == byline
