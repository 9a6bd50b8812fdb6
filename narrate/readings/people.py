"""The layers of people's names in Latin letters, with what the lexicon and the dictionaries know of words.

Romanised names of East Asia are in ``names`` and ``vietnamese``, names that the words beside them tell in
``foreign_names``, those that their own letters tell in ``orthographies``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from narrate.readings import dictionaries, foreign_names, names, orthographies, vietnamese
from narrate.readings.foreign_names import Known
from narrate.readings.latin import fold, spell
from narrate.readings.letters import ENGLISH
from narrate.readings.lexicon import NAMED, Entry, Lexicon
from narrate.readings.terms import TermReader
from narrate.show import CORRECTIONS, IMPORTED, packaged

_LEXICON = packaged() / "voices" / "lexicon"
_OF_THE_SHOW = (CORRECTIONS, IMPORTED)
_SHORTEST = 4  # letters of a name that is known again where it stands alone

Named = tuple[int, int, str, str]
"""A span that a finder of names reads: start, end, kana, rule."""
Found = tuple[int, int, str, str, str]
"""The same with the layer before the rule."""


class PeopleReader:
    """Reads names of people; the lexicon's own readings of words and of whole names go before."""

    def __init__(self, lexicon: Lexicon, terms: TermReader) -> None:
        self._lexicon = lexicon
        self._terms = terms

    def readings_of(self, plain: str, start: int, end: int) -> Iterator[Found]:
        """Names in ``plain``, left to right: those of East Asia before others."""
        found = [*vietnamese.readings_of(plain, start, end, self.is_word)]
        romanised = _apart(self._romanised(plain, start, end), found)
        for others in (
            foreign_names.readings_of(plain, start, end, self._known_as),
            orthographies.readings_of(plain, start, end, self._has_reading),
            foreign_names.accented(plain, start, end, self._is_listed),
        ):
            found += _apart(others, [*romanised, *found])
        known = list(self._lexicon.matches(plain[start:end])) if found else []
        wholes = [
            (start + match.start, start + match.end) for match in known if not match.entry.term.isalpha()
        ]
        for first, last, kana, rule in sorted([*romanised, *_apart(found, wholes)]):
            yield first, last, kana, "name", rule

    def _romanised(self, plain: str, start: int, end: int) -> Iterator[Named]:
        for first, last, kana, rule in names.readings_of(plain, start, end, self.is_word, self._known_name):
            if not any(" " in match.entry.term for match in self._lexicon.matches(plain[first:last])):
                name = plain[first:last].split() if rule == names.JAPANESE else []
                yield first, last, "".join(map(self._japanese, name)) or kana, rule

    def introduced(self, plain: str) -> Iterator[Entry]:
        """Words that are read so since a name in the text tells their language, also where they stand alone.

        Not common words, for a Bass is no bass, nor those that two names of the text have read otherwise.
        """
        said: defaultdict[str, set[str]] = defaultdict(set)
        for first, last, kana, _ in foreign_names.readings_of(plain, 0, len(plain), self._known_as):
            said[plain[first:last]].add(kana)
        for word, readings in said.items():
            is_own = self._known_as(word)[0] in (Known.NOTHING, Known.PROPER)
            if is_own and len(word) >= _SHORTEST and len(readings) == 1:
                yield Entry(word, readings.pop(), "name", "", NAMED)

    def _known_as(self, word: str) -> tuple[Known, str]:
        """What a word is without its neighbours, and its katakana."""
        plain = fold(word).lower()
        entry = self._lexicon.entry(word) or self._lexicon.entry(plain)
        if entry and entry.where == NAMED:
            return Known.NOTHING, ""  # so that it tells the same as where it was introduced
        if entry and not _is_packaged(entry.where.rpartition(":")[0]):
            return Known.GIVEN, entry.reading
        if entry and not (entry.term.isupper() and word.istitle()):
            return Known.NAME if entry.is_of_people else Known.WORD, entry.reading
        kana = self._terms.known(plain) or (self._known_alone(plain) if entry else "")
        is_name = kana and dictionaries.sudachi_name(plain)
        return Known.PROPER if is_name else Known.WORD if kana else Known.NOTHING, kana

    @staticmethod
    def _known_alone(plain: str) -> str:
        """What a dictionary says of a short word whose capitals are an initialism: Sun is no SUN."""
        known = dictionaries.unidic(plain) or dictionaries.sudachi(plain)
        return known if known != spell(plain) else ""

    def _has_reading(self, word: str) -> bool:
        """Whether the lexicon has a word with its accents, or as a name without, or a dictionary as no name.

        Støre is no store.
        """
        plain = fold(word)
        entry = self._lexicon.entry(word) or self._lexicon.entry(plain)
        if plain != word:
            return bool(entry and (entry.kind != "word" or entry.term.lower() == word.lower()))
        return bool(entry) or self.is_word(word)

    def _is_listed(self, word: str) -> bool:
        """Whether the lexicon or a dictionary has a word with its accents or without."""
        return self._has_reading(word) or bool(dictionaries.sudachi(fold(word)))

    def _japanese(self, word: str) -> str:
        entry = self._lexicon.entry(word)
        if entry and entry.is_of_people:
            return entry.reading
        known = dictionaries.sudachi(word)
        return known if names.is_spelled_so(word, known) else names.japanese(word)

    def _known_name(self, word: str) -> str:
        """The reading of a word within a name that has one of its own; else empty."""
        if entry := self._lexicon.entry(word):
            return entry.reading
        dictionary = (
            foreign_names.in_language(ENGLISH, word),
            dictionaries.unidic(word),
            dictionaries.sudachi(word),
        )
        return next((kana for kana in dictionary if kana and kana != spell(word)), "")

    def is_word(self, word: str) -> bool:
        """Whether a word has a reading that is not that of a name."""
        entry = self._lexicon.entry(word)
        if entry:
            is_initialism = entry.term.isupper() and len(word) > 1
            return not entry.is_of_people and not (is_initialism and word.istitle())  # Ge You, not GE
        known = dictionaries.sudachi(word)
        return bool(known) and not names.is_spelled_so(word, known)


def _apart(found: Iterable[Named], others: Iterable[Sequence[Any]]) -> list[Named]:
    """The names that share no letter with other spans, which share none with each other."""
    spans = sorted((other[0], other[1]) for other in others)
    starts = [start for start, _ in spans]
    before = ((name, bisect_left(starts, name[1]) - 1) for name in found)
    return [name for name, at in before if at < 0 or spans[at][1] <= name[0]]


@lru_cache
def _is_packaged(file: str) -> bool:
    """Whether a lexicon file is one of narrate's own, whose names may be read as in another language."""
    path = Path(file)
    return path.parent.resolve() == _LEXICON.resolve() and path.name not in _OF_THE_SHOW
