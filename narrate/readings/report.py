"""Which terms a script holds and how each is read: what ``narrate readings`` prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Any

from narrate.model import Reading, Script, Sentence
from narrate.readings import dictionaries
from narrate.readings.kana import long_vowels
from narrate.readings.words import CONFIDENCE

Words = Callable[[str], list[tuple[str, str]]]
"""A text as words with the katakana that a voice says for them, in order and without gaps."""

_KANJI = re.compile("[一-鿿]")
_UNIDIC_ODD = frozenset(
    ["私", "日本", "何か", "何", "皆", "明日", "他", "家", "行っ", "言う", "方", "後", "良い", "言い"]
)
"""Words that UniDic reads in a rarer way wherever they stand: its other opinion tells nothing."""


def summarise(script: Script, words: Words | None = None) -> list[dict[str, Any]]:
    """A row a term: term, reading, layer, rule, count, confidence, alternatives, first sentence.

    The least sure come first, and among them the most frequent. With the ``words`` of a voice, kanji that
    UniDic reads otherwise are listed too.
    """
    return _rows(
        (reading, sentence.text)
        for sentence in script.sentences()
        for reading in (*sentence.readings, *(_doubtful(sentence, words) if words else ()))
    )


def explain(script: Script, term: str, words: Words) -> list[dict[str, Any]]:
    """The rows of one term in any letter case, or of a word that only the voice reads; empty if not there."""
    rows = [row for row in summarise(script, words) if row["term"].lower() == term.lower()]
    return rows or _rows(
        (Reading(term, 0, kana, "engine", "read by the voice", CONFIDENCE["engine"]), sentence.text)
        for sentence in script.sentences()
        for kana in _said_by_voice(sentence.spoken, term, words)
    )


def _rows(found: Iterable[tuple[Reading, str]]) -> list[dict[str, Any]]:
    counts: Counter[Reading] = Counter()
    first: dict[Reading, str] = {}
    for reading, text in found:
        key = replace(reading, start=0)
        counts[key] += 1
        first.setdefault(key, text)
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
            "sentence": first[reading],
        }
        for reading, count in ordered
    ]


def _said_by_voice(spoken: str, term: str, words: Words) -> Iterator[str]:
    """What the voice says for a term, each time it stands in a text as whole words."""
    if term not in spoken:
        return
    said = words(spoken)
    word_at = {at: n for n, at in enumerate(accumulate((len(word) for word, _ in said), initial=0))}
    for found in re.finditer(re.escape(term), spoken):
        if found.start() in word_at and found.end() in word_at:
            yield "".join(kana for _, kana in said[word_at[found.start()] : word_at[found.end()]])


def _doubtful(sentence: Sentence, words: Words) -> Iterator[Reading]:
    """Words with kanji that the voice and UniDic read in different ways."""
    text = sentence.spoken
    ours, theirs = words(text), dictionaries.unidic_words(text)
    for written, said, other in _side_by_side(ours, theirs):
        if (
            said
            and other
            and long_vowels(said) != long_vowels(other)
            and _KANJI.search(written)
            and written not in _UNIDIC_ODD
        ):
            start = sentence.text.find(written)
            yield Reading(
                written, max(start, 0), said, "engine", "UniDic differs", CONFIDENCE["engine"], (other,)
            )


def _side_by_side(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """The shortest stretches that are whole words of both, as (written, ours, theirs)."""
    a, b = iter(ours), iter(theirs)
    for written, said in a:
        other_written, other = next(b, ("", ""))
        while len(written) != len(other_written):
            behind = a if len(written) < len(other_written) else b
            more = next(behind, None)
            if more is None:
                return
            if behind is a:
                written, said = written + more[0], said + more[1]
            else:
                other_written, other = other_written + more[0], other + more[1]
        if written != other_written:
            return
        yield written, said, other
