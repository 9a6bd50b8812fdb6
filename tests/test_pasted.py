"""Pages that were copied whole into a text: what of them is the article."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.lines import lines_of
from narrate.article.pasted import without_furniture

SENTENCE = "川は山から海へと流れていき、途中でいくつもの町を通ります。"
HEAD = "山の新聞\nホーム\n天気\n\n川を歩いて見つけた三つの橋\n2026年1月8日\n山本 みどり\nシェア\n"
TAIL = "関連記事\n海の話\n\n前の記事：山の話\n\n町の便り\n\nCopyright 山の新聞"


def said(text: str) -> list[str]:
    return [p.text for section in parse(text, "a.txt").sections for p in section.paragraphs]


def test_a_page_is_read_from_its_title_to_its_end() -> None:
    article = parse(f"{HEAD}\n{SENTENCE}\n\n{SENTENCE}\n\n{TAIL}", "a.txt")
    assert (article.title, article.byline) == ("川を歩いて見つけた三つの橋", "山本 みどり")
    assert [p.text for s in article.sections for p in s.paragraphs] == [article.title, SENTENCE, SENTENCE]
    assert {"site label", "after the article"} <= {piece.reason for piece in article.dropped}


def test_a_text_without_the_furniture_of_a_page_stays_as_it_is() -> None:
    lines = lines_of(f"川の話\n\n小さな題\n\n{SENTENCE}\n\n関連記事\n海の話\n\n川だ")
    assert [line.text for line in without_furniture(lines) if not line.reason] == [
        *("川の話", "小さな題", SENTENCE, "川だ"),
    ]


@pytest.mark.parametrize(
    ("block", "is_read"),
    [
        ("PR\n新しい水筒を試す", False),
        (f"PR\n{SENTENCE}", True),
        ("この記事を書いた人\n山本みどり\n川の町に住む。", False),
        ("お問い合わせ先\n川の町役場 水辺課", False),
        ("川の町\n水辺課", True),
    ],
)
def test_a_block_is_told_by_the_label_on_its_top(block: str, is_read: bool) -> None:
    texts = said(f"川の話\n\n{SENTENCE}\n\n{block}\n\n{SENTENCE}")
    assert (block.splitlines()[-1] in texts) == is_read


def test_the_words_under_a_picture_break_off() -> None:
    caption = "橋の上の子ども。今朝も川を見ている"
    signed = "橋はいまも残っている。（山本みどり）"
    page = f"{HEAD}\n{SENTENCE}\n\n{caption}\n\n{SENTENCE}\n\n{SENTENCE}\n\n{signed}\n\n{TAIL}"
    assert caption not in said(page)
    assert signed in said(page)


def test_a_long_last_paragraph_is_no_notice_after_the_end() -> None:
    last = SENTENCE * 3
    assert last in said(f"{HEAD}\n{SENTENCE * 9}\n\n前の記事：山の話\n\n{last}\n\n{TAIL}")
