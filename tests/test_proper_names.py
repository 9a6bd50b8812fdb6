"""Each person, town and village of the tables is read as its row says, wherever it stands."""

from __future__ import annotations

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.readings.proper_names import MUNICIPALITIES, PERSONS, ProperName, readings_of, rows

ROWS = rows()
VOWELS = (
    "アカサタナハマヤラワガザダバパャァ",
    "イキシチニヒミリギジビピィ",
    "ウクスツヌフムユルグズブプュゥヴ",
    "エケセテネヘメレゲゼデベペェ",
    "オコソトノホモヨロヲゴゾドボポョォ",
)
READER = Reader.load([])


def sentence(row: ProperName) -> str:
    """A town has its prefecture before it."""
    before = (row.prefecture or "中郡") if row.table == MUNICIPALITIES else ""
    return f"{before}{row.name}{'氏が話した' if row.table == PERSONS else 'に着いた'}。"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.where}-{row.name}")
def test_a_name_is_read_as_its_row_says(row: ProperName) -> None:
    spoken = READER.read(sentence(row))
    (used,) = [reading for reading in spoken.readings if reading.rule == row.where]
    assert (used.written, used.kana, used.layer) == (row.name, row.said, "kanji")
    assert folded(row.reading) in folded(kana(spoken.text))


def folded(reading: str) -> str:
    """Vowels that lengthen the one before as a long mark, which dictionaries write in either way."""
    said = ""
    for kana_sign in reading.translate(str.maketrans("ヅヂ", "ズジ")):
        vowel = next((row[0] for row in VOWELS if said and said[-1] in row), "")
        same = {"オ": "ウオー", "エ": "イエー"}.get(vowel, f"{vowel}ー")
        said += "ー" if vowel and kana_sign in same else kana_sign
    return said


def test_no_name_stands_twice() -> None:
    keys = [(row.name, row.prefecture) for row in ROWS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("鈴木裕氏と鈴木裕子さん", ["鈴木裕"]),
        ("稲盛 和夫さんと糸井　重里氏", ["稲盛 和夫", "糸井　重里"]),
        ("京セラの稲盛和夫名誉会長", ["稲盛和夫"]),
        ("徳島県神山町の神山町では", ["神山町"]),
        ("北海道虻田郡倶知安町の倶知安町では", ["倶知安町", "倶知安町"]),
        ("吉田町立小学校と静岡県吉田町立小学校", ["吉田町立"]),
        ("石井町内会、昭和町村合併、神戸町家、富士見町駅", []),
        ("和歌山県の隣の福岡県広川町", []),
        ("福岡県の隣の和歌山県広川町", ["広川町"]),
        ("中谷元監督と中谷元氏", ["中谷元"]),
        ("愛媛県松前町と北海道松前町", ["松前町", "松前町"]),
        ("松前町だけでは分からない", []),
        ("東村さんと沖縄県東村", ["東村"]),
        ("大東村の話", []),
    ],
)
def test_a_name_is_no_part_of_another_word(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end, *_ in readings_of(text, 0, len(text))] == names


def test_a_name_beyond_the_end_is_not_read() -> None:
    assert list(readings_of("稲盛和夫氏", 0, 3)) == []


def test_a_town_that_an_article_introduces_is_known_in_the_rest_of_it() -> None:
    text = "徳島県神山町に高専がある。"
    assert READER.read("神山町立の学校").text == "神山町立の学校"
    assert READER.taught_by(text).read("神山町立の学校").text == "神山チョーリツの学校"
