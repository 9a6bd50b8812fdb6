"""The first blocks of an article and its last, among which its author speaks about the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Dropped

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_FIRST, _LAST = 0.1, 0.25  # of the blocks
_MOST_FIRST, _MOST_LAST = 3, 8  # blocks


def edges(pieces: Sequence[Piece]) -> frozenset[int]:
    """The places of the first blocks and of the last."""
    blocks = [place for place, piece in enumerate(pieces) if not isinstance(piece, Dropped)]
    first = min(round(_FIRST * len(blocks)), _MOST_FIRST)
    last = min(round(_LAST * len(blocks)), _MOST_LAST)
    return frozenset((*blocks[:first], *blocks[len(blocks) - last :]))


def last_said(pieces: Sequence[Piece]) -> int:
    """The place of the last block with a full stop in it; behind all where none has one."""
    said = (n for n in range(len(pieces) - 1, -1, -1) if not isinstance(pieces[n], Dropped))
    return next((n for n in said if "。" in pieces[n].text), len(pieces))
