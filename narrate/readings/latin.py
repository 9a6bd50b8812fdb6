"""What can be said of Latin letters and digits by rule alone: letter names, digits, romanised Japanese."""

from __future__ import annotations

import re
import unicodedata

from narrate.patterns import compiled
from narrate.readings.kana import as_katakana

_LETTERS = {
    "A": "エー",
    "B": "ビー",
    "C": "シー",
    "D": "ディー",
    "E": "イー",
    "F": "エフ",
    "G": "ジー",
    "H": "エイチ",
    "I": "アイ",
    "J": "ジェー",
    "K": "ケー",
    "L": "エル",
    "M": "エム",
    "N": "エヌ",
    "O": "オー",
    "P": "ピー",
    "Q": "キュー",
    "R": "アール",
    "S": "エス",
    "T": "ティー",
    "U": "ユー",
    "V": "ブイ",
    "W": "ダブリュー",
    "X": "エックス",
    "Y": "ワイ",
    "Z": "ゼット",
}
_UNFOLDABLE = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}


def fold(text: str) -> str:
    """Latin letters without their accents: ``Français`` → ``Francais``."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return "".join(_UNFOLDABLE.get(c.lower(), c) for c in plain)


def spell(word: str) -> str:
    """The letter names of a word, in katakana; what is not a letter is left out."""
    return "".join(_LETTERS.get(char.upper(), "") for char in fold(word))


LONG_NUMBER = 16
"""Digits: longer numbers have no names in use."""

DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
LONG_DIGITS = ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー")
"""Said one after the other, each digit has two morae (NHK accent dictionary, numbers read digit by digit)."""

ENGLISH_NUMBERS = {
    **{"0": "ゼロ", "1": "ワン", "2": "ツー", "3": "スリー", "4": "フォー", "5": "ファイブ"},
    **{"6": "シックス", "7": "セブン", "8": "エイト", "9": "ナイン", "10": "テン"},
}
"""Numbers right after letters are said in English up to ten: ``o1`` is オーワン."""

_ROMAJI_ROWS = {
    **{
        "": "アイウエオ",
        "k": "カキクケコ",
        "s": "サ_スセソ",
        "t": "タ__テト",
        "n": "ナニヌネノ",
        "h": "ハヒ_ヘホ",
    },
    **{
        "m": "マミムメモ",
        "y": "ヤ_ユ_ヨ",
        "r": "ラリルレロ",
        "w": "ワ____",
        "g": "ガギグゲゴ",
        "z": "ザ_ズゼゾ",
    },
    **{"d": "ダ__デド", "b": "バビブベボ", "p": "パピプペポ", "j": "_ジ___", "f": "__フ__"},
    **{"sh": "_シ___", "ch": "_チ___", "ts": "__ツ__"},
}
_ROMAJI_GLIDES = {
    **{"ky": "キ", "sh": "シ", "ch": "チ", "ny": "ニ", "hy": "ヒ", "my": "ミ"},
    **{"ry": "リ", "gy": "ギ", "j": "ジ", "by": "ビ", "py": "ピ"},
}
_ROMAJI = {
    consonant + vowel: kana
    for consonant, row in _ROMAJI_ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=True)
    if kana != "_"
} | {
    glide + vowel: kana + small
    for glide, kana in _ROMAJI_GLIDES.items()
    for vowel, small in (("a", "ャ"), ("u", "ュ"), ("o", "ョ"))
}
_KUNREI = {
    **{
        f"{glide}{vowel}": kana + small
        for glide, kana in (("sy", "シ"), ("ty", "チ"), ("zy", "ジ"), ("jy", "ジ"))
        for vowel, small in (("a", "ャ"), ("u", "ュ"), ("o", "ョ"))
    },
    **{"si": "シ", "ti": "チ", "tu": "ツ", "hu": "フ", "zi": "ジ"},
}
_IS_KUNREI = compiled("[stzj]y[auo](?<!tya$)(?<!jya$)|(?:o|ryoku|mat)tya$|[kgnhmrbp]y(?:ou|uu)")
_SYLLABLE = compiled(
    "(?P<double>([kstpc])(?=\\2|ch))?(?P<mora>(?:[kgnhmrbpstzj]y|sh|ch|ts|[kstnhmyrwgzdbpjf])?[aiueo])"
    "|(?P<n>n(?![aiueoy]|$)|(?<!n)n$)|m(?=[mbp])|(?P<long>(?<=o)h(?![aiueoy])|ー)"
)
_LATIN = {kana: mora for mora, kana in _ROMAJI.items() if len(kana) == 1} | {
    **{"ン": "n", "ヲ": "o", "ヂ": "ji", "ヅ": "zu", "ヴ": "vu", "ヰ": "i", "ヱ": "e"}
}
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo"}
_KANA = compiled(f"(?P<double>ッ)?(?P<mora>[{''.join(_LATIN)}])(?P<small>[{''.join(_SMALL)}])?")


MODEL_NAMES = (
    *("RTX", "GTX", "RX", "GeForce", "Radeon", "Quadro", "Arc", "Intel", "Xeon", "EPYC", "Pentium"),
    *(
        "Opteron",
        "Celeron",
        "Athlon",
        "Core i3",
        "Core i5",
        "Core i7",
        "Core i9",
        "IBM",
        "Cisco",
        "RFC",
        "PEP",
    ),
    *("Ryzen 3", "Ryzen 5", "Ryzen 7", "Ryzen 9", "port", "Port", "PORT", "ポート"),
    *("chmod", "パーミッション", "パーミッションを", "umask"),
)
"""Before these words' numbers, which are models, ports and documents, digits are said one by one."""


def say_digits(digits: str, zero: str = DIGITS[0]) -> str:
    """Digit by digit, as in a telephone number; ``zero`` is マル in the name of a model."""
    names = DIGITS if len(digits) == 1 else LONG_DIGITS
    return "".join(names[int(digit)] if digit != "0" else zero for digit in digits)


def say_version(numbers: str) -> str:
    """``3.12.0`` → ``3テン12テンゼロ``; zeros are said, and parts that are too long digit by digit."""
    return "テン".join(_part(number) for number in numbers.split("."))


def _part(number: str) -> str:
    if number == "0":
        return "ゼロ"
    return say_digits(number) if number.startswith("0") or len(number) > LONG_NUMBER else number


def spell_out(text: str) -> str:
    """Letters and digits one by one by their names; what is neither is left out."""
    return "".join(say_digits(char) if "0" <= char <= "9" else spell(char) for char in text)


def with_long_marks(word: str) -> str:
    """Lower case in which a macron is a long mark: ``Tōkyō`` → ``toーkyoー``; unchanged if there is none."""
    return unicodedata.normalize("NFD", word.lower()).replace("\u0304", "ー")


def is_kunrei(word: str) -> bool:
    """Whether a word has a glide as only Kunrei spells it: ``kaisya``; Satya is no Japanese name."""
    return bool(_IS_KUNREI.search(word))


def romaji(word: str) -> str:
    """The katakana of a word that is romanised Japanese from end to end, else empty.

    Hepburn; Kunrei where a glide tells of it: ``syuzitu``, but not ``Tito``.
    """
    kana, at = [], 0
    moras = _ROMAJI | _KUNREI if is_kunrei(word) else _ROMAJI
    while at < len(word):
        syllable = _SYLLABLE.match(word, at)
        if not syllable:
            return ""
        mora = syllable["mora"]
        if mora and mora not in moras:
            return ""
        other = "ー" if syllable["long"] else "ン"
        kana.append(("ッ" if syllable["double"] else "") + moras[mora] if mora else other)
        at = syllable.end()
    return "".join(kana)


def romanised(kana: str) -> str:
    """Kana in Hepburn without marks of length, as in passports: トーキョー is ``tokyo``, without signs."""
    return "".join(map(_mora_romanised, _KANA.finditer(as_katakana(kana))))


def _mora_romanised(found: re.Match[str]) -> str:
    mora = _LATIN[found["mora"]]
    if small := _SMALL.get(found["small"], ""):
        consonant = mora[:-1] or ("y" if mora == "i" else "w")
        mora = consonant + (small[1:] if consonant in ("sh", "ch", "j") and small[0] == "y" else small)
    double = found["double"] and mora[0] not in "aiueon"
    return ("t" if mora[0] == "c" else mora[0]) + mora if double else mora
