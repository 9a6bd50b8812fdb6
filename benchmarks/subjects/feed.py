"""Feeds of shows that have run for years."""

from __future__ import annotations

import materials
from measure import Plan, Row, Rows, build, task


def rows(plan: Plan) -> Rows:
    """Every episode is a real one of the article's length, copied; only the sound of the copies is empty."""
    counts = plan.size((10, 1000, 10_000), (10, 100))
    article = materials.article(plan.work, plan.article)
    another = materials.article(plan.work, materials.sentences(20), "another")
    seconds: list[float] = []
    adding: list[float] = []
    opened = 0
    for count in counts:
        show = materials.show(plan.folder(f"show{count}"))
        build(article, show, "--voice", "tone")
        size = task("episodes", show, count).told["manifest_bytes"]
        seconds.append(min(task("feed", show).told["feed"] for _ in range(plan.size(2, 1))))
        added = task("feed", show, another).told
        adding.append(added["build"] + added["feed"])
        opened = added["opened"]
        limit, detail = (3.0 if count == counts[-1] else None), f"{size // 1000} kB each"
        yield Row(f"feed of {count:,} episodes", "", seconds[-1], limit, unit="s", detail=detail)
    most, fewer = counts[-1], counts[-2]
    against = f"feed of {fewer:,}, {most // fewer} times"
    value = seconds[-1] / seconds[-2] / (most / fewer)
    detail = f"{seconds[-1]:.3g} : {seconds[-2]:.3g} s"
    yield Row(f"feed of {most:,} episodes", against, value, 1.1, detail=detail)
    yield Row(f"MP3 files opened, one added to {most:,}", "", opened, 1, unit="files")
    detail = f"{adding[-1]:.3g} : {adding[0]:.3g} s"
    yield Row(f"adding one to {most:,} episodes", f"to {counts[0]}", adding[-1] / adding[0], detail=detail)
