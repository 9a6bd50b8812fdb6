"""Texts whose sentences end in ．or ., and whose clauses in ，, as papers write them.

They are read with 。 and 、, which all rules of sentences know, and given back as their author writes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from narrate.model import Article, Section
from narrate.patterns import compiled

_DIGIT = "[〇一二三四五六七八九]"
_COUNTED = (
    r"(?<![\s>（(][一二三四五六七八九十ア-ン])(?<!^[一二三四五六七八九十ア-ン])(?<!十[一二三四五六七八九])"
)
"""No number of a chapter or of a choice: 一．はじめに, ア．川."""
_IN_TEXT = rf"(?<=[ぁ-んァ-ヶー一-鿿々」』）)]){_COUNTED}{{0}}(?![0-9０-９])(?!(?<={_DIGIT}{{0}}){_DIGIT})"
_NARROW = r"(?<=[ぁ-んー」』）)]){}(?=[\s<ぁ-んァ-ヶー一-鿿「『]|\Z)"
_SIGNS = [
    ("。", "．", compiled(_IN_TEXT.format("．"))),
    ("、", "，", compiled(_IN_TEXT.format("，"))),
    ("。", ".", compiled(_NARROW.format(r"\."))),
]
"""The sign that most write, that of papers, and where the latter stands in a sentence, not in a number."""
_USUAL = compiled("[。、]")
_BEHIND = 4  # characters of the words before a sign
_LINE = compiled(r"[^\n<>]+")
_CITED = compiled(r"[0-9０-９][)）]?[．.]?\s*\Z")
"""How an entry of a list of references ends: with its year or its pages. Others know it by its own signs."""


class Written(NamedTuple):
    """How an author writes: ``signs`` in place of the usual ones, which stay behind some ``words``."""

    signs: dict[str, str]
    words: frozenset[str]

    def again(self, text: str) -> str:
        """A text that is read with the usual signs, with its author's."""
        return _USUAL.sub(self._own, text) if self.signs else text

    def _own(self, found: re.Match[str]) -> str:
        words = found.string[max(found.start() - _BEHIND, 0) : found.end()]
        return found[0] if words in self.words else self.signs.get(found[0], found[0])


def usual(text: str) -> tuple[str, Written]:
    """A text with the signs that most write, and how its author writes.

    A text in which more of them are the usual ones keeps all.
    """
    signs: dict[str, str] = {}
    words: set[str] = set()
    for usual, sign, in_text in _SIGNS:
        if usual not in signs and len(in_text.findall(text)) > text.count(usual) + 1:
            words |= _before(usual, text) - {f"{before[:-1]}{usual}" for before in _before(sign, text)}
            text = _in_lines(text, in_text, usual)
            signs[usual] = sign
    return text, Written(signs, frozenset(words))


def _before(sign: str, text: str) -> set[str]:
    """A sign with the words right before it, wherever it stands in a text."""
    return set(re.findall(f"[^\\n<>]{{0,{_BEHIND}}}{re.escape(sign)}", text))


def _in_lines(text: str, in_text: re.Pattern[str], usual: str) -> str:
    return _LINE.sub(lambda line: line[0] if _CITED.search(line[0]) else in_text.sub(usual, line[0]), text)


def as_written(article: Article, written: Written) -> Article:
    """The article with its author's signs, by what ``usual`` gave."""
    if not written.signs:
        return article
    return replace(
        article,
        title=written.again(article.title),
        sections=tuple(_section_as_written(section, written) for section in article.sections),
        dropped=tuple(replace(drop, text=written.again(drop.text)) for drop in article.dropped),
    )


def _section_as_written(section: Section, written: Written) -> Section:
    paragraphs = (replace(each, text=written.again(each.text)) for each in section.paragraphs)
    return replace(section, heading=written.again(section.heading), paragraphs=tuple(paragraphs))
