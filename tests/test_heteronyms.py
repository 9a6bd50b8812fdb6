"""Every row of the tables of kanji is tested by the sentence it carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.readings.heteronyms import TABLES, Heteronym, rows

ROWS = rows()
READER = Reader.load([])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_says_what_its_columns_are(table: Path) -> None:
    assert table.read_text(encoding="utf-8").startswith("# word\treading\tbefore\tafter\texample\tsaid\n")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.where}-{row.word}")
def test_a_row_mends_what_the_engine_alone_misreads(row: Heteronym) -> None:
    spoken = READER.read(row.example)
    used = [reading for reading in spoken.readings if reading.rule == row.where]
    assert [(reading.written, reading.kana, reading.layer) for reading in used] == [
        (row.word, row.reading, "kanji")
    ]
    assert kana(spoken.text) == row.said
    assert kana(row.example) != row.said


def test_readings_are_kana_and_no_row_stands_twice() -> None:
    assert all(re.fullmatch("[ぁ-んァ-ヴー]+", row.reading) for row in ROWS)
    keys = [(row.word, row.before, row.after) for row in ROWS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "text",
    [
        "学校に行った",
        "東京へ行った",
        "空の色が青い",
        "唐辛子を使う",
        "表裏一体だった",
        "三年後の予定",
        "流行っている",
        "三国志を読む",
        "山葵と向日葵",
        "男子二百メートル自由形",
        "お二人それぞれの話",
        "甘いもの好きだ",
        "絶対馬券を買う",
        "複数解像度の画像",
        "日本中央競馬会",
        "受付口座の番号",
        "五分咲きの桜",
        "子供のお守りをする",
        "役割と責任",
        "主人公に乗る",
        "三月末まで",
        "激しく飛沫を散らす",
        "日英米の歴史",
        "前方向に動く",
        "環境相談の窓口",
        "真正面から戦う",
        "主要石油会社",
        "禁煙道路",
    ],
)
def test_the_same_kanji_elsewhere_are_left_to_the_engine(text: str) -> None:
    assert READER.read(text).text == text
