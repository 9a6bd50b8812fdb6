"""Sections of an article one after another: how long until the first byte, how long the voice needs alone."""

from __future__ import annotations

import http.client
import json
import socket
import sys
import threading
import time
from pathlib import Path

from narrate.cast import Cast
from narrate.scripts import read_script
from narrate.server import make_app
from narrate.server.running import Server
from narrate.show import Show

_FIRST = 2  # the title's section warms up, and is not counted


def main(folder: str, slug: str, sections: str) -> None:
    """Ask a server of the show in ``folder``, in turn with the voice."""
    show = Show(Path(folder))
    cast = Cast.of_show(show, "mei")
    script = read_script(show, show.articles / f"{slug}.md", cast)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = Server(make_app(show, f"http://127.0.0.1:{port}", cast))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        _first_byte(port, slug, 1)
        waited, spoken = [], []
        for number in range(_FIRST, int(sections) + _FIRST):
            waited.append(_first_byte(port, slug, number))
            text = script.sections[number - 1].sentences[0].spoken
            start = time.perf_counter()
            cast.main.engine.synthesize(text)
            spoken.append(time.perf_counter() - start)
        server.should_exit = True
        thread.join()
    print(json.dumps([waited, spoken]))


def _first_byte(port: int, slug: str, number: int) -> float:
    """Seconds until a section begins to arrive; it is heard to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    start = time.perf_counter()
    connection.request("GET", f"/articles/{slug}/sections/{number}.mp3")
    answer = connection.getresponse()
    answer.read(1)
    seconds = time.perf_counter() - start
    answer.read()
    connection.close()
    return seconds


if __name__ == "__main__":
    main(*sys.argv[1:])
