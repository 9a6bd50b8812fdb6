"""The way most people write it: speak a sentence, add it with pydub's ``+=``, export once at the end."""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Iterable
from pathlib import Path

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for ffmpeg
    from pydub import AudioSegment

from narrate.engines import Engine
from narrate.engines.openjtalk import OpenJTalk
from narrate.engines.tone import Tone
from tasks import material


def main(what: str, output: str) -> None:
    """``what`` is a number of clips of a tone, or a JSON file of texts for the embedded voice.

    The ending of ``output`` is its format.
    """
    if what.isdecimal():
        told = spoken(map(material.text_of, range(int(what))), Tone(), output)
    else:
        told = spoken(json.loads(Path(what).read_text(encoding="utf-8")), OpenJTalk(), output)
    print(json.dumps(told))


def spoken(texts: Iterable[str], engine: Engine, output: str) -> dict[str, float]:
    """Seconds that adding and exporting took."""
    adding = 0.0
    episode = AudioSegment.empty()
    for text in texts:
        sound = engine.synthesize(text)
        pcm = (np.clip(sound.samples, -1, 1) * 32767).astype(np.int16)
        start = time.perf_counter()
        clip = AudioSegment(pcm.tobytes(), sample_width=2, frame_rate=sound.rate, channels=1)
        episode += clip + AudioSegment.silent(material.PAUSE_MS, sound.rate)
        adding += time.perf_counter() - start
    start = time.perf_counter()
    episode.export(output, format=Path(output).suffix[1:], bitrate="96k").close()
    return {"adding": adding, "export": time.perf_counter() - start}


if __name__ == "__main__":
    main(*sys.argv[1:])
