"""A clip's sound as packets of another format: encoded once, to be joined by copying as MP3 frames are.

A clip is encoded between silences, and the packets of the silence before it are left out. So its first packet
follows upon silence, as it does in the episode, where silent packets stand before it: encoder and decoder are
in the same state, and what overlaps from one packet into the next is silent.

The sound is decoded from the clip's MP3 frames: no engine is asked again, clips from before the format was
wished for serve as well, loudness and peaks are already right. What MP3 at 96 kbit/s loses (SNR 30 dB) is far
less than what these formats lose themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
from numpy.typing import NDArray

from narrate.audio import limit, true_peak_db
from narrate.errors import OutputError, SettingsError
from narrate.recipe import RATE, TRUE_PEAK_DB

if TYPE_CHECKING:
    from av.audio.codeccontext import AudioCodecContext

_OLDEST_AV = (16, 0)
_SILENT_BEFORE = 4  # packets in which encoders come to rest
_ATTEMPTS = 4  # at a ceiling under which the decoded packets keep their peak
_LIVE_SILENCE = 8  # packets after which an encoder of silence repeats itself


@dataclass(frozen=True)
class Format:
    """A format of sound: how it is encoded, and what its packets are. Lengths are samples at 48 kHz.

    ``kind``, ``suffix`` and ``type`` are those of the published file (see ``attachments.Made``),
    ``container`` and ``container_options`` what it is to ffmpeg; with ``has_comments`` its chapters are
    Vorbis comments. ``packet`` is the length of a clip's packets, ``delay`` how much later than its input a
    decoder gives a sample out, ``silences`` the lengths that silent packets can have, the longest first,
    each with the encoder's options for it.
    """

    kind: str
    suffix: str
    type: str
    container: str
    codec: str
    decoder: str
    samples: str
    kbits: int
    options: Mapping[str, str]
    packet: int
    delay: int
    silences: Mapping[int, Mapping[str, str]]
    container_options: Mapping[str, str]
    has_comments: bool = False

    @property
    def grid(self) -> int:
        """Every packet begins at a multiple of this."""
        return min(self.silences)

    @cached_property
    def recipe(self) -> str:
        """All that shapes a packet here, for keys: a change makes all packets anew."""
        options = " ".join(f"{name}={value}" for name, value in sorted(self.options.items()))
        lengths = f"{RATE} {self.kbits}k {self.packet} after {_SILENT_BEFORE}"
        return f"av {version('av')} {self.codec} {options} {lengths} peak {TRUE_PEAK_DB} dBTP"

    def count(self, samples: int) -> int:
        """How many packets it takes until a decoder has given out so many samples."""
        return -(-(samples + self.delay) // self.packet)

    def encoder(self, options: Mapping[str, str] | None = None) -> AudioCodecContext:
        """An encoder that is at its beginning."""
        encoder = _context(self.codec, "w")
        self.set_up(encoder, options)
        return encoder

    def set_up(self, encoder: AudioCodecContext, options: Mapping[str, str] | None = None) -> None:
        """Give an encoder this format's settings; the same input makes the same bytes."""
        from av.codec.context import Flags

        encoder.sample_rate = RATE
        encoder.layout = "mono"
        encoder.format = self.samples
        encoder.bit_rate = self.kbits * 1000
        encoder.options = dict(self.options if options is None else options)
        encoder.flags |= Flags.bitexact


# 32 kbit/s: the sweet spot of speech over the full band is 28 to 40 (RFC 6716, 2.1.1). "audio", not "voip":
# it does not filter the voice, so its spectrum is nearer to the input's (mean distance 3.0 against 4.8 dB).
OPUS = Format(
    kind="opus",
    suffix=".opus",
    type="audio/opus",
    container="ogg",
    codec="libopus",
    decoder="opus",
    samples="flt",
    kbits=32,
    options={"application": "audio", "frame_duration": "20"},
    packet=960,
    delay=312,
    silences={
        960: {"application": "lowdelay", "frame_duration": "20"},
        120: {"application": "lowdelay", "frame_duration": "2.5"},
    },
    container_options={"fflags": "+bitexact"},
    has_comments=True,
)
# The "fast" coder is two and a half times as fast as ffmpeg's usual one, and at this rate nearer to the input
# (SNR 24 against 19 dB); noise in place of what was there (PNS) would sound otherwise in every decoder.
M4A = Format(
    kind="m4a",
    suffix=".m4a",
    type="audio/x-m4a",
    container="ipod",
    codec="aac",
    decoder="aac",
    samples="fltp",
    kbits=64,
    options={"aac_coder": "fast", "aac_pns": "0"},
    packet=1024,
    delay=1024,
    silences={1024: {"aac_coder": "fast", "aac_pns": "0"}},
    container_options={"fflags": "+bitexact", "movflags": "+faststart"},
)
FORMATS = {form.kind: form for form in (OPUS, M4A)}
"""The formats by the name that ``alternate`` in ``narrate.toml`` gives them."""


def encode(form: Format, samples: NDArray[np.float32], shift: int = 0) -> list[bytes]:
    """The packets of a clip at full scale ±1; its sound begins ``shift`` samples after they do.

    Peaks that pass the limit once decoded (Opus overshoots by up to 4 dB) are held lower before encoding.

    Raises:
        OutputError: the encoder returned fewer packets than it must.
    """
    count = form.count(shift + len(samples))
    padded = np.zeros((_SILENT_BEFORE + count) * form.packet, np.float32)
    start = _SILENT_BEFORE * form.packet + shift
    padded[start : start + len(samples)] = samples
    ceiling = true_peak_db(padded)
    for _ in range(_ATTEMPTS):
        encoder = form.encoder()
        packets = _encoded(encoder, form, padded)[: _SILENT_BEFORE + count]
        peak = true_peak_db(_decoded(form, packets, encoder.extradata))
        if peak <= TRUE_PEAK_DB:
            break
        ceiling -= peak - TRUE_PEAK_DB
        padded = limit(padded, ceiling)
    if len(packets) != _SILENT_BEFORE + count:
        raise OutputError(f"the encoder {form.codec} returned {len(packets)} packets, too few")
    return packets[_SILENT_BEFORE:]


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
    from av import Packet

    decoder = _context(form.decoder, "r")
    decoder.extradata = extradata
    decoder.sample_rate = RATE
    decoder.layout = "mono"
    frames = (frame for packet in packets for frame in decoder.decode(Packet(packet)))
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])


def _context(codec: str, mode: Literal["r", "w"]) -> AudioCodecContext:
    from av import CodecContext

    return cast("AudioCodecContext", CodecContext.create(codec, mode))


def check_encoders() -> None:
    """Find out, without loading it, whether what encodes is here.

    Raises:
        SettingsError: PyAV is not installed, or too old to write chapters.
    """
    if find_spec("av") is None:
        told = "needs PyAV"
    elif tuple(map(int, version("av").split(".")[:2])) < _OLDEST_AV:
        told = f"needs a newer PyAV than {version('av')}"
    else:
        return
    raise SettingsError(f"narrate.toml: 'alternate' {told}: pip install 'narrate[formats]'")
