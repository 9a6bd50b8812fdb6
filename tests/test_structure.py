"""The house itself: no module reaches around in a circle, none grows too long to be read."""

from __future__ import annotations

import ast
import graphlib
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "narrate").rglob("*.py"))
}
_MOST_LINES = 400


def imports(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports, wherever in it, but for what only types need."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in for_types:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in MODULES else node.module or ""
        elif isinstance(node, ast.Import) and id(node) not in for_types:
            yield from (name.name for name in node.names)


def test_no_circle() -> None:
    graph = {
        name: {other for other in imports(path) if other in MODULES and other != name}
        for name, path in MODULES.items()
    }
    assert sum(map(len, graph.values())) > 300
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_every_file_can_be_read_at_once() -> None:
    files = [
        *MODULES.values(),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "benchmarks").rglob("*.py"),
        *(ROOT / "narrate" / "assets").rglob("*.[jc]s*"),
    ]
    assert [
        path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) > _MOST_LINES
    ] == []


def test_every_module_says_what_it_is() -> None:
    lacking = [
        name for name, path in MODULES.items() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert lacking == []


def test_the_picture_names_every_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## Promises")[0]
    rooms = {
        named[1]: part for part in page.split("\n\n") if (named := re.match(r"`([\w/]+)/` by file", part))
    }
    assert len(rooms) > 6
    for name, path in MODULES.items():
        room = ".".join(name.split(".")[1:-1])
        words = re.findall(r"[\w.]+", rooms.get(room, page))
        assert path.name == "__init__.py" or (path.stem if room in rooms else path.name) in words, name
