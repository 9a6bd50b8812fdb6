"""Decoders that share no code: what is heard of our sound, and how long it says it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import av
import miniaudio
import numpy as np
import soundfile
from numpy.typing import NDArray

from narrate.recipe import RATE

Samples = NDArray[np.float64]
Decoder = Callable[[bytes], Samples]


def by_ffmpeg(data: bytes) -> Samples:
    """What ffmpeg hears."""
    with av.open(io.BytesIO(data), "r") as container:
        parts = [frame.to_ndarray() for frame in container.decode(audio=0)]
    assert all(part.dtype == np.float32 for part in parts)
    return np.asarray(np.concatenate(parts, axis=1)[0], np.float64)


def by_mpg123(data: bytes) -> Samples:
    """What mpg123 hears, inside libsndfile."""
    samples, rate = soundfile.read(io.BytesIO(data))
    assert rate == RATE
    return np.asarray(samples, np.float64)


def by_dr_mp3(data: bytes) -> Samples:
    """What dr_mp3 hears."""
    decoded = miniaudio.mp3_read_s16(data)
    assert (decoded.sample_rate, decoded.nchannels) == (RATE, 1)
    return np.array(decoded.samples, np.float64) / 32768


def told_length(path: Path) -> int:
    """How long the file says it is, in samples; decoders of AAC may go on to the end of the last packet."""
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        assert stream.duration is not None
        return round(stream.duration * stream.time_base * RATE)
