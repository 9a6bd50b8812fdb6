"""The articles on the shelf that have no episode yet, as the show's page lists them."""

from __future__ import annotations

from collections.abc import Iterator

from narrate import files, library
from narrate.pages.show import Unbuilt
from narrate.server.shelf import Shelf
from narrate.server.titles import Titles
from narrate.show import Show

_MOST = 100


class UnbuiltArticles:
    """Those of a show, by what the ``titles`` say of them."""

    def __init__(self, show: Show, titles: Titles) -> None:
        self._show, self._titles = show, titles
        self._shelf = Shelf(show)

    def listed(self) -> tuple[Unbuilt, ...]:
        """The hundred that were written last, without drafts and what cannot be read."""
        return tuple(self._newest())

    def _newest(self) -> Iterator[Unbuilt]:
        built = {episode.source for episode in library.known_episodes(self._show)}
        paths = [path for path in self._shelf.plain_files() if library.source_name(path) not in built]
        states = {path: files.state(path) for path in paths}
        for path in sorted(paths, key=lambda path: states[path] or (0, 0), reverse=True)[:_MOST]:
            title = self._titles.of(path)
            if title.is_readable and not title.is_draft:
                yield Unbuilt(path.stem, title.text)
