"""Rows as a plot: a bar for each aim, its share of what it may be, so that shorter is always better."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from measure import Row, Unmeasured
from report import aim_of, value_of

_LEFT, _BARS, _AIM, _WIDTH = 24, 520, 280, 1120  # pixels; the aim's line is at _BARS + _AIM
_TOP, _LINE, _BAR = 74, 26, 14
_LONGEST = 1.25  # times the aim; a longer bar is cut, and ends in a mark
_CUT = "»"
_VALUE = _BARS + round(_AIM * _LONGEST) + 96  # the right ends of what was measured
_SMALLEST = 2  # pixels: what is nearly nothing is still seen
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 17px; font-weight: 600 }
.subject { font-weight: 600 }
.soft { fill: #59636e }
.value { text-anchor: end; font-variant-numeric: tabular-nums }
.cut { fill: #fff; font-weight: 600; text-anchor: end }
.back { fill: #fff }
.track { fill: #eff1f3 }
.kept { fill: #2a7f4f }
.missed { fill: #c0392b }
.quick { fill: #8b949e }
line { stroke: #59636e; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .soft { fill: #9198a1 }
  .cut { fill: #0d1117 }
  .back { fill: #0d1117 }
  .track { fill: #1c2129 }
  .kept { fill: #3fa66b }
  .missed { fill: #f0695a }
  line { stroke: #9198a1 }
}
"""


def svg(figures: Mapping[str, Sequence[Row | Unmeasured]], quick: bool) -> str:
    """The plot as an SVG file; rows without an aim are left out."""
    parts: list[str] = []
    y = _TOP
    for subject, rows in figures.items():
        judged = [row for row in rows if isinstance(row, Row) and row.limit is not None]
        if judged:
            parts.append(_text(_LEFT, y, subject, "subject"))
            y += _LINE
        for row in judged:
            parts += _bar(row, y, quick)
            y += _LINE
    aim, height = _BARS + _AIM, y + 4
    head = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDTH}' height='{height}' "
        f"viewBox='0 0 {_WIDTH} {height}'>",
        f"<title>What was measured, as a share of the aim</title><style>{_STYLE}</style>",
        f"<rect class='back' width='{_WIDTH}' height='{height}' rx='8'/>",
        _text(_LEFT, 36, "Shorter is better: each figure as a share of its aim", "title"),
        _text(aim - 14, 52, "aim", "soft"),
        _text(aim + 42, 52, f"{_CUT} is longer than drawn", "soft"),
    ]
    line = f"<line x1='{aim}' y1='60' x2='{aim}' y2='{height - 16}'/>"
    return "\n".join([*head, *parts, line, "</svg>", ""])


def _bar(row: Row, y: int, quick: bool) -> list[str]:
    kind = "quick" if quick else "kept" if row.passes else "missed"
    share = _share(row)
    length = max(_SMALLEST, round(_AIM * min(_LONGEST, share)))
    aim = aim_of(row) + (", missed" if kind == "missed" else "")
    return [
        _text(_LEFT, y, f"{row.figure} : {row.against}" if row.against else row.figure),
        _rect("track", y, round(_AIM * _LONGEST)),
        _rect(kind, y, length),
        *([_text(_BARS + length - 4, y, _CUT, "cut")] if share > _LONGEST else []),
        _text(_VALUE, y, value_of(row), "value"),
        _text(_VALUE + 14, y, aim, "soft"),
    ]


def _share(row: Row) -> float:
    """How much of what it may be a figure is; 1 is the aim itself."""
    assert row.limit is not None
    if row.at_least:
        return row.limit / row.value if row.value else math.inf
    return row.value / row.limit if row.limit else (math.inf if row.value else 0.0)


def _rect(kind: str, y: int, width: int) -> str:
    return f"<rect class='{kind}' x='{_BARS}' y='{y - 11}' width='{width}' height='{_BAR}' rx='2'/>"


def _text(x: int, y: int, text: str, kind: str = "") -> str:
    return f"<text x='{x}' y='{y}'{f' class={kind!r}' if kind else ''}>{escape(text)}</text>"
