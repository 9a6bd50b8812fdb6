"""Two threads against one, with the embedded voice."""

from __future__ import annotations

import os

import materials
from measure import Plan, Row, Rows, Unmeasured, build, in_turn, ratio, seconds_of


def rows(plan: Plan) -> Rows:
    """Whole builds from nothing, what no thread can share included."""
    if (os.cpu_count() or 1) < 2:
        yield Unmeasured("two threads", "there is one processor")
        return
    article = materials.article(plan.work, plan.article)

    def cold(number: int, workers: int) -> float:
        show = materials.show(plan.folder(f"show{number}-{workers}"))
        return build(article, show, "--workers", str(workers)).seconds

    one, two = in_turn(plan.size(2, 1), lambda number: cold(number, 1), lambda number: cold(number, 2))
    detail = seconds_of(one, two)
    yield Row("build on one thread", "build on two", ratio(one, two), 1.85, at_least=True, detail=detail)
