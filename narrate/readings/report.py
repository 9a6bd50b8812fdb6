"""Which terms a script holds and how each is read: what ``narrate readings`` prints."""

from __future__ import annotations

from collections import Counter
from typing import Any

from narrate.model import Script
from narrate.readings.words import LAYERS


def summarise(script: Script) -> list[dict[str, Any]]:
    """A row a term: term, reading, layer, rule, count, and the first sentence it stands in.

    Readings by the least sure layer come first, and among them the most frequent.
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    first: dict[tuple[str, str, str, str], str] = {}
    for sentence in script.sentences():
        for reading in sentence.readings:
            key = (reading.written, reading.kana, reading.layer, reading.rule)
            counts[key] += 1
            first.setdefault(key, sentence.text)
    ordered = sorted(counts.items(), key=lambda row: (-LAYERS.index(row[0][2]), -row[1], row[0]))
    return [
        {"term": term, "reading": kana, "layer": layer, "rule": rule, "count": count, "sentence": first[key]}
        for key, count in ordered
        for term, kana, layer, rule in [key]
    ]
