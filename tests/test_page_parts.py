"""What stands between the paragraphs of pages: notes, captions, reviews, notices; and what looks alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.article import parse
from narrate.article.corrections import is_notice
from narrate.model import Article

CASES = Path(__file__).parent / "cases"
TEXT = (
    "市では四月から、川沿いの古い倉庫を市民の作業場として開く。鍵は近くの商店が預かる。",
    "倉庫は昭和三十年代に建てられ、長く空いたままだった。屋根を直す費用は、寄付でまかなった。",
    "最初に手を挙げたのは、木の玩具を作る職人だった。音を気にせず機械を回せる場所を探していた。",
    "冬になると、近所の人が薪を持ち寄る。火を囲んで話すうちに、新しい催しの案が生まれた。",
)


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def said(article: Article) -> str:
    return "\n".join(paragraph.text for section in article.sections for paragraph in section.paragraphs)


def page_with(part: str, title: str = "川沿いの倉庫") -> str:
    """A page with a part between its paragraphs."""
    first, *others = (f"<p>{text}</p>" for text in TEXT)
    text = f"<h1>{title}</h1>{first}{part}{''.join(others)}"
    return f"<html><body><article>{text}</article></body></html>"


@pytest.mark.parametrize(("kind", "part", "dropped", "read"), rows("page_parts.tsv"))
def test_parts_of_a_page(kind: str, part: str, dropped: str, read: str) -> None:
    text = said(parse(page_with(part), "a.html"))
    assert [words for words in dropped.split("|") if words and words in text] == []
    assert [words for words in (*TEXT, *read.split("|")) if words not in text] == []


@pytest.mark.parametrize(("page", "headings", "title"), rows("page_titles.tsv"))
def test_titles_and_headings_without_tags(page: str, headings: str, title: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    article = parse(page.replace("@TEXT@", text), "a.html")
    assert article.title == title
    assert "|".join(section.heading for section in article.sections if section.level) == headings


def test_an_article_that_is_itself_a_correction_is_read() -> None:
    line = "本記事に誤りがありました。お詫びして訂正いたします。"
    assert is_notice(line)
    assert line in said(parse(page_with(f"<p>{line}</p>", "広報八月号の訂正について"), "a.html"))


def test_a_name_is_without_the_button_beside_it() -> None:
    for author in (
        '<div class="p-author"><a href="/w/nanjo">南条 かおる</a> <span>著者フォロー</span></div>',
        '<p class="author"><a href="/author/nanjo">南条 かおる</a><button>フォローする</button></p>',
        '<div class="post-author">南条 かおる <a href="/w/n">記事一覧</a></div>',
        "<div><span>文：南条 かおる</span> <span>フォローする</span></div>",
        "<div><div>書いた人</div><div>南条 かおる</div></div>",
        "<div>料理・文：南条 かおる</div>",
        "<div><p>著者</p><p>川の町で暮らす</p></div><p class='writer'>南条 かおる</p>",
    ):
        page = page_with("").replace("</h1>", f"</h1><div>2024/11/05 06:00</div>{author}")
        assert parse(page, "a.html").byline == "南条 かおる"


@pytest.mark.parametrize("nobody", ["注1", "author", "投稿者", "※2", "undefined"])
def test_a_mark_or_a_default_is_no_author(nobody: str) -> None:
    page = page_with(f'<p class="author">{nobody}</p>')
    assert parse(page, "a.html").byline == ""


def test_who_wrote_and_took_the_pictures_is_one() -> None:
    page = page_with("").replace("</h1>", "</h1><div>2009年3月22日　文と写真：くま鉄</div>")
    assert parse(page, "a.html").byline == "くま鉄"


def test_articles_in_a_search_that_opens_over_the_page_are_not_read() -> None:
    other = f"<div><h3>別の記事</h3><div>{'坂の上の町で古い橋を直した。' * 60}</div></div>"
    text = "".join(map("<p>{}</p>".format, TEXT))
    article = parse(
        f"<article><h1>川沿いの倉庫</h1><h2>始まり</h2>{text}</article>"
        f'<div class="search-modal"><div class="modal">{other * 5}</div></div>',
        "a.html",
    )
    assert said(article).splitlines()[-4:] == list(TEXT)
    assert [section.heading for section in article.sections] == ["川沿いの倉庫", "始まり"]


def test_the_name_of_a_table_of_contents_over_the_whole_article_is_not_read() -> None:
    contents = '<nav id="toc"><ul><li><a href="#a">始まり</a></li><li><a href="#b">火</a></li></ul></nav>'
    chapters = f"<h2 id='a'>始まり</h2><p>{TEXT[0]}</p><h2 id='b'>火</h2><p>{TEXT[3]}</p><pre>make</pre>"
    article = parse(f"<article><h1>川沿いの倉庫</h1><h1>目次</h1>{contents}{chapters}</article>", "a.html")
    assert [section.heading for section in article.sections] == ["川沿いの倉庫", "始まり", "火"]


@pytest.mark.parametrize(("paragraphs", "is_read"), [(3, False), (1, True)])
def test_a_table_with_a_head_is_read_only_if_it_is_the_page(paragraphs: int, is_read: bool) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{text}</td></tr>" for name, text in zip("甲乙", TEXT[2:], strict=True)
    )
    table = f"<table><thead><tr><th>倉庫</th><th>話</th></tr></thead><tbody>{rows}</tbody></table>"
    article = parse(
        f"<article><h1>川沿いの倉庫</h1>{table}{f'<p>{TEXT[0]}</p>' * paragraphs}</article>", "a.html"
    )
    assert (TEXT[2] in said(article)) is is_read


def test_a_page_of_dates_and_links_is_read_rather_than_its_foot() -> None:
    links = "".join(f"<li><a href='/{n}'>倉庫の資料 その{n}</a></li>" for n in range(9))
    when, where = (
        "<h2>開催日時</h2><p>2012/02/11(土) 11:00</p>",
        "<h2>開催場所</h2><p>川沿いの第三倉庫の二階</p>",
    )
    text = f"{when}{where}<ul>{links}</ul>"
    foot = "<div class='license'>この頁の文章は、誰でも使えます。</div>"
    page = f"<h1>倉庫の会</h1><main><div itemprop='articleBody'>{text}</div></main>{foot}"
    article = parse(f"<html><body>{page}</body></html>", "a.html")
    assert [section.heading for section in article.sections] == ["倉庫の会", "開催日時", "開催場所"]


def test_lines_of_a_look_are_headings_though_one_says_something() -> None:
    heads = ("倉庫の始まり", "鍵の貸し借り", "職人の一日", "持ち主に聞きました")
    text = "".join(
        f"<div class='h__Lq'>{head}</div><div class='p__x2'>{line}</div>"
        for head, line in zip(heads, TEXT, strict=True)
    )
    article = parse(f"<h1>川沿いの倉庫</h1>{text}", "a.html")
    assert [section.heading for section in article.sections] == ["川沿いの倉庫", *heads]


def test_small_letters_under_a_picture_are_its_caption() -> None:
    small = (
        "<img src='a.jpg'><br><span style='font-size:x-small'>倉庫の前。冬は猫が寄ってきます</span><br><br>"
    )
    article = parse(
        f"<h1>川沿いの倉庫</h1><div>{'<br><br>'.join(TEXT[:2])}<br><br>{small}{TEXT[2]}</div>", "a.html"
    )
    assert "猫が寄って" not in said(article)
    assert TEXT[2] in said(article)


def test_a_page_does_not_end_where_its_first_tag_is_closed_at_once() -> None:
    head = "<html lang='ja' /><head><title>川の話</title></head>"
    article = parse(f"{head}<body class='post' /><p>川です。</p></body></html>", "a.html")
    assert article.title == "川の話"
    assert article.sections[0].paragraphs[-1].text == "川です。"


def test_labels_of_dates_are_not_read() -> None:
    day = "<div><div>作成日</div><p class='date'>2026年6月16日</p></div>"
    article = parse(f"<h1>川の話</h1>{day}{'<p>川を歩いた。</p>' * 12}", "a.html")
    assert "作成日" not in [p.text for section in article.sections for p in section.paragraphs]


def test_the_title_over_a_page_of_several_is_said_once() -> None:
    head = "<html><head><title>川の話（1/3ページ）</title></head><body>"
    article = parse(f"{head}<h1>川の話（1/3ページ）</h1><p>川は海に出る。</p></body></html>", "a.html")
    assert [section.heading for section in article.sections] == ["川の話"]
