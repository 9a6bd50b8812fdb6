"""Many patterns asked at once: a line meets only those whose words it has.

Most patterns cannot match without certain words, ``を?コピー(?:する)?`` not without コピー. Those are found
once, from the pattern itself, and a line is compared with the few patterns whose words are in it.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from operator import add
from typing import Any

from narrate.patterns import kept

_tree: Any = importlib.import_module(
    "re._parser"
)  # the module ``re`` compiles with; typeshed does not know it
_FEW = 40  # words that a pattern may do with; more would be met in any line
_FEW_CHARACTERS = 6  # of a class that count as words
_ALIKE = str.maketrans("İıſ\u212a", "iisk")
"""What ``re.IGNORECASE`` takes for an ASCII letter."""
_ODD = frozenset(map(chr, _ALIKE))

Words = frozenset[str]


class Wordings:
    """Patterns, by their numbers, and which of them a line may match."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._always: set[int] = set()
        self._by_gram: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            for words in kept("needed words", pattern, partial(needed_words, pattern)):
                if not words:
                    self._always.add(number)
                for word in words:
                    self._by_gram[word[:2]].append((word, number))

    def candidates(self, line: str) -> list[int]:
        """The numbers of the patterns that have a word in the line, or need none, in order."""
        folded = _folded(line)
        grams = self._by_gram.keys() & {*map(add, folded, folded[1:]), *folded}
        found = {n for gram in grams for word, n in self._by_gram[gram] if word in folded}
        return sorted(found | self._always)


def needed_words(pattern: str) -> list[Words]:
    """For each alternative of a pattern the words, folded, of which one is in whatever it matches."""
    parts = _tree.parse(pattern)
    while len(parts) == 1 and str(parts[0][0]) == "SUBPATTERN":
        parts = parts[0][1][-1]
    is_branch = len(parts) == 1 and str(parts[0][0]) == "BRANCH"
    return [_needed(branch) for branch in (parts[0][1][1] if is_branch else [parts])]


def _folded(text: str) -> str:
    return (text if _ODD.isdisjoint(text) else text.translate(_ALIKE)).lower()


def _needed(parts: Sequence[tuple[Any, Any]]) -> Words:
    """The best words among those of the parts of a sequence, each of which is there."""
    choices: list[Words] = []
    run = ""
    for kind, value in [*parts, (None, None)]:
        if str(kind) == "LITERAL":
            run += _folded(chr(value))
            continue
        choices += (
            [frozenset((run,)), _needed_by(str(kind), value)] if run else [_needed_by(str(kind), value)]
        )
        run = ""
    return max(filter(None, choices), key=_worth, default=frozenset())


def _needed_by(kind: str, value: Any) -> Words:
    match kind:
        case "SUBPATTERN":
            return _needed(value[-1])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _needed(value[2]) if value[0] else frozenset()
        case "ATOMIC_GROUP":
            return _needed(value)
        case "BRANCH":
            return _any_of([_needed(branch) for branch in value[1]])
        case "IN":
            is_plain = len(value) <= _FEW_CHARACTERS and all(str(kind) == "LITERAL" for kind, _ in value)
            return frozenset(_folded(chr(char)) for _, char in value) if is_plain else frozenset()
        case _:
            return frozenset()


def _any_of(branches: list[Words]) -> Words:
    words = frozenset[str]().union(*branches)
    return words if all(branches) and len(words) <= _FEW else frozenset()


def _worth(words: Words) -> tuple[int, int]:
    """How seldom a line has one of the words: long ones are best, then few."""
    return min(min(map(len, words)), 3), -len(words)
