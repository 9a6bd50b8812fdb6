"""Who wrote a plain text and where, if its head does not say it: by page, mail, table, end or greeting."""

from __future__ import annotations

from itertools import dropwhile, takewhile

from narrate.article import credits, greetings, pasted
from narrate.article.facts import Facts
from narrate.article.head_lines import LONGEST, Kind, kind_of
from narrate.article.issues import REACH
from narrate.article.lines import Line, dropped, has_sentence, has_stop
from narrate.article.people import is_name
from narrate.patterns import compiled

_SIGNED_WITHIN = 3  # lines
_MARKS = compiled(r"[*＊†‡]{1,3}[0-9０-９]{0,2}|[¹²³]")
_OFFICE_REACH = 30  # lines in which a mark behind the author's name is explained
_LAST_LINES = 8


def byline(lines: list[Line], facts: Facts, mail: Facts) -> str:
    """Who wrote it, as its head says, a page by place, a mail, its table, its end or its greeting."""
    return (
        facts.byline
        or pasted.author(lines)
        or mail.byline
        or _recorder(lines)
        or _signed(lines)
        or _greeter(lines, facts.title)
    )


def without_offices(lines: list[Line]) -> list[Line]:
    """The lines; those dropped that tell where authors work, with the mark behind their names."""
    names = [line.text for line in lines[:REACH] if credits.marked_names(line.text)]
    if not names:
        return lines
    marks = {name.rstrip()[-1] for name in names} | {mark for name in names for mark in _MARKS.findall(name)}
    near = {*range(_OFFICE_REACH), *range(len(lines) - _LAST_LINES, len(lines))}
    return [
        dropped(line, "note" if n in near and _is_of_mark(line, marks) else "")
        for n, line in enumerate(lines)
    ]


def _signed(lines: list[Line]) -> str:
    """Who signs in brackets on a line that is not read, right behind the last that is."""
    end = max((n for n, line in enumerate(lines) if not line.reason), default=-1)
    near = lines[end + 1 : end + 1 + _SIGNED_WITHIN]
    bare = next(
        (line.text for line in near[:1] if is_name(line.text) and " " in line.text.replace("\u3000", " ")), ""
    )
    return next(filter(None, (credits.signature(line.text) for line in near)), bare)


def _is_said(text: str) -> bool:
    return has_sentence(text) or greetings.greets(text)


def _greeter(lines: list[Line], title: str) -> str:
    """Who greets the reader in the first sentences, in none under a heading; not of several articles."""
    plain = [line.text for line in lines if not line.reason]
    first = dropwhile(lambda text: not _is_said(text), plain)
    said = list(takewhile(_is_said, first))
    others = [line.text for line in lines if not has_sentence(line.text)]
    return "" if kind_of(title) is Kind.SERIES else greetings.greeter(said, others)


def _recorder(lines: list[Line]) -> str:
    """Who wrote it down, as a table over the first sentence says: 記録　山田 花子."""
    over = takewhile(lambda line: not has_sentence(line.text), lines)
    return next(filter(None, (credits.recorder(line.text) for line in over if line.reason == "table")), "")


def _is_of_mark(line: Line, marks: set[str]) -> bool:
    is_short = len(line.text) <= LONGEST and not has_stop(line.text)
    mark = _MARKS.match(line.text)
    return (
        is_short and (line.text[0] in marks or bool(mark and mark[0] in marks)) and not line.text[0].isalnum()
    )
