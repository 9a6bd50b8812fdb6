"""Which section is meant: of an episode that is built, or of an article that lies ready to be read."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from narrate import files, library, sections
from narrate.cast import Cast
from narrate.errors import OutputError
from narrate.library import MANIFEST
from narrate.model import Script
from narrate.scripts import Scripts
from narrate.server.shelf import Shelf
from narrate.server.streams import Wanted
from narrate.settings import FILE
from narrate.show import Show

_REMEMBERED = 200  # scripts, and sections of episodes
_K = TypeVar("_K")
_V = TypeVar("_V")
_Look = tuple[files.State | None, ...]


class Withdrawn(Exception):  # noqa: N818 - a state of the episode
    """The episode was withdrawn."""


class Lookup:
    """Finds sections by the names that the show knows; a request is never part of a path.

    Any thread may ask. Articles are read one at a time, and again only when they, the lexicon or the settings
    have changed.
    """

    def __init__(self, show: Show, cast: Cast) -> None:
        self._show, self._cast = show, cast
        self._shelf = Shelf(show)
        self._lock = threading.Lock()
        self._reading: tuple[_Look, Scripts] | None = None
        self._scripts: dict[Path, tuple[_Look, Script]] = {}
        self._cut: dict[tuple[str, str, int], Path] = {}

    def section(self, slug: str, number: int) -> Path | Wanted | None:
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
        path = self._article(slug)
        script = self._script(path) if path else None
        if path and script and 1 <= number <= len(script.sections):
            return Wanted(path, script, number)
        return None

    def _of_episode(self, slug: str, number: int) -> Path | None:
        manifest = self._show.episodes / slug / MANIFEST
        if library.read_manifest(manifest).withdrawn:
            raise Withdrawn
        episode = library.read_episode(manifest)
        key = slug, episode.audio.sha256, number
        path = self._cut.get(key)
        if not (path and path.is_file()):
            path = sections.cut(self._show, library.with_text(self._show, episode), number)
            if path:
                with self._lock:
                    _remember(self._cut, key, path)
        return path

    def _article(self, slug: str) -> Path | None:
        """The article of that name, whatever its ending; names are compared however a system spells them."""
        for path in self._shelf.paths():
            if _nfc(path.stem) == _nfc(slug) and path.is_file() and not path.is_symlink():
                return path
        return None

    def _script(self, path: Path) -> Script:
        surroundings = _look([self._show.root / FILE, *self._show.lexicon_files])
        look = (*surroundings, *_look([path]))
        known = self._scripts.get(path)
        if not known or known[0] != look:
            with self._lock:
                known = self._scripts.get(path)
                if not known or known[0] != look:
                    known = look, self._reader(surroundings).kept(path)
                    _remember(self._scripts, path, known)
        return known[1]

    def _reader(self, surroundings: _Look) -> Scripts:
        if not self._reading or self._reading[0] != surroundings:
            self._reading = surroundings, Scripts(self._show, self._cast, alternatives=False)
        return self._reading[1]


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _look(paths: Iterable[Path]) -> _Look:
    return tuple(map(files.state, paths))


def _remember(known: dict[_K, _V], key: _K, value: _V) -> None:
    """Keep a value, and forget the oldest of too many."""
    known[key] = value
    for old in list(known)[:-_REMEMBERED]:
        del known[old]
