"""The cues of an episode as the paragraphs in which people read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.cuts import space_between
from narrate.model import Cue
from narrate.pauses import PAUSES_MS
from narrate.plain import clean

_WITHIN_PARAGRAPH_MS = (PAUSES_MS["sentence"] + PAUSES_MS["item"]) / 2


def paragraphs(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    """The cues of a section, a paragraph at a time: until the voice rests or another one speaks."""
    paragraph = [cues[0]]
    for before, cue in pairwise(cues):
        if cue.start_ms - before.end_ms > _WITHIN_PARAGRAPH_MS or cue.voice != before.voice:
            yield paragraph
            paragraph = []
        paragraph.append(cue)
    yield paragraph


def spaced(cues: Sequence[Cue]) -> Iterator[tuple[str, Cue]]:
    """The cues that show something, each with what stands before it: a space where ASCII meets ASCII."""
    last = ""
    for cue in cues:
        if text := clean(cue.text):
            yield space_between(last, text), cue
            last = text


def same(text: str, other: str) -> bool:
    """Whether two texts are the same but for spaces."""
    return "".join(text.split()) == "".join(other.split())
