"""How fast a command begins: it imports what it needs and no more, since an import is most of its time."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from narrate.cli import cli
from narrate.show import Show

SPEAKS = ("numpy", "pyopenjtalk", "onnxruntime", "pydub", "soxr", "lameenc", "soundfile", "gtts", "requests")
READS = ("narrate.encodings", "fugashi", "sudachipy", "kanalizer", "markdown_it", "httpcore")
HOSTS = ("starlette", "uvicorn", "anyio", "asyncio", "fsspec", "prometheus_client")
WRITES = ("lxml", "feedgen", "PIL", "segno", "rich")


def imported(lines: list[list[str]], *modules: str) -> dict[str, list[str]]:
    """Which of the modules are there after each command, all run in one process, one after the other."""
    code = f"""
import contextlib, io, json, sys
from narrate.cli import cli
loaded = {{}}
for words in {lines!r}:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        cli.main(words, standalone_mode=False)
    loaded[" ".join(words)] = [name for name in {modules!r} if name in sys.modules]
print(json.dumps(loaded))
"""
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    loaded: dict[str, list[str]] = json.loads(result.stdout)
    return loaded


def test_help_of_a_command_imports_nothing_of_its_work() -> None:
    lines = [[*name, "--help"] for name in ([], *([command] for command in cli.commands))]
    loaded = imported(lines, *SPEAKS, *READS, *HOSTS, *WRITES)
    assert len(loaded) == len(cli.commands) + 1
    assert {name: modules for name, modules in loaded.items() if modules} == {}


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("clean --dry-run", ()),
        ("clips stats", ()),
        ("lexicon export {root}/terms.tsv", ()),
        ("lexicon export {root}/terms.pls", ("lxml",)),
        ("feed", ("lxml", "feedgen", "PIL")),
    ],
)
def test_a_command_that_neither_reads_nor_speaks_loads_no_voice(
    show: Show, words: str, needs: tuple[str, ...]
) -> None:
    line = [*words.format(root=show.root).split(), "--show", str(show.root)]
    (loaded,) = imported([line], *SPEAKS, *READS, *HOSTS, *WRITES).values()
    assert set(loaded) == set(needs)


def test_ctrl_c_while_the_program_is_loaded_is_one_line_and_130() -> None:
    code = """
import runpy, sys
class Interrupted:
    @staticmethod
    def find_spec(name, path, target=None):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted)
runpy.run_module("narrate", run_name="__main__")
"""
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert result.stderr == "narrate: stopped before anything was done; run the same command again\n"
    assert (result.returncode, result.stdout) == (130, "")
