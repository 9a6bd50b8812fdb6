"""The program as it stands on this machine: what it makes may be another when any of this is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from narrate import files, receipts

_PACKAGE = Path(__file__).parent


def state() -> str:
    """A hash of our own files' states, of Python and of what is installed, parsers and dictionaries too."""
    own = [(str(path), files.state(path)) for path in sorted(files.below(_PACKAGE))]
    return receipts.digest(own, sys.version, sorted(_packages()))


def _packages() -> Iterator[str]:
    """Names and versions of all packages.

    Told by the names of folders: to ask each package for its version takes ten times as long.
    """
    for folder in filter(os.path.isdir, dict.fromkeys(sys.path)):
        with os.scandir(folder) as entries:
            yield from (each.name for each in entries if each.name.endswith((".dist-info", ".egg-info")))
