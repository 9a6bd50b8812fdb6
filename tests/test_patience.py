"""Patience and pace: who waits how long, and that all who ask one host share one pace."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from speech_servers import FakeClock

from narrate.engines import patience
from narrate.engines.patience import Pace, Patience, pace_of


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    clock = FakeClock()
    monkeypatch.setattr(patience, "time", clock.time)
    return clock


def test_who_waits_for_a_turn_is_held_too(clock: FakeClock) -> None:
    pace, starts = Pace(), list[float]()
    pace.turn(5)

    def sleep(seconds: float) -> None:
        if not clock.waits:
            pace.hold(60)  # another thread is refused meanwhile
        clock.sleep(seconds)

    pace.run(lambda: starts.append(clock.now), 5, 1, sleep)
    assert starts == [1060]


def test_turns_of_many_threads_are_apart() -> None:
    pace = Pace()
    with ThreadPoolExecutor(8) as pool:
        starts = sorted(pool.map(lambda _: pace.turn(0.25), range(40)))
    assert all(later - earlier > 0.2499 for earlier, later in pairwise(starts))


def test_hosts_have_each_their_own_pace() -> None:
    assert pace_of("a.example") is pace_of("a.example")
    assert pace_of("a.example") is not pace_of("b.example")


@pytest.mark.parametrize(
    "options",
    [
        {"timeout": 0},
        {"timeout": float("nan")},
        {"attempts": 0},
        {"backoff": -1},
        {"min_interval": 61},
        {"at_once": 0},
    ],
)
def test_patience_has_bounds(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="is outside"):
        Patience(**options)  # type: ignore[arg-type]
