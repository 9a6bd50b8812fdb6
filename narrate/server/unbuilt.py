"""The articles on the shelf that have no episode yet, as the show's page lists them."""

from __future__ import annotations

from pathlib import Path

from narrate import files, library
from narrate.article import read_article
from narrate.cli_errors import line_of, tell
from narrate.pages.show import Unbuilt
from narrate.server.shelf import Shelf
from narrate.show import Show

_MOST = 100


class UnbuiltArticles:
    """Knows their titles; each file is read again when it has changed."""

    def __init__(self, show: Show) -> None:
        self._show, self._shelf = show, Shelf(show)
        self._titles: dict[Path, tuple[files.State | None, str]] = {}

    def listed(self) -> tuple[Unbuilt, ...]:
        """The hundred that were written last, without drafts and what cannot be read."""
        built = library.episodes_by_source(self._show)
        paths = [path for path in self._shelf.plain_files() if library.source_name(path) not in built]
        states = {path: files.state(path) for path in paths}
        newest = sorted(paths, key=lambda path: states[path] or (0, 0), reverse=True)[:_MOST]
        self._titles = {path: self._titled(path, states[path]) for path in newest}
        return tuple(Unbuilt(path.stem, title) for path, (_, title) in self._titles.items() if title)

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
