"""Numbers of works of music, as broadcasters say them, and other things that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.readings import Reader
from narrate.show import Show


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(Show(Path()).lexicon_files)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("弦楽四重奏曲 Op. 96を聴く", "弦楽四重奏曲作品96を聴く"),
        ("ソナタOp.27-2", "ソナタ作品27の2"),
        ("ソナタOp.27, No.2", "ソナタ作品27の2"),
        ("夜想曲 作品9-2を弾く", "夜想曲、作品9の2を弾く"),
        ("展示室に作品1-3が並ぶ", "展示室に作品1から3が並ぶ"),
        ("モーツァルトのK.466", "モーツァルトのケッヘル466"),
        ("型番はK.466", "型番はケー466"),
        ("K2に登る", "ケーツーに登る"),
        ("♩=160で弾く", "シブオンプイコール160で弾く"),
        ("♪ = 120で弾く", "ハチブオンプイコール120で弾く"),
    ],
)
def test_a_work_and_its_tempo(reader: Reader, written: str, said: str) -> None:
    assert reader.read(written).text == said
