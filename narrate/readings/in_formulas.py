"""What is said of a formula in a line, as ``latex`` writes it: ``∑(i=1→n) xᵢ``, ``10 − 3``, ``e^(−x)``."""

from __future__ import annotations

import re

from narrate.readings.latin import spell
from narrate.readings.rule import Rule, rule
from narrate.readings.symbols import GREEK, SAID, SUBSCRIPTS, SUPERSCRIPTS

_RAISED = str.maketrans({raised: sign for sign, raised in SUPERSCRIPTS.items()})
_LOWERED = str.maketrans({lowered: sign for sign, lowered in SUBSCRIPTS.items()})
_LETTERS = "".join(lowered for sign, lowered in SUBSCRIPTS.items() if sign.isalpha())
_OVER = {"∑": "シグマ", "∏": "プロダクト", "∫": "インテグラル", "lim": "リミット"}
_MINUS = "マイナス"
_INSIDE = (
    GREEK | {sign: SAID[sign] for sign in "+=∞≠×±∂√"} | {"−": _MINUS, "-": _MINUS, "∈": "属する", "∕": "ワル"}
)
_PART = "[^()→、。]{1,16}"
_SET = r"[A-Z][A-Za-z]{0,8}[(][^()ぁ-ヿ一-鿿]{1,20}[)]"
"""A distribution, with its parameters, N(0, 1), and no size with a word in brackets: S 〜 XL(大)."""


def _said(part: str) -> str:
    """A short part of a formula, sign by sign."""
    return "".join(
        sign if sign.isdigit() else _INSIDE.get(sign) or spell(sign) or ("、" if sign in ",;" else "")
        for sign in part
    )


def _over(match: re.Match[str]) -> str:
    """What an operator runs over: iイコール1からnまで; where a limit is taken, 0に近づくとき."""
    low, high = _said(match["low"]), _said(match["high"] or "")
    if match["sign"] == "lim":
        return f"リミット、{low}が{high}に近づくとき、" if high else f"リミット、{low}、"
    return f"{_OVER[match['sign']]}、{low}から{high}まで、" if high else f"{_OVER[match['sign']]}、{low}、"


def _index(match: re.Match[str]) -> str:
    return _said(match.group().translate(_LOWERED))


def _power(match: re.Match[str]) -> str:
    return f"の{_said(match[1])}乗"


RULES: tuple[tuple[str, Rule], ...] = (
    ("−", rule("minus of a formula", "− ?", _MINUS)),
    ("≪", rule("far less", "(?<= )≪ ", "十分小なり")),
    ("≫", rule("far more", "(?<= )≫ ", "十分大なり")),
    ("∕", rule("divided, in a formula", "∕", "ワル")),
    ("〜", rule("distributed", rf"(?<=[A-Za-zα-ωᵢ₀-₉] )〜 (?={_SET})", "従う")),
    (
        "abcdkpqr",
        rule(
            "product",
            "(?<![A-Za-z0-9])([abcdkpqr][xyz])"
            "(?= ?[+=] ?[0-9a-z(](?![A-Za-z]{2})| [−-] [0-9a-z(](?![A-Za-z]{2}))",
            lambda match: spell(match[1]),
        ),
    ),
    ("e", rule("exponential", "(?<![A-Za-z])exp(?= ?(?:−|[(](?![ぁ-ヿ一-鿿])))", "エクスポネンシャル")),
    ("^", rule("power in brackets", rf"(?<=[^\s(^])\^\(({_PART})\)", _power)),
    ("^", rule("power of a capital", "(?<=[0-9a-z)])\\^([A-Z])(?![A-Za-z])", _power)),
    (
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿⁱ",
        rule(
            "power with letters",
            "(?<=[0-9A-Za-zα-ω)])⁻?[⁰¹²³⁴-⁹]*[ⁿⁱ](?:[⁺⁻][⁰¹²³⁴-⁹ⁿ]+)?",
            lambda match: f"の{_said(match.group().translate(_RAISED))}乗",
        ),
    ),
    (_LETTERS, rule("index", f"[{_LETTERS}]+(?:[₊₋][0-9]|(?:,[{_LETTERS}])+)?", _index)),
    (
        "∑∏∫l",
        rule("over", rf"(?P<sign>[∑∏∫]|(?<![A-Za-z])lim)\((?P<low>{_PART})(?:→(?P<high>{_PART}))?\)", _over),
    ),
)
"""Each with the characters that it may begin with."""
