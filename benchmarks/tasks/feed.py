"""The feed of a show, written; with an article, after one more episode. Counts MP3 files that are opened."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.cli import COLLECT_AFTER
from narrate.feed import write_feed
from narrate.show import Show
from narrate.voices import find_voice

_BASE_URL = "https://example.com/show"
_opened: set[str] = set()


def main(root: str, article: str = "") -> None:
    """Seconds, and how many MP3 files were opened."""
    show = Show(Path(root))
    cast = Cast.alone(find_voice("tone", show.voice_folders))
    sys.addaudithook(_note)
    gc.set_threshold(COLLECT_AFTER)
    start = time.perf_counter()
    if article:
        build_episode(show, Path(article), cast, _BASE_URL)
    built = time.perf_counter()
    write_feed(show, _BASE_URL)
    seconds = time.perf_counter() - built
    print(json.dumps({"feed": seconds, "build": built - start, "opened": len(_opened)}))


def _note(event: str, details: tuple[object, ...]) -> None:
    if event == "open" and isinstance(details[0], str) and details[0].endswith(".mp3"):
        _opened.add(details[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
