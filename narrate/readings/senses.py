"""Kanji that are said as the sentence means them: 市場 is イチバ among fish, シジョー among shares.

``heteronyms`` knows words by what stands right beside them; where none of its rows fits, the whole sentence
is looked at here. A row of ``senses.tsv`` has the words that tell one sense. The sense of which the sentence
tells most is taken; where it tells none, or two alike, other sentences of the article may tell it, else the
voice decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from narrate.patterns import compiled
from narrate.readings.heteronyms import InContext, any_kanji, lines_of

TABLE = Path(__file__).with_name("senses.tsv")
_ALONE_BEFORE, _ALONE_AFTER = "(?<!漢)", "(?!漢)"
_REACH = 100  # characters on each side that may tell a sense
_SURE = 2  # cues in an article, for its other sentences
_SENTENCE = compiled("[^。！？!?\\n]+")


@dataclass(frozen=True)
class Sense(InContext):
    """One row: ``word`` is said ``reading`` in a sentence with more of its ``cues`` than of another row's.

    An empty reading is what the voice says by itself; a context that the table leaves empty wants no kanji
    there. ``cues`` are regular expressions with a space between them, each counted once, of which ``least``
    have to be there; in them the word itself is a line's end. Without cues it is the row for sentences that
    tell nothing. ``example`` is a sentence that this row decides, ``said`` how it is said; ``where`` is
    ``file:line``.
    """

    least: str
    cues: str
    example: str
    said: str
    where: str

    def count(self, around: str) -> int:
        """How many of the cues stand around the word; none if they are fewer than it takes."""
        count = len({found.lastgroup for found in self._told_by.finditer(around)} if self.cues else ())
        return count if count >= int(self.least) else 0

    @cached_property
    def _told_by(self) -> re.Pattern[str]:
        longest_first = enumerate(sorted(self.cues.split(" "), key=len, reverse=True))
        cues = "|".join(f"(?P<cue{number}>{cue})" for number, cue in longest_first)
        return compiled(any_kanji(f"(?={cues})"))


NOTHING_MEANT: Mapping[str, Sense] = MappingProxyType({})


def readings_of(
    text: str, start: int, end: int, meant: Mapping[str, Sense] = NOTHING_MEANT
) -> Iterator[tuple[int, int, str, str]]:
    """Words between ``start`` and ``end`` that the text around them decides, as (start, end, kana, rule).

    What it leaves open is said as ``meant`` in the article, see ``meant_in``.
    """
    for first, last, fitting in _found(text, start, end):
        row = told(fitting, _around(text, first, last)) or _untold(fitting, meant.get(text[first:last]))
        if row and row.reading:
            yield first, last, row.reading, row.where


def told(senses: Sequence[Sense], around: str) -> Sense | None:
    """The sense of which most is told around a word; None if nothing is, or as much of two."""
    counts = [row.count(around) for row in senses]
    most = [row for row, count in zip(senses, counts, strict=True) if count and count == max(counts)]
    return most[0] if len({row.reading for row in most}) == 1 else None


def meant_in(article: str) -> dict[str, Sense]:
    """What an article means by its words where some of its sentences tell it, surely and all the same.

    Of words of several kanji, which have one sense in one article; 空 and 方 may have two in a paragraph.
    """
    found: defaultdict[str, list[Sense]] = defaultdict(list)
    for sentence in _SENTENCE.findall(article):
        for first, last, fitting in _found(sentence, 0, len(sentence)):
            around = _around(sentence, first, last)
            if last - first > 1 and (row := told(fitting, around)):
                found[sentence[first:last]] += [row] * row.count(around)
    return {
        word: rows[0]
        for word, rows in found.items()
        if len(rows) >= _SURE and len({row.reading for row in rows}) == 1
    }


def _untold(senses: Sequence[Sense], meant: Sense | None) -> Sense | None:
    """The sense that the article means if the word may have it here, else that which needs no telling."""
    return meant if meant in senses else next((row for row in senses if not row.cues), None)


def _found(text: str, start: int, end: int) -> Iterator[tuple[int, int, list[Sense]]]:
    """Where words of the table stand, with the rows that speak of them there."""
    table, words = _table()
    for found in words.finditer(text, start, end):
        if fitting := [row for row in table[found.group()] if row.fits(text, found.start())]:
            yield *found.span(), fitting


def _around(text: str, first: int, last: int) -> str:
    return f"{text[max(0, first - _REACH) : first]}\n{text[last : last + _REACH]}"


def rows() -> list[Sense]:
    """Every row of the table, in its order."""
    return [_row(line, where) for line, where in lines_of(TABLE)]


def _row(line: str, where: str) -> Sense:
    word, reading, before, after, least, cues, example, said = line.split("\t")
    before, after = before or _ALONE_BEFORE, after or _ALONE_AFTER
    return Sense(word, reading, before, after, least, cues, example, said, where)


@cache
def _table() -> tuple[dict[str, list[Sense]], re.Pattern[str]]:
    by_word: defaultdict[str, list[Sense]] = defaultdict(list)
    for row in rows():
        by_word[row.word].append(row)
    return by_word, compiled("|".join(sorted(map(re.escape, by_word), key=len, reverse=True)))
