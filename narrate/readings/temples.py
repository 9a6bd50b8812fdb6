"""Names of Buddhist temples, which are read in on: 龍光寺 is リューコージ, no リューコーテラ.

Two kanji that such names are made of stand before 寺; temples that everybody knows are left to the voice,
which has them with their accent, and those with a reading of their own are in ``places.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings.symbols import KANJI


def _by_kanji(kanji_of: dict[str, str]) -> dict[str, str]:
    return {kanji: reading for reading, several in kanji_of.items() for kanji in several}


_BOTH = {
    **{"アン": "安", "ウン": "雲", "エー": "永栄", "エン": "円圓延縁", "オー": "応", "オン": "恩"},
    **{"カン": "観", "キョー": "教", "ケー": "慶", "ケン": "顕賢", "ゲン": "玄源", "コー": "光興香広"},
    **{"コク": "国", "シン": "心信真", "ジュ": "寿", "ジュー": "住", "ジョー": "浄常乗成", "セー": "誓"},
    **{"セン": "泉専", "ショー": "正聖松昌照", "ゼン": "善禅", "ソー": "宗", "ドー": "道", "トク": "徳得"},
    **{"マン": "満", "ミョー": "妙", "ヨー": "養要", "リュー": "龍竜隆", "リョー": "了良", "リン": "林"},
    **{"レン": "蓮"},
}
_FIRST = _by_kanji(_BOTH) | _by_kanji(
    {
        **{
            "カイ": "海",
            "カク": "覚",
            "ガン": "願",
            "ギョク": "玉",
            "サイ": "西最",
            "ジ": "慈",
            "ズイ": "瑞",
        },
        **{
            "ダイ": "大",
            "タイ": "太泰",
            "チ": "智",
            "チク": "竹",
            "チョー": "長超",
            "テン": "天",
            "トー": "東",
        },
        **{"フ": "普", "フク": "福", "ホー": "宝法", "ホン": "本", "ライ": "来"},
    }
)
_SECOND = _by_kanji(_BOTH) | _by_kanji(
    {
        **{"オン": "音園", "ガン": "願", "ギョー": "行", "コー": "高", "サイ": "済", "シャク": "積"},
        **{"ショー": "称祥勝性生", "セー": "清", "ゾー": "蔵", "デン": "伝", "ネン": "念"},
        **{"ノー": "能", "フク": "福", "ミョー": "明", "モン": "門聞", "ラク": "楽", "リュー": "立"},
    }
)
_WELL_KNOWN = (
    "安養 龍安 永源 永福 円光 延福 観音 光照 光明 興国 興聖 西光 西念 "
    "慈恩 慈照 正念 常照 瑞泉 善光 長福 天龍 東光 東福 大徳 宝泉 宝蔵 "
    "法隆 本願 本門 妙心 妙本 薬王 龍泉 竜泉 林泉 広隆 興福 本国"
)
_TEMPLE = compiled(
    f"(?:(?<!{KANJI})|(?<=[都道府県郡市番])|(?<=札所))(?!{'|'.join(_WELL_KNOWN.split())})([{''.join(_FIRST)}])([{''.join(_SECOND)}])寺"
    f"(?:(?!{KANJI})|(?=[住境本山前跡]))"
)


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Temples in ``text`` by their kanji, as (start, end, kana, rule), left to right."""
    for found in _TEMPLE.finditer(text, start, end):
        first, second = _FIRST[found[1]], _SECOND[found[2]]
        if first.endswith("ン") and second == "フク":
            second = "プク"
        yield *found.span(), f"{first}{second}ジ", "temple"
