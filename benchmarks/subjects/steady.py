"""The memory of ``narrate serve`` after many requests of all kinds, against that after some."""

from __future__ import annotations

import http.client
import random
import re
from collections.abc import Iterator
from pathlib import Path

import materials
import web
from measure import Plan, Row, Rows, Unmeasured, build

_SECTIONS = 6
_PART = 65_536


def rows(plan: Plan) -> Rows:
    """A feed, parts of an MP3, sections, what is not there, HEAD, and what only the owner may ask."""
    if not Path("/proc/self/status").exists():
        yield Unmeasured("memory after many requests", "this system does not tell it")
        return
    show = materials.show(plan.folder("show"))
    (show / "articles").mkdir()
    (show / "articles" / "rooms.md").write_text(materials.sections(_SECTIONS), encoding="utf-8")
    build(materials.article(plan.work, plan.article), show, "--voice", "tone")
    count, warm = plan.size((10_000, 2_000), (300, 100))
    with web.narrate_serve(show, "--voice", "tone") as (port, process):
        requests = _requests(show)
        _ask(port, requests, warm)
        before = _resident_mb(process)
        _ask(port, requests, count)
        after = _resident_mb(process)
    figure, against = f"memory after {count:,} more requests", f"after {warm:,}"
    yield Row(figure, against, after / before, 1.05, detail=f"{after:.0f} : {before:.0f} MB")


def _requests(show: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Method, path and headers without end, the same in every run."""
    chance = random.Random(7)
    audio = next(show.glob("output/episodes/*/*.mp3"))
    mp3, size = f"/{audio.relative_to(show / 'output').as_posix()}", audio.stat().st_size
    owner = {"Authorization": f"Bearer {(show / 'owner.token').read_text(encoding='ascii').strip()}"}
    number = 0
    while True:
        number += 1
        start = chance.randrange(size - _PART)
        section = f"/articles/rooms/sections/{number % (_SECTIONS + 2)}.mp3"
        yield "GET", f"/feed.xml?{number}", {}
        yield "GET", mp3, {"Range": f"bytes={start}-{start + _PART - 1}"}
        yield "HEAD", mp3, {}
        yield "GET", section, {"Range": "bytes=0-1"}
        yield "GET", section, {}
        yield "GET", f"/episodes/{number}/{number}.mp3", {"User-Agent": f"app {number}"}
        yield "GET", "/articles", owner
        yield f"BREW{number}", f"/articles/{number}", {}
        yield "GET", f"/jobs/{number}", owner
        yield "GET", mp3.rpartition("/")[0] + "/", {}


def _ask(port: int, requests: Iterator[tuple[str, str, dict[str, str]]], count: int) -> None:
    """Ask one after the other, on connections that stay open for a hundred requests.

    Raises:
        RuntimeError: an answer was a fault of the server's.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in range(count):
        method, path, headers = next(requests)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status >= 500:
            raise RuntimeError(f"{method} {path}: {answer.status} {body[:200]!r}")
        if number % 100 == 99:
            connection.close()
    connection.close()


def _resident_mb(process: int) -> float:
    """What a process has in memory now."""
    (kib,) = re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(kib) / 1024
