"""From one to another, with the sign between: ``10km〜20km``, 9時-17時, ``iOS17→iOS18``, 英語→ドイツ語."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings import money
from narrate.readings.latin import ENGLISH_NUMBERS, spell_out
from narrate.readings.measures import UNIT_NAMES
from narrate.readings.rule import END, NUMBER, SPACE, START, just_before, rule, span_around

COUNTED = "年月日時分秒人個回円歳度点本件台巻章話号位代倍割名社枚冊階泊週店品色問曲校戸軒歩組"
"""What small numbers count, as the inside of a regular expression's character class."""
_LONGEST_MEASURE = 24  # characters

GAME = compiled(
    "セット|スコア|ストレート勝|逆転|サヨナラ|先制|敗れ|下した|破った|制した|で勝利|で勝った|引き分け"
    "|競り勝|押し切|ルーザーズ|ウィナーズ|敗退|で(?:負け|敗れ|勝[つちて])|に勝(?:っ|利)|に負け(?!な|ず)|黒星|白星|連[勝敗]"
    "|試合終了|のまま終わ|[前後]半を ?[0-9]|前半[^。]{0,16}折り?返|[0-9]で(?:[前後]半|試合)を"
    "|同点(?:ゴール|弾|打|に追|で(?:迎え|終|延長))|[無0-9]失点|失点(?:を喫|に抑|し)"
    "|失点[^。]{0,8}[0-9][-–—][0-9](?:とな|に?。)|失点。 ?[0-9][-–—][0-9]とな"
)
"""What a report of a game has."""
_ENDS_A_SCORE = compiled("[、。,()]| ?(?:だ[。っ]|です|と(?:し|な[っる]))|[のでとにを](?![A-Za-z0-9])|$")
_NEAR = 60  # characters looked at on each side
_A_MEASURE = compiled(
    rf"(?:(?:[Nn][Oo]\.|№) ?[0-9]+|[0-9]:[0-9]{{2}}|[0-9]/[0-9]{{1,2}}|[0-9] ?[AaPp]\.?[Mm]\.?"
    rf"|(?:{money.CURRENCY}){SPACE}{NUMBER}[万億兆千KkMBT]?|[0-9][万億兆千百]+|(?<![A-Za-z])[A-Z][0-9]"
    rf"|(?<![A-Za-z])[0-9][万億兆千百]*{SPACE}(?:{UNIT_NAMES}|[{COUNTED}][半生間目]?|[かカヶケ][月所国]|[FQ]|ドル|ユーロ)"
    r"|[月火水木金土日祝](?:曜日?)?[)]) ?$"
)
_LETTER_AND_DIGIT, _LONG_DIGITS = compiled("[A-Z][0-9]$"), compiled("[0-9]{3}")  # E3-1230
_ORDINAL, _TO_ORDINAL = compiled("[0-9].目 $"), compiled(" ?[0-9]{1,3}.目")  # 1日目 - 9/7
_WAVE = compiled("[~〜～]")
_ARROW = "(?:→|(?<!-)->)"
_ANY_ARROW = compiled("→|->|⇒|=>")
_CLAUSE_END = compiled("[、。]")
_ITEMS = ("アウエオカキクケコサシスセソ", "イロハニホヘト", "abcdefghij")
"""Items in order, as they are named after アイウ, イロハ and abc; イ begins the second alone."""
_IN_BRACKET = 2  # characters of such a sign and the bracket beside it
_A_NUMBER = compiled("[0-9](?:ページ|ポイント|文字|バイト|レベル|行目|級|列|行)? ?$")
_NAME_AND_NUMBER = compiled(
    r"(?<![A-Za-z0-9ァ-ヺー])([A-Za-z]{1,12}(?:[ -]|\. ?)?|第|[ァ-ヺー]{2,10})"
    r"(?:[0-9]+(?:\.[0-9]+)*[系版章]?|[A-Z]) ?$"
)
_PREFIX = "(?:ナノ|マイクロ|ミリ|センチ|キロ|メガ|ギガ|テラ)"
_LETTERS_OF_UNIT = "[nμmkcMGT](?:m|g|s|B|W|V|A|Hz|L|bps|Wh)"
_IN_KANA = compiled("[0-9数十百千万億兆] ?[ァ-ヺー]{2,10} ?$")
_A_UNIT = compiled(f"(?<![ァ-ヺー]){_PREFIX}(?:秒|[ァ-ヺー]{{2,8}})$|(?<![0-9A-Za-z]){_LETTERS_OF_UNIT}$")
_CHANGED = (
    "[一-鿿ァ-ヺーA-Za-z0-9]{1,16} ?(?:[へに](?:の?(?:変更|変換|移行|更新|翻訳)|乗り換え)|変換|翻訳|移行)"
)


def is_score(match: re.Match[str]) -> bool:
    """Whether numbers with a dash between, and nothing counted behind, stand in a report of a game."""
    around = span_around(match, _NEAR)
    return bool(_ENDS_A_SCORE.match(match.string, match.end("last")) and GAME.search(match.string, *around))


def text_before(match: re.Match[str]) -> str:
    """What stands before a sign, as far as it may be what the sign follows."""
    return just_before(match, _LONGEST_MEASURE)


def _after_measure(match: re.Match[str]) -> str | None:
    """から for the mark of a range behind what has a unit: ``10km〜20km``, ``9時-17時``, ``$5-$10``."""
    before = text_before(match)
    is_model = _LETTER_AND_DIGIT.search(before) and _LONG_DIGITS.match(match.string, match.end())
    is_wave = _WAVE.match(match[0])
    is_title = not is_wave and _ORDINAL.search(before) and not _TO_ORDINAL.match(match.string, match.end())
    return "から" if _A_MEASURE.search(before) and not (is_model or is_title) else None


def _between_words(match: re.Match[str]) -> str | None:
    """から, unless the same mark stands near: then it sets off a subtitle."""
    text, start, end = match.string, match.start(), match.end()
    before = _WAVE.search(text, max(0, start - _NEAR), start)
    return None if before or _WAVE.search(text, end, end + _NEAR) else "から"


def _to_a_number(match: re.Match[str]) -> str | None:
    before = text_before(match)
    return "から" if _A_NUMBER.search(before) or _A_MEASURE.search(before) else None


def _to_the_next(match: re.Match[str]) -> str | None:
    """``iOS17→iOS18``: the same name, with another number."""
    named = _NAME_AND_NUMBER.search(match.string, max(0, match.start() - _LONGEST_MEASURE), match.start())
    return (
        "から"
        if named
        and re.match(f"{re.escape(named[1])}[0-9A-Z]", match.string[match.end() : match.end() + _NEAR])
        else None
    )


def _to_an_item(match: re.Match[str]) -> str | None:
    """から between signs of items in their order, アイウ or イロハ: ア〜ウ, (イ)〜(ハ)."""
    first = just_before(match, _IN_BRACKET).rstrip(")")[-1]
    last = match.string[match.end() : match.end() + _IN_BRACKET].lstrip("(")[0]
    are_in_order = any(-1 < order.find(first) < order.find(last) for order in _ITEMS)
    return "から" if are_in_order else None


def _after_kana(match: re.Match[str]) -> str | None:
    """から between ``24ミリ〜72ミリ``."""
    return "から" if _IN_KANA.search(text_before(match)) else None


def _after_unit(match: re.Match[str]) -> str | None:
    """から between units without numbers: ``マイクロ秒〜ミリ秒``, ``nm〜μm``."""
    return "から" if _A_UNIT.search(text_before(match)) else None


def _to_another(match: re.Match[str]) -> str | None:
    """What is changed into what; more arrows in a clause are the way through menus."""
    text, start, end = match.string, match.start(), match.end()
    clause = _CLAUSE_END.split(text[max(0, start - _NEAR) : start])[-1]
    clause += _CLAUSE_END.split(text[end : end + _NEAR])[0]
    return None if _ANY_ARROW.search(clause) else "から"


def _code_point(match: re.Match[str]) -> str:
    return f"ユープラス{spell_out(match[1])}" + ("から" if match[2] else "")


def _both_english(match: re.Match[str]) -> str:
    return f"{ENGLISH_NUMBERS[match[1]]}ブイ{ENGLISH_NUMBERS[match[2]]}"


_FEW = "([1-9]|10)"
SERVINGS = compiled("人(?:前(?!後)|分|用)")
"""Behind a range it is counted as one thing: 2〜3人前, but 2人〜3人 in 2〜3人前後."""
AGAINST = (
    rule(
        "one against one",
        f"{START}{_FEW}(?= ?(?:vs\\.?|VS|on) ?{_FEW}{END})",
        lambda m: ENGLISH_NUMBERS[m[1]],
    ),
    rule("one against one", f"{START}{_FEW} ?v ?{_FEW}{END}", _both_english),
)
"""Teams of so many: 1 on 1, 3 vs 3, 5v5."""

ARROWS = (
    rule("from one to another", f"{_ARROW} ?(?=(?:約|[¥$€£])?[0-9])", _to_a_number),
    rule("from one to another", f"{_ARROW} ?(?=[A-Za-z第])", _to_the_next),
    rule("languages", f"(?:(?<=語)|(?<=語 )){_ARROW} ?(?=[一-鿿ァ-ヺー]{{1,8}}語)", "から"),
    rule("change", f"(?:(?<=[^ ])|(?<=[^ ] )){_ARROW} ?(?={_CHANGED})", _to_another),
    rule(
        "code point",
        r"(?<![A-Za-z])U\+([0-9A-Fa-f]{4,6})(?![0-9A-Za-z])(`? ?[-–~〜～] ?`?(?=U\+))?",
        _code_point,
    ),
)
"""Tried before other arrows."""

RULES = (
    rule(
        "range of measures",
        r"[-–―—](?= ?(?:[-+¥$€£]|翌日?|[AaPp]\.?[Mm]\.? ?)?[0-9])"
        r"|[~〜～](?! ?(?:[~〜～]|(?![AaPp]\.?[Mm])[A-Za-z]))",
        _after_measure,
    ),
    rule(
        "range of measures",
        "[~〜～](?= ?(?:約|およそ)?(?:[0-9]|数[十百千万億ァ-ヺ]))(?![^、。~〜～]{1,30}[~〜～](?![0-9]))"
        "|[-–―—](?=[0-9.,]+[ァ-ヺー]{2})",
        _after_kana,
    ),
    rule("range of units", f"[~〜～](?={_PREFIX}|{_LETTERS_OF_UNIT}(?![A-Za-z]))", _after_unit),
    rule("from one to the next", "[~〜～] ?(?=[A-Za-zァ-ヺ第])", _to_the_next),
    rule(
        "days of the week",
        "(?<=[月火水木金土日])(?<![0-9][月日])[-~〜～](?=[月火水木金土日祝](?![一-鿿]))",
        "から",
    ),
    rule("range of letters", "(?<=[A-Z])(?<![A-Za-z][A-Z])[~〜～](?=[A-Z](?![A-Za-z]))", "から"),
    rule(
        "range of items",
        "(?:(?<=[アイa])(?<![「『(A-Za-zァ-ヺーぁ-ん一-鿿][アイa])[〜～](?=[ア-ンa-z](?:[の、。)]|まで|から|[をがに](?![ぁ-ん])))"
        "|(?<=[(][アイa][)])[〜～](?=[(][ア-ンa-z][)]))",
        _to_an_item,
    ),
    rule("range of words", "(?<=[A-Z一-鿿①-⑳Ⅰ-Ⅻ])[~〜～](?=[A-Z0-9一-鿿①-⑳Ⅰ-Ⅻ])", _between_words),
    rule("range of quotes", "(?<=[」』])[~〜～](?=[「『])", _between_words),
    rule("range of quarters", "(?<=[QH][1-4])[-–](?=[QH][1-4](?![0-9A-Za-z]))", "から"),
    rule("range of fiscal years", "(?<=FY[0-9]{2})[-–](?=FY[0-9])|(?<=FY[0-9]{4})[-–](?=FY[0-9])", "から"),
    rule("before Greenwich", "(?<=UTC|GMT)[-−–](?=[0-9])", "マイナス"),
    rule(
        "one to many", "(?<![A-Za-z0-9:])[1MN]:(?=[MN1](?![A-Za-z0-9:]))", lambda m: f"{spell_out(m[0])}タイ"
    ),
    rule("range of articles", "(?<=[0-9][条章話回号項])ー(?=第?[0-9])", "から"),
)
"""Tried after ranges of mere numbers."""
