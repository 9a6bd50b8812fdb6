"""docs/python.md: its lines run as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from narrate.episodes import Built
from narrate.model import Script
from narrate.new_show import make_show

PAGE = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_an_article_becomes_an_episode_in_the_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_show(Path("morning"), {"title": "朝の番組"})
    Path("article.txt").write_text("題名\n\nopenaiの話です。\n", encoding="utf-8")
    names: dict[str, Any] = {}
    exec(BLOCKS[0], names)
    assert isinstance(names["script"], Script)
    assert isinstance(names["built"], Built)
    assert names["built"].mp3.is_file()
    assert names["left_out"] == []
    assert "題名" in names["feed"].read_text(encoding="utf-8")


def test_readings_are_those_that_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    exec("from pathlib import Path\n" + BLOCKS[1], {})
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert capsys.readouterr().out == shown
