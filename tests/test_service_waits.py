"""How long a service is waited for: as it asks, else ever longer; and one pace for all who ask a host."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
from speech_servers import FakeClock, SpeechServer, fine, served

from narrate.engines import patience
from narrate.engines.patience import Patience, pace_of
from narrate.engines.service import Service
from narrate.errors import EngineUnavailable

QUICK = Patience(timeout=30, attempts=3, backoff=0, min_interval=0, at_once=4)


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with served(fine) as server:
        yield server


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    clock = FakeClock()
    monkeypatch.setattr(patience, "time", clock.time)
    monkeypatch.setattr(patience, "_paces", {})  # ports come again
    monkeypatch.setattr(Patience, "wait", lambda self, seconds: clock.wait(seconds))
    return clock


def service(how: Patience = QUICK) -> Service:
    return Service("Parrot", how, "feed it")


def unavailable(url: str, how: Patience = QUICK) -> str:
    with pytest.raises(EngineUnavailable) as caught:
        service(how).ask("POST", url)
    return str(caught.value)


def test_the_wait_that_is_asked_for_is_kept(server: SpeechServer, clock: FakeClock) -> None:
    server.troubles.append((429, {"Retry-After": "7"}, b""))
    assert service().ask("GET", server.base) == b"fine"
    assert server.times[1] - server.times[0] == pytest.approx(7)


def test_a_wait_of_nothing_is_no_leave_to_hurry(server: SpeechServer, clock: FakeClock) -> None:
    server.always = (429, {"Retry-After": "0"}, b"")
    unavailable(server.base, replace(QUICK, attempts=4, backoff=1.0))
    assert [round(wait) for wait in clock.waits if wait >= 1] == [1, 2, 4]


def test_the_wait_may_be_a_date(server: SpeechServer, clock: FakeClock) -> None:
    date, after = (email.utils.formatdate(seconds, usegmt=True) for seconds in (1_000_000, 1_000_009))
    server.troubles.append((503, {"Retry-After": after, "Date": date}, b""))
    assert service().ask("GET", server.base) == b"fine"
    assert server.times[1] - server.times[0] == pytest.approx(9)


@pytest.mark.parametrize("value", ["soon", "-5", "", "Thu, 99 Foo", "1e3", "９"])
def test_a_wait_of_no_known_form_is_ours(server: SpeechServer, clock: FakeClock, value: str) -> None:
    server.troubles.append((429, {"Retry-After": value.encode().decode("latin-1")}, b""))
    assert service(replace(QUICK, backoff=2)).ask("GET", server.base) == b"fine"
    assert 2 <= server.times[1] - server.times[0] <= 3


def test_a_wait_that_is_too_long_is_told_at_once(server: SpeechServer, clock: FakeClock) -> None:
    server.always = (429, {"Retry-After": "3600"}, b"")
    assert "asks to wait 60 minutes" in unavailable(server.base)
    assert len(server.asked) == 1
    assert clock.waits == []


@pytest.mark.parametrize("value", ["9" * 500, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_wait_without_end_is_told_at_once(server: SpeechServer, clock: FakeClock, value: str) -> None:
    server.always = (429, {"Retry-After": value}, b"")
    assert "asks to wait 43,200 minutes" in unavailable(server.base)


def test_waits_double_and_differ(server: SpeechServer, clock: FakeClock) -> None:
    server.always = (500, {}, b"")
    unavailable(server.base, replace(QUICK, attempts=5, backoff=1.0))
    for wait, least in zip(clock.waits, (1, 2, 4, 8), strict=True):
        assert least <= wait <= least + 0.5


def test_too_many_requests_hold_everybody(server: SpeechServer, clock: FakeClock) -> None:
    server.troubles.append((429, {"Retry-After": "30"}, b""))
    host = server.base.removeprefix("http://")
    begun = clock.now
    service().ask("GET", server.base)
    pace_of(host).hold(20)
    service().ask("GET", server.base)
    assert server.times[1] - begun >= 30
    assert server.times[2] - server.times[1] >= 20


def test_two_services_share_the_pace_of_a_host(server: SpeechServer, clock: FakeClock) -> None:
    slow = replace(QUICK, min_interval=0.5)
    one, other = service(slow), service(slow)
    for asker in (one, other, other, one):
        asker.ask("GET", server.base)
    gaps = [later - earlier for earlier, later in pairwise(server.times)]
    assert all(gap >= 0.5 for gap in gaps)


def test_no_more_run_at_once_than_is_said(server: SpeechServer) -> None:
    two = replace(QUICK, at_once=2)
    askers = [service(two), service(two)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda turn: askers[turn % 2].ask("GET", server.base), range(40)))
    assert answers == [b"fine"] * 40
    assert server.most_together <= 2
