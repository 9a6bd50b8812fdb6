"""Kana as people type it → katakana as it is said."""

from __future__ import annotations

import re
import unicodedata

from narrate.patterns import compiled

_LONG = compiled(
    "[イキシチニヒミリギジビピ]イ|[エケセテネヘメレゲゼデベペ][イエ]"
    "|[ウクスツヌフムユルグズブプュ]ウ|[オコソトノホモヨロゴゾドボポョ][ウオ]"
)
_PLAIN = str.maketrans({"ヷ": "ヴァ", "ヸ": "ヴィ", "ヹ": "ヴェ", "ヺ": "ヴォ", "ヵ": "カ", "ヶ": "ケ"})


def as_katakana(reading: str) -> str:
    """A reading as a person may type it: hiragana and half-width kana become katakana, spaces and dots go.

    A mark that stands apart from its kana joins it, and kana that are hardly used take their usual form.
    """
    wide = unicodedata.normalize("NFKC", reading)
    kana = "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in wide)
    return unicodedata.normalize("NFC", re.sub(r"[\s・]", "", kana)).translate(_PLAIN)


def long_vowels(kana: str) -> str:
    """Katakana in which ケンキュウ is ケンキュー, アタラシイ is アタラシー, エイイチ is エーイチ."""
    return _LONG.sub(lambda found: f"{found[0][0]}ー", kana)
