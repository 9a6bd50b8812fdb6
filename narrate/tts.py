"""Sentence + Voice → Clip: each distinct spoken text once, on all processors, nothing made twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from narrate.engines import shaping_options
from narrate.errors import EngineError, Unspeakable
from narrate.model import Clip
from narrate.store import ClipStore, clip_key
from narrate.voices import Voice


@dataclass
class Clips:
    """The clips of a script by spoken text; ``made`` counts those that were not in the store.

    ``unspeakable`` are the texts that the engine has no sound for.
    """

    by_text: dict[str, Clip] = field(default_factory=dict)
    unspeakable: set[str] = field(default_factory=set)
    made: int = 0


def make_clips(
    texts: Iterable[str],
    voice: Voice,
    store: ClipStore,
    workers: int | None = None,
    on_clip: Callable[[], None] = lambda: None,
) -> Clips:
    """The clip of every text, from the store or made now by ``workers`` threads (None: one a processor).

    ``on_clip`` is called after each. What was made before an error or Ctrl-C stays in the store.

    Raises:
        EngineError: the engine failed; the message holds the text.
    """
    clips = Clips()
    missing = []
    for text in dict.fromkeys(texts):
        clip = store.get(key_of(text, voice))
        if clip:
            clips.by_text[text] = clip
            on_clip()
        else:
            missing.append(text)
    if missing:
        _make_missing(missing, voice, store, workers, on_clip, clips)
    return clips


def key_of(text: str, voice: Voice) -> str:
    """The clip's key: text, engine and its version, the voice's settings, levelling, encoder."""
    from narrate.audio import RECIPE
    from narrate.mp3 import ENCODER

    return clip_key(
        text=text,
        engine=voice.engine_name,
        version=voice.engine.version,
        options=shaping_options(voice.engine),
        loudness=voice.loudness_lufs,
        recipe=RECIPE,
        encoder=ENCODER,
    )


def _make_missing(
    texts: list[str],
    voice: Voice,
    store: ClipStore,
    workers: int | None,
    on_clip: Callable[[], None],
    clips: Clips,
) -> None:
    threads = min(workers or os.cpu_count() or 1, voice.engine.parallelism or len(texts), len(texts))
    # the longest first, so that no thread is left alone with one at the end
    waiting = sorted(texts, key=len)
    running: dict[Future[Clip], str] = {}
    with ThreadPoolExecutor(threads, thread_name_prefix="voice") as pool:
        while waiting or running:
            while waiting and len(running) < threads:
                text = waiting.pop()
                running[pool.submit(_make, text, voice, store)] = text
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                text = running.pop(future)
                try:
                    clips.by_text[text] = future.result()
                    clips.made += 1
                except Unspeakable:
                    clips.unspeakable.add(text)
                on_clip()


def _make(text: str, voice: Voice, store: ClipStore) -> Clip:
    from narrate.audio import RATE, finish
    from narrate.loudness import block_energies
    from narrate.mp3 import encode, frame_count

    try:
        pcm = finish(voice.engine.synthesize(text), voice.loudness_lufs)
    except Unspeakable:
        raise
    except ImportError as error:
        engine = f"engine '{voice.engine_name}'"
        raise EngineError(f"{engine} cannot be loaded ({error}); install narrate again") from error
    except Exception as error:  # whatever a plugin raises, the user is told in one line
        raise EngineError(f"voice '{voice.name}': {error}; the sentence is: {text}") from error
    frames = encode(pcm)
    energies = tuple(float(f"{energy:.4g}") for energy in block_energies(pcm, RATE))
    clip = Clip(key_of(text, voice), frame_count(frames), len(pcm), energies)
    store.put(clip, frames)
    return clip
