"""Headings that several lines with one mark are: questions, items of an agenda, words behind arrows."""

from __future__ import annotations

import re

from narrate.article.lines import Line, has_sentence, says

LONGEST_HEADING = 40
"""Characters; the longest heading of the acceptance article has 25."""
LONGEST_NUMBERED = 60
"""Characters of a heading with a number."""
ANSWERED = re.compile(r"[AＡ][0-9]*[\s.．:：、]")
"""How the answer to a question begins."""
_MARKED_Q = re.compile(r"[QＱ][0-9０-９]*[\s.．:：、]")
_ARROWS = re.compile(r"(?:[>＞]{2,}|[≫»])\s*\w")
_AGENDA = re.compile(
    r"(?:議題|議事|議案|案件|論点|テーマ|話題)(?:事項)?\s?[0-9０-９一二三四五六七八九十A-ZＡ-Ｚ]{1,3}\s?[：:][^。：:]+"
)
"""An item of an agenda, which stands over what was said about it."""


def of_agenda(body: list[Line]) -> set[int]:
    """Items of an agenda over a sentence, two or more: 議題1：日程; those in a row are the agenda."""
    items = {i for i, line in enumerate(body) if _AGENDA.fullmatch(line.text)}
    over_text = {
        i
        for i in items - {len(body) - 1}
        if says(body[i + 1]) and i - 1 not in items and len(body[i].text) <= LONGEST_HEADING
    }
    return over_text if len(over_text) > 1 else set()


def of_questions(body: list[Line], candidates: set[int]) -> set[int]:
    """Questions that end like a sentence, over their answer, where others marked so are headings."""
    asked = {i for i, line in enumerate(body[:-1]) if _MARKED_Q.match(line.text)}
    asked = {i for i in asked if len(body[i].text) <= LONGEST_NUMBERED and i + 1 not in asked}
    return {i for i in asked if not ANSWERED.match(body[i + 1].text)} if asked & candidates else set()


def with_arrows(body: list[Line]) -> set[int]:
    """Words behind ＞＞ at the head of a block of text, two or more, where nobody is quoted so."""
    marked = {i for i, line in enumerate(body) if _ARROWS.match(line.text)}
    are_heads = all(heads_block(body, i) and len(body[i].text) <= LONGEST_HEADING for i in marked)
    return marked if len(marked) > 1 and are_heads else set()


def heads_block(body: list[Line], i: int) -> bool:
    """Whether a line begins a block and a sentence stands right under it, as under no row of a list."""
    is_head = body[i].opens and not (body[i].closes or has_sentence(body[i].text))
    return is_head and any(map(says, body[i + 1 : i + 2]))
