"""Encoded: whole sounds of every form are decoded, anything else is an error that says what it is."""

from __future__ import annotations

import numpy as np
import pytest
from speech_servers import RATE, file, mp3, wave

from narrate.engines.encoded import decode
from narrate.errors import EngineError

TEXT = "今日は、よい天気です。"
FORMS = [
    ("WAV", "PCM_16"),
    ("WAV", "PCM_24"),
    ("WAV", "PCM_U8"),
    ("WAV", "FLOAT"),
    ("FLAC", "PCM_16"),
    ("OGG", "VORBIS"),
    ("OGG", "OPUS"),
]


def refusal(data: bytes) -> str:
    with pytest.raises(EngineError) as caught:
        decode(data)
    return str(caught.value)


@pytest.mark.parametrize(("form", "subtype"), FORMS)
def test_a_whole_file_is_decoded_at_its_own_rate(form: str, subtype: str) -> None:
    sound = decode(file(wave(TEXT), form, subtype))
    assert sound.rate == RATE
    assert sound.samples.dtype == np.float32
    assert len(sound.samples) == len(wave(TEXT))
    assert np.sqrt(np.mean((sound.samples - wave(TEXT)) ** 2)) < 0.02


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100])
def test_the_rate_is_the_one_of_the_bytes(rate: int) -> None:
    assert decode(file(wave(TEXT), rate=rate)).rate == rate


def test_two_channels_become_their_mean() -> None:
    left = np.linspace(-0.5, 0.5, 1000, dtype=np.float32)
    sound = decode(file(np.stack([left, np.zeros_like(left)], axis=1), subtype="FLOAT"))
    assert np.allclose(sound.samples, left / 2)


def test_an_mp3_is_decoded_to_its_end() -> None:
    sound = decode(mp3(wave(TEXT)))
    assert sound.rate == RATE
    assert len(wave(TEXT)) <= len(sound.samples) <= len(wave(TEXT)) + 4 * 576


def test_an_mp3_whose_bit_rate_falls_is_decoded_to_its_end() -> None:
    loud, quiet = mp3(wave(TEXT), 128), mp3(wave(TEXT), 32)
    lengths = [len(decode(data).samples) for data in (loud, quiet, loud + quiet)]
    assert lengths[2] == lengths[0] + lengths[1] + 529  # the delay of a decoder, once


@pytest.mark.parametrize("tag", [b"TAG" + bytes(125), b"APETAGEX" + bytes(40)])
def test_tags_of_an_mp3_are_passed_over(tag: bytes) -> None:
    bare = decode(mp3(wave(TEXT))).samples
    start = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    assert len(decode(start + mp3(wave(TEXT)) + tag).samples) == len(bare)


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0xFFFFFFFF - 36, 0x7FFFFFFF])
def test_a_wav_of_a_server_that_did_not_know_its_length_is_whole(size: int) -> None:
    data = bytearray(file(wave(TEXT)))
    data[40:44] = size.to_bytes(4, "little")
    assert len(decode(bytes(data)).samples) == len(wave(TEXT))


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>Are you a robot?</body></html>",
        "\ufeff<html>".encode(),
        b'{"detail": "no"}',
        "しばらくお待ちください。".encode() * 30,
        b"Service Unavailable",
        b"\n",
    ],
)
def test_a_page_is_called_a_page(data: bytes) -> None:
    assert refusal(data) == "is a page of text instead of audio"


def test_nothing_is_called_empty() -> None:
    assert refusal(b"") == "is empty"


@pytest.mark.parametrize("lost", [1, 50, 95])
def test_an_mp3_that_ends_within_a_frame_is_cut_off(lost: int) -> None:
    assert "cut off" in refusal(mp3(wave(TEXT))[:-lost])


@pytest.mark.parametrize("lost", [1, 1000, 10_000])
def test_a_wav_that_promises_more_is_cut_off(lost: int) -> None:
    assert "cut off" in refusal(file(wave(TEXT))[:-lost])


@pytest.mark.parametrize(("form", "subtype"), FORMS)
def test_half_a_file_is_never_a_sound(form: str, subtype: str) -> None:
    data = file(wave(TEXT), form, subtype)
    refusal(data[: len(data) // 2])


@pytest.mark.parametrize("inside", [bytes(700), b"\x5a" * 700])
def test_a_hole_in_an_mp3_is_damage_and_told_on_no_other_channel(
    inside: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    data = mp3(wave(TEXT))
    assert "damaged" in refusal(data[:960] + inside + data[960 + len(inside) :])
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "data", [bytes(5000), b"\x00\x01" * 4000, b"RIFF\x00\x00\x00\x00WAVE", b"\xff", b"OggS"]
)
def test_other_bytes_are_no_audio(data: bytes) -> None:
    assert refusal(data)


def test_a_header_that_promises_days_is_refused() -> None:
    data = bytearray(file(wave(TEXT), "FLAC"))
    data[21] |= 0x0F  # the 36 bits of the number of samples
    data[22:26] = b"\xff" * 4
    assert "longer than 10 minutes" in refusal(bytes(data))


def test_a_wav_without_samples_is_an_error() -> None:
    assert "without a single sample" in refusal(file(np.zeros(0, np.float32)))


def test_samples_that_are_no_numbers_are_damage() -> None:
    samples = wave(TEXT).copy()
    samples[100] = np.nan
    assert "no numbers" in refusal(file(samples, subtype="FLOAT"))
