"""The headings of texts as Aozora Bunko's typists note them: ［＃「一　川」は中見出し］."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.patterns import compiled

_SIZES = "大中小"
_BEHIND = compiled(rf"［＃「[^］]*」は(?:同行|窓)?(?P<size>[{_SIZES}])見出し］\s*$")
_AROUND = compiled(rf"\s*(?:［＃[^］]*］)*［＃(?P<size>[{_SIZES}])見出し］.*［＃(?P=size)見出し終わり］\s*$")
_BEGINS = compiled(rf"\s*［＃ここから(?P<size>[{_SIZES}])見出し］\s*$")
"""https://www.aozora.gr.jp/annotation/heading.html"""


def headings(rows: Sequence[str]) -> dict[str, int]:
    """The rows that are headings, as they stand in the text, with the level of each; empty without notes."""
    found: dict[str, int] = {}
    for over, row in zip(["", *rows], rows, strict=False):
        noted = _BEHIND.search(row) or _AROUND.match(row) or _BEGINS.match(over)
        if noted and row.strip():
            found[row.strip()] = _SIZES.index(noted["size"]) + 1
    levels = sorted(set(found.values()))
    return {row: levels.index(level) + 1 for row, level in found.items()}
