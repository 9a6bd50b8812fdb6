"""What fuzzing keeps: every file of its corpus passes its door, also where no fuzzer is installed."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from fuzz import DOORS

CORPUS = Path(__file__).parent / "fuzz" / "corpus"
FILES = sorted(CORPUS.glob("*/*"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_was_kept_passes_its_door(path: Path) -> None:
    importlib.import_module(f"fuzz.{path.parent.name}").check(path.read_bytes())


def test_every_door_has_some_files_and_all_are_small() -> None:
    assert {path.parent.name for path in FILES} == set(DOORS)
    assert len(FILES) <= 60
    assert sum(path.stat().st_size for path in FILES) <= 100_000
