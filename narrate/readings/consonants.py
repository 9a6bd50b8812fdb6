"""Whether katakana and Latin letters are one name by their consonants: コンセルボ is CONSERVO.

Vowels and long marks are how a language differs from another; which consonants follow each other tells words.
"""

from __future__ import annotations

import re
import unicodedata

from narrate.patterns import compiled
from narrate.readings.latin import fold

_ROWS = {
    **{"k": "カキクケコ", "g": "ガギグゲゴジ", "s": "サシスセソザズゼゾ", "t": "タチテト", "ts": "ツ"},
    **{"d": "ダヂヅデド", "n": "ナニヌネノン", "h": "ハヒフヘホ", "b": "バビブベボヴ", "p": "パピプペポ"},
    **{"m": "マミムメモ", "r": "ラリルレロ"},
}
_OF_KANA = str.maketrans({kana: letters for letters, row in _ROWS.items() for kana in row})
_SPELLINGS = tuple(
    (compiled(spelling), sound)
    for spelling, sound in (
        ("[^a-z]", ""),
        ("sch|sh|c(?=[eiy])", "s"),
        ("ch", "t"),
        ("(?<=[aeiou])h(?![aeiou])", ""),
        ("ph|f", "h"),
        ("ck|cc?|q", "k"),
        ("x", "ks"),
        ("j|g(?=[eiy])", "g"),
        ("z", "s"),
        ("l", "r"),
        ("v", "b"),
        ("m(?=[bp])", "n"),
        ("[aeiouwy]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_MUTE = compiled("r(?![aeiouy])", re.IGNORECASE)
_VOWEL = compiled("[aeiouy]")
_FEWEST = 3  # consonants that tell a name


def are_alike(katakana: str, latin: str) -> bool:
    """Whether a name in katakana has the consonants of one in Latin letters, an r before them heard or not.

    Letters without a vowel are short for something, and said.
    """
    said = re.sub("[^a-z]", "", unicodedata.normalize("NFC", katakana).translate(_OF_KANA))
    said = re.sub(r"(.)\1+", r"\1", said)
    written = fold(latin).lower()
    if len(said) < _FEWEST or not _VOWEL.search(written):
        return False
    return said in (_consonants(written), _consonants(_MUTE.sub("", written)))


def _consonants(written: str) -> str:
    for spelling, sound in _SPELLINGS:
        written = spelling.sub(sound, written)
    return written
