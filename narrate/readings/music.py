"""How works of music are told apart by numbers, and how fast they are played, as broadcasters say it."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings.rule import END, SPACE, rule, span_around

_NOTES = {"♩": "シブオンプ", "♪": "ハチブオンプ"}
_BY_MOZART = compiled("モーツァルト|ケッヘル|Mozart")
_OF_MUSIC = compiled("曲|ソナタ|ピアノ|交響|弦楽|作品|[弾奏聴]")
_IN_AN_ARTICLE = 200  # characters


def _opus(match: re.Match[str]) -> str | None:
    """Op. 27-2 is 作品27の2; of programs ``op.`` is something else."""
    near = span_around(match, _IN_AN_ARTICLE)
    if not _OF_MUSIC.search(match.string, *near):
        return None
    called = "" if match.string.endswith(("作品", "作品 "), 0, match.start()) else "作品"
    return called + "の".join(number for number in match.groups() if number)


def _number(match: re.Match[str]) -> str | None:
    """The 9 of 作品9-2; 作品1-3 are those from 1 to 3."""
    return f"{match[1]}の" if int(match[1]) > int(match[2]) else None


def _of_koechel(match: re.Match[str]) -> str | None:
    """The K of K. 466, where the text is about Mozart."""
    near = span_around(match, _IN_AN_ARTICLE)
    return "ケッヘル" if _BY_MOZART.search(match.string, *near) else None


RULES = (
    rule("opus", rf"[Oo]p\.{SPACE}([0-9]{{1,3}})(?:(?:-|/|, ?[Nn]o\. ?)([0-9]{{1,2}}))?{END}", _opus),
    rule("number of an opus", "(?<=作品)([0-9]{1,3})-(?=([0-9]{1,2})(?![0-9A-Za-z-]))", _number),
    rule(
        "work of Mozart",
        r"(?:KV?\. ?|KV ?)(?=[0-9]{1,3}[a-z]?(?![0-9A-Za-z]))|K ?(?=[0-9]{3}(?![0-9A-Za-z]))",
        _of_koechel,
    ),
    rule("tempo", f"([♩♪]){SPACE}={SPACE}(?=[0-9])", lambda match: f"{_NOTES[match[1]]}イコール"),
)
"""Tried before the lexicon, which has OP."""
BEGIN = r"[♩♪](?= ?= ?[0-9])|(?<![A-Za-z0-9])(?:[Oo]p(?=\. ?[0-9])|K(?=V?\.? ?[0-9]))"
"""Where one of them may begin, as a regular expression."""
