"""How amounts of money are said: ``$1.5 billion`` is 1.5ビリオンドル, ``¥10M`` 1000万円."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.readings.rule import (
    END,
    NUMBER,
    SPACE,
    START,
    any_of,
    in_full,
    in_myriads,
    rule,
    without_commas,
)
from narrate.readings.units import CURRENCIES, UNITS

CURRENCY = any_of(CURRENCIES)
"""The sign of a currency, as a regular expression."""

_MULTIPLES = {"k": "千", "m": "ミリオン", "b": "ビリオン", "t": "トリリオン"}
_OF_YEN = {"m": 10**6, "b": 10**9, "t": 10**12}  # nobody says ミリオン円
_MULTIPLE = (
    rf"(?:{SPACE}(?P<multiple>[万億兆千]+|[KkMBT](?![A-Za-z])|[mbt]n?(?![A-Za-z])"
    r"|(?:[Tt]housand|[MmBb]illion|[Tt]rillion)(?![A-Za-z])))?"
)
_KINDS = {"input ": "入力", "output ": "出力"}
_PER = "時間|[月年日時人名回個本枚台件杯分秒泊週冊箱袋席食坪組足]"
_NO_MONEY = "(?!円|ドル|ユーロ|ポンド|ウォン|ルピー)"
_OF_NEXT = (
    rf"[A-Za-z](?:{SPACE}[0-9]|(?!程度|前後|以[上下内]|未満|税|超|換算|台|単価|当たり)[一-鿿々ァ-ヺー])"
)
"""A letter that begins the next of several, as in 4,500円/A席 3,000円, and is no unit."""
_QUANTITY = (
    rf"(?:(?P<count>{NUMBER}[万億千百]*+){SPACE}(?P<of>{_NO_MONEY}(?:[ァ-ヺー]+|[一-鿿々]{{1,3}}))"
    rf"|(?P<millions>{NUMBER})?M{SPACE}(?P<kind>input |output |[入出]力)?"
    r"(?P<tokens>tokens?(?![A-Za-z])|トークン)"
    rf"|(?!{_OF_NEXT})(?P<count_of_unit>{NUMBER})?{SPACE}"
    rf"(?P<unit>{any_of(set(UNITS) - set('%‰KkMBTxX'))}){END}"
    r"|(?P<one>[ァ-ヺー]++)(?![0-9一-鿿々A-Za-z]))"
)
_DASH = rf"{SPACE}[-–~〜～]{SPACE}"
_AMOUNT = rf"(?P<currency>{CURRENCY}){SPACE}(?P<number>{NUMBER}){_MULTIPLE}"


def _of_many(number: str, multiple: str, name: str) -> str:
    """A number with what it is a multiple of, as said before the currency."""
    key = multiple[:1].lower()
    if name == "円" and key in _OF_YEN:
        return in_myriads(Decimal(number) * _OF_YEN[key])
    return number + _MULTIPLES.get(key, multiple)


def _money(match: re.Match[str]) -> str:
    said = _amount(match)
    if match["per"]:
        return _each(said, match["per"])
    if match["of"] or match["unit"] or match["one"] or match["tokens"]:
        return _quantity(match) + said
    return said + ("から" if match["open"] else "")


def _amount(match: re.Match[str]) -> str:
    """The groups number, multiple and currency of a match."""
    name = CURRENCIES[match["currency"]]
    number = re.sub(r"\.0+$", "", without_commas(match["number"]))
    return f"{_of_many(number, match['multiple'] or '', name)}{name}"


def _from_amount(match: re.Match[str]) -> str:
    """The first of a range whose unit and multiple stand once: ``$5〜10``, ``$1-2 billion``."""
    return f"{without_commas(match['first'])}から" + _amount(match)


def _quantity(match: re.Match[str]) -> str:
    """What an amount of money is for: 100万トークンあたり of ``$3/100万トークン``."""
    if match["tokens"]:
        millions = Decimal(without_commas(match["millions"] or "1"))
        kind = match["kind"] or ""
        return f"{in_myriads(millions * 10**6)}{_KINDS.get(kind, kind)}トークンあたり"
    if match["unit"]:
        return f"{without_commas(match['count_of_unit'] or '1')}{UNITS[match['unit']]}あたり"
    counted = f"{without_commas(match['count'] or '1')}{match['of'] or match['one']}"
    return f"{'ヒトクミ' if counted == '1組' else counted}あたり"


def _price_of_quantity(match: re.Match[str]) -> str:
    """100円/100g is 100グラムあたり100円."""
    return _quantity(match) + without_commas(match[1])


def _price(match: re.Match[str]) -> str:
    """100円/月 is 月100円, 100円/個 is 1個100円."""
    return _each(without_commas(match[1]), match[2])


def _each(amount: str, per: str) -> str:
    return _EACH.get(per, f"1{per}、") + amount


def _of_accounts(match: re.Match[str]) -> str | None:
    """5,948百万円 of accounts is 59億4800万円; 3千円 stays."""
    number, size = Decimal(without_commas(match[1])), _SIZES[match[2]]
    whole = number * size
    return None if (number < 10 and size == 10**3) or whole != int(whole) else in_full(whole)


_EACH = {"月": "ツキ", "年": "年", "時": "1時間、", "組": "ヒトクミ、"}
_CODES = {
    "USD": "米ドル",
    "EUR": "ユーロ",
    "GBP": "ポンド",
    "JPY": "円",
    "CNY": "人民元",
    "KRW": "ウォン",
    "TWD": "台湾ドル",
}
"""Of ISO 4217, as they stand behind an amount."""
_SIZES = {"千": 10**3, "百万": 10**6, "十億": 10**9}
_IN_CURRENCY = rf"{START}((?:{NUMBER}[億万]){{0,3}}{NUMBER}[億万千]?(?:円|ドル|ユーロ))/"
RULES = (
    rule(
        "range of money",
        rf"(?P<currency>{CURRENCY}){SPACE}(?P<first>{NUMBER}){_DASH}(?P<number>{NUMBER}){_MULTIPLE}{END}",
        _from_amount,
    ),
    rule(
        "money",
        _AMOUNT + f"(?:/(?P<per>{_PER})(?![0-9一-鿿])|/{_QUANTITY}|(?P<open>[~〜～](?!-?[0-9¥$€£])))?",
        _money,
    ),
    rule(
        "amount with a code",
        rf"{START}({NUMBER}[万億千百]*){SPACE}({any_of(_CODES)})(?![A-Za-z/]| [A-Z])",
        lambda m: without_commas(m[1]) + _CODES[m[2]],
    ),
    rule(
        "accounts",
        f"{START}({NUMBER})(千|百万|十億)(?=円|米?ドル|ユーロ|元|ウォン|株|人|台|個|件|口|トン)",
        _of_accounts,
    ),
    rule("price", rf"{_IN_CURRENCY}({_PER})(?![0-9一-鿿])", _price),
    rule("price of a quantity", _IN_CURRENCY + _QUANTITY, _price_of_quantity),
)
"""Tried before the lexicon, which has the words million and US."""
