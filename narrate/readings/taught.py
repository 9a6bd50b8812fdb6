"""Readings that an article gives itself: ``RAG（ラグ）`` and ``ラグ（RAG）`` are said once, as written.

What stands in brackets may also be a translation or an explanation, so it counts as a reading only if both
sound alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from narrate.readings import ruby
from narrate.readings.lexicon import Entry
from narrate.readings.symbols import KANJI

Sounds = Callable[[str], Iterable[str]]
Given = tuple[int, int, str, str]
"""Where a reading is given, from start to end, of which term, and the katakana."""

_LATIN_WORD = "[A-Za-z][A-Za-z0-9.+#&'-]{0,40}+"  # bounded, and never given back: linear time
_GIVEN = re.compile(
    rf"(?<![A-Za-z0-9])(?P<term>{_LATIN_WORD}(?: {_LATIN_WORD}){{0,3}}) ?"
    r"\((?P<kana>[ァ-ヴー][ァ-ヴー・ ]{0,28}[ァ-ヴー])\)"
)
_NAMED = re.compile(
    r"(?P<kana>[ァ-ヴー][ァ-ヴーA-Z・ =]{0,38}[ァ-ヴーA-Z]|[一-鿿]{2,8}) ?"
    r"\((?P<term>[A-Za-z][A-Za-z0-9.+#&' -]{0,40}[A-Za-z0-9+#.])\)"
)
_TEACHABLE = re.compile(rf"{KANJI}{{2,}}|[A-Za-z][A-Za-z0-9 .+#-]+")
_ALIKE = 0.5  # of the katakana in common, in order: ジーピーユー and グラフィックボード are not
_THE_SAME = 0.8  # of a name in katakana and its Latin form: チャットボット and ChatGPT are not


def readings_of(text: str, start: int, end: int, sounds: Sounds) -> Iterator[tuple[int, int, str]]:
    """Terms with their reading in brackets or before them, as (start, end, kana), left to right.

    The brackets are part of the span. ``sounds`` gives the katakana that a term could be read as.
    """
    found = sorted([*_given(text, start, end, sounds), *_named(text, start, end, sounds)])
    for first, last, _, kana in found:
        if first >= start:
            yield first, last, kana
            start = last


def entries(text: str, sounds: Sounds) -> Iterator[Entry]:
    """The readings that a text gives, as entries of a lexicon for the rest of it."""
    for _, _, term, kana in (*_given(text, 0, len(text), sounds), *_named(text, 0, len(text), sounds)):
        yield Entry(term, kana, "", "", "given by the article")


def words_with_ruby(text: str, rubies: Iterable[ruby.Given]) -> Iterator[Entry]:
    """Words that bear a reading once, as entries for where they stand without; not a single kanji.

    That one is read otherwise in other words.
    """
    for start, end, kana in rubies:
        if _TEACHABLE.fullmatch(text, start, end):
            yield Entry(text[start:end], kana, "", "", "given by the article")


def _given(text: str, start: int, end: int, sounds: Sounds) -> Iterator[Given]:
    """``RAG（ラグ）``."""
    for found in _GIVEN.finditer(text, start, end):
        kana = re.sub("[・ ]", "", found["kana"])
        words = found["term"].split(" ")
        for first in range(len(words)):
            term = " ".join(words[first:])
            if any(_likeness(kana, sound) >= _ALIKE for sound in sounds(term)):
                yield found.end("term") - len(term), found.end(), term, kana
                break


def _named(text: str, start: int, end: int, sounds: Sounds) -> Iterator[Given]:
    """``エヌビディア（NVIDIA）``, ``オープンAI（OpenAI）``, ``小米（Xiaomi）``."""
    for found in _NAMED.finditer(text, start, end):
        name = re.sub("[・ =]", "", found["kana"])
        kana = re.sub("[A-Z]+|[一-鿿]+", lambda part: next(iter(sounds(part.group())), ""), name)
        if any(_likeness(kana, sound) >= _THE_SAME for sound in sounds(found["term"])):
            yield found.start(), found.end(), found["term"], kana


def _likeness(kana: str, sound: str) -> float:
    return SequenceMatcher(None, kana, sound).ratio()
