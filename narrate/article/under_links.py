"""A section of the article right under a list of links, where copying has left no blank line between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise, takewhile

from narrate.article.lines import STYLE, Line, dropped, is_sentence
from narrate.article.phrases import section_reason
from narrate.article.wrapping import BULLET

LINKS = "related links"
"""The reason of the links over such a section."""

_FEWEST_LINKS = 2  # under one, an excerpt of what it leads to may stand
_MOST_LINES = 40  # of links, numbers and labels
_LONGEST = 12  # characters of the heading, which is shorter than all links too
_A_PARAGRAPH = 30  # characters
_NO_HEADING = ("、", "…", "。", "！", "!")


def with_sections(lines: list[Line]) -> list[Line]:
    """The lines; a heading over a paragraph under two links or more is told as one, and the links so.

    The links begin with a label such as 関連記事, and labels may stand between them.
    """
    told = _with_titles(lines)
    seen = Counter(line.text for line in lines)
    for start in (n for n, line in enumerate(lines) if section_reason(line.text) == LINKS):
        heading = _heading_under(lines, start)
        if heading and seen[lines[heading].text] == 1:
            told[start:heading] = [dropped(line, LINKS) for line in told[start:heading]]
            told[heading] = replace(told[heading], is_listed=True, opens=True)
            told[heading - 1] = replace(told[heading - 1], reason=LINKS)
    return told


def _with_titles(lines: list[Line]) -> list[Line]:
    """The lines; told what is no sentence right under a label in the text, and ends a block of two lines."""
    last = max((n for n, line in enumerate(lines) if is_sentence(line)), default=0)
    told = list(lines)
    for n, (label, title) in enumerate(pairwise(lines[:last])):
        is_right_under = title.place == label.place + 1 and title.closes and not label.closes
        if is_right_under and section_reason(label.text) == LINKS == label.reason and not is_sentence(title):
            told[n + 1] = dropped(title, LINKS)
    return told


def _heading_under(lines: list[Line], label: int) -> int:
    """The place of the heading that ends the links under a label; 0 if there is none."""
    near = enumerate(lines[label + 1 : label + 1 + _MOST_LINES], lines[label].place + 1)
    below = [line for _, line in takewhile(lambda each: each[1].place == each[0], near)]
    titles = list(takewhile(lambda line: not is_sentence(line), below))
    links = [line for line in titles[:-1] if not line.reason]
    if len(links) < _FEWEST_LINKS or len(titles) == len(below):
        return 0
    heading, paragraph = titles[-1], below[len(titles)].text
    is_plain = not (heading.reason or heading.is_clause or BULLET.match(heading.text))
    is_short = len(heading.text) <= min(_LONGEST, *(len(line.text) - 1 for line in links))
    is_title = is_plain and is_short and not STYLE.match(heading.text)
    is_text = len(paragraph) >= _A_PARAGRAPH and not paragraph.endswith("…")
    return label + len(titles) if is_title and is_text and not heading.text.endswith(_NO_HEADING) else 0
