"""A build that is asked for again while nothing has changed: its answer is known without loading anything."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from narrate import files, program, receipts
from narrate.receipts import Receipt
from narrate.settings import font_file, read_settings
from narrate.show import Show
from narrate.source import Where


@dataclass(frozen=True)
class Asked:
    """A build of ``articles`` with the ``options`` that its result or its answer depends on.

    To be made before anything is read: what somebody changes while the build runs is then a change to the
    next one.
    """

    show: Show
    articles: Sequence[Where]
    options: tuple[object, ...]

    def answer(self) -> str | None:
        """What was answered last time, if all that was read and all that was written is as it was."""
        with contextlib.suppress(OSError):
            return self._receipt.told(self._came_of)
        return None

    def leave(self, answer: str, made: Mapping[str, str]) -> None:
        """Note what the next one is answered while all stays as it is; not where somebody else keeps it.

        ``made`` are the slugs of the episodes and what each came of: others may have built them since.
        """
        are_files = all(isinstance(article, Path) for article in self.articles)
        if not (are_files and isinstance(self.show.clips, Path)):
            return
        if all(receipts.of_episode(self.show, slug).told(of) is not None for slug, of in made.items()):
            receipts.clear(self._receipt.path.parent)
            self._receipt.leave(self._came_of, self._made(made), answer)

    @cached_property
    def _receipt(self) -> Receipt:
        articles = [str(article) for article in self.articles]
        name = receipts.digest(Path.cwd(), self.show, articles, self.options)
        return Receipt(self.show.output / "receipts" / "builds" / f"{name[:32]}.json")

    @cached_property
    def _came_of(self) -> str:
        read = [(str(path), files.state(path)) for path in self._read()]
        return receipts.digest(program.state(), read)

    def _read(self) -> Iterator[Path]:
        """All that a build reads, but for what it has made itself."""
        yield self.show.template
        yield from (path for path in sorted(self.show.root.iterdir()) if path.is_file())
        for folder in self.show.voice_folders:
            yield from sorted(files.below(folder))
        yield from self.show.lexicon_files  # their folder may be a link to another show's
        if font := font_file(read_settings(self.show.root).get("card_font"), self.show.root):
            yield font
        yield from map(Path, self.articles)

    def _made(self, slugs: Iterable[str]) -> Iterator[Path]:
        """All that it has made, and what the feed tells of other episodes."""
        from narrate.library import manifests

        yield from (
            path for path in self.show.output.iterdir() if path.is_file() and path != self.show.lock_file
        )
        yield self.show.episodes
        for manifest in manifests(self.show):
            yield manifest
            yield from manifest.parent.glob("*.mp3")
        for slug in slugs:
            yield from receipts.of_episode(self.show, slug).paths()
