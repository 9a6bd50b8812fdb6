"""How loud a voice is: measured once for a voice whose file does not say it, and kept beside its clips.

One gain for all clips of a voice keeps its dynamics, and it does not depend on the article at hand: a voice
is measured over twenty fixed sentences (with one voice, standard deviation 0.16 LU, worst of 200 draws 0.47).
Each is a request by itself, since the silence inside a longer text would count.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

from narrate.engines import Engine, Sound, shaping_options
from narrate.engines.asked import spoken
from narrate.errors import EngineError, EngineUnavailable, Unspeakable
from narrate.loudness import integrated
from narrate.recipe import MP3_LOSS_DB, RATE, RECIPE, TARGET_LUFS
from narrate.store import ClipStore, clip_key
from narrate.voices import Voice

_JAPANESE = (
    "駅の前の図書館は、日曜日をのぞいて、毎朝九時に開きます。",
    "庭の木に小さな鳥が三羽来たので、母は窓を開けて静かに見ていました。",
    "会議は午後二時に始まりますから、資料を読んでおいてください。",
    "この町には、百年前に村の人たちが石を運んで作った橋が、今も残っています。",
    "新しい機械は、電源を入れてから、青いボタンを二回押すと動きます。",
    "どうしてそう思うのか、理由を一つずつ話してみましょう。",
    "雨が上がると、山の向こうに大きな虹が見えました。",
    "この方法なら、これまでの半分の時間で同じ結果が得られると考えられます。",
    "研究者たちは、五年にわたって海の温度を調べ続けてきました。",
    "古い写真を整理していたら、祖父の若いころの手紙が出てきました。",
    "料理の味は、材料よりも火の通し方で決まると、その職人は言います。",
    "電車が遅れたため、約束の時間に間に合いませんでした。",
    "子どもたちは、先生の話を最後まで静かに聞いていました。",
    "値段は少し高くなりますが、長く使えるものを選ぶ人が増えています。",
    "問題は、誰がその費用を払うのかということです。",
    "朝の光が差しこむ部屋で、彼女は新しい本を読み始めました。",
    "世界で最も高い山に登るには、長い準備と強い心が要ります。",
    "このグラフを見ると、去年の夏から急に増えていることがわかります。",
    "冬になると、湖は厚い氷におおわれて、歩いて渡れるようになります。",
    "最後に、これからの予定について簡単にお知らせします。",
)
_ENGLISH = (
    "The library in front of the station opens at nine every morning except on Sundays.",
    "Three small birds came to the garden, and nobody in the house said a word.",
    "The meeting starts at two, so please read the paper before you come.",
    "People built this bridge by hand a hundred years ago, and it is still in use.",
    "Turn the machine on first, and then press the blue button twice.",
    "Why do you think so? Tell me one reason after another.",
    "When the rain stopped, we saw a rainbow beyond the hills.",
    "This way, the same result can be had in half the time.",
    "For five years the researchers have measured the warmth of the sea.",
    "Among the old photographs lay a letter that my grandfather wrote as a young man.",
    "It is the fire and not the meat that makes a dish, says the cook.",
    "The train was late, and so we missed the beginning.",
    "The children listened quietly until the story was over.",
    "More and more people buy things that cost a little more and last longer.",
    "The question is who is going to pay for all of this.",
    "In the light of the morning she opened a new book.",
    "To climb the highest mountain takes long preparation and a strong will.",
    "The chart shows how quickly the number has grown since last summer.",
    "In winter the lake freezes over, and one can walk to the other side.",
    "Finally, a short word about what comes next.",
)
_COUNTING = tuple(", ".join(map(str, range(n, n + 7))) + "." for n in range(1, 120, 6))
_TEXTS = {"ja": _JAPANESE, "en": _ENGLISH}
_ROUNDS = 6  # each halves the error at least, since the limiter takes a part of any gain
_CLOSE_LU = 0.05
_measuring = threading.Lock()  # who comes second finds what the first has measured


def loudness_of(voice: Voice, store: ClipStore) -> float:
    """How loud a voice is, in LUFS: as its file says, else as measured now or before.

    Raises:
        EngineError: it had to be measured, and the engine failed.
    """
    if voice.loudness_lufs is not None:
        return voice.loudness_lufs
    with _measuring:
        lufs = known_loudness(voice, store)
        if lufs is None:
            lufs = round(measure(voice.engine, _texts_for(voice)), 1)
            store.put_level(_key(voice), lufs)
    return lufs


def known_loudness(voice: Voice, store: ClipStore) -> float | None:
    """How loud a voice is, if nothing need be said to know it."""
    return store.level(_key(voice)) if voice.loudness_lufs is None else voice.loudness_lufs


def _texts_for(voice: Voice) -> tuple[str, ...]:
    return _TEXTS.get(voice.engine.languages[0][:2], _COUNTING)


def _key(voice: Voice) -> str:
    return clip_key(
        level_of=_texts_for(voice),
        engine=voice.engine_name,
        version=voice.engine.version,
        options=shaping_options(voice.engine),
        recipe=RECIPE,
    )


def measure(engine: Engine, texts: tuple[str, ...] = _JAPANESE) -> float:
    """The loudness in LUFS to declare for an engine, so that its finished clips meet the target.

    Raises:
        EngineError: the engine failed.
    """
    with ThreadPoolExecutor(engine.parallelism or os.cpu_count() or 1) as pool:
        sounds = list(pool.map(lambda text: _sound(engine, text), texts))
    declared = TARGET_LUFS
    for _ in range(_ROUNDS):
        off = _finished_lufs(sounds, declared) - MP3_LOSS_DB - TARGET_LUFS
        declared += off
        if abs(off) < _CLOSE_LU:
            break
    return declared


def _sound(engine: Engine, text: str) -> Sound:
    try:
        return spoken(engine, text)
    except (EngineUnavailable, Unspeakable):
        raise
    except EngineError as error:
        raise EngineError(f"{error}; the sentence is: {text}") from error


def _finished_lufs(sounds: list[Sound], declared: float) -> float:
    from narrate.audio import finish
    from narrate.energies import block_energies

    energies: list[float] = []
    for sound in sounds:
        energies += block_energies(finish(sound, declared).pcm, RATE)
    return integrated(energies)
