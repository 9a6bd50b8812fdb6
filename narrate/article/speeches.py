"""What a meeting tool writes down of a recording: over each speech, or before it, its time and who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from narrate.article.lines import Line, dropped, is_sentence
from narrate.patterns import compiled

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d\d"
_TIME, _IN_BRACKETS = rf"[\[(（]?{_CLOCK}[\])）]?", rf"[\[(（]{_CLOCK}[\])）]"
_STAMPED = compiled(
    rf"(?P<time>{_TIME})(?:\s+(?P<behind>[^\s。:：][^。:：]{{0,19}}))?|(?P<before>(?!\S*[0-9][年/.-])[^\s。:：]{{1,16}})\s+(?P<last>{_TIME})"
)
"""A time, and the speaker on either side of it."""
_SPOKEN = compiled(
    rf"(?P<time>{_TIME})\s*"
    rf"(?P<behind>[^\s。、:：「\])）][^。、:：「]{{0,19}}?)(?:\s?[:：]\s?|[ \u3000])(?=\S)"
    rf"|(?P<before>[^\s。、:：「（(\[]{{1,16}})\s?(?P<last>{_IN_BRACKETS})\s?[:：]\s?(?=\S)"
)
"""A time and the speaker, in one line with what is said."""
_WITH_SECONDS = compiled(r"\d{1,2}:\d\d:\d\d")
_NO_SPEECH = compiled(r"[（(\[【][^（()）]*[）)\]】]|録[音画](?:開始|終了|停止)")
_SILENT = compiled(rf"{_IN_BRACKETS}\s*(?:{_NO_SPEECH.pattern})")
_FEWEST = 3  # speeches
_ROUND = 5  # minutes, or seconds: on such times somebody has planned something
_NOUGHT = compiled("0{1,2}:")
_REASON = "time in a recording"


def without_times(lines: list[Line]) -> list[Line]:
    """The lines; of a transcript the times are dropped, and the names of who speaks are no headings."""
    return _without_times_in_speech(_without_times_over_speech(lines))


def _without_times_in_speech(lines: list[Line]) -> list[Line]:
    """The lines; the times dropped with which lines of speech begin, or which stand behind the name there."""
    spoken = [_SPOKEN.match(line.text) if is_sentence(line) else None for line in lines]
    found = [speech for speech in spoken if speech]
    if len(found) < _FEWEST or not (_are_exact(found) and _are_of_recording(found)):
        return lines
    return [
        part for line, speech in zip(lines, spoken, strict=True) for part in _parts_of_speech(line, speech)
    ]


def _are_exact(spoken: list[re.Match[str]]) -> bool:
    """Whether somebody speaks again, and times are no hours: all have seconds or brackets, or one is 0."""
    speakers = [_speaker(speech) for speech in spoken]
    clocks = [_clock(speech) for speech in spoken]
    are_marked = all(_WITH_SECONDS.search(clock) or not clock[0].isdigit() for clock in clocks)
    return len(set(speakers)) < len(speakers) and (are_marked or not clocks[0].strip("0:"))


def _parts_of_speech(line: Line, speech: re.Match[str] | None) -> Iterator[Line]:
    """The line without its time, which stands before or behind it."""
    if not speech:
        yield dropped(line, _REASON) if _SILENT.fullmatch(line.text) else line
    elif speech["time"]:
        yield dropped(replace(line, text=speech["time"]), _REASON)
        yield replace(line, text=line.text[speech.end("time") :].lstrip())
    else:
        yield replace(line, text=speech["before"] + line.text[speech.end("last") :].lstrip())
        yield dropped(replace(line, text=speech["last"]), _REASON)


def _without_times_over_speech(lines: list[Line]) -> list[Line]:
    stamps = [_STAMPED.fullmatch(line.text) if line.reason in ("", _REASON) else None for line in lines]
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
