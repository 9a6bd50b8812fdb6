"""Signs that a sentence speaks of: 行頭に#を付ける, 「/」で区切る, 評価は◎だ, ○○さん.

What marks a place, as a bullet does, adorns a line, or joins two words is not spoken of, and stays with
``symbols``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from narrate.patterns import compiled
from narrate.readings import chat, date_patterns, in_formulas, marks
from narrate.readings.latin import spell
from narrate.readings.measures import UNIT_NAMES
from narrate.readings.rule import Rule, any_of, behind, just_before, rule
from narrate.readings.symbols import COMPARED, PAIRS, SAID, SEPARATORS

_OF_CODE = {
    **{"#": "シャープ", "*": "アスタリスク", "_": "アンダースコア", "^": "キャレット"},
    **{"`": "バッククォート", ";": "セミコロン", "\\": "バックスラッシュ"},
    **{"<": COMPARED["<"], ">": COMPARED[">"], "{": "波カッコ", "}": "閉じ波カッコ"},
}
_PAIRS = {
    **{"()": "丸カッコ", "[]": "角カッコ", "{}": "波カッコ", "<>": "山カッコ"},
    **{".*": "ドットアスタリスク", "!=": PAIRS["!="], "<=": COMPARED["<="], ">=": COMPARED[">="]},
}
_SHAPES = {
    **{"◎": "二重マル", "○": "マル", "◯": "マル", "〇": "マル", "●": "黒マル"},
    **{"×": "バツ", "✕": "バツ", "✗": "バツ", "△": "三角", "▲": "黒三角", "□": "四角", "■": "黒四角"},
    "※": "コメジルシ",
}
_BODIES = {
    **{"公財": "公益財団法人", "一財": "一般財団法人", "公社": "公益社団法人", "一社": "一般社団法人"},
    **{"社福": "社会福祉法人", "特非": "特定非営利活動法人", "国研": "国立研究開発法人"},
    "地独": "地方独立行政法人",
}
"""What a firm or another body is, short in brackets before its name, as its bank writes it."""
_BODIES_IN_ONE_SIGN = {
    "有": "有限会社",
    "医": "医療法人",
    "社": "社団法人",
    "財": "財団法人",
    "宗": "宗教法人",
}
"""What is many other things but where a line begins."""
_ALL_BODIES = _BODIES | _BODIES_IN_ONE_SIGN
_COUNTERS = {"人": "ニン", "分": "フン"}
_COUNTED = "人(?![間生類物口材気])|分(?![野類析])"
_COUNTS = "[円月日年回個件本枚台歳]"
_MEASURE = f"(?:{UNIT_NAMES}|時間|%|{_COUNTS}(?![一-龥])|{_COUNTS}[以未前後間目半分程度入末生頃内])"
_RIGHTS = {"®": "アール", "™": "ティーエム", "©": "シー"}
_ORNAMENTS = {"★": "星", "☆": "星", "♡": "ハート", "♪": "音符"}
_ARROWS = {"→": "ミギヤジルシ", "←": "ヒダリヤジルシ", "↑": "ウエヤジルシ", "↓": "シタヤジルシ"}
_MARKS = {
    **{"-": "ハイフン", ":": "コロン", ",": "カンマ", ".": "ドット"},
    **{sign: SAID[sign] for sign in "+=&"},
    **{"(": "カッコ", ")": "閉じカッコ", "[": "角カッコ", "]": "閉じ角カッコ", "~": "チルダ"},
    **{"、": "読点", "。": "句点", "・": "中黒", "〜": "波線", "ー": "長音"},
    **{"!": "ビックリマーク", "?": "クエスチョンマーク", '"': "ダブルクォート", "'": "シングルクォート"},
}
_NAMES = _OF_CODE | SEPARATORS | _PAIRS | _SHAPES | _ORNAMENTS | _ARROWS | _MARKS
_ANY = any_of(_NAMES)
_EACH = compiled(_ANY)

_START = "(?<![^、。(])"
_AFTER_PARTICLE = "(?<=[のにをでがはともや])"
_PARTICLE = (
    "(?=を|が[つあな]|で(?:す|し|あ|は)|だ(?:[。、っと]|$)|に[すなしつ]|と[すいな]|の(?:あ|つ|よ|とき|み|ま)"
    "|(?:[がでにとのもやは]|から|まで|より)(?![ぁ-ん]))"
)
_SURE_PARTICLE = "(?=を|が[つあな付]|[でのは](?![ぁ-んー])|から始)"
"""Nothing that a word could begin with: ●から揚げ is an item of a list."""
_OBJECT = "(?=を|が[つ付])"
_KEY = "(?=キー|ボタン|アイコン|記号|を押)"
_SHAPE, _ORNAMENT = "".join(_SHAPES), "".join(_ORNAMENTS)
_JUDGED = "◎○◯△×✕✗"
_NOUNS = "#*◎○◯〇×✕✗△▲□★☆※♡♪"
_ROLES = (
    "座長 会長 社長 代表 議長 委員長 理事長 監督 主将 司会 進行 本社 本部"
    " ・文 写真 撮影 取材 聞き手 構成 編集 翻訳 監修 解説 イラスト 作詞 作曲"
    " 指揮 演出 脚本 朗読 語り ピアノ チェロ フルート ソプラノ テノール"
)
"""Where newspapers and programmes have = for who has a role: 写真＝鈴木花子."""
_KEYS = f"#*×✕✗△{''.join(_ARROWS)}"
_DIGITS = "0-9〇一二三四五六七八九十百千"
_OPEN = "○◯〇△□×✕✗"
_LEFT_OPEN = "[○◯〇×△]{1,4}"
_CODE_SIGNS = rf"(?:{any_of([*_PAIRS, *_OF_CODE])}){{1,3}}"
_MARK = "マーク(?![ァ-ヶー・]|さん|氏)"
_CALLED_MARK = compiled(_MARK)
_TYPED = compiled(  # after a quoted ! or ?
    rf"[をが]|で(?!す)|の?(?:アイコン|ボタン|キー(?![ァ-ヶー局])|{_MARK}|記号(?!学))"
)
_SILENT = compiled(r"[.・。、♪…ー]{2,}")
_OF_EMPHASIS = compiled("[*_]")
_SET_OFF = compiled("<[^<>]{2,}>|{[^{}]{2,}}")
_SEASONINGS = (
    "酢|酒|塩|水|だし|出汁|醤油|しょうゆ|砂糖|みりん|ごま油|胡麻油|味噌|みそ|片栗粉|薄力粉|卵|牛乳|オイスター|鶏がら|鶏ガラ|コンソメ|バター"
    "|マヨネーズ|ケチャップ|生姜|しょうが|にんにく|ニンニク|料理酒|こしょう|サラダ油|オリーブ"
)
_OTHER_NAMES = (
    "ピリオド|コンマ|ドット|アンダーバー|アンダーライン|マイナス|ダッシュ|ハッシュ|井桁|中点|波ダッシュ|縦棒|バーティカルバー|バッククオート|アポストロフィー?"
    "|感嘆符|疑問符|エクスクラメーション|クエスチョン|ダブルクォーテーション|シングルクォーテーション|ハット|円記号|アンパサンド"
    "|[小大]なり|等号|[丸中角大波山]?(?:かっこ|カッコ|括弧)|米印|アスタリスク"
)
_NAMED = compiled(f"(?:{_OTHER_NAMES}|{any_of({*_NAMES.values()})})(?:記号|マーク|符)?$")
_CALLED_TAG = compiled("タグ[「『( ]{0,2}$")
_NEAR = 60  # characters in which a sign that comes again may belong to this one


def _firsts(names: Iterable[str]) -> str:
    return "".join({name[0] for name in names})


def _spelled(match: re.Match[str]) -> str:
    return "".join(_NAMES[sign] for sign in _EACH.findall(match.group()))


def _of_code(match: re.Match[str]) -> str | None:
    """Where such a sign comes again it may set words off: これは*とても*大事, <このこと>を."""
    start = max(0, match.start() - _NEAR)
    near = match.string[start : match.end() + _NEAR]
    marks = _OF_EMPHASIS.findall(match.group())
    comes_again = any(near.count(mark) > match.group().count(mark) for mark in marks)
    is_around = any(each.start() <= match.start() - start < each.end() for each in _SET_OFF.finditer(near))
    return None if comes_again or is_around else _spelled(match)


def _quoted(match: re.Match[str]) -> str | None:
    """What a figure of a story exclaims or leaves unsaid is no sign: 「！」と驚く, but 「！」を付ける."""
    is_exclaimed = not match.group().strip("!?") and not _TYPED.match(match.string, match.end() + 1)
    if is_exclaimed or _SILENT.fullmatch(match.group()):
        return None
    is_called_mark = _CALLED_MARK.match(match.string, match.end() + 1)
    return _spelled(match).removesuffix("マーク") if is_called_mark else _spelled(match)


def _inside(match: re.Match[str]) -> str:
    return "".join(_NAMES[sign] for sign in _EACH.findall(match[1]))


def _as_mark(match: re.Match[str]) -> str:
    return f"{_NAMES[match[1]].removesuffix('ジルシ')}ジルシ"


def _around(match: re.Match[str]) -> str:
    return "と".join("".join(map(_NAMES.__getitem__, signs)) for signs in match.groups())


def _just_before(match: re.Match[str]) -> str:
    return just_before(match, _NEAR)


def _named_before(match: re.Match[str]) -> str | None:
    """What only shows the sign that has just been named is silent: ピリオド「.」."""
    return "" if _NAMED.search(_just_before(match)) else None


def _called_tag(match: re.Match[str]) -> str | None:
    return "" if _CALLED_TAG.search(_just_before(match)) else None


def _circles_and_crosses(match: re.Match[str]) -> str | None:
    return _spelled(match) if "×" in match.group() and re.search("[○◯]", match.group()) else None


def _prime(match: re.Match[str]) -> str | None:
    """The mark of f'; behind a letter that a quote begins, it ends the quote."""
    is_quoted = "'" in just_before(match, 2)
    return None if is_quoted else ("ツー" if len(match.group()) > 1 else "") + SAID["′"]


def _left_open(match: re.Match[str]) -> str:
    """What the reader is to think of: ○○さん; of more than two alike two are said."""
    signs = match.group()
    return "".join(_SHAPES[sign] for sign in (signs[:2] if len(set(signs)) == 1 else signs))


def _left_open_day(match: re.Match[str]) -> str:
    """○月×日: of several alike one is said."""
    parts = zip(match.groups(), ("ネン", "ガツ", "ニチ"), strict=True)
    return "".join(f"{_SHAPES[signs[0]]}{counter}" for signs, counter in parts if signs)


def _left_open_number(match: re.Match[str]) -> str:
    return f"マル{_COUNTERS.get(match.group()[1:], '')}"


_RULES: tuple[tuple[str, Rule], ...] = (
    *chat.RULES,
    *marks.RULES,
    *date_patterns.RULES,
    *in_formulas.RULES,
    ("○◯△×", rule("circles and crosses", "(?<![○◯△×])[○◯△×]{2,12}(?![○◯△×])", _circles_and_crosses)),
    (
        "○◯〇×△",
        rule(
            "left open, as a day",
            f"(?<![0-9〇一二三四五六七八九十])(?:({_LEFT_OPEN})年)?({_LEFT_OPEN})月({_LEFT_OPEN})日",
            _left_open_day,
        ),
    ),
    (
        _OPEN,
        rule(
            "left open",
            f"(?<![ {_DIGITS}・．{_OPEN}])(?<![{_DIGITS}]、)[{_OPEN}]{{2,4}}"
            "(?=[ぁ-んァ-ヺ一-龥「」（）(、。)]|$)"
            f"(?![{_DIGITS}{_OPEN}]|、?[0-9]|(?<=〇)(?:[円人年月日号番台]|、[{_DIGITS}]))",
            _left_open,
        ),
    ),
    (
        "○◯〇",
        rule(
            "left open, as a number",
            f"(?<=[ぁ-んァ-ヺー一-龥、「(])(?<![{_DIGITS}])(?<![{_DIGITS}]、)[○◯〇]"
            f"(?:{_COUNTED}|(?= ?{_MEASURE}))",
            _left_open_number,
        ),
    ),
    ("(", rule("company", r"\(株\)", "カブシキガイシャ")),
    (
        "(",
        rule(
            "body",
            rf"(?<![^\s、。・:「『,/])\((?:{any_of(_BODIES)})\)\s?(?=[一-鿿ァ-ヺA-Z「])"
            rf"|^・?\((?:{any_of(_BODIES_IN_ONE_SIGN)})\)(?=[一-鿿ァ-ヺ])",
            lambda match: _ALL_BODIES[match.group().strip("・() \u3000")],
        ),
    ),
    ("=", rule("who has a role", f"{behind(_ROLES.split())}=(?=[一-鿿]{{2}}|[一-鿿] )", "、")),
    ("●■", rule("left open, in black", "[●■]{2,3}(?=さん|[県市町村区社氏様君])", "ナニナニ")),
    (_NOUNS, rule("sign as a mark", f"([{_NOUNS}])印(?![刷象鑑税字])", _as_mark)),
    (_SHAPE, rule("shape on something", f"[{_SHAPE}](?=付きの?[一-鿿ァ-ヺ])", _spelled)),
    (_NOUNS, rule("sign before マーク", f"[{_NOUNS}](?=マーク(?![アダシス]))", _spelled)),
    (_KEYS, rule("key or button", f"(?:{_START}|{_AFTER_PARTICLE})[{_KEYS}]{_KEY}", _spelled)),
    ("#", rule("tag called one", "#(?=[A-Za-zぁ-んァ-ヺー一-鿿])", _called_tag)),
    ("®™©", rule("mark of a right", "[®™©](?=記号|マーク)", lambda match: _RIGHTS[match[0]])),
    ("*", rule("note by number", r"^\*([0-9]{1,2}):(?! )", r"\1、")),
    ("「『(", rule("named before", f"([「『(])((?:{_ANY}){{1,3}})[」』)]", _named_before)),
    ("(/", rule("marks of a comment", r"(\(\*|/\*) ?と ?(\*\)|\*/)(?= ?[での間に])", _around)),
    (_firsts(_NAMES), rule("in brackets", f"(?<=[「『])(?:{_ANY}){{1,3}}(?=[」』])", _quoted)),
    (
        '"`“',
        rule(
            "in quotes",
            f'(?:{_START}|{_AFTER_PARTICLE})["`“]((?:{_ANY}){{1,3}})["`”](?=[をでがはにとのもや、。]|だ|か)',
            _inside,
        ),
    ),
    ("'", rule("in single quotes", f"(?<=[(,、])'((?:{_ANY}){{1,2}})'(?=[,、)])", _inside)),
    (
        _firsts(_PAIRS),
        rule("set apart", f"(?<=[のをやと] )(?:{any_of(_PAIRS)})(?= ?(?:と|や|を|が|で))", _spelled),
    ),
    (
        _JUDGED,
        rule(
            "one of several",
            f"[{_JUDGED}](?=[、・/,][{_JUDGED}])|(?<=[{_JUDGED}][、・/,])[{_JUDGED}]",
            _spelled,
        ),
    ),
    (f"{_JUDGED}〇", rule("judgement", f"(?<=[はがも])[{_JUDGED}〇](?=[、。,)]|$)", _spelled)),
    (_SHAPE, rule("shape", f"{_AFTER_PARTICLE}[{_SHAPE}]{_PARTICLE}|{_START}[{_SHAPE}]{_OBJECT}", _spelled)),
    (_ORNAMENT, rule("ornament", f"[{_ORNAMENT}]{_OBJECT}", _spelled)),
    (
        _firsts(_PAIRS | _OF_CODE),
        rule(
            "sign of code",
            f"{_AFTER_PARTICLE}{_CODE_SIGNS}{_PARTICLE}|{_START}{_CODE_SIGNS}{_SURE_PARTICLE}",
            _of_code,
        ),
    ),
    (
        "/|",
        rule("separator", f"{_START}[/|]{{1,2}}{_SURE_PARTICLE}|(?<=[のに])[/|]{{1,2}}{_PARTICLE}", _spelled),
    ),
    (
        "!?:,.",
        rule(
            "stop",
            f"{_START}[!?:,.]{{1,2}}{_SURE_PARTICLE}|(?<=[のに])[:,.]{{1,2}}(?=を)"
            "|(?<=を)[:,.]{1,2}(?=で(?:区切|くぎ|つな|繋|分[けか割]|連結|結))",
            _spelled,
        ),
    ),
    ("'", rule("quote put somewhere", "(?<=[にはの])'(?=を(?:付|つけ|追加|入れ|使|書|外|消|取))", _spelled)),
    (
        "'",
        rule(
            "prime",
            "(?:(?<=[^A-Za-z'][A-Za-z])|(?<=^[A-Za-z]))'{1,2}(?!')(?=[をがはにとのもで、。,)=(+]|$)",
            _prime,
        ),
    ),
    ("※", rule("note by number", "(?<=[はをがに注])※(?=[0-9])", "コメ")),
    (
        "f",
        rule(
            "featuring",
            r"(?<=[A-Za-zァ-ヺー一-鿿」』)] )feat(?= [A-Z一-鿿ァ-ヺ])(?! (?:ブランチ|コミット|タイプ))",
            "フィーチャリング",
        ),
    ),
    ("<{[(", rule("brackets around", r"([<{\[(])と([>}\])])", _around)),
    ("×✕✗✖❌", rule("not to be done", "^[×✕✗✖❌]\ufe0f? ?(?=[ぁ-んァ-ヺ一-鿿「])", "バツ、")),
    ("ABCD", rule("group of ingredients", f"^([A-D]) (?={_SEASONINGS})", lambda m: f"{spell(m[1])}、")),
    ("⭕", rule("to be done", "^⭕\ufe0f? ?(?=[ぁ-んァ-ヺ一-鿿「])", "マル、")),
    (
        "*",
        rule(
            "all columns",
            r"(?i:(?<=SELECT )|(?<=COUNT\())\*(?=[ )]|[ぁ-ん]|$)",
            "アスタリスク",
        ),
    ),
    ("-", rule("hyphen", f"(?:{_START}|(?<=[のに]))-{{1,2}}(?=を)", _spelled)),
    (
        "\\",
        rule("escape", r"(?:(?<![A-Za-z0-9:\\])|(?<=\\[nrt]))\\(?=[abefnrtuvx0](?![A-Za-z0-9]))", _spelled),
    ),
)
"""Each with the characters that it may begin with."""
_BY_FIRST = {
    first: [each for firsts, each in _RULES if first in firsts] for first in {*"".join(f for f, _ in _RULES)}
}
_FIRST = compiled(f"[{re.escape(''.join(sorted(_BY_FIRST)))}]")


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Signs of ``text`` that are spoken of, as (start, end, what is said, rule), left to right."""
    at = start
    while first := _FIRST.search(text, at, end):
        at = first.start() + 1
        for each in _BY_FIRST[first.group()]:
            found = each.pattern.match(text, first.start())
            if found and found.end() <= end and (said := each.say(found)) is not None:
                yield *found.span(), said, each.name
                at = found.end()
                break
