"""A table of contents, told by its entries: short lines in a row that come again later, each over text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_FEWEST = 3  # entries in a row: two lines that come again may be a refrain
_REACH = 3  # lines under a heading in which its text begins
_MOSTLY = 0.6  # of the entries
_LONGEST = 60  # characters of an entry
_AROUND = re.compile(
    r"^(?:[\W_]|第?[0-9０-９一二三四五六七八九十]{1,3}(?:[.．:：、)）】\]]|[章節部話回]|(?=\s))[0-9.]*)+"
    r"|[\s.．・…‥]*(?:[.．・…‥]\s*[0-9]{1,3}|[\[［]編集[^\]］]{0,12}[\]］])?[\W_]*$"
)
"""The number and marks around a heading, which only one of the two may have."""


def entries(texts: Sequence[str], headings: frozenset[int] | None = None) -> set[int]:
    """The places of the entries of a table of contents; those of ``headings`` are what it may list, if known.

    What comes again must be apart there: the lines of a refrain come again together.
    """
    keys = [_key(text) for text in texts]
    last = {key: place for place, key in enumerate(keys) if key and (headings is None or place in headings)}
    found: set[int] = set()
    run: list[int] = []
    for place, key in enumerate([*keys, ""]):
        if last.get(key, -1) > place and (not run or last[key] > last[keys[run[-1]]]):
            run.append(place)
            continue
        listed = [last[keys[entry]] for entry in run]
        if len(run) >= _FEWEST and listed[0] > run[-1] and _are_headings(listed, texts):
            found.update(run)
        run = [place] if last.get(key, -1) > place else []
    return found


def _are_headings(listed: list[int], texts: Sequence[str]) -> bool:
    """Whether most of the lines listed stand over text."""
    over_text = sum(any("。" in text for text in texts[place + 1 : place + _REACH]) for place in listed)
    apart = sum(after - before > 1 for before, after in pairwise(listed))
    return over_text >= _MOSTLY * len(listed) and apart >= len(listed) // 2


def _key(text: str) -> str:
    """A short line without what is around it; empty if it is a sentence."""
    if len(text) > _LONGEST or "。" in text:
        return ""
    return "".join(_AROUND.sub("", text).split())
