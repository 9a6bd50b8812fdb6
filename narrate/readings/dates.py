"""How dates and times are said."""

from __future__ import annotations

import calendar
import re

from narrate.patterns import compiled
from narrate.readings.latin import say_digits
from narrate.readings.rule import END, START, just_before, rule, span_around

_ERAS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_SHORT_ERAS = {name[0]: name for name in _ERAS.values()}
_WEATHER = compiled("[ \u3000]?(?:[晴曇雨雪霧]|くもり|はれ)")
_WEEKDAY = r"\s?[(]\s?(?P<weekday>[月火水木金土日祝])(?:曜日?)?(?P<holiday>[・·](?:祝日?|振?休日?))?\s?[)]"
_DAY = "(?P<m>[01]?[0-9]){sep}(?P<d>[0-3]?[0-9])"
_YEAR_MONTH_DAY = "(?P<y>[12][0-9]{3})(?P<sep>[-/.])" + _DAY.format(sep="(?P=sep)")
_CLOCK = "(?P<h>[0-2]?[0-9]):(?P<min>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?"


_OF_A_RATIO = compiled("比|画面|縦横|割合")  # 画面比率は16:10 is no time
_A_RATIO_OF = compiled(" ?(?:モデル|スケール|ミニカー|の?比率|の?割合|の縮尺|画面)")
_SCREEN = compiled("(?:9:16|16:9|4:3|3:4|1:1) ?(?:[縦横][型長]|縦動画)")
_OF_A_RACE = compiled("マラソン|タイム|記録|ベスト|完走|所要|再生")  # 2:22:55 is how long it took
_NO_PLAN = (
    "[時分秒頃]|過ぎ|現在(?!地)|起き(?!上)|以[降前後内来]|台(?:[にはでが、。]|の(?!上))|発[のにはでが、。]|着[のにはでがくいけ、。]"
    "|前(?:後|[のにはまか、。])|後[にはか、。]"
)
"""Behind an hour and a blank: what it belongs to, and no name of what happens then."""
_LASTS = compiled(
    "timeout|タイムアウト|sleep|間隔|待[たちつっ]|経過|以内に|応答|遅延|ごとに|秒|ms", re.IGNORECASE
)
_OF_AN_AGE = compiled("の?(?:女[子性]|男[子性]|メンズ|レディース|コーデ)")
_OF_ITS_TIME = compiled("年代|音楽|映画|ジャズ|ファッション|スタイル|[ヴビ]ィ?ンテージ|当時|風|[0-9]0年")
"""What stands near 30s if it is a stretch of time, an age, or a decade."""
_BESIDE, _FAR = 8, 20  # characters
_AFFAIR = "(?=の? ?(?:同時多発|テロ(?!ップ)|事件を))"
_A_DIGIT = "[0-9〇一二三四五六七八九十]"
_DAYS = {"月": "ゲツ", "火": "カ", "水": "スイ", "木": "モク", "金": "キン", "土": "ド", "日": "ニチ"}
_ONE_DAY, _NO_WORD = f"[{''.join(_DAYS)}]", "(?<![0-9々・])(?:(?<![一-鿿])|(?<=週))"
_WEEKLY = compiled(
    "毎週|隔週|[今来先翌]週|の週|週[にの]?[0-9]|曜|営業|定休|休[みむ業診館講校日]|収集|回収|診療|診察|外来|授業|講義|練習|レッスン"
    "|ごみ|ゴミ|[2-5二三四五]日間|連休|シフト|出勤|登校|登園|放送|配信|更新日|運行|運休|限定|午[前後]|夕方|平日|祝日|[開閉][館店講院催校場]"
)
_OF_NATURE = compiled(
    "の(?:光|当た[るり]|出(?=[がはをのに、。])|入り|[三四五]?元素|[力神](?![一-鿿]))"
)  # 水、土、日の光
_ELEMENTS = compiled("植物|野菜|生き物|万物|五行|元素|自然|空気|太陽|陰陽|、風|支えられ|描[くいか]")
"""What tells that they are what a world is made of."""
_AS_ELEMENTS = compiled(
    "[はがをもと](?![0-9])|の(?!午[前後]|[夜朝夕昼み]|[0-9]|週|各|放課|授業|クラス|回|便|[のいず])|で(?:でき|作|つく|成)|から(?:成|な[るり]|でき|生)"
    "|に(?:触|ふれ|囲|恵|感謝|親し|還|帰|戻|根|生き|支え|なる)"
)
"""Behind 火, 水, 木 and 土 where nothing tells of a week: 森の水、木、土は."""
_OF_WEEK = frozenset("月金")
"""In a list of days; nobody says of the moon or of gold beside water that the world is made of it."""
_DONE_THEN = compiled("に(?!触|ふれ|囲|恵|感謝|親し|還|帰|戻|根|生き|支え|な)")
_NEAR = 16  # characters
_HALVES = {"A": "午前", "P": "午後"}
_LEAP_YEAR = 2000
_ZONE = r"Z|[+-][0-9]{2}:?00|(?![0-9A-Za-z:+.-])"
_COUNTER = "[月日時分秒回話章節週個人件点本枚台歳度]"  # a year of two digits, 05年, keeps its zero
_UNTIL, _THEN = (
    "(?<![^ 、。,(「])(?<![0-9][日月時分] )(?<![0-9)] )[~〜～] ?",
    r"(?=[ 、。,)」]|$)(?! ?[~〜～-])",
)
_AM_PM = r"(?P<half>[AaPp])\.?[Mm]\.?"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, January first."""
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = "(?P<m>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|Sept)\.?"
_ENGLISH_DAY, _YEAR = "(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?", "(?P<y>(?:19|20)[0-9]{2})"
_UNTIL_ENGLISH = rf"(?P<until> ?[~〜～–-] ?(?=(?:[0-3]?[0-9] )?{_MONTH.replace('?P<m>', '?:')} ?[0-9]))?"
_ALONE, _NO_ENGLISH = "(?<![A-Za-z0-9.,])(?<![A-Za-z][ '’])", rf"{END}(?! ?[A-Za-z])"
"""An English sentence, and a name such as October 2023 Update, keep their month."""


def date(match: re.Match[str]) -> str | None:
    """The groups y, m, d and weekday of a match as a date; None if there is no such day."""
    month = match.groupdict().get("m")
    return _in_words(match, int(month) if month else None)


def _in_words(match: re.Match[str], month: int | None) -> str | None:
    """A day with its weekday, or a month without a day, as it is said; None if there is none such."""
    parts = match.groupdict()
    year, day = (int(parts[name]) if parts.get(name) else None for name in "yd")
    if not (month and 1 <= month <= 12) or (day is not None and not 1 <= day <= _last_day(year, month)):
        return None
    spoken = (f"{year}年" if year else "") + f"{month}月" + (f"{day}日" if day else "")
    return spoken + (_weekday(match) if parts.get("weekday") else "")


def _english_date(match: re.Match[str]) -> str | None:
    """Sep. 1, 2023 or 27 January 2018 or Oct 2021 or Nov. 28, in a Japanese sentence."""
    said = _in_words(match, _SHORT[match["m"][:3]])
    return said and said + ("から" if match.groupdict().get("until") else "")


def _last_day(year: int | None, month: int) -> int:
    is_of_the_calendar = year and year > 99  # as the years of an era are not
    return calendar.monthrange(year if year and is_of_the_calendar else _LEAP_YEAR, month)[1]


def _weekday(match: re.Match[str]) -> str:
    if match["weekday"] == "祝":
        return "祝日"
    pause = "、" if _WEATHER.match(match.string, match.end()) else ""
    return f"{match['weekday']}曜日" + _holiday(match["holiday"] or "") + pause


def _holiday(mark: str) -> str:
    return {"祝": "、祝日", "振": "、振替休日", "": ""}.get(mark[1:2], "、休日")


def _time_of_plan(match: re.Match[str]) -> str | None:
    """The hour over what happens then, with a breath behind it: 19:00 冬の星座."""
    spoken = _time(match)
    return spoken and f"{spoken}、"


def _time(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"]), int(match["min"])
    if (
        hour > 27
        or _OF_A_RATIO.search(match.string, max(0, match.start() - 12), match.start())
        or _A_RATIO_OF.match(match.string, match.end())
        or _SCREEN.match(match.string, match.start())
    ):
        return None
    is_long = match["s"] and _OF_A_RACE.search(match.string, max(0, match.start() - 12), match.start())
    spoken = f"{hour}時{'間' if is_long else ''}" + (f"{minute}分" if minute or match["s"] else "")
    return spoken + (f"{int(match['s'])}秒" if match["s"] else "")


def _until(match: re.Match[str]) -> str | None:
    time = _time(match)
    return time and f"{time}まで"


def _half_day(match: re.Match[str]) -> str:
    minute = int(match["min"] or 0)
    return f"{_HALVES[match['half'].upper()]}{int(match['h'])}時" + (f"{minute}分" if minute else "")


def _days_in_order(match: re.Match[str]) -> str | None:
    """火・木 if they go as in the week: 木・火・土・金・水 are elements."""
    days = re.split("[・、]", match.group())
    return (
        "、".join(map(_DAYS.__getitem__, days)) if days == sorted(set(days), key=list(_DAYS).index) else None
    )


def _listed_days(match: re.Match[str]) -> str | None:
    """月、水、金, but where nothing tells of a week not 水、木、土, which living things need."""
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - _NEAR) : start].rpartition("。")[2]
    near = before + text[end : end + _NEAR].partition("。")[0]
    is_sure = before[-1:] != "、" and bool(set(match.group()) & _OF_WEEK)
    is_told = _AS_ELEMENTS.match(text, end) or (_ELEMENTS.search(near) and not _DONE_THEN.match(text, end))
    is_element = not is_sure and is_told and not _WEEKLY.search(near)
    return None if is_element or _OF_NATURE.match(text, end) else _days_in_order(match)


def _each_day(match: re.Match[str]) -> str:
    return _days_before(match).removesuffix("、")


def _working_days(match: re.Match[str]) -> str:
    """月火水木金 in one breath, as the voice says it with ッ."""
    return "ゲッカスイモクキン" + "".join(_DAYS[day] for day in match[1] or "")


def _days_before(match: re.Match[str]) -> str:
    """The days before one that is named in full: 金・土 of 金・土・日曜."""
    return "".join(f"{_DAYS[day]}、" for day in match.group() if day in _DAYS)


def _minutes_and_seconds(match: re.Match[str]) -> str:
    return f"{match[1]}分{int(match[2])}秒" + (match[3] or "")


def _day_of_range(match: re.Match[str]) -> str:
    return f"{int(match['d'])}日{_weekday(match)}"


def _moment(match: re.Match[str]) -> str | None:
    """A date and a time as machines write them: ``1970-01-01T00:00:00Z``."""
    day, time = date(match), _time(match)
    if not (day and time):
        return None
    zone, offset = match["zone"].strip(), "プラス" if "+" in match["zone"] else "マイナス"
    if zone in ("Z", ""):
        return day + time + ("、ユーティーシー" if zone else "")
    return f"{day}{time}、{offset}{int(zone[1:3])}時間"


def _date_of_era(match: re.Match[str]) -> str | None:
    day = date(match)
    return _ERAS[match["era"]] + day if day else None


MEASURES = (
    rule("half a day", rf"(?<![A-Za-z]){_AM_PM} ?(?P<h>1?[0-9])(?::(?P<min>[0-5][0-9])|時){END}", _half_day),
    rule("half a day", rf"{START}(?P<h>1?[0-9])(?::(?P<min>[0-5][0-9]))? ?{_AM_PM}(?![A-Za-z])", _half_day),
    rule(
        "English date",
        rf"{_ALONE}{_MONTH} ?{_ENGLISH_DAY},? {_YEAR}(?:{_WEEKDAY})?{_NO_ENGLISH}{_UNTIL_ENGLISH}",
        _english_date,
    ),
    rule(
        "English date",
        rf"{_ALONE}{_ENGLISH_DAY} {_MONTH},? ?{_YEAR}(?:{_WEEKDAY})?{_NO_ENGLISH}{_UNTIL_ENGLISH}",
        _english_date,
    ),
    rule(
        "English month", rf"{_ALONE}(?<![0-9] ){_MONTH} ?{_YEAR}{_NO_ENGLISH}{_UNTIL_ENGLISH}", _english_date
    ),
    rule("English day", rf"{_ALONE}{_MONTH} {_ENGLISH_DAY}(?=[ぁ-ん、。)」・~〜～]|$)", _english_date),
)
"""Tried before the lexicon, which has AM and PM and the names of months."""
BEGINS = r"(?<![A-Za-z])[JFMASOND](?=[a-z]{2,8}\.? ?[0-9])"
"""The first letter of a month, as a regular expression."""


def _some_days(match: re.Match[str]) -> str | None:
    """月水金 where something is told of that is done on such days; 水木 is a family, too."""
    around = span_around(match, _NEAR)
    return "".join(map(_DAYS.__getitem__, match[0])) if _DONE_ON_DAYS.search(match.string, *around) else None


_DONE_ON_DAYS = compiled(
    "診療|休|練習|収集|ごみ|ゴミ|担当|開講|営業|シフト|出勤|勤務|授業|週|曜|当番|レッスン|教室|更新|配信|放送"
)


def _about_a_month(match: re.Match[str]) -> str:
    """8月頃, of which the voice takes 月頃 together."""
    return f"{_MONTHS_SAID.get(match[1], match[1])}ガツゴロ"


def _decade(match: re.Match[str]) -> str | None:
    """1990s, '90s, 90sの音楽 and 30s男子 of an age; 30s and 10s alone are seconds."""
    number, text = match[1], match.string
    if len(number) == 2 and "'" not in just_before(match, 1) + match.group():
        if number[1] != "0" or number == "10":
            return None
        if _OF_AN_AGE.match(text, match.end()):
            return f"{number}代"
        lasts = number < "50" or _LASTS.search(text, *span_around(match, _FAR))
        if lasts and not _OF_ITS_TIME.search(text, *span_around(match, _BESIDE)):
            return None
    return f"{number}年代"


_MONTHS_SAID = {"4": "シ", "7": "シチ", "9": "ク"}
RULES = (
    rule("decade", f"{START}([0-9]{{2}}|[12][0-9]{{2}}0)'?s{END}", _decade),
    rule("no minutes", "(?<=時)00分", "レイフン"),
    rule("about a month", "(?<![0-9.,])(1[0-2]|[1-9])月(?:頃|ごろ)(?!な)", _about_a_month),
    rule("no seconds", "(?<=分)00秒", "0秒"),
    rule(
        "hundredths of a second",
        "(?<=[0-9]秒)([0-9]{2})(?=[のでをとにはが、。)」]|$)",
        lambda m: say_digits(m[1]),
    ),
    rule("date and time", f"{START}{_YEAR_MONTH_DAY}[Tt ]{_CLOCK}(?:\\.[0-9]+)?(?P<zone>{_ZONE})", _moment),
    rule("zero before a digit", f"(?<![0-9A-Za-z.,:])0([1-9])(?={_COUNTER})", r"\1"),
    rule("zeros of a count", "(?<=第)0+([1-9][0-9]?)(?![0-9.,])", r"\1"),
    rule(
        "date of an era",
        f"{START}(?P<era>[RHSTM])(?P<y>[0-9]{{1,2}})[./]{_DAY.format(sep='[./]')}{END}",
        _date_of_era,
    ),
    rule("year of an era", f"{START}([RHS])([0-9]{{1,2}})(?=年)", lambda m: _ERAS[m[1]] + m[2]),
    rule(
        "year of an era, short",
        "(?<![一-鿿])[明大昭平令](?=(?:[0-9]{1,2}|元)(?:[)]|年(?![間前後生目])))",
        lambda m: _SHORT_ERAS[m[0]],
    ),
    rule("year of two digits", rf"(?<![0-9A-Za-z])['’]([0-9]{{2}})(?=年|{END}(?!['’]))", r"\1"),
    rule("date", f"{START}{_YEAR_MONTH_DAY}{END}(?:{_WEEKDAY})?", date),
    rule(
        "date of a release",
        f"(?<=[A-Za-z0-9][-_])(?P<y>20[0-4][0-9])(?P<m>0[1-9]|1[0-2])(?P<d>[0-2][0-9]|3[01]){END}",
        date,
    ),
    rule("year and month", f"{START}(?P<y>(?:19|20)[0-9]{{2}})/(?P<m>[01]?[0-9]){END}(?!/)", date),
    rule(
        "third of a month",
        f"{START}(?<!/)(1[0-2]|[1-9])/([上中下])(?=[にはかま~〜～、。)旬頃]|$)旬?",
        r"\1月\2旬",
    ),
    rule("day with weekday", f"{START}(?P<m>1?[0-9])/(?P<d>[0-3]?[0-9]){_WEEKDAY}", date),
    rule("day of a range", f"(?<=[-~〜～・、])(?P<d>[0-3]?[0-9]){_WEEKDAY}", _day_of_range),
    rule(
        "weekday of a date",
        f"(?:(?<={_A_DIGIT}日)|(?<={_A_DIGIT}日 )|(?<=[毎今来先隔]週))" + _WEEKDAY,
        _weekday,
    ),
    rule("days of the week", f"(?:[(]{_ONE_DAY}[)]){{2,7}}", _each_day),
    rule("days of the week", f"{_NO_WORD}{_ONE_DAY}(?:、{_ONE_DAY}){{2,6}}(?![一-鿿々])", _listed_days),
    rule("days of the week", f"{_NO_WORD}{_ONE_DAY}・{_ONE_DAY}(?=定休|は?休)", _each_day),
    rule("days of the week", "(?<![一-鿿])月火水木金(土日?)?(?![一-鿿])", _working_days),
    rule(
        "some days of the week",
        "(?<![一-鿿ァ-ヺ])(?:月(?:水金|火木|[水木金])|火(?:木土|[木金土])|水(?:金|土)|木土)(?=[でのにはがと、。・]|休|曜|$)",
        _some_days,
    ),
    rule("days of the week", rf"{_NO_WORD}{_ONE_DAY}・(?:{_ONE_DAY}・)*(?=祝|{_ONE_DAY}曜)", _days_before),
    rule("days of the week", rf"{_NO_WORD}{_ONE_DAY}(?:・{_ONE_DAY})+(?![・一-鿿々])", _days_in_order),
    rule(
        "days of the week", rf"{_NO_WORD}({_ONE_DAY})[-~〜～](?={_ONE_DAY}曜)", lambda m: f"{_DAYS[m[1]]}から"
    ),
    rule(
        "days of the week",
        rf"{_NO_WORD}({_ONE_DAY})[-~〜～]({_ONE_DAY})(?![・一-鿿々])",
        lambda m: f"{_DAYS[m[1]]}から{_DAYS[m[2]]}",
    ),
    rule("first of some days", "(?<=月)([0-9]{1,2})[-~〜～](?=[0-9]{1,2}日)", r"\1日から"),
    rule("one of some days", "(?<=月)([0-9]{1,2})・(?=[0-9]{1,2}日)", r"\1日、"),
    rule("how long", f"{START}([0-9]{{1,3}})h([0-9]{{1,2}})m(?:in)?{END}", r"\1時間\2分"),
    rule("how long", f"{START}([0-9]{{1,2}})['′]([0-9]{{2}})[\"″]([0-9]{{1,3}})?", _minutes_and_seconds),
    rule(
        "place in a recording",
        "(?:(?<=[(])|^)(2[89]|[3-9][0-9]):([0-5][0-9])(?=[) ])()",
        _minutes_and_seconds,
    ),
    rule("day of an affair", f"{START}9:11{_AFFAIR}", lambda m: say_digits("911")),
    rule("until a time", f"{_UNTIL}{_CLOCK}{_THEN}", _until),
    rule("until a day", f"{_UNTIL}((?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日){_THEN}", r"\1まで"),
    rule("time of a plan", f"^{_CLOCK} (?=[ァ-ヶ一-鿿])(?!{_NO_PLAN})", _time_of_plan),
    rule("time", f"{START}{_CLOCK}{END}(?!:)", _time),
)
"""In the order in which they are tried."""
