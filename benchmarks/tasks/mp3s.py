"""Clips of a store as MP3 files, and the list of them that ffmpeg's concat demuxer reads."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from narrate import mp3
from tasks import material


def main(store: str, count: str, folder: str) -> None:
    """Write the files; each has its pause and an Info header, as encoders write them."""
    lines = []
    for number, (clip, frames) in enumerate(material.stored(material.store_of(store), int(count))):
        pause = mp3.pause_frames(clip.frames, clip.speech, material.PAUSE_MS)
        data = mp3.info_frame(clip.frames + pause) + frames + mp3.silent_frame() * pause
        path = Path(folder) / f"{number:05}.mp3"
        path.write_bytes(data)
        lines.append(f"file '{path}'\n")
    listing = Path(folder) / "list.txt"
    listing.write_text("".join(lines), encoding="utf-8")
    print(json.dumps({"list": str(listing)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
