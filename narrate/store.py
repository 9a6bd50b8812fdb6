"""The clip store: audio under the hash of all that shaped it, so that no sentence is ever made twice.

A clip's file is a seal (SHA-256 of its key and all that follows), a line of JSON (what ``Clip`` says of
it), and its MP3 frames.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from narrate import files
from narrate.model import Clip

_FORMAT = 2
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
        }
        body = json.dumps(head, separators=(",", ":")).encode() + b"\n" + frames
        files.write(self._path(clip.key), _seal(clip.key, body) + body, durable=False)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.clip"

    def _read(self, key: str) -> tuple[Clip, bytes] | None:
        try:
            data = self._path(key).read_bytes()
            if data[:_SEAL] != _seal(key, data[_SEAL:]):
                return None
            head, _, frames = data[_SEAL:].partition(b"\n")
            facts = json.loads(head)
            clip = Clip(key, int(facts["frames"]), int(facts["speech"]), tuple(facts["energies"]))
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None
        return clip, frames


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).digest()
