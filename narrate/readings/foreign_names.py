"""Names of people in many languages: ``Peter Zumthor`` is read as German, since Peter and -thor are.

``foreign_names.tsv`` has frequent names with their languages. Where one stands beside other words of a name,
it tells the language of all of them: by the names that the table has, and by the letters of those that it has
not, see ``letters``. How these sound is in ``orthographies``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from narrate.patterns import compiled
from narrate.readings import letters, orthographies
from narrate.readings.latin import fold, romaji, with_long_marks
from narrate.readings.letters import ENGLISH, ENGLISH_WORDS

TABLE = Path(__file__).with_name("foreign_names.tsv")
"""Languages, katakana, and the names that are read so."""


class Known(Enum):
    """What is known of a word besides the table: a reading that stands, or one of these."""

    GIVEN = auto()
    NAME = auto()  # of the lexicon, perhaps of another language
    PROPER = auto()  # a name that a dictionary has
    WORD = auto()
    NOTHING = auto()


JAPANESE = "Japanese"
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
    rf"(?<![0-9{_LETTERS}_.@/'’-])(?=[A-Za-z]{{0,20}}[{_ACCENTS}])[{_LETTERS}]{_SMALL}{{3,23}}(?![0-9{_LETTERS}_@/'’-])"
)
_IN_RUN = compiled(rf"(?<![{_LETTERS}'’]){_WORD}")
_OF_PARTICLES = {
    **{"du": "French", "von": "German", "zu": "German", "van": "Dutch", "ter": "Dutch", "della": "Italian"},
    **{"di": "Italian", "dos": "Portuguese", "das": "Portuguese", "da": "Portuguese", "af": "Scandinavian"},
}
_PARTICLE = compiled(rf"(?<![{_LETTERS}])(?:{'|'.join(_OF_PARTICLES)})(?![{_LETTERS}])")
_PLACES = (
    *("San", "Santa", "Santo", "Saint", "Sierra", "Monte", "Mount", "Fort", "Port", "Lake", "Isla", "Museo"),
    *("Los", "Las", "Palazzo", "Villa", "Rio", "Costa", "Casa", "Burj", "Château", "Piazza"),
)
"""What places begin with, and no people: Santa Barbara."""
_MOST_USUAL = (ENGLISH, "Spanish", "French", "German", "Italian")
_OTHER_LANGUAGE, _OTHER_WORD = -6.0, -3.0
_OF_PARTICLE, _USUAL = 3.0, 2.0
"""Natural logarithms: a name that the table has in other languages only, one that is a word besides, a
particle of the language, and how much likelier English is. From 1 to 3 and from -4 to -6, 1,800 names were
read alike."""
_SURELY = 2.0
"""The same: how much likelier letters have to be in a language than in English to tell it."""
_LONG = 5  # letters of a name that tells a language by its reading

Found = tuple[int, int, str, str]


class _Word(NamedTuple):
    """A word of a run: where, what is known of it otherwise, and its readings by language."""

    start: int
    end: int
    text: str
    known: Known
    readings: dict[str, str]

    @property
    def may_be_a_name(self) -> bool:
        return self.known is not Known.WORD or bool(self.readings)

    @property
    def is_doubtful(self) -> bool:
        """Whether only its capital says that it is a name."""
        return self.known is Known.NOTHING and not self.readings and self.text.isascii()

    def speaks_for(self, language: str) -> bool:
        """Whether this is surely no English name but one of the language."""
        if self.readings:
            return language in self.readings and ENGLISH not in self.readings
        return self.known is Known.NOTHING and _surely(self.text, language)

    def speaks_against(self, language: str) -> float:
        """As a natural logarithm, how much a name of other languages does; words are English too."""
        if not self.readings or language in self.readings:
            return 0.0
        is_english = self.known in (Known.WORD, Known.PROPER) and language == ENGLISH
        return _OTHER_WORD if is_english else _OTHER_LANGUAGE


def reading_of(word: str) -> str:
    """The katakana of a name alone: in English or Japanese, else where its letters surely tell its language.

    Empty if the table has no such name: Borg and Ender may be anything.
    """
    readings = _table().get(_key(word), {})
    sure = {
        each: kana for each, kana in readings.items() if each in (ENGLISH, JAPANESE) or _surely(word, each)
    }
    return _usual(sure) if sure else ""


def in_language(language: str, word: str) -> str:
    """The katakana of a name of a language; empty if the table has it not."""
    return _table().get(_key(word), {}).get(language, "")


def readings_of(
    text: str, start: int, end: int, known: Callable[[str], tuple[Known, str]]
) -> Iterator[Found]:
    """Words of names in ``text``, as (start, end, kana, rule), left to right.

    ``known`` tells what a word is otherwise, and how it is read then.
    """
    for run in _RUN.finditer(text, start, end):
        if run.group().partition(" ")[0] in _PLACES:
            continue
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
        language = max(filter(orthographies.has, _rows()), key=lambda each: _likelihood(word, each))
        kana = orthographies.said_in(language, word.title())
        if kana:
            yield *found.span(), kana, f"{language} word"


def _words(found: list[re.Match[str]], known: Callable[[str], tuple[Known, str]]) -> list[_Word]:
    """The words of a run; a name that is read as a language of the others sounds is as if listed in it."""
    kinds = [known(word.group()) for word in found]
    listed = [_listed(word.group(), kind) for word, (kind, _) in zip(found, kinds, strict=True)]
    languages = {language for readings in listed for language in readings} - {ENGLISH}
    words = []
    for word, (kind, kana), readings in zip(found, kinds, listed, strict=True):
        text = word.group()
        if not readings and kind in (Known.NAME, Known.PROPER):
            readings = _sounding(text, kana, languages)
        is_english = kind is Known.NOTHING and not readings and _is_english(text, languages)
        words.append(_Word(*word.span(), text, Known.WORD if is_english else kind, readings))
    return words


def _listed(word: str, kind: Known) -> dict[str, str]:
    """The readings of a word by language; of another word too, only as it is spelled: Löw is no Low."""
    readings = _table().get(_key(word), {})
    if kind is not Known.WORD or not readings:
        return readings
    return {each: kana for each, kana in readings.items() if (each, word.lower()) in _spellings()}


def _sounding(word: str, kana: str, languages: Iterable[str]) -> dict[str, str]:
    """A known reading by the languages whose rules make the same of the name: Piaget is French."""
    if len(word) < _LONG:
        return {}
    return {each: kana for each in languages if orthographies.said_in(each, word) == kana}


def _is_english(word: str, languages: Iterable[str]) -> bool:
    """Whether a word that nobody knows is rather an English one than a name of these languages: Investor."""
    english = _likelihood(word, ENGLISH_WORDS)
    return word.isascii() and all(english > _likelihood(word, each) for each in languages)


def _surely(word: str, language: str) -> bool:
    """Whether the letters of a word are much likelier in a language than in English names and words."""
    english = max(_likelihood(word, each) for each in (ENGLISH, ENGLISH_WORDS))
    return _likelihood(word, language) - english >= _SURELY


def _readings(name: list[_Word], told: list[str]) -> Iterator[Found]:
    """The readings of the words of one name; ``told`` are languages of the particles in it."""
    language = _language_of(name, told)
    for word in name:
        others = [other for other in name if other is not word]
        kana = _reading(word, others, language, is_told=language in told)
        if kana:
            yield word.start, word.end, kana, f"{language} name"


def _reading(word: _Word, others: list[_Word], language: str, *, is_told: bool) -> str:
    """The katakana of a word of a name; empty if what is known of it otherwise stands."""
    kana = word.readings.get(language, "")
    match word.known:
        case Known.NAME:
            return kana if is_told or any(other.speaks_for(language) for other in others) else ""
        case Known.PROPER | Known.WORD:
            return "" if any(other.is_doubtful for other in others) else kana  # Petit Bateau
        case Known.NOTHING if word.readings:
            return kana or _usual(word.readings)
        case Known.NOTHING:
            return orthographies.said_in(language, word.text)
        case _:
            return ""


def _language_of(name: list[_Word], told: list[str]) -> str:
    """The likeliest language of a name, by its words in the table, particles, the letters of the others."""

    def likelihood(language: str) -> float:
        usual = _USUAL if language == ENGLISH else _OF_PARTICLE if language in told else 0.0
        listed = sum(word.speaks_against(language) for word in name)
        return usual + listed + sum(_likelihood(word.text, language) for word in name if not word.readings)

    listed = {ENGLISH, *(language for word in name for language in word.readings)}
    if any(not word.readings and romaji(word.text.lower()) for word in name):
        listed.add(JAPANESE)
    return max(sorted(listed, key=_rank), key=likelihood)


def _rank(language: str) -> tuple[int, str]:
    """The order of languages: the most usual first, the others by name."""
    return _MOST_USUAL.index(language) if language in _MOST_USUAL else len(_MOST_USUAL), language


def _usual(readings: dict[str, str]) -> str:
    return readings[min(readings, key=_rank)]


def _likelihood(word: str, language: str) -> float:
    return letters.likelihood(word, language, _names_of)


def _key(word: str) -> str:
    return fold(word).lower()


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
def _spellings() -> frozenset[tuple[str, str]]:
    """The languages with their names, in small letters with their accents."""
    return frozenset((language, name.lower()) for language in _rows() for name in _names_of(language))


def _names_of(language: str) -> Iterator[str]:
    for _, names in _rows().get(language, ()):
        yield from names


@cache
def _rows() -> dict[str, list[tuple[str, list[str]]]]:
    """Katakana and the names read so, by language."""
    rows: defaultdict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        language, kana, names = line.split("\t")
        rows[language].append((kana, names.split(" ")))
    return dict(rows)
