"""Sentence + Voice → Clip: spoken, levelled, encoded once, stored under the hash of all that shaped it."""

from __future__ import annotations

from collections.abc import Iterable

from narrate import mp3
from narrate.engines import Mark, Sound, shaping_options
from narrate.engines.asked import spoken
from narrate.errors import EngineError, EngineUnavailable, Unspeakable, named
from narrate.model import Clip, TimeMark
from narrate.recipe import CEILING_DB, RATE, RECIPE, TRUE_PEAK_DB
from narrate.store import ClipStore, clip_key
from narrate.voices import Voice

_SHORTEST_S = 0.01
"""Seconds of sound that every letter has at least: a fifth of what a voice at three times its speed needs."""
_ATTEMPTS = 4  # at a ceiling under which the encoded clip keeps its peak


def key_of(text: str, voice: Voice, lufs: float) -> str:
    """The clip's key: text, engine and its version, the voice's settings, levelling, encoder.

    ``lufs`` is how loud the voice is (see ``levels``).
    """
    return clip_key(
        text=text,
        engine=voice.engine_name,
        version=voice.engine.version,
        options=shaping_options(voice.engine),
        loudness=lufs,
        gain=voice.gain_db,
        recipe=RECIPE,
        encoder=mp3.ENCODER,
    )


def make_clip(text: str, voice: Voice, lufs: float, store: ClipStore) -> Clip:
    """Speak a text, encode it, and keep it in the store; the voice is as loud as for ``key_of``.

    Raises:
        Unspeakable: the voice has no sound for it.
        EngineUnavailable: the engine cannot speak at all now.
        EngineError: anything else went wrong; the message holds voice and text.
    """
    try:
        sound = spoken(voice.engine, text)
        clip, frames = _encoded(sound, text, voice, lufs)
    except Unspeakable:
        raise
    except EngineUnavailable as error:
        raise EngineUnavailable(f"voice '{voice.name}': {error}") from error
    except Exception as error:  # whatever a plugin's sound does, the user is told in one line
        raise EngineError(f"voice '{voice.name}': {named(error)}; the sentence is: {text}") from error
    store.put(clip, frames)
    return clip


def _encoded(sound: Sound, text: str, voice: Voice, lufs: float) -> tuple[Clip, bytes]:
    """A sound as a clip and its frames, under a ceiling at which the decoded frames keep their peak."""
    from narrate.audio import finish, true_peak_db
    from narrate.energies import block_energies

    declared = lufs - voice.gain_db
    ceiling = CEILING_DB
    for _ in range(_ATTEMPTS):
        finished = finish(sound, declared, ceiling)
        frames = mp3.encode(finished.pcm)
        peak = true_peak_db(mp3.decode(frames))
        if peak <= TRUE_PEAK_DB:
            break
        ceiling -= peak - TRUE_PEAK_DB
    seconds = len(finished.pcm) / RATE
    if seconds < _SHORTEST_S * sum(map(str.isalnum, text)):
        raise EngineError(f"the engine returned only {seconds:.2f} s of sound; try again")
    energies = tuple(float(f"{energy:.4g}") for energy in block_energies(finished.pcm, RATE))
    marks = tuple(_kept_marks(sound.marks, finished.cut_ms, round(seconds * 1000)))
    key = key_of(text, voice, lufs)
    return Clip(key, mp3.frame_count(frames), len(finished.pcm), energies, round(peak, 2), marks), frames


def _kept_marks(marks: Iterable[Mark], cut_ms: int, length_ms: int) -> Iterable[TimeMark]:
    """The engine's marks with their times in the trimmed clip."""
    for mark in marks:
        start, end = (min(max(round(s * 1000) - cut_ms, 0), length_ms) for s in (mark.start, mark.end))
        if start < end:
            yield TimeMark(mark.text, start, end)
