"""The articles on the shelf that have no episode yet, as the show's page lists them."""

from __future__ import annotations

import threading
from pathlib import Path

from narrate import files, library
from narrate.article import read_article
from narrate.cli_errors import line_of, tell
from narrate.pages.unbuilt import Listed, Unbuilt
from narrate.server.shelf import Shelf
from narrate.show import Show

SHOWN = 100
"""On the show's page: to read as many titles for the first time takes seconds."""
MOST = 1000
"""On a page of their own, for whoever asks for all."""


class UnbuiltArticles:
    """Knows their titles; each file is read again when it has changed. Any thread may ask."""

    def __init__(self, show: Show) -> None:
        self._show, self._shelf = show, Shelf(show)
        self._titles: dict[Path, tuple[files.State | None, str]] = {}
        self._turn = threading.Lock()

    def listed(self, most: int = SHOWN) -> Listed:
        """The most recently written, without drafts and what cannot be read; only so many are looked at."""
        with self._turn:
            return self._listed(most)

    def _listed(self, most: int) -> Listed:
        built = {episode.source for episode in library.known_episodes(self._show)}
        paths = [path for path in self._shelf.plain_files() if library.source_name(path) not in built]
        states = {path: files.state(path) for path in paths}
        newest = sorted(paths, key=lambda path: states[path] or (0, 0), reverse=True)[:most]
        titles = {path: self._titled(path, states[path]) for path in newest}
        self._titles = {path: known for path, known in self._titles.items() if path in states} | titles
        articles = tuple(Unbuilt(path.stem, title) for path, (_, title) in titles.items() if title)
        return Listed(articles, len(paths) - len(newest))

    def _titled(self, path: Path, state: files.State | None) -> tuple[files.State | None, str]:
        """The title of an article as it is now; empty if it is not to be listed."""
        known = self._titles.get(path)
        return known if known and known[0] == state else (state, _title(path))


def _title(path: Path) -> str:
    try:
        article = read_article(path)
    except Exception as error:  # one article never costs the page
        tell(f"{path.name} is not listed: {line_of(error)}")
        return ""
    return "" if article.is_draft else article.title or path.stem
