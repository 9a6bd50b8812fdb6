"""The benchmarks still run, and what they print, write and judge."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree
from measure import Plan, Row, Unmeasured
from measure import run as run_command
from plot import svg
from report import aim_of, as_json, line, value_of
from tables import BEGIN, END, FIGURES, PLOT, drawn, replaced, texts

FACTS = {
    "quick": False,
    "load": 0.3,
    "minutes": 16.6,
    "processors": 2,
    "python": "3.11.7",
    "narrate": "0.1.0",
}
KEPT = Row("joining", "copying", 1.5, limit=5.0, detail="3 : 2 s")
MISSED = Row("one thread", "two", 1.2, limit=1.85, at_least=True)
TOLD = Row("pydub <=>", "ours", 1234.5)
ROWS = [KEPT, MISSED, TOLD, Unmeasured("concat", "no ffmpeg")]


def run(folder: Path, *only: str) -> subprocess.CompletedProcess[str]:
    """A quick run of some subjects, written into a folder."""
    words = ["--quick", "--output", str(folder), *(word for name in only for word in ("--only", name))]
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_quick_run_measures_and_writes(tmp_path: Path) -> None:
    result = run(tmp_path, "join", "feed")
    assert result.returncode == 0, result.stdout + result.stderr
    subjects = json.loads((tmp_path / "part.json").read_text(encoding="utf-8"))["subjects"]
    assert [name for name, rows in subjects.items() if rows] == ["join", "feed"]
    for row in (row for rows in subjects.values() for row in rows):
        assert row["verdict"] in ("quick", "told"), row
        assert row["figure"] in result.stdout
    opened = next(row for row in subjects["feed"] if row["figure"].startswith("MP3 files opened"))
    assert opened["value"] <= 1


def test_what_the_subjects_run_in_processes_of_their_own_can_be_loaded() -> None:
    names = [path.stem for path in (ROOT / "benchmarks" / "tasks").glob("*.py")]
    code = "; ".join(f"import tasks.{name}" for name in names)
    command, there = [sys.executable, "-c", code], ROOT / "benchmarks"
    result = subprocess.run(command, cwd=there, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_the_memory_of_a_server_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, "steady")
    assert result.returncode == 0, result.stdout + result.stderr
    (row,) = json.loads((tmp_path / "part.json").read_text(encoding="utf-8"))["subjects"]["steady"]
    assert row.get("verdict", row.get("skipped"))


def test_an_unknown_subject_is_told_with_those_there_are(tmp_path: Path) -> None:
    result = run(tmp_path, "nothing")
    assert result.returncode == 2
    assert "build" in result.stderr


def test_each_row_says_whether_its_aim_is_kept() -> None:
    assert (KEPT.passes, MISSED.passes, TOLD.passes) == (True, False, True)
    assert Row("x", "y", 5.0, limit=5.0).passes
    assert Row("x", "y", 5.0, limit=5.0, at_least=True).passes
    kept, missed, told = (line(row, quick=False).split() for row in (KEPT, MISSED, TOLD))
    assert kept == ["joining", "copying", "1.5", "×", "≤", "5", "×", "pass", "3", ":", "2", "s"]
    assert missed[-5:] == ["×", "≥", "1.85", "×", "FAIL"]
    assert told[-2:] == ["–", "told"]
    assert "quick" in line(MISSED, quick=True)
    assert "skipped: no ffmpeg" in line(Unmeasured("concat", "no ffmpeg"), quick=False)


def test_the_plot_has_a_bar_for_each_aim_and_shorter_is_better() -> None:
    bars = etree.fromstring(svg({"all": ROWS}, quick=False)).findall("{*}rect")
    kept, missed = (
        [int(bar.get("width", "")) for bar in bars if bar.get("class") == kind] for kind in ("kept", "missed")
    )
    assert (kept, missed) == ([84], [350])


def test_a_bar_that_goes_on_beyond_the_plot_ends_in_a_mark() -> None:
    def marks(*rows: Row) -> list[int]:
        texts = etree.fromstring(svg({"all": rows}, quick=False)).findall("{*}text")
        return [int(text.get("x", "")) for text in texts if text.get("class") == "cut"]

    longest = Row("rebuilt", "whole", 1.25, limit=1.0)
    assert marks(KEPT, longest) == []
    assert marks(MISSED, Row("nothing", "ours", 0.0, limit=1.0, at_least=True)) == [866, 866]


def test_the_pages_tell_what_was_measured_and_which_aims_are_missed() -> None:
    readme, page = texts(as_json({"all": ROWS}, FACTS)).values()
    assert "17 minutes on 2 processors" in readme
    assert "results/figures.svg" in readme
    assert readme.splitlines()[-2:] == [
        "| joining : copying | 1.5 × (3 : 2 s) | ≤ 5 × |",
        "| one thread : two | 1.2 × | ≥ 1.85 ×, missed |",
    ]
    assert page.splitlines()[-2:] == [
        "| `all` | pydub <=> : ours | 1,234 × | – |",
        "| `all` | concat | not measured: no ffmpeg |  |",
    ]


def test_a_small_ratio_is_told_in_hundredths() -> None:
    row = Row("one sentence edited", "whole", 0.076, 0.03)
    assert (value_of(row), aim_of(row)) == ("7.6 %", "≤ 3 %")
    assert value_of(Row("all edited", "whole", 0.2, 0.03)) == "0.2 ×"


def test_figures_are_written_between_their_marks_only() -> None:
    assert replaced(f"a\n{BEGIN}\nold\n{END}\nb\n", "new") == f"a\n{BEGIN}\nnew\n{END}\nb\n"
    with pytest.raises(ValueError, match="lacks"):
        replaced(f"a\n{BEGIN}\nold\n", "new")


def test_the_pages_show_the_run_that_is_kept() -> None:
    kept = FIGURES.read_text(encoding="utf-8")
    for name, text in texts(kept).items():
        page = (ROOT / name).read_text(encoding="utf-8")
        assert replaced(page, text) == page
    assert PLOT.read_text(encoding="utf-8") == drawn(kept)


@pytest.mark.parametrize("task", sorted(path.stem for path in (ROOT / "benchmarks" / "tasks").glob("*.py")))
def test_what_a_task_needs_is_there(task: str) -> None:
    assert importlib.import_module(f"tasks.{task}")


def test_a_process_is_weighed_by_itself_however_large_who_starts_it() -> None:
    holding = "held = b'x' * 30_000_000"
    alone = [sys.executable, "-S", "-c"]  # without what an installation adds to every process
    small, large = (run_command([*alone, code]).peak_mb for code in ("", holding))
    assert small < 20
    assert 27 < large - small < 33


def test_a_process_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        run_command([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_sizes_follow_the_run(tmp_path: Path) -> None:
    assert [Plan(quick, tmp_path, "").size(100, 3) for quick in (False, True)] == [100, 3]


@pytest.mark.parametrize(("load", "is_told"), [(0.2, False), (4.0, True)])
def test_figures_say_when_others_used_the_machine(load: float, is_told: bool) -> None:
    for text in texts(as_json({"all": ROWS}, {**FACTS, "load": load})).values():
        assert (f"(load {load})" in text) is is_told
