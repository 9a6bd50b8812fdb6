"""What several tasks work on: clips of a tone, in the same order with the same texts wherever they are made.

A few texts are spoken; their clips are then stored many times, under a key each, since only bytes matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from narrate.model import Clip, ScriptSection, Sentence
from narrate.scheduler import Clips, Line
from narrate.store import ClipStore, clip_key
from narrate.tts import key_of, make_clip
from narrate.voices import Voice

VOICE, LUFS = Voice("tone", "tone"), -19.7
PAUSE_MS = 450
_PLACES = ("図書館", "駅前の広場", "川の向こうの古い橋", "市場")
_DOINGS = (
    "へ、毎朝歩いて出かけます。",
    "で、日曜日の午後に、町の人たちが小さな音楽会を開くことになりました。",
    "については、まだ誰も、はっきりしたことを話そうとはしません。",
)
TEXTS = [place + doing for place in _PLACES for doing in _DOINGS]


def text_of(number: int) -> str:
    """What clip ``number`` says."""
    return TEXTS[number % len(TEXTS)]


def fill(store: ClipStore, count: int) -> None:
    """Put ``count`` clips into a store."""
    for text in TEXTS:
        make_clip(text, VOICE, LUFS, store)
    spoken = {text: _taken(store, key_of(text, VOICE, LUFS)) for text in TEXTS}
    for number in range(count):
        clip, frames = spoken[text_of(number)]
        store.put(replace(clip, key=_key(number)), frames)


def script(count: int) -> ScriptSection:
    """A section of ``count`` sentences."""
    return ScriptSection("測定", tuple(_sentence(f"{i} {text_of(i)}") for i in range(count)))


def _sentence(text: str) -> Sentence:
    return Sentence(text, text, PAUSE_MS)


def clips(store: ClipStore, count: int) -> Clips:
    """The clips of ``script``, as the scheduler would hand them over."""
    return Clips({Line("", f"{i} {text_of(i)}"): clip for i, (clip, _) in enumerate(stored(store, count))})


def stored(store: ClipStore, count: int) -> Iterator[tuple[Clip, bytes]]:
    """Clips that ``fill`` made, and their frames."""
    return (_taken(store, _key(number)) for number in range(count))


def _key(number: int) -> str:
    return clip_key(benchmark=number)


def _taken(store: ClipStore, key: str) -> tuple[Clip, bytes]:
    clip, frames = store.get(key), store.frames(key)
    assert clip is not None, f"no clip {key}"
    assert frames is not None, f"no frames of {key}"
    return clip, frames


def store_of(folder: str) -> ClipStore:
    """The store in a folder."""
    return ClipStore(Path(folder))
