"""``voices/*.toml`` → Voice: how something sounds, and the engine behind it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from narrate.engines import Engine, load_engine
from narrate.errors import VoiceError

_KEYS: dict[str, type | tuple[type, ...]] = {
    "engine": str,
    "description": str,
    "credit": str,
    "loudness_lufs": (int, float),
    "options": dict,
}


@dataclass(frozen=True)
class Voice:
    """A voice by name.

    ``credit`` is printed in the show notes; ``loudness_lufs`` is how loud the engine's own output is, so
    that one gain brings every clip of this voice to the target; ``options`` are the engine's.
    """

    name: str
    engine_name: str
    description: str = ""
    credit: str = ""
    loudness_lufs: float = -16.0
    options: Mapping[str, object] = field(default_factory=dict)
    where: str = ""

    @cached_property
    def engine(self) -> Engine:
        """The engine, made when first asked for.

        Raises:
            VoiceError: the engine is not installed or an option is wrong.
        """
        return load_engine(self.engine_name, self.options, self.where)


def find_voice(name: str, folders: list[Path]) -> Voice:
    """The voice ``name`` from the first folder that has it.

    Raises:
        VoiceError: there is none (the message lists those there are), or its file is faulty.
    """
    voices = list_voices(folders)
    if name not in voices:
        raise VoiceError(f"no voice '{name}'; there are: {', '.join(sorted(voices))}")
    return read_voice(voices[name])


def list_voices(folders: list[Path]) -> dict[str, Path]:
    """All voice files by name; earlier folders win."""
    return {path.stem: path for folder in reversed(folders) for path in sorted(folder.glob("*.toml"))}


def read_voice(path: Path) -> Voice:
    """Read one voice file.

    Raises:
        VoiceError: not TOML, an unknown or missing key, a value of the wrong type.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VoiceError(f"{path}: not valid TOML: {error}") from None
    except OSError as error:
        raise VoiceError(f"{path}: cannot be read ({error.strerror})") from None
    for key, value in data.items():
        if key not in _KEYS:
            raise VoiceError(f"{path}: unknown key '{key}'; a voice has: {', '.join(_KEYS)}")
        is_endless = isinstance(value, float) and not math.isfinite(value)
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool) or is_endless:
            raise VoiceError(f"{path}: '{key}' has the wrong type: {value!r}")
    if "engine" not in data:
        raise VoiceError(f"{path}: no 'engine'; write for example engine = \"openjtalk\"")
    return Voice(path.stem, data.pop("engine"), **data, where=str(path))
