"""Ruby: an author's reading over a word is heard in place of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.readings import Reader, ruby


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load([])


@pytest.mark.parametrize(
    ("text", "plain", "kana"),
    [
        ("{漢字|かんじ}です", "漢字です", ["カンジ"]),
        ("{電子出版|でん|し|しゅっ|ぱん}", "電子出版", ["デンシシュッパン"]),
        ("本気《マジ》と東京《とうきょう》", "本気と東京", ["マジ", "トーキョー"]),
        ("この｜WHO《フー》は", "このWHOは", ["フー"]),
        ("草を※《むし》る。蹌※《そうろう》と", "草を※る。蹌※と", ["ムシ", "ソーロー"]),
        ("《作品》と{a|b}と|x|", "《作品》と{a|b}と|x|", []),
        ("ひらがな《かな》", "ひらがな《かな》", []),
    ],
)
def test_words_with_ruby_are_told_from_other_brackets(text: str, plain: str, kana: list[str]) -> None:
    assert [reading for _, _, reading in ruby.split(text)[1]] == kana
    assert ruby.base(text) == plain


def test_a_word_is_marked_if_its_ruby_is_kana() -> None:
    assert ruby.marked("漢字", "かんじ") == "{漢字|かんじ}"
    assert ruby.marked("国連", "United Nations") == "国連"


@given(st.text("漢字かな{}|《》｜a", max_size=20))
def test_a_text_without_its_ruby_has_none(text: str) -> None:
    plain, given = ruby.split(text)
    assert len(plain) <= len(text)
    assert all(0 <= start < end <= len(plain) and kana for start, end, kana in given)


def test_the_word_is_shown_and_its_ruby_is_said(reader: Reader) -> None:
    spoken = reader.read("{海苔|のり}とAIを{本気|まじ}で")
    assert spoken.written == "海苔とAIを本気で"
    assert spoken.text == "ノリとエーアイをマジで"
    for reading in spoken.readings:
        assert spoken.written[reading.start :].startswith(reading.written)


def test_a_word_keeps_its_ruby_for_the_rest_of_the_article_and_a_kanji_does_not(reader: Reader) -> None:
    taught = reader.taught_by("{本気|まじ}と{人|じん}。")
    assert taught.read("本気の人").text == "マジの人"


def test_a_word_with_ruby_is_not_cut(reader: Reader) -> None:
    assert (1, 9) in reader.protected("の{漢字|かんじ}は")
