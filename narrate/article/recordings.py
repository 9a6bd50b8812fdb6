"""Times of recordings: at which their parts begin, as show notes have them, and those of players."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

CHAPTER = compiled(r"[(（\[]?(?P<time>\d{1,2}:\d\d(?::\d\d)?)[)）\]]?[\s・–-]+(?!\d)[^。]{1,60}")
"""A line with the time at which a part of a recording begins, and what it is called."""
_FEWEST_CHAPTERS = 3
_SHORT_ROW = 20  # characters of what stands over the times
OF_RECORDING = compiled(
    "チャプター|目次|もくじ|再生|配信|エピソード|ポッドキャスト|タイムスタンプ|youtu|chapters?|podcast",
    re.IGNORECASE,
)
"""What stands over the times at which the parts of a recording begin."""

_NOUGHT = compiled(r"0?0:00(?::00)?")
_OF_PLAYER = compiled("再生|動画|映像|音声")
_LENGTH = compiled(r"[/／]?\s?\d{1,2}:\d\d(?::\d\d)?")


def without_chapters(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the times, from nought on, at which parts of a recording begin, under its label."""
    kept = list(pieces)
    times = [None if isinstance(piece, Dropped) else CHAPTER.fullmatch(piece.text) for piece in pieces]
    end = 0
    for start, first in enumerate(times):
        if start < end or not first or first["time"].strip("0:"):
            continue
        end = next((n for n in range(start, len(times)) if not times[n]), len(times))
        is_labelled = any(OF_RECORDING.search(piece.text) for piece in pieces[max(start - 2, 0) : start])
        if end - start >= _FEWEST_CHAPTERS and is_labelled:
            kept[start:end] = [Dropped(piece.text, "table of contents") for piece in pieces[start:end]]
    return kept


def mark_chapters(rows: Sequence[str], reasons: list[str]) -> None:
    """Rows with the times at which parts of a recording begin, the first at nought, where a label is."""
    if not any(map(OF_RECORDING.search, rows)):
        return
    found = [CHAPTER.fullmatch(row) for row in rows]
    is_from_start = False
    for n, time in enumerate(found):
        is_from_start = time is not None and (is_from_start or not time["time"].strip("0:"))
        is_alone = not (any(found[max(n - 1, 0) : n]) or any(found[n + 1 : n + 2]))
        if not is_from_start or is_alone:
            continue
        reasons[n] = "table of contents"
        is_under_title = n and not found[n - 1] and 0 < len(rows[n - 1]) <= _SHORT_ROW
        if is_under_title and "。" not in rows[n - 1]:
            reasons[n - 1] = "table of contents"


def mark_players(rows: Sequence[str], reasons: list[str]) -> None:
    """Two rows under 動画を再生する and the like that tell where a player stands, and how long it plays."""
    for n, (now, length) in enumerate(pairwise(rows)):
        is_under = n > 0 and _OF_PLAYER.search(rows[n - 1])
        if is_under and _NOUGHT.fullmatch(now) and _LENGTH.fullmatch(length):
            reasons[n] = reasons[n + 1] = "embedded"
