"""ID3v2.3 tags with chapters, written in time order.

mutagen sorts CHAP frames by size, and players that stop at the first chapter out of order then show none;
so the few frames needed are written here. Sources: id3.org, ID3v2.3.0 and ID3v2 Chapter Frame Addendum 1.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from narrate.model import Chapter

MAX_CHAPTERS = 255
"""The table of contents counts its entries in one byte."""

HEADER_BYTES = 10
"""What comes before the frames of a tag; the last four say how long these are."""

_SHIFTS = (21, 14, 7, 0)  # of seven bits each
_UTF16 = b"\x01"  # encoding byte: UTF-16 with byte order mark
_NO_OFFSET = b"\xff" * 4
_TOP_LEVEL_ORDERED = 3
_FRONT_COVER = 3
_PICTURE_TYPES = {".png": b"image/png", ".jpg": b"image/jpeg", ".jpeg": b"image/jpeg"}


def tag(
    texts: dict[str, str],
    chapters: Sequence[Chapter] = (),
    comment: str = "",
    cover: tuple[str, bytes] | None = None,
) -> bytes:
    """A whole ID3v2.3 tag.

    ``texts`` are text frames by id (``TIT2`` title, ``TALB`` show …), ``cover`` a file name and its bytes.
    There are at most ``MAX_CHAPTERS`` chapters.
    """
    frames = [_text_frame(key, value) for key, value in texts.items() if value]
    if comment:
        frames.append(_frame("COMM", _UTF16 + b"jpn" + _utf16("") + b"\0\0" + _utf16(comment)))
    frames += _chapter_frames(chapters)
    if cover:
        name, data = cover
        kind = _PICTURE_TYPES[PurePath(name).suffix.lower()]
        frames.append(_frame("APIC", b"\0" + kind + b"\0" + bytes([_FRONT_COVER]) + b"\0" + data))
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _syncsafe(len(body)) + body


def size(header: bytes) -> int:
    """How long a tag is whose first ``HEADER_BYTES`` bytes these are; 0 if they are of none."""
    if header[:3] != b"ID3":
        return 0
    return HEADER_BYTES + sum((byte & 0x7F) << shift for byte, shift in zip(header[6:], _SHIFTS, strict=True))


def _chapter_frames(chapters: Sequence[Chapter]) -> list[bytes]:
    if not chapters:
        return []
    ids = [f"ch{i}".encode() + b"\0" for i in range(len(chapters))]
    contents = b"toc\0" + bytes([_TOP_LEVEL_ORDERED, len(ids)]) + b"".join(ids)
    frames = [_frame("CTOC", contents)]
    for key, chapter in zip(ids, chapters, strict=True):
        times = chapter.start_ms.to_bytes(4, "big") + chapter.end_ms.to_bytes(4, "big")
        frames.append(_frame("CHAP", key + times + 2 * _NO_OFFSET + _text_frame("TIT2", chapter.title)))
    return frames


def _text_frame(key: str, text: str) -> bytes:
    return _frame(key, _UTF16 + _utf16(text))


def _frame(key: str, body: bytes) -> bytes:
    return key.encode() + len(body).to_bytes(4, "big") + b"\0\0" + body


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le", "replace")


def _syncsafe(number: int) -> bytes:
    """Four bytes of seven bits each, as ID3 writes its own length."""
    return bytes(number >> shift & 0x7F for shift in _SHIFTS)
