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
_ROUND = 5  # minutes, or seconds: on such times somebody has planned something
_NOUGHT = re.compile("0{1,2}:")
_REASON = "time in a recording"


def without_times(lines: list[Line]) -> list[Line]:
    """The lines; of a transcript the times are dropped, and the names of who speaks are no headings."""
    stamps = [None if line.reason else _STAMPED.fullmatch(line.text) for line in lines]
    speeches = sum(
        bool(stamp) and is_sentence(below) for stamp, (_, below) in zip(stamps, pairwise(lines), strict=False)
    )
    if speeches < _FEWEST or not _are_of_recording([stamp for stamp in stamps if stamp]):
        return lines
    return [part for line, stamp in zip(lines, stamps, strict=True) for part in _parts(line, stamp)]


def _are_of_recording(stamps: list[re.Match[str]]) -> bool:
    """Whether times rise from nought and who speaks does so again; a day's log and a plan have other times.

    Brackets around the times, or the lack of names, do instead of a speaker who comes back.
    """
    texts = [_clock(stamp).strip("[]()（）") for stamp in stamps]
    times = [sum(60**n * int(part) for n, part in enumerate(reversed(text.split(":")))) for text in texts]
    speakers = [who for stamp in stamps if (who := _speaker(stamp))]
    is_clear = not _clock(stamps[0])[0].isdigit() or not speakers or len(set(speakers)) < len(speakers)
    is_from_nought = bool(_NOUGHT.match(texts[0])) and times == sorted(times)
    return is_clear and is_from_nought and any(time % _ROUND for time in times)


def _clock(stamp: re.Match[str]) -> str:
    return stamp["time"] or stamp["last"]


def _speaker(stamp: re.Match[str]) -> str:
    return stamp["behind"] or stamp["before"] or ""


def _parts(line: Line, stamp: re.Match[str] | None) -> Iterator[Line]:
    who = stamp and _speaker(stamp)
    if not stamp:
        yield line
    elif not who or _NO_SPEECH.fullmatch(who):
        yield dropped(line, _REASON)
    else:
        time = dropped(replace(line, text=_clock(stamp)), _REASON)
        name = replace(line, text=who, is_clause=True)
        yield from (name, time) if stamp["before"] else (time, name)
