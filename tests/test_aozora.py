"""Headings as typists of Aozora Bunko note them."""

from __future__ import annotations

from narrate.article import parse
from narrate.article.aozora import headings

LONG = "一　川原の夜に橋の下で待っていた古い舟と月と灯台の話"
STORY = f"""川の夜
川田一郎

［＃５字下げ］{LONG.replace("原", "原《かわら》")}［＃「{LONG}」は大見出し］

　川は静かに流れていた。月が橋の上にあった。

（この間の紙二枚なし）

［＃３字下げ］舟［＃「舟」は中見出し］

　舟は岸につないであった。だれも乗っていない。

［＃３字下げ］［＃大見出し］二　岸［＃大見出し終わり］

「だれだ」

　岸に人が立っていた。
"""


def test_noted_headings_are_the_only_ones_however_long_they_are() -> None:
    article = parse(STORY, "a.txt")
    found = [(section.heading, section.level) for section in article.sections[1:]]
    assert found == [(LONG, 1), ("舟", 2), ("二　岸", 1)]


def test_a_heading_in_lines_of_its_own_and_a_text_without_notes() -> None:
    rows = ["［＃ここから中見出し］", "　川の話", "［＃ここで中見出し終わり］", "川だ。"]
    assert headings(rows) == {"川の話": 1}
    assert headings(["川の話", "川だ。［＃「川」に傍点］"]) == {}
