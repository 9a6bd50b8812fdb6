"""Draws ``cover.png``, the default picture of a show: ``python narrate/assets/draw_cover.py``.

Sound waves leaving a page: plain shapes, so that the file is small and nobody else's picture is used.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np

SIZE = 1400
"""Pixels a side: the smallest that podcast directories accept, so that every MP3 stays small."""

_BACKGROUND = (24, 34, 56)
_PAGE = (240, 236, 224)
_INK = (96, 104, 120)
_WAVE = (255, 138, 76)


def main() -> None:
    """Write the picture beside this script."""
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    picture = np.empty((SIZE, SIZE, 3), np.uint8)
    picture[:] = _BACKGROUND
    picture[(abs(x - 450) < 250) & (abs(y - 700) < 360)] = _PAGE
    for row in range(7):
        length = 360 if row % 3 < 2 else 220
        picture[(x > 270) & (x < 270 + length) & (abs(y - (460 + 80 * row)) < 12)] = _INK
    for radius in (180, 320, 460):
        distance = np.hypot(x - 760, y - 700)
        picture[(abs(distance - radius) < 26) & (abs(y - 700) < 0.75 * (x - 740))] = _WAVE
    Path(__file__).with_name("cover.png").write_bytes(_png(picture))


def _png(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    rows = np.concatenate([np.zeros((SIZE, 1), np.uint8), picture.reshape(SIZE, -1)], axis=1)
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)  # 8 bits, RGB
    density = struct.pack(">IIB", 2835, 2835, 1)  # 72 dpi
    chunks = [
        (b"IHDR", header),
        (b"pHYs", density),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


if __name__ == "__main__":
    main()
