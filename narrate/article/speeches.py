"""What a meeting tool writes down of a recording: over each speech its time and who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from narrate.article.lines import Line, dropped, is_sentence

_TIME = r"[\[(（]?(?:\d{1,2}:)?\d{1,2}:\d\d[\])）]?"
_STAMPED = re.compile(
    rf"(?P<time>{_TIME})(?:\s+(?P<behind>[^\s。:：][^。:：]{{0,19}}))?|(?P<before>(?!\S*[0-9][年/.-])[^\s。:：]{{1,16}})\s+(?P<last>{_TIME})"
)
"""A time, and the speaker on either side of it."""
_NO_SPEECH = re.compile(r"[（(\[【][^（()）]*[）)\]】]|録[音画](?:開始|終了|停止)")
_FEWEST = 3  # speeches
_REASON = "time in a recording"


def without_times(lines: list[Line]) -> list[Line]:
    """The lines; of a transcript the times are dropped, and the names of who speaks are no headings."""
    stamps = [None if line.reason else _STAMPED.fullmatch(line.text) for line in lines]
    speeches = sum(
        bool(stamp) and is_sentence(below) for stamp, (_, below) in zip(stamps, pairwise(lines), strict=False)
    )
    if speeches < _FEWEST:
        return lines
    return [part for line, stamp in zip(lines, stamps, strict=True) for part in _parts(line, stamp)]


def _parts(line: Line, stamp: re.Match[str] | None) -> Iterator[Line]:
    who = stamp and (stamp["behind"] or stamp["before"])
    if not stamp:
        yield line
    elif not who or _NO_SPEECH.fullmatch(who):
        yield dropped(line, _REASON)
    else:
        time = dropped(replace(line, text=stamp["time"] or stamp["last"]), _REASON)
        name = replace(line, text=who, is_clause=True)
        yield from (name, time) if stamp["before"] else (time, name)
