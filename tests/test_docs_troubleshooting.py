"""docs/troubleshooting.md: every line that it explains is one that narrate prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
LINES: list[str] = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "narrate").rglob("*.py")))
PLAIN = re.sub(r'"\s*\n\s*f?"', "", SOURCE)
"""The source with literals that go on over lines put together."""


def test_there_are_lines() -> None:
    assert len(LINES) > 25


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_in_the_program(line: str) -> None:
    lacking = [
        part for part in re.split(r"…", line) if part.strip(" :;,.'") and part.strip(":;, '") not in PLAIN
    ]
    assert lacking == []
