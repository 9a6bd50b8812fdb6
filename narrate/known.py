"""The known episodes of a show, as a build asks for them: which one an article is, which names are free.

A run of many articles asks this for each of them. What all manifests say is therefore kept from one question
to the next, and the manifests that an answer rests on are read again.
"""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from narrate import files, library
from narrate.errors import OutputError
from narrate.library import Identity
from narrate.model import Episode, Script
from narrate.show import Show
from narrate.slugs import earlier_slug, new_slug
from narrate.source import Where

_Name = tuple[str, str | None]
"""Title and day."""


class KnownEpisodes:
    """To be asked, and told, only by who holds the show's lock.

    Other programs write into the show between two questions: then the folder of its episodes has another
    date (``library.save_episode``), and all manifests are looked at again.
    """

    def __init__(self, show: Show) -> None:
        self._show = show
        self._state: files.State | None = None
        self._taken: set[str] = set()
        self._damaged: set[str] = set()
        self._by_name: defaultdict[_Name, set[str]] = defaultdict(set)
        self._by_source: defaultdict[str, set[str]] = defaultdict(set)
        self._made: dict[str, Where] = {}  # of which article this run has made an episode

    def identify(self, script: Script, source: Where) -> tuple[Identity, Episode | None]:
        """The identity of an article, and the episode that it already is; see ``library.identify``.

        Raises:
            OutputError: a manifest that may be its own is damaged; another guid would be another episode.
        """
        identity, before = self._identify(script, source)
        if before is None and self._manifest(identity.slug).exists():  # put there by hand since
            self._state = None
            identity, before = self._identify(script, source)
        if before is None:
            for slug in self._own_slugs(script, source):
                if (manifest := self._manifest(slug)).exists():
                    library.read_manifest(manifest)
        self._made[identity.slug] = _whole(source)
        return identity, before

    def _own_slugs(self, script: Script, source: Where) -> Iterator[str]:
        """The names that an episode of an article may have, numbered ones where its own is taken."""
        names = new_slug(source, script.date, set()), earlier_slug(source, script.date)
        for own in dict.fromkeys(names):
            yield own
            numbered = re.compile(re.escape(own) + r"-\d+")
            if own in self._taken:
                yield from filter(numbered.fullmatch, sorted(self._damaged))

    def _identify(self, script: Script, source: Where) -> tuple[Identity, Episode | None]:
        self._look()
        date = script.date.isoformat() if script.date else None
        slugs = self._by_name[script.title, date] | self._by_source[library.source_name(source)]
        known = [episode for slug in sorted(slugs) if (episode := self._episode(slug))]
        here = _whole(source)
        others = {slug for slug in slugs if self._is_of_another(slug, here)}
        with_text = partial(library.with_text, self._show)
        identity = library.identify(script, source, known, self._taken, with_text, others)
        return identity, next((episode for episode in known if episode.slug == identity.slug), None)

    def _is_of_another(self, slug: str, here: Where) -> bool:
        """Whether this run has made an episode of another article, which was not renamed since."""
        made = self._made.get(slug, here)
        return made != here and not (isinstance(made, Path) and files.state(made) is None)

    def save(self, episode: Episode) -> bool:
        """Write an episode's text and manifest, and know it from now on; see ``library.save_episode``."""
        is_changed = library.save_episode(self._show, episode)
        self._add(episode)
        self._state = files.state(self._show.episodes)
        return is_changed

    def _look(self) -> None:
        state = files.state(self._show.episodes)
        if state == self._state:
            return
        self._state = state
        self._by_name.clear()
        self._by_source.clear()
        self._taken = library.taken_slugs(self._show)
        episodes = library.known_episodes(self._show)
        for episode in episodes:
            self._add(episode)
        self._damaged = library.damaged_slugs(self._show, episodes)

    def _add(self, episode: Episode) -> None:
        self._taken.add(episode.slug)
        self._by_name[episode.title, episode.date].add(episode.slug)
        self._by_source[episode.source].add(episode.slug)

    def _episode(self, slug: str) -> Episode | None:
        with contextlib.suppress(OutputError):
            return library.read_manifest(self._manifest(slug))
        return None

    def _manifest(self, slug: str) -> Path:
        return self._show.episodes / slug / library.MANIFEST


def _whole(source: Where) -> Where:
    """A file by its whole path, however it was named; an address without the place in the page."""
    return source.resolve() if isinstance(source, Path) else library.source_name(source)
