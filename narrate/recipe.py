"""The numbers that shape a clip, and their sum: what they are is known without loading what applies them."""

from __future__ import annotations

RATE = 48_000
"""Samples a second of every clip: what podcast directories recommend, and a fixed MP3 frame size."""
TARGET_LUFS = -16.0
"""Loudness of an episode as decoded; Apple asks for −16 ± 1."""
CEILING_DB = -4.0
"""Peaks are held here before encoding: the MP3 overshoots by up to 2.3 dB."""
TRUE_PEAK_DB = -1.0
"""No decoded clip passes this, in dBTP: what podcast directories ask for."""
MP3_LOSS_DB = 0.43
"""How much quieter LAME's output is than its input (its own 0.95 scale, measured at 48 kHz, 96 kbit/s)."""
LIMITER_LOSS_DB = 0.7
"""How much the limiter takes from speech at this target, measured with the embedded voice."""

SILENCE_DBFS = -50.0
"""What is quieter is silence, and is cut at both ends of a clip but for ``KEEP_MS``."""
KEEP_MS = 20
FADE_MS = 5
BLOCK = 24
"""Samples: the limiter's resolution, 0.5 ms."""
LOOK_AHEAD = 3
"""Blocks before a peak at which the limiter's gain begins to fall."""

RECIPE = (
    f"{RATE} Hz, {TARGET_LUFS} LUFS, ceiling {CEILING_DB} dB, losses {MP3_LOSS_DB} {LIMITER_LOSS_DB} dB, "
    f"trim {SILENCE_DBFS} dBFS {KEEP_MS} ms, fade {FADE_MS} ms, limiter {BLOCK} {LOOK_AHEAD} 4x, "
    f"peak {TRUE_PEAK_DB} dBTP"
)
"""All that shapes a clip before it is encoded; part of every clip's key, so that a change makes all anew."""
