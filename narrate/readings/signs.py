"""Signs that a sentence speaks of: 行頭に#を付ける, 「/」で区切る, 評価は◎だ, ○○さん.

What marks a place, as a bullet does, or joins two words is not spoken of, and stays with ``symbols``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.readings.rule import Rule, any_of, rule

_OF_CODE = {
    **{"#": "シャープ", "*": "アスタリスク", "_": "アンダースコア", "^": "キャレット"},
    **{"~": "チルダ", "`": "バッククォート", ";": "セミコロン", "\\": "バックスラッシュ"},
    **{"<": "小なり", ">": "大なり", "{": "波カッコ", "}": "閉じ波カッコ"},
}
_SEPARATORS = {"/": "スラッシュ", "|": "パイプ"}
_PAIRS = {
    **{"()": "丸カッコ", "[]": "角カッコ", "{}": "波カッコ", "<>": "山カッコ"},
    **{".*": "ドットアスタリスク"},
}
_SHAPES = {
    **{"◎": "二重マル", "○": "マル", "◯": "マル", "〇": "マル", "●": "黒マル", "×": "バツ"},
    **{"△": "三角", "▲": "黒三角", "□": "四角", "■": "黒四角", "★": "星", "☆": "星"},
    **{"✕": "バツ", "✗": "バツ", "※": "コメジルシ", "♡": "ハート", "♪": "音符"},
}
_ARROWS = {"→": "ミギヤジルシ", "←": "ヒダリヤジルシ", "↑": "ウエヤジルシ", "↓": "シタヤジルシ"}
_MARKS = {
    **{"-": "ハイフン", ":": "コロン", ",": "カンマ", ".": "ドット", "+": "プラス", "=": "イコール"},
    **{"(": "カッコ", ")": "閉じカッコ", "[": "角カッコ", "]": "閉じ角カッコ", "&": "アンド"},
    **{"、": "読点", "。": "句点", "・": "中黒", "〜": "波線", "ー": "長音"},
    **{"!": "ビックリマーク", "?": "クエスチョンマーク", '"': "ダブルクォート", "'": "シングルクォート"},
}
_NAMES = _OF_CODE | _SEPARATORS | _PAIRS | _SHAPES | _ARROWS | _MARKS
_ANY = any_of(_NAMES)
_EACH = re.compile(_ANY)

_START = "(?<![^、。(])"
_BEFORE = f"(?:{_START}|(?<=[のにをでがはともや]))"
_AFTER = (
    "(?=を|が[つあな]|で(?:す|し|あ|は)|だ(?:[。、っと]|$)|に[すなしつ]|と[すいな]|の(?:あ|つ|よ|とき|み|ま)"
    "|(?:[がでにとのもやは]|から|まで|より)(?![ぁ-ん]))"
)
_AFTER_A_STOP = "(?=を|で(?![すしもは])|[はのが](?![ぁ-んー]))"
_ALL_ARROWS = "".join(_ARROWS)
_KEY = "(?=キー|ボタン|アイコン|記号|を押)"
_A_SHAPE = f"[{''.join(_SHAPES)}]"
_JUDGED = "[◎○◯〇△×✕✗]"
_LIKE_A_NOUN = "[#*◎○◯〇×✕✗△▲□★☆※♡♪]"
_EYES = r"\^;_`´≧≦><ωД・゜"
_FACE = (
    rf"[mヾ\\]?\((?!`[^`]*`\)|[A-Za-z]+\))(?=[^()]{{0,6}}[{_EYES}])[{_EYES}oOTｏ.*ε▽∀ -]{{2,9}}\)"
    r"(?:[mノﾉ/]|(?![A-Za-z]))|(?<![A-Za-z0-9])(?:\^\^|\^_\^);?"
)
_SPOKEN_OF = re.compile("[」』](?:[をのはが]|で(?!す))")
_A_CLASS = "[A-Za-z0-9_-]*(?:a-z|A-Z|0-9)"  # of a regular expression
_OF_EMPHASIS = re.compile("[*_~]")
_SET_OFF = re.compile("<[^<>]{2,}>|{[^{}]{2,}}")


def _spelled(match: re.Match[str]) -> str:
    return "".join(_NAMES[sign] for sign in _EACH.findall(match.group()))


def _of_code(match: re.Match[str]) -> str | None:
    """Where such a sign comes again it may set words off: これは*とても*大事, <このこと>を."""
    marks = _OF_EMPHASIS.findall(match.group())
    comes_again = any(match.string.count(mark) > match.group().count(mark) for mark in marks)
    is_around = any(each.start() <= match.start() < each.end() for each in _SET_OFF.finditer(match.string))
    return None if comes_again or is_around else _spelled(match)


def _quoted(match: re.Match[str]) -> str | None:
    """What a figure of a story exclaims is no sign: 「！」と驚く, but 「！」を付ける."""
    is_exclaimed = not match.group().strip("!?") and not _SPOKEN_OF.match(match.string, match.end())
    return None if is_exclaimed else _spelled(match)


def _inside(match: re.Match[str]) -> str:
    return "".join(_NAMES[sign] for sign in _EACH.findall(match[1]))


def _left_open(match: re.Match[str]) -> str:
    """What the reader is to think of: ○○さん; of more than two alike two are said."""
    signs = match.group()
    return "".join(_SHAPES[sign] for sign in (signs[:2] if len(set(signs)) == 1 else signs))


_RULES: tuple[Rule, ...] = (
    rule(
        "name left open",
        "(?<![0-9一二三四五六七八九十百千○◯〇△□×✕✗])[○◯〇△□×✕✗]{2,4}(?![0-9○◯〇△□×✕✗]|年代)",
        _left_open,
    ),
    rule("name left open", "[●■]{2,3}(?=さん|[県市町村区社氏様君])", "ナニナニ"),
    rule(
        "sign with its kind",
        f"({_LIKE_A_NOUN})印(?![刷象鑑税字])",
        lambda m: f"{_NAMES[m[1]].removesuffix('ジルシ')}ジルシ",
    ),
    rule("sign with its kind", f"{_LIKE_A_NOUN}(?=マーク(?![アダシス]))", _spelled),
    rule("sign with its kind", f"{_BEFORE}[#*×✕✗△{_ALL_ARROWS}]{_KEY}", _spelled),
    rule("quoted sign", f"(?<=[「『])(?:{_ANY}){{1,3}}(?=[」』])", _quoted),
    rule("quoted sign", f'{_BEFORE}["`“]((?:{_ANY}){{1,3}})["`”](?=[をでがはにとのもや、。]|だ|か)', _inside),
    rule("quoted sign", f"(?<=[(,、])'((?:{_ANY}){{1,2}})'(?=[,、)])", _inside),
    rule("sign spoken of", f"(?<=[のをやと] )(?:{any_of(_PAIRS)})(?= ?(?:と|や|を|が|で))", _spelled),
    rule("footnote", rf"\[\^(?!{_A_CLASS})[A-Za-z0-9_-]{{1,30}}\](?![*+?{{])", ""),
    rule("footnote", r"(?<=\])\[[A-Za-z0-9_-]{1,20}\]", ""),
    rule(
        "footnote",
        r"(?:(?<=[ぁ-ん」』)。])(?<![のをにはがとでもへや])\[[0-9]{1,3}\]"
        r"|(?<=[ァ-ヺー一-鿿])\[[0-9]{1,3}\](?=[。、]|$))",
        "",
    ),
    rule("check box", r"(?<![^-*+ ])\[[xX]\](?= )", ""),
    rule("sign in a list", f"{_JUDGED}(?=[、・/,]{_JUDGED})|(?<={_JUDGED}[、・/,]){_JUDGED}", _spelled),
    rule("sign spoken of", f"(?<=[はがも]){_JUDGED}(?=[、。,)]|$)", _spelled),
    rule("sign spoken of", f"{_BEFORE}{_A_SHAPE}{_AFTER}", _spelled),
    rule("sign spoken of", f"{_BEFORE}(?:{any_of([*_PAIRS, *_OF_CODE])}){{1,3}}{_AFTER}", _of_code),
    rule(
        "sign spoken of",
        rf"(?:{_START}|(?<=[のに]))(?:[!?:,.]{{1,2}}{_AFTER_A_STOP}|-{{1,2}}(?=を))",
        _spelled,
    ),
    rule("escape", r"(?<![A-Za-z0-9:\\])\\(?=[abefnrtuvx0](?![A-Za-z0-9]))", _spelled),
    rule(
        "laughter",
        "(?<=[ぁ-んー!?])[wW]{1,9}(?=[。、)\\s」]|$)|(?<=[ァ-ヺ一-龥])[wW]{2,9}(?=[。、)\\s」]|$)",
        "ワラ",
    ),
    rule("face", _FACE, "、"),
    rule("sign spoken of", f"(?:{_START}|(?<=[のに]))[/|]{{1,2}}{_AFTER}", _spelled),
)
_SPOKEN = re.escape("".join({**_OF_CODE, **_SEPARATORS, **_SHAPES, **_ARROWS}))
_FIRST = re.compile(
    rf"\[(?=[0-9xX^A-Za-z_-])|(?<=[(,、])'|(?<=[「『])(?:{_ANY})|[\"`“]|[{_SPOKEN}]"
    r"|(?:(?<![^、。(])|(?<=[のに]))[!?:,.-]|\(\)|\[\]|\.\*"
    rf"|[mヾ]?\((?=[^()]{{0,6}}[{_EYES}])|(?<=[ぁ-んァ-ヺー一-鿿!?])[wW]"
)
"""Where a rule may begin; everything between is passed over quickly."""


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Signs of ``text`` that are spoken of, as (start, end, what is said, rule), left to right."""
    at = start
    while first := _FIRST.search(text, at, end):
        at = first.start() + 1
        for each in _RULES:
            found = each.pattern.match(text, first.start())
            if found and found.end() <= end and (said := each.say(found)) is not None:
                yield *found.span(), said, each.name
                at = found.end()
                break
