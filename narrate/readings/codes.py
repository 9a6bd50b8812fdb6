"""How the numbers are said by which things are known: of telephones, ports, books, papers, in the post."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings.latin import say_digits, spell_out
from narrate.readings.rule import END, SPACE, START, behind, just_before, rule, span_around

_AFTER_ISBN = "|".join(
    f"(?<=ISBN{edition}{gap})" for edition in ("", "1[03]", "-1[03]") for gap in ("", "[: -]", ": ")
)

_PORTS = "80|443|22|3306|5432|6379|8080|3000|5000|8000|8888"
_OF_PORTS = compiled(
    "(?<![ァ-ヺー])ポート|(?<![A-Za-z])(?:[Pp]orts?|-p|localhost|[Dd]ocker|EXPOSE)(?![A-Za-z])|コンテナ|ホスト|転送|マッピング"
)
_TO_CALL = "7119|7009|8000|8049|8103|8891|9110|9910"
_NUMBER_OF = compiled(
    r"(?:(?:PR|MR|[Ii]ssues?|チケット|課題|プルリク(?:エスト)?|イシュー|[注受]文|番号|不具合|バグ|コメント|[A-Za-z])\s?[のはが(（]?)\s?$"
)
"""What is called by a number with that sign."""
_BEHIND_ITS_KIND = behind(
    f"{kind}{sign}"
    for kind in ("(?![背行席屋験し])[一-鿿せ]番号", "[A-Z券柄品録客員様]コード")
    for sign in ("", " ", "は", "が", ":", ": ", "は ", "は「", "「")
)
_BEHIND_AN_ACCOUNT = behind(
    f"{kind}{word}{sign}" for kind in ("普通", "当座") for word in ("預金", "口座") for sign in (" ", ":", "")
)
_AT_A_BANK = behind(f"[店部行庫]{mark}{kind}" for kind in ("普通", "当座") for mark in ("[(]", " ", ""))
_NO_CODE = "(?![一-鿿ァ-ヺ々つかヶ%~〜～/]|[.][0-9])"
"""What is counted, the end of a range: no name."""
_A_DAY = "(?!(?:19|20)[0-9]{2}[-/](?:0?[1-9]|1[0-2])[-/])"
_OF_SHARES = compiled(
    "株価|株式市場|銘柄|東証|反発|反落|[続急][伸落騰]|ストップ[高安]|前日比|買われ|売られ|[上下]方修正"
)
_NO_FIRM = compiled(
    r"(?:[値価益口員料額高数率点年円]|パネル|レンジ|ヒーター|ブレーカー|モーター|モデル|ドラマ)$"
)
_NEAR = 24  # characters
_IN_AN_ARTICLE = 200  # characters


def digit_by_digit(match: re.Match[str]) -> str:
    """Groups of digits, each digit by its name, a pause between groups."""
    groups = "、".join(say_digits(group) for group in re.findall("[0-9]+", match.group()))
    return f"プラス{groups}" if match.group()[0] == "+" else groups


def _paper(match: re.Match[str]) -> str:
    return "テン".join(map(say_digits, match[1].split(".")))


def _update(match: re.Match[str]) -> str:
    """KB5044284, by which Microsoft calls what mends its programs."""
    return f"ケービー{say_digits(match[1])}"


def _numbers_of_parts(match: re.Match[str]) -> str:
    """The 23-118 of 課題番号 23-118."""
    return "の".join(map(say_digits, match.group().split("-")))


def _firm(match: re.Match[str]) -> str | None:
    """The 8035 by which a firm is listed: (8035) and <8035> where shares are told of, (7203.T) anywhere."""
    before = just_before(match, _IN_AN_ARTICLE).rstrip("(<")
    near = before + match.string[match.end() : match.end() + _IN_AN_ARTICLE]
    may_be_year = match[1][:2] in ("19", "20")
    is_doubtful = may_be_year or _NO_FIRM.search(before) or not _OF_SHARES.search(near)
    if is_doubtful and not match.group().endswith(".T"):
        return None
    letter = match[1][3:]
    return say_digits(match[1]) if letter.isdigit() else say_digits(match[1][:3]) + spell_out(letter)


def _ports(match: re.Match[str]) -> str | None:
    """The ports 8080:80 of a container; 3000:5000 by itself is a ratio."""
    near = match.string[slice(*span_around(match, _NEAR))]
    is_same = match.string.startswith(match[1], match.end())
    return f"{match[1]}、" if is_same or _OF_PORTS.search(near) else None


def _emergency_call(match: re.Match[str]) -> str | None:
    """What is dialled: #7119 digit by digit, #8000 as one number; PR #9110 is none."""
    if _NUMBER_OF.search(just_before(match, _NEAR)):
        return None
    return f"シャープ{match[1] if match[1].endswith('000') else say_digits(match[1])}"


def _post_code(match: re.Match[str]) -> str:
    return f"郵便番号{say_digits(match[1])}の{say_digits(match[2])}"


def _extension(match: re.Match[str]) -> str:
    return re.sub("[: ]", "", match[1]) + say_digits(match[2])


TELEPHONE = rule(
    "telephone",
    r"(?<![A-Za-z])(?:TEL|Tel|tel)(?:[.:]{1,2} ?| |[/・])(?=(?:FAX[:. ]{0,2})?[(+]?[0-9])",
    "電話、",
)
"""What stands before a number of a telephone; elsewhere it is a word of the lexicon."""

RULES = (
    rule("phone number", f"{START}0[0-9]{{1,4}}-[0-9]{{1,4}}-[0-9]{{3,4}}{END}", digit_by_digit),
    rule("phone number", rf"\(0[0-9]{{1,4}}\){SPACE}[0-9]{{1,4}}-[0-9]{{3,4}}{END}", digit_by_digit),
    rule("phone number", rf"{START}0[0-9]{{1,4}}\([0-9]{{1,4}}\)[0-9]{{3,4}}{END}", digit_by_digit),
    rule("phone number", rf"\+[0-9]{{1,3}}(?:[- ][0-9]{{1,4}}){{2,3}}{END}", digit_by_digit),
    rule("ports", f"{START}([1-9][0-9]{{3,4}}):(?=(?:{_PORTS}){END})", _ports),
    rule("emergency call", f"(?<![A-Za-z0-9])#({_TO_CALL})(?![0-9])", _emergency_call),
    rule("lot", f"{START}(?<!-)([0-9]{{1,4}})-(?=[0-9]{{1,4}}番地)", r"\1の"),
    rule("post code", rf"〒{SPACE}([0-9]{{3}})-?([0-9]{{4}}){END}", _post_code),
    rule(
        "room by its building",
        f"{START}([0-9]{{1,2}})-(?=[0-9]{{3,4}}(?:号室|教室|講義室|会議室|研究室|演習室|実験室))",
        r"\1の",
    ),
    rule("extension", "(?<=内線)([はの:]?番?号?は? ?)([0-9]{2,6})" + END, _extension),
    rule("edition of a number of a book", "(?<=ISBN-)1[03](?=[: ])", lambda m: m.group()),
    rule(
        "number of a paper",
        f"(?i:(?<=arxiv:)|(?<=arxiv: ))([0-9]{{4}}[.][0-9]{{4,5}})(?:v[0-9])?{END}",
        _paper,
    ),
    rule("number of an update", f"(?<![A-Za-z0-9])KB([0-9]{{6,7}}){END}", _update),
    rule(
        "number of a book",
        f"(?:{_AFTER_ISBN})[0-9][0-9-]{{8,}}{END}",
        digit_by_digit,
    ),
    rule(
        "number of two parts",
        f"(?:(?<=[課整管登][題理録]番号)|(?<=[課整管登][題理録]番号 ))"
        f"[0-9]{{1,4}}-[0-9]{{1,4}}{END}(?!-|桁|文字)",
        _numbers_of_parts,
    ),
    rule(
        "number by which it is known",
        f"{_BEHIND_ITS_KIND}{_A_DAY}(?:[0-9]{{3}}(?:-[0-9]+)+|[0-9]{{4,}}(?:-[0-9]+)*){END}(?!-){_NO_CODE}",
        _numbers_of_parts,
    ),
    rule(
        "number of an account",
        f"(?:{_BEHIND_AN_ACCOUNT}|{_AT_A_BANK})[0-9]{{6,8}}{END}{_NO_CODE}",
        _numbers_of_parts,
    ),
    rule(
        "number of a firm",
        "(?<=[一-鿿ァ-ヺーA-Za-z&)」][(<])(?:東証(?:プライム|スタンダード|グロース)?[:・、 ])?"
        "([1-9][0-9]{2}[0-9ACDFGHJKLMNPRSTUWXY])(?:[.]T)?(?=[)>]|[・、](?:東証|名証|プライム|グロース))",
        _firm,
    ),
)
"""Tried before those of dates."""
