"""What nobody wants to hear, told by its wording; sentences that only mention it are read."""

from __future__ import annotations

import pytest

from narrate.article import clutter, footnotes, parse
from narrate.article.pieces import Block
from narrate.model import Dropped


@pytest.mark.parametrize(
    "line",
    [
        "無料会員登録すると、記事を保存できます",
        "川の会では、一緒に歩く仲間を募集しています。",
        "この記事は、川の便りからの転載です。",
        "3月1日に川を歩く会を開きます。お申し込みはこちら",
        "[川] [海]",
        "川の会では一緒に働くSREを募集しています。面談はこちら",
        "この週報はメールでも届きます。購読はこちら",
        "初出：同人誌『川』第四十一号。掲載にあたり一部を改めました。",
        "▼ほかの記事はこちらにまとめています",
        "週2回、経営に役立つ記事をまとめてお届けします。",
        "感想は kawa@example.net までお寄せください。",
        "バックリンク：来年やりたいこと",
    ],
)
def test_what_is_said_about_the_article_is_told_at_its_edges_only(line: str) -> None:
    text = [Block("prose", f"川は町を{n}つ通ります。") for n in range(20)]
    at_end, within = [*text, Block("prose", line)], [*text[:10], Block("prose", line), *text[10:]]
    assert isinstance(list(clutter.told_apart(at_end))[-1], Dropped)
    assert list(clutter.told_apart(within)) == within


def test_a_notice_is_the_last_heading_and_says_little() -> None:
    text = [Block("heading", "川", 2), *[Block("prose", f"川は町を{n}つ通ります。" * 4) for n in range(9)]]
    notice = [Block("heading", "お知らせ", 2), Block("prose", "五月に川を歩きます。")]
    assert all(isinstance(piece, Dropped) for piece in list(clutter.told_apart([*text, *notice]))[-2:])
    assert list(clutter.told_apart([*notice, *text])) == [*notice, *text]


@pytest.mark.parametrize(("end", "is_ad"), [("link", True), ("picture", False)])
def test_an_ad_goes_from_its_label_to_its_link(end: str, is_ad: bool) -> None:
    ad, text = Block("prose", "川の水が毎月届きます。"), Block("prose", "川は海へ流れます。")
    pieces = list(clutter.told_apart([Block("prose", "【PR】"), ad, Dropped("詳しく見る", end), text]))
    assert (isinstance(pieces[1], Dropped), pieces[-1]) == (is_ad, text)


def test_a_heading_takes_its_section_with_it_up_to_the_next() -> None:
    blocks = [Block("heading", "関連記事", 2), Block("item", "海の話です。"), Block("heading", "海", 3)]
    last = [Block("heading", "終わりに", 2), Block("prose", "川です。")]
    *dropped, heading, prose = clutter.told_apart([*blocks, *last])
    assert [piece.reason for piece in dropped if isinstance(piece, Dropped)] == ["related links"] * 3
    assert [heading, prose] == last


@pytest.mark.parametrize(
    "line", ["https://a.example/b 関連記事", "【[^1] 関連記事】", "関連記事 https://a.example/b"]
)
def test_a_mark_is_dropped_on_its_side_of_the_text(line: str) -> None:
    dropped = parse(f"川の話\n\n川です。\n\n{line}", "a.txt", "text").dropped
    texts = ["".join(filter(str.isalnum, piece.text)) for piece in dropped if "said" not in piece.reason]
    assert "".join(texts) == "".join(filter(str.isalnum, line))


def test_a_line_takes_what_follows_up_to_a_sentence() -> None:
    pieces = list(clutter.told_apart(Block("prose", text) for text in ("関連記事", "海の話", "川です。")))
    assert [isinstance(piece, Dropped) for piece in pieces] == [True, True, False]


def test_headings_over_nothing_or_code_are_dropped_but_not_over_tables() -> None:
    pieces = [
        Block("heading", "川", 2),
        Dropped("a", "code block"),
        Block("heading", "料金", 2),
        Dropped("b", "table"),
        Block("heading", "コード", 2),
        Dropped("c", "code block"),
        Block("heading", "脚注", 2),
        Dropped("d", "link"),
    ]
    kept = clutter.without_empty_headings(pieces)
    assert [piece.text for piece in kept if isinstance(piece, Block)] == ["川", "料金"]


def test_a_heading_over_nothing_is_dropped_but_not_one_over_headings_nor_the_first() -> None:
    pieces = [
        Block("heading", "川の話", 1),
        Block("heading", "源流", 1),
        Block("heading", "泉", 2),
        Block("prose", "泉です。"),
        Block("heading", "あとで書く", 2),
        Block("heading", "海", 2),
        Block("prose", "海です。"),
    ]
    kept = clutter.without_empty_headings(pieces)
    assert [piece.text for piece in kept if isinstance(piece, Dropped)] == ["あとで書く"]


def test_a_heading_over_much_prose_is_no_label_of_links() -> None:
    pieces = [
        Block("heading", "最新情報", 2),
        Block("prose", "川は深いです。" * 20),
        Block("heading", "海", 2),
    ]
    assert list(clutter.told_apart(pieces)) == pieces


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["住所：川の町1-2", "電話：0123-45-6789"], []),
        (["日時：四月三日", "場所：川原"], ["日時：四月三日", "場所：川原"]),
        (["住所：川の町1-2"], ["住所：川の町1-2"]),
        (["住所：決まっていない。", "料金：まだない。"], ["住所：決まっていない。", "料金：まだない。"]),
    ],
)
def test_facts_of_a_place_in_a_row_are_a_table(lines: list[str], kept: list[str]) -> None:
    told = clutter.told_apart([Block("prose", line) for line in lines])
    assert [piece.text for piece in told if isinstance(piece, Block)] == kept


@pytest.mark.parametrize("heading", ["参考", "ダウンロード", "ライセンス", "作者", "作品情報", "INFORMATION"])
def test_a_heading_of_facts_is_read_over_a_sentence_and_dropped_over_facts(heading: str) -> None:
    prose, fact = Block("prose", "「川」は三十年前に撮られた映画です。"), Block("prose", "監督：岡田澄")
    over_facts = clutter.told_apart([Block("heading", heading, 2), fact])
    assert all(isinstance(piece, Dropped) for piece in over_facts)
    told = list(clutter.told_apart([Block("heading", heading, 2), prose, fact]))
    assert told == [Block("heading", heading, 2), prose, Dropped(fact.text, "facts")]


def test_notes_are_dropped_only_after_the_last_text() -> None:
    blocks = [
        Block("prose", text) for text in ("※は、味の印です。", "川の話です。", "※値段は四月のものです。")
    ]
    told = footnotes.without_end_notes(blocks)
    assert [piece.text for piece in told if isinstance(piece, Block)] == ["※は、味の印です。", "川の話です。"]


@pytest.mark.parametrize(
    "note",
    [
        "※12月5日までに班長へお出しください。",
        "※車でのお越しはご遠慮ください。",
        "※雨の日は10時から始めます。",
        "※雨の日は中止です。",
    ],
)
def test_a_note_that_asks_for_something_at_the_end_is_read(note: str) -> None:
    blocks = [Block("prose", "川の話です。"), Block("prose", note)]
    assert footnotes.without_end_notes(blocks) == blocks


@pytest.mark.parametrize(
    ("heading", "is_read"),
    [
        ("本プレスリリースに関するお問い合わせ先", False),
        ("このニュースリリースについての問い合わせ", False),
        ("リリースへのお問い合わせが増えたわけ", True),
    ],
)
def test_whom_to_ask_about_a_release_is_not_read(heading: str, is_read: bool) -> None:
    text = f"# 川の地図\n\n川の地図を公開しました。\n\n## {heading}\n\n- かわべ商会\n- 担当 川辺 花子\n"
    spoken = [p.text for section in parse(text, "a.md").sections for p in section.paragraphs]
    assert (heading in spoken) is is_read
