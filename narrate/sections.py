"""The audio of one section by itself: joined from its clips, or cut out of the episode that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import dropwhile
from pathlib import Path

from narrate import assembler, id3, library, mp3
from narrate.cast import Cast
from narrate.episodes import clip_warnings, credit_of, lines_of
from narrate.errors import ArticleError
from narrate.model import Cue, Episode, Script
from narrate.recipe import RATE
from narrate.scheduler import Clips
from narrate.show import Show
from narrate.slugs import new_slug
from narrate.source import Where
from narrate.store import ClipStore
from narrate.web_types import with_hash

_FRAME_MS = mp3.FRAME_SAMPLES * 1000 // RATE
_BLOCK = 2600 * mp3.FRAME_BYTES
"""Bytes that are copied at once: a minute."""


def tag(heading: str, title: str, credit: str) -> bytes:
    """The ID3 tag of a section of the article ``title``."""
    return id3.tag({"TIT2": heading, "TALB": title}, comment=credit)


def write(
    show: Show, path: Where, script: Script, number: int, clips: Clips, cast: Cast, store: ClipStore
) -> tuple[Path, tuple[str, ...]]:
    """Join the clips of section ``number``, counted from 1; returns its MP3 and lines of warning.

    Raises:
        ArticleError: the voice can say nothing of it.
        OutputError: a clip was lost or damaged since it was made.
    """
    section = script.sections[number - 1]
    placed = assembler.place((section,), clips)
    if not placed:
        raise ArticleError(f"{path}: section {number} has nothing that the voice '{cast.main.name}' can say")
    slug = new_slug(path, script.date, set())
    head = tag(section.heading, script.title, credit_of((p.voice for p in placed), cast))
    audio = assembler.write(show.sections / slug, _name(slug, number), head, placed, store)
    lines = set(lines_of(section.sentences))
    warnings = clip_warnings(library.source_name(path), clips, lines, store)
    return show.sections / slug / audio.file, tuple(warnings)


def cut(show: Show, episode: Episode, number: int) -> Path | None:
    """The MP3 of a section of an episode, counted from 1, by copying frames; None if it has none of it.

    ``episode`` has its text. No voice is asked, and what is heard is what was published.

    Raises:
        OSError: the episode's audio is gone.
    """
    here = dropwhile(lambda cue: cue.section < number - 1, episode.cues)
    first = next(here, None)
    if first is None or first.section != number - 1:
        return None
    after = next((cue for cue in here if cue.section >= number), None)
    end = _frame(after) if after else mp3.frames_of(episode.audio.samples)
    head = tag(_heading(episode, first), episode.title, episode.credit)
    audio = show.episodes / episode.slug / episode.audio.file
    parts = _cut_out(audio, head, _frame(first), end)
    path, _, _ = assembler.write_parts(show.sections / episode.slug, _name(episode.slug, number), parts)
    return path


def _cut_out(audio: Path, head: bytes, start: int, end: int) -> Iterator[bytes]:
    yield head
    yield mp3.info_frame(end - start)
    with audio.open("rb") as file:
        before = id3.size(file.read(id3.HEADER_BYTES)) + mp3.FRAME_BYTES  # the Info frame
        file.seek(before + start * mp3.FRAME_BYTES)
        left = (end - start) * mp3.FRAME_BYTES
        while left and (block := file.read(min(left, _BLOCK))):
            left -= len(block)
            yield block


def _frame(cue: Cue) -> int:
    return cue.start_ms // _FRAME_MS


def _heading(episode: Episode, first: Cue) -> str:
    """The title of the chapter that begins there; a section that is no chapter begins with its heading."""
    titles = (chapter.title for chapter in episode.chapters if chapter.start_ms == first.start_ms)
    return next(titles, first.text)


def _name(slug: str, number: int) -> Callable[[str], str]:
    return lambda digest: with_hash(f"{slug}-{number}", digest, ".mp3")
