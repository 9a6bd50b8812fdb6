"""What is made of each article as it is now: kept until the article, the lexicon or the settings change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from narrate import files
from narrate.readings.lexicon import Entry
from narrate.scripts import Scripts
from narrate.settings import FILE
from narrate.show import Show

_T = TypeVar("_T")
_K = TypeVar("_K")
_States = tuple[files.State | None, ...]


class Current(Generic[_T]):
    """What ``make`` makes of an article with the show's ``scripts``; at most so many are ``remembered``.

    Any thread may ask. Articles are read one at a time; who asks for one that is known waits for none.
    """

    def __init__(
        self, show: Show, scripts: Callable[[], Scripts], make: Callable[[Scripts, Path], _T], remembered: int
    ) -> None:
        self._show, self._new_scripts, self._make, self._remembered = show, scripts, make, remembered
        self._lock = threading.Lock()
        self._scripts: tuple[_States, Scripts] | None = None
        self._known: dict[Path, tuple[_States, _T]] = {}

    def of(self, path: Path) -> _T:
        """What an article is now.

        Raises:
            NarrateError: the article, the lexicon or the settings cannot be read.
        """
        states = (*self._surroundings(), files.state(path))
        known = self._known.get(path)
        if not known or known[0] != states:
            with self._lock:
                known = self._known.get(path)
                if not known or known[0] != states:
                    known = states, self._make(self._scripts_of(states[:-1]), path)
                    remember(self._known, path, known, self._remembered)
        return known[1]

    def trying(self, path: Path, correction: Entry) -> _T:
        """What an article would be with a correction that is not written yet.

        Raises:
            NarrateError: see ``of``.
        """
        with self._lock:
            return self._make(self._scripts_of(self._surroundings()).trying(correction), path)

    def _surroundings(self) -> _States:
        return _states([self._show.root / FILE, *self._show.lexicon_files])

    def _scripts_of(self, surroundings: _States) -> Scripts:
        if not self._scripts or self._scripts[0] != surroundings:
            self._scripts = surroundings, self._new_scripts()
        return self._scripts[1]


def remember(known: dict[_K, _T], key: _K, value: _T, most: int) -> None:
    """Keep a value, and forget the oldest of too many; several threads may do so at once."""
    known[key] = value
    for old in list(known)[:-most]:
        known.pop(old, None)


def _states(paths: Iterable[Path]) -> _States:
    return tuple(map(files.state, paths))
