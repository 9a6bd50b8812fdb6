"""``/articles/<slug>/text``: the words of an article, which the owner sees and changes in its file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import Response

from narrate import files
from narrate.encodings import decode
from narrate.server.answers import Answer, in_thread, refusal
from narrate.server.articles import MOST_BYTES, Articles, full
from narrate.server.jobs import QueueFull
from narrate.server.limits import read_body
from narrate.server.posted import Posted, form_of, json_in
from narrate.server.progress import Progress
from narrate.server.shelf import Shelf
from narrate.server.titles import Titles
from narrate.show import Show
from narrate.source import read_bytes

_MOST_BYTES = 2 * MOST_BYTES
"""Of a body: JSON makes two bytes of what ends a line."""
_AT_ONCE = 4  # threads that read articles, and as many that change them
_FIELDS = ("text", "was")


class Texts:
    """The endpoints of an article's text; who may use them is not decided here."""

    def __init__(self, show: Show, articles: Articles, progress: Progress, titles: Titles) -> None:
        self._articles, self._progress, self._titles = articles, progress, titles
        self._shelf = Shelf(show)
        self._readers, self._writers = (anyio.CapacityLimiter(_AT_ONCE) for _ in range(2))

    async def read(self, request: Request) -> Response:
        """The text as it stands in the file, and the version that it is."""
        return Answer(await in_thread(lambda: self._told(self._articles.path(request)), self._readers))

    async def write(self, request: Request) -> Response:
        """Put another text in its place; the job that makes the episode again is answered."""
        text, was = _change_in(await read_body(request, _MOST_BYTES))
        try:
            written = await in_thread(
                lambda: self._written(self._articles.path(request), text, was), self._writers
            )
        except QueueFull:
            raise full() from None
        return Answer(written)

    def _told(self, path: Path) -> dict[str, Any]:
        data = read_bytes(path)
        return {
            "article": path.stem,
            "title": self._titles.of(path).text,
            "format": form_of(path.name),
            "text": decode(data, path.name),
            "version": hashlib.sha256(data).hexdigest(),
        }

    def _written(self, path: Path, text: str, was: str) -> dict[str, Any]:
        changed = Posted(text, form_of(path.name), path.name)
        if len(changed.data) > MOST_BYTES:
            raise refusal(413, f"more than {MOST_BYTES} bytes; split it into articles")
        article = changed.parsed()

        def write() -> None:
            if not path.exists():
                raise refusal(404, "there is no such article")
            if self._shelf.digest(path) != was:
                raise refusal(412, "the article was changed meanwhile; look at it again, then change it")
            files.write_if_changed(path, changed.data)
            self._titles.note(path, article)

        _, job = self._articles.made_again_after(path, write)
        return {
            "article": path.stem,
            "title": article.title,
            "version": hashlib.sha256(changed.data).hexdigest(),
            "job": self._progress.of(job) if job else None,
        }


def _change_in(body: bytes) -> tuple[str, str]:
    """Another text, and the version of the one that it was made from."""
    data = json_in(body)
    is_object = isinstance(data, dict) and sorted(data) == sorted(_FIELDS)
    if not is_object or not all(isinstance(data[name], str) for name in _FIELDS):
        raise refusal(422, "send an object with two texts, 'text' and 'was', the version that it changes")
    return data["text"].encode("utf-8", "replace").decode(), data["was"]  # JSON can hold halves of characters
