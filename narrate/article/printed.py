"""Text copied out of print (PDF): lines of one width, indented paragraphs, numbers of pages between.

A paragraph is joined again, across the page's end too; what stood there follows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise

from narrate.article.phrases import OF_LINES, line_reason
from narrate.article.wrapping import HUNG, INDENT, PARTICLES, indent_of, together, width
from narrate.cuts import CLOSERS, FINAL

_FEWEST = 3  # paragraphs
_NARROWEST, _WIDEST = 24, 120  # half-width columns of a printed line
_RAGGED = 6  # columns by which a full line may be shorter: signs hang, words are not broken
_HANGING = 2  # columns by which it may be longer
_MANY = 0.4  # of the lines of text are full
_A_PAGE = 5  # rows of text: fewer stand under the number of a step or a stanza
_FEW = 0.25  # of the lines are longer: heads and feet
_MARKS = "▲△■□◆◇●○◎★☆※・▼▽＜<【"
_CELLS = re.compile(r"[^。]{1,20}\s{2,}\S+(?:\s{2,}\S+)*\s*")
"""A row of a table."""
_ISSUE = re.compile(r"第\s?[\d〇一二三四五六七八九十百]+\s?[号巻回]|(?<![A-Za-z])(?:Vol|No)\.", re.IGNORECASE)
_OF_YEAR = re.compile(rf"{_ISSUE.pattern}|[\d春夏秋冬]\s?月?季?号", re.IGNORECASE)
_NOTE = re.compile(
    r"[(（\[]?(?P<mark>[注註※*＊]\s?[0-9０-９]{1,3})[)）\]]?\s*\S|(?P<star>[*＊†‡]{1,3})(?![0-9０-９])\s*\w"
)
"""A note at the foot of a page; one with stars tells where the author works, who has them behind the name."""
_RAISED = re.compile("[¹²³⁴-⁹]{1,2}")
"""The mark of a note as it is set small: 空気である¹。"""
_FIRST = re.compile(r"[(（]?[1１][)）]\s?\S")
"""How the first note of a page begins under the rule there."""
_COUNTED_NOTE = re.compile(r"(?P<number>[0-9]{1,2})[)）]\s?\S")
_ROWS_OF_NOTES, _ROWS_OF_PAGE = 6, 80
_RULE = re.compile(r"[─━―—＿_ー－-]{4,}")
"""What divides the notes at the foot of a page from its text."""
_LONGEST_NOTES = 600  # characters under such a rule
_HALF_INDENT = re.compile(r"^ {1,2}(?=[^\s!-~]|\d)")
"""How programs copy the space that opens a paragraph."""
_DEEP = 4  # columns at the left of a passage that is quoted apart
_LONGEST_HEAD = 50  # characters
_WORDS = re.compile(r"[^\W_]{2,}")
_NEAR_TOP = 20  # rows, among which the title is
_SHORTEST_TITLE = 8  # characters
_SHORTEST_WORD = 3  # characters of it in a running head
_DASH, _TOTAL = "[-－‐–—―ー─━]", r"(?:\s?[/／]\s?\d{1,3})?"
_BESIDE_NUMBER = r"[-－‐–—―ー─━・~～<>＜＞\s]{0,3}"
_PAGE_NUMBER = re.compile(
    rf"{_BESIDE_NUMBER}(?:p\.?\s?)?(?P<number>\d{{1,3}}){_TOTAL}{_BESIDE_NUMBER}"
    r"|[^。、]{0,20}\s(?P<named>\d{1,3})\s?(?:ページ|頁)",
    re.IGNORECASE,
)


_OF_ALL = re.compile(rf"{_DASH}\s?\d{{1,3}}\s?[/／]\s?\d{{1,3}}\s?{_DASH}")
"""The number of a page and how many there are, as no text has it."""
_ENDS_IN_DASH = re.compile(f"{_DASH}$")
_SPACE = r"(?:\s+|\s?[|｜／]\s?)"
_ON_LEFT = rf"(?P<dash>{_DASH}\s?)?(?:p\.?\s?)?(?P<left>\d{{1,3}}){_TOTAL}\s?(?:{_DASH}\s?)?{_SPACE}"
_ON_RIGHT = rf"{_SPACE}(?P<last>{_DASH})?\s?(?:p\.?\s?)?(?P<right>\d{{1,3}}){_TOTAL}\s?{_DASH}?"
_BRACKETED = r"\s?[(（\[［](?:p\.?\s?)?(?P<inside>\d{1,3})\s?(?P<of>[/／]\s?\d{1,3}\s?)?[)）\]］]"
_BESIDE_HEAD = re.compile(
    rf"{_ON_LEFT}(?P<behind>[^\s。][^。]{{1,40}})|(?P<before>[^\s。][^。]{{1,40}}?)(?:{_ON_RIGHT}|{_BRACKETED})",
    re.IGNORECASE,
)
"""A running head with the number of its page, left on one page and right on the other."""
_IN_BRACKETS = re.compile(r"[（(]\d{1,3}[)）]$")
_DATED = re.compile(r"(?:19|20)\d\d|令和|平成|[年月号]")


def page_furniture(rows: list[str]) -> dict[int, str]:
    """Why rows are not read, by place: numbers of pages that count up, and running heads and notes there."""
    numbers: list[tuple[int, int]] = []
    for n, row in enumerate(rows):
        if len(row) <= 30 and (found := _PAGE_NUMBER.fullmatch(row)):
            numbers.append((n, int(found["number"] or found["named"])))
    counted = {n for (a, x), (b, y) in pairwise(numbers) if y == x + 1 and b - a > 2 for n in (a, b)}
    counted |= _with_numbers(rows)
    counted |= {n for n, _ in numbers if _OF_ALL.fullmatch(rows[n])}
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
    is_listed = rows[head].startswith(tuple(_MARKS)) or rows[head][0].isdigit()
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


def without_page_breaks(rows: list[str]) -> list[str]:
    """The rows, what stands between two pages put under the paragraph that goes on across them.

    Nothing is moved that would be told as text where it then stands, out of its order.
    """
    moved: list[int] = []
    between: list[int] = []
    on_page = 0  # rows of text
    for places, is_aside, is_end in _runs(rows):
        if is_end and on_page >= _A_PAGE and _is_within_paragraph(rows, places):
            between = places
        else:
            moved += [*places, *between]
            between = []
        on_page = 0 if is_end else on_page + len(places) * (not is_aside)
    joined_rows = [rows[n] for n in moved]
    return joined_rows if _furniture_of(joined_rows) == _furniture_of(rows) else rows


def _furniture_of(rows: list[str]) -> Counter[str]:
    """What is furniture among the rows, wherever it stands."""
    plain = [row.strip() for row in rows]
    return Counter(plain[n] for n in page_furniture(plain))


def _between_pages(rows: list[str]) -> set[int]:
    """The places of what stands between pages, blank rows there too."""
    return {n for places, _, is_end in _runs(rows) if is_end for n in places}


def _runs(rows: list[str]) -> Iterator[tuple[list[int], bool, bool]]:
    """The places of rows next to each other, whether they are no text, and whether a page ends there."""
    furniture = page_furniture([row.strip() for row in rows])
    for is_aside, run in groupby(range(len(rows)), lambda n: n in furniture or not rows[n].strip()):
        places = list(run)
        yield places, is_aside, is_aside and not furniture.keys().isdisjoint(places)


def _is_within_paragraph(rows: list[str], places: list[int]) -> bool:
    """Whether a full row without an end stands over some rows, and one that may go on with it under them."""
    first, last = places[0], places[-1]
    if not 0 < first <= last < len(rows) - 1:
        return False
    above, below = rows[first - 1].rstrip(), rows[last + 1]
    is_open = width(above) >= _NARROWEST and above[-1] not in FINAL + CLOSERS
    return is_open and not (below[0].isspace() or below.startswith(tuple(_MARKS)))


def joined(rows: list[str]) -> list[str]:
    """One row a paragraph, blank rows around it; none if the rows are not those of print."""
    if not any(row.startswith(INDENT) for row in rows):
        rows = [_HALF_INDENT.sub(INDENT, row, count=1) if row[:1] == " " else row for row in rows]
    full = _full_widths(rows)
    if not full:
        return []
    furniture = _between_pages(rows)
    starts = _starts(rows, furniture, full)
    quoted = _quoted_apart(rows, furniture, full)
    is_block = False
    paragraphs: list[list[str]] = []
    aside: list[str] = []
    goes_on = False
    for n, row in enumerate(rows):
        if n in furniture:
            aside.append(row.strip())
            continue
        below = next((rows[m] for m in range(n + 1, len(rows)) if m not in furniture), "")
        is_next_item = bool(paragraphs and HUNG.match(paragraphs[-1][0]) and HUNG.match(row))
        if (n in quoted and paragraphs) or (
            (goes_on and not is_next_item)
            and (is_block or _is_begun(paragraphs[-1]))
            and _continues(paragraphs[-1][-1], row, below)
        ):
            paragraphs[-1].append(row)
        else:
            paragraphs += [[other] for other in aside]
            aside.clear()
            paragraphs.append([row])
            is_block = n in starts
        goes_on = width(row) in full or (width(row) + _RAGGED in full and _is_left_open(row))
    paragraphs += [[other] for other in aside]
    return _apart(paragraphs)


def _quoted_apart(rows: list[str], furniture: set[int], full: range) -> set[int]:
    """The places of rows that go on in a passage quoted apart: all further in than paragraphs begin.

    The first row may be further in than the others; all but the last are full, and that ends a sentence.
    """
    goes_on: set[int] = set()
    block: list[int] = []
    for n in (*(n for n in range(len(rows)) if n not in furniture), -1):
        indent = indent_of(rows[n]) if n >= 0 else 0
        over = indent_of(rows[block[-1]]) if block else 0
        is_first = len(block) == 1 and indent < over <= indent + width(INDENT)
        if block and not (indent == over or is_first):
            last = rows[block[-1]].rstrip()
            are_full = all(width(rows[m].rstrip()) in full for m in block[:-1])
            if are_full and last[-1] in FINAL + CLOSERS and not any(_is_marked(rows[m]) for m in block):
                goes_on |= set(block[1:])
            block = []
        if indent >= _DEEP and rows[n].strip():
            block.append(n)
    return goes_on


def _is_marked(row: str) -> bool:
    """Whether a row begins as one of a list or a heading does."""
    return bool(HUNG.match(row)) or row.strip().startswith(tuple(_MARKS))


def _starts(rows: list[str], furniture: set[int], full: range) -> set[int]:
    """The places at which a block of full rows begins that ends as a sentence does, indented or not."""
    starts: set[int] = set()
    block: list[int] = []
    for n in (*(n for n in range(len(rows)) if n not in furniture), -1):
        row = rows[n].rstrip() if n >= 0 else ""
        if row:
            block.append(n)
        if not row or width(row) not in full:
            if len(block) > 1 and rows[block[-1]].rstrip()[-1] in FINAL + CLOSERS:
                starts.add(block[0])
            block = []
    return starts


def _full_widths(rows: list[str]) -> range:
    """The widths of lines that are full; none if the rows are not those of print."""
    said = [row for row in rows if any(map(str.isalnum, row))]  # a divider has its own width
    widths = Counter(min(width(row[:_WIDEST]), _WIDEST) for row in said)
    counts = [widths[columns] for columns in range(_WIDEST + 1)]
    up_to = list(accumulate(counts))
    windows = {
        columns: up_to[columns] - up_to[columns - _RAGGED - 1] for columns in range(_NARROWEST, _WIDEST)
    }
    widest = max(windows, key=lambda columns: (windows[columns], -columns))
    full = range(widest - _RAGGED, widest + _HANGING + 1)
    if not _are_indented(rows, full):
        return range(0)
    rows = [row for row in said if width(row[:_WIDEST]) in full]
    broken = sum(row[-1] not in FINAL + CLOSERS for row in rows)
    longer = len(said) - up_to[widest]
    of_text = len(rows) + sum("。" in row for row in said if width(row[:_WIDEST]) not in full)
    is_print = len(rows) >= _MANY * of_text and 2 * broken >= len(rows) and longer <= _FEW * of_text
    return full if is_print else range(0)


def _are_indented(rows: list[str], full: range) -> bool:
    """Whether paragraphs are indented, no fewer than blocks begin without: a mail indents its boxes."""
    of_text = {n for n, row in enumerate(rows) if "。" in row or width(row[:_WIDEST]) in full}
    indented = {n for n in of_text if rows[n].startswith(INDENT) and not rows[n].startswith(INDENT * 2)}
    opening = {n for n in of_text if not n or not rows[n - 1].strip()}
    return len(indented) >= _FEWEST and len(indented) >= len(opening - indented)


def _is_left_open(row: str) -> bool:
    """Whether a row nearly as wide as the others begins a paragraph, has commas and ends in a sentence."""
    goes_on = row[-1] in PARTICLES or ("、" in row and row[-1] not in FINAL + CLOSERS)
    return row.startswith(INDENT) and goes_on


def _is_begun(paragraph: list[str]) -> bool:
    """Whether a paragraph may go on: it is indented, begins with a mark, or leaves a sentence open."""
    last = paragraph[-1]
    is_paragraph = paragraph[0].startswith((INDENT, "「", "『", "（")) or _is_marked(paragraph[0])
    return is_paragraph or ("。" in last and last[-1] not in FINAL)


_OF_IMPRINT = (*OF_LINES, "group")
_ENDS = re.compile(
    rf"[{FINAL}][{re.escape(CLOSERS)}]*(?:[(（\[［]?(?:注|註|※|[*＊])?\s?[0-9]{{1,2}}[)）\]］])?$"
)
"""How a row ends with its sentence, the mark of a note behind that."""


def _continues(before: str, row: str, below: str) -> bool:
    """Whether a row goes on with the full one before it: not so an indented or marked one, nor a heading."""
    if not row.strip() or row.startswith((INDENT, *_MARKS)) or line_reason(row.strip(), _OF_IMPRINT):
        return False
    is_over_text = below.startswith(INDENT) or not below.strip()
    return not (_ENDS.search(before) and row[-1] not in FINAL + CLOSERS and is_over_text)


def _apart(paragraphs: list[list[str]]) -> list[str]:
    rows: list[str] = []
    for paragraph in paragraphs:
        is_indented = paragraph[0].startswith(INDENT) and not _CELLS.fullmatch(paragraph[0])
        is_prose = len(paragraph) > 1 or is_indented
        text = paragraph[0]
        for row in paragraph[1:]:
            text = together(text, row.lstrip())
        rows += ["", text, ""] if is_prose else [text]
    return rows
