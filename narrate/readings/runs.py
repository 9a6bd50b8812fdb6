"""What the words beside a Latin word tell of it: capitals that only shout, the ``it`` of ``make it``."""

from __future__ import annotations

import re

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

_BEFORE = re.compile("(?<![A-Za-z])([A-Za-z]+)[ -]$")
_AFTER = re.compile("[ -]([A-Za-z]+)(?![A-Za-z])")
_FAR = 24  # characters looked at on each side
_SHOUT = 4  # letters: two words in capitals beside each other, one so long, are no initialisms


def neighbours(text: str, start: int, end: int) -> list[str]:
    """The Latin words right before and after a span, one space or hyphen away."""
    beside = (_BEFORE.search(text[max(0, start - _FAR) : start]), _AFTER.match(text, end, end + _FAR))
    return [found[1] for found in beside if found]


def is_shouted(word: str, beside: list[str]) -> bool:
    """Whether a word in capitals stands beside another, so that they are words and not initialisms."""
    return word.isupper() and any(
        other.isupper() and max(len(word), len(other)) >= _SHOUT and len(other) > 1 for other in beside
    )
