"""How newspapers write numbers and firms: 6・28メートル, 2万0099円, 体温35度7分, アサヒHD, みずほFG."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.latin import say_digits
from narrate.readings.rule import START, behind, just_before, rule, span_around

_DECIMAL_OF = (
    "%|パーセント|ポイント|[倍秒度㍍㌔](?![目音])|ドル|ユーロ|メートル|キロ|センチ|ミリ|トン|グラム|リットル"
    "|ヘクタール|平方|立方"
)
_FAR = 24  # characters
_FEVER = compiled("[体検平微高発]温|熱")
_TENTHS = dict(
    zip("123456789", ("イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "シチ", "ハチ", "ク"), strict=True)
)
_KANJI_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_CUT_SHORT = {"1": "イッ", "8": "ハッ"}
_AS_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_LONGEST_NAME = 8  # characters
_FULL_NAME = compiled("(?<![一-鿿々])[一-鿿々]{3,6}$")
_MARKETS = "東京|大阪|名古屋|ニューヨーク|NY|ロンドン|外国為替|債券|株式|米国|欧州|アジア|上海|香港"


def _temperature(match: re.Match[str]) -> str | None:
    """35度7分 of a body; of the globe it is an arc."""
    around = span_around(match, _FAR)
    return f"{match[1]}度{_TENTHS[match[2]]}ブ" if _FEVER.search(match.string, *around) else None


def _age(match: re.Match[str]) -> str | None:
    """The 31 of 三浦慎吾（31）は, behind a family name and a given name."""
    before = _FULL_NAME.search(just_before(match, _LONGEST_NAME))
    is_one = before and dictionaries.is_person(before.group())
    return f"、{match[1]}歳、" if is_one else None


def _minutes(match: re.Match[str]) -> str:
    tens, ten, ones = match[1].rpartition("十")
    count = (_KANJI_DIGITS.get(tens, 1) * 10 if ten else 0) + _KANJI_DIGITS.get(ones, 0)
    return f"{count}分" + ("チャク" if match[2] == "着" else "ハツ")


def _decimal_in_kanji(match: re.Match[str]) -> str:
    """十二・五 and 一二・五 are 12.5."""
    tens, ten, ones = match[1].translate(_AS_DIGITS).rpartition("十")
    whole = str(int(tens or 1) * 10 + int(ones or 0)) if ten else ones
    return f"{whole}.{match[2].translate(_AS_DIGITS)}"


def _cut_short(number: str) -> str:
    """A number before チ or セ: 1町 is イッチョー, 20節 ニジュッセツ."""
    tens, ones = number[:-1], number[-1]
    if ones == "0":
        return f"{tens.removesuffix('1')}ジュッ" if tens else number
    return f"{tens and tens + '0'}{_CUT_SHORT[ones]}" if ones in _CUT_SHORT else number


def _villages(match: re.Match[str]) -> str:
    """3町1村: ソン, and イッソン."""
    return {"1": "イッソン", "8": "ハッソン", "10": "ジュッソン"}.get(match[1], f"{match[1]}ソン")


_MINUTES = "((?:[二三四五]?十)?[一二三四五六七八九]|[二三四五]?十)分([着発])(?![想案見表達生信火])"

_NO_FIRMS = (
    *("フル", "ハーフ", "ウルトラ", "ワイド", "ブルーレイ", "プレミアム", "デジ", "デジタル", "スカパー"),
    *("画質", "画面", "解像度", "液晶", "映像", "動画", "録画"),
    *("付け", "蔵", "内臓", "外部", "増設", "予備", "用", "容量", "バックアップ"),
    *("パソコン", "ポータブル", "サーバー", "カメラ", "新", "旧", "回", "透析"),
)
"""Behind these the letters are of a picture, a disk, or of dialysis."""
_NAME = f"(?<=[ァ-ヺー一-鿿Ａ-Ｚ]){''.join(f'(?<!{word})' for word in _NO_FIRMS)}"
_BEHIND_A_NAME = "(?=[、。のはがをにとへもや「」()・]|から|など|株|傘下|社長|会長|会見|側|$)"
_BANKS = (
    *("UFJ", "みずほ", "三井住友", "りそな", "ふくおか", "コンコルディア", "ソニー", "めぶき"),
    *("ほくほく", "しずおか", "九州", "山口", "ひろぎん", "あいち", "十六"),
)

FIRMS = (
    rule("holding company", f"{_NAME}HD{_BEHIND_A_NAME}", "ホールディングス"),
    rule("group of banks", f"{behind(_BANKS)}FG(?![A-Za-z])", "フィナンシャルグループ"),
)
"""What is short for a kind of firm behind its name; elsewhere the letters are a term like others."""
BY_CASE = (
    rule("to business", "(?<![A-Za-z])[tT]oB(?![A-Za-z])", "トゥービー"),
    rule("study of pupils", "(?<![A-Za-z])PISA(?![A-Za-z])", "ピザ"),
    rule("over the air", "(?<![A-Za-z(])(?<![A-Za-z] )OTA(?! ?[A-Za-z])", "オーティーエー"),
)
"""What only its letter case tells from another term, toB from TOB and OTA from Ota; no lexicon does."""

_KANJI_WHOLE = "〇|[一二三四五六七八九][〇一二三四五六七八九]{0,3}|[二三四五六七八九]?十[一二三四五六七八九]?"
_DECIMAL_IN_KANJI_OF = (
    "%|パーセント|ポイント|ゲーム|ドル|ユーロ|メートル|キロ|センチ|ミリ|トン|グラム|倍"
    "|度(?=高|低|を(?:記録|観測|超)|で(?:あ|し|、)|まで)"
    "|(?:(?<=三・一一)|(?<=九・一一))(?![・年月日時分個人])"
)
"""Behind these 二・三 is no 二、三; 三・一一 and 九・一一 are days."""

_DEGREES = tuple(f"{of}温は{pause}" for of in "水気体室" for pause in ("", "、"))
_OF_ERA = "(?:元|[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
_WESTERN = "[1-9][0-9]{2}|1[0-9]{3}|20[0-9]{2}|[一二][〇一二三四五六七八九]{3}"
_ANY_YEARS = "(年[度代]?)"
_OF_ANY_AGE = ("さん", "ちゃん", "くん", "男", "女", "男児", "女児", "次男", "次女")
_OF_AGE = (
    *("氏", "容疑者", "被告", "男性", "女性", "会社員", "無職", "大学生", "高校生", "少年", "少女"),
    *("主婦", "当時", "妻", "夫", "父", "母", "父親", "母親", "祖父", "祖母", "兄", "弟", "姉", "妹"),
    *("運転手", "教諭", "巡査", "生徒", "児童", "学生", "社員", "職員", "農業", "漁業", "店主"),
    *("女将", "店長", "社長", "会長", "院長", "園長", "校長", "住職", "代表", "監督", "主将", "教授", "医師"),
    *(
        "看護師",
        "弁護士",
        "農家",
        "漁師",
        "職人",
        "大工",
        "選手",
        "歌手",
        "俳優",
        "作家",
        "画家",
        "町長",
        "村長",
    ),
)
"""Whose age stands behind them in brackets; behind these one digit is a note's number, or a count."""


_COUNTRIES = {
    **{"日": "ニチ", "米": "ベー", "英": "エー", "中": "チュー", "韓": "カン", "独": "ドク", "仏": "フツ"},
    **{"露": "ロ", "伊": "イ", "豪": "ゴー", "印": "イン", "加": "カ", "越": "エツ", "台": "タイ"},
}
COUNTRIES = "".join(_COUNTRIES)
"""Each is short for one, where several stand together: 日・英・中・韓."""
_COUNTRY = f"[{COUNTRIES}]"
_OF_JUMP, _OF_RUN = compiled("跳|投|棒高|砲丸|やり"), compiled("ペース|タイム|キロ|かか|走(?!り[高幅])")
_NEAR_RECORD = 16  # characters


def _record(match: re.Match[str]) -> str | None:
    """Metres and centimetres of a jump or a throw; of a run they are minutes and seconds."""
    around = span_around(match, _NEAR_RECORD)
    is_of_jump = _OF_JUMP.search(match.string, *around) and not _OF_RUN.search(match.string, *around)
    return f"{match[1]}メートル{match[2]}" if is_of_jump else None


RULES = (
    rule(
        "countries",
        f"(?<![一-鿿・]){_COUNTRY}(?:・{_COUNTRY}){{2,}}(?!・)",
        lambda m: "、".join(_COUNTRIES[name] for name in m[0].split("・")),
    ),
    rule("record", r"(?<![0-9A-Za-z.,])([0-9]{1,2})m([0-9]{2})(?![0-9A-Za-z.,])", _record),
    rule(
        "age",
        f"(?:{behind(_OF_ANY_AGE)}[(]([1-9][0-9]?|1[01][0-9])|{behind(_OF_AGE)}[(]([1-9][0-9]|1[01][0-9]))[)]"
        "(?![年人名組班回位%])",
        lambda m: f"、{m[1] or m[2]}歳、",
    ),
    rule("age of who is named", "(?<=[一-鿿々])[(]([1-9][0-9])[)](?=[はがもをにと、]|の[一-鿿])", _age),
    rule(
        "year in both calendars",
        f"{START}({_WESTERN})[(]([一-鿿]{{2,4}}{_OF_ERA})[)]{_ANY_YEARS}",
        r"\1\3、\2\3",
    ),
    rule(
        "year in both calendars",
        f"(?<=[一-鿿]{{2}})(?<![0-9〇一二三四五六七八九十])({_OF_ERA})[(]({_WESTERN}|[一-鿿]{{2,4}}{_OF_ERA})[)]{_ANY_YEARS}",
        r"\1\3、\2\3",
    ),
    rule("decimal", f"{START}(?<![・第])([0-9]{{1,5}})・([0-9]{{1,2}})(?={_DECIMAL_OF})", r"\1.\2"),
    rule("decimal", f"{START}(?<![・第])([0-9]{{1,5}})・([0-9]{{2}})(?=円)", r"\1.\2"),
    rule("decimal", f"{START}(?<![・第])([0-9]{{3,5}})・([0-9]{{2}})(?![0-9・年月日号])", r"\1.\2"),
    rule(
        "decimal in kanji",
        f"{behind(('防御率', '勝率', '打率'))}({_KANJI_WHOLE})・([〇一二三四五六七八九]{{1,3}})",
        _decimal_in_kanji,
    ),
    rule(
        "decimal in kanji",
        f"{behind(_DEGREES)}({_KANJI_WHOLE})・([〇一二三四五六七八九]{{1,2}})(?=度)",
        _decimal_in_kanji,
    ),
    rule(
        "decimal in kanji",
        f"(?<![・第〇一二三四五六七八九十百])({_KANJI_WHOLE})・([〇一二三四五六七八九]{{1,2}})(?={_DECIMAL_IN_KANJI_OF})",
        _decimal_in_kanji,
    ),
    rule(
        "day of an affair",
        f"{START}([0-9])・([0-9]{{2}})(?=事件)",
        lambda m: say_digits(m[1] + m[2]),
    ),
    rule(
        "day of an affair",
        f"{START}(3・11|9・11)(?![0-9・]|[年月日時分個人])",
        lambda m: m[1].replace("・", "."),
    ),
    rule("zeros within a number", "(?<=[0-9][万億兆])0{1,3}([1-9][0-9]{0,2})(?![0-9])", r"\1"),
    rule("a thousand myriads", "(?<![0-9.,・])1,?000(?=[万億兆](?!分))", "一千"),
    rule("zero before sen", "(?:(?<=[0-9]円)|(?<=銭[~〜～]))0([1-9])(?=銭)", r"\1"),
    rule(
        "count of towns",
        f"{START}([0-9]{{1,2}})町(?=[のがはでをにも、。と]|[0-9]{{1,2}}村)",
        lambda m: f"{_cut_short(m[1])}チョー",
    ),
    rule(
        "count of towns", f"{START}([0-9]{{1,2}})町村(?![一-鿿])", lambda m: f"{_cut_short(m[1])}チョーソン"
    ),
    rule("section", f"{START}([0-9]{{1,2}})節(?![句分電税度約操介])", lambda m: f"{_cut_short(m[1])}セツ"),
    rule("count of villages", "(?<=[市町ー])([1-9]|10)村(?=[のがはでをにも、。と]|$)", _villages),
    rule(
        "term of a statute",
        f"{START}([0-9]{{1,2}})月(?=を超え(?:ない範囲|ない期間|る期間|ることができ))",
        r"\1か月",
    ),
    rule("temperature of a body", f"{START}(?<![緯経])(3[4-9]|4[0-2])度([1-9])分(?!間)", _temperature),
    rule("minutes", f"(?:(?<![一-鿿])|(?<=時)){_MINUTES}", _minutes),
    rule(
        "first of a month",
        f"(?:^|(?<=[。「(]))1日の(?=(?:{_MARKETS})[^、。]{{0,8}}(?:市場|取引|相場))",
        "ツイタチの",
    ),
    rule("day of a count", f"{START}1日(?=現在)", "ツイタチ"),
)
"""In the order in which they are tried."""
