"""The list of readings: doubtful ones first, kanji that UniDic reads otherwise among them."""

from __future__ import annotations

from narrate.article import parse
from narrate.engines.openjtalk import words
from narrate.readings import Reader
from narrate.readings.report import summarise
from narrate.segmenter import segment


def test_the_doubtful_and_frequent_come_first() -> None:
    text = "題名\n\nZorkblattとOpenAIが来た。Zorkblattは工夫した。Frobnitzも来た。\n"
    rows = summarise(segment(parse(text, "a.txt"), Reader.load([]), 200))
    assert [(row["term"], row["count"]) for row in rows][:2] == [("Zorkblatt", 2), ("Frobnitz", 1)]
    assert rows == sorted(rows, key=lambda row: (row["confidence"], -row["count"], row["term"]))
    assert rows[0]["sentence"] == "ZorkblattとOpenAIが来た。"


def test_kanji_that_unidic_reads_otherwise_are_listed() -> None:
    script = segment(parse("題名\n\n世界中の研究所に行く。私は日本にいる。\n", "a.txt"), Reader.load([]), 200)
    doubtful = {row["term"]: row["alternatives"] for row in summarise(script, words)}
    assert doubtful["世界中"] == ["セカイチュー"]
    assert not {"私", "日本"} & doubtful.keys()
