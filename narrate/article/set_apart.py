"""Formulas on lines of their own that are a part of the sentence around them: 密度関数は $$…$$ です.

Without them the sentence would be in two, each of them without sense. A formula that stands between whole
sentences is not said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate import formulas
from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Block, Piece

_ENDS = compiled(r"[。．.！？!?：:；;）)」』】]\s*$")
_LEADS_ON = compiled(
    "(?:[はがをにのとでも]|よって|すなわち|つまり|[従し]たがって|ゆえに|このとき|例えば|たとえば)、?$"
)
_GOES_ON = compiled(
    "を|が[、一-鿿ァ-ヺ]|は[、一-鿿ァ-ヺ]|も[、一-鿿ァ-ヺ]|に(?:[、一-鿿ァ-ヺ]|な[るりっ]|よ[るりっ]|お[けい])"
    "|の(?:[、一-鿿ァ-ヺ]|とき|よう|もと|こと)|と(?:[、一-鿿ァ-ヺ]|な[るりっ]|す[るれ]|し[たてま、]|お[くいけ]|い[うえっ])"
    "|で(?:[、一-鿿ァ-ヺ]|あ[るりっ]|す|し[たょ])|より[、一-鿿ァ-ヺ]|から[、一-鿿ァ-ヺ]|ならば|だ(?:と|から|が|。)"
)
"""How the rest of a sentence begins behind a formula, and no sentence does."""
_END = 40  # characters that are enough to see how a text ends: a whole one may be a book


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, a formula put back into the sentence that it stands in: its words, or that it is one."""
    joining = _Joining()
    for piece in pieces:
        joining.take(piece)
    joining.close(None)
    return joining.kept


class _Joining:
    """The pieces that are ``kept``; a formula waits, and what is dropped behind it, for the block below."""

    def __init__(self) -> None:
        self.kept: list[Piece] = []
        self._sentence = -1  # the place of the block that what follows may belong to
        self._waiting: list[Dropped] = []

    def take(self, piece: Piece) -> None:
        """One more piece, in the order of the article."""
        if isinstance(piece, Dropped) and (self._waiting or piece.reason == "formula"):
            self._waiting.append(piece)
        elif not self.close(piece):
            self._sentence = self._sentence if isinstance(piece, Dropped) else len(self.kept)
            self.kept.append(piece)

    def close(self, below: Piece | None) -> bool:
        """Put what waits into its sentence; true if ``below`` is the rest of that, and so taken."""
        if not self._waiting:
            return False
        rest = _rest(below)
        head = _open_sentence(self.kept[self._sentence]) if self._sentence >= 0 else None
        if head and (rest or _LEADS_ON.search(head.text[-_END:])):
            text = head.text + self._said() + (rest.text if rest else "")
            self.kept[self._sentence] = replace(head, text=text)
        elif rest:
            self._sentence = len(self.kept)
            self.kept.append(replace(rest, text=self._said() + rest.text))
        self.kept += self._waiting
        self._waiting = []
        return rest is not None

    def _said(self) -> str:
        """The words of the one formula, which waits no more, or that it is one."""
        latex = [drop.text.strip() for drop in self._waiting if drop.reason == "formula"]
        words = formulas.in_words(formulas.bare(latex[0])) if len(latex) == 1 else ""
        if words:
            self._waiting = [drop for drop in self._waiting if drop.reason != "formula"]
        return words or formulas.NAMED


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
