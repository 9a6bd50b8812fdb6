"""Receipts: what something came of, and how its files were left, so that nothing is made twice.

A file that was deleted, cut or written since is in another state; a receipt that is damaged is none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate import files
from narrate.show import Show

_LASTS_S = 86_400.0  # a clip is noted as used once a day (``blobs``), by who reads it


def digest(*came_of: object) -> str:
    """A hash of values that say all they hold when they are shown: texts, numbers, tuples, our nouns."""
    return hashlib.sha256(repr(came_of).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is kept at ``path``; for a day."""

    path: Path

    def told(self, came_of: str) -> str | None:
        """What was told of it; None unless it came of the same and all files are as they were left."""
        noted = self._noted()
        is_recent = 0 <= time.time() - noted.get("at", 0) < _LASTS_S
        if not is_recent or noted.get("came_of") != came_of or noted["states"] != _states(noted["states"]):
            return None
        return str(noted["told"])

    def leave(self, came_of: str, paths: Iterable[Path], told: str = "") -> None:
        """Note how files and folders are now; a folder's state is another when names in it change.

        Where no note can be written, all is made again the next time, and nothing else is lost.
        """
        note = {"came_of": came_of, "at": time.time(), "told": told, "states": _states(map(str, paths))}
        with contextlib.suppress(OSError):
            files.write(self.path, json.dumps(note).encode(), durable=False)

    def paths(self) -> list[Path]:
        """The files and folders it is about; none if it was not left, or is damaged."""
        return list(map(Path, self._noted()["states"]))

    def _noted(self) -> Mapping[str, Any]:
        try:
            noted = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            noted = None
        return noted if isinstance(noted, dict) and isinstance(noted.get("states"), dict) else {"states": {}}


def of_episode(show: Show, slug: str) -> Receipt:
    """The receipt of an episode: its folder, all files in it, and its clips."""
    return Receipt(show.output / "receipts" / f"{slug}.json")


def clear(folder: Path) -> None:
    """Delete receipts that say nothing any more: who builds an article a day would keep all."""
    for left in folder.glob("*.json"):
        state = files.state(left)
        if state and time.time() - state[0] / 1e9 > _LASTS_S:
            left.unlink(missing_ok=True)


def _states(paths: Iterable[str]) -> dict[str, list[int] | None]:
    return {path: list(state) if (state := files.state(Path(path))) else None for path in paths}
