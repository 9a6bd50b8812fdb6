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


@pytest.mark.parametrize(
    ("day", "byline"), [("15 March 2019", ""), ("March 15, 2019", ""), ("maki 88", "maki 88")]
)
def test_a_day_is_no_author_whatever_its_class_says(day: str, byline: str) -> None:
    assert byline_of("", f'<div class="byline">{day}</div>') == byline


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


@pytest.mark.parametrize(
    "name",
    [
        "水鞍市",
        "水鞍市役所",
        "水鞍市教育委員会",
        "厚生労働省",
        "東陵大学",
        "株式会社ゆびのさき",
        "公益財団法人凧の会",
    ],
)
def test_an_organization_in_the_head_of_a_page_is_nobody(name: str) -> None:
    assert byline_of(f'<meta name="author" content="{name}">', "") == ""


@pytest.mark.parametrize("name", ["奥村", "今村", "中村 市子", "服部", "大町", "こまち", "川の会"])
def test_a_name_that_ends_as_a_town_does_is_somebody(name: str) -> None:
    assert byline_of(f'<meta name="author" content="{name}">', "") == name


PORTRAIT = '<div class="css-1"><div class="css-2"><img src="a.jpg" alt=""><span>久我山 拓</span></div>'
DAY = '<time datetime="2025-04-01">2025年4月1日</time>'


@pytest.mark.parametrize(
    "body",
    [
        f"{PORTRAIT}{DAY}</div>",
        f'<div class="Article_meta__9iU"><span class="Article_writer__R4e3w">久我山 拓</span>{DAY}</div>',
        '<p class="date">2025年4月1日</p><p class="name">凧作家　久我山 拓</p>',
        f'{DAY}{PROSE}<div><p>この記事を書いた人</p><img src="a.jpg"><p>久我山 拓</p><p>凧作家。</p></div>',
        f"{DAY}{PROSE}<section><h3>著者</h3><p>久我山 拓（くがやま たく）</p><p>1980年生まれ。</p></section>",
        f'{DAY}{PROSE}<div class="author-info"><p class="author-info__name">久我山 拓</p></div>',
        f'<p class="byline">文／久我山 拓</p>{DAY}',
        f'{DAY}{PROSE}<p class="sig">（久我山 拓）</p><div class="data-box"><p>メモ</p></div>',
        f'<div id="cmsByline"><span>2025年4月1日 公開</span> [<a>久我山 拓</a>，凧の便り編集部]</div>{PROSE}',
        f"{DAY}{PROSE}<div><p>この記事の執筆者</p><p>院長　久我山 拓</p><p>趣味は凧。</p></div>",
    ],
)
def test_an_author_stands_by_the_day_in_a_box_or_in_a_signature(body: str) -> None:
    assert byline_of("", body) == "久我山 拓"


@pytest.mark.parametrize(
    "body",
    [
        f"{DAY}{PROSE}<div><h3>プロフィール</h3><p>久我山 拓</p><p>凧作家。1980年生まれ。</p></div>",
        f"{DAY}{PROSE * 9}<p>（久我山 拓）</p>{PROSE}<p>（川田 花子）</p>{PROSE}",
        f'{DAY}<div class="typeWriter">久我山 拓</div>',
        f"{DAY}{PROSE}<p>昔からある。高く上がる [久我山 拓，凧の歴史]</p><p>[久我山 拓，2019]</p>",
    ],
)
def test_who_was_asked_or_quoted_is_no_author(body: str) -> None:
    assert byline_of("", body) == ""


def test_a_person_beside_an_organization_is_the_author_and_an_account_has_no_mark() -> None:
    several = '[{"@type":"Organization","name":"川の会"},{"@type":"Person","name":"久我山 拓"}]'
    about = f'{{"@type":"Article","headline":"凧の日","author":{several}}}'
    ld = f'<script type="application/ld+json">{about}</script>'
    assert byline_of(ld, "") == "久我山 拓"
    assert byline_of("", '<span class="fn">id:kugayama</span>') == "kugayama"


@pytest.mark.parametrize(
    ("line", "byline"),
    [("記録：久我山 拓", "久我山 拓"), ("文：榎 さつき", "榎 さつき"), ("記録：三日間の天気", "")],
)
def test_a_text_says_who_wrote_it_under_its_title(line: str, byline: str) -> None:
    text = "橋の上で風を待ちました。夕方になって、ようやく凧が上がりました。"
    assert parse(f"凧を上げた三日間\n\n{line}\n2025年4月1日\n\n{text}\n", "a.txt").byline == byline


def test_a_letter_is_signed_with_a_name_under_its_last_sentence() -> None:
    text = "橋の上で風を待ちました。\n\nまた来週お便りします。"
    assert parse(f"凧の便り\n\n{text}\n\n　　　　　久我山 拓\n", "a.txt").byline == "久我山 拓"


def test_a_name_that_a_sentence_leads_to_is_of_the_text() -> None:
    article = parse("大会の話\n\n風の強い日でした。\n\n優勝者は次の通り。\n\n山田　太郎\n", "a.txt")
    assert article.byline == ""
    assert article.sections[-1].paragraphs[-1].text == "山田　太郎"


@pytest.mark.parametrize(("site", "byline"), [("Kawa.jp", ""), ("川の新聞", "kawa_jp")])
def test_the_account_of_a_site_is_nobody(site: str, byline: str) -> None:
    head = f'<meta property="og:site_name" content="{site}"><meta name="twitter:creator" content="@kawa_jp">'
    assert byline_of(head, "") == byline


@pytest.mark.parametrize("name", ["文● 久我山 拓", "取材・文：久我山 拓", "久我山 拓 著", "久我山 拓　訳"])
def test_what_one_did_is_no_part_of_the_name(name: str) -> None:
    assert byline_of(f'<meta name="author" content="{name}">', "") == "久我山 拓"


def test_a_kind_of_news_beside_the_day_is_nobody() -> None:
    page = f"<h1>凧の日</h1><p>凧と風の最新TOPICS 2019年3月15日 09:43</p>{PROSE}"
    assert parse(f"<html><body>{page}</body></html>", "a.html").byline == ""


def test_who_posted_an_entry_may_stand_before_links_without_a_day() -> None:
    assert byline_of("", '<div class="info">posted by こむぎ <a href="#c">コメント(2)</a></div>') == "こむぎ"


@pytest.mark.parametrize("line", ["講師：山本 みどりさん（川の歴史）", "話し手　山本 みどり氏"])
def test_a_name_is_told_without_what_politeness_adds(line: str) -> None:
    assert parse(f"川の話\n{line}\n\n川は流れます。海へ行きます。\n", "a.txt").byline == "山本 みどり"


@pytest.mark.parametrize("room", ["研修室", "大ホール"])
def test_a_room_beside_the_date_is_nobody(room: str) -> None:
    assert parse(f"川の話\n2025年6月14日　東館3階　{room}\n\n川は流れます。\n", "a.txt").byline == ""
