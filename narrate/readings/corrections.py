"""Where the show's corrections are read: before all else, for a person has heard what was wrong.

The longest wins here as everywhere: inside a longer term, an address, or a word that the article itself gives
a reading for, a correction of a part is not meant. Where these are the corrected term itself, it wins.
A unit is meant behind a number, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from narrate.readings import numbers
from narrate.readings.latin import fold, spell_out
from narrate.readings.lexicon import Lexicon, Match
from narrate.readings.units import UNITS

_BEGINS = 2  # kana

Whole = tuple[int, int, int, int]
"""A stretch that something else reads as one: from start to end, and where in it the term stands."""
Found = tuple[int, int, str, str]


def matches(lexicon: Lexicon, text: str, start: int, end: int) -> list[Match]:
    """The corrected terms in a stretch of text, by their places in the text."""
    if not lexicon.corrections:
        return []
    words = [
        Match(start + match.start, start + match.end, match.entry)
        for match in lexicon.matches(text[start:end])
        if match.entry.is_correction
        and match.entry.is_meant_by(text[start + match.start : start + match.end])
    ]
    return sorted([*words, *_units(lexicon, text, start, end)], key=lambda match: (match.start, -match.end))


def _units(lexicon: Lexicon, text: str, start: int, end: int) -> Iterator[Match]:
    """The corrected units right behind numbers, where no word begins: the mg/dL of 98mg/dL."""
    for entry in lexicon.corrected_units:
        if unit := _unit(entry.term, entry.reading):
            for found in unit.finditer(text, start, end):
                yield Match(*found.span(), entry)


@cache
def _unit(term: str, kana: str) -> re.Pattern[str] | None:
    """Where a term is a unit, if it is corrected as one: it begins as that is said, or says its letters."""
    if term not in UNITS and "/" not in term:
        return None
    read = numbers.readings_of(f"1{term}", 0, len(term) + 1)
    said = next((said for *_, said, rule in read if rule.startswith("unit")), "")
    if not said or kana[:_BEGINS] not in (said[1 : 1 + _BEGINS], spell_out(fold(term))[:_BEGINS]):
        return None
    return re.compile(rf"(?<=[0-9]){re.escape(term)}(?![A-Za-z0-9²³^]|/[A-Za-z])")


def readings_of(found: Iterable[Match], wholes: Iterable[Whole]) -> Iterator[Found]:
    """Matches as (start, end, kana, rule), left to right; a whole's term is read for all of it."""
    waiting = sorted(wholes, reverse=True)
    said = 0
    for match in found:
        while waiting and waiting[-1][1] <= match.start:
            waiting.pop()
        first, last = match.start, match.end
        if waiting and waiting[-1][0] < last:
            first, last, *term = waiting[-1]
            if term != [match.start, match.end]:
                continue
        if first >= said:
            yield first, last, match.entry.reading, match.entry.short
            said = last
