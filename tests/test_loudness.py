"""Loudness: what an independent meter says of the same samples, from blocks alone."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyloudnorm
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrate.energies import block_energies
from narrate.engines import load_engine
from narrate.loudness import integrated

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dictionary.create:DeprecationWarning"  # pyopenjtalk's use of SudachiPy
)

RATE = 48_000


def measured(pcm: NDArray[np.int16], rate: int = RATE) -> float:
    return integrated(np.array(block_energies(pcm, rate)))


def reference(pcm: NDArray[np.int16], rate: int = RATE) -> float:
    return float(pyloudnorm.Meter(rate).integrated_loudness(pcm / 32768))


def to_pcm(samples: NDArray[np.floating]) -> NDArray[np.int16]:
    return np.asarray(np.clip(samples, -1, 1) * 32767, np.int16)


def noise(seconds: float, level: float, rate: int = RATE, seed: int = 1) -> NDArray[np.int16]:
    return to_pcm(level * np.random.default_rng(seed).standard_normal(round(seconds * rate)))


def sine(hertz: float, seconds: float, amplitude: float, rate: int = RATE) -> NDArray[np.int16]:
    return to_pcm(amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate))


@cache
def speech() -> NDArray[np.int16]:
    text = "図書館の窓口には、毎日多くの人が訪れます。質問は短いほうが、正確な答えになるそうです。"
    return to_pcm(0.5 * load_engine("openjtalk", {}, "test").synthesize(text).samples)


def test_speech_is_as_loud_as_the_reference_says() -> None:
    assert measured(speech()) == pytest.approx(reference(speech()), abs=0.1)


def test_speech_with_long_pauses_is_gated_as_in_the_reference() -> None:
    gap = np.zeros(3 * RATE, np.int16)
    pcm = np.concatenate([gap, speech(), gap, speech() // 4, gap, gap, speech() // 40])
    assert measured(pcm) == pytest.approx(reference(pcm), abs=0.1)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.3])
def test_noise_is_as_loud_as_the_reference_says(level: float) -> None:
    pcm = noise(5, level)
    assert measured(pcm) == pytest.approx(reference(pcm), abs=0.1)


@pytest.mark.parametrize("hertz", [60, 220, 997, 4000, 12_000])
def test_sine_is_as_loud_as_the_reference_says(hertz: float) -> None:
    pcm = sine(hertz, 4, 0.25)
    assert measured(pcm) == pytest.approx(reference(pcm), abs=0.1)


def test_sine_of_the_standard_reads_as_the_standard_says() -> None:
    assert measured(sine(997, 10, 1.0)) == pytest.approx(-3.01, abs=0.05)
    assert measured(sine(997, 10, 10 ** (-20 / 20))) == pytest.approx(-23.01, abs=0.05)


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100])
def test_other_rates_read_the_same(rate: int) -> None:
    pcm = noise(5, 0.1, rate)
    assert measured(pcm, rate) == pytest.approx(reference(pcm, rate), abs=0.1)


@settings(max_examples=20, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.floats(-60, 0), st.floats(0.1, 3.0)), min_size=1, max_size=6))
@example([(-20.0, 0.4)])
def test_levels_that_change_are_gated_as_in_the_reference(levels: list[tuple[float, float]]) -> None:
    parts = [noise(2 * seconds, 0.2 * 10 ** (db / 20), seed=n) for n, (db, seconds) in enumerate(levels)]
    pcm = np.concatenate(parts)
    pcm = np.resize(pcm, max(len(pcm) // 4800, 4) * 4800)
    assert measured(pcm) == pytest.approx(reference(pcm), abs=0.1)


def test_ten_decibels_less_are_ten_units_less() -> None:
    loud, soft = noise(3, 0.2), noise(3, 0.2 / 10**0.5)
    assert measured(loud) - measured(soft) == pytest.approx(10, abs=0.02)


@pytest.mark.parametrize("samples", [0, 1, 4800, RATE, 10 * RATE])
def test_silence_is_minus_infinity(samples: int) -> None:
    assert measured(np.zeros(samples, np.int16)) == float("-inf")


def test_no_blocks_are_minus_infinity() -> None:
    assert integrated(np.array([])) == float("-inf")


def test_sound_under_the_absolute_gate_is_minus_infinity() -> None:
    assert integrated(np.full(50, 1e-8)) == float("-inf")


@pytest.mark.parametrize("samples", [1, 100, 4799, 4800, 4801, 9600, 19_199])
def test_signal_shorter_than_a_window_has_a_loudness(samples: int) -> None:
    loudness = measured(sine(997, 1, 0.5)[-samples:])
    assert loudness == float("-inf") or -80 < loudness < -6
    assert samples < 4800 or np.isfinite(loudness)


def test_longer_signal_within_a_window_is_louder() -> None:
    steps = [measured(sine(997, seconds, 0.5)) for seconds in (0.1, 0.2, 0.3, 0.4)]
    assert steps == sorted(steps)
    assert steps[3] - steps[0] == pytest.approx(10 * np.log10(4), abs=0.1)


@pytest.mark.parametrize(("samples", "blocks"), [(0, 0), (1, 1), (4800, 1), (4801, 2), (48_000, 10)])
def test_there_is_a_block_for_every_begun_tenth_of_a_second(samples: int, blocks: int) -> None:
    energies = block_energies(np.full(samples, 1000, np.int16), RATE)
    assert len(energies) == blocks
    assert all(type(energy) is float and energy >= 0 for energy in energies)


def test_blocks_can_be_measured_apart_and_put_together() -> None:
    pcm = speech()[: len(speech()) // 4800 * 4800]
    middle = len(pcm) // 9600 * 4800
    apart = block_energies(pcm[:middle], RATE) + block_energies(pcm[middle:], RATE)
    assert apart == pytest.approx(block_energies(pcm, RATE))
    assert integrated(np.array(apart)) == pytest.approx(measured(pcm))
