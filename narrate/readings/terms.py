"""The reading of a Latin term that the lexicon does not have as a whole: taken apart, and each part read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings import chemistry, dictionaries, elision
from narrate.readings.latin import (
    ENGLISH_NUMBERS,
    MODEL_NAMES,
    fold,
    romaji,
    say_digits,
    say_version,
    spell,
    spell_out,
)
from narrate.readings.lexicon import Lexicon
from narrate.readings.orthographies import LETTERS
from narrate.readings.runs import SMALL_WORDS
from narrate.readings.units import ONLY_AFTER_NUMBERS, UNITS
from narrate.readings.words import LAYERS, LONGEST, Part, WordReader

_NUMBER = "[0-9]++(?![万億兆])"  # ARR10億 ends with its letters
TERM = compiled(
    rf"[{LETTERS}](?:[{LETTERS}]|{_NUMBER}|['’._&+/@-](?=[{LETTERS}]|{_NUMBER})|[+#](?![{LETTERS}0-9]))*"
)
_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff\u0101-\u024f\u1e00-\u1eff"
_PART = compiled(
    rf"(?P<as_one>(?:La)?TeX|(?<=[0-9])[B-DF-HJ-NP-TV-Z]{{2,3}}(?=[0-9])|(?<![{LETTERS}])[{LETTERS}]/[{LETTERS}](?![{LETTERS}]))"
    rf"|(?P<possessive>['’]s(?![{LETTERS}]))"
    r"|(?P<roman>(?:I{2,3}|IV|VI{0,3}|IX)(?=[abc](?![A-Za-z])))"
    r"|(?P<plural>(?<=[A-Z]{2})s(?![A-Za-z]))"
    rf"|(?P<capitals>[A-Z]{{2,}}(?=s(?![{LETTERS}])|v[0-9])|[A-Z]+(?![{_SMALL}])|[A-Z]+(?=[A-Z][{_SMALL}]))"
    r"|(?P<mac>Ma?c(?=[A-Z]))"
    r"|(?P<particle>(?:D[aeiu]|L[ae])(?=[A-Z][a-z]))"
    rf"|(?P<word>[A-Z\u00c0-\u00de]?[{_SMALL}]+|[{LETTERS}])"
    r"|(?P<version>[0-9]+(?:\.[0-9]+){2,})"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<joiner>.)"
)
_NAME_AND_NUMBER = compiled(r"(?P<name>.*?[^0-9])(?P<number>[Vv]?[0-9].*)", re.DOTALL)  # ResNetV2
_MODEL = compiled("(?<=[A-Z])[0-9]{3,4}(?<!00)(?=[A-Z]{1,2}$)")  # A5504T, V601SH: digit by digit
_CAPITALS_AND_WORD = compiled("([A-Z]{2,})([a-z]{3,})")  # FDclone, HTMLcode
_FORMER = compiled(r"(?<![A-Za-z])[Ee]x-(?=[A-Z]?[^\W\d_]{3})")  # ex-member
_NUMBERED = compiled("(?:[A-Z][a-z]{2,}|[A-Z]{4,})0([1-9])")  # STEP01, but file01
_OF_A_MAKE = compiled(
    f"(?:{'|'.join(MODEL_NAMES)})([0-9]{{3,5}})(?<!00)(?=(?:[A-Z]{{0,2}}|Ti|SUPER|Super|XTX)$)"
)  # RTX4090, RTX4070Ti, RFC2616
_PARTICLES = {"Da": "ダ", "De": "デ", "Di": "ディ", "Du": "デュ", "La": "ラ", "Le": "ル"}  # DeMarco, LeMay
_TEX = {"TeX": "テフ", "LaTeX": "ラテフ"}
_JOINERS = {"&": "アンド", "+": "プラス", "#": "シャープ", "@": "アット", "/": "、"}
_SMALL_PARTS = {word.title(): kana for word, kana in SMALL_WORDS.items() if len(word) > 1} | {"Py": "パイ"}
"""Short words where a capital begins them within a name: ``BlameIt``, ``SudachiPy``."""
_FIRST_PARTS = {
    **{"Co": "コ", "De": "デ", "En": "エン", "Ex": "エクス", "Fa": "ファ", "Lo": "ロ"},
    **{"Mi": "ミ", "Ne": "ネ", "Re": "リ", "Un": "アン"},
}
"""Syllables before a word with a capital of its own: ``EnCodec``; two small words are letters (``CoDi``)."""
_BEFORE_A_WORD = compiled("[A-Z][a-z](?=[A-Z][a-z]{2})")


class TermReader:
    """Reads terms part by part, with the lexicon for the parts it knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = WordReader(lexicon)
        self.alternatives = self._words.alternatives
        self.known = self._words.known

    def read(self, term: str, is_word: bool = False) -> Part:
        """The reading of a whole term; its layer is that of its least sure part.

        ``is_word`` says that it is no initialism, however short.
        """
        if term in UNITS and len(term) > 1 and term not in ONLY_AFTER_NUMBERS:
            return Part(UNITS[term], "number", "unit")
        if len(term) > LONGEST:
            return Part(spell_out(fold(term)), "spelling", "too long for a word")
        if whole := self._whole(term) or self._romanised(term):
            return whole
        if formula := chemistry.formula(term):
            return Part(formula, "spelling", "formula")
        if elided := elision.split(term):
            short, word = elided
            part = self.read(word, is_word=True)
            return Part(elision.joined(short, part.kana), part.layer, part.rule)
        if is_word and term.isalpha():
            return self._words.read_word(fold(term).lower(), has_capital=fold(term).istitle())
        parts = self._name_and_rest(term) or list(self._parts(term))
        weakest = max(parts, key=lambda part: LAYERS.index(part.layer))
        kana = "".join(part.kana for part in _apart(parts))
        return Part(kana, weakest.layer, weakest.rule)

    def knows(self, term: str) -> bool:
        """Whether the lexicon has exactly this term."""
        return self._lexicon.entry(term) is not None

    @staticmethod
    def _whole(term: str) -> Part | None:
        """A term with a hyphen or an ampersand in it that the dictionary has as it stands."""
        if not re.fullmatch("(?=.{4})[A-Za-z]+(?:[-'&][A-Za-z]+)+", term):
            return None
        kana = dictionaries.sudachi(term)
        return Part(kana, "sudachi", "whole term") if len(kana) > 2 else None

    def _romanised(self, term: str) -> Part | None:
        """Romanised Japanese with a capital before its last mora: ``KaoriYa``, but not PageNo or DateTo."""
        kana = (
            romaji(term.lower())
            if re.fullmatch("[A-Z][a-z]{3,}(?!No|To|Me|Go|So|Do)[A-Z][a-z]", term)
            else ""
        )
        stem = term[:-2].lower()
        known = entry.reading if (entry := self._lexicon.entry(stem)) else dictionaries.sudachi(stem)
        if known not in ("", romaji(stem)):
            return None
        return Part(kana, "spelling", "romanised Japanese") if kana else None

    def _name_and_rest(self, term: str) -> list[Part]:
        """A name of the lexicon with a number behind it or a letter before it: ``iPhone15``, ``iPaaS``."""
        if re.fullmatch("[A-Z][a-z][A-Z]", term):
            return [Part(spell(term), "spelling", "capitals")]
        if re.match("[ei][A-Z]", term) and (entry := self._lexicon.entry(term[1:])):
            return [Part(spell(term[0]), "spelling", "letter"), Part(entry.reading, "lexicon", entry.short)]
        if (split := _CAPITALS_AND_WORD.fullmatch(term)) and self._is_word_alone(*split.groups()):
            entry = self._lexicon.entry(split[1])
            is_term = entry is not None and entry.term == split[1]  # no unit: KGplayer
            capitals = (
                self._words.read(split[1]) if is_term else Part(spell(split[1]), "spelling", "capitals")
            )
            return [capitals, self._words.read(split[2])]
        found = _NAME_AND_NUMBER.fullmatch(term)
        entry = self._lexicon.entry(found["name"]) if found else None
        if not found or not entry or not entry.is_meant_by(found["name"]):
            return []
        number = list(self._parts(found["number"]))
        if _OF_A_MAKE.match(term):
            number[0] = self._number(number[0].kana, is_model=True)
        return [Part(entry.reading, "lexicon", entry.short), *number]

    def _is_word_alone(self, capitals: str, word: str) -> bool:
        """Whether a word is known, but not with the capitals before it: HTMLcode, but USmile, NOthing."""
        longer = (capitals[-1] + word, capitals.lower() + word)
        return self._is_known(word) and not any(map(self._is_known, longer))

    def _is_known(self, word: str) -> bool:
        return self.knows(word) or bool(dictionaries.sudachi(word))

    def _parts(self, term: str) -> Iterator[Part]:
        for found in _PART.finditer(term):
            text = found.group()
            match found.lastgroup:
                case "possessive" | "plural":
                    yield Part("ズ", "spelling", "plural or possessive")
                case "as_one":
                    yield Part(_TEX.get(text) or spell(text), "spelling", "in one breath")
                case "mac":
                    yield Part("マク" if text == "Mc" else "マック", "spelling", "Mc")
                case "particle":
                    yield Part(_PARTICLES[text], "spelling", "particle of a name")
                case "number":
                    is_model = _MODEL.match(term, found.start()) or _OF_A_MAKE.match(term)
                    is_numbered = _NUMBERED.fullmatch(term)
                    yield self._number(is_numbered[1] if is_numbered else text, is_model=bool(is_model))
                case "version":
                    yield Part(say_version(text), "number", "version after letters")
                case "joiner":
                    yield Part(_JOINERS.get(text, ""), "symbol", "inside a term")
                case "word" if text != term and (small := _small_part(text, found)):
                    yield Part(small, "lexicon", "a word among words")  # BlameIt
                case _:
                    yield self._words.read(text)

    @staticmethod
    def _number(text: str, is_model: bool) -> Part:
        if is_model:
            return Part(say_digits(text, zero="マル"), "number", "digits of a model")
        if text in ENGLISH_NUMBERS:
            return Part(ENGLISH_NUMBERS[text], "number", "small number after letters")
        return Part(text, "number", "number after letters")


def _small_part(text: str, found: re.Match[str]) -> str:
    """The reading of a short part that a capital begins, as a word or as the first syllable; else empty."""
    if _FORMER.match(found.string, found.start()):
        return "エックス"
    is_first = text in _FIRST_PARTS and found.start() == 0 and _BEFORE_A_WORD.match(found.string)
    return _FIRST_PARTS[text] if is_first else _SMALL_PARTS.get(text, "")


def _apart(parts: list[Part]) -> Iterator[Part]:
    """The parts that are said, with a pause between two numbers: ``SP800-190``."""
    before = ""
    for part in parts:
        if part.kana:
            if before[-1:].isdigit() and part.kana[0].isdigit():
                yield Part("、", "symbol", "between numbers")
            yield part
            before = part.kana
