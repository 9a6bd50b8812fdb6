"""What is published of a show, as subscribers get it: feed, cover, episodes and what lies beside them."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import os
import tempfile
import threading
from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from narrate import files, web_types
from narrate.address import feed_of, private_key
from narrate.errors import NarrateError, OutputError, SettingsError
from narrate.feed import files_of
from narrate.library import MANIFEST, manifests, read_manifest
from narrate.pages.frame import PAGE
from narrate.server.answers import refusal
from narrate.server.unbuilt import UnbuiltArticles
from narrate.show import FEED, Show
from narrate.told import line_of, tell

_UNLISTED = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
"""Of a private show: in no search engine, and its address is told to no site that it links to."""


def headers_of(show: Show, name: str) -> dict[str, str]:
    """What is said of a file besides its type: how long it may be kept, and by whom."""
    headers = {
        "Cache-Control": web_types.cache_of(name, show.private),
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
    }
    return headers | _UNLISTED if show.private else headers


class ServedFeed:
    """Feed, page and cover for the server's address: never the published ones, which may be for another.

    The page lists ``unbuilt`` articles too. What is made is kept under names with a hash, and those before
    stay for one more turn: who is being answered has been told the length of one of them.
    """

    def __init__(self, show: Show, base_url: str, unbuilt: UnbuiltArticles | None = None) -> None:
        self._show, self._base_url = show, base_url
        self._unbuilt = unbuilt
        self._folder = tempfile.TemporaryDirectory(prefix="narrate-")
        self._kept: dict[str, str] = {}
        self._made_from: tuple[object, ...] = ()
        self._had_episodes = False
        self._left_out: list[str] = []
        self._turn = threading.Lock()
        self._files = StaticFiles(directory=self._folder.name)
        try:
            self.refresh()
        except BaseException:
            self.close()
            raise

    @property
    def names(self) -> Collection[str]:
        """What was made, by the names under which it is served."""
        return self._kept.keys()

    @property
    def url(self) -> str:
        """Where the feed is served."""
        return feed_of(self._show, self._base_url)

    def close(self) -> None:
        """Delete the served copy."""
        self._folder.cleanup()

    def refresh(self) -> None:
        """Write the feed again if an episode, an article or the template changed since.

        While one request has it written, others get the one before.

        Raises:
            TemplateError: the template is not a show.
            OSError: the folder of its episodes is gone, or closed.
        """
        if self._turn.acquire(blocking=False):
            try:
                self._refresh()
            finally:
                self._turn.release()

    def _refresh(self) -> None:
        key = []
        if self._show.private:
            private_key(self._show)  # made now, if the show was never private before
            key = [self._show.private_key_file]
        pictures = [path for path in self._show.root.iterdir() if path.suffix in (".png", ".jpg")]
        sources = [self._show.template, *key, *sorted(pictures), *self._manifests()]
        unbuilt = self._unbuilt.listed() if self._unbuilt else None
        made_from = unbuilt, [(path, path.stat().st_mtime_ns) for path in sources]
        if made_from != self._made_from or any(map(self.lacks, self.names)):
            Path(self._folder.name).mkdir(mode=0o700, exist_ok=True)  # a private show's key is in it
            made, left_out = files_of(self._show, self._base_url, unbuilt=unbuilt)
            self._keep(made)
            self._tell_of(left_out)
            self._made_from = made_from

    def _tell_of(self, left_out: list[str]) -> None:
        """Say of each episode that is not in the feed why; once, though the feed is written often."""
        for line in left_out:
            if line not in self._left_out:
                tell(f"an episode is not in the feed: {line}")
        self._left_out = left_out

    def _keep(self, made: dict[str, bytes]) -> None:
        before = self._kept
        folder = Path(self._folder.name)
        kept = {name: f"{hashlib.sha256(data).hexdigest()}-{name}" for name, data in made.items()}
        for name, data in made.items():
            files.write_if_changed(folder / kept[name], data)
        self._kept = kept
        for path in folder.iterdir():
            if path.name not in {*kept.values(), *before.values()}:
                path.unlink(missing_ok=True)

    async def response(self, name: str, scope: Scope) -> Response:
        """One of the names, as a file is answered."""
        return await self._files.get_response(self._kept[name], scope)

    def _manifests(self) -> list[Path]:
        """Those of the show; a folder that is gone, as when a disk is away, is no show without episodes."""
        found = manifests(self._show)
        if self._had_episodes and not self._show.episodes.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._show.episodes))
        self._had_episodes = bool(found)
        return found

    def lacks(self, name: str) -> bool:
        """Whether a file that was made is gone: systems tidy up their temporary folder after some days."""
        return not Path(self._folder.name, self._kept[name]).exists()

    def refresh_if_possible(self) -> None:
        """Refresh; while the template is faulty, the last good feed stays."""
        try:
            self.refresh()
        except (NarrateError, OSError) as error:
            tell(f"the feed stays as it was: {line_of(error)}")


class Published(StaticFiles):
    """Only what subscribers need, with the headers they need; HEAD, ranges and 304 come from StaticFiles."""

    def __init__(self, show: Show, feed: ServedFeed) -> None:
        super().__init__(directory=show.output)
        self._show, self._feed = show, feed

    def get_path(self, scope: Scope) -> str:
        """The path below the output folder, 404 for one that is spelled otherwise than the file's own.

        A proxy that asks here whether a file may be had then sends the very file that was meant.
        """
        asked = scope["path"].removeprefix("/").removesuffix("/")
        is_odd = bool(asked) and not {"", ".", ".."}.isdisjoint(asked.split("/"))
        if is_odd or (scope["path"].endswith("/") and web_types.type_of(asked)):
            raise HTTPException(404)
        return super().get_path(scope)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at ``path`` below the output folder, or 404."""
        path = _page_of_folder(path, scope) or path
        parts = PurePosixPath(path)
        kind = web_types.type_of(path)
        is_episode = parts.parts[:1] == ("episodes",)
        hidden = any(part.startswith(".") for part in parts.parts)
        if kind is None or hidden or (len(parts.parts) > 1 and not is_episode):
            raise HTTPException(404)
        if is_episode and self._is_withdrawn(parts.parts[1]):
            raise refusal(410, "the episode was withdrawn")
        if path == FEED and self._show.moved_to not in ("", self._feed.url):
            return RedirectResponse(self._show.moved_to, status_code=301)
        if path in (FEED, PAGE) or (path in self._feed.names and self._feed.lacks(path)):
            await run_in_threadpool(self._feed.refresh_if_possible)
        if path in self._feed.names:
            response = await self._feed.response(path, scope)
        else:
            response = await super().get_response(path, scope)
        if response.status_code in (200, 206):
            response.headers["Content-Type"] = kind
        response.headers.update(headers_of(self._show, path))
        return response

    def _is_withdrawn(self, slug: str) -> bool:
        with contextlib.suppress(OutputError):
            return read_manifest(self._show.episodes / slug / MANIFEST).withdrawn
        return False


def _page_of_folder(path: str, scope: Scope) -> str | None:
    """The page of the show or of an episode, where its folder was asked for; no folder is listed."""
    is_folder = scope["path"].endswith("/")
    is_episode = PurePosixPath(path).parent == PurePosixPath("episodes")
    return f"{path}/{PAGE}".removeprefix("./") if is_folder and (path == "." or is_episode) else None


class Rest(Mount):
    """A mount of all paths but those of some ``routes``, which themselves refuse what they do not answer."""

    def __init__(self, path: str, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        super().__init__(path, app)
        self._others = routes

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is meant."""
        if any(route.matches(scope)[0] is not Match.NONE for route in self._others):
            return Match.NONE, {}
        return super().matches(scope)


def is_key(show: Show, given: str) -> bool:
    """Whether that is the key of a private show; nothing is, while it cannot be read."""
    with contextlib.suppress(SettingsError, OSError):
        return hmac.compare_digest(given.encode(), private_key(show).encode())
    return False


class Secret:
    """Lets through only requests whose path begins with the show's key; to all others there is nothing."""

    def __init__(self, show: Show, app: ASGIApp) -> None:
        self._show, self._app = show, app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on if its key is right; compared in a time that tells nothing."""
        if not is_key(self._show, scope["path_params"]["key"]):
            raise HTTPException(404)
        await self._app(scope, receive, send)

    async def home(self, request: Request) -> Response:
        """From the key as people type it, without a slash, to the show's page."""
        if not is_key(self._show, request.path_params["key"]):
            raise HTTPException(404)
        return RedirectResponse(f"{request.path_params['key']}/", 307, _UNLISTED)
