"""Captions in Markdown, which has no element for them: a few words under a picture, without a full stop."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from narrate.article.lines import STYLE
from narrate.article.pieces import Block, Piece
from narrate.model import Dropped
from narrate.patterns import compiled

_LONGEST = 60  # characters
_SHORTEST = 4
_EMBEDDED = ("![[", "[f:id:")
"""How Obsidian and Hatena embed a picture."""
_NAMES = compiled(
    "(?![「『（(※]).*(?:[一-鿿々ァ-ヶーA-Za-z0-9）)」』”]|さん|くん|ちゃん|たち|ら|て(?:いる|いた|ある|あった)|にて)$"
)
"""How a line ends that says what is seen: with a noun, a bracket, or in which state it is."""
_IS_SAID = compiled("[。！？!?：:→]|(?:です|ます|でした|ました|だ)」?$")
_ENDS = compiled("[。！？!?.…」』）)]$")
_MOSTLY = 0.8  # of the paragraphs end with a full stop
_A_PARAGRAPH = 30  # characters
_FEWEST = 3  # such paragraphs
_FEWEST_IN_ROW = 3  # pictures with a line each, one after the other
_LEAD_ON = frozenset(("code block", "formula", "table"))
"""What a line stands over that speaks of it."""


class Places:
    """Which blocks of a text stand right under a picture, or in its paragraph behind it."""

    def __init__(self) -> None:
        self.under: list[int] = []
        self._is_open = False
        self._seen = 0

    def end(self, element: HtmlElement, pieces: Sequence[Piece]) -> None:
        """Take note of the pieces that an element has brought when it ends."""
        own = range(self._seen, len(pieces))
        self._seen = len(pieces)
        texts = [n for n in own if isinstance(pieces[n], Block)]
        is_paragraph = element.tag == "p"
        has_picture = is_paragraph and not (element.text or "").strip() and any(map(_is_picture, element))
        is_shown = is_paragraph and (has_picture or self._is_open)
        if is_shown and len(texts) == 1 and element.find("strong") is None:
            self.under += texts
        others = (piece.reason for n in own if isinstance(piece := pieces[n], Dropped))
        if texts or any(reason not in ("picture", "embedded") for reason in others):
            self._is_open = False
        elif has_picture:
            self._is_open = True


def _is_picture(part: HtmlElement) -> bool:
    is_linked = part.tag == "a" and any(child.tag == "img" for child in part)
    is_embedded = part.tag == "x-embedded" and (part.text or "").startswith(_EMBEDDED)
    return part.tag == "img" or is_linked or is_embedded


def without_captions(pieces: Sequence[Piece], under: Sequence[int]) -> list[Piece]:
    """The pieces; those told as captions of the places under pictures that say what is seen there.

    Only where the author ends paragraphs with a full stop: others break off so when they speak.
    """
    kept = list(pieces)
    shown = frozenset(under)
    texts = [
        p.text for n, p in enumerate(pieces) if n not in shown and isinstance(p, Block) and p.kind == "prose"
    ]
    paragraphs = [text for text in texts if len(text) >= _A_PARAGRAPH]
    ended = sum(bool(_ENDS.search(text)) for text in paragraphs)
    if len(paragraphs) < _FEWEST or ended < _MOSTLY * len(paragraphs):
        return kept
    for place in frozenset(under) - _in_rows(pieces, under):
        piece, below = pieces[place], next(iter(pieces[place + 1 : place + 2]), None)
        leads_on = isinstance(below, Dropped) and below.reason in _LEAD_ON
        leads_on |= isinstance(below, Block) and below.kind == "item"
        if isinstance(piece, Block) and piece.kind == "prose" and not leads_on and _is_caption(piece.text):
            kept[place] = Dropped(piece.text, "caption")
    return kept


def _in_rows(pieces: Sequence[Piece], under: Sequence[int]) -> set[int]:
    """The places in rows of pictures with a line each, which are the text of a report or a recipe."""
    rows: list[list[int]] = []
    for place in under:
        between = pieces[rows[-1][-1] + 1 : place] if rows else ()
        if rows and all(isinstance(piece, Dropped) for piece in between):
            rows[-1].append(place)
        else:
            rows.append([place])
    return {place for row in rows if len(row) >= _FEWEST_IN_ROW for place in row}


def _is_caption(text: str) -> bool:
    is_short = _SHORTEST <= len(text) <= _LONGEST
    return is_short and bool(_NAMES.match(text)) and not (STYLE.match(text) or _IS_SAID.search(text))
