"""HTML pages: what of them is read, and what is dropped for which reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.article import parse
from narrate.errors import ArticleError
from narrate.model import Article

PROSE = "川は山から海へと流れていき、途中でいくつもの町を通ります。"


def article_of(inside: str, around: str = "{}") -> Article:
    body = around.format(f"<h1>川の話</h1><p>{PROSE}</p>{inside}<p>{PROSE}</p>")
    return parse(
        f"<!DOCTYPE html><html><head><title>川の話</title></head><body>{body}</body></html>", "a.html"
    )


def said(article: Article) -> list[str]:
    """What is read between the first paragraph and the last."""
    return [p.text for section in article.sections for p in section.paragraphs][2:-1]


def reasons(article: Article) -> dict[str, str]:
    return {piece.text: piece.reason for piece in article.dropped if "title" not in piece.reason}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><ruby>渓<rt>けい</rt>流<rt>りゅう</rt></ruby>です。", ["{渓流|けいりゅう}です。"]),
        ("<p><ruby>渓流<rp>（</rp><rt>けいりゅう</rt><rp>）</rp></ruby>です。", ["{渓流|けいりゅう}です。"]),
        ("<p>深い川です。<br>広い川です。", ["深い川です。", "広い川です。"]),
        ("<p>春の川<br>夏の川", ["春の川", "夏の川"]),
        (
            "<p>　「上流で橋を越えてから海に注ぐまでの長い長い間」と彼は<br>　「その川が曲がるんだ」",
            ["「上流で橋を越えてから海に注ぐまでの長い長い間」と彼は", "「その川が曲がるんだ」"],
        ),
        (
            "<p>　・上流で橋を越えてから海に注ぐまでの長い長い間<br>　川が曲がります。",
            ["・上流で橋を越えてから海に注ぐまでの長い長い間川が曲がります。"],
        ),
        (f"<p>「{'川' * 24}<br>　海だ」", [f"「{'川' * 24}海だ」"]),
        ("<p>この川は、<br>深い川です。", ["この川は、深い川です。"]),
        (
            "<p>上流で橋を越えてから海に注ぐまでの長い長い間\n<br>川は曲がります。",
            ["上流で橋を越えてから海に注ぐまでの長い長い間川は曲がります。"],
        ),
        ("<p>川は\n深い。", ["川は深い。"]),
        ("<p>a\n river", ["a river"]),
        ("<p>川は<b>深く</b><i>て</i>広い。", ["川は深くて広い。"]),
        ("<p>10<sup>6</sup>とH<sub>2</sub>O。", ["10⁶とH₂O。"]),
        ("<p>川は<!-- 注 -->深い。", ["川は深い。"]),
        ("<p>川は<script>x()</script>深い。", ["川は深い。"]),
        ("<p>川は<audio></audio><source src='a.mp3'>深い。", ["川は深い。"]),
        ("<ul><li>一つ<ul><li>二つ</ul><li>三つ</ul>", ["一つ", "二つ", "三つ"]),
        ("<dl><dt>川<dd>流れる水。</dl>", ["川", "流れる水。"]),
        (
            "<aside class='msg alert'><p>川は深いので、気をつけてください。</p></aside>",
            ["川は深いので、気をつけてください。"],
        ),
        (
            "<aside>💡 この川はとても深いので、どうぞ気をつけてください。</aside>",
            ["💡 この川はとても深いので、どうぞ気をつけてください。"],
        ),
        ("<p class='pr-4 mb-2'>川は深い。", ["川は深い。"]),
        ("<p class='caption-top my-2'>川は深い。", ["川は深い。"]),
        (
            "<p>この記事をシェアした人は、関連記事も読みました。",
            ["この記事をシェアした人は、関連記事も読みました。"],
        ),
        ("<p>広告の話をします。", ["広告の話をします。"]),
        ("<p>川は<span class='hidden-md'>深い</span>。", ["川は深い。"]),
    ],
)
def test_what_is_read(html: str, expected: list[str]) -> None:
    assert said(article_of(html)) == expected


@pytest.mark.parametrize(
    ("html", "text", "reason"),
    [
        ("<div hidden>川<b>と</b>海</div>", "川と海", "hidden"),
        ("<p style='display: none'>川と海", "川と海", "hidden"),
        ("<p>川<span style='visibility:hidden'>と海</span>", "と海", "hidden"),
        ("<pre><code>let a;\nlet b;</code></pre>", "let a; let b;", "code block"),
        ("<table><tr><th>川<td>海</table>", "川 海", "table"),
        ("<figure><img><figcaption>川の<b>大きな</b>絵</figcaption></figure>", "川の大きな絵", "caption"),
        ("<p><img alt='川の絵'>", "川の絵", "picture"),
        ("<p>川<sup><a href='#n'>注1</a></sup>", "注1", "footnote mark"),
        ("<section class='footnotes'><p>海 <a href='#fnref1'>↩</a></section>", "海 ↩", "footnotes"),
        ("<div class='footnote'><p><a href='#fn-1'>*1</a>: 海</p></div>", "*1: 海", "footnotes"),
        ("<p>川<sup>[1]</sup>", "[1]", "footnote mark"),
        ("<p>川<del>と海</del>", "と海", "struck out"),
        ("<nav><a>前の記事</a></nav>", "前の記事", "navigation"),
        ("<div class='sharedaddy'>押してください</div>", "押してください", "share buttons"),
        ("<div class='related-posts'><p>海の話</p></div>", "海の話", "related links"),
        ("<form>名前<input></form>", "名前", "form"),
        ("<ruby>強敵<rt>FRIEND</rt></ruby>です。", "FRIEND", "ruby that is no kana"),
        ("<h2>関連記事</h2><ul><li>海の話です。</li></ul><h2>終わりに</h2>", "海の話です。", "related links"),
    ],
)
def test_what_is_dropped(html: str, text: str, reason: str) -> None:
    assert reasons(article_of(html))[text] == reason


@pytest.mark.parametrize(
    "around",
    [
        "<article class='post category-news tag-ai'>{}</article>",
        "<div class='related comments widget'>{}</div>",
        "<div class='sidebar'><main>{}</main></div>",
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td><p>前の話<td>{}</td></tr></table>",
        "<div><div><section>{}</section></div></div>",
    ],
)
def test_what_holds_the_article_is_read_whatever_it_is_called(around: str) -> None:
    article = article_of("<p>川は深い。</p>", around)
    assert said(article) == ["川は深い。"]


def test_what_stands_around_the_article_is_dropped() -> None:
    article = article_of("", "<div>お知らせ</div><div>{}</div><div>全部で三件</div>")
    assert reasons(article) == {"お知らせ": "outside the article", "全部で三件": "outside the article"}


def test_lines_in_bold_are_headings_where_there_are_no_others() -> None:
    assert [s.heading for s in article_of("<p><b>源流へ</b></p><p>泉があります。</p>").sections] == [
        "川の話",
        "源流へ",
    ]
    assert [s.heading for s in article_of("<h2>川</h2><p><b>源流へ</b></p><p>泉です。</p>").sections] == [
        "川の話",
        "川",
    ]


def test_what_was_dropped_keeps_its_place() -> None:
    article = article_of("<p><img alt='一'><br>川です。<img alt='二'><br>海です。<img alt='三'><nav>四</nav>")
    assert list(reasons(article)) == ["一", "二", "三", "四"]


@pytest.mark.parametrize("depth", [2_100, 10_000])
def test_a_page_nested_too_deep_is_refused(depth: int) -> None:
    with pytest.raises(ArticleError, match=r"^a\.html: elements are nested more than 2000 deep"):
        parse("<div>" * depth + PROSE, "a.html")


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ("<div><p>お問い合わせ先</p><p>川の町役場 水辺課</p></div>", "contact"),
        ("<div aria-label='関連記事'><p>海の話</p></div>", "related links"),
        (
            "<div><p>週刊・川の便り</p><form><input type=email><button>登録</button></form></div>",
            "call to subscribe",
        ),
        ("<div><p>もっと便利に使えます</p><a href='/l'>ログイン</a></div>", "call to subscribe"),
        ("<div><p>いかがでしたか</p><button>よい</button><button>普通</button></div>", "form"),
        ("<div><button>保存</button><span>1,204</span></div>", "form"),
        (
            "<dl><dt>2.1</dt><dd><a href='a'>海の話</a></dd><dt>1.9</dt><dd><a href='b'>山の話</a></dd></dl>",
            "list of links",
        ),
        (
            "<div>" + "<div><a href='a'><h3>海</h3></a><p>海は広いです。</p></div>" * 3 + "</div>",
            "list of links",
        ),
    ],
)
def test_a_box_is_told_by_what_is_in_it(box: str, reason: str) -> None:
    assert set(reasons(article_of(f"<div>{PROSE * 4}</div>{box}")).values()) == {reason}


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("<h2><button aria-expanded='false'>川の源</button></h2><p>山です。", ["川の源", "山です。"]),
        ("<div><h2>深さ</h2><p>三メートル。</p><button>コピー</button></div>", ["深さ", "三メートル。"]),
        ("<button aria-expanded='false'>深さ</button><ul hidden><li>英語</ul><p>山です。",
         ["深さ", "山です。"]),
        ("<div><p>まず<a href='/l'>ログイン</a>します。</p></div>", ["まずログインします。"]),
        ("<ul><li><a href='a'>白菜</a> 洗って切る<li><a href='b'>豚肉</a> 薄切りにする</ul>",
         ["白菜 洗って切る", "豚肉 薄切りにする"]),
        ("<div><img alt=''><p>それは便利ですね！</p></div>", ["それは便利ですね！"]),
        ("<ul><li><a href='a'>鉛筆</a>：図面を引く<li><a href='b'>定規</a>：線をまっすぐに</ul>",
         ["鉛筆：図面を引く", "定規：線をまっすぐに"]),
        ("<ol>" + "<li><a href='1.jpg'><img alt=''></a><p>鍋に酒を入れます。</p>" * 3 + "</ol>",
         [f"{number}. 鍋に酒を入れます。" for number in (1, 2, 3)]),
        (f"<div><h2>おすすめの商品</h2><p>{PROSE * 5}</p></div>", ["おすすめの商品", PROSE * 5]),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_box_is_read(box: str, expected: list[str]) -> None:
    assert said(article_of(box)) == expected


def test_who_wrote_it_is_told_at_the_end_and_not_read() -> None:
    bio = "<p>山本みどり（やまもと・みどり）：川の町に生まれ、著書に『水』。"
    page = f"<html><head><meta name='author' content='山本みどり'></head><body><h1>川</h1><p>{PROSE}</p>{bio}"
    assert list(reasons(parse(page, "a.html")).values()) == ["author profile"]


@pytest.mark.parametrize(
    "html",
    [
        "<div class='a'>源流</div><div class='b'>{p}</div><div class='a'>海</div><div class='b'>{p}</div>",
        "<table><tr><td style='font-weight:bold'>源流</td></tr></table><p>{p}</p>"
        "<table><tr><td style='font-weight: 700'>海</td></tr></table><p>{p}</p>",
    ],
)
def test_lines_of_their_own_look_are_headings_where_there_are_no_others(html: str) -> None:
    assert [s.heading for s in article_of(html.format(p=PROSE)).sections] == ["川の話", "源流", "海"]


@pytest.mark.parametrize(
    "html",
    [
        "<p class='a'>源流</p><p class='a'>{p}</p><p class='a'>海</p><p class='a'>{p}</p>",
        "<p class='a'>山本</p><p>{p}</p><p class='a'>佐藤</p><p>{p}</p><p class='a'>山本</p><p>{p}</p>",
    ],
)
def test_lines_of_a_look_that_sentences_have_too_and_names_of_speakers_are_no_headings(html: str) -> None:
    html = html.format(p=PROSE)
    assert [s.heading for s in article_of(html).sections] == ["川の話"]


@pytest.mark.parametrize(
    ("html", "is_caption"),
    [
        ("<div><img alt=''><p>橋の上の子ども</p></div>", True),
        ("<div><img alt=''></div><p class='c'>橋の上の子ども</p><p>川です。</p>", True),
        ("<div><img alt=''></div><p>橋の上の子ども</p><p>川です。</p>", False),
        ("<div><img alt=''><p>橋の上に子どもがいます。</p></div>", False),
        ("<div><a name='p'></a><a><img alt=''></a>\n<small>橋の上に子がいます</small></div>", True),
        ("<div><a name='p1'></a><small>橋の上に子どもがいます</small></div>", False),
        ("<p><img alt=''></p><p><span style='font-size: 80%'>橋の上で遊ぶ。水は減る</span></p>", True),
        ("<p><img alt=''></p><p>川は<span style='font-size: 80%'>橋の上で遊ぶ。水は減る</span></p>", False),
    ],
)
def test_a_line_under_a_picture_is_a_caption_if_its_look_is_its_own(html: str, is_caption: bool) -> None:
    assert ("caption" in reasons(article_of(html)).values()) == is_caption


def test_a_table_that_holds_the_article_is_read_and_one_of_data_is_not() -> None:
    rows = "".join(f"<tr><td>{PROSE}</td></tr>" for _ in range(3))
    page = f"<h1>川</h1><table>{rows}</table><table><tr><td>川</td><td>3</td></tr></table>"
    article = parse(page, "a.html")
    assert reasons(article)["川 3"] == "table"
    assert [p.text for s in article.sections for p in s.paragraphs].count(PROSE) == 3


def test_a_word_of_a_sentence_is_read_whatever_its_class() -> None:
    html = (
        f"<p>川は<a class='tags'>深い</a>ところと<span class='caption'>浅い</span>ところがあり、{PROSE}</p>"
    )
    assert said(article_of(html)) == [f"川は深いところと浅いところがあり、{PROSE}"]


def test_a_heading_over_code_is_dropped_but_not_over_what_is_said_in_its_place() -> None:
    page = "<h1>川</h1><p>深い川です。</p><h2>深さ</h2><pre>print(3)</pre>"
    assert [s.heading for s in parse(page, "a.html").sections] == ["川"]
    aloud = {"code block": "コードです。"}
    assert [s.heading for s in parse(page, "a.html", aloud=aloud).sections] == ["川", "深さ"]


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ("<div><div>味 4.2</div><div>香り 3.9</div></div>", "scores"),
        ("<div><a href='/a'>川の店 1,200円</a><span>※きのうの値段</span></div>", "advertisement"),
        ("<dl><dt>住所</dt><dd>川の町1</dd><dt>電話</dt><dd>0123</dd></dl>", "facts"),
        ("<div><label for='a'>一号</label><label for='b'>二号</label></div>", "form"),
        (
            "<div><p>川の管理も、これ一つ</p><p>初期費用0円</p><a href='/b'>資料をもらう</a></div>",
            "advertisement",
        ),
    ],
)
def test_a_box_without_a_sentence_is_told_by_what_is_in_it(box: str, reason: str) -> None:
    article = article_of(box)
    assert said(article) == []
    assert list(reasons(article).values()) == [reason]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<dl><dt>淵</dt><dd>深い所</dd><dt>瀬</dt><dd>浅い所</dd></dl>", ["淵", "深い所", "瀬", "浅い所"]),
        ("<div><p>川で見た鳥</p><p>かわせみ</p><a href='/x'>鳥の図鑑</a></div>", ["川で見た鳥", "かわせみ"]),
        ("<p><b>川上</b></p><p><b>川中</b></p><p><b>川下</b></p>", ["川上", "川中", "川下"]),
        ("<div><input id='a'><label for='a'>朝に水を飲む</label></div>", ["朝に水を飲む"]),
    ],
)
def test_a_box_like_one_is_read(html: str, expected: list[str]) -> None:
    assert said(article_of(html)) == expected


@pytest.mark.parametrize("between", ["<!-- 終わり -->", "<?php echo 1; ?>", "<!-- a --><!-- b -->"])
def test_what_no_browser_shows_may_stand_anywhere(between: str) -> None:
    page = """<title>題</title> <h1>題</h1> <p> <img src="a"> <span class="c">橋の朝</span> </p>
    <p>橋です。</p> <table> <tr> <th>執筆</th> <td>山本</td> </tr> </table>
    <dl> <dt>著者</dt> <dd>山本</dd> </dl>"""
    article = parse(between.join((*page.replace("> <", ">|<").replace("\n", "|").split("|"), "")), "a.html")
    texts = [p.text for section in article.sections for p in section.paragraphs]
    assert (article.byline, texts) == ("山本", ["題", "橋です。"])


def test_words_that_say_what_their_picture_is_called_are_a_caption() -> None:
    article = article_of('<p><img alt="夕方の川">夕方の川</p><h2><img alt="上流">上流</h2>')
    assert (said(article), reasons(article)["夕方の川"]) == (["上流"], "caption")


def test_a_class_that_is_a_hash_says_nothing() -> None:
    assert said(article_of(f'<div class="ejjPvE"><p>{PROSE}</p></div>')) == [PROSE]
    assert said(article_of('<div class="postDate"><p>昨日の川</p></div>')) == []


def test_what_a_heading_is_called_to_be_linked_to_drops_it_not() -> None:
    for name in ("toc1", "rtoc-2", "comments", "share", "related", "ads"):
        article = article_of(f'<h2 id="{name}">川の朝</h2><p>{PROSE}</p>')
        assert [section.heading for section in article.sections][-1] == "川の朝"
    over_link = article_of(f'<h2 class="related">川の朝</h2><p><a href="/a">海の朝</a></p><p>{PROSE}</p>')
    assert "川の朝" not in [section.heading for section in over_link.sections]


@pytest.mark.parametrize(
    "page", sorted((Path(__file__).parent / "cases" / "articles").glob("*.html")), ids=lambda p: p.stem
)
def test_comments_between_tags_take_nothing_from_the_article(page: Path) -> None:
    text = page.read_bytes().decode("utf-8", "replace")
    commented = re.sub(r">(\s*)<(?!/?(?:script|style|title))", r">\1<!-- x --><", text)

    def spoken(source: str) -> set[str]:
        return {p.text for section in parse(source, page.name).sections for p in section.paragraphs}

    assert spoken(text) <= spoken(commented)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<font size=5>港の日記を書く<!-- x -->夕方</font><p>明日も来ます。</p>", "夕方"),
        ("<details><summary>港の話</summary><!-- x -->海が見えた。</details>", "港の話"),
    ],
)
def test_words_behind_a_comment_are_words(page: str, words: str) -> None:
    article = parse(f"<table><tr><td>{page}</td></tr></table>", "a", "html")
    assert words in "".join(
        paragraph.text for section in article.sections for paragraph in section.paragraphs
    )


def test_a_comment_behind_a_quote_of_the_text_is_passed_over() -> None:
    said = "<p>途中でいくつもの町を通ります。川は山から来ます。</p>"
    quote = '<blockquote class="pullquote">途中でいくつもの町を通ります。</blockquote><!-- ad -->'
    article = parse(f"<article><h1>川の話</h1>{said}{quote}{said}</article>", "a.html")
    assert [p.text for p in article.sections[0].paragraphs][1:] == [re.sub("<.?p>", "", said)] * 2


@pytest.mark.parametrize("name", ["post-meta", "post_meta", "post__meta", "postMeta", "c-post_meta--top"])
def test_words_of_a_class_are_the_same_however_they_are_put_together(name: str) -> None:
    assert reasons(article_of(f"<div class='{name}'>天気の係</div>"))["天気の係"] == "details of the post"


@pytest.mark.parametrize(
    ("html", "is_code"),
    [
        ("<div><code>ls kawa</code></div>", True),
        ("<div>次は<code>ls kawa</code>です。</div>", False),
        ("<div><code>ls</code><code>kawa</code></div>", False),
    ],
)
def test_code_alone_in_a_box_is_a_block_of_code(html: str, is_code: bool) -> None:
    assert ("code block" in reasons(article_of(html)).values()) == is_code


def test_what_a_heading_breaks_into_lines_is_said_with_a_space_between() -> None:
    heading = "小さくて軽い筐体<br>画面は細かくて、思っていたよりずっと快適に使える"
    assert said(article_of(f"<h2>{heading}</h2>")) == [heading.replace("<br>", " ")]


@pytest.mark.parametrize(
    ("header", "is_read"),
    [
        ("<header><p>{p}</p></header>", False),
        ("<header><h1>川の話</h1><p>{p}</p></header>", True),
    ],
)
def test_a_header_without_a_heading_before_the_main_part_is_the_sites(header: str, is_read: bool) -> None:
    lead = "この川の話は、上流から下流まで歩いた記録です。"
    page = f"{header.format(p=lead)}<div><main><h1>川の話</h1><p>{PROSE}</p><p>{PROSE}</p></main></div>"
    spoken = [p.text for s in parse(page, "a.html").sections for p in s.paragraphs]
    assert (lead in spoken) == is_read
