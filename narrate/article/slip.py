"""The form at the end of a letter, under the line along which it is cut off and sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.article.phrases import section_reason
from narrate.model import Dropped

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_SLIP = "slip to be sent back"
_MOST_SAID = 120  # characters of sentences: with more the letter goes on


def without_slip(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the form under the line along which it is cut off a letter, if it says little."""
    cut = next((n for n, piece in enumerate(pieces) if section_reason(piece.text) == _SLIP), len(pieces))
    slip = pieces[cut:]
    said = sum(len(piece.text) for piece in slip if not isinstance(piece, Dropped) and "。" in piece.text)
    if not cut or said > _MOST_SAID:
        return pieces
    return [*pieces[:cut], *(p if isinstance(p, Dropped) else Dropped(p.text, _SLIP) for p in slip)]
