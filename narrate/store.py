"""The clip store: audio under the hash of all that shaped it, so that no sentence is ever made twice.

A clip's file is a seal (SHA-256 of its key and all that follows), a line of JSON (what ``Clip`` says of
it), and its MP3 frames.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from narrate import files
from narrate.model import Clip, TimeMark

_FORMAT = 3
_SEAL = 32  # bytes


def clip_key(**shaped_by: object) -> str:
    """The name of a clip: a hash of everything that decides how it sounds."""
    text = json.dumps({"format": _FORMAT, **shaped_by}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class ClipStore:
    """A folder of clips; any number of processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Clip | None:
        """The clip, or None if it is not there or its file is damaged."""
        found = self._read(key)
        return found[0] if found else None

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
        try:
            data = self._path(key).read_bytes()
            if data[:_SEAL] != _seal(key, data[_SEAL:]):
                return None
            head, _, frames = data[_SEAL:].partition(b"\n")
            clip = _clip(key, json.loads(head))
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None
        return clip, frames


def _clip(key: str, facts: dict[str, Any]) -> Clip:
    marks = tuple(TimeMark(*mark) for mark in facts["marks"])
    energies, peak_db = tuple(facts["energies"]), float(facts["peak_db"])
    return Clip(key, int(facts["frames"]), int(facts["speech"]), energies, peak_db, marks)


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).digest()
