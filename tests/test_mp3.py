"""MP3 frames: lengths, joints and header, as three decoders that share no code hear them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import lameenc
import numpy as np
import pytest
from decoders import Decoder, Samples, by_dr_mp3, by_ffmpeg, by_mpg123
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode
from numpy.typing import NDArray

from narrate import mp3
from narrate.audio import finish
from narrate.engines import load_engine
from narrate.recipe import RATE

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dictionary.create:DeprecationWarning"  # pyopenjtalk's use of SudachiPy
)

TEXTS = ("図書館の窓口です。", "質問は、短いほうがよいそうです。", "ほんとうですか？", "はい。")
PAUSES = (0, 3, 25)  # silent frames: none, 72 ms, 600 ms
LOST_DB = 0.5  # a joint that costs a clip more than this of its signal-to-noise ratio is heard
QUIET = 10 ** (-60 / 20)

DECODERS = (by_ffmpeg, by_mpg123, by_dr_mp3)
every_decoder = pytest.mark.parametrize("decode", DECODERS, ids=lambda decode: decode.__name__)


@dataclass(frozen=True)
class Piece:
    """Frames of a join, what they should sound like, and what they sound like where nothing was cut."""

    frames: bytes
    pcm: Samples
    alone: Samples


@cache
def speech() -> tuple[NDArray[np.int16], ...]:
    engine = load_engine("openjtalk", {}, "test")
    return tuple(finish(engine.synthesize(text), -17.6).pcm for text in TEXTS)


@cache
def pieces(decode: Decoder) -> tuple[Piece, ...]:
    made = []
    for pcm in speech():
        frames = mp3.encode(pcm)
        made.append(Piece(frames, pcm / 32768, decode(stream(frames))))
    return tuple(made)


def stream(frames: bytes) -> bytes:
    """A file of these frames alone."""
    return mp3.info_frame(mp3.frame_count(frames)) + frames


def join(parts: Sequence[Piece], pause: int) -> tuple[bytes, list[int]]:
    """A file of all pieces with silent frames between, and the sample where each begins."""
    silence = mp3.silent_frame() * pause
    frames = b"".join(part.frames + silence for part in parts)
    counts = [mp3.frame_count(part.frames) + pause for part in parts]
    starts = [sum(counts[:n]) * mp3.FRAME_SAMPLES for n in range(len(parts))]
    return stream(frames), starts


def snr_db(heard: Samples, wanted: Samples) -> float:
    """Signal-to-noise ratio, the encoder's own gain apart."""
    gain = float(heard @ wanted / (wanted @ wanted))
    noise = heard - gain * wanted
    return float(10 * np.log10(gain**2 * (wanted @ wanted) / (noise @ noise)))


def lost_at_joints(parts: Sequence[Piece], pause: int, decode: Decoder) -> list[float]:
    """What each piece loses in dB by standing in a join; this is the check a broken joint must fail."""
    data, starts = join(parts, pause)
    heard = np.pad(decode(data), (0, RATE))  # a decoder that gives up on a frame leaves it out
    lost = []
    for part, start in zip(parts, starts, strict=True):
        length = len(part.pcm)
        here = heard[start : start + length]
        lost.append(snr_db(part.alone[:length], part.pcm) - snr_db(here, part.pcm))
    return lost


def alignment(heard: Samples, wanted: Samples, around: int = 2000) -> int:
    """By how many samples ``heard`` comes late, by cross-correlation."""
    size = 1 << (len(heard) + len(wanted)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    correlation = np.fft.irfft(spectrum, size)
    return int(np.argmax(np.concatenate([correlation[-around:], correlation[: around + 1]]))) - around


def noise(samples: int, seed: int = 0) -> NDArray[np.int16]:
    return (np.random.default_rng(seed).standard_normal(samples) * 3000).astype(np.int16)


def reaches_back(frame: bytes) -> int:
    """``main_data_begin``: how many bytes of earlier frames this one needs."""
    return frame[4] << 1 | frame[5] >> 7


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.integers(1, 12_000))
@example(1)
@example(1151)
@example(1152)
@example(1153)
@example(11_520)
def test_encoding_is_one_frame_longer_than_the_samples_filled_up(samples: int) -> None:
    frames = mp3.encode(noise(samples))
    padded = -(-samples // mp3.FRAME_SAMPLES) * mp3.FRAME_SAMPLES
    assert mp3.frame_count(frames) * mp3.FRAME_SAMPLES == padded + mp3.CODEC_SAMPLES
    assert mp3.decoded_samples(mp3.frame_count(frames)) == padded
    assert len(frames) == mp3.frame_count(frames) * mp3.FRAME_BYTES


def test_encoding_the_same_samples_gives_the_same_bytes() -> None:
    assert mp3.encode(speech()[0]) == mp3.encode(speech()[0].copy())


def test_a_decoded_clip_begins_and_ends_with_its_sound() -> None:
    for pcm in speech():
        heard = mp3.decode_clip(mp3.encode(pcm), len(pcm))
        assert len(heard) == len(pcm)
        assert alignment(heard, pcm / 32768) == 0


@pytest.mark.parametrize("frames", [2, 3, 150_000])
def test_frames_are_told_from_the_samples_that_are_made_of_them(frames: int) -> None:
    assert mp3.frames_of(mp3.decoded_samples(frames)) == frames


def test_encoding_is_as_the_encoders_name_says() -> None:
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(96)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    pcm = noise(mp3.FRAME_SAMPLES * 20)
    assert mp3.encode(pcm) == bytes(encoder.encode(pcm.tobytes()) + encoder.flush())
    assert " q7 " in mp3.ENCODER


def test_first_frame_of_every_clip_needs_no_other() -> None:
    clips = [mp3.encode(pcm) for pcm in speech()]
    assert [reaches_back(frames) for frames in clips] == [0] * len(clips)
    assert any(reaches_back(frames[at:]) for frames in clips for at in range(0, len(frames), mp3.FRAME_BYTES))


@every_decoder
@pytest.mark.parametrize("count", [2, 3, 4, 10, 41, 1000])
def test_stream_of_so_many_frames_decodes_to_the_stated_length(decode: Decoder, count: int) -> None:
    assert len(decode(stream(mp3.silent_frame() * count))) == mp3.decoded_samples(count)


@every_decoder
@pytest.mark.parametrize("pause", PAUSES)
def test_join_decodes_to_the_stated_length(decode: Decoder, pause: int) -> None:
    data, starts = join(pieces(decode), pause)
    frames = len(data) // mp3.FRAME_BYTES - 1
    assert len(decode(data)) == mp3.decoded_samples(frames)
    assert len(starts) == len(TEXTS)


@every_decoder
@pytest.mark.parametrize("pause", PAUSES)
def test_every_clip_of_a_join_begins_on_its_sample(decode: Decoder, pause: int) -> None:
    data, starts = join(pieces(decode), pause)
    heard = decode(data)
    late = [
        alignment(heard[start : start + len(part.pcm)], part.pcm)
        for part, start in zip(pieces(decode), starts, strict=True)
    ]
    assert late == [0] * len(TEXTS)


@every_decoder
@pytest.mark.parametrize("pause", PAUSES)
def test_no_clip_is_worse_in_a_join_than_alone(decode: Decoder, pause: int) -> None:
    assert max(lost_at_joints(pieces(decode), pause, decode)) < LOST_DB


@every_decoder
def test_clips_joined_in_any_order_are_as_good(decode: Decoder) -> None:
    parts = pieces(decode)
    for order in (parts[::-1], parts[1:] + parts[:1], parts[:1] * 3):
        assert max(lost_at_joints(order, 0, decode)) < LOST_DB


@every_decoder
def test_clip_comes_out_much_like_it_went_in(decode: Decoder) -> None:
    assert min(snr_db(part.alone[: len(part.pcm)], part.pcm) for part in pieces(decode)) > 20


@every_decoder
@pytest.mark.parametrize("pause", PAUSES[1:])
def test_pause_before_a_joint_is_digital_quiet(decode: Decoder, pause: int) -> None:
    data, starts = join(pieces(decode), pause)
    heard = decode(data)
    peaks = [float(np.abs(heard[start - RATE * 60 // 1000 : start]).max()) for start in starts[1:]]
    assert len(peaks) == len(TEXTS) - 1
    assert max(peaks) < QUIET
    assert float(np.abs(heard).max()) > 0.3


@every_decoder
def test_cut_within_a_stream_at_its_loudest_fails_the_same_check(decode: Decoder) -> None:
    pcm = np.concatenate(speech())
    frames = mp3.encode(pcm)
    whole = decode(stream(frames))
    blocks = pcm[: len(pcm) // mp3.FRAME_SAMPLES * mp3.FRAME_SAMPLES].reshape(-1, mp3.FRAME_SAMPLES)
    energies = (blocks.astype(np.float64) ** 2).sum(axis=1)
    loudest = int(energies.argmax())
    assert 5 < loudest < len(blocks) - 5
    at = loudest * mp3.FRAME_SAMPLES
    before = Piece(frames[: loudest * mp3.FRAME_BYTES], pcm[:at] / 32768, whole[:at])
    after = Piece(frames[loudest * mp3.FRAME_BYTES :], pcm[at:] / 32768, whole[at:])
    uncut = Piece(frames, pcm / 32768, whole)
    assert max(lost_at_joints([uncut, uncut], 0, decode)) < LOST_DB
    assert lost_at_joints([after, before], 0, decode)[0] > LOST_DB
    assert lost_at_joints([before, after], PAUSES[1], decode)[1] > LOST_DB
    assert lost_at_joints([pieces(decode)[0], after], 0, decode)[1] > LOST_DB


def test_silent_frame_needs_no_other_frame() -> None:
    assert mp3.frame_count(mp3.silent_frame()) == 1
    assert reaches_back(mp3.silent_frame()) == 0


@every_decoder
def test_silent_frames_decode_to_silence(decode: Decoder) -> None:
    heard = decode(stream(mp3.silent_frame() * 50))
    assert len(heard) == mp3.decoded_samples(50)
    assert float(np.abs(heard).max()) < 2 / 32768


@every_decoder
@pytest.mark.parametrize("count", [1, 2, 40])
def test_silent_frames_do_not_harm_the_clips_around_them(decode: Decoder, count: int) -> None:
    before, after = pieces(decode)[:2]
    assert max(lost_at_joints([before, after, before], count, decode)) < LOST_DB
    silence = mp3.silent_frame() * count
    led = Piece(silence, np.zeros(0), np.zeros(0))
    data, _ = join([led, after], 0)
    heard = decode(data)[count * mp3.FRAME_SAMPLES :][: len(after.pcm)]
    assert snr_db(after.alone[: len(after.pcm)], after.pcm) - snr_db(heard, after.pcm) < LOST_DB


@given(st.integers(1, 300), st.integers(0, 1151), st.integers(0, 5000))
@settings(deadline=None, derandomize=True, database=None)
def test_pause_frames_come_within_half_a_frame_where_the_clip_leaves_room(
    padded_frames: int, missing: int, pause_ms: int
) -> None:
    frames, speech_samples = padded_frames + 1, padded_frames * mp3.FRAME_SAMPLES - missing
    pause = mp3.pause_frames(frames, speech_samples, pause_ms)
    silence = (frames + pause) * mp3.FRAME_SAMPLES - speech_samples
    wanted = pause_ms * RATE / 1000
    assert pause >= 0
    assert isinstance(pause, int)
    if pause:
        assert abs(silence - wanted) <= mp3.FRAME_SAMPLES / 2
    else:
        assert silence - wanted >= -mp3.FRAME_SAMPLES / 2


def test_info_frame_has_the_format_of_the_others() -> None:
    info = mp3.info_frame(7)
    assert mp3.frame_count(info) == 1
    assert info[:4] == mp3.silent_frame()[:4]
    assert info != mp3.silent_frame()


@pytest.mark.parametrize("count", [1, 100, 150_000])
def test_info_frame_states_frames_bytes_and_delay(count: int) -> None:
    info = mp3.info_frame(count)
    size = (count + 1) * mp3.FRAME_BYTES
    assert info[21:25] == b"Info"
    assert int.from_bytes(info[25:29], "big") == 0b1111
    assert int.from_bytes(info[29:33], "big") == count
    assert int.from_bytes(info[33:37], "big") == size
    assert list(info[37:137]) == [256 * n // 100 for n in range(100)]
    assert info[162:165] == bytes.fromhex("240240")
    assert int.from_bytes(info[169:173], "big") == size


def test_info_frame_of_a_stream_tells_the_delay_and_no_length() -> None:
    info = mp3.info_frame(None)
    assert mp3.frame_count(info) == 1
    assert info[21:38] == b"Info" + bytes(4) + b"LAME3.100"
    assert info[50:53] == bytes.fromhex("240240")
    assert int.from_bytes(info[57:59], "big") == 0


def test_info_frame_has_the_right_checksum() -> None:
    assert _crc_arc(b"123456789") == 0xBB3D  # the check value of CRC-16/ARC
    for count in (1, 2, 12_345):
        info = mp3.info_frame(count)
        assert int.from_bytes(info[175:177], "big") == _crc_arc(info[:175])


def test_mutagen_reads_length_bitrate_and_encoder(tmp_path: Path) -> None:
    data, _ = join(pieces(by_mpg123), PAUSES[2])
    path = tmp_path / "joined.mp3"
    path.write_bytes(data)
    info: Any = MP3(path).info
    frames = len(data) // mp3.FRAME_BYTES - 1
    assert info.length == pytest.approx(mp3.decoded_samples(frames) / RATE, abs=0.001)
    assert (info.bitrate, info.sample_rate, info.channels) == (96_000, RATE, 1)
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.encoder_info.startswith("LAME 3.100")
    assert not info.sketchy


def test_ffmpeg_states_the_length_without_guessing() -> None:
    data, _ = join(pieces(by_ffmpeg), PAUSES[2])
    frames = len(data) // mp3.FRAME_BYTES - 1
    with av.open(io.BytesIO(data), "r") as container:
        audio = container.streams.audio[0]
        assert audio.duration is not None
        assert audio.time_base is not None
        seconds = float(audio.duration * audio.time_base)
    assert seconds == pytest.approx(mp3.decoded_samples(frames) / RATE, abs=0.03)


@pytest.mark.parametrize("second", [0, 1, 3.5])
def test_seeking_lands_on_the_sound_of_that_time(second: float) -> None:
    data, _ = join(pieces(by_ffmpeg), PAUSES[2])
    whole = by_ffmpeg(data)
    with av.open(io.BytesIO(data), "r") as container:
        audio = container.streams.audio[0]
        assert audio.time_base is not None
        assert audio.start_time is not None
        start = float(audio.start_time * audio.time_base)  # ffmpeg counts the samples it drops
        container.seek(round(second / audio.time_base) + audio.start_time, stream=audio)
        frames = [frame for frame, _ in zip(container.decode(audio), range(40), strict=False)]
    times = [(frame.time or 0) - start for frame in frames]
    assert times[0] <= second < times[-1]
    # the first frames may need bytes from before the place
    settled = [frame for frame, time in zip(frames, times, strict=True) if time > second + 0.1]
    heard = np.concatenate([frame.to_ndarray()[0] for frame in settled])
    at = round(((settled[0].time or 0) - start) * RATE)
    assert np.abs(heard).max() > 0.01
    assert np.abs(heard - whole[at : at + len(heard)]).max() < 1e-4


def test_encoder_is_named_with_all_that_shapes_its_output() -> None:
    assert all(part in mp3.ENCODER for part in ("lameenc", "48000", "96k", "mono"))


def test_nothing_is_written_to_standard_error_or_output(capfd: pytest.CaptureFixture[str]) -> None:
    assert mp3.frame_count(mp3.encode(noise(3000))) == 4
    assert capfd.readouterr() == ("", "")


def test_clips_are_back_to_back_without_a_gap_of_frames() -> None:
    _, starts = join(pieces(by_mpg123), 0)
    lengths = [mp3.frame_count(part.frames) * mp3.FRAME_SAMPLES for part in pieces(by_mpg123)]
    assert [after - before for before, after in pairwise(starts)] == lengths[:-1]


def _crc_arc(data: bytes) -> int:
    """CRC-16/ARC by its definition: polynomial 0x8005, bits of each byte and of the result reversed."""
    crc = 0
    for byte in data:
        for bit in range(8):
            feedback = (crc >> 15) ^ (byte >> bit & 1)
            crc = (crc << 1 & 0xFFFF) ^ (0x8005 if feedback else 0)
    return int(f"{crc:016b}"[::-1], 2)
