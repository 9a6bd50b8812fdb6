"""When a place within a sentence is heard: by the marks of its voice, else by how much is said before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from narrate.model import Cue, TimeMark

_SMALL = frozenset("ゃゅょぁぃぅぇぉゎャュョァィゥェォヮ")
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_PAUSES = dict.fromkeys("、，,。！？!?", 3.3)
"""In morae: the average of 178 pauses of the embedded voice in a news article."""
_KANJI = 1.8
"""Morae of a kanji, and of a digit: the average of 1,100 kanji in a news article, by the embedded voice."""
_LONGEST = 400  # characters: comparing two texts takes the square of it
_NEAR = 4  # marks among which the pause of a comma is looked for


def times_at(cue: Cue, offsets: Sequence[int]) -> list[int]:
    """When the voice reaches offsets of the author's text, in ms from the episode's start."""
    if not offsets:
        return []
    spoken = _aligned(cue.text, cue.spoken, offsets)
    if not cue.marks:
        said = [0.0, *accumulate(map(_morae, cue.spoken))]
        scale = (cue.end_ms - cue.start_ms) / (said[-1] or 1.0)
        return [round(cue.start_ms + said[place] * scale) for place in spoken]
    heard = _aligned(cue.spoken, "".join(mark.text for mark in cue.marks), spoken)
    pause_before = [cue.text[offset - 1] in _PAUSES for offset in offsets]
    return [cue.marks[_mark(cue.marks, *each)].start_ms for each in zip(heard, pause_before, strict=True)]


def _mark(marks: Sequence[TimeMark], place: int, after_pause: bool) -> int:
    """The first mark from a place in all that is heard; after the nearest pause, where there is to be one."""
    starts = [0, *accumulate(len(mark.text) for mark in marks)]
    at = min(bisect_left(starts, place), len(marks) - 1)
    near = range(max(1, at - _NEAR), min(len(marks), at + _NEAR + 1)) if after_pause else range(at, at + 1)

    def value(number: int) -> tuple[int, int]:
        return marks[number].start_ms - marks[number - 1].end_ms, -abs(starts[number] - place)

    return max(near, key=value, default=0)


def _aligned(text: str, other: str, offsets: Sequence[int]) -> list[int]:
    """Where in another wording the same places are: what both have in common says it, kana of either kind."""
    ends = [(0, 0)]
    if max(len(text), len(other)) <= _LONGEST:
        both = text.translate(_KATAKANA), other.translate(_KATAKANA)
        for block in SequenceMatcher(None, *both, autojunk=False).get_matching_blocks():
            ends += [(block.a, block.b), (block.a + block.size, block.b + block.size)]
    ends.append((len(text), len(other)))
    return [_between(ends, offset) for offset in offsets]


def _between(ends: Sequence[tuple[int, int]], offset: int) -> int:
    """The place that goes with an offset, in proportion between the two nearest that are known."""
    after = max(1, bisect_left(ends, (offset, 0)))
    (text, spoken), (next_text, next_spoken) = ends[after - 1], ends[after]
    return round(spoken + (offset - text) / max(1, next_text - text) * (next_spoken - spoken))


def _morae(char: str) -> float:
    if char in _SMALL:
        return 0.0
    if "ぁ" <= char <= "ヿ":
        return 1.0
    return _PAUSES.get(char, _KANJI if char.isalnum() else 0.0)
