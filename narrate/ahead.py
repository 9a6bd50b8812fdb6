"""``map`` that is a few items ahead of who takes its results."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


def ahead(function: Callable[[_T], _R], items: Iterable[_T], threads: int, most: int) -> Iterator[_R]:
    """The results in order, made by ``threads``; at most ``most`` wait, so that few are in memory."""
    left = iter(items)
    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[Future[_R]] = deque(pool.submit(function, item) for item in islice(left, most))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(function, item) for item in islice(left, 1))
