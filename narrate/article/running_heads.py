"""What stands at the top and the foot of printed pages: numbers, running heads, notes under a rule."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise

from narrate.patterns import compiled

MARKS = "▲△■□◆◇●○◎★☆※・▼▽＜<【"
"""With what a row of a list or a heading begins."""
_ISSUE = compiled(r"第\s?[\d〇一二三四五六七八九十百]+\s?[号巻回]|(?<![A-Za-z])(?:Vol|No)\.", re.IGNORECASE)
_OF_YEAR = compiled(rf"{_ISSUE.pattern}|[\d春夏秋冬]\s?月?季?号", re.IGNORECASE)
_NOTE = compiled(
    r"[(（\[]?(?P<mark>[注註※*＊]\s?[0-9０-９]{1,3})[)）\]]?\s*\S|(?P<star>[*＊†‡]{1,3})(?![0-9０-９])\s*\w"
)
"""A note at the foot of a page; one with stars tells where the author works, who has them behind the name."""
_RAISED = compiled("[¹²³⁴-⁹]{1,2}")
"""The mark of a note as it is set small: 空気である¹。"""
_FIRST = compiled(r"[(（]?[1１][)）]\s?\S")
"""How the first note of a page begins under the rule there."""
_COUNTED_NOTE = compiled(r"(?P<number>[0-9]{1,2})[)）]\s?\S")
_ROWS_OF_NOTES, _ROWS_OF_PAGE = 6, 80
_RULE = compiled(r"[─━―—＿_ー－-]{4,}")
"""What divides the notes at the foot of a page from its text."""
_LONGEST_NOTES = 600  # characters under such a rule
_LONGEST_HEAD = 50  # characters
_WORDS = compiled(r"[^\W_]{2,}")
_NEAR_TOP = 20  # rows, among which the title is
_SHORTEST_TITLE = 8  # characters
_SHORTEST_WORD = 3  # characters of it in a running head
_DASH, _TOTAL = "[-－‐–—―ー─━]", r"(?:\s?[/／]\s?\d{1,3})?"
_BESIDE_NUMBER = r"[-－‐–—―ー─━・~～<>＜＞\s]{0,3}"
_PAGE_NUMBER = compiled(
    rf"{_BESIDE_NUMBER}(?:p\.?\s?)?(?P<number>\d{{1,3}}){_TOTAL}{_BESIDE_NUMBER}"
    r"|[^。、]{0,20}\s(?P<named>\d{1,3})\s?(?:ページ|頁)",
    re.IGNORECASE,
)
_OF_TOTAL = compiled(r"\d\s?[/／]\s?(\d{1,3})")
_ROMAN, _LONGEST_ROMAN = compiled(rf"{_DASH}?\s?(?:[ivx]{{1,5}}|[ⅰ-ⅻ])\s?{_DASH}?"), 9
"""The number of a page before the text, as of a table of contents: ii."""
_OF_ALL = compiled(rf"{_DASH}\s?\d{{1,3}}\s?[/／]\s?\d{{1,3}}\s?{_DASH}")
"""The number of a page and how many there are, as no text has it."""
_ENDS_IN_DASH = compiled(f"{_DASH}$")
_SPACE = r"(?:\s+|\s?[|｜／]\s?)"
_ON_LEFT = rf"(?P<dash>{_DASH}\s?)?(?:p\.?\s?)?(?P<left>\d{{1,3}}){_TOTAL}\s?(?:{_DASH}\s?)?{_SPACE}"
_ON_RIGHT = rf"{_SPACE}(?P<last>{_DASH})?\s?(?:p\.?\s?)?(?P<right>\d{{1,3}}){_TOTAL}\s?{_DASH}?"
_BRACKETED = r"\s?[(（\[［](?:p\.?\s?)?(?P<inside>\d{1,3})\s?(?P<of>[/／]\s?\d{1,3}\s?)?[)）\]］]"
_BESIDE_HEAD = compiled(
    rf"{_ON_LEFT}(?P<behind>[^\s。][^。]{{1,40}})|(?P<before>[^\s。][^。]{{1,40}}?)(?:{_ON_RIGHT}|{_BRACKETED})",
    re.IGNORECASE,
)
"""A running head with the number of its page, left on one page and right on the other."""
_IN_BRACKETS = compiled(r"[（(]\d{1,3}[)）]$")
_DATED = compiled(r"(?:19|20)\d\d|令和|平成|[年月号]")


def page_furniture(rows: list[str]) -> dict[int, str]:
    """Why rows are not read, by place: numbers of pages that count up, and running heads and notes there."""
    numbers: list[tuple[int, int]] = []
    for n, row in enumerate(rows):
        if len(row) <= 30 and (found := _PAGE_NUMBER.fullmatch(row)):
            numbers.append((n, int(found["number"] or found["named"])))
    totals = {total[1] for n, _ in numbers if (total := _OF_TOTAL.search(rows[n]))}
    if len(totals) > 1:  # days: 10/18, 11/16
        numbers = [(n, number) for n, number in numbers if not _OF_TOTAL.search(rows[n])]
    counted = {n for (a, x), (b, y) in pairwise(numbers) if y == x + 1 and b - a > 2 for n in (a, b)}
    counted |= _with_numbers(rows)
    counted |= {n for n, _ in numbers if _OF_ALL.fullmatch(rows[n])}
    romans = [n for n, row in enumerate(rows) if len(row) <= _LONGEST_ROMAN and _ROMAN.fullmatch(row)]
    counted |= set(romans) if len({rows[n] for n in romans}) > 1 else set()
    times = Counter(rows)
    beside = {_next_row(rows, n, step) for n in counted for step in (-1, 1)} - {-1}
    heads = {n for n in beside if rows[n] and "。" not in rows[n]} - counted
    titles = [row for row in rows[:_NEAR_TOP] if len(row) >= _SHORTEST_TITLE and "。" not in row]
    heads = {
        n
        for n in heads
        if times[rows[n]] > 1
        or _ISSUE.search(unicodedata.normalize("NFKC", rows[n]))
        or any(title in rows[n] for title in titles if title != rows[n])
        or _is_of_top(rows, n)
        or (n + 1 in counted and _is_apart(rows, n))
    }
    notes = {
        place for n in counted for place in (*_note_over(rows, n), *_notes_right_over(rows, n))
    } - counted
    return dict.fromkeys(counted | heads, "running head") | dict.fromkeys(notes, "footnotes")


def _is_of_top(rows: list[str], head: int) -> bool:
    """Whether a row is put together of what several of the first rows say: the title, who wrote it.

    One of a table of contents says all of a heading.
    """
    words = _WORDS.findall(rows[head])
    top = [row for row in rows[: min(_NEAR_TOP, head)] if "。" not in row]
    found = [{n for n, row in enumerate(top) if word in row} for word in words]
    is_long = any(len(word) >= _SHORTEST_WORD for word in words)
    return is_long and len(words) > 1 and all(found) and not set.intersection(*found)


def _is_issue_of_top(rows: list[str], words: str, head: int) -> bool:
    """Whether the name and the issue beside the number of a page are what the top of the text says."""
    top = ("".join(row.split()) for row in rows[: min(_NEAR_TOP, head)] if "。" not in row)
    is_said = _OF_YEAR.search(words) and any(words in row for row in top)
    return bool(is_said or (_ISSUE.search(words) and _is_of_top(rows, head)))


def _is_apart(rows: list[str], head: int) -> bool:
    """Whether a few words stand right over the number of a page and nothing is beside these two."""
    around = [*rows[max(head - 1, 0) : head], *rows[head + 2 : head + 3]]
    is_listed = rows[head].startswith(tuple(MARKS)) or rows[head][0].isdigit()
    return len(rows[head]) <= _LONGEST_HEAD and not (any(around) or is_listed)


def _with_numbers(rows: list[str]) -> set[int]:
    """The places of running heads with numbers that count up: on both sides, marked, or dated.

    One alone says what the top of the text does.
    """
    found: defaultdict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for n, row in enumerate(rows):
        if len(row) <= _LONGEST_HEAD and (head := _BESIDE_HEAD.fullmatch(row)):
            words = _IN_BRACKETS.sub("", "".join((head["behind"] or head["before"]).split()))
            found[words].append((n, head))
    heads: set[int] = set()
    for words, places in found.items():
        numbers = [int(head["left"] or head["right"] or head["inside"]) for _, head in places]
        are_rising = len(places) > 1 and all(0 < b - a <= 2 for a, b in pairwise(numbers))
        are_on_both = len({bool(head["left"]) for _, head in places}) > 1
        are_marked = all(
            head["dash"] or head["of"] or (head["last"] and _ENDS_IN_DASH.search(head.group()))
            for _, head in places
        )
        is_issue = bool(_DATED.search(words) or _ISSUE.search(words))
        if are_rising and (are_on_both or are_marked or is_issue):
            heads |= {place for place, _ in places}
        elif len(places) == 1 and _is_issue_of_top(rows, words, places[0][0]):
            heads.add(places[0][0])
    return heads


def _note_over(rows: list[str], number: int) -> range:
    """The places of the block over the number of a page, if it is a note to which a mark leads."""
    end = number
    while end and not rows[end - 1]:
        end -= 1
    start = end
    while start and rows[start - 1]:
        start -= 1
    first = start + (end - start > 1 and bool(_RULE.fullmatch(rows[start])))
    is_under_rule = first > start and sum(map(len, rows[first:end])) <= _LONGEST_NOTES
    if is_under_rule and (_are_raised(rows, range(first, end)) or _FIRST.match(rows[first])):
        return range(start, end)
    note = _NOTE.match(rows[first])
    if note and note["star"]:
        is_marked = any(
            row.endswith(note["star"]) and not row.startswith(note["star"]) for row in rows[:start]
        )
    else:
        is_marked = bool(note and any(note["mark"] in row for row in rows[:start] + rows[end:]))
    return range(start, end) if is_marked else range(0)


def _notes_right_over(rows: list[str], number: int) -> range:
    """The places of notes such as 1) right over the number of a page, with their marks in its text."""
    start = number
    for n in range(number - 1, max(number - 1 - _ROWS_OF_NOTES, 0), -1):
        if not rows[n]:
            break
        page = "".join(rows[max(0, n - _ROWS_OF_PAGE) : n]) if (note := _COUNTED_NOTE.match(rows[n])) else ""
        if note and re.search(rf"[^\s\d(（図表第注]{note['number']}[)）]", page):
            start = n
    return range(start, number)


def _are_raised(rows: list[str], notes: range) -> bool:
    """Whether rows under a rule are notes with small numbers, which the text over them has."""
    marks = [found.group() for n in notes if (found := _RAISED.match(rows[n]))]
    is_first = bool(_RAISED.match(rows[notes[0]]) or _NOTE.match(rows[notes[0]]))
    over = "\n".join(rows[: notes[0]]) if marks and is_first else ""
    return bool(over) and all(re.search(rf"[^\s\d]{mark}", over) for mark in marks)


def _next_row(rows: list[str], place: int, step: int) -> int:
    """The place of the row before or after another, a blank one between them or none; -1 if there is none."""
    near = (place + step, place + 2 * step)
    return next((n for n in near if 0 <= n < len(rows) and rows[n]), -1)
