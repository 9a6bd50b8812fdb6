"""Readings that an article gives itself: ``RAG（ラグ）`` is read as its author says, and once.

Katakana in brackets may also be a translation or an explanation, so it counts as a reading only if it sounds
like one that the term could have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from narrate.readings.lexicon import Entry

_GIVEN = re.compile(
    r"(?<![A-Za-z0-9])(?P<term>[A-Za-z][A-Za-z0-9.+#&'-]*(?: [A-Za-z][A-Za-z0-9.+#&'-]*){0,3}) ?"
    r"\((?P<kana>[ァ-ヴー][ァ-ヴー・ ]{0,28}[ァ-ヴー])\)"
)
_ALIKE = 0.5  # of the katakana in common, in order: ジーピーユー and グラフィックボード are not


def readings_of(
    text: str, start: int, end: int, sounds: Callable[[str], Iterable[str]]
) -> Iterator[tuple[int, int, str]]:
    """Terms with their reading in brackets, as (start, end, kana); the brackets are part of the span.

    ``sounds`` gives the katakana that a term could be read as.
    """
    for found in _GIVEN.finditer(text, start, end):
        kana = re.sub("[・ ]", "", found["kana"])
        words = found["term"].split(" ")
        for first in range(len(words)):
            term = " ".join(words[first:])
            if any(SequenceMatcher(None, kana, sound).ratio() >= _ALIKE for sound in sounds(term)):
                yield found.end("term") - len(term), found.end(), kana
                break


def entries(text: str, sounds: Callable[[str], Iterable[str]]) -> Iterator[Entry]:
    """The readings that a text gives, as entries of a lexicon for the rest of it."""
    for start, end, kana in readings_of(text, 0, len(text), sounds):
        term = text[start:end].partition("(")[0].strip()
        yield Entry(term, kana, "", "", "given by the article")
