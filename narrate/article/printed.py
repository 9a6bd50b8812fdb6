"""Text copied out of print (PDF): lines of one width, indented paragraphs, numbers of pages between.

A paragraph is joined again, across the page's end too; what stood there follows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, groupby

from narrate.article import text_tables
from narrate.article.phrases import OF_LINES, line_reason
from narrate.article.running_heads import MARKS, page_furniture
from narrate.article.wrapping import HUNG, INDENT, PARTICLES, indent_of, together, width
from narrate.cuts import CLOSERS, FINAL
from narrate.patterns import compiled

_FEWEST = 3  # paragraphs
_NARROWEST, _WIDEST = 24, 120  # half-width columns of a printed line
_RAGGED = 6  # columns by which a full line may be shorter: signs hang, words are not broken
_HANGING = 2  # columns by which it may be longer
_MANY = 0.4  # of the lines of text are full
_A_PAGE = 5  # rows of text: fewer stand under the number of a step or a stanza
_FEW = 0.25  # of the lines are longer: heads and feet
_CELLS = compiled(r"[^。]{1,20}\s{2,}\S+(?:\s{2,}\S+)*\s*")
"""A row of a table."""
_HALF_INDENT = compiled(r"^ {1,2}(?=[^\s!-~]|\d)")
"""How programs copy the space that opens a paragraph."""
_ENTRY = compiled(r"[.．・…‥]{2,}\s*[0-9０-９]{1,4}$")
"""How an entry of a table of contents ends."""
_DEEP = 4  # columns at the left of a passage that is quoted apart


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
    if _ENTRY.search(above):
        return False
    is_open = width(above) >= _NARROWEST and above[-1] not in FINAL + CLOSERS
    return is_open and not (below[0].isspace() or below.startswith(tuple(MARKS)))


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
    of_tables = _of_tables(rows)
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
            and (row not in of_tables or width(row) in full)
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
    return _apart(paragraphs, of_tables)


def _of_tables(rows: list[str]) -> set[str]:
    """The rows of tables, which are set in as paragraphs are and stay beside each other."""
    plain = [row.strip() for row in rows]
    return {rows[n] for n, reason in text_tables.places(plain).items() if reason == "table"}


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
    return bool(HUNG.match(row)) or row.strip().startswith(tuple(MARKS))


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


_COUNTED = compiled(
    r"[QＱ][0-9０-９]{1,2}[\s.．:：、]|第\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[章節部話]\s"
)
"""How a question or a chapter begins that stands right over its text."""
_OF_IMPRINT = (*OF_LINES, "group")
_ENDS = compiled(
    rf"[{FINAL}][{re.escape(CLOSERS)}]*(?:[(（\[［]?(?:注|註|※|[*＊])?\s?[0-9]{{1,2}}[)）\]］])?$"
)
"""How a row ends with its sentence, the mark of a note behind that."""


def _continues(before: str, row: str, below: str) -> bool:
    """Whether a row goes on with the full one before it: not so an indented or marked one, nor a heading."""
    if not row.strip() or row.startswith((INDENT, *MARKS)) or line_reason(row.strip(), _OF_IMPRINT):
        return False
    is_over_text = below.startswith(INDENT) or not below.strip()
    if is_over_text and _COUNTED.match(row):
        return False
    return not (_ENDS.search(before) and row[-1] not in FINAL + CLOSERS and is_over_text)


def _apart(paragraphs: list[list[str]], of_tables: set[str]) -> list[str]:
    rows: list[str] = []
    for paragraph in paragraphs:
        is_row = paragraph[0] in of_tables or _CELLS.fullmatch(paragraph[0])
        is_indented = paragraph[0].startswith(INDENT) and not is_row
        is_prose = len(paragraph) > 1 or is_indented
        text = paragraph[0]
        for row in paragraph[1:]:
            text = together(text, row.lstrip())
        rows += ["", text, ""] if is_prose else [text]
    return rows
