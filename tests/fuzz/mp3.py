"""Any sound and any clips: what an engine returned is decoded or refused, what is joined plays to its end.

The first byte says what the others are: an answer, frames, a clip's file, titles, or an order of clips.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile
from mutagen.id3 import ID3

from fuzz import check_told
from narrate import assembler, id3, mp3
from narrate.engines import encoded
from narrate.errors import EngineError, OutputError
from narrate.model import Chapter, Clip
from narrate.recipe import RATE
from narrate.store import ClipStore, _seal, clip_key

_FOLDER = TemporaryDirectory()
_ROOT = Path(_FOLDER.name)
_STORE = ClipStore(_ROOT / "clips")


def check(data: bytes) -> None:
    if data:
        (_answer, _frames, _clip_file, _tag, _joined)[data[0] % 5](data[1:])


def _answer(data: bytes) -> None:
    try:
        sound = encoded.decode(data)
    except EngineError as error:
        check_told(error)
        return
    assert sound.rate > 0
    assert sound.samples.ndim == 1
    assert len(sound.samples)
    assert np.isfinite(sound.samples).all()


def _frames(data: bytes) -> None:
    """Bytes are whole frames of the one format, or are refused."""
    try:
        assert mp3.frame_count(data) == len(data) / mp3.FRAME_BYTES
    except OutputError as error:
        check_told(error)
    assert id3.size(data[: id3.HEADER_BYTES].ljust(id3.HEADER_BYTES, b"\0")) >= 0


def _clip_file(data: bytes) -> None:
    """What lies under a seal in a clip's place is a clip, or counts as if it was not there."""
    key = clip_key(text="any")
    path = _ROOT / "clips" / key[:2] / f"{key}.clip"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_seal(key, data) + data)
    clip = _STORE.get(key)
    assert clip is None or clip.key == key
    frames = _STORE.frames(key)
    assert frames is None or data.endswith(frames)


def _tag(data: bytes) -> None:
    """Titles come back from a tag, and the tag knows how long it is."""
    titles = data.decode("utf-16-le", "ignore").replace("\0", "").split("\n")
    chapters = [Chapter(title, n, n + 1) for n, title in enumerate(titles[: id3.MAX_CHAPTERS])]
    tag = id3.tag({"TIT2": titles[0]}, chapters, titles[-1])
    assert id3.size(tag[: id3.HEADER_BYTES]) == len(tag)
    found = ID3(io.BytesIO(tag), translate=False)
    assert [str(frame.sub_frames["TIT2"]) for frame in found.getall("CHAP")] == [c.title for c in chapters]


def _joined(data: bytes) -> None:
    """Each byte is a clip and the pause after it: what is joined is as long as is told."""
    placed: list[assembler.Placed] = []
    for byte in data[:40]:
        clip = _clip(byte >> 4)
        pause = mp3.pause_frames(clip.frames, clip.speech, (byte & 15) * 50)
        start = placed[-1].end if placed else 0
        placed.append(assembler.Placed(0, "文", "文", "tone", clip, start, pause))
    if not placed:
        return
    audio = assembler.write(_ROOT, lambda _: "joined.mp3", id3.tag({"TIT2": "題"}), placed, _STORE)
    copied = (_STORE.frames(p.clip.key) + mp3.silent_frame() * p.pause for p in placed)
    assert (_ROOT / audio.file).read_bytes().endswith(b"".join(copied))
    sound, rate = soundfile.read(_ROOT / audio.file)
    assert (len(sound), rate) == (audio.samples, RATE)


@cache
def _clip(number: int) -> Clip:
    """A clip of some length, in the store."""
    samples = 1 + 777 * number
    pcm = (8000 * np.sin(np.arange(samples) * (0.01 + number / 100))).astype(np.int16)
    frames = mp3.encode(pcm)
    clip = Clip(clip_key(number=number), mp3.frame_count(frames), samples, (0.01,) * (samples // 4800), -12.0)
    _STORE.put(clip, frames)
    return clip
