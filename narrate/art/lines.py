"""A title as lines: as large as it fits, broken where a reader would, and of about the same length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate
from math import inf
from typing import NamedTuple

from narrate.patterns import compiled
from narrate.readings import dictionaries

LEADING = 1.3
"""The height of a line for a size of 1."""
SMALLEST = 86
"""Pixels: a smaller title is not read on a phone; what does not fit so is cut, with an ellipsis."""

_SIZES = (240, 220, 202, 186, 172, 158, 146, 136, 126, 118, 110, 102, 94, SMALLEST)
_LONGEST = 300  # characters that could fit
_ANYWHERE, _WORD, _BUNSETSU, _CLAUSE = 1, 2, 3, 4  # how good it is to break a line there
_TRIES = ((_BUNSETSU, 240, 102), (_WORD, 158, SMALLEST), (_ANYWHERE, 110, SMALLEST))
"""Which breaks are allowed for sizes from, to: rather smaller than with a word parted, if not too small."""
_COSTS = {_CLAUSE: 0.0, _BUNSETSU: 0.1, _WORD: 0.5, _ANYWHERE: 1.5}  # a line that is wholly empty costs 1
_NOT_FIRST = (
    "、。，．,.・:;：；！？!?)）」』】〕］》〉”’…‥ー～〜々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%"
)
_AFTER_IT, _BEFORE_IT = "、。，：；！？｜|…", "「『（【｜|"  # where even a single word may be parted
_NOT_LAST = "(（「『【〔［《〈“‘¥￥$#＃@＠"
_AN_END = compiled("[ぁ-ん」』）】]")
_IN_A_RUN = compiled(r"[A-Za-z\u00c0-\u024f0-9'’&+/_.,:@#-]+(?:(?<=[0-9])[^\W\d_])?")  # 10万 stays together


class Title(NamedTuple):
    """Lines and their size in pixels."""

    lines: tuple[str, ...]
    size: int


def laid_out(text: str, measure: Callable[[str, int], float], width: float, height: float) -> Title:
    """A title in lines that fit into so many pixels; ``measure`` tells how wide a text is at a size."""
    page = _Page(text[:_LONGEST], measure, width, height)
    for level, largest, smallest in _TRIES if len(text) <= _LONGEST else ():
        for size in _SIZES:
            if smallest <= size <= largest and (lines := page.lines(size, level)):
                return Title(lines, size)
    cut = (_cut(text[:_LONGEST], level, measure, width, height) for level in (_WORD, _ANYWHERE))
    return Title(next(filter(None, cut), ("…",)), SMALLEST)


def _cut(
    text: str, level: int, measure: Callable[[str, int], float], width: float, height: float
) -> tuple[str, ...]:
    """As much of a title as fits at the smallest size; none if the first word is too long."""
    shown: tuple[str, ...] = ()
    fits, too_many = 0, len(text)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if lines := _Page(f"{text[:middle].rstrip()}…", measure, width, height).lines(SMALLEST, level):
            shown, fits = lines, middle
        else:
            too_many = middle
    return shown


class _Page:
    """A title and the room for it."""

    def __init__(self, text: str, measure: Callable[[str, int], float], width: float, height: float) -> None:
        self._text = text
        self._width = width
        self._height = height
        self._breaks = breaks(text)
        self._reach = [0.0, *accumulate(measure(char, 100) / 100 for char in text)]

    def lines(self, size: int, level: int) -> tuple[str, ...]:
        """The lines at a size, even in length, with breaks of a level and better; none if they do not fit."""
        most = int(self._height / (size * LEADING))
        places = [0, *(at for at, quality in self._breaks.items() if quality >= level), len(self._text)]
        best: dict[int, list[tuple[float, int]]] = {0: [(0.0, 0)] + [(inf, 0)] * most}
        for number, end in enumerate(places[1:], 1):
            best[end] = [(inf, 0)] * (most + 1)
            for start in reversed(places[:number]):
                used = self._used(start, end, size)
                if used > 1:
                    break
                cost = (1 - used) ** 2 + _COSTS[self._breaks.get(end, _CLAUSE)]
                for count in range(most):
                    best[end][count + 1] = min(best[end][count + 1], (best[start][count][0] + cost, start))
        return self._traced(best)

    def _used(self, start: int, end: int, size: int) -> float:
        """Which part of a line a stretch of the title fills."""
        blank = len(self._text[start:end]) - len(self._text[start:end].rstrip())
        return (self._reach[end - blank] - self._reach[start]) * size / self._width

    def _traced(self, best: Mapping[int, list[tuple[float, int]]]) -> tuple[str, ...]:
        """The lines by the fewest that hold the title."""
        end = len(self._text)
        count = next((n for n, (cost, _) in enumerate(best[end]) if cost < inf), 0)
        lines: list[str] = []
        while count:
            start = best[end][count][1]
            lines.append(self._text[start:end].strip())
            end, count = start, count - 1
        return tuple(reversed(lines))


def breaks(text: str) -> dict[int, int]:
    """Offsets at which a line may begin, and how good that is.

    A bunsetsu ends in hiragana or a bracket; where UniDic sees an end elsewhere it has mostly parted a
    compound (金|メダル, 3人|組). A word of one character leans on the one before (利用|者, 議事|録).
    """
    bunsetsu = dictionaries.bunsetsu_starts(text)
    words: set[int] = set()
    at = 0
    for word, _ in dictionaries.unidic_words(text):
        at = text.find(word, at)
        words |= {at} if len(word) > 1 else set()
        at += len(word)
    whole = {at for run in _IN_A_RUN.finditer(text) for at in range(run.start() + 1, run.end())}
    found: dict[int, int] = {}
    for offset in range(1, len(text)):
        before, after = text[offset - 1], text[offset]
        if after in _NOT_FIRST or before in _NOT_LAST or after.isspace():
            continue
        if before.isspace() or before in _AFTER_IT or after in _BEFORE_IT:
            found[offset] = _CLAUSE
        elif offset in whole:
            found[offset] = _ANYWHERE
        else:
            is_end = offset in bunsetsu and bool(_AN_END.match(before))
            found[offset] = _BUNSETSU if is_end else _WORD if offset in words else _ANYWHERE
    return found
