"""A clip's sound as packets of another format: encoded once, to be joined by copying as MP3 frames are.

A clip is encoded between silences, and the packets of the silence before it are left out. So its first packet
follows upon silence, as it does in the episode, where silent packets stand before it: encoder and decoder are
in the same state, and what overlaps from one packet into the next is silent.

The sound is decoded from the clip's MP3 frames: no engine is asked again, clips from before the format was
wished for serve as well, loudness and peaks are already right. What MP3 at 96 kbit/s loses (SNR 30 dB) is far
less than what these formats lose themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from narrate.audio import limit, true_peak_db
from narrate.errors import OutputError
from narrate.formats import FORMATS, SILENT_BEFORE, Format
from narrate.recipe import RATE, TRUE_PEAK_DB

if TYPE_CHECKING:
    from av.audio.codeccontext import AudioCodecContext

_ATTEMPTS = 4  # at a ceiling under which the decoded packets keep their peak
_LIVE_SILENCE = 8  # packets after which an encoder of silence repeats itself


def encode(form: Format, samples: NDArray[np.float32], shift: int = 0) -> list[bytes]:
    """The packets of a clip at full scale ±1; its sound begins ``shift`` samples after they do.

    Peaks that pass the limit once decoded (Opus overshoots by up to 4 dB) are held lower before encoding.

    Raises:
        OutputError: the encoder returned fewer packets than it must.
    """
    count = form.count(shift + len(samples))
    padded = np.zeros((SILENT_BEFORE + count) * form.packet, np.float32)
    start = SILENT_BEFORE * form.packet + shift
    padded[start : start + len(samples)] = samples
    ceiling = true_peak_db(padded)
    for _ in range(_ATTEMPTS):
        encoder = form.encoder()
        packets = _encoded(encoder, form, padded)[: SILENT_BEFORE + count]
        peak = true_peak_db(_decoded(form, packets, encoder.extradata))
        if peak <= TRUE_PEAK_DB:
            break
        ceiling -= peak - TRUE_PEAK_DB
        padded = limit(padded, ceiling)
    if len(packets) != SILENT_BEFORE + count:
        raise OutputError(f"the encoder {form.codec} returned {len(packets)} packets, too few")
    return packets[SILENT_BEFORE:]


@cache
def silent_packet(kind: str, length: int) -> bytes:
    """A packet of that length that decodes to silence and is the same wherever it stands."""
    form = FORMATS[kind]
    silence = np.zeros(_LIVE_SILENCE * length, np.float32)
    return _encoded(form.encoder(form.silences[length]), form, silence)[_LIVE_SILENCE - 1]


def _encoded(encoder: AudioCodecContext, form: Format, samples: NDArray[np.float32]) -> list[bytes]:
    from av import AudioFrame

    frame = AudioFrame.from_ndarray(samples[np.newaxis], format=form.samples, layout="mono")
    frame.sample_rate = RATE
    frame.pts = 0
    return [bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None))]


def _decoded(form: Format, packets: Iterable[bytes], extradata: bytes | None) -> NDArray[np.float32]:
    """What a decoder makes of packets, at full scale ±1."""
    from av import CodecContext, Packet

    decoder = cast("AudioCodecContext", CodecContext.create(form.decoder, "r"))
    decoder.extradata = extradata
    decoder.sample_rate = RATE
    decoder.layout = "mono"
    frames = (frame for packet in packets for frame in decoder.decode(Packet(packet)))
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])
