"""Where a text was cut, and how its parts are put together again."""

from __future__ import annotations

import pytest

from narrate import cuts
from narrate.segmenter import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "速い! 川の話",
        "なぜ? 川は流れる? それは",
        "川は流れる. 海は深い.",
        "速い！川の話。次です。",
        "「速い!」と言った。次です。",
    ],
)
def test_sentences_in_a_row_are_the_text_again(text: str) -> None:
    assert len(split_sentences(text)) > 1
    assert cuts.joined(split_sentences(text)) == text
