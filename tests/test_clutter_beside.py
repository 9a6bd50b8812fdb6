"""What is told by what stands over it, under it or beside it."""

from __future__ import annotations

import pytest

from narrate.article import clutter, phrases
from narrate.article.pieces import Block
from narrate.model import Dropped


@pytest.mark.parametrize(
    "line",
    [
        "（川の統計をもとに筆者作成）",
        "出所：川の白書より",
        "↑ 出した直後。さびだらけ",
        "注：点線は平均を示す。",
    ],
)
def test_the_source_of_a_picture_is_not_read_right_beside_it(line: str) -> None:
    text, source = Block("prose", "川は町を三つ通ります。"), Block("prose", line)
    beside = list(clutter.told_apart([text, Dropped("川", "picture"), source, text]))
    assert beside[2] == Dropped(line, "caption")
    assert list(clutter.told_apart([text, source, text])) == [text, source, text]


@pytest.mark.parametrize(
    "line", ["資料：次の会議までに山田さんが作成する。", "資料：明日までに川田さんが調査する"]
)
def test_what_is_to_be_done_is_read_beside_a_picture(line: str) -> None:
    told = list(clutter.told_apart([Dropped("川", "picture"), Block("prose", line)]))
    assert told[1] == Block("prose", line)


@pytest.mark.parametrize(
    ("line", "reason"), [("river.conf", "caption"), ("注：元に戻せません。", ""), ("Node.js", "")]
)
def test_only_the_name_of_a_file_is_not_read_over_code(line: str, reason: str) -> None:
    piece, code = Block("prose", line), Dropped("a: 1", "code block")
    assert next(clutter.told_apart([piece, code])) == (Dropped(line, reason) if reason else piece)
    assert list(clutter.told_apart([code, piece]))[1] == piece


@pytest.mark.parametrize("line", ["→ 駅を出たら右に曲がります。", "▼ 橋を渡ります。"])
def test_the_way_between_pictures_is_read(line: str) -> None:
    piece = Block("prose", line)
    assert list(clutter.told_apart([Dropped("橋", "picture"), piece]))[1] == piece


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("みんなの作ってみたレポート", "comments"),
        ("関連ファイルのダウンロード", "downloads"),
        ("口コミ（38件）★4.3", "comments"),
        ("この記事へのトラックバックURL", "comments"),
    ],
)
def test_a_heading_of_this_wording_takes_its_section_along(heading: str, reason: str) -> None:
    assert phrases.section_reason(heading) == reason


def test_a_comment_is_told_by_who_wrote_it_under_or_over_it() -> None:
    label, said = Block("prose", "この記事へのコメント"), Block("prose", "油は火の気に気をつけてください。")
    signed = Block("prose", "Posted by 川の人 at 2009年11月24日 19:50")
    other = Block("prose", "川の人 2009/11/24")
    for pieces in ([label, said, signed], [label, other, said]):
        assert all(isinstance(piece, Dropped) for piece in clutter.told_apart(pieces))
    assert list(clutter.told_apart([label, said]))[-1] == said
