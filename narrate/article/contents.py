"""A table of contents, told by its entries: short lines in a row that come again later, each over text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.article.clauses import is_clause, writes_no_stops
from narrate.patterns import compiled

_FEWEST = 3  # entries in a row: two lines that come again may be a refrain
_REACH = 3  # lines under a heading in which its text begins
_UNDER = 2  # lines over a list, of which one may be its heading
_MOSTLY = 0.6  # of the entries
_LONGEST = 60  # characters of an entry
_AROUND = compiled(
    r"^(?:[\W_]|第?[0-9０-９一二三四五六七八九十]{1,3}(?:[.．:：、)）】\]]|[章節部話回]|(?=\s))[0-9.]*)+"
    r"|[\s.．・…‥]*(?:[.．・…‥]\s*[0-9]{1,3}|[\[［]編集[^\]］]{0,12}[\]］])?[\W_]*$"
)
"""The number and marks around a heading, which only one of the two may have."""


_LABEL = compiled(r"[\W_]*INDEX[\W_]*")
"""What may also be a heading of the text, as of one about databases."""


_LABELLED = compiled(
    r"[\W_]*(?:INDEX|CONTENTS|MENU|TOPICS|目\s*次|も\s*く\s*じ|[今本]号の(?:内容|目次|記事|メニュー|トピックス))[\W_]*",
    re.IGNORECASE,
)
_RULE = compiled(r"[\W_]{3,}")
_MOST = 20  # entries between a label and a rule


@dataclass(frozen=True, slots=True)
class Contents:
    """The places of a table's ``entries``, with its label, and of the ``headings`` that they name."""

    entries: frozenset[int]
    headings: frozenset[int]


def find(texts: Sequence[str]) -> Contents:
    """The tables of contents in lines, before the text and after it.

    What they list stands apart in the text: the lines of a refrain come again together.
    """
    keys = [_key(text) for text in texts]
    is_text = _told_as_text(texts)
    at = _headings(keys, is_text)
    entries: set[int] = set()
    labels: set[int] = set()
    run: list[int] = []
    for place, key in enumerate([*keys, ""]):
        is_entry = at.get(key, place) != place
        if is_entry and (not run or at[key] > at[keys[run[-1]]]):
            run.append(place)
            continue
        listed = [at[keys[entry]] for entry in run]
        label = {n - 1 for n in run[:1] if n and _LABEL.fullmatch(texts[n - 1])}
        is_whole = len(run) >= (1 if label else _FEWEST) and not run[0] < listed[-1] <= run[-1]
        if is_whole and _are_headings(listed, is_text) and not _is_summary(run, listed, is_text):
            entries.update(run)
            labels |= label
        run = [place] if is_entry else []
    for table in _ruled(texts):
        again = [n for n in table if at.get(keys[n], n) > table[-1]]
        if len(again) >= max(_MOSTLY * len(table), 2):
            entries.update(again)
            labels.update((table[0] - 1, *table))
    names = {keys[entry] for entry in entries}
    over_text = {n for n, key in enumerate(keys) if key in names and _is_over_text(n, is_text)} - entries
    last = max(over_text, default=-1)  # links and notes after it are named in a table too
    among = {at[name] for name in names if at[name] < last} - entries
    return Contents(frozenset(entries | labels), frozenset(over_text | among))


def _ruled(texts: Sequence[str]) -> Iterator[list[int]]:
    """The places of a few short lines between each label such as INDEX and the next rule."""
    for label in (n for n, text in enumerate(texts) if _LABELLED.fullmatch(text)):
        near = range(label + 1, min(label + 2 + _MOST, len(texts)))
        rule = next((n for n in near if _RULE.fullmatch(texts[n])), label)
        if rule > label + 1 and not any("。" in text for text in texts[label:rule]):
            keys = [_key(text) for text in texts[label + 1 : rule]]
            again = next((n for n, key in enumerate(keys) if key and key in keys[:n]), len(keys))
            yield list(range(label + 1, label + 1 + again))  # the heading over the rule is of the text


def _told_as_text(texts: Sequence[str]) -> list[bool]:
    """For each line whether it has a full stop, or is of the text of an author who writes none."""
    has_no_stops = writes_no_stops(texts)
    return ["。" in text or (has_no_stops and is_clause(text)) for text in texts]


def _headings(keys: Sequence[str], is_text: Sequence[bool]) -> dict[str, int]:
    """Where each line that comes again is a heading: over text and under no other such line, or apart."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    again = {key: found for key, found in places.items() if key and len(found) > 1}

    def may_be_heading(place: int) -> bool:
        return _is_over_text(place, is_text) and not (place and keys[place - 1] in again)

    def apart(place: int) -> tuple[int, int]:
        beside = (*keys[max(place - 1, 0) : place], *keys[place + 1 : place + 2])
        return -sum(key in again for key in beside), place

    return {
        key: next(filter(may_be_heading, reversed(found)), max(found, key=apart))
        for key, found in again.items()
    }


def _are_headings(listed: list[int], is_text: Sequence[bool]) -> bool:
    """Whether most of the lines listed stand over text."""
    over_text = sum(_is_over_text(place, is_text) for place in listed)
    apart = sum(after - before > 1 for before, after in pairwise(listed))
    return over_text >= _MOSTLY * len(listed) and apart >= len(listed) // 2


def _is_summary(run: list[int], listed: list[int], is_text: Sequence[bool]) -> bool:
    """Whether lines that come after what they list stand between sentences: the article sums itself up."""
    is_under_text = any(is_text[max(run[0] - _UNDER, 0) : run[0]])
    return listed[-1] < run[0] and is_under_text and _is_over_text(run[-1], is_text)


def _is_over_text(place: int, is_text: Sequence[bool]) -> bool:
    return any(is_text[place + 1 : place + _REACH])


def _key(text: str) -> str:
    """A short line without what is around it; empty if it is a sentence."""
    if len(text) > _LONGEST or "。" in text:
        return ""
    return "".join(_AROUND.sub("", text).split())
