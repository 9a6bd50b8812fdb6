"""Notes at the end of an article: 注 over numbered entries, and the marks that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from narrate.model import Dropped

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_HEADING = re.compile(
    r"[\W_]*(?:(?:原|訳|脚|後|尾|文末脚)?(?:注|註)(?:釈|解|記)?|(?:foot|end)?notes)[\W_]*", re.IGNORECASE
)
_NUMBER = r"[0-9０-９]{1,3}"
_ENTRY = re.compile(
    rf"(?:[(（\[［〔]\s?(?:注|註|※)?\s?(?P<bracketed>{_NUMBER})\s?[)）\]］〕]|(?:注|註|[※*＊])\s?(?P<marked>{_NUMBER})"
    rf"|(?P<plain>{_NUMBER})(?:[)）.．:：]|\s))\s*\S"
)
_MARK = re.compile(
    rf"(?<=[ぁ-んァ-ヶー一-鿿。、」』）)A-Za-z])\s?(?:[(（\[［〔](?:注|註|※)?\s?(?P<bracketed>{_NUMBER})[)）\]］〕]"
    rf"|(?:注|註|[※*＊])(?P<marked>{_NUMBER})[)）]?)(?=[。、，．」』）)はがをにのとでもへや\s]|$)"
)
_FEWEST = 2  # entries
_REASON = "footnotes"


def without_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without notes and the marks in the text that lead to them.

    The heading alone tells of none: entries are numbered from one on, and the text has a mark for most.
    """
    kept = list(pieces)
    for heading in (n for n, piece in enumerate(pieces) if _HEADING.fullmatch(piece.text)):
        entries = list(_entries(pieces, heading))
        numbers = set(range(1, len(entries) + 1))
        marked = numbers & {number for piece in pieces[:heading] for number in _marks(piece)}
        if len(entries) < _FEWEST or 2 * len(marked) < len(entries):
            continue
        notes = range(heading, entries[-1] + 1)
        kept[:heading] = chain.from_iterable(_unmarked(piece, marked) for piece in pieces[:heading])
        moved = len(kept) - len(pieces)
        for n in notes:
            kept[n + moved] = _dropped(pieces[n])
        return kept
    return kept


def _entries(pieces: Sequence[Piece], heading: int) -> Iterator[int]:
    """The places of the entries under a heading: numbered from one on, or the items of a list."""
    number = 0
    for n in range(heading + 1, len(pieces)):
        piece = pieces[n]
        if not isinstance(piece, Dropped) and piece.kind == "heading":
            return
        is_item = not isinstance(piece, Dropped) and piece.kind == "item"
        found = _number(_ENTRY.match(piece.text))
        if found == number + 1 or (is_item and not found):
            number += 1
            yield n


def _marks(piece: Piece) -> Iterator[int]:
    if isinstance(piece, Dropped):
        yield from [_number(_ENTRY.match(f"{piece.text} 。"))] if piece.reason == "footnote mark" else []
    else:
        yield from map(_number, _MARK.finditer(piece.text))


def _number(found: re.Match[str] | None) -> int:
    return int(next(filter(None, found.groups()))) if found else 0


def _unmarked(piece: Piece, numbers: set[int]) -> Iterator[Piece]:
    """A block without the marks of these numbers, which follow it as dropped pieces."""
    if isinstance(piece, Dropped):
        yield piece
        return
    marks = [found for found in _MARK.finditer(piece.text) if _number(found) in numbers]
    text, end = "", 0
    for found in marks:
        text += piece.text[end : found.start()]
        end = found.end()
    yield replace(piece, text=text + piece.text[end:])
    yield from (Dropped(found.group().strip(), "footnote mark") for found in marks)


def _dropped(piece: Piece) -> Dropped:
    return piece if isinstance(piece, Dropped) else Dropped(piece.text, _REASON)
