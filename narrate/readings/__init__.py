"""The readings room: a sentence as written → what the engine is given, and why.

Layers, each taking only what the one before left: the show's corrections; ruby; signs that are spoken of;
addresses; readings that the article gives in brackets; romanised names; units of several parts; the lexicon
(what the article taught, the show's own entries, the packaged ones); numbers; terms taken apart
(dictionaries, spelling, a model's guess); kanji that the voice misreads; words that it takes apart. What is
left passes: symbols are said, paused for or passed over; kana, kanji and plain numbers are the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from narrate import formulas
from narrate.model import Reading
from narrate.patterns import compiled
from narrate.readings import (
    corrections,
    dictionaries,
    elision,
    heteronyms,
    learners,
    names,
    numbers,
    old_verbs,
    proper_names,
    ruby,
    runs,
    senses,
    signs,
    symbols,
    taught,
    temples,
    web,
    whole_words,
)
from narrate.readings.latin import romaji
from narrate.readings.lexicon import INITIALISM, Entry, Lexicon
from narrate.readings.people import PeopleReader
from narrate.readings.speech import Speech
from narrate.readings.terms import TERM, TermReader
from narrate.readings.words import CONFIDENCE

__all__ = ["Reader", "Spoken"]

_NUMBER_SIGN = compiled(numbers.NUMBER_SIGN)
_WITH_ALTERNATIVES = ("lexicon", "unidic", "sudachi", "spelling", "kanalizer")
_BOTH = 2
_POSSESSIVE = compiled("[A-Za-z]['’]s|[A-Z]['’]S")
_MARK = r"(?:[■□◆◇●○◎▲△▼▽★☆]\s*)?"
_WITHIN_DIGITS = compiled("(?<=[0-9])[A-Z]")
_LIST_NUMBER = compiled(rf"{_MARK}([0-9]{{1,3}})(?:[.:](?![0-9])\s*|[)、]\s*|\s+)(?=\S)")
_LEADING_NUMBER = compiled(
    rf"{_MARK}([0-9]{{1,2}})[.)](?![0-9]|x?系|x(?![a-z])|の[一-鿿])(?:\s+(?=\S)|(?=[^\s0-9]))"
)

Found = tuple[int, int, str, str, str]
"""A span that a layer reads: start, end, what is said, layer, rule."""
Layer = Callable[[str, int, int], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the engine is given for a text, the readings put into it, and the spans it cannot say.

    ``written`` is the text without ruby, as its author shows it; readings have their places in it.
    """

    written: str
    text: str
    readings: tuple[Reading, ...]
    unsaid: tuple[str, ...]

    @property
    def is_speakable(self) -> bool:
        """Whether an engine would make any sound of it."""
        return symbols.is_speakable(self.text)


class Reader:
    """Reads sentences with a lexicon; made once, it reads any number of them.

    ``alternatives`` says whether its readings tell what other layers would have said, for which these have to
    be asked: each dictionary and the model about each term. ``towns`` are those that the article introduces,
    see ``proper_names``, ``meant`` what it means by its words, see ``senses``.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        alternatives: bool = True,
        towns: frozenset[str] = frozenset(),
        meant: Mapping[str, senses.Sense] = senses.NOTHING_MEANT,
    ) -> None:
        self._lexicon = lexicon
        self._alternatives = alternatives
        self._towns = towns
        self._meant = meant
        self._terms = TermReader(lexicon)
        self._people = PeopleReader(lexicon, self._terms)
        self._whole: tuple[Layer, ...] = (
            self._formulas,
            self._signs,
            self._web,
            self._given,
            self._people.readings_of,
            self._measures,
            self._known,
        )
        self._layers: tuple[Layer, ...] = (
            *self._whole,
            self._numbers,
            self._latin,
            self._proper_names,
            _kanji(temples.readings_of),
            _kanji(old_verbs.readings_of),
            _kanji(heteronyms.readings_of),
            _kanji(partial(senses.readings_of, meant=meant)),
            _kanji(whole_words.readings_of),
        )

    @classmethod
    def load(cls, lexicon_files: Iterable[Path], *, alternatives: bool = True) -> Reader:
        """A reader with these lexicon files, the first named winning.

        Raises:
            LexiconError: a line of a file is wrong.
        """
        return cls(Lexicon.load(lexicon_files), alternatives=alternatives)

    def taught_by(self, text: str) -> Reader:
        """A reader that also knows an article's towns, names, senses and given readings, for it only."""
        text, rubies = ruby.split(text)
        plain = symbols.normalise(text)
        given = [*taught.words_with_ruby(text, rubies), *taught.entries(plain, self._sounds)]
        given += self._people.introduced(plain)
        given = [entry for entry in given if not self._is_corrected(entry.term)]
        towns, meant = proper_names.introduced(plain), senses.meant_in(plain)
        if not (given or towns or meant):
            return self
        lexicon = self._lexicon.over(given)
        return Reader(lexicon, alternatives=self._alternatives, towns=towns, meant=meant)

    def over(self, entries: Iterable[Entry]) -> Reader:
        """A reader for which these entries win over those of its lexicon."""
        lexicon = self._lexicon.over(entries)
        return Reader(lexicon, alternatives=self._alternatives, towns=self._towns, meant=self._meant)

    def read(self, text: str, *, is_item: bool = False) -> Spoken:
        """What the engine is given for a text with or without ruby: kana, kanji, digits, ``、。！？`` only.

        A number with a full stop at the start is a list number, followed by a pause; ``is_item`` says that
        one without is so too.
        """
        text, rubies = ruby.split(text)
        plain = symbols.normalise(text)
        rubies = learners.needed(plain, rubies)
        speech = Speech(text, plain)
        at = 0
        number = (_LIST_NUMBER if is_item else _LEADING_NUMBER).match(plain)
        if number and not self._starts_term(plain, number.end()):
            speech.say(f"{number[1]}、")
            at = number.end()
        readings = [
            self._reading(text[start:end], start, kana, layer, rule)
            for start, end, kana, layer, rule in _fill(
                plain, at, len(plain), self._first(rubies, self._layers)
            )
        ]
        for reading in readings:
            speech.say_rest(at, reading.start)
            speech.say_reading(reading)
            at = reading.start + len(reading.written)
        speech.say_rest(at, len(plain))
        return Spoken(text, speech.text, tuple(r for r in readings if r.kana), tuple(speech.unsaid))

    def _reading(self, written: str, start: int, kana: str, layer: str, rule: str) -> Reading:
        """A reading with what other layers would say; no guess where a person wrote it down."""
        others: list[tuple[str, str]] = []
        if self._alternatives and layer in _WITH_ALTERNATIVES:
            others = self._terms.alternatives(symbols.normalise(written), with_guess=layer != "lexicon")
        alternatives = tuple(other for _, other in others if other != kana)
        return Reading(written, start, kana, layer, rule, CONFIDENCE[layer], alternatives)

    def protected(self, text: str) -> list[tuple[int, int]]:
        """Where no sentence is cut, as (start, end): its number, addresses, words with ruby, known terms."""
        plain = symbols.normalise(text)
        number = _LIST_NUMBER.match(plain)
        marked = [(start, end, "") for start, end in ruby.spans(text)]
        found = _fill(plain, 0, len(plain), self._first(marked, self._whole))
        return [*([number.span()] if number else []), *((start, end) for start, end, *_ in found)]

    def _starts_term(self, plain: str, end: int) -> bool:
        """Whether the text begins with a term of the lexicon that reaches beyond ``end``."""
        return any(start == 0 and stop > end for start, stop, *_ in self._known(plain, 0, len(plain[:200])))

    def _first(self, rubies: list[ruby.Given], layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """The layers for one text: corrections and its ruby before the others."""
        wholes = [(start, end, start, end) for start, end, _ in rubies]

        def corrected(plain: str, start: int, end: int) -> Iterator[Found]:
            found = corrections.matches(self._lexicon, plain, start, end)
            others = [*wholes, *self._read_as_one(plain, start, end)] if found else []
            for first, last, kana, rule in corrections.readings_of(found, others):
                yield first, last, kana, "lexicon", rule

        return (corrected, _over(rubies), *layers)

    def _read_as_one(self, plain: str, start: int, end: int) -> Iterator[corrections.Whole]:
        """Addresses, and terms with the reading that the article gives in brackets."""
        for first, last, *_ in self._web(plain, start, end):
            yield first, last, first, last
        for first, last, term, _ in taught.readings_of(plain, start, end, self._sounds):
            at = plain.find(term, first, last)
            yield first, last, at, at + len(term)

    def _is_corrected(self, term: str) -> bool:
        entry = self._lexicon.entry(term)
        return bool(entry and entry.is_correction)

    def _formulas(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, words in formulas.readings_of(plain, start, end):
            yield first, last, self.read(words).text, "symbol", "formula"

    def _signs(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, spoken, rule in signs.readings_of(plain, start, end):
            yield first, last, spoken, "symbol", rule

    def _web(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, kana, rule in web.readings_of(plain, start, end, self._terms):
            yield first, last, kana, "web", rule

    def _sounds(self, term: str) -> list[str]:
        if " " in term:
            return ["".join(self._terms.read(word).kana for word in term.split(" "))]
        return [kana for _, kana in self._terms.alternatives(term)]

    def _given(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, _, kana in taught.readings_of(plain, start, end, self._sounds):
            yield first, last, kana, "article", "reading in brackets"

    def _known(self, plain: str, start: int, end: int) -> Iterator[Found]:
        at = start
        for match in self._lexicon.matches(plain[start:end]):
            entry, first, last = match.entry, start + match.start, start + match.end
            if (
                entry.kind == "unit"
                and _WITHIN_DIGITS.match(plain, first)
                and plain[last : last + 1].isdigit()
            ):
                continue  # TH-55HZ2000
            if small := self._small_word(plain, first, last):
                yield first, last, small, "lexicon", "a word among words"
                at = last
            elif not _NUMBER_SIGN.match(plain, first) and (
                entry.is_meant_by(plain[first:last]) or self._is_among_words(plain, first, last)
            ):
                short = elision.before(plain, first, last)
                whole = first - len(f"{short}'")
                if short and whole >= at:
                    yield whole, last, elision.joined(short, entry.reading), "lexicon", entry.short
                else:
                    yield first, last, entry.reading, "lexicon", entry.short
                at = last

    def _is_among_words(self, plain: str, start: int, end: int) -> bool:
        """Whether a word in capitals stands beside others: ``WE ARE``, ``FOX NEWS``."""
        beside = runs.neighbours(plain, start, end)
        entries = [self._lexicon.entry(word) for word in beside if word.isupper()]
        return runs.is_shouted(plain[start:end], beside) or any(e and e.is_everyday for e in entries)

    def _small_word(self, plain: str, start: int, end: int) -> str:
        """The reading of ``it`` or ``us`` beside an everyday word, of ``la`` beside any; else empty."""
        if "-" in plain[max(0, start - 1) : start] + plain[end : end + 1]:
            return ""
        word, beside = plain[start:end], runs.neighbours(plain, start, end)
        if word in runs.PARTICLES and len(beside) == _BOTH and all(map(self._is_romanised, beside)):
            return runs.PARTICLES[word]
        if runs.begins_a_title(plain, start, end):
            return runs.SMALL_WORDS["a"]
        small = runs.SMALL_WORDS.get(word if word.isupper() else word.lower(), "")
        return small if small and any(map(self._is_everyday, beside)) else runs.foreign_word(word, beside)

    def _is_romanised(self, word: str) -> bool:
        return bool(romaji(word.lower())) and not self._people.is_word(word)

    def _is_everyday(self, word: str) -> bool:
        entry = self._lexicon.entry(word)
        is_everyday = entry.is_everyday if entry else bool(dictionaries.sudachi(word))
        return is_everyday and not word.isupper() and len(word) > 1

    def _measures(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, spoken, rule in numbers.measures(plain, start, end):
            entry = self._lexicon.entry(plain[first:last])
            if entry and entry.term == plain[first:last]:
                continue  # a name like 2ch; but 6g is no 6G
            yield first, last, spoken, "number", rule

    def _numbers(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, spoken, rule in numbers.readings_of(plain, start, end):
            yield first, last, spoken, "number", rule

    def _proper_names(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, said, rule in proper_names.readings_of(plain, start, end, self._towns):
            yield first, last, said, "kanji", rule

    def _latin(self, plain: str, start: int, end: int) -> Iterator[Found]:
        for term in TERM.finditer(plain, start, end):
            if term.group() in ("s", "S") and _POSSESSIVE.match(plain, term.start() - 2):
                yield term.start(), term.end(), "ズ", "spelling", "possessive"
                continue
            if small := self._small_word(plain, *term.span()):
                yield term.start(), term.end(), small, "lexicon", "a word among words"
                continue
            entry = self._lexicon.entry(term.group())
            if entry and plain[term.end() : term.end() + 1].isdigit():  # LoRA3個, whose number counts
                yield term.start(), term.end(), entry.reading, "lexicon", entry.short
                continue
            part = self._terms.read(*self._as_meant(plain, *term.span()))
            yield term.start(), term.end(), part.kana, part.layer, part.rule

    def _as_meant(self, plain: str, start: int, end: int) -> tuple[str, bool]:
        """A term in lower case if its capitals only shout, and whether it is surely no initialism."""
        term, beside = plain[start:end], runs.neighbours(plain, start, end)
        if len(term) > INITIALISM and runs.is_shouted(term, beside):
            return term.lower(), True
        if (
            names.is_family(term)
            and names.is_addressed(plain, end)
            and not self._people.is_word(term.lower())
        ):
            return term.lower(), True
        entries = [self._lexicon.entry(word) for word in beside]
        is_name = names.is_addressed(plain, end) or any(e and e.is_of_people for e in entries)
        return term, not term.isupper() and (is_name or (bool(beside) and term.istitle()))


def _kanji(find: Callable[[str, int, int], Iterator[tuple[int, int, str, str]]]) -> Layer:
    """The layer of what finds kanji that are to be said so."""

    def layer(plain: str, start: int, end: int) -> Iterator[Found]:
        for first, last, kana, rule in find(plain, start, end):
            yield first, last, kana, "kanji", rule

    return layer


def _over(rubies: Iterable[ruby.Given]) -> Layer:
    """The layer of the readings that stand over the words of one text."""
    return lambda plain, start, end: (
        (first, last, kana, "article", "ruby")
        for first, last, kana in rubies
        if start <= first and last <= end
    )


def _fill(plain: str, start: int, end: int, layers: tuple[Layer, ...]) -> Iterator[Found]:
    """What the first layer finds between ``start`` and ``end``, and in the gaps what the others find."""
    if not layers or start >= end:
        return
    for found in layers[0](plain, start, end):
        yield from _fill(plain, start, found[0], layers[1:])
        yield found
        start = found[1]
    yield from _fill(plain, start, end, layers[1:])
