"""The articles on the shelf that have no episode yet, as the show's page lists them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from narrate import files, library
from narrate.gather import natural
from narrate.pages.unbuilt import Listed, Unbuilt
from narrate.server.shelf import Shelf
from narrate.server.titles import Titles
from narrate.show import Show

SHOWN = 100
"""On the show's page: to read as many titles for the first time takes seconds."""
MOST = 1000
"""On a page of their own, for whoever asks for all."""


class UnbuiltArticles:
    """Those of a show, by what the ``titles`` say of them."""

    def __init__(self, show: Show, titles: Titles) -> None:
        self._show, self._titles = show, titles
        self._shelf = Shelf(show)

    def listed(self, most: int = SHOWN) -> Listed:
        """The most recently written, without drafts and what cannot be read; only so many are looked at."""
        built = library.episodes_by_source(self._show)
        paths = [path for path in self._shelf.plain_files() if library.source_name(path) not in built]
        written = {path: (files.state(path) or (0, 0))[0] for path in sorted(paths, key=natural)}
        newest = sorted(written, key=written.__getitem__, reverse=True)
        return Listed(tuple(self._titled(newest[:most])), len(newest[most:]))

    def _titled(self, paths: list[Path]) -> Iterator[Unbuilt]:
        for path in paths:
            title = self._titles.of(path)
            if not (title.problem or title.is_draft):
                yield Unbuilt(path.stem, title.text)
