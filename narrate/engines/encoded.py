"""Bytes that an engine returned (WAV, MP3, FLAC, Ogg) → Sound, or an error that says what they are instead.

Half a sound is an error: a clip made of it would be kept, and its sentence stay cut for good. libsndfile
decodes; it takes a file that ends early for a shorter one, so lengths are compared here first.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from narrate import id3
from narrate.engines import Sound
from narrate.errors import EngineError

# MPEG audio, layer III (ISO/IEC 11172-3 and 13818-3): kbit/s by index; hertz by version bits and index
_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# Servers that send a WAV while they still make it write 0, or the most there can be, for its length.
_LENGTH_UNKNOWN = 0x7FFF0000
_LONGEST = 600  # seconds; a faulty header may promise more than there is memory
_TEXT_STARTS = (b"<", b"{", b"[")


def decode(data: bytes) -> Sound:
    """The sound in ``data``: channels averaged, its own sample rate.

    Raises:
        EngineError: nothing, text, no known format, damaged, cut off, or without a sample; the message
            goes on after "the answer of … ", for example "is a page of text instead of audio".
    """
    if not data:
        raise EngineError("is empty")
    if _is_text(data):
        raise EngineError("is a page of text instead of audio")
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        data = _whole_wav(data)
    elif data[:3] == b"ID3" or (data[0] == 0xFF and data[1:2] >= b"\xe0"):
        data = _whole_mp3(data)
    return _decoded(data)


def _decoded(data: bytes) -> Sound:
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            rate = file.samplerate
            if file.frames > _LONGEST * rate:
                raise EngineError(f"says that it is longer than {_LONGEST // 60} minutes")
            samples = file.read(dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, RuntimeError):
        raise EngineError("is no audio that can be decoded, or is damaged") from None
    return Sound(_mono(samples), rate)


def _mono(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(samples):
        raise EngineError("is audio without a single sample")
    if not np.isfinite(samples).all():
        raise EngineError("is damaged: it has samples that are no numbers")
    mono: NDArray[np.float32] = samples.mean(axis=1, dtype=np.float32)
    return mono


def _is_text(data: bytes) -> bool:
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start or start.startswith(_TEXT_STARTS):
        return True
    return all(byte >= 0x20 or byte in b"\t\r\n" for byte in data[:512]) and _is_utf8(data[:512])


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(data)  # the last character goes on past these bytes
    return True


def _whole_wav(data: bytes) -> bytes:
    """The WAV with the true length of its samples where the header leaves it open.

    Raises:
        EngineError: the header promises more than there is, or there are no samples.
    """
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        rest = len(data) - at - 8
        if name == b"data":
            if size == 0 or size >= _LENGTH_UNKNOWN:
                return data[: at + 4] + rest.to_bytes(4, "little") + data[at + 8 :]
            if size > rest:
                raise EngineError(f"is cut off: {rest:,} of {size:,} bytes of sound")
            return data
        at += 8 + size + size % 2
    raise EngineError("is cut off before its sound begins")


def _whole_mp3(data: bytes) -> bytes:
    """The MP3 as bare frames, with a header that counts them: libsndfile else guesses from the first one.

    Raises:
        EngineError: something else is in it, or its last frame is not all there.
    """
    frames = [data[at : at + length] for at, length in _mp3_parts(data)]
    if not frames or _frame_length(frames[-1]) != len(frames[-1]):
        raise EngineError("is cut off in the middle of an MP3 frame")
    if any(mark in frames[0] for mark in (b"Xing", b"Info")):
        return b"".join(frames)
    return _info_frame(frames[0], len(frames)) + b"".join(frames)


def _info_frame(frame: bytes, count: int) -> bytes:
    """The frame that says how many follow it, in the format of one of them."""
    is_first_version, is_mono = frame[1] >> 3 & 3 == 3, frame[3] >> 6 == 3
    side_info = (17 if is_mono else 32) if is_first_version else (9 if is_mono else 17)
    head = bytes([0xFF, frame[1] | 1, 9 << 4 | frame[2] & 0x0C, frame[3]])  # no CRC; a rate with room for it
    flags = 1  # the count follows
    body = head + bytes(side_info) + b"Info" + flags.to_bytes(4, "big") + count.to_bytes(4, "big")
    return body.ljust(_frame_length(head), b"\0")


def _mp3_parts(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each frame is and how long; tags at the start and at the end are passed over."""
    at = 0
    while at < len(data):
        head = data[at : at + id3.HEADER_BYTES]
        if head[:3] == b"ID3" and len(head) == id3.HEADER_BYTES:
            at += id3.size(head)
            continue
        if head[:3] == b"TAG" or head[:8] == b"APETAGEX":
            return
        length = _frame_length(head)
        if not length:
            if len(head) >= 4:
                raise EngineError("is damaged: something else than MP3 frames is in it")
            length = 4  # a header that is cut off itself
        yield at, length
        at += length


def _frame_length(head: bytes) -> int:
    """Bytes of a layer III frame from its header; 0 if it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, hertz, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or bitrate in (0, 15) or hertz == 3:
        return 0
    slots, kbits = (144, _KBITS_1) if version == 3 else (72, _KBITS_2)
    return slots * kbits[bitrate] * 1000 // _HERTZ[version][hertz] + padding
