"""Writes the figures of the last whole run into ``README.md`` and ``docs/benchmarks.md``: ``make figures``.

Their plot is drawn again too. They stand between two comments in each page; all else there is left as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import plot
import report
from measure import HERE, QUIET_LOAD, Row, Unmeasured
from report import Figures, aim_of, value_of

ROOT = HERE.parent
FIGURES = HERE / "results" / "figures.json"
PLOT = FIGURES.with_suffix(".svg")
BEGIN, END = "<!-- figures of `make bench`, written by `make figures` -->", "<!-- end of the figures -->"
_PLOT = "![Each figure as a share of its aim, the numbers are in the table](benchmarks/results/figures.svg)"


def main() -> None:
    """Write both pages and the plot, and print their names."""
    if not FIGURES.exists():
        sys.exit("no whole run is kept: run `make bench` first")
    run = FIGURES.read_text(encoding="utf-8")
    for name, text in texts(run).items():
        page = ROOT / name
        page.write_text(replaced(page.read_text(encoding="utf-8"), text), encoding="utf-8")
        print(name)
    PLOT.write_text(drawn(run), encoding="utf-8")
    print(PLOT.relative_to(ROOT))


def drawn(run: str) -> str:
    """The plot of a run as JSON."""
    figures, facts = report.read(run)
    return plot.svg(figures, quick=bool(facts["quick"]))


def texts(run: str) -> dict[str, str]:
    """What stands between the comments of each page, by its name, for a run as JSON."""
    figures, facts = report.read(run)
    return {"README.md": of_readme(figures, facts), "docs/benchmarks.md": of_page(figures, facts)}


def replaced(page: str, text: str) -> str:
    """A page with the text in place of what stood between the comments.

    Raises:
        ValueError: one of them is not there.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page lacks '{BEGIN}' or '{END}'")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def of_readme(figures: Figures, facts: Mapping[str, Any]) -> str:
    """The plot, and what has an aim."""
    told = [row for rows in figures.values() for row in rows if isinstance(row, Row)]
    judged = [_line(*_cells(row)) for row in told if row.limit is not None]
    return "\n".join([_about(facts), "", _PLOT, "", "| | measured | aim |\n|---|---|---|", *judged])


def of_page(figures: Figures, facts: Mapping[str, Any]) -> str:
    """All that was measured, by subject."""
    rows = [_line(f"`{subject}`", *_cells(row)) for subject, rows in figures.items() for row in rows]
    return "\n".join([_about(facts), "", "| subject | | measured | aim |\n|---|---|---|---|", *rows])


def _line(*cells: str) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '/') for cell in cells)} |"


def _cells(row: Row | Unmeasured) -> tuple[str, str, str]:
    """The name of a figure, what was measured, and the aim."""
    if isinstance(row, Unmeasured):
        return row.figure, f"not measured: {row.reason}", ""
    name = f"{row.figure} : {row.against}" if row.against else row.figure
    measured = f"{value_of(row)} ({row.detail})" if row.detail else value_of(row)
    return name, measured, aim_of(row) + ("" if row.passes else ", missed")


def _about(facts: Mapping[str, Any]) -> str:
    machine = f"{facts['processors']} processors, Python {facts['python']}"
    took = f"`make bench` took {facts['minutes']:.0f} minutes on {machine} (narrate {facts['narrate']})."
    if facts["load"] <= QUIET_LOAD:
        return took
    return f"{took} Others used the machine when it began (load {facts['load']})."


if __name__ == "__main__":
    main()
