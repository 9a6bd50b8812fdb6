"""Rows as a table, as JSON and as a plot."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from measure import Row, Unmeasured

Figures = Mapping[str, Sequence[Row | Unmeasured]]
"""Rows by subject."""

_HEADER = ("measured", "against", "figure", "aim", "", "this run")
_WIDTHS = (47, 43, 10, 10, 5)
_BAR_X, _AIM, _LINE, _WIDTH = 590, 300, 24, 1180  # pixels; the aim's line is at _BAR_X + _AIM
_LONGEST = 1.25  # times the aim; a longer bar is cut


def header() -> str:
    """The table's first line."""
    return _columns(_HEADER)


def line(row: Row | Unmeasured, quick: bool) -> str:
    """One line of the table."""
    if isinstance(row, Unmeasured):
        return f"{_padded(row.figure, _WIDTHS[0])} {'FAILED' if row.is_error else 'skipped'}: {row.reason}"
    return _columns((row.figure, row.against, _value(row), _aim(row), _verdict(row, quick), row.detail))


def write(figures: Figures, facts: Mapping[str, object], folder: Path, name: str) -> list[Path]:
    """Write ``name``.json and ``name``.svg; ``facts`` tell of the machine and the run."""
    quick = bool(facts["quick"])
    data = {
        **facts,
        "subjects": {subject: [_json(row, quick) for row in rows] for subject, rows in figures.items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    texts = {".json": json.dumps(data, ensure_ascii=False, indent=1) + "\n", ".svg": svg(figures, quick)}
    paths = [folder / f"{name}{ending}" for ending in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def svg(figures: Figures, quick: bool) -> str:
    """A bar a figure that has an aim: its share of what it may be, so that shorter is always better."""
    parts: list[str] = []
    y = 40
    for subject, rows in figures.items():
        judged = [row for row in rows if isinstance(row, Row) and row.limit is not None]
        if judged:
            parts.append(_text(10, y, subject, "font-weight='bold'"))
            y += _LINE
        for row in judged:
            parts += _bar(row, y, quick)
            y += _LINE
    aim = _BAR_X + _AIM
    line = f"<line x1='{aim}' y1='24' x2='{aim}' y2='{y - 14}' stroke='#222' stroke-dasharray='4 3'/>"
    size = f"width='{_WIDTH}' height='{y}' viewBox='0 0 {_WIDTH} {y}'"
    start = f"<svg xmlns='http://www.w3.org/2000/svg' {size} font-family='sans-serif' font-size='13'>"
    parts = [f"<rect width='{_WIDTH}' height='{y}' fill='#fff'/>", *parts, line, _text(aim - 12, 16, "aim")]
    return "\n".join([start, *parts, "</svg>", ""])


def _bar(row: Row, y: int, quick: bool) -> list[str]:
    colour = "#999" if quick else "#2a7f4f" if row.passes else "#c0392b"
    length = max(1, round(_AIM * min(_LONGEST, _share(row))))
    told = f"{_value(row)}  ({_aim(row)})"
    return [
        _text(24, y, f"{row.figure} : {row.against}" if row.against else row.figure),
        f"<rect x='{_BAR_X}' y='{y - 12}' width='{length}' height='16' fill='{colour}'/>",
        _text(_BAR_X + round(_AIM * _LONGEST) + 12, y, told),
    ]


def _share(row: Row) -> float:
    """How much of what it may be a figure is; 1 is the aim itself."""
    assert row.limit is not None
    if math.isnan(row.value):
        return 0.0
    if row.at_least:
        return row.limit / row.value if row.value else _LONGEST
    return row.value / row.limit if row.limit else (_LONGEST if row.value else 0.0)


def _text(x: int, y: int, text: str, style: str = "") -> str:
    return f"<text x='{x}' y='{y}' {style}>{escape(text)}</text>"


def _json(row: Row | Unmeasured, quick: bool) -> dict[str, object]:
    if isinstance(row, Unmeasured):
        return {"figure": row.figure, "failed" if row.is_error else "skipped": row.reason}
    return {
        "figure": row.figure,
        "against": row.against,
        "value": None if math.isnan(row.value) else round(row.value, 4),
        "unit": row.unit,
        "limit": row.limit,
        "at_least": row.at_least,
        "verdict": _verdict(row, quick),
        "detail": row.detail,
    }


def _verdict(row: Row, quick: bool) -> str:
    """Small sizes are not what the aims are for: a quick run shows only that everything runs."""
    if row.limit is None:
        return "told"
    return "quick" if quick else "pass" if row.passes else "FAIL"


def _value(row: Row) -> str:
    return f"{row.value:.3g} {row.unit}" if abs(row.value) < 1000 else f"{row.value:,.0f} {row.unit}"


def _aim(row: Row) -> str:
    if row.limit is None:
        return "–"
    return f"{'≥' if row.at_least else '≤'} {row.limit:g} {row.unit}"


def _columns(cells: Sequence[str]) -> str:
    padded = [_padded(cell, width) for cell, width in zip(cells, _WIDTHS, strict=False)]
    return " ".join([*padded, *cells[len(_WIDTHS) :]]).rstrip()


def _padded(text: str, width: int) -> str:
    """Filled with spaces to a width on a terminal, where a wide character takes two places."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return text + " " * max(0, width - len(text) - wide)
