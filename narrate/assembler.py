"""Clips → Episode: frames copied, never encoded again; every time follows from a count of frames."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from narrate import files, mp3
from narrate.errors import OutputError
from narrate.loudness import BLOCK_S, integrated
from narrate.model import Audio, Clip, Cue, ScriptSection, TimeMark
from narrate.recipe import MP3_LOSS_DB, RATE
from narrate.scheduler import Clips, Line
from narrate.store import ClipStore


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip at its place: ``start`` in frames from the episode's beginning, then ``pause`` silent frames.

    ``voice`` is the name of the one that is heard, ``breaks`` are the sentence's.
    """

    section: int
    text: str
    spoken: str
    voice: str
    clip: Clip
    start: int
    pause: int
    breaks: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """The frame after the pause, where the next clip starts."""
        return self.start + self.clip.frames + self.pause


def place(sections: Sequence[ScriptSection], clips: Clips) -> list[Placed]:
    """Put the clips of a script one after another; sentences without a clip are passed over."""
    placed: list[Placed] = []
    start = 0
    for number, section in enumerate(sections):
        for sentence in section.sentences:
            line = Line(sentence.voice, sentence.spoken)
            clip = clips.by_line.get(line)
            if clip is None:
                continue
            voice = clips.stand_ins.get(line, sentence.voice)
            pause = mp3.pause_frames(clip.frames, clip.speech, sentence.pause_ms)
            said = sentence.text, sentence.spoken
            placed.append(Placed(number, *said, voice, clip, start, pause, sentence.breaks))
            start = placed[-1].end
    return placed


def cues(placed: Iterable[Placed]) -> tuple[Cue, ...]:
    """When each sentence is heard, from its first sample to the end of the voice."""
    return tuple(Cue(p.section, p.text, p.spoken, *_times(p), p.voice, _marks(p), p.breaks) for p in placed)


def _times(placed: Placed) -> tuple[int, int]:
    return ms_of(placed.start), ms_of(placed.start, placed.clip.speech)


def _marks(placed: Placed) -> tuple[TimeMark, ...]:
    at = ms_of(placed.start)
    return tuple(TimeMark(text, at + start, at + end) for text, start, end in placed.clip.marks)


def write(
    folder: Path, name: Callable[[str], str], tag: bytes, placed: Sequence[Placed], store: ClipStore
) -> Audio:
    """Join the clips into one MP3 in ``folder``; ``name`` makes its file name from a hash of its bytes.

    Raises:
        OutputError: a clip's file was lost or damaged since it was made.
    """
    frames = placed[-1].end
    path, size, digest = write_parts(folder, name, _parts(tag, frames, placed, store))
    lufs = round(_loudness(placed), 2)
    peak = max(p.clip.peak_db for p in placed)
    return Audio(path.name, size, digest, RATE, mp3.decoded_samples(frames), lufs, peak)


def write_parts(folder: Path, name: Callable[[str], str], parts: Iterable[bytes]) -> tuple[Path, int, str]:
    """Write a file that is named by a hash of its bytes; returns its path, its size and that hash.

    A file of that name that is there already and whole is left alone: published bytes never change.
    """
    digest = hashlib.sha256()
    size = 0
    with files.draft(folder) as new:
        for part in parts:
            digest.update(part)
            size += new.file.write(part)
        path = folder / name(digest.hexdigest())
        new.commit_unless_there(path, digest.hexdigest())
    return path, size, digest.hexdigest()


def _parts(tag: bytes, frames: int, placed: Sequence[Placed], store: ClipStore) -> Iterator[bytes]:
    yield tag
    yield mp3.info_frame(frames)
    for p, data in zip(placed, store.frames_of_each([p.clip.key for p in placed]), strict=True):
        if data is None or len(data) != p.clip.frames * mp3.FRAME_BYTES:
            raise OutputError(f"the clip of '{p.text}' was lost while building; run the same command again")
        yield data
        yield mp3.silent_frame() * p.pause


def _loudness(placed: Iterable[Placed]) -> float:
    """Integrated loudness in LUFS of the decoded episode, from the clips' stored energies."""
    energies = array("d")
    for p in placed:
        energies.extend(p.clip.energies)
        blocks = round((p.end * mp3.FRAME_SAMPLES / RATE) / BLOCK_S) - len(energies)
        energies.extend(repeat(0.0, blocks))
    return integrated(energies) - MP3_LOSS_DB


def ms_of(frame: int, samples: int = 0) -> int:
    """The time in ms of a sample after the start of a frame."""
    return round((frame * mp3.FRAME_SAMPLES + samples) * 1000 / RATE)
