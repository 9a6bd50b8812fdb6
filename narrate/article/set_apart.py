"""Formulas on lines of their own that are a part of the sentence around them: 密度関数は $$…$$ です.

Without them the sentence would be in two, each of them without sense. A formula that stands between whole
sentences is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate import formulas
from narrate.model import Dropped

if TYPE_CHECKING:
    from narrate.article.pieces import Block, Piece

_ENDS = re.compile(r"[。．.！？!?：:；;）)」』】]\s*$")
_LEADS_ON = re.compile(
    "(?:[はがをにのとでも]|よって|すなわち|つまり|[従し]たがって|ゆえに|このとき|例えば|たとえば)、?$"
)
_GOES_ON = re.compile(
    "を|が[、一-鿿ァ-ヺ]|は[、一-鿿ァ-ヺ]|も[、一-鿿ァ-ヺ]|に(?:[、一-鿿ァ-ヺ]|な[るりっ]|よ[るりっ]|お[けい])"
    "|の(?:[、一-鿿ァ-ヺ]|とき|よう|もと|こと)|と(?:[、一-鿿ァ-ヺ]|な[るりっ]|す[るれ]|し[たてま、]|お[くいけ]|い[うえっ])"
    "|で(?:[、一-鿿ァ-ヺ]|あ[るりっ]|す|し[たょ])|より[、一-鿿ァ-ヺ]|から[、一-鿿ァ-ヺ]|ならば|だ(?:と|から|が|。)"
)
"""How the rest of a sentence begins behind a formula, and no sentence does."""
_END = 40  # characters that are enough to see how a text ends: a whole one may be a book


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, a formula put back into the sentence that it stands in: its words, or that it is one."""
    kept: list[Piece] = []
    sentence = -1  # the place of the block that what follows may belong to
    run: list[Dropped] = []  # a formula, and what else is not read up to the next block
    for piece in (*pieces, None):
        if isinstance(piece, Dropped) and (run or piece.reason == "formula"):
            run.append(piece)
            continue
        rest = _rest(piece) if run else None
        head = _open_sentence(kept[sentence]) if run and sentence >= 0 else None
        if head and not rest and not _LEADS_ON.search(head.text[-_END:]):
            head = None
        if block := head or rest:
            said = _in_words(run)
            if not head:
                sentence = len(kept)
                kept.append(block)
            parts = (head.text if head else "", said or formulas.NAMED, rest.text if rest else "")
            kept[sentence] = replace(block, text="".join(parts))
            run = [drop for drop in run if not said or drop.reason != "formula"]
        kept += run
        run = []
        if piece and not rest:
            sentence = sentence if isinstance(piece, Dropped) else len(kept)
            kept.append(piece)
    return kept


def is_part_of_sentence(before: str, behind: str) -> bool:
    """Whether a formula that is set apart belongs to the sentence that is around it in the same paragraph."""
    is_open = bool(before) and not _ENDS.search(before)
    return is_open and bool(_GOES_ON.match(behind) or _LEADS_ON.search(before))


def _open_sentence(piece: Piece) -> Block | None:
    """The block, if its last sentence has no end."""
    if isinstance(piece, Dropped) or piece.kind == "heading" or _ENDS.search(piece.text[-_END:]):
        return None
    return piece


def _rest(piece: Piece | None) -> Block | None:
    """The block, if it goes on with a sentence behind a formula."""
    if piece is None or isinstance(piece, Dropped) or piece.kind == "heading":
        return None
    return piece if _GOES_ON.match(piece.text) else None


def _in_words(run: Sequence[Dropped]) -> str:
    """What is said for one formula, if it can be."""
    latex = [drop.text.strip() for drop in run if drop.reason == "formula"]
    return formulas.in_words(formulas.bare(latex[0])) if len(latex) == 1 else ""
