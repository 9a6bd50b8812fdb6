"""Our assembly of clips that are there: placed, joined into one MP3, on the disk."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from narrate import assembler
from tasks import material


def main(store_folder: str, count: str, folder: str) -> None:
    """Join ``count`` clips into a file in ``folder``."""
    store = material.store_of(store_folder)
    clips, section = material.clips(store, int(count)), material.script(int(count))
    start = time.perf_counter()
    placed = assembler.place([section], clips)
    audio = assembler.write(Path(folder), lambda digest: f"{digest}.mp3", b"", placed, store)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "file": str(Path(folder) / audio.file), "length": audio.seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
