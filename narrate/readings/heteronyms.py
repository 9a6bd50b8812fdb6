"""Kanji that Open JTalk misreads and the words around them decide: 行った is オコナッタ after 開発を.

The rules are the rows of two tables beside this file: in ``heteronyms.tsv`` words that have several readings,
in ``compounds.tsv`` those that it takes apart at the wrong place. Each row carries a sentence that tests it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from narrate.patterns import compiled
from narrate.readings.symbols import KANJI

_HETERONYMS, _COMPOUNDS = (Path(__file__).with_name(f"{name}.tsv") for name in ("heteronyms", "compounds"))
TABLES = (_HETERONYMS, _COMPOUNDS)
_CONTEXT = 16  # characters looked at on each side
_IS_KANJI = compiled(KANJI)
_IN_CLASS = compiled(r"\[[^\[\]]*漢[^\[\]]*\]")
_BEGINS, _ENDS = "(?<!漢)", "(?!漢)|(?=[的化性法用論毎])"


@dataclass(frozen=True)
class InContext:
    """A ``word`` that is said ``reading`` if what stands ``before`` and ``after`` it fits.

    Both contexts are regular expressions in which 漢 is any kanji.
    """

    word: str
    reading: str
    before: str
    after: str

    def fits(self, text: str, start: int) -> bool:
        """Whether the word at ``start`` stands where this row applies."""
        end = start + len(self.word)
        stands_after = self._before.search(text[max(0, start - _CONTEXT) : start])
        return bool(stands_after and self._after.match(text[end : end + _CONTEXT]))

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return compiled(f"(?:{any_kanji(self.before)})$")

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return compiled(any_kanji(self.after))


@dataclass(frozen=True)
class Heteronym(InContext):
    """One row of the tables.

    The reading is hiragana where the voice's dictionary knows the word so, else katakana as spoken. An empty
    context fits everywhere, in ``compounds.tsv`` where no longer word goes on in kanji. ``example`` is
    a sentence that the engine alone misreads, ``said`` how it says it with this row; ``where`` is
    ``file:line``.
    """

    example: str
    said: str
    where: str


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Words of ``text`` that a row reads, as (start, end, kana, rule), left to right."""
    table, first = _table()
    found = first.search(text, start, end)
    while found:
        at = found.start()
        for row in table[found.group()]:
            if text.startswith(row.word, at, end) and row.fits(text, at):
                yield at, at + len(row.word), row.reading, row.where
                at += len(row.word) - 1
                break
        found = first.search(text, at + 1, end)


def rows() -> list[Heteronym]:
    """Every row of the tables, in their order: of two that fit a word, the first is taken."""
    return [
        _row(line, where, is_compound=table == _COMPOUNDS)
        for table in TABLES
        for line, where in lines_of(table)
    ]


def lines_of(table: Path) -> Iterator[tuple[str, str]]:
    """The rows of a table of kanji as they are written, without comments; and where, as ``file:line``."""
    for number, line in enumerate(table.read_text(encoding="utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            yield line, f"{table.name}:{number}"


def _row(line: str, where: str, is_compound: bool) -> Heteronym:
    word, reading, before, after, example, said = line.split("\t")
    if is_compound:
        before = before or (_BEGINS if _IS_KANJI.match(word[0]) else "")
        after = after or (_ENDS if _IS_KANJI.match(word[-1]) else "")
    return Heteronym(word, reading, before, after, example, said, where)


@cache
def _table() -> tuple[dict[str, list[Heteronym]], re.Pattern[str]]:
    """The rows by the first character of their word, longer words first."""
    by_first: defaultdict[str, list[Heteronym]] = defaultdict(list)
    for row in sorted(rows(), key=lambda row: -len(row.word)):
        by_first[row.word[0]].append(row)
    return by_first, compiled(f"[{''.join(by_first)}]")


def any_kanji(pattern: str) -> str:
    """A pattern in which 漢 stands for any kanji, also within a class: [^漢十百]."""
    return _IN_CLASS.sub(lambda found: found.group().replace("漢", KANJI[1:-1]), pattern).replace("漢", KANJI)
