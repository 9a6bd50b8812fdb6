"""Texts whose sentences end in ．, and whose clauses in ，, as papers write them.

They are read with 。 and 、, which all rules of sentences know, and given back as their author writes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from narrate.model import Article, Section

_DIGIT = "[〇一二三四五六七八九]"
_COUNTED = (
    r"(?<![\s>（(][一二三四五六七八九十ア-ン])(?<!^[一二三四五六七八九十ア-ン])(?<!十[一二三四五六七八九])"
)
"""No number of a chapter or of a choice: 一．はじめに, ア．川."""
_IN_TEXT = rf"(?<=[ぁ-んァ-ヶー一-鿿々」』）)]){_COUNTED}{{0}}(?![0-9０-９])(?!(?<={_DIGIT}{{0}}){_DIGIT})"
_SIGNS = {
    "。": ("．", re.compile(_IN_TEXT.format("．"))),
    "、": ("，", re.compile(_IN_TEXT.format("，"))),
}
"""The sign that most write, that of papers, and where the latter stands in a sentence, not in a number."""
_LINE = re.compile(r"[^\n<>]+")
_CITED = re.compile(r"[0-9０-９][)）]?[．.]?\s*\Z")
"""How an entry of a list of references ends: with its year or its pages. Others know it by its own signs."""


def usual(text: str) -> tuple[str, dict[int, str]]:
    """A text with the signs that most write, and what to translate to have its author's again.

    A text in which more of them are the usual ones keeps all.
    """
    written: dict[int, str] = {}
    for usual, (sign, in_text) in _SIGNS.items():
        if len(in_text.findall(text)) > text.count(usual) + 1:
            text = _in_lines(text, in_text, usual)
            written[ord(usual)] = sign
    return text, written


def _in_lines(text: str, in_text: re.Pattern[str], usual: str) -> str:
    return _LINE.sub(lambda line: line[0] if _CITED.search(line[0]) else in_text.sub(usual, line[0]), text)


def as_written(article: Article, written: dict[int, str]) -> Article:
    """The article with its author's signs, by what ``usual`` gave."""
    if not written:
        return article
    return replace(
        article,
        title=article.title.translate(written),
        sections=tuple(_section_as_written(section, written) for section in article.sections),
        dropped=tuple(replace(drop, text=drop.text.translate(written)) for drop in article.dropped),
    )


def _section_as_written(section: Section, written: dict[int, str]) -> Section:
    paragraphs = (replace(each, text=each.text.translate(written)) for each in section.paragraphs)
    return replace(section, heading=section.heading.translate(written), paragraphs=tuple(paragraphs))
