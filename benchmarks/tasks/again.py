"""An article that is edited while the program runs on, as with ``narrate build --watch``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.feed import write_feed
from narrate.show import Show

_BASE_URL = "https://example.com/show"


def main(root: str, article: str, *edits: str) -> None:
    """Seconds of each build after an edit, a new text of the article; not of the first, which loads all."""
    show = Show(Path(root))
    cast = Cast.of_show(show, "mei")
    seconds = []
    for text in edits:
        Path(article).write_text(text, encoding="utf-8")
        start = time.perf_counter()
        build_episode(show, Path(article), cast, _BASE_URL)
        write_feed(show, _BASE_URL)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds[1:]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
