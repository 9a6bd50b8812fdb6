"""What is clutter by its wording: the rows of ``clutter.tsv``, asked about a line or a heading.

``clutter.tsv`` holds the habits of Japanese and English sites: labels of buttons, notices, captions. A
pattern must fit a whole short line, so a sentence that only mentions such words is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from narrate.article import tables
from narrate.article.wordings import Wordings
from narrate.patterns import compiled

_LONGEST = 120  # characters of Japanese, three times as many Latin ones: what is longer is prose
_BEFORE = r"[\W_]*"
_BEHIND = "(?:[^\\w。%％℃]|_)*"  # no full stop, for what has one was said, and no unit
_BETWEEN = r"[\s|｜/／・、,]*"  # labels in one line
_REMEMBERED = 2**16  # lines: those of an article are asked about several times
_NUMBER = compiled(r"[\W_]*第?[0-9０-９]{1,2}(?:[.．、)）章┃│|]|\s)\s*(?=\D)")
_IN_KANJI, _LONGEST_APART = compiled(r"(?<=[一-鿿])\s+(?=[一-鿿](?:\s|$))"), 12  # 文　献
_NUMBERED = frozenset(("references", "related links"))
_LABELS = frozenset((
    "advertisement", "author profile", "call to subscribe", "cookie notice", "footer", "paywall",
))  # fmt: skip
_DETAILS = frozenset(("details of the post", "rating", "reading time", "share buttons"))
_AFTER_SENTENCE = compiled("(?<=[。！!？?])(?![。！!？?」』）)])")
OF_LINES = ("section", "line", "label", "perhaps")
"""The places in which a line of text may stand, as the table calls them."""
_LONGEST_FACT = 80  # characters
_FEW_SENTENCES = 4
_FACT = compiled(r"(?:[^\s。:：]{1,12}|[^\s。:：](?:[ \u3000]{1,4}[^\s。:：]){1,3})\s?[:：](?!//)[^。]{1,80}")
"""A fact in a list of them, whatever its name."""


def is_fact(line: str) -> bool:
    """Whether a line is a fact such as ``住所：…``, as tables have them."""
    if len(line) >= _LONGEST_FACT:
        return False
    parts = line.replace(":", "：").partition("："), _IN_KANJI.sub("", line).partition("\u3000")
    return any(
        label and value.strip() and "。" not in value and is_fact_label(label.strip("【】[]［］（("))
        for label, _, value in parts
    )


def is_any_fact(line: str) -> bool:
    """Whether a line has the form of a fact, whatever it is of: ``参加者：…``."""
    return bool(_FACT.fullmatch(line))


def is_fact_label(label: str) -> bool:
    """Whether a word stands before a fact of a shop, a company or a post: 住所, 資本金."""
    return bool(reason_at(label, ("fact",)))


def opens_article(heading: str) -> bool:
    """Whether a heading is one that stands over the first text of an article: はじめに, 概要."""
    return bool(reason_at(heading, ("opening",)))


def is_count(line: str) -> bool:
    """Whether a line is a number or a day in the head of a post, if others stand there: 保存した人 5人."""
    return bool(reason_at(line, ("count",))) or line_reason(line) in _DETAILS


def last_reason(heading: str, is_numbered: bool = False) -> str:
    """Why a heading over a few words at the end is not read with them: お知らせ; empty if it is.

    One that may be numbered does not count its number: 3. お知らせ.
    """
    number = _NUMBER.match(heading) if is_numbered else None
    return reason_at(heading[number.end() :] if number else heading, ("last",))


def behind_reason(line: str) -> str:
    """Why rows behind the last sentence are not read with the line over them: 3. 今月の上映予定."""
    number = _NUMBER.match(line)
    return reason_at(line[number.end() :] if number else line, ("behind",)) or reason_at(line, ("behind",))


def section_reason(heading: str) -> str:
    """Why a heading and what stands under it are not read; with a number only references and links."""
    if found := _NUMBER.match(heading):
        why = reason_at(heading[found.end() :], ("section", "heading"))
        return why if why in _NUMBERED else ""
    return reason_at(heading, ("section", "heading"))


def _without_gaps(line: str) -> str:
    """A short line without the gaps that print sets between its characters: 文　献."""
    return _IN_KANJI.sub("", line) if len(line) <= _LONGEST_APART else line


def line_reason(line: str, places: tuple[str, ...] = OF_LINES) -> str:
    """Why a line of such ``places`` (see the table) is not read; empty if it is.

    Of several sentences none may say anything else.
    """
    if why := reason_at(line, places):
        return why
    sentences = [] if _is_long(line) else [part for part in _AFTER_SENTENCE.split(line) if part.strip()]
    if not 1 < len(sentences) <= _FEW_SENTENCES:
        return ""
    first = ""
    for sentence in sentences:
        why = reason_at(sentence, places)
        if not why and not reason_at(sentence, ("with",)):
            return ""
        first = first or why
    return first


def label_reason(line: str, is_over_prose: bool = False) -> str:
    """Why a small box with this line on top is not read; empty if it is, as with a sentence in some."""
    places = ("section", "heading", "box") if is_over_prose else ("section", "heading", "box", "perhaps")
    if why := reason_at(line, places):
        return "" if why == "table of contents" else why  # the links in it tell where it ends
    why = line_reason(line)
    return why if why in _LABELS else ""


def _is_long(line: str) -> bool:
    """Whether a line is longer than a label or a notice; a letter of Japanese has three bytes."""
    return len(line) > 3 * _LONGEST or len(line.encode("utf-8", "replace")) > 3 * _LONGEST


def reason_at(line: str, places: tuple[str, ...]) -> str:
    """Why a line is not read in one of these ``places``, which the table names; empty if it is."""
    if _is_long(line):
        return ""
    return next(filter(None, (form[place] for form in _reasons_of(line).forms for place in places)), "")


@lru_cache(maxsize=_REMEMBERED)
def _reasons_of(line: str) -> _Reasons:
    return _Reasons(line)


class _Reasons(dict[str, str]):
    """Why a line is not read in each place that is asked about; empty if it is."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._rows = [_rows()[number] for number in _wordings().candidates(line)]
        bare = _without_gaps(line)
        self._bare = () if bare == line else (_reasons_of(bare),)

    @property
    def forms(self) -> tuple[_Reasons, ...]:
        """Those of the line, then those of it without the gaps that print sets in a word."""
        return (self, *self._bare)

    def __missing__(self, place: str) -> str:
        fitting = (row for row in self._rows if row.place == place and row.fits(self._line))
        self[place] = why = next((row.reason for row in fitting), "")
        return why


@dataclass(frozen=True, slots=True)
class _Row:
    """What a whole line of a ``place`` says, marks around it aside, and the reason why it is not read."""

    reason: str
    place: str
    pattern: str

    def fits(self, line: str) -> bool:
        """Whether the line says it."""
        return bool(_whole_line(self.pattern).fullmatch(line))


@cache
def _rows() -> tuple[_Row, ...]:
    """The table, rows of a reason together; labels of a reason are one row, as several stand in a line."""
    found: dict[tuple[str, str], list[str]] = {}
    for reason, place, pattern in tables.patterns("clutter.tsv"):
        found.setdefault((reason, place), []).append(pattern)
    for (_, place), patterns in found.items():
        if place == "label":
            label = "|".join(patterns)
            patterns[:] = [f"(?:{label})(?:{_BETWEEN}(?:{label}))*"]
    return tuple(
        _Row(reason, place, pattern) for (reason, place), patterns in found.items() for pattern in patterns
    )


@cache
def _wordings() -> Wordings:
    return Wordings(row.pattern for row in _rows())


@cache
def _whole_line(pattern: str) -> re.Pattern[str]:
    return compiled(f"{_BEFORE}(?:{pattern}){_BEHIND}", re.IGNORECASE)
