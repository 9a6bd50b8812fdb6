"""Lines that an editor or a mail program broke at a fixed width, joined to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby, pairwise
from statistics import median_low

from narrate.article.facts import Facts
from narrate.article.phrases import line_reason
from narrate.cuts import CLOSERS, FINAL
from narrate.patterns import compiled
from narrate.readings import dictionaries

ITEM = compiled(r"(?P<number>\d{1,3})(?:[.．:：](?!\d)\s*|[、)）]\s*|\s+)(?=\S)")
_TAB = r"\t(?=[^\s\t][^\t]*$)"
BULLET = compiled(rf"[・•‣◦\-*＊–]\s*(?=\S)|[^\w\s|｜]{_TAB}")
"""How a row of a list begins, also as word processors copy it: any sign, and a tab behind it."""
INDENT = "\u3000"
"""How a paragraph begins in print."""
PARTICLES = "をがはに"
"""How a long row ends that goes on in the next."""
_WRAP_WIDTHS = range(40, 101)  # half-width columns at which editors and mail programs break lines
_RAGGED = 8  # columns by which a full line may be shorter than the widest: words are not broken
_SURE, _NEARLY_ALL = 8, 0.8  # lines broken alike, and of all that are broken, where some are not
_FEWEST_BREAKS = 2
WIDER_THAN_LABELS = 32  # half-width columns: a block without a line so wide is a menu
_FEWEST_NARROW, _HALF, _MOSTLY_FULL = 9, 0.5, 0.5  # rows, shares of rows and of columns
_NARROW = range(WIDER_THAN_LABELS, 55)  # columns of the widest row: verse is narrower still
_ENOUGH = 3  # lines broken alike tell how the whole text was broken
_LONGEST_ITEM = 2000  # characters of a row of a list: what is joined without end takes ever longer
_MENU = compiled(r"(?:[^\s。、]{1,12}[ \u3000]+){4,}[^\s。、]{1,12}")
"""Words beside each other that go on in no row below."""
_MARKED = compiled("[■□◆◇●◎▼▽▲△★☆【]")
"""How a row begins that goes on with none before it."""
_RULE, _LONG_RULE = frozenset("-=＝─━―═"), 8
"""What a row ends with that is a divider, though it begins with a word, and how often: ＜PR＞--------."""
_FRAMED = compiled(r"[\s\u3000]*[┃│║](?P<inside>[^┃│║]*)[┃│║]?\s*")
_SPACED_OUT = compiled(r"[\s\u3000]*[┃│║](?:[^\W\d_][┃│║])+\w+\s*")
"""A heading whose letters stand in boxes of their own: ┃目┃次."""
_WINDOW = compiled(r"\s*[┃│║](?:\s?\W\s?[┃│║])?[^┃│║]*(?:[┃│║]\s?[\W＿]\s?){1,4}[┃│║]\s*")
"""A row of a box that is drawn like a window, with its buttons: ┃☆┃ 川の便り ┃□┃×┃."""
HUNG = compiled(
    rf"\s*(?:{ITEM.pattern}|{BULLET.pattern}|[(（\[]\d{{1,3}}[)）\]]\s*|[①-⑳◎○●◇◆□■※]\s*|[ア-ン]\u3000+)"
)
"""Where the text of a row in a list begins, with which the rows under it are aligned."""
_WHEN = compiled(
    r"(?=\d)(?:\d{4}年)?(?:\d{4}[-/.])?(?:\d{1,2}[-/.月]\d{1,2}日?|\d{4}年?(?=\s)|(?=\d{1,2}:\d\d))"
    r"(?:\s?[（(][月火水木金土日][)）])?(?:\s*\d{1,2}:\d\d)?\s+(?=\S)"
)
"""A day, an hour or a year beside which is told what was then, in a column of its own."""
_IN_BRACKETS = compiled(r"[(（]\d{1,2}[)）]\s")
"""How the rows of a list begin too, and seldom one in a sentence."""
_HANGING = 2  # columns at least; a mark is one wide or two
LABELLED = compiled(r"(?![\d:：]+\s?[：:])[^\s：:]{1,8}[：:](?!//)")
"""How a row of its own begins: ポイント：…"""
_ALMOST = 4  # columns by which a broken row of a list may be shorter than the text: a sign or two went on
_WIDE_ROW = 60  # half-width columns; no line of a poem is so wide
_WITHIN_WORD = compiled("[をてっゃゅょぁぃぅぇぉんー、。]")
"""What begins no word, or hardly one."""
TABBED = compiled(
    r"(?:[^\w\s|｜]|[①-⑳㋐-㋾❶-❿]|[(（][^\s()（）]{1,3}[)）]|[0-9０-９a-zA-Zァ-ン一二三四五六七八九十]{1,3}[.．)）、])"
    + _TAB
)
"""How such a row begins with a sign, or with a number that has a mark: no row of a table."""
_BREAKS_NUMBER = compiled("[0-9０-９][^\\s。、]{0,2}[～〜~]$|(?:約|第|およそ)$|「[^「」]*[のをにはがとで]$")
"""How a row ends whose sentence goes on with a number, or with more of a quote."""
_COUNT = compiled(r"\d{1,3}\s+\S")
LIST_ROW = compiled(f"(?:{ITEM.pattern}|{BULLET.pattern})")
"""How a row of a list begins."""
ADDRESS = compiled(r"https?://[!-~]{4,300}")
"""A row that is nothing else."""
_IN_SENTENCE = compiled("[をにはがでとへのも、。]|から|まで|より")
"""How a row goes on that has an address in its sentence over it."""


_COLUMNS_APART = compiled(r"\S[ \u3000]{3,}\S")
"""What is set in columns, as verse with its author is."""
_CASES = compiled("(?:[をがにへのとも]|から|まで|より|(?<!にち)(?<!ばん)は)$")
"""Particles at the end of a row whose sentence goes on."""
_CONNECTIVE = compiled(
    "(?:でも|だが|だから|だけど|では|なので|ですが|ところ|とはいえ|とにかく|とても|けど|けれど|[でとがはも]、)"
)
"""What leans on the words before and may begin a sentence all the same."""
_HIRAGANA = compiled("[ぁ-ん]")
_NEAR_JOINT = 16  # characters on both sides of the end of a row


class _Columns(dict[str, int]):
    """The width of each character that was met; asking Unicode every time takes three times as long."""

    def __missing__(self, char: str) -> int:
        self[char] = columns = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        return columns


_COLUMNS = _Columns()


def width(text: str) -> int:
    """Width in half-width columns: kana and kanji count two."""
    return len(text) if text.isascii() else sum(map(_COLUMNS.__getitem__, text))


def indent_of(row: str) -> int:
    """The columns before the words of a row."""
    blanks = len(row) - len(row.lstrip())
    return width(row[:blanks]) if blanks else 0


def without_frames(rows: list[str]) -> list[str]:
    """The rows of boxes as mails have them without the lines at both sides, which go to the edge below."""
    plain: list[str] = []
    framed: list[tuple[str, str]] = []  # rows that may be in a box: as they are, and without their sides
    for row in rows:
        if _SPACED_OUT.fullmatch(row):
            framed.append((row, re.sub("[┃│║]", "", row)))
            continue
        if found := _FRAMED.fullmatch(row):
            framed.append((row, found["inside"]))
            continue
        if _WINDOW.fullmatch(row):
            framed.append((row, max(re.split("[┃│║]", row), key=_letters)))
            continue
        is_edge = bool(row.strip()) and not any(map(str.isalnum, row))
        plain += [inside if is_edge else whole for whole, inside in framed]
        sides = "".join(mark for each in framed for mark in _sides(*each).split())
        plain.append((sides if is_edge else "") + row)
        framed.clear()
    return plain + [whole for whole, _ in framed]


def _sides(whole: str, inside: str) -> str:
    """What a row of a box has beside its words."""
    return whole.replace(inside, "") if inside in whole else re.sub("[^┃│║]", "", whole)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def without_hanging(rows: list[str]) -> list[str]:
    """The rows, those joined to the row of a list over them that are indented as far as its text.

    The row over is as wide as the text was broken, or the break is within a word.
    """
    of_all = _width_of_all(_blocks([row.rstrip() for row in rows]))
    full = of_all + _RAGGED - _ALMOST if of_all else 0
    of_print = _width_of_most(rows)
    joined: list[str] = []
    are_dated = sum(bool(_WHEN.match(row)) for row in rows) > 1
    is_dated = False
    start = last = 0  # columns at which the text of the list begins, and which the row over has
    mark = 0  # columns before the mark of a list that is indented
    for row in rows:
        text = row.lstrip()
        indent = indent_of(row)
        is_deeper = 0 < mark < indent and 0 < of_print <= last
        is_aligned = (
            text and (max(start, _HANGING) <= indent or is_deeper) and indent <= start + 1 and start > 0
        )
        is_broken = 0 < full <= last or (last >= WIDER_THAN_LABELS and _WITHIN_WORD.match(text)) or is_deeper
        is_broken = is_broken or bool(joined and joined[-1].endswith("、"))
        is_broken = is_broken or (is_dated and last >= WIDER_THAN_LABELS)
        goes_on = is_broken and joined[-1][-1] not in FINAL and (joined[-1].isascii() or not text.isascii())
        is_item = goes_on and len(joined[-1]) <= _LONGEST_ITEM
        if is_aligned and is_item and not (HUNG.match(text) or LABELLED.match(text)):
            joined[-1] = together(joined[-1], text)
        else:
            joined.append(row)
            when = _WHEN.match(row) if are_dated else None
            start = width(hung.group()) if (hung := when or HUNG.match(row)) else 0
            is_dated = when is not None
            mark = indent if start else 0
        last = width(row.rstrip())
    return joined


def together(row: str, following: str) -> str:
    """A row and the one that it goes on in, with a space between Latin words."""
    return row + (" " if row[-1:].isascii() and following[:1].isascii() else "") + following


def unwrapped(rows: list[str], apart: Collection[int] = (), broken: int = 0) -> list[str]:
    """Join lines that were broken at a fixed width: long, next to each other, and not at a sentence's end.

    ``apart`` are the places of rows that are of no paragraph, as those of tables; from the width ``broken``
    on a row is full (see ``width_of_breaks``) where the rows themselves do not tell.
    """
    blocks = _blocks(rows, apart)
    full = _width_of_all(blocks)
    narrow = 0 if full else _width_of_narrow(blocks)
    full = full if narrow else full or broken
    return [row for block in blocks for row in (_unwrapped_block(block, full, narrow) if block[0] else block)]


def _blocks(rows: list[str], apart: Collection[int] = ()) -> list[list[str]]:
    runs = groupby(range(len(rows)), key=lambda n: (bool(rows[n]), n in apart))
    return [part for (is_text, _), run in runs for part in _parts([rows[n] for n in run], is_text)]


def _parts(block: list[str], is_text: bool) -> Iterator[list[str]]:
    """A block of rows, cut at dividers and under a short row with a mark, which is a heading."""
    is_marked = any(map(_MARKED.match, block))
    widest = max(width(row[: _WRAP_WIDTHS.stop]) for row in block) if is_marked else 0
    part: list[str] = []
    for row in block:
        is_divider = is_text and (not any(map(str.isalnum, row)) or _RULE.issuperset(row[-_LONG_RULE:]))
        is_heading = is_marked and not part and _MARKED.match(row) and width(row) < widest - _RAGGED
        if is_divider and part:
            yield part
            part = []
        part.append(row)
        if is_divider or (is_text and is_heading):
            yield part
            part = []
    if part:
        yield part


def _width_of_all(blocks: list[list[str]]) -> int:
    """From which width a line is full, if all that end no sentence are about as wide; 0 if they are not."""
    prose = [block for block in blocks if any(row and row[-1] in FINAL for row in block)]
    of_blocks = [
        [width(row[: _WRAP_WIDTHS.stop]) for row in block[:-1] if _may_be_broken(row)] for block in prose
    ]
    widths = [
        columns for block in of_blocks if max(block, default=0) >= WIDER_THAN_LABELS for columns in block
    ]
    widest = max(widths, default=0)
    full = widest - _RAGGED
    is_wrapped = widest in _WRAP_WIDTHS and len(widths) >= _ENOUGH and min(widths) >= full
    return full if is_wrapped else _usual_width(widths)


def _width_of_narrow(blocks: list[list[str]]) -> int:
    """From which width a row goes on below where all is narrow and broken by hand, at no fixed width; or 0.

    Most rows over the last of a paragraph, which ends a sentence, end with no mark.
    """
    rows = [row for block in blocks for row in block if row and "://" not in row]
    widest = max((width(row[: _WRAP_WIDTHS.stop]) for row in rows), default=0)
    over = [row for block in blocks if block and _ends_sentence(block[-1]) for row in block[:-1]]
    broken = [row for row in over if _may_be_broken(row) and row[-1] != "、"]
    is_broken = len(broken) >= _FEWEST_NARROW and len(broken) >= _HALF * len(over)
    return int(_MOSTLY_FULL * widest) if widest in _NARROW and is_broken else 0


def _ends_sentence(row: str) -> bool:
    return row.rstrip(CLOSERS)[-1:] in (*FINAL,)


def _width_of_most(rows: list[str]) -> int:
    """From which width a row of a list is full, if most that end no sentence are as wide; or 0."""
    return _usual_width(
        [
            min(columns, _WRAP_WIDTHS.stop)
            for row in rows
            if row.strip()
            and _may_be_broken(row.rstrip())
            and (columns := width(row[: _WRAP_WIDTHS.stop])) >= WIDER_THAN_LABELS
        ]
    )


def width_of_breaks(rows: list[str]) -> int:
    """From which width a row is full, if those that break off over a sentence are as wide; or 0."""
    widths = [
        width(row.rstrip())
        for row, below in pairwise(rows)
        if len(row) < _WRAP_WIDTHS.stop and row.strip() and _breaks_off(row.rstrip(), below)
    ]
    widest = max(widths, default=0)
    near = sum(columns >= widest - _RAGGED for columns in widths)
    is_wrapped = widest in _WRAP_WIDTHS and near >= max(_FEWEST_BREAKS, _NEARLY_ALL * len(widths))
    is_wrapped = is_wrapped and not any(
        width(row.rstrip()[: _WRAP_WIDTHS.stop]) > widest + _ALMOST for row in rows if "://" not in row
    )
    return widest - _RAGGED if is_wrapped else 0


def _breaks_off(row: str, below: str) -> bool:
    """Whether a long row ends no sentence and the one under it, not indented or marked, has an end."""
    is_begun = below[:1].isspace() or HUNG.match(below) or _MARKED.match(below)
    is_text = bool(below) and not is_begun and any(mark in below for mark in FINAL)
    return is_text and width(row) >= _WRAP_WIDTHS.start and _may_be_broken(row)


def _may_be_broken(row: str) -> bool:
    return row[-1] not in FINAL + CLOSERS and "://" not in row and not _COLUMNS_APART.search(row)


def _usual_width(widths: list[int]) -> int:
    """From which width a line is full, if nearly all are about as wide, as over a mail's foot; or 0."""
    usual = median_low(widths) if widths else 0
    near = sum(abs(columns - usual) <= _RAGGED for columns in widths)
    is_wrapped = usual in _WRAP_WIDTHS and near >= max(_SURE, _NEARLY_ALL * len(widths))
    return usual - _RAGGED if is_wrapped else 0


def _unwrapped_block(block: list[str], full: int, narrow: int = 0) -> list[str]:
    """One row a paragraph, if every row that does not end a sentence is as wide as the widest.

    ``full`` is the width from which a line is full, where that of the whole text is known: then each row
    that is so wide goes on in the next. Where nothing is known, one that ends with a comma does. A wide one
    that ends with a particle always does. In a ``narrow`` text so does each of that width over a sentence.
    """
    widths = [width(row[: _WRAP_WIDTHS.stop]) for row in block]
    widest = max(widths, default=0)
    is_full = [columns >= (full or widest - 4) for columns in widths]
    ends = [row[-1] in FINAL + CLOSERS for row in block]
    wrapped = all(full or end for full, end in zip(is_full[:-1], ends[:-1], strict=True))
    is_even = wrapped and widest in _WRAP_WIDTHS and sum(is_full) > 1
    if not (full or (is_even and not any(map(_stands_for_itself, block)))):
        is_full = [
            columns >= _WRAP_WIDTHS.start and row[-1] == "、"
            for columns, row in zip(widths, block, strict=True)
        ]
    rows = block[:1]
    for n, row in enumerate(block[1:], 1):
        is_broken = is_full[n - 1] or (widths[n - 1] >= _WIDE_ROW and block[n - 1][-1] in PARTICLES)
        is_broken = is_broken or (widths[n - 1] >= WIDER_THAN_LABELS and _breaks_sentence(block, n))
        is_broken = is_broken or (0 < narrow <= widths[n - 1] and _ends_sentence(block[-1]))
        goes_on = is_broken and _goes_on(block[n - 1], row, full > 0)
        if goes_on and not _is_apart(block[n - 1], row, "".join(block[n + 1 : n + 2])):
            rows[-1] = together(rows[-1], row)
        else:
            rows.append(row)
    return rows


def _breaks_sentence(block: list[str], n: int) -> bool:
    """Whether a row that has begun to tell something breaks off where its sentence goes on in the row below.

    It ends with a particle, or the row below begins within a word or with one that leans on the one before.
    """
    above, below = block[n - 1], block[n]
    is_told = any(mark in above for mark in FINAL) or (n > 1 and block[n - 2][-1] not in FINAL + CLOSERS)
    if not (is_told and _may_be_broken(above) and any(mark in below for mark in FINAL)):
        return False
    if _CASES.search(above[-_NEAR_JOINT:]):
        return True
    may_lean = _HIRAGANA.match(below) and not _CONNECTIVE.match(below)
    return bool(may_lean) and dictionaries.goes_on(above[-_NEAR_JOINT:], below[:_NEAR_JOINT])


def _goes_on(above: str, row: str, is_sure: bool) -> bool:
    """Whether a full row ends no sentence, or with a quote or an aside that the row below has in its own."""
    is_within = is_sure and above[-1] in CLOSERS and bool(_IN_SENTENCE.match(row))
    return above[-1] not in FINAL + CLOSERS or is_within


def _is_apart(above: str, row: str, below: str) -> bool:
    """Whether a row begins anew, though a full one is over it."""
    is_fact = bool(LABELLED.match(above) and LABELLED.match(row))
    is_fact = is_fact or any(mark.match(above) and mark.match(row) for mark in (_WHEN, _IN_BRACKETS))
    is_address = _is_alone(above, row) or _is_alone(row, below)
    is_begun = bool(_MARKED.match(row) or _MENU.fullmatch(above)) or _stands_for_itself(row)
    is_count = _COUNT.match(row) and above[-1] in PARTICLES  # …「水がにごる」が / 14 か所
    is_begun = is_begun and not (is_count or _BREAKS_NUMBER.search(above))
    are_columns = _COLUMNS_APART.search(above) or _COLUMNS_APART.search(row)
    return bool(is_fact or is_address or is_begun or are_columns)


def _is_alone(row: str, below: str) -> bool:
    """Whether a row is an address, and the row under it does not go on with the sentence that names it."""
    return bool(ADDRESS.fullmatch(row)) and not _IN_SENTENCE.match(below)


def _stands_for_itself(row: str) -> bool:
    is_of_post = line_reason(row) == "details of the post"
    return bool(LIST_ROW.match(row) or is_of_post or Facts().take(row))
