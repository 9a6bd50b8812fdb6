"""Readings and sentences of a long text: the time must grow as the text does."""

from __future__ import annotations

import materials
from measure import Plan, Row, Rows, task

_MEGABYTE = 1_000_000


def rows(plan: Plan) -> Rows:
    """UTF-8 text of one and of two MB; no sentence is there twice."""
    size = plan.size(_MEGABYTE, 20_000)
    example = materials.example()
    repeats = size // len(example.encode())
    seconds = []
    for times in (1, 2):
        article = materials.article(plan.work, materials.longer(example, repeats * times))
        ran = task("script", article, plan.work)
        seconds.append(float(ran.told["seconds"]) / (article.stat().st_size / _MEGABYTE))
    detail = f"{seconds[1]:.3g} : {seconds[0]:.3g} s a MB"
    yield Row(
        "reading twice as much text, a MB",
        "reading once as much",
        seconds[1] / seconds[0],
        1.1,
        detail=detail,
    )
