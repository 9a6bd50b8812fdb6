"""The heads of printed and sent texts: title, date and byline, and nothing else of them is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.article import parse

CASES = (Path(__file__).parent / "cases" / "heads.txt").read_text(encoding="utf-8").split("\n%%\n")
BODY = (
    "川の水は、春になると山の雪をとかして流れてきます。岸に立つと、音だけで水かさがわかるほどです。",
    "今年はその音が、いつもの年より十日も早く聞こえました。町の人は、畑の支度を急いでいます。",
    "昔の日記を開いても、こんなに早い年は一度しかありません。そのときも、夏は長かったそうです。",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition(" ¦")[0])
def test_title_date_and_byline_are_all_that_is_said_of_a_head(case: str) -> None:
    told, _, text = case.partition("\n")
    title, date, byline = (part.strip() for part in told.split("¦"))
    rows = text.split("\n")
    said = [row.removeprefix("|") for row in rows if row.startswith("|")]
    article = parse("\n".join(row.removeprefix("|") for row in rows) + "\n\n" + "\n\n".join(BODY), "a.txt")
    assert (article.title, str(article.date or ""), article.byline) == (title, date, byline)
    spoken = [p.text for section in article.sections for p in section.paragraphs]
    assert [text for text in spoken if text.strip("★◆ ") != title] == [*said, *BODY]
