"""Where the colophon of a typed book begins."""

from __future__ import annotations

import pytest

from narrate.article import colophon

_TYPED = ["本文です。", "底本：「全集」書房", "　　　1972年発行", "入力：山口紀子"]


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        (_TYPED, 1),
        ([*_TYPED[:1], "　底本:全集 1972年発行 入力：山口紀子"], 1),
        (["底本：岩波文庫版", "この版を読んだ。"], 2),
        (["入力：山口紀子", "本文です。", "底本：岩波文庫版"], 3),
        ([], 0),
    ],
)
def test_a_colophon_tells_who_typed_the_book(texts: list[str], start: int) -> None:
    assert colophon.start(texts) == start
