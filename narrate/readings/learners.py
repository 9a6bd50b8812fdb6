"""Ruby for who learns to read: over nearly every word, as the voice reads the words by itself.

Kana alone have no accent and hide where words end, so such ruby is left to the voice; ruby that says
something else stays. Where only a word or two have ruby, it is there for its reading, and stays too.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.readings import dictionaries
from narrate.readings.dictionaries import Word
from narrate.readings.kana import as_katakana, long_vowels
from narrate.readings.ruby import Given

_FEWEST = 3  # words with ruby in a sentence
_ALIKE = str.maketrans("ヂヅ", "ジズ")


def needed(plain: str, rubies: Sequence[Given]) -> list[Given]:
    """The readings that the voice would not give by itself."""
    if len(rubies) < _FEWEST:
        return list(rubies)
    needless: set[Given] = set()
    for run in _runs(dictionaries.open_jtalk_spoken(plain), rubies):
        start, end = run[0].start, run[-1].end
        within = [given for given in rubies if start <= given[0] and given[1] <= end]
        if plain[start:end].isascii():
            continue  # letters, which are words or units without it
        if _folded(_with_ruby(plain, start, end, within)) == _folded("".join(word.kana for word in run)):
            needless.update(within)
    return [given for given in rubies if given not in needless]


def _runs(words: Sequence[Word], rubies: Sequence[Given]) -> list[list[Word]]:
    """The words one by one, those together that have one ruby."""
    runs: list[list[Word]] = []
    for word in words:
        is_crossed = any(first < word.start < last for first, last, _ in rubies)
        if runs and is_crossed:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _with_ruby(plain: str, start: int, end: int, rubies: Sequence[Given]) -> str:
    """A stretch of a text as its ruby says, what has none as it is written."""
    parts = list[str]()
    for first, last, kana in rubies:
        parts += [plain[start:first], kana]
        start = last
    return "".join([*parts, plain[start:end]])


def _folded(text: str) -> str:
    return long_vowels(as_katakana(text)).translate(_ALIKE)
