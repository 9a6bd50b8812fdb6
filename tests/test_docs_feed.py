"""docs/feed.md: its checklist is whole, and names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "feed.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def test_every_demand_stands_in_the_checklist_once() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 44))


def test_every_demand_is_held_by_tests_that_there_are() -> None:
    missing = []
    for number, _, held_by in ROWS:
        names = re.findall(r"`(tests/\w+\.py)::(\w+)`", held_by)
        assert names, f"{number} names no test"
        assert held_by.count("`") == 2 * len(names), f"{number} names a test in another form"
        for path, name in names:
            text = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
            if not re.search(rf"^def {name}\(", text, re.MULTILINE):
                missing.append(f"{number}: {path}::{name}")
    assert missing == []
