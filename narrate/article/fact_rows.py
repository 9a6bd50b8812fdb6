"""Rows of an article that only give facts, as a table has them: 住所：…, 料金：…."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from narrate.article.phrases import is_any_fact, is_fact
from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_TELLS = compiled("[をがはに][^。]*(?:[たるいだ]|ない)$")
"""A row in which somebody tells something, among others: 感想：川が広かった."""


def without_facts(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those dropped that are facts in a row."""
    are_facts = [not isinstance(piece, Dropped) and is_fact(piece.text) for piece in pieces] + [False]
    among = _among_facts(pieces, are_facts)
    return [
        Dropped(piece.text, "facts")
        if n in among or (are_facts[n] and (are_facts[n + 1] or are_facts[n - 1]))
        else piece
        for n, piece in enumerate(pieces)
    ]


def _among_facts(pieces: list[Piece], are_facts: list[bool]) -> set[int]:
    """The places of rows with a colon that stand together, most of which are facts by their labels."""
    rows = [
        not isinstance(piece, Dropped) and piece.kind == "prose" and is_any_fact(piece.text)
        for piece in pieces
    ]
    among: set[int] = set()
    for is_row, run in groupby(range(len(pieces)), key=rows.__getitem__):
        places = list(run)
        told = sum(are_facts[place] for place in places)
        if is_row and told > 1 and 2 * told > len(places):
            among.update(place for place in places if not _TELLS.search(pieces[place].text))
    return among
