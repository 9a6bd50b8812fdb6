"""Dates, times, ranges, money, units and other forms of numbers that the engine would misread.

Each rule is a pattern and what is said for a match. What the engine reads right as it stands (22分間, 2つ,
3.14, 1234人) stays digits, since that keeps its counters and their accent; so a rule's result may hold digits
and kanji beside katakana. Rules are tried in the order of the table; the first that matches at a place wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from narrate.readings.latin import ENGLISH_NUMBERS, say_digits
from narrate.readings.units import CURRENCIES, UNITS

Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """``say`` returns what is said for a match, or None to leave it to the rules after."""

    name: str
    pattern: re.Pattern[str]
    say: Say


_LONG_NUMBER = 16  # digits: longer ones have no names in use
_MULTIPLES = {"K": "千", "k": "千", "M": "ミリオン", "B": "ビリオン", "T": "トリリオン"}
_ORDINALS = (
    *(
        "",
        "ファースト",
        "セカンド",
        "サード",
        "フォース",
        "フィフス",
        "シックスス",
        "セブンス",
        "エイス",
        "ナインス",
        "テンス",
    ),
)
_FRACTIONS = {
    "½": "2分の1",
    "⅓": "3分の1",
    "⅔": "3分の2",
    "¼": "4分の1",
    "¾": "4分の3",
    "⅛": "8分の1",
    "⅕": "5分の1",
}
# Before one of these a number counts in Japanese: モデル 3 つ are three of them, Python 3 is a name.
_COUNTERS = (
    "つ年月日時分秒人個回円歳社件本枚台種点番度倍割章話巻版世代位名階軒冊杯匹頭羽足通組級段条項目行週泊機"
    "万億千百桁語問曲色店かカヶケ"
)
_POWERS = {"⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9}

_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_START = r"(?<![0-9A-Za-z.,])"
_END = r"(?![0-9A-Za-z])"
_DASH = "[-–~〜～]"
_WEEKDAY = r"\s?[(]\s?(?P<weekday>[月火水木金土日祝])(?:曜日?)?(?:[・·]祝)?\s?[)]"
_SPACE = r"[ \u00a0]?"
NUMBER_SIGN = rf"(?:#|№|No\.|no\.){_SPACE}(?=[0-9])"
"""What stands before a number and is said ナンバー, as a regular expression."""


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Spans of ``text`` that a rule reads, as (start, end, spoken, rule), left to right."""
    at = start
    while found := _ANY.search(text, at, end):
        spoken = None
        for rule in RULES:
            match = rule.pattern.match(text, found.start(), end)
            spoken = rule.say(match) if match else None
            if match and spoken is not None:
                yield match.start(), match.end(), spoken, rule.name
                at = match.end()
                break
        if spoken is None:
            at = _PLAIN.match(text, found.start(), end).end()  # type: ignore[union-attr]


def _plain(number: str) -> str:
    return number.replace(",", "")


def _date(match: re.Match[str]) -> str | None:
    year, month, day = (int(part) if (part := match.groupdict().get(name)) else None for name in "ymd")
    if not (month and 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    spoken = f"{year}年" if year else ""
    spoken += f"{month}月" + (f"{day}日" if day else "")
    return spoken + (_weekday(match) if match.groupdict().get("weekday") else "")


def _fraction_or_date(match: re.Match[str]) -> str | None:
    above, below = int(match["m"]), int(match["d"])
    if above < below and (below <= 10 or below in (12, 100, 1000)) and above <= 9:
        return f"{below}分の{above}"
    return _date(match)


def _time(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"]), int(match["min"])
    if hour > 27 or minute > 59:
        return None
    spoken = f"{hour}時" + (f"{minute}分" if minute else "")
    return spoken + (f"{int(match['s'])}秒" if match["s"] else "")


def _money(match: re.Match[str]) -> str:
    name = CURRENCIES[match["currency"]]
    multiple = match["multiple"] or ""
    if name == "円":
        return f"{_plain(match['number'])}{multiple.replace('K', '千').replace('k', '千')}円"
    return f"{_plain(match['number'])}{_MULTIPLES.get(multiple, multiple)}{name}"


def _unit(match: re.Match[str]) -> str | None:
    unit = match["unit"]
    name = UNITS.get(unit) or _UNITS_ANY_CASE.get(unit.lower())
    return f"{_plain(match['number'])}{name}" if name else None


def _range(match: re.Match[str]) -> str | None:
    first, last = _plain(match["first"]), _plain(match["last"])
    if match["dash"] in "-–" and float(first) >= float(last):
        return f"{first}マイナス" if " -" in match.group() else f"{first}対"
    return f"{first}から"


def _digit_by_digit(match: re.Match[str]) -> str:
    return "、".join(say_digits(group) for group in re.split("[^0-9]+", match.group()) if group)


def _model(match: re.Match[str]) -> str:
    return say_digits(match[1], zero="マル")


def _dotted(match: re.Match[str]) -> str:
    prefix = {"v": "ブイ", "ver": "バージョン", "version": "バージョン"}.get(
        (match["prefix"] or "").lower(), ""
    )
    return prefix + "テン".join(_small(part) for part in match["numbers"].split("."))


def _small(number: str) -> str:
    """A part of a version: as a number, but zeros are said."""
    if number == "0":
        return "ゼロ"
    return say_digits(number) if number.startswith("0") or len(number) > _LONG_NUMBER else number


def _ordinal(match: re.Match[str]) -> str:
    number = int(match["number"])
    return _ORDINALS[number] if 0 < number < len(_ORDINALS) else f"{number}番目"


def _weekday(match: re.Match[str]) -> str:
    return "祝日" if match["weekday"] == "祝" else f"{match['weekday']}曜日"


def _exponent(match: re.Match[str]) -> str:
    sign = "マイナス" if match["sign"] == "-" else ""
    return f"{_plain(match['number'])}かける10の{sign}{int(match['power'])}乗"


def _small_english(match: re.Match[str]) -> str:
    return ENGLISH_NUMBERS[int(match[1])]


def _rule(name: str, pattern: str, say: Say | str) -> Rule:
    spoken = (lambda match: match.expand(say)) if isinstance(say, str) else say
    return Rule(name, re.compile(pattern), spoken)


_UNIT_NAMES = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_UNITS_ANY_CASE = {unit.lower(): name for unit, name in reversed(UNITS.items())}
_CURRENCY_NAMES = "|".join(re.escape(name) for name in sorted(CURRENCIES, key=len, reverse=True))

_VERSION = r"(?<![A-Za-z0-9])(?P<prefix>[Vv](?:er(?:sion)?)?)\.?" + _SPACE
_YEAR_MONTH_DAY = "(?P<y>[12][0-9]{3})(?P<sep>[-/.])(?P<m>[01]?[0-9])(?P=sep)(?P<d>[0-3]?[0-9])"
_CLOCK = "(?P<h>[0-2]?[0-9]):(?P<min>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?"
_MONEY = rf"(?P<currency>{_CURRENCY_NAMES}){_SPACE}(?P<number>{_NUMBER}){_SPACE}"
_A_UNIT = rf"(?P<number>{_NUMBER}){_SPACE}(?P<unit>{_UNIT_NAMES}|(?i:{_UNIT_NAMES}))"
_NO_COUNT = rf"(?![0-9,:/%]|\.[0-9]|{_SPACE}[{_COUNTERS}])"
_FROM_TIME = (
    "(?:(?<=[0-9]:[0-9][0-9])[-–~〜～]|(?<=[年月日時分秒%人個回円歳])[~〜～])(?=[0-9¥$月火水木金土日])"
)
_A_RANGE = rf"(?P<first>{_NUMBER}){_SPACE}(?P<dash>{_DASH}){_SPACE}(?=(?P<last>{_NUMBER}))"

RULES = (
    _rule("fraction sign", "[½⅓⅔¼¾⅛⅕]", lambda m: _FRACTIONS[m.group()]),
    _rule("power sign", "[⁰¹²³⁴-⁹]", lambda m: f"の{_POWERS[m.group()]}乗"),
    _rule("money", _MONEY + "(?P<multiple>[万億兆千]+|[KkMBT](?![A-Za-z]))?", _money),
    _rule("negative number", "(?<![0-9A-Za-z)ぁ-んァ-ヺ一-鿿])-(?=[0-9])", "マイナス"),
    _rule("exchange rate", "(?<=[0-9][ド円元])=(?=[0-9])|(?<=ドル|ーロ|ンド)=(?=[0-9])", "、"),
    _rule("loss", f"[△▲](?={_NUMBER})", "マイナス"),
    _rule("circle and cross", "[○◯]×", "マルバツ"),
    _rule("degrees below zero", f"(?<=[はがもの])-(?={_NUMBER}[度℃°])", "マイナス"),
    _rule("phone number", f"{_START}0[0-9]{{1,4}}-[0-9]{{1,4}}-[0-9]{{3,4}}{_END}", _digit_by_digit),
    _rule("date", f"{_START}{_YEAR_MONTH_DAY}{_END}(?:{_WEEKDAY})?", _date),
    _rule("year and month", f"{_START}(?P<y>(?:19|20)[0-9]{{2}})/(?P<m>[01]?[0-9]){_END}(?!/)", _date),
    _rule("day with weekday", f"{_START}(?P<m>1?[0-9])/(?P<d>[0-3]?[0-9]){_WEEKDAY}", _date),
    _rule("weekday of a date", "(?<=[0-9]日)" + _WEEKDAY, _weekday),
    _rule("time", f"{_START}{_CLOCK}{_END}(?!:)", _time),
    _rule("ratio", rf"{_START}([0-9]+(?:\.[0-9]+)?){_SPACE}:{_SPACE}(?=[0-9])", r"\1対"),
    _rule(
        "fraction or date", f"{_START}(?P<m>[0-9]{{1,4}})/(?P<d>[0-9]{{1,4}}){_END}(?!/)", _fraction_or_date
    ),
    _rule("version", rf"{_VERSION}(?P<numbers>[0-9]+(?:\.[0-9]+)*){_END}", _dotted),
    _rule("dotted number", rf"{_START}(?P<prefix>)(?P<numbers>[0-9]+(?:\.[0-9]+){{2,}}){_END}", _dotted),
    _rule("block number", f"{_START}([0-9]{{1,3}})-([0-9]{{1,3}})-([0-9]{{1,4}}){_END}", r"\1の\2の\3"),
    _rule("ordinal", f"{_START}(?P<number>[0-9]{{1,3}})(?:st|nd|rd|th){_END}", _ordinal),
    _rule("decade", f"{_START}([0-9]{{2}}|[12][0-9]{{2}}0)s{_END}", r"\1年代"),
    _rule(
        "exponent",
        f"{_START}(?P<number>{_NUMBER})[eE](?P<sign>[+-]?)(?P<power>[0-9]{{1,3}}){_END}",
        _exponent,
    ),
    _rule("power", rf"\^{_SPACE}([0-9]+)", r"の\1乗"),
    _rule("range", f"{_START}{_A_RANGE}", _range),
    _rule("open range", f"{_START}({_NUMBER}[年月日時分秒人個回円歳]?)[~〜～](?![0-9])", r"\1から"),
    _rule("range of times", _FROM_TIME, "から"),
    _rule("unit", f"{_START}{_A_UNIT}{_END}", _unit),
    _rule("digits of a model", f"{_START}([0-9]{{3}})(?<!0)(?=[A-Z]{{2}}(?![A-Za-z]))", _model),
    _rule("small number before a name", f"{_START}([1-9])(?=[A-Z][a-z]{{2}}|[a-z]{{4}})", _small_english),
    _rule("times", f"(?<=[0-9]){_SPACE}[×xX*]{_SPACE}(?=[0-9])", "かける"),
    _rule("leading zeros", f"{_START}0[0-9]+{_END}", _digit_by_digit),
    _rule("number sign", NUMBER_SIGN, "ナンバー"),
    _rule("small number after a name", rf"(?<=[A-Za-z][ -])(10|[0-9]){_NO_COUNT}", _small_english),
)
"""The table of rules; earlier ones win."""

# Where a rule may begin; everything between is passed over quickly.
_ANY = re.compile(
    rf"[0-9½⅓⅔¼¾⅛⅕⁰¹²³⁴-⁹^#№(×○◯△▲=*-]|[Vv](?=er|[ .]?[0-9])|[Nn]o\.|{_CURRENCY_NAMES}"
    "|(?<=[0-9])[xX](?=[0-9])|[~〜～](?=[0-9¥$月火水木金土日])"
)
_PLAIN = re.compile(rf"{_NUMBER}|.", re.DOTALL)
