"""Names with the letters of languages that are written as they sound: ``Ayşe Demir``, ``Małgorzata``.

A letter that only one language has tells which it is, for the words beside it as well; so does the end of a
surname behind another word: ``Vesna Jovanovic``. How its letters sound
is in ``orthographies.tsv``, by the usual transcription of Japanese newspapers and encyclopedias.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.latin import fold
from narrate.readings.sounds import katakana

TABLE = Path(__file__).with_name("orthographies.tsv")
"""Languages: the letters that tell them, and which spellings sound otherwise."""

LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
"""Latin letters with and without accents, as in a class of a regular expression."""

_NAME = compiled(rf"(?<![0-9{LETTERS}_.@/-])[{LETTERS}]+(?:[ -][{LETTERS}]+){{0,3}}(?![0-9{LETTERS}_@/])")
_WORD = compiled(f"[{LETTERS}]+")
_VIETNAMESE = compiled("[ơưƠƯ\u1ea0-\u1ef9]|[Đđ].*[áàâãéèêíìĩóòôõúùũý]")
_WORDS_OF_A_NAME = (2, 3)
_SHORTEST = 3  # letters of a word that may tell a language: no Å, no Øl

Found = tuple[int, int, str, str]


class _Language(NamedTuple):
    names: tuple[str, ...]
    told_by: re.Pattern[str] | None
    told_by_end: re.Pattern[str] | None
    spellings: tuple[tuple[re.Pattern[str], str], ...]


def readings_of(text: str, start: int, end: int, is_known: Callable[[str], bool]) -> Iterator[Found]:
    """Words of names in ``text``, as (start, end, kana, rule), left to right.

    ``is_known`` tells words that have a reading of their own and are left to it, as is a word alone that a
    dictionary has: İstanbul.
    """
    for run in _NAME.finditer(text, start, end):
        language = _told_by(run.group())
        is_alone = " " not in run.group() and "-" not in run.group()
        if not language or (is_alone and dictionaries.sudachi(fold(run.group()))):
            continue
        for word in _WORD.finditer(text, *run.span()):
            kana = "" if is_known(word.group()) else _said(word.group(), language)
            if kana:
                yield *word.span(), kana, f"{language.names[0]} name"


def _told_by(run: str) -> _Language | None:
    """The language of a run of words with a capital, by the first in the table that its letters tell."""
    if is_vietnamese(run):
        return None
    if run.isascii():
        return _told_by_surname(run)
    words = [word for word in _WORD.findall(run) if len(word) >= _SHORTEST and word[0].isupper()]
    lower = " ".join(words).replace("İ", "i̇").lower()
    told = "İ" if "İ" in run else ""
    return next((each for each in _languages() if each.told_by and each.told_by.search(told + lower)), None)


def _told_by_surname(run: str) -> _Language | None:
    """The language of two or three words with capitals and no accents, by the end of the last."""
    words = run.split(" ")
    if not (len(words) in _WORDS_OF_A_NAME and all(word.istitle() for word in words)):
        return None
    ending = words[-1].lower()
    return next((each for each in _languages() if each.told_by_end and each.told_by_end.search(ending)), None)


def _said(word: str, language: _Language) -> str:
    """How a word with a capital sounds; empty for others, and for initialisms."""
    if not word[0].isupper() or word.isupper() or len(word) < _SHORTEST:
        return ""
    sounds = word.replace("İ", "i").lower()
    for spelling, sound in language.spellings:
        sounds = spelling.sub(sound, sounds)
    return katakana(fold(sounds))


def is_vietnamese(text: str) -> bool:
    """Whether letters are of Vietnamese only."""
    return bool(_VIETNAMESE.search(text))


def has(language: str) -> bool:
    """Whether the table tells how a language sounds."""
    return _language(language) is not None


def said_in(language: str, word: str) -> str:
    """How a word with a capital sounds in a language; empty if the table has it not, and for initialisms."""
    spoken = _language(language)
    return _said(word, spoken) if spoken else ""


def _language(name: str) -> _Language | None:
    return next((each for each in _languages() if name in each.names), None)


@cache
def _languages() -> tuple[_Language, ...]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return tuple(
        _Language(
            tuple(names.split("/")),
            compiled(letters) if letters else None,
            compiled(f"[a-z]{{3}}(?:{ends})$") if ends else None,
            tuple(map(_spelling, spellings.split(" "))),
        )
        for names, letters, ends, spellings in rows
    )


def _spelling(row: str) -> tuple[re.Pattern[str], str]:
    written, _, sound = row.rpartition(">")
    return compiled(written), sound
