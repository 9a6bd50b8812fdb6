"""The engine alone: every text of a JSON file, the longest first, on all processors."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from narrate.engines.openjtalk import OpenJTalk


def main(texts: str) -> None:
    """Speak the texts and keep nothing."""
    engine = OpenJTalk()
    longest_first = sorted(json.loads(Path(texts).read_text(encoding="utf-8")), key=len, reverse=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        samples = sum(pool.map(lambda text: len(engine.synthesize(text).samples), longest_first))
    print(json.dumps({"samples": samples}))


if __name__ == "__main__":
    main(*sys.argv[1:])
