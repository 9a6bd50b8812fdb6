"""Every row of the table of senses is tested by the sentence it carries."""

from __future__ import annotations

import re

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.readings.senses import TABLE, Sense, meant_in, rows, told

ROWS = rows()
READER = Reader.load([])


def test_the_table_says_what_its_columns_are() -> None:
    first = TABLE.read_text(encoding="utf-8").split("\n")[0]
    assert first == "# word\treading\tbefore\tafter\tleast\tcues\texample\tsaid"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.where}-{row.word}")
def test_a_row_decides_its_sentence(row: Sense) -> None:
    spoken = READER.read(row.example)
    assert kana(spoken.text) == row.said
    deciding = {reading.rule for reading in spoken.readings if reading.written == row.word}
    assert row.where in deciding if row.reading else not deciding


def test_readings_are_kana_and_no_row_stands_twice() -> None:
    assert all(re.fullmatch("[ぁ-んァ-ヴー]*", row.reading) for row in ROWS)
    keys = [(row.word, row.before, row.after, row.cues) for row in ROWS]
    assert len(set(keys)) == len(keys)


SENSES = [
    Sense("市場", "イチバ", "", "", "1", "魚|貝 朝", "", "", "1"),
    Sense("市場", "", "", "", "1", "株 円", "", "", "2"),
]


@pytest.mark.parametrize(
    ("around", "reading"),
    [
        ("朝の\nで魚を買う", "イチバ"),
        ("魚と貝は\nで円になる", None),  # one cue, however often, against one
        ("株は朝の\nで円になる", ""),  # two against one
        ("円は朝の\nで魚になる", "イチバ"),
        ("ここは\nだ", None),
    ],
)
def test_the_sense_is_taken_of_which_most_is_told(around: str, reading: str | None) -> None:
    row = told(SENSES, around)
    assert (row.reading if row else None) == reading


def test_a_row_without_cues_is_for_sentences_that_tell_nothing() -> None:
    assert kana(READER.read("大きな風車の絵").text) == "オーキナフーシャノエ"
    assert kana(READER.read("縁日で買った風車の絵").text) == "エンニチデカッタカザグルマノエ"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("麺が辛かった", "メンガカラカッタ"),
        ("唐辛子でかなり辛くなる", "トーガラシデカナリカラクナル"),
        ("机の角を取る", "ツクエノカドヲトル"),
        ("わざと汚そうと思う", "ワザトヨゴソートオモウ"),
        ("小人は半額だ", "ショーニンワハンガクダ"),
    ],
)
def test_a_short_sentence_is_enough(text: str, said: str) -> None:
    assert kana(READER.read(text).text) == said


ON_SWEETS = "餡に栗を入れた名店の最中をもらった。"


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (f"{ON_SWEETS}最中は三つあった。", "モナカワミッツアッタ"),
        ("最中は三つあった。", "サイチューワミッツアッタ"),
        (f"{ON_SWEETS}会議は議論の最中だった。最中は三つあった。", "サイチューワミッツアッタ"),
    ],
)
def test_what_one_sentence_tells_another_of_the_article_means(article: str, said: str) -> None:
    assert kana(READER.taught_by(article).read("最中は三つあった").text) == said


def test_a_single_kanji_may_have_two_senses_in_an_article() -> None:
    assert not meant_in("箱は空だった。")


@pytest.mark.parametrize(
    "text",
    [
        *("事実を重く受け止めている", "そういう訳で、本は読むだけで進む", "食事の最中に皿を落とした"),
        *("AMD64の方を歓迎した", "主な経費は店の家賃だ", "2019年1月18日(金)に使った", "後に続く皇帝たち"),
        *(
            "取り組みが頭に入る",
            "あまり人気がない森の香り",
            "車を避けるのに神経を使う",
            "箱に入れた三十種の魚",
        ),
    ],
)
def test_the_same_kanji_elsewhere_are_left_alone(text: str) -> None:
    assert not [reading for reading in READER.read(text).readings if "senses" in reading.rule]
