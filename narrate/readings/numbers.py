"""Ranges, money, units, versions and other forms of numbers that the engine would misread.

Each rule is a pattern and what is said for a match. What the engine reads right as it stands (22分間, 2つ,
3.14, 1234人) stays digits, since that keeps its counters and their accent; so a rule's result may hold digits
and kanji beside katakana. Rules are tried in the order of the table; the first that matches at a place wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings import (
    approximate,
    chemistry,
    citations,
    codes,
    dates,
    maths,
    money,
    music,
    newspapers,
    ranges,
    romans,
    shogi,
    slashes,
    versions,
)
from narrate.readings.latin import ENGLISH_NUMBERS, MODEL_NAMES, say_digits, say_version, spell_out
from narrate.readings.measures import OF_SEVERAL, UNIT
from narrate.readings.rule import (
    END,
    NUMBER,
    SPACE,
    START,
    Rule,
    just_before,
    rule,
    span_around,
    without_commas,
)

_ORDINALS = (
    *("", "ファースト", "セカンド", "サード", "フォース", "フィフス"),
    *("シックスス", "セブンス", "エイス", "ナインス", "テンス"),
)
# Before one of these a number counts in Japanese: モデル 3 つ are three of them, Python 3 is a name.
_COUNTERS = (
    "つ年月日時分秒人個回円歳社件本枚台種点番度倍割章話巻版世代位名階軒冊杯匹頭羽足通組級段条項目行週泊機"
    "万億千百桁語問曲色店かカヶケ"
)
_THINGS = ("", "ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ")
_MARATHON = {"3": "スリー", "4": "フォー", "5": "ファイブ"}
"""Hours in which amateurs run it."""
_PRISON = "(?:懲役|禁錮|禁固|禁刑)"  # 禁刑 ends 拘禁刑: what stands before must be of one length
_IN_A_CATALOGUE = compiled("(?<![A-Za-z])[A-Z]{2,4} $")  # LP 890-9, a star
_RATES = {
    **{"分": "マイフン", "秒": "マイビョー", "時": "マイジ", "日": "、1日あたり", "週": "、1週間あたり"},
    **{"月": "、1か月あたり", "年": "、1年あたり"},
}
_DASH = "[-–―—~〜～]"
_QUAKE = compiled("地震|震度|震源|余震")
_WORD_BEFORE = compiled("(?<![0-9A-Za-z.-])(?:[A-Z]?[a-z]{2,}|[A-Z]{4,}|VOL|DAY)[.]?[ \u00a0]?$")
_ADDRESS = compiled("[都道府県][一-鿿ぁ-んァ-ヶー]{1,8}[市区町村郡][一-鿿ぁ-んァ-ヶー]{1,8}$")
_NEAR = 60  # characters looked at on each side
NUMBER_SIGN = rf"(?:#|№|[Nn][Oo]\.){SPACE}(?=[0-9])"
"""What stands before a number and is said ナンバー, as a regular expression."""


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Spans of ``text`` that a rule reads, as (start, end, spoken, rule), left to right."""
    return _read(text, start, end, _ANY, RULES)


def measures(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """What numbers make of words that the lexicon has too: units, AM and PM, US$, million."""
    return _read(text, start, end, _ANY_MEASURE, MEASURES)


def _read(
    text: str, start: int, end: int, begin: re.Pattern[str], rules: tuple[Rule, ...]
) -> Iterator[tuple[int, int, str, str]]:
    """What the first fitting rules say where ``begin`` matches; they see beyond ``end``, but stay within."""
    at = start
    while (found := begin.search(text, at, end + _AHEAD)) and found.start() < end:
        for form in rules:
            match = form.pattern.match(text, found.start())
            spoken = form.say(match) if match and match.end() <= end else None
            if match and spoken is not None:
                yield match.start(), match.end(), spoken, form.name
                at = match.end()
                break
        else:
            at = _PLAIN.match(text, found.start(), end).end()  # type: ignore[union-attr]


def _shares(match: re.Match[str]) -> str | None:
    """1/3~1/2 are shares, no days, which would not run backwards."""
    first, last = int(match[1]), int(match[2])
    return f"{first}分の1から{last}分の1" if first > last or match[3] else None


def _how_often(match: re.Match[str]) -> str:
    """3回/月 is 月に3回, 2時間/日 is 1日に2時間."""
    return f"{'1日' if match[2] == '日' else match[2]}に{without_commas(match[1])}"


def _of_heading(match: re.Match[str]) -> str | None:
    """2-1 在庫の圧縮 is ニノイチ; 2-1 逆転勝利 is a score."""
    return None if ranges.GAME.search(match.string) else f"{match[1]}の{match[2]}"


def _magnitude(match: re.Match[str]) -> str | None:
    around = span_around(match, _NEAR)
    return "マグニチュード" if _QUAKE.search(match.string, *around) else None


def _tenths(match: re.Match[str]) -> str:
    """A share as in baseball: .312 is 3割1分2厘."""
    parts = zip(match.groups(), ("割", "ブ", "厘"), strict=True)
    return "".join(f"{digit}{unit}" for digit, unit in parts if digit != "0")


def _range(match: re.Match[str]) -> str | None:
    first, last = without_commas(match["first"]), without_commas(match["last"])
    is_short = len(first) <= 2 and len(last) <= 2  # a newspaper's 21―25, no 1939―1945
    if match["dash"] in ("-–―—" if is_short else "-–") and ranges.is_score(match):
        return f"{first}タイ"
    is_short_year = len(first) == 4 and len(last) == 2
    if match["dash"] in "-–―—" and not is_short_year and float(first) >= float(last):
        if len(first) > 2 and _IN_A_CATALOGUE.search(ranges.text_before(match)):
            return f"{first}の"
        return f"{first}マイナス" if " -" in match.group() else f"{first}タイ"
    counter = match.string[match.end("last") : match.end("last") + 1]
    if ranges.SERVINGS.match(match.string, match.end("last")):
        counter = ""
    return f"{first}{counter if counter in tuple(_TWICE) else ''}から"


def _model(match: re.Match[str]) -> str:
    return say_digits(match[1], zero="マル")


def _block(match: re.Match[str]) -> str:
    """1-2-3 of an address, and what has the form of a date and is none."""
    return "の".join(map(say_version, match.group().split("-")))


def _block_of_two(match: re.Match[str]) -> str | None:
    """1-1 behind an address as 東京都千代田区千代田."""
    return _block(match) if _ADDRESS.search(ranges.text_before(match)) else None


def _ordinal(match: re.Match[str]) -> str:
    number = int(match["number"])
    return _ORDINALS[number] if 0 < number < len(_ORDINALS) else f"{number}番目"


def _number_of(match: re.Match[str]) -> str:
    return f"ナンバー{_small_english(match)}"


def _pages(match: re.Match[str]) -> str:
    return "から".join(without_commas(number) for number in match.groups() if number) + "ページ"


def _label(match: re.Match[str]) -> str:
    return f"{int(unicodedata.numeric(match[1]))}、"


def _small_english(match: re.Match[str]) -> str:
    return ENGLISH_NUMBERS[match[1]]


def _numbered(match: re.Match[str]) -> str | None:
    """The number after an English word, ``STEP 01`` and ``Chapter 04``; after initialisms zeros are said."""
    word = _WORD_BEFORE.search(just_before(match, _NEAR))
    return _small_english(match) if word else None


def _in_a_name(match: re.Match[str]) -> str:
    """The number of a version in a name, the 3 of ``Llama-3-70B``; else of a code: ``CVE-2025-55182``."""
    number = match[1]
    is_code = re.search("(?<![A-Za-z])[A-Z]-$", just_before(match, 3))
    if "." in number:
        return number
    return ENGLISH_NUMBERS[number] if number in ENGLISH_NUMBERS and not is_code else f"{number}の"


_TWICE = "日人つ"  # 2日から3日: those whose small numbers have names of their own
_NO_COUNT = rf"(?![0-9,:/%]|\.[0-9]|{SPACE}(?:[{_COUNTERS}]|合[炊分の]))"
_COUNTED_BEHIND = (
    "(?:個|枚|本|台|社|基|冊|件|機種|人|つ|級|倍|選|回|記事|名|種類|位|段階|原則|項目|ページ|[かカヶヵ](?:月|所|国|条)|箇所"
    "|分|秒|時間|日間|週間)(?![一-龥])|(?:年|個|本|枚|社|人|回|件)[目間生]"
)
_AFTER_A_MAKE = "|".join(
    f"(?<=(?<![A-Za-zァ-ヺー]){name}{gap})" for name in MODEL_NAMES for gap in ("", "[ -]")
)
_A_RANGE = rf"(?P<first>{NUMBER}){SPACE}(?P<dash>{_DASH}){SPACE}(?=(?P<last>{NUMBER}))"

_GAP = "[ \\u00a0\\u202f]"
MEASURES = (
    *money.RULES,
    *chemistry.ISOTOPES,
    *dates.MEASURES,
    codes.TELEPHONE,
    *music.RULES,
    *newspapers.FIRMS,
    *newspapers.BY_CASE,
    rule(
        "groups of three",
        START + f"[0-9]{{1,3}}(?:(?:{_GAP}[0-9]{{3}}){{2,}}|{_GAP}000)(?:\\.[0-9]+)?{END}(?!,|[ ][0-9])",
        lambda m: re.sub("[^0-9.]", "", m.group()),
    ),
    *OF_SEVERAL,
    romans.AFTER_ORDINAL_SIGN,
    romans.OF_SUBJECT,
    romans.OF_RACES,
)
"""Tried before the lexicon, which has some of their words."""

RULES = (
    *chemistry.CHARGES,
    *shogi.RULES,
    *maths.SIGNS,
    rule("how often", rf"{START}({NUMBER}(?:回|日|時間|本|冊|件))/([日週月年])(?![0-9一-鿿])", _how_often),
    rule(
        "rate",
        "(?<=[0-9A-Za-zァ-ヺー回個本枚Ω])/(分|秒|時|日|週|月|年)(?![0-9一-鿿])",
        lambda m: _RATES[m[1]],
    ),
    rule("magnitude", r"(?<![A-Za-z])M(?=[0-9]\.[0-9])", _magnitude),
    rule("batting average", rf"(?<=率)0?\.([0-9])([0-9])([0-9]){END}", _tenths),
    rule("sharp", "(?<=[ドレミァソラシ])#(?![0-9])", "シャープ"),
    *ranges.ARROWS,
    rule("arrow", "[=-]>", "、"),
    rule("colour", f"#((?=[0-9A-Fa-f]*[0-9])[0-9A-Fa-f]{{6}}){END}", lambda m: f"シャープ{spell_out(m[1])}"),
    rule("hexadecimal", f"{START}0x([0-9A-Fa-f]+){END}", lambda m: f"ゼロエックス{spell_out(m[1])}"),
    rule("hexadecimal", f"{START}0[xX](?![0-9A-Za-z])", "ゼロエックス"),
    rule("figure", f"(?:(?<=[図表式])|(?<=[図表式] ))([0-9]{{1,2}})-([0-9]{{1,2}}){END}", r"\1の\2"),
    rule(
        "part of a text", f"(?:{START}|(?<=第))([0-9]{{1,2}})[-−–]([0-9]{{1,2}})(?=[節図表項款])", r"\1の\2"
    ),
    rule("keycap", "([0-9])\ufe0f?\u20e3 ?", r"\1、"),
    rule("heading number", r"^([0-9]{1,2})[-−–]([0-9]{1,2})[.]?(?=[ \u3000][ぁ-んァ-ヺ一-鿿])", _of_heading),
    rule(
        "exchange rate",
        "(?<=[0-9][ド円元株口銭])=(?=[0-9])|(?<=ドル|ーロ|ンド)=(?=[0-9])|(?<=バレル|オンス)=(?=[0-9])",
        "、",
    ),
    *newspapers.RULES,
    *approximate.RULES,
    *citations.RULES,
    *codes.RULES,
    *dates.RULES,
    rule(
        "marathon",
        "(?<=サブ)([345])(?=[」』）)]?(?:[へをにがはもと、。ので]|$|達成|切り|ランナー))",
        lambda m: _MARATHON[m[1]],
    ),
    rule(
        "number of things",
        f"{START}([1-9])つ(?=くれ|くだ|くっ|けっ|め(?:$|[のはがをにでも、。]))",
        lambda m: _THINGS[int(m[1])],
    ),
    rule(
        "course for beginners",
        "(?<=[a-z] )(?<!line )(?<!page )(?<!port )(?<!status )(?<!version )(?<!error )(?<!code )(?<!issue )"
        "101(?=[、。」』)]|$|(?:を|の)(?:読|学|受|本|講|授業|教科書|内容|記事)|講座|入門)",
        "ワンオーワン",
    ),
    rule(
        "floor of a room",
        f"{START}([1-9][0-9]?)F(?= ?(?:大?会議室|ロビー|ホール|受付|フロア|カフェ|売り?場|研修室|和室|食堂))",
        r"\1階",
    ),
    rule("group of people", "(?<=人)1組(?=[でにとのが、]|となっ|ずつ)", "ヒトクミ"),
    rule("seven kinds", f"{START}7種(?=[をがのにはもで、。と])", "ナナシュ"),
    rule("count of balls", "(?<=カウント)(?<!セットカウント)([0-3])-(?=[0-2](?![0-9]))", r"\1、"),
    rule("penalties", "(?<=PK)([0-9]{1,2})[-–―—]([0-9]{1,2})(?![0-9])", r"\1タイ\2"),
    rule("walk-off", f"{START}([0-9]{{1,2}})[xX]-([0-9]{{1,2}}){END}", r"\1タイ\2"),
    rule("edition of a standard", f"{START}([0-9]{{3,5}}):(?=(?:19|20)[0-9]{{2}}{END})", r"\1、"),
    rule("ratio", rf"{START}([0-9]+(?:\.[0-9]+)?){SPACE}[:対]{SPACE}(?=[0-9])", r"\1タイ"),
    rule("always open", f"{START}24/7{END}", "トゥエンティーフォーセブン"),
    rule(
        "range of shares",
        f"{START}1/([2-9])[~〜～]1/([2-9])(?![0-9/])(?=(程度|くらい|ぐらい|ほど|以[上下]|の量|に(?:減|薄|縮))?)",
        _shares,
    ),
    rule(
        "term of imprisonment",
        f"(?:(?<={_PRISON})|(?<={_PRISON}[0-9]年)|(?<={_PRISON}[0-9]{{2}}年))([0-9]{{1,2}})月",
        r"\1か月",
    ),
    slashes.FRACTION_OR_DAY,
    slashes.LAST_DAY,
    *versions.RULES,
    rule(
        "net mask",
        rf"(?<=[0-9]\.[0-9])/(?=[0-9]{{1,2}}{END})|(?<=[0-9]\.[0-9]{{2}})/(?=[0-9]{{1,2}}{END})",
        "スラッシュ",
    ),
    romans.CLASS,
    rule("quarter", "(?<![0-9A-Za-z.,])([1-4])Q(?![A-Za-z0-9])", r"\1クォーター"),
    rule("block number of two", f"(?<=[一-鿿ヶケ])[0-9]{{1,4}}-[0-9]{{1,4}}{END}(?!-)", _block_of_two),
    rule(
        "one by one",
        rf"{START}(?<!-)[0-9](?:-[0-9]){{2,3}}(?=の?(?:ルール|法則|布陣|フォーメーション|システム|陣形"
        r"|ダブルプレー|併殺|ゲッツー|配列|呼吸))",
        lambda match: say_digits(match.group().replace("-", "")),
    ),
    rule("block number", f"{START}(?<!-)[0-9]{{1,5}}(?:-[0-9]{{1,5}}){{2,}}{END}(?!-)", _block),
    rule(
        "pages",
        rf"(?<![A-Za-z])[Pp]p?\. ?({NUMBER})(?:{_DASH}({NUMBER}))?"
        r"(?![0-9.]|\(?[ァ-ヺー]{0,8}(?:株|系統|変異))",
        _pages,
    ),
    rule("ordinal", f"{START}(?P<number>[0-9]{{1,3}})(?:st|nd|rd|th){END}", _ordinal),
    rule("months", rf"{START}(1?[0-9]){_DASH}(?=1?[0-9]月)", r"\1月から"),
    rule(
        "digits of a model",
        rf"(?:{_AFTER_A_MAKE})(?!20[0-9]{{2}}(?![0-9]))([0-9]{{3,5}})(?<!00)(?=[A-Z]{{0,2}}(?![A-Za-z])){_NO_COUNT}",
        _model,
    ),
    rule("number in a name", r"(?<=[A-Za-z]-)([0-9]+(?:\.[0-9]+)?)-(?=[0-9])", _in_a_name),
    rule("number in a name", f"(?<=[a-z]-[0-9]-)([0-9])(?=-[A-Za-z]|{END})", _small_english),
    rule("range", f"{START}{_A_RANGE}", _range),
    *ranges.AGAINST,
    rule("midnight", f"{START}0(?=時(?!間(?!際)|[価点代差限給]))", "れい"),
    rule(
        "open range",
        f"{START}({NUMBER}[年月日時分秒人個回円歳]?)[~〜～](?![0-9])",
        lambda m: f"{without_commas(m[1])}から",
    ),
    *ranges.RULES,
    UNIT,
    rule("digits of a model", f"{START}([0-9]{{3}})(?<!0)(?=[A-Z]{{2}}(?![A-Za-z]))", _model),
    rule(
        "small number before a name", f"{START}([1-9])(?=[A-Z][a-z]{{2}}|[a-z]{{4}}|WAY|way)", _small_english
    ),
    *maths.OPERATIONS,
    rule("label", "([①-⑳⑴-⒇❶-❿])(?=[一-鿿ァ-ヺA-Za-z「『①-⑳⑴-⒇❶-❿])(?![番つ個])", _label),
    rule("label set apart", r"([①-⑳⑴-⒇❶-❿])\s+(?=[一-鿿ァ-ヺA-Za-z①-⑳⑴-⒇❶-❿「]|[ぁ-ん]{2})", _label),
    rule("numbered", f"{START}0([1-9])(?![0-9A-Za-z:/.,%-]|{SPACE}[{_COUNTERS}])", _numbered),
    rule(
        "counted behind a word",
        f"(?<=[A-Za-z]{{2}})(?:([1-9]|10)(?={_COUNTED_BEHIND})|([0-9]{{1,2}})(?=%)"
        "|([0-9]{1,3}(?:[.][0-9]+)?)(?=(?:[KMGTP]i?B|[kMG]Hz|[MG]bps|mAh)(?![A-Za-z])))",
        lambda m: m.group(),
    ),
    rule("leading zeros", f"{START}0[0-9]+{END}", codes.digit_by_digit),
    rule("number sign and small number", rf"{NUMBER_SIGN}(10|[1-9]){_NO_COUNT}", _number_of),
    rule(
        "number sign and long number",
        f"{NUMBER_SIGN}([0-9]{{7,}}){END}",
        lambda m: f"ナンバー{say_digits(m[1])}",
    ),
    rule("number sign", NUMBER_SIGN, "ナンバー"),
    rule(
        "f-number",
        "[fF]/([0-9]+(?:\\.[0-9])?)(?![0-9./])",
        lambda m: f"エフ{ENGLISH_NUMBERS.get(m[1], m[1])}",
    ),
    rule("level", r"L[Vv]\.? ?([0-9]{1,3})(?![0-9A-Za-z])", r"レベル\1"),
    rule("acidity", "(?<![A-Za-z])pH ?(?=[0-9])", "ピーエイチ"),
    rule(
        "small number after a name",
        r"(?<!pH )(?:(?<=[A-Za-z][ -])|(?<=[A-Za-z][.])|(?<=[A-Za-z][.] ))"
        rf"(?<![0-9] [xX] )(?<![0-9][A-Za-z%℃] x )(?<![0-9][A-Za-z]{{2}} x )(10|[0-9])(?!x[0-9]){_NO_COUNT}",
        _small_english,
    ),
)
"""The table of rules; earlier ones win."""

# Where a rule may begin; everything between is passed over quickly.
_ANY = compiled(
    r"[∩∪⊂⊃∈∧∨⇔⇒⊥∥∀∃¬∠]|(?<![A-Za-z0-9/.])[fF](?=/[0-9])|(?<![A-Za-z0-9])L[Vv](?=[. ]?[0-9])"
    r"|[0-9½⅓⅔¼¾⅛⅕⁰¹²³⁴-⁹⁺ⁿᵀ^#№×○◯◎〇△▲☗☖=*★☆〒<>‹›+~〜–―—-]|[Vv](?=er|[ .]?[0-9])|[RHSTM](?=[0-9])"
    r"|[MN](?=:[MN1])|(?<![A-Za-z0-9])K(?=B[0-9]{6})"
    r"|[Nn][Oo]\.|[Pp]p?\.(?= ?[0-9])|pH(?= ?[0-9])|[(](?=[ 0月火水木金土日祝+-]|[1-9][0-9]{0,2}[)])"
    r"|(?<=[0-9])[xX](?=[0-9])|(?<=[0-9]) [xX](?= [0-9])|(?<=[A-Za-zΩ℃%]) x(?= [0-9])"
    r"|[月火水木金土日](?=[・、~〜～-][月火水木金土日祝]|[火水木金土])| (?=[∩∪⊂⊃∈∧∨⇔⇒⊥∥])"
    r"|['’](?=[0-9]{2}|[(])"
    r"|→|U(?=\+)|ー(?=第?[0-9])|[)](?= ?/)|/(?= ?[0-9A-Za-z(])|/(?=[分秒時日週月年])|(?<=時)00分"
    r"|[明大昭平令](?=[0-9元]{1,2}[)年])|(?<=[0-9a-z)])!(?= ?[=×*/÷+−])"
    r"|\.(?=[0-9])|⁻|(?<=内線).|[①-⑳⑴-⒇❶-❿]|[元〇一二三四五六七八九十](?=[^。、]{0,3}[(]|[〇一二三四五六七八九十]{0,3}・[〇一二三四五六七八九])"
    r"|(?<![A-Za-z])(?:[IV](?=[IVAB]{0,3}類)|[xX](?=\.[yY]))|[一二三四五六七八九十](?=[一二三四五六七八九十]{0,2}分[着発]|[一二三四五六七八九][成歩香桂銀金角飛玉王竜龍馬と])"
    rf"|{approximate.PAIR}|[{newspapers.COUNTRIES}](?=・[{newspapers.COUNTRIES}]・)"
)
_ANY_MEASURE = compiled(
    rf"[0-9]|(?:(?<=\^[0-9])|(?<=\^-[0-9])|(?<=\^[0-9]{{2}})|(?<=[⁰¹²³⁴-⁹]))[ A-Za-zμ]"
    rf"|(?<![A-Za-z])[A-Za-z](?=[A-Za-z]{{1,11}}/s)|(?<=第)[IVX]|(?<=[学語理物記史報])[IVX]|HD|FG|G(?=[IⅠ-Ⅲ])|Jpn|[Tt](?=oB)|O(?=TA)|P(?=ISA)|/(?=[hkmL])|[⁰¹²³⁴-⁹](?=[A-Z⁰¹²³⁴-⁹])|[AaPp](?=\.?[Mm])|[Tt](?=[Ee][Ll])|{money.CURRENCY}|{dates.BEGINS}|{music.BEGIN}"
)
_AHEAD = 3  # characters that these patterns look at behind what they match
_PLAIN = compiled(rf"{NUMBER}|.", re.DOTALL)
