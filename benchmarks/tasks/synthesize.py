"""The engine alone: every text of a JSON file by the library itself, the longest first, on all processors."""

from __future__ import annotations

import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import pyopenjtalk


class _OfThread(threading.local):
    """The library's synthesizer is not to be shared by threads."""

    @cached_property
    def voice(self) -> pyopenjtalk.HTSEngine:
        return pyopenjtalk.HTSEngine(pyopenjtalk.DEFAULT_HTS_VOICE)


def main(texts: str) -> None:
    """Speak the texts and keep nothing."""
    of_thread = _OfThread()
    longest_first = sorted(json.loads(Path(texts).read_text(encoding="utf-8")), key=len, reverse=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        labels = map(pyopenjtalk.extract_fullcontext, longest_first)
        samples = sum(pool.map(lambda each: len(of_thread.voice.synthesize(each)), labels))
    print(json.dumps({"samples": samples}))


if __name__ == "__main__":
    main(*sys.argv[1:])
