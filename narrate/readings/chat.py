"""What people type in chats: laughter (すごいwww) is ワラ, a face of signs a breath, a drawn line silent."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings.rule import just_before, rule
from narrate.readings.symbols import SAID, SEPARATORS

_EYES = r"\^;_´`≧≦><・゜"
_MOUTHS = "oωД.*ε▽∀ -"
_FACE = (
    rf"(?<![A-Za-z0-9_])[mヾ\\]?\((?=(?:[^()]*[{_EYES}]){{2}})[{_EYES}{_MOUTHS}]{{2,9}}\)(?:m(?![A-Za-z])|[ノﾉ/]|(?![A-Za-z]))"
    r"|\(๑[^()]{1,9}๑\)[✧☆♪]?|[/\\]\(\^?o\^?\)[/\\]"
    r"|(?<![A-Za-z0-9])\(T_T\)|(?<![A-Za-z0-9])(?:\^\^|\^_\^);?"
)

_DRAWN_OUT = (
    "(?<=[かしじごいすそどよわつなた])[~〜～]+(?=い(?:[」』。、!?)\\s一-鿿ァ-ヺ]|[のでよねなとっ]|$))"
    "|(?:(?<=^[えうあはよさまおへふむん])|(?<=[、。「!?(][えうあはよさまおへふむん]))[~〜～]+(?=っ|ん(?!ぼ)|い(?![ぁ-ん])|[あえおう](?![ぁ-ん]{2})|む(?![ぁ-ん]))"
    "|(?<=[ぁ-ん])[~〜～]+(?=っと|んて|んと|んな)"
)
"""あったか〜い, え〜っと, ず〜っと: no range."""
_LAUGHED_AT = "(?<=ます|です|した|った|ない|せん|たい|しい)"
"""A sentence ends so before one w; behind a particle (重みをw) it is a letter."""
_LAUGHS = (
    r"(?<=[ねよわどぞぜー!?])w|(?<=…)w(?=[、。!?)」]|$)|(?<=[^く]た)w(?=[!?」]?$)|(?<=[だい]な)w"
    r"|(?<=[ぁ-んー!?])(?<!には)(?<!を)w{2,}|(?<=[ァ-ヺ一-龥])w{3,}"
)

_NAMES = {sign: (SAID | SEPARATORS)[sign] for sign in "=+%&$¥@|/"}
_DRAWN = "".join(_NAMES)
"""Of what lines are drawn; five and more of one are no operator and no number of anything."""

_LINE = "|".join(rf"(?<!{sign}){sign}{{5,}}" for sign in map(re.escape, _DRAWN))
_SPOKEN_OF = compiled(
    " ?(?:という|といった|記号|マーク|[行線]|だ(?:[。、っと]|$)|です|でし|である"
    "|(?:(?:より|から|まで|など)[がをのにでとは]?|[でにと]は|[でに]も|[がのをでとはにも])(?![ぁ-ん]))"
)
"""What a sentence that speaks of a line has behind it, but not もくじ and such."""
_WITH_PARTICLE = compiled("[をがは](?![ぁ-ん])")
_SET_AGAINST = compiled("[はがをにも] ?$")
_CLAUSE_END, _TO_THE_END = compiled("[、。]|$"), compiled(r"\s*$")
_COUNTS = dict(enumerate(("イツツ", "ムッツ", "ナナツ", "ヤッツ", "ココノツ"), 5))
_INDENT = 8  # characters before a line that may be blanks


def _drawn(match: re.Match[str]) -> str:
    """Nothing for a line around words or alone; a breath between words; its sign if it is spoken of."""
    text, (start, end) = match.string, match.span()
    if _is_of_a_word(match):
        return _NAMES[match[0][0]]
    if _is_spoken_of(match):
        return _NAMES[match[0][0]] + _COUNTS.get(end - start, "の線")
    is_first = start <= _INDENT and not text[:start].strip()
    return "" if is_first or _TO_THE_END.match(text, end) else "、"


def _is_of_a_word(match: re.Match[str]) -> bool:
    """C++++++ and 100%%%%%, but no line under a heading: Chapter=====."""
    before = just_before(match, 1)
    return match[0][0] in "+%" and before.isascii() and before.isalnum()


def _is_spoken_of(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 2) : start]
    if before[-1:] in ("「", "『", '"', "`"):
        return True
    if text.startswith(match[0][0]) and text.endswith(match[0][0]):  # a frame: =====とは=====
        return False
    if text.count(match[0]) > 1 and not _WITH_PARTICLE.match(text, end):  # around words
        return False
    is_set = _SET_AGAINST.search(before) and _CLAUSE_END.match(text, end)
    return bool(is_set or _SPOKEN_OF.match(text, end))


RULES = (
    (
        "w",
        rule(
            "laughter",
            rf"(?:{_LAUGHS})(?=[。、!?)\s」]|$)|{_LAUGHED_AT}w(?=[。!?)\s」]|$)",
            "ワラ",
        ),
    ),
    ("(mヾ\\^/", rule("face", _FACE, "、")),
    ("~〜～", rule("drawn out", _DRAWN_OUT, "ー")),
    (_DRAWN, rule("drawn line", _LINE, _drawn)),
)
"""Tried before signs that are spoken of, of which faces are made; each with what it may begin with."""
