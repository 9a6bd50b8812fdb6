"""Speed and memory as ratios, each measured side by side in one run.

    python benchmarks/run.py            # everything, twenty minutes on two cores; `make bench`
    python benchmarks/run.py --quick    # small sizes: shows that everything runs, judges nothing
    python benchmarks/run.py --only join --only feed

Prints a table and writes it as JSON and as an SVG plot into ``benchmarks/results``: a whole run as
``figures``, any other as ``part``. Ends with 1 if a figure misses its aim or cannot be measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import materials
import plot
import report
from measure import HERE, QUIET_LOAD, Plan, Row, Rows, Unmeasured
from subjects import (
    build,
    cluster,
    concat,
    feed,
    folder,
    join,
    load,
    memory,
    network,
    plain,
    server,
    steady,
    text,
    threads,
)

SUBJECTS: dict[str, Callable[[Plan], Rows]] = {
    "build": build.rows,
    "plain": plain.rows,
    "concat": concat.rows,
    "join": join.rows,
    "memory": memory.rows,
    "text": text.rows,
    "feed": feed.rows,
    "folder": folder.rows,
    "threads": threads.rows,
    "cluster": cluster.rows,
    "network": network.rows,
    "server": server.rows,
    "load": load.rows,
    "steady": steady.rows,
}
_REPEATS = 5  # of the example: about as long as a real article


def main() -> int:
    """Measure, print and write; returns the exit code."""
    options = _options()
    names = options.only or list(SUBJECTS)
    text = options.article.read_text(encoding="utf-8") if options.article else None
    text = text or materials.longer(materials.example(), 1 if options.quick else _REPEATS)
    started, load = time.perf_counter(), os.getloadavg()[0]
    if load > QUIET_LOAD:
        print(f"Others use this machine (load {load:.1f}): measure again when it is quiet.\n", flush=True)
    print(report.header(), flush=True)
    figures: dict[str, list[Row | Unmeasured]] = {}
    for name in names:
        with tempfile.TemporaryDirectory(prefix="narrate-bench-") as folder:
            figures[name] = _measured(name, Plan(options.quick, Path(folder), text))
    facts = {
        "quick": options.quick,
        "narrate": version("narrate"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": round(load, 1),
        "minutes": round((time.perf_counter() - started) / 60, 1),
    }
    is_whole = not (options.quick or options.only or options.article)
    _write(figures, facts, options.output / ("figures" if is_whole else "part"))
    return 0 if all(_is_good(row, options.quick) for rows in figures.values() for row in rows) else 1


def _measured(name: str, plan: Plan) -> list[Row | Unmeasured]:
    """The rows of one subject, printed as they come; one that breaks does not cost the others."""
    rows: list[Row | Unmeasured] = []
    print(f"\n{name}", flush=True)
    try:
        for row in SUBJECTS[name](plan):
            rows.append(row)
            print(report.line(row, plan.quick), flush=True)
    except Exception as error:
        rows.append(Unmeasured(name, f"{type(error).__name__}: {error}", is_error=True))
        print(report.line(rows[-1], plan.quick), flush=True)
    return rows


def _write(figures: report.Figures, facts: Mapping[str, object], name: Path) -> None:
    """Write the JSON and the plot beside it, and print where they are."""
    name.parent.mkdir(parents=True, exist_ok=True)
    data, drawn = name.with_suffix(".json"), name.with_suffix(".svg")
    data.write_text(report.as_json(figures, facts), encoding="utf-8")
    drawn.write_text(plot.svg(figures, bool(facts["quick"])), encoding="utf-8")
    print(data, drawn, sep="\n")


def _is_good(row: Row | Unmeasured, quick: bool) -> bool:
    return not row.is_error if isinstance(row, Unmeasured) else quick or row.passes


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="one subject; may be given again")
    parser.add_argument("--quick", action="store_true", help="small sizes, nothing judged")
    parser.add_argument("--article", type=Path, help="an article to build instead of the example repeated")
    parser.add_argument("--output", type=Path, default=HERE / "results", help="where JSON and SVG go")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
