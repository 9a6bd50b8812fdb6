"""The clip store: audio under the hash of all that shaped it, so that no sentence is ever made twice.

A clip's file is a seal (SHA-256 of its key and all that follows), a line of JSON (what ``Clip`` says of
it), and its MP3 frames. The packets of its sound in another format are a file of their own, with their sizes
in the line of JSON.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from narrate.ahead import ahead
from narrate.blobs import blobs_at
from narrate.model import Clip, TimeMark
from narrate.recipe import RATE

_FORMAT = 3
_SEAL = 32  # bytes
_DAY_S = 86_400.0
_ENDING = ".clip"
_PACKETS = ".packets"
_R = TypeVar("_R")


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
    """Clips in a folder, or in a bucket named by its address; any number of processes may use it at once.

    ``damaged`` are those that were found damaged on the way, and count as if they were not there.
    """

    def __init__(self, where: Path | str) -> None:
        self._blobs = blobs_at(where)
        self.damaged: set[str] = set()

    def __str__(self) -> str:
        return str(self._blobs)

    def get(self, key: str) -> Clip | None:
        """The clip, or None if it is not there or damaged; from now on it counts as used."""
        found = self._read(key)
        if found is None:
            return None
        self._blobs.note_use(_name(key))
        return found[0]

    def frames(self, key: str) -> bytes | None:
        """The clip's MP3 frames, or None if it is not there or damaged."""
        body = self._body(key, _name(key))
        return body.partition(b"\n")[2] if body else None

    def path_of(self, key: str) -> Path | None:
        """The clip's file, whether there is one or not; None in a bucket."""
        return self._blobs.path_of(_name(key))

    def get_each(self, keys: Sequence[str]) -> Iterator[Clip | None]:
        """What ``get`` gives for each key, in order; from a bucket many at once."""
        return self._each(self.get, keys)

    def frames_of_each(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """What ``frames`` gives for each key, in order; from a bucket many at once, few of them in memory."""
        return self._each(self.frames, keys)

    def _each(self, read: Callable[[str], _R], keys: Sequence[str]) -> Iterator[_R]:
        threads = self._blobs.reads_at_once
        return ahead(read, keys, threads, 2 * threads) if threads > 1 else map(read, keys)

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
        self._blobs.write(_name(clip.key), _seal(clip.key, body) + body)

    def packets(self, key: str) -> list[bytes] | None:
        """The packets that were kept, or None if they are not there or damaged; they count as used."""
        name = _name(key, _PACKETS)
        body = self._body(key, name)
        if body is None:
            return None
        head, _, data = body.partition(b"\n")
        try:
            sizes = [int(size) for size in json.loads(head)]
        except (ValueError, TypeError):
            self.damaged.add(f"{self}/{name}")
            return None
        self._blobs.note_use(name)
        ends = list(itertools.accumulate(sizes))
        return [data[end - size : end] for size, end in zip(sizes, ends, strict=True)]

    def put_packets(self, key: str, packets: Sequence[bytes]) -> None:
        """Keep the packets of a clip in another format; they are there whole or not at all."""
        sizes = json.dumps([len(packet) for packet in packets], separators=(",", ":"))
        body = sizes.encode() + b"\n" + b"".join(packets)
        self._blobs.write(_name(key, _PACKETS), _seal(key, body) + body)

    def level(self, key: str) -> float | None:
        """The loudness in LUFS that was measured for a voice; None if it is not there or damaged."""
        try:
            return float(json.loads(self._blobs.read(_level_name(key)) or "")["lufs"])
        except (ValueError, KeyError, TypeError):
            return None

    def put_level(self, key: str, lufs: float) -> None:
        """Keep the loudness of a voice beside its clips."""
        self._blobs.write(_level_name(key), json.dumps({"lufs": lufs}).encode())

    @contextlib.contextmanager
    def token(self) -> Iterator[str]:
        """A name that ``has_token`` finds wherever this store is shared, until the end of the block."""
        name = f"token-{uuid.uuid4().hex}"
        self._blobs.write(name, b"narrate")
        try:
            yield name
        finally:
            self._blobs.delete(name)

    def has_token(self, name: str) -> bool:
        """Whether this is the store in which ``token`` made that name."""
        return self._blobs.read(name) is not None

    def stats(self) -> Stats:
        """What there is, by the clips' own words; their packets count in the bytes."""
        from narrate.mp3 import decoded_samples

        found = self._blobs.all(_ENDING)
        clips = (self._read(_key(blob.name)) for blob in found)
        frames = sum(clip[0].frames for clip in clips if clip)
        seconds = max(0, decoded_samples(frames)) / RATE
        size = sum(blob.size for blob in (*found, *self._blobs.all(_PACKETS)))
        return Stats(len(found), size, seconds)

    def verify(self) -> list[str]:
        """Read every clip; those that are damaged are deleted, so that they are made again, and returned."""
        names = [blob.name for blob in self._blobs.all(_ENDING)]
        broken = [name for name in names if self._read(_key(name)) is None]
        names = [blob.name for blob in self._blobs.all(_PACKETS)]
        broken += [name for name in names if self._body(_key(name), name) is None]
        for name in broken:
            self._blobs.delete(name)
        return [f"{self}/{name}" for name in broken]

    def prune(self, days: float, now: float) -> Stats:
        """Delete the clips that no build has used for ``days``; ``now`` in seconds since 1970.

        Their packets go likewise. Returns what was deleted; their seconds are not counted.
        """
        clips, packets = (
            [blob for blob in self._blobs.all(ending) if now - blob.used > days * _DAY_S]
            for ending in (_ENDING, _PACKETS)
        )
        for blob in (*clips, *packets):
            self._blobs.delete(blob.name)
        return Stats(len(clips), sum(blob.size for blob in (*clips, *packets)), 0.0)

    def _read(self, key: str) -> tuple[Clip, bytes] | None:
        body = self._body(key, _name(key))
        if body is None:
            return None
        head, _, frames = body.partition(b"\n")
        try:
            return _clip(key, json.loads(head)), frames
        except (ValueError, KeyError, TypeError):
            self.damaged.add(f"{self}/{_name(key)}")
            return None

    def _body(self, key: str, name: str) -> bytes | None:
        """What is under a seal; None if it is not there or damaged."""
        data = self._blobs.read(name)
        if data is None:
            return None
        body = data[_SEAL:]
        if data[:_SEAL] != _seal(key, body):
            self.damaged.add(f"{self}/{name}")
            return None
        return body


def _name(key: str, ending: str = _ENDING) -> str:
    return f"{key[:2]}/{key}{ending}"


def _key(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _level_name(key: str) -> str:
    return f"levels/{key}.json"


def _clip(key: str, facts: dict[str, Any]) -> Clip:
    marks = tuple(TimeMark(*mark) for mark in facts["marks"])
    energies, peak_db = tuple(facts["energies"]), float(facts["peak_db"])
    return Clip(key, int(facts["frames"]), int(facts["speech"]), energies, peak_db, marks)


def _seal(key: str, body: bytes) -> bytes:
    seal = hashlib.sha256(key.encode())
    seal.update(body)
    return seal.digest()
