"""An episode's sound in other formats beside its MP3, for ``podcast:alternateEnclosure``.

Clips are joined by copying packets, as MP3 frames are. The MP3's times hold here too, so that chapters and
transcripts serve all files: each clip begins at the packet that is nearest to its place in the MP3, whatever
went before, so no error grows. In Opus, whose silent packets may be as short as 2.5 ms, that is within 1 ms.
A packet of AAC is 21.3 ms, so a sentence may be 10.7 ms off; but the first of each section, where chapters
begin, is encoded with as much silence before it as puts it at its exact place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from narrate import mp3
from narrate.ahead import ahead
from narrate.assembler import Placed
from narrate.attachments import Made
from narrate.errors import OutputError, SettingsError
from narrate.formats import FORMATS, Format, check_encoders
from narrate.model import Chapter, Clip
from narrate.plain import full_clock
from narrate.recipe import RATE
from narrate.store import ClipStore, clip_key

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container.output import OutputContainer

SETTING = "alternate"
NEAR = RATE // 1000
"""Samples that the start of a section may be off its place in the MP3: 1 ms."""

_AHEAD = 16  # clips that are encoded while others are written
_TEXTS = {"title": "TIT2", "album": "TALB", "artist": "TPE1", "album_artist": "TPE2", "genre": "TCON"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A clip's place in samples: that of its first packet, and how much silence is encoded before it."""

    clip: Clip
    start: int
    shift: int


def formats(settings: Mapping[str, Any]) -> tuple[Format, ...]:
    """The formats that a show's settings ask for, each once.

    Raises:
        SettingsError: there is no such format, or what encodes it is not installed.
    """
    names = settings.get(SETTING, [])
    wrong = [name for name in names if not isinstance(name, str) or name not in FORMATS]
    if wrong:
        known = ", ".join(FORMATS)
        raise SettingsError(f"narrate.toml: '{SETTING}' has {wrong[0]!r}; there are: {known}")
    if names:
        check_encoders()
    return tuple(FORMATS[name] for name in dict.fromkeys(names))


def made(
    form: Format,
    placed: Sequence[Placed],
    chapters: Sequence[Chapter],
    texts: Mapping[str, str],
    credit: str,
    store: ClipStore,
) -> Made:
    """The file of an episode in a format, to be written by ``attachments.attach``.

    ``texts`` are those of the MP3's tag by ID3 frame, ``credit`` is whom the voices must name. There
    are as many ``chapters`` as in the MP3: an M4A counts them in one byte too.
    """
    metadata = {name: texts[frame] for name, frame in _TEXTS.items() if texts.get(frame)}
    if credit:
        metadata["comment"] = credit

    def write(path: Path) -> None:
        packets = _cut(_packets(form, placed, store), _length(placed) + form.delay)
        _mux(path, form, packets, chapters, metadata)

    return Made(form.kind, form.suffix, form.type, write)


def slots(form: Format, placed: Sequence[Placed]) -> list[Slot]:
    """Where each clip begins: as near to its place in the MP3 as packets allow.

    At least one silent packet is between two; where an MP3's pause is shorter than 50 ms and leaves no room
    for it, the next clip comes later.
    """
    found: list[Slot] = []
    end = 0
    section = -1
    for p in placed:
        wanted = p.start * mp3.FRAME_SAMPLES
        start, shift = max(end, round(wanted / form.grid) * form.grid), 0
        if p.section != section and abs(start - wanted) > NEAR:
            start = max(end, wanted // form.grid * form.grid)
            shift = max(0, wanted - start)
        found.append(Slot(p.clip, start, shift))
        end = start + form.count(shift + p.clip.speech) * form.packet + form.grid
        section = p.section
    return found


def _length(placed: Sequence[Placed]) -> int:
    """Samples of the whole, as many as the MP3 has."""
    return mp3.decoded_samples(placed[-1].end)


def _packets(form: Format, placed: Sequence[Placed], store: ClipStore) -> Iterator[tuple[bytes, int]]:
    """Every packet and its length: the clips', and silent ones between, beyond the end of the episode."""
    at = 0
    places = slots(form, placed)
    packed = ahead(lambda each: _kept(form, each, store), places, os.cpu_count() or 1, _AHEAD)
    for slot, packets in zip(places, packed, strict=True):
        yield from _silence(form, slot.start - at)
        for packet in packets:
            yield packet, form.packet
        at = slot.start + len(packets) * form.packet
    yield from _silence(form, _length(placed) + form.delay - at + form.grid)


def _silence(form: Format, samples: int) -> Iterator[tuple[bytes, int]]:
    """As many silent packets as find room in ``samples``."""
    from narrate.packets import silent_packet

    for length in form.silences:
        count = max(0, samples) // length
        for _ in range(count):
            yield silent_packet(form.kind, length), length
        samples -= count * length


def _cut(packets: Iterable[tuple[bytes, int]], samples: int) -> Iterator[tuple[bytes, int]]:
    """The packets of the first ``samples``; the last one says that it is shorter, which decoders honour."""
    for packet, length in packets:
        yield packet, min(length, samples)
        samples -= length
        if samples <= 0:
            return


def _kept(form: Format, slot: Slot, store: ClipStore) -> list[bytes]:
    """A clip's packets as they were kept, or encoded now.

    Raises:
        OutputError: the clip was lost or damaged since it was made.
    """
    key = clip_key(clip=slot.clip.key, packets=form.recipe, shift=slot.shift)
    packets = store.packets(key)
    if packets is None:
        frames = store.frames(slot.clip.key)
        if frames is None or len(frames) != slot.clip.frames * mp3.FRAME_BYTES:
            raise OutputError("a clip was lost while building; run the same command again")
        from narrate.packets import encode

        packets = encode(form, mp3.decode_clip(frames, slot.clip.speech), slot.shift)
        store.put_packets(key, packets)
    return packets


def _mux(
    path: Path,
    form: Format,
    packets: Iterable[tuple[bytes, int]],
    chapters: Sequence[Chapter],
    metadata: Mapping[str, str],
) -> None:
    """Write the file: nothing in it but what it is made from, no date and no chance."""
    import av

    with av.open(str(path), "w", format=form.container, options=dict(form.container_options)) as file:
        file.metadata.update(metadata)
        if form.has_comments:
            file.metadata.update(_chapter_comments(chapters))
        else:
            file.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(chapters, 1)])
        _write(file, form, packets)


def _write(file: OutputContainer, form: Format, packets: Iterable[tuple[bytes, int]]) -> None:
    from av import Packet

    stream = cast("AudioStream", file.add_stream(form.codec, rate=RATE))
    form.set_up(stream.codec_context)
    at = -form.delay
    for data, length in packets:
        packet = Packet(data)
        packet.stream = stream
        packet.time_base = Fraction(1, RATE)
        packet.pts = packet.dts = at
        packet.duration = length
        packet.is_keyframe = True
        file.mux_one(packet)
        at += length


def _chapter_comments(chapters: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """Chapters as Vorbis comments, by the convention of Xiph's wiki; ffmpeg's own are up to a second off.

    It rounds the seconds and then adds the milliseconds.
    """
    for number, chapter in enumerate(chapters, 1):
        yield f"CHAPTER{number:03}", full_clock(chapter.start_ms)
        yield f"CHAPTER{number:03}NAME", chapter.title


def _chapter(number: int, chapter: Chapter) -> Any:
    return {
        "id": number,
        "start": chapter.start_ms,
        "end": chapter.end_ms,
        "time_base": Fraction(1, 1000),
        "metadata": {"title": chapter.title},
    }
