"""Compiled patterns, kept from one run to the next, beside the bytecode that Python keeps of the same files.

Where it keeps none, or nobody may write there, they are kept in the user's cache.

To compile the patterns of an article and its readings takes a second, most of what an edit would cost;
to load what was compiled takes a thirtieth of that.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import hashlib
import importlib
import importlib.util
import marshal
import os
import re
import sys
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, AnyStr, cast

from narrate import files

# What ``re.compile`` does in its two steps; typeshed does not know the first two.
_parser: Any = importlib.import_module("re._parser")
_compiler: Any = importlib.import_module("re._compiler")
_engine: Any = importlib.import_module("_sre")

_MOST = 6_000
"""What is kept at the most, twice what there is; older versions' patterns stay in it until then."""

Key = tuple[str, str | bytes]
"""What was found out, and of which pattern."""


def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` makes of a constant pattern; those made of somebody's text are not to be kept.

    Raises:
        re.error: it is no pattern.
    """
    made = kept(f"code with flags {int(flags)}", pattern, lambda: _code(pattern, int(flags)))
    all_flags, code, groups, numbers, names = made
    words = array.array("I", code).tolist()
    return cast("re.Pattern[AnyStr]", _engine.compile(pattern, all_flags, words, groups, numbers, names))


def kept(what: str, pattern: AnyStr, make: Callable[[], Any]) -> Any:
    """What ``make`` finds out of a constant pattern, or found in an earlier run; ``marshal`` must know it."""
    return _store().get((what, pattern), make)


def _code(pattern: AnyStr, flags: int) -> tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]:
    """What a pattern is made of: flags, code, number of groups, groups by name, names by group."""
    parsed = _parser.parse(pattern, flags)
    words = _compiler._code(parsed, flags)
    numbers = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in numbers.items():
        names[number] = name
    groups = parsed.state.groups - 1
    return flags | parsed.state.flags, array.array("I", words).tobytes(), groups, numbers, tuple(names)


class Store:
    """What was found out of patterns, in files; a damaged one, or another Python's, counts as empty.

    What is new is written into the first.
    """

    def __init__(self, path: Path, *others: Path) -> None:
        self._path = path
        self._version = sys.version, _engine.MAGIC
        self._known = dict(chain.from_iterable(self._read(each).items() for each in (*others, path)))
        self._used: dict[Key, Any] = {}

    def get(self, key: Key, make: Callable[[], Any]) -> Any:
        """What is known, or else what ``make`` finds, to be known from the next ``save`` on."""
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else make()
        return self._used[key]

    def save(self) -> None:
        """Write what is known if that is more than there was; where nobody may write, nothing is kept."""
        if self._used.keys() <= self._known.keys():
            return
        known = {**self._known, **self._used}
        data = marshal.dumps((self._version, known if len(known) <= _MOST else self._used))
        with contextlib.suppress(OSError):
            files.write(self._path, _digest(data) + data, durable=False)

    def _read(self, path: Path) -> dict[Key, Any]:
        """What a file holds, behind its hash: ``marshal`` may be given only what it wrote itself."""
        data = b""
        with contextlib.suppress(OSError):
            data = path.read_bytes()
        digest, data = data[: len(_digest(b""))], data[len(_digest(b"")) :]
        if not data or digest != _digest(data):
            return {}
        version, known = marshal.loads(data)
        return dict(known) if version == self._version else {}


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


@cache
def _store() -> Store:
    store = Store(*dict.fromkeys((_writable(), _beside_bytecode())))
    atexit.register(store.save)
    return store


def _beside_bytecode() -> Path:
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".kept")


def _writable() -> Path:
    """Where what is new is kept: beside the bytecode, else in the user's cache, as XDG specifies it."""
    beside = _beside_bytecode()
    there = next(filter(Path.exists, beside.parents))
    cache_home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not sys.dont_write_bytecode and os.access(there, os.W_OK):
        return beside
    with contextlib.suppress(RuntimeError):  # a user without a home
        cache_home = cache_home if cache_home.is_absolute() else Path.home() / ".cache"
        return cache_home / "narrate" / beside.name
    return beside
