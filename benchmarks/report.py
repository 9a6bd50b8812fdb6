"""Rows as a table on a terminal, and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from measure import Row, Unmeasured

Figures = Mapping[str, Sequence[Row | Unmeasured]]
"""Rows by subject."""

_HEADER = ("measured", "against", "figure", "aim", "", "this run")
_WIDTHS = (47, 43, 10, 10, 5)


def header() -> str:
    """The table's first line."""
    return _columns(_HEADER)


def line(row: Row | Unmeasured, quick: bool) -> str:
    """One line of the table."""
    if isinstance(row, Unmeasured):
        return f"{_padded(row.figure, _WIDTHS[0])} {'FAILED' if row.is_error else 'skipped'}: {row.reason}"
    return _columns((row.figure, row.against, value_of(row), aim_of(row), _verdict(row, quick), row.detail))


def as_json(figures: Figures, facts: Mapping[str, object]) -> str:
    """The rows, and the ``facts`` that tell of the machine and the run."""
    quick = bool(facts["quick"])
    subjects = {subject: [_json(row, quick) for row in rows] for subject, rows in figures.items()}
    return json.dumps({**facts, "subjects": subjects}, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> tuple[dict[str, list[Row | Unmeasured]], dict[str, Any]]:
    """What ``as_json`` made of rows, and the facts beside them."""
    facts = json.loads(text)
    subjects = facts.pop("subjects")
    return {subject: [_row(told) for told in rows] for subject, rows in subjects.items()}, facts


def _json(row: Row | Unmeasured, quick: bool) -> dict[str, object]:
    if isinstance(row, Unmeasured):
        return {"figure": row.figure, "failed" if row.is_error else "skipped": row.reason}
    return {
        "figure": row.figure,
        "against": row.against,
        "value": round(row.value, 6),
        "unit": row.unit,
        "limit": row.limit,
        "at_least": row.at_least,
        "verdict": _verdict(row, quick),
        "detail": row.detail,
    }


def _row(told: dict[str, Any]) -> Row | Unmeasured:
    if "value" not in told:
        is_error = "failed" in told
        return Unmeasured(told["figure"], told["failed" if is_error else "skipped"], is_error)
    return Row(**{name: value for name, value in told.items() if name != "verdict"})


def _verdict(row: Row, quick: bool) -> str:
    """Small sizes are not what the aims are for: a quick run shows only that everything runs."""
    if row.limit is None:
        return "told"
    return "quick" if quick else "pass" if row.passes else "FAIL"


def value_of(row: Row) -> str:
    """What was measured, with its unit."""
    if _is_share(row):
        return f"{100 * row.value:.2g} %"
    return f"{row.value:.3g} {row.unit}" if abs(row.value) < 1000 else f"{row.value:,.0f} {row.unit}"


def aim_of(row: Row) -> str:
    """What is to be reached; a dash where there is no aim."""
    if row.limit is None:
        return "–"
    aim = f"{100 * row.limit:g} %" if _is_share(row) else f"{row.limit:g} {row.unit}"
    return f"{'≥' if row.at_least else '≤'} {aim}"


def _is_share(row: Row) -> bool:
    """Whether a ratio is so small that people speak of hundredths."""
    return row.unit == "×" and max(row.value, row.limit or 0.0) < 0.1


def _columns(cells: Sequence[str]) -> str:
    padded = [_padded(cell, width) for cell, width in zip(cells, _WIDTHS, strict=False)]
    return " ".join([*padded, *cells[len(_WIDTHS) :]]).rstrip()


def _padded(text: str, width: int) -> str:
    """Filled with spaces to a width on a terminal, where a wide character takes two places."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return text + " " * max(0, width - len(text) - wide)
