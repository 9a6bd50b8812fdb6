"""Frames of the one format are counted, all others are refused."""

from __future__ import annotations

import lameenc
import numpy as np
import pytest
from numpy.typing import NDArray

from narrate import mp3
from narrate.errors import OutputError
from narrate.recipe import RATE


def noise(samples: int) -> NDArray[np.int16]:
    return (np.random.default_rng(0).standard_normal(samples) * 3000).astype(np.int16)


def encoded(pcm: NDArray[np.int16], rate: int = RATE, kbits: int = mp3.KBITS, channels: int = 1) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(kbits)
    encoder.set_channels(channels)
    encoder.silence()
    return bytes(encoder.encode(pcm.tobytes()) + encoder.flush())


def test_frames_are_counted() -> None:
    assert mp3.frame_count(b"") == 0
    assert mp3.frame_count(mp3.silent_frame() * 17) == 17


@pytest.mark.parametrize("missing", [1, 144, 287])
def test_truncated_frames_are_refused(missing: int) -> None:
    frames = mp3.encode(noise(5000))
    with pytest.raises(OutputError, match="not whole MP3 frames"):
        mp3.frame_count(frames[:-missing])


@pytest.mark.parametrize(
    "foreign",
    [
        encoded(noise(1152 * 30), rate=44_100),
        encoded(noise(1152 * 30), rate=24_000),
        encoded(noise(1152 * 30), kbits=128),
        encoded(noise(1152 * 60), channels=2),
        b"ID3\4" + bytes(mp3.FRAME_BYTES - 4),
        bytes(mp3.FRAME_BYTES),
    ],
    ids=["44.1 kHz", "24 kHz", "128 kbit/s", "stereo", "tag", "zeros"],
)
def test_frames_of_another_format_are_refused(foreign: bytes) -> None:
    whole = foreign[: len(foreign) // mp3.FRAME_BYTES * mp3.FRAME_BYTES]
    assert whole
    with pytest.raises(OutputError, match="has header"):
        mp3.frame_count(whole)


def test_foreign_frame_among_good_ones_is_refused_with_its_place() -> None:
    good = mp3.silent_frame()
    with pytest.raises(OutputError, match=f"at byte {2 * mp3.FRAME_BYTES} "):
        mp3.frame_count(good * 2 + b"\xff\xfb\x94" + good[3:] + good)


def test_frames_that_slipped_by_a_byte_are_refused() -> None:
    frames = mp3.encode(noise(5000))
    with pytest.raises(OutputError, match="at byte 0 "):
        mp3.frame_count(frames[1:] + b"\0")
