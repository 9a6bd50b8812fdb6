"""Elements of a page that are not read, by what they are."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.model import Article

TEXT = "<p>川が流れ、橋が架かり、人が渡ります。水は青く、空も青い。</p>"


def read(body: str) -> Article:
    page = (
        f"<html><head><title>川の話をする</title></head><body><h1>川の話をする</h1>{TEXT}{body}</body></html>"
    )
    return parse(page, "a.html")


def said(article: Article) -> list[str]:
    return [paragraph.text for section in article.sections for paragraph in section.paragraphs][2:]


@pytest.mark.parametrize(
    "heading",
    [
        '<h2 id="橋"><span><a href="#%E6%A9%8B"><span>Link to<br>here</span></a></span>橋の話</h2>',
        '<h2><a name="b" id="b">橋の話</a> <a href="#b" title="Permanent link">この見出しへ</a></h2>',
    ],
)
def test_a_heading_does_not_say_its_own_link(heading: str) -> None:
    article = read(heading + TEXT)
    assert [section.heading for section in article.sections][1:] == ["橋の話"]
    assert "link to a heading" in {drop.reason for drop in article.dropped}


def test_a_heading_that_is_a_link_to_itself_is_said() -> None:
    assert read(f'<h2 id="b"><a href="#b">橋の話</a></h2>{TEXT}').sections[1].heading == "橋の話"
    other = f'<h2 id="b">橋の話と<a href="#c">川の話</a></h2>{TEXT}'
    assert read(other).sections[1].heading == "橋の話と川の話"


@pytest.mark.parametrize("number", ["第1章", "2.", "Q.", "Step 3", "🌉"])
def test_words_behind_a_number_are_the_heading_though_they_lead_to_it(number: str) -> None:
    heading = f'<h2 id="b"><span>{number}</span> <a href="#b">橋の話</a></h2>'
    assert read(heading + TEXT).sections[1].heading == f"{number} 橋の話"


def test_a_paragraph_of_lines_of_code_is_code() -> None:
    code = "<div><p><code>&lt;Host a&gt;<br>Root /www<br>&lt;/Host&gt;</code></p></div>"
    article = read(code + TEXT)
    assert said(article) == ["川が流れ、橋が架かり、人が渡ります。水は青く、空も青い。"]
    assert "code block" in {drop.reason for drop in article.dropped}
    assert said(read(f"<p><code>make</code></p>{TEXT}"))[0] == "make"


def test_an_address_is_read_where_it_says_something() -> None:
    assert said(read("<address>川町一の二<br>Last modified: 2010/09/27</address>")) == []
    assert said(read("<address>川の会は、橋の近くにあります。</address>")) == [
        "川の会は、橋の近くにあります。"
    ]


def test_a_box_that_shows_another_article_is_a_card() -> None:
    card = '<div class="c"><div><h1>森の話</h1><p>森へ行きました。</p>{}</div></div>'
    link = '<a href="https://example.com/mori">Read More</a>'
    assert said(read(card.format(link) + TEXT)) == [
        "川が流れ、橋が架かり、人が渡ります。水は青く、空も青い。"
    ]
    for other in ('<a href="#mori">続きを読む</a>', '<a href="https://example.com/mori">森の地図</a>', ""):
        assert "森へ行きました。" in said(read(card.format(other) + TEXT))


def test_boxes_of_a_label_and_a_text_in_one_column_are_read() -> None:
    days = "".join(
        f"<table><tr><td><b>{day} 川の日</b></td></tr><tr><td>{text}</td></tr></table>"
        for day, text in (("4/6", "川を見た！とても広かった"), ("3/1", "川を歩いた。"), ("2/2", "川で寝た。"))
    )
    article = parse(f"<html><body><h1>川の日記</h1>{days}</body></html>", "a.html")
    texts = [p.text for section in article.sections for p in section.paragraphs]
    assert {"川を見た！とても広かった", "川を歩いた。", "川で寝た。"} <= set(texts)


def test_a_diagram_in_words_is_not_read() -> None:
    article = parse("<h1>川の話</h1><p>川です。</p><div class='mermaid'>graph TD A --> B</div>", "a.html")
    assert ("graph TD A --> B", "code block") in {(piece.text, piece.reason) for piece in article.dropped}


def test_the_numbered_parts_of_a_text_are_all_read() -> None:
    part = (
        "<div id='outline-container-{0}' class='outline-2'><h2>{1}</h2><p>{2}</p><ul><li>橋</li></ul></div>"
    )
    parts = [
        ("headline-1", "川の始まり", "川は山から流れてきます。" * 5),
        ("headline-2", "川の終わり", "海です。" * 80),
    ]
    body = "".join(part.format(*each) for each in parts)
    article = parse(f"<html><body><div class='post'><h1>川の話</h1>{body}</div></body></html>", "a.html")
    assert [section.heading for section in article.sections] == ["川の話", "川の始まり", "川の終わり"]
    assert sum(p.text == "橋" for section in article.sections for p in section.paragraphs) == 2
