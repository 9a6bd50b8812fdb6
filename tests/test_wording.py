"""The words of pages and of documents in Japanese, as the glossary has them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
OF_READINGS = ("readings.js", "correction.js", "sound.js", "lexicon.md")
"""Where people check how something sounds; everywhere else they listen."""


def lines(*patterns: str) -> list[tuple[str, str]]:
    """The lines of files, with the names of these."""
    paths = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    assert paths
    return [(path.name, line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def test_readings_are_checked_and_episodes_are_listened_to() -> None:
    written = lines("narrate/assets/**/*.js", "narrate/pages/*.py", "docs/*.md", "README*.md")
    told = [each for each in written if each[0] != "glossary.md"]
    listening = [(name, line) for name, line in told if "聴" in line]
    checking = [(name, line) for name, line in told if "聞" in line]
    assert len(listening) > 5
    assert len(checking) > 3
    assert [each for each in listening if each[0] in OF_READINGS] == []
    assert [each for each in checking if each[0] not in OF_READINGS and "読み" not in each[1]] == []
    assert [each for each in listening if "読みを聴" in each[1]] == []


def test_the_japanese_page_names_buttons_that_there_are() -> None:
    page = (ROOT / "docs" / "owner.ja.md").read_text(encoding="utf-8")
    scripts = "\n".join(line for _, line in lines("narrate/assets/*.js"))
    named = re.findall("「([^」]+)」", page)
    assert len(named) > 10
    assert [label for label in named if label not in scripts] == []
