"""Two digits in kanji, one behind the other, for about so many: 二三人, 三十五六, 五六十円.

The voice takes them for one number, as newspapers write it: 二三日 would be ニジューサンニチ. Only the
first is read here; the second and what it counts are the voice's.
"""

from __future__ import annotations

import re

from narrate.readings.rule import rule

_FIRST = {
    **{"一": "イチ", "二": "に", "三": "サン", "四": "シ"},
    **{"五": "ゴ", "六": "ロク", "七": "シチ", "八": "ハチ"},
}
"""As no digit to the voice, which takes さん四里 for 34 of them, and ニ三軒 for 23."""
_DAYS = {"三": "サン", "四": "ヨッカ", "五": "ゴ", "六": "ロク", "七": "シチ", "八": "ハチ", "九": "クニチ"}
_DIGIT = "〇一二三四五六七八九"
PAIR = "(?:一(?=二)|二(?=三)|三(?=四)|四(?=五)|五(?=六)|六(?=七)|七(?=八)|八(?=九))"
"""The first of two digits that follow each other, as a regular expression."""
_FOR_SO_LONG = (
    "前(?![一-鿿])|後(?![一-鿿])|中(?![一-鿿])|間(?![一-鿿]{2})|うち|ほど|ばかり|くらい|ぐらい|ぶり|おき"
    "|の(?:間|後(?!半)|うち)|して|続[いけく]|休[みむん]|待|泊|寝|滞在|経[つってち]|た[っつて]"
    "|も(?:すれ|たて|経|かか|続|休|待|前|の|昔)|以上|かか|来(?:ず|な[いか])"
)
"""What stands behind days and years that are counted; else they may be those of a calendar."""
_COUNTED = (
    f"人(?![目組家間気物生員工口類材称種格形体])|年(?={_FOR_SO_LONG})|時間(?![割帯制])|[ヶケか箇カ]月|週間"
    "|回(?![表裏目戦忌転線路生卒])|度(?=ほど|ばかり|も(?![あっ])|[会訪試行来見聞読])|[軒枚冊匹頭羽杯](?![目組家])"
    "|本(?![一-鿿])|本(?=[吸飲抜打植立取買並])|間(?=[のほば先離])|[尺寸丈貫升里]|町(?=[のほば先離歩行も])"
    "|(?<!八)歩(?=[、。]?(?:進|下|近|退|前[にへ]|後[にず]|歩|行って))"
)


def _first(match: re.Match[str]) -> str:
    return _FIRST[match.group()]


def _of_days(match: re.Match[str]) -> str:
    days = _DAYS[match["second"]]
    return f"{_FIRST[match['first']]}{days}" + ("" if days.endswith(("カ", "ニチ")) else "ニチ")


RULES = (
    rule(
        "about so many days",
        f"(?<![{_DIGIT}十百第月/])(?P<first>{PAIR})(?P<second>[三四五六七八九])日(?={_FOR_SO_LONG})",
        _of_days,
    ),
    rule("about so many", f"(?<=十){PAIR}(?=.(?![{_DIGIT}十百千万]))", _first),
    rule("about so many tens", f"(?<![{_DIGIT}十第・]){PAIR}(?=.[十百千](?![{_DIGIT}]))", _first),
    rule(
        "about so many",
        f"(?<![{_DIGIT}十百第全計年月・和成治正暦])(?!一(?!二歩)){PAIR}(?=.(?:{_COUNTED}))",
        _first,
    ),
)
