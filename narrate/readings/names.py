"""Names of people in running text, romanised Chinese and Korean ones foremost: ``hyung won chung``.

Two or three words are such a name if one end is a family name, every word is made of the language's
syllables, and one of them is no word that is known otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from narrate.patterns import compiled
from narrate.readings import foreign_names
from narrate.readings.kana import long_vowels
from narrate.readings.latin import romaji
from narrate.readings.orthographies import LETTERS

_BASES = {
    **{"b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "n": "ナニヌネノ", "l": "ラリルレロ"},
    **{"r": "ラリルレロ", "g": "ガギグゲゴ", "k": "カキクケコ", "h": "ハヒフヘホ", "s": "サススセソ"},
    **{
        "z": "ザズズゼゾ",
        "f": ("ファ", "フィ", "フ", "フェ", "フォ"),
        "w": ("ワ", "ウィ", "ウ", "ウェ", "ウォ"),
    },
    **{"d": ("ダ", "ディ", "ドゥ", "デ", "ド"), "t": ("タ", "ティ", "トゥ", "テ", "ト"), "y": "ヤイユエヨ"},
    **{"zh": ("ジャ", "ジ", "ジュ", "ジェ", "ジョ"), "ch": ("チャ", "チ", "チュ", "チェ", "チョ")},
    **{"sh": ("シャ", "シ", "シュ", "シェ", "ショ"), "c": ("ツァ", "ツ", "ツ", "ツェ", "ツォ")},
    **{"j": ("ジャ", "ジ", "ジュ", "ジェ", "ジョ"), "q": ("チャ", "チ", "チュ", "チェ", "チョ")},
    **{"x": ("シャ", "シ", "シュ", "シェ", "ショ"), "hs": ("シャ", "シ", "シュ", "シェ", "ショ")},
    **{"ts": ("ツァ", "ツ", "ツ", "ツェ", "ツォ"), "": "アイウエオ"},
}
_FINALS = {
    **{"a": "0ー", "ai": "0イ", "an": "0ン", "ang": "0ン", "ao": "0オ", "e": "3ー", "ei": "3イ", "en": "3ン"},
    **{"eng": "3ン", "i": "1ー", "ia": "1ア", "ian": "1エン", "iang": "1ャン", "iao": "1ャオ", "ie": "1エ"},
    **{"in": "1ン", "ing": "1ン", "iong": "1ョン", "iu": "1ウ", "o": "4ー", "ong": "4ン", "ou": "4ウ"},
    **{"u": "2ー", "ua": "2ア", "uai": "2アイ", "uan": "2アン", "uang": "2アン", "ue": "2エ", "ui": "2イ"},
    **{"un": "2ン", "uo": "2オ"},
    **{"ieh": "1エ", "ih": "1ー", "ueh": "2エ", "ung": "4ン"},
}
"""Ends of syllables of pinyin, and of those that names from Taiwan have: the number of the kana in the row of
the initial, and what follows it."""
_IRREGULAR = {
    **{
        "er": "アル",
        "yan": "イエン",
        "yuan": "ユエン",
        "juan": "ジュエン",
        "quan": "チュエン",
        "xuan": "シュエン",
    },
    **{"feng": "フォン", "meng": "モン", "peng": "ポン", "weng": "ウォン", "zheng": "ジョン", "hua": "ホア"},
    **{"huang": "ホアン", "ye": "イエ", "wo": "ウォー", "liu": "リウ"},
    **{"hsu": "スー", "hsuan": "シュエン", "ing": "イン", "lee": "リー", "tzu": "ズー", "yeh": "イエ"},
    **{"je": "ジョー", "ko": "コー", "lo": "ロー"},
}

_OF_TAIWAN = ("ch", "f", "h", "hs", "k", "l", "s", "sh", "t", "ts", "y")
_ONLY_AFTER = {
    "o": ("b", "p", "m", "f", ""),
    "i": tuple(initial for initial in _BASES if initial not in "wf"),
    "ih": ("ch", "sh"),
    "ieh": ("ch", "hs", "l"),
    "ueh": ("ch", "hs"),
    "ung": _OF_TAIWAN,
}
_ALONE = ("a", "ai", "an", "ang", "ao", "e", "ei", "en", "o", "ou")  # ends that are syllables themselves
_WITH_APOSTROPHE = compiled("[eiou]|(?<=[ngr])a")
"""How no syllable of pinyin within a word begins without one: Pauline is not Chinese, Lina is Li and Na."""

PINYIN = {
    initial + final: base[int(form[0])] + form[1:]
    for initial, base in _BASES.items()
    for final, form in _FINALS.items()
    if initial in _ONLY_AFTER.get(final, _BASES)
    and (initial not in ("j", "q", "x", "hs") or final[0] in "iu")
    and (initial or final in _ALONE)
} | _IRREGULAR

TABLE = Path(__file__).with_name("romanised.tsv")
"""Family names, and the syllables of Korean names in the spellings that their bearers use."""

_RUN = compiled(
    rf"(?<![0-9{LETTERS}_.@/-])[A-Za-z]+(?:-[A-Za-z]+)*(?: [A-Za-z]+(?:-[A-Za-z]+)*)+(?![0-9{LETTERS}_@/])"
)
_WORD = compiled("[A-Za-z-]+")
_TITLE = compiled(
    "(?:[ -][A-Za-z]+){0,3} ?(?:氏|さん|博士|教授|先生|君|くん|ちゃん|様|選手|監督|議員|社長|夫妻|兄弟)"
)
_LONGEST = 16  # letters of a name's word
JAPANESE = "Japanese name"
"""The rule by which a name in two words is read, one of them in capitals."""
_TWO, _SHORTEST = 2, 3  # words of a name, letters of one
_MOST_SYLLABLES = 2  # of a part of a Chinese or Korean name: Bananza is none
_LONG_END = compiled("(?:ta|ji|chi|(?<!a)shi|bu|go)ro$")  # Taro is タロウ, but Yamashiro is a place

Found = tuple[int, int, str, str]


def readings_of(
    text: str, start: int, end: int, is_word: Callable[[str], bool], known: Callable[[str], str]
) -> Iterator[Found]:
    """Names in ``text``, as (start, end, kana, rule), left to right.

    ``is_word`` tells other words, ``known`` how a word is read that has a reading of its own: the ``Alan`` of
    ``Alan Wang``.
    """
    for run in _RUN.finditer(text, start, end):
        words = list(_WORD.finditer(text, run.start(), run.end()))
        at = 0
        while at < len(words) - 1:
            for length in (3, 2):
                name = [word.group() for word in words[at : at + length]]
                kana, rule = _name(name, is_word, known) if len(name) == length else ("", "")
                if kana:
                    yield words[at].start(), words[at + length - 1].end(), kana, rule
                    at += length - 1
                    break
            at += 1


def is_addressed(text: str, end: int) -> bool:
    """Whether the word that ends there belongs to a name with a title behind it: ``Ada Wu氏``."""
    return bool(_TITLE.match(text, end))


def _name(words: list[str], is_word: Callable[[str], bool], known: Callable[[str], str]) -> tuple[str, str]:
    """The kana and the language of a name; empty if these words are no such name."""
    plain = [word.lower() for word in words]
    if all(map(is_word, words)):
        return "", ""
    if _is_japanese(words, is_word):
        return "".join(map(japanese, words)), JAPANESE
    is_korean_style = re.search("-[a-z]", " ".join(words))  # Kang-ho, but Fei-Fei
    for language in ("Korean", "Chinese") if is_korean_style else ("Chinese", "Korean"):
        families, syllables = _language(language)
        if plain[0] in families or plain[-1] in families:
            kana = [_part(word, syllables, known) for word in plain]
            if all(kana):
                return "".join(kana), f"{language} name"
    return "", ""


def _part(word: str, syllables: dict[str, str], known: Callable[[str], str]) -> str:
    """The kana of a part of a name; of several syllables, it may be a name of another language."""
    said = "".join(part) if all(part := [_said(each, syllables) for each in word.split("-")]) else ""
    return (known(word) if said and word not in syllables else "") or said


def japanese(word: str) -> str:
    """The katakana of a part of a romanised Japanese name, whose spelling hides a long end; else empty."""
    plain = word.lower()
    said = romaji(plain)
    end = "ウ" if said and _LONG_END.search(plain) else ""
    listed = _language("Japanese")[1].get(plain) or foreign_names.in_language("Japanese", plain)
    return listed or said + end


def is_family(word: str) -> bool:
    """Whether a word may be a Japanese family's name as official papers have it: ``SENDA``."""
    return len(word) > _SHORTEST and word.isupper() and bool(romaji(word.lower()))


def is_spelled_so(word: str, kana: str) -> bool:
    """Whether a reading is that of romanised Japanese, which does not show long vowels: Yoko is ヨウコ."""
    return _short(romaji(word.lower())) == _short(kana)


def _short(kana: str) -> str:
    return long_vowels(kana).replace("ー", "")


def _is_japanese(words: list[str], is_word: Callable[[str], bool]) -> bool:
    """Whether two words are a family's, in capitals as in official papers or well known, and a given name.

    ``SENDA Keijiro``, ``Goto Takuma``: neither is a word known otherwise, but for families of the table.
    """
    if len(words) != _TWO or min(map(len, words)) < _SHORTEST or not all(romaji(w.lower()) for w in words):
        return False
    families = _language("Japanese")[0]
    return any(
        (family.lower() in families or (family.isupper() and not is_word(family.lower())))
        and given.istitle()
        and not is_word(given.lower())
        for family, given in (words, words[::-1])
    )


def spellings_of(language: str) -> dict[str, list[str]]:
    """The rows of a language in the table: what is spelled, a syllable or a kind of name, and how."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {kana: names.split() for name, kana, names in rows if name == language}


@cache
def _language(language: str) -> tuple[frozenset[str], dict[str, str]]:
    """The family names and the syllables of a language."""
    spellings = spellings_of(language)
    families = frozenset(spellings.pop("family"))
    syllables = {letters: kana for kana, names in spellings.items() for letters in names}
    return families, PINYIN if language == "Chinese" else syllables


def _said(letters: str, table: dict[str, str], left: int = _MOST_SYLLABLES) -> str:
    """The kana of letters that are syllables of a table from end to end, long ones first; else empty."""
    if letters in table or len(letters) > _LONGEST or left < _TWO:
        return table.get(letters, "")
    for length in range(min(6, len(letters) - 1), 0, -1):
        if table is PINYIN and _WITH_APOSTROPHE.match(letters, length):
            continue
        if letters[:length] in table and (rest := _said(letters[length:], table, left - 1)):
            return table[letters[:length]] + rest
    return ""
