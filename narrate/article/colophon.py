"""Where the colophon of a typed book begins, as Aozora Bunko has it: from which book it is, who typed it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Dropped

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_SOURCE = re.compile(r"\s*底本[:：]")
_TYPED = re.compile("(?:入力|校正)(?:者|したの)?[:：]")


def start(texts: Sequence[str]) -> int:
    """The place of the first line of the colophon among lines or blocks; behind all where there is none.

    A line such as 底本：… alone is somebody's note on the edition.
    """
    place = next((n for n, text in enumerate(texts) if _SOURCE.match(text)), len(texts))
    return place if any(_TYPED.search(text) for text in texts[place:]) else len(texts)


def without_colophon(pieces: list[Piece]) -> list[Piece]:
    """The pieces without what a typist tells at the end of the book that was typed."""
    end = start([piece.text for piece in pieces])
    rest = (p if isinstance(p, Dropped) else Dropped(p.text, "colophon") for p in pieces[end:])
    return [*pieces[:end], *rest]
