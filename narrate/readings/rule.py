"""A rule for a form of numbers: a pattern and what is said for a match; and what patterns share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from narrate.patterns import compiled

NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
START = r"(?<![0-9A-Za-z.,])"
END = r"(?![0-9A-Za-z])"
SPACE = r"[ \u00a0]?"
_MYRIADS = (10**12, "兆"), (10**8, "億"), (10**4, "万")

Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """``say`` returns what is said for a match, or None to leave it to the rules after."""

    name: str
    pattern: re.Pattern[str]
    say: Say


def rule(name: str, pattern: str, say: Say | str) -> Rule:
    """A rule whose ``say`` may be a template as for ``re.Match.expand``."""
    spoken = (lambda match: match.expand(say)) if isinstance(say, str) else say
    return Rule(name, compiled(pattern), spoken)


def any_of(names: Iterable[str]) -> str:
    """A regular expression for one of some names, long ones first; the same in each run, for sets too."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def behind(words: Iterable[str]) -> str:
    """A pattern for a place behind one of the words."""
    return f"(?:{'|'.join(f'(?<={word})' for word in words)})"


def just_before(match: re.Match[str], reach: int) -> str:
    """What stands before a match, ``reach`` characters at most."""
    return match.string[max(0, match.start() - reach) : match.start()]


def span_around(match: re.Match[str], reach: int) -> tuple[int, int]:
    """From where to where a pattern looks that is to be found near a match; ``reach`` in characters."""
    return max(0, match.start() - reach), match.end() + reach


def without_commas(number: str) -> str:
    """``1,234.5`` → ``1234.5``, which the engine reads right."""
    return number.replace(",", "")


def in_myriads(number: Decimal) -> str:
    """A large number as it is counted in Japanese: 1500000 is 150万, 250000000 is 2.5億."""
    size, unit = next((each for each in _MYRIADS if number >= each[0]), (1, ""))
    return f"{(number / size).normalize():f}{unit}"


def in_full(number: Decimal) -> str:
    """A whole number as it is said in Japanese: 5948000000 is 59億4800万."""
    said, rest = "", int(number)
    for size, unit in _MYRIADS:
        count, rest = divmod(rest, size)
        said += f"{count}{unit}" if count else ""
    return said + (str(rest) if rest or not said else "")
