"""Where the chapters of an episode begin, and which part of it may stand for the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from narrate import mp3
from narrate.assembler import Placed, ms_of
from narrate.id3 import MAX_CHAPTERS
from narrate.model import Chapter, Cue, ScriptSection

_LONG_ENOUGH_MS = 60_000
"""How long chapters are at least on the average, where headings are nested; less is no place to jump to."""
_OPENING_AND_ONE = 2
"""Chapters: one heading alone divides nothing, whatever its level."""
_FEWEST = 24
"""So many chapters are worth having for their level alone: a book of three parts needs more than three."""
_SHORTEST_BITE_MS, _LONGEST_BITE_MS = 15_000, 60_000


def chapters(placed: Sequence[Placed], sections: Sequence[ScriptSection]) -> tuple[Chapter, ...]:
    """The sections as chapters without gaps, as many as are of use, and at most as many as ID3 holds.

    Those of the top level; of deeper levels as long as the chapters are a minute long on the average, and
    where only one heading stands above them.
    """
    starts: dict[int, int] = {}
    for p in placed:
        starts.setdefault(p.section, p.start)
    end = ms_of(0, mp3.decoded_samples(placed[-1].end))
    every = [
        Chapter(sections[n].heading, ms_of(start), end, sections[n].level) for n, start in starts.items()
    ]
    return _without_gaps(_limited(_long_enough(every, end)), end)


def _long_enough(every: Sequence[Chapter], length_ms: int) -> list[Chapter]:
    top, *deeper = sorted({chapter.level for chapter in every[1:]}) or [0]
    kept = _down_to(every, top)
    for level in deeper:
        more = _down_to(every, level)
        if length_ms < len(more) * _LONG_ENOUGH_MS and len(kept) > _OPENING_AND_ONE:
            break
        kept = more
    return kept


def _down_to(chapters: Sequence[Chapter], level: int) -> list[Chapter]:
    """The first chapter, where the episode begins, and those of the level or above it."""
    return [*chapters[:1], *(chapter for chapter in chapters[1:] if chapter.level <= level)]


def _without_gaps(chapters: Sequence[Chapter], end_ms: int) -> tuple[Chapter, ...]:
    ends = [*(chapter.start_ms for chapter in chapters[1:]), end_ms]
    return tuple(replace(chapter, end_ms=end) for chapter, end in zip(chapters, ends, strict=True))


def _limited(chapters: Sequence[Chapter]) -> list[Chapter]:
    """At most 255 chapters: those of the deepest level become part of the one before them, level by level.

    Where too few would be left, neighbours of the deepest level become one instead, with the first one's
    title, and never across a higher heading.
    """
    kept = list(chapters)
    while len(kept) > MAX_CHAPTERS:
        deepest = max(chapter.level for chapter in kept[1:])
        upper = _down_to(kept, deepest - 1)
        kept = upper if len(upper) >= _FEWEST else _neighbours_merged(kept, deepest)
    return kept


def _neighbours_merged(chapters: Sequence[Chapter], deepest: int) -> list[Chapter]:
    """The first of every so many of the deepest level, as few as will do, and all that are above it."""
    size = 2
    while len(kept := list(_firsts(chapters, deepest, size))) > MAX_CHAPTERS:
        size += 1
    return kept


def _firsts(chapters: Sequence[Chapter], deepest: int, size: int) -> Iterator[Chapter]:
    in_a_row = 0
    for chapter in chapters:
        is_deepest = chapter.level == deepest
        if not is_deepest or in_a_row % size == 0:
            yield chapter
        in_a_row = in_a_row + 1 if is_deepest else 0


def soundbite(chapters: Sequence[Chapter], cues: Sequence[Cue]) -> Chapter | None:
    """The first part of 15 to 60 seconds that begins a chapter and ends with a sentence; None without one.

    Not from the episode's start, which some apps take for no start at all. The podcast namespace asks for 15
    to 120 seconds.
    """
    starts = [Chapter(chapters[0].title, cue.start_ms, chapters[0].end_ms) for cue in cues[1:2]]
    for part in [*chapters[1:], *starts]:
        most = min(part.end_ms, part.start_ms + _LONGEST_BITE_MS)
        end = max((cue.end_ms for cue in cues if part.start_ms < cue.end_ms <= most), default=0)
        if end - part.start_ms >= _SHORTEST_BITE_MS:
            return Chapter(part.title, part.start_ms, end)
    return None
