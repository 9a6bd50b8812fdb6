"""Japanese persons and places whose kanji the voice misreads: 稲盛和夫, 倶知安町, 国立駅.

The names are the rows of three tables beside this file: ``persons.tsv``, ``municipalities.tsv``, and
``places.tsv`` for stations, quarters, mountains, shrines. What a row gives the voice keeps the kanji that it
reads right, for their accent.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from narrate.patterns import compiled
from narrate.readings.heteronyms import lines_of
from narrate.readings.rule import any_of
from narrate.readings.symbols import KANJI

PERSONS, MUNICIPALITIES, PLACES = (
    Path(__file__).with_name(f"{name}.tsv") for name in ("persons", "municipalities", "places")
)
_IS_KANJI = compiled(KANJI)
_KEY = 2  # characters by which a name is looked up
_SHORT_NAME = 3  # characters: a shorter one may be the end of a longer one
_END_OF_A_TITLE = "長相臣員事督手授士家優者師役表官段人将王氏"
_BEFORE_A_PERSON = compiled(f"(?<!{KANJI})|(?<=[{_END_OF_A_TITLE}と])")
_ADDRESSED = rf"(?!{KANJI})|[氏様君]|両氏|夫妻"
_AFTER_A_PERSON = compiled(
    f"{_ADDRESSED}|[元前現准副]|選手|監督|教授|社長|会長|博士|先生|首相|総理|大臣|議員|知事|市長|容疑|被告|代表|名誉"
    "|役員|取締|理事|委員|助教|研究|監修|主演|投手|捕手|内野|外野|名人|竜王|王将|棋聖|[四五六七八九]段"
)
_ONLY_ADDRESSED = compiled(_ADDRESSED)
_ENDS_LIKE_A_TITLE = "元新大前現副"  # 中谷元監督 is no 中谷元

_APART = compiled(f"(?<!{KANJI})({KANJI}{{1,4}})[ \u3000](?={KANJI})")

_SHORT_PLACE = 2
_AFTER_A_SHORT_PLACE = compiled(rf"(?!{KANJI})|[駅市港城線行温方沖産発着]")
_BEFORE_A_PLACE = compiled(rf"(?<![{KANJI[1:-1]}ヶケ])|(?<=[都道府県郡市番の])|(?<=札所)")

_PREFECTURE = compiled("北海道|東京都|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|[一-龥]{2})県")
_COUNTY = compiled(rf"(?:北海道|東京都|[府県]|{KANJI}{{1,4}}郡)$")
_LONG_NAME = 4  # characters of a town whose name no quarter of a city bears, but for these
_QUARTERS = ("富士見町", "日の出町")
_FAR = 12  # characters between a prefecture and what lies in it
_NO_TOWN = compiled("村|人|家|屋|工|並|会")  # 町村合併, 町人
_OF_A_TOWN = {
    **{
        "立": "リツ",
        "内会": "ナイカイ",
        "内": "ナイ",
        "民": "ミン",
        "道": "ドー",
        "営": "エー",
        "議会": "ギカイ",
    },
    **{"役場": "ヤクバ", "長": "チョー", "史": "シ", "外": "ガイ"},
}
"""What follows the name of a town or village, as it is read there; after kana the voice misreads it."""
_SUFFIX = compiled(any_of(_OF_A_TOWN))


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

    def fits(self, text: str, start: int, introduced: Collection[str] = ()) -> bool:
        """Whether the name at ``start`` is no part of a longer word, and this bearer of it is meant."""
        end = start + len(self.name)
        if self.table == PERSONS:
            return self._fits_person(text, start, end)
        if self.table == MUNICIPALITIES:
            is_town = not _NO_TOWN.match(text, end)
            return is_town and (self.is_introduced(text, start) or self._is_known(text, start, introduced))
        is_apart = len(self.name) > _SHORT_PLACE or _AFTER_A_SHORT_PLACE.match(text, end)
        is_relay = self.name.endswith("駅") and text.startswith("伝", end)  # 駅伝
        return bool(is_apart and not is_relay and _BEFORE_A_PLACE.match(text, start))

    def _fits_person(self, text: str, start: int, end: int) -> bool:
        is_apart = len(self.name) > _SHORT_NAME or _BEFORE_A_PERSON.match(text, start)
        after = _ONLY_ADDRESSED if self.name[-1] in _ENDS_LIKE_A_TITLE else _AFTER_A_PERSON
        return bool(is_apart and after.match(text, end))

    def is_introduced(self, text: str, start: int) -> bool:
        """Whether the prefecture or the county of the town at ``start`` stands before it."""
        before = text[max(0, start - _FAR) : start]
        if not self.prefecture:
            return bool(_COUNTY.search(before))
        named = _PREFECTURE.findall(before)
        return bool(named) and named[-1] == self.prefecture

    def _is_known(self, text: str, start: int, introduced: Collection[str]) -> bool:
        is_long = len(self.name) >= _LONG_NAME or self.name[-1] == "市"
        is_unique = is_long and self.name not in _QUARTERS and not self.prefecture
        is_apart = not _IS_KANJI.match(text[start - 1 : start])
        return is_apart and (is_unique or self.where in introduced)


def introduced(text: str) -> frozenset[str]:
    """The towns that a text names with their prefecture or county, by ``where``, for the rest of it."""
    return frozenset(row.where for at, row in _found(text) if _is_town(row) and row.is_introduced(text, at))


def readings_of(
    text: str, start: int, end: int, towns: Collection[str] = ()
) -> Iterator[tuple[int, int, str, str]]:
    """Names in ``text`` that the voice would misread, as (start, end, what is said, rule), left to right.

    ``towns`` are those that were ``introduced`` elsewhere in the article.
    """
    whole = ((at, at + len(row.name), row) for at, row in _found(text, start, end))
    for at, stop, row in sorted(
        [*whole, *_set_apart(text, start, end)], key=lambda name: (name[0], -name[1])
    ):
        is_apart = stop - at > len(row.name)
        if at >= start and (is_apart or row.fits(text, at, towns)):
            start = stop
            suffix = _SUFFIX.match(text, start, end) if _is_town(row) and row.name[-1] in "町村" else None
            if suffix:
                start = suffix.end()
            yield at, start, row.said + (_OF_A_TOWN[suffix.group()] if suffix else ""), row.where


def _set_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int, ProperName]]:
    """Persons whose family and given name a blank parts: 菅 義偉."""
    table, _ = _table()
    for found in _APART.finditer(text, start, end):
        family, given = found[1], text[found.end() : found.end() + _KEY]
        for row in table.get((family + given)[:_KEY], ()):
            stop = found.end() + len(row.name) - len(family)
            is_there = row.name.startswith(family) and text[found.end() : stop] == row.name[len(family) :]
            if row.table == PERSONS and is_there and stop <= end and _AFTER_A_PERSON.match(text, stop):
                yield found.start(), stop, row


def _found(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, ProperName]]:
    """Where a name of the tables stands, and its rows, longer names first."""
    table, first = _table()
    for found in first.finditer(text, start, end):
        at = found.start()
        for row in table.get(text[at : at + _KEY], ()):
            if text.startswith(row.name, at, end):
                yield at, row


def _is_town(row: ProperName) -> bool:
    return row.table == MUNICIPALITIES


def rows() -> list[ProperName]:
    """Every row of the tables, in their order."""
    return [
        _row(line, where, table)
        for table in (PERSONS, MUNICIPALITIES, PLACES)
        for line, where in lines_of(table)
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
    return by_first, compiled(f"[{''.join(sorted({name[0] for name in by_first}))}]")
