"""Moves of shogi: ``▲7六歩`` is センテ、ナナロクフ, ``△同銀`` ゴテ、ドーギン, ``七六歩`` ナナロクフ."""

from __future__ import annotations

import re

from narrate.readings.latin import LONG_DIGITS
from narrate.readings.rule import START, just_before, rule

_RANKS = "一二三四五六七八九"
_PIECES = {
    **{"歩": "フ", "香": "キョー", "桂": "ケー", "銀": "ギン", "金": "キン", "角": "カク", "飛": "ヒ"},
    **{"玉": "ギョク", "王": "オー", "と": "ト", "竜": "リュー", "龍": "リュー", "馬": "ウマ"},
    **{"成香": "ナリキョー", "成桂": "ナリケー", "成銀": "ナリギン"},
}
_WAYS = {
    **{"成": "ナリ", "打": "ウツ", "右": "ミギ", "左": "ヒダリ", "直": "スグ"},
    **{"上": "アガル", "引": "ヒク", "寄": "ヨル", "不": "ナラズ"},
}
_SIDES = {"▲": "センテ、", "☗": "センテ、", "△": "ゴテ、", "☖": "ゴテ、"}
_WORDS = {"センテ、": "先手", "ゴテ、": "後手"}
_PIECE = "(?P<piece>成[香桂銀]|[歩香桂銀金角飛玉王竜龍馬]|と(?=[▲△☗☖、。]|$))"
_WAY = "(?P<way>不成|[右左]?[成打上引寄]|[右左直])"
_OF_A_VERB = "(?:[っちつらりるれろくきいけせすたて]|が[りるれろっ])"
"""What makes the sign before it a word of the sentence, which is left to the voice: 打った, 上がる."""
_NO_WORD = "(?!(?!型|戦法|急戦)[一-鿿])"
_MOVE = rf"{_PIECE}(?:{_WAY}(?![一-鿿]|{_OF_A_VERB})|{_NO_WORD}|(?=[成打上引寄]{_OF_A_VERB}))"


_COUNTED = "十百千万億兆割分厘円人件点倍度年月日時秒個台本枚名社カヶ"
_STEPS = "(?:一二|二三|三四|四五|五六|六七|七八|八九)歩(?!と(?:仕掛|突|取|伸|打))"
"""Two numerals in a row before 歩 are steps: 二三歩 is no move."""
_IN_KANJI = (
    rf"(?<![{_RANKS}十百千万億〇第数何])(?:(?P<side>[▲△☗☖])|(?!{_STEPS}))"
    rf"(?P<file>[{_RANKS}])(?P<rank>[{_RANKS}]){_MOVE}"
)
"""A move as books print it, 七六歩."""


def _piece(match: re.Match[str]) -> str:
    way = (match["way"] or "").replace("不成", "不")
    return _PIECES[match["piece"]] + "".join(_WAYS[sign] for sign in way)


def _side(match: re.Match[str]) -> str:
    side = _SIDES.get(match["side"] or "", "")
    if side and just_before(match, len("先手")) == _WORDS[side]:
        return "、"
    return f"、{side}" if side and match.start() else side


def _move(match: re.Match[str]) -> str:
    file = match["file"]
    number = int(file) if file.isascii() else _RANKS.index(file) + 1
    place = LONG_DIGITS[number] + LONG_DIGITS[_RANKS.index(match["rank"]) + 1]
    return _side(match) + place + _piece(match)


def _place(match: re.Match[str]) -> str:
    """Where a piece goes of which only larger boards know: ``△12四風龍``."""
    file = int(match["file"])
    said = LONG_DIGITS[file] if file < len(LONG_DIGITS) else f"{file}、"
    return _side(match) + said + LONG_DIGITS[_RANKS.index(match["rank"]) + 1]


def _taken(match: re.Match[str]) -> str:
    return f"{_side(match)}ドー{_piece(match)}"


RULES = (
    rule("move of shogi", rf"{START}(?P<side>[▲△☗☖])?(?P<file>[1-9])(?P<rank>[{_RANKS}]){_MOVE}", _move),
    rule("move of shogi", _IN_KANJI, _move),
    rule(
        "move of another shogi",
        rf"(?P<side>[▲△☗☖])(?P<file>1?[0-9])(?P<rank>[{_RANKS}])(?=(?![{_COUNTED}])[一-鿿])",
        _place,
    ),
    rule("move of shogi", rf"(?P<side>[▲△☗☖])同[ \u3000]?{_MOVE}", _taken),
)
"""Tried before ▲ is a minus."""
