"""The cues of an episode as what is shown at a time: up to two lines of the author's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.model import Cue, Episode
from narrate.plain import clean
from narrate.transcript.lines import line_ends
from narrate.transcript.times import times_at

_LINES = 2


@dataclass(frozen=True, slots=True)
class Caption:
    """Lines that are shown together; times in ms from the episode's start, ``voice`` is a voice's name."""

    lines: tuple[str, ...]
    start_ms: int
    end_ms: int
    voice: str


def captions(episode: Episode, width: int) -> Iterator[Caption]:
    """What is shown of each sentence, in lines of at most ``width`` characters.

    A sentence of more than two lines is shown in parts, each while it is heard.
    """
    length_ms = episode.audio.samples * 1000 // episode.audio.rate
    for cue in episode.cues:
        for caption in _of(cue, width):
            end_ms = min(caption.end_ms, length_ms)
            if caption.lines and caption.start_ms < end_ms:
                yield Caption(caption.lines, caption.start_ms, end_ms, caption.voice)


def _of(cue: Cue, width: int) -> Iterator[Caption]:
    ends = line_ends(cue.text, cue.breaks, width)
    starts = [0, *ends[:-1]]
    lines = [cue.text[start:end] for start, end in zip(starts, ends, strict=True)]
    size = _LINES if len(lines) <= _LINES * (cue.end_ms - cue.start_ms) else len(lines)
    times = _times(cue, starts[size::size])
    for number, (start_ms, end_ms) in enumerate(times):
        shown = map(clean, lines[number * size : (number + 1) * size])
        yield Caption(tuple(filter(None, shown)), start_ms, end_ms, cue.voice)


def _times(cue: Cue, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """When each part of a cue is heard that is cut at these offsets; each lasts a millisecond at least."""
    bounds = [cue.start_ms]
    for left, time in zip(range(len(cuts), 0, -1), times_at(cue, cuts), strict=True):
        bounds.append(min(max(time, bounds[-1] + 1), cue.end_ms - left))
    return list(zip(bounds, [*bounds[1:], cue.end_ms], strict=True))
