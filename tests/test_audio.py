"""From an engine's sound to a clip: rate, loudness, ceiling and ends."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pyloudnorm
import pytest
import scipy.signal
import soundfile
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrate import mp3
from narrate.audio import finish, limit, trim
from narrate.engines import Sound, load_engine
from narrate.errors import EngineError
from narrate.recipe import CEILING_DB, RATE, TARGET_LUFS

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dictionary.create:DeprecationWarning"  # pyopenjtalk's use of SudachiPy
)

Floats = NDArray[np.float32]

TEXTS = (
    "町の図書館に、人工知能を使った相談窓口ができました。",
    "この記事では、半年間の取り組みを振り返ります。",
    "本当に使ってもらえるのだろうか、という声が多く聞かれました。",
    "質問は短いほうが、答えは正確になる。",
    "それでは、順番に見ていきましょう！",
)
MEI_LUFS = -17.6
LEVELS = st.floats(0.05, 4.0)
SEEDS = st.integers(0, 2**32 - 1)


def true_peak_db(samples: NDArray[np.floating]) -> float:
    """Of the signal oversampled four times."""
    oversampled = scipy.signal.resample_poly(samples.astype(np.float64), 4, 1)
    return float(20 * np.log10(np.abs(oversampled).max()))


def sine(hertz: float, seconds: float, amplitude: float, rate: int = RATE) -> Floats:
    time = np.arange(round(seconds * rate)) / rate
    return (amplitude * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def silence(seconds: float) -> Floats:
    return np.zeros(round(seconds * RATE), np.float32)


def int16(samples: Floats) -> NDArray[np.int16]:
    return (np.clip(samples, -1, 1) * 32767).astype(np.int16)


def edges_ms(pcm: NDArray[np.int16], threshold: int = 200) -> tuple[float, float]:
    """Milliseconds before the first and after the last loud sample."""
    loud = np.flatnonzero(np.abs(pcm.astype(int)) > threshold)
    return loud[0] * 1000 / RATE, (len(pcm) - 1 - loud[-1]) * 1000 / RATE


@cache
def spoken() -> tuple[Sound, ...]:
    engine = load_engine("openjtalk", {}, "test")
    return tuple(engine.synthesize(text) for text in TEXTS)


@cache
def episode() -> NDArray[np.float64]:
    """Real sentences through all stages, as a decoder hears them."""
    frames = b"".join(mp3.encode(finish(sound, MEI_LUFS).pcm) + mp3.silent_frame() * 16 for sound in spoken())
    samples, rate = soundfile.read(io.BytesIO(mp3.info_frame(mp3.frame_count(frames)) + frames))
    assert rate == RATE
    return np.asarray(samples, np.float64)


def test_episode_is_as_loud_as_directories_ask() -> None:
    assert -17 <= pyloudnorm.Meter(RATE).integrated_loudness(episode()) <= -15


def test_episode_has_no_peak_above_minus_one() -> None:
    assert true_peak_db(episode()) <= -1


def test_engine_passes_full_scale_and_the_clip_does_not() -> None:
    shout = load_engine("openjtalk", {}, "test").synthesize("えっえぇ。おっおい。んーとね。")
    assert np.abs(shout.samples).max() > 1
    for sound in (shout, *spoken()):
        pcm = finish(sound, MEI_LUFS).pcm
        assert pcm.dtype == np.int16
        assert true_peak_db(pcm / 32768) <= CEILING_DB + 0.6


def test_loud_sound_is_held_without_wrapping_round() -> None:
    sound = sine(220, 1, 2.5)
    pcm = finish(Sound(sound, RATE), -6.0).pcm
    middle = slice(RATE // 4, RATE // 2)
    assert np.array_equal(np.sign(pcm[middle]), np.sign(np.trunc(sound[middle] * 1000)))
    assert true_peak_db(pcm / 32768) <= CEILING_DB + 0.1


@pytest.mark.parametrize("lufs", [-30.0, -23.0, -16.0])
def test_gain_brings_a_voice_of_any_loudness_to_the_target(lufs: float) -> None:
    speech = np.concatenate([sound.samples for sound in spoken()])
    own = pyloudnorm.Meter(RATE).integrated_loudness(speech.astype(np.float64))
    pcm = finish(Sound(speech * np.float32(10 ** ((lufs - own) / 20)), RATE), lufs).pcm
    frames = mp3.encode(pcm)
    heard, _ = soundfile.read(io.BytesIO(mp3.info_frame(mp3.frame_count(frames)) + frames))
    assert pyloudnorm.Meter(RATE).integrated_loudness(heard) == pytest.approx(TARGET_LUFS, abs=0.5)


def test_sound_is_not_changed_in_place() -> None:
    samples = sine(220, 0.5, 1.5)
    before = samples.copy()
    assert len(finish(Sound(samples, RATE), -10.0).pcm)
    assert np.array_equal(samples, before)


def test_same_sound_gives_the_same_clip() -> None:
    one, other = (finish(spoken()[0], MEI_LUFS).pcm for _ in range(2))
    assert np.array_equal(one, other)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(SEEDS, LEVELS, st.floats(0.02, 0.95))
@example(0, 4.0, 0.95)
def test_noise_of_any_colour_stays_under_the_ceiling(seed: int, level: float, band: float) -> None:
    noise = np.random.default_rng(seed).standard_normal(12_000)
    noise = scipy.signal.sosfilt(scipy.signal.butter(4, band, output="sos"), noise)
    loud = (level * noise / np.abs(noise).max()).astype(np.float32)
    assert true_peak_db(limit(loud, CEILING_DB)) <= CEILING_DB + 0.6


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.floats(20, 20_000), LEVELS, st.floats(0, 1))
@example(12_000, 4.0, 0.125)
@example(11_999, 1.0, 0.5)
def test_sine_of_any_pitch_stays_under_the_ceiling(hertz: float, level: float, phase: float) -> None:
    time = np.arange(9600) / RATE
    faded = np.minimum(1, np.minimum(time, time[::-1]) * 200)
    loud = (level * faded * np.sin(2 * np.pi * (hertz * time + phase))).astype(np.float32)
    assert true_peak_db(limit(loud, CEILING_DB)) <= CEILING_DB + 0.6


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.floats(30, 4000), LEVELS, st.floats(0.1, 0.9), st.floats(0.2, 0.8))
@example(100, 4.0, 0.5, 0.8)
def test_squarish_sound_stays_under_the_ceiling(hertz: float, level: float, duty: float, band: float) -> None:
    square = scipy.signal.square(2 * np.pi * hertz * np.arange(12_000) / RATE, duty)
    rounded = scipy.signal.sosfilt(scipy.signal.butter(2, band, output="sos"), square)
    loud = (level * rounded).astype(np.float32)
    assert true_peak_db(limit(loud, CEILING_DB)) <= CEILING_DB + 0.6


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(SEEDS, st.floats(1.0, 8.0))
def test_bursts_out_of_quiet_stay_under_the_ceiling(seed: int, level: float) -> None:
    random = np.random.default_rng(seed)
    quiet = 0.05 * random.standard_normal(12_000)
    for at in random.integers(200, 11_000, 5):
        length = int(random.integers(20, 800))
        burst = np.sin(2 * np.pi * random.uniform(200, 8000) * np.arange(length) / RATE)
        quiet[at : at + length] += level * burst * np.hanning(length)
    assert true_peak_db(limit(quiet.astype(np.float32), CEILING_DB)) <= CEILING_DB + 0.6


def test_peak_between_the_samples_is_held_too() -> None:
    quarter = np.sin(np.pi * np.arange(4800) / 2 + np.pi / 4) * np.hanning(4800)
    loud = (0.85 * quarter).astype(np.float32)
    assert np.abs(loud).max() < 10 ** (CEILING_DB / 20)
    assert true_peak_db(loud) > CEILING_DB + 2
    assert true_peak_db(limit(loud, CEILING_DB)) <= CEILING_DB + 0.1


@pytest.mark.parametrize("samples", [1, 2, 12, 13, 23, 24, 25, 100, 4801])
def test_limiter_keeps_the_length(samples: int) -> None:
    loud = np.full(samples, 2.0, np.float32)
    limited = limit(loud, CEILING_DB)
    assert len(limited) == samples
    assert limited.dtype == np.float32
    assert np.abs(limited).max() <= 10 ** (CEILING_DB / 20) + 1e-6


def test_nothing_is_limited_to_nothing() -> None:
    assert len(limit(np.zeros(0, np.float32), CEILING_DB)) == 0


@pytest.mark.parametrize("amplitude", [0.01, 0.3, 0.6])
def test_sound_under_the_ceiling_is_returned_unchanged(amplitude: float) -> None:
    soft = sine(440, 0.5, amplitude)
    assert np.array_equal(limit(soft, CEILING_DB), soft)


def test_sound_far_from_a_peak_is_unchanged() -> None:
    sound = sine(440, 1, 0.2)
    sound[RATE // 2 : RATE // 2 + 480] *= 8
    limited = limit(sound, CEILING_DB)
    away = RATE * 5 // 1000
    assert np.allclose(limited[: RATE // 2 - away], sound[: RATE // 2 - away])
    assert np.allclose(limited[RATE // 2 + 480 + away :], sound[RATE // 2 + 480 + away :])
    assert not np.allclose(limited, sound)


def test_gain_moves_without_a_step() -> None:
    sound = np.full(RATE // 2, 0.3, np.float32)
    sound[RATE // 4 : RATE // 4 + 1000] = 3.0
    gain = limit(sound, CEILING_DB) / sound
    assert gain.min() < 0.25
    assert np.abs(np.diff(gain)).max() < 0.05


@pytest.mark.parametrize("samples", [0, 1, 100, 48_000])
@pytest.mark.parametrize("rate", [RATE, 24_000])
def test_silence_is_an_error(samples: int, rate: int) -> None:
    with pytest.raises(EngineError, match="silence"):
        finish(Sound(np.zeros(samples, np.float32), rate), MEI_LUFS)


def test_hiss_below_the_threshold_is_silence_too() -> None:
    hiss = (1e-4 * np.random.default_rng(1).standard_normal(RATE)).astype(np.float32)
    with pytest.raises(EngineError, match="silence"):
        finish(Sound(hiss, RATE), TARGET_LUFS)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_samples_that_are_not_numbers_are_an_error(value: float) -> None:
    samples = sine(220, 0.5, 0.5)
    samples[1000] = value
    with pytest.raises(EngineError, match="not numbers"):
        finish(Sound(samples, RATE), MEI_LUFS)


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.floats(0, 0.6), st.floats(0.06, 0.5), st.floats(0, 0.6))
@example(0.0, 0.06, 0.0)
@example(0.31, 0.3, 0.31)
def test_at_most_thirty_milliseconds_of_silence_stay_at_each_end(
    before: float, seconds: float, after: float
) -> None:
    voice = sine(500, seconds, 0.5)
    pcm = trim(int16(np.concatenate([silence(before), voice, silence(after)]))).pcm
    head, tail = edges_ms(pcm)
    assert head <= 31
    assert tail <= 31
    assert len(pcm) >= len(voice) - RATE * 2 // 1000


def test_twenty_milliseconds_stay_where_there_was_more() -> None:
    trimmed = trim(int16(np.concatenate([silence(0.3), sine(500, 0.4, 0.5), silence(0.3)])))
    assert trimmed.cut_ms == 280
    head, tail = edges_ms(trimmed.pcm)
    assert head >= 19
    assert tail >= 19


@pytest.mark.parametrize("milliseconds", [2, 6, 11, 35])
def test_very_short_sound_is_kept(milliseconds: int) -> None:
    click = sine(1000, milliseconds / 1000, 0.5)
    pcm = finish(Sound(np.concatenate([silence(0.1), click, silence(0.1)]), RATE), TARGET_LUFS).pcm
    assert np.abs(pcm.astype(int)).max() > 10_000
    assert milliseconds <= len(pcm) * 1000 / RATE <= milliseconds + 61


def test_real_speech_is_trimmed_at_both_ends() -> None:
    breath = np.random.default_rng(1).uniform(-3e-4, 3e-4, RATE // 4).astype(np.float32)
    for sound in spoken():
        samples = np.concatenate([breath, sound.samples, breath])
        pcm = finish(Sound(samples, sound.rate), MEI_LUFS).pcm
        assert len(samples) - len(pcm) > 0.4 * RATE
        head, tail = edges_ms(pcm, threshold=500)
        assert head < 150
        assert tail < 150


@pytest.mark.parametrize("lead", [0.0, 0.3])
def test_clip_begins_and_ends_at_nothing(lead: float) -> None:
    loud = np.full(RATE // 2, 0.5, np.float32)
    pcm = trim(int16(np.concatenate([silence(lead), loud, silence(lead)]))).pcm
    assert abs(int(pcm[0])) <= 33
    assert abs(int(pcm[-1])) <= 330
    assert np.abs(pcm.astype(int)).max() > 16_000


def test_sound_that_starts_at_once_fades_in_and_out() -> None:
    loud = np.full(RATE // 2, 0.5, np.float32)
    pcm = np.abs(trim(int16(loud)).pcm.astype(int))
    fade = RATE * 5 // 1000
    assert pcm[fade // 4] < 0.6 * 16_383
    assert pcm[-fade // 4] < 0.6 * 16_383
    assert pcm[fade + 48] == pcm[-fade - 96] == pcm[len(pcm) // 2] == pytest.approx(16_383, abs=1)


def test_what_is_kept_is_the_sound_itself() -> None:
    voice = int16(np.random.default_rng(3).uniform(-0.5, 0.5, RATE // 2).astype(np.float32))
    gap = np.zeros(RATE // 4, np.int16)
    pcm = trim(np.concatenate([gap, voice, gap])).pcm
    start = int(np.flatnonzero(pcm)[0])
    assert np.array_equal(pcm[start : start + len(voice)], voice)


def test_pause_within_the_sound_stays() -> None:
    tone = int16(sine(500, 0.2, 0.5))
    pcm = trim(np.concatenate([tone, np.zeros(RATE, np.int16), tone])).pcm
    assert len(pcm) == pytest.approx(1.4 * RATE, abs=RATE * 0.003)
    assert not pcm[RATE // 4 : RATE].any()


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_other_rate_keeps_pitch_and_length(rate: int) -> None:
    pcm = finish(Sound(sine(1000, 1, 0.1, rate), rate), TARGET_LUFS).pcm
    assert len(pcm) == pytest.approx(RATE, abs=RATE * 0.003)
    spectrum = np.abs(np.fft.rfft(pcm * np.hanning(len(pcm))))
    assert spectrum.argmax() * RATE / len(pcm) == pytest.approx(1000, abs=2)


def test_resampling_makes_no_image_above_the_old_band() -> None:
    pcm = finish(Sound(sine(8000, 1, 0.1, 24_000), 24_000), TARGET_LUFS).pcm
    spectrum = np.abs(np.fft.rfft(pcm * np.blackman(len(pcm))))
    hertz = np.arange(len(spectrum)) * RATE / len(pcm)
    image = spectrum[(hertz > 12_500) & (hertz < 23_500)].max()
    assert 20 * np.log10(image / spectrum.max()) < -70


def test_clip_of_another_rate_keeps_its_loudness() -> None:
    same = finish(Sound(sine(1000, 1, 0.1), RATE), TARGET_LUFS).pcm
    other = finish(Sound(sine(1000, 1, 0.1, 24_000), 24_000), TARGET_LUFS).pcm
    rms = [np.sqrt(np.mean(pcm[4800:-4800].astype(float) ** 2)) for pcm in (same, other)]
    assert rms[1] == pytest.approx(rms[0], rel=0.01)
