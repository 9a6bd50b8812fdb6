"""What stands over, under and beside the text of an article: boxes, notices, histories, tables, names."""

from __future__ import annotations

import pytest

from narrate.article.forms import parse
from narrate.model import Article

SAID = (
    "春の川は水が多く、橋の下を音を立てて流れていきます。岸には柳が並び、風が吹くたびに枝がゆれていました。",
    "町の人は毎朝この橋を渡り、市場へ野菜を買いに出かけます。帰りには川べりで休むのが楽しみだといいます。",
    "橋が新しくなったのは三十年前のことで、それまでは木の橋でした。大水のたびに流されたそうです。",
    "夕方になると、川の向こうから笛の音が聞こえてきます。だれが吹いているのか、だれも知りません。",
)
TITLE = "川と橋を訪ねて歩く旅"


def markdown(middle: str = "", end: str = "", author: str = "") -> Article:
    head = f"---\ntitle: {TITLE}\n" + (f"author: {author}\n" if author else "") + "---\n\n"
    return parse(head + "\n\n".join([*SAID[:3], middle, SAID[3], end]), "a.md")


def page(middle: str = "", end: str = "", top: str = "") -> Article:
    first, last = ("".join(f"<p>{text}</p>" for text in part) for part in (SAID[:3], SAID[3:]))
    body = f"<main><article><h1>{TITLE}</h1>{top}{first}{middle}{last}{end}</article></main>"
    return parse(
        f"<!DOCTYPE html><html><head><title>{TITLE}｜川</title></head><body>{body}</body></html>", "a.html"
    )


def spoken(article: Article) -> str:
    said = "\n".join(p.text for section in article.sections for p in section.paragraphs)
    assert all(text in said for text in SAID)
    return said


@pytest.mark.parametrize(
    "notice",
    [
        "【お知らせ】笛の会は休みです。",
        "【夏季休業のご案内】笛の会は八月に休みます。",
        "お知らせ\n\n笛の会を開きます。申し込みが要ります。",
        "**イベントのお知らせ**\n\n笛の会を開きます。",
        "お知らせ：来月、笛の会を開きます。",
        "※この記事の写真は笛の会の許可を得て撮影しました。",
        "トップ画像は笛の会が描きました。",
        "お問い合わせは笛の会 `fue@example.org` まで",
        "この記事は個人の見解であり、笛の会とは関係ありません。",
        "笛の会の動画↓\n\n[笛の会](https://example.org/a)",
    ],
)
def test_a_notice_at_the_end_is_not_read(notice: str) -> None:
    assert "笛の会" not in spoken(markdown(end=f"---\n\n{notice}"))


@pytest.mark.parametrize(
    "text",
    [
        "【お知らせ】と書かれた札が、笛の会の戸に残っています。",
        "申し込みは笛の会の窓口へ。",
        "お申し込みは笛の会へ10月3日まで",
        "「お知らせ」\n\n笛の会の戸に、そう書いた札がありました。",
        "この記事は、笛の会にいたころの私への手紙でもあります。",
    ],
)
def test_what_only_looks_like_a_notice_is_read(text: str) -> None:
    assert "笛の会" in spoken(markdown(end=text))


def test_a_label_in_the_middle_takes_nothing_along() -> None:
    assert "という札が" in spoken(page("<p>お知らせ</p><p>という札が橋に出ていました。</p>"))
    assert "橋の工事が" in spoken(markdown("【お知らせ】橋の工事が始まります。"))


@pytest.mark.parametrize(
    "history",
    [
        "<h2>更新履歴</h2><ul><li>2026年5月22日 対象を訂正</li><li>2026年5月19日 初版公開</li></ul>",
        "<dl><dt>2026-05-22</dt><dd>対象を追加</dd><dt>2026-05-19</dt><dd>初版</dd></dl>",
        "<p>2026/05/22 10:30　対象を訂正しました。<br>2026/05/19 14:00　公開しました。</p>",
        "<p>第1版 2026年5月19日<br>第2版 2026年5月22日 対象を追加</p>",
        "<ul><li>2026-05-19: Initial release</li><li>2026-05-22: Added versions</li></ul>",
    ],
)
def test_the_days_on_which_a_page_was_changed_are_not_read(history: str) -> None:
    article = page(end=history)
    assert "2026" not in spoken(article)
    assert not [section.heading for section in article.sections if section.level]


def test_days_of_which_an_article_tells_are_read() -> None:
    said = spoken(
        page("<ul><li>2019年4月1日　会報の初版を公開</li><li>2021年3月1日　会の名称を変更</li></ul>")
    )
    assert "会報の初版" in said
    assert "名称を変更" in said


@pytest.mark.parametrize(
    "box",
    [
        '<aside class="ad-card"><span>AD</span><a href="https://x.example">川の保険</a></aside>',
        '<div class="pr-box">\n<p>PR</p>\n<p>川の保険、いまなら無料です。</p>\n</div>',
        '<aside class="promo">\n\n**川の保険** 今だけ。\n\n</aside>',
        '<p class="caption">川の保険の窓口</p>',
    ],
)
def test_a_box_of_html_in_markdown_is_told_as_on_a_page(box: str) -> None:
    assert "川の保険" not in spoken(markdown(box))


@pytest.mark.parametrize("name", ["note", "info", "column", "message"])
def test_a_box_that_says_something_is_read(name: str) -> None:
    assert "川の保険" in spoken(markdown(f'<div class="{name}">\n\n川の保険は要りません。\n\n</div>'))


@pytest.mark.parametrize(
    "note", ["<small>値は概算です。</small>", "※値は概算です。年で変わります。", "（値は概算）", "*値は概算*"]
)
def test_a_note_under_a_table_is_not_read(note: str) -> None:
    assert "概算" not in spoken(markdown(f"| 区 | 値 |\n|--|--|\n| あ | 1 |\n\n{note}"))
    assert "概算" in spoken(markdown(note))


def test_a_sentence_under_a_table_is_read() -> None:
    table = "| 区 | 値 |\n|--|--|\n| あ | 1 |\n\n"
    assert "料率は" in spoken(markdown(f"{table}料率は地域で変わります。"))
    assert "それでも" in spoken(markdown(f"{table}*それでも私は買いました。*"))


@pytest.mark.parametrize(
    "rows",
    [
        [["<p>区分</p>", "<p>料金</p>"], ["<p>大人</p>", "<p>八百円</p>"]],
        [["<p>区分</p>", "<p>説明</p>"], ["<p>大人</p>", "<p>八百円かかります。</p>"]],
        [["<div>区分</div>", "<div></div>"], ["<div>大人</div>", "<div>八百円</div>"]],
    ],
)
def test_a_table_whose_cells_hold_paragraphs_is_one_of_data(rows: list[list[str]]) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert "八百円" not in spoken(page(f"<table>{cells}</table>"))


def test_a_table_of_sentences_is_laid_out_text() -> None:
    row = "<tr><td><p>遠くの山が見えます。</p></td><td><p>子どもが釣りをしています。</p></td></tr>"
    assert "釣りを" in spoken(page(f"<table>{row * 2}</table>"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. 川がよく見えます", "2. 橋が渡れます"),
        ("理由1：川が見えるから", "理由2：橋が渡れるから"),
        ("第1位　川がよく見えます", "第2位　橋が渡れます"),
        ("その一　川が見えます", "その二　橋が渡れます"),
        ("Q1. 川は見えますか？", "Q2. 橋は渡れますか？"),
    ],
)
def test_lines_in_bold_that_are_counted_are_headings(first: str, second: str) -> None:
    text = f"## 見どころ\n\n**{first}**\n\n{SAID[0]}\n\n**{second}**\n\n{SAID[1]}\n\n## 行き方"
    headings = [section.heading for section in markdown(text).sections if section.level]
    assert headings == ["見どころ", first, second, "行き方"]


@pytest.mark.parametrize(
    "life",
    [
        "*山田 花子：社会保険労務士。元・駅員。*",
        "**この記事を書いた人** 川の事務所の所長。",
        "著者プロフィール：山田 花子。豆腐屋を営む。",
        "**山田 花子**\n\n豆腐屋の店主。",
    ],
)
def test_who_wrote_it_is_not_told_again_at_the_end(life: str) -> None:
    said = spoken(markdown(end=f"---\n\n{life}", author="山田 花子"))
    assert not any(word in said for word in ("駅員", "所長", "豆腐屋", "山田"))


def test_an_author_who_speaks_at_the_end_is_read() -> None:
    end = "**山田 花子：** ありがとうございました。\n\n**川辺 一郎：** こちらこそ。"
    assert "ありがとうございました" in spoken(markdown(end=end, author="山田 花子"))


@pytest.mark.parametrize(
    "head",
    [
        "<div><span>text by</span> <span>山田 花子</span><span>Hanako Yamada</span></div>",
        "<div><span>2026.5.1</span><span>取材・文＝山田 花子</span><span>撮影＝川辺 一郎</span></div>",
        '<div class="Article_reporter__s1Lq9">川辺支局・山田 花子</div>',
        '<div class="u"><span>WRITER</span><span>山田 花子</span></div>',
        "<p>［文］山田 花子 ［写真］川辺 一郎</p>",
    ],
)
def test_a_page_names_its_author_in_its_own_way(head: str) -> None:
    article = page(top=head)
    assert article.byline == "山田 花子"
    assert "山田" not in spoken(article)


@pytest.mark.parametrize("tag", ["<h1>{}</h1>", '<div class="art_ttl">{}</div>', '<p class="title">{}</p>'])
@pytest.mark.parametrize("label", ["会員限定", "【特集】", "NEW"])
def test_a_label_before_the_title_is_none_of_it(tag: str, label: str) -> None:
    text = "".join(f"<p>{said}</p>" for said in SAID)
    heading = tag.format(f"<span>{label}</span>{TITLE}")
    article = parse(
        f"<html><head><title>{TITLE}｜川</title></head><body>{heading}{text}</body></html>", "a.html"
    )
    assert article.title == TITLE
    assert label not in spoken(article)


def old_page(top: str, foot: str = "", behind: str = "") -> Article:
    text = "<br><br>".join(SAID)
    cell = f'<font size="4"><b>{TITLE}</b></font><br><br>{text}<br><br>{behind}'
    inner = f"<table><tr><td>{cell}</td></tr></table>"
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in (top, inner, foot))
    return parse(
        f"<html><head><title>{TITLE}｜川の医院</title></head><body><table>{rows}</table></body></html>",
        "a.html",
    )


@pytest.mark.parametrize(
    "top",
    [
        '<font size="5">TEL.0000-33-4180</font>',
        '<font size="5">地域のかかりつけ医として四十年</font>',
        '<font size="5">川の医院</font><br>川辺町の内科・小児科、川辺駅から歩いて五分です',
    ],
)
def test_an_old_page_is_called_as_its_head_says_first(top: str) -> None:
    article = old_page(top, "川辺町1-2-3、川辺駅前、電話 0000-33-4180")
    assert article.title == TITLE
    assert not any(word in spoken(article) for word in ("0000", "四十年", "駅"))


@pytest.mark.parametrize(
    "posts",
    [
        "コメント<br>よかったです<br>わたしも行きました。<br>2012-12-02 23:10　名無し　URL　[ 編集 ]",
        "<b>■ コメント</b><p>わたしも行きました。<br>| 名無し | 2012/12/02 11:10 PM |</p>",
        "コメント<br>わたしも行きました。<br>投稿: 名無し | 2012年12月 2日 (日) 23時10分",
    ],
)
def test_comments_under_an_old_page_are_told_by_who_posted_them_when(posts: str) -> None:
    assert "わたしも" not in spoken(old_page("", behind=posts))


def test_what_somebody_comments_in_the_text_is_read() -> None:
    assert "うれしい" in spoken(page(end="<h2>コメント</h2><p>橋が残り、うれしいと市長は話しました。</p>"))


def test_a_heading_over_nothing_but_notes_is_not_read() -> None:
    article = page(
        "<p>柳<sup>※1</sup>の話です。</p>", "<h3>用語解説</h3><p>※1　柳：川べりに立つ木のこと。</p>"
    )
    assert not [section.heading for section in article.sections if section.level]


@pytest.mark.parametrize("heading", ["お客様の声", "キーワード", "タグ"])
def test_a_heading_like_that_of_a_box_is_read_over_sentences(heading: str) -> None:
    article = parse(
        f"# 店の話\n\n店を開きました。\n\n## {heading}\n\n声が届きます。返事を書きます。\n",
        "a.md",
        "markdown",
    )
    assert heading in [section.heading for section in article.sections]


@pytest.mark.parametrize(
    "ends", ["</html>", "</body></html>", "</BODY >\n</HTML >\n<p>", "</html><html><body>"]
)
def test_what_stands_behind_the_end_of_a_page_is_read_as_browsers_show_it(ends: str) -> None:
    for article in (
        page(f"<p>深い川です。</p>{ends}広い川です。"),
        markdown(f"深い川です。\n\n{ends}\n広い川です。"),
    ):
        said = [paragraph.text for section in article.sections for paragraph in section.paragraphs]
        assert said[-3:] == ["深い川です。", "広い川です。", SAID[3]]
