"""A section that nobody has asked for: who asks should wait for its first sentence and hardly longer."""

from __future__ import annotations

import statistics

import materials
from measure import Plan, Row, Rows, seconds_of, task

_ALLOWED_S = 0.05  # for the way there and back, encoding and the store


def rows(plan: Plan) -> Rows:
    """The server's own process, dictionaries loaded and the article read; the first section is left out."""
    count = plan.size(20, 3)
    show = materials.show(plan.folder("show"))
    (show / "articles").mkdir()
    article = show / "articles" / "rooms.md"
    article.write_text(materials.sections(count), encoding="utf-8")
    waited, spoken = task("first_byte", show, "rooms", count).told
    values = [(wait - _ALLOWED_S) / alone for wait, alone in zip(waited, spoken, strict=True)]
    figure = f"first byte of a section, less {_ALLOWED_S * 1000:.0f} ms"
    detail = seconds_of(waited, spoken)
    yield Row(figure, "synthesis of its first sentence", statistics.median(values), 1.5, detail=detail)
