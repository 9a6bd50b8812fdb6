"""Hosts a show: its feed for the address it is served at, the episodes and the cover, nothing else."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from narrate import files
from narrate.errors import NarrateError
from narrate.feed import feed_bytes, publish_cover
from narrate.library import MANIFEST
from narrate.show import Show
from narrate.template import read_template

TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".opus": "audio/opus",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
"""Content types by suffix; a file of another kind is not served."""

FEED = "feed.xml"

_IMMUTABLE = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=300"


class ServedFeed:
    """The feed for the address a server has: never the published one, which may be for another address."""

    def __init__(self, show: Show, base_url: str) -> None:
        self._show, self._base_url = show, base_url
        self._folder = tempfile.TemporaryDirectory(prefix="narrate-")
        self._made_from: list[tuple[Path, int]] = []
        self.files = StaticFiles(directory=self._folder.name)
        self.refresh()

    def close(self) -> None:
        """Delete the served copy."""
        self._folder.cleanup()

    def refresh(self) -> None:
        """Write the feed again if an episode or the template changed since.

        Raises:
            TemplateError: the template is not a show.
        """
        sources = [self._show.template, *sorted(self._show.episodes.glob(f"*/{MANIFEST}"))]
        made_from = [(path, path.stat().st_mtime_ns) for path in sources]
        if made_from != self._made_from:
            data, _ = feed_bytes(self._show, self._base_url)
            files.write_if_changed(Path(self._folder.name) / FEED, data)
            self._made_from = made_from

    def refresh_if_possible(self) -> None:
        """Refresh; while the template is faulty, the last good feed stays."""
        try:
            self.refresh()
        except (NarrateError, OSError) as error:
            print(f"narrate: the feed stays as it was: {error}", file=sys.stderr)


class Published(StaticFiles):
    """Only what subscribers need, with the headers they need; HEAD, ranges and 304 come from StaticFiles."""

    def __init__(self, show: Show, feed: ServedFeed) -> None:
        super().__init__(directory=show.output)
        self._feed = feed

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at ``path`` below the output folder, or 404."""
        parts = PurePosixPath(path)
        kind = TYPES.get(parts.suffix)
        is_episode = parts.parts[:1] == ("episodes",)
        hidden = any(part.startswith(".") for part in parts.parts)
        if kind is None or hidden or (len(parts.parts) > 1 and not is_episode):
            raise HTTPException(404)
        if path == FEED:
            await run_in_threadpool(self._feed.refresh_if_possible)
            response = await self._feed.files.get_response(FEED, scope)
        else:
            response = await super().get_response(path, scope)
        if response.status_code in (200, 206):
            response.headers["Content-Type"] = kind
        response.headers["Cache-Control"] = _IMMUTABLE if parts.suffix == ".mp3" else _SHORT
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response


def make_app(show: Show, base_url: str) -> Starlette:
    """The web application of one show, served at ``base_url``.

    Raises:
        TemplateError: the template is not a show.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    feed = ServedFeed(show, base_url)
    publish_cover(show, read_template(show.template, base_url), base_url)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        feed.close()

    return Starlette(routes=[Mount("/", Published(show, feed))], lifespan=lifespan)
