"""Directives with text in them as MyST writes them in fences, ```` ```{note} 題 ````, which are no code.

Jupyter Book and Sphinx set them as boxes; so they become boxes as Markdown's other programs have them, with
lines such as ``:class: tip`` as attributes, and the text's comments, ``% …``, as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.patterns import compiled

_OF_TEXT = frozenset((
    "admonition", "aside", "attention", "card", "caution", "danger", "definition", "dropdown", "epigraph",
    "error", "example", "exercise", "grid", "grid-item", "grid-item-card", "highlights", "hint", "important",
    "lemma", "margin", "note", "proof", "pull-quote", "remark", "sidebar", "solution", "tab-item", "tab-set",
    "theorem", "tip", "topic", "warning",
))  # fmt: skip
"""Directives that hold what is read; others show code, pictures, tables, formulas or where else to look."""
_FOLDED = "dropdown"
_OPENING = compiled(
    r"(?P<indent>[ \t]{0,12})(?P<fence>`{3,}|~{3,}|:{3,})"
    r"(?:\{(?:[a-z]{1,9}:)?(?P<name>[a-z-]{1,30})\}[ \t]*(?P<title>[^`{}]*)|[^`]*)$"
)
_OPTION = compiled(r"[ \t]*(?P<option>:[a-z][a-z_-]{0,30}:(?:[ \t][^{}|]*)?)$")
_COMMENT = compiled(r"%[ \t]")


def with_boxes(text: str) -> str:
    """The text with such directives as ``:::`` boxes; what is in other fences stays as it is."""
    openings = (_OPENING.match(line) for line in text.split("\n") if "{" in line)
    has_boxes = any(found and found["name"] in _OF_TEXT for found in openings)
    return "\n".join(_lines(text)) if has_boxes else text


def _lines(text: str) -> Iterator[str]:
    opened: list[tuple[str, bool]] = []  # each fence that is open, and whether text is in it
    is_head = False
    for line in text.split("\n"):
        fence, has_text = opened[-1] if opened else ("", True)
        if fence and _closes(line, fence):
            opened.pop()
            yield from ("", ":" * len(fence), "") if has_text else (line,)
        elif not has_text:
            yield line
        elif found := _OPENING.match(line):
            is_head = found["name"] in _OF_TEXT
            opened += [(found["fence"], is_head)] if is_head or found["fence"][0] != ":" else []
            yield _box(found) if is_head else line
            continue
        elif is_head and (option := _OPTION.match(line)):
            yield f"{{{option['option']}}}"
            continue
        else:
            yield f"%%{line}%%" if _COMMENT.match(line) else line
        is_head = False


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and bare == fence[0] * len(bare)


def _box(found: re.Match[str]) -> str:
    name = "details" if found["name"] == _FOLDED else found["name"]
    return f"{found['indent']}{':' * len(found['fence'])}{name} {found['title']}".rstrip()
