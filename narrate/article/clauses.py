"""What is said without a full stop: lines with the particles and endings of a clause."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.patterns import compiled

_NO_HIRAGANA = compiled("[^ぁ-ん]+")
_SHORTEST = 12  # characters
_KANA = 0.25  # of the characters
_PARAGRAPH = 40  # characters
_FEWEST = 8  # clauses of an author who writes no full stops
_STOPS = 0.2  # of the clauses have one all the same


def is_clause(text: str) -> bool:
    """Whether a line is long enough and has the hiragana of something said."""
    return len(text) >= _SHORTEST and len(_NO_HIRAGANA.sub("", text)) >= _KANA * len(text)


def writes_no_stops(texts: Sequence[str]) -> bool:
    """Whether the author of these lines ends sentences with the line, not with a full stop.

    One paragraph with a full stop at its end says otherwise: titles in the menus around it have none either.
    """
    clauses = [text for text in texts if is_clause(text)]
    if any(len(text) >= _PARAGRAPH and text.endswith("。") for text in clauses):
        return False
    return len(clauses) >= _FEWEST and sum("。" in text for text in clauses) < _STOPS * len(clauses)
