"""Roman numerals that are said as numbers: ``第III章``, ``IA類``."""

from __future__ import annotations

import re

from narrate.readings.latin import spell_out
from narrate.readings.rule import rule

_NUMERALS = {
    ten + one: 10 * tens + ones
    for tens, ten in enumerate(("", "X"))
    for ones, one in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
}


def _number(match: re.Match[str]) -> str | None:
    number = _NUMERALS.get(match.group())
    return str(number) if number else None


AFTER_ORDINAL_SIGN = rule("roman numeral", "(?<=第)(?!X(?![IVX]|因子))[IVX]{1,5}(?=[abc]?[一-鿿])", _number)
"""Tried before the lexicon, which has some of them."""

OF_SUBJECT = rule(
    "part of a subject",
    "(?:(?<=[数科化]学)|(?<=英語)|(?<=物理)|(?<=生物)|(?<=簿記)|(?<=世界史)|(?<=情報))(?:I{1,3}|IV)(?![A-Za-z])",
    _number,
)
"""What is learned in which year: 数学II."""

CLASS = rule(
    "class of red lists",
    "(?<![A-Za-z])(I{1,3}|IV|V)([AB]?)(?=類)",
    lambda m: f"{_NUMERALS[m[1]]}{spell_out(m[2])}",
)
