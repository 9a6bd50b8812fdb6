"""How readings are compared: what is only spelling is folded, then exact matches or edit distance."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_VOWEL_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパァャ",
    "イ": "イキシチニヒミリギジビピィ",
    "ウ": "ウクスツヌフムユルグズブプゥュ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロゴゾドボポォョ",
}
_VOWEL_OF = {char: vowel for vowel, row in _VOWEL_ROWS.items() for char in row}
_SAME = str.maketrans("ヂヅヲヰヱヮ", "ジズオイエワ")
_V_ROW = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ"), ("ヴ", "ブ"))


def rows(path: Path) -> list[list[str]]:
    """The rows of a gold file: key, accepted readings joined by ``|``, source or class."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def is_right(said: str, accepted: str) -> bool:
    """Whether a reading is one of the accepted ones."""
    return folded(said) in {folded(reading) for reading in accepted.split("|")}


def folded(text: str) -> str:
    """Katakana without marks, in which different spellings of one sound are the same."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
    for written, plain in _V_ROW:
        text = text.replace(written, plain)
    text = re.sub("[^ァ-ヺーA-Za-z0-9一-鿿々]", "", text.translate(_SAME))
    out: list[str] = []
    vowel: str | None = None
    for char in text:
        lengthens = char == "ー" or char == vowel or (vowel, char) in {("オ", "ウ"), ("エ", "イ")}
        out.append("ー" if vowel and lengthens else char)
        vowel = vowel if vowel and lengthens else _VOWEL_OF.get(char)
    return "".join(out)


def distance(a: str, b: str) -> int:
    """Edit distance."""
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]
