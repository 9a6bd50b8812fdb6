"""Clips → Episode: frames copied, never encoded again; every time follows from a count of frames."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate import files, mp3
from narrate.errors import OutputError
from narrate.loudness import BLOCK_S, integrated
from narrate.model import Audio, Chapter, Clip, Cue, ScriptSection, TimeMark
from narrate.recipe import MP3_LOSS_DB, RATE
from narrate.scheduler import Clips, Line
from narrate.store import ClipStore

_SHORTEST_BITE_MS, _LONGEST_BITE_MS = 15_000, 60_000


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
    return _ms(placed.start), _ms(placed.start, placed.clip.speech)


def _marks(placed: Placed) -> tuple[TimeMark, ...]:
    at = _ms(placed.start)
    return tuple(TimeMark(text, at + start, at + end) for text, start, end in placed.clip.marks)


def chapters(placed: Sequence[Placed], sections: Sequence[ScriptSection]) -> tuple[Chapter, ...]:
    """A chapter a section, from its first clip to the next one's or the episode's end."""
    starts: dict[int, int] = {}
    for p in placed:
        starts.setdefault(p.section, p.start)
    length = round(mp3.decoded_samples(placed[-1].end) * 1000 / RATE)
    ends = [*map(_ms, list(starts.values())[1:]), length]
    return tuple(
        Chapter(sections[section].heading, _ms(start), end, sections[section].level)
        for (section, start), end in zip(starts.items(), ends, strict=True)
    )


def soundbite(chapters: Sequence[Chapter], cues: Sequence[Cue]) -> Chapter | None:
    """The first part of 15 to 60 seconds that begins a chapter and ends with a sentence; None without one.

    Not from the episode's start, which some apps take for no start at all. The podcast namespace asks for 15
    to 120 seconds.
    """
    starts = [Chapter(chapters[0].title, cue.start_ms, chapters[0].end_ms) for cue in cues[1:2]]
    for part in [*chapters[1:], *starts]:
        most = min(part.end_ms, part.start_ms + _LONGEST_BITE_MS)
        end = max((cue.end_ms for cue in cues if part.start_ms < cue.end_ms <= most), default=0)
        if end - part.start_ms >= _SHORTEST_BITE_MS:
            return Chapter(part.title, part.start_ms, end)
    return None


def write(
    folder: Path, name: Callable[[str], str], tag: bytes, placed: Sequence[Placed], store: ClipStore
) -> Audio:
    """Join the clips into one MP3 in ``folder``; ``name`` makes its file name from a hash of its bytes.

    A file of that name that is there already and whole is left alone: published bytes never change.

    Raises:
        OutputError: a clip's file was lost or damaged since it was made.
    """
    frames = placed[-1].end
    digest = hashlib.sha256()
    size = 0
    with files.draft(folder) as new:
        for part in _parts(tag, frames, placed, store):
            digest.update(part)
            size += new.file.write(part)
        path = folder / name(digest.hexdigest())
        if not (path.is_file() and files.sha256(path) == digest.hexdigest()):
            new.commit(path)  # else its date stays, and with it its ETag
    lufs = round(_loudness(placed), 2)
    peak = max(p.clip.peak_db for p in placed)
    return Audio(path.name, size, digest.hexdigest(), RATE, mp3.decoded_samples(frames), lufs, peak)


def _parts(tag: bytes, frames: int, placed: Iterable[Placed], store: ClipStore) -> Iterator[bytes]:
    yield tag
    yield mp3.info_frame(frames)
    for p in placed:
        data = store.frames(p.clip.key)
        if data is None or len(data) != p.clip.frames * mp3.FRAME_BYTES:
            raise OutputError(f"the clip of '{p.text}' was lost while building; run the same command again")
        yield data
        yield mp3.silent_frame() * p.pause


def _loudness(placed: Iterable[Placed]) -> float:
    """Integrated loudness in LUFS of the decoded episode, from the clips' stored energies."""
    energies: list[float] = []
    for p in placed:
        energies += p.clip.energies
        blocks = round((p.end * mp3.FRAME_SAMPLES / RATE) / BLOCK_S) - len(energies)
        energies += [0.0] * max(0, blocks)
    return integrated(energies) - MP3_LOSS_DB


def _ms(frame: int, samples: int = 0) -> int:
    return round((frame * mp3.FRAME_SAMPLES + samples) * 1000 / RATE)
