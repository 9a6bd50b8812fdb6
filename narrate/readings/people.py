"""The layers of people's names in Latin letters, with what the lexicon and the dictionaries know of words.

Romanised names of East Asia are in ``names`` and ``vietnamese``, names that the words beside them tell in
``foreign_names``, those that their own letters tell in ``orthographies``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from narrate.readings import dictionaries, foreign_names, names, orthographies, vietnamese
from narrate.readings.latin import fold, spell
from narrate.readings.lexicon import Entry, Lexicon
from narrate.readings.terms import TermReader
from narrate.show import packaged

_PEOPLE = ("name", "person")
_FREQUENT = str(packaged() / "voices" / "lexicon")
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

    def romanised(self, plain: str, start: int, end: int) -> Iterator[Found]:
        """Chinese, Korean and Japanese names of several words."""
        for first, last, kana, rule in names.readings_of(plain, start, end, self.is_word, self._known_name):
            if not any(" " in match.entry.term for match in self._lexicon.matches(plain[first:last])):
                name = plain[first:last].split() if rule == names.JAPANESE else []
                yield first, last, "".join(map(self._japanese, name)) or kana, "name", rule

    def foreign(self, plain: str, start: int, end: int) -> Iterator[Found]:
        """Words of other names, but for those that ``romanised`` finds."""
        found = [*vietnamese.readings_of(plain, start, end, self.is_word)]
        taken = [span[:2] for span in self.romanised(plain, start, end)]
        found += _apart(foreign_names.readings_of(plain, start, end, self._known_as), [*found, *taken])
        found += _apart(orthographies.readings_of(plain, start, end, self._has_reading), [*found, *taken])
        found += _apart(foreign_names.accented(plain, start, end, self._is_listed), [*found, *taken])
        known = list(self._lexicon.matches(plain[start:end])) if found else []
        wholes = [
            (start + match.start, start + match.end) for match in known if not match.entry.term.isalpha()
        ]
        for first, last, kana, rule in sorted(_apart(found, wholes)):
            yield first, last, kana, "name", rule

    def introduced(self, plain: str) -> Iterator[Entry]:
        """Words that are read so since a name in the text tells their language, also where they stand alone.

        Not those that mean something else too: a Bass is no bass.
        """
        for first, last, kana, _ in foreign_names.readings_of(plain, 0, len(plain), self._known_as):
            word = plain[first:last]
            if len(word) >= _SHORTEST and self._known_as(word)[0] == foreign_names.UNKNOWN:
                yield Entry(word, kana, "name", "", "named in the article")

    def _known_as(self, word: str) -> tuple[str, str]:
        """What a word is without its neighbours, see ``foreign_names.GIVEN``, and its katakana."""
        entry = self._lexicon.entry(word) or self._lexicon.entry(fold(word))
        if entry and not (entry.term.isupper() and word.istitle()):
            if entry.kind not in (*_PEOPLE, "place"):
                return foreign_names.WORD, entry.reading
            is_of_table = entry.kind in _PEOPLE and entry.where.startswith(_FREQUENT)
            return foreign_names.NAME if is_of_table else foreign_names.GIVEN, entry.reading
        kana = self._terms.known(fold(word).lower())
        return foreign_names.WORD if kana else foreign_names.UNKNOWN, kana

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
        if entry and entry.kind in _PEOPLE:
            return entry.reading
        known = dictionaries.sudachi(word)
        return known if names.is_spelled_so(word, known) else names.japanese(word)

    def _known_name(self, word: str) -> str:
        """The reading of a word within a name that has one of its own; else empty."""
        if entry := self._lexicon.entry(word):
            return entry.reading
        dictionary = (
            foreign_names.in_language(foreign_names.ENGLISH, word),
            dictionaries.unidic(word),
            dictionaries.sudachi(word),
        )
        return next((kana for kana in dictionary if kana and kana != spell(word)), "")

    def is_word(self, word: str) -> bool:
        """Whether a word has a reading that is not that of a name."""
        entry = self._lexicon.entry(word)
        if entry:
            is_initialism = entry.term.isupper() and len(word) > 1
            return entry.kind not in _PEOPLE and not (is_initialism and word.istitle())  # Ge You, not GE
        known = dictionaries.sudachi(word)
        return bool(known) and not names.is_spelled_so(word, known)


def _apart(found: Iterable[Named], others: Iterable[Sequence[Any]]) -> list[Named]:
    """The names that share no letter with other spans."""
    return [name for name in found if not any(other[0] < name[1] and name[0] < other[1] for other in others)]
