"""Lists in which a word of the text looks like a label of a page: 検索 and 通知 among what an app does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

_LONGEST = 10  # characters of such a word, with its bullet


def words_in_lists(texts: Sequence[str], reasons: Sequence[str], are_items: Sequence[bool]) -> Iterator[int]:
    """The places of short items that are labels by their ``reasons``, in lists of which most are none."""
    for is_list, run in groupby(range(len(texts)), are_items.__getitem__):
        items = list(run) if is_list else []
        labels = [place for place in items if reasons[place]]
        if 2 * len(labels) < len(items):
            yield from (place for place in labels if len(texts[place]) <= _LONGEST)
