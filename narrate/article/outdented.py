"""Manuals in plain text whose headings stand further left than what is under them: 概要, under it its text.

The fields over the first heading (Version: 1.2, Last Change: 27-Dec-2025) are the text's, not of its body.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.article.wrapping import LIST_ROW, indent_of, width
from narrate.patterns import compiled

_FEWEST, _MOSTLY = 3, 0.75
_DEEPEST = 8  # columns by which text is further in than its heading
_JAPANESE = compiled("[ぁ-ゖァ-ヺ一-鿿]")
_HEADING = compiled(r"[^\s・*+■□◆◇●○※<(（「『|｜>#-][^。、|｜]{0,39}(?<![。、！？!?])")
_NUMBER = compiled(r"[0-9０-９]{1,2}[.．)）、]\s*(?![0-9０-９])")
_CAPITALS = compiled("[A-Z]{3}[A-Z &-]{0,30}")
"""A heading of a manual page: SYNOPSIS; further in it is a term."""
_FIELD = compiled(r"(?P<name>[A-Z][A-Za-z ]{2,20})\s?:\s+(?P<value>\S.{0,60})")
_FACT = compiled("(?:Author|Written by|Date|Last [A-Z]|Updated|Modified)")
_CODE = compiled(
    r"(?=[!-~][ -~]*[<>{};=\\$|/])[ -~]+|:[A-Za-z]\w*|[a-z][\w.-]* [ -~]+\s#\s.*|[#%$>] ?[!-~][ -~]*"
)
"""What somebody types: a command, with what it does behind #."""


def headings(rows: Sequence[str]) -> dict[int, int]:
    """The places of headings with the level of each; none if the text is not written so."""
    said = [n for n, row in enumerate(rows) if "。" in row]
    tops: list[int] = []
    for n in range(len(rows)):
        if _may_head(rows, n, is_under_one=tops[-1:] == [n - 1]):
            tops.append(n)
    if not tops or not said:
        return {}
    left = min(indent_of(rows[n]) for n in tops)
    first = [n for n in tops if indent_of(rows[n]) == left]
    inside = sum(indent_of(rows[n]) > left for n in said if n > first[0])
    at_left = [n for n, row in enumerate(rows) if n > first[0] and row.strip() and indent_of(row) == left]
    fewest = _FEWEST - all(_NUMBER.match(rows[n].strip()) for n in first)
    is_habit = len(first) >= fewest and inside >= _MOSTLY * len(said)
    heads = set(first)
    if not is_habit or sum(n in heads for n in at_left) < _MOSTLY * len(at_left):
        return {}
    tops = [n for n in tops if n in heads or not _CAPITALS.fullmatch(rows[n].strip())]
    depths = sorted({indent_of(rows[n]) for n in tops})
    return {n: depths.index(indent_of(rows[n])) + 1 for n in tops}


def not_read(rows: Sequence[str], first: int) -> dict[str, str]:
    """Why rows are not read, by their words: what is typed, and fields over the ``first`` heading."""
    over = [row.strip() for row in rows[:first]]
    fields = (row for row in over if _FIELD.fullmatch(row) and not _FACT.match(row))
    code = (row.strip() for row in rows[first:] if _CODE.fullmatch(row.strip()))
    return dict.fromkeys(fields, "details of the post") | dict.fromkeys(code, "code block")


def _may_head(rows: Sequence[str], n: int, *, is_under_one: bool) -> bool:
    """Whether a short row stands apart from what is over it, right over one that is further in."""
    row, below = rows[n].rstrip(), next((row for row in rows[n + 1 : n + 3] if row.strip()), "")
    is_apart = (
        n == 0 or not rows[n - 1].strip() or (is_under_one and indent_of(rows[n]) > indent_of(rows[n - 1]))
    )
    is_over = below.strip() and 0 < indent_of(below) - indent_of(row) <= _DEEPEST
    if not (is_apart and is_over):
        return False
    number = _NUMBER.match(row.strip())
    hangs = number is not None and indent_of(below) - indent_of(row) == width(number.group())
    words = row.strip()[number.end() if number else 0 :].rstrip(":：")
    is_named = bool(_JAPANESE.search(words) or _CAPITALS.fullmatch(words))
    is_one = _HEADING.fullmatch(words) and is_named and not (hangs or LIST_ROW.match(words))
    return bool(is_one and not _FIELD.fullmatch(words))
