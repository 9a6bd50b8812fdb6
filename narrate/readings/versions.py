"""How versions are said: ``v1.2.3``, ``1.2.0rc1``, ``1.0.2k``, ``1.9.x``; and addresses of four numbers."""

from __future__ import annotations

import re

from narrate.readings.latin import ENGLISH_NUMBERS, say_version, spell
from narrate.readings.rule import END, SPACE, START, rule

_PREFIXES = {"v": "ブイ", "ver": "バージョン", "version": "バージョン"}
_MARKED = rf"(?<![A-Za-z0-9])(?P<prefix>[Vv](?:er(?:sion)?)?)\.?{SPACE}"
_PREFIX = f"(?:{_MARKED}|{START})"
_STAGES = {
    **{"alpha": "アルファ", "beta": "ベータ", "dev": "デブ", "post": "ポスト", "pre": "プレ"},
    **{"preview": "プレビュー", "canary": "カナリー"},
}
_STAGE = rf"[-.]?(?P<stage>{'|'.join(_STAGES)}|[Rr][Cc]|[abp])[-.]?(?P<of_stage>[0-9]{{1,4}})"


def _dotted(match: re.Match[str]) -> str:
    numbers = match["numbers"]
    # as a decimal the voice says it better: 1.9 is イッテンキュー
    spoken = numbers if re.fullmatch(r"[1-9][0-9]*\.[1-9]", numbers) else say_version(numbers)
    return _PREFIXES.get((match["prefix"] or "").lower(), "") + spoken


def _major(match: re.Match[str]) -> str:
    """``v3`` is said in English like the 3 of ``DeepSeek-V3``."""
    return _PREFIXES["v"] + ENGLISH_NUMBERS[match["number"]]


def _with_stage(match: re.Match[str]) -> str:
    number = ENGLISH_NUMBERS.get(match["of_stage"], match["of_stage"])
    return _dotted(match) + _STAGES.get(match["stage"], spell(match["stage"])) + number


def _with_letters(match: re.Match[str]) -> str:
    """``1.0.2k`` has a letter for its last part, ``1.9.x`` letters for any."""
    return _dotted(match) + "".join(
        "テン" * letter.startswith(".") + spell(letter)
        for letter in re.findall(r"\.?[A-Za-z]", match["rest"])
    )


RULES = (
    rule("version before a release", rf"{_PREFIX}(?P<numbers>[0-9]+(?:\.[0-9]+)+){_STAGE}{END}", _with_stage),
    rule(
        "version and letter",
        rf"{_PREFIX}(?P<numbers>[0-9]+(?:\.[0-9]+){{2,}})(?P<rest>[a-z]){END}",
        _with_letters,
    ),
    rule(
        "any version",
        rf"{_PREFIX}(?P<numbers>[0-9]+(?:\.[0-9]+)*)(?P<rest>(?:\.[xXyYzZ])+){END}",
        _with_letters,
    ),
    rule(
        "any version",
        r"(?<![A-Za-z0-9.])[xX]\.[yY](?:\.[zZ])?(?![A-Za-z0-9.])",
        lambda m: "テン".join(map(spell, m.group().split("."))),
    ),
    rule("major version", rf"(?<![A-Za-z0-9])[Vv](?P<number>[1-9]){END}(?!\.[0-9])", _major),
    rule("version", rf"{_MARKED}(?P<numbers>[0-9]+(?:\.[0-9]+)*){END}", _dotted),
    rule("dotted number", rf"{START}(?P<prefix>)(?P<numbers>[0-9]+(?:\.[0-9]+){{2,}}){END}", _dotted),
)
"""In the order in which they are tried."""
