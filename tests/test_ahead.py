"""Results in order, few of them waiting."""

from __future__ import annotations

import threading

import pytest

from narrate.ahead import ahead


def test_results_come_in_order_whoever_is_done_first() -> None:
    turn = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            assert turn.wait(30), "the second one is worked on meanwhile"
        if item == 1:
            turn.set()
        return item * item

    assert list(ahead(work, range(20), threads=2, most=4)) == [n * n for n in range(20)]


def test_no_more_is_begun_than_may_wait() -> None:
    begun: list[int] = []
    results = ahead(lambda item: begun.append(item) or item, range(100), threads=2, most=5)
    assert next(results) == 0
    assert len(begun) <= 6
    results.close()  # type: ignore[attr-defined]
    assert len(begun) <= 6


def test_an_error_comes_where_its_result_would() -> None:
    results = ahead(lambda item: 1 // item, [1, 0, 1], threads=2, most=3)
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)
