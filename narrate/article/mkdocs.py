"""Boxes as MkDocs has them, whose text is only further in than ``!!! note "題"``, ``???`` or ``=== "macOS"``.

CommonMark takes what is four columns in for code, which nobody would hear. They become elements around the
same text further out, as do boxes between ``/// note | 題`` and ``///``. How such files are written:
python-markdown's admonitions, pymdownx's details, tabs and blocks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from narrate.article.fences import lines_with_code
from narrate.patterns import compiled

_STEP = 4  # columns that a box's text is further in
_MARK = compiled(
    r"(?:!!!|(?P<folds>\?\?\?)\+?)[ ]++[a-z][a-z0-9_ -]*+(?:\"(?P<title>[^\"\n]*)\"[ ]*+)?$"
    r"|===[!+]*[ ]+\"(?P<tab>[^\"\n]*)\"[ ]*$"
)
_BLOCK = compiled(r"/{3,}[ ]*(?P<name>[a-z][a-z-]*)(?:[ ]*\|[ ]*(?P<title>[^\n]*))?$")
_END = compiled(r"/{3,}[ ]*$")
_ELEMENTS = {"caption": "figcaption", "figure-caption": "figcaption", "details": "details"}


class _Box(NamedTuple):
    """An open box: the columns before its mark, and the element that it became."""

    column: int
    element: str


def with_elements(text: str) -> str:
    """The text with such boxes as ``<div>`` and ``<details>``; what is no box with a text in it stays."""
    if any(mark in text for mark in ("!!! ", "??? ", "???+ ", "=== ", "===! ", "===+ ")):
        text = "\n".join(_moved_out(text))
    return "\n".join(_with_blocks(text)) if "///" in text else text


def _with_blocks(text: str) -> Iterator[str]:
    """The lines with blocks that are closed as elements."""
    lines = list(lines_with_code(text))
    closed = sum(not is_code and bool(_END.match(line)) for is_code, line in lines)
    opened: list[str] = []
    for is_code, line in lines:
        mark = None if is_code else _BLOCK.match(line)
        if mark and len(opened) < closed:
            opened.append(_ELEMENTS.get(mark["name"], "div"))
            title = "" if mark["name"] == "html" else mark["title"] or ""
            yield from ("", f"<{opened[-1]}>", "", title, "")
        elif not is_code and _END.match(line):
            yield from ("", f"</{opened.pop()}>", "") if opened else (line,)
            closed -= 1
        else:
            yield line


def _moved_out(text: str) -> Iterator[str]:
    lines = [(is_code, line.expandtabs(_STEP)) for is_code, line in lines_with_code(text)]
    opened: list[_Box] = []
    for (is_code, line), deeper in zip(lines, _next_columns(lines), strict=True):
        bare = line.lstrip(" ")
        column = len(line) - len(bare)
        while bare and opened and column < opened[-1].column + _STEP and not is_code:
            yield from _closed(opened)
        moved = line[min(column, _STEP * len(opened)) :]
        mark = None if is_code else _MARK.match(bare)
        if mark and deeper >= column + _STEP:
            yield from _opened(mark, moved[: len(moved) - len(bare)])
            opened.append(_Box(column, "details" if mark["folds"] else "div"))
        else:
            yield moved
    while opened:
        yield from _closed(opened)


def _next_columns(lines: list[tuple[bool, str]]) -> list[int]:
    """For each line, how far in the next one stands that is not empty."""
    columns: list[int] = []
    following = 0
    for _, line in reversed(lines):
        columns.append(following)
        if bare := line.lstrip(" "):
            following = len(line) - len(bare)
    return columns[::-1]


def _opened(mark: re.Match[str], indent: str) -> Iterator[str]:
    title = mark["title"] or mark["tab"] or ""
    if mark["folds"]:
        yield from ("", f"{indent}<details>", f"{indent}<summary>{html.escape(title)}</summary>", "")
    else:
        yield from ("", f"{indent}<div>", "", f"{indent}{title}", "")


def _closed(opened: list[_Box]) -> Iterator[str]:
    """The end of the innermost box."""
    box = opened.pop()
    indent = " " * max(0, box.column - _STEP * len(opened))
    yield from ("", f"{indent}</{box.element}>", "")
