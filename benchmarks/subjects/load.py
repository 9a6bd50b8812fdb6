"""Requests a second of ``narrate serve``, one process, against one worker of nginx with the same files."""

from __future__ import annotations

import shutil
import statistics
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from typing import NamedTuple

import materials
import web
from measure import Plan, Row, Rows, Unmeasured, build, in_turn, ratio
from web import Load

_PLAIN = "server {{ listen 127.0.0.1:{port}; root {root}; }}\n"


class _Asked(NamedTuple):
    """What is asked for: its path, the ``size`` of a file of which parts are asked, whether it is known."""

    what: str
    path: str
    size: int = 0
    is_known: bool = False


def rows(plan: Plan) -> Rows:
    """All on loopback and in turn; the proxy is that of docs/hosting.md."""
    missing = [tool for tool in ("nginx", "wrk") if not shutil.which(tool)]
    if missing:
        yield Unmeasured("requests a second", f"there is no {' and no '.join(missing)} on this machine")
        return
    show = materials.show(plan.folder("show"))
    build(materials.article(plan.work, plan.article), show, "--voice", "tone")
    output = show / "output"
    audio, page = (next(output.glob(f"episodes/*/{name}")) for name in ("*.mp3", "index.html"))
    mp3 = _Asked("64 KB of an MP3", audio.relative_to(output).as_posix(), audio.stat().st_size)
    with ExitStack() as stack:
        narrate, _ = stack.enter_context(web.narrate_serve(show))
        nginx, proxy = web.free_port(), web.free_port()
        servers = _PLAIN.format(port=nginx, root=output)
        servers += web.nginx_of_page(proxy, narrate, output, plan.work / "cache")
        stack.enter_context(web.nginx(plan.folder("nginx"), servers, proxy))
        for asked in (
            _Asked("the feed", "feed.xml"),
            _Asked("the feed, 304", "feed.xml", is_known=True),
            _Asked("an episode's page", page.relative_to(output).as_posix()),
            mp3,
        ):
            yield _row(asked.what, *_loads(plan, asked, narrate, nginx))
        yield _row(f"{mp3.what}, nginx in front", *_loads(plan, mp3, proxy, nginx), limit=0.9)


def _loads(plan: Plan, asked: _Asked, *ports: int) -> list[list[Load]]:
    urls = [f"http://127.0.0.1:{port}/{asked.path}" for port in ports]
    etags = [_etag(url) if asked.is_known else "" for url in urls]
    seconds = plan.size(2, 1)
    return in_turn(
        plan.size(7, 1),
        *(
            lambda _, url=url, etag=etag: web.load(url, seconds, asked.size, etag)
            for url, etag in zip(urls, etags, strict=True)
        ),
    )


def _etag(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.headers["ETag"])


def _row(what: str, ours: Sequence[Load], theirs: Sequence[Load], limit: float | None = None) -> Row:
    rates = [[load.rate for load in loads] for loads in (ours, theirs)]
    times = [[load.p99_ms for load in loads] for loads in (ours, theirs)]
    shares = sorted(x / y for x, y in zip(*rates, strict=True))
    a_second = " : ".join(f"{statistics.median(each):,.0f}" for each in rates)
    p99 = " : ".join(f"{statistics.median(each):.3g}" for each in times)
    detail = f"{a_second} a second, p99 {p99} ms; ratios from {shares[0]:.3g} to {shares[-1]:.3g}"
    return Row(f"requests a second: {what}", "nginx", ratio(*rates), limit, at_least=True, detail=detail)
