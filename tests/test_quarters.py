"""Days in English, quarters and zones beside a dash, versions behind a caret."""

from __future__ import annotations

import pytest

from narrate.readings import Reader
from narrate.show import packaged

READER = Reader.load(sorted((packaged() / "voices" / "lexicon").glob("*.tsv")))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mar. 3, 2025に", "2025年3月3日に"),
        ("12 May 2023に", "2023年5月12日に"),
        ("June 2024に", "2024年6月に"),
        ("July 4thまで", "7月4日まで"),
        ("締め切りはNov. 28です", "締め切りは11月28日です"),
        ("March 2 items", "マーチツーアイテムズ"),
        ("Feb 30, 2024", "フェブラリー30、2024"),
        ("Markは", "マークは"),
        ("Q1-Q3の累計", "キューワンからキュースリーの累計"),
        ("GMT-5の都市", "ジーエムティーマイナスファイブの都市"),
        ("1:N関係", "イチタイエヌ関係"),
        ("依存は^18.2.0と書く", "依存は18テン2テンゼロと書く"),
    ],
)
def test_what_stands_beside_a_number_tells_what_it_is(written: str, said: str) -> None:
    assert READER.read(written).text == said
