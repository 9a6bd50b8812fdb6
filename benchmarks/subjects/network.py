"""An engine behind HTTP: a build should take no longer than the waiting, shared by the requests at once."""

from __future__ import annotations

import array
import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import materials
from measure import HERE, Plan, Row, Rows, build, in_turn, new_clips, seconds_of

_LATENCY_S = 0.2
_AT_ONCE = 4  # as the plugin says
_SAMPLES = array.array(
    "h", (round(6000 * math.sin(2 * math.pi * 220 * i / 48_000)) for i in range(2 * 48_000))
)
_VOICE = 'engine = "waiting"\nloudness_lufs = -19.7\n[options]\nurl = "{url}"\n'


def rows(plan: Plan) -> Rows:
    """A server on loopback that waits before each answer, against the same one that does not."""
    clips = plan.size(125, 12)
    article = materials.article(plan.work, materials.sentences(clips - 1))
    env = {"PYTHONPATH": _plugin(plan.folder("plugin"))}

    def cold(number: int, latency: float) -> float:
        with _server(latency) as url:
            show = materials.show(plan.folder(f"show{number}-{latency}"), _VOICE.format(url=url))
            built = build(article, show, "--voice", "bench", env=env)
        if new_clips(built) != clips:
            raise ValueError(f"{new_clips(built)} clips were made, not {clips}")
        return built.seconds

    waiting, local = in_turn(plan.size(3, 1), lambda n: cold(n, _LATENCY_S), lambda n: cold(n, 0.0))
    least = clips * _LATENCY_S / _AT_ONCE
    values = sorted((slow - fast) / least for slow, fast in zip(waiting, local, strict=True))
    figure = f"{clips} clips at {_LATENCY_S:g} s each, without local work"
    against = f"{clips} × {_LATENCY_S:g} s / {_AT_ONCE} at once"
    detail = f"{seconds_of(waiting)} less {seconds_of(local)} : {least:.3g} s"
    yield Row(figure, against, values[len(values) // 2], 1.2, detail=detail)


def _plugin(folder: Path) -> str:
    """Install the engine for processes that look in these folders."""
    info = folder / "narrate_waiting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: narrate-waiting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[narrate.engines]\nwaiting = waiting_engine:Waiting\n")
    return f"{folder}:{HERE / 'plugin'}"


@contextmanager
def _server(latency: float) -> Iterator[str]:
    """The address of a server on loopback that answers after ``latency`` seconds with a tone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(latency)
            self.send_response(200)
            self.send_header("Content-Length", str(2 * len(_SAMPLES)))
            self.end_headers()
            self.wfile.write(_SAMPLES)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
