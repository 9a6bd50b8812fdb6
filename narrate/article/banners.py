"""The banner between two dividers over a mail or a magazine, and the title in it or under it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from narrate.article.credits import writer
from narrate.article.facts import Facts
from narrate.article.lines import Line, dropped, has_stop
from narrate.article.mail_head import OF_ISSUE
from narrate.article.people import is_name, looks_like_name, without_office
from narrate.article.phrases import OF_LINES, line_reason

_REACH = 12  # lines in which a banner stands
_LONGEST = 4  # lines in it
_OVER, _LONGEST_OVER = 3, 60  # lines over it, and characters of one
_UNDER = 30  # lines in which the title and the author of the article under it stand
_SHORTEST_TITLE, _LONGEST_TITLE = 6, 60  # characters
_LONGEST_AUTHOR = 24


def with_title(lines: list[Line]) -> list[Line]:
    """The lines of a text that begins with a banner, its title told, and what is no part of it over that."""
    title = None if any(line.is_title for line in lines) else _title_of(lines)
    if title is None:
        return lines
    over = (dropped(line, _reason(line)) for line in lines[:title])
    return [*over, replace(lines[title], is_title=True), *lines[title + 1 :]]


def _title_of(lines: list[Line]) -> int | None:
    """The place of the title of a text with a banner, whose name gives way to a signed article's."""
    dividers = [n for n, line in enumerate(lines[:_REACH]) if line.reason == "divider"]
    over = lines[: dividers[0]] if dividers else []
    if len(over) > _OVER or any(len(line.text) > _LONGEST_OVER for line in over):
        return None
    for start, end in pairwise(dividers):
        inside = range(start + 1, end)
        dated = [n for n in inside if Facts().take(lines[n].text)]
        rest = [n for n in inside if n not in dated]
        if dated and rest and len(inside) <= _LONGEST:
            is_named = any(_is_author(lines[n].text) for n in inside)
            signed = None if is_named else signed_title(lines, end + 1)
            numbered = (n for n in rest if OF_ISSUE.match(lines[n].text))
            return next(numbered, rest[0]) if signed is None else signed
    return None


def signed_title(lines: list[Line], start: int) -> int | None:
    """The line under a banner over the name of who wrote it, before anything is said."""
    under = [n for n in range(start, min(start + _UNDER, len(lines))) if not _reason(lines[n])]
    for title, name in pairwise(under):
        if has_stop(lines[title].text):
            return None
        is_long = _SHORTEST_TITLE <= len(lines[title].text) <= _LONGEST_TITLE
        if is_long and _is_author(lines[name].text) and not _is_author(lines[title].text):
            return title
    return None


def _reason(line: Line) -> str:
    """Why a line is not read, if it is not; of what has a full stop also what is only told at an edge."""
    return line.reason or (line_reason(line.text, ("edge", *OF_LINES)) if "。" in line.text else "")


def _is_author(text: str) -> bool:
    """Whether a line is who wrote it: a name, also behind an office, in brackets, or behind 文."""
    if len(text) > _LONGEST_AUTHOR:
        return False
    bare = text.strip("（）()")
    name = without_office(bare)
    return bool(writer(text)) or is_name(bare) or (name != bare and looks_like_name(name))
