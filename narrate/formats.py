"""The formats that sound can have beside MP3; what they are is known without loading an encoder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from narrate.errors import SettingsError
from narrate.recipe import RATE, TRUE_PEAK_DB

if TYPE_CHECKING:
    from av.audio.codeccontext import AudioCodecContext

SILENT_BEFORE = 4
"""Packets of silence in which an encoder comes to rest before a clip."""
_OLDEST_AV = (16, 0)


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
        lengths = f"{RATE} {self.kbits}k {self.packet} after {SILENT_BEFORE}"
        return f"av {version('av')} {self.codec} {options} {lengths} peak {TRUE_PEAK_DB} dBTP"

    def count(self, samples: int) -> int:
        """How many packets it takes until a decoder has given out so many samples."""
        return -(-(samples + self.delay) // self.packet)

    def encoder(self, options: Mapping[str, str] | None = None) -> AudioCodecContext:
        """An encoder that is at its beginning."""
        from av import CodecContext

        encoder = cast("AudioCodecContext", CodecContext.create(self.codec, "w"))
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
    raise SettingsError(f"narrate.toml: 'alternate' {told}: install the package 'av' beside narrate")
