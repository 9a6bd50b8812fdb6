"""Which terms a script holds and how each is read: what ``narrate readings`` prints."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from narrate.model import Reading, Script, Sentence
from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.kana import long_vowels
from narrate.readings.latin import fold
from narrate.readings.lexicon import Entry
from narrate.readings.symbols import normalise, widen
from narrate.readings.words import CONFIDENCE

Words = Callable[[str], list[tuple[str, str]]]
"""A text as words with the katakana that a voice says for them, in order; numbers may have another form."""
Placed = dict[int, tuple[int, str]]
"""Words of a text by where they start: where they end, and the katakana."""
Difference = tuple[str, str, str]
"""A word as it is written, what the voice says, and what UniDic would."""
SURE = 0.9
"""A reading with less confidence is doubtful: it is shown with its sentence and what else it could be."""

_KANJI = compiled("[一-鿿]")
_COMPARED = 50_000  # sentences, more than 2 MB of text; two dictionaries take 2 ms for each
_DIGIT = compiled("[0-9]")
_IN_BRACKETS = compiled(r"(.+?) ?\(([^()]+)\)")
_AS_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_UNIDIC_ODD = frozenset(
    ["私", "日本", "何か", "何", "皆", "明日", "他", "家", "行っ", "言う", "方", "後", "良い", "言い"]
)
"""Words that UniDic reads in a rarer way wherever they stand: its other opinion tells nothing."""


def summarise(script: Script, words: Words | None = None) -> list[dict[str, Any]]:
    """A row a term: term, reading, layer, rule, count, confidence, alternatives, first sentence.

    The least sure come first, and among them the most frequent. With the ``words`` of a voice, kanji that
    UniDic reads otherwise are listed too. Of the sentence a row has its ``number`` in the script, from 1, and
    the ``start`` of the term in it.
    """
    return _rows(
        (reading, number, sentence.text)
        for number, sentence in enumerate(script.sentences(), 1)
        for reading in (*sentence.readings, *(_doubtful(sentence, words) if words else ()))
    )


def explain(script: Script, term: str, words: Words) -> list[dict[str, Any]]:
    """The rows of one term in any letter case, or of a word that only the voice reads; empty if not there."""
    asked = plain(term)
    rows = [row for row in summarise(script, words) if asked in _names(row["term"])]
    return rows or _rows(
        (Reading(term, 0, kana, "engine", "read by the voice", CONFIDENCE["engine"]), number, sentence.text)
        for number, sentence in enumerate(script.sentences(), 1)
        for kana in _said_by_voice(sentence.spoken, normalise(term), words)
    )


def standing_inside(script: Script, term: str) -> Reading | None:
    """The first reading of something longer that a term stands in; None if no sentence has it so."""
    asked = plain(term)
    for sentence in script.sentences():
        for reading in sentence.readings:
            if asked in plain(reading.written):
                return reading
    return None


def stands_in(script: Script, term: str) -> bool:
    """Whether any sentence has these characters, alone or inside something longer."""
    return any(plain(term) in plain(sentence.text) for sentence in script.sentences())


def place_of(text: str, term: str) -> tuple[int, int] | None:
    """Where a term stands in a text first, as a person looks for it: from its start to its end.

    Letter case, width, and whether kana are hiragana or katakana do not count; None if it is nowhere.
    """
    asked = _folded(term)
    at = _folded(text).find(asked)
    if not asked or at < 0:
        return None
    lengths = [len(_folded(text[:end])) for end in range(len(text) + 1)]
    start = bisect_right(lengths, at) - 1
    end = max(bisect_right(lengths, at + len(asked)) - 1, bisect_left(lengths, at + len(asked)))
    return start, start + len(text[start:end].rstrip())


def _folded(text: str) -> str:
    """A text in which all that a search passes over is alike."""
    return plain(unicodedata.normalize("NFKC", text)).translate(_AS_HIRAGANA)


def unused(script: Script, rows: Iterable[dict[str, Any]], entry: Entry) -> str:
    """Why nothing in a script, whose rows these are, is read by an entry of the lexicon; empty if it is."""
    if any(row["rule"] == entry.short for row in rows):
        return ""
    if other := standing_inside(script, entry.term):
        return f"stands in '{other.written}', read {other.kana} ({other.layer}: {other.rule})"
    if stands_in(script, entry.term):
        return "stands in other words or numbers only"
    if accented := _with_accents(script, entry.term):
        return f"is in no sentence of it; perhaps '{accented}' is meant"
    return "is in no sentence of it"


def _with_accents(script: Script, term: str) -> str:
    """How a script has a term with accents, which some keyboards do not have; empty if it has it not."""
    for sentence in script.sentences() if term.isascii() else ():
        text, plain_text = sentence.text, fold(sentence.text)
        place = place_of(plain_text, term) if len(text) == len(plain_text) else None
        if place:
            return text[slice(*place)]
    return ""


def longer_words(script: Script, entry: Entry) -> list[str]:
    """The words of which an entry of the lexicon reads a part, as 生 does of 先生; each once (by UniDic)."""
    words: dict[str, None] = {}
    for sentence in script.sentences():
        starts = [reading.start for reading in sentence.readings if reading.rule == entry.short]
        placed = _placed(sentence.text, dictionaries.unidic_words(sentence.text)) if starts else {}
        for start in starts:
            end = start + len(entry.term)
            around = (sentence.text[at:to] for at, (to, _) in placed.items() if at <= start < end <= to)
            words |= dict.fromkeys(word for word in around if len(word) > len(entry.term))
    return list(words)


def plain(term: str) -> str:
    """A term as terms are compared: full width and letter case do not count, nor how much white space."""
    return " ".join(normalise(term).lower().split())


def _names(written: str) -> set[str]:
    """How one may ask for a row: by its term as it stands, and by the parts of ``RAG（ラグ）``."""
    whole = plain(written)
    given = _IN_BRACKETS.fullmatch(whole)
    return {whole, *(given.groups() if given else ())}


def _rows(found: Iterable[tuple[Reading, int, str]]) -> list[dict[str, Any]]:
    counts: Counter[Reading] = Counter()
    first: dict[Reading, dict[str, Any]] = {}
    for reading, number, text in found:
        key = replace(reading, start=0)
        counts[key] += 1
        first.setdefault(key, {"sentence": text, "number": number, "start": reading.start})
    ordered = sorted(counts.items(), key=lambda row: (row[0].confidence, -row[1], row[0].written))
    return [
        {
            "term": reading.written,
            "reading": reading.kana,
            "layer": reading.layer,
            "rule": reading.rule,
            "count": count,
            "confidence": reading.confidence,
            "alternatives": list(reading.alternatives),
            **first[reading],
        }
        for reading, count in ordered
    ]


def _said_by_voice(spoken: str, term: str, words: Words) -> Iterator[str]:
    """What the voice says for a term, each time it stands in a text as whole words."""
    if not term or term not in spoken:
        return
    said = _placed(spoken, words(spoken))
    for found in re.finditer(re.escape(term), spoken):
        at, kana = found.start(), ""
        while at < found.end() and at in said:
            at, more = said[at]
            kana += more
        if at == found.end():
            yield kana


def _doubtful(sentence: Sentence, words: Words) -> Iterator[Reading]:
    """Words with kanji that the voice and UniDic read in different ways, as far as the text has them.

    Others are said for something else, as 水曜日 is for （水）, which has a reading of its own.
    """
    for word, said, other in _differences(sentence.spoken, words):
        if place := place_of(sentence.text, word):
            written = sentence.text[slice(*place)]
            yield Reading(written, place[0], said, "engine", "UniDic differs", CONFIDENCE["engine"], (other,))


@lru_cache(_COMPARED)
def _differences(text: str, words: Words) -> tuple[Difference, ...]:
    """What is said in different ways in a spoken text."""
    if not _KANJI.search(text):
        return ()
    wide = widen(text)  # UniDic knows no half-width digits
    ours, theirs = _placed(text, words(text)), _placed(wide, dictionaries.unidic_words(wide))
    return tuple(
        (text[at:end], said, other)
        for at, end, said, other in _side_by_side(ours, theirs)
        if said
        and other
        and long_vowels(said) != long_vowels(other)
        and _KANJI.search(text, at, end)
        and text[at:end] not in _UNIDIC_ODD
        and not _DIGIT.search(text, max(at - 1, 0), end)  # the voice alone knows how counting sounds
    )


def _placed(text: str, words: list[tuple[str, str]]) -> Placed:
    """Where words stand in a text; those with another form than there (二千二十四 for 2024) are one word."""
    placed: Placed = {}
    at, kana = 0, ""
    for (_, said), start, end in _with_places(text, words):
        if start < 0:
            kana += said
            continue
        if kana and at < start:
            placed[at] = (start, kana)
        placed[start] = (end, said)
        at, kana = end, ""
    if kana and at < len(text):
        placed[at] = (len(text), kana)
    return placed


def _with_places(text: str, words: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Each word with its start and end in a text, −1 where it has another form there."""
    wide, said = widen(text), widen("".join(word for word, _ in words))
    same = [(0, 0, len(wide))]
    if wide != said:
        blocks = SequenceMatcher(None, said, wide, autojunk=False).get_matching_blocks()
        same = [(block.a, block.b, block.size) for block in blocks]
    start = block = 0
    for word in words:
        end = start + len(word[0])
        while block < len(same) - 1 and same[block][0] + same[block][2] < end:
            block += 1
        first, there, size = same[block]
        is_there = first <= start < end <= first + size
        yield word, *((start + there - first, end + there - first) if is_there else (-1, -1))
        start = end


def _side_by_side(ours: Placed, theirs: Placed) -> Iterator[tuple[int, int, str, str]]:
    """The shortest stretches that are whole words of both, as (start, end, ours, theirs)."""
    reached = 0
    for start in sorted(ours.keys() & theirs.keys()):
        if start < reached:
            continue
        (end, said), (other_end, other) = ours[start], theirs[start]
        while end != other_end:
            behind, at = (ours, end) if end < other_end else (theirs, other_end)
            if at not in behind:
                break
            if behind is ours:
                end, said = ours[at][0], said + ours[at][1]
            else:
                other_end, other = theirs[at][0], other + theirs[at][1]
        reached = min(end, other_end)
        if end == other_end:
            yield start, end, said, other
