"""The head of a page as a reader's view or a print has it: address, title with the site's name, title."""

from __future__ import annotations

from dataclasses import replace

from narrate.article.bylines import SITE
from narrate.article.lines import Line, dropped
from narrate.article.wrapping import ADDRESS

_LONGEST = 160  # characters of a title
_SHORTEST = 6
_REACH = 8  # lines in which the title stands again


def with_title(lines: list[Line]) -> list[Line] | None:
    """The lines of such a page with its title told, the one without the site; None for others."""
    first = int(bool(lines) and lines[0].reason == "address")
    near = range(first + 1, min(_REACH, len(lines)))
    again = next((n for n in near if _goes_on(lines, first, n)), None)
    if again is not None:
        over = [dropped(line, line.reason or "site label") for line in lines[:again]]
        return [*over, replace(lines[again], is_title=True), *lines[again + 1 :]]
    is_title = (
        _is_address(lines) and len(lines) > 1 and not lines[1].reason and len(lines[1].text) <= _LONGEST
    )
    return [lines[0], replace(lines[1], is_title=True), *lines[2:]] if is_title else None


def _is_address(lines: list[Line]) -> bool:
    """Whether the first line is the site's address, as a reader's view has it, and not all of a link."""
    return bool(lines) and lines[0].reason == "address" and ADDRESS.fullmatch(lines[0].text) is None


def _goes_on(lines: list[Line], first: int, place: int) -> bool:
    """Whether a line is a line below, not told aside, perhaps quoted, and behind it the name of a site."""
    whole, title = lines[first].text.lstrip("『「"), lines[place].text
    if lines[place].reason or len(title) < _SHORTEST or not whole.startswith(title):
        return False
    behind = whole[len(title) :].lstrip("』」")
    apart = SITE.match(behind)
    return apart is not None and apart.end() < len(behind)
