"""The contract of a speech engine, and the one door through which every engine comes.

An engine is a dataclass whose fields are the keys of a voice file's ``[options]`` table, registered in the
entry-point group ``narrate.engines``. Built-in engines use the same door as plugins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from importlib.metadata import entry_points
from typing import Any, ClassVar, Protocol, get_type_hints

import numpy as np
from numpy.typing import NDArray

from narrate.errors import VoiceError

GROUP = "narrate.engines"


@dataclass(frozen=True, slots=True)
class Sound:
    """One request's audio: mono float32, full scale ±1 (louder is allowed), at ``rate`` samples a second."""

    samples: NDArray[np.float32]
    rate: int


class Engine(Protocol):
    """What narrate asks of a speech engine. A class with these members may be registered as a plugin."""

    languages: ClassVar[tuple[str, ...]]
    """Codes of the languages it speaks, such as ``ja``."""
    max_chars: ClassVar[int]
    """The longest request, in characters of spoken text."""
    parallelism: ClassVar[int | None]
    """How many requests may run at once; None for one a processor."""

    @property
    def version(self) -> str:
        """Changes whenever the same text could sound different; part of every clip's key."""

    def synthesize(self, text: str) -> Sound:
        """Speak ``text`` (kana, kanji, digits, 、。！？). Called from several threads at once.

        Raises:
            Unspeakable: it has no sound for this text.
            EngineError: anything else went wrong; says what and what to do.
        """


def engine_names() -> list[str]:
    """The names of all installed engines, sorted."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def load_engine(name: str, options: Mapping[str, object], where: str) -> Engine:
    """Make an engine from the options of a voice file; ``where`` names that file in errors.

    Raises:
        VoiceError: unknown engine, unknown option, or a value of the wrong type.
    """
    found = list(entry_points(group=GROUP, name=name))
    if not found:
        raise VoiceError(f"{where}: no engine '{name}'; installed are {', '.join(engine_names())}")
    try:
        engine_class = found[0].load()
    except (ImportError, AttributeError) as error:
        raise VoiceError(f"{where}: engine '{name}' cannot be loaded ({error}); install it again") from None
    _check_options(engine_class, options, where)
    try:
        engine: Engine = engine_class(**options)
    except ValueError as error:
        raise VoiceError(f"{where}: {error}") from None
    return engine


def _check_options(engine_class: Any, options: Mapping[str, object], where: str) -> None:
    types = get_type_hints(engine_class)
    known = {field.name: types[field.name] for field in fields(engine_class) if field.init}
    needed = [f.name for f in fields(engine_class) if f.init and f.default is f.default_factory is MISSING]
    if lacking := [name for name in needed if name not in options]:
        raise VoiceError(f"{where}: [options] lacks {', '.join(lacking)}")
    for key, value in options.items():
        if key not in known:
            keys = ", ".join(known) or "none"
            raise VoiceError(f"{where}: unknown engine option '{key}'; this engine knows: {keys}")
        accepted = (int, float) if known[key] is float else known[key]
        if not isinstance(value, accepted) or (isinstance(value, bool) and known[key] is not bool):
            wanted = getattr(known[key], "__name__", known[key])
            raise VoiceError(f"{where}: '{key}' must be {wanted}, not {value!r}")
