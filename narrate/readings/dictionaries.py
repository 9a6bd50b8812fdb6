"""Second opinions on words: dictionaries and a model, each loaded when first asked.

Measured on 1,006 Latin terms: the dictionaries are nearly always right when they know a whole word, and wrong
when they take it to pieces; so only single-token answers count. The model knows every word a little.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, wraps
from itertools import pairwise
from typing import Any, NamedTuple

from narrate.open_jtalk import library
from narrate.patterns import compiled
from narrate.readings.kana import long_vowels
from narrate.readings.symbols import widen

LONGEST = 64
"""Characters: what is longer is no word, and the dictionaries refuse what is very much longer."""

_LEANING = frozenset(("助詞", "助動詞", "接尾辞", "補助記号", "記号", "空白"))
_ENDINGS = _LEANING - {"補助記号", "記号", "空白"}
_FORMAL = frozenset(("こと", "もの", "ため", "よう", "はず", "わけ", "つもり"))
"""Nouns that the clause before them belongs to."""
_KATAKANA = compiled("[ァ-ヴー]+")
_NOUN, _VERB = "名詞", "動詞"
_PROPER = "固有名詞"
_NAMING = ("普通名詞", _PROPER)  # not numerals
_CACHE = 65_536  # words and clauses
_A_SYMBOL = "キゴウ"  # what SudachiDict says of omicron and whatever else it has as a sign
_LONGEST = 8000  # characters of what MeCab is given at once
_MOST_READINGS = 16  # of one kanji; those behind are names
_LONGEST_GUESS = 24  # letters at once: no word is longer, and the model refuses very long ones

Answers = dict[str, dict[str, str]]
"""What the layers said, by the layer's name and the word or clause; empty where they know nothing."""

_answers: Answers = {}
_notes: dict[int, Answers] = {}
_turn = threading.Lock()
"""Held while a dictionary is asked: UniDic's tagger mixes up two texts, SudachiDict's refuses the second.
Open JTalk is asked while others speak with it, and takes turns by itself.

One of each for all threads, since what a thread's own tagger holds is not given back when the thread ends.
"""


class Word(NamedTuple):
    """A word in a text: where, and the katakana it is said as, empty if that is not known."""

    start: int
    end: int
    surface: str
    kana: str
    is_name: bool = False


class _Word(NamedTuple):
    """What UniDic says of a word: how it is said, None if it does not tell, and what part of speech it is."""

    surface: str
    pron: str | None
    is_unknown: bool
    pos1: str
    pos2: str
    pos3: str


def remembered(layer: Callable[[str], str]) -> Callable[[str], str]:
    """The layer, asked once for each word or clause; what it says hangs on nothing else."""
    name = layer.__name__

    @wraps(layer)
    def answer(word: str) -> str:
        known = _answers.setdefault(name, {})
        said = known.get(word)
        if said is None:
            if len(known) >= _CACHE:
                known.clear()
            said = known[word] = layer(word)
        for noted in tuple(_notes.values()):
            noted.setdefault(name, {})[word] = said
        return said

    return answer


@contextmanager
def answers_noted(before: Mapping[str, Mapping[str, str]]) -> Iterator[Answers]:
    """Note what the layers are asked in this block, and what they say.

    What they said ``before`` is taken as said: nothing is loaded to say it again.
    """
    for name, answers in before.items():
        _answers.setdefault(name, {}).update(answers)
    noted: Answers = {}
    _notes[id(noted)] = noted
    try:
        yield noted
    finally:
        del _notes[id(noted)]


@remembered
def unidic(word: str) -> str:
    """UniDic's reading of a word in any letter case; empty if it does not know it as one word.

    UniDic writes Latin letters full width, and knows most words in one case only.
    """
    if len(word) > LONGEST:
        return ""
    for variant in dict.fromkeys((word, word.upper(), word.capitalize(), word.lower())):
        words = _words(widen(variant))
        if len(words) == 1 and not words[0].is_unknown and _KATAKANA.fullmatch(words[0].pron or ""):
            return words[0].pron or ""
    return ""


@remembered
def sudachi(word: str) -> str:
    """SudachiDict's reading of a word in lower case; empty if it does not know it as one word."""
    if len(word) > LONGEST:
        return ""
    with _turn:
        tokens = _sudachi().tokenize(word.lower())
        kana = "" if len(tokens) != 1 or tokens[0].is_oov() else str(tokens[0].reading_form())
    return kana if _KATAKANA.fullmatch(kana) and kana != _A_SYMBOL else ""


@remembered
def sudachi_name(word: str) -> str:
    """What ``sudachi`` says of a word that is a name of a person, a place or a firm; else empty."""
    return _sudachi_if(word, lambda token: token.part_of_speech()[1] == _PROPER)


@remembered
def sudachi_verb(word: str) -> str:
    """What ``sudachi`` says of a word that is a verb as dictionaries list it; else empty."""
    return _sudachi_if(
        word, lambda token: token.part_of_speech()[0] == _VERB and token.dictionary_form() == word
    )


def _sudachi_if(word: str, is_such: Callable[[Any], bool]) -> str:
    kana = sudachi(word)
    if not kana:
        return ""
    with _turn:
        (token,) = _sudachi().tokenize(word.lower())
        return kana if is_such(token) else ""


@remembered
def kanalizer(word: str) -> str:
    """A neural guess at a word of lower-case ASCII letters; never empty."""
    import kanalizer as model

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when it had to stop early, and returns what it has
        pieces = (word[at : at + _LONGEST_GUESS] for at in range(0, len(word), _LONGEST_GUESS))
        return "".join(str(model.convert(piece)) for piece in pieces)


def unidic_words(text: str) -> list[tuple[str, str]]:
    """A text as UniDic's words, each with the katakana it says; empty for a word that it does not know."""
    return [(word.surface, word.pron or "") for word in _words(text)]


def sudachi_nouns(text: str) -> list[Word]:
    """The nouns among SudachiDict's longest words in a text, but for numerals and what it does not know.

    Their vowels are long within a part only: 学芸員 is ガクゲーイン.
    """
    with _turn:
        known = (token for token in _sudachi().tokenize(text) if not token.is_oov())
        told = ((token, *token.part_of_speech()[:2]) for token in known)
        return [
            Word(token.begin(), token.end(), token.surface(), _said(token), kind == _PROPER)
            for token, pos, kind in told
            if pos == _NOUN and kind in _NAMING and _KATAKANA.fullmatch(token.reading_form())
        ]


def _said(token: Any) -> str:
    """A word of SudachiDict as it is said, its shortest parts one by one where they are read as the whole."""
    from sudachipy import SplitMode

    whole = str(token.reading_form())
    if long_vowels(whole) == whole:
        return whole
    parts = [str(part.reading_form()) for part in token.split(SplitMode.A)]
    return "".join(map(long_vowels, parts if "".join(parts) == whole else [whole]))


def open_jtalk_words(text: str) -> list[Word]:
    """A text as Open JTalk's words, those that it does not know without katakana."""
    rows = (row.split(",") for row in library().run_mecab(text))
    return list(_words_at(text, ((row[0], "".join(row[9:10])) for row in rows)))


def open_jtalk_spoken(text: str) -> list[Word]:
    """A text as Open JTalk's words after its own corrections, as it speaks them; ten times as slow."""
    words = library().run_frontend(text)
    return list(_words_at(text, ((word["string"], word["pron"].replace("’", "")) for word in words)))


def _words_at(text: str, words: Iterable[tuple[str, str]]) -> Iterator[Word]:
    """The words with their places, to the first that a dictionary spells in another way."""
    at = 0
    for surface, kana in words:
        if not text.startswith(surface, at):
            return
        yield Word(at, at + len(surface), surface, kana if _KATAKANA.fullmatch(kana) else "")
        at += len(surface)


@cache
def readings_of_kanji(kanji: str) -> frozenset[str]:
    """What one kanji can be read as, in katakana, by UniDic; empty if it does not know it."""
    with _turn:
        nodes = [node for nodes in _tagger().nbestToNodeList(kanji, _MOST_READINGS) for node in nodes]
    return frozenset(pron for node in nodes if (pron := node.feature.pron) and _KATAKANA.fullmatch(pron))


def bunsetsu_starts(text: str) -> set[int]:
    """Offsets at which a bunsetsu starts: at a word that does not lean on the one before (by UniDic)."""
    return {at for (_, before), (at, word) in pairwise(_placed(text)) if not _leans(word, before)}


def goes_on(above: str, below: str) -> bool:
    """Whether words go on in another text: one is parted, or it begins with a particle or いる behind て."""
    for (_, before), (at, word) in pairwise(_placed(above + below)):
        if at == len(above):
            is_auxiliary = word.pos2 == "非自立可能" and before.surface in ("て", "で")
            is_clause = word.surface in _FORMAL and before.pos1 in ("動詞", "形容詞", "助動詞")
            return word.pos1 in _ENDINGS or is_auxiliary or is_clause
        if at > len(above):
            return True
    return False


def leaning(text: str) -> set[int]:
    """Offsets of particles and other words that lean on the one before (by UniDic)."""
    return {at for at, word in _placed(text) if word.pos1 in _LEANING}


def _placed(text: str) -> Iterator[tuple[int, _Word]]:
    """UniDic's words, each with its offset: between them may be blanks."""
    at = 0
    for word in _words(text):
        at = text.find(word.surface, at)
        yield at, word
        at += len(word.surface)


def _leans(word: _Word, before: _Word) -> bool:
    """Whether a word belongs to the one before: particle, part of a compound, auxiliary verb after て."""
    is_compound = word.pos1 == "名詞" and before.pos1 == "名詞"
    is_auxiliary = word.pos2 == "非自立可能" and before.surface in ("て", "で")
    is_auxiliary |= word.surface == "いう" and before.surface == "と"
    return word.pos1 in _LEANING or before.pos1 == "接頭辞" or is_compound or is_auxiliary


def is_person(name: str) -> bool:
    """Whether UniDic knows all words of a text as names of people."""
    return all(word.pos3 == "人名" for word in _words(name))


def is_common(text: str) -> bool:
    """Whether UniDic knows all words of a text as nouns that are no name."""
    return all(word.pos2 == "普通名詞" for word in _words(text))


def forget() -> None:
    """Forget what was looked up, so that a measurement pays for it again."""
    _answers.clear()


def _words(text: str) -> list[_Word]:
    """UniDic's words; a very long text in parts, for MeCab falls over a word of 64 KB: a row of signs."""
    parts = (text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST))
    with _turn:
        return [_word(token) for part in parts for token in _tagger()(part)]


def _word(token: Any) -> _Word:
    about = token.feature
    return _Word(token.surface, about.pron, token.is_unk, about.pos1, about.pos2, about.pos3)


@cache
def _tagger() -> Any:
    import fugashi

    return fugashi.Tagger()


@cache
def _sudachi() -> Any:
    import sudachipy

    return sudachipy.Dictionary(dict="core").tokenizer()
