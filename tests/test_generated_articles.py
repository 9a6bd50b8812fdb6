"""Articles put together at random from what real ones are made of: each word is said or dropped, in order."""

from __future__ import annotations

import re

import pytest
from fuzz.article import FORMS
from fuzz.article import check as check_bytes
from hypothesis import given, settings
from hypothesis import strategies as st
from visible import check_order, of_page, words

from narrate.article import parse

bounded = settings(deadline=None, derandomize=True, max_examples=150)

# Where a piece has 語, a word of its own is put in.
SENTENCES = (
    "語は川です。語が流れます。",
    "語です。",
    "「語」と語が言った。",
    "語、語。語！",
    "語と語の話を書きます。",
)
PROSE = (
    *SENTENCES,
    "語が[1]語です（注1）。",
    "注：語は語です。",
    "※語は語です。",
    "写真：語の語",
    "出典：語（2024年）",
    "受付：語です。",
    "関連：語",
    "続きを読む",
    "語",
    "住所：語\n電話：03-0000-0000\n語：語",
    "文・語　写真・語",
    "（語）",
    "以上",
    "2024年5月3日　語\n2024年6月3日　語",
    "https://a.example/語",
    "プロフィール\n語。語年生まれ。",
    "お問い合わせ先\n語\nTEL 03-0000-0000",
)
TEXT = (
    *PROSE,
    "■ 語",
    "１　語",
    "第一章　語",
    "・語\n・語\n・語",
    "1. 語\n2. 語",
    "語：語です。\n語：語です。",
    "目次\n語\n語\n語",
    "注\n1 語\n2 語",
    "注1　語\n注2　語",
    "From: 語 <a@b.example>\nTo: 語\nSubject: 語\nDate: 2024年5月3日",
    "件名：語\n差出人：語",
    "> 語\n> 語です。",
    "----------\n語\n----------",
    "語\t語\t語\n語\t語\t語",
    "| 語 | 語 |\n| 語 | 語 | 語 |",
    "$ cat 語\n語",
    "if (a) { return 語; }",
    "┃語┃\n┃語です。┃",
    "材料\n語　200g\n語　2個\n作り方\n語を語に入れます。",
    "0:00 語\n1:30 語\n3:00 語",
    "前の記事\n語\n次の記事\n語",
    "コメント 2件\n語\n2024年5月3日 10:00\n語です。\n返信",
)
MARKDOWN = (
    *PROSE,
    "# 語",
    "## 1. 語\n\n### 1.1 語\n\n語です。\n\n### 1.2 語",
    "- 語\n- 検索\n  - 語",
    "1. 語\n2. 語\n\n   語です。",
    "| 語 | 語 |\n|---|---|\n| 語 | 語 | 語 | 語 |\n| 語 |",
    "> | 語 |\n> |---|\n> | 語 | 語 |",
    "> 語です。\n> 語",
    "```\n語\n```",
    "語[^1]です。\n\n[^1]: 語です。",
    "## 注\n\n1. 語\n2. 語",
    "**語**\n語です。",
    "![語](a.png)\n\n図1：語",
    "## 関連記事\n\n- [語](b)\n- [語](c)",
    "---",
    "<details><summary>語</summary>\n\n語です。\n\n</details>",
    ":::message\n語です。\n:::",
    "語\n: 語です。",
)
HTML = (
    *(f"<p>{piece}</p>" for piece in PROSE),
    "<h2>語</h2>",
    "<h3>1.1 語</h3>",
    "<ul><li>語<li>検索<li>語</ul>",
    "<ol><li>語<li>語です。</ol>",
    "<table><tr><th>語<th>語<tr><td>語<td>語<td>語</table>",
    "<blockquote><p>語です。</blockquote>",
    "<pre><code>語\n語</code></pre>",
    "<figure><img src=a><figcaption>語</figcaption></figure>",
    "<dl><dt>語<dd>語です。<dt>語<dd>語</dl>",
    "<aside><h3>関連記事</h3><ul><li><a href=b>語</a></ul></aside>",
    "<nav><a href=c>語</a><a href=d>語</a></nav>",
    "<p>語<sup>1</sup>です。</p><div class=footnotes><ol><li>語 <a href='#fnref-1'>↩</a></ol></div>",
    "<p>語<br>語です。<br><br>語</p>",
    "<div class=share>語</div>",
    "<footer>語</footer>",
    "<div><b>語</b><span>語です。語です。</span></div>",
)
PIECES = {
    "text": ("語の語\n\n語です。\n\n", "\n\n", TEXT),
    "markdown": ("# 語\n\n語です。\n\n", "\n\n", MARKDOWN),
    "html": ("<title>題</title><h1>語</h1><p>語です。</p>", "", HTML),
}


def numbered(source: str) -> tuple[str, list[str]]:
    """The source with each 語 in it made a word that stands nowhere else, and those words."""
    found: list[str] = []

    def word(_: re.Match[str]) -> str:
        found.append(f"語{len(found):03}番")
        return found[-1]

    return re.sub("語", word, source), found


def check(form: str, pieces: list[str]) -> None:
    start, between, _ = PIECES[form]
    source, put_in = numbered(start + between.join(pieces))
    article = parse(source, "a", form)
    said = [p.text for section in article.sections for p in section.paragraphs if p.kind != "title"]
    dropped = [piece.text for piece in article.dropped if piece.reason != "footnotes"]
    written = "".join([article.title, *said, *(piece.text for piece in article.dropped)])
    assert [word for word in put_in if word not in written] == []
    if "[^" not in source:  # footnotes stand at the end, wherever they are defined
        shown = of_page(source)[1] if form == "html" else words(source)
        check_order(said, shown)
        check_order(dropped, shown, may_overlap=True)
    check_bytes(bytes([FORMS.index(form)]) + source.encode())


@pytest.mark.parametrize("form", PIECES)
def test_each_piece_of_an_article_is_said_or_dropped(form: str) -> None:
    for piece in PIECES[form][2]:
        check(form, [*SENTENCES[:2], piece, *SENTENCES[2:]])


@pytest.mark.parametrize("form", PIECES)
def test_articles_of_any_pieces_lose_nothing(form: str) -> None:
    @bounded
    @given(st.lists(st.sampled_from(PIECES[form][2]), min_size=1, max_size=16))
    def holds(pieces: list[str]) -> None:
        check(form, pieces)

    holds()
