"""The wheel: it holds a whole show, so that narrate works in any folder after pip alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_voices_lexicon_template_and_cover(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"narrate/show/{path.relative_to(ROOT)}" for path in (ROOT / "voices").rglob("*.*")}
    assert shipped <= names
    assert {"narrate/show/feed.xml.template", "narrate/assets/cover.png"} <= names
    assert not [name for name in names if name.startswith(("tests", "output"))]


def test_the_wheel_builds_an_episode_in_an_empty_folder(wheel: Path, tmp_path: Path, example: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    result = subprocess.run(
        [sys.executable, "-m", "narrate", "build", str(example), "--voice", "tone", "--quiet"],
        check=False,
        capture_output=True,
        text=True,
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    assert result.returncode == 0, result.stderr
    assert (work / "output" / "feed.xml").is_file()
    where = "import narrate; print(narrate.__file__)"
    printed = subprocess.run(
        [sys.executable, "-c", where], check=True, capture_output=True, text=True, cwd=work,
        env={**os.environ, "PYTHONPATH": str(site)},
    )  # fmt: skip
    assert str(site) in printed.stdout, "the wheel's own copy was run, not the checkout's"
