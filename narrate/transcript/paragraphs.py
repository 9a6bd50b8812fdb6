"""The sentences of an episode or a script as the paragraphs in which people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from narrate.cuts import space_between
from narrate.model import Cue
from narrate.pauses import PAUSES_MS
from narrate.plain import clean

_WITHIN_PARAGRAPH_MS = (PAUSES_MS["sentence"] + PAUSES_MS["item"]) / 2


class Said(Protocol):
    """A sentence in both wordings, and the name of the voice that says it."""

    @property
    def text(self) -> str:
        """The author's wording."""

    @property
    def spoken(self) -> str:
        """What the voice is given."""

    @property
    def voice(self) -> str:
        """The voice's name."""


S = TypeVar("S", bound=Said)


def paragraphs(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    """The cues of a section, a paragraph at a time."""
    return grouped(cues, lambda before, cue: cue.start_ms - before.end_ms)


def grouped(said: Sequence[S], pause_ms: Callable[[S, S], int]) -> Iterator[list[S]]:
    """Sentences, a paragraph at a time: until the voice rests or another one speaks.

    ``pause_ms`` is how long the voice rests between a sentence and the next.
    """
    paragraph = [said[0]]
    for before, after in pairwise(said):
        if pause_ms(before, after) > _WITHIN_PARAGRAPH_MS or after.voice != before.voice:
            yield paragraph
            paragraph = []
        paragraph.append(after)
    yield paragraph


def spaced(said: Sequence[S]) -> Iterator[tuple[str, S]]:
    """The sentences that show something, each with what stands before it (``cuts.space_between``)."""
    last = ""
    for each in said:
        if text := clean(each.text):
            yield space_between(last, text), each
            last = text


def same(text: str, other: str) -> bool:
    """Whether two texts are the same but for spaces."""
    return "".join(text.split()) == "".join(other.split())
