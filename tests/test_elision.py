"""Short words before an apostrophe join the word behind them."""

from __future__ import annotations

import pytest

from narrate.readings import Reader, elision
from narrate.readings.lexicon import Entry, Lexicon


@pytest.mark.parametrize(
    ("short", "kana", "said"),
    [
        ("d", "オール", "ドール"),
        ("L", "アムール", "ラムール"),
        ("l", "ユマニテ", "リュマニテ"),
        ("j", "アイム", "ジャイム"),
        ("qu", "イル", "キル"),
        ("d", "ハート", "ドハート"),
        ("l", "ウィーン", "ルウィーン"),
        ("O", "ブライエン", "オブライエン"),
    ],
)
def test_the_sounds_join(short: str, kana: str, said: str) -> None:
    assert elision.joined(short, kana) == said


@pytest.mark.parametrize("term", ["don't", "Bob's", "l'", "rock'n'roll", "D'Mello"])
def test_other_apostrophes_are_left(term: str) -> None:
    assert elision.split(term) is None


def test_a_term_of_the_lexicon_is_joined_too_but_no_letter_twice() -> None:
    reader = Reader(
        Lexicon(
            Entry(term, kana, "", "", "own.tsv:1") for term, kana in (("D", "ディー"), ("azur", "アズール"))
        )
    )
    assert reader.read("Côte d'Azur").text.endswith("ダズール")
    assert reader.read("D'Azur").text == "ディーアズール"
