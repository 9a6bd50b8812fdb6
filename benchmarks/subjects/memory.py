"""Peak memory of a build against the article's length."""

from __future__ import annotations

import materials
from measure import Plan, Row, Rows, build


def rows(plan: Plan) -> Rows:
    """The tone voice at the pace of speech, so that an episode of hours is made within a minute or two."""
    times = plan.size((1, 10, 100), (1, 3))
    peaks = []
    for number in times:
        article = materials.article(plan.work, materials.longer(materials.example(), number))
        show = materials.show(plan.folder(f"show{number}"))
        built = build(article, show, "--voice", "tone")
        peaks.append(built.peak_mb)
        if number > 1:
            hours = built.told["episodes"][0]["seconds"] / 3600
            detail = f"{peaks[-1]:.0f} : {peaks[0]:.0f} MB, {hours:.1f} h in {built.seconds:.0f} s"
            figure = f"peak memory, an article {number} times as long"
            yield Row(figure, "the example article", peaks[-1] / peaks[0], 1.25, detail=detail)
