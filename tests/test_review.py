"""Re:VIEW and Ruby's documents: what is heard of their lines and blocks."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.review import is_review, plain
from narrate.model import Article

CHAPTER = """= 川のプログラム
== はじめに
川の深さをはかる@<code>{depth}という関数を、@<href>{https://a.example/river, 川の会}で作りました。
作者の@<kw>{川辺, Kawabe}です@<fn>{f1}。深さは@<list>{l1}のように求めます。

//footnote[f1][@<href>{https://a.example/}]

//list[l1][深さを求める]{
func depth() int {
  return 3 // 浅い
}
//}

#@# あとで図を足す
//image[river][川の図]{
  river
//}

===[column] 川の思い出

//note[竿のこと]{
竿は長いものを選びます。
//}

 * 地図
 ** 古い地図

=== まとめ
@<tt>$depth$は短い関数でした。
//emlist[][]{
depth()
//}
これで終わりです。
"""
DOCUMENT = """=begin JA

= 川の手引き

川の歩き方を述べます。くわしくは((<川の地図|URL:map.htm>))を見てください。

== 準備

靴は((*濡れてもよいもの*))を選びます。

=end JA
"""


def _spoken(article: Article) -> list[str]:
    return [p.text for section in article.sections for p in section.paragraphs]


def test_a_chapter_is_read_without_its_marks() -> None:
    article = parse(CHAPTER, "a.re")
    assert _spoken(article) == [
        "川のプログラム",
        "はじめに",
        "川の深さをはかるdepthという関数を、川の会で作りました。",
        "作者の川辺です。深さはリストのように求めます。",
        "川の思い出",
        "竿のこと",
        "竿は長いものを選びます。",
        "* 地図",
        "** 古い地図",
        "まとめ",
        "depthは短い関数でした。",
        "これで終わりです。",
    ]
    assert [(section.level, section.heading) for section in article.sections[1:]] == [
        (1, "はじめに"),
        (2, "川の思い出"),
        (2, "まとめ"),
    ]


def test_what_a_chapter_shows_is_dropped_with_its_reason() -> None:
    reasons = {piece.text.split("{")[0]: piece.reason for piece in parse(CHAPTER, "a.re").dropped}
    assert reasons["//list[l1][深さを求める]"] == reasons["//emlist[][]"] == "code block"
    assert reasons["//image[river][川の図]"] == "picture"
    assert reasons["//footnote[f1][@<href>"] == "footnotes"
    assert reasons["#@# あとで図を足す"] == "comment"


def test_links_and_words_in_a_document_are_their_words() -> None:
    article = parse(DOCUMENT, "a.rd")
    assert _spoken(article) == [
        "川の手引き",
        "川の歩き方を述べます。くわしくは川の地図を見てください。",
        "準備",
        "靴は濡れてもよいものを選びます。",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("川です@<fn>{a}。\n\n@<b>{橋}です。", True),
        ("//list[a][b]{\n1\n//}\n@<code>{x}", True),
        ("// 川\n// 橋", False),
        ("川辺 <a@a.example> です。\n@kawabe です。", False),
        ("", False),
    ],
)
def test_such_a_text_is_known_by_its_marks(text: str, expected: bool) -> None:
    assert is_review(text.split("\n")) is expected


def test_a_block_that_is_not_closed_is_its_first_row() -> None:
    rows, dropped = plain(["//list[a][b]{", "川です。"])
    assert dropped == {"//list[a][b]{": "code block"}
    assert "川です。" in rows


def test_what_an_author_remarks_on_a_draft_is_not_read() -> None:
    rows, dropped = plain(
        ["川です。", "//comment{", "あとで直す。", "//}", "//comment[橋も直す]", "海です。"]
    )
    assert dropped == {"//comment{ あとで直す。 //}": "comment", "//comment[橋も直す]": "comment"}
    assert [row for row in rows if row and row not in dropped] == ["川です。", "海です。"]
