"""MP3 frames: encode a clip once, then join clips by copying their frames.

Every clip is encoded on its own, so its first frame reaches back into nothing (main_data_begin 0) and it
may stand after any other clip. An encoding of n samples (a multiple of a frame's) fills exactly one frame
more; with the Info header below, decoders drop 1105 samples at the start and 47 at the end, which puts each
clip's first sample on its frame's boundary. Pauses are copies of one silent frame.

Format: 48 kHz, mono, CBR 96 kbit/s, so that every frame has the same size and seeking is linear.
Sources: ISO/IEC 11172-3; the LAME tag as LAME 3.100 writes it.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from narrate.errors import OutputError
from narrate.recipe import RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KBITS = 96
FRAME_SAMPLES = 1152
FRAME_BYTES = 144 * KBITS * 1000 // RATE
DELAY = 576
"""Encoder delay in samples that the Info header declares; the padding at the end is the same."""
HEAD_SAMPLES = DELAY + 529
"""Samples that decoders make before a clip's first one: the encoder's delay and their own."""
CODEC_SAMPLES = 1152
"""Samples that decoders drop in all: delay + padding."""
ENCODER = f"lameenc {version('lameenc')} q7 {RATE} {KBITS}k mono"

# LAME's quality 7 leaves out noise shaping: at this bitrate speech comes out nearer to the input
# (SNR 29.8 dB against 23.5 at quality 5), overshoots less and takes half the time, a twentieth of what the
# embedded voice needs. Nothing is faster: 9 gives the same bytes in the same time.
_QUALITY = 7
_SAMPLE_BYTES = 2  # of int16
# MPEG-1 layer III, no CRC; 96 kbit/s is index 7, 48 kHz index 1; no padding; mono, original.
_FRAME_HEADER = bytes([0xFF, 0xFB, 7 << 4 | 1 << 2, 0xC4])


def encode(pcm: NDArray[np.int16]) -> bytes:
    """Encode a clip, filled with silence to whole frames; see ``frame_count`` for the length.

    Raises:
        OutputError: the encoder returned something else than whole frames of the one format.
    """
    return _encode(pcm.tobytes())


def _encode(pcm: bytes) -> bytes:
    import lameenc

    padded = pcm + bytes(-len(pcm) % (FRAME_SAMPLES * _SAMPLE_BYTES))
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KBITS)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    frames = bytes(encoder.encode(padded) + encoder.flush())
    samples = len(padded) // _SAMPLE_BYTES
    if frame_count(frames) * FRAME_SAMPLES != samples + CODEC_SAMPLES:
        raise OutputError(f"the MP3 encoder returned {frame_count(frames)} frames for {samples} samples")
    return frames


def decode(frames: bytes) -> NDArray[np.float32]:
    """What a decoder makes of frames that ``encode`` returned, at full scale ±1, codec delay included."""
    import numpy as np
    import soundfile

    samples, _ = soundfile.read(io.BytesIO(frames), dtype="float32")
    return np.asarray(samples, np.float32)


def decode_clip(frames: bytes, length: int) -> NDArray[np.float32]:
    """The sound of a clip as decoders give it out, its first ``length`` samples."""
    return decode(frames)[HEAD_SAMPLES : HEAD_SAMPLES + length]


def frame_count(frames: bytes) -> int:
    """Number of frames, each checked to be of the one format.

    Raises:
        OutputError: a broken frame, or one of another format.
    """
    if len(frames) % FRAME_BYTES:
        raise OutputError(f"{len(frames)} bytes are not whole MP3 frames of {FRAME_BYTES}")
    for at in range(0, len(frames), FRAME_BYTES):
        if frames[at : at + 4] != _FRAME_HEADER:
            found, wanted = frames[at : at + 4].hex(), _FRAME_HEADER.hex()
            raise OutputError(f"MP3 frame at byte {at} has header {found}, not {wanted}")
    return len(frames) // FRAME_BYTES


@cache
def silent_frame() -> bytes:
    """A frame that decodes to silence and depends on no other: the first of an encoded silence."""
    return _encode(bytes(FRAME_SAMPLES * _SAMPLE_BYTES))[:FRAME_BYTES]


def pause_frames(frames: int, speech: int, pause_ms: int) -> int:
    """How many silent frames fill up the pause after a clip of ``frames`` whose voice ends at ``speech``."""
    silence_in_clip = frames * FRAME_SAMPLES - speech
    return max(0, round((pause_ms * RATE / 1000 - silence_in_clip) / FRAME_SAMPLES))


def decoded_samples(frames: int) -> int:
    """What a decoder that honours the Info header makes of so many audio frames."""
    return frames * FRAME_SAMPLES - CODEC_SAMPLES


def frames_of(samples: int) -> int:
    """The audio frames of which a decoder makes so many samples; see ``decoded_samples``."""
    return (samples + CODEC_SAMPLES) // FRAME_SAMPLES


def info_frame(frames: int | None) -> bytes:
    """The frame that goes before ``frames`` audio frames and tells decoders length, seek table and delay.

    None is for a stream whose length nobody knows yet: then it tells the delay only.
    """
    side_info = 17
    audio_bytes = 0 if frames is None else (frames + 1) * FRAME_BYTES
    body = b"".join(
        [
            b"Info",
            _lengths(frames, audio_bytes),
            b"LAME3.100",
            bytes([0x01, 0]),  # tag revision 0, CBR; lowpass unknown
            bytes(8),  # peak and replay gains
            bytes([0, KBITS]),
            (DELAY << 12 | DELAY).to_bytes(3, "big"),
            bytes(4),
            audio_bytes.to_bytes(4, "big"),
            bytes(2),  # music CRC: not given
        ]
    )
    head = _FRAME_HEADER + bytes(side_info) + body
    head += _crc16(head).to_bytes(2, "big")
    return head.ljust(FRAME_BYTES, b"\0")


def _lengths(frames: int | None, audio_bytes: int) -> bytes:
    if frames is None:
        return bytes(4)  # none of the four fields follows
    seek_table, quality = bytes(256 * i // 100 for i in range(100)), 57
    fields = frames.to_bytes(4, "big"), audio_bytes.to_bytes(4, "big"), seek_table, quality.to_bytes(4, "big")
    return (15).to_bytes(4, "big") + b"".join(fields)


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
