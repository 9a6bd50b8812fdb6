"""Roman numerals that are said as numbers: ``第III章``, ``IA類``."""

from __future__ import annotations

import re
import unicodedata

from narrate.patterns import compiled
from narrate.readings.latin import ENGLISH_NUMBERS, spell_out
from narrate.readings.rule import rule, span_around

_NUMERALS = {
    ten + one: 10 * tens + ones
    for tens, ten in enumerate(("", "X"))
    for ones, one in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
}

_OF_HORSES = compiled(
    "競馬|重賞|騎手|[牝牡]馬|競走馬|厩舎|ダート|ステークス|(?:桜花|皐月|菊花|秋華|天皇)賞|(?:有馬|宝塚)記念|オークス|ダービー"
)
_NEAR = 40  # characters in which a race is spoken of


def _number(match: re.Match[str]) -> str | None:
    number = _NUMERALS.get(match.group())
    return str(number) if number else None


def _grade(match: re.Match[str]) -> str | None:
    series, numeral = (part for part in match.groups()[:4] if part)
    is_told = series != "G" or match["race"] is not None
    if not is_told and not _OF_HORSES.search(match.string, *span_around(match, _NEAR)):
        return None
    number = _NUMERALS[unicodedata.normalize("NFKC", numeral)]
    return spell_out(series.upper()) + ENGLISH_NUMBERS[str(number)]


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
_RACE = (
    "馬|レース|戦線|ホース|ウイナー|を?[0-9一二三四五六七八九]+勝(?!手)|初?制覇|を制[しす覇]|・Jpn"
    "|(?!登録|認証|保護|制度|ブランド|表示|食品)[一-鿿ァ-ヺーA-Z]{1,9}"
    "(?:賞|杯|記念|冠|ステークス|カップ|オークス|ダービー)"
)
OF_RACES = rule(
    "grade of a race",
    "(?<![A-Za-z0-9])(?:(Jpn)(I{1,3}|[Ⅰ-Ⅲ])|(G)(I{1,3}|[Ⅰ-Ⅲ]))(?![A-Za-z値])"
    rf"(?: ?[・の]?(?P<race>(?={_RACE})))?",
    _grade,
)
"""Horse races: GI桜花賞, JpnIII; not GI値."""
