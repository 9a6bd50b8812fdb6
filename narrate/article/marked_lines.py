"""The text of a page's block → its lines, with marks where links and words in bold begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from lxml.html import HtmlElement

from narrate.article.phrases import line_reason, section_reason
from narrate.patterns import compiled

_LONGEST_LABEL = 40  # characters of a line over text that is marked as such
_FINAL = "。！？!?．」』）)】:："
_LABEL_PARTS = 3  # lines that a label may be broken into
_GOES_ON = compiled("[、,はがをにでともへのてや約第]$")
_INDENTED = compiled("[ \t\r\n]*\u3000(?![\u3000\\s])")
"""How print begins a paragraph: with one wide space."""
_BULLET = compiled(r"\W*(?:[・･●○◎■□◆◇▼▽▲△★☆※*＊-]|[(（]?[0-9０-９①-⑳]{1,2}[)）.．、\s])")
_NUMBERED = compiled(r"[0-9０-９]{1,2}[.．)）](?![0-9０-９])\s*[^\W\d_]|[①-⑳]")
"""How an entry of a list begins on a line of its own."""
_SHORT_LINE = 20  # characters: a line that ends sooner was meant to end there
_TELLS_OF_LINES = compiled(
    r"(?:^|[\s;])white-?space(?::\s*|-)(?P<keeps>(?:pre(?:-wrap|-line)?|break-spaces)(?![\w-]))?",
    re.IGNORECASE,
)
_BEGIN_PRINTED = ("\u3000", *"【■◆●▼◇□○▽★☆")
"""What a paragraph behind a blank line begins with in print."""
_CLOSE_SENTENCE = ("。", "！", "？", "」", "』")
_BLANK = " \t\r\u3000\xa0"  # and no break, which the author set
_FEWEST_APART = 3  # of such paragraphs that end with a sentence
_WIDE = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_SPACE = compiled(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})|(?P<some>[ \t\r\n\xa0]+)")
BREAK = "\v"
"""A line break that the author set; other white space is the writer's of the page."""
LINK, LINK_END, HELD, STRONG, STRONG_END, NAMED = map(chr, range(0xE000, 0xE006))
"""Where a link begins and ends, where something was dropped, where words in bold begin and end, and what no
author wrote."""
MARKS = compiled(f"[{LINK}-{NAMED}]")
_SIGNS = rf"(?:[^\w{LINK}{LINK_END}{STRONG}{STRONG_END}]|_)*"
_IN_STRONG, _IN_LINK = (
    rf"{_SIGNS}(?:{begin}[^{begin}{end}]*{end}{_SIGNS})+"
    for begin, end in ((STRONG, STRONG_END), (LINK, LINK_END))
)
ALL_STRONG = compiled(_IN_STRONG)
_EDGES = compiled(f"[{STRONG}{STRONG_END}]")
_LABEL = compiled(rf"{_IN_STRONG}|[\s{STRONG}]*[■◆●▼□◇○▽].*", re.DOTALL)
"""A line that is set apart from what follows by the looks of it."""
_ALL_LINK = compiled(_IN_LINK)
_ADDRESS = compiled(r"https?://\S+")
_A_LINK = compiled(f"{LINK}([^{LINK}{LINK_END}]*){LINK_END}")
_BETWEEN_LINKS = compiled(r"\s*[·•|｜]\s*|\s[/／–—-]\s|\s・\s")
_MOSTLY_LINKS, _MANY_LINKS = 0.6, 0.5  # of the letters in a line; of its parts between such signs


def with_lines_kept(text: str, blocks: Sequence[HtmlElement]) -> str:
    """The text of the last of nested ``blocks``, a break where the page shows the end of a line.

    Style sheets, which say so, are not read: their usual names for it are, and paragraphs told as in print.
    """
    rows = [row.strip(" \t\r") for row in text.split("\n")]
    if len(rows) == 1:
        return text
    told = (
        _TELLS_OF_LINES.search(f"{block.get('style', '')} {block.get('class', '')}") for block in blocks[::-1]
    )
    nearest = next(filter(None, told), None)
    return _in_lines(rows) if nearest and nearest["keeps"] else _in_paragraphs(rows)


def _in_lines(rows: Sequence[str]) -> str:
    """Rows with a break between them, where there is none yet."""
    kept = [rows[0]]
    for over, row in pairwise(rows):
        is_broken = over.endswith(BREAK) or row.startswith(BREAK)
        kept += "\n" if is_broken else BREAK, row
    return "".join(kept)


def _in_paragraphs(rows: Sequence[str]) -> str:
    """Rows with two breaks for blank ones between paragraphs; other line ends are the writer's of the page.

    Blank rows are so before what begins as in print, and where there is a sentence or more on each row.
    """
    parts = [list(part) for has_text, part in groupby(rows, lambda row: bool(row.strip(_BLANK))) if has_text]
    ends = sum(part[-1].endswith(_CLOSE_SENTENCE) for part in parts)
    are_apart = ends > _FEWEST_APART and all(len(part) == 1 for part in parts)
    kept = "\n".join(parts[0]) if parts else ""
    for over, part in pairwise(parts):
        is_quote = part[0].startswith(("「", "『")) and over[-1].endswith(_CLOSE_SENTENCE)
        is_apart = are_apart or is_quote or part[0].startswith(_BEGIN_PRINTED)
        kept += (2 * BREAK if is_apart else "\n") + "\n".join(part)
    return kept


def flat(line: str) -> str:
    """A line in which no words in bold are within others: ``<b><font size="5">川</font></b>``."""
    depth = 0

    def outermost(found: re.Match[str]) -> str:
        nonlocal depth
        if found.group() == STRONG:
            depth += 1
            return STRONG if depth == 1 else ""
        is_outer = depth == 1
        depth = max(depth - 1, 0)
        return STRONG_END if is_outer else ""

    return _EDGES.sub(outermost, line)


def is_link(text: str, plain: str) -> bool:
    """Whether a line is a link, or two and more with little beside them."""
    parts = _BETWEEN_LINKS.split(text)
    whole = sum(bool(_ALL_LINK.fullmatch(part)) for part in parts)
    if _ALL_LINK.fullmatch(text) or (whole > 1 and whole >= _MANY_LINKS * len(parts) and "。" not in plain):
        return True
    links = _A_LINK.findall(text)
    if links and section_reason(MARKS.sub("", _A_LINK.sub("", text)).strip()) == "related links":
        return True
    letters = sum(map(str.isalnum, plain))
    return (
        len(links) > 1
        and plain[-1] != "。"
        and sum(map(str.isalnum, "".join(links))) >= _MOSTLY_LINKS * letters
    )


def lines(text: str) -> Iterator[str]:
    """The paragraphs of a block: a break ends one after a sentence, a short line or another break."""
    paragraph: list[str] = []
    length, last, first = 0, "", ""  # what is seen of the paragraph, and its first part
    for part in text.split(BREAK):
        line = one_line(part)
        plain = MARKS.sub("", line).strip()
        if not plain:
            yield "".join(paragraph)
            yield line
            paragraph, length, last = [], 0, ""
            continue
        is_label = length <= _LONGEST_LABEL and bool(_LABEL.fullmatch("".join(paragraph)))
        words = "".join(paragraph) if len(paragraph) <= _LABEL_PARTS else ""
        is_end = is_label or _ends(words, length, last) or _begins_paragraph(part, first)
        is_end = is_end or bool(_ADDRESS.fullmatch(plain) and _ALL_LINK.fullmatch("".join(paragraph).strip()))
        is_end = is_end or (bool(_NUMBERED.match(plain)) and not _GOES_ON.search(last))
        if length and (is_end or line_reason(plain)):
            yield "".join(paragraph)
            paragraph, length, last = [], 0, ""
        first = first if length else part
        both_wide = re.match(_WIDE, last) and re.match(_WIDE, plain)
        paragraph.append(("" if both_wide or not length else " ") + line)
        length, last = length + len(plain), plain[-1:] or last
    yield "".join(paragraph)


def _begins_paragraph(part: str, first: str) -> bool:
    """Whether a line is indented as print has it: the paragraph before too, which is no entry with a bullet.

    Under a first line that is not indented, the others of an entry or of a speech hang: 一、…, 「….
    """
    return bool(_INDENTED.match(part) and _INDENTED.match(first)) and not _BULLET.match(one_line(first))


def _ends(paragraph: str, length: int, last: str) -> bool:
    """Whether a break after these words ends a paragraph: they are a sentence, short, or a label."""
    is_short = length <= _SHORT_LINE and not _GOES_ON.search(last)
    return last in _FINAL or is_short or bool(line_reason(MARKS.sub("", paragraph)))


def heading_line(text: str) -> str:
    """A heading in one line: a space where it was broken, but none where a phrase goes on."""
    parts: list[str] = []
    over = ""  # the words of the part before
    for part in filter(None, map(one_line, text.split(BREAK))):
        words = MARKS.sub("", part)
        goes_on = _GOES_ON.search(over) and re.match(_WIDE, words)
        parts.append(part if goes_on or not parts else f" {part}")
        over = words
    return "".join(parts)


def one_line(text: str) -> str:
    """White space as a browser shows it, but none where a line of Japanese was broken."""
    return _SPACE.sub(lambda space: " " if space["some"] else "", text.replace(BREAK, " ")).strip()
