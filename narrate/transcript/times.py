"""When a place within a sentence is heard: by the marks of its voice, else by how much is said before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from narrate.model import Cue, TimeMark

_SMALL = frozenset("ゃゅょぁぃぅぇぉゎャュョァィゥェォヮ")
_PAUSES = {"、": 2.0, "，": 2.0, ",": 2.0, "。": 3.0, "！": 3.0, "？": 3.0, "!": 3.0, "?": 3.0}
"""In morae, as the embedded voice makes them."""
_KANJI = 1.8
"""Morae of a kanji, and of a digit: the average of 1,100 kanji in a news article, by the embedded voice."""
_NEAR = 4  # marks among which the pause of a comma is looked for


def time_at(cue: Cue, offset: int) -> int:
    """When the voice reaches an offset of the author's text, in ms from the episode's start."""
    spoken = _spoken_offset(cue.text, cue.spoken, offset)
    pauses = {} if cue.marks else _PAUSES  # marks have the pauses between them
    before, whole = (_morae(text, pauses) for text in (cue.spoken[:spoken], cue.spoken))
    share = before / whole if whole else offset / len(cue.text)
    if not cue.marks:
        return round(cue.start_ms + share * (cue.end_ms - cue.start_ms))
    return cue.marks[_mark(cue.marks, share, cue.text[offset - 1] in _PAUSES)].start_ms


def _mark(marks: Sequence[TimeMark], share: float, after_pause: bool) -> int:
    """The first mark after so much of what is said; after the nearest pause, where there is to be one."""
    said = [0, *accumulate(len(mark.text) for mark in marks)]
    wanted = share * said[-1]
    at = min(bisect_left(said, wanted), len(marks) - 1)
    near = range(max(1, at - _NEAR), min(len(marks), at + _NEAR + 1)) if after_pause else range(at, at + 1)

    def value(number: int) -> tuple[int, float]:
        return marks[number].start_ms - marks[number - 1].end_ms, -abs(said[number] - wanted)

    return max(near, key=value, default=0)


def _spoken_offset(text: str, spoken: str, offset: int) -> int:
    """Where in the spoken text the same place is: what both have in common says it."""
    last_text, last_spoken = 0, 0
    for block in SequenceMatcher(None, text, spoken, autojunk=False).get_matching_blocks():
        if offset < block.a:
            gap = (offset - last_text) / (block.a - last_text)
            return round(last_spoken + gap * (block.b - last_spoken))
        if offset <= block.a + block.size:
            return block.b + offset - block.a
        last_text, last_spoken = block.a + block.size, block.b + block.size
    return len(spoken)


def _morae(text: str, pauses: dict[str, float]) -> float:
    return sum(_morae_of(char, pauses) for char in text)


def _morae_of(char: str, pauses: dict[str, float]) -> float:
    if char in _SMALL:
        return 0.0
    if "ぁ" <= char <= "ヿ":
        return 1.0
    return pauses.get(char, _KANJI if char.isalnum() else 0.0)
