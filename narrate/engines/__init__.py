"""The contract of a speech engine, and the one door through which every engine comes.

An engine is a dataclass derived from ``Engine`` whose fields are the keys of a voice file's ``[options]``
table, registered in the entry-point group ``narrate.engines``. Built-in engines use the same door as plugins.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, get_type_hints

from narrate.errors import VoiceError, named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GROUP = "narrate.engines"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is heard between two times of a sound, in seconds from its start: a mora, or a word."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sound:
    """One request's audio: mono float32, full scale ±1 (louder is allowed), at ``rate`` samples a second.

    ``marks`` are in order, and only where the engine knows its own times; a guess is none.
    """

    samples: NDArray[np.float32]
    rate: int
    marks: tuple[Mark, ...] = ()


class Engine(ABC):
    """What narrate asks of a speech engine; what is not said here holds for a local engine of Japanese.

    Fields with ``compare=False`` (a timeout, the name of a key) do not shape the sound: they are no part of a
    clip's key, and may change without any clip being made again.
    """

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it speaks as its options are set: codes of ISO 639-1, such as ``ja``."""
        return ("ja",)

    @property
    def max_chars(self) -> int:
        """The longest request, in characters of spoken text."""
        return 100

    @property
    def parallelism(self) -> int | None:
        """How many requests may run at once; None for one a processor."""
        return None

    @property
    def network(self) -> bool:
        """Whether a request leaves the program: for a server on this machine too."""
        return False

    @property
    def version(self) -> str:
        """Changes whenever the same text could sound different; part of every clip's key."""
        return "1"

    @property
    def credit(self) -> str:
        """Whom the show notes must name if the voice file names nobody."""
        return ""

    @property
    def speaker_name(self) -> str:
        """What listeners know the voice by, as its options are set; empty if it has no name of its own."""
        return ""

    def problem(self) -> str:
        """Why it cannot speak now and what to do, in a few words, found within seconds; empty if it can."""
        return ""

    def speakers(self) -> tuple[str, ...]:
        """The speakers that can be chosen by an option, as a person would write them.

        Raises:
            EngineError: they cannot be asked for now.
        """
        return ()

    def interrupt(self) -> None:  # noqa: B027 - most engines have nobody waiting
        """Let whoever waits for an answer, or for another attempt, fail now: the run is being ended."""

    @abstractmethod
    def synthesize(self, text: str) -> Sound:
        """Speak ``text`` (kana, kanji, digits, 、。！？). Called from several threads at once.

        Raises:
            Unspeakable: it has no sound for this text.
            EngineUnavailable: it cannot speak at all now; says what to do.
            EngineError: anything else went wrong with this text; says what and what to do.
        """


def engine_names() -> list[str]:
    """The names of all installed engines, sorted."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def load_engine(
    name: str, options: Mapping[str, object], where: str, lines: Mapping[str, int] | None = None
) -> Engine:
    """Make an engine from the options of a voice file.

    ``where`` names that file in errors, ``lines`` the line of each of its keys. An engine refuses a value
    with a ValueError whose text begins with the option's name.

    Raises:
        VoiceError: unknown engine, unknown option, or a value of the wrong type.
    """

    def at(key: str) -> str:
        line = lines.get(key) or lines.get("options") if lines else None
        return f"{where}:{line}" if line else where

    found = list(entry_points(group=GROUP, name=name))
    if not found:
        raise VoiceError(f"{at('engine')}: no engine '{name}'; installed are {', '.join(engine_names())}")
    try:
        engine_class = found[0].load()
    except (Exception, SystemExit) as error:  # whatever a plugin does, the user is told in one line
        raise VoiceError(
            f"{at('engine')}: engine '{name}' cannot be loaded ({named(error)}); install it again"
        ) from error
    is_engine = is_dataclass(engine_class) and issubclass(engine_class, Engine)  # type: ignore[arg-type]
    if not is_engine:
        raise VoiceError(
            f"{at('engine')}: engine '{name}' is no dataclass of narrate.engines.Engine; update it"
        )
    _check_options(engine_class, options, at)
    try:
        engine: Engine = engine_class(**_as_floats(engine_class, options))
        _check_bounds(engine)
    except ValueError as error:
        raise VoiceError(f"{at(str(error).partition(' ')[0])}: {error}") from None
    except (Exception, SystemExit) as error:
        raise VoiceError(f"{at('engine')}: engine '{name}' cannot begin ({named(error)})") from error
    return engine


def shaping_options(engine: Engine) -> dict[str, object]:
    """The options that decide how the engine sounds, those left at their default among them."""
    return {f.name: getattr(engine, f.name) for f in _options(type(engine)) if f.compare}


def _options(engine_class: Any) -> list[Any]:
    return [field for field in fields(engine_class) if field.init]


def _as_floats(engine_class: Any, options: Mapping[str, object]) -> dict[str, object]:
    """The options, with 1 as 1.0 where it is one: the same voice has the same clips."""
    types = get_type_hints(engine_class)
    return {
        key: float(value) if types[key] is float and isinstance(value, int) else value
        for key, value in options.items()
    }


def _check_bounds(engine: Engine) -> None:
    """Below 1 no text is short enough, or no request may be made: a build never ends, or makes nothing."""
    for bound, value in {"max_chars": engine.max_chars, "parallelism": engine.parallelism or 1}.items():
        if value < 1:
            raise ValueError(f"{bound} of the engine is {value}, not 1 or more; update it")


def _check_options(engine_class: Any, options: Mapping[str, object], at: Callable[[str], str]) -> None:
    types = get_type_hints(engine_class)
    known = {field.name: types[field.name] for field in _options(engine_class)}
    needed = [f.name for f in _options(engine_class) if f.default is f.default_factory is MISSING]
    if lacking := [name for name in needed if name not in options]:
        raise VoiceError(f"{at('options')}: [options] lacks {', '.join(lacking)}")
    for key, value in options.items():
        if key not in known:
            keys = ", ".join(known) or "none"
            raise VoiceError(f"{at(key)}: unknown engine option '{key}'; this engine knows: {keys}")
        accepted = (int, float) if known[key] is float else known[key]
        if not isinstance(value, accepted) or (isinstance(value, bool) and known[key] is not bool):
            wanted = getattr(known[key], "__name__", known[key])
            raise VoiceError(f"{at(key)}: '{key}' must be {wanted}, not {value!r}")
