"""K-weighted energies of a sound per 100 ms, by ITU-R BS.1770: what ``loudness`` is told from."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from narrate.loudness import BLOCK_S


def block_energies(pcm: NDArray[np.int16], rate: int) -> list[float]:
    """Mean square of the K-weighted signal, at full scale ±1, per 100 ms; silence fills up the last block.

    Each block is weighted in the frequency domain, by itself: within 0.05 LU of the filter in time.
    """
    size = round(BLOCK_S * rate)
    blocks = -(-len(pcm) // size)
    padded = np.zeros(blocks * size, np.float32)
    np.multiply(pcm, np.float32(1 / 32768), out=padded[: len(pcm)])
    spectrum = np.fft.rfft(padded.reshape(blocks, size), axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    return [float(energy) for energy in power @ _weights(rate, size)]


@cache
def _weights(rate: int, size: int) -> NDArray[np.float32]:
    """Power weight of each bin of a real FFT: the K-filter, and Parseval's factor to a mean square."""
    frequency = np.fft.rfftfreq(size, 1 / rate)
    shelf = _response(frequency, rate, *_shelf(rate))
    highpass = _response(frequency, rate, *_highpass(rate))
    both_sides = np.full(len(frequency), 2.0)
    both_sides[[0, -1]] = 1.0
    return np.asarray(shelf * highpass * both_sides / size**2, np.float32)


def _shelf(rate: int) -> tuple[list[float], list[float]]:
    """First stage of BS.1770-4, annex 1, from its analogue parameters, for any rate."""
    gain, q, corner = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = np.tan(np.pi * corner / rate)
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    norm = 1 + k / q + k * k
    b = [
        (high + band * k / q + k * k) / norm,
        2 * (k * k - high) / norm,
        (high - band * k / q + k * k) / norm,
    ]
    return b, [1.0, 2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm]


def _highpass(rate: int) -> tuple[list[float], list[float]]:
    """Second stage of BS.1770-4, annex 1."""
    q, corner = 0.5003270373238773, 38.13547087602444
    k = np.tan(np.pi * corner / rate)
    norm = 1 + k / q + k * k
    return [1.0, -2.0, 1.0], [1.0, 2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm]


def _response(
    frequency: NDArray[np.floating], rate: int, b: list[float], a: list[float]
) -> NDArray[np.float64]:
    z = np.exp(-2j * np.pi * frequency / rate)
    return np.asarray(np.abs((b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)) ** 2)
