"""Which lines of a Markdown text are code between fences, and so mean nothing but themselves."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.patterns import compiled

_FENCE = compiled(r"\s{0,12}(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")


def lines_with_code(text: str) -> Iterator[tuple[bool, str]]:
    """Each line, and whether it belongs to a fence."""
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        yield bool(fence or found), line
        if fence and found and found["fence"].startswith(fence) and not found["info"].strip():
            fence = ""
        elif not fence and found:
            fence = found["fence"]
