"""How signs, powers and operations are said."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings.latin import spell
from narrate.readings.rule import END, NUMBER, SPACE, START, just_before, rule, span_around, without_commas
from narrate.readings.symbols import COMPARED

_FRACTIONS = {
    **{"½": "2分の1", "⅓": "3分の1", "⅔": "3分の2", "¼": "4分の1"},
    **{"¾": "4分の3", "⅛": "8分の1", "⅕": "5分の1"},
}
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_FAR = 24  # characters
_AMOUNT = r"(?:(?:(?:US)?[¥$€£])? ?[0-9]|\.[0-9])"  # or without the zero: -.35


def _power(number: str) -> str:
    return f"の{number.replace('-', 'マイナス')}乗"


def _exponent(match: re.Match[str]) -> str:
    sign = "マイナス" if match["sign"] == "-" else ""
    return f"{without_commas(match['number'])}かける10の{sign}{int(match['power'])}乗"


_LOGIC = {
    **{
        "∩": "キャップ",
        "∪": "カップ",
        "⊂": "含まれる",
        "⊃": "含む",
        "∈": "属する",
        "∧": "かつ",
        "∨": "または",
    },
    **{"⇔": "同値", "⇒": "ならば", "∀": "すべての", "∃": "存在する", "¬": "ノット", "∠": "角", "△": "三角形"},
    **{"⊥": "垂直", "∥": "平行"},
}
"""Signs of sets, logic and figures: said beside letters only, for they are parts of faces too."""

_COUNT = "[個回人本枚台件番桁行列文字次日年段階通組倍乗]"
_ONE_STAR = "(?<=[評価度め:\u3000 ])★(?=[、。,)」]|$)"  # with words behind it is an ornament: 場所 ★駐車場
_LETTER, _LETTER_OF_COUNTS = "(?<![A-Za-z])[A-Za-z]", "(?<![A-Za-z])[Nnkm]"
_MODEL_BEFORE, _LONG = compiled("[A-Z]-?[0-9]{2}$"), compiled("[0-9]{3}")
_ANGLES = {"‹": "<", "›": ">"}  # quotes that some type for the signs beside them


def _stars(match: re.Match[str]) -> str:
    """How many of the stars of a rating are full."""
    return f"星{match.group().count('★')}つ"


def _arc(match: re.Match[str]) -> str:
    return f"{match[1]}分" + (f"{match[2]}秒" if match[2] else "")


_OF_A_MENU = compiled("(?:メニュー|タブ)(?:バー)?(?:から|[ので、:])?[「 ]?[A-Z]$")
_ON_SCREEN = compiled("メニュー|タブ|図|ファイル|画面|クリック|タップ|矢印")
_SMALL = compiled("(?i:[BGP] ?<=? ?[A-Z]|O ?<)")
"""Behind these letters the voice would say コナリ of 小なり."""
_IS_CHOSEN = compiled(
    ".」?(?:[のを](?:矢印|順|たど)|[をと][^、。]{0,6}(?:選[ぶびんばべ択]|クリック|タップ|開[くきい]))"
)


def _between_letters(match: re.Match[str]) -> str:
    """A comparison; of a menu or a figure, A>B is a way."""
    before = just_before(match, _FAR)
    near = match.string[slice(*span_around(match, _FAR))]
    is_chosen = _IS_CHOSEN.match(match.string, match.end()) and _ON_SCREEN.search(near)
    is_way = _OF_A_MENU.search(before) or is_chosen
    return "、" if match[1] == ">" and is_way else _compared(match)


def _compared(match: re.Match[str]) -> str:
    around = match.string[slice(*span_around(match, 2))]
    name = COMPARED[match[1]]
    return name.replace("小", "ショー") if _SMALL.search(around) else name


_OPERAND = "(?:[0-9]+(?:[.,][0-9]+)*|[A-Za-z])"
_IN_BRACKETS = r"\([^()]*[-+*×^/][^()]*\)"
_VERSION = r"[0-9]+\.[0-9]+\.[0-9]"  # ^18.2.0, which a package needs at least
_DIVIDEND = compiled(rf"(?:{_IN_BRACKETS}|[-+*×=^] ?{_OPERAND}|(?P<alone>(?<![0-9A-Za-z]){_OPERAND})) ?$")
_DIVISOR = compiled(rf"{_IN_BRACKETS}|{_OPERAND} ?[-+*×=^]|(?P<alone>{_OPERAND})(?![0-9A-Za-z])")
_DIVIDED_CLOSELY = compiled(rf"(?:{_IN_BRACKETS}|= ?{_OPERAND})$")
_CALCULATED = compiled("計算|割[りるっ算]|商|余り|剰余|除算|小数|演算")


def _divided(match: re.Match[str]) -> str | None:
    """A division stands among other operations or in brackets: (a + b) / 2; else a sentence says so."""
    text, end = match.string, match.end()
    before = text[max(0, match.start("sign") - _FAR) : match.start("sign")]
    above, below = _DIVIDEND.search(before), _DIVISOR.match(text, end)
    if not (above and below and (before.endswith(" ") or _DIVIDED_CLOSELY.search(before))):
        return None
    is_alone = above["alone"] and below["alone"]
    return None if is_alone and not _CALCULATED.search(text, end, end + _FAR) else "ワル"


_EXPERTS, _OF_SIZE = compiled("[A-Za-z][ -][0-9]{1,3}$"), compiled("[0-9]{1,3}B(?![A-Za-z])")
"""Around the x of Mixtral-8x22B: eight experts of 22 billions."""


def _times(match: re.Match[str]) -> str | None:
    """かける, バイ in the size of a language model, but nothing in the name of another: ``KJ-65X9000``."""
    before = just_before(match, _FAR)
    if _EXPERTS.search(before) and _OF_SIZE.match(match.string, match.end()):
        return "バイ"
    is_model = (
        match.group() == "X" and _MODEL_BEFORE.search(before) and _LONG.match(match.string, match.end())
    )
    return None if is_model else "かける"


SIGNS = (
    rule("fraction sign", "[½⅓⅔¼¾⅛⅕]", lambda m: _FRACTIONS[m.group()]),
    rule("power of a letter", "(?<=[0-9A-Za-z)])ⁿ", "のエヌ乗"),
    rule("transposed", "(?<=[0-9A-Za-z)])ᵀ", "転置"),
    rule("sign in brackets", "[(]([-+])[)]", lambda m: "マイナス" if m[1] == "-" else "プラス"),
    rule("power of chi", "(?<=[χΧ])²", "2乗"),
    rule("power sign", "⁻?[⁰¹²³⁴-⁹]+", lambda m: _power(m.group().translate(_POWERS))),
    rule(
        "negative number",
        f"(?<![0-9A-Za-z)ぁ-んァ-ヺ一-鿿%℃°])-(?! ?[0-9]{{1,2}}:[0-9]{{2}})"
        rf"(?!(?:(?<=[A-Za-z]{{2}} -)|(?<=[ぁ-んァ-ヺー一-鿿」] -)) )(?={_AMOUNT})",
        "マイナス",
    ),
    rule(
        "below zero",
        f"(?<=[はがもをに比差温約損益])-(?={_AMOUNT})|(?<=[ぁ-ん])-(?=[¥$€£] ?[0-9])"
        f"|(?<=の)-(?={NUMBER}[度℃°%点円乗])|(?<=[温角緯経]度)-(?=[0-9])"
        f"|(?<=[ぁ-んァ-ヺー一-鿿])(?<![年月日時分秒人個回円歳度点本件台])-(?={NUMBER} ?[度℃°℉%])",
        "マイナス",
    ),
    rule(
        "decimal without zero",
        rf"(?<![0-9A-Za-z.,)」』ぁ-んァ-ヺー一-鿿])\.([0-9]+){END}(?![.,][0-9])",
        r"0.\1",
    ),
    rule(
        "subtraction",
        rf"{START}({NUMBER}) ?- ?(?={NUMBER} ?=)",
        lambda m: f"{without_commas(m[1])}マイナス",
    ),
    rule("loss", f"[△▲](?={NUMBER})", "マイナス"),
    rule(
        "sign of logic",
        "(?<=[0-9A-Za-zα-ωᵢ-ᵥₐ-ₜⱼ⁰-ⁿ)]) ?([∩∪⊂⊃∈∧∨⇔⇒⊥∥])(?= ?[0-9A-Za-zα-ω{(¬])"
        "|([∀∃¬∠])(?=[A-Za-z])|(△)(?=[A-Z]{3}(?![A-Za-z]))",
        lambda m: _LOGIC[m[1] or m[2] or m[3]],
    ),
    rule(
        "comparison",
        r"(?<=[0-9A-Za-zα-ω) ])([<>]=?)(?![0-9]{3}[0-9A-Z]>)"
        r"(?= ?-?\.?[0-9]|[A-Za-z]{1,2}[<>]|(?<= .) [A-Za-zα-ω](?![A-Za-z]))",
        _compared,
    ),
    rule("comparison", "((?<=<[A-Za-z])<|(?<=>[A-Za-z])>)(?=[A-Za-z](?![A-Za-z]))", _compared),
    rule(
        "comparison",
        r"(?<![0-9A-Za-zα-ω) <>=-])([<>]=(?= ?-?[0-9])"
        r"|[<>](?![0-9A-Za-z.]{1,12}>)(?=-?[0-9]+(?:[.,][0-9]+)*(?![>0-9])))",
        lambda m: COMPARED[m[1]],
    ),
    rule(
        "comparison",
        "(?:(?<=[^A-Za-z][A-Z])|(?<=^[A-Z]))([<>])(?=[A-Z](?![A-Za-z<>]))",
        _between_letters,
    ),
    rule("comparison", r"(?<=[0-9A-Za-zα-ω)] )([‹›])(?= ?-?\.?[0-9])", lambda m: COMPARED[_ANGLES[m[1]]]),
    rule("stars", "★(?=[0-9])", "星"),
    rule(
        "stars",
        "★{1,9}☆{1,9}(?!★)|(?<=[評価度め:\u3000 ])★{2,9}(?!★)"
        f"|★{{2,9}}(?=[のとがはで]| ?[(（]?[1-5][.][0-9])|{_ONE_STAR}",
        _stars,
    ),
    rule("prime", "(?<![0-9A-Za-z])([35])['′](?=[ -]?(?:末端|側|端|非翻訳|UTR|から))", r"\1プライム"),
    rule("derivative", "(?<=[fgh])'(?=[(])", "ダッシュ"),
    rule("minutes and seconds", "(?<=°)([0-9]{1,2})['′](?:([0-9]{1,2}(?:[.][0-9]+)?)[\"″])?", _arc),
)
"""Signs before, behind and between numbers, tried before all else."""

OPERATIONS = (
    rule("divided", r"[)]? ?(?P<sign>)/ ?(?=[0-9A-Za-z(])", _divided),
    rule(
        "minus",
        "(?<=[a-z] )(?<![0-9A-Za-z][a-z] )- (?=(?:[a-z]|[0-9]+)(?![0-9A-Za-z]))"
        "|(?<=[0-9] )- (?=[a-z](?! ?[0-9A-Za-z]))",
        "マイナス",
    ),
    rule("plus and a count", f"(?<={_LETTER})[+]([0-9]{{1,2}})(?={_COUNT})", r"プラス\1"),
    rule("minus and a count", f"(?<={_LETTER_OF_COUNTS})-([0-9]{{1,2}})(?={_COUNT})", r"マイナス\1"),
    rule("minus", "(?<=(?<![A-Za-z0-9-])[nkijmt])-(?=[12](?![0-9A-Za-z系-]))", "マイナス"),
    rule("minus", "(?:(?<=\\[[A-Z])|(?<=[≤≦<] [A-Z])|(?<=[≤≦<][A-Z]))-(?=[0-9](?![0-9A-Za-z]))", "マイナス"),
    rule("minus", "(?<=\\[[a-z])-(?=[a-z](?![a-z]))", "マイナス"),
    rule("factorial", "(?<=[0-9a-z)])!(?= =|=(?=[0-9])| ?[×*/÷+−])", "の階乗"),
    rule(
        "exponent",
        f"{START}(?P<number>{NUMBER})[eE](?P<sign>[+-]?)(?P<power>[0-9]{{1,3}}){END}",
        _exponent,
    ),
    rule("footnote", r"(?:^|(?<=[ぁ-ん。、!?」]))(?<!の)\^[0-9]{1,2}(?![0-9.乗]):?", ""),
    rule(
        "power",
        rf"\^{SPACE}(?!{_VERSION})(?:(-?[0-9]+)|[({{](-?[0-9]+)[)}}])",
        lambda m: _power(m[1] or m[2]),
    ),
    rule("power of a letter", r"\^([a-z])(?![A-Za-z])", lambda m: f"の{spell(m[1])}乗"),
    rule(
        "times",
        f"(?<=[0-9]){SPACE}(?!X3D)[×xX*]{SPACE}(?=[0-9])"
        "|(?<=[0-9] )[×*] (?=[0-9])|(?<=[A-Za-zΩ℃%]) [x×] (?=[0-9])",
        _times,
    ),
)
"""Operations, tried after units (2x is twofold) and ranges."""
