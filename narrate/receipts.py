"""What an episode came of, and how its files were left: what both are as they were is not written again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from narrate import files
from narrate.show import Show


def digest(*came_of: object) -> str:
    """A hash of values that say all they hold when they are shown: texts, numbers, tuples, our nouns."""
    return hashlib.sha256(repr(came_of).encode("utf-8", "surrogatepass")).hexdigest()


def is_as_left(show: Show, slug: str, came_of: str) -> bool:
    """Whether an episode came of the same, and each file in its folder is in the state it was left in."""
    try:
        noted = json.loads(_receipt(show, slug).read_bytes())
    except (OSError, ValueError):
        return False
    return bool(noted == _note(show, slug, came_of))


def leave(show: Show, slug: str, came_of: str) -> None:
    """Note what an episode came of, once all of it is written."""
    note = json.dumps(_note(show, slug, came_of), ensure_ascii=False)
    files.write(_receipt(show, slug), note.encode(), durable=False)


def _note(show: Show, slug: str, came_of: str) -> dict[str, object]:
    folder = show.episodes / slug
    states = {path.name: files.state(path) for path in folder.iterdir()} if folder.is_dir() else {}
    return {"came_of": came_of, "files": {name: list(state or ()) for name, state in states.items()}}


def _receipt(show: Show, slug: str) -> Path:
    return show.output / "receipts" / f"{slug}.json"
