"""Notes at the end of an article: told by numbers that the text has too, and by nothing less."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.footnotes import without_notes
from narrate.article.pieces import Block, Piece
from narrate.model import Dropped

NOTES = [Block("heading", "注", 2), Block("prose", "(1) 川の話です。"), Block("prose", "(2) 海の話です。")]


def said(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in without_notes(pieces) if not isinstance(piece, Dropped)]


@pytest.mark.parametrize("heading", ["注", "【注釈】", "脚注", "註", "Notes"])
@pytest.mark.parametrize(
    ("first", "second"),
    [("(1)", "（2）"), ("[1]", "［2］"), ("注1", "注2"), ("（注1）", "（※2）"), ("※1", "※2")],
)
def test_notes_and_their_marks_are_dropped(heading: str, first: str, second: str) -> None:
    text = [Block("prose", f"川は深い{first}。"), Block("prose", f"海は「広い」{second}。")]
    notes = [
        Block("heading", heading, 2),
        Block("prose", f"{first} 川です。"),
        Block("prose", f"{second} 海です。"),
    ]
    end = Dropped("続きを読む", "navigation")
    assert said([*text, *notes, end]) == ["川は深い。", "海は「広い」。"]


SQUARE = [Block("heading", "注", 2), Block("prose", "[1] 川の話です。"), Block("prose", "[2] 海の話です。")]
THANKS = [Block("heading", "謝辞", 2), Block("prose", "皆様に感謝します。")]
CITED = [Dropped("参考文献", "references"), Dropped("山本（1998）『川』東書房.", "references")]


@pytest.mark.parametrize(
    ("notes", "behind"),
    [
        (SQUARE, THANKS),
        (SQUARE, [Block("heading", "まとめ", 2), Block("prose", "川は深く、海は広い。")]),
        (SQUARE, [*CITED, Block("prose", "では、また。")]),
        (SQUARE, [Block("heading", "脚注", 2), Block("prose", "1) これも注です。"), *THANKS]),
        (NOTES, THANKS),
        (NOTES, CITED),
        (NOTES, [*CITED, *THANKS]),
    ],
)
def test_notes_end_at_the_next_heading(notes: list[Piece], behind: list[Piece]) -> None:
    first, second = (note.text[:3] for note in notes[1:])
    text: list[Piece] = [Block("prose", f"川は深い{first}。"), Block("prose", f"海は広い{second}。")]
    kept = [piece.text for piece in behind if not isinstance(piece, Dropped)]
    assert said([*text, *notes, *behind]) == ["川は深い。", "海は広い。", *kept]


def test_one_note_has_a_mark_that_is_nothing_else() -> None:
    notes = [*SQUARE[:2], *CITED]
    assert said([Block("prose", "川は深い[1]。"), *notes]) == ["川は深い。"]
    assert said([Block("prose", "川は深い。"), *notes]) == ["川は深い。", "注", "[1] 川の話です。"]


@pytest.mark.parametrize("first", ["[1]", "（注1）"])
def test_notes_without_a_heading_end_the_article_and_each_has_its_mark(first: str) -> None:
    second = first.replace("1", "2")
    text = [Block("prose", f"川は深い。{first}"), Block("prose", f"海は広い。{second}")]
    notes = [Block("prose", f"{first} 川の話です。"), Block("prose", f"{second} 海の話です。")]
    assert said([*text, *notes]) == ["川は深い。", "海は広い。"]
    for pieces in ([text[0], *notes], [*text, *notes, Block("prose", "では、また。")], [*text, notes[1]]):
        assert said(pieces) == [piece.text for piece in pieces]


def test_marks_that_the_page_had_small_lead_to_notes() -> None:
    marks = [Dropped("[1]", "footnote mark"), Dropped("[2]", "footnote mark")]
    text: list[Piece] = [Block("prose", "川は深い。"), *marks]
    assert said([*text, *NOTES]) == ["川は深い。"]
    items = [Block("heading", "注", 2), Block("item", "川です。"), Block("item", "海です。")]
    assert said([*text, *items]) == ["川は深い。", *(block.text for block in items)]


@pytest.mark.parametrize(
    "text",
    [
        "川は深い。",
        "手順は(1)水を汲む、(2)火を起こす、の二つです。",
        "三年(9)。",
        "発注1と発注2を分けます。f(1)は3。式(1)を式(2)に入れます。",
        "発注1は朝です(1)。発注2は夜です(2)。式(1)を使います。",
        "受注1、発注2。",
        "図(1)、図(2)。",
        "附則（1）と附則（2）は別に定める。",
        "選択肢ア(1)、選択肢イ(2)。",
        "次の文の (1) と (2) に語を入れよ。",
        "正しいのは(1)、(2)。",
        "答えよ。(1)川は何か。(2)海は何か。",
        "川は深い(1)。海は広い(2)。川は長い(1)。",
        "川は深い(1)。海は広い(2)。空は高い(3)。",
        "詳しくは注1、または注2。",
    ],
)
def test_numbers_are_read_where_they_may_be_no_marks(text: str) -> None:
    assert said([Block("prose", text), *NOTES]) == [text, *(block.text for block in NOTES)]


@pytest.mark.parametrize(
    "notes",
    [
        [*NOTES, Block("prose", "では、また。")],
        [*NOTES[:2], Block("prose", "ここから先は、後日談である。"), NOTES[2]],
        [NOTES[0], Block("prose", "注釈とは、文に添える説明です。"), *NOTES[1:]],
        [NOTES[0], NOTES[2], NOTES[1]],
        [*NOTES, Block("item", "次の担当は山田さんです。")],
        [*NOTES, Block("heading", "まとめ", 2), Block("prose", "安全に使いましょう。")],
        [NOTES[0], Block("item", "サーバーは金曜日に止めます。"), Block("item", "予算は三百万円です。")],
        NOTES[:2],
    ],
)
def test_what_is_no_end_of_numbered_notes_is_read(notes: list[Piece]) -> None:
    pieces = [Block("prose", "川は深い(1)。海は広い(2)。"), *notes]
    assert said(pieces) == [piece.text for piece in pieces]


@pytest.mark.parametrize(
    "text",
    [
        "# 鍋\n\nふたを閉めます(1)。火にかけます(2)。\n\n## 注\n\n"
        "1. ふたのゴムが傷んでいると危険です。\n2. 空だきになります。\n\n## まとめ\n\n安全に使いましょう。\n",
        "# 引数\n\n引数は正です(1)。値は数です(2)。\n\n## Notes\n\n"
        "1. 負の数を渡すと、データが消えます。\n2. 数は整数です。\n\n例です。\n",
        "# 会議\n\n項目を議論した（1）。項目は先送りだ（2）。\n\n## Notes\n\n"
        "- サーバーを止めます。\n- 予算は足ります。\n",
    ],
)
def test_warnings_and_minutes_of_a_post_are_read(text: str) -> None:
    assert {piece.reason for piece in parse(text, "a.md").dropped} <= {"title, said at the start"}


RAISED = [Block("prose", "水は冷たかった1)。"), Block("prose", "岸を歩いた2)。")]
FOOT = [Block("prose", "1) 春に測った。"), Block("prose", "2) 歩いたのは二人。")]
REST = Block("prose", "海に着いた。")


def test_notes_at_the_foot_of_a_page_go_with_the_marks_over_them() -> None:
    told = without_notes([*RAISED, *FOOT, REST])
    assert [piece.text for piece in told if isinstance(piece, Block)] == [
        "水は冷たかった。",
        "岸を歩いた。",
        REST.text,
    ]
    assert {piece.reason for piece in told if isinstance(piece, Dropped)} == {"footnotes", "footnote mark"}


@pytest.mark.parametrize(
    "pieces",
    [
        [Block("prose", "水は冷たかった。"), *FOOT, REST],
        [RAISED[0], *FOOT, REST],
        [*RAISED, Block("prose", "次の二つを決めた。"), *FOOT, REST],
        [*RAISED, *[REST] * 9, *FOOT, REST],
    ],
)
def test_a_list_is_no_foot_of_a_page(pieces: list[Block]) -> None:
    assert without_notes(pieces) == pieces


FAR = [Block("prose", "川は浅い。")] * 9


def test_notes_that_end_a_paper_may_be_far_from_their_marks() -> None:
    text = [Block("prose", "川は深い1)。"), *FAR, Block("prose", "海は広い2)。")]
    notes = [Block("prose", "1) 川の話です。"), Block("prose", "2) 海の話です。")]
    for behind in ([], CITED, THANKS):
        kept = [piece.text for piece in behind if not isinstance(piece, Dropped)]
        read = ["川は深い。", *(piece.text for piece in FAR), "海は広い。", *kept]
        assert said([*text, *notes, *behind]) == read


@pytest.mark.parametrize("mark", ["", "（その1）", "図1)", "のは1)、2)"])
def test_a_list_at_the_end_of_a_paper_has_no_marks(mark: str) -> None:
    pieces = [
        Block("prose", f"川は深い{mark}。"),
        *FAR,
        Block("prose", "1) 川を見る。"),
        Block("prose", "2) 海を見る。"),
    ]
    assert said(pieces) == [piece.text for piece in pieces]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "このページでは[2]のみをまとめ、[1]は[2]の前に読む。",
            "このページでは[2]のみをまとめ、[1]は[2]の前に読む。",
        ),
        (
            "答えは[2]だ。選ぶのは[3]。この[1]から[2]までを、私は[2]より[3]を読む。川とは[1]。",
            "答えは[2]だ。選ぶのは[3]。この[1]から[2]までを、私は[2]より[3]を読む。川とは。",
        ),
        (
            "そう言われる[1]が、川で[2]はじめて見たもの[3]は深い[4]。",
            "そう言われるが、川ではじめて見たものは深い。",
        ),
        ("川は深い[1, 2]。海は広い [6-8]。", "川は深い。海は広い。"),
        (
            "配列[1]とリスト[1, 2]を渡すと、値が[3, 4]になる。",
            "配列[1]とリスト[1, 2]を渡すと、値が[3, 4]になる。",
        ),
    ],
)
def test_a_number_that_a_sentence_speaks_of_is_no_mark(text: str, kept: str) -> None:
    assert parse(f"川の話です。\n\n{text}", "a.md").sections[0].paragraphs[-1].text == kept
