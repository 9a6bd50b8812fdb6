"""Japanese persons and places whose kanji the voice misreads: 稲盛和夫, 倶知安町, 国立駅.

The names are the rows of three tables beside this file: ``persons.tsv``, ``municipalities.tsv``, and
``places.tsv`` for stations, quarters, mountains, shrines. What a row gives the voice keeps the kanji that it
reads right, for their accent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from narrate.readings.symbols import KANJI

PERSONS, MUNICIPALITIES, PLACES = (
    Path(__file__).with_name(f"{name}.tsv") for name in ("persons", "municipalities", "places")
)
_SHORT_NAME = 3  # characters: a shorter one may be the end of a longer one
_SHORT_PLACE = 2
_TITLE = "[長相臣員事督手授士家優者師役表官段人将王氏と]"
_AFTER_A_PERSON = re.compile(
    rf"(?!{KANJI})|[氏様君元前現准副]|両氏|夫妻|選手|監督|教授|社長|会長|博士|先生|首相|総理|大臣|議員|知事|市長|容疑|被告|代表|名誉"
    "|役員|取締|理事|委員|助教|研究|監修|主演|投手|捕手|内野|外野|名人|竜王|王将|棋聖|[四五六七八九]段"
)
_BEFORE_A_PERSON = re.compile(f"(?<!{KANJI})|(?<={_TITLE})")
_BEFORE_A_PLACE = re.compile(rf"(?<![{KANJI[1:-1]}ヶケ])|(?<=[都道府県郡市の])")
_AFTER_A_PLACE = re.compile(rf"(?!{KANJI})|[駅市港城線行温方沖産発着]")
_KEY = 2  # characters by which a name is looked up
_FAR = 12  # characters between a prefecture and what lies in it


@dataclass(frozen=True, slots=True)
class ProperName:
    """One row: ``name`` is ``said`` so to the voice, which then reads it as ``reading``, in katakana.

    A municipality has its ``prefecture`` where another of that name is read otherwise; ``where`` is
    ``file:line``.
    """

    name: str
    said: str
    reading: str
    prefecture: str
    where: str
    table: Path

    def fits(self, text: str, start: int) -> bool:
        """Whether the name at ``start`` is no part of a longer word."""
        end = start + len(self.name)
        if self.table == PERSONS:
            is_apart = len(self.name) > _SHORT_NAME or _BEFORE_A_PERSON.match(text, start)
            return bool(is_apart and _AFTER_A_PERSON.match(text, end))
        if self.prefecture or (self.table == MUNICIPALITIES and len(self.name) <= _SHORT_PLACE):
            before = text[max(0, start - _FAR) : start]
            return self.prefecture in before if self.prefecture else before[-1:] in ("県", "郡", "府", "道")
        if self.table == PLACES and len(self.name) <= _SHORT_PLACE and not _AFTER_A_PLACE.match(text, end):
            return False
        return bool(_BEFORE_A_PLACE.match(text, start))


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Names in ``text`` that the voice would misread, as (start, end, what is said, rule), left to right."""
    table, first = _table()
    found = first.search(text, start, end)
    while found:
        at = found.start()
        for row in table.get(text[at : at + _KEY], ()):
            if text.startswith(row.name, at, end) and row.fits(text, at):
                yield at, at + len(row.name), row.said, row.where
                at += len(row.name) - 1
                break
        found = first.search(text, at + 1, end)


def rows() -> list[ProperName]:
    """Every row of the tables, in their order."""
    return [
        _row(line, f"{table.name}:{number}", table)
        for table in (PERSONS, MUNICIPALITIES, PLACES)
        for number, line in enumerate(table.read_text(encoding="utf-8").split("\n"), 1)
        if line and not line.startswith("#")
    ]


def _row(line: str, where: str, table: Path) -> ProperName:
    name, said, reading, *prefecture = line.split("\t")
    return ProperName(name, said, reading, "".join(prefecture), where, table)


@cache
def _table() -> tuple[dict[str, list[ProperName]], re.Pattern[str]]:
    """The rows by the first two characters of their names, longer names first; and any first character."""
    by_first: defaultdict[str, list[ProperName]] = defaultdict(list)
    for row in sorted(rows(), key=lambda row: -len(row.name)):
        by_first[row.name[:_KEY]].append(row)
    return by_first, re.compile(f"[{''.join(sorted({name[0] for name in by_first}))}]")
