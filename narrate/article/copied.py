"""A page copied out of a browser: its headings stand right over their text, with a blank line over them.

A browser copies each element the same way, so what stands otherwise is a link, or something said.
"""

from __future__ import annotations

from itertools import pairwise

from narrate.article import subtitles
from narrate.article.heading_words import (
    breaks_off,
    is_hour,
    is_paragraph,
    is_short,
    is_shown,
    looks_like_heading,
)
from narrate.article.lines import SAID, STYLE, Line, has_sentence, says
from narrate.article.pieces import ANCHOR
from narrate.article.said import is_of_sentence
from narrate.article.wrapping import BULLET
from narrate.patterns import compiled

_FEWEST, _MORE = 3, 2  # headings, and how many times more than those of another habit
_FEWEST_ALONE = 4
_UNUSUAL = compiled(
    "(?:それでも|では|もし|でも|それなら)、?[^「」。、]{3,24}(?:たら|れば|なら|ときは?|時は?|には)"
)
"""What is no heading but where others stand so: それでも、起きてしまったら."""
_LONGEST = 80  # characters of a heading, where its place tells it
_STOPS = "。．"
_FEW_WORDS = 8  # characters of a heading under a list
_NO_HEADING = compiled(
    "[「『（(].*[」』）)]|.*[、：:；;]|[\\W\\d]*|.*://.*|[!-~\\s]*[=(){};<>/\\\\|$][!-~\\s]*"
)
"""Talk, what leads to the next line, addresses, code."""
_USUAL = compiled("編集後記|あとがき|後記|[おは]わりに|終わりに|最後に|はじめに|まとめ|結び|追記")
"""What nothing but a heading is called."""
_TALK = compiled(
    "^(?:[※＊*]|(?:でも|だが|しかし|そして|だから|それで(?:は|も)?|また|ただ|ですが|さて|で|まあ|ところが|けれど|けれども)、)|[…♪笑]$|[（(]笑[)）]$|ではないでしょうか[？?]$"
)
"""A note, how somebody goes on to talk, and how that ends: …, ♪."""


def with_habit(body: list[Line], candidates: set[int]) -> set[int]:
    """The candidates; where nearly all stand right over their text, those that do, whatever their wording."""
    alone = {i for i in candidates if body[i].closes and not (_is_marked(body[i]) or i + 1 in candidates)}
    alone = {i for i in alone if not _USUAL.fullmatch(body[i].text)}
    over_text = {i for i in candidates - alone if body[i].opens and _is_over_text(body, i)}
    if len(alone) >= _FEWEST_ALONE and len(alone) >= _MORE * len(over_text):
        return candidates | _between_paragraphs(body)
    if len(over_text) < max(_FEWEST, _MORE * len(alone)):
        return candidates
    found = (candidates - alone) | _over_one_line(body) | _under_lists(body)
    return found | _over_paragraphs(body)


def _between_paragraphs(body: list[Line]) -> set[int]:
    """What if something is so, alone between two paragraphs."""
    return {
        i
        for i in range(1, len(body) - 1)
        if body[i].opens
        and body[i].closes
        and is_paragraph(body[i - 1].text)
        and is_paragraph(body[i + 1].text)
        and _UNUSUAL.fullmatch(body[i].text)
    }


def _over_paragraphs(body: list[Line]) -> set[int]:
    """Lines that begin a block, and end it but for one paragraph right under them."""
    return {
        i
        for i, (line, below) in enumerate(pairwise(body))
        if (line.opens or i == 0)
        and below.place == line.place + 1
        and below.closes
        and has_sentence(below.text)
        and _may_be_heading(line.text, below.text)
    }


def _may_be_heading(text: str, below: str) -> bool:
    if len(text) > _LONGEST:
        return False
    is_row = subtitles.looks_so(text) or BULLET.match(text) or _NO_HEADING.fullmatch(text)
    if "。" in text or _TALK.search(text) or is_hour(text):
        return False
    is_said = (SAID.search(text) and text[-1] not in "！？!?") or is_of_sentence(text, below)
    return not (is_row or is_said or breaks_off(text) or is_shown(text, below))


def _under_lists(body: list[Line]) -> set[int]:
    """Words right over a paragraph and under two lines or more that are none, as a list is copied.

    What is no longer than the rows of the list may be its last.
    """
    return {
        i
        for i in range(2, len(body) - 1)
        if not any(body[n].closes or has_sentence(body[n].text) for n in (i - 2, i - 1, i))
        and has_sentence(body[i + 1].text)
        and body[i + 1].text[-1] in _STOPS
        and len(body[i].text) <= _FEW_WORDS
        and 2 * len(body[i].text) <= max(len(body[i - 1].text), len(body[i - 2].text))
        and looks_like_heading(body[i].text, body[i + 1].text)
    }


def _over_one_line(body: list[Line]) -> set[int]:
    """Short lines right over a single one that is no sentence, a link or a few words, after a sentence."""
    return {
        i
        for i in range(1, len(body) - 1)
        if has_sentence(body[i - 1].text)
        and body[i].opens
        and not body[i].closes
        and body[i + 1].closes
        and not has_sentence(body[i + 1].text)
        and is_short(body[i].text)
        and looks_like_heading(body[i].text, body[i + 1].text)
    }


def _is_over_text(body: list[Line], i: int) -> bool:
    """Whether a line right under it says something; under the last may be the date, which was taken."""
    return not body[i].closes and any(map(says, body[i + 1 : i + 2]))


def _is_marked(line: Line) -> bool:
    return bool(STYLE.match(line.text) or ANCHOR.search(line.text))
