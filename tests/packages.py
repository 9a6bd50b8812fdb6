"""The package as it is shipped, built and installed without an index, and the packages that it needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from conftest import ROOT
from packaging.requirements import Requirement

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]


def plain(name: str) -> str:
    """A package's name as all its spellings compare (PEP 503)."""
    return re.sub("[-_.]+", "-", name).lower()


def needed(requirements: Iterable[str]) -> dict[str, metadata.Distribution]:
    """What is installed of requirements and of all that these require in turn, by plain names."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [(line, "") for line in requirements]
    for line, extra in waiting:
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            distribution = found[plain(wanted.name)] = metadata.distribution(wanted.name)
            inner = [(each, of) for each in distribution.requires or () for of in ("", *wanted.extras)]
            waiting += [each for each in dict.fromkeys(inner) if each not in waiting]
    return found


def built(kind: str, folder: Path, source: Path) -> Path:
    """A ``wheel`` or an ``sdist`` of ``source``, the only file that is then in ``folder``."""
    code = f"import sys; from hatchling.build import build_{kind} as build; build(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=source, capture_output=True)
    (path,) = folder.iterdir()
    return path


def installed_alone(archive: Path, folder: Path) -> Path:
    """The commands of a new environment with an archive, what this says that it needs, and nothing else."""
    venv.create(folder)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    alone = ["--no-index", "--no-deps", "--no-build-isolation", str(archive)]
    subprocess.run([*pip, "wheel", *alone, "--wheel-dir", str(folder / "wheels")], check=True)
    (wheel,) = (folder / "wheels").iterdir()
    command = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(command / "python")
    subprocess.run([*pip, "--python", python, "install", "--no-index", "--no-deps", str(wheel)], check=True)
    (site,) = folder.glob("[Ll]ib/**/site-packages")
    for distribution in needed(PROJECT["dependencies"]).values():
        for name in {path.parts[0] for path in distribution.files or ()} - {"..", "__pycache__"}:
            if not (site / name).exists():
                (site / name).symlink_to(Path(str(distribution.locate_file(name))))
    return command
