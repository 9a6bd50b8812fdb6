"""The package as it is shipped, built from a checkout without an index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def built(kind: str, folder: Path, source: Path) -> Path:
    """A ``wheel`` or an ``sdist`` of ``source``, the only file that is then in ``folder``."""
    code = f"import sys; from hatchling.build import build_{kind} as build; build(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=source, capture_output=True)
    (path,) = folder.iterdir()
    return path
