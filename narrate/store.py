"""The clip store: audio under the hash of all that shaped it, so that no sentence is ever made twice.

A clip's file is a seal (SHA-256 of its key and all that follows), a line of JSON (what ``Clip`` says of
it), and its MP3 frames.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate import files
from narrate.model import Clip, TimeMark

_FORMAT = 3
_SEAL = 32  # bytes
_DAY = 86_400.0  # seconds


def clip_key(**shaped_by: object) -> str:
    """The name of a clip: a hash of everything that decides how it sounds."""
    text = json.dumps({"format": _FORMAT, **shaped_by}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a store: clips, their bytes on disk, and seconds of sound."""

    clips: int
    bytes: int
    seconds: float


class ClipStore:
    """A folder of clips; any number of processes may use it at once.

    ``damaged`` are the files that were found damaged on the way, and count as if they were not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self.damaged: set[Path] = set()

    def __str__(self) -> str:
        return str(self._folder)

    def get(self, key: str) -> Clip | None:
        """The clip, or None if it is not there or its file is damaged; from now on it counts as used."""
        found = self._read(key)
        if found is None:
            return None
        self._note_use(self._path(key))
        return found[0]

    def _note_use(self, path: Path) -> None:
        """A day is exact enough, and a store on a disk that cannot be written serves as well."""
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)

    def frames(self, key: str) -> bytes | None:
        """The clip's MP3 frames, or None if it is not there or its file is damaged."""
        found = self._read(key)
        return found[1] if found else None

    def put(self, clip: Clip, frames: bytes) -> None:
        """Store a clip; it is there whole or not at all."""
        head = {
            "frames": clip.frames,
            "speech": clip.speech,
            "energies": clip.energies,
            "peak_db": clip.peak_db,
            "marks": clip.marks,
        }
        body = json.dumps(head, separators=(",", ":")).encode() + b"\n" + frames
        files.write(self._path(clip.key), _seal(clip.key, body) + body, durable=False)

    @contextlib.contextmanager
    def token(self) -> Iterator[str]:
        """A name that ``has_token`` finds wherever this store is shared, until the end of the block."""
        name = f"token-{uuid.uuid4().hex}"
        path = self._folder / name
        files.write(path, b"", durable=False)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)

    def has_token(self, name: str) -> bool:
        """Whether this is the store in which ``token`` made that name."""
        return (self._folder / name).is_file()

    def stats(self) -> Stats:
        """What there is, by the clips' own words."""
        from narrate.audio import RATE
        from narrate.mp3 import FRAME_BYTES, decoded_samples

        count = size = frames = 0
        for path in self._files():
            found = self._read(path.stem)
            count += 1
            size += path.stat().st_size
            frames += len(found[1]) // FRAME_BYTES if found else 0
        return Stats(count, size, max(0, decoded_samples(frames)) / RATE)

    def verify(self) -> list[Path]:
        """Read every clip; those that are damaged are deleted, so that they are made again, and returned."""
        broken = [path for path in self._files() if self._read(path.stem) is None]
        for path in broken:
            path.unlink(missing_ok=True)
        return broken

    def prune(self, days: float, now: float) -> Stats:
        """Delete the clips that no build has used for ``days``; ``now`` in seconds since 1970.

        Returns what was deleted; their seconds are not counted.
        """
        count = size = 0
        for path in self._files():
            about = path.stat()
            if now - about.st_mtime > days * _DAY:
                path.unlink(missing_ok=True)
                count, size = count + 1, size + about.st_size
        return Stats(count, size, 0.0)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("??/*.clip"))

    def level(self, key: str) -> float | None:
        """The loudness in LUFS that was measured for a voice; None if it is not there or damaged."""
        try:
            return float(json.loads(self._level_path(key).read_bytes())["lufs"])
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None

    def put_level(self, key: str, lufs: float) -> None:
        """Keep the loudness of a voice beside its clips."""
        files.write(self._level_path(key), json.dumps({"lufs": lufs}).encode(), durable=False)

    def _level_path(self, key: str) -> Path:
        return self._folder / "levels" / f"{key}.json"

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.clip"

    def _read(self, key: str) -> tuple[Clip, bytes] | None:
        path = self._path(key)
        try:
            data = path.read_bytes()
            if data[:_SEAL] != _seal(key, data[_SEAL:]):
                raise ValueError("its seal is broken")
            head, _, frames = data[_SEAL:].partition(b"\n")
            clip = _clip(key, json.loads(head))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, KeyError, TypeError):
            self.damaged.add(path)
            return None
        return clip, frames


def _clip(key: str, facts: dict[str, Any]) -> Clip:
    marks = tuple(TimeMark(*mark) for mark in facts["marks"])
    energies, peak_db = tuple(facts["energies"]), float(facts["peak_db"])
    return Clip(key, int(facts["frames"]), int(facts["speech"]), energies, peak_db, marks)


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).digest()
