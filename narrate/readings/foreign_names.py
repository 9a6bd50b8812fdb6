"""Names of people in many languages: ``Peter Zumthor`` is read as German, since Peter and -thor are.

``foreign_names.tsv`` has frequent names with their languages. Where one stands beside other words of a name,
it tells the language of all of them: by the names that the table has, and by the letters of those that it has
not, as in the names of each language. How their letters sound is in ``orthographies``.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from narrate.patterns import compiled
from narrate.readings import orthographies
from narrate.readings.latin import fold, romaji, with_long_marks

TABLE = Path(__file__).with_name("foreign_names.tsv")
"""Languages, katakana, and the names that are read so."""

GIVEN, NAME, WORD, UNKNOWN = "given", "name", "word", ""
"""What is known of a word otherwise: a reading that stands, one as a name of any language, one as another
word, or none."""

_LETTERS = orthographies.LETTERS
_ACCENTS = _LETTERS.removeprefix("A-Za-z")
_PARTICLES = (
    "(?:(?:(?:de|da|do|dos|das|di|del|della|du|la|le|van|von|der|den|ter|zu|bin|ibn|al|el|af)[ -]){1,3})?"
)
_BETWEEN = rf"[ -](?:[A-Z]\. ?){{0,3}}{_PARTICLES}"
_CAPITAL = "[A-Z\u00c0-\u00de\u0100-\u017f]"
_SMALL = "[a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]"
_PART = f"{_CAPITAL}{_SMALL}{{1,20}}"  # bounded: no name is longer
_WORD = rf"(?:{_CAPITAL}['’])?{_PART}(?:{_PART})?"
_RUN = compiled(
    rf"(?<![0-9{_LETTERS}_.@/'’-]){_WORD}(?:{_BETWEEN}{_WORD}){{1,4}}(?![0-9{_LETTERS}_@/]|[.-][{_LETTERS}])"
)
_ACCENTED = compiled(
    rf"(?<![0-9{_LETTERS}_.@/'’-])(?=[A-Za-z]{{0,20}}[{_ACCENTS}])[{_LETTERS}]{{4,24}}(?![0-9{_LETTERS}_@/'’-])"
)
_IN_RUN = compiled(rf"(?<![{_LETTERS}'’]){_WORD}")
_OF_PARTICLES = {
    **{"du": "French", "von": "German", "zu": "German", "van": "Dutch", "ter": "Dutch", "della": "Italian"},
    **{"di": "Italian", "dos": "Portuguese", "das": "Portuguese", "da": "Portuguese", "af": "Scandinavian"},
}
_PARTICLE = compiled(rf"(?<![{_LETTERS}])(?:{'|'.join(_OF_PARTICLES)})(?![{_LETTERS}])")
ENGLISH = "English"
_MOST_USUAL = (ENGLISH, "Spanish", "French", "German", "Italian")
_OTHER_LANGUAGE, _OTHER_WORD = -6.0, -3.0
_OF_PARTICLE, _USUAL = 3.0, 2.0
"""Natural logarithms: a name that the table has in other languages only, one that is a word besides, a
particle of the language, and how much likelier English is. From 1 to 3 and from -4 to -6, 1,800 names were
read alike."""
_SURELY = 2.0
"""The same: how much likelier letters have to be in a language than in English to tell it."""
_REMEMBERED = 65_536  # words by language
_SHORTEST, _LONG = 3, 5  # letters of a word that tells a language by its letters, and by its reading

Found = tuple[int, int, str, str]


class _Word(NamedTuple):
    """A word of a run: where, what is known of it otherwise, and its readings by language."""

    start: int
    end: int
    text: str
    known: str
    readings: dict[str, str]

    @property
    def may_be_a_name(self) -> bool:
        return self.known != WORD or bool(self.readings)

    def speaks_for(self, language: str) -> bool:
        """Whether this is surely no English name but one of the language."""
        if self.readings:
            return language in self.readings and ENGLISH not in self.readings
        letters = _letters_likelihood(self.text, language) - _letters_likelihood(self.text, ENGLISH)
        return self.known == UNKNOWN and letters >= _SURELY

    def speaks_against(self, language: str) -> float:
        """As a natural logarithm, how much a name of other languages does; words are English too."""
        if not self.readings or language in self.readings:
            return 0.0
        return _OTHER_WORD if self.known == WORD and language == ENGLISH else _OTHER_LANGUAGE

    @property
    def is_doubtful(self) -> bool:
        """Whether only its capital says that it is a name."""
        return self.known == UNKNOWN and not self.readings and self.text.isascii()


def reading_of(word: str) -> str:
    """The katakana of a name alone, as in the most usual of its languages; empty if the table has it not."""
    readings = _table().get(_key(word), {})
    return _usual(readings) if readings else ""


def in_language(language: str, word: str) -> str:
    """The katakana of a name of a language; empty if the table has it not."""
    return _table().get(_key(word), {}).get(language, "")


def readings_of(text: str, start: int, end: int, known: Callable[[str], tuple[str, str]]) -> Iterator[Found]:
    """Words of names in ``text``, as (start, end, kana, rule), left to right.

    ``known`` tells what a word is otherwise, see ``GIVEN``, and how it is read then.
    """
    for run in _RUN.finditer(text, start, end):
        words = _words([*_IN_RUN.finditer(text, *run.span())], known)
        for may_be_names, group in groupby(words, key=lambda word: word.may_be_a_name):
            name = list(group)
            if may_be_names and len(name) > 1 and any(word.readings for word in name):
                particles = _PARTICLE.findall(text, name[0].start, name[-1].end)
                yield from _readings(name, [_OF_PARTICLES[particle] for particle in particles])


def accented(text: str, start: int, end: int, is_known: Callable[[str], bool]) -> Iterator[Found]:
    """Words with accents that nothing else is known of, as ``readings_of``: their letters tell the language.

    Of 63 such words, towns and wines and dishes, 45 are read right so, and 12 where accents are left out.
    """
    for found in _ACCENTED.finditer(text, start, end):
        word = found.group()
        if orthographies.is_vietnamese(word) or romaji(with_long_marks(word)) or is_known(word):
            continue
        language = max(filter(orthographies.has, _rows()), key=lambda each: _letters_likelihood(word, each))
        kana = orthographies.said_in(language, word.title())
        if kana:
            yield *found.span(), kana, f"{language} word"


def _words(found: list[re.Match[str]], known: Callable[[str], tuple[str, str]]) -> list[_Word]:
    """The words of a run; one whose known reading is how a language of the others sounds is as if listed."""
    listed = [_table().get(_key(word.group()), {}) for word in found]
    languages = {language for readings in listed for language in readings} - {ENGLISH}
    words = []
    for word, readings in zip(found, listed, strict=True):
        kind, kana = known(word.group())
        sounding = {} if readings else _sounding(word.group(), kana, languages)
        words.append(_Word(*word.span(), word.group(), kind, readings or sounding))
    return words


def _sounding(word: str, kana: str, languages: Iterable[str]) -> dict[str, str]:
    """A known reading by the languages whose rules make the same of the word: Piaget is French."""
    if not kana or len(word) < _LONG:
        return {}
    return {language: kana for language in languages if orthographies.said_in(language, word) == kana}


def _readings(name: list[_Word], told: list[str]) -> Iterator[Found]:
    """The readings of the words of one name; ``told`` are languages of the particles in it."""
    language = _language_of(name, told)
    for word in name:
        others = [other for other in name if other is not word]
        kana = word.readings.get(language, "")
        match word.known:
            case "given":
                kana = ""
            case "name" if language not in told and not any(o.speaks_for(language) for o in others):
                kana = ""
            case "word" if any(other.is_doubtful for other in others):  # Petit Bateau
                kana = ""
            case "word" | "" if not word.readings:
                kana = orthographies.said_in(language, word.text)
            case "word" | "" if word.known == UNKNOWN or language != ENGLISH:
                kana = kana or _usual(word.readings)
        if kana:
            yield word.start, word.end, kana, f"{language} name"


def _language_of(name: list[_Word], told: list[str]) -> str:
    """The likeliest language of a name, by its words in the table, particles, the letters of the others."""

    def likelihood(language: str) -> float:
        usual = _USUAL if language == ENGLISH else _OF_PARTICLE if language in told else 0.0
        listed = sum(word.speaks_against(language) for word in name)
        letters = (_letters_likelihood(word.text, language) for word in name if not word.readings)
        return usual + listed + sum(letters)

    listed = {ENGLISH, *(language for word in name for language in word.readings)}
    return max(sorted(listed, key=_rank), key=likelihood)


def _rank(language: str) -> tuple[int, str]:
    """The order of languages: the most usual first, the others by name."""
    return _MOST_USUAL.index(language) if language in _MOST_USUAL else len(_MOST_USUAL), language


def _usual(readings: dict[str, str]) -> str:
    return readings[min(readings, key=_rank)]


def _key(word: str) -> str:
    return word.lower() if word.isascii() else fold(word).lower()


@cache
def _table() -> dict[str, dict[str, str]]:
    """The katakana of each name, in small letters without accents, by its languages."""
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for language, rows in _rows().items():
        for kana, names in rows:
            for name in names:
                table[_key(name)].setdefault(language, kana)
    return dict(table)


@cache
def _rows() -> dict[str, list[tuple[str, list[str]]]]:
    """Katakana and the names read so, by language."""
    rows: defaultdict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        language, kana, names = line.split("\t")
        rows[language].append((kana, names.split(" ")))
    return dict(rows)


@cache
def _letters(language: str) -> Counter[str]:
    """How often one, two and three letters stand together in the names of a language.

    The last one is ``*`` in the sum over all letters.
    """
    counts: Counter[str] = Counter()
    for _, names in _rows().get(language, ()):
        for name in names:
            marked = f"^^{name.lower()}$"
            for at in range(2, len(marked)):
                for before in _before(marked, at):
                    counts[before + marked[at]] += 1
                    counts[f"{before}*"] += 1
    return counts


@lru_cache(maxsize=_REMEMBERED)
def _letters_likelihood(word: str, language: str) -> float:
    """The natural logarithm of how likely the letters of a word are in a name of a language.

    Each letter behind the two before it, smoothed by what is seen behind one and anywhere (Witten and Bell).
    """
    if len(word) < _SHORTEST:
        return 0.0
    counts = _letters(language)
    marked = f"^^{word.lower()}$"
    total = 0.0
    for at in range(2, len(marked)):
        letter, share = marked[at], 1 / 60
        for before in _before(marked, at):
            share = (counts[before + letter] + 4 * share) / (counts[f"{before}*"] + 4)
        total += math.log(share)
    return total


def _before(letters: str, at: int) -> tuple[str, str, str]:
    """None, one and two letters before a place."""
    return "", letters[at - 1], letters[at - 2 : at]
