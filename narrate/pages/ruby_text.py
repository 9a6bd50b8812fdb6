"""The author's wording and what the voice was given → the readings of Latin terms, to be shown above them.

The two wordings are walked side by side: what is not a Latin term is the same in both, punctuation and spaces
aside, or is found again behind the next term. A reading that is not certain is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from narrate.patterns import compiled

_LETTERS = "A-Za-z\u00c0-\u024f"
_TERM = compiled(
    f"(?<![0-9])[0-9]*+[{_LETTERS}][{_LETTERS}0-9]*[+#]*(?:[ .,:/&'’_-]{{1,3}}[{_LETTERS}0-9]+[+#]*)*"
)
_VERSION_AT_END = compiled(r"[0-9]+(?:\.[0-9]+)+$")
_KANA = "".join(map(chr, range(ord("ァ"), ord("ヺ") + 1))) + "ー"
_KATAKANA = compiled(f"[{_KANA}]+")
_SAID = frozenset("+=±×÷<>≤≥≠~〜→←#%&@*/$€£¥￥°")
"""Signs that a voice may say: where one stands beside a term, its reading would be taken for the term's."""
_PAUSES = frozenset("、。，．,.!?！？;:；：()")
_ANCHOR = 8  # characters by which a place is found again after something was said otherwise
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class Part(NamedTuple):
    """A piece of a sentence as its author wrote it; ``reading`` is in katakana, empty where none is shown."""

    written: str
    reading: str = ""


class _Spoken(NamedTuple):
    """What can be compared of what was spoken, and the places in it where a sign or a space stood."""

    text: str
    breaks: frozenset[int]


def with_readings(text: str, spoken: str) -> list[Part]:
    """The whole text in parts, in order."""
    parts: list[Part] = []
    done = 0
    for start, end, reading in _readings(text.translate(_FULL_WIDTH), _spoken(spoken)):
        if done < start:
            parts.append(Part(text[done:start]))
        parts.append(Part(text[start:end], reading))
        done = end
    return [*parts, Part(text[done:])] if done < len(text) else parts


def _spoken(spoken: str) -> _Spoken:
    breaks, length = set(), 0
    for char in spoken:
        length += char.isalnum()
        if not char.isalnum():
            breaks.add(length)
    return _Spoken(_comparable(spoken), frozenset((*breaks, length)))


def _readings(text: str, spoken: _Spoken) -> Iterator[tuple[int, int, str]]:
    """Where what is read otherwise stands in the text, from start to end, and its reading."""
    bounds = [(0, 0), *(term.span() for term in _TERM.finditer(text)), (len(text), len(text))]
    at, is_known = 0, True
    for (_, done), (start, end), (next_start, _) in zip(bounds, bounds[1:], bounds[2:], strict=False):
        before, term, after = text[done:start], text[start:end], text[end:next_start]
        passed = _passed(_comparable(before), spoken.text, at, is_known)
        is_known = False
        if passed is None:
            continue
        kept = _digits_alike(term, spoken.text[passed:])
        for number, said in _numbers_at_end(term[kept:]):
            reading = _reading(after, spoken, passed + kept, said, is_last=next_start == len(text))
            if reading:
                at, is_known = passed + kept + len(reading) + len(said), True
                if not (_is_sign(before.rstrip()[-1:]) or _is_sign(after.lstrip()[:1])):
                    yield start + kept, start + len(term.removesuffix(number).rstrip()), reading
                break


def _passed(before: str, spoken: str, at: int, is_known: bool) -> int | None:
    """The place in what is spoken after the text before a term; None if it is not found.

    ``at`` is where that text begins, or, if that is not known, a place somewhere before it.
    """
    if is_known and spoken.startswith(before, at):
        return at + len(before)
    for size in range(min(_ANCHOR, len(before)), 0, -1):
        found = spoken.find(before[-size:], at)
        if found >= 0:
            return found + size
    return None


def _reading(after: str, spoken: _Spoken, at: int, rest: str, is_last: bool) -> str:
    """The katakana from a place on that stand for a term, if the ``rest`` and what comes ``after`` follow.

    They end at the next sign. Katakana of the author's own behind the term (o1モデル) are no part of them.
    """
    kana = _KATAKANA.match(spoken.text, at)
    if kana is None:
        return ""
    ends = (place for place in range(at + 1, kana.end()) if place in spoken.breaks)
    end = next(ends, kana.end())
    follows = _comparable(after)
    own = "" if rest or end < kana.end() else follows[: len(follows) - len(follows.lstrip(_KANA))]
    reading = spoken.text[at:end].removesuffix(own)
    behind = at + len(reading)
    if follows:
        is_sure = spoken.text.startswith(rest + follows[: len(own) + 1], behind)
    else:
        is_sure = spoken.text.startswith(rest, behind) and _ends_there(
            after, spoken, behind + len(rest), is_last
        )
    return reading if is_sure else ""


def _ends_there(after: str, spoken: _Spoken, place: int, is_last: bool) -> bool:
    """Whether a term without any text behind it ends at a place: with all that is said, or at a pause."""
    if is_last:
        return place == len(spoken.text)
    return place in spoken.breaks and not _PAUSES.isdisjoint(after)


def _digits_alike(term: str, spoken: str) -> int:
    """How many digits a term and what is spoken begin with alike: one in 4K, which is said 4ケー."""
    count = 0
    while term[count : count + 1].isdigit() and term[count] == spoken[count : count + 1]:
        count += 1
    return count


def _numbers_at_end(term: str) -> Iterator[tuple[str, str]]:
    """What a term may end in that has no reading, the longest first, and how that is said: 3.12, 12, nothing.

    A point is a sign in what is spoken, or its name, as in a version with several (3テン12テン1).
    """
    version = _VERSION_AT_END.search(term)
    if version:
        yield version[0], _comparable(version[0])
        yield version[0], version[0].replace(".", "テン")
    digits = term[len(term.rstrip("0123456789")) :]
    yield digits, digits
    yield "", ""


def _comparable(text: str) -> str:
    """Letters, digits and kana only: spaces and punctuation are another in what is spoken, or none."""
    return "".join(filter(str.isalnum, text.translate(_FULL_WIDTH)))


def _is_sign(char: str) -> bool:
    return bool(char) and (char in _SAID or unicodedata.category(char) in ("Sm", "Sc"))
