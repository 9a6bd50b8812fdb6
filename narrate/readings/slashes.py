"""Two numbers with a slash between: a part (2/3), a ratio (3/2倍), a day (9/20に), two things (Vue 2/3)."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings import dates
from narrate.readings.rule import END, SPACE, START, just_before, rule, span_around

_AS_A_DAY = compiled(
    "まで[)]|(?:から|より|[にの])?(?:営業|発売|公開|開催|放送|実施|開始|終了|販売|受付|締切|スタート|付|現在|頃)"
    f"|{SPACE}[~〜～]{SPACE}[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9/])"
)  # 1/4から営業
_PAGE_BEFORE, _PAGES_BEHIND = (
    compiled("(?:[Pp]age|ページ)[: ]{0,2}$"),
    compiled("[」』][^、。]{0,6}ページ"),
)
_NAME_BEFORE = compiled("[A-Z][A-Za-z.]+ $")  # Vue 2/3 are two versions
_FROM_DAY = compiled(f"(?<![0-9])(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}}){SPACE}[~〜～]{SPACE}$")
_AT_WHICH = (
    "[)]|で(?:開催|実施|行)|に(?:開催|実施|行|かけて)|開催|開期|限定|の(?:期間|日程|[0-9二三四五六]日間)"
)
_LAST_DAY, _OF_A_WHOLE = 31, compiled("秒|スケール|サイズ|インチ|カップ")
_EITHER = compiled("ピン|コア|スレッド|年生|ポート|ビット|輪|桁|チャンネル|[MGT]B|[KMG]Hz|bit|ch(?![A-Za-z])")
_OF_RATIOS, _TIMES, _DAY = (
    compiled("周波数|[約通]分|振動数"),
    compiled("倍(?![増率返])"),
    compiled("[にはの]"),
)
_THAN_BEFORE = compiled(
    "(?:従来|昔|もと|旧型|旧来|本来|現行|先代|市販品|相場)"
    "(?:品|機|型|比|モデル|製品)?の(?:わずか|たった|約)? ?$"
)
_BECOMES = compiled(
    " ?(?:ほど|程度|以下|未満|近く)?(?:に(?:まで)?|まで)"
    "(?:縮[めまん]|減[らっり]|下が|抑え|小さく|軽く|薄く|(?:縮小|短縮|圧縮|低減|削減)(?:し|さ|で))|に下げ"
)
"""What is smaller than something by a part: 従来の1/20, 1/20に縮んだ."""
_EXPOSURE = compiled("シャッター|手[ぶブ振][れレ]|手持ち撮影|露光時間|露出時間|絞り(?![込出])")
_BEFORE = 12  # characters looked at before it
_NEAR = 60  # characters looked at on each side


def _fraction_or_day(match: re.Match[str]) -> str | None:
    above, below = int(match["m"]), int(match["d"])
    before = just_before(match, _BEFORE)
    if match.string.startswith("拍子", match.end()):
        return f"{below}分の{above}"
    if _EITHER.match(match.string, match.end()):
        return f"{above}、{below}"
    if (_AS_A_DAY.match(match.string, match.end()) or _FROM_DAY.search(before)) and (
        day := dates.date(match)
    ):
        return day
    if above == 1 and _EXPOSURE.search(match.string, *span_around(match, _NEAR)):
        return f"{below}分の1"
    if _PAGE_BEFORE.search(before) or _PAGES_BEHIND.match(match.string, match.end()):
        return f"{above}スラッシュ{below}"
    if above > 1 and below == above + 1 and _NAME_BEFORE.search(before):
        return f"{above}、{below}"
    is_of_ratios = _OF_RATIOS.search(match.string, *span_around(match, _NEAR))
    if _TIMES.match(match.string, match.end()) or (
        is_of_ratios and not _DAY.match(match.string, match.end())
    ):
        return f"{below}分の{above}"
    is_smaller = _THAN_BEFORE.search(before) or _BECOMES.match(match.string, match.end())
    is_part = above == 1 and (below > _LAST_DAY or is_smaller or _OF_A_WHOLE.match(match.string, match.end()))
    if is_part or (above < below and (below <= 10 or below in (12, 100, 1000)) and above <= 9):
        return f"{below}分の{above}"
    return dates.date(match)


def _last_day(match: re.Match[str]) -> str | None:
    """9/6〜8で開催: the second is a day of the same month."""
    first = _FROM_DAY.search(match.string, max(0, match.start() - 9), match.start())
    is_day = first and (_fraction_or_day(first) or "").endswith("日")
    return f"{match[1]}日" if first and is_day and int(first["d"]) < int(match[1]) <= _LAST_DAY else None


LAST_DAY = rule("last day", f"{START}([0-9]{{1,2}})(?={_AT_WHICH})", _last_day)
FRACTION_OR_DAY = rule(
    "fraction or date",
    f"{START}(?<!/)(?P<m>[0-9]{{1,4}})/(?P<d>[0-9]{{1,4}}){END}(?!/)",
    _fraction_or_day,
)
"""Tried where nothing else has taken the slash: lines of code, addresses, rates."""
