"""One line of JSON for each answer, of which nothing can be used: no token, no key, no query, no body."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from dataclasses import asdict
from typing import IO

from narrate.server.watched import PUBLISHED, Answered
from narrate.show import Show
from narrate.web_types import type_of

_LONGEST = 300  # characters of what a client chose
_KEY = "[key]"


class Log:
    """Writes the lines to ``stream``: JSON in ASCII, so that none can look like two or like another."""

    def __init__(self, show: Show, stream: IO[str]) -> None:
        self._show, self._stream = show, stream

    def note_answer(self, answered: Answered) -> None:
        """Write a line, if that can be: a log that is full or closed costs no client its answer."""
        line = {
            "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            **asdict(answered),
            "method": answered.method[:_LONGEST],
            "path": self._path(answered)[:_LONGEST],
            "seconds": round(answered.seconds, 4),
        }
        with contextlib.suppress(OSError):
            print(json.dumps(line), file=self._stream, flush=True)

    def _path(self, answered: Answered) -> str:
        """The path; of a private show without its key.

        Of published files only the name, since any other part may be the key.
        """
        if not self._show.private:
            return answered.path
        if answered.route != PUBLISHED:
            begin = answered.route.partition("{")[0]
            is_keyless = begin != "/" and answered.path.startswith(begin)
            return answered.path if is_keyless else f"/{_KEY}/{answered.path[1:].partition('/')[2]}"
        name = answered.path.rpartition("/")[2]
        return f"/{_KEY}/{name if type_of(name) else ''}"
