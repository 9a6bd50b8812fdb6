"""Loudness by ITU-R BS.1770: gated, of a list of K-weighted energies per 100 ms (see ``energies``).

The energies of a clip are kept beside its frames, so that an episode's loudness is known without
decoding it; and without loading what could.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

BLOCK_S = 0.1
"""Length of an energy block in seconds; loudness is measured over four of them."""

_WINDOW = 4  # blocks
_ABSOLUTE_GATE = -70.0  # LUFS
_RELATIVE_GATE = -10.0  # LU
_OFFSET = -0.691


def integrated(energies: Sequence[float]) -> float:
    """Gated loudness in LUFS of consecutive block energies; −inf for silence."""
    padded = memoryview(array("d", chain(energies, repeat(0.0, _WINDOW - len(energies)))))
    shifted = (padded[first:] for first in range(_WINDOW))
    loud = _above(_ABSOLUTE_GATE, (sum(four) / _WINDOW for four in zip(*shifted, strict=False)))
    if not loud:
        return -math.inf
    return _lufs(_mean(_above(_lufs(_mean(loud)) + _RELATIVE_GATE, loud)))


def _above(gate: float, energies: Iterable[float]) -> array[float]:
    """The energies that are louder than a gate in LUFS, in as little memory as a day of them needs."""
    least = 10 ** ((gate - _OFFSET) / 10)
    return array("d", (energy for energy in energies if energy > least))


def _mean(energies: array[float]) -> float:
    return math.fsum(energies) / len(energies)


def _lufs(energy: float) -> float:
    return _OFFSET + 10 * math.log10(energy)
