"""Each person, town and village of the tables is read as its row says, wherever it stands."""

from __future__ import annotations

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.readings.proper_names import MUNICIPALITIES, PERSONS, ProperName, readings_of, rows

ROWS = rows()
READER = Reader.load([])


def sentence(row: ProperName) -> str:
    """Where a town's name is short, its prefecture stands before it."""
    is_short = row.table == MUNICIPALITIES and len(row.name) == 2
    before = row.prefecture or ("県" if is_short else "")
    return f"{before}{row.name}{'氏が話した' if row.table == PERSONS else 'に着いた'}。"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.where}-{row.name}")
def test_a_name_is_read_as_its_row_says(row: ProperName) -> None:
    spoken = READER.read(sentence(row))
    (used,) = [reading for reading in spoken.readings if reading.rule == row.where]
    assert (used.written, used.kana, used.layer) == (row.name, row.said, "kanji")
    assert folded(row.reading) in folded(kana(spoken.text))


def folded(reading: str) -> str:
    """Without long marks and the vowels that they stand for, which dictionaries write in several ways."""
    for mark in "ーアイウエオ":
        reading = reading.replace(mark, "")
    return reading.replace("ヅ", "ズ").replace("ヂ", "ジ").replace("ヲ", "")


def test_no_name_stands_twice() -> None:
    keys = [(row.name, row.prefecture) for row in ROWS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("鈴木裕氏と鈴木裕子さん", ["鈴木裕"]),
        ("京セラの稲盛和夫名誉会長", ["稲盛和夫"]),
        ("徳島県神山町の神山町役場", ["神山町", "神山町"]),
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
