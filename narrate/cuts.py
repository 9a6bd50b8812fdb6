"""Where a text can be cut: into requests for an engine, and into the lines of a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from narrate.patterns import compiled

FINAL = "。！？!?．"
"""What ends a sentence."""
CLOSERS = "」』）)】］]〉》”’\"'"
"""What stays with the words before it."""
SHORT_LINE = 32
"""Characters of the shortest line that a transcript is broken into; only longer texts need to know where."""

Span = tuple[int, int]

_HALF_WIDTH = tuple("!?.,:;")  # such a mark has no room of its own behind it

FAR = 0.25
"""The quality of a place inside a word, or far from where a cut is wanted."""
IN_A_QUOTE = 1.5
"""What a place inside brackets loses: better before a bunsetsu outside."""

_OPENERS = "「『（(【［[〔《〈“‘"
_ASIDES = "（([［〔"
_OPENER_OF = dict(zip("」』）)】］]〕》〉”’", _OPENERS, strict=True))
_MARKS = "’”）)"  # an apostrophe, the mark of an item: what closes nothing may be meant all the same
_BRACKET = compiled(f"[{re.escape(_OPENERS + ''.join(_OPENER_OF))}]")
_RUN = compiled(
    r"[A-Za-z][A-Za-z0-9_]{0,40}(?:\[(?:[!-Z^-~]|\[[!-Z^-~]{1,8}\]){1,20}\]|\([ -'*-~]{1,30}\))+"
    r"|[A-Za-z\u00c0-\u024f]+|[0-9]+(?:[.,][0-9]+)*"
)


class Places:
    """How well a text can be cut at each of its offsets.

    ``starts`` are the offsets at which a bunsetsu starts; ``protected`` spans are parted only where nothing
    else can be done, as are Latin words and numbers.
    """

    def __init__(self, text: str, starts: Collection[int], protected: Iterable[Span] = ()) -> None:
        self._text = text
        self._starts = {_before_openers(text, start) for start in starts if start < len(text)}
        self._whole = _inner([*protected, *(run.span() for run in _RUN.finditer(text))])
        self.quoted = _inner(brackets(text))

    def quality(self, offset: int) -> float:
        """How well a voice can breathe there: after a sentence, a clause, before a bunsetsu, inside one."""
        if offset in self._whole:
            return 0.0
        before, after, starts_bunsetsu = self._text[offset - 1], self._text[offset], offset in self._starts
        if after in CLOSERS + FINAL + "、，,":
            return FAR
        if after in _ASIDES and before not in FINAL:
            return 1  # what is said aside belongs to the word before it
        if before in FINAL or (before in CLOSERS and before not in "\"'" and starts_bunsetsu):
            return 4
        if before in "、，,；;":
            return 3
        return 2 if starts_bunsetsu else 1 if before.isspace() else FAR


def brackets(text: str) -> list[Span]:
    """Outermost brackets and quotes that are closed on the same line, without their closer."""
    spans: list[Span] = []
    waiting: list[int] = []
    kinds: Counter[str] = Counter()
    for bracket in _BRACKET.finditer(text):
        at, char = bracket.start(), bracket.group()
        if char in _OPENERS:
            waiting.append(at)
            kinds[char] += 1
        elif kinds[_OPENER_OF[char]]:
            opener = waiting.pop()
            while text[opener] != _OPENER_OF[char]:
                kinds[text[opener]] -= 1
                opener = waiting.pop()
            kinds[text[opener]] -= 1
            while spans and spans[-1][0] > opener:
                spans.pop()
            spans.append((opener, at))
    return spans


def joined(parts: Iterable[str]) -> str:
    """Sentences or clauses in a row, with what ``space_between`` puts between them."""
    text = ""
    for part in filter(None, parts):
        text += space_between(text, part) + part
    return text


def space_between(before: str, after: str) -> str:
    """Between two parts: a space after a half-width mark or where ASCII meets ASCII, else none."""
    is_ascii = before[-1:].isascii() and after[:1].isascii()
    return " " if before and after and (is_ascii or before.endswith(_HALF_WIDTH)) else ""


def without_strays(text: str) -> str:
    """A text to be shown, without closing brackets that close nothing, as editing leaves them behind."""
    waiting: Counter[str] = Counter()
    kept = []
    for char in text:
        opener = _OPENER_OF.get(char, "")
        if opener and char not in _MARKS and not waiting[opener]:
            continue
        waiting[opener or char] += -1 if opener else 1
        kept.append(char)
    return "".join(kept)


def _before_openers(text: str, offset: int) -> int:
    """The dictionary takes an opening bracket to what stands before it; it goes with what it opens."""
    while offset and text[offset - 1] in _OPENERS:
        offset -= 1
    return offset


def _inner(spans: Iterable[Span]) -> set[int]:
    """The offsets at which a cut would part a span."""
    return {offset for start, end in spans for offset in range(start + 1, end)}
