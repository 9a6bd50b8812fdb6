"""The show's picture: what kind it is and how large, read from its first bytes."""

from __future__ import annotations

from pathlib import Path

from narrate.errors import TemplateError

SIDES = range(1400, 3001)
"""Pixels a side that podcast directories accept; the picture is square."""

_SIZE_SEGMENTS = {0xC0, 0xC1, 0xC2, 0xC3}  # JPEG segments that hold height and width


def check_cover(path: Path) -> None:
    """See that a picture is what its name says, square, and of a size that directories accept.

    Raises:
        TemplateError: it is not; the message says what to do.
    """
    data = path.read_bytes()
    size = png_size(data) if path.suffix == ".png" else jpeg_size(data)
    kind = "PNG" if path.suffix == ".png" else "JPEG"
    if size is None:
        raise TemplateError(f"{path}: is not a {kind} picture; save it as {kind}")
    width, height = size
    if width != height or width not in SIDES:
        raise TemplateError(f"{path}: is {width} x {height} pixels; make it square, 1400 to 3000 a side")


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None if it is no PNG."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None if it is no JPEG."""
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _SIZE_SEGMENTS:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
