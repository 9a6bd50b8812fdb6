"""Every dependency is justified in docs/architecture.md, pinned, and named with its licence in NOTICE."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def plain(name: str) -> str:
    """A package's name as all its spellings compare (PEP 503)."""
    return re.sub("[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {plain(found.group()) for line in requirements if (found := re.match(r"[\w.-]+", line))}


NEEDED = names(PROJECT["dependencies"]) | names(
    [line for extra in EXTRAS if extra != "dev" for line in EXTRAS[extra]]
)


def test_each_has_its_line_and_no_line_is_left_over() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## Dependencies\n")[2]
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", page.partition("\n## ")[0], re.MULTILINE)
    told = {plain(name) for row in rows[1:] for name in row.split(", ")}
    assert told == NEEDED


def test_each_has_a_lower_bound() -> None:
    lines = [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]
    ours, rest = "narrate[", "audioop-lts;"  # the second came when the module that it replaces went
    assert [
        line for line in lines if ">=" not in line.partition(";")[0] and not line.startswith((ours, rest))
    ] == []


def test_each_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {plain(line.partition("==")[0]) for line in lines if "==" in line}
    assert NEEDED - pinned - {"audioop-lts"} == set()  # which this Python may not need
    assert not [line for line in lines if "://" in line]


def test_each_is_named_with_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    assert [name for name in sorted(NEEDED) if name not in notice] == []
