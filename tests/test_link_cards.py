"""Link cards that were copied with a text are told by the site under them."""

from __future__ import annotations

import pytest

from narrate.article import link_cards, parse

CARD = ["断熱の話｜いえぞう", "冬が寒い家をどうにかした話。まずは窓から…", "note.com"]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (["川です。", "", *CARD, "", "海です。"], [2, 3, 4]),
        (["", "断熱の教科書", "著者：山本みどり", "www.amazon.co.jp"], [1, 2, 3]),
        (["", "川の話を書いています。", "note.com", ""], []),
        (["", "次の所に書いています：", "note.com", ""], []),
        (["", "川の会", "kawa.example.jp", ""], []),
        (["", "note.com", ""], []),
        (["", *"あいうえおか", "note.com", ""], []),
        (["", *CARD, "と続く"], []),
    ],
)
def test_a_card_stands_over_its_site(rows: list[str], places: list[int]) -> None:
    assert list(link_cards.over_sites(rows)) == places


def test_a_card_is_neither_a_heading_nor_read() -> None:
    card = "\n".join(CARD)
    text = f"川沿いの散歩\n\n今日は川沿いを歩きました。\n\n{card}\n\n家でお茶を飲みました。\n"
    article = parse(text, "a.txt")
    assert [section.heading for section in article.sections] == ["川沿いの散歩"]
    assert [piece.text for piece in article.dropped if piece.reason in ("link card", "address")] == CARD


@pytest.mark.parametrize(
    ("rows", "is_site"),
    [
        (["kawa-note.example", "", "川の話"], True),
        (["draw.io", "", "図を描く道具です。"], False),
        (["川の話", "", "kawa-note.example"], False),
        (["kawa-note.example"], False),
    ],
)
def test_a_site_over_a_title_is_none(rows: list[str], is_site: bool) -> None:
    assert link_cards.is_over_title(rows) == is_site
