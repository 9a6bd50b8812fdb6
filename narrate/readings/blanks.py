"""Which blanks between Japanese words are heard: 精米 米を削り, but not データ を使う, 山田 太郎.

A blank that sets off a word of another script or a link has what leans on it behind: a particle, which no
breath parts from its word. UniDic tells these words.
"""

from __future__ import annotations

import re

from narrate.readings import dictionaries
from narrate.readings.symbols import JAPANESE

_BLANK = re.compile(
    f"(?<=[{JAPANESE}])(?<![^{JAPANESE}][ぁ-ん])(?!(?<=[ァ-ヺー]) [ァ-ヺ])"
    f" (?=[{JAPANESE}])(?![ぁ-ん](?![{JAPANESE}]))"
)
# 山田 太郎さん, but not 東京 大阪 名古屋
_FULL_NAME = re.compile("(?<![一-鿿])(?<![一-鿿] )([一-鿿]{1,3}) (?=([一-鿿]{1,3})(?![一-鿿])(?! [一-鿿]))")


def breaths(text: str) -> set[int]:
    """Offsets of the blanks in ``text`` that are heard as a pause.

    Those between the clauses and words of a headline; not those between a family name and a given name,
    before a particle, or between the katakana words of a compound (トレーニング プロセス), as translated
    manuals write it.
    """
    blanks = {found.start() for found in _BLANK.finditer(text)}
    if not blanks:
        return blanks
    names = {name.end() - 1 for name in _FULL_NAME.finditer(text) if not _is_of_words(name)}
    return {blank for blank in blanks - names if not _leans(text, blank)}


def _is_of_words(name: re.Match[str]) -> bool:
    return all(map(dictionaries.is_common, name.groups()))


def _leans(text: str, blank: int) -> bool:
    """Whether what stands behind the blank belongs to the word before it.

    The voice would take も and お together: そちら もお勧め.
    """
    return (
        not text.startswith("もお", blank + 1)
        and "ぁ" <= text[blank + 1] <= "ん"
        and dictionaries.leans(text, blank + 1)
    )
