"""Folders of many short articles, built by one command."""

from __future__ import annotations

from pathlib import Path

import materials
from measure import Plan, Ran, Row, Rows, build


def rows(plan: Plan) -> Rows:
    """What one article costs in a large folder against a small one: the rest of the show must not count."""
    few, many = plan.size((250, 1000), (5, 20))
    new, again = zip(_built(plan, few), _built(plan, many), strict=True)
    for figure, (small, large) in (("made", new), ("found unchanged", again)):
        each = [1000 * ran.busy / count for ran, count in ((small, few), (large, many))]
        detail = f"{each[1]:.3g} : {each[0]:.3g} ms of processor"
        value, against = each[1] / each[0], f"one of {few:,}"
        yield Row(f"an article {figure}, one of {many:,}", against, value, 1.1, detail=detail)


def _built(plan: Plan, count: int) -> tuple[Ran, Ran]:
    """A folder of so many articles built from nothing, and again."""
    articles, show = plan.folder(f"articles{count}"), materials.show(plan.folder(f"show{count}"))
    for number in range(count):
        _article(articles, number)
    first, second = (build(articles, show, "--voice", "tone") for _ in range(2))
    return first, second


def _article(folder: Path, number: int) -> Path:
    text = f"{number}番目の日記\n\n今日は{number}回目の散歩をしました。\n\n川には{number}羽の鳥がいました。\n"
    return materials.article(folder, text, f"diary{number}")
