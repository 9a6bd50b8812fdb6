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
from narrate.errors import VoiceError, no_toml, unreadable
from narrate.patterns import compiled
from narrate.pauses import PAUSES_MS

_KEYS: dict[str, type | tuple[type, ...]] = {
    "engine": str,
    "description": str,
    "credit": str,
    "loudness_lufs": (int, float),
    "gain_db": (int, float),
    "fallback": str,
    "pauses": dict,
    "options": dict,
}
_TOML_KEY = compiled(r"""\s*(?:\[\s*([^\]\s]+)\s*\]|["']?([^"'=\s]+)["']?\s*=)""")
_NO_UTF_8 = compiled("[\ud800-\udfff]")  # how Python writes such bytes of a name
_LOUDNESS_LUFS = (-70.0, 0.0)
_MAX_GAIN_DB = 12.0
_MAX_PAUSE_MS = 10_000


@dataclass(frozen=True)
class Voice:
    """A voice by name.

    ``credit`` is printed in the show notes; ``loudness_lufs`` is how loud the engine's own output is, so
    that one gain brings every clip of this voice to the target (None: it will be measured), and ``gain_db``
    makes it louder or quieter than other voices on purpose; ``fallback`` names the voice that speaks when
    this one cannot; ``pauses`` are in ms, by what ends (see ``pauses``); ``options`` are the
    engine's. ``where`` is the file, ``lines`` its keys' line numbers, for messages.
    """

    name: str
    engine_name: str
    description: str = ""
    credit: str = ""
    loudness_lufs: float | None = None
    gain_db: float = 0.0
    fallback: str = ""
    pauses: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    where: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def __getstate__(self) -> dict[str, object]:
        """What another process needs to make it again: not the engine that this one has made."""
        return {name: value for name, value in self.__dict__.items() if name != "engine"}

    @cached_property
    def engine(self) -> Engine:
        """The engine, made when first asked for.

        Raises:
            VoiceError: the engine is not installed or an option is wrong.
        """
        return load_engine(self.engine_name, self.options, self.where, self.lines)

    @property
    def display_name(self) -> str:
        """What listeners know it by: the engine's name for the speaker, else the voice file's."""
        return self.engine.speaker_name or self.name

    @property
    def credit_line(self) -> str:
        """Whom the show notes name: as the file says, else as the engine asks for."""
        return self.credit or self.engine.credit


def find_voice(name: str, folders: list[Path]) -> Voice:
    """The voice ``name`` from the first folder that has it.

    Raises:
        VoiceError: there is none (the message lists those there are), or its file is faulty.
    """
    voices = list_voices(folders)
    if name not in voices:
        raise VoiceError(f"no voice '{name}'; there are: {', '.join(sorted(voices))}; name one of them")
    return read_voice(voices[name])


def list_voices(folders: list[Path]) -> dict[str, Path]:
    """All voice files by name; earlier folders win."""
    return {path.stem: path for folder in reversed(folders) for path in sorted(folder.glob("*.toml"))}


def read_voice(path: Path) -> Voice:
    """Read one voice file.

    Raises:
        VoiceError: no name in UTF-8, not TOML, an unknown or missing key, a value of the wrong type.
    """
    if _NO_UTF_8.search(path.name):  # notes, keys and JSON could not hold it
        raise VoiceError(f"{path}: has no name in UTF-8; give the file another name")
    try:
        text = path.read_text(encoding="utf-8-sig")
        data: dict[str, Any] = tomllib.loads(text)
    except ValueError as error:
        raise VoiceError(no_toml(path, error)) from None
    except OSError as error:
        raise VoiceError(unreadable(path, error)) from None
    lines = _key_lines(text)
    for key, value in data.items():
        at = f"{path}:{lines.get(key, 1)}"
        if key not in _KEYS:
            raise VoiceError(f"{at}: unknown key '{key}'; a voice has: {', '.join(_KEYS)}")
        is_endless = isinstance(value, float) and not math.isfinite(value)
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool) or is_endless:
            raise VoiceError(f"{at}: '{key}' has the wrong type: {value!r}")
    if "engine" not in data:
        raise VoiceError(f"{path}: no 'engine'; write for example engine = \"openjtalk\"")
    _check_sound(data, path, lines)
    data |= {key: float(data[key]) for key in ("loudness_lufs", "gain_db") if key in data}
    return Voice(path.stem, data.pop("engine"), **data, where=str(path), lines=lines)


def _check_sound(data: Mapping[str, Any], path: Path, lines: Mapping[str, int]) -> None:
    if not _LOUDNESS_LUFS[0] <= data.get("loudness_lufs", -16) <= _LOUDNESS_LUFS[1]:
        least, most = _LOUDNESS_LUFS
        raise VoiceError(
            f"{path}:{lines['loudness_lufs']}: 'loudness_lufs' must be {least:.0f} to {most:.0f}"
        )
    if abs(data.get("gain_db", 0)) > _MAX_GAIN_DB:
        raise VoiceError(f"{path}:{lines['gain_db']}: 'gain_db' must be within ±{_MAX_GAIN_DB:.0f}")
    for name, ms in data.get("pauses", {}).items():
        at = f"{path}:{lines.get(name, lines.get('pauses', 1))}"
        if name not in PAUSES_MS:
            raise VoiceError(f"{at}: unknown pause '{name}'; there are: {', '.join(PAUSES_MS)}")
        if not isinstance(ms, int) or isinstance(ms, bool) or not 0 <= ms <= _MAX_PAUSE_MS:
            raise VoiceError(f"{at}: '{name}' must be 0 to {_MAX_PAUSE_MS} ms, not {ms!r}")


def _key_lines(text: str) -> dict[str, int]:
    """The line on which each key or table of a TOML text first stands, for messages."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if key := _TOML_KEY.match(line):
            lines.setdefault(key[1] or key[2], number)
    return lines
