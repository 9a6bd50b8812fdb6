"""Where the colophon of a typed book begins."""

from __future__ import annotations

import pytest

from narrate.article import colophon, parse

_TYPED = ["本文です。", "底本：「全集」書房", "　　　1972年発行", "入力：山口紀子"]


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        (_TYPED, 1),
        ([*_TYPED[:1], "　底本:全集 1972年発行 入力：山口紀子"], 1),
        (["底本：岩波文庫版", "この版を読んだ。"], 2),
        (["入力：山口紀子", "本文です。", "底本：岩波文庫版"], 3),
        ([*_TYPED, *["作り方の話です。"] * 11], 15),
        ([*_TYPED[:2], *["1972年発行"] * 20, _TYPED[-1]], 23),
        ([*_TYPED[1:], *["川の話です。"] * 11, *_TYPED], 15),
        ([], 0),
    ],
)
def test_a_colophon_tells_who_typed_the_book(texts: list[str], start: int) -> None:
    assert colophon.start(texts) == start


def test_a_chapter_behind_a_colophon_is_read() -> None:
    article = parse("\n\n".join(("# 本の話", *_TYPED, "## 海の話", "海です。")), "a.md")
    assert [section.heading for section in article.sections] == ["本の話", "海の話"]
