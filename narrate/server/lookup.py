"""What is meant: an episode that is built, an article that lies ready to be read, or a section of either."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import anyio
from anyio import to_thread
from starlette.exceptions import HTTPException

from narrate import library, sections
from narrate.cast import Cast
from narrate.errors import OutputError
from narrate.library import MANIFEST
from narrate.model import Episode, Script
from narrate.pages.episode import page_of
from narrate.scripts import Scripts
from narrate.server.answers import failure, refusal
from narrate.server.current import Current, remember
from narrate.server.shelf import Shelf
from narrate.server.streams import Finished, Heard, Times, Wanted
from narrate.show import Show
from narrate.told import line_of, tell

_REMEMBERED = 200  # scripts, and sections of episodes
_LOOKERS = 8  # threads that find and read articles; those of other requests stay free
_R = TypeVar("_R")


class Withdrawn(Exception):  # noqa: N818 - a state of the episode
    """The episode was withdrawn."""


class Lookup:
    """Finds articles and sections by the names that the show knows; a request is never part of a path.

    Any thread may ask.
    """

    def __init__(self, show: Show, cast: Cast) -> None:
        self._show = show
        self._shelf = Shelf(show)
        scripts = partial(Scripts, show, cast, alternatives=False)
        self._scripts = Current(show, scripts, Scripts.kept, _REMEMBERED)
        self._lock = threading.Lock()
        self._cut: dict[tuple[str, str, int], Finished] = {}
        self._lookers = anyio.CapacityLimiter(_LOOKERS)

    async def ask(self, find: Callable[[], _R | None]) -> _R:
        """What is found by one of a few threads.

        Raises:
            HTTPException: 404, there is none; 410, it was withdrawn; 422, 502 or 503, it cannot be read.
        """
        try:
            found = await to_thread.run_sync(find, limiter=self._lookers)
        except Withdrawn:
            raise refusal(410, "the episode was withdrawn") from None
        except Exception as error:
            tell(line_of(error))
            raise failure(error) from error
        if found is None:
            raise HTTPException(404)
        return found

    def article(self, slug: str) -> Episode | Script | None:
        """The episode of an article, if it has one with a page, else what is to be said.

        Raises:
            Withdrawn: it has an episode that nobody may hear any more.
            NarrateError: it cannot be read.
        """
        path = self._file(slug)
        episode = self._episode_called(slug) or (self._episode_from(path) if path else None)
        if episode and self._has_page(episode):
            return episode
        return self._script(path) if path else None

    def section(self, slug: str, number: int) -> Finished | Wanted | None:
        """The MP3 of a section, what is to be said in it, or None if there is no such section.

        Raises:
            Withdrawn: it is one of an episode that nobody may hear any more.
            NarrateError: the article cannot be read.
        """
        if slug in _names(self._show.episodes):
            try:
                return self._of_episode(slug, number)
            except (OutputError, OSError):
                pass  # its audio was lost; perhaps the article is there
        path = self._file(slug)
        if path:
            self._episode_from(path)
        script = self._script(path) if path else None
        if path and script and 1 <= number <= len(script.sections):
            return Wanted(path, script, number)
        return None

    def _of_episode(self, slug: str, number: int) -> Finished | None:
        manifest = self._show.episodes / slug / MANIFEST
        _check_offered(library.read_manifest(manifest))
        episode = library.read_episode(manifest)
        key = slug, episode.audio.sha256, number
        cut = self._cut.get(key)
        if not (cut and cut.path.is_file()):
            episode = library.with_text(self._show, episode)
            path = sections.cut(self._show, episode, number)
            if path is None:
                return None
            cut = Finished(path, _times(episode, number - 1))
            with self._lock:
                remember(self._cut, key, cut, _REMEMBERED)
        return cut

    def _file(self, slug: str) -> Path | None:
        """The article of that name, whatever its ending; names are compared however a system spells them."""
        return next((path for path in self._shelf.plain_files() if _nfc(path.stem) == _nfc(slug)), None)

    def _episode_called(self, slug: str) -> Episode | None:
        """The episode of that name."""
        if slug not in _names(self._show.episodes):
            return None
        try:
            return _check_offered(library.read_manifest(self._show.episodes / slug / MANIFEST))
        except OutputError:
            return None

    def _episode_from(self, path: Path) -> Episode | None:
        """The episode that was made from a file: the newest that can be heard."""
        made = library.episodes_by_source(self._show).get(library.source_name(path), [])
        episode = library.newest(made)
        return _check_offered(episode) if episode else None

    def _has_page(self, episode: Episode) -> bool:
        folder, page = self._show.episodes / episode.slug, page_of(episode)
        return bool(page and (folder / page.file).is_file() and (folder / episode.audio.file).is_file())

    def _script(self, path: Path) -> Script | None:
        """What is to be said of an article; None if it is its author's draft."""
        script = self._scripts.of(path)
        return None if script.is_draft else script


def _check_offered(episode: Episode) -> Episode:
    if episode.withdrawn:
        raise Withdrawn
    return episode


def _times(episode: Episode, section: int) -> Times:
    """When the sentences of a section of an episode, counted from 0, are heard in that section alone."""
    cues = [cue for cue in episode.cues if cue.section == section]
    start = cues[0].start_ms
    after = (cue.start_ms for cue in episode.cues if cue.section > section)
    end = next(after, round(episode.audio.seconds * 1000))
    heard = (Heard(n, cue.start_ms - start, cue.end_ms - start) for n, cue in enumerate(cues))
    return Times(tuple(heard), end - start, is_complete=True)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
