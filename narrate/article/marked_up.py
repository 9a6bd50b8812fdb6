"""Plain texts whose headings have marks, ``== 題`` as in AsciiDoc and ``** 題``, or lines under them.

Such a text tells by itself what is a heading, so nothing else in it is one, however it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from narrate.article import aozora, outdented, review
from narrate.article.wrapping import HUNG, LABELLED, WIDER_THAN_LABELS, indent_of, together, width
from narrate.cuts import FINAL
from narrate.patterns import compiled

_HEADING = compiled(
    r"(?P<marks>={2,6}|\*{2,5}|=(?=.*(?:[^\W\d_]{2}|[ぁ-ヿ一-鿿])))[ \t]+"
    r"(?P<words>[^\s=*][^。]{0,79}?)(?:[ \t]+(?P=marks))?\s*"
)
"""Wikis have the marks behind the words too; a lone one without words is of a sum, = 7 + 5."""
_FEWEST = 2  # headings with marks before them
_FENCE = compiled(r"-{4,}|\.{4,}")
_MOSTLY_TYPED = 0.6  # of the characters between fences are ASCII
_MOSTLY = 0.8  # of them stand apart from the text over them
_UNDERLINE = compiled(r"(?P<sign>[-=~^])(?P=sign){3,}")
_FEWEST_UNDERLINED = 3
_WORDS = compiled(r"[^\s\-=~^|｜+・*■□◆◇●○][^。|｜]{0,59}(?<![。、：:])")
"""What a heading that is underlined may be."""
_LINE_IS_LONGER = 1 / 2, 4  # the shortest and the longest, in times the words over it, in columns
_NARROW = 40  # half-width columns: a line drawn so far stands under words of any length
_TERM = compiled(r": {1,3}(?P<words>\S.*)")
_ADDRESS = compiled(r"[<＜]?(?:URL:)?https?://")
_NAMES = ("NAME", "名前", "名称")
_DEEPER = (" ", "\t", "\u3000")


@dataclass(frozen=True, slots=True)
class Marked:
    """The rows of a text without such marks, its headings with the level of each, and its title.

    Some rows are ``dropped``, each with the reason, and ``clauses`` are no headings, whatever they look like.
    A heading of level 0 is one among others without marks.
    """

    rows: list[str]
    levels: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    dropped: Mapping[str, str] = field(default_factory=dict)
    clauses: frozenset[str] = frozenset()


def told(rows: list[str]) -> Marked | None:
    """A text with headings that are marked, their marks gone; nothing where there are none."""
    if review.is_review(rows):
        plain, dropped = review.plain(rows)
        marked = _with_signs_before(plain)
        return replace(marked, dropped=dropped) if marked else None
    if noted := aozora.headings(rows):
        return Marked(rows, noted)
    return _with_signs_before(rows) or _with_lines_under(rows) or _with_text_further_in(rows)


def _with_signs_before(rows: list[str]) -> Marked | None:
    """A text with ``= 題`` and ``== 題``, with its terms as items and its paragraphs in one row."""
    found = {n: mark for n, row in enumerate(rows) if (mark := _HEADING.fullmatch(row))}
    starred = {n for n, mark in found.items() if mark["marks"].startswith("*")}
    if starred and not all(_heads_text(rows, n) for n in starred):
        found = {n: mark for n, mark in found.items() if n not in starred}
    apart = sum(not n or not rows[n - 1].strip() or n - 1 in found for n in found)
    if not (len(found) >= _FEWEST or _is_only_title(rows, found)) or apart < _MOSTLY * len(found):
        return None
    highest = [n for n, mark in found.items() if len(mark["marks"]) == 1]
    is_titled = len(highest) == 1 and highest[0] == min(found) and "。" not in "".join(rows[: highest[0]])
    title = found[highest[0]]["words"] if is_titled else ""
    depths = [len(mark["marks"]) for n, mark in found.items() if not (is_titled and n in highest)]
    top = min(depths, default=1)
    levels = {mark["words"]: max(len(mark["marks"]) - top, 0) + 1 for mark in found.values()}
    levels.pop(title, None)
    terms, code = _terms(rows), dict.fromkeys(_listings(rows), "code block")
    plain = [
        ("", mark["words"], "") if (mark := found.get(n)) else (f"・{terms[n]}",) if n in terms else (row,)
        for n, row in enumerate(rows)
    ]
    return Marked(list(_paragraphs([row for part in plain for row in part])), levels, title, code)


def _heads_text(rows: Sequence[str], n: int) -> bool:
    """Whether a sentence or another heading stands under a blank row: else it is an item of a list."""
    below = next((row for row in rows[n + 2 :] if row.strip()), "")
    is_apart = n + 2 < len(rows) and not rows[n + 1].strip()
    return is_apart and ("。" in below or bool(_HEADING.fullmatch(below)))


def _listings(rows: Sequence[str]) -> Iterator[str]:
    """The rows right between two fences of AsciiDoc, if there is no sentence in them."""
    fences = [n for n, row in enumerate(rows) if _FENCE.fullmatch(row)]
    for start, end in pairwise(fences):
        block = [row.strip() for row in rows[start + 1 : end]]
        is_close = bool(block) and bool(block[0]) and bool(block[-1])
        is_typed = sum(map(str.isascii, "".join(block))) >= _MOSTLY_TYPED * len("".join(block))
        if is_close and is_typed and rows[start] == rows[end] and not any("。" in row for row in block):
            yield from filter(None, block)


def _is_only_title(rows: Sequence[str], found: Mapping[int, re.Match[str]]) -> bool:
    """Whether the one heading is the first row, and of the highest level, with nothing right under it."""
    first = next((n for n, row in enumerate(rows) if row.strip()), 0)
    is_first = first in found and len(found[first]["marks"]) == 1
    return is_first and first + 1 < len(rows) and not rows[first + 1].strip()


def _terms(rows: Sequence[str]) -> dict[int, str]:
    """What is explained by the rows under it, which are further in: ``: 題``; several may be together."""
    found: dict[int, str] = {}
    below = ""
    for n in range(len(rows) - 1, -1, -1):
        term = _TERM.fullmatch(rows[n])
        if term and (below.startswith(_DEEPER) or _TERM.fullmatch(below)):
            found[n] = term["words"]
        below = rows[n] if rows[n].strip() else below
    return found


def _paragraphs(rows: Sequence[str]) -> Iterator[str]:
    """The rows, those joined that stand equally far in and end in a sentence: how such texts are written."""
    for _, run in groupby(rows, key=lambda row: (bool(row.strip()), indent_of(row))):
        block = [row.rstrip() for row in run]
        if not block[-1].endswith((*FINAL, "：", ":")):
            yield from block
            continue
        parts = block[:1]
        for above, row in pairwise(block):
            if _goes_on(above, row.lstrip()):
                parts.append(together(above[-1], row.lstrip())[1:])
            else:
                yield "".join(parts)
                parts = [row]
        yield "".join(parts)


def _goes_on(above: str, row: str) -> bool:
    are_apart = _ADDRESS.match(row) or _ADDRESS.match(above.lstrip()) or above.isascii() or row.isascii()
    is_open = width(above) >= WIDER_THAN_LABELS and above[-1] not in FINAL
    return is_open and not (are_apart or HUNG.match(row) or LABELLED.match(row))


def _with_lines_under(rows: list[str]) -> Marked | None:
    """A text with lines drawn under words that stand alone, three times or more."""
    found = {n: line["sign"] for n in range(len(rows) - 1) if (line := _line_under(rows, n))}
    if len(found) < _FEWEST_UNDERLINED:
        return None
    signs = list(dict.fromkeys(found.values()))
    first = next(n for n, row in enumerate(rows) if row.strip())
    is_title = first in found and list(found.values()).count(found[first]) == 1
    title = rows[first].strip() if is_title else ""
    signs = signs[1:] if is_title else signs
    levels = {rows[n].strip(): signs.index(sign) + 1 for n, sign in found.items() if sign in signs}
    plain = [("", row.strip(), "") if n in found else (row,) for n, row in enumerate(rows)]
    return Marked([row for part in plain for row in part], levels, title)


def _with_text_further_in(rows: list[str]) -> Marked | None:
    """A text whose headings stand further left than what is under them, as in manuals."""
    found = outdented.headings(rows)
    if not found:
        return None
    first = min(found)
    over = next((row.strip() for row in rows[:first] if row.strip()), "")
    levels = {_words(rows[n]): level for n, level in found.items()}
    if _words(rows[first]) in _NAMES:  # of a manual page, whose first lines say what it is about
        over = next((row.strip() for row in rows[first + 1 :] if row.strip()), "")
        del found[first], levels[_words(rows[first])]
    plain = [("", _words(row), "") if n in found else (row,) for n, row in enumerate(rows)]
    dropped = outdented.not_read(rows, first)
    return Marked(list(_paragraphs([row for part in plain for row in part])), levels, over, dropped)


def _words(row: str) -> str:
    return row.strip().rstrip(":：")


def _line_under(rows: Sequence[str], n: int) -> re.Match[str] | None:
    """The line under a row that is words alone; none between the rows of a table or between paragraphs."""
    above, words = rows[n - 1].strip() if n else "", rows[n].rstrip()
    line = _UNDERLINE.fullmatch(rows[n + 1].rstrip())
    if above or not line or not _WORDS.fullmatch(words):
        return None
    shortest, longest = (times * width(words) for times in _LINE_IS_LONGER)
    return line if shortest <= len(line.group()) <= max(longest, _NARROW) else None
