"""A page that was copied whole into a text file: its menus, its labelled blocks, and what follows its end.

Without tags, the lines that are told by their wording say where the rest of the page's furniture stands: over
the title, between the title and the first sentence, and after the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from narrate.article.clutter import label_reason
from narrate.article.facts import Facts, is_date, is_name, looks_like_name
from narrate.article.lines import BULLET, Line, width
from narrate.cuts import CLOSERS, FINAL

_ENDS = frozenset((
    "author profile", "call to subscribe", "comments", "contact", "cookie notice", "footer", "navigation",
    "related links", "share buttons", "tags",
))  # fmt: skip
"""What stands around an article, and never starts it again."""
_OF_PAGES = _ENDS | {"advertisement", "details of the post", "paywall", "site label", "table of contents"}
_ABOUT_PEOPLE = frozenset(("author profile", "comments", "contact"))
"""What has sentences too."""
_ARE_MANY = 4  # lines of a page's furniture make a page
_LONGEST_BLOCK = 10  # lines under a label
_LONGEST_AD = 5  # lines over a button
_LONGEST_LINE = 120  # characters of a line in a labelled block
_LONGEST_MOTTO = 40  # characters of a sentence about the site
_LONGEST_HEAD = 100  # lines over the first sentence
_TAIL = 0.15  # of the sentences may stand after the end: lives of authors, notices
_LONGEST_NOTICE = 70  # characters of one of them
_MOSTLY = 0.8  # of the sentences that end a line end with a mark
_LONGEST_CAPTION = 60  # characters
_LONGEST_TITLE = 120  # characters
_NARROWEST = 14  # half-width columns: what is narrower is no better for a date beside it
_WIDEST = 80  # half-width columns; what is wider is no better as a title
_REACH = 20  # lines under a title in which the text begins
_AFTER_SUBJECT = tuple("はが（(、と")
SUBTITLE = re.compile("[―—–－〜～].{1,60}[―—–－〜～]")
"""A line under the title with dashes around it."""
_ASIDE = re.compile("[（(][^（()）]{1,20}[)）]$")
_BREAKS_OFF = re.compile("。[^。！？!?（()）「」]*[一-鿿ぁ-んァ-ヶー]$")
_NO_TITLE = re.compile(
    r"^[（(][^（()）]*[)）]$|第?\d+号|\bvol\.|^[※＊*]|[:：]\s|^(?:\S{1,12}\s+){2,}\S{1,12}$|[|｜]",
    re.IGNORECASE,
)


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines, those told with a reason that are not of the article, if this is a whole page."""
    lines = [line for block in _blocks(lines) for line in _told_by_label(block)]
    if sum(line.reason in _OF_PAGES for line in lines) < _ARE_MANY:
        return lines
    lines = _told_by_title(lines)
    head = next((n for n, line in enumerate(lines) if _is_sentence(line)), len(lines))
    lines = lines[:head] + _told_by_form(lines[head:])
    end = _end(lines)
    return [_dropped(line, "after the article") if place >= end else line for place, line in enumerate(lines)]


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines next to each other, dividers apart."""
    block: list[Line] = []
    for line in lines:
        if block and (line.place != block[-1].place + 1 or "divider" in (line.reason, block[-1].reason)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _told_by_label(block: list[Line]) -> list[Line]:
    """A small block, dropped if its first line names what is no part of an article, or its last an ad."""
    why = label_reason(block[0].text)
    is_head = any(Facts().take(line.text) for line in block)
    if 1 < len(block) <= _LONGEST_AD and block[-1].reason == "advertisement" and not is_head:
        why = why or "advertisement"
    if (
        not why
        or not 1 < len(block) <= _LONGEST_BLOCK
        or any(len(line.text) > _LONGEST_LINE for line in block)
    ):
        return block
    if why not in _ABOUT_PEOPLE and any(_is_sentence(line) for line in block[1:]):
        return block
    return [_dropped(line, why) for line in block]


def _told_by_title(lines: list[Line]) -> list[Line]:
    """The lines; what stands over the title, and under it before the first sentence, told as labels."""
    first = _first_sentence(lines)
    title = max(range(first), key=lambda n: _title_score(lines, n), default=None)
    if title is None or lines[title].reason:
        return lines
    places = [line.place for line in lines[max(first - 2, 0) : first + 1]]
    is_heading_over_text = first - 1 > title and all(b - a > 1 for a, b in pairwise(places))
    labels = set(range(first - is_heading_over_text)) - {title}
    labels -= {n for n in labels if n > title and (BULLET.match(lines[n].text) or _is_sentence(lines[n]))}
    labels -= {n for n in labels if n == title + 1 and SUBTITLE.fullmatch(lines[n].text)}
    facts = {n for n in labels if Facts().take(lines[n].text)}
    by_fact = {n for n in labels if {n - 1, n + 1, n - 2} & {*facts, title}}
    names = {n for n in by_fact if (looks_like_name if n > title else is_name)(lines[n].text)}
    return [
        _dropped(line, "site label") if n in labels - facts - names else line for n, line in enumerate(lines)
    ]


def _first_sentence(lines: list[Line]) -> int:
    """The place of the first sentence, a few words about the site over the date aside; 0 if there is none."""
    sentences = [n for n, line in enumerate(lines[:_LONGEST_HEAD]) if _is_sentence(line)]
    date = next((n for n, line in enumerate(lines[:_LONGEST_HEAD]) if is_date(line.text)), 0)
    before = [len(lines[n].text) for n in sentences if n < date]
    if len(before) == 1 and before[0] <= _LONGEST_MOTTO:
        sentences = [n for n in sentences if n > date]
    return next(iter(sentences), 0)


def _told_by_form(lines: list[Line]) -> list[Line]:
    """The lines; a short one alone that begins a second sentence but ends none stood under a picture.

    So it is only where the sentences of an article end with a mark.
    """
    with_stop = [line for line in lines if not line.reason and "。" in line.text]
    if sum(map(_is_sentence, with_stop)) < _MOSTLY * len(with_stop):
        return lines
    return [
        _dropped(line, "caption")
        if line.opens
        and (line.closes or after.reason)
        and len(line.text) <= _LONGEST_CAPTION
        and _BREAKS_OFF.search(line.text)
        else line
        for line, after in zip(lines, [*lines[1:], *lines[-1:]], strict=True)
    ]


def _title_score(lines: list[Line], number: int) -> int:
    """How much a line looks like the title: wide, alone, right over the date; higher is more."""
    line = lines[number]
    if line.reason or len(line.text) > _LONGEST_TITLE or Facts().take(line.text):
        return -1
    columns = min(width(line.text), _WIDEST)
    near = lines[max(number - 1, 0) : number + 3]  # between title and date may be who wrote it
    is_by_date = any(other.reason == "details of the post" or Facts().take(other.text) for other in near)
    is_named = any(
        text.startswith(line.text) and text[len(line.text) :].startswith(_AFTER_SUBJECT)
        for text in (other.text for other in lines[number + 1 : number + _REACH])
        if "。" in text
    )
    columns += 60 * is_named  # as an encyclopedia begins
    score = columns + 30 * (is_by_date and columns >= _NARROWEST) + 15 * (line.opens and line.closes)
    if is_named:
        return score
    return score // 4 if _NO_TITLE.search(line.text) or looks_like_name(line.text) else score


def _end(lines: list[Line]) -> int:
    """The place of the first line after the article: furniture, with only notices among more of it behind."""
    sizes = [len(line.text) if _is_sentence(line) else 0 for line in lines]
    end, behind, ends = len(lines), 0, 0
    for place in range(len(lines) - 1, -1, -1):
        behind += sizes[place]
        if sizes[place] > _LONGEST_NOTICE or behind > _TAIL * sum(sizes):
            break
        if lines[place].reason in _ENDS:
            ends += 1
            end = place if ends > 1 else end
    return end


def _is_sentence(line: Line) -> bool:
    """Whether a line is of the text: it ends a sentence, or has one in it and is long."""
    text = _ASIDE.sub("", line.text).rstrip(CLOSERS + " ")
    return not line.reason and "。" in text and (text[-1] in FINAL or len(text) > _LONGEST_CAPTION)


def _dropped(line: Line, why: str) -> Line:
    return replace(line, reason=line.reason or why)
