"""Words written as they sound, in plain Latin letters → katakana: ``mehmet`` → メフメト.

Vowels are ``a i u e o``, ``-`` makes one long. ``sh ch ts j`` are single sounds, ``y`` behind a consonant
softens it, ``'`` stands for a short stop (ッ), ``N`` for a nasal before a vowel (ン).
"""

from __future__ import annotations

import re

from narrate.patterns import compiled

_VOWELS = "aiueo"
_ROWS = {
    **{"": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "n": "ナニヌネノ", "h": "ハヒフヘホ"},
    **{"m": "マミムメモ", "r": "ラリルレロ", "l": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ"},
    **{"b": "バビブベボ", "p": "パピプペポ", "y": ("ヤ", "イ", "ユ", "イェ", "ヨ")},
    **{"t": ("タ", "ティ", "トゥ", "テ", "ト"), "d": ("ダ", "ディ", "ドゥ", "デ", "ド")},
    **{"w": ("ワ", "ウィ", "ウ", "ウェ", "ウォ"), "f": ("ファ", "フィ", "フ", "フェ", "フォ")},
    **{"v": ("ヴァ", "ヴィ", "ヴ", "ヴェ", "ヴォ"), "ts": ("ツァ", "ツィ", "ツ", "ツェ", "ツォ")},
}
_SOFT = {"k": "キ", "g": "ギ", "n": "ニ", "h": "ヒ", "m": "ミ", "r": "リ", "l": "リ", "b": "ビ", "p": "ピ"}
_HALF_SOFT = {"t": "テ", "d": "デ", "f": "フ", "v": "ヴ"}
_HISSING = {"sh": "シ", "ch": "チ", "j": "ジ", "sy": "シ", "zy": "ジ"}
_SMALL = {"a": "ャ", "i": "", "u": "ュ", "e": "ェ", "o": "ョ"}
_MORAE = (
    {onset + vowel: kana for onset, row in _ROWS.items() for vowel, kana in zip(_VOWELS, row, strict=True)}
    | {f"{onset}y{vowel}": kana + small for onset, kana in _SOFT.items() for vowel, small in _SMALL.items()}
    | {onset + vowel: kana + small for onset, kana in _HISSING.items() for vowel, small in _SMALL.items()}
    | {f"{onset}y{vowel}": kana + _SMALL[vowel] for onset, kana in _HALF_SOFT.items() for vowel in "auo"}
    | {f"{onset}ye": _ROWS[onset][1] + "ェ" for onset in _HALF_SOFT}
    | {f"{onset}yi": _ROWS[onset][1] for onset in _HALF_SOFT}
)
_ALONE = (
    {onset: row[2] for onset, row in _ROWS.items() if onset}
    | {onset: kana for onset, kana in _HISSING.items() if onset != "sh"}
    | {f"{onset}y": kana for onset, kana in _SOFT.items()}
    | {"n": "ン", "t": "ト", "d": "ド", "y": "イ", "sh": "シュ", "ty": "チ", "dy": "ジ"}
)
"""Consonants that no vowel follows."""
_SOUND = compiled(
    "(?P<twice>(?<=[aiueo])([bdfgkpstz])(?=\\2)|(?<=[aiueo])t(?=ch|ts))"
    f"|(?P<mora>(?:sh|ch|ts|[bcdfghjklmnprstvwyz]y?)?[{_VOWELS}])"
    "|(?P<lips>m(?=[bpm]))"
    "|(?P<alone>sh|ch|ts|[gknrlmtd]y|[bdfghjklmnprstvwyz])"
    "|(?P<mark>[-'N])"
)
_MARKS = {"-": "ー", "'": "ッ", "N": "ン"}


def katakana(sounds: str) -> str:
    """The katakana of a word as it sounds; empty if it has a sound that is not of these."""
    said, at = [], 0
    sounds = re.sub(r"([lr])\1|(n)n(?![aiueoy])", r"\1\2", sounds)  # heard once, nn before a consonant only
    while at < len(sounds):
        found = _SOUND.match(sounds, at)
        if not found:
            return ""
        if found["twice"]:
            said.append("ッ")
        elif found["lips"]:
            said.append("ン")
        elif found["mark"]:
            said.append(_MARKS[found["mark"]])
        else:
            kana = _MORAE.get(found.group()) or _ALONE.get(found.group(), "")
            if not kana:
                return ""
            said.append(kana)
        at = found.end()
    return re.sub("ー+", "ー", "".join(said))
