"""Readings that an article gives: ``RAG（ラグ）``, ``進捗（しんちょく）``, ``とうきょう（東京）``.

Each is said once. What stands in brackets may also be a translation or an explanation, so it counts as a
reading only if both sound alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from narrate.patterns import compiled
from narrate.readings import consonants, dictionaries, korean, ruby, taught_names
from narrate.readings.kana import as_katakana, long_vowels
from narrate.readings.lexicon import Entry
from narrate.readings.symbols import JAPANESE, KANJI

Sounds = Callable[[str], Iterable[str]]
Given = tuple[int, int, str, str]
"""Where a reading is given, from start to end, of which term, and the katakana."""

_LATIN_WORD = "[A-Za-z][A-Za-z0-9.+#&'-]{0,40}+"  # bounded, and never given back: linear time
_GIVEN = compiled(
    rf"(?<![A-Za-z0-9μ])(?P<term>{_LATIN_WORD}(?: {_LATIN_WORD}){{0,3}}) ?"
    r"\((?P<kana>[ぁ-ゖァ-ヴー][ぁ-ゖァ-ヴー・ ]{0,28}[ぁ-ゖァ-ヴー])\)"
)
_NAMED = compiled(
    r"(?P<kana>[ァ-ヴー][ァ-ヴーA-Z・ =]{0,38}[ァ-ヴーA-Z]|[一-鿿]{2,8}) ?"
    r"\((?P<term>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9.+#&' -]{0,40}[A-Za-zÀ-ÿ0-9+#.])\)"
)
_TEACHABLE = compiled(rf"{KANJI}{{2,}}|[A-Za-z][A-Za-z0-9 .+#-]+")
_KANA = "[ぁ-ゖァ-ヺー・ \u3000]"
_IN_KANA = compiled(
    rf"(?<=[{JAPANESE}]) ?\((?P<kana>{_KANA}{{1,40}}+)"
    rf"(?:(?P<others>(?:[、,/]{_KANA}{{1,20}}+){{0,3}})\)|(?P<rest>[、,])(?=[^()]{{1,60}}\)))"
)
# は after a bracket or a comma is no particle where all in the bracket is kana
_BEGINS_WITH_HA = compiled("(?<=[(、,])は[ぁ-んー]{1,20}(?=[、,)])")
_ONLY_KANA = compiled(rf"\((?:{_KANA}|[、,])*$")
_OR = compiled("[,/]")
_KANJI_BEFORE = compiled(f"{KANJI}{{1,6}}$")
_HIRAGANA = compiled("[ぁ-ゖー・ \\u3000]+")
_OKURIGANA = compiled("[ぁ-ん]{1,4}")
_STEM = 3  # kanji before okurigana
_SPELLED = compiled(
    rf"(?P<kana>[ぁ-ゖァ-ヴー]{{3,24}}) ?"
    rf"\((?P<term>{_LATIN_WORD}|(?={KANJI}[{JAPANESE}]{{0,18}}{KANJI})[{JAPANESE}]{{2,20}})\)"
)
_SHORTEST = 3  # kana of a word that is told from an ending: 出ます（増す） are two
_BEFORE = compiled(rf"[{JAPANESE}]+(?:[ \u3000][{JAPANESE}]+)?$")
_IN_KATAKANA = compiled("[ァ-ヺー]*$")
_FAR = 24  # characters before a bracket in which its word begins
_STARTS = compiled(f"[おご]?{KANJI}")
_ALIKE = 0.5  # of the katakana in common, in order: ジーピーユー and グラフィックボード are not
_DAY_BEHIND = compiled("[0-9]{4}年|(?:明治|大正|昭和|平成|令和)[0-9元]")
"""What a life begins with behind a name and its reading: 早瀬ひなた（はやせ・ひなた）2006年生まれ."""
_THE_SAME = 0.8  # of a name in katakana and its Latin form: チャットボット and ChatGPT are not


def readings_of(text: str, start: int, end: int, sounds: Sounds) -> Iterator[Given]:
    """Terms with their reading in brackets or before them, left to right.

    The brackets are part of the span. ``sounds`` gives the katakana that a term could be read as.
    """
    for first, last, term, kana in sorted(_all(text, start, end, sounds)):
        if first >= start:
            pause = "、" if kana and _DAY_BEHIND.match(text, last) else ""
            yield first, last, term, kana + pause
            start = last


def entries(text: str, sounds: Sounds) -> Iterator[Entry]:
    """The readings that a text gives, as entries of a lexicon for the rest of it."""
    for _, _, term, kana in (
        *_given(text, 0, len(text), sounds),
        *_named(text, 0, len(text), sounds),
        *korean.named(text, 0, len(text)),
    ):
        yield Entry(term, kana, "", "", "given by the article")
    for _, last, term, kana in (*_in_kana(text, 0, len(text)), *_spelled(text, 0, len(text), sounds)):
        if _TEACHABLE.fullmatch(term):
            word, said = taught_names.taught(text, last, term, kana.partition("、")[0])
            if word:
                yield Entry(word, said, "", "", "given by the article")


def words_with_ruby(text: str, rubies: Iterable[ruby.Given]) -> Iterator[Entry]:
    """Words that bear a reading once, as entries for where they stand without; not a single kanji.

    That one is read otherwise in other words.
    """
    for start, end, kana in rubies:
        if _TEACHABLE.fullmatch(text, start, end):
            yield Entry(text[start:end], kana, "", "", "given by the article")


def _all(text: str, start: int, end: int, sounds: Sounds) -> Iterator[Given]:
    yield from _given(text, start, end, sounds)
    yield from _named(text, start, end, sounds)
    yield from korean.named(text, start, end)
    yield from _in_kana(text, start, end)
    yield from _spelled(text, start, end, sounds)
    for found in _BEGINS_WITH_HA.finditer(text, start, end):
        if _ONLY_KANA.search(text[max(0, found.start() - _FAR) : found.start()]):
            yield *found.span(), found.group(), long_vowels(as_katakana(found.group()))


def _given(text: str, start: int, end: int, sounds: Sounds) -> Iterator[Given]:
    """``RAG（ラグ）``: of several words, the last ones that sound most like what is in the bracket."""
    for found in _GIVEN.finditer(text, start, end):
        kana = as_katakana(found["kana"])
        words = found["term"].split(" ")
        terms = [" ".join(words[first:]) for first in range(len(words))]
        alike = {term: max((_likeness(kana, sound) for sound in sounds(term)), default=0.0) for term in terms}
        term = max(terms, key=lambda each: alike[each])
        if alike[term] >= (_THE_SAME if re.search("[ぁ-ゖ]", found["kana"]) else _ALIKE):
            yield found.end("term") - len(term), found.end(), term, kana


def _named(text: str, start: int, end: int, sounds: Sounds) -> Iterator[Given]:
    """``エヌビディア（NVIDIA）``, ``オープンAI（OpenAI）``, ``小米（Xiaomi）``."""
    for found in _NAMED.finditer(text, start, end):
        name = re.sub("[・ =]", "", found["kana"])
        kana = re.sub("[A-Z]+|[一-鿿]+", lambda part: next(iter(sounds(part.group())), ""), name)
        is_alike = any(_likeness(kana, sound) >= _THE_SAME for sound in sounds(found["term"]))
        if is_alike or consonants.are_alike(kana, found["term"]):
            yield found.start(), found.end(), found["term"], kana


def _spelled(text: str, start: int, end: int, sounds: Sounds) -> Iterator[Given]:
    """``みかげいし（御影石）``, ``おーわん（o1）``: kana that end just as the word in the bracket sounds."""
    for found in _SPELLED.finditer(text, start, end):
        kana, term = long_vowels(as_katakana(found["kana"])), found["term"]
        said = sounds(term) if term.isascii() else [_by_unidic(term)]
        for sound in said:
            if len(sound) >= _SHORTEST and kana.endswith(long_vowels(sound)):
                yield found.end("kana") - len(sound), found.end(), term, sound
                break


def _by_unidic(text: str) -> str:
    return "".join(said for _, said in dictionaries.unidic_words(text))


def _in_kana(text: str, start: int, end: int) -> Iterator[Given]:
    """``山田太郎（やまだたろう）``: the words before the bracket that sound most like what is in it."""
    for found in _IN_KANA.finditer(text, start, end):
        before = _BEFORE.search(text[max(start, found.start() - _FAR) : found.start()])
        kana = long_vowels(as_katakana(found["kana"]))
        term, sound = _most_alike(before.group() if before else "", kana)
        term = taught_names.with_family_name(text, found.start(), term, sound, found["kana"])
        term = term or _stem(text, found, kana) or _of_kanji(text, found, kana)
        term = term or taught_names.name_before(text, *found.span(), found["kana"] + (found["rest"] or ""))
        if term:
            # what UniDic has is surer where a vowel is long: 井上 is イノウエ
            said = sound if long_vowels(sound) == kana else kana
            said += long_vowels(as_katakana(_OR.sub("、", found["others"] or found["rest"] or "")))
            yield found.start() - len(term), found.end(), term, said


def _kanji_before(text: str, found: re.Match[str]) -> str:
    before = _KANJI_BEFORE.search(text[max(0, found.start() - _FAR) : found.start()])
    return before.group() if before and _HIRAGANA.fullmatch(found["kana"]) else ""


def _stem(text: str, found: re.Match[str], kana: str) -> str:
    """The kanji before a bracket whose okurigana stand behind it: 醸 of 醸(かも)し."""
    kanji, behind = _kanji_before(text, found), _OKURIGANA.match(text, found.end())
    okurigana = behind.group() if behind else ""
    for length in range(1, min(len(kanji), _STEM) + 1) if okurigana else ():
        stem = kanji[-length:]
        word, sound = dictionaries.unidic_words(stem + okurigana)[0]
        if len(word) > length and word.startswith(stem):
            said = long_vowels(kana + as_katakana(word[length:]))
            if long_vowels(sound) == said or _is_other_verb(kanji, kana):
                return stem
    return ""


def _is_other_verb(kanji: str, kana: str) -> bool:
    """Whether kana are of another verb of one kanji than UniDic takes it for: コタ of 堪える, タエル to it.

    What the kanji can be as a noun is none: the kana behind are words then.
    """
    return len(kanji) == 1 and kana not in map(long_vowels, dictionaries.readings_of_kanji(kanji))


def _of_kanji(text: str, found: re.Match[str], kana: str) -> str:
    """The kanji before a bracket of which the first can be read as the kana begin, the last as they end."""
    kanji = _kanji_before(text, found)
    for length in range(min(len(kanji), 2), len(kanji) + 1) if kanji else ():
        word = kanji[-length:]
        if _begins_so(word[0], kana) and _ends_so(word[-1], kana):
            return word
    return ""


def _begins_so(kanji: str, kana: str) -> bool:
    sounds = dictionaries.readings_of_kanji(kanji)
    return not sounds or any(kana.startswith((sound, f"{sound[:-1]}ッ")) for sound in sounds if sound)


def _ends_so(kanji: str, kana: str) -> bool:
    """Whether kana end as a kanji can be read, voiced or not."""
    return any(_unvoiced(kana).endswith(_unvoiced(sound)) for sound in dictionaries.readings_of_kanji(kanji))


def _unvoiced(kana: str) -> str:
    return unicodedata.normalize("NFD", kana).translate({0x3099: None, 0x309A: None})


def _most_alike(text: str, kana: str) -> tuple[str, str]:
    """The end of a text, from a word that begins with a kanji, that sounds most like ``kana``; and its sound.

    A name with a first part that is read otherwise (菅 is カン or スガ) is taken whole.
    """
    best, most, sound, at = ("", ""), _ALIKE, "", len(text)
    end = long_vowels("".join(_IN_KATAKANA.findall(text)))
    for written, said in reversed(dictionaries.unidic_words(text)):
        is_rest = len(kana) > len(best[1]) + 1 and _likeness(kana[-len(best[1]) :], best[1]) >= _THE_SAME
        sound, at = said + sound, text.rindex(written, 0, at)
        alike = _likeness_before(end, kana, long_vowels(sound)) if _STARTS.match(text, at) else 0.0
        is_whole = is_rest and text[at:].endswith(written + best[0]) and _STARTS.match(text, at)
        if alike >= most or is_whole:
            best, most = (text[at:], sound), max(alike, most)
    return best


def _likeness_before(end: str, kana: str, sound: str) -> float:
    """How alike two are but for an end in katakana: 中間テーブル is no ジャンクションテーブル."""
    if not sound.endswith(end):
        return _likeness(kana, sound)
    if not kana.endswith(end):  # 猫ワード is no ねこ
        return 0.0
    return _likeness(kana.removesuffix(end), sound.removesuffix(end))


def _likeness(kana: str, sound: str) -> float:
    return SequenceMatcher(None, kana, sound).ratio()
