"""Korean persons in kanji with their name in katakana behind: ``李仁奎（イ・インギュ）``."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings.symbols import KANJI

_FAMILIES = {
    "イ": "李",
    "リ": "李林",
    "イム": "林任",
    "リム": "林",
    "ウ": "禹",
    "ウォン": "元",
    "オ": "呉",
    "オム": "厳",
    "カン": "姜康",
    "キム": "金",
    "ク": "具",
    "クァク": "郭",
    "クォン": "権",
    "コ": "高",
    "コン": "孔",
    "シム": "沈",
    "シン": "申辛慎",
    "ソ": "徐",
    "ソク": "石",
    "ソン": "宋孫成",
    "チ": "池",
    "チェ": "崔",
    "チャ": "車",
    "チャン": "張",
    "チュ": "朱秋",
    "チョ": "趙曺",
    "チョン": "鄭丁全田千",
    "チン": "陳",
    "ナ": "羅",
    "ナム": "南",
    "ノ": "盧",
    "ハ": "河",
    "ハム": "咸",
    "ハン": "韓",
    "パク": "朴",
    "パン": "方",
    "ヒョン": "玄",
    "ファン": "黄",
    "ペ": "裵裴",
    "ペク": "白",
    "ホ": "許",
    "ホン": "洪",
    "ミン": "閔",
    "ムン": "文",
    "ヤン": "梁楊",
    "ユ": "柳劉兪",
    "ユン": "尹",
    "リュ": "柳",
}
"""How family names sound in Korean, each with the kanji that are read so."""

_NAMED = compiled(
    rf"(?<!{KANJI})(?P<name>(?P<family>{KANJI})[ \u3000]?{KANJI}{{1,2}}) ?"
    r"\((?P<kana>(?P<sound>[ァ-ヴー]{1,4})・[ァ-ヴー]{1,8})\)"
)


def named(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Names with their sound in brackets, as (start, end, name, katakana), left to right."""
    for found in _NAMED.finditer(text, start, end):
        if found["family"] in _FAMILIES.get(found["sound"], ""):
            yield *found.span(), found["name"], found["kana"].replace("・", "")
