"""Where the colophon of a typed book begins, as Aozora Bunko has it: from which book it is, who typed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_SOURCE = compiled(r"\s*底本[:：]")
_TYPED = compiled("(?:入力|校正)(?:者|したの)?[:：]")
_NEAR = 16  # lines from the book to who typed it
_MOST = 10  # lines with a sentence in them: notes on the letters of the book, and whom to thank


def start(texts: Sequence[str]) -> int:
    """The place of the first line of the colophon among lines or blocks; behind all where there is none.

    A line such as 底本：… alone is a note on the edition, and a text that goes on behind it tells how one is
    written.
    """
    sentences = [n for n, text in enumerate(texts) if "。" in text]
    first = sentences[-_MOST - 1] + 1 if len(sentences) > _MOST else 0
    return next((n for n in range(first, len(texts)) if _is_source(texts[n : n + _NEAR])), len(texts))


def _is_source(texts: Sequence[str]) -> bool:
    return bool(_SOURCE.match(texts[0])) and any(map(_TYPED.search, texts))


def without_colophon(pieces: list[Piece]) -> list[Piece]:
    """The pieces without what a typist tells at the end of the book that was typed, up to a heading."""
    place = start([piece.text for piece in pieces])
    end = next((n for n in range(place, len(pieces)) if _is_heading(pieces[n])), len(pieces))
    told = (p if isinstance(p, Dropped) else Dropped(p.text, "colophon") for p in pieces[place:end])
    return [*pieces[:place], *told, *pieces[end:]]


def _is_heading(piece: Piece) -> bool:
    return not isinstance(piece, Dropped) and piece.kind == "heading"
