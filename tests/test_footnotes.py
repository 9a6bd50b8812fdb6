"""Notes at the end of an article: told by numbers that the text has too, and by nothing less."""

from __future__ import annotations

import pytest

from narrate.article.footnotes import without_notes
from narrate.article.pieces import Block, Piece
from narrate.model import Dropped

NOTES = [Block("heading", "注", 2), Block("prose", "(1) 川の話です。"), Block("prose", "(2) 海の話です。")]


def said(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in without_notes(pieces) if not isinstance(piece, Dropped)]


@pytest.mark.parametrize("heading", ["注", "【注釈】", "脚注", "註", "Notes"])
@pytest.mark.parametrize(
    ("first", "second"), [("(1)", "（2）"), ("[1]", "[2]"), ("注1", "注2"), ("※1", "※2")]
)
def test_notes_and_their_marks_are_dropped(heading: str, first: str, second: str) -> None:
    text = [Block("prose", f"川{first}は深い。"), Block("prose", f"海{second}に出る{first}。")]
    notes = [
        Block("heading", heading, 2),
        Block("prose", f"{first} 川です。"),
        Block("prose", f"{second} 海です。"),
    ]
    after = [Block("heading", "終わりに", 2), Block("prose", "また会いましょう。")]
    assert said([*text, *notes, *after]) == ["川は深い。", "海に出る。", "終わりに", "また会いましょう。"]


def test_items_under_the_heading_are_notes_where_the_text_has_their_marks() -> None:
    text = [Block("prose", "川は深い。"), Dropped("[1]", "footnote mark"), Dropped("[2]", "footnote mark")]
    notes = [Block("heading", "注", 2), Block("item", "川です。"), Block("item", "海です。")]
    assert said([*text, *notes]) == ["川は深い。"]


@pytest.mark.parametrize(
    "text",
    ["川は深い。", "手順は(1)水を汲む、(2)火を起こす、の二つです。", "三年(9)。"],
)
def test_numbers_under_such_a_heading_are_read_where_no_mark_leads_to_them(text: str) -> None:
    assert said([Block("prose", text), *NOTES]) == [text, *(block.text for block in NOTES)]


def test_what_is_no_entry_after_the_last_note_is_read() -> None:
    text = [Block("prose", "川(1)は深い。海(2)は広い。"), *NOTES, Block("prose", "では、また。")]
    assert said(text) == ["川は深い。海は広い。", "では、また。"]
