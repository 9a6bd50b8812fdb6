"""The articles that were handed to the server: a folder of the show, one file each, named by its slug."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from narrate import files, library
from narrate.article import addresses
from narrate.model import Article
from narrate.server.posted import ENDINGS, Posted
from narrate.show import Show
from narrate.slugs import new_slug
from narrate.source import ENDINGS as FORMS

_HEAD = 4000  # bytes in which a page says where it was saved from


@dataclass(frozen=True, slots=True)
class _Content:
    """What one file is: when it was looked at, the hash of its bytes, and the address it was fetched from."""

    state: files.State | None
    digest: str
    url: str


def _is_text(name: str) -> bool:
    """Whether a name can stand in an address: one in another encoding than UTF-8 cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class Shelf:
    """The articles in a show's folder; files that people put there are as good."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._contents: dict[Path, _Content] = {}

    def paths(self) -> list[Path]:
        """All articles, by name."""
        folder = self._show.articles
        found = folder.iterdir() if folder.is_dir() else iter(())
        return sorted(
            path
            for path in found
            if path.suffix.lower() in FORMS
            and not path.name.startswith(".")
            and _is_text(path.name)
            and path.is_file()
        )

    def plain_files(self) -> list[Path]:
        """Those that everybody may hear: no links, which may lead out of the folder."""
        return [path for path in self.paths() if not path.is_symlink()]

    def path(self, slug: str) -> Path | None:
        """The file of an article; the slug is looked for, never made a path of."""
        return next((path for path in self.paths() if path.stem == slug), None)

    def digest(self, path: Path) -> str:
        """The hash of an article's bytes."""
        return self._content(path).digest

    def keep(self, posted: Posted, article: Article) -> Path:
        """Keep what was posted; the same bytes, or what stood at the same address, are one article.

        Files are whole or not there. Two at once must take turns.
        """
        path = self.known(posted) or self._new(posted, article)
        files.write_if_changed(path, posted.data)
        return path

    def known(self, posted: Posted) -> Path | None:
        """The file of an article that was posted before."""
        digest = hashlib.sha256(posted.data).hexdigest()
        url = addresses.absolute(posted.url)
        for path, content in self._all():
            is_same_page = url and content.url == url and path.suffix == ENDINGS[posted.form]
            if content.digest == digest or is_same_page:
                return path
        return None

    def _new(self, posted: Posted, article: Article) -> Path:
        ending = ENDINGS[posted.form]
        name = Path(posted.name.replace("\0", "")).stem or article.title.replace("/", " ")
        taken = {path.stem for path in self.paths()} | library.taken_slugs(self._show)
        return self._show.articles / f"{new_slug(Path(name + ending), article.date, taken)}{ending}"

    def _all(self) -> Iterator[tuple[Path, _Content]]:
        paths = self.paths()
        for gone in self._contents.keys() - set(paths):
            self._contents.pop(gone, None)
        for path in paths:
            yield path, self._content(path)

    def _content(self, path: Path) -> _Content:
        state = files.state(path)
        known = self._contents.get(path)
        if known is None or known.state != state:
            data = path.read_bytes()
            head = data[:_HEAD].decode("utf-8", "replace")
            known = _Content(state, hashlib.sha256(data).hexdigest(), addresses.saved_from(head))
            self._contents[path] = known
        return known
