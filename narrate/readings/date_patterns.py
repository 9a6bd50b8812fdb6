"""Patterns that programs write dates by: ``YYYY-MM-DD``, ``yymmdd``, ``HH:mm:ss``, ``YYYY年MM月``.

Their letters are spelled, a file's form behind them is said. ``mm`` by itself is a length and ``dd`` a
command: but for ``yyyy``, two fields at least stand together.
"""

from __future__ import annotations

import re

from narrate.readings.latin import spell
from narrate.readings.rule import any_of, rule
from narrate.readings.web import ENDINGS

_YEAR, _MONTH, _DAY = "(?:[yY]{4}|[yY]{2})", "(?:MM|mm)", "(?:DD|dd)"
_HOUR, _MINUTE, _SECOND = "(?:HH|hh)", "(?:mm|MM)", "(?:ss|SS)"
_BETWEEN = "[-/._]?"
_SHORT = "[-/.]"
_DATES = (
    f"{_YEAR}{_BETWEEN}{_MONTH}(?:{_BETWEEN}{_DAY})?",
    f"{_YEAR}{_SHORT}[Mm](?:{_SHORT}[Dd])?",
    f"{_MONTH}{_BETWEEN}{_DAY}(?:{_BETWEEN}{_YEAR})?",
    f"{_DAY}{_BETWEEN}{_MONTH}(?:{_BETWEEN}{_YEAR})?",
    f"{_YEAR}年{_MONTH}月(?:{_DAY}日)?",
    f"{_MONTH}月{_DAY}日",
    "[yY]{4}",
)
_TIMES = (
    f"(?:{_HOUR}:?|[Hh]:){_MINUTE}(?::?{_SECOND}(?:[.,](?:f{{1,6}}|S{{1,6}}))?)?Z?",
    f"{_HOUR}時{_MINUTE}分(?:{_SECOND}秒)?",
)
_DATE, _TIME = "|".join(_DATES), "|".join(_TIMES)
_EITHER = f"(?:{_DATE})(?:(?:'T'|[-_T ])?(?:{_TIME}))?|{_TIME}|{_MINUTE}:{_SECOND}"
_END = f"(?![A-Za-z0-9])(?:[.](?P<form>{any_of(ENDINGS)})(?![A-Za-z0-9]))?"
_PATTERN = f"(?<![A-Za-z0-9/])(?:{_EITHER}){_END}"
_COUNTERS = {"年": "ネン", "月": "ガツ", "日": "ニチ", "時": "ジ", "分": "フン", "秒": "ビョー"}


def _spelled(match: re.Match[str]) -> str:
    form = match["form"]
    pattern = match.group().removesuffix(f".{form}")
    spelled = "".join(spell(char) or _COUNTERS.get(char, "、") for char in pattern)
    return f"{spelled}ドット{ENDINGS[form]}" if form else spelled


RULES = (("YyMmDdHh", rule("pattern of dates", _PATTERN, _spelled)),)
"""Each with what it may begin with."""
