"""What stands in an article and how it is read now: kept until article, lexicon or settings change."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request

from narrate import files, library
from narrate.cast import Cast
from narrate.model import Script, Sentence
from narrate.readings.lexicon import Entry
from narrate.scripts import Scripts
from narrate.server.answers import refusal
from narrate.server.shelf import Shelf
from narrate.settings import FILE
from narrate.show import Show

_REMEMBERED = 20  # articles
_Look = tuple[files.State | None, ...]


@dataclass(frozen=True)
class Proof:
    """The script of an article, its sentences, and a row for each reading in it."""

    script: Script

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences; they are counted from 1."""
        return tuple(self.script.sentences())

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The doubtful first, also kanji that the embedded voice and UniDic read in different ways."""
        from narrate.engines.openjtalk import words
        from narrate.readings.report import summarise

        return summarise(self.script, words)


class Proofs:
    """The proofs of a show's articles. Any thread may ask; articles are read one at a time."""

    def __init__(self, show: Show, cast: Cast) -> None:
        self._show, self._cast = show, cast
        self._shelf = Shelf(show)
        self._lock = threading.Lock()
        self._scripts = lru_cache(1)(self._scripts_of)
        self._proofs = lru_cache(_REMEMBERED)(self._proof)

    def path(self, request: Request) -> Path:
        """The article that a request names by its own slug, or by that of its episode.

        Raises:
            HTTPException: 404, there is none; 409, there is an episode, but not what it was made from.
        """
        slug = request.path_params["slug"]
        if path := self._shelf.path(slug):
            return path
        episode = next((each for each in library.known_episodes(self._show) if each.slug == slug), None)
        if episode is None:
            raise refusal(404, "there is no such article")
        found = next((path for path in self._shelf.paths() if path.name == episode.source), None)
        if found is None:
            advice = "hand the article in; it stays this episode, and can then be corrected"
            raise refusal(409, f"'{episode.source}', which it was made from, is not in articles/: {advice}")
        return found

    def of(self, path: Path) -> Proof:
        """The proof of an article as it is now.

        Raises:
            NarrateError: the article, the lexicon or the settings cannot be read.
        """
        with self._lock:
            return self._proofs(path, (*self._surroundings(), files.state(path)))

    def trying(self, path: Path, correction: Entry) -> Proof:
        """The proof of an article as it would be with a correction that is not written yet."""
        with self._lock:
            return Proof(self._scripts(self._surroundings()).trying(correction).read(path))

    def _surroundings(self) -> _Look:
        return tuple(map(files.state, [self._show.root / FILE, *self._show.lexicon_files]))

    def _scripts_of(self, _: _Look) -> Scripts:
        return Scripts(self._show, self._cast)

    def _proof(self, path: Path, look: _Look) -> Proof:
        return Proof(self._scripts(look[:-1]).read(path))
