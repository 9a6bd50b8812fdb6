"""The reading of a Latin term that the lexicon does not have as a whole: taken apart, and each part read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narrate.readings import dictionaries, inflections
from narrate.readings.latin import ENGLISH_NUMBERS, fold, romaji, say_digits, spell
from narrate.readings.lexicon import Lexicon

_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
TERM = re.compile(rf"[{_LETTERS}](?:[{_LETTERS}0-9]|['’._&+/@-](?=[{_LETTERS}0-9])|[+#](?![{_LETTERS}0-9]))*")
_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff\u0101-\u024f"
_PART = re.compile(
    rf"(?P<possessive>['’]s(?![{_LETTERS}]))"
    r"|(?P<plural>(?<=[A-Z]{2})s(?![A-Za-z]))"
    rf"|(?P<capitals>[A-Z]+(?![{_SMALL}])|[A-Z]{{2,}}(?=s(?![{_LETTERS}]))|[A-Z]+(?=[A-Z][{_SMALL}]))"
    rf"|(?P<word>[A-Z\u00c0-\u00de]?[{_SMALL}]+|[{_LETTERS}])"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<joiner>.)"
)
_NAME_AND_NUMBER = re.compile(r"(?P<name>.*?[^0-9])(?P<number>[0-9].*)", re.DOTALL)
_JOINERS = {"&": "アンド", "+": "プラス", "#": "シャープ", "@": "アット"}
_ROMAN = {"II": "ツー", "III": "スリー", "IV": "フォー", "VI": "シックス", "VII": "セブン", "VIII": "エイト"}
LAYERS = (
    "article",
    "lexicon",
    "symbol",
    "kanji",
    "number",
    "web",
    "unidic",
    "sudachi",
    "spelling",
    "kanalizer",
)
"""Who reads, from the surest to the least sure."""

_LONGEST = 64  # characters: what is longer is no word
_SMALL_NUMBERS = {str(number) for number in range(11)}
_ENGLISH = re.compile("oo|ee|ain|ea|^.{0,5}[^aiueo]e$")  # not in the Latin letters of Japanese words
_ENDS = ("able", "ably", "ting", "ning", "ling", "sing", "ring", "king", "less")  # of words, not words
_SHORT = 3  # letters: shorter lower-case words are acronyms unless a dictionary knows them
_CAPITALS = 5  # letters: longer words in capitals are words that shout


def _letter_or_digit(char: str) -> str:
    return say_digits(char) if "0" <= char <= "9" else spell(char)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a term and how it is said; ``layer`` is who said so."""

    kana: str
    layer: str
    rule: str


class TermReader:
    """Reads terms part by part, with the lexicon for the parts it knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, term: str) -> Part:
        """The reading of a whole term; its layer is that of its least sure part."""
        if len(term) > _LONGEST:
            return Part("".join(map(_letter_or_digit, fold(term))), "spelling", "too long for a word")
        if whole := self._whole(term):
            return whole
        parts = list(self._name_and_number(term) or self._parts(term))
        weakest = max(parts, key=lambda part: LAYERS.index(part.layer))
        return Part("".join(part.kana for part in parts), weakest.layer, weakest.rule)

    def alternatives(self, term: str) -> list[tuple[str, str]]:
        """What each layer by itself would say, as (layer, kana), the surest first, without repetitions."""
        plain = fold(term)
        letters = re.sub("[^a-z]", "", plain.lower())[:_LONGEST]
        entry = self._lexicon.entry(term)
        said = [
            ("lexicon", entry.reading if entry else ""),
            ("unidic", dictionaries.unidic(plain[:_LONGEST])),
            ("sudachi", dictionaries.sudachi(plain[:_LONGEST])),
            ("spelling", "".join(map(_letter_or_digit, plain))),
            ("romanised Japanese", romaji(letters)),
            ("kanalizer", dictionaries.kanalizer(letters) if letters else ""),
        ]
        first: dict[str, str] = {}
        for layer, kana in said:
            if kana:
                first.setdefault(kana, layer)
        return [(layer, kana) for kana, layer in first.items()]

    def knows(self, term: str) -> bool:
        """Whether the lexicon has exactly this term."""
        return self._lexicon.entry(term) is not None

    @staticmethod
    def _whole(term: str) -> Part | None:
        """A term with a hyphen or an ampersand in it that the dictionary has as it stands."""
        if len(term) <= _SHORT or not re.fullmatch("[A-Za-z]+(?:[-'&][A-Za-z]+)+", term):
            return None
        kana = dictionaries.sudachi(term)
        return Part(kana, "sudachi", "whole term") if len(kana) > 2 else None

    def _name_and_number(self, term: str) -> list[Part]:
        """A name of the lexicon with a number behind it: ``iPhone15``."""
        found = _NAME_AND_NUMBER.fullmatch(term)
        entry = self._lexicon.entry(found["name"]) if found else None
        if not found or not entry:
            return []
        return [Part(entry.reading, "lexicon", entry.short), *self._parts(found["number"])]

    def _parts(self, term: str) -> Iterator[Part]:
        for found in _PART.finditer(term):
            text = found.group()
            match found.lastgroup:
                case "possessive" | "plural":
                    yield Part("ズ", "spelling", "plural or possessive")
                case "number":
                    yield self._number(text)
                case "joiner":
                    yield Part(_JOINERS.get(text, ""), "symbol", "inside a term")
                case _:
                    yield self.word(text)

    @staticmethod
    def _number(text: str) -> Part:
        if text in _SMALL_NUMBERS:
            return Part(ENGLISH_NUMBERS[int(text)], "number", "small number after letters")
        return Part(text, "number", "number after letters")

    def word(self, word: str) -> Part:
        """The reading of one word of letters only."""
        entry = self._lexicon.entry(word)
        if entry:
            return Part(entry.reading, "lexicon", entry.short)
        plain = fold(word)
        lower = plain.lower()
        if len(lower) == 1 or not re.search("[aeiouy]", lower):
            return Part(spell(plain), "spelling", "no vowel")
        if plain in _ROMAN:
            return Part(_ROMAN[plain], "spelling", "roman numeral")
        is_capitals = plain.isupper()
        if len(lower) <= _SHORT or (is_capitals and len(lower) <= _CAPITALS):
            return self._short(plain, lower, is_capitals)
        return self._known(lower) or self._romaji(lower) or self._compound(lower) or self._guess(lower)

    def _short(self, plain: str, lower: str, is_capitals: bool) -> Part:
        if is_capitals and len(lower) <= _SHORT:
            return Part(spell(plain), "spelling", "capitals")
        known = self._known(lower)
        if known and len(known.kana) > 2 - (not is_capitals and plain != lower):
            return known
        if plain != lower and not is_capitals:
            return self._guess(lower)
        return Part(spell(plain), "spelling", "capitals" if is_capitals else "short")

    def _known(self, lower: str) -> Part | None:
        for layer in (dictionaries.unidic, dictionaries.sudachi):
            if kana := layer(lower):
                return Part(kana, layer.__name__, "one word")
        kana = inflections.inflected(lower, self._stem)
        return Part(kana, "sudachi", "known word with an ending") if kana else None

    def _stem(self, lower: str) -> str:
        """The reading of a word that the lexicon or a dictionary has as it stands."""
        entry = self._lexicon.entry(lower)
        return entry.reading if entry else dictionaries.unidic(lower) or dictionaries.sudachi(lower)

    def _compound(self, lower: str) -> Part | None:
        """A compound of two words that are both known: ``datadog``; or a prefix and a word."""
        if kana := inflections.prefixed(lower, self._stem):
            return Part(kana, "sudachi", "known word with a prefix")
        for cut in range(len(lower) - _SHORT, _SHORT - 1, -1):
            first, second = self._element(lower[:cut]), self._element(lower[cut:])
            if first and second:
                return Part(first + second, "sudachi", f"two words: {lower[:cut]} {lower[cut:]}")
        return None

    def _element(self, lower: str) -> str:
        """The reading of a word inside a compound; a short one only if it is a term, since any end looks like one."""
        entry = self._lexicon.entry(lower)
        if len(lower) <= _SHORT and (not entry or entry.is_everyday):
            return ""
        return entry.reading if entry else "" if lower in _ENDS else dictionaries.sudachi(lower)

    @staticmethod
    def _romaji(lower: str) -> Part | None:
        kana = "" if _ENGLISH.search(lower) else romaji(lower)
        return Part(kana, "spelling", "romanised Japanese") if kana else None

    @staticmethod
    def _guess(lower: str) -> Part:
        letters = re.sub("[^a-z]", "", lower)
        return Part(dictionaries.kanalizer(letters) if letters else "", "kanalizer", "guess")
