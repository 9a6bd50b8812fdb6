"""An article's text to its script: parsed, cut into sentences, every reading found."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from narrate.article import parse
from narrate.readings import Reader
from narrate.segmenter import Requests, segment
from narrate.show import Show


def main(path: str, show: str) -> None:
    """Seconds on the processor, without loading lexicon and dictionaries, which a first sentence does."""
    text = Path(path).read_text(encoding="utf-8")
    reader = Reader.load(Show(Path(show)).lexicon_files)
    _script("Warm\n\nGPT-4oの推論は速い。", reader)
    start = time.process_time()
    sentences = _script(text, reader)
    print(json.dumps({"seconds": time.process_time() - start, "sentences": sentences}))


def _script(text: str, reader: Reader) -> int:
    script = segment(parse(text, "article.txt"), reader.taught_by(text), Requests(100))
    return sum(1 for _ in script.sentences())


if __name__ == "__main__":
    main(*sys.argv[1:])
