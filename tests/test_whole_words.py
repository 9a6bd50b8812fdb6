"""Words that Open JTalk takes to pieces are read whole where SudachiDict knows them; other words are left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.engines.openjtalk import kana
from narrate.readings import Reader, dictionaries, whole_words

READER = Reader.load([])


def rules(text: str) -> list[str]:
    return [reading.rule for reading in READER.read(text).readings]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("若い釣り人と話す", "ワカイツリビトトハナス"),
        ("断捨離を始める", "ダンシャリヲハジメル"),
        ("近江町市場へ行く", "オーミチョーイチバエイク"),
        ("白亜紀前期の地層", "ハクアキゼンキノチソー"),
        ("小さな町工場で働く", "チーサナマチコーバデハタラク"),
        ("川で川魚を焼く", "カワデカワウオヲヤク"),
        ("今号は厚い", "コンゴーワアツイ"),
        ("弩級の富", "ドキューノトミ"),
        ("関内駅で降りる", "カンナイエキデオリル"),
        ("杉ヶ沢の家", "スギガサワノイエ"),
        ("二ヶ領用水を歩く", "ニカリョーヨースイヲアルク"),
    ],
)
def test_a_word_that_the_voice_takes_apart_is_read_whole(text: str, said: str) -> None:
    assert kana(text) != said
    assert kana(READER.read(text).text) == said
    assert "whole word" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "三十日に着く",  # ミソカ
        "若干名を募る",  # ジャッカンナ
        "後一歩で勝つ",  # a name: ゴイチ
        "駒ヶ根市で三ヶ月暮らす",
        "一曲目から歌う",  # キョクモク
        "四十本の棒",  # a name in the dictionary
        "日本国内で売る",  # ニッポン
        "今月は火水が休みだ",
        "最新鋭機に乗る",  # 最新 is no piece of 最|新鋭
        "割引率を見る",
        "見下すように笑う",
        "石油が湧出し、町が栄えた",
        "高野山に登る",
        "会社で働く",
        "東京から大阪間を走る",
        "土日と金土に休む",
        "国づくりの神",  # the dictionary: ツクリ
        "その前大統領が来た",  # which the voice puts right after all
        "西郷隆盛の像",
        "神戸駅と板橋駅と府中駅と別府駅と深谷駅",  # of other towns in the dictionary
        "左前と右前の席",
        "本山駅の前",
        "阿蘇山と津城",
    ],
)
def test_what_is_a_number_or_no_whole_noun_is_left_to_the_voice(text: str) -> None:
    assert "whole word" not in rules(text)


def test_vowels_are_long_within_a_part_of_a_word() -> None:
    assert [word.kana for word in dictionaries.sudachi_nouns("学芸員・警察")] == ["ガクゲーイン", "ケーサツ"]


def test_a_row_for_its_words_wins() -> None:
    assert "whole word" not in rules("左前安打を放つ")


def test_what_goes_on_beyond_the_stretch_is_no_word() -> None:
    text = "若い釣り人と話す"
    assert [found[:2] for found in whole_words.readings_of(text, 0, len(text))] == [(2, 5)]
    assert not list(whole_words.readings_of("大断捨離", 1, 4))
    assert not list(whole_words.readings_of("断捨離達", 0, 3))
    longest = f"{'あ' * 196}大断捨離達成"
    assert not list(whole_words.readings_of(longest, 0, len(longest)))
    assert list(whole_words.readings_of("断捨離たち", 0, 3))


@given(st.text("釣り人断捨離のをと前大統領、。3一A ", max_size=40))
def test_words_lie_in_order_within_the_stretch(text: str) -> None:
    half = len(text) // 2
    at = half
    for first, last, said, _ in whole_words.readings_of(text, half, len(text)):
        assert at <= first < last <= len(text)
        assert said
        at = last
