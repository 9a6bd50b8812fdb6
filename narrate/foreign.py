"""A paragraph in another language → requests to a voice that speaks it, cut where one breathes."""

from __future__ import annotations

import re
import unicodedata

from narrate.patterns import compiled

_SENTENCE_END = compiled(r"""(?<=[.!?…।؟])["'”’)\]»]*\s+""")
_ABBREVIATION = compiled(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|No|Fig|e\.g|i\.e|cf|al|Inc|Ltd|Co)|\b[A-Z])\.$")
_LONGEST_ABBREVIATION = 8  # characters
_CLAUSE_END = compiled(r"(?<=[,;:—–،])\s+")
_SPACE = compiled(r"\s+")


def sentences(text: str, max_chars: int) -> list[list[str]]:
    """The sentences of a text, each as the requests of at most ``max_chars`` characters that it takes."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        mark = end.start()
        if not _ABBREVIATION.search(text, max(start, mark - _LONGEST_ABBREVIATION), mark):
            found.append(text[start : end.end()].strip())
            start = end.end()
    found.append(text[start:].strip())
    return [_fit(sentence, max_chars) for sentence in found if sentence]


def spoken(text: str) -> str:
    """What the voice is given: one space between words, no control or invisible characters."""
    visible = (char for char in text if char.isspace() or unicodedata.category(char)[0] != "C")
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", "".join(visible))).strip()


def _fit(text: str, max_chars: int) -> list[str]:
    """Halves, quarters … of a sentence, at clauses, else between words, else anywhere."""
    if len(text) < 2 or len(spoken(text)) <= max_chars:
        return [text]
    cut = _nearest(_CLAUSE_END, text) or _nearest(_SPACE, text) or len(text) // 2
    return [*_fit(text[:cut].rstrip(), max_chars), *_fit(text[cut:].lstrip(), max_chars)]


def _nearest(place: re.Pattern[str], text: str) -> int:
    """The end of the match nearest to the middle, if one lies in the middle half; else 0."""
    quarter = len(text) // 4
    ends = [match.end() for match in place.finditer(text, quarter, len(text) - quarter)]
    return min(ends, key=lambda end: abs(end - len(text) / 2), default=0)
