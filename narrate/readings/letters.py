"""How likely the letters of a word are in the names of a language, or in English words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from narrate.show import packaged

ENGLISH, ENGLISH_WORDS = "English", "English words"
_WORDS = packaged() / "voices" / "lexicon" / "english.tsv"
"""What the letters of English words are told by; those of names by their table."""
_REMEMBERED = 65_536  # words by language
_SHORTEST = 3  # letters of a word that tells a language
_ANY = 1 / 60  # the share of a letter that was never seen
_WEIGHT = 4  # of what is seen behind fewer letters, in letters seen

NamesOf = Callable[[str], Iterable[str]]


@lru_cache(maxsize=_REMEMBERED)
def likelihood(word: str, language: str, names_of: NamesOf) -> float:
    """The natural logarithm of how likely the letters of a word are in a language.

    Each letter behind the two before it, smoothed by what is seen behind one and anywhere. What is too short
    to tell is as likely in all languages.
    """
    if len(word) < _SHORTEST:
        return 0.0
    counts = _counts(language, names_of)
    marked = f"^^{word.lower()}$"
    total = 0.0
    for at in range(2, len(marked)):
        share = _ANY
        for before in _before(marked, at):
            share = (counts[before + marked[at]] + _WEIGHT * share) / (counts[f"{before}*"] + _WEIGHT)
        total += math.log(share)
    return total


@cache
def _counts(language: str, names_of: NamesOf) -> Counter[str]:
    """How often one, two and three letters stand together; ``*`` for the last one is any."""
    names = _english_words() if language == ENGLISH_WORDS else names_of(language)
    marked = [f"^^{name.lower()}$" for name in names]
    threes = Counter(name[at - 2 : at + 1] for name in marked for at in range(2, len(name)))
    counts: Counter[str] = Counter()
    for three, count in threes.items():
        for before in _before(three, 2):
            counts[before + three[2]] += count
            counts[f"{before}*"] += count
    return counts


def _before(letters: str, at: int) -> tuple[str, str, str]:
    """None, one and two letters before a place."""
    return "", letters[at - 1], letters[at - 2 : at]


def _english_words() -> Iterator[str]:
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        term = line.partition("\t")[0]
        if term.isascii() and term.isalpha() and len(term) >= _SHORTEST:
            yield term
