"""How the numbers are said by which things are known: of telephones, books, papers, in the post."""

from __future__ import annotations

import re

from narrate.readings.latin import say_digits
from narrate.readings.rule import END, SPACE, START, rule

_AFTER_ISBN = "|".join(
    f"(?<=ISBN{edition}{gap})" for edition in ("", "1[03]", "-1[03]") for gap in ("", "[: -]", ": ")
)


def digit_by_digit(match: re.Match[str]) -> str:
    """Groups of digits, each digit by its name, a pause between groups."""
    groups = "、".join(say_digits(group) for group in re.findall("[0-9]+", match.group()))
    return f"プラス{groups}" if match.group()[0] == "+" else groups


def _paper(match: re.Match[str]) -> str:
    return "テン".join(map(say_digits, match[1].split(".")))


def _numbers_of_parts(match: re.Match[str]) -> str:
    """The 23-118 of 課題番号 23-118."""
    return "の".join(map(say_digits, match.group().split("-")))


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
)
"""Tried before those of dates."""
