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
_LONGEST = 400  # characters: comparing two texts takes the square of it
_NEAR = 4  # marks among which the pause of a comma is looked for


def times_at(cue: Cue, offsets: Sequence[int]) -> list[int]:
    """When the voice reaches offsets of the author's text, in ms from the episode's start."""
    if not offsets:
        return []
    pauses = {} if cue.marks else _PAUSES  # marks have the pauses between them
    said = [0.0, *accumulate(_morae(char, pauses) for char in cue.spoken)]
    whole = said[-1] or 1.0
    shares = [said[place] / whole for place in _spoken_offsets(cue.text, cue.spoken, offsets)]
    if not cue.marks:
        return [round(cue.start_ms + share * (cue.end_ms - cue.start_ms)) for share in shares]
    pause_before = [cue.text[offset - 1] in _PAUSES for offset in offsets]
    return [cue.marks[_mark(cue.marks, *each)].start_ms for each in zip(shares, pause_before, strict=True)]


def _mark(marks: Sequence[TimeMark], share: float, after_pause: bool) -> int:
    """The first mark after so much of what is said; after the nearest pause, where there is to be one."""
    said = [0, *accumulate(len(mark.text) for mark in marks)]
    wanted = share * said[-1]
    at = min(bisect_left(said, wanted), len(marks) - 1)
    near = range(max(1, at - _NEAR), min(len(marks), at + _NEAR + 1)) if after_pause else range(at, at + 1)

    def value(number: int) -> tuple[int, float]:
        return marks[number].start_ms - marks[number - 1].end_ms, -abs(said[number] - wanted)

    return max(near, key=value, default=0)


def _spoken_offsets(text: str, spoken: str, offsets: Sequence[int]) -> list[int]:
    """Where in the spoken text the same places are: what both have in common says it."""
    ends = [(0, 0)]
    if max(len(text), len(spoken)) <= _LONGEST:
        for block in SequenceMatcher(None, text, spoken, autojunk=False).get_matching_blocks():
            ends += [(block.a, block.b), (block.a + block.size, block.b + block.size)]
    ends.append((len(text), len(spoken)))
    return [_between(ends, offset) for offset in offsets]


def _between(ends: Sequence[tuple[int, int]], offset: int) -> int:
    """The place that goes with an offset, in proportion between the two nearest that are known."""
    after = bisect_left(ends, (offset, 0))
    (text, spoken), (next_text, next_spoken) = ends[after - 1], ends[after]
    return round(spoken + (offset - text) / max(1, next_text - text) * (next_spoken - spoken))


def _morae(char: str, pauses: dict[str, float]) -> float:
    if char in _SMALL:
        return 0.0
    if "ぁ" <= char <= "ヿ":
        return 1.0
    return pauses.get(char, _KANJI if char.isalnum() else 0.0)
