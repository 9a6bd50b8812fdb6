"""What an engine returns → a clip ready to encode: one rate, one loudness, no silence around it."""

from __future__ import annotations

import math
import warnings
from typing import NamedTuple

import numpy as np
import soxr
from numpy.typing import NDArray

from narrate.engines import Sound
from narrate.errors import EngineError
from narrate.recipe import (
    BLOCK,
    CEILING_DB,
    FADE_MS,
    KEEP_MS,
    LIMITER_LOSS_DB,
    LOOK_AHEAD,
    MP3_LOSS_DB,
    RATE,
    SILENCE_DBFS,
    TARGET_LUFS,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for an ffmpeg that is not needed
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

_CHUNK_MS = 10

_ROWS = 64  # for a larger product BLAS starts threads, which only get in the way of those that speak
_TAPS_BEFORE, _TAPS_AFTER = 11, 12  # samples around a point that its value between samples depends on


def _between_samples() -> NDArray[np.float32]:
    """A matrix from a block and its surroundings to the values ¼, ½ and ¾ of a sample after each sample.

    Windowed sinc: a converter's output, where it overshoots the samples themselves.
    """
    offsets = np.arange(-_TAPS_BEFORE, _TAPS_AFTER + 1)
    matrix = np.zeros((BLOCK + len(offsets) - 1, 3 * BLOCK), np.float32)
    for phase, part in enumerate((0.25, 0.5, 0.75)):
        taps = np.sinc(offsets - part) * np.cos(np.pi * (offsets - part) / (len(offsets) + 1)) ** 2
        for i in range(BLOCK):
            matrix[i : i + len(offsets), phase * BLOCK + i] = taps / taps.sum()
    return matrix


_BETWEEN = _between_samples()


class Finished(NamedTuple):
    """A sound ready to encode: samples at 48 kHz, and how many ms of silence were cut before them."""

    pcm: NDArray[np.int16]
    cut_ms: int


def finish(sound: Sound, loudness_lufs: float, ceiling_db: float = CEILING_DB) -> Finished:
    """Bring an engine's sound to 48 kHz, to the target loudness, under the ceiling; trim and fade its ends.

    ``loudness_lufs`` is the voice's own loudness: one gain for all its clips keeps the voice's dynamics.

    Raises:
        EngineError: there is nothing louder than silence in it, or it is not finite.
    """
    samples = sound.samples
    if not np.isfinite(samples).all():
        raise EngineError("the engine returned samples that are not numbers")
    if sound.rate != RATE:
        samples = soxr.resample(samples, sound.rate, RATE)
    gain_db = TARGET_LUFS - loudness_lufs + MP3_LOSS_DB + LIMITER_LOSS_DB
    levelled = limit(samples * np.float32(10 ** (gain_db / 20)), ceiling_db)
    return trim((np.clip(levelled, -1, 1) * 32767).astype(np.int16))


def limit(samples: NDArray[np.float32], ceiling_db: float) -> NDArray[np.float32]:
    """Hold true peaks under ``ceiling_db`` (dBFS) by a gain that moves over 1.5 ms around them."""
    ceiling = 10 ** (ceiling_db / 20)
    peaks = _block_peaks(samples, near=ceiling / 2)
    need = np.minimum(np.float32(1), np.float32(ceiling) / np.maximum(peaks, np.float32(1e-9)))
    if need.min(initial=1) >= 1:
        return samples
    padded = np.pad(need, LOOK_AHEAD, constant_values=1)
    held = np.lib.stride_tricks.sliding_window_view(padded, 2 * LOOK_AHEAD + 1).min(axis=1)
    window = np.hanning(2 * LOOK_AHEAD + 3)[1:-1]
    gain = np.convolve(np.pad(held, LOOK_AHEAD, mode="edge"), window / window.sum(), "valid")
    return samples * _ramps(gain.astype(np.float32))[: len(samples)]


def true_peak_db(samples: NDArray[np.float32]) -> float:
    """The true peak of samples at full scale ±1, in dBTP: between the samples too; −inf for silence."""
    peak = float(_block_peaks(samples, near=float(np.abs(samples).max(initial=0)) / 2).max())
    return 20 * math.log10(peak) if peak else -math.inf


def trim(pcm: NDArray[np.int16]) -> Finished:
    """Cut the silence at both ends but for 20 ms, and fade 5 ms in and out.

    Raises:
        EngineError: nothing but silence.
    """
    clip = AudioSegment(pcm.tobytes(), sample_width=2, frame_rate=RATE, channels=1)
    start = detect_leading_silence(clip, SILENCE_DBFS, chunk_size=_CHUNK_MS)
    if start >= len(clip):
        raise EngineError("the engine returned silence")
    end = len(clip) - detect_leading_silence(clip.reverse(), SILENCE_DBFS, chunk_size=_CHUNK_MS)
    cut_ms = max(0, start - KEEP_MS)
    kept = clip[cut_ms : end + KEEP_MS].fade_in(FADE_MS).fade_out(FADE_MS)
    return Finished(np.frombuffer(kept.raw_data, np.int16), cut_ms)


def _ramps(gain: NDArray[np.float32]) -> NDArray[np.float32]:
    """A gain per sample that moves linearly and is nowhere above its block's."""
    edges = np.minimum(np.append(gain, gain[-1:]), np.insert(gain, 0, gain[0]))
    steps = np.linspace(0, 1, BLOCK, dtype=np.float32)
    ramps = edges[:-1, None] + (edges[1:] - edges[:-1])[:, None] * steps
    return np.asarray(ramps, np.float32).reshape(-1)


def _block_peaks(samples: NDArray[np.float32], near: float) -> NDArray[np.float32]:
    """The largest magnitude in each block; where a sample passes ``near``, between the samples too."""
    blocks = max(1, -(-len(samples) // BLOCK))
    padded = np.zeros(_TAPS_BEFORE + blocks * BLOCK + _TAPS_AFTER, np.float32)
    padded[_TAPS_BEFORE : _TAPS_BEFORE + len(samples)] = samples
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(_BETWEEN))[::BLOCK]
    peaks = np.abs(padded[_TAPS_BEFORE : _TAPS_BEFORE + blocks * BLOCK]).reshape(blocks, BLOCK).max(axis=1)
    loud = np.flatnonzero(peaks > near)
    for rows in np.split(loud, range(_ROWS, len(loud), _ROWS)):
        peaks[rows] = np.maximum(peaks[rows], np.abs(windows[rows] @ _BETWEEN).max(axis=1, initial=0))
    return np.asarray(peaks)
