"""Asks an engine: whatever a plugin returns or raises, who asks gets a sound or an ``EngineError``."""

from __future__ import annotations

from narrate.engines import Engine, Sound
from narrate.errors import EngineError, named

_RATES_HZ = (1_000, 1_000_000)
"""What a voice could be sampled at; resampling from any number at all could take for ever."""


def spoken(engine: Engine, text: str) -> Sound:
    """What the engine says of a text.

    Raises:
        Unspeakable, EngineUnavailable: as the engine tells.
        EngineError: anything else went wrong, a plugin that ends the program among it.
    """
    try:
        sound = engine.synthesize(text)
        _check(sound)
    except (EngineError, KeyboardInterrupt):
        raise
    except ImportError as error:
        raise EngineError(f"the engine cannot be loaded ({error}); install narrate again") from error
    except SystemExit as error:
        raise EngineError(f"the engine wanted to end the program (exit {error.code})") from error
    except BaseException as error:
        raise EngineError(named(error)) from error
    return sound


def _check(sound: object) -> None:
    least, most = _RATES_HZ
    if not isinstance(sound, Sound):
        raise EngineError(f"the engine returned {type(sound).__name__}, not a Sound")
    shape = getattr(sound.samples, "shape", (0,))  # a list will do
    if len(shape) != 1:
        raise EngineError(f"the engine returned samples in the shape {shape}, not one channel")
    if not least <= sound.rate <= most:
        raise EngineError(
            f"the engine returned {sound.rate} samples a second; {least} to {most} are possible"
        )
