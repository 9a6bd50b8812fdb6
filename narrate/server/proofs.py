"""What stands in an article, and how it is read now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from starlette.requests import Request

from narrate import library
from narrate.cast import Cast
from narrate.model import Script, Sentence
from narrate.scripts import Scripts
from narrate.server.answers import refusal
from narrate.server.current import Current
from narrate.server.shelf import Shelf
from narrate.show import Show

_REMEMBERED = 20  # articles


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
    """The proofs of a show's articles, ``of`` each as it is and as it would be, ``trying`` a correction."""

    def __init__(self, show: Show, cast: Cast) -> None:
        self._show = show
        self._shelf = Shelf(show)
        proofs = Current(show, partial(Scripts, show, cast), _proof, _REMEMBERED)
        self.of, self.trying = proofs.of, proofs.trying

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


def _proof(scripts: Scripts, path: Path) -> Proof:
    return Proof(scripts.read(path))
