"""A sentence → the lines it is shown in, broken where a reader would pause."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from narrate.cuts import FAR, Places
from narrate.patterns import compiled

_FULL = 0.85
"""How full lines may be on average, so that there is a choice of places to break them."""
_SPLITS_A_CHARACTER = -1.0  # the quality of a place within what is seen as one character
_JOINERS = ("\u200d", "\u2060")
_LETTERS = "A-Za-z0-9\u00c0-\u024f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_WORD = compiled(f"[{_LETTERS}]+(?:[-_.,:/@'’+#%&=?~]+[{_LETTERS}]+)*")


def line_ends(text: str, breaks: Collection[int], width: int) -> list[int]:
    """The offsets in a text after each of its lines of at most ``width`` characters, the last one's too.

    ``breaks`` are the offsets at which a bunsetsu starts; without them, lines end at punctuation and spaces.
    Latin words and numbers stay whole unless they are longer than a line.
    """
    if len(text) <= width:
        return [len(text)]
    ends: list[int] = []
    places = Places(text, breaks, [word.span() for word in _WORD.finditer(text)])
    start = 0
    while len(text) - start > width:
        start = _line_end(text, places, start, width)
        ends.append(start)
    return [*ends, len(text)]


def _line_end(text: str, places: Places, start: int, width: int) -> int:
    """The best place for the first of the lines that are still needed, near to where all are equally long."""
    left = len(text) - start
    lines = -(-left // int(width * _FULL))
    wanted = left / lines
    shortest = max(wanted / 2, left - width * (lines - 1))

    def value(offset: int) -> tuple[float, float]:
        quality = _SPLITS_A_CHARACTER if _is_inside(text, offset) else places.quality(offset)
        if offset - start < shortest:
            quality = min(quality, FAR)
        return quality, -abs(offset - start - wanted)

    return max(range(start + 1, start + min(width, left - 1) + 1), key=value)


def _is_inside(text: str, offset: int) -> bool:
    """Whether a combining mark or a joined emoji would be torn off what it stands on."""
    before, after = text[offset - 1], text[offset]
    is_skin = "\U0001f3fb" <= after <= "\U0001f3ff"
    return unicodedata.category(after)[0] == "M" or is_skin or before in _JOINERS or after in _JOINERS
