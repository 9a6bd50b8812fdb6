"""What the words beside a Latin word tell of it: capitals that only shout, the ``it`` of ``make it``."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings.dates import MONTHS

SMALL_WORDS = {
    "it": "イット",
    "us": "アス",
    "am": "アム",
    "who": "フー",
    "a": "ア",
    "or": "オア",
    "so": "ソー",
}
"""Everyday words with the letters of an initialism: words only in lower case beside another such word."""

FOREIGN_WORDS = {
    **{"la": "ラ", "le": "ル", "les": "レ", "du": "デュ", "el": "エル", "los": "ロス", "las": "ラス"},
    **{
        "del": "デル",
        "della": "デッラ",
        "von": "フォン",
        "van": "ファン",
        "der": "デア",
        "das": "ダス",
        "und": "ウント",
    },
    **{"et": "エ", "de": "ド"},
}
"""Articles and prepositions of other languages: words in small letters beside any Latin word (``la vie``)."""

PARTICLES = {"no": "ノ", "ga": "ガ", "ni": "ニ", "wo": "オ", "wa": "ワ"}
"""Japanese particles between romanised words: ``Kimetsu no Yaiba``."""

_ONLY_BESIDE_THEM = {
    **{
        "en": "アン",
        "un": "アン",
        "une": "ユヌ",
        "ne": "ヌ",
        "je": "ジュ",
        "pas": "パ",
        "vie": "ヴィ",
        "au": "オ",
        "suis": "スイ",
        "des": "デ",
    },
    **{"da": "ダ", "di": "ディ", "il": "イル", "al": "アル", "que": "ク", "sur": "シュル", "san": "サン"},
}
"""Such words that may be something else alone (``en``, ``di``): beside one of the others or of their own."""
_IN_NAMES = ("da", "di", "des")
"""Of those, the ones that stand before a name: ``Leonardo da Vinci``."""

_OTHER_MONTH = "|".join(name[:3] for name in MONTHS[1:]) + "|Sept"
_IN_A_NAME = compiled(f"van|von|de|(?!(?:{_OTHER_MONTH})$)[A-Z\u00c0-\u017f][a-z\u00df-\u017f]{{2,}}")
"""What stands beside the Jan who is no month."""
_LETTERS = "A-Za-z\u00c0-\u024f"
_BEFORE = compiled(f"(?<![{_LETTERS}'])([{_LETTERS}']+)[ -]$")
_AFTER = compiled(f"[ -]([{_LETTERS}']+)(?![{_LETTERS}])")
_IS_WORD = compiled("(?=.*[AEIOUYÀ-Ý]).{2,}")  # NCSC is none
_TITLE = compiled("(?: [A-Z][a-z']+)(?: (?:of|for|in|to|on|and))?(?: [A-Z][a-z']+)")
_FAR = 24  # characters looked at on each side
_SHOUT = 4  # letters: two words in capitals beside each other, one so long, are no initialisms


def begins_a_title(text: str, start: int, end: int) -> bool:
    """Whether the letter there is the article of a title: ``A Star Is Born``."""
    return (
        text[start:end] == "A"
        and bool(_TITLE.match(text, end))
        and not _BEFORE.search(text[max(0, start - _FAR) : start])
    )


def neighbours(text: str, start: int, end: int) -> list[str]:
    """The Latin words right before and after a span, one space or hyphen away."""
    beside = (_BEFORE.search(text[max(0, start - _FAR) : start]), _AFTER.match(text, end, end + _FAR))
    return [found[1] for found in beside if found]


def is_shouted(word: str, beside: list[str]) -> bool:
    """Whether a word in capitals stands beside another, so that they are words and not initialisms."""
    return word.isupper() and any(
        other.isupper() and max(len(word), len(other)) >= _SHOUT and _IS_WORD.fullmatch(other)
        for other in beside
    )


def foreign_word(word: str, beside: list[str]) -> str:
    """The reading of a small word of another language among Latin words, else empty.

    ``de`` is デ beside words that end like Spanish, Portuguese or Italian ones, ド beside others; Jan is
    no month beside another name.
    """
    small = [other.lower() for other in beside]
    if word == "de" and any(re.search("[ao]s?$", other) for other in small):
        return "デ"
    if word == "Jan" and any(_IN_A_NAME.fullmatch(other) for other in beside):
        return "ヤン"
    if word in FOREIGN_WORDS:
        return FOREIGN_WORDS[word] if any(len(other) > 1 for other in beside) else ""
    is_name = word in _IN_NAMES and any(other.istitle() for other in beside)
    if is_name or any(other in FOREIGN_WORDS or other in _ONLY_BESIDE_THEM for other in small):
        return _ONLY_BESIDE_THEM.get(word.lower(), "")
    return ""
